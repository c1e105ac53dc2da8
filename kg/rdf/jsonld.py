"""JSON-LD with the context that ships with the ontology: one node object at a time, in constant memory."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, TypeAlias

import pyoxigraph as ox

from kg.rdf.sort import Node
from kg.resources import ontology_path
from kg.vocab import RDF, XSD

Value: TypeAlias = str | dict[str, str]

_TYPE = str(RDF.type)


def json_ld(nodes: Iterable[Node], base: str) -> Iterator[str]:
    """Yield one JSON-LD document of sorted nodes, a node object at a time."""
    context = _context() | ({"@base": base} if base.endswith("/") else {})
    terms = _Terms(context)
    yield '{"@context": ' + json.dumps(context, ensure_ascii=False, sort_keys=True) + ',\n"@graph": ['
    separator = "\n"
    for subject, statements in nodes:
        yield separator + json.dumps(_node(subject, statements, terms), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _context() -> dict[str, Any]:
    shipped = json.loads(ontology_path("context.jsonld").read_text("utf-8"))
    context: dict[str, Any] = shipped["@context"]
    return context


def _node(subject: str, statements: Iterable[str], terms: "_Terms") -> dict[str, Any]:
    node: dict[str, Any] = {"@id": terms.relative(subject)}
    lines = "".join(f"<{subject}> {statement} .\n" for statement in statements)
    triples = [quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)]
    for predicate, values in groupby(triples, key=lambda triple: triple.predicate.value):
        key = "@type" if predicate == _TYPE else terms.name(predicate)
        found = [terms.value(predicate, triple.object) for triple in values]
        node[key] = found[0] if len(found) == 1 else found
    return node


class _Terms:
    """Shortens IRIs and literals as a context says."""

    def __init__(self, context: dict[str, Any]) -> None:
        self._base = context.get("@base")
        self._prefixes = sorted(
            ((iri, name) for name, iri in context.items() if isinstance(iri, str) and not name.startswith("@")),
            key=lambda pair: -len(pair[0]),
        )
        self._names: dict[str, str] = {}
        self._types: dict[str, str] = {}
        for name, entry in context.items():
            if isinstance(entry, dict):
                iri = self._expand(entry["@id"])
                self._names[iri] = name
                self._types[iri] = self._expand(entry.get("@type", ""))

    def name(self, iri: str) -> str:
        """Return the term, else the prefixed name, else the IRI."""
        return self._names.get(iri) or self.compact(iri)

    def compact(self, iri: str) -> str:
        for start, prefix in self._prefixes:
            if iri.startswith(start) and not iri[len(start) :].startswith("//"):
                return f"{prefix}:{iri[len(start) :]}"
        return iri

    def relative(self, iri: str) -> str:
        """Return an IRI below the base without it; as `compact` does where a parser would misread that."""
        if self._base and iri.startswith(self._base):
            rest = iri[len(self._base) :]
            if rest and ":" not in rest and not rest.startswith("/"):
                return rest
        return self.compact(iri)

    def value(self, predicate: str, value: Any) -> Value:
        wanted = self._types.get(predicate, "")
        if isinstance(value, ox.NamedNode):
            iri = value.value
            if predicate == _TYPE:
                return self.compact(iri)
            return self.relative(iri) if wanted == "@id" else {"@id": self.relative(iri)}
        datatype = value.datatype.value
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if datatype == str(XSD.string):
            return value.value if not wanted else {"@value": value.value}
        if datatype == wanted:
            return str(value.value)
        return {"@value": value.value, "@type": self.compact(datatype)}

    def _expand(self, name: str) -> str:
        prefix, colon, rest = name.partition(":")
        starts = {p: iri for iri, p in self._prefixes}
        return starts[prefix] + rest if colon and prefix in starts else name
