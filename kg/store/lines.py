"""Files of quads as kg writes them, taken fast: N-Quads cut into graphs by lines, whole files into empty stores.

Only plain quads are taken (no blank nodes, each in a graph, N-Quads with one space between terms); who meets another
one must parse.
"""

import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph as ox

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BLOCK = 4_000_000  # bytes read at a time; a graph longer than some blocks comes in parts
LONGEST = 4 * BLOCK
PARSED = 25_000  # quads parsed at a time, about a block
BUFFER = 1 << 20  # bytes; Oxigraph asks for some 2,000 at a time

# IRIs of RFC 3987, but for hosts in brackets, users before hosts and characters from U+E000 on. Every repeat is
# possessive: what does not match is found out in one pass.
_PLAIN = rb"[A-Za-z0-9._~!$&'()*+,;=:@/?-]"
_PART = rb"(?:" + _PLAIN + rb"++|%[0-9A-Fa-f]{2}|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xed][\x80-\xbf]{2})*+"
_HOST = rb"//[A-Za-z0-9._~-]*+(?::[0-9]*+)?+(?=[/?#>])"
_USUAL = rb"<https?://[A-Za-z0-9._~-]++/" + _PLAIN + rb"*+(?:#" + _PLAIN + rb"*+)?+>"  # most are: tried first
_ANY = rb"<[A-Za-z][A-Za-z0-9+.-]*+:(?:" + _HOST + rb"|(?!//))" + _PART + rb"(?:#" + _PART + rb")?+>"
_IRI = rb"(?:" + _USUAL + rb"|" + _ANY + rb")"
_LANGUAGE = rb"@[A-Za-z]{2,3}(?:-[A-Za-z]{4})?+(?:-[A-Za-z]{2})?+"
_VALUE = rb'"(?:[^"\\\n\r]++|\\.)*+"(?:\^\^' + _IRI + rb"|" + _LANGUAGE + rb")?+"
_TRIPLE = _IRI + rb" " + _IRI + rb" (?:" + _IRI + rb"|" + _VALUE + rb")"
_FIRST = re.compile(_TRIPLE + rb" (" + _IRI + rb") \.\n")
_TRIPLES = re.compile(rb"(?:" + _TRIPLE + rb" \.\n)*+")
_QUADS = re.compile(rb"(?:" + _TRIPLE + rb" " + _IRI + rb" \.\n)*+")


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


class _Doubled(io.RawIOBase):
    """N-Quads, checked, in which each block comes a second time without its graphs; counts the lines of the first.

    What the documents of a block share (the names of an actor, the coordinates of a place) comes the second time once.
    """

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._rest = memoryview(b"")
        self.lines = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer as far as the block reaches; return the number of bytes, 0 at the end. Raises OtherLine."""
        if not self._rest:
            self._rest = memoryview(self._doubled(next(self._blocks, b"")))
        given = memoryview(buffer)[: len(self._rest)]
        given[:], self._rest = self._rest[: len(given)], self._rest[len(given) :]
        return len(given)

    def _doubled(self, block: bytes) -> bytes:
        if not _QUADS.fullmatch(block):
            raise OtherLine(self.lines)
        self.lines += block.count(b"\n")
        triples = dict.fromkeys([line[: line.rfind(b" <")] for line in block.splitlines()])
        return block + b"".join([triple + b" .\n" for triple in triples])


def _read(file: BinaryIO) -> Iterator[bytes]:
    while block := file.read(BLOCK) + file.readline():
        yield block


def _parsed(path: Path) -> Iterator[bytes]:
    """Yield the quads of a file of another format as N-Quads."""
    quads = ox.parse(path=str(path))
    while some := list(islice(quads, PARSED)):
        yield "".join([f"{quad} .\n" for quad in some]).encode()


def fill(store: ox.Store, path: Path) -> int:
    """Load a file of quads into an empty store, graphs and their union at once; return the number of its quads.

    One pass, for Oxigraph then keeps the terms of both once. Raises OtherLine where the file holds a line that kg would
    not write, SyntaxError where it is broken: the store must then be cleared.
    """
    with path.open("rb") as file:
        doubled = _Doubled(_read(file) if path.suffix == ".nq" else _parsed(path))
        lines = io.BufferedReader(doubled, BUFFER)
        try:
            store.bulk_load(lines, format=ox.RdfFormat.N_QUADS, lenient=True)  # checked by then, cheaper
        except (OtherLine, SyntaxError) as error:
            for _ in ox.parse(path=str(path)):
                pass  # a broken file says so, with its line; a well-formed one is unusual only
            raise OtherLine(doubled.lines) from error
        return doubled.lines
