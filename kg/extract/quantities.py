"""How many people were killed, injured, detained or displaced, on the victims' side of an event.

"The strike killed at least ten fighters and wounded dozens" yields killed from 10 and injured from 24 for "killed".
"""

from collections.abc import Iterator
from functools import cache
from typing import Protocol

from spacy.tokens import Token

from kg.extract import lexicons, syntax
from kg.extract.counts import Count, count_in
from kg.extract.numbers import parse_number
from kg.model import Mention, Quantity

__all__ = ["parse_number", "quantities_for"]

_SUFFERED = frozenset({"die", "perish", "flee"})  # verbs whose subject is the victim
_COUNT_NOUNS = frozenset({"casualty", "fatality", "death", "injury"})  # nouns that are counted themselves
_PEOPLE = frozenset(
    {
        "people",
        "person",
        "man",
        "woman",
        "child",
        "civilian",
        "resident",
        "other",
        "one",
        "family",
        "individual",
        "dead",
    }
)
_SINGULAR_PRONOUNS = frozenset({"he", "she", "him", "her", "himself", "herself"})
_NOBODY = frozenset({"nobody", "none", "no-one"})
_DOUBT = frozenset({"if", "whether", "unless"})
_LEFT = 14  # tokens before the head of a phrase that are read


class Actors(Protocol):
    """The mentions of a text, by token."""

    def actor_at(self, token: Token) -> Mention | None: ...
    def place_at(self, token: Token) -> Mention | None: ...


@cache
def _classes() -> dict[tuple[str, str], str]:
    return {(row["lemma"], row["pos"]): row["what"] for row in lexicons.rows("quantity_words")}


def quantity_class(token: Token) -> str | None:
    """killed, injured, detained or displaced for a word that says so."""
    return _classes().get((token.lemma_.lower(), token.pos_))


def quantities_for(trigger: Token, table: Actors) -> tuple[Quantity, ...]:
    """What the trigger's clause says about numbers of victims, one per kind, sorted by kind."""
    found: dict[str, Quantity] = {}
    for word in _words(trigger):
        what = quantity_class(word)
        if what is None or what in found or _is_unreal(word):
            continue
        quantity = _quantity(word, what, table)
        if quantity is not None:
            found[what] = quantity
    return tuple(found[what] for what in sorted(found))


def _words(trigger: Token) -> Iterator[Token]:
    """The trigger, then words of its clause that tell what it did to people ("killing three and wounding five")."""
    yield trigger
    level = [*syntax.children(trigger, "advcl", "acl", "xcomp", "conj", "obj", "obl")]
    for word in level:
        yield word
        yield from syntax.children(word, "conj", "obj", "nmod")


def _is_unreal(word: Token) -> bool:
    """Whether the number is only asked for, feared or aimed at."""
    if syntax.is_verbal(word) and (syntax.is_infinitive(word) or _DOUBT & set(syntax.marks(word))):
        return True
    return syntax.is_verbal(word) and syntax.is_negated(word)


def _quantity(word: Token, what: str, table: Actors) -> Quantity | None:
    counts: list[tuple[Count, int, int]] = []
    for head in _victims(word):
        if table.place_at(head) is not None or (what == "detained" and not _is_person(head, table)):
            continue
        if counts and not _is_person(head, table):
            continue
        counted = _count(head, table)
        if counted is not None:
            counts.append(counted)
    if not counts:
        return None
    low = sum(count.low for count, _, _ in counts)
    high = None if any(count.high is None for count, _, _ in counts) else sum(count.high or 0 for count, _, _ in counts)
    start, end = min(c[1] for c in counts), max(c[2] for c in counts)
    return Quantity(what, low, high, word.doc.text[start:end])


def _victims(word: Token) -> list[Token]:
    """Heads of the phrases that name the victims of a word."""
    if word.pos_ in {"VERB", "AUX"}:
        slot = "subj" if word.lemma_.lower() in _SUFFERED else "obj"
        return _unique(filler.token for filler in syntax.verb_slots(word).get(slot, []))
    if word.pos_ == "ADJ":
        own = [filler.token for filler in syntax.adjective_slots(word).get("obj", [])]
        return _unique(own or [o for child in syntax.children(word.head, "obj") for o in syntax.conjuncts(child)])
    if toll := _toll(word):
        return [toll]
    of = [filler.token for filler in syntax.noun_slots(word).get("obl:of", [])]
    if word.lemma_.lower() in _COUNT_NOUNS and not of:
        return [word]
    return _unique(of or [filler.token for filler in syntax.noun_slots(word).get("obj", [])])


def _toll(word: Token) -> Token | None:
    """The number to which a death toll rises."""
    noun = word.head if word.head.lower_ == "toll" else word
    if noun.lower_ != "toll":
        return None
    verb = syntax.clause(noun)
    return next(
        (each for prep, each in (*syntax.obliques(verb), *syntax.obliques(noun)) if prep in {"to", "at", "of"}), None
    )


def _unique(tokens: Iterator[Token] | list[Token]) -> list[Token]:
    return list(dict.fromkeys(tokens))


def _is_person(token: Token, table: Actors) -> bool:
    if table.actor_at(token) is not None or token.ent_type_ in {"PER", "PERSON"} or token.pos_ in {"NUM", "PRON"}:
        return True
    return token.lemma_.lower() in _PEOPLE


def _count(head: Token, table: Actors) -> tuple[Count, int, int] | None:
    """What a phrase says about its number, with the characters [start, end) that say so."""
    first = _left_edge(head)
    of = next((noun for prep, noun in syntax.obliques(head) if prep == "of"), None)
    last = of if of is not None and of.i > head.i else head
    start, end = first.idx, last.idx + len(last)
    stated = head.doc.text[start:end].replace("\n", " ")
    count = count_in(stated) or _by_form(head)
    return (count, start, end) if count else None


def _left_edge(head: Token) -> Token:
    left = [
        t
        for child in head.lefts
        if syntax.relation(child) not in {"punct", "cc", "case", "acl:relcl"}
        for t in child.subtree
    ]
    near = [token for token in left if head.i - token.i <= _LEFT and token.i < head.i]
    return min(near, key=lambda token: token.i, default=head)


def _by_form(head: Token) -> Count | None:
    """One for a singular noun, a name of a person or a pronoun; two or more for a bare plural; nothing for "them"."""
    if head.lower_ in _NOBODY:
        return Count(0, 0)
    if any(child.lower_ in {"any", "all", "whatever"} for child in head.children):
        return None
    if head.lower_ in _SINGULAR_PRONOUNS or head.ent_type_ in {"PER", "PERSON"}:
        return Count(1, 1)
    if head.tag_ == "NN":
        return Count(1, 1)
    if head.tag_ == "NNS":
        return Count(2, None)
    return None
