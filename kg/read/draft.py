"""What a reader yields before it is checked: the raw fields of one text, and where it was found."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Skipped

FIELDS = ("id", "text", "title", "published", "publisher", "url", "language", "place")
OTHER_NAMES = {"date": "published", "headline": "title", "lang": "language", "link": "url", "source": "publisher"}
"""What else front matter and columns call a field."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One text with its source's statements about it, unchecked."""

    where: str  # "file:line" of its beginning, for messages
    text: str
    fields: Mapping[str, str]  # a subset of FIELDS without "text"; no empty values
    body_start: int = 0  # characters of front matter before the body


def skip(where: str, reason: str) -> Skipped:
    """A Skipped of this stage; `reason` says what is wrong and what to do."""
    return Skipped(document_id=where, stage="read", reason=reason)


def draft_of_row(where: str, row: Mapping[str, object]) -> Draft | Skipped:
    """The draft of a JSON object or a table row, or why there is none."""
    text = row.get("text")
    if text is None:
        return skip(where, "no text: add a field or column named 'text'")
    if not isinstance(text, str):
        return skip(where, f"text is {type(text).__name__}, not a string: write it as a quoted string")
    fields: dict[str, str] = {}
    for name in FIELDS:
        value = row.get(name)
        if name == "text" or value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, str | int):
            return skip(where, f"{name} is {type(value).__name__}, not a string: write it as a quoted string")
        if str(value).strip():
            fields[name] = str(value).strip()
    for other, name in OTHER_NAMES.items():
        value = row.get(other)
        if name not in fields and isinstance(value, str) and value.strip():
            fields[name] = value.strip()
    return Draft(where, text, fields)
