"""The spaCy component `kg_encoder`: runs the encoder over a Doc and writes its annotations."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from .boundaries import Words
from .encoder import WORDS_PER_WINDOW, Annotation, Encoder
from .shipped import FOLDER, read_labels, verify

THREADS = min(4, os.cpu_count() or 1)
"""Threads of the encoder; the Python around it is a fifth of the work, so that more than five would wait for it."""

WRAPPED = 120
"""Longest line of a text whose lines are broken to fit a page; where one is longer, every line is a paragraph."""

_SHORT = 0.6
"""Share of the longest line up to which a line of a wrapped text is a heading, the word behind it included."""

_ASKED = (["Q", ":"], ["A", ":"])
"""What stands before the questions and answers of an interview."""

_ATTRIBUTES = [TAG, POS, MORPH, HEAD, DEP, ENT_IOB, ENT_TYPE]


class KgEncoder:
    """Sets tag_, pos_, morph, head, dep_, sentence starts and ents (PER, ORG, LOC, MISC)."""

    def __init__(self, vocab: Vocab, weights: Path = FOLDER, threads: int = THREADS, words: int = WORDS_PER_WINDOW):
        """Check and read the weights in the folder `weights`; `words` is the longest window."""
        verify(weights)
        self._made_of = (vocab, weights, threads, words)
        self.encoder = Encoder(weights, threads, words)
        labels = read_labels(weights)
        add = vocab.strings.add
        self._tags = _table([add(x) for x in labels["xpos"]])
        self._pos = _table([POS_IDS[x] for x in labels["upos"]])
        self._morph = _table([vocab.morphology.add(x) for x in labels["feats"]])
        # spaCy calls the root ROOT in every language; Token.sent.root does not look at the label.
        self._deps = _table([add("ROOT" if x == "root" else x) for x in labels["deprel"]])
        # Tag numbers: O, B-x, I-x, B-y, ...; IOB of spaCy: 1 inside, 2 outside, 3 beginning.
        self._iob = _table([{"O": 2, "B": 3, "I": 1}[x[0]] for x in labels["tags"]])
        self._types = _table([add(x[2:]) if x != "O" else 0 for x in labels["tags"]])
        self._space = [add("_SP"), POS_IDS["SPACE"], vocab.morphology.add("_"), 0, add("dep"), 2, 0]

    def __reduce__(self) -> tuple[type["KgEncoder"], tuple[Vocab, Path, int, int]]:
        """An ONNX session does not pickle: what it is made of does."""
        return KgEncoder, self._made_of

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` in place; sentence starts that are set already are kept."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 0) -> Iterator[Doc]:
        """Annotate many Docs, in order; the threads work on several at once (`batch_size` is spaCy's, unused)."""
        docs: deque[tuple[Doc, NDArray[np.bool_]]] = deque()

        def words() -> Iterator[Words]:
            for doc in stream:
                texts = [token.text for token in doc]
                is_word = np.array([not text.isspace() for text in texts], np.bool_)
                docs.append((doc, is_word))
                yield find_words(doc, texts, is_word)

        for found in self.encoder.annotate(words()):
            yield self._write(*docs.popleft(), found)

    def _write(self, doc: Doc, is_word: NDArray[np.bool_], found: Annotation) -> Doc:
        """The Doc with what was found of its words that are no white space."""
        if len(doc) == 0:
            return doc
        places = np.flatnonzero(is_word)
        values = np.tile(np.array(self._space, np.uint64), (len(doc), 1))
        values[places] = self._rows(found)
        values[places, 3] = _unsigned(places[found.heads] - places)
        self._attach_spaces(values, is_word, places)
        annotated: Doc = doc.from_array(_ATTRIBUTES, cast(Any, values))
        return annotated

    def _rows(self, found: Annotation) -> NDArray[np.uint64]:
        """Values of _ATTRIBUTES of words; the heads are left to the caller."""
        return np.stack(
            [
                self._tags[found.xpos],
                self._pos[found.upos],
                self._morph[found.feats],
                np.zeros(len(found.tags), np.uint64),
                self._deps[found.deprel],
                self._iob[found.tags],
                self._types[found.tags],
            ],
            axis=1,
        )

    def _attach_spaces(self, values: NDArray[np.uint64], is_word: NDArray[np.bool_], places: NDArray[np.int64]) -> None:
        """White space hangs from the word before it, at the start of a text from the first word."""
        spaces = np.flatnonzero(~is_word)
        if not len(spaces):
            return
        if not len(places):
            values[:, 3] = _unsigned(-spaces)
            values[0, 4] = self._root
            return
        before = np.searchsorted(places, spaces) - 1
        values[spaces, 3] = _unsigned(places[np.maximum(before, 0)] - spaces)
        # A line break within a name must not cut it: the space belongs to it too.
        after = np.minimum(before + 1, len(places) - 1)
        within = (before >= 0) & (before + 1 < len(places)) & (values[places[after], 5] == 1)
        values[spaces[within], 5] = 1
        values[spaces[within], 6] = values[places[after[within]], 6]

    @property
    def _root(self) -> int:
        return int(self._made_of[0].strings.add("ROOT"))


def _table(values: list[int]) -> NDArray[np.uint64]:
    return np.array(values, np.uint64)


def _unsigned(offsets: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Offsets of heads as Doc.from_array wants them: two's complement in unsigned numbers."""
    return offsets.astype(np.int64).view(np.uint64)


def find_words(doc: Doc, texts: list[str], is_word: NDArray[np.bool_]) -> Words:
    """The words of a Doc, without white space, and what is known of their sentences."""
    fixed = len(doc) > 0 and doc.has_annotation("SENT_START", require_complete=True)
    if fixed:
        breaks = _given(doc, is_word)
    else:
        width = max(map(len, doc.text.splitlines()), default=0)
        short = _short_lines(doc.text, width) if width <= WRAPPED else frozenset[int]()
        breaks = _breaks(texts, is_word, 2 if width <= WRAPPED else 1, short) | _preset(doc, is_word)
    places = np.flatnonzero(is_word)
    spaces = (doc.to_array("SPACY") > 0) | np.append(~is_word[1:], True)
    return Words(_as_read([texts[place] for place in places.tolist()]), breaks, spaces[places], fixed)


def _as_read(words: list[str]) -> list[str]:
    """The words for the encoder, which takes "Said" for a verb even where a text has spoken of "Omar Said"."""
    if "Said" not in words:
        return words
    named = any(word == "Said" and before.isalpha() and before.istitle() for before, word in pairwise(words))
    return ["Saeed" if word == "Said" else word for word in words] if named else words


def _short_lines(text: str, width: int) -> frozenset[int]:
    """The numbers of the lines, from 0, that end far before they must and before a capital or a number: headings."""
    lines = text.split("\n")
    reach = width * _SHORT
    return frozenset(
        number
        for number, (line, after) in enumerate(pairwise(lines))
        if line and after[:1].isalnum() and not after[0].islower() and len(line) + 1 + len(after.split()[0]) <= reach
    )


def _breaks(
    texts: list[str], is_word: NDArray[np.bool_], least: int, short: frozenset[int] = frozenset()
) -> NDArray[np.bool_]:
    """Of the words: those that follow white space with `least` line ends or more, two of which are a blank line, or
    with that of one of the `short` lines."""
    breaks = np.zeros(len(texts) + 1, np.bool_)
    lines = ended = 0
    for index in np.flatnonzero(~is_word).tolist():
        lines = texts[index].count("\n") + (lines if index and not is_word[index - 1] else 0)
        asked = lines > 0 and texts[index + 1 : index + 3] in _ASKED
        ended += texts[index].count("\n")
        if lines >= least or asked or (lines and ended - 1 in short):
            breaks[index + 1] = True
        if asked:
            breaks[index + 3 : index + 4] = True
    result: NDArray[np.bool_] = breaks[:-1][is_word]
    return result


def _given(doc: Doc, is_word: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of the words: those that begin a sentence in `doc`, itself or through white space before them."""
    number = np.cumsum([bool(token.is_sent_start) for token in doc])[is_word]
    result: NDArray[np.bool_] = np.diff(number, prepend=-1) > 0
    return result


def _preset(doc: Doc, is_word: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of the words: those whose is_sent_start was set to True before, as spaCy's own parser respects them."""
    result: NDArray[np.bool_] = (doc.to_array("SENT_START") == 1)[is_word]
    return result


@Language.factory(
    "kg_encoder",
    assigns=["token.tag", "token.pos", "token.morph", "token.head", "token.dep", "token.is_sent_start", "doc.ents"],
    default_config={"weights": None, "threads": THREADS, "words": WORDS_PER_WINDOW},
)
def create(nlp: Language, name: str, weights: str | None, threads: int, words: int) -> KgEncoder:
    """Factory: `weights` is a folder, None the shipped one; `threads` of the encoder; `words` in a window."""
    return KgEncoder(nlp.vocab, Path(weights) if weights else FOLDER, threads, words)
