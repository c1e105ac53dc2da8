"""States that share their adjective: "Congolese" and "Dominican" are of the state that the text names.

A text that names Brazzaville alone, or before Kinshasa, speaks of the smaller Congo; any other of the larger one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from kg.extract import nationalities
from kg.model import Mention


def told_apart(mentions: Iterable[Mention], text: str) -> Iterator[Mention]:
    """The mentions, each with the country that its nationality means in this text."""
    for mention in mentions:
        other = _other(mention, text)
        yield replace(mention, country=other) if other else mention


def _other(mention: Mention, text: str) -> str | None:
    """The smaller state that a shared word of a mention means in the text; None for any other mention."""
    main = mention.country or ""
    other = nationalities.sharing(main)
    if other is None or not _has_shared(mention.text):
        return None
    of_other, of_main = _names(other).search(text), _names(main).search(text)
    return other if of_other and (of_main is None or of_other.start() < of_main.start()) else None


def _has_shared(text: str) -> bool:
    return any(word in text for word in nationalities.shared_words())


@cache
def _names(code: str) -> re.Pattern[str]:
    """A state's own names and those of its capital, as whole words."""
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in nationalities.own_names(code)))
