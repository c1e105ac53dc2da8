"""N-Quads into an empty store at the speed of Oxigraph's own loader: once as they stand, once without their graphs.

Only lines as kg writes them are taken (no blank nodes, one space between terms, a graph on each line); a file with any
other line goes the slower way, graph by graph.
"""

import io
import re
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph as ox

BLOCK = 4_000_000  # bytes of whole lines read at a time

_LINE = re.compile(
    rb'^(<[^<>\s]*> <[^<>\s]*> (?:<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"(?:\^\^<[^<>\s]*>|@[A-Za-z0-9-]+)?)) <[^<>\s]*> \.\n',
    re.MULTILINE,
)


class OtherLine(Exception):
    """A line that is not as kg writes it."""


class _Union(io.RawIOBase):
    """The file's triples without their graphs; counts them."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._rest = b""
        self.lines = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes; b"" at the end. OtherLine where a line is not as kg writes it."""
        if not self._rest:
            block = self._file.read(BLOCK)
            if not block:
                return b""
            block += self._file.readline()
            stripped, count = _LINE.subn(rb"\1 .\n", block)
            if count != block.count(b"\n") or not block.endswith(b"\n"):
                raise OtherLine
            self.lines += count
            self._rest = stripped
        if size < 0 or size >= len(self._rest):
            found, self._rest = self._rest, b""
        else:
            found, self._rest = self._rest[:size], self._rest[size:]
        return found


def fill(store: ox.Store, path: Path) -> int:
    """Load an N-Quads file into an empty store, graphs and their union; return the number of its lines.

    Raises OtherLine where the file holds a line that kg would not write: the store must then be cleared.
    """
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    with path.open("rb") as file:
        union = _Union(file)
        store.bulk_load(cast(BinaryIO, union), format=ox.RdfFormat.N_TRIPLES)
        return union.lines
