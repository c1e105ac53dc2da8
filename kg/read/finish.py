"""From draft to document: the checks that every format shares, and what the dateline adds."""

import hashlib
import re
from datetime import date

from kg.ids import content_hash, document_id_for
from kg.model import Document, Skipped
from kg.read.clean import writable
from kg.read.dateline import Dateline, find_dateline, header_date
from kg.read.dates import parse_date
from kg.read.draft import Draft, skip
from kg.read.english import is_english

MAX_CHARACTERS = 1_000_000  # of one text: spaCy's own limit, some 150,000 words
_MAX_ID = 500  # characters
_HEADING = re.compile(
    r"(?:\s*[^\n\u2028\u2029]{1,120}?(?<![.!?\s])\s*[\n\u2028\u2029])+"
)  # lines that end without a full stop


class Finisher:
    """Turns drafts into documents and remembers the ids that were given, eight bytes for each."""

    def __init__(self, *, max_characters: int = MAX_CHARACTERS) -> None:
        self._max = max_characters
        self._texts_of: dict[bytes, bytes] = {}

    def __call__(self, draft: Draft) -> Document | Skipped:
        """The document of a draft, or why there is none."""
        reason = self._reject(draft)
        if reason:
            return skip(draft.where, reason)
        document = document_of(draft)
        if isinstance(document, Skipped):
            return document
        return self._unique(draft.where, document)

    def _reject(self, draft: Draft) -> str | None:
        text, language = draft.text, draft.fields.get("language", "")
        if len(text) > self._max:
            return f"text has {len(text):,} characters, the limit is {self._max:,}: split it, or raise max_characters"
        if not text[draft.body_start :].strip():
            return "empty text: remove it, or give it a body"
        if language and not re.match(r"(?i)en(?:[-_]|$|g)", language):
            return f"language is {language!r}: kg reads English only, translate it or leave it out"
        if not is_english(text[draft.body_start :]):
            return "the text does not read as English: kg reads English only, translate it or leave it out"
        if len(draft.fields.get("id", "")) > _MAX_ID:
            return f"id has {len(draft.fields['id'])} characters, the limit is {_MAX_ID}: give a shorter one"
        return None

    def _unique(self, where: str, document: Document) -> Document | Skipped:
        key, text = _digest(document.id), _digest(document.content_hash)
        before = self._texts_of.get(key)
        if before:
            what = "with the same text: remove one" if before == text else "with another text: give it its own id"
            return skip(where, f"duplicate id {document.id!r}, already read {what}")
        self._texts_of[key] = text
        return document


def document_of(draft: Draft) -> Document | Skipped:
    """The document of a checked draft; only a date that is none can still fail."""
    fields, text = {name: writable(value) for name, value in draft.fields.items()}, writable(draft.text)
    published: date | None = None
    if stated := fields.get("published"):
        published = parse_date(stated)
        if published is None:
            return skip(draft.where, f"published is {stated!r}, which is no date: write it as YYYY-MM-DD")
    line = find_dateline(text, draft.body_start, published=published)
    return Document(
        id=fields.get("id") or document_id_for(fields.get("url"), text),
        text=text,
        title=fields.get("title"),
        publisher=fields.get("publisher") or (line.publisher if line else None),
        url=fields.get("url"),
        published=published or _written_day(text, draft.body_start, line),
        language=fields.get("language", "en"),
        place=fields.get("place") or (line.place if line else None),
        body_start=line.end if line else draft.body_start,
        content_hash=content_hash(text),
    )


def _written_day(text: str, body_start: int, line: Dateline | None) -> date | None:
    """The day of the dateline, else one in the heading lines above it or above the first full sentence."""
    if line and line.published:
        return line.published
    if line:
        return header_date(text, line.start)
    heading = _HEADING.match(text, body_start)
    return header_date(text, heading.end()) if heading else None


def _digest(value: str) -> bytes:
    return hashlib.blake2b(value.encode(), digest_size=8).digest()
