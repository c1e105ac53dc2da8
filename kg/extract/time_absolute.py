"""Rules for dates of the calendar: days, ranges, months, seasons, years, decades."""

import re
from datetime import date, timedelta

from kg.extract import calendar_days as cal
from kg.extract.numbers import NUMBER, parse_number, parse_ordinal
from kg.extract.time_words import (
    DASH,
    DAY,
    MONTH,
    PART,
    PART_OF_DAY,
    SPELT_DAY,
    WEEKDAY,
    YEAR,
    Context,
    Reading,
    Resolver,
    headed,
    is_ahead,
    month_number,
    nearest_day,
    part_name,
    rule,
)
from kg.model import When

_TO = rf"(?:[ ]?{DASH}[ ]?|[ ](?:and|to|until|till|through)[ ])"
_NO_COUNT = (
    r"(?![\d%]|[.,]\d|[ ]?(?:%|percent|per cent|people|men|women|km|kilomet|miles?|million|members|troops|soldiers))"
)
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_MONTH_LEADS = re.compile(r"\b(?i:in|since|by|during|until|from|before|after|last|of|through|so far in) $")
_YEAR_LEADS = re.compile(
    r"(?:\b(?i:in|since|of|during|by|from|until|till|before|after|through|throughout|for|the|a|its|their|late|and)"
    r"|['’]s|,) $|\($"
)
_ON = rf"(?:(?:[Oo]n )?{WEEKDAY}{PART_OF_DAY}?,? )?"  # the weekday before a date
_HERE = r"(?<![\w/.-])"  # no word or number runs on to the left

_FORESEEN = 300  # days from which a day to come is named with its year: "was to begin on May 1", written on May 9


def _number(day: str) -> int:
    """The number of a day of the month: "7th", "7", "seventh"."""
    return int(re.sub(r"\D", "", day)) if day[0].isdigit() else parse_ordinal(day) or 0


def _reading(when: When | None) -> Reading | None:
    return Reading(when) if when else None


def _day(found: re.Match[str], context: Context, month: int, day: int) -> Reading | None:
    """A day with its year, or the two readings of one without."""
    year = found.groupdict().get("year")
    if year:
        known = cal.make_day(int(year), month, day)
        return Reading(cal.on(known)) if known else None
    past = nearest_day(month, day, context, ahead=False)
    coming = nearest_day(month, day, context, ahead=True)
    if past is None or coming is None:
        return None
    behind = found[0].startswith("the ") and _is_nearer(past, coming, context)  # "planned the May 8 attack"
    behind = behind or bool(context.published and (coming - context.published).days > _FORESEEN)
    if is_ahead(context.text, found.start(), found.end()) and not behind:
        return Reading(cal.on(coming), cal.on(coming))
    return Reading(cal.on(past), cal.on(coming))


def _is_nearer(one: date, other: date, context: Context) -> bool:
    """Whether one of two days is nearer to the publication."""
    day = context.published
    return day is not None and abs((day - one).days) < abs((day - other).days)


def _month_day(found: re.Match[str], context: Context) -> Reading | None:
    return _day(found, context, month_number(found["month"]), _number(found["day"]))


def _iso(found: re.Match[str], _: Context) -> Reading | None:
    known = cal.make_day(int(found["y"]), int(found["m"]), int(found["d"]))
    return Reading(cal.on(known)) if known else None


def _slashed(found: re.Match[str], context: Context) -> Reading | None:
    """Day first, as most of the world writes; month first where only that gives a date, or one that is not to come."""
    first, second, year = int(found["a"]), int(found["b"]), int(found["y"])
    known = [day for day in (cal.make_day(year, second, first), cal.make_day(year, first, second)) if day]
    ahead = is_ahead(context.text, found.start(), found.end())
    past = [day for day in known if context.published is None or ahead or day <= context.published]
    return Reading(cal.on((past or known)[0])) if known else None


def _range(found: re.Match[str], context: Context) -> Reading | None:
    months = [month_number(m) for m in (found["m1"], found["m2"]) if m]
    year = found["y2"] or found["y1"]
    last = _resolve_day(year, (months[-1], _number(found["d2"])), context)
    if last is None:
        return None
    first = _resolve_day(found["y1"] or str(last.year), (months[0], _number(found["d1"])), context)
    if first and first > last and not found["y1"]:
        first = cal.make_day(last.year - 1, first.month, first.day)
    return Reading(cal.between(first, last)) if first else None


def _resolve_day(year: str | None, month_day: tuple[int, int], context: Context) -> date | None:
    if year:
        return cal.make_day(int(year), *month_day)
    return nearest_day(*month_day, context, ahead=False)


