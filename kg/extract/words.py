"""Words that know what rules ask of them, and what is made of a text once.

spaCy makes a new object for whoever asks a token for its head, its tag or its text, which takes longer than all that
is done with it. A `Word` is a token that was asked once.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, wraps
from typing import Any, TypeVar

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, LOWER, ORTH, POS, TAG
from spacy.tokens import Doc, Token

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
_UNASKED: Any = object()  # None is an answer
_KEPT = "kg.extract."  # how the keys of Doc.user_data begin under which it is kept

Made = TypeVar("Made")


class Word(Token):
    """A token that holds what spaCy would look up: strings, its head, its dependents in order of the text."""

    __slots__ = ("answers", "children", "head", "i", "label", "labels", "lemma_", "lower_", "pos_", "tag_", "text")

    i: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    head: "Word"
    children: "list[Word]"  # type: ignore[assignment]  # spaCy has an iterator
    label: str  # dependency label in the UD scheme
    labels: set[str]  # of the children
    answers: dict[Callable[..., Any], Any]  # of functions that are asked `once_a_word`

    @property
    def ancestors(self) -> Iterator["Word"]:
        """The words above this one, nearest first."""
        below, word = self, self.head
        while word is not below:
            yield word
            below, word = word, word.head

    @property
    def lefts(self) -> Iterator["Word"]:
        """The children before the word."""
        return (child for child in self.children if child.i < self.i)

    @property
    def rights(self) -> Iterator["Word"]:
        """The children after the word."""
        return (child for child in self.children if child.i > self.i)

    def nbor(self, i: int = 1) -> "Word":
        """The word `i` places on; raises IndexError outside the text."""
        if self.i + i < 0:
            raise IndexError(f"no word stands {-i} before {self.text!r}, the word {self.i} of its text")
        return tokens_of(self.doc)[self.i + i]


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

    @wraps(make)
    def kept(token: Token) -> Made:
        asked = token if type(token) is Word else word(token)
        made: Made = asked.answers.get(make, _UNASKED)
        if made is _UNASKED:
            made = asked.answers[make] = make(asked)
        return made

    return kept


def forget(doc: Doc) -> None:
    """Drop what was made of the Doc, which changed or is done with; its words know nothing of each other afterwards.

    What holds each other would stay in memory until Python looks for such circles.
    """
    for key in [key for key in doc.user_data if isinstance(key, str) and key.startswith(_KEPT)]:
        made = doc.user_data.pop(key)
        if key == _WORDS:
            for each in made:
                del each.head, each.children, each.answers


@once
def tokens_of(doc: Doc) -> tuple[Word, ...]:
    """The words of a text."""
    words = tuple([Word(doc.vocab, doc, index) for index in range(len(doc))])
    string = cache(doc.vocab.strings.as_string)
    values = doc.to_array([HEAD, ORTH, LOWER, LEMMA, POS, TAG, DEP])
    heads = (np.arange(len(words)) + values[:, 0].astype(np.int64)).tolist()
    rows = zip(words, heads, *values[:, 1:].T.tolist(), strict=True)
    for index, (word, head, orth, lower, lemma, pos, tag, dep) in enumerate(rows):
        word.i, word.head, word.children, word.labels, word.answers = index, words[head], _ALONE, _UNNAMED, {}
        word.text, word.lower_, word.lemma_ = string(orth), string(lower), string(lemma)
        word.pos_, word.tag_, label = string(pos), string(tag), string(dep)
        word.label = _UD.get(label, label)
    _hang(words)
    return words


def _hang(words: Iterable[Word]) -> None:
    """Give the words their children."""
    for word in words:
        head = word.head
        if head is not word:
            if head.children is _ALONE:
                head.children, head.labels = [word], {word.label}
            else:
                head.children.append(word)
                head.labels.add(word.label)


_ALONE: list[Word] = []  # the children of words that have none, and their labels
_UNNAMED: set[str] = set()
_WORDS = f"{_KEPT}{tokens_of.__module__}.{tokens_of.__qualname__}"


def word(token: Token) -> Word:
    """The word that a token is."""
    return token if type(token) is Word else tokens_of(token.doc)[token.i]
