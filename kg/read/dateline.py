"""The dateline: "ERBIL (Kurdistan 24) –", "KABUL, Afghanistan (Dec. 7)", "WASHINGTON, Oct 3 (Reuters) -".

It says where and when a report was written and by whom; it is no event place, so the body begins after it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.read.dates import MONTHS, written_date

_HEADER = 1500  # characters in which a dateline may stand: press releases put reference numbers before it
_GAP = "[^\\S\\n]"  # space within a line, no-break space included
_CAPS = r"[A-Z][A-Z'’.\-]*[A-Z.](?:[ \-/][A-Z][A-Z'’.\-]*)*"
_NAME = r"[A-Z][\w'’.\-]*(?:[ \-/](?:(?:of|the|and|al|el|de|la)[ \-])?[A-Z][\w'’.\-]*){0,3}"
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DATE = (
    rf"(?:(?:[A-Z][a-z]+day,? )?(?:(?i:{_MONTH})[ ]?\d{{1,2}}(?!\d)(?:st|nd|rd|th)?"  # no day in "April 2024"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?i:{_MONTH}))"
    r"(?:[,.]? (?:19|20)\d\d)?)"
)
_REGION = rf"(?:, (?!(?i:{_MONTH})\b)[A-Z][\w'’.\- ]{{1,30}}?){{0,2}}"
_PAREN = r"\((?P<paren>[A-Z0-9][^()\n]{1,60})\)"
_DASH = r"(?:[–—―]|--?|:)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # Pattani (Bangkok Post) - 11 January 2026 -
        rf"(?P<place>{_NAME}){_GAP}{_PAREN}{_GAP}*{_DASH}{_GAP}+(?P<date>{_DATE}){_GAP}*{_DASH}{_GAP}+",
        # MINSK (Interfax) May 19, 2022. | MOSCOW. May 19 (Interfax) - | MOSCOW, May 19. /TASS/.
        rf"(?P<place>{_CAPS}){_REGION}{_GAP}{_PAREN}{_GAP}+(?P<date>{_DATE})(?:\.|{_GAP}*{_DASH}){_GAP}+",
        rf"(?P<place>{_CAPS})\.{_GAP}(?P<date>{_DATE}){_GAP}{_PAREN}{_GAP}*{_DASH}{_GAP}+",
        rf"(?P<place>{_CAPS}){_REGION}, (?P<date>{_DATE})\.{_GAP}/(?P<paren>[A-Z][\w. -]{{1,30}})/\.{_GAP}+",
        # KABUL, Afghanistan (Dec. 7) | WASHINGTON, Oct 3 (Reuters) - | ERBIL (Kurdistan 24) –
        rf"(?P<place>{_CAPS}){_REGION}(?:, (?P<date>{_DATE}))?{_GAP}*{_PAREN}{_GAP}*"
        rf"(?:{_DASH}|(?=\s*\n)|(?=[A-Z])){_GAP}*",
        # Beirut (AFP) – | Geneva, 3 October 2021 (OCHA) –
        rf"(?P<place>{_NAME}){_REGION}(?:, (?P<date>{_DATE}))?{_GAP}*{_PAREN}{_GAP}*[–—―-]+{_GAP}+",
        # KYIV, Ukraine, March 3 — | BEIRUT — | ISLAMABAD:
        rf"(?P<place>{_CAPS}){_REGION}(?:, (?P<date>{_DATE}))?{_GAP}*{_DASH}{_GAP}+",
        # Yerevan, 13 Feb. 2024, Armenpress.
        rf"(?P<place>{_NAME}), (?P<date>{_DATE}), (?P<paren>[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)\.{_GAP}+",
        # (Port-au-Prince, December 24, 2024) –
        rf"\((?P<place>{_NAME}){_REGION}, (?P<date>{_DATE})\){_GAP}*{_DASH}{_GAP}+",
        # Kabul, 3 October 2021 –
        rf"(?P<place>{_NAME}){_REGION}, (?P<date>{_DATE}){_GAP}*{_DASH}{_GAP}+",
    )
)
_LINE_START = re.compile(r"(?:\A|[\n\r\u2028\u2029])[\s\u200b]*")
_LABELS = re.compile(
    r"\b(?:BREAKING|UPDATE|UPDATED|LIVE|WATCH|VIDEO|EXCLUSIVE|OPINION|ANALYSIS|FACTBOX|CORRECTED|NOTE|ALERT|"
    r"URGENT|QUOTE|SUMMARY|MEDIA|NEWS|RELEASE|STATEMENT|PRESS|TIMELINE|CONTACT|EDITOR|SUBJECT|DATE|FROM|TO)\b"
)
_RELEASE = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?:0[1-9]|1[0-2])-[A-Z]{1,3}-\d+")
_FULL = re.compile(rf"{_DATE}|\b(?:19|20)\d\d-\d\d-\d\d\b")
_TO_BLANK_LINE = re.compile(r"([^\n]*\S[^\n]*)\n[^\S\n]*\n")
_STOPS = tuple(".!?…:;,\"'”’")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; `end` is the first character after it."""

    start: int
    end: int
    place: str
    publisher: str | None = None
    published: date | None = None