def _year_of_month(month: int, context: Context, *, ahead: bool) -> int | None:
    if context.published is None:
        return context.year
    now = context.published
    if ahead:
        return now.year if month >= now.month else now.year + 1
    return now.year if month <= now.month else now.year - 1


def _month_year(found: re.Match[str], context: Context) -> Reading | None:
    return Reading(cal.part(cal.month(int(found["year"]), month_number(found["month"])), part_name(found["part"])))


def _bare_month(found: re.Match[str], context: Context) -> Reading | None:
    number, named = month_number(found["month"]), found.groupdict().get("part")
    lead = (found.groupdict().get("lead") or "").lower()
    ahead = lead == "next" or (is_ahead(context.text, found.start(), found.end()) and not _is_known(found, context))
    readings = []
    for forward in (ahead, True):
        year = _year_of_month(number, context, ahead=forward)
        if year is None:
            return None
        if lead == "last" and context.published and context.published.month == number:
            year -= 1
        readings.append(cal.part(cal.month(year, number), part_name(named)))
    return Reading(readings[0], readings[1])


def _is_known(found: re.Match[str], context: Context) -> bool:
    """Whether a month is that of something known, and rather past than to come: "planned the December attack"."""
    if context.published is None or not context.text[: found.start()].endswith("the "):
        return False
    ahead = (month_number(found["month"]) - context.published.month) % 12
    return 12 - ahead < ahead and bool(re.match(r" [a-z]", context.text[found.end() :][:2]))


def _month_of_other_year(found: re.Match[str], context: Context) -> Reading | None:
    """ "August last year", "April 15 last year", "March and June of that year"."""
    lead, base = found["lead"].lower(), context.published
    if lead.startswith("th") and lead != "this":  # of the year last named, or the next
        year = context.year and context.year + (lead in ("the following", "the next"))
    else:
        year = base.year + {"last": -1, "this": 0, "next": 1}[lead] if base else None
    if year is None:
        return None
    last, day = month_number(found["month"]), found["day"]
    if day:
        return _reading(cal.on(known) if (known := cal.make_day(year, last, _number(day))) else None)
    if not found["m1"]:
        return Reading(cal.month(year, last))
    first = month_number(found["m1"])
    return Reading(cal.between(cal.month(year, first).earliest, cal.month(year, last).latest))


def _month_after_preposition(found: re.Match[str], context: Context) -> Reading | None:
    """A month alone is one only as a heading or after a preposition of time: "May" is a name and a verb."""
    led = _MONTH_LEADS.search(context.text[max(0, found.start() - 12) : found.start()])
    return _bare_month(found, context) if led or headed(context.text, *found.span()) else None


def _months(found: re.Match[str], context: Context) -> Reading | None:
    second = month_number(found["m2"])
    year = int(found["y2"]) if found["y2"] else _year_of_month(second, context, ahead=False)
    if year is None:
        return None
    first = month_number(found["m1"])
    start_year = int(found["y1"]) if found["y1"] else year - (first > second)
    return Reading(cal.between(cal.month(start_year, first).earliest, cal.month(year, second).latest))


def _year(found: re.Match[str], _: Context) -> Reading | None:
    return Reading(cal.part(cal.years(int(found["year"])), part_name(found.groupdict().get("part"))))


def _year_after_its_word(found: re.Match[str], context: Context) -> Reading | None:
    """A number of four digits is a year as a heading, after a preposition of time, an article, an owner or a comma."""
    led = _YEAR_LEADS.search(context.text[max(0, found.start() - 12) : found.start()])
    return _year(found, context) if led or headed(context.text, *found.span()) else None


def _years(found: re.Match[str], _: Context) -> Reading | None:
    first, second = found["y1"], found["y2"]
    last = int(second) if len(second) == 4 else int(first[: 4 - len(second)] + second)
    return Reading(cal.years(int(first), last)) if int(first) <= last else None


def _decade(found: re.Match[str], _: Context) -> Reading | None:
    digits = found["decade"]
    first = int(digits) if len(digits) == 4 else (1900 if int(digits) >= 30 else 2000) + int(digits)
    whole = cal.years(first, first + 9)
    name = part_name(found["part"])
    if name:
        low = first + {"early": 0, "mid": 4, "late": 6}[name]
        whole = cal.years(low, low + (2 if name == "mid" else 3))
    return Reading(whole)


def _season(found: re.Match[str], context: Context) -> Reading | None:
    name, year = found["season"].lower(), found.groupdict().get("year")
    if year:
        return Reading(cal.part(cal.season(name, int(year)), part_name(found["part"])))
    now = context.published
    if now is None:
        return None
    lead = (found["lead"] or "").lower()
    number = now.year + (lead == "next")
    this = cal.season(name, number)
    if (lead == "last" and this.earliest and this.earliest > now) or (
        lead == "last" and this.latest and this.latest >= now
    ):
        this = cal.season(name, number - 1)
    return _reading(this)


