"""The vocabulary of time expressions and the context in which one is resolved."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from kg.extract.calendar_days import make_day
from kg.extract.numbers import NUMBER, ORDINAL_WORD
from kg.model import Span, When

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug",
            "September Sept Sep", "October Oct", "November Nov", "December Dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "Monday Mon",
            "Tuesday Tues Tue",
            "Wednesday Wed",
            "Thursday Thurs Thu",
            "Friday Fri",
            "Saturday Sat",
            "Sunday Sun",
        )
    )
    for name in names.split()
}
_FULL_DAYS = "|".join(name for name in WEEKDAYS if name.endswith("day"))
_SHORT = {"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"}


def _either(names: Collection[str], end: str) -> str:
    """Months are written with a capital, or "may" and "march" would be dates."""
    return "|".join(form + end for form in sorted([*names, *map(str.upper, names)], reverse=True))


# A full stop belongs to the short forms alone: one that ends the sentence is not of its verb's time.
# Each form is an alternative of its own: Python looks for their first letters before it tries any.
MONTH = "(?:" + _either(MONTHS.keys() - _SHORT, r"\b") + "|" + _either(_SHORT, r"\b\.?") + ")"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
SPELT_DAY = (
    rf"(?:(?:twenty-|thirty-)?{ORDINAL_WORD})\b"
    r"(?! (?:quarter|half|round|time|week|month|day|anniversary|place|stage|phase))"
)
YEAR = r"(?:1[89]|20)\d\d"
WEEKDAY = rf"(?:(?:{_FULL_DAYS})|(?:Mon|Tues|Tue|Wed|Thurs|Thu|Fri|Sat|Sun)\b\.)"
PART_OF_DAY = r"(?:[ ](?:early |late )?(?:morning|afternoon|evening|night|noon|midday|lunchtime)s?)"
DASH = r"[-–—]"
COUNT = rf"(?:{NUMBER}|an?|several|a few|few|some|many|a couple of|couple of|a dozen|dozens of)"
UNIT = r"(?:hour|day|week|month|year|decade)"
PARTS = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "late": "late",
    "end": "late",
    "closing": "late", "opening": "early",
}  # fmt: skip
TIMES = frozenset({*MONTHS, *WEEKDAYS, "day", "week", "weekend", "month", "year", "today", "tomorrow"})
PART = r"(?:[Ee]arly|[Mm]id|[Ll]ate|(?:the )?(?:very )?(?:beginning|start|middle|end|early days|closing days) of)"

_FUTURE = re.compile(
    r"\b(?:will|shall|would|won['’]t|(?:is|are|was|were|be) (?:to|due to|set to|expected to|scheduled to|likely to)|"
    r"(?:plans?|planned|planning|hopes?|intends?|wants?|agreed|vowed|pledged|promised|threatened|ready|preparing) to|"
    r"going to|to be)\b(?:\s+(?:not|be|have|been|also|then|again|\w+ly)\b)*(?:\s+[a-z]+)?|['’]ll\s+[a-z]+|"
    r"\b(?:upcoming|scheduled|due|slated|planned|expected)\b(?: (?:for|on|in))?"
)
_PAST = re.compile(
    r"\b(?:said|told|was|were|had|did|has|have|took|began|held|met|left|came|went|saw|made|gave|fell|shot|struck|hit|"
    r"fought|broke|led|lost|won|found|sent|blew|drove|rose|brought|[a-z]{2,}ed)\b"
)
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!Sept)[.!?;]['\"”’)]*\s|\n")
_REACH = 200  # characters of the sentence that are looked at
_LINE_BEGINS = re.compile(r"(?:^|[\n\u2028])[#*•\- \t]*$")
_SIGNED_LINE = re.compile(r"[ \t]*(?:[:–—]|--?[ ])[^\n\u2028]*")
_LINE_ENDS = re.compile(r"[ \t]*:?[ \t]*(?=[\n\u2028])")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A piece of text that names a time, and what it means on the day the text was published.

    `ahead` is the reading for an event that is still to come, where it differs ("on Monday"). For kind "day-after"
    ("the day after X"), `when` is the time of what the phrase modifies, `inner` that of X.
    """

    span: Span
    when: When
    kind: str
    ahead: When | None = None
    offset_days: int | None = None
    inner: When | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known where an expression stands."""

    text: str
    published: date | None
    year: int | None = None  # the last year that the text named
    anchor: date | None = None  # the last single day that the text named
    span: When | None = None  # the month or year that it named since then
    spoken: tuple[date, int] | None = None  # the day on which somebody said so, and where his sentence ends
    heading: tuple[int, int] | None = None  # the year of what heads an entry of a chronicle, and where that ends

    def today(self) -> date | None:
        """The day from which relative expressions count."""
        return self.published


@dataclass(frozen=True, slots=True)
class Reading:
    """What one expression means."""

    when: When
    ahead: When | None = None
    offset_days: int | None = None


def headed(text: str, start: int, end: int) -> int:
    """Where the text that a time heads ends: its line where a sign follows it, all below where it fills one; else 0.

    >>> headed("2021: In May, he fled.\\nIt rained.", 0, 4), headed("2021\\n\\nIn May, he fled.", 0, 4)
    (22, 22)
    >>> headed("In 2021: He fled.", 3, 7)
    0
    """
    if not _LINE_BEGINS.search(text[max(0, start - 8) : start]):
        return 0
    if _LINE_ENDS.match(text, end):
        return len(text)
    signed = _SIGNED_LINE.match(text, end)
    return signed.end() if signed else 0


Resolver = Callable[[re.Match[str], Context], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the kind of expression it finds and how that is resolved; earlier rules win equal lengths."""

    kind: str
    pattern: re.Pattern[str]
    resolve: Resolver


