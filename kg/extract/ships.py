"""Ships by the letters before their names: "USS Cole" acts for a navy, "MV Rena" is a vessel and nobody.

"The USS Cole shot down a drone near the MV Rena" yields the warship as a military of the USA and no actor else.
"""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.lexicons import rows
from kg.extract.parse import capitalised, tokens_of
from kg.extract.spans import Name

_WORDS = 3  # of a ship's name at most, after the letters


@cache
def _letters() -> dict[str, dict[str, str | None]]:
    return {row["letters"]: row for row in rows("ships")}


def ships(doc: Doc) -> Iterator[Name]:
    """The names of ships with their letters: ORG for those of a navy, MISC for all others."""
    for token in capitalised(doc):
        row = _letters().get(token.text)
        if row is None:
            continue
        end = token.i + 1
        while end < len(doc) and end - token.i <= _WORDS and _goes_on(doc[end]):
            end += 1
        if end > token.i + 1:
            yield Name(token.i, end, "ORG" if row["navy"] else "MISC")


def navy_of(word: Token) -> str | None:
    """Alpha-3 of the state whose warships have the letters."""
    row = _letters().get(word.text)
    return row["navy"] if row else None


def is_ship(word: Token) -> bool:
    """Whether a word is of the name of a ship."""
    if word.pos_ != "PROPN" or not word.text[0].isupper():
        return False
    for each in reversed(tokens_of(word.doc)[max(0, word.i - _WORDS) : word.i + 1]):
        if each.text in _letters():
            return True
        if not each.text[0].isupper() or each.is_sent_start:
            return False
    return False


def _goes_on(word: Token) -> bool:
    return word.text[0].isupper() and word.text.isalpha() and not word.is_sent_start and word.pos_ in {"PROPN", "NOUN"}
