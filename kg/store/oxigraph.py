"""The embedded store: a folder that Oxigraph (RocksDB) keeps; no server.

Each named graph holds one document. The default graph holds their union, each triple once, so that a query sees plain
SPARQL semantics and counts nothing twice: Oxigraph's own union of named graphs repeats a triple that two graphs share.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import filterfalse
from operator import attrgetter
from pathlib import Path

import pyoxigraph as ox

from kg import ids
from kg.errors import InputError, StoreError
from kg.store.base import Loaded, NamedGraph
from kg.store.lines import OtherLine, fill
from kg.store.split import QUAD_SUFFIXES
from kg.table import Table, from_json

CHUNK = 200_000  # quads written at once; what a kill -9 can cost
BULK = 20_000  # quads from which Oxigraph's bulk loader pays; fewer go in one transaction

_DEFAULT = ox.DefaultGraph()
_DIRTY = "kg-loading"  # a file in the store's folder while a load is on; left behind by a kill


class EmbeddedStore:
    """A store in a folder; made where there is none. One process may write at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with failures(path):
            self._store = ox.Store(str(path))
        if self._dirty.exists():
            self._repair()

    @property
    def _dirty(self) -> Path:
        return self.path / _DIRTY

    def fill(self, path: Path, loaded: Loaded) -> bool:
        """Load a file of quads into a store that is still empty, fast; False where it is not, or the file is unusual.

        Raises InputError where the file is broken; the store is then empty again.
        """
        if len(self._store) or path.suffix not in QUAD_SUFFIXES:
            return False
        with failures(self.path), self._marked():
            try:
                loaded.triples += fill(self._store, path)
            except OtherLine:
                self._store.clear()
                return False
            except SyntaxError as error:
                self._store.clear()
                raise InputError(f"{path}: {error}") from error
            self._store.flush()
            loaded.added += sum(1 for _ in self._store.named_graphs())
        return True

    def put(self, graphs: Iterable[NamedGraph], loaded: Loaded) -> Iterator[int]:
        """Write graphs, new ones in chunks by the bulk loader, changed ones in one transaction each."""
        here = {node.value for node in self._store.named_graphs() if isinstance(node, ox.NamedNode)}
        seen: set[str] = set()
        waiting: list[ox.Quad] = []
        count = 0
        with failures(self.path), self._marked():
            for graph in graphs:
                loaded.triples += graph.size
                if graph.name in here and graph.name not in seen:
                    loaded.replaced, loaded.unchanged = _count(self._replace(graph), loaded)
                else:
                    loaded.added += graph.name not in seen
                    waiting += _quads(graph)
                seen.add(graph.name)
                count += 1
                if len(waiting) >= CHUNK:
                    self._write(waiting)
                    waiting = []
                    yield count
            self._write(waiting)
            self._store.flush()
        yield count

    def drop(self, name: str) -> bool:
        """Remove a graph, and from the default graph what no other graph says."""
        if not self._store.contains_named_graph(ox.NamedNode(name)):
            return False
        with failures(self.path):
            self._replace(NamedGraph(name, ()))
            self._store.flush()
        return True

    def graphs(self) -> Iterator[NamedGraph]:
        """Yield every graph, by name, its triples sorted."""
        with failures(self.path):
            for name in sorted(node.value for node in self._store.named_graphs() if isinstance(node, ox.NamedNode)):
                found = self._store.quads_for_pattern(None, None, None, ox.NamedNode(name))
                yield NamedGraph(name, tuple(sorted((quad.triple for quad in found), key=str)))

    def union(self) -> Iterator[ox.Triple]:
        """Yield what the documents say, each triple once, by subject; the order depends on the content alone."""
        with failures(self.path):
            scheme = self._store.quads_for_pattern(None, None, None, ox.NamedNode(ids.EVENT_TYPE))
            aside = {ox.Quad(q.subject, q.predicate, q.object) for q in scheme}
            default = self._store.quads_for_pattern(None, None, None, _DEFAULT)
            yield from map(attrgetter("triple"), filterfalse(aside.__contains__, default))

    def select(self, sparql: str) -> Table:
        """Answer a SELECT over the default graph."""
        with failures(self.path):
            found = self._store.query(sparql)
            if not isinstance(found, ox.QuerySolutions):
                raise StoreError("only a SELECT has rows")
            return from_json(json.loads(found.serialize(format=ox.QueryResultsFormat.JSON) or b"{}"))

    @contextmanager
    def _marked(self) -> Iterator[None]:
        """Mark the store while it is written; a broken input leaves it whole, anything worse leaves the mark."""
        self._dirty.touch()
        try:
            yield
        except InputError:
            self._dirty.unlink()
            raise
        self._dirty.unlink()

    def _write(self, quads: list[ox.Quad]) -> None:
        if len(quads) >= BULK:
            self._store.bulk_extend(quads)
        elif quads:
            self._store.extend(quads)

    def _replace(self, graph: NamedGraph) -> bool:
        """Make a graph's content that of `graph`, in one transaction; False where it is already."""
        name = ox.NamedNode(graph.name)
        old = {quad.triple for quad in self._store.quads_for_pattern(None, None, None, name)}
        new = _as_kept(graph.triples)
        gone, fresh = old - new, new - old
        if not gone and not fresh and (new or not old):
            return False
        alone = [triple for triple in gone if not self._said_elsewhere(triple, graph.name)]
        parts = [_data("DELETE DATA", name, gone), _data("DELETE DATA", None, alone)]
        parts += [_data("INSERT DATA", name, fresh), _data("INSERT DATA", None, fresh)]
        if not new:
            parts.append(f"DROP SILENT GRAPH {name}")
        self._store.update(" ;\n".join(part for part in parts if part))
        return True

    def _said_elsewhere(self, triple: ox.Triple, name: str) -> bool:
        found = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(isinstance(q.graph_name, ox.NamedNode) and q.graph_name.value != name for q in found)

    def _repair(self) -> None:
        """After a kill: take from the default graph what no named graph says, and add what one says."""
        with failures(self.path):
            default = self._store.quads_for_pattern(None, None, None, _DEFAULT)
            stale = [quad for quad in default if not self._said_elsewhere(quad.triple, "")]
            for quad in stale:
                self._store.remove(quad)
            everything = self._store.quads_for_pattern(None, None, None, None)
            missing = (ox.Quad(q.subject, q.predicate, q.object) for q in everything if q.graph_name != _DEFAULT)
            self._store.bulk_extend(missing)
            self._store.flush()
            self._dirty.unlink()


