"""The times that a text names, resolved against the day of its publication, and the time of each event.

"The army took the town on Monday", published on Wednesday 2021-03-24, was an event of that week's first day:

>>> from datetime import date
>>> text = "The army took the town on Monday."
>>> [(e.kind, e.when.earliest.isoformat(), e.when.text) for e in time_expressions(text, date(2021, 3, 24))]
[('weekday', '2021-03-22', 'on Monday')]
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Doc

from kg.extract import calendar_days as cal
from kg.extract import time_absolute, time_relative
from kg.extract.parse import sentence
from kg.extract.syntax import clause
from kg.extract.time_attachment import is_main, is_saying
from kg.extract.time_narrative import when_for
from kg.extract.time_words import MONTH, Context, Reading, Resolver, Rule, TimeExpression, headed
from kg.model import Precision, Span, When

__all__ = ["TimeExpression", "time_expressions", "when_for"]

_RULES = (*time_absolute.RULES, *time_relative.RULES)
_CORES: dict[Resolver, re.Pattern[str]] = {**time_absolute.CORES, **time_relative.CORES}
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_HEADED = re.compile(rf"\bsince (?:{MONTH} )?\d{{4}}|(?P<year>{_YEAR.pattern})")  # no glance back heads a report
_MONTH = re.compile(MONTH)
# What turns a time into one that begins, or ends, with it.
_BOUND = re.compile(
    r"(?P<bound>\b(?i:since|until|till|up to|up until|before|prior to|after|following|as of|by|ending)) "
    r"(?:(?i:as early as|as late as|at least|on|late on|early on) )?$"
)
# "KABUL, Afghanistan (" at the beginning of a line: what follows says when the report was written.
_DATELINE = re.compile(
    r"(?:^|[\n\u2028])\s*[A-Z][A-Z'’.\-]+(?:[ /][A-Z][A-Z'’.\-]+)*(?:, [A-Z][\w'’. \-]{1,30})?(?:, | ?\()$|"
    r"(?:^|[\n\u2028])\s*[Dd]ate:? $"
)
_PLANNED = re.compile(r"\bfor (?:next |the )?$")  # "called a strike for Tuesday"
_ENDS = frozenset({"until", "till", "up to", "up until", "by"})
_LINE = 90  # characters
_HEADING = 200  # characters in which a report without a date may name its year: "Release 2010-07-129"
_NOUN_FOLLOWS = re.compile(r"['’]s\b|[ ](?!and\b|or\b|that\b|in\b|on\b|at\b|when\b|to\b|as\b|with\b|by\b|for\b)[a-z]+")


def time_expressions(
    text: str, published: date | None, *, body_start: int = 0, doc: Doc | None = None
) -> list[TimeExpression]:
    """All expressions of the text, in order and without overlap; those before `body_start` date the report.

    Where the parsed `doc` is known, "two days later" counts from no day of an aside ("since fighting began on May 10").
    """
    found: list[TimeExpression] = []
    years = _HEADED.finditer(text[:_HEADING]) if published is None else ()
    heading = next((found["year"] for found in years if found["year"]), None)
    context = Context(text, published, int(heading) if heading else None)
    end = 0
    for start, _, _, rule, match in sorted(_candidates(text), key=lambda c: c[:3]):
        if start < end:
            continue
        reading = rule.resolve(match, _context_at(start, context))
        if reading is None:
            continue
        expression = _expression(match, rule, reading, context)
        if expression.span.end <= body_start:
            expression = replace(expression, kind="dateline")
        found.append(expression)
        end, context = match.end(), _next_context(context, expression, doc)
    return _with_apposition(found, text)


def _context_at(start: int, context: Context) -> Context:
    """What holds for an expression: days count from when somebody spoke, months from the year that heads the entry."""
    if context.spoken and start < context.spoken[1]:
        context = replace(context, anchor=context.spoken[0])
    year = context.heading[0] if context.heading and start < context.heading[1] else None
    if year is None or (context.published and context.published.year == year):
        return context
    return replace(context, published=date(year, 12, 31))


def _candidates(text: str) -> Iterator[tuple[int, int, int, Rule, re.Match[str]]]:
    idle = {*_without(time_absolute.LETTERS, text), *_without(time_relative.LETTERS, text.lower())}
    if not _MONTH.search(text):
        idle.update(time_absolute.OF_MONTHS)
    idle |= {resolve for resolve, core in _CORES.items() if resolve not in idle and not core.search(text)}
    for order, rule in enumerate(_RULES):
        if rule.resolve in idle:
            continue
        for match in rule.pattern.finditer(text):
            yield match.start(), -match.end(), order, rule, match


def _without(letters: Mapping[tuple[str, ...], tuple[Resolver, ...]], text: str) -> Iterator[Resolver]:
    """The resolvers for which a text holds none of the letters."""
    for some, resolvers in letters.items():
        if not any(each in text for each in some):
            yield from resolvers


def _expression(match: re.Match[str], rule: Rule, reading: Reading, context: Context) -> TimeExpression:
    """The expression of a match, with the words that bound it ("since", "until") where there are any."""
    start, end = match.span()
    kind, when, ahead, inner = rule.kind, reading.when, reading.ahead, None
    if _DATELINE.search(context.text[max(0, start - _LINE) : start]):
        kind = "dateline"
    before = context.text[max(0, start - 40) : start]
    of_noun = match[0].startswith("the ") and _NOUN_FOLLOWS.match(context.text, end)  # "for the May 8 explosion"
    if kind in ("weekday", "date", "day", "month", "unit") and not of_noun and _PLANNED.search(before):
        kind, when, ahead = ("planned", ahead or when, None) if ahead or kind == "unit" else (kind, when, ahead)
    bound = _BOUND.search(before)
    if bound and kind not in ("day-after", "dateline") and not _NOUN_FOLLOWS.match(context.text, end):
        word = bound["bound"].lower()
        if word in _ENDS and kind in ("date", "month") and ahead:
            when = min((when, ahead), key=lambda each: _distance(each, context))
        if word != "by" or kind not in ("date", "weekday", "day", "range"):
            if kind == "weekday" and word == "since" and when.earliest and when.earliest == context.published:
                when = cal.on(when.earliest, add=-7)
            kind, ahead = ("since" if word in ("since", "as of", "after", "following") else "until"), None
            inner, when = when, _bounded(word, when, context)
            start -= len(bound[0])
    words = context.text[start:end]
    return TimeExpression(
        Span(start, end),
        replace(when, text=words),
        kind,
        replace(ahead, text=words) if ahead and ahead != when else None,
        reading.offset_days,
        inner if kind == "since" else None,
    )


def _bounded(word: str, when: When, context: Context) -> When:
    """The open interval that "since", "until", "before" or "after" makes of a time."""
    if when.precision is Precision.UNKNOWN:
        return when
    if word in ("since", "as of"):
        return _up_to_now(when.earliest, context)
    if word in ("after", "following"):
        return _up_to_now(when.latest, context)
    if word in ("before", "prior to"):
        return When(None, when.earliest - timedelta(days=1) if when.earliest else None, Precision.INTERVAL)
    return When(None, when.latest, Precision.INTERVAL)


def _distance(when: When, context: Context) -> int:
    """Days between a time and the day of publication: "until January 25" means the nearest."""
    day = when.earliest
    return abs((day - context.published).days) if day and context.published else 0


def _up_to_now(first: date | None, context: Context) -> When:
    last = context.published if context.published and first and context.published >= first else None
    return When(first, last, Precision.INTERVAL)


def _next_context(context: Context, expression: TimeExpression, doc: Doc | None) -> Context:
    """The context behind an expression: the last year, day and month or year that were named."""
    when = expression.when
    years = _YEAR.findall(when.text) if expression.kind != "since" else []  # "had held it since June 2014"
    year = int(years[-1]) if years else context.year
    if years and (end := headed(context.text, *_ends(expression.span))):
        context = replace(context, heading=(int(years[0]), end) if years == years[-1:] else None)
    if when.precision in (Precision.MONTH, Precision.YEAR):
        return replace(context, year=year, span=when)
    if when.precision is not Precision.DAY or expression.kind == "dateline":
        return replace(context, year=year)
    tokens = doc.char_span(*_ends(expression.span), alignment_mode="expand") if doc is not None else None
    if (context.anchor or not context.published) and tokens is not None and not is_main(tokens):
        if when.earliest is None or not is_saying(clause(tokens.root)):
            return replace(context, year=year)
        return replace(context, year=year, spoken=(when.earliest, sentence(tokens[0]).end_char))
    year = year or (when.earliest.year if when.earliest else None)
    return replace(context, year=year, anchor=when.earliest, span=None)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _with_apposition(found: list[TimeExpression], text: str) -> list[TimeExpression]:
    """ "On Oct. 17, 2017, the day after X": the date is that of the main event, and X was the day before."""
    out = list(found)
    for index, each in enumerate(found):
        if each.offset_days is None:
            continue
        before, after = out[index - 1] if index else None, found[index + 1] if index + 1 < len(found) else None
        if (
            before
            and re.fullmatch(r",?\s+(?:just |only )?", text[before.span.end : each.span.start])
            and before.when.precision is Precision.DAY
        ):
            out[index] = _dated(each, main=before.when.earliest, inner=None)
        elif (
            after
            and after.when.precision is Precision.DAY
            and re.fullmatch(r"\s+(?:the |a |an )?", text[each.span.end : after.span.start])
        ):  # "a day after Monday's attack"
            out[index] = _dated(each, main=None, inner=after.when.earliest)
    return out


def _dated(each: TimeExpression, *, main: date | None, inner: date | None) -> TimeExpression:
    offset = timedelta(days=each.offset_days or 0)
    main = main or (inner + offset if inner else None)
    inner = inner or (main - offset if main else None)
    if main is None or inner is None:
        return each
    words = each.when.text
    return replace(each, when=replace(cal.on(main), text=words), inner=replace(cal.on(inner), text=words))
