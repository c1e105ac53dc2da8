"""Sorting of more nodes than memory holds: sorted chunks in a temporary folder, merged as they are read.

>>> with SortedNodes() as nodes:
...     nodes.add("b", ["2"])
...     nodes.add("a", ["1"])
...     nodes.add("b", ["1", "2"])
...     list(nodes)
[('a', ['1']), ('b', ['1', '2'])]
"""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self, TypeAlias

Node: TypeAlias = tuple[str, list[str]]  # a key and its statements, sorted, each once

CHUNK = 50_000  # statements in memory at a time: about 15 MB


class SortedNodes:
    """Keys with sets of statements, read back in code point order, each key once with all its statements.

    Neither may hold a control character. A chunk is spilled when it is full; where all fits in one, no file is made.
    """

    def __init__(self, *, chunk: int | None = None) -> None:
        """`chunk`: how many statements to hold in memory, > 0; CHUNK where None."""
        self._chunk = chunk or CHUNK
        self._size = 0
        self._nodes: dict[str, set[str]] = {}
        self._files: list[Path] = []
        self._exit = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._exit.close()

    def add(self, key: str, statements: Iterable[str]) -> None:
        """Add statements to a key; OSError where the temporary folder is full."""
        known = self._nodes.get(key)
        if known is None:
            known = self._nodes[key] = set()
        before = len(known)
        known.update(statements)
        self._size += len(known) - before
        if self._size >= self._chunk:
            self._spill()

    def __iter__(self) -> Iterator[Node]:
        if not self._files:
            yield from self._chunk_in_order()
            return
        merged = heapq.merge(self._chunk_in_order(), *map(_nodes_of, self._files), key=itemgetter(0))
        for key, group in groupby(merged, key=itemgetter(0)):
            first, *others = (statements for _, statements in group)
            yield key, sorted(set(first).union(*others)) if others else first

    def _chunk_in_order(self) -> Iterator[Node]:
        return ((key, sorted(self._nodes[key])) for key in sorted(self._nodes))

    def _spill(self) -> None:
        if not self._files:
            self._folder = Path(self._exit.enter_context(TemporaryDirectory(prefix="kg-sort-")))
        path = self._folder / str(len(self._files))
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines("\t".join((key, *statements)) + "\n" for key, statements in self._chunk_in_order())
        self._files.append(path)
        self._nodes = {}
        self._size = 0


def _nodes_of(path: Path) -> Iterator[Node]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            key, *statements = line[:-1].split("\t")
            yield key, statements