@contextmanager
def failures(path: Path) -> Iterator[None]:
    """Turn what Oxigraph raises into a StoreError that says what to do."""
    try:
        yield
    except SyntaxError as error:
        raise StoreError(f"{path}: not valid SPARQL: {error}") from error
    except OSError as error:
        text = str(error)
        if "lock" in text.lower():
            raise StoreError(f"{path} is open in another process: end that one first") from error
        if "No space left" in text:
            raise StoreError(f"{path}: the disk is full; free some space and load again") from error
        raise StoreError(f"{path}: {text}") from error


def _quads(graph: NamedGraph) -> Iterator[ox.Quad]:
    name = ox.NamedNode(graph.name)
    for t in graph.triples:
        yield ox.Quad(t.subject, t.predicate, t.object, name)
        yield ox.Quad(t.subject, t.predicate, t.object)


def _as_kept(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Return triples as Oxigraph gives them back: it brings numbers to one form ("10.0" and "10" are one decimal)."""
    scratch = ox.Store()
    scratch.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    return {quad.triple for quad in scratch}


def _data(verb: str, name: ox.NamedNode | None, triples: Iterable[ox.Triple]) -> str:
    lines = "\n".join(f"{t} ." for t in triples)
    if not lines:
        return ""
    return f"{verb} {{ GRAPH {name} {{\n{lines}\n}} }}" if name else f"{verb} {{\n{lines}\n}}"


def _count(changed: bool, loaded: Loaded) -> tuple[int, int]:
    return loaded.replaced + changed, loaded.unchanged + (not changed)