def _share_of_year(found: re.Match[str], context: Context) -> Reading | None:
    """Halves, quarters and "the first N months", of a year by its number or of "the year", "last year"."""
    index = parse_ordinal(found["ordinal"])
    if found["year"]:
        year = int(found["year"])
    elif context.published:
        year = context.published.year - (found["which"].lower() == "last")
    else:
        return None
    months = {"half": 6, "quarter": 3}.get(found["unit"].lower()) or parse_number(found["count"])
    if not months or not index or index * months > 12:
        return None
    start = cal.month(year, (index - 1) * months + 1)
    return Reading(cal.between(start.earliest, cal.month(year, index * months).latest))


def _share_of_month(found: re.Match[str], context: Context) -> Reading | None:
    """Weeks of seven days from the first of a month, or its last seven; "the first three days of May"."""
    number = month_number(found["month"])
    year = int(found["year"]) if found["year"] else _year_of_month(number, context, ahead=False)
    days = 7 if found["week"] else parse_number(found["days"])
    if year is None or days is None:
        return None
    whole = cal.month(year, number)
    assert whole.earliest and whole.latest
    if found["ordinal"].lower() == "last":
        return Reading(cal.between(whole.latest - timedelta(days=days - 1), whole.latest))
    index = parse_ordinal(found["ordinal"])
    assert index
    start = whole.earliest + timedelta(days=days * (index - 1))
    return Reading(cal.between(start, min(start + timedelta(days=days - 1), whole.latest)))


