"""Entries of a chronicle: paragraphs that open with a day of their own, each the beginning of another story.

"On 3 May rebels took Sirwa.\\n\\nOn 9 May a mine hit a truck. Two men died." says nothing of where the two died.
"""

from collections.abc import Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from kg.extract.parse import ends_line, sentences, tokens_of
from kg.extract.time_attachment import located
from kg.extract.time_words import TimeExpression

_OPENING = 3  # words before the day: "In the night of 3 May"


def entries(doc: Doc, times: Sequence[TimeExpression]) -> frozenset[int]:
    """The token indices at which an entry begins: a paragraph whose first words name a date of the calendar."""
    dated = [each for each in times if each.kind == "date"]
    return frozenset(sent.start for sent in sentences(doc) if dated and _opens(sent, dated))


def _opens(sent: Tokens, dated: Sequence[TimeExpression]) -> bool:
    if sent.start and not ends_line(tokens_of(sent.doc)[sent.start - 1]):
        return False
    return any(tokens.start - sent.start <= _OPENING for _, tokens in located(dated, sent))
