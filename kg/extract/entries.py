"""Entries of a chronicle: paragraphs that open with a day of their own, each the beginning of another story.

"On 3 May rebels took Sirwa.\\n\\nOn 9 May a mine hit a truck. Two men died." says nothing of where the two died; of
"9 May - A mine hits a truck. Two men die." all sentences tell of that day, in the present as well.
"""

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from kg.extract.parse import ends_line, sentences, tokens_of
from kg.extract.time_attachment import DAYS, located
from kg.extract.time_words import TimeExpression

_OPENING = 3  # words before the day: "In the night of 3 May"
_HEADINGS = DAYS | {"month", "year"}  # kinds of times that head entries
_SIGNS = frozenset({":", "-", "–", "—", "--"})


def entries(doc: Doc, times: Sequence[TimeExpression]) -> frozenset[int]:
    """The token indices at which an entry begins: a paragraph whose first words name a date of the calendar."""
    dated = [each for each in times if each.kind == "date"]
    return frozenset(sent.start for sent in sentences(doc) if dated and _opens(sent, dated))


def _opens(sent: Tokens, dated: Sequence[TimeExpression]) -> bool:
    if sent.start and not ends_line(tokens_of(sent.doc)[sent.start - 1]):
        return False
    return any(tokens.start - sent.start <= _OPENING for _, tokens in located(dated, sent))


def headings(doc: Doc, times: Sequence[TimeExpression]) -> Mapping[int, TimeExpression]:
    """The time that heads the paragraph of a sentence, by the index of the sentence's first token."""
    heads = [each for each in times if each.kind in _HEADINGS]
    found: dict[int, TimeExpression] = {}
    current: TimeExpression | None = None
    for sent in sentences(doc) if heads else ():
        if not sent.start or ends_line(tokens_of(doc)[sent.start - 1]):
            current = _head(sent, heads)
        if current is not None:
            found[sent.start] = current
    return found


def _head(sent: Tokens, times: Sequence[TimeExpression]) -> TimeExpression | None:
    for each, tokens in located(times, sent):
        signed = tokens.end < len(sent.doc) and sent.doc[tokens.end].text in _SIGNS
        if tokens.start == sent.start and signed:
            return each
    return None