RULES = (
    rule("date", rf"{_HERE}(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _iso),
    rule("date", rf"{_HERE}(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<y>\d{{4}})(?!\d)", _slashed),
    rule("date", rf"{_HERE}(?P<a>\d{{1,2}})\.(?P<b>\d{{1,2}})\.(?P<y>\d{{4}})(?!\d)", _slashed),
    rule(
        "range",
        rf"(?:(?:[Bb]etween|[Ff]rom) )?\b(?P<m1>{MONTH}) (?P<d1>{DAY})(?:,? (?P<y1>{YEAR}))?{_TO}"
        rf"(?:(?P<m2>{MONTH}) )?(?P<d2>{DAY}){_NO_COUNT}(?:,? (?P<y2>{YEAR}))?(?![\w-])",
        _range,
    ),
    rule(
        "range",
        rf"(?:(?:[Bb]etween|[Ff]rom) )?(?:the )?{_HERE}(?P<d1>{DAY})"
        rf"(?: (?:of )?(?P<m1>{MONTH})(?: (?P<y1>{YEAR}))?)?{_TO}"
        rf"(?:the )?(?P<d2>{DAY}) (?:of )?(?P<m2>{MONTH})(?:,? (?P<y2>{YEAR}))?",
        _range,
    ),
    rule(
        "date",
        rf"(?=[A-Z]|on |the ){_ON}(?:the )?\b(?P<month>{MONTH})[ ]?(?P<day>{DAY}|(?<= ){SPELT_DAY}){_NO_COUNT}(?!\w)"
        rf"(?:[,.]? (?P<year>{YEAR})\b)?",
        _month_day,
    ),
    rule(
        "date",
        rf"(?=[A-Z\d]|on |the ){_ON}(?:the )?{_HERE}(?P<day>{DAY}) (?:day )?(?:of )?"
        rf"(?P<month>{MONTH})(?:,? (?P<year>{YEAR})\b)?",
        _month_day,
    ),
    rule(
        "months",
        rf"(?:(?:[Bb]etween|[Ff]rom) )?\b(?P<m1>{MONTH})(?: (?P<y1>{YEAR}))?{_TO}"
        rf"(?P<m2>{MONTH})(?: (?P<y2>{YEAR}))(?!\d)",
        _months,
    ),
    rule(
        "months",
        rf"(?:[Bb]etween|[Ff]rom|[Ii]n|[Dd]uring|[Oo]ver) (?P<m1>{MONTH})(?P<y1>(?!)x)?{_TO}"
        rf"(?P<m2>{MONTH})(?P<y2>(?!)x)?(?! ?\d)",
        _months,
    ),
    rule(
        "month",
        rf"(?=[A-Zbcelmstv])(?:(?P<part>{PART})[- ])?\b(?P<month>{MONTH})(?: of|,)? (?P<year>{YEAR})\b",
        _month_year,
    ),
    rule(
        "month",
        rf"\b(?:[Ii]n )?(?P<part>{PART})[- ](?P<month>{MONTH})(?!,? (?:of )?{YEAR})",
        _bare_month,
    ),
    rule(
        "month",
        rf"(?P<month>{MONTH})(?! \d|[ ]?[A-Z])",
        _month_after_preposition,
    ),
    rule(
        "month",
        rf"(?=[A-Zbf])(?:(?:(?:[Bb]etween|[Ff]rom) )?\b(?P<m1>{MONTH}){_TO})?\b(?P<month>{MONTH})"
        rf"(?: (?P<day>{DAY}))?,? (?:of |in )?(?P<lead>last|this|next|that|the same|the following|the next) year\b",
        _month_of_other_year,
    ),
    rule("month", rf"\b(?P<lead>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past) (?P<month>{MONTH})(?! \d)", _bare_month),
    rule("month", rf"(?<=\b[Tt]he )(?P<month>(?!May|March){MONTH})(?= [a-z])", _bare_month),
    rule("season", rf"\b(?:the )?(?:(?P<part>{PART})[- ])?{_SEASON}(?: of)?,? (?P<year>{YEAR})\b", _season),
    rule("season", rf"\b(?P<lead>[Ll]ast|[Tt]his|[Nn]ext) {_SEASON}\b(?! of)", _season),
    rule(
        "share",
        rf"\b(?:the )?(?P<ordinal>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)"
        rf" (?P<unit>half|quarter|(?P<count>{NUMBER}) months) of (?:(?P<year>{YEAR})|(?P<which>the|this|last) year)\b",
        _share_of_year,
    ),
    rule(
        "range",
        rf"\b(?:the )?(?P<ordinal>(?i:first|second|third|fourth|last)) (?:(?P<week>week)|(?P<days>{NUMBER}) days)"
        rf" (?:of|in) (?P<month>{MONTH})(?:,? (?:of )?(?P<year>{YEAR})\b)?",
        _share_of_month,
    ),
    rule("decade", rf"\b[Tt]he (?:(?P<part>{PART}|mid)[- ](?:the )?)?['’]?(?P<decade>{YEAR[:-4]}\d0|\d0)s\b", _decade),
    rule("years", rf"\b(?:[Bb]etween|[Ff]rom) (?P<y1>{YEAR}){_TO}(?P<y2>{YEAR})\b", _years),
    rule("years", rf"(?<![\w-])(?P<y1>{YEAR}){DASH}(?P<y2>{YEAR}|\d\d)(?![\w-]|,\d)", _years),
    rule("year", rf"(?:\b[Ii]n |\b)(?P<part>{PART})[- ](?:in )?(?P<year>{YEAR})\b(?![,.]\d)", _year),
    rule(
        "year",
        rf"(?P<year>{YEAR})\b(?<![\w-].{{4}}){_NO_COUNT}(?!['’]?s\b)",
        _year_after_its_word,
    ),
)

# What a text must hold for the rules of a resolver to be tried at all: most texts hold little of it.
CORES: dict[Resolver, re.Pattern[str]] = {
    _iso: re.compile(r"\d-\d\d-\d"),
    _range: re.compile(
        rf"\d(?<![\w/.-].)\d?(?:st|nd|rd|th)?(?:,? {YEAR}| (?:of )?{MONTH}(?: {YEAR})?)?{_TO}(?:the )?(?:{MONTH} )?\d"
    ),
    _slashed: re.compile(r"\d[/.]\d"),
    _months: re.compile(rf"{MONTH}(?: {YEAR})?{_TO}[A-Z]"),
    _bare_month: re.compile(rf"[ydefts][- ]{MONTH}"),  # "early", "mid", "late", "end of", "last", "this", "the"
    _month_of_other_year: re.compile("(?:last|this|next|that|same|following) year"),
    _month_year: re.compile(rf"{MONTH}(?: of|,)? {YEAR}"),
    _share_of_year: re.compile("(?:half|quarter|months) of"),
    _share_of_month: re.compile("(?:week|days) (?:of|in) [A-Z]"),
    _decade: re.compile(r"\d0s"),
    _years: re.compile(rf"{YEAR}{_TO}\d\d(?!-)"),
    _year: re.compile(rf"[ydef][- ](?:in )?{YEAR}"),
}

# These must hold the name of a month.
OF_MONTHS: tuple[Resolver, ...] = (
    *(_month_day, _range, _months, _bare_month, _month_year, _share_of_month),
    *(_month_of_other_year, _month_after_preposition),
)

# Letters of which the text must hold one: seen much faster than any pattern is searched.
LETTERS: dict[tuple[str, ...], tuple[Resolver, ...]] = {
    ("18", "19", "20"): (_year, _year_after_its_word, _years, _iso, _slashed),
    ("half of", "quarter of", "months of"): (_share_of_year,),
    ("0s",): (_decade,),
    ("spring", "summer", "autumn", "fall", "winter"): (_season,),
}
