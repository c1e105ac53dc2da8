"""Turtle, TriG, N-Triples and N-Quads from sorted nodes, one node at a time.

The statements come as N-Triples text ("<property> value"), which is Turtle already; what remains is to shorten. So a
node costs less than it would to build term objects for pyoxigraph's serialiser, and the output is as compact.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from kg.rdf.sort import Node
from kg.vocab import RDF, XSD

# The part of PN_LOCAL (https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL) that kg's IRIs need, before escaping.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_~./-]|%[0-9A-F]{2})*")
_ESCAPED = re.compile(r"[~./]")
_TYPE = str(RDF.type)
_CACHE = 65_536  # IRIs; properties, classes and entities come again and again

# Literals that Turtle writes without quotes, where their form is the canonical one.
_BARE = {
    str(XSD.integer): re.compile(r"-?[0-9]+"),
    str(XSD.decimal): re.compile(r"-?[0-9]+\.[0-9]+"),
    str(XSD.boolean): re.compile(r"true|false"),
}


def n_triples(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the N-Triples lines of each node."""
    for subject, statements in nodes:
        yield "".join([f"<{subject}> {statement} .\n" for statement in statements])


def n_quads(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the N-Quads lines of each node; keys are "graph node"."""
    for key, statements in nodes:
        graph, subject = key.split(" ")
        yield "".join([f"<{subject}> {statement} <{graph}> .\n" for statement in statements])


def turtle(nodes: Iterable[Node], prefixes: dict[str, str]) -> Iterator[str]:
    """Yield the prefixes, then a Turtle block for each node."""
    short = Shortener(prefixes)
    yield short.header()
    for subject, statements in nodes:
        yield short.block(subject, statements)


def trig(nodes: Iterable[Node], prefixes: dict[str, str]) -> Iterator[str]:
    """Yield the prefixes, then a TriG block for each graph; keys are "graph node"."""
    short = Shortener(prefixes)
    yield short.header()
    for graph, group in groupby(nodes, key=lambda node: node[0].partition(" ")[0]):
        yield f"\n{short.iri(graph)} {{\n"
        for key, statements in group:
            yield short.block(key.partition(" ")[2], statements)
        yield "}\n"


class Shortener:
    """Writes IRIs and literals as Turtle does with a set of prefixes."""

    _SEPARATOR = " ;\n    "

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._prefixes = prefixes
        self._names = {start: name for name, start in prefixes.items()}
        self._lengths = sorted({len(start) for start in prefixes.values()}, reverse=True)
        self.iri = lru_cache(_CACHE)(self._iri)

    def header(self) -> str:
        """Return the declarations of all prefixes, sorted."""
        return "".join(f"@prefix {name}: <{start}> .\n" for name, start in sorted(self._prefixes.items()))

    def block(self, subject: str, statements: Iterable[str]) -> str:
        """Return all statements of a node, its classes first."""
        values: dict[str, list[str]] = {}
        for statement in statements:
            end = statement.index(" ")
            values.setdefault(statement[1 : end - 1], []).append(self.term(statement[end + 1 :]))
        classes = values.pop(_TYPE, None)
        lines = [f"a {' , '.join(classes)}"] if classes else []
        lines += [f"{self.iri(name)} {' , '.join(found)}" for name, found in values.items()]
        return f"\n{self.iri(subject)} {self._SEPARATOR.join(lines)} .\n"

    def term(self, term: str) -> str:
        """Return a term in N-Triples as a term in Turtle.

        >>> Shortener({"xsd": str(XSD)}).term('"3"^^<http://www.w3.org/2001/XMLSchema#integer>')
        '3'
        """
        if term[0] == "<":
            return self.iri(term[1:-1])
        if term[-1] != ">":
            return term
        quoted, _, datatype = term.rpartition("^^")
        bare = _BARE.get(datatype[1:-1])
        if bare and bare.fullmatch(quoted[1:-1]):
            return quoted[1:-1]
        return f"{quoted}^^{self.iri(datatype[1:-1])}"

    def _iri(self, iri: str) -> str:
        """Return the name with the longest prefix that fits, else the whole IRI.

        A dot, slash or tilde in the name is escaped.
        """
        for length in self._lengths:
            name = self._names.get(iri[:length])
            if name is not None and _LOCAL.fullmatch(iri, length):
                return f"{name}:{_ESCAPED.sub(_escape, iri[length:])}"
        return f"<{iri}>"


def _escape(match: re.Match[str]) -> str:
    return f"\\{match.group()}"
