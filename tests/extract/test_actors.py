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


DATELINE = """
BAGHDAD PROPN NNP nsubj 8
, PUNCT , punct 2
March PROPN NNP obl 8
3 NUM CD nummod 2
( PUNCT -LRB- punct 5
Xinhua PROPN NNP appos 0
) PUNCT -RRB- punct 5
-- PUNCT : punct 8
said VERB VBD ROOT 8 say
police NOUN NN nsubj 8
. PUNCT . punct 8
"""


def test_a_dateline_does_not_act():
    found = mentions_of(parsed(DATELINE, ((0, 1, "LOC"), (5, 6, "ORG"))))
    assert (found["BAGHDAD"].kind, found["BAGHDAD"].country) == (Kind.PLACE, "IRQ")


INCLUDE = """
Nations NOUN NNS nsubj 3 nation
that PRON WDT nsubj 2
fly VERB VBP acl:relcl 0
include VERB VBP ROOT 3 include
Jordan PROPN NNP obj 3
and CCONJ CC cc 6
Denmark PROPN NNP conj 4
. PUNCT . punct 3
"""


def test_states_act_that_a_list_of_nations_includes():
    found = mentions_of(parsed(INCLUDE, ((4, 5, "LOC"), (6, 7, "LOC"))))
    assert (found["Jordan"].kind, found["Denmark"].kind) == (Kind.COUNTRY, Kind.COUNTRY)


HIS_EXCELLENCY = """
HE PRON PRP nsubj 2
Dr PROPN NNP nmod:desc 2
Ibrahim PROPN NNP nsubj 4
Saleh PROPN NNP flat 2
met VERB VBD ROOT 4 meet
Secretary PROPN NNP compound 7
- PUNCT HYPH punct 7
General PROPN NNP nmod:desc 8
Ban PROPN NNP obj 4
. PUNCT . punct 4
"""


def test_titles_are_whole():
    found = mentions_of(parsed(HIS_EXCELLENCY, ((2, 4, "PER"), (8, 9, "PER"))))
    assert found["HE Dr Ibrahim Saleh"].head == "Ibrahim Saleh"
    assert "Ban" in next(text for text in found if text.endswith("Ban"))


LIST = """
Foreign PROPN NNP amod 1
Ministers PROPN NNPS nsubj 8 minister
of ADP IN case 3
Iran PROPN NNP nmod 1
, PUNCT , punct 5
Turkey PROPN NNP conj 3
and CCONJ CC cc 7
Qatar PROPN NNP conj 3
met VERB VBD ROOT 8 meet
. PUNCT . punct 8
"""


def test_ministers_of_several_states_are_of_none():
    found = mentions_of(parsed(LIST, ((3, 4, "LOC"), (5, 6, "LOC"), (7, 8, "LOC"))))
    ministers = next(m for text, m in found.items() if text.startswith("Foreign Ministers"))
    assert ministers.text.endswith("Qatar")
    assert ministers.country is None


CALLED = """
The DET DT det 3
ISIL PROPN NNP compound 3
terrorist NOUN NN compound 3
group NOUN NN nsubj 4
fled VERB VBD ROOT 4 flee
. PUNCT . punct 4
"""


def test_a_group_that_is_called_by_its_name_is_that_group():
    found = mentions_of(parsed(CALLED, ((1, 2, "ORG"),)))
    assert (found["ISIL terrorist group"].head, found["ISIL terrorist group"].named) == ("ISIL", True)


UNITS = """
Strikes NOUN NNS nsubj 1 strike
hit VERB VBD ROOT 1 hit
two NUM CD nummod 5
ISIL PROPN NNP compound 5
tactical ADJ JJ amod 5
units NOUN NNS obj 1 unit
. PUNCT . punct 1
"""


def test_the_units_of_a_group_are_the_group():
    found = mentions_of(parsed(UNITS, ((3, 4, "ORG"),)))
    assert (found["ISIL tactical units"].head, found["ISIL tactical units"].kind) == ("ISIL", Kind.ARMED_GROUP)


GANGS = """
A DET DT det 2
gang NOUN NN compound 2
alliance NOUN NN nsubj 3
fought VERB VBD ROOT 3 fight
an DET DT det 6
energy NOUN NN compound 6
company NOUN NN obj 3
. PUNCT . punct 3
"""


def test_an_alliance_is_what_its_members_are_and_a_company_does_business():
    found = mentions_of(parsed(GANGS, ()))
    assert (found["gang alliance"].sector, found["energy company"].sector) == ("CRM", "BUS")


def test_a_network_or_a_courier_by_name_is_no_armed_group():
    rows = """
Sudan PROPN NNP compound 2
Doctors PROPN NNPS compound 2
Network PROPN NNP nsubj 3
fled VERB VBD ROOT 3 flee
"""
    found = mentions_of(parsed(rows, ((0, 3, "ORG"),)))
    assert (found["Sudan Doctors Network"].kind, found["Sudan Doctors Network"].sector) == (Kind.ORGANISATION, None)


def test_the_united_nations_is_it():
    rows = """
Kenya PROPN NNP nsubj 1
agreed VERB VBD ROOT 1 agree
. PUNCT . punct 1
The DET DT det 5
United PROPN NNP compound 5
Nations PROPN NNPS nsubj 6
said VERB VBD ROOT 6 say
it PRON PRP nsubj 9
would AUX MD aux 9
send VERB VB ccomp 6
aid NOUN NN obj 9
"""
    doc = parsed(rows, ((0, 1, "LOC"), (4, 6, "ORG")))
    found = mentions_of(doc)
    body = next(m for text, m in found.items() if text.endswith("United Nations"))
    assert found["it"].antecedent_id == body.id
