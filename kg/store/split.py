"""An RDF file as named graphs, one for each document.

TriG and N-Quads say which graph a triple belongs to. A Turtle or N-Triples file of kg is the union of the graphs of its
documents; what it says of mentions (nif:referenceContext) and of what they denote (gaf:denotedBy) tells them apart.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg import ids
from kg.errors import InputError, unreadable
from kg.resources import ontology_path
from kg.store.base import NamedGraph
from kg.store.lines import OtherLine, runs

QUAD_SUFFIXES = {".trig", ".nq"}
FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
LARGEST_PART = 50_000  # triples of one graph held in memory at a time, for files whose graphs come one by one

_NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
_CONTEXT = f"{_NIF}referenceContext"
_DENOTED_BY = "http://groundedannotationframework.org/gaf#denotedBy"
_DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom"
_IDENTIFIER = "http://purl.org/dc/terms/identifier"
# A node without mentions belongs to the documents of the nodes that lead to it.
_LEADS_TO = {
    f"{ids.ONTOLOGY}within",
    f"{ids.ONTOLOGY}relativeTo",
    "http://www.opengis.net/ont/geosparql#hasGeometry",
}


def named_graphs(path: Path) -> Iterator[NamedGraph]:
    """Yield the graphs of a file; InputError where it cannot be read or parsed, with the line."""
    if path.suffix not in FORMATS:
        raise InputError(f"{path}: no RDF suffix; known: {', '.join(FORMATS)}")
    if path.suffix == ".nq":
        yield from _cut(path)
    elif path.suffix in QUAD_SUFFIXES:
        yield from _grouped(path)
    else:
        yield from _split(path)


def event_types() -> NamedGraph:
    """Return the scheme of event types, which queries need for sub-types, as a graph of its own."""
    path = ontology_path("event-types.ttl")
    return NamedGraph(ids.EVENT_TYPE, tuple(quad.triple for quad in parse(path)))


def parse(path: Path) -> Iterator[ox.Quad]:
    """Yield the quads of a file; InputError names the file, and the line where it is broken."""
    try:
        yield from ox.parse(path=str(path), format=FORMATS[path.suffix])
    except OSError as error:
        raise unreadable(path, error) from error
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{path}: {error}") from error


def graph_of(document: str) -> str:
    """Return the name of a document's graph from the document's IRI (see kg.ids).

    >>> graph_of("https://example.org/kg/document/seed")
    'https://example.org/kg/graph/seed'
    """
    base, found, rest = document.rpartition("document/")
    return f"{base}graph/{rest}" if found else document


def _file_graph(path: Path) -> str:
    return f"urn:kg:file:{ids.segment(path.name)}"


def _cut(path: Path) -> Iterator[NamedGraph]:
    """Cut N-Quads into graphs, line by line as long as the lines are as kg writes them."""
    try:
        with path.open("rb") as file:
            for name, text in runs(file):
                yield NamedGraph(name, text=text)
    except OtherLine as other:
        yield from _grouped(path, start=other.before)
    except OSError as error:
        raise InputError(f"{path}: {error}") from error


def _grouped(path: Path, start: int = 0) -> Iterator[NamedGraph]:
    """Group neighbouring quads of one graph, from one on; what lies in no graph goes into one named after the file."""
    name = ""
    triples: list[ox.Triple] = []
    for quad in islice(parse(path), start, None):
        graph = quad.graph_name
        here = _file_graph(path) if isinstance(graph, ox.DefaultGraph) else graph.value
        if triples and (here != name or len(triples) >= LARGEST_PART):
            yield NamedGraph(name, tuple(triples))
            triples = []
        name = here
        triples.append(quad.triple)
    if triples:
        yield NamedGraph(name, tuple(triples))


def _split(path: Path) -> Iterator[NamedGraph]:
    """Give each triple to the graphs of the documents that say it; memory grows with the file."""
    owners = _owners(path)
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in parse(path):
        triple = quad.triple
        for document in _documents(triple, owners):
            graphs.setdefault(document, []).append(triple)
    for name in sorted(graphs):
        yield NamedGraph(graph_of(name) if name else _file_graph(path), tuple(graphs[name]))


def _documents(triple: ox.Triple, owners: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the documents that say a triple; ("",) where none is known."""
    predicate = triple.predicate.value
    if predicate in (_DENOTED_BY, _DERIVED_FROM) and isinstance(triple.object, ox.NamedNode):
        return owners.get(triple.object.value, ("",))
    return owners.get(triple.subject.value, ("",)) if isinstance(triple.subject, ox.NamedNode) else ("",)


def _owners(path: Path) -> dict[str, tuple[str, ...]]:
    """Return node -> IRIs of the documents that speak of it."""
    owners: dict[str, tuple[str, ...]] = {}
    denoted: dict[str, list[str]] = {}
    edges: dict[str, list[str]] = {}
    for quad in parse(path):
        subject, predicate, value = quad.subject, quad.predicate.value, quad.object
        if not isinstance(subject, ox.NamedNode):
            continue
        if predicate == _IDENTIFIER:
            owners[subject.value] = (subject.value,)
        elif not isinstance(value, ox.NamedNode):
            continue
        elif predicate == _CONTEXT:
            owners[subject.value] = (value.value,)
        elif predicate == _DENOTED_BY:
            denoted.setdefault(subject.value, []).append(value.value)
        elif predicate in _LEADS_TO:
            edges.setdefault(subject.value, []).append(value.value)
    for node, mentions in denoted.items():
        owners[node] = tuple(sorted({document for m in mentions for document in owners.get(m, ())}))
    return _spread(owners, edges)


def _spread(owners: dict[str, tuple[str, ...]], edges: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Hand the documents of nodes on to what they lead to, until nothing changes."""
    waiting = [node for node in edges if node in owners]
    while waiting:
        node = waiting.pop()
        for target in edges[node]:
            whole = tuple(sorted({*owners.get(target, ()), *owners[node]}))
            if whole != owners.get(target):
                owners[target] = whole
                if target in edges:
                    waiting.append(target)
    return owners
