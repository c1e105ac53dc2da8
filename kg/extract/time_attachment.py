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
_FOLLOWING = frozenset({"after", "following", "since", "once"})
_LINE_END = frozenset("\n\r\u2028\u2029")
_LOOK_BACK = 6  # sentences
_LEAD = 4  # sentences with a verb, the headline included
_EDGE = 4  # tokens from either end of a sentence
_FRESH = 7  # days before publication within which a step and the next fall on one day
_OLD = 45  # days before publication from which a time in the sentence makes it background


def when_for(trigger: Token, expressions: Sequence[TimeExpression], published: date | None) -> When:
    """The time of the trigger's event; the day of publication, flagged, where the text gives none.

    An event that is told as background (present or perfect tense, or beside an older time) and has no time of its own
    is known only to lie before publication; one that is still to come, after it.
    """
    told = [each for each in expressions if each.kind != "dateline"]
    here = list(_located(told, trigger.sent))
    found = (
        _inner(trigger, here) or _in_clauses(trigger, here) or _beyond_speech(trigger, here) or _only_one(trigger, here)
    )
    if found is None and not here and _is_narrative(trigger):
        found = _of_paragraph(trigger, told) or _of_lead(trigger, told)
    if found is None:
        return _fallback(trigger, here, published)
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


def _beyond_speech(trigger: Token, here: list[Located]) -> TimeExpression | None:
    """ "Officials confirmed today that a man was held Friday": of two times, the later in the text is the event's."""
    after = [
        (tokens.start, n) for n, (each, tokens) in enumerate(here) if each.kind in _DAYS and tokens.start > trigger.i
    ]
    before = [each for each, tokens in here if tokens.start < trigger.i]
    if not after:
        return None
    each, tokens = here[min(after)[1]]
    owner = syntax.clause(tokens.root)
    if not before and not _cost(tokens, owner):  # "confirmed the arrest on Monday": the day of either
        return None
    return each if owner.lemma_.lower() in _LATER | word_set("reporting") else None


def _only_one(trigger: Token, here: list[Located]) -> TimeExpression | None:
    """A day at the edge of the sentence, where it is the only time and no verb of saying has it."""
    if len(here) != 1 or here[0][0].kind not in _DAYS:
        return None
    each, tokens = here[0]
    if not _at_edge(tokens):
        return None
    owner = syntax.clause(tokens.root)
    if owner.lemma_.lower() in _LATER | word_set("reporting"):
        return None
    if _SHIFTING & set(syntax.marks(owner)) or _SHIFTING & set(syntax.marks(syntax.clause(trigger))):
        return None
    return each


def _of_paragraph(trigger: Token, expressions: Sequence[TimeExpression]) -> TimeExpression | None:
    """The day of the sentences before, in the same paragraph."""
    doc, start = trigger.doc, trigger.sent.start
    for _ in range(_LOOK_BACK):
        if start == 0 or _LINE_END & set(doc[start - 1].text_with_ws):
            return None
        before = doc[start - 1].sent
        if found := _main_day(before, expressions):
            return found
        start = before.start
    return None


def _of_lead(trigger: Token, expressions: Sequence[TimeExpression]) -> TimeExpression | None:
    """The day of the lead: a report goes on telling what its first sentences date."""
    seen = 0
    for sent in trigger.doc.sents:
        if sent.end > trigger.sent.start or seen >= _LEAD:
            return None
        if found := _main_day(sent, expressions):
            return found
        seen += syntax.is_verbal(sent.root)
    return None


def _main_day(sent: Tokens, expressions: Sequence[TimeExpression]) -> TimeExpression | None:
    """The day that a sentence gives to its main clause, where that is told in the past and says no mere saying."""
    # A headline or dateline may stand at the root of the parse: its first verbs are the main ones then.
    tops = [t for t in sent if syntax.is_verbal(t) and not any(syntax.is_verbal(above) for above in t.ancestors)]
    main = [t for top in tops if _is_narrative(top) for t in (top, *syntax.conjuncts(top))]
    if not main or main[0].lemma_.lower() in word_set("reporting"):
        return None
    here = [(each, tokens) for each, tokens in _located(expressions, sent) if each.kind in _DAYS]
    owned = [each for each, tokens in here if any(_cost(tokens, node) is not None for node in main)]
    alone = [
        each for each, tokens in here if len(here) == 1 and (_at_edge(tokens) or syntax.clause(tokens.root) in main)
    ]
    found = next(iter(owned or alone), None)
    return found if found and found.when.precision in (Precision.DAY, Precision.INTERVAL) else None


def _at_edge(tokens: Tokens) -> bool:
    return tokens.start - tokens.sent.start <= _EDGE or tokens.sent.end - tokens.end <= _EDGE


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


def _fallback(trigger: Token, here: list[Located], published: date | None) -> When:
    if bound := _after_another(trigger, here, published):
        return bound
    if published is None:
        return When(None, None, Precision.UNKNOWN)
    if _FUTURE & set(_auxiliaries(trigger)):
        return When(published, None, Precision.INTERVAL, from_publication=True)
    old = any(each.when.latest and (published - each.when.latest).days > _OLD for each, _ in here)
    if _is_narrative(trigger) and not old:
        return When(published, published, Precision.DAY, from_publication=True)
    return When(None, published, Precision.INTERVAL, from_publication=True)


def _after_another(trigger: Token, here: list[Located], published: date | None) -> When | None:
    """ "Following the rise of the group in 2014, they held the line": not before the time of what it followed."""
    line = set(_line(trigger))
    for each, tokens in here:
        word = tokens.root
        while word.head != word:
            follows = _FOLLOWING & {syntax.preposition(word), *syntax.marks(word)}
            if follows and word.head in line and each.when.earliest:
                if published and each.kind in _DAYS and (published - each.when.earliest).days <= _FRESH:
                    return each.when  # "arrested a man after finding arms yesterday": one day's work
                last = published if published and published >= each.when.earliest else None
                return When(each.when.earliest, last, Precision.INTERVAL, each.when.text)
            word = word.head
    return None
