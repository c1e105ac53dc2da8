"""Words in, annotations out: windows over a text of any length, the ONNX session, decoding."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from .decode import Floats, Ints, window_heads, window_tags
from .pieces import WordPieces
from .shipped import MODEL, TOKENIZER

WORDS_PER_WINDOW = 160
"""Longest window, as in training; a longer sentence is cut here."""

PIECES_PER_WINDOW = 508
"""Most word pieces of a window: MiniLM has 512 positions, two are [CLS] and [SEP]."""

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
    a batch the result for one text would depend on the texts next to it."""

    def __init__(self, weights: Path, threads: int, words: int = WORDS_PER_WINDOW, model: str = MODEL) -> None:
        """Read the file `model` and the tokenizer in the folder `weights`; windows hold at most `words` words."""
        self._path = weights / model
        self._threads = threads
        self._words = words
        self._pieces = WordPieces(weights / TOKENIZER)
        self._session = self._open()
        self._process = os.getpid()
        self.seconds = 0.0
        """Time spent in the ONNX session so far."""

    def _open(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The arena keeps the memory of the largest window for good; patterns would keep one plan per length.
        options.enable_mem_pattern = False
        return onnxruntime.InferenceSession(str(self._path), options, providers=["CPUExecutionProvider"])

    def annotate(self, words: list[str], breaks: NDArray[np.bool_], fixed: bool = False) -> Annotation:
        """Annotations of a text's words.

        breaks [n]: words that begin a paragraph, and so a sentence; fixed: no other word begins a sentence.
        """
        size = len(words)
        layers = {name: np.zeros(size, np.int64) for name in ("xpos", "upos", "feats", "heads", "deprel", "tags")}
        starts = np.zeros(size, np.bool_)
        for first, found in self._windows(words, breaks, fixed):
            end = first + len(found.heads)
            for name, layer in layers.items():
                layer[first:end] = getattr(found, name)
            layers["heads"][first:end] += first
            starts[first:end] = found.starts
        return Annotation(starts=starts, **layers)

    def _windows(self, words: list[str], breaks: NDArray[np.bool_], fixed: bool) -> Iterator[tuple[int, Annotation]]:
        """First word and annotations of consecutive stretches of whole sentences."""
        known = [self._pieces(word) for word in words]
        lengths = np.array([len(ids) for ids, _ in known], np.int64)
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        pieces = np.fromiter((i for ids, _ in known for i in ids), np.int64, int(offsets[-1]))
        cases = np.repeat(np.fromiter((case for _, case in known), np.int64, len(known)), lengths)
        paragraphs = np.flatnonzero(breaks)
        first = 0
        while first < len(words):
            full = int(np.searchsorted(offsets, offsets[first] + PIECES_PER_WINDOW, side="right")) - 1
            end = min(first + self._words, full, len(words))
            if end < len(words):
                # The end of a paragraph in the second half of the window makes a clean cut.
                index = int(np.searchsorted(paragraphs, end, side="right")) - 1
                if index >= 0 and paragraphs[index] > first + self._words // 2:
                    end = int(paragraphs[index])
            low, high = offsets[first], offsets[end]
            scores = self._run(pieces[low:high], cases[low:high], lengths[first:end])
            forced = breaks[first:end].copy()
            forced[0] = True
            is_start = forced if fixed else (scores["starts"] > 0) | forced
            if end < len(words) and not breaks[end]:
                # The last sentence may go on: the next window begins with it, unless it fills this one.
                last = int(np.flatnonzero(is_start)[-1])
                if last > 0:
                    end = first + last
                    is_start = is_start[:last]
            yield first, _decode(scores, is_start)
            first = end

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
        if self._process != os.getpid():
            # After a fork (nlp.pipe with n_process) the session's threads are gone: open it again.
            self._session, self._process = self._open(), os.getpid()
        began = time.perf_counter()
        found = self._session.run(_OUTPUTS, {"pieces": ids, "cases": classes, "pool": pool})
        self.seconds += time.perf_counter() - began
        return dict(zip(_OUTPUTS, found, strict=True))


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