def find_dateline(text: str, start: int = 0, *, published: date | None = None) -> Dateline | None:
    """The dateline at the beginning of a line near `start`; `published` supplies the year of "(Dec. 7)".

    >>> line = find_dateline("KABUL, Afghanistan (Nov. 6, 2010) — Afghan forces detained two men.")
    >>> line.place, line.published.isoformat(), line.end
    ('KABUL', '2010-11-06', 36)
    """
    for at in _line_starts(text, start):
        for pattern in _PATTERNS:
            found = pattern.match(text, at)
            if found and not _LABELS.search(found["place"]) and not _is_title(text, found):
                return _dateline(text, found, published)
    return None


def _is_title(text: str, found: re.Match[str]) -> bool:
    """Whether a line only looks like a dateline: "OPERATION SILA: PRESS RELEASE" ends without a full stop."""
    line = _TO_BLANK_LINE.match(text, found.end())
    return line is not None and not line[1].rstrip().endswith(_STOPS)


def header_date(text: str, end: int, *, published: date | None = None) -> date | None:
    """The date in the lines before `end`, such as "Morning Operational Update Feb. 17, 2011" or "May 11: ..."."""
    head = text[:end]
    return next((d for f in _FULL.finditer(head) if (d := _resolve(f[0], head, published))), None)


def _line_starts(text: str, start: int) -> Iterator[int]:
    seen = set()
    first = re.compile(r"\s*").match(text, start)
    for at in (first.end() if first else start, *(m.end() for m in _LINE_START.finditer(text, start, start + _HEADER))):
        if at not in seen:
            seen.add(at)
            yield at


def _dateline(text: str, found: re.Match[str], published: date | None) -> Dateline:
    groups = found.groupdict()
    inner, written = groups.get("paren"), groups.get("date")
    publisher = None
    if inner and re.fullmatch(_DATE, inner.strip()):
        written = written or inner
    elif inner:
        publisher = inner.strip()
    header = text[: found.start()]
    day = _resolve(written, header, published) if written else None
    end = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip())
    return Dateline(found.start(), end, found["place"].strip(), publisher, day)


def _resolve(written: str, header: str, published: date | None) -> date | None:
    """The day of a written date; a missing year comes from `published`, else from what stands above the dateline."""
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", written):
        try:
            return date(*(int(part) for part in found.groups()))
        except ValueError:
            return None
    year = None
    if published is None:
        release = _RELEASE.search(header)
        years = set(_YEAR.findall(header))
        year = int(release["year"]) if release else int(years.pop()) if len(years) == 1 else None
    return written_date(written, year=year, near=published)
