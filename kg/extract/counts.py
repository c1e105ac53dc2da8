"""How many a noun phrase says: "at least ten", "dozens of fighters", "between 5 and 8", "no casualties"."""

import re
from dataclasses import dataclass

from kg.extract.numbers import NUMBER, parse_number

_VAGUE: dict[str, tuple[int, int | None]] = {
    "tens of thousands": (20_000, None), "hundreds of thousands": (200_000, None),
    "tens of millions": (20_000_000, None),
    "dozens": (24, None), "scores": (40, None), "hundreds": (200, None), "thousands": (2_000, None),
    "millions": (2_000_000, None), "half a dozen": (6, 6), "a dozen": (12, 12), "a couple": (2, 2), "a pair": (2, 2),
    "a handful": (3, None), "a few": (3, None), "few": (1, None), "several": (3, None), "numerous": (4, None),
    "many": (4, None), "various": (2, None), "multiple": (3, None), "a number of": (3, None), "a group of": (2, None),
    "both": (2, 2),
}  # fmt: skip
_CONTAINERS = frozenset({"a group of", "a number of"})  # a number after them is the count
_NOT_COUNTS = re.compile(r"\b(?:any|whether|how many|if)\b", re.IGNORECASE)
_NONE = re.compile(r"^(?:no(?! (?:fewer|less|more) than)|none|nobody|zero)\b", re.IGNORECASE)
_RANGE = re.compile(rf"\b(?:between )?(?P<low>{NUMBER})(?: (?:and|to|or) |[-–—])(?P<high>{NUMBER})\b", re.IGNORECASE)
_MORE = r"(?P<more>(?:more|greater|higher) than|over|above|upwards? of|in excess of|exceeding)"
_LEAST = r"(?P<least>at least|a minimum of|no (?:fewer|less) than|not less than|as few as)"
_MOST = r"(?P<most>up to|as many as|at most|a maximum of|no more than)"
_LESS = r"(?P<less>fewer than|less than|under|below)"
_BOUNDED = re.compile(
    rf"(?:{_MORE}|{_LEAST}|{_MOST}|{_LESS}) (?:an estimated |some |about )?"
    rf"(?P<number>(?:a |half a )?dozen|(?:a )?{NUMBER})\b",
    re.IGNORECASE,
)
_OPEN = re.compile(rf"\b(?P<number>{NUMBER}) (?:or more|plus)\b|(?P<plus>\d+)\+", re.IGNORECASE)
_EXACT = re.compile(
    rf"\b(?P<number>{NUMBER}|a (?:hundred|thousand|million))(?! (?:year|month|km|kilomet|percent))\b", re.IGNORECASE
)
_AGE = re.compile(
    rf"\b{NUMBER} ?[- ] ?years? ?[- ] ?old\b|\b\d+(?:st|nd|rd|th)\b|\b(?:19|20)\d\d\b(?= [a-z]+ing\b)", re.IGNORECASE
)
_SINGLE = re.compile(r"^(?:a|an|another|one|the other|this|that|his|her|its|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Count:
    """`low` <= n <= `high`; None is an open end."""

    low: int
    high: int | None


def count_in(phrase: str) -> Count | None:
    """The count that a noun phrase states in words, or None where it states none.

    >>> count_in("at least ten soldiers"), count_in("dozens of fighters"), count_in("the fighters")
    (Count(low=10, high=None), Count(low=24, high=None), None)
    """
    phrase = _AGE.sub(" ", phrase).strip()
    if _NOT_COUNTS.search(phrase):
        return None
    if _NONE.match(phrase):
        return Count(0, 0)
    return _bounded(phrase) or _stated(phrase)


def _bounded(phrase: str) -> Count | None:
    if found := _RANGE.search(phrase):
        low, high = parse_number(found["low"]), parse_number(found["high"])
        if low is not None and high is not None and low < high:
            return Count(low, high)
    if found := _BOUNDED.search(phrase):
        number = _value(found["number"])
        if number is not None:
            return _with_bound(found, number)
    if found := _OPEN.search(phrase):
        number = parse_number(found["number"] or found["plus"])
        return Count(number, None) if number is not None else None
    return None


def _with_bound(found: re.Match[str], number: int) -> Count:
    if found["more"]:
        return Count(number + 1, None)
    if found["least"]:
        return Count(number, None)
    return Count(0, number if found["most"] else max(number - 1, 1))


def _stated(phrase: str) -> Count | None:
    lower = phrase.lower()
    vague = [
        (lower.find(words), -len(words), words)
        for words in _VAGUE
        if words in lower and re.search(rf"\b{words}\b", lower)
    ]
    exact = _EXACT.search(phrase)
    if (
        exact
        and (not vague or exact.start() <= min(vague)[0] or min(vague)[2] in _CONTAINERS)
        and not re.match(r"\s(?:of\s)?dozen", phrase[exact.end() :])
    ):
        number = _value(exact["number"])
        return Count(number, number) if number is not None else None
    if vague:
        return Count(*_VAGUE[min(vague)[2]])
    if found := re.search(rf"\b(?P<many>{NUMBER}) dozen\b", lower):
        return Count((parse_number(found["many"]) or 1) * 12, (parse_number(found["many"]) or 1) * 12)
    return Count(1, 1) if _SINGLE.match(phrase) else None


def _value(words: str) -> int | None:
    return 6 if words.lower() == "half a dozen" else parse_number(words)
