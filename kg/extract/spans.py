"""Candidates: stretches of words that may become mentions, and the words of a noun phrase that belong to its name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.parse import POSSESSIVE, once, tokens_of, whole_text
from kg.extract.parse import is_capitalised as is_capitalised
from kg.extract.syntax import relation
from kg.model import Kind

DIRECTIONS = frozenset(
    "northern southern eastern western central northeastern northwestern southeastern southwestern north-eastern"
    " north-western south-eastern south-western north south east west northeast northwest southeast southwest"
    " upper lower mid inner outer greater downtown rural coastal".split()
)
_LEFT = frozenset(
    {"amod", "compound", "nmod:poss", "nmod:desc", "flat", "nmod", "advmod", "nummod", "obl:npmod", "dep"}
)
_LEFT_OF_MODIFIER = _LEFT | {"det", "conj", "cc", "obl", "obl:agent", "obl:unmarked", "nsubj"}
_ARTICLES = frozenset({"the", "a", "an"})
_LOOSE = frozenset({"and", "or", "dead", "estimated", "them"})  # "shot dead six [farmers]", "15 and 20 [soldiers]"
_BEFORE = _ARTICLES | _LOOSE
HYPHENS = frozenset({"-", "‑", "–"})
DASHES = frozenset({"-", "--", "–", "—"})
QUOTES = frozenset({"“", "”", "``", "''", '"'})
_QUANTIFIERS = frozenset(
    "some any all both many most several few other another each every more no such these those this that which what"
    " half least about around nearly almost only even also just too not".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens [start, end) of a name, without article and possessive."""

    start: int
    end: int
    label: str  # PER, ORG, LOC or MISC

    def labelled(self, label: str) -> "Name":
        """The name with this label."""
        return self if label == self.label else Name(self.start, self.end, label)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens [start, end) that denote an actor or a place, before overlaps are decided."""

    start: int
    end: int
    head: int  # token by which the syntax refers to it
    kind: Kind
    name: str  # the bare name; of an unnamed one the head noun
    named: bool = True
    country: str | None = None  # ISO 3166-1 alpha-3
    sector: str | None = None
    rule: str = ""

    @property
    def is_place(self) -> bool:
        return self.kind is Kind.PLACE

    def inside(self, other: "Candidate") -> bool:
        return other.start <= self.start and self.end <= other.end


def text_of(doc: Doc, start: int, end: int) -> str:
    """The text of tokens [start, end) on one line with single spaces, without the footnote mark after it."""
    known = _texts(doc)
    found = known.get((start, end))
    if found is None:
        words = tokens_of(doc)[start:end]
        found = words[0].text.strip()
        if len(words) > 1:
            found = " ".join(whole_text(doc)[words[0].idx : words[-1].idx + len(words[-1].text)].split())
        found = known[start, end] = FOOTNOTE.sub("", found) if "[" in found or "(" in found else found
    return found


@once
def _texts(_: Doc) -> dict[tuple[int, int], str]:
    return {}


FOOTNOTE = re.compile(r"(?<=\w)[.,;:]*[\[(]\w*[\])]?$")
"""A mark that the tokenizer left on the word before it: "Iraq.[3"."""


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Tokens without a leading article or bracket and without a trailing possessive or punctuation."""
    words, first = tokens_of(doc), start
    while start < end and (
        (word := words[start]).lower_ in _BEFORE
        or (word.is_punct and word.text != ".")
        or (word.pos_ == "NUM" and start > first and words[start - 1].lower_ in _LOOSE)
    ):
        start += 1
    while start < end and ((word := words[end - 1]).text in POSSESSIVE or word.is_space or _closes(word)):
        end -= 1
    return start, end


def _closes(token: Token) -> bool:
    return token.is_punct and not token.text.endswith(".") and token.text not in {")", "]"}


def root_of(doc: Doc, start: int, end: int) -> Token:
    """The word of tokens [start, end) whose head is outside; the last of them where there are several."""
    words = tokens_of(doc)[start:end]
    if len(words) == 1:
        return words[0]
    roots = [token for token in words if not start <= (head := token.head.i) < end or head == token.i]
    return next((t for t in reversed(roots) if t.pos_ in {"PROPN", "NOUN"}), (roots or words)[-1])


def phrase(token: Token) -> tuple[int, int]:
    """The noun phrase left of and including its head noun: modifiers and possessor, no article, no quantifier."""
    inside = set(_modifiers(token))
    start = token.i
    while start - 1 in inside or (start - 2 in inside and _is_hyphen(token.doc[start - 1])):
        start -= 1  # a hyphen belongs to its neighbours, wherever the parser hung it ("US-led")
    while start < token.i and _drops(token.doc[start]):
        start += 1
    return start, token.i + 1


def _is_hyphen(token: Token) -> bool:
    """Whether the sign stands between its neighbours without a space: a dash does not."""
    return token.text in HYPHENS and not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_


def is_hyphened(token: Token) -> bool:
    """Whether the tokenizer cut the word off another one at a hyphen: "co-[operation]"."""
    return token.i >= 2 and _is_hyphen(tokens_of(token.doc)[token.i - 1])


def _modifiers(token: Token) -> Iterator[int]:
    """Positions of all that stands left of the word and depends on it as a modifier."""
    for child in token.lefts:
        label = relation(child)
        if label in _LEFT or label in {"det", "punct"} or child.text in POSSESSIVE or child.text in HYPHENS:
            if label == "punct" and child.text not in HYPHENS:
                continue
            yield child.i
            yield from _within(child)


def _within(modifier: Token) -> Iterator[int]:
    """Positions of the words inside a modifier: "UK" and "'s", "Iran" in "Iran-backed", "Kurdish and Iraqi"."""
    for child in modifier.children:
        if relation(child) in _LEFT_OF_MODIFIER or child.text in POSSESSIVE or child.text in HYPHENS:
            yield child.i
            yield from _within(child)


def _drops(word: Token) -> bool:
    """Whether a word at the edge of a phrase is no part of a name: articles, numbers, "so-called"."""
    if word.lower_ in {"self", "proclaimed", "styled"} and HYPHENS & {
        t.text for t in word.doc[word.i - 1 : word.i + 2]
    }:
        return True
    if word.lower_ in {"so", "called", "so-called", "self-styled", "self-proclaimed"}:
        return True
    if word.lower_ in _ARTICLES or word.lower_ in _QUANTIFIERS or word.is_punct or word.text in POSSESSIVE:
        return True
    if word.tag_ == "CD" and word.i + 1 < len(word.doc) and word.nbor().text in HYPHENS and not word.whitespace_:
        return False  # "nine-year-old"
    return word.tag_ in {"PRP$", "DT", "PDT", "WDT", "CD", "WP$"} or (word.pos_ == "ADV" and word.text[0].islower())
