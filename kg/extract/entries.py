"""Entries of a chronicle: paragraphs that open with a day of their own, each the beginning of another story.

"On 3 May rebels took Sirwa.\\n\\nOn 9 May a mine hit a truck. Two men died." says nothing of where the two died; of
"9 May - A mine hits a truck. Two men die." all sentences tell of that day, in the present as well.
"""

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from kg.extract.parse import ends_line, sentences, tokens_of, whole_text
from kg.extract.time_attachment import DAYS, located
from kg.extract.time_words import TimeExpression, headed

_OPENING = 3  # words before the day: "In the night of 3 May"
_HEADINGS = DAYS | {"month", "year"}  # kinds of times that head entries


def entries(doc: Doc, times: Sequence[TimeExpression]) -> frozenset[int]:
    """The token indices at which an entry begins: a paragraph whose first words name a date of the calendar."""
    dated = [each for each in times if each.kind == "date"]
    return frozenset(sent.start for sent in sentences(doc) if dated and _opens(sent, dated))


def _opens(sent: Tokens, dated: Sequence[TimeExpression]) -> bool:
    if sent.start and not ends_line(tokens_of(sent.doc)[sent.start - 1]):
        return False
    return any(tokens.start - sent.start <= _OPENING for _, tokens in located(dated, sent))


def headings(doc: Doc, times: Sequence[TimeExpression]) -> Mapping[int, TimeExpression]:
    """The time that heads the paragraph or the part of a sentence, by the index of the sentence's first token.

    What fills a line heads all below it up to the next; one day alone that does may be that of the report.
    """
    text = whole_text(doc)
    ends = [(each, headed(text, each.span.start, each.span.end)) for each in times if each.kind in _HEADINGS]
    ends = [(each, end) for each, end in ends if end]
    days = [each for each, end in ends if each.kind in DAYS and not _is_of_line(text[each.span.end : end])]
    report = days[0] if len(days) == 1 else None
    heads = [(each, end) for each, end in ends if each is not report]
    return {
        sent.start: each
        for sent in (sentences(doc) if heads else ())
        for each, end in heads  # the last one holds
        if each.span.start < sent.end_char and sent.start_char < end
    }


def _is_of_line(text: str) -> bool:
    return len(text.splitlines()) == 1
