"""Docs written by hand, a line for each word, and the mentions found in them."""

import spacy
from spacy.tokens import Doc, Span

from kg.extract.mentions import find_mentions
from kg.model import Document, Mention


def parsed(rows: str, ents: tuple[tuple[int, int, str], ...] = ()) -> Doc:
    """A Doc from lines "word pos tag dep head lemma"; head counts words from 0 in the whole text."""
    cells = [line.split() for line in rows.strip().splitlines()]
    doc = Doc(
        spacy.blank("en").vocab,
        words=[c[0] for c in cells],
        pos=[c[1] for c in cells],
        tags=[c[2] for c in cells],
        deps=[c[3] for c in cells],
        heads=[int(c[4]) for c in cells],
        lemmas=[c[5] if len(c) > 5 else c[0].lower() for c in cells],
    )
    doc.ents = [Span(doc, start, end, label=label) for start, end, label in ents]
    return doc


def mentions_of(doc: Doc) -> dict[str, Mention]:
    """The mentions by text; the last one of equal texts."""
    return {m.text: m for m in find_mentions(doc, Document("d", doc.text)).mentions}
