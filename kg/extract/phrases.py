"""Noun phrases: the words of one, and the nouns inside a phrase or a clause.

"the village of Sinjar, which they left" is the phrase "village of Sinjar".
"""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.syntax import Filler, children, conjuncts, obliques, relation
from kg.model import Span

_OUTSIDE = frozenset({"acl:relcl", "acl", "appos", "parataxis", "punct", "advcl"})  # no part of a bare noun phrase
_SETTING = frozenset(
    "after before since during following until by because amid despite under without as including".split()
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
        if each.i < keep[0].i - 1 or relation(each) in {"det"}:
            break
        keep.insert(0, each)
    for each in (t for t in tokens if t.i > token.i):
        if each.i > keep[-1].i + 1:
            break
        keep.append(each)
    while keep[-1].pos_ in {"ADP", "DET", "CCONJ", "PUNCT"} and keep[-1] != token:
        keep.pop()  # what they belong to was cut off
    return Span(keep[0].idx, keep[-1].idx + len(keep[-1]))


def inner_nominals(top: Token) -> Iterator[Filler]:
    """Nouns inside a clause or phrase, nearest first: objects before prepositional phrases before their modifiers."""
    level = [Filler(top, "")]
    for _ in range(5):
        below = [each for filler in level for each in _nominals_below(filler)]
        yield from below
        level = below


def _nominals_below(filler: Filler) -> list[Filler]:
    token = filler.token
    verbal = [*children(token, "xcomp", "ccomp")] + [each for each in children(token, "acl") if token.pos_ != "VERB"]
    direct = [noun for child in children(token, "obj", "iobj", "nsubj:pass") for noun in conjuncts(child)]
    direct += [noun for child in children(token, "nmod:poss", "compound", "amod") for noun in conjuncts(child)]
    phrases = [noun for prep, noun in obliques(token) if prep.split()[0] not in _SETTING]
    return [Filler(each, f"{filler.path} {relation(each)}".strip()) for each in direct + phrases + verbal]
