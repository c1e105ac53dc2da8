"""From bytes to characters: which encoding, and what no graph can hold.

UTF-8 is tried first because almost all news is; only what is not UTF-8 is left to charset-normalizer's guess.
"""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536  # bytes: enough to tell an encoding
# Characters that neither XML, Turtle nor UTF-8 can carry: each becomes U+FFFD, so that no offset moves.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def encoding_of(data: bytes) -> str | None:
    """The encoding of `data`, or None where it is no text.

    >>> encoding_of("Kämpfe in Afrin".encode())
    'utf-8'
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if is_binary(data):
        return None
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # heavy; most files never need it

        best = from_bytes(data[:_SAMPLE]).best()
        return best.encoding if best else None


def is_binary(data: bytes) -> bool:
    """Whether the bytes hold NUL or many control characters, as no text file does."""
    head = data[:_SAMPLE]
    if b"\x00" in head:
        return True
    control = sum(1 for byte in head if byte < 9 or 13 < byte < 32)
    return control * 20 > len(head)


def decode(data: bytes) -> str | None:
    """The text of `data`, or None where it is binary or in no known encoding."""
    encoding = encoding_of(data)
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:  # the guess was made on the first 64 KiB only
        return None


def writable(text: str) -> str:
    """`text` of the same length, without characters that a graph cannot hold.

    >>> writable("a\\x00b")
    'a\ufffdb'
    """
    return _UNWRITABLE.sub("\ufffd", text)
