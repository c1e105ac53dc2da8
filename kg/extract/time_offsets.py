"""Times that are counted from another event: "a week after gunmen killed him", "ten years since the massacre".

What stands behind such words up to the next comma, and in the clauses of its nouns, is the event counted from.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extract import calendar_days as cal
from kg.extract.parse import sentence
from kg.extract.time_words import TimeExpression
from kg.model import When

_BREAKS = frozenset({",", ";", "—", "–", ".", "\n"})
_CONJUNCTIONS = frozenset({"after", "before", "when", "while", "as", "because", "although"})
_MONTH, _YEAR = 28, 365  # days from which a count is one of months, of years

Located = tuple[TimeExpression, Tokens]


def moved(day: date, days: int) -> When:
    """A day moved by a count of days; by months or years the month or year in which it lies then.

    >>> from datetime import date
    >>> moved(date(2021, 3, 21), -7).earliest, moved(date(2021, 3, 21), -3653).latest
    (datetime.date(2021, 3, 14), datetime.date(2011, 12, 31))
    """
    unit = "year" if abs(days) >= _YEAR else "month" if abs(days) >= _MONTH else "day"
    return cal.around(day + timedelta(days=days), unit)


def counted_from(tokens: Tokens) -> Tokens | None:
    """The words of X in "the day after X": up to the next comma."""
    doc, end = tokens.doc, tokens.end
    while end < sentence(tokens[0]).end and doc[end].text not in _BREAKS and doc[end].lower_ not in _CONJUNCTIONS:
        end += 1
    return doc[tokens.end : end] if end > tokens.end else None


def is_inside(word: Token, region: Tokens) -> bool:
    """Whether a word tells of X: it stands there or in a clause that hangs there, "the massacre, in which ten died"."""
    return any(region.start <= each.i < region.end for each in (word, *word.ancestors))


def days_before(trigger: Token, here: Sequence[Located]) -> int:
    """How many days before another event the event was: "a week after gunmen killed him"; 0 where none is said."""
    for each, tokens in here:
        region = counted_from(tokens) if (each.offset_days or 0) > 0 else None
        if region is not None and is_inside(trigger, region):
            return each.offset_days or 0
    return 0


def long_before(trigger: Token, here: Sequence[Located], published: date | None) -> When | None:
    """The month or year of what lies so long before the publication: "marked ten years since the massacre"."""
    days = days_before(trigger, here)
    return moved(published, -days) if published and days >= _MONTH else None
