"""What a rule of `kg.extract.repairs` is: the words that it looks at, and the changes of the parse that it proposes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.parse import PERSONS, SUBJECTS

Change = tuple[int, int, str, str]  # index of a word, of its head, its label, its tag ("" to keep it)
Changes = Iterator[Change]

NAMED = PERSONS | {"ORG"}  # labels of names of those who speak and act
AUXILIARIES = frozenset({"aux", "aux:pass"})
MARKED = AUXILIARIES | {"mark", "cop"}
HELD = SUBJECTS | AUXILIARIES | {"mark"}


@dataclass(frozen=True, slots=True)
class Repair:
    """A rule with the tags and labels of the words that it may apply to."""

    changes: Callable[[Token], Changes]
    tags: frozenset[str]
    labels: frozenset[str]  # none: of any label

    def may_apply(self, tag: str, label: str) -> bool:
        """Whether the rule looks at words with this tag and this label."""
        return tag in self.tags and (not self.labels or label in self.labels)


def repair(tags: str, labels: str = "") -> Callable[[Callable[[Token], Changes]], Repair]:
    """Make a function a rule for words with one of these tags and, where any are given, one of these labels."""
    return lambda changes: Repair(changes, frozenset(tags.split()), frozenset(labels.split()))


def past_above(word: Token) -> Token | None:
    """The nearest past form above a word."""
    return next((each for each in word.ancestors if each.tag_ == "VBD"), None)


def joined_to_past_above(verb: Token, tag: str = "") -> Changes:
    """The verb as one more of the nearest past form above the word that a parser joined it to."""
    above = past_above(verb.head)
    if above is not None:
        yield verb.i, above.i, "conj", tag
