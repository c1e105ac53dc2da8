"""Graphs to one file: streaming, the same bytes for any order of documents, whole or not at all.

All nodes are sorted outside memory, so that each stands in one place and no statement comes twice, and written to a
temporary file, which then takes the target's name.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from glob import escape
from itertools import count
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias

import pyoxigraph as ox

from kg import ids
from kg.errors import OutputError
from kg.model import Graph
from kg.rdf.describe import nodes
from kg.rdf.jsonld import json_ld
from kg.rdf.sort import Node, SortedNodes
from kg.rdf.turtle import n_quads, n_triples, trig, turtle
from kg.vocab import PREFIXES


class Format(Enum):
    """The formats that can be written, by the suffix of the file."""

    TURTLE = ".ttl"
    TRIG = ".trig"
    N_QUADS = ".nq"
    N_TRIPLES = ".nt"
    JSON_LD = ".jsonld"

    @property
    def has_graphs(self) -> bool:
        """True where each document keeps its own named graph; else the file holds their union."""
        return self in (Format.TRIG, Format.N_QUADS)


_RDF_FORMAT = {
    Format.TURTLE: ox.RdfFormat.TURTLE,
    Format.TRIG: ox.RdfFormat.TRIG,
    Format.N_QUADS: ox.RdfFormat.N_QUADS,
    Format.N_TRIPLES: ox.RdfFormat.N_TRIPLES,
}

Part: TypeAlias = tuple[str, str, list[str]]  # IRI of the graph, IRI of a node, its statements as N-Triples text


def format_of(path: str | os.PathLike[str]) -> Format:
    """Return the format that a file's suffix names; OutputError where it names none.

    >>> format_of("exports/news.trig")
    <Format.TRIG: '.trig'>
    """
    try:
        return Format(Path(path).suffix.lower())
    except ValueError:
        known = ", ".join(f.value for f in Format)
        raise OutputError(f"{path}: the suffix says no format of a graph: use one of {known}") from None


def write(
    graphs: Iterable[Graph],
    path: str | os.PathLike[str],
    *,
    base: str = ids.DEFAULT_BASE,
    format: Format | None = None,
) -> int:
    """Write the documents' graphs to `path` and return the number of statements.

    The format follows from the suffix where none is given. An existing file is replaced only when the new one is
    complete. OutputError where the folder is missing, read-only or full.
    """
    form = format or format_of(path)
    ids.check_base(base)
    return _write(_parts(graphs, base), path, base=base, form=form)


def write_quads(
    quads: Iterable[ox.Quad],
    path: str | os.PathLike[str],
    *,
    base: str = ids.DEFAULT_BASE,
    format: Format | None = None,
) -> int:
    """Write quads in any order to `path`, as `write` does with graphs; blank nodes are refused."""
    form = format or format_of(path)
    return _write(map(_statement, quads), path, base=base, form=form)


def write_in_order(
    statements: Iterable[ox.Quad] | Iterable[ox.Triple],
    path: str | os.PathLike[str],
    *,
    base: str = ids.DEFAULT_BASE,
) -> int:
    """Write statements that come in order (of a store, say) to `path` and return their number.

    They stream through pyoxigraph's serialiser: nothing is sorted, kept or compared. Triples for .ttl and .nt, quads
    for .trig and .nq; OutputError for JSON-LD, which has to be gathered (`write_quads`), and as `write` says.
    """
    form = format_of(path)
    if form is Format.JSON_LD:
        raise OutputError(f"{path}: JSON-LD cannot be written as statements come: use .ttl, .nt, .trig or .nq")
    number = count()
    # What counts a million statements must cost little.
    counted: Iterable[Any] = map(itemgetter(0), zip(statements, number, strict=False))
    with whole_file(path) as temporary:
        ox.serialize(counted, str(temporary), _RDF_FORMAT[form], prefixes=prefixes(base))
    return next(number)


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Yield a temporary path beside `path` that takes its place when the block ends without an error.

    An OSError on the way becomes an OutputError with the reason; the temporary file is removed, and so are those that
    killed processes have left.
    """
    target = Path(path)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        for left in target.parent.glob(f".{escape(target.name)}.*.tmp"):
            if not _runs(left.name.split(".")[-2]):
                left.unlink(missing_ok=True)
        temporary.touch()
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise OutputError(_reason(target, error)) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def prefixes(base: str) -> dict[str, str]:
    """Return the prefixes of a file: the vocabularies, and the parts of the data under `base`."""
    return {
        **PREFIXES,
        **{name: f"{base}{name}/" for name in ("actor", "document", "event", "graph", "place")},
    }


def _runs(process: str) -> bool:
    """Return whether a process may still run; only on POSIX can it be asked without harm."""
    if not process.isdigit() or os.name != "posix":
        return True
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass  # somebody else's
    return True


def _reason(target: Path, error: OSError) -> str:
    folder = target.parent
    if not folder.exists():
        return f"{target}: the folder {folder} does not exist: make it, or choose another file"
    if not folder.is_dir():
        return f"{target}: {folder} is not a folder: choose another file"
    if target.is_dir():
        return f"{target}: is a folder: name a file in it"
    if isinstance(error, PermissionError) or not os.access(folder, os.W_OK):
        return f"{target}: the folder {folder} is read-only: choose another one, or change its permissions"
    reason = error.strerror or error
    return f"{target}: cannot be written ({reason}): make room or choose another disk; no file was changed"


def _parts(graphs: Iterable[Graph], base: str) -> Iterator[Part]:
    for graph in graphs:
        name = ids.graph_iri(base, graph.document.id)
        for node, pairs in nodes(graph, base):
            yield name, node, [f"<{predicate}> {value}" for predicate, value in pairs]


def _statement(quad: ox.Quad) -> Part:
    if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.BlankNode):
        raise OutputError(f"{quad.triple}: a blank node has no fixed name: give it an IRI")
    graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
    return graph, quad.subject.value, [f"{quad.predicate} {quad.object}"]


def _write(parts: Iterable[Part], path: str | os.PathLike[str], *, base: str, form: Format) -> int:
    with whole_file(path) as temporary, SortedNodes() as found:
        for graph, node, statements in parts:
            found.add(f"{graph} {node}" if form.has_graphs else node, statements)
        counted = _Count(found)
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_blocks(counted, form, base))
    return counted.number


def _blocks(found: Iterable[Node], form: Format, base: str) -> Iterator[str]:
    match form:
        case Format.TURTLE:
            return turtle(found, prefixes(base))
        case Format.TRIG:
            return trig(found, prefixes(base))
        case Format.N_TRIPLES:
            return n_triples(found)
        case Format.N_QUADS:
            return n_quads(found)
        case Format.JSON_LD:
            return json_ld(found, base)


class _Count:
    """Counts statements as they pass."""

    def __init__(self, found: Iterable[Node]) -> None:
        self._found = found
        self.number = 0

    def __iter__(self) -> Iterator[Node]:
        for node in self._found:
            self.number += len(node[1])
            yield node
