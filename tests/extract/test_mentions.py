"""The table of mentions: order, ids, look-up by token."""

import spacy
from spacy.tokens import Doc, Span

from kg.extract.mentions import find_mentions
from kg.model import Document, Kind


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


ROWS = """
Members NOUN NNS nsubj 5 member
of ADP IN case 4
the DET DT det 4
Islamic ADJ NNP amod 4
State PROPN NNP nmod 0
attacked VERB VBD ROOT 5 attack
Turkey PROPN NNP obj 5
. PUNCT . punct 5
"""


def test_mentions_are_sorted_carry_their_text_and_are_found_by_token():
    doc = parsed(ROWS, ((3, 5, "ORG"), (6, 7, "LOC")))
    table = find_mentions(doc, Document("seed", doc.text))
    assert [m.span for m in table.mentions] == sorted(m.span for m in table.mentions)
    assert all(m.text == doc.text[m.span.start : m.span.end] for m in table.mentions)
    members = table.actor_at(doc[0])
    assert members is not None
    assert (members.id, members.text) == ("seed/span/0-28", "Members of the Islamic State")
    assert (members.head, members.kind) == ("Islamic State", Kind.ARMED_GROUP)
    assert table.actor_at(doc[4]) == members
    assert table.at(doc[5]) is None


def test_a_recogniser_with_other_labels_is_understood():
    doc = parsed(ROWS, ((3, 5, "ORG"), (6, 7, "GPE")))
    place = find_mentions(doc, Document("seed", doc.text)).at(doc[6])
    assert place is not None and place.country == "TUR"


def test_a_state_that_the_recogniser_missed_is_found_by_the_lexicon():
    doc = parsed(ROWS, ((3, 5, "ORG"),))
    assert find_mentions(doc, Document("seed", doc.text)).at(doc[6]) is not None
