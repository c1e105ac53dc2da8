"""Rules for times that count from the day of publication, or from a day that the text named before."""

import math
import re
from datetime import timedelta

from kg.extract import calendar_days as cal
from kg.extract.numbers import NUMBER, ORDINAL, parse_number, parse_ordinal
from kg.extract.time_words import (
    COUNT,
    DAY,
    PART_OF_DAY,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    Context,
    Reading,
    Resolver,
    is_ahead,
    rule,
    weekday_number,
)
from kg.model import Precision, When

_VAGUE = {  # (least, most) of vague counts
    "several": (3, 10), "a few": (2, 6), "few": (2, 6), "some": (2, 10), "many": (5, 30), "a couple of": (2, 2),
    "couple of": (2, 2), "dozens of": (24, 100),
}  # fmt: skip
_RECENT = {"hour": 1, "day": 7, "week": 30, "month": 183, "year": 5 * 365, "decade": 30 * 365}  # days
_LENGTHS = {  # in days
    "minute": 0, "hour": 0, "day": 1, "night": 1, "morning": 1, "week": 7, "month": 30.5, "year": 365.25,
    "decade": 3652.5,
}  # fmt: skip
_DAYLIKE = {"night": "day", "occasion": "day"}  # what lasts no longer than the day last named
_UNKNOWN = When(None, None, Precision.UNKNOWN)
_EARLIER = r"(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate|[Ss]o far)"


def count_of(words: str | None) -> tuple[int, int]:
    """The least and the most that a count says; no words mean one."""
    words = (words or "a").lower().strip()
    if words in _VAGUE:
        return _VAGUE[words]
    number = parse_number(words)
    return (number, number) if number is not None else (1, 1)


def _today(found: re.Match[str], context: Context) -> Reading | None:
    words = found["word"].lower()
    if context.published is None:
        return Reading(_UNKNOWN)
    if words.startswith("the day"):
        return Reading(cal.on(context.published, add=-2 if "before" in words else 2))
    shift = (
        -1 if words.startswith("yesterday") or words.startswith("last ") else 1 if words.startswith("tomorrow") else 0
    )
    return Reading(cal.on(context.published, add=shift))


def _overnight(found: re.Match[str], context: Context) -> Reading | None:
    """The night that ends on the day of publication, named like "last night" by the day on which it begins.

    "Overnight into Tuesday" names both days.
    """
    if context.published is None:
        return Reading(_UNKNOWN)
    if found["wd"] is None:
        return Reading(cal.on(context.published, add=-1))
    last = cal.weekday_before(context.published, weekday_number(found["wd"]))
    return Reading(cal.between(last - timedelta(days=1), last))


def _weekday(found: re.Match[str], context: Context) -> Reading | None:
    number, lead = weekday_number(found["wd"]), (found["lead"] or "").lower()
    if "following" in lead or "previous" in lead:
        base = context.anchor or context.published
        if base is None:
            return Reading(_UNKNOWN)
        step = cal.weekday_after if "following" in lead else cal.weekday_before
        return Reading(cal.on(step(base, number, strictly=True)))
    now = context.published
    if now is None:
        return Reading(_weekday_after_anchor(number, context))
    past = cal.on(cal.weekday_before(now, number, strictly="last" in lead))
    coming = cal.on(cal.weekday_after(now, number, strictly="next" in lead))
    if "next" in lead or "coming" in lead:
        return Reading(coming)
    if "last" in lead or "past" in lead:
        return Reading(past)
    return Reading(coming if is_ahead(context.text, found.start(), found.end()) else past, coming)


def _weekday_after_anchor(number: int, context: Context) -> When:
    """Without a day of publication a weekday can only follow a day that the text named."""
    return cal.on(cal.weekday_after(context.anchor, number, strictly=True)) if context.anchor else _UNKNOWN


def _weekdays(found: re.Match[str], context: Context) -> Reading | None:
    now = context.published
    if now is None:
        return Reading(_UNKNOWN)
    first, last = weekday_number(found["w1"] or found["w3"]), weekday_number(found["w2"])
    if is_ahead(context.text, found.start(), found.end()):
        start = cal.weekday_after(now, first)
        return Reading(cal.between(start, cal.weekday_after(start, last)))
    end = cal.weekday_before(now, last)
    return Reading(cal.between(cal.weekday_before(end, first), end))


