"""The finished documents of a build that was cut off: the same build, run again, goes on from them.

    3f2a...                           what the graphs were made by; where that changed, the file is begun anew
    ba7816bf... 5120 {"document"...   a finished document: its hash, the bytes of its graph, its graph

A line is written when its document is finished. Of half a line, which a kill or a full disk leaves, the document is
done again.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from kg.corpus.records import dumps, loads
from kg.model import Document, Graph


@dataclass(frozen=True, slots=True)
class Finished:
    """A document whose graph is in the journal."""

    place: int  # byte of the journal at which its line begins


class Journal:
    """Graphs by document in the file `path`, which is made when the first one is added; close it, or use a context."""

    def __init__(self, path: Path, *, made_by: str) -> None:
        """`made_by`: one line of text, all that the graphs depend on; OSError where the file cannot be read."""
        self.path = path
        self._head = made_by.encode() + b"\n"
        self._places = dict(_places(path, self._head))
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._places)

    def find(self, document: Document) -> Finished | None:
        """Where the graph of this very document is, if it is finished."""
        place = self._places.get(_key(document))
        return None if place is None else Finished(place)

    def graph(self, finished: Finished) -> Graph:
        """The graph of a document that `find` found."""
        file = self._opened()
        file.seek(finished.place)
        return loads(Graph, file.readline().split(b" ", 2)[2])

    def add(self, graph: Graph) -> None:
        """Keep a finished document; OSError where the disk is full."""
        file, key, line = self._opened(), _key(graph.document), dumps(graph).encode()
        place = file.seek(0, 2)
        file.write(b"%s %d %s\n" % (key, len(line), line))
        file.flush()
        self._places[key] = place

    def remove(self) -> None:
        """Remove the file: the build that it was for is done."""
        self.close()
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file; it stays."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self) -> BinaryIO:
        if self._file is None:
            self._file = self.path.open("r+b" if self._places else "w+b")
            if not self._places:
                self._file.write(self._head)
            elif self._file.seek(-1, 2) and self._file.read(1) != b"\n":
                self._file.write(b"\n")
        return self._file


def _places(path: Path, head: bytes) -> Iterator[tuple[bytes, int]]:
    """Key and place of each whole line; none where something else made the graphs."""
    if not path.exists():
        return
    with path.open("rb") as file:
        place = len(head)
        if file.readline() != head:
            return
        for line in file:
            key, _, rest = line.partition(b" ")
            size, _, graph = rest.partition(b" ")
            if size == b"%d" % (len(graph) - 1):
                yield key, place
            place += len(line)


def _key(document: Document) -> bytes:
    return hashlib.blake2b(dumps(document).encode(), digest_size=16).hexdigest().encode()
