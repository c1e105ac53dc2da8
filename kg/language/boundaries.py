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
_WORD = 4
"""Letters of a word that is no abbreviation, one more of one with a capital, and digits of a year."""
_DASHES = frozenset({"-", "–", "—", "--"})
_PROSE = 8
"""Words of a paragraph at least that make it more than a title."""
_HEADING = 6
"""Words at most from the start of a paragraph to the dash after the area that it tells of: "Shan State - Troops"."""


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

    def sure(self, first: int, end: int) -> Flags:
        """Of the words [first, end): those with a capital after a full stop behind a plain word: "reported. Forces".

        In the training corpora 8,742 of them begin a sentence and 12 do not.
        """
        found = np.zeros(end - first, np.bool_)
        for index in range(max(first, 2), end):
            before, stop, word = self.texts[index - 2 : index + 1]
            found[index - first] = stop == "." and _is_plain(before) and word[0].isupper() and self._spaced[index]
        for opening in (first + np.flatnonzero(self.breaks[first:end] | (np.arange(first, end) == 0))).tolist():
            if (body := self._after_heading(opening)) < end:
                found[body - first] = True
        return found

    def _goes_on(self, index: int) -> bool:
        """Whether a small letter goes on after an abbreviation in one paragraph: "at 8 a.m. on Sunday"."""
        before = self.texts[index - 1] if index else ""
        abbreviated = before.count(".") > 1 and before[-1] == "." and before[0].isalpha()
        return abbreviated and self.texts[index][0].islower() and not self.breaks[index]

    def _after_heading(self, opening: int) -> int:
        """Where the text begins of a paragraph that opens with the area it tells of; the end of all without one."""
        if not self.texts[opening][0].isupper():
            return len(self.texts)  # a day
        for dash in range(opening + 1, min(opening + _HEADING, len(self.texts) - 1)):
            apart = self._spaced[dash] and self._spaced[dash + 1]
            if self.texts[dash] in _DASHES and apart:
                named = self.texts[dash - 2 : dash] != ["Islamic", "State"] and self._is_prose(dash + 1)
                return dash + 1 if named and self.texts[dash + 1][0].isupper() else len(self.texts)
            if not self.texts[dash][0].isupper():
                break
        return len(self.texts)

    def _is_prose(self, start: int) -> bool:
        """Whether the rest of a paragraph is more than a title: long, and with a stop at its end."""
        later = np.flatnonzero(self.breaks[start:])
        end = start + int(later[0]) if len(later) else len(self.texts)
        return end - start >= _PROSE and not self.texts[end - 1][-1].isalnum()

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
                if index < end and not self._goes_on(index):
                    result[index - first] |= self._apart[index]
            result |= self.sure(first, end)
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


def _is_plain(word: str) -> bool:
    """Whether a full stop behind a word is not that of an abbreviation or a number in a list."""
    if word.isdigit():
        return len(word) == _WORD
    whole = word.isalpha() and word[1:].islower() and len(word) >= _WORD + word[0].isupper()
    return whole or word in _CLOSING or word in _STRAIGHT
