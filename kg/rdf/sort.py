"""Sorting of more lines than memory holds: sorted chunks in a temporary folder, merged as they are read.

>>> with SortedLines() as lines:
...     lines.extend(["b", "a", "b"])
...     list(lines)
['a', 'b']
"""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

CHUNK = 200_000  # lines in memory at a time: about 60 MB of quads


class SortedLines:
    """A set of lines (without line breaks), read back in code point order, each once.

    A chunk is spilled when it is full; where all fits in one chunk no file is made.
    """

    def __init__(self, *, chunk: int | None = None) -> None:
        """`chunk`: how many lines to hold in memory, > 0; CHUNK where None."""
        self._chunk = chunk or CHUNK
        self._lines: list[str] = []
        self._files: list[Path] = []
        self._exit = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._exit.close()

    def extend(self, lines: Iterable[str]) -> None:
        """Add lines; OSError where the temporary folder is full."""
        self._lines.extend(lines)
        if len(self._lines) >= self._chunk:
            self._spill()

    def __iter__(self) -> Iterator[str]:
        self._lines = sorted(set(self._lines))
        merged: Iterable[str] = self._lines
        if self._files:
            merged = heapq.merge(self._lines, *(_lines_of(path) for path in self._files))
        last = None
        for line in merged:
            if line != last:
                yield line
            last = line

    def _spill(self) -> None:
        if not self._files:
            self._folder = Path(self._exit.enter_context(TemporaryDirectory(prefix="kg-sort-")))
        path = self._folder / f"{len(self._files)}.nt"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in sorted(set(self._lines)))
        self._files.append(path)
        self._lines = []


def _lines_of(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line[:-1]
