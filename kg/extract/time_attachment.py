"""Which of a text's time expressions tells the time of an event.

"An officer held since Monday said rebels left on Friday" has two times and three predicates; each expression belongs to
the nearest predicate above it in the parse. Only then do the governing clause, the sentence and the paragraph count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicons import word_set
from kg.extract.time_words import TimeExpression
from kg.model import Precision, When

_OWN_TIME = frozenset({"ccomp", "acl:relcl", "csubj", "csubj:pass"})  # clauses that the governing clause does not date
_SHIFTING = frozenset(
    {"after", "before", "since", "until", "till", "if", "unless", "once", "following", "despite", "from"}
)
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "may", "might", "could"})
_PERFECT = frozenset({"has", "have", "had", "'ve", "’ve"})
_DAYS = frozenset({"date", "day", "weekday", "night", "anchored", "range", "day-after"})
_LATER = frozenset(  # verbs whose own time is not that of the event they speak of
    {"condemn", "confirm", "discuss", "investigate", "mourn", "mark", "remember", "denounce", "blame", "probe"}
)
_LOOK_BACK = 6  # sentences
_EDGE = 4  # tokens from either end of a sentence


def when_for(trigger: Token, expressions: Sequence[TimeExpression], published: date | None) -> When:
    """The time of the trigger's event; the day of publication, flagged, where the text gives none.

    An event that is told as background (present or perfect tense) and has no time of its own is known only to lie
    before publication; one that is still to come, after it.
    """
    sent = trigger.sent
    here = list(_located(expressions, sent))
    found = (
        _inner(trigger, here)
        or _in_clauses(trigger, here)
        or _only_one(trigger, here)
        or (None if here and not _all_background(here) else _carried(trigger, expressions))
    )
    if found is None:
        return _fallback(trigger, published)
    return found.ahead if found.ahead and _FUTURE & set(_auxiliaries(trigger)) else found.when


Located = tuple[TimeExpression, Tokens]


def _located(expressions: Sequence[TimeExpression], sent: Tokens) -> Iterator[Located]:
    for each in expressions:
        if sent.start_char <= each.span.start and each.span.end <= sent.end_char:
            tokens = sent.doc.char_span(each.span.start, each.span.end, alignment_mode="expand")
            if tokens is not None:
                yield each, tokens


def _inner(trigger: Token, here: list[Located]) -> TimeExpression | None:
    """The time of X in "the day after X"."""
    for each, tokens in here:
        if each.inner is None or trigger.i < tokens.end:
            continue
        between = trigger.doc[tokens.end : trigger.i]
        if not any(token.text in {",", ";", "—", "–"} for token in between):
            return replace(each, when=each.inner, ahead=None)
    return None


def _in_clauses(trigger: Token, here: list[Located]) -> TimeExpression | None:
    """The nearest expression of the trigger's own clause, else of the clauses that share its time."""
    for node in _line(trigger):
        owned = [
            (cost, abs(tokens.root.i - trigger.i), n)
            for n, (_, tokens) in enumerate(here)
            if (cost := _cost(tokens, node)) is not None
        ]
        if owned:
            return here[min(owned)[2]][0]
    return None


def _cost(tokens: Tokens, node: Token) -> int | None:
    """How many words lie between an expression and the word that owns it; None where the word does not own it."""
    word, cost = tokens.root, 0
    while word.head != word:
        label, head = syntax.relation(word), word.head
        if head == node:
            return cost
        if head.i in range(tokens.start, tokens.end):
            word = head
            continue
        if syntax.is_verbal(head) or head.pos_ == "VERB":
            return None
        if word.i < head.i and tokens.root == word and label not in {"case", "obl", "advmod", "nmod:tmod", "obl:tmod"}:
            return None  # "the September 2017 referendum": the date is the noun's
        if head.pos_ in {"NOUN", "PROPN"} and syntax.preposition(head) in _SHIFTING:
            return None  # "following the emergence of the group in 2014"
        word, cost = head, cost + 1
    return None


