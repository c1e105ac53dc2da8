"""Files into a store and out of it again."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg import ids
from kg.endpoint import Credentials, credentials
from kg.errors import StoreError
from kg.store import split
from kg.store.base import Loaded, NamedGraph, TripleStore
from kg.store.oxigraph import EmbeddedStore
from kg.store.remote import RemoteStore

Progress = Callable[[int], None]


def open_store(
    store: Path | None = None,
    *,
    endpoint: str | None = None,
    graph_store: str | None = None,
    login: Credentials | None = None,
    timeout_s: float = 120.0,
) -> TripleStore:
    """Return the embedded store in a folder, or the store behind an endpoint; StoreError unless one is given.

    `login` comes from the environment where it is None (see kg.endpoint).
    """
    if (store is None) == (endpoint is None):
        raise StoreError("give one of a store folder or an endpoint URL")
    if store is not None:
        return EmbeddedStore(store)
    assert endpoint is not None
    login = login or credentials()
    return RemoteStore(endpoint, graph_store=graph_store, login=login, timeout_s=timeout_s)


def load(
    files: Iterable[Path],
    *,
    store: Path | None = None,
    endpoint: str | None = None,
    graph_store: str | None = None,
    login: Credentials | None = None,
    timeout_s: float = 120.0,
    progress: Progress = lambda graphs: None,
) -> Loaded:
    """Load RDF files, one named graph for each document, and the scheme of event types beside them.

    A graph that is there is replaced whole; one that is the same stays, so that loading again after an interruption
    goes on where it stopped. `progress` is called with the number of graphs that are safely there so far.
    Raises InputError (the file) or StoreError (the store).
    """
    paths = [Path(file) for file in files]
    for path in paths:
        if not path.is_file():
            raise StoreError(f"{path}: no such file to load")
    target = open_store(store, endpoint=endpoint, graph_store=graph_store, login=login, timeout_s=timeout_s)
    loaded = Loaded()
    for path in paths:
        done = loaded.added + loaded.replaced + loaded.unchanged
        if isinstance(target, EmbeddedStore) and target.fill(path, loaded):
            progress(loaded.added)
            continue
        for safe in target.put(split.named_graphs(path), loaded):
            progress(done + safe)
    for _ in target.put([split.event_types()], Loaded()):
        pass  # the scheme counts as nothing that was loaded
    return loaded


def union(store: Path) -> Iterator[ox.Triple]:
    """Yield what the documents of an embedded store say, each triple once, node by node, always in one order."""
    return _existing(store).union()


def retract(
    documents: Iterable[str],
    *,
    store: Path | None = None,
    endpoint: str | None = None,
    login: Credentials | None = None,
) -> list[str]:
    """Remove documents, named by id, IRI or graph IRI, each in one transaction; return the graphs removed.

    What other documents say as well stays. Raises StoreError where a document is not in the store; the others are
    removed nevertheless.
    """
    target = existing_or_remote(store, endpoint, login=login)
    removed, unknown = [], []
    for document in documents:
        name = _graph_name(target, document)
        if name is not None and target.drop(name):
            removed.append(name)
        else:
            unknown.append(document)
    if unknown:
        raise StoreError(f"not in the store: {', '.join(unknown)}; removed: {', '.join(removed) or 'nothing'}")
    return removed


def _existing(store: Path) -> EmbeddedStore:
    if not (store / "CURRENT").is_file():
        raise StoreError(f"{store} is no store; make one with `kg load FILE --store {store}`")
    return EmbeddedStore(store)


def document_graphs(
    *, store: Path | None = None, endpoint: str | None = None, login: Credentials | None = None
) -> Iterator[NamedGraph]:
    """Yield the graphs of a store by name, without the scheme of event types."""
    source = existing_or_remote(store, endpoint, login=login)
    return (graph for graph in source.graphs() if graph.name != ids.EVENT_TYPE)


def document_quads(
    *, store: Path | None = None, endpoint: str | None = None, login: Credentials | None = None
) -> Iterator[ox.Quad]:
    """Yield the quads of a store, graph by graph, without the scheme of event types."""
    for graph in document_graphs(store=store, endpoint=endpoint, login=login):
        name = ox.NamedNode(graph.name)
        yield from (ox.Quad(t.subject, t.predicate, t.object, name) for t in graph.triples)


def existing_or_remote(store: Path | None, endpoint: str | None, *, login: Credentials | None = None) -> TripleStore:
    """Return a store that must be there already: reading from a folder does not make one."""
    return _existing(store) if store is not None else open_store(endpoint=endpoint, login=login)


def _graph_name(store: TripleStore, document: str) -> str | None:
    """Return the graph of a document that is named by its id, its IRI or its graph's IRI."""
    if ":" in document:
        try:
            ox.NamedNode(document)
        except ValueError as error:
            raise StoreError(f"{document!r} is neither a document's id nor an IRI") from error
        return split.graph_of(document)
    text = ox.Literal(document)
    found = store.select(f"SELECT ?d WHERE {{ ?d <http://purl.org/dc/terms/identifier> {text} }}")
    return next((split.graph_of(row[0].value) for row in found.rows if row[0]), None)
