"""Graphs to one file: streaming, the same bytes for any order of documents, whole or not at all.

The lines of all documents are sorted outside memory, so that each subject stands in one place and no statement
comes twice, and go through pyoxigraph's serialiser into a temporary file, which then takes the target's name.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from io import BufferedReader, RawIOBase
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg import ids
from kg.errors import OutputError
from kg.model import Graph
from kg.rdf import jsonld
from kg.rdf.describe import describe
from kg.rdf.sort import SortedLines
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


_OXIGRAPH = {
    Format.TURTLE: ox.RdfFormat.TURTLE,
    Format.TRIG: ox.RdfFormat.TRIG,
    Format.N_QUADS: ox.RdfFormat.N_QUADS,
    Format.N_TRIPLES: ox.RdfFormat.N_TRIPLES,
}


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
    ids.check_base(base)
    return write_quads((describe(graph, base=base) for graph in graphs), path, base=base, format=format)


def write_quads(
    batches: Iterable[Iterable[ox.Quad]],
    path: str | os.PathLike[str],
    *,
    base: str = ids.DEFAULT_BASE,
    format: Format | None = None,
) -> int:
    """Write batches of quads (a document's each, say) to `path`, as `write` does with graphs."""
    form = format or format_of(path)
    with whole_file(path) as temporary, SortedLines() as lines:
        for batch in batches:
            lines.extend(_line(quad, form) for quad in batch)
        count = _Count(lines)
        if form is Format.JSON_LD:
            jsonld.write_lines(count, temporary, base=base)
        else:
            _serialize(count, temporary, form=form, base=base)
    return count.number


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Yield a temporary path beside `path` that takes its place when the block ends without an error.

    An OSError on the way becomes an OutputError with the reason; the temporary file is removed.
    """
    target = Path(path)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
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


def _line(quad: ox.Quad, form: Format) -> str:
    """Return what sorts and later parses as one statement: by graph first where the format has graphs."""
    return f"{quad.graph_name}\t{quad.triple}" if form.has_graphs else str(quad.triple)


def _serialize(lines: Iterable[str], path: Path, *, form: Format, base: str) -> None:
    if form.has_graphs:
        pairs = (line.split("\t", 1) for line in lines)
        statements = (f"{triple} {graph} .\n" for graph, triple in pairs)
    else:
        statements = (f"{line} .\n" for line in lines)
    if form in (Format.N_TRIPLES, Format.N_QUADS):
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(statements)
        return
    source = ox.RdfFormat.N_QUADS if form.has_graphs else ox.RdfFormat.N_TRIPLES
    parsed = ox.parse(BufferedReader(_Reader(statements)), format=source)
    items = parsed if form.has_graphs else (quad.triple for quad in parsed)
    ox.serialize(items, path, format=_OXIGRAPH[form], prefixes=prefixes(base))


class _Count:
    """Counts lines as they pass."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.number += 1
            yield line


class _Reader(RawIOBase):
    """A readable file over generated lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as the lines go; 0 at their end."""
        while len(self._rest) < len(buffer):
            some = list(islice(self._lines, 100))
            if not some:
                break
            self._rest += "".join(some).encode()
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
