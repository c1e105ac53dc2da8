"""The finished documents of a build that was cut off: the same build, run again, goes on from them.

    3f2a...             a line: what the graphs were made by; where that changed, the file is begun anew
    ba7816bf... 5120    a line for each finished document: its hash, and how many bytes follow
    ...                 these bytes: its graph as JSON, compressed by zlib

A graph is on disk before its document counts as finished. Of half a graph, which a kill or a full disk leaves, the
document is done again.
"""

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.corpus.records import dumps, loads
from kg.errors import OutputError
from kg.model import Document, Graph

_HEAD = re.compile(rb"([0-9a-f]{32}) ([0-9]+)\n")


@dataclass(frozen=True, slots=True)
class Finished:
    """Where in the journal the graph of a document is."""

    start: int  # byte
    size: int  # bytes


class Journal:
    """Graphs by document in the file `path`, which is made when the first one is added; close it, or use a context."""

    def __init__(self, path: Path, *, made_by: str) -> None:
        """`made_by`: one line of text, all that the graphs depend on. OutputError where the file cannot be read."""
        self.path = path
        self._head = made_by.encode() + b"\n"
        try:
            self._found = dict(_graphs_in(path, self._head))
        except OSError as error:
            raise OutputError(f"{path}: cannot be read ({error.strerror}): remove it to begin anew") from error
        self._end = max((f.start + f.size for f in self._found.values()), default=0)
        self._file: FileIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._found)

    def find(self, document: Document) -> Finished | None:
        """Where the graph of this very document is, if it is finished."""
        return self._found.get(_key(document))

    def graph(self, finished: Finished) -> Graph:
        """The graph of a document that `find` found."""
        file = self._opened()
        file.seek(finished.start)
        return loads(Graph, zlib.decompress(file.read(finished.size)))

    def add(self, graph: Graph) -> None:
        """Keep a finished document; OSError where the disk is full."""
        key, data = _key(graph.document), zlib.compress(dumps(graph).encode(), level=1)
        head = b"%s %d\n" % (key, len(data))
        file = self._opened()
        file.seek(self._end)
        _write(file, head + data)
        self._found[key] = Finished(self._end + len(head), len(data))
        self._end += len(head) + len(data)

    def remove(self) -> None:
        """Remove the file: the build that it was for is done."""
        self.close()
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file; it stays where there is a graph in it."""
        if self._file is not None:
            self._file.close()
            self._file = None
            if not self._found:
                self.path.unlink()

    def _opened(self) -> FileIO:
        """The file without half a graph at its end; unbuffered, so that nothing is left to write when it closes."""
        if self._file is None:
            self._file = FileIO(self.path, "r+" if self._found else "w+")
            self._file.truncate(self._end)
            if not self._found:
                _write(self._file, self._head)
                self._end = len(self._head)
        return self._file


def _write(file: FileIO, data: bytes) -> None:
    while data:
        data = data[file.write(data) :]


def _graphs_in(path: Path, head: bytes) -> Iterator[tuple[bytes, Finished]]:
    """Key and place of each whole graph; none where something else made them."""
    if not path.exists():
        return
    with path.open("rb") as file:
        if file.readline() != head:
            return
        end = path.stat().st_size
        while match := _HEAD.fullmatch(file.readline()):
            found = Finished(file.tell(), int(match[2]))
            if found.start + found.size > end:
                return
            yield match[1], found
            file.seek(found.size, 1)


def _key(document: Document) -> bytes:
    return hashlib.blake2b(dumps(document).encode(), digest_size=16).hexdigest().encode()
