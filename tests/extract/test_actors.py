"""Actors: kinds, countries and sectors; places that act; persons with their offices."""

import spacy
from spacy.tokens import Doc, Span

from kg.extract.mentions import find_mentions
from kg.model import Document, Kind, Mention


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


BAGHDAD_SAID = """
Baghdad PROPN NNP nsubj 1
declared VERB VBD ROOT 1 declare
victory NOUN NN obj 1
in ADP IN case 4
Mosul PROPN NNP obl 1
. PUNCT . punct 1
"""

MILITIAS = """
Iraqi ADJ JJ amod 1
troops NOUN NNS nsubj 7 troop
and CCONJ CC cc 6
Iran PROPN NNP compound 5
- PUNCT HYPH punct 3
backed VERB VBN amod 6 back
militias NOUN NNS conj 1 militia
overran VERB VBD ROOT 7 overrun
Kirkuk PROPN NNP obj 7
. PUNCT . punct 7
"""

PRESIDENT = """
Iraqi ADJ JJ amod 1
President PROPN NNP nmod:desc 2
Fuad PROPN NNP nsubj 4
Masum PROPN NNP flat 2
met VERB VBD ROOT 4 meet
the DET DT det 8
federal ADJ JJ amod 8
Interior PROPN NNP compound 8
Ministry PROPN NNP obj 4
. PUNCT . punct 4
"""


def test_a_capital_that_speaks_is_a_government_and_in_a_town_stays_a_place():
    found = mentions_of(parsed(BAGHDAD_SAID, ((0, 1, "LOC"), (4, 5, "LOC"))))
    assert (found["Baghdad"].kind, found["Baghdad"].country) == (Kind.GOVERNMENT, "IRQ")
    assert found["Mosul"].kind is Kind.PLACE


def test_country_and_sector_are_composed_from_the_words():
    found = mentions_of(parsed(MILITIAS, ((3, 4, "LOC"), (8, 9, "LOC"))))
    troops, militias = found["Iraqi troops"], found["Iran - backed militias"]
    assert (troops.country, troops.sector, troops.named) == ("IRQ", "MIL", False)
    assert (militias.country, militias.sector, militias.named) == (None, "REB", False)
    assert "Iran" not in found


def test_the_office_belongs_to_the_span_and_not_to_the_name():
    found = mentions_of(parsed(PRESIDENT, ((2, 4, "PER"), (7, 9, "ORG"))))
    person = found["Iraqi President Fuad Masum"]
    assert (person.head, person.kind, person.country, person.sector) == ("Fuad Masum", Kind.PERSON, "IRQ", "GOV")
    ministry = found["federal Interior Ministry"]
    assert (ministry.kind, ministry.head) == (Kind.GOVERNMENT, "Interior Ministry")
