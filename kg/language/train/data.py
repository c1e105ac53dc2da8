"""Corpora to training windows: UD sentences in document order, entity sentences packed at random."""

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..conventions import TAGS, normal_spans, to_spans, to_tags
from ..pieces import DIGIT, LOWER, TITLE, UPPER, WordPieces

LAYERS = ("xpos", "upos", "feats", "deprel")
MISSING = -100
"""Target of a word whose layer is not annotated; torch's cross entropy ignores it."""

_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)


@dataclass
class Sentence:
    """One sentence: words, and per word the annotations of the layers that its corpus has."""

    words: list[str]
    xpos: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """1-based index of the head in the sentence, 0 for the root; empty without syntax."""
    deprel: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    """BIO tags; empty without entities."""
    text: str = ""
    source: str = ""


@dataclass
class Window:
    """Sentences that the encoder reads together, with their word pieces and case classes."""

    sentences: list[Sentence]
    pieces: list[tuple[int, ...]]
    cases: list[int]
    length: int
    """Word pieces with [CLS] and [SEP]."""


def read_conllu(path: Path) -> list[list[Sentence]]:
    """Documents of a gzipped CoNLL-U file, each a list of sentences."""
    documents: list[list[Sentence]] = []
    sentence = Sentence([])
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                documents.append([])
            elif line.startswith("# text = "):
                sentence.text = line[9:].rstrip("\n")
            elif line == "\n":
                documents[-1].append(sentence)
                sentence = Sentence([])
            elif line[0] != "#":
                index, form, _, upos, xpos, feats, head, deprel, *_ = line.split("\t")
                if index.isdigit():
                    sentence.words.append(form)
                    sentence.upos.append(upos)
                    sentence.xpos.append(xpos)
                    sentence.feats.append(feats)
                    sentence.heads.append(int(head))
                    sentence.deprel.append(deprel)
    if sentence.words:
        documents[-1].append(sentence)
    return documents


def read_entities(path: Path) -> list[Sentence]:
    """Sentences of a gzipped JSON-lines file of BIO tags, brought to the package's convention of names."""
    sentences = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            words: list[str] = record["tokens"]
            spans = normal_spans(words, to_spans(record["tags"]))
            sentences.append(Sentence(words, tags=to_tags(len(words), spans), source=record["source"]))
    return sentences


def merge(documents: list[list[Sentence]], entities: list[Sentence]) -> list[Sentence]:
    """Give syntax sentences the entities annotated on the same words; returns the entity sentences left over."""
    by_words = {tuple(s.words): s for s in entities if s.source == "uner-ewt"}
    used = set()
    for document in documents:
        for sentence in document:
            found = by_words.get(tuple(sentence.words))
            if found is not None:
                sentence.tags = found.tags
                used.add(tuple(sentence.words))
    return [s for s in entities if s.source != "uner-ewt" or tuple(s.words) not in used]


def label_lists(documents: list[list[Sentence]]) -> dict[str, list[str]]:
    """Labels of every layer, most frequent first; feature strings seen once only are left out."""
    labels: dict[str, list[str]] = {}
    for layer in LAYERS:
        counts = Counter(x for d in documents for s in d for x in getattr(s, layer))
        least = 2 if layer == "feats" else 1
        labels[layer] = [label for label, count in counts.most_common() if count >= least]
    return labels | {"tags": list(TAGS)}


class Windows:
    """Makes the windows of an epoch, anew each time: other cuts, other neighbours, other case changes."""

    def __init__(self, pieces: WordPieces, most_words: int = 160, most_pieces: int = 500) -> None:
        """Windows hold whole sentences up to `most_words` words and `most_pieces` word pieces."""
        self._pieces, self._most_words, self._most_pieces = pieces, most_words, most_pieces

    def window(self, sentences: list[Sentence]) -> Window:
        """The window of these sentences, cut where word pieces exceed the limit."""
        words = [self._pieces(word) for s in sentences for word in s.words]
        length = 2 + sum(len(ids) for ids, _ in words)
        return Window(sentences, [ids for ids, _ in words], [case for _, case in words], length)

    def pack(self, sentences: list[Sentence], rng: random.Random | None = None) -> Iterator[Window]:
        """Windows of consecutive sentences; with `rng` each has its own limit of words, often that of one."""
        batch: list[Sentence] = []
        words = pieces = 0
        limit = self._limit(rng)
        for sentence in sentences:
            size = sum(len(self._pieces(word)[0]) for word in sentence.words)
            if size > self._most_pieces:
                continue
            if batch and (words + len(sentence.words) > limit or pieces + size > self._most_pieces):
                yield self.window(batch)
                batch, words, pieces = [], 0, 0
                limit = self._limit(rng)
            batch.append(sentence)
            words += len(sentence.words)
            pieces += size
        if batch:
            yield self.window(batch)

    def epoch(self, documents: list[list[Sentence]], entities: list[Sentence], rng: random.Random) -> list[Window]:
        """All windows of one epoch, in random order."""
        windows: list[Window] = []
        for document in documents:
            varied = [_without_final(s) if rng.random() < 0.05 else s for s in document]
            windows.extend(self.pack(varied, rng))
        for source in sorted({s.source for s in entities}):
            chosen = [s for s in entities if s.source == source]
            rng.shuffle(chosen)
            windows.extend(self.pack(chosen, rng))
        for window in windows:
            _vary_case(window, rng)
        rng.shuffle(windows)
        return windows

    def _limit(self, rng: random.Random | None) -> int:
        if rng is None:
            return self._most_words
        return 1 if rng.random() < 0.25 else rng.randint(self._most_words // 3, self._most_words)


def batches(windows: list[Window], most_pieces: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most `most_pieces` with padding; batches in random order."""
    result: list[list[Window]] = []
    for window in sorted(windows, key=lambda w: w.length):
        if not result or (len(result[-1]) + 1) * window.length > most_pieces:
            result.append([])
        result[-1].append(window)
    rng.shuffle(result)
    return result


def _without_final(sentence: Sentence) -> Sentence:
    """The sentence without its final punctuation, if nothing hangs from it and something is left."""
    last = len(sentence.words)
    if last < 3 or sentence.upos[-1] != "PUNCT" or last in sentence.heads or sentence.heads[-1] == 0:
        return sentence
    return replace(
        sentence,
        words=sentence.words[:-1],
        xpos=sentence.xpos[:-1],
        upos=sentence.upos[:-1],
        feats=sentence.feats[:-1],
        heads=sentence.heads[:-1],
        deprel=sentence.deprel[:-1],
        tags=sentence.tags[:-1],
    )


def _vary_case(window: Window, rng: random.Random) -> None:
    """Now and then a window in capitals, as a headline or in small letters: only the case classes change."""
    draw = rng.random()
    if draw >= 0.08:
        return
    words = [word for s in window.sentences for word in s.words]
    for index, word in enumerate(words):
        if word.upper() == word.lower() or window.cases[index] == DIGIT:
            continue
        if draw < 0.05:
            window.cases[index] = UPPER if len(word) > 1 else TITLE
        elif draw < 0.07:
            if window.cases[index] == LOWER and word.lower() not in _SMALL:
                window.cases[index] = TITLE
        else:
            window.cases[index] = LOWER
