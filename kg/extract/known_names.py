"""Names that the lexicon knows whole: groups, bodies and media, found in a text however the recogniser cut them.

"the Islamic State of Iraq and the Levant" yields one name, though a recogniser may see "Islamic State of Iraq" only.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from spacy.tokens import Doc

from kg.extract.lexicons import rows
from kg.extract.parse import tokens_of, whole_text

_CALLED = frozenset({"group", "movement"})  # "the Wagner group"
_FIRST = re.compile(r"(?:\w\.){2,}|st\.|\w+(?:'(?!s\b)\w+)*|\S")  # the tokenizer's words: "lord" of "lord's"


IsKnown = Callable[[str], bool]  # whether a gazetteer knows a name as a town, a knowledge base as a person


def none_known(name: str) -> bool:
    """Where there is no knowledge base, no name is known."""
    return False


@cache
def known_names() -> Mapping[str, str]:
    """Lower-case names that are organisations' own and no common words -> kind."""
    return {row["word"]: row["kind"] for row in rows("organisation_words") if row.get("name")}


def first_word(name: str) -> str:
    """What the tokenizer makes the first token of a name: "al" of "al-Nusra Front"."""
    first = _FIRST.match(name)
    return first.group() if first else name


@cache
def _by_first_word() -> Mapping[str, tuple[str, ...]]:
    """First word -> the names of several words that begin with it, the longest first."""
    found: dict[str, list[str]] = {}
    for name in known_names():
        first = first_word(name)
        if len(first) < len(name):
            found.setdefault(first, []).append(name)
    return {first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in found.items()}


def whole_names(doc: Doc) -> Iterator[tuple[int, int]]:
    """Tokens [start, end) of each known name of several words, from left to right without overlap."""
    names = _by_first_word()
    text = whole_text(doc)
    reached = 0
    for token in [token for token in tokens_of(doc) if token.lower_ in names or "’" in token.lower_]:
        if token.i < reached:
            continue
        for name in names.get(token.lower_.replace("’", "'"), ()):
            written = text[token.idx : token.idx + len(name)]
            if written.lower().replace("’", "'").replace("\n", " ") != name or written.islower():
                continue
            span = doc.char_span(token.idx, token.idx + len(name))
            if span is not None and (not span[-1].text[0].islower() or span[-1].lower_ in _CALLED):  # "Barrio 18"
                yield span.start, span.end
                reached = span.end
                break