def _unit(found: re.Match[str], context: Context) -> Reading | None:
    """last/this/next week, month, year; "the last year" is a span that ends now and has its own rule."""
    now = context.published
    if now is None:
        return Reading(_UNKNOWN)
    lead, unit = found["lead"].lower(), found["unit"].lower()
    step = -1 if lead.startswith("last") or "previous" in lead else 1 if lead in ("next", "the coming") else 0
    if unit == "weekend":
        saturday = cal.weekday_before(now, 5, strictly=step < 0 and now.weekday() >= 5)
        coming = saturday if step == 0 and now.weekday() >= 5 else saturday + timedelta(days=7)
        ahead = cal.between(coming, coming + timedelta(days=1))
        if step > 0 or (step == 0 and is_ahead(context.text, found.start(), found.end())):
            return Reading(ahead)
        return Reading(cal.between(saturday, saturday + timedelta(days=1)), None if step else ahead)
    if unit == "quarter":
        first = 3 * ((now.month - 1) // 3) + 1 + 3 * step
        return Reading(cal.between(cal.month(now.year, first).earliest, cal.month(now.year, first + 2).latest))
    if unit == "decade":
        start = now.year // 10 * 10 + 10 * step
        return Reading(cal.years(start, start + 9))
    whole = cal.around(cal.moved(now, unit, step), unit)
    return Reading(_part_of_unit((found["part"] or "").lower(), whole, context))


def _part_of_unit(part: str, whole: When, context: Context) -> When:
    """ "earlier this week" ends today, "later this week" begins today, "late last year" is a third."""
    now = context.published
    if now and part in ("earlier", "so far") and whole.earliest and whole.earliest <= now:
        return cal.between(whole.earliest, now)
    if now and part == "later" and whole.latest and whole.latest >= now:
        return cal.between(now, whole.latest)
    return cal.part(whole, part)


def _within_unit(found: re.Match[str], context: Context) -> Reading | None:
    """ "Earlier in the week": of the week of publication, until then."""
    now = context.published
    if now is None:
        return Reading(_UNKNOWN)
    return Reading(_part_of_unit(found["part"].lower(), cal.around(now, found["unit"]), context))


def _edge_of_unit(found: re.Match[str], context: Context) -> Reading | None:
    """ "At the start of the month": its first third, the last one for its end."""
    if context.published is None:
        return Reading(_UNKNOWN)
    part = "late" if found["edge"] == "end" else "early"
    return Reading(cal.part(cal.around(context.published, found["unit"]), part))


def _ago(found: re.Match[str], context: Context) -> Reading | None:
    now, unit = context.published, found["unit"].lower()
    if now is None:
        return Reading(_UNKNOWN)
    low, high = count_of(found["count"])
    if found["half"]:
        return Reading(cal.around(now - timedelta(days={"year": 183, "month": 15}.get(unit, 4)), "month"))
    last, first = cal.moved(now, unit, -low), cal.moved(now, unit, -high)
    if unit == "decade":
        return Reading(cal.years(first.year - 1, last.year + 1))
    if low != high:
        return Reading(cal.between(first, last))
    return Reading(cal.around(last, unit))


def _span_to_now(found: re.Match[str], context: Context) -> Reading | None:
    now = context.published
    if now is None:
        return Reading(_UNKNOWN)
    _, count = count_of(found["count"] or ("several" if found["plural"] else None))
    return Reading(cal.between(cal.moved(now, found["unit"].lower(), -count), now))


def _span_from_now(found: re.Match[str], context: Context) -> Reading | None:
    now = context.published
    if now is None:
        return Reading(_UNKNOWN)
    _, count = count_of(found["count"] or ("several" if found["plural"] else None))
    return Reading(cal.between(now, cal.moved(now, found["unit"].lower(), count)))


def _recent(found: re.Match[str], context: Context) -> Reading | None:
    now = context.published
    return Reading(cal.between(now - timedelta(days=_RECENT[found["unit"].lower()]), now) if now else _UNKNOWN)


def _same_day(found: re.Match[str], context: Context) -> Reading | None:
    span = context.span if found["unit"] in ("month", "year") else None  # "in August 2016 ... that month"
    base = (span and span.latest) or context.anchor or context.published
    if base is None:
        return Reading(_UNKNOWN)
    return Reading(cal.around(base, _DAYLIKE.get(found["unit"], found["unit"])))


def _neighbour(found: re.Match[str], context: Context) -> Reading | None:
    """The next, following or previous day, week, month, year after the day last named."""
    unit = found["unit"].lower()
    unit = unit if unit in ("week", "month", "year") else "day"
    step = -1 if found["lead"].lower() in ("previous", "preceding", "before") else 1
    span = context.span if unit in ("month", "year") else None  # "in May 2019 ... the following year"
    base = (span and span.latest) or context.anchor or context.published
    return Reading(cal.around(cal.moved(base, unit, step), unit) if base else _UNKNOWN)


def _offset(found: re.Match[str], context: Context) -> Reading | None:
    """ "two days later", "a week earlier": from the day last named, else from publication."""
    low, high = count_of(found["count"])
    sign, unit = -1 if found["way"].lower() in ("earlier", "before", "previously") else 1, found["unit"].lower()
    if context.span is not None and low == high:
        return Reading(_moved_span(context.span, unit, sign * low))
    base = context.anchor or context.published
    if base is None or (context.anchor is None and sign > 0):
        return None if unit == "hour" else Reading(_UNKNOWN)
    near, far = cal.moved(base, unit, sign * low), cal.moved(base, unit, sign * high)
    return Reading(cal.around(near, unit) if low == high else cal.between(near, far))


def _moved_span(span: When, unit: str, count: int) -> When:
    """A month or year moved: "in May 2020 ... nine months later"."""
    first, last = span.earliest, span.latest
    if first is None or last is None:
        return _UNKNOWN
    first, last = cal.moved(first, unit, count), cal.moved(last, unit, count)
    if unit in ("month", "year") and span.precision is Precision.MONTH:
        return cal.month(first.year, first.month)
    return cal.years(first.year) if unit == "year" else cal.between(first, last)


def _after_days(found: re.Match[str], context: Context) -> Reading | None:
    """ "After four more days of fighting": that many days after the one last named."""
    low, high = count_of(found["count"])
    if context.anchor is None or low != high:
        return None
    day = cal.moved(context.anchor, found["unit"].lower(), low)
    return None if context.published and day > context.published else Reading(cal.on(day))


def _day_after(found: re.Match[str], context: Context) -> Reading | None:
    """ "the day after X": its own day is known only by another expression; the offset is what it says."""
    low, high = count_of(found["count"])
    if low != high and found["unit"].lower() not in ("hour", "minute"):
        return None
    sign = -1 if found["way"].lower() in ("before", "prior to", "ahead of") else 1
    return Reading(_UNKNOWN, offset_days=sign * math.ceil(low * _LENGTHS[found["unit"].lower()]))


def _anniversary(found: re.Match[str], _: Context) -> Reading | None:
    """ "The tenth anniversary of X": ten years after it."""
    count = parse_ordinal(found["count"]) or parse_number(found["count"])
    return Reading(_UNKNOWN, offset_days=math.ceil(count * _LENGTHS["year"])) if count else None


def _on_the(found: re.Match[str], context: Context) -> Reading | None:
    base = context.anchor or context.published
    number = int(re.sub(r"\D", "", found["day"]))
    known = cal.make_day(base.year, base.month, number) if base else None
    if known and context.published and known > context.published:
        earlier = cal.add_months(context.published, -1)
        known = cal.make_day(earlier.year, earlier.month, number)
    return Reading(cal.on(known)) if known else None


_WHEN_WORDS = (
    r"(?P<word>(?i:the day before yesterday|the day after tomorrow|today|tonight|yesterday|tomorrow"
    r"|this (?:morning|afternoon|evening)|last (?:night|evening)))"
)
_THE_LAST = r"(?:the|its|their|his|her|our|these) (?:last|past)"

RULES = (
    rule("day", rf"\b(?:{_EARLIER} (?:on )?)?{_WHEN_WORDS}\b{PART_OF_DAY}?", _today),
    rule("night", rf"\b[Oo]vernight\b(?: (?:in)?to (?P<wd>{WEEKDAY}))?", _overnight),
    rule(
        "weekdays",
        rf"\b(?:(?:[Bb]etween|[Ff]rom) (?P<w1>{WEEKDAY}){PART_OF_DAY}? (?:and|to|until|through)"
        rf"|[Oo]n (?P<w3>{WEEKDAY}) and(?: on)?) (?P<w2>{WEEKDAY})(?!['’])",
        _weekdays,
    ),
    rule(
        "weekday",
        rf"\b(?=[A-Zaelmnost])(?:{_EARLIER} )?(?:(?:[Oo]n )?"
        r"(?P<lead>[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?|[Tt]he (?:following|previous|coming)) )?"
        rf"(?:[Oo]n )?(?:the )?(?:(?:morning|afternoon|evening|night) of )?\b(?P<wd>{WEEKDAY})(?![\w-]){PART_OF_DAY}?",
        _weekday,
    ),
    rule(
        "unit",
        r"\b(?:(?P<part>(?i:earlier|later|early|mid|late|so far))[- ](?:in )?)?"
        r"(?P<lead>(?i:last|this past|this|next|the coming|over the|at the|during the"
        r"|(?<!from )(?<!than )(?<!with )the previous))"
        r" (?P<unit>week(?!end)|month|year|quarter|decade|weekend)\b(?! of\b(?! \w+ing\b))",
        _unit,
    ),
    rule(
        "unit",
        r"\b[Aa]t the (?P<edge>start|beginning|end) of (?:the|this) (?P<unit>week|month|year)(?! of)\b",
        _edge_of_unit,
    ),
    rule("unit", r"\b(?P<part>[Ee]arlier|[Ll]ater) in the (?P<unit>week|month|year)\b", _within_unit),
    rule(
        "ago",
        rf"\b(?:(?i:more than|over|about|nearly|almost|around|some|at least|roughly|just|only|less than) )?"
        rf"(?P<half>half )?(?P<count>(?i:{COUNT})) (?P<unit>{UNIT})s? ago\b",
        _ago,
    ),
    rule(
        "span",
        rf"\b(?:(?i:over|in|during|for|within|throughout|of) )?(?i:{_THE_LAST}) (?:(?P<count>(?i:{COUNT})) )?"
        rf"(?P<unit>{UNIT})(?P<plural>s)?\b(?! of [A-Z])",
        _span_to_now,
    ),
    rule(
        "span",
        rf"\b(?i:in|over|within|during) (?i:the (?:coming|next)|next|coming) "
        rf"(?:(?P<count>(?i:{COUNT})) )?(?P<unit>{UNIT})(?P<plural>s)?\b",
        _span_from_now,
    ),
    rule("span", rf"\b[Ww]ithin (?P<count>{COUNT}) (?P<unit>{UNIT})(?P<plural>s)?\b", _span_from_now),
    rule("span", rf"\b(?:(?i:in|over|during) )?(?:the )?(?:most )?[Rr]ecent (?P<unit>{UNIT})s\b", _recent),
    rule(
        "anchored",
        r"\b(?:[Ll]ater |[Ee]arlier |[Oo]n )?(?i:(?:that|the) (?:very )?same) (?P<unit>day|night|week|month|year)\b",
        _same_day,
    ),
    rule("anchored", r"\b[Oo]n (?:that|the same|this) (?P<unit>occasion)\b", _same_day),
    rule(
        "anchored",
        r"\b(?:[Ll]ater |[Ee]arlier |[Oo]n |[Ii]n )?[Tt]hat (?P<unit>day|night|week|month|year)\b",
        _same_day,
    ),
    rule("anchored", r"\b(?:[Ll]ater|[Ee]arlier) (?:in|on) the (?P<unit>day)\b", _same_day),
    rule(
        "anchored",
        r"\b(?:[Oo]n |[Ii]n )?[Tt]he (?P<lead>next|following|previous|preceding) "
        r"(?P<unit>day|morning|night|evening|afternoon|week|month|year)\b",
        _neighbour,
    ),
    rule(
        "anchored",
        r"\b[Tt]he (?P<unit>day|night|evening|week|month|year) (?P<lead>before|after)(?=[.,;:)]|$)",
        _neighbour,
    ),
    rule(
        "anchored",
        rf"\b(?:[Jj]ust |[Oo]nly )?(?P<count>(?i:{COUNT})) (?P<unit>{UNIT})s? "
        r"(?P<way>earlier|later|afterwards?|previously|before(?=[.,;:)]|$))",
        _offset,
    ),
    rule(
        "anchored",
        rf"\b[Aa]fter (?:just |only |nearly |about )?(?P<count>{COUNT}) (?:more )?(?P<unit>hour|day|week)s? of\b",
        _after_days,
    ),
    rule(
        "day-after",
        rf"\b(?:[Jj]ust |[Oo]nly )?(?:(?P<count>(?i:the|{COUNT})) )?(?P<unit>minute|hour|day|night|morning|week)s?"
        r" (?P<way>after|before|following|prior to|ahead of)\b(?= [\w'’])",
        _day_after,
    ),
    rule(
        "day-after",
        rf"\b(?P<count>(?i:{COUNT})) (?P<unit>month|year|decade)s? (?P<way>after|since|following|on from)\b(?= [\w'’])",
        _day_after,
    ),
    rule(
        "day-after",
        rf"\b(?P<count>(?i:{ORDINAL}|{NUMBER}))(?:[- ]year)? anniversary of\b(?= [\w'’])",
        _anniversary,
    ),
    rule("date", rf"\b[Oo]n the (?P<day>{DAY[:7]}(?:st|nd|rd|th))\b(?! (?:of|[a-z]))", _on_the),
)

_UNITS = "(?:hour|day|week|month|year|decade)"
_DAYS = ("day", "night", "week", "month", "year")
# What a text must hold for the rules of a resolver to be tried at all: most texts hold little of it.
CORES: dict[Resolver, re.Pattern[str]] = {
    _ago: re.compile(" ago"),
    _day_after: re.compile(
        "(?:minute|hour|day|night|morning|week|month|year|decade)s?"
        " (?:after|before|following|prior|ahead|since|on from)"
    ),
    _offset: re.compile(rf"{_UNITS}s? (?:earlier|later|after|previously|before)"),
    # A rare letter first: a pattern that begins with a set of letters is searched fast.
    _unit: re.compile("[wmyqd](?<=[tseTSE] .)(?<=(?i:last|past|this|next|.the) .)(?:eek|onth|ear|uarter|ecade)"),
    _span_to_now: re.compile("(?i:last|past) "),
    _span_from_now: re.compile("(?i:next|coming|within) "),
    _recent: re.compile("[Rr]ecent "),
    _neighbour: re.compile(
        "(?:next|following|previous|preceding) [dmneawy]|(?:day|night|evening|week|month|year) (?:before|after)"
    ),
    _after_days: re.compile("(?:hour|day|week)s? of"),
    _on_the: re.compile(r"[Oo]n the \d"),
    _weekdays: re.compile(rf"{WEEKDAY}{PART_OF_DAY}? (?:and|to|until|through) "),
}

# Letters of which the text in lower case must hold one.
LETTERS: dict[tuple[str, ...], tuple[Resolver, ...]] = {
    (
        *("today", "tonight", "yesterday", "tomorrow", "last night", "last evening"),
        *("this morning", "this afternoon", "this evening"),
    ): (_today,),
    ("overnight",): (_overnight,),
    ("arlier in the ", "ater in the "): (_within_unit,),
    ("t the start of ", "t the beginning of ", "t the end of "): (_edge_of_unit,),
    (" ago",): (_ago,),
    (" anniversary of",): (_anniversary,),
    ("last ", "past "): (_span_to_now,),
    ("next ", "coming ", "within "): (_span_from_now,),
    ("recent ",): (_recent,),
    ("after ",): (_after_days,),
    ("on the ",): (_on_the,),
    (
        *("next ", "following ", "previous ", "preceding "),
        *(f"{unit} {way}" for unit in (*_DAYS, "evening") for way in ("before", "after")),
    ): (_neighbour,),
    ("same ", "on the day", "in the day", "occasion", *(f"that {unit}" for unit in _DAYS)): (_same_day,),
    tuple(day if day.endswith("day") else f"{day}." for day in map(str.lower, WEEKDAYS)): (_weekday, _weekdays),
}
