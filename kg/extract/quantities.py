"""How many people were killed, injured, detained or displaced, on the victims' side of an event.

"The strike killed at least ten fighters and wounded dozens" yields killed from 10 and injured from 24 for "killed".
Each count belongs to one event: that of its own word, or else the attack that the sentence says caused it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from kg.extract import lexicons, syntax
from kg.extract.lexicons import HURT, TriggerRow
from kg.extract.parse import whole_text
from kg.extract.victims import Actors, Counted, counts_of
from kg.model import Quantity

_DEADLY = frozenset({"15", "17", "18", "19", "20"})  # CAMEO roots of acts that can cost lives
_COUNT_NOUNS = frozenset({"casualty", "fatality", "death", "injury"})
_DOUBT = frozenset({"if", "whether", "unless"})
_CAUSES = frozenset({"leave", "cause", "result", "claim", "inflict", "end", "lead"})  # "left six dead"
_THROUGH = frozenset({"subj", "obl:in", "obl:by", "obl:during", "obl:from", "obl:after", "obl:with"})


@cache
def _classes() -> dict[tuple[str, str], str]:
    return {(row["lemma"], row["pos"]): row["what"] for row in lexicons.rows("quantity_words")}


def quantity_class(token: Token) -> str | None:
    """killed, injured, detained or displaced for a word that says so."""
    pos = "ADJ" if token.tag_ == "JJ" else token.pos_  # "left ten wounded": a tagger may take it for a verb
    return _classes().get((token.lemma_.lower(), pos))


def victims_of(trigger: Token, row: TriggerRow, table: Actors, others: frozenset[int]) -> tuple[Quantity, ...]:
    """Counts of victims, one per kind: those of the trigger's clause, or for an attack those that it caused.

    `others` are indices of words that count victims of events of their own, and of victims who do not count here.
    """
    if not row.quantity and row.root not in _DEADLY:
        return ()
    words = _words(trigger) if row.quantity else _effects(trigger)
    own = quantity_class(trigger) or row.quantity  # "shot dead six farmers"
    found: dict[str, Quantity] = {}
    for word in (each for each in words if each.i not in others):
        what = own if word == trigger else quantity_class(word)
        if what is None or what in found or not _goes_with(own, what) or _is_unreal(word):
            continue
        for quantity in _quantities(word, what, table, others):
            if quantity.high == 0 or not _is_either(word):
                found.setdefault(quantity.what, quantity)
    return tuple(found[what] for what in sorted(found))


def _goes_with(own: str | None, what: str) -> bool:
    """Whether one event has both counts: not "killed three and detained two"."""
    return own is None or own == what or {own, what} <= HURT


def _words(trigger: Token) -> Iterator[Token]:
    """The trigger, then words of its clause that tell what it did to people ("killing three and wounding five")."""
    yield trigger
    yield from _below(trigger)


def _below(trigger: Token) -> Iterator[Token]:
    """Words below the trigger that may tell of harm to people."""
    for word in syntax.children(trigger, "advcl", "acl", "acl:relcl", "xcomp", "conj", "obl", "nmod", "advmod"):
        if word.pos_ == "NOUN" and (word.lemma_.lower() not in _COUNT_NOUNS or syntax.preposition(word) != "with"):
            continue  # "in revenge for the death of two men"
        yield word
        yield from syntax.children(word, "conj")
        if word.lemma_.lower() in _CAUSES:
            yield from _caused(word)


def _caused(verb: Token) -> Iterator[Token]:
    """Words of harm that a verb of causing governs: "left six dead and ten wounded", "resulted in the death of"."""
    for word in syntax.children(verb, "xcomp", "obj", "obl", "ccomp", "amod"):
        if word.lemma_.lower() == "life" and verb.lemma_.lower() != "claim":
            continue
        yield word
        for each in syntax.children(word, "conj", "amod"):
            yield from syntax.with_conjuncts(each)


def _effects(trigger: Token) -> Iterator[Token]:
    """Words around an attack that tell what it did to people."""
    yield from _below(trigger)
    for verb, slot in syntax.governors(trigger):
        if slot not in _THROUGH:
            yield from syntax.children(verb, "advcl")
            continue
        for each in syntax.with_conjuncts(verb):
            if quantity_class(each):
                yield each
            elif slot == "subj" and each.lemma_.lower() in _CAUSES:
                yield from _caused(each)


def _is_unreal(word: Token) -> bool:
    """Whether the number is only asked for, feared or aimed at."""
    if not syntax.is_verbal(word):
        return False
    return syntax.is_infinitive(word) or bool(_DOUBT & set(syntax.marks(word))) or syntax.is_negated(word)


def _is_either(word: Token) -> bool:
    """Whether the number is of two kinds together: "killed or injured 2,500 people"."""
    pairs = [(word, other) for other in syntax.children(word, "conj")]
    if syntax.relation(word) == "conj":
        pairs.append((word.head, word))
    return any(
        quantity_class(one) and quantity_class(two) and "or" in {each.lower_ for each in syntax.children(two, "cc")}
        for one, two in pairs
    )


def _quantities(word: Token, what: str, table: Actors, others: frozenset[int]) -> Iterator[Quantity]:
    """The victims of one word added up; casualties are killed or injured, which only "no casualties" settles."""
    counts = counts_of(word, what, table, others)
    if not counts:
        return
    total = sum_of(counts, what, word)
    if word.lemma_.lower() != "casualty":
        yield total
    elif total.high == 0:
        yield from (replace(total, what=each) for each in sorted(HURT))


def sum_of(counts: Sequence[Counted], what: str, word: Token) -> Quantity:
    """One quantity of several counts in the text of a word."""
    highs = [count.high for count, _, _ in counts]
    high = None if None in highs else sum(each or 0 for each in highs)
    start, end = min(c[1] for c in counts), max(c[2] for c in counts)
    return Quantity(what, sum(count.low for count, _, _ in counts), high, whole_text(word.doc)[start:end])
