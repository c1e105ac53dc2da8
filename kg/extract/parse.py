"""What is asked of a parse time after time, made once for a text: its words, its sentences, the dependents of a word.

spaCy makes new tokens, spans and strings for whoever asks, which takes longer than all that is done with them.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import NamedTuple, TypeVar

import numpy as np
from spacy.tokens import Doc, Span, Token

_UD = {  # ClearNLP label -> Universal Dependencies label
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "dobj": "obj",
    "dative": "iobj",
    "auxpass": "aux:pass",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "acomp": "xcomp",
    "neg": "advmod",
    "npadvmod": "obl:npmod",
    "nn": "compound",
    "ROOT": "root",
}
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_LINE_END = frozenset("\n\r\u2028\u2029")
_KEPT = "kg.extract."  # how the keys of Doc.user_data begin under which it is kept

Made = TypeVar("Made")


def once(make: Callable[[Doc], Made]) -> Callable[[Doc], Made]:
    """A function that makes something of a Doc: it is kept with the Doc until `forget`."""
    key = f"{_KEPT}{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(doc: Doc) -> Made:
        made: Made
        try:
            made = doc.user_data[key]
        except KeyError:
            made = doc.user_data[key] = make(doc)
        return made

    return kept


def once_a_word(make: Callable[[Token], Made]) -> Callable[[Token], Made]:
    """A function that tells something of a word: it is kept with the Doc until `forget`."""
    key = f"{_KEPT}{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(token: Token) -> Made:
        known: dict[int, Made]
        try:
            known = token.doc.user_data[key]
        except KeyError:
            known = token.doc.user_data[key] = {}
        try:
            return known[token.i]
        except KeyError:
            made = known[token.i] = make(token)
        return made

    return kept


def forget(doc: Doc) -> None:
    """Drop what was made of the Doc, which changed or is done with: the tokens made of it hold it."""
    for key in [key for key in doc.user_data if isinstance(key, str) and key.startswith(_KEPT)]:
        del doc.user_data[key]


@once
def tokens_of(doc: Doc) -> tuple[Token, ...]:
    """The tokens of a text."""
    return tuple(doc)


@once
def whole_text(doc: Doc) -> str:
    """The text of a document, put together of its words."""
    return doc.text


@once
def nouns_of(doc: Doc) -> tuple[Token, ...]:
    """The nouns of a text, proper ones included."""
    return tuple(token for token in tokens_of(doc) if token.pos_ in {"NOUN", "PROPN"})


@once
def capitalised(doc: Doc) -> tuple[Token, ...]:
    """The words of a text that are written with a capital letter."""
    return tuple(token for token in tokens_of(doc) if is_capitalised(token))


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


def ends_line(token: Token) -> bool:
    """Whether a line of the text ends behind the word."""
    return not _LINE_END.isdisjoint(token.text_with_ws)


def sentence_text(token: Token) -> str:
    """The text of the sentence of a word: spaCy would put it together of its words."""
    sent = sentence(token)
    return whole_text(token.doc)[sent.start_char : sent.end_char]


def relation(token: Token) -> str:
    """The word's dependency label in the UD scheme."""
    found = _RELATIONS.get(token.dep)
    if found is None:
        found = _RELATIONS[token.dep] = _UD.get(token.dep_, token.dep_)
    return found


_RELATIONS: dict[int, str] = {}  # spaCy's number of a label, the same in every process, to the label


class Dependents(NamedTuple):
    """The dependents of a word in order of the text, each with its label, and all these labels."""

    pairs: list[tuple[str, Token]]
    labels: set[str]


@once
def _dependents(doc: Doc) -> list[Dependents]:
    tokens = tokens_of(doc)
    known = [_NONE] * len(tokens)
    for index, (token, head) in enumerate(zip(tokens, _heads(doc), strict=True)):
        if head != index:
            if known[head] is _NONE:
                known[head] = Dependents([], set())
            label = relation(token)
            known[head].pairs.append((label, token))
            known[head].labels.add(label)
    return known


_NONE = Dependents([], set())


def dependents(token: Token) -> Dependents:
    """The dependents of a word."""
    return _dependents(token.doc)[token.i]


def has(token: Token, labels: Iterable[str]) -> bool:
    """Whether the word has a dependent with one of these labels."""
    return not _dependents(token.doc)[token.i].labels.isdisjoint(labels)


@once
def _predicates(doc: Doc) -> set[int]:
    verbal = {token.i for token in tokens_of(doc) if token.pos_ in {"VERB", "AUX"}}
    return verbal | {i for i, below in enumerate(_dependents(doc)) if not below.labels.isdisjoint(("cop", "aux:pass"))}


def is_verbal(token: Token) -> bool:
    """Whether the word heads a clause: verbs, and predicates with a copula."""
    return token.i in _predicates(token.doc)


@once
def _heads(doc: Doc) -> list[int]:
    offsets = doc.to_array("HEAD").astype(np.int64, copy=False).tolist()
    return [index + offset for index, offset in enumerate(offsets)]


def near_below(token: Token, reach: int) -> list[Token]:
    """The word and those below it, of any depth, that stand within `reach` words of it."""
    heads, top = _heads(token.doc), token.i
    first, found = max(0, top - reach), []
    for index, each in enumerate(tokens_of(token.doc)[first : top + reach + 1], first):
        while index != top and heads[index] != index:
            index = heads[index]
        if index == top:
            found.append(each)
    return found


def children(token: Token, *labels: str) -> list[Token]:
    """The dependents with one of these labels, in order of the text."""
    pairs, known = _dependents(token.doc)[token.i]
    return [] if known.isdisjoint(labels) else [child for label, child in pairs if label in labels]


@once_a_word
def preposition(token: Token) -> str:
    """The preposition of a UD oblique, compound ones joined by a space ("because of"); empty where it has none.

    Parsers hang the preposition of "in Deh-e Now district" on the first word of the name: it serves the phrase.
    """
    words = _case(token) if dependents(token).pairs else []
    return " ".join(word.lower_ for word in sorted(words, key=lambda word: word.i))


def _case(token: Token) -> list[Token]:
    words: list[Token] = []
    for child in children(token, "case"):
        if child.lower_ not in _POSSESSIVE:
            words.extend([child, *children(child, "fixed")])
    if words:
        return words
    label, first = next(iter(dependents(token).pairs), ("", token))
    if first.i < token.i and label in {"nmod", "compound", "flat"}:
        return [child for child in children(first, "case") if child.i < first.i]
    return []
