"""Where sentences begin, as far as the text itself says: blank lines, full stops, the side of a mark."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]

_STOPS = frozenset(".?!")
_OPENING = frozenset("“‘([")
_CLOSING = frozenset("”’)]")
_STRAIGHT = frozenset("\"'")
_ENDING = _STOPS | _CLOSING | _STRAIGHT
"""A sentence may begin right after a word that ends so, as where a page's text lost its spaces."""


@dataclass
class Words:
    """What the encoder needs to know of a text of n words."""

    texts: list[str]
    breaks: Flags
    """[n]: words that begin a paragraph, and so a sentence."""
    spaces: Flags
    """[n]: words with white space after them."""
    fixed: bool = False
    """Whether no other word begins a sentence than those of `breaks`."""
    opening: Flags = field(init=False)
    """[n]: marks that belong to what follows: between it and the white space before, or a sign that opens."""
    closing: Flags = field(init=False)
    """[n]: marks that belong to what they follow: between it and the white space after, or a sign that closes."""

    def __post_init__(self) -> None:
        """Find the sides of the marks."""
        after = self.spaces
        self._spaced = before = np.append(True, after[:-1])
        marks = np.array([not (w[0].isalnum() or any(map(str.isalnum, w))) for w in self.texts], np.bool_)
        opens = np.array([word in _OPENING for word in self.texts], np.bool_)
        closes = np.array([word in _CLOSING for word in self.texts], np.bool_)
        self.opening = opens | (_leading(marks, before) & ~closes & ~after)
        self.closing = closes | (_leading(marks[::-1], after[::-1])[::-1] & ~opens & ~before)
        self._apart = before | np.array([False, *(word[-1] in _ENDING for word in self.texts[:-1])], np.bool_)

    def cuts(self) -> Flags:
        """[n]: words that surely begin a sentence: none has to be read with the words before them."""
        if self.fixed:
            return self.breaks
        cuts = self.breaks.copy()
        after_stop = False
        for index, word in enumerate(self.texts):
            if after_stop and not self._may_close(index):
                sure = (word[0].isalnum() and not word[0].islower()) or self.opening[index]
                cuts[index] |= sure and self._spaced[index]
                after_stop = False
            after_stop |= word in _STOPS
        return cuts

    def starts(self, scores: NDArray[np.float32], first: int) -> Flags:
        """Sentence starts of a window that begins with word `first`, from the encoder's scores of its words.

        The encoder reads words without their spaces. So a mark that belongs to the word after it begins the sentence,
        one that belongs to the word before it ends the last, and none begins within what is written as one.
        """
        end = first + len(scores)
        result = self.breaks[first:end].copy()
        result[0] = True
        if not self.fixed:
            for index in (first + np.flatnonzero(scores > 0)).tolist():
                while index > first and self.opening[index - 1]:
                    index -= 1
                while index < end and self.closing[index]:
                    index += 1
                if index < end:
                    result[index - first] |= self._apart[index]
        return result

    def _may_close(self, index: int) -> bool:
        unsure = self.texts[index] in _STRAIGHT and not self.opening[index]
        return unsure or bool(self.closing[index])


def _leading(marks: Flags, begins: Flags) -> Flags:
    """[n]: marks with nothing but marks between them and the last word of `begins`."""
    others = np.cumsum(~marks)
    before = np.maximum.accumulate(np.where(begins, others - ~marks, 0))
    result: Flags = marks & (others == before)
    return result
