"""Noun phrases: the words of one, and the nouns inside a phrase or a clause.

"the village of Sinjar, which they left" is the phrase "village of Sinjar".
"""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import lexicons
from kg.extract.nationalities import is_capital, is_country
from kg.extract.noun_classes import lemma_classes
from kg.extract.parse import PLACES, tokens_of
from kg.extract.spans import HYPHENS
from kg.extract.syntax import (
    Filler,
    all_children,
    children,
    conjuncts,
    marks,
    nouns_behind,
    obliques,
    preposition,
    relation,
)
from kg.model import Span

_OUTSIDE = frozenset({"acl:relcl", "acl", "appos", "parataxis", "punct", "advcl"})  # no part of a bare noun phrase
_SETTING = frozenset(
    "after before since during following until by because amid despite under without as including through via".split()
)

_GROUNDING = frozenset({"in", "at", "on", "under", "upon", "by", "with"})  # prepositions of a ground

_STRIKES = frozenset({"sanction", "embargo", "boycott", "blockade", "listing"})
_QUARTERS = frozenset({"suburb", "outskirt", "outskirts", "countryside", "airport", "port", "neighbourhood", "street"})
_ROUNDS = frozenset("conference summit process format forum declaration initiative round".split())
_FLAGS = frozenset("flagged registered owned built made bound born designed".split())  # of X, and not X's
_BLAMES = frozenset({"blame", "suspect", "accuse", "charge", "want", "hold"})
_HELP = frozenset({"help", "aid", "assistance", "support"})
_LENGTHS = frozenset({"km", "kms", "kilometers", "kilometres", "miles", "meters", "metres"})
_NOW = frozenset({"is", "are", "'s", "been"})
_PARTS = frozenset(  # nouns that name a part, a time or a number of the event that follows them
    "part phase series wave round stage course week day month hour moment spate string number result dozen hundred"
    " thousand score first beginning start end middle barrage kind form act lot couple handful scores dozens"
    " statement message $ € £ million billion".split()
)


def phrase_tokens(token: Token) -> list[Token]:
    """The noun phrase of a word without relative clauses, appositions and further conjuncts."""
    cut = _OUTSIDE | {"conj", "cc", "case", "mark", "cop", "nsubj"}
    found = [token]
    for child in token.children:
        if relation(child) not in cut and not (relation(child) in {"prep"} and child.i < token.i):
            found.extend(phrase_tokens(child) if child.i < token.i else _whole(child))
    return sorted(found, key=lambda each: each.i)


def _whole(token: Token) -> list[Token]:
    return [token] + [each for child in token.children if relation(child) not in _OUTSIDE for each in _whole(child)]


def phrase_span(token: Token) -> Span:
    """Characters of the noun phrase without its article, contiguous around the head."""
    tokens = phrase_tokens(token)
    keep = [token]
    for each in sorted((t for t in tokens if t.i < token.i), key=lambda t: -t.i):
        if each.i == keep[0].i - 2 and token.doc[each.i + 1].text in HYPHENS:
            keep.insert(0, token.doc[each.i + 1])  # "Iranian-made drones"
        if each.i < keep[0].i - 1 or (relation(each) == "det" and keep[0].text not in HYPHENS):
            break  # "a [no-confidence motion]"
        keep.insert(0, each)
    for each in (t for t in tokens if t.i > token.i):
        if each.i == keep[-1].i + 2 and token.doc[each.i - 1].text in HYPHENS:
            keep.append(token.doc[each.i - 1])
        if each.i > keep[-1].i + 1:
            break
        keep.append(each)
    while keep[-1] != token and (keep[-1].pos_ == "PUNCT" or keep[-1].head not in keep):
        keep.pop()  # what it belongs to was cut off
    return Span(keep[0].idx, keep[-1].idx + len(keep[-1]))


def through_parts(noun: Token) -> Iterator[Token]:
    """The noun, and what a part or a number of it belongs to: "another phase of the operation", "dozens of raids"."""
    yield noun
    if noun.lemma_.lower() in _PARTS:
        yield from nouns_behind(noun, "of", "in", "from")


