"""Words to the encoder's input: WordPiece ids and a case class; shared by training and run time."""

from pathlib import Path

from tokenizers import Tokenizer

PIECES_PER_WORD = 12
"""A word keeps this many word pieces at most; the rest says nothing more about it."""

CHARACTERS_PER_WORD = 120
"""A word is cut to this many characters first: a 100,000-character token costs no more than a name."""

LOWER, MIXED, TITLE, UPPER, DIGIT = range(5)
"""Case classes, fed to the uncased encoder through its token-type embedding."""


def case_class(word: str) -> int:
    """Case class of a word: DIGIT wins over letters, an only capital letter (`I`) is TITLE."""
    if word.islower():
        return DIGIT if any(map(str.isdigit, word)) else LOWER
    if any(map(str.isdigit, word)):
        return DIGIT
    if word.istitle():
        return TITLE
    if word.isupper():
        return UPPER
    return LOWER if word.lower() == word else MIXED


class WordPieces:
    """Word pieces of single words, remembered: most words of a text have been seen before."""

    def __init__(self, path: Path, remember: int = 50_000) -> None:
        """Read tokenizer.json at `path`; keep the pieces of at most `remember` distinct words."""
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._remember = remember
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}
        self.start: int = self._id("[CLS]")
        self.end: int = self._id("[SEP]")
        self._unknown: int = self._id("[UNK]")

    def _id(self, special: str) -> int:
        found = self._tokenizer.token_to_id(special)
        assert found is not None, f"{special} is not in the vocabulary"
        return found

    def __call__(self, word: str) -> tuple[tuple[int, ...], int]:
        """Ids of the word's pieces, at least one, and its case class."""
        cut = word[:CHARACTERS_PER_WORD]
        found = self._known.get(cut)
        if found is None:
            ids = self._tokenizer.encode(cut, add_special_tokens=False).ids[:PIECES_PER_WORD]
            found = (tuple(ids) or (self._unknown,), case_class(cut))
            if len(self._known) >= self._remember:
                self._known.clear()
            self._known[cut] = found
        return found