def _line(trigger: Token) -> Iterator[Token]:
    """The trigger and the predicates above and beside it that share its time."""
    yield trigger
    for word, label, head in syntax.chain(trigger):
        if label in _OWN_TIME or (label == "parataxis" and not syntax.is_verbal(word)):
            break
        if label in {"advcl", "acl"} and (
            _SHIFTING & set(syntax.marks(word)) or (label == "acl" and word.tag_ == "VBN")
        ):
            break
        if not syntax.is_verbal(word) and syntax.preposition(word) in _SHIFTING:
            break
        if not syntax.is_verbal(word) and head.lemma_.lower() in _LATER | word_set("reporting"):
            break
        if label == "parataxis":
            break
        yield head
    yield from syntax.conjuncts(trigger)


def _only_one(trigger: Token, here: list[Located]) -> TimeExpression | None:
    """A day at the edge of the sentence, where it is the only time and no verb of saying has it."""
    days = [(each, tokens) for each, tokens in here if each.kind in _DAYS]
    if len(here) != 1 or not days:
        return None
    each, tokens = days[0]
    sent = trigger.sent
    if tokens.start - sent.start > _EDGE and sent.end - tokens.end > _EDGE:
        return None
    owner = syntax.clause(tokens.root)
    if owner.lemma_.lower() in word_set("reporting") or owner.lemma_.lower() in _LATER:
        return None
    if _SHIFTING & set(syntax.marks(owner)) or _SHIFTING & set(syntax.marks(syntax.clause(trigger))):
        return None
    return each


def _all_background(here: list[Located]) -> bool:
    return all(each.kind not in _DAYS for each, _ in here)


def _carried(trigger: Token, expressions: Sequence[TimeExpression]) -> TimeExpression | None:
    """The day of the sentences before, in the same paragraph, where the trigger goes on telling in the simple past."""
    if not _is_narrative(trigger):
        return None
    doc, sent = trigger.doc, trigger.sent
    start = sent.start
    for _ in range(_LOOK_BACK):
        if start == 0 or "\n" in doc[start - 1].text_with_ws:
            return None
        before = doc[start - 1].sent
        for each, tokens in _located(expressions, before):
            if (
                each.kind in _DAYS
                and each.when.precision in (Precision.DAY, Precision.INTERVAL)
                and _cost_to_root(tokens)
            ):
                return each
        start = before.start
    return None


def _cost_to_root(tokens: Tokens) -> bool:
    root = tokens.sent.root
    return root.lemma_.lower() not in word_set("reporting") and any(
        _cost(tokens, n) is not None for n in (root, *syntax.conjuncts(root))
    )


def _auxiliaries(trigger: Token) -> list[str]:
    return syntax.auxiliaries(trigger if syntax.is_verbal(trigger) else syntax.clause(trigger))


def _is_narrative(trigger: Token) -> bool:
    """Whether the event is told in the simple past, as one step of a story."""
    verb = trigger if syntax.is_verbal(trigger) else syntax.clause(trigger)
    auxiliaries = set(_auxiliaries(trigger))
    if auxiliaries & (_PERFECT | _FUTURE):
        return False
    if verb.tag_ in {"VBG", "VB"} and verb.head != verb and not auxiliaries:
        return _is_narrative(syntax.clause(verb.head)) if verb.head.i != verb.i else False
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(auxiliaries & {"was", "were"}))


def _fallback(trigger: Token, published: date | None) -> When:
    if published is None:
        return When(None, None, Precision.UNKNOWN)
    if _FUTURE & set(_auxiliaries(trigger)):
        return When(published, None, Precision.INTERVAL, from_publication=True)
    if _is_narrative(trigger):
        return When(published, published, Precision.DAY, from_publication=True)
    return When(None, published, Precision.INTERVAL, from_publication=True)