def beside_part(noun: Token) -> Iterator[tuple[str, Token]]:
    """The phrases that a parser hangs on a part of what they belong to: "a statement of support [for London]"."""
    if preposition(noun) == "of" and noun.head.lemma_.lower() in _PARTS:
        yield from ((prep, each) for prep, each in obliques(noun.head) if prep != "of")


def is_ground(noun: Token) -> bool:
    """Whether a phrase only says why or on whose word: "in retaliation for a raid in X", "at the request of X"."""
    known = noun.lemma_.lower() in lexicons.nouns("ground") and noun.lower_ != "relations"
    return known and preposition(noun) in _GROUNDING


def inner_nominals(top: Token) -> Iterator[Filler]:
    """Nouns inside a clause or phrase, nearest first: objects before prepositional phrases before their modifiers."""
    level = [Filler(top, "")]
    for _ in range(5):
        below = [each for filler in level for each in _nominals_below(filler)]
        yield from below
        level = below


def _nominals_below(filler: Filler) -> list[Filler]:
    """The nouns and clauses right below a word: what it is done to, whose it is, its phrases."""
    token = filler.token
    beside = [each for each in children(token, "acl") if token.pos_ != "VERB" and not _SETTING & set(marks(each))]
    beside = [] if token.lemma_ in _HELP else beside  # "sought help to quell gangs" seeks nothing of gangs
    verbal = [*children(token, "xcomp", "ccomp"), *beside]
    told = relation(token) == "acl" and "that" in marks(token)  # "reports that police beat a student"
    sides = [*(children(token, "nsubj") if told else ()), *children(token, "obj", "iobj", "nsubj:pass")]
    direct = [noun for child in sides for noun in conjuncts(child)]
    direct += all_children(token, "nmod:poss", "compound", "amod")
    within = [noun for prep, noun in obliques(token) if prep.split()[0] not in _SETTING]
    phrases = [noun for noun in within if not is_ground(noun) and not is_measured(noun)]
    return [Filler(each, f"{filler.path} {relation(each)}".strip()) for each in direct + phrases + verbal]


def is_struck(word: Token) -> bool:
    """Whether a modifier names the country that suffers it: "Syria sanctions"; "US" and "Syrian" say whose they are."""
    struck = relation(word) == "compound" and word.head.lemma_.lower() in _STRIKES and word.pos_ == "PROPN"
    return struck and not word.text.isupper() and is_country(word.text)


def is_measured(noun: Token) -> bool:
    """Whether a distance is counted from the noun: "a camp three km from the seat of the rebels" is not theirs."""
    return any(case.i and case.nbor(-1).lower_ in _LENGTHS for case in children(noun, "case"))


def is_charged(verb: Token) -> bool:
    """Whether somebody is blamed by now for what was done before: "is suspected of", "has been blamed for"."""
    now = any(child.lower_ in _NOW for child in children(verb, "aux:pass"))
    return now and verb.lemma_ in _BLAMES


def is_flag(word: Token) -> bool:
    """Whether a state only lends its flag or its make: "a Liberian-flagged tanker", "Soviet-made tanks"."""
    if word.lower_ in _FLAGS:
        return True
    after = tokens_of(word.doc)[word.i + 1 : word.i + 3]
    return len(after) == 2 and after[0].text in HYPHENS and after[1].lower_ in _FLAGS


def lends_name(word: Token) -> bool:
    """Whether a noun is only called by the place where it was made or lies: "the Minsk agreements"."""
    if word.head.lemma_.lower() in _QUARTERS and not is_country(word.text):
        return True  # "Beirut's southern suburbs"
    called = "agreement" in lemma_classes(word.head) or word.head.lemma_.lower() in _ROUNDS
    place = word.ent_type_ in PLACES or is_capital(word.text)
    return called and relation(word) == "compound" and place and not is_country(word.text) and not word.text.isupper()
