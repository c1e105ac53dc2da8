"""Days, weeks, months and their parts as `When` records; arithmetic only, no text is read here."""

import calendar
from datetime import date, timedelta

from kg.model import Precision, When

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month, northern hemisphere


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def on(day: date, *, add: int = 0) -> When:
    """One day, `add` days later."""
    day += timedelta(days=add)
    return When(day, day, Precision.DAY)


def between(first: date | None, last: date | None, precision: Precision = Precision.INTERVAL) -> When:
    """All days from `first` to `last`, both included; the two change places where they come in the wrong order."""
    if first and last and first > last:
        first, last = last, first
    return When(first, last, precision)


def week_of(day: date) -> When:
    """Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return When(monday, monday + timedelta(days=6), Precision.WEEK)


def month(year: int, number: int) -> When:
    """First to last day of a month; `number` may lie outside 1 to 12 and is carried over to other years."""
    year, zero = year + (number - 1) // 12, (number - 1) % 12
    last = calendar.monthrange(year, zero + 1)[1]
    return When(date(year, zero + 1, 1), date(year, zero + 1, last), Precision.MONTH)


def years(first: int, last: int | None = None) -> When:
    """1 January to 31 December."""
    precision = Precision.YEAR if last in (None, first) else Precision.INTERVAL
    return When(date(first, 1, 1), date(last or first, 12, 31), precision)


def season(name: str, year: int) -> When:
    """Three months; winter begins in December of its year."""
    start, end = month(year, _SEASONS[name]), month(year, _SEASONS[name] + 2)
    return When(start.earliest, end.latest, Precision.INTERVAL)


def part(whole: When, name: str) -> When:
    """The early, middle or late third of a time, as in "late 2017"; months in whole months.

    >>> part(years(2017), "late").earliest, part(month(2017, 6), "mid").latest
    (datetime.date(2017, 9, 1), datetime.date(2017, 6, 20))
    """
    if whole.earliest is None or whole.latest is None or name not in ("early", "mid", "late"):
        return whole
    index = ("early", "mid", "late").index(name)
    first, last = whole.earliest, whole.latest
    if whole.precision is Precision.YEAR:
        start, end = month(first.year, 4 * index + 1), month(first.year, 4 * index + 4)
        return When(start.earliest, end.latest, Precision.INTERVAL)
    if whole.precision is Precision.MONTH:
        starts, ends = (1, 11, 21), (10, 20, last.day)
        return When(first.replace(day=starts[index]), first.replace(day=ends[index]), Precision.INTERVAL)
    length = (last - first).days + 1
    start_day = first + timedelta(days=length * index // 3)
    end_day = first + timedelta(days=length * (index + 1) // 3 - 1)
    return between(start_day, max(start_day, end_day))


def add_months(day: date, count: int) -> date:
    """The same day of another month, or that month's last."""
    target = month(day.year, day.month + count)
    assert target.earliest and target.latest
    return target.earliest.replace(day=min(day.day, target.latest.day))


def moved(day: date, unit: str, count: int) -> date:
    """`day` moved by `count` hours, days, weeks, months, years or decades.

    >>> moved(date(2020, 3, 31), "month", -1)
    datetime.date(2020, 2, 29)
    """
    if unit == "hour":
        return day + timedelta(days=count // 24 if count >= 0 else -(-count // 24))
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    return add_months(day, count * {"month": 1, "year": 12, "decade": 120}[unit])


def around(day: date, unit: str) -> When:
    """The calendar unit that holds a day: itself, its week, month, year, or ten years about it."""
    if unit in ("hour", "day"):
        return on(day)
    if unit == "week":
        return week_of(day)
    if unit == "month":
        return month(day.year, day.month)
    return years(day.year) if unit == "year" else years(day.year - 1, day.year + 1)


def weekday_before(day: date, weekday: int, *, strictly: bool = False) -> date:
    """The last such weekday (Monday is 0) up to `day`, itself included unless `strictly`."""
    back = (day.weekday() - weekday) % 7
    return day - timedelta(days=back or (7 if strictly else 0))


def weekday_after(day: date, weekday: int, *, strictly: bool = False) -> date:
    """The next such weekday from `day` on, itself included unless `strictly`."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead or (7 if strictly else 0))
