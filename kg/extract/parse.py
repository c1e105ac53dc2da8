"""What is asked of a parse time after time, made once for a text: its words, its sentences, the dependents of a word.

spaCy makes new tokens, spans and strings for whoever asks, which takes longer than all that is done with them.
"""

from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from kg.extract.words import Word, word
from kg.extract.words import forget as forget
from kg.extract.words import once as once
from kg.extract.words import once_a_word as once_a_word
from kg.extract.words import tokens_of as tokens_of

PERSONS, PLACES = frozenset({"PER", "PERSON"}), frozenset({"LOC", "GPE"})  # as recognisers label their names
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_VERBAL = frozenset({"VERB", "AUX"})
_PREDICATED = ("cop", "aux:pass")
_LINE_END = frozenset("\n\r\u2028\u2029")


@once
def whole_text(doc: Doc) -> str:
    """The text of a document, put together of its words."""
    return "".join([word.text + word.whitespace_ for word in tokens_of(doc)])


@once
def nouns_of(doc: Doc) -> tuple[Token, ...]:
    """The nouns of a text, proper ones included."""
    return tuple([word for word in tokens_of(doc) if word.pos_ in {"NOUN", "PROPN"}])


@once
def capitalised(doc: Doc) -> tuple[Token, ...]:
    """The words of a text that are written with a capital letter."""
    return tuple([word for word in tokens_of(doc) if word.text[:1].isupper()])


def is_capitalised(token: Token) -> bool:
    """Whether the word is written with a capital letter."""
    return token.text[:1].isupper()


@once
def sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences of a text."""
    return tuple(doc.sents)


@once
def _sentence_of(doc: Doc) -> list[Span]:
    return [sent for sent in sentences(doc) for _ in range(sent.start, sent.end)]


def sentence(token: Token) -> Span:
    """The sentence of a word."""
    return _sentence_of(token.doc)[token.i]


def words_of(span: Span) -> tuple[Token, ...]:
    """The words of a sentence or of another stretch of a text."""
    return tokens_of(span.doc)[span.start : span.end]


def word_before(token: Token) -> Token:
    """The word before; the first word of a text is its own answer."""
    return tokens_of(token.doc)[token.i - 1] if token.i else token


def ends_line(token: Token) -> bool:
    """Whether a line of the text ends behind the word."""
    return not _LINE_END.isdisjoint(token.text_with_ws)


def sentence_text(token: Token) -> str:
    """The text of the sentence of a word: spaCy would put it together of its words."""
    sent = sentence(token)
    return whole_text(token.doc)[sent.start_char : sent.end_char]


def relation(token: Token) -> str:
    """The word's dependency label in the UD scheme."""
    return token.label if type(token) is Word else word(token).label


def dependents(token: Token) -> list[Word]:
    """The dependents of a word, in order of the text; each knows its `label`."""
    return token.children if type(token) is Word else word(token).children


def has(token: Token, labels: Iterable[str]) -> bool:
    """Whether the word has a dependent with one of these labels."""
    return not word(token).labels.isdisjoint(labels)


def is_verbal(token: Token) -> bool:
    """Whether the word heads a clause: verbs, and predicates with a copula."""
    return token.pos_ in _VERBAL or not word(token).labels.isdisjoint(_PREDICATED)


def near_below(token: Token, reach: int) -> list[Token]:
    """The word and those below it, of any depth, that stand within `reach` words of it."""
    top, found = word(token), list[Token]()
    for each in tokens_of(top.doc)[max(0, top.i - reach) : top.i + reach + 1]:
        above, below = each, None
        while above is not top and above is not below:
            above, below = above.head, above
        if above is top:
            found.append(each)
    return found


def children(token: Token, *labels: str) -> list[Token]:
    """The dependents with one of these labels, in order of the text."""
    head = token if type(token) is Word else word(token)
    return [] if head.labels.isdisjoint(labels) else [child for child in head.children if child.label in labels]


@once_a_word
def preposition(token: Token) -> str:
    """The preposition of a UD oblique, compound ones joined by a space ("because of"); empty where it has none.

    Parsers hang the preposition of "in Deh-e Now district" on the first word of the name: it serves the phrase.
    """
    words = _case(token) if dependents(token) else []
    if len(words) > 1:
        words.sort(key=lambda each: each.i)
    return " ".join([each.lower_ for each in words])


def _case(token: Token) -> list[Token]:
    """The words of the preposition of an oblique."""
    words: list[Token] = []
    for child in children(token, "case"):
        if child.lower_ not in POSSESSIVE:
            words.extend([child, *children(child, "fixed")])
    if words:
        return words
    first = next(iter(dependents(token)), None)
    if first is not None and first.i < token.i and first.label in {"nmod", "compound", "flat"}:
        return [child for child in children(first, "case") if child.i < first.i]
    return []
