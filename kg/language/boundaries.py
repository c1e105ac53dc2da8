"""Where sentences begin, as far as the text itself says: blank lines, full stops, the side of a quotation mark."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]

_STOPS = frozenset(".?!")
_OPENING = frozenset("“‘([")
_CLOSING = frozenset("”’)]")
_STRAIGHT = frozenset("\"'")


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
    """[n]: marks that open a quotation or a bracket; a straight mark when there is space before it alone."""
    closing: Flags = field(init=False)
    """[n]: marks that close one; a straight mark when there is space after it alone."""

    def __post_init__(self) -> None:
        """Find the sides of the marks."""
        self.opening, self.closing = np.zeros((2, len(self.texts)), np.bool_)
        before = True
        for index, (word, after) in enumerate(zip(self.texts, self.spaces.tolist(), strict=True)):
            straight = word in _STRAIGHT
            if straight or word in _OPENING:
                self.opening[index] = not straight or (before and not after)
            if straight or word in _CLOSING:
                self.closing[index] = not straight or (after and not before)
            before = after

    def cuts(self) -> Flags:
        """[n]: words that surely begin a sentence: none has to be read with the words before them."""
        if self.fixed:
            return self.breaks
        cuts = self.breaks.copy()
        after_stop = False
        for index, word in enumerate(self.texts):
            if after_stop and not self._may_close(index):
                cuts[index] |= not word[0].islower()
                after_stop = False
            after_stop |= word in _STOPS
        return cuts

    def starts(self, scores: NDArray[np.float32], first: int) -> Flags:
        """Sentence starts of a window that begins with word `first`, from the encoder's scores of its words.

        A mark that opens a quotation belongs to the sentence after it, one that closes to that before it: the encoder
        reads words without their spaces and cannot always tell.
        """
        window = slice(first, first + len(scores))
        given = self.breaks[window].copy()
        given[0] = True
        if self.fixed:
            return given
        found = scores > 0
        opening = found[1:] & self.opening[window][:-1]
        found[1:] &= ~opening
        found[:-1] |= opening
        closing = found[:-1] & self.closing[window][:-1]
        found[:-1] &= ~closing
        found[1:] |= closing
        result: Flags = found | given
        return result

    def _may_close(self, index: int) -> bool:
        unsure = self.texts[index] in _STRAIGHT and not self.opening[index]
        return unsure or bool(self.closing[index])