def rule(kind: str, pattern: str, resolve: Resolver) -> Rule:
    r"""A rule; a pattern that begins with a word is not tried at the end of one, where "\b" holds as well.

    >>> rule("day", r"\btoday", lambda found, context: None).pattern.pattern
    '\\b(?=\\w)today'
    """
    begun = r"\b(?=\w)" + pattern[2:] if pattern.startswith(r"\b") else pattern
    return Rule(kind, re.compile(begun), resolve)


def month_number(name: str) -> int:
    """1 to 12 for a month's name or abbreviation, in any case."""
    return MONTHS[name.strip(". ").capitalize()]


def weekday_number(name: str) -> int:
    """0 (Monday) to 6."""
    return WEEKDAYS[name.strip(". ")]


def part_name(words: str | None) -> str:
    """early, mid, late, or empty."""
    return next((PARTS[w] for w in re.findall(r"[a-z]+", (words or "").lower()) if w in PARTS), "")


def is_ahead(text: str, start: int, end: int) -> bool:
    """Whether the verb nearest to text[start:end] in its sentence speaks of the future.

    >>> is_ahead("He said talks will resume on Friday.", 29, 35)
    True
    >>> is_ahead("He said on Friday talks will resume.", 8, 17)
    False
    """
    before = text[max(0, start - _REACH) : start]
    for found in _SENTENCE_END.finditer(before):
        last = found.end()
        before = " " * last + before[last:]
    future = max((m.end() for m in _FUTURE.finditer(before)), default=-1)
    past = max((m.end() for m in _PAST.finditer(before)), default=-1)
    if future >= 0 or past >= 0:
        return future >= past
    after = text[end : end + _REACH]
    stop = _SENTENCE_END.search(after)
    after = after[: stop.start()] if stop else after
    ahead, back = _FUTURE.search(after), _PAST.search(after)
    return bool(ahead and (back is None or ahead.start() <= back.start()))


def nearest_day(month: int, day: int, context: Context, *, ahead: bool) -> date | None:
    """A day without a year: in the last year named where nothing was published, else the last such day, or the next."""
    if context.published is None:
        return make_day(context.year, month, day) if context.year else None
    now = context.published
    days = [d for y in (now.year - 1, now.year, now.year + 1) if (d := make_day(y, month, day))]
    if ahead:
        return min((d for d in days if d >= now), default=None)
    past = max((d for d in days if (d - now).days <= 1), default=None)
    coming = min((d for d in days if d > now), default=None)
    if past and coming and (now - past).days > 300 and (coming - now).days <= 31 and context.year != past.year:
        return coming
    return past
