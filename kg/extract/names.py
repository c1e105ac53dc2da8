"""Names: what the entity recogniser of any spaCy pipeline marked, with its label brought to PER, ORG, LOC or MISC.

"the UK's" marked as ORG becomes the LOC "UK"; "Brandbergen Mosque" marked as ORG becomes a LOC.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract import nationalities
from kg.extract.lexicons import rows
from kg.extract.spans import is_capitalised, root_of, text_of, trim
from kg.extract.syntax import relation

_LABELS = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC", "PRODUCT": "MISC"}
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens [start, end) of a name, without article and possessive."""

    start: int
    end: int
    label: str  # PER, ORG, LOC or MISC


@cache
def place_nouns() -> dict[str, str]:
    """Lemma -> place type of nouns that denote places."""
    return {row["lemma"]: row["place_type"] for row in rows("place_nouns")}


def place_noun(token: Token) -> str | None:
    """The place type of a noun that denotes a place; None for any other word."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    nouns = place_nouns()
    low = token.lower_
    return nouns.get(token.lemma_.lower()) or nouns.get(low) or (nouns.get(low[:-1]) if low.endswith("s") else None)


_FACILITIES = frozenset({"facility", "mountain", "river", "dam", "island", "lake", "sea", "building", "base", "road", "camp"})


def find_names(doc: Doc) -> tuple[Name, ...]:
    """The names of the text in its order, without overlap."""
    names = []
    for ent in doc.ents:
        label = _LABELS.get(ent.label_, ent.label_)
        if label not in {"PER", "ORG", "LOC", "MISC"}:
            continue
        start, end = trim(doc, ent.start, ent.end)
        if start >= end or not _LETTER.search(doc[start:end].text):
            continue
        names.append(_corrected(doc, Name(start, end, label)))
    return tuple(_joined(doc, names))


def _corrected(doc: Doc, name: Name) -> Name:
    """The name with the label that its words prove."""
    text = text_of(doc, name.start, name.end)
    forms = nationalities.forms_of(text)
    if "country" in forms or "capital" in forms:
        return replace(name, label="LOC" if name.label != "PER" else "PER")
    if "seat" in forms:
        return replace(name, label="LOC")
    if forms and name.end - name.start == 1:
        return replace(name, label="MISC")  # a nationality is its adjective's or its people's business
    last = doc[name.end - 1]
    if name.label in {"ORG", "MISC"} and is_capitalised(last) and place_noun(last) in _FACILITIES:
        return replace(name, label="LOC")
    return name


def _joined(doc: Doc, names: list[Name]) -> list[Name]:
    """Neighbouring parts of one name made one: "[Kirkuk] [Province]" by syntax, "Baghdad, Iraq" stays two."""
    result: list[Name] = []
    for name in names:
        last = result[-1] if result else None
        if last and last.end == name.start and last.label == name.label and name.label != "MISC":
            left, right = root_of(doc, last.start, last.end), root_of(doc, name.start, name.end)
            if left.head == right and relation(left) in {"compound", "flat"}:
                result[-1] = Name(last.start, name.end, name.label)
                continue
        result.append(name)
    return result
