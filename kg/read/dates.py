"""Dates that a source states about its text: ISO 8601, RFC 2822 and the written forms of English."""

import re
from datetime import date, datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WRITTEN = tuple(
    re.compile(rf"{body}(?:[,.]?\s+(?P<year>(?:19|20)\d\d))?(?!\w)", re.IGNORECASE)
    for body in (rf"\b{_MONTH}\s*{_DAY}", rf"\b{_DAY}\s+{_MONTH}")
)
_ISO = re.compile(r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)(?:[T ].*)?$")


def parse_date(value: str) -> date | None:
    """The day that `value` names, or None; a slashed date is day first, and nothing is filled in.

    >>> parse_date("2021-03-21T09:00:00Z"), parse_date("21/03/2021"), parse_date("March 2021")
    (datetime.date(2021, 3, 21), datetime.date(2021, 3, 21), None)
    """
    value = value.strip()
    if found := _ISO.match(value):
        return _day(int(found["year"]), int(found["month"]), int(found["day"]))
    from dateutil.parser import parse  # an import of 30 ms that ISO dates do not need

    try:
        once = parse(value, default=datetime(2000, 1, 1), dayfirst=True)
        twice = parse(value, default=datetime(2001, 2, 2), dayfirst=True)
    except (ValueError, OverflowError):
        return None
    return once.date() if once.date() == twice.date() else None


def written_date(text: str, *, year: int | None = None, near: date | None = None) -> date | None:
    """The day in a phrase such as "Dec. 7" or "Nov. 6, 2010"; a missing year is `year`, else the one next to `near`.

    >>> written_date("Dec. 30", near=date(2011, 1, 2))
    datetime.date(2010, 12, 30)
    """
    for pattern in _WRITTEN:
        if found := pattern.search(text):
            month, day = MONTHS[found["month"].lower()], int(found["day"])
            if found["year"]:
                return _day(int(found["year"]), month, day)
            if year:
                return _day(year, month, day)
            return _nearest(month, day, near) if near else None
    return None


def _nearest(month: int, day: int, near: date) -> date | None:
    candidates = [d for y in (near.year - 1, near.year, near.year + 1) if (d := _day(y, month, day))]
    return min(candidates, key=lambda d: abs((d - near).days), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
