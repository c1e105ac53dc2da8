"""A file against the ontology's shapes, graph by graph; messages name the event and its sentence."""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pyshacl
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.errors import InputError, unreadable
from kg.rdf.write import Format
from kg.resources import ontology_path
from kg.vocab import GAF, KG, PREFIXES, RDF, RDFS, SEM, SKOS

BATCH = 512  # graphs in memory at a time

_FORMATS = {
    Format.TURTLE: ox.RdfFormat.TURTLE,
    Format.TRIG: ox.RdfFormat.TRIG,
    Format.N_QUADS: ox.RdfFormat.N_QUADS,
    Format.N_TRIPLES: ox.RdfFormat.N_TRIPLES,
    Format.JSON_LD: ox.RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One statement of the graph that a shape forbids, or one that it misses."""

    graph: str  # IRI of the named graph; empty where the file has none
    node: str  # IRI of the node that breaks the shape
    shape: str  # IRI of the node shape
    path: str  # prefixed name of the property; empty where the shape is not about one
    message: str  # what is wrong and what to do
    value: str = ""  # the offending value: a prefixed name, or a text in quotes
    about: str = ""  # the node in words: an event's type and sentence, an entity's label

    def __str__(self) -> str:
        """Return one line for a reader: which node, what is wrong, which value."""
        value = f" (found: {self.value})" if self.value else ""
        return f"{self.about or self.node}: {self.message}{value}"


def validate(
    path: str | os.PathLike[str], shapes: str | os.PathLike[str] | None = None, *, workers: int = 1
) -> list[Violation]:
    """Return what violates the shapes, sorted; an empty list where the file conforms.

    A file with named graphs is judged graph by graph, on `workers` processes; other files as one graph.
    `shapes`: a Turtle file; the ontology's shapes where None. InputError where the file is missing or is no RDF.
    """
    return validate_graphs(_read(Path(path)).items(), shapes, workers=workers)


def validate_graphs(
    graphs: Iterable[tuple[str, bytes]], shapes: str | os.PathLike[str] | None = None, *, workers: int = 1
) -> list[Violation]:
    """Return what violates the shapes in graphs (name, N-Triples), sorted; see `validate`."""
    judge = partial(_judge, shapes=str(shapes or ontology_path("shapes.ttl")))
    found: list[Violation] = []
    remaining = iter(graphs)
    first = list(islice(remaining, BATCH))
    if workers <= 1 or len(first) <= 1:
        return sorted(violation for item in chain(first, remaining) for violation in judge(item))
    with ProcessPoolExecutor(min(workers, len(first))) as pool:
        while first:
            found += [violation for violations in pool.map(judge, first, chunksize=8) for violation in violations]
            first = list(islice(remaining, BATCH))
    return sorted(found)


def _read(path: Path) -> dict[str, bytes]:
    """Return graph name -> N-Triples."""
    try:
        form = _FORMATS[Format(path.suffix.lower())]
        quads = ox.parse(path=path, format=form)
        lines: dict[str, list[str]] = {}
        for quad in quads:
            name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
            lines.setdefault(name, []).append(f"{quad.triple} .\n")
    except ValueError as error:
        known = ", ".join(f.value for f in Format)
        raise InputError(f"{path}: is no graph file: the suffix must be one of {known}") from error
    except SyntaxError as error:
        raise InputError(f"{path}: is not well-formed: {error}") from error
    except OSError as error:
        raise unreadable(path, error) from error
    return {name: "".join(found).encode() for name, found in lines.items()}


def _judge(item: tuple[str, bytes], *, shapes: str) -> list[Violation]:
    name, triples = item
    data = Graph().parse(data=triples, format="nt")
    judged = Graph()
    judged += data
    judged += _concepts()
    conforms, results, _ = pyshacl.validate(judged, shacl_graph=_shapes(shapes), inference="none")
    if conforms or not isinstance(results, Graph):
        return []
    found = results.subjects(RDF.type, SH.ValidationResult)
    return [_violation(_Result(results, node, data, name), _shapes(shapes)) for node in found]


@cache
def _shapes(path: str) -> Graph:
    return Graph().parse(path, format="turtle")


@cache
def _concepts() -> Graph:
    """Return the event types as bare concepts: all that the shapes ask of the ontology."""
    concepts = Graph()
    for concept in Graph().parse(ontology_path("event-types.ttl")).subjects(RDF.type, SKOS.Concept):
        concepts.add((concept, RDF.type, SKOS.Concept))
    return concepts


class _Result(NamedTuple):
    """A result of pySHACL, with the graphs that explain it."""

    results: Graph
    node: Node
    data: Graph
    name: str

    def get(self, predicate: URIRef) -> Node | None:
        return self.results.value(self.node, predicate)


def _violation(result: _Result, shapes: Graph) -> Violation:
    focus, source = result.get(SH.focusNode), result.get(SH.sourceShape)
    return Violation(
        graph=result.name,
        node=str(focus),
        shape=str(shapes.value(predicate=SH.property, object=source) or source),
        path=_short(result.get(SH.resultPath)),
        message=str(result.get(SH.resultMessage)),
        value=_short(result.get(SH.value)),
        about=_about(result.data, focus),
    )


def _about(data: Graph, node: Node | None) -> str:
    """Return an event as its type and sentence, anything else by its label or its words."""
    if node is None:
        return ""
    sentences = _texts(data, [node, *data.objects(node, GAF.denotedBy)], KG.sentence)
    for event_type in data.objects(node, SEM.eventType):
        kind = str(event_type).rsplit("/", 1)[-1]
        return f'event {kind} in "{sentences[0]}"' if sentences else f"event {kind} {node}"
    if sentences:
        return f'"{sentences[0]}"'
    labels = _texts(data, [node], RDFS.label)
    return f"{labels[0]} ({node})" if labels else str(node)


def _texts(data: Graph, nodes: Iterable[Node], predicate: URIRef) -> list[str]:
    return sorted(str(text) for node in nodes for text in data.objects(node, predicate))


def _short(term: Node | None) -> str:
    """Return a term as Turtle would write it with kg's prefixes; a literal without its datatype."""
    if isinstance(term, Literal):
        return f'"{term}"'
    text = "" if term is None else str(term)
    for prefix, start in PREFIXES.items():
        if isinstance(term, URIRef) and text.startswith(start):
            return f"{prefix}:{text[len(start) :]}"
    return text
