"""Any SPARQL 1.1 store over HTTP.

Three ways, by what the server offers: quads in bulk (Oxigraph's server), the Graph Store Protocol (`graph_store`), else
SPARQL Update in pieces. A graph bears its fingerprint, the hash of its triples, from the moment when all of it is
there: what has its fingerprint already is left alone, so that an interrupted load goes on where it stopped.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from urllib.parse import urlsplit, urlunsplit

import pyoxigraph as ox

from kg.endpoint import Credentials, Endpoint, check_url
from kg.errors import QueryError, StoreError
from kg.store.base import Loaded, NamedGraph
from kg.table import Table

CHUNK = 2_000  # triples of one SPARQL Update: Virtuoso takes no long ones
BULK = 500_000  # triples of one bulk request

_VERSION = "http://www.w3.org/2002/07/owl#versionInfo"  # of a graph: its fingerprint
_TURTLE = "text/turtle"  # N-Triples are Turtle, and every Graph Store Protocol takes that


class RemoteStore:
    """A store behind a query endpoint; `graph_store` is the URL of its Graph Store Protocol, if it has one."""

    def __init__(
        self,
        endpoint: str,
        *,
        graph_store: str | None = None,
        update: str | None = None,
        login: Credentials | None = None,
        timeout_s: float = 120.0,
    ) -> None:
        self._endpoint = Endpoint(endpoint, login=login, timeout_s=timeout_s)
        self.graph_store = check_url(graph_store)[0] if graph_store else None
        self.update = check_url(update or update_url(self._endpoint.url))[0]

    def put(self, graphs: Iterable[NamedGraph], loaded: Loaded) -> Iterator[int]:
        """Write graphs, small ones together; a graph that is there is replaced by one request."""
        here, known = set(self.names()), self._fingerprints()
        bulk = self._bulk_url()
        seen: set[str] = set()
        waiting = _Batch()
        count = 0
        for count, (name, group) in enumerate(groupby(graphs, key=attrgetter("name")), 1):
            parts = list(group)
            loaded.triples += sum(part.size for part in parts)
            again = name in seen
            seen.add(name)
            whole = len(parts) == 1 and not again
            fingerprint = parts[0].fingerprint() if whole else ""
            if whole and known.get(name) == fingerprint:
                loaded.unchanged += 1
                continue
            loaded.added += name not in here and not again
            loaded.replaced += name in here and not again
            fresh = name not in here
            if not whole or not waiting.takes(parts[0], fresh=fresh, limit=BULK if bulk and fresh else CHUNK):
                self._flush(waiting, bulk)
                yield count - 1
            if whole:
                waiting.add(parts[0], fingerprint, fresh=fresh)
            else:
                self._pieces(name, parts, again=again)
        self._flush(waiting, bulk)
        yield count

    def drop(self, name: str) -> bool:
        """Remove a graph; False where there is none."""
        if name not in self.names():
            return False
        self._update(f"DROP SILENT GRAPH {ox.NamedNode(name)}")
        return True

    def graphs(self) -> Iterator[NamedGraph]:
        """Yield every graph, by name, without its fingerprint."""
        for name in self.names():
            text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {ox.NamedNode(name)} {{ ?s ?p ?o }} }}"
            found = [t for t in self._endpoint.construct(text) if not _is_fingerprint(t, name)]
            yield NamedGraph(name, sorted(found, key=str))

    def names(self) -> list[str]:
        """Return the names of the graphs, sorted."""
        table = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return sorted(row[0].value for row in table.rows if row[0] is not None)

    def select(self, sparql: str) -> Table:
        """Answer a SELECT over the union of the graphs."""
        try:
            found = self._endpoint.ask(sparql)
        except QueryError as error:
            raise StoreError(str(error)) from error
        if not isinstance(found, Table):
            raise StoreError("only a SELECT has rows")
        return found

    def _fingerprints(self) -> dict[str, str]:
        table = self.select(f"SELECT ?g ?v WHERE {{ GRAPH ?g {{ ?g <{_VERSION}> ?v }} }}")
        return {g.value: v.value for g, v in table.rows if g and v}

    def _bulk_url(self) -> str | None:
        """Return where quads may be sent in bulk; None where the server is not known to take them."""
        if not self._endpoint.server.startswith("Oxigraph/"):
            return None
        parts = urlsplit(self.graph_store or self._endpoint.url)
        return urlunsplit(parts._replace(path=f"{parts.path.rpartition('/')[0]}/store", query="no_transaction"))

    def _flush(self, batch: "_Batch", bulk: str | None) -> None:
        """Write what waits: new graphs in bulk where the server can, else by whichever way it has."""
        if not batch:
            return
        if bulk and batch.fresh:
            self._endpoint.send("POST", bulk, body=batch.quads(), kind="application/n-quads")
            self._endpoint.send("POST", bulk, body=batch.fingerprints_as_quads(), kind="application/n-quads")
        elif self.graph_store:
            for graph, fingerprint in batch.graphs:
                self._put_graph(graph.name, graph.text + _version(graph.name, fingerprint))
        elif batch.size > CHUNK:
            (graph, fingerprint), *_ = batch.graphs
            self._pieces(graph.name, [graph], again=False, fingerprint=fingerprint)
        else:
            self._update(batch.update())
        batch.clear()

    def _pieces(self, name: str, parts: Iterable[NamedGraph], *, again: bool, fingerprint: str | None = None) -> None:
        """Gather a big graph under another name and move it into place; `again`: add to what is there."""
        graph, aside = ox.NamedNode(name), ox.NamedNode(f"{name}#loading")
        self._update(f"DROP SILENT GRAPH {aside}")
        for part in parts:
            if self.graph_store:
                self._put_graph(aside.value, part.text, method="POST")
                continue
            lines = part.text.splitlines(keepends=True)
            for start in range(0, len(lines), CHUNK):
                self._update(_insert(aside, b"".join(lines[start : start + CHUNK])))
        move = f"MOVE {aside} TO {graph}"
        if again:  # what is there bears a fingerprint that holds no more
            move = f"DELETE WHERE {{ GRAPH {graph} {{ {graph} <{_VERSION}> ?v }} }} ;\nADD SILENT {aside} TO {graph}"
            move += f" ;\nDROP SILENT GRAPH {aside}"
        self._update(move + (f" ;\n{_insert(graph, _version(name, fingerprint))}" if fingerprint else ""))

    def _put_graph(self, name: str, text: bytes, *, method: str = "PUT") -> None:
        assert self.graph_store is not None
        self._endpoint.send(method, self.graph_store, body=text, kind=_TURTLE, params={"graph": name})

    def _update(self, text: str) -> None:
        self._endpoint.update(text, self.update)


class _Batch:
    """Graphs that are written by one request."""

    def __init__(self) -> None:
        self.graphs: list[tuple[NamedGraph, str]] = []
        self.size = 0
        self.fresh = False

    def __len__(self) -> int:
        return len(self.graphs)

    def takes(self, graph: NamedGraph, *, fresh: bool, limit: int) -> bool:
        """Return whether a graph may join: of the same kind, and not too much; an empty batch takes any."""
        return not self.graphs or (self.fresh == fresh and self.size + graph.size <= limit)

    def add(self, graph: NamedGraph, fingerprint: str, *, fresh: bool) -> None:
        self.graphs.append((graph, fingerprint))
        self.size += graph.size
        self.fresh = fresh

    def clear(self) -> None:
        self.graphs, self.size = [], 0

    def update(self) -> str:
        """Return one SPARQL Update: old versions go, the graphs come, then their fingerprints."""
        parts = [f"DROP SILENT GRAPH {ox.NamedNode(graph.name)}" for graph, _ in self.graphs]
        parts += [_insert(ox.NamedNode(graph.name), graph.text) for graph, _ in self.graphs]
        parts += [_insert(ox.NamedNode(g.name), _version(g.name, fingerprint)) for g, fingerprint in self.graphs]
        return " ;\n".join(parts)

    def quads(self) -> bytes:
        return b"".join(_in_graph(graph.name, graph.text) for graph, _ in self.graphs)

    def fingerprints_as_quads(self) -> bytes:
        return b"".join(_in_graph(g.name, _version(g.name, fingerprint)) for g, fingerprint in self.graphs)


def update_url(endpoint: str) -> str:
    """Return where a store takes updates, from its query endpoint, as the known servers have it.

    >>> update_url("http://localhost:7878/query"), update_url("http://localhost:3030/ds/sparql")
    ('http://localhost:7878/update', 'http://localhost:3030/ds/update')
    >>> update_url("http://localhost:7200/repositories/kg"), update_url("http://localhost:8890/sparql")
    ('http://localhost:7200/repositories/kg/statements', 'http://localhost:8890/sparql')
    """
    parts = urlsplit(endpoint)
    folders = parts.path.rstrip("/").split("/")
    if folders[-1] == "query" or (folders[-1] == "sparql" and len(folders) == 3 and folders[1] != "bigdata"):
        path = "/".join([*folders[:-1], "update"])
    elif len(folders) == 3 and folders[1] == "repositories":
        path = "/".join([*folders, "statements"])
    else:
        path = parts.path
    return urlunsplit(parts._replace(path=path))


def _is_fingerprint(triple: ox.Triple, name: str) -> bool:
    return triple.predicate.value == _VERSION and triple.subject == ox.NamedNode(name)


def _version(name: str, fingerprint: str) -> bytes:
    return f'<{name}> <{_VERSION}> "{fingerprint}" .\n'.encode()


def _in_graph(name: str, text: bytes) -> bytes:
    return text.replace(b" .\n", f" <{name}> .\n".encode())


def _insert(name: ox.NamedNode, text: bytes) -> str:
    return f"INSERT DATA {{ GRAPH {name} {{\n{text.decode()}}} }}"
