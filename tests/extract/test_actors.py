"""Actors: kinds, countries and sectors; places that act; persons with their offices."""

from annotated_rows import mentions_of, parsed

from kg.model import Kind

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
