"""Plain text and Markdown: one document per file, with optional front matter.

Front matter is a block between two `---` lines, or first lines such as `date 2021-03-21` and `source: Radio X`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kg.model import Skipped
from kg.read.clean import decode
from kg.read.draft import FIELDS, OTHER_NAMES, Draft, skip
from kg.read.markdown import plain_text

_KEY = "(?P<key>" + "|".join(name for name in (*FIELDS, *OTHER_NAMES) if name != "text") + ")"
_BLOCK = re.compile(r"\s*---[ \t]*\r?\n(?P<lines>.*?)\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_PAIR = re.compile(rf"[ \t]*{_KEY}[ \t]*:[ \t]*(?P<value>[^\r\n]*)", re.IGNORECASE)
# "date 2021-03-21 ERBIL (...)": the dateline may follow on the same line, so only the date belongs to the key.
_DATE = re.compile(
    r"\s*(?:date|published)[ \t]*:?[ \t]+(?P<value>\d{4}-\d\d-\d\d|[^\r\n]*?(?=\r?\n|\Z))", re.IGNORECASE
)
_LINE = re.compile(rf"\s*{_KEY}[ \t]*:[ \t]*(?P<value>[^\r\n]*)(?:\r?\n|\Z)", re.IGNORECASE)
_MARKDOWN_TITLE = re.compile(r"\s*#[ \t]+(?P<value>[^\r\n]+)(?:\r?\n|\Z)")
_FIRST_LINE = re.compile(r"\s*(?P<value>[^\r\n]{8,160}?[^\s.!?:,;])[ \t]*\r?\n[ \t]*\r?\n")


def read_text(where: str, stream: BinaryIO, *, limit: int) -> Iterator[Draft | Skipped]:
    """The one document of a text file; reads at most `limit` characters' worth of bytes plus one."""
    data = stream.read(4 * limit + 1)
    text = decode(data)
    if len(data) > 4 * limit:
        yield skip(where, f"text has over {limit:,} characters: split it, or raise max_characters")
    elif text is None:
        yield skip(where, "binary, or in no known encoding: save it as UTF-8 text")
    else:
        yield draft_of_text(where, text, markdown=Path(where.rpartition(":")[0]).suffix.lower() == ".md")


def draft_of_text(where: str, text: str, *, markdown: bool = False) -> Draft:
    """The draft of a whole text, its front matter taken apart."""
    fields, start = front_matter(text)
    heading = _MARKDOWN_TITLE.match(text, start) if markdown else None
    if heading:
        start = heading.end()
    if markdown:
        text = text[:start] + plain_text(text[start:])
    heading = heading or _FIRST_LINE.match(text, start)
    if heading and "title" not in fields:
        fields["title"] = heading["value"].strip(" #*_\t")
    return Draft(where, text, fields, start)


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The keys at the head of a text, and the first character after them.

    >>> front_matter("date 2021-03-21 ERBIL - Aircraft struck.")
    ({'published': '2021-03-21'}, 15)
    """
    fields: dict[str, str] = {}
    if block := _BLOCK.match(text):
        for pair in _PAIR.finditer(block["lines"]):
            _put(fields, pair["key"], pair["value"])
        return fields, block.end()
    end = 0
    while found := _DATE.match(text, end) or _LINE.match(text, end):
        _put(fields, found.groupdict().get("key") or "date", found["value"])
        end = found.end()
    return fields, end


def _put(fields: dict[str, str], key: str, value: str) -> None:
    value = value.strip().strip("\"'").strip()
    if value:
        name = key.lower()
        fields.setdefault(OTHER_NAMES.get(name, name), value)
