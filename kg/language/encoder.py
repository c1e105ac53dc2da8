"""Words in, annotations out: windows over a text of any length, the ONNX session, decoding."""

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from .boundaries import Words
from .decode import Floats, Ints, inside_names, window_heads, window_tags
from .pieces import WordPieces
from .shipped import MODEL, TOKENIZER

WORDS_PER_WINDOW = 130
"""Longest window, a longer sentence is cut here: as exact as the 160 of training, and attention costs less."""

PIECES_PER_WINDOW = 508
"""Most word pieces of a window: MiniLM has 512 positions, two are [CLS] and [SEP]."""

AHEAD = 4
"""Stretches of text per thread that may wait: keeps the threads busy, bounds memory."""

_OUTPUTS = ["xpos", "upos", "feats", "tags", "starts", "arcs", "label_left", "label_head"]


@dataclass
class Annotation:
    """Annotations of n words as label numbers (see labels.json)."""

    xpos: Ints
    upos: Ints
    feats: Ints
    heads: Ints
    """[n]: position of the head, that of the word itself for roots."""
    deprel: Ints
    tags: Ints
    starts: NDArray[np.bool_]
    """[n]: whether the word begins a sentence."""


class Encoder:
    """The shipped model. Every window runs alone: the scales of dynamic int8 come from the whole input, so in
    a batch the result for one text would depend on the texts next to it. Windows of different stretches run side by
    side, one thread each, which is faster than several threads on one window."""

    def __init__(self, weights: Path, threads: int, words: int = WORDS_PER_WINDOW) -> None:
        """Read the model and the tokenizer in the folder `weights`; windows hold at most `words` words."""
        self._path = weights / MODEL
        self._threads = threads
        self._words = words
        self._pieces = WordPieces(weights / TOKENIZER)
        self._open()
        self.seconds = 0.0
        """Processor time spent in the ONNX session so far."""

    def _open(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The arena keeps the memory of the largest window for good; patterns would keep one plan per length.
        options.enable_mem_pattern = False
        self._session = onnxruntime.InferenceSession(
            str(self._path), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        self._pool = ThreadPoolExecutor(self._threads, "kg-encoder")
        self._process = os.getpid()

    def annotate(self, texts: Iterable[Words]) -> Iterator[Annotation]:
        """Annotations of many texts, in their order; reads only a little ahead."""
        if self._process != os.getpid():
            self._open()  # after a fork (nlp.pipe with n_process) the threads are gone
        waiting: deque[tuple[Words, deque[Future[list[Annotation]]]]] = deque()
        ahead = 0
        for words in texts:
            stretches = [self._pool.submit(self._annotate, words, *ends) for ends in self._stretches(words.cuts())]
            waiting.append((words, deque(stretches)))
            ahead += len(stretches)
            while waiting and (ahead > AHEAD * self._threads or all(f.done() for f in waiting[0][1])):
                ahead -= len(waiting[0][1])
                yield _joined(*waiting.popleft())
        for rest in waiting:
            yield _joined(*rest)

    def _stretches(self, cuts: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
        """First word and end of stretches between cuts: of one window where there is a cut in its second half, else
        as long as it takes to reach the next."""
        ends = np.append(np.flatnonzero(cuts), len(cuts))
        first = 0
        while first < len(cuts):
            index = int(np.searchsorted(ends, first + self._words, side="right"))
            before = int(ends[index - 1]) if index else 0
            end = before if before > first + self._words // 2 or index == len(ends) else int(ends[index])
            yield first, end
            first = end

    def _annotate(self, words: Words, first: int, end: int) -> list[Annotation]:
        """Annotations of consecutive parts of a stretch, each of whole sentences."""
        known = [self._pieces(word) for word in words.texts[first:end]]
        breaks = words.breaks[first:end]
        lengths = np.array([len(ids) for ids, _ in known], np.int64)
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        pieces = np.fromiter((i for ids, _ in known for i in ids), np.int64, int(offsets[-1]))
        cases = np.repeat(np.fromiter((case for _, case in known), np.int64, len(known)), lengths)
        parts = []
        stretch, first, size = first, 0, len(known)
        while first < size:
            full = int(np.searchsorted(offsets, offsets[first] + PIECES_PER_WINDOW, side="right")) - 1
            end = min(first + self._words, full, size)
            low, high = offsets[first], offsets[end]
            scores = self._run(pieces[low:high], cases[low:high], lengths[first:end])
            begins = np.where(inside_names(scores["tags"]), -1, scores["starts"])  # "Human Rights [Watch] said"
            is_start = words.starts(begins, stretch + first)
            if end < size and not breaks[end]:
                # The last sentence may go on: the next window begins with it, unless it fills this one.
                last = int(np.flatnonzero(is_start)[-1])
                if last > 0:
                    end = first + last
                    is_start = is_start[:last]
            parts.append(_decode(scores, is_start))
            first = end
        return parts

    def _run(self, pieces: Ints, cases: Ints, lengths: Ints) -> dict[str, NDArray[Any]]:
        """Outputs of the model for one window of w words in p word pieces."""
        count = len(pieces)
        ids = np.empty(count + 2, np.int64)
        ids[0], ids[-1] = self._pieces.start, self._pieces.end
        ids[1:-1] = pieces
        classes = np.zeros(count + 2, np.int64)
        classes[1:-1] = cases
        pool = np.zeros((len(lengths), count + 2), np.float32)
        pool[np.repeat(np.arange(len(lengths)), lengths), np.arange(1, count + 1)] = np.repeat(1 / lengths, lengths)
        began = time.thread_time()
        found = self._session.run(_OUTPUTS, {"pieces": ids, "cases": classes, "pool": pool})
        self.seconds += time.thread_time() - began
        return dict(zip(_OUTPUTS, found, strict=True))


def _joined(words: Words, stretches: Iterable[Future[list[Annotation]]]) -> Annotation:
    """One annotation of a text from those of its parts; heads are counted from its first word."""
    size = len(words.texts)
    layers = {name: np.zeros(size, np.int64) for name in ("xpos", "upos", "feats", "heads", "deprel", "tags")}
    starts = np.zeros(size, np.bool_)
    first = 0
    for part in (part for stretch in stretches for part in stretch.result()):
        end = first + len(part.heads)
        for name, layer in layers.items():
            layer[first:end] = getattr(part, name)
        layers["heads"][first:end] += first
        starts[first:end] = part.starts
        first = end
    return Annotation(starts=starts, **layers)


def _decode(scores: dict[str, NDArray[Any]], is_start: NDArray[np.bool_]) -> Annotation:
    """Annotation of the first len(is_start) words of a window."""
    size = len(is_start)
    starts = np.flatnonzero(is_start)
    arcs: Floats = scores["arcs"][:size, : size + 1]
    heads = window_heads(arcs, starts)
    left = scores["label_left"][:size]
    deprel: Ints = (left @ scores["label_head"][heads][:, :, None])[:, :, 0].argmax(1)
    return Annotation(
        xpos=scores["xpos"][:size],
        upos=scores["upos"][:size],
        feats=scores["feats"][:size],
        heads=np.where(heads > 0, heads - 1, np.arange(size)),
        deprel=deprel,
        tags=window_tags(scores["tags"][:size], starts),
        starts=is_start,
    )
