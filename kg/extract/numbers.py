"""Numbers in words and digits: "two hundred and five" is 205."""

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_SMALL = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ARTICLES = {"a": 1, "an": 1}
_DIGITS = re.compile(r"\d{1,3}(?:[,\u202f\u00a0 ]\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}|\d+(?:\.\d+)?")  # 2,00,000 in India

# A number as it stands in a text, for the patterns of other modules.
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}|\d+(?:\.\d+)?(?: (?:thousand|million|billion))?|(?:(?:"
    + "|".join(sorted((*_SMALL, *_LARGE), key=len, reverse=True))
    + r")(?:[- ](?:and )?)?)+(?<![- ]))"
)

_ORDINALS = {  # the others end in "th": "fourth", "sixteenth"
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
    **{f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th": number for word, number in _SMALL.items() if number},
}  # fmt: skip
ORDINAL_WORD = "(?:" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + ")"
ORDINAL = rf"(?:\d+(?:st|nd|rd|th)|{ORDINAL_WORD})"


def parse_ordinal(word: str) -> int | None:
    """The number of a rank, or None.

    >>> parse_ordinal("fourth"), parse_ordinal("Twenty-first"), parse_ordinal("30th"), parse_ordinal("ten") is None
    (4, 21, 30, True)
    """
    low = word.lower()
    if low[:-2].isdigit():
        return int(low[:-2])
    tens, _, unit = low.rpartition("-")
    rank = _ORDINALS.get(unit)
    return rank + _SMALL.get(tens, 0) if rank is not None else None


def parse_number(words: str) -> int | None:
    """The whole number that the words name, or None.

    >>> parse_number("two hundred and five"), parse_number("1,200"), parse_number("1.5 million")
    (205, 1200, 1500000)
    >>> parse_number("many") is None
    True
    """
    text = words.lower().replace("-", " ").strip()
    if _DIGITS.fullmatch(text):
        plain = re.sub(r"[^\d.]", "", text)
        return int(plain) if plain.isdigit() else None
    total, current, seen = 0.0, 0.0, False
    for word in text.split():
        if word == "and" and seen:
            continue
        value = _SMALL.get(word, _ARTICLES.get(word) if not seen else None)
        if value is None and _DIGITS.fullmatch(word):
            current, seen = current + float(word.replace(",", "")), True
        elif value is not None:
            current, seen = current + value, True
        elif word == "dozen":
            current, seen = (current or 1) * 12, True
        elif word in _LARGE:
            current, seen = (current or 1) * _LARGE[word], True
            if word != "hundred":
                total, current = total + current, 0.0
        else:
            return None
    return int(total + current) if seen else None
