"""Classes of nouns by the lexicon: weapons, buildings, documents, those that the conditions of triggers ask for."""

from functools import cache

from spacy.tokens import Token

from kg.extract import lexicons, syntax
from kg.extract.parse import once_a_word
from kg.extract.ships import is_ship

_SHIP = frozenset({"ship", "vehicle", "target"})


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, key in (("class_nouns", "class"), ("target_objects", "kind")):
        for raw in lexicons.rows(name):
            found.setdefault(raw["lemma"], set()).add(raw[key])
    for raw in lexicons.rows("weapons"):
        found.setdefault(raw["lemma"], set()).add("weapon")
    for raw in lexicons.rows("target_objects"):
        found[raw["lemma"]].add("target")
    return {lemma: frozenset(each) for lemma, each in found.items()}


@once_a_word
def lemma_classes(token: Token) -> frozenset[str]:
    """Classes of the noun by the lexicon (weapon, building, document ...)."""
    lemma = token.lemma_.lower()
    own = _classes().get(lemma) or _classes().get(lemma.removesuffix("s"), frozenset())  # a tagger's name: "Warplanes"
    if not own and is_ship(token):
        return _SHIP
    modifiers = syntax.children(token, "compound", "amod")
    if not modifiers:
        return own
    words = [child.lemma_.lower() for child in modifiers]
    before = " ".join(words)
    whole = _classes().get(f"{before} {lemma}") or _classes().get(f"{words[-1]} {lemma}", frozenset())
    if before.endswith("suicide"):
        own -= {"aircraft", "vehicle"}  # a suicide bomber is none
    return own | whole


def is_unlisted(noun: Token) -> bool:
    """Whether no lexicon knows what a common noun means: no thing of a class, nobody who acts, no event."""
    lemma = noun.lemma_.lower()
    listed = lemma_classes(noun) or lemma in lexicons.word_set("agent_nouns") or lexicons.may_be_event(lemma)
    return noun.pos_ == "NOUN" and not listed
