"""Who speaks where: quotations, however many sentences long, and statements that go on after "X said:".

A voice is the verb of speech by which somebody speaks the words around a word. It stands in the sentence where the
quotation ends or begins, else before it; what nobody is said to speak is the author's.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from kg.extract import lexicons, syntax
from kg.extract.lexicons import said_by
from kg.extract.parse import ends_line, once, sentence, sentences, tokens_of, word_before, words_of

_OPENS, _CLOSES = frozenset({"“", "«", "``", '"'}), frozenset({"”", "»", "''", '"'})
_ANSWERS = frozenset({"respond", "reply", "answer", "react", "retaliate"})
_SAYS = frozenset({"said", "says", "told", "added", "announced", "stated"})
_NOT_ALOUD = frozenset({"find", "show", "see", "discover", "learn", "know"})  # "found a sign that read: ..."
_SPEECH = 3  # words from a verb of speech to its colon at most: "told reporters today:"
_REACH = 60  # words from who spoke last to a quotation that he goes on with at most


class _Quotation(NamedTuple):
    start: int  # index of the mark that opens it
    end: int  # index of the mark that closes it, else of the word behind it


@cache
def reporting() -> frozenset[tuple[str, str]]:
    """Words of speech with their parts of speech."""
    return frozenset((raw["lemma"], raw["pos"]) for raw in lexicons.rows("reporting"))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word.split()[0] for word, _ in reporting())


def is_reporting(token: Token) -> bool:
    """Whether the word reports what somebody says."""
    if token.pos_ not in {"VERB", "AUX"} or token.lemma_.lower() not in _first_words():
        return False
    if token.lemma_ in _ANSWERS and _answers_by_deeds(token):
        return False
    particle = syntax.particle(token)  # "the agency carried a report", not "forces carried out a strike"
    word = f"{token.lemma_.lower()} {particle}" if particle else token.lemma_.lower()
    return (word, "VERB") in reporting()


def _answers_by_deeds(verb: Token) -> bool:
    """Whether an answer is none in words: "responded by firing rockets", "responded with air strikes"."""
    deeds = syntax.nouns_behind(verb, "with")
    return any("by" in syntax.marks(each) for each in syntax.children(verb, "advcl")) or any(
        lexicons.may_be_event(each.lemma_) for each in deeds
    )


def is_claimed(token: Token) -> bool:
    """Whether what a word tells is only claimed or alleged by somebody."""
    return any(
        label == "ccomp" and head.lemma_.lower() in said_by("VERB", "claim") for _, label, head in syntax.chain(token)
    )


def is_quoted(token: Token) -> bool:
    """Whether the word stands inside quotation marks."""
    return _quoted(token.doc)[token.i] is not None


def voice_of(token: Token) -> Token | None:
    """The verb of speech by which the words around this one are spoken; None where the author speaks."""
    quotation = _quoted(token.doc)[token.i]
    voice = _spoken(token.doc).get(quotation) if quotation is not None else None
    return voice or _stated(token.doc)[token.i]


@once
def _quoted(doc: Doc) -> list[_Quotation | None]:
    """For each word the quotation in which it stands."""
    found: list[_Quotation | None] = [None] * len(doc)
    for quotation in _quotations(doc):
        found[quotation.start + 1 : quotation.end] = [quotation] * (quotation.end - quotation.start - 1)
    return found


def _quotations(doc: Doc) -> Iterator[_Quotation]:
    """The quotations of a text; an opening mark ends one that was left open, as those of several paragraphs are."""
    start: int | None = None
    for token in tokens_of(doc):
        if token.is_space and start is not None and token.text.count("\n") > 1 and doc[start].text in _CLOSES:
            yield _Quotation(start, token.i)  # of marks that look alike one was left out
            start = None
        if token.text not in _OPENS | _CLOSES:
            continue
        opens = token.text in _OPENS and (token.text not in _CLOSES or start is None or _stands_before(token))
        if start is not None and start + 1 < token.i:
            yield _Quotation(start, token.i)
        start = token.i if opens else None


def _stands_before(mark: Token) -> bool:
    """Whether a mark that may open or close a quotation has a space before it and none behind."""
    before, words = word_before(mark), tokens_of(mark.doc)
    free = before.i == mark.i or bool(before.whitespace_) or ends_line(before)
    return free and not mark.whitespace_ and not words[min(mark.i + 1, len(words) - 1)].is_punct


@once
def _voices(doc: Doc) -> list[Token]:
    """The verbs of speech by which somebody speaks, quotations apart: no "no group has claimed the attack"."""
    verbs = (each for each in tokens_of(doc) if each.pos_ == "VERB" and is_reporting(each) and not is_quoted(each))
    verbs = (each for each in verbs if each.lemma_ not in _NOT_ALOUD)
    return [verb for verb in verbs if any(not syntax.is_negated(each.token) for each in syntax.logical_subjects(verb))]


def _between(doc: Doc, start: int, end: int) -> list[Token]:
    """The verbs of speech among the words from `start` up to `end`."""
    return [verb for verb in _voices(doc) if start <= verb.i < end]


@once
def _spoken(doc: Doc) -> dict[_Quotation, Token]:
    """The voices of the quotations that have one."""
    found: dict[_Quotation, Token] = {}
    last: _Quotation | None = None
    for quotation in dict.fromkeys(each for each in _quoted(doc) if each):
        voice = _beside(doc, quotation)
        if voice is None and quotation.start < sentence(doc[quotation.start + 1]).root.i < quotation.end:
            near = max(quotation.start - _REACH, last.end if last else 0)
            before = _between(doc, near, quotation.start)
            goes_on = last is not None and quotation.start - last.end <= _REACH
            voice = before[-1] if before else found.get(last) if last and goes_on else None
        if voice is not None:
            found[quotation] = voice
            last = quotation
    return found


def _beside(doc: Doc, quotation: _Quotation) -> Token | None:
    """The voice in the sentences in which a quotation begins and ends, or before the colon that leads to it."""
    start, end = quotation
    first, last = sentence(doc[start]), sentence(doc[min(end, len(doc) - 1)])
    if last.end == end + 1 < len(doc) and doc[end + 1].is_lower and not ends_line(doc[end]):
        last = sentence(doc[end + 1])  # '"Did they fire?" he asked'
    after = _between(doc, end, last.end)
    before = _between(doc, first.start, start)
    if start and doc[start - 1].text == ":" and not before:
        before = _between(doc, sentence(doc[start - 1]).start, start)
    if before and after:
        return before[-1] if start - before[-1].i <= after[0].i - end else after[0]
    return before[-1] if before else after[0] if after else None


@once
def _stated(doc: Doc) -> list[Token | None]:
    """For each word the voice of the statement without quotation marks in which it stands.

    "The minister said: We ..." goes on until somebody else speaks.
    """
    found: list[Token | None] = [None] * len(doc)
    statement: Token | None = None
    for sent in sentences(doc):
        own, colon = _between(doc, sent.start, sent.end), _colon(sent)
        introduced = [verb for verb in own if colon is not None and verb.i < colon]
        if statement is not None and own and _is_other(own[0], statement):
            statement = None
        if introduced and colon is not None:
            after = doc[colon + 1 : colon + 3].text.strip()
            statement = introduced[-1] if after[:1] not in _OPENS else None
        start = colon if introduced and colon is not None else sent.start
        found[start : sent.end] = [statement] * (sent.end - start)
    return found


def _colon(sent: Span) -> int | None:
    """The index of the colon behind a verb of speech at which a statement begins."""
    words = words_of(sent)
    for place, token in enumerate(words):
        if token.text != ":":
            continue
        if token.i == sent.end - 1 or any(map(is_reporting, words[max(0, place - _SPEECH) : place])):
            return token.i
    return None


def _is_other(own: Token, statement: Token) -> bool:
    """Whether a verb of speech lets somebody else speak than the statement before it."""
    who = [{each.token.lower_ for each in syntax.logical_subjects(verb)} for verb in (own, statement)]
    named = not any(each.token.pos_ == "PRON" for each in syntax.logical_subjects(own))
    return own.lower_ in _SAYS and named and who[0].isdisjoint(who[1])
