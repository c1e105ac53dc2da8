"""Files of quads as kg writes them, taken fast: N-Quads cut into graphs by lines, whole files into empty stores.

Only plain quads are taken (no blank nodes, each in a graph, N-Quads with one space between terms); who meets another
one must parse.
"""

import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph as ox

BLOCK = 4_000_000  # bytes read at a time; a graph longer than some blocks comes in parts
LONGEST = 4 * BLOCK
REMEMBERED = 200_000  # lines; about 40 MB
PARSED = 10_000  # quads parsed at a time

_NO_GRAPH = ox.DefaultGraph()

_IRI = rb"<[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*>"
_VALUE = rb'"(?:[^"\\\n\r]|\\.)*"(?:\^\^' + _IRI + rb"|@[A-Za-z0-9-]+)?"
_TRIPLE = _IRI + rb" " + _IRI + rb" (?:" + _IRI + rb"|" + _VALUE + rb")"
_FIRST = re.compile(_TRIPLE + rb" (" + _IRI + rb") \.\n")
_BLANK = re.compile(rb"^_:|^<[^<>\s]*> <[^<>\s]*> _:", re.MULTILINE)
_TRIPLES = re.compile(rb"(?:" + _TRIPLE + rb" \.\n)*+")


class OtherLine(Exception):
    """A line that is not as kg writes it; `before` is the number of lines that were."""

    def __init__(self, before: int) -> None:
        super().__init__(before)
        self.before = before


def runs(file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Yield each run of lines of one graph, as its name and its triples (N-Triples).

    Raises OtherLine; a run longer than LONGEST bytes comes in parts.
    """
    block, done = b"", 0
    while more := file.read(BLOCK):
        block += more + file.readline()
        start = 0
        for name, begin, end in _cuts(block, done):
            if end == len(block) and end - begin < LONGEST:
                break  # the run may go on in the next block
            yield name, _triples(block[begin:end], name, done)
            done += block.count(b"\n", begin, end)
            start = end
        block = block[start:]
    for name, begin, end in _cuts(block, done):
        yield name, _triples(block[begin:end], name, done)
        done += block.count(b"\n", begin, end)


def _cuts(block: bytes, done: int) -> Iterator[tuple[str, int, int]]:
    """Yield name, begin and end of the runs of a block; `done` counts the lines before it."""
    begin = 0
    while begin < len(block):
        first = _FIRST.match(block, begin)
        if first is None:
            raise OtherLine(done + block.count(b"\n", 0, begin))
        same = re.compile(rb"(?:[^\n]* " + re.escape(first[1]) + rb" \.\n)++")
        found = same.match(block, begin)
        assert found is not None  # its first line has this graph
        yield first[1][1:-1].decode(), begin, found.end()
        begin = found.end()


def _triples(lines: bytes, name: str, done: int) -> bytes:
    text = lines.replace(f" <{name}> .\n".encode(), b" .\n")
    if not _TRIPLES.fullmatch(text):
        raise OtherLine(done)
    return text


class _Union(io.RawIOBase):
    """A file's triples without their graphs, as N-Triples; counts them.

    What documents share (the names of an actor, the coordinates of a place) is left out where it came a while ago.
    """

    def __init__(self, blocks: Iterator[list[bytes]]) -> None:
        self._blocks = blocks
        self._rest = memoryview(b"")
        self._seen: set[bytes] = set()
        self.lines = 0
        self.ended = False  # set to stop early

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes; b"" at the end. Raises OtherLine."""
        while not self._rest and not self.ended:
            triples = next(self._blocks, None)
            self.ended = triples is None
            self._rest = memoryview(self._fresh(triples or []))
        end = len(self._rest) if size < 0 else size
        given, self._rest = self._rest[:end], self._rest[end:]
        return bytes(given)

    def _fresh(self, triples: list[bytes]) -> bytes:
        if len(self._seen) > REMEMBERED:
            self._seen.clear()
        fresh = [triple for triple in triples if triple not in self._seen]
        self._seen.update(fresh)
        self.lines += len(triples)
        return b"".join([triple + b" .\n" for triple in fresh])


def _cut_off(file: BinaryIO) -> Iterator[list[bytes]]:
    """Yield the triples of N-Quads; of a line without a graph a part of the triple is lost, which shows."""
    done = 0
    while block := file.read(BLOCK) + file.readline():
        count = block.count(b"\n")
        blank = b"_:" in block and _BLANK.search(block)
        if blank or count != block.count(b"> .\n") or block[-1:] != b"\n":
            raise OtherLine(done)
        done += count
        yield [line[: line.rfind(b" <")] for line in block.splitlines()]


def _parsed(path: Path) -> Iterator[list[bytes]]:
    """Yield the triples of a file of another format."""
    quads = ox.parse(path=str(path))
    done = 0
    while some := list(islice(quads, PARSED)):
        triples = [str(quad.triple).encode() for quad in some]
        if any(quad.graph_name == _NO_GRAPH for quad in some) or _BLANK.search(b"\n".join(triples)):
            raise OtherLine(done)
        done += len(triples)
        yield triples


def fill(store: ox.Store, path: Path) -> int:
    """Load a file of quads into an empty store, graphs and their union at once; return the number of its quads.

    Raises OtherLine where the file holds a line that kg would not write, SyntaxError where it is broken: the store must
    then be cleared.
    """
    with path.open("rb") as file, ThreadPoolExecutor(1) as pool:
        union = _Union(_cut_off(file) if path.suffix == ".nq" else _parsed(path))
        # Lenient, for the other thread checks every IRI already.
        triples = cast(BinaryIO, union)
        added = pool.submit(store.bulk_load, triples, format=ox.RdfFormat.N_TRIPLES, lenient=True)
        try:
            store.bulk_load(path=str(path))
        except (OSError, SyntaxError):
            union.ended = True
            raise
        try:
            added.result()
        except SyntaxError as error:  # well-formed, and yet no triple without its last term: it lies in no graph
            raise OtherLine(union.lines) from error
        return union.lines
