"""Coreference: brackets, surnames, descriptions, pronouns; silence where two are possible."""

import pytest
from annotated_rows import mentions_of, parsed

from kg.extract.coreference import initials
from kg.extract.kin import normal, shortened

GROUP = """
The DET DT det 3
Syrian ADJ JJ amod 3
Democratic PROPN NNP compound 3
Forces PROPN NNPS nsubj 7
( PUNCT -LRB- punct 5
SDF PROPN NNP appos 3
) PUNCT -RRB- punct 5
left VERB VBD ROOT 7 leave
. PUNCT . punct 7
The DET DT det 11
armed ADJ JJ amod 11
group NOUN NN nsubj 12
returned VERB VBD ROOT 12 return
. PUNCT . punct 12
"""

PRONOUN = """
Philip PROPN NNP nsubj 2
Hammond PROPN NNP flat 0
arrived VERB VBD ROOT 2 arrive
. PUNCT . punct 2
He PRON PRP nsubj 5
left VERB VBD ROOT 5 leave
. PUNCT . punct 5
"""

TWO_MEN = """
Hammond PROPN NNP nsubj 1
met VERB VBD ROOT 1 meet
Kerry PROPN NNP obj 1
. PUNCT . punct 1
Reporters NOUN NNS nsubj 5 reporter
saw VERB VBD ROOT 5 see
him PRON PRP obj 5
. PUNCT . punct 5
"""


def test_brackets_and_a_definite_description_go_back_to_the_group():
    found = mentions_of(parsed(GROUP, ((1, 4, "ORG"), (5, 6, "ORG"))))
    full = found["Syrian Democratic Forces"]
    assert (found["SDF"].antecedent_id, found["SDF"].antecedent_rule) == (full.id, "brackets")
    assert (found["armed group"].antecedent_id, found["armed group"].antecedent_rule) == (
        found["SDF"].id,
        "definite description",
    )


LAWYER = """
Police NOUN NNS nsubj 1 police
freed VERB VBD ROOT 1 free
rights NOUN NNS compound 3
lawyer NOUN NN obj 1 lawyer
Ana PROPN NNP appos 3 Ana
Ruiz PROPN NNP flat 4 Ruiz
. PUNCT . punct 1
"""


def test_a_noun_right_before_a_person_says_who_that_is():
    found = mentions_of(parsed(LAWYER, ((4, 6, "PER"),)))
    assert found["Ana Ruiz"].antecedent_id == found["rights lawyer"].id
    assert found["Ana Ruiz"].antecedent_rule == "apposition"


SPIES = """
Interpol PROPN NNP nsubj 1 Interpol
met VERB VBD ROOT 1 meet
. PUNCT . punct 1
The DET DT det 5
spy NOUN NN compound 5
agency NOUN NN nsubj 6
left VERB VBD ROOT 6 leave
. PUNCT . punct 6
"""


def test_a_description_with_a_word_of_its_own_is_no_body_that_lacks_it():
    found = mentions_of(parsed(SPIES, ((0, 1, "ORG"),)))
    assert "spy agency" not in found or found["spy agency"].antecedent_id is None


def test_he_is_the_only_person_of_the_sentence_before():
    found = mentions_of(parsed(PRONOUN, ((0, 2, "PER"),)))
    assert found["He"].antecedent_id == found["Philip Hammond"].id


PRESSED = """
Hamas PROPN NNP nsubj 1 Hamas
pressed VERB VBD ROOT 1 press
the DET DT det 3 the
regime NOUN NN obj 1 regime
until SCONJ IN mark 6 until
it PRON PRP nsubj 6 it
yielded VERB VBD advcl 1 yield
. PUNCT . punct 1
"""


def test_it_is_left_alone_after_a_body_without_a_name():
    assert "it" not in mentions_of(parsed(PRESSED, ((0, 1, "ORG"),)))
    assert "it" in mentions_of(parsed(PRESSED.replace("regime", "border"), ((0, 1, "ORG"),)))


def test_a_pronoun_with_two_possible_antecedents_is_no_mention():
    assert "him" not in mentions_of(parsed(TWO_MEN, ((0, 1, "PER"), (2, 3, "PER"))))


@pytest.mark.parametrize(
    ("name", "short", "expected"),
    [
        ("Islamic State of Iraq and Syria", "ISIS", True),
        ("Islamic State of Iraq and the Levant", "ISIL", True),
        ("Kurdistan Workers' Party", "PKK", False),
    ],
)
def test_initials(name: str, short: str, expected: bool):
    assert initials(name, short) is expected


def test_names_that_differ_in_article_and_accent_are_the_same_and_a_surname_is_a_tail():
    assert normal("al-Qaida") == normal("Qaïda") and normal("Hassan") != normal("Hussein")
    assert shortened("Boris Johnson", "Johnson", person=True)
    assert not shortened("US Army", "Army", person=False)


NOBODY = """
It PRON PRP nsubj 1 it
opened VERB VBD ROOT 1 open
. PUNCT . punct 1
It PRON PRP nsubj 4 it
burned VERB VBD ROOT 4 burn
. PUNCT . punct 4
"""


def test_pronouns_that_lead_to_nobody_are_no_mentions():
    assert mentions_of(parsed(NOBODY)) == {}


FORCE = """
A DET DT det 2
security NOUN NN compound 2
force NOUN NN nsubj 3
arrested VERB VBD ROOT 3 arrest
Taliban PROPN NNP compound 5
members NOUN NNS obj 3 member
. PUNCT . punct 3
The DET DT det 8
force NOUN NN nsubj 9
left VERB VBD ROOT 9 leave
. PUNCT . punct 9
"""


def test_a_description_goes_back_to_who_was_called_so_and_a_force_is_no_rebel_group():
    found = mentions_of(parsed(FORCE, ((4, 5, "ORG"),)))
    assert found["force"].antecedent_id == found["security force"].id


TWO_GROUPS = """
Hamas PROPN NNP nsubj 1 Hamas
fought VERB VBD ROOT 1 fight
Hezbollah PROPN NNP obj 1 Hezbollah
. PUNCT . punct 1
The DET DT det 6
militant ADJ JJ amod 6
group NOUN NN nsubj 7
left VERB VBD ROOT 7 leave
. PUNCT . punct 7
"""


def test_of_two_groups_the_one_that_acts_is_meant():
    found = mentions_of(parsed(TWO_GROUPS, ((0, 1, "ORG"), (2, 3, "ORG"))))
    assert found["militant group"].antecedent_id == found["Hamas"].id


NEITHER = """
Hamas PROPN NNP nsubj 3 Hamas
and CCONJ CC cc 2
Hezbollah PROPN NNP conj 0 Hezbollah
left VERB VBD ROOT 3 leave
. PUNCT . punct 3
Israel PROPN NNP nsubj 6 Israel
blamed VERB VBD ROOT 6 blame
the DET DT det 9
militant ADJ JJ amod 9
group NOUN NN obj 6
. PUNCT . punct 6
"""


def test_of_two_groups_in_a_list_none_is_meant():
    found = mentions_of(parsed(NEITHER, ((0, 1, "ORG"), (2, 3, "ORG"), (5, 6, "LOC"))))
    assert found["militant group"].antecedent_id is None


HPG = """
People PROPN NNS nmod:poss 3
's PART POS case 0
Defence PROPN NNP compound 3
Forces PROPN NNPS nsubj 7
( PUNCT -LRB- punct 5
XPG PROPN NNP appos 3
) PUNCT -RRB- punct 5
left VERB VBD ROOT 7 leave
. PUNCT . punct 7
"""


def test_an_acronym_in_brackets_may_be_of_another_language():
    found = mentions_of(parsed(HPG, ((0, 4, "ORG"), (5, 6, "ORG"))))
    assert found["XPG"].antecedent_rule == "brackets"


TWO_LONG_NAMES = """
Ambazonia PROPN NNP compound 2
Defence PROPN NNP compound 2
Forces PROPN NNPS nsubj 6
( PUNCT -LRB- punct 4
ADF PROPN NNP appos 2
) PUNCT -RRB- punct 4
fought VERB VBD ROOT 6 fight
. PUNCT . punct 6
Allied PROPN NNP compound 10
Democratic PROPN NNP compound 10
Forces PROPN NNPS nsubj 11
fled VERB VBD ROOT 11 flee
. PUNCT . punct 11
"""


def test_an_acronym_that_stands_for_one_name_is_not_another_of_its_letters():
    found = mentions_of(parsed(TWO_LONG_NAMES, ((0, 3, "ORG"), (4, 5, "ORG"), (8, 11, "ORG"))))
    assert found["ADF"].antecedent_rule == "brackets"
    assert found["Allied Democratic Forces"].antecedent_id is None


SAID_ITS = """
The DET DT det 1
rebels NOUN NNS nsubj 2 rebel
left VERB VBD ROOT 2 leave
Basra PROPN NNP obj 2
. PUNCT . punct 2
The DET DT det 6
{name} PROPN NNP nsubj 7
said VERB VBD ROOT 7 say
that SCONJ IN mark 11
its PRON PRP$ nmod:poss 10
boats NOUN NNS nsubj 11 boat
fired VERB VBD ccomp 7 fire
. PUNCT . punct 7
"""


@pytest.mark.parametrize(
    ("name", "entity", "antecedent"), [("Front", "ORG", "Front"), ("KNF", None, "KNF"), ("Knf", None, None)]
)
def test_whose_boats_a_speaker_means_is_his_own_or_nobody_knows(name, entity, antecedent):
    spans = ((3, 4, "ORG"), *(((6, 7, entity),) if entity else ()))
    doc = parsed(SAID_ITS.format(name=name), spans)
    found = mentions_of(doc)
    meant = {mention.id: mention.text for mention in found.values()}
    assert ("its" in found and meant[found["its"].antecedent_id]) == (antecedent or False)


GUARANTORS = """
Hamas PROPN NNP nsubj 1 Hamas
left VERB VBD ROOT 1 leave
. PUNCT . punct 1
All DET DT det 4
guarantors NOUN NNS nsubj 5 guarantor
used VERB VBD ROOT 5 use
their PRON PRP$ nmod:poss 7
influence NOUN NN obj 5
. PUNCT . punct 5
"""


def test_a_possessive_is_its_clauses_subjects_or_nobodys():
    assert "their" not in mentions_of(parsed(GUARANTORS, ((0, 1, "ORG"),)))


FIRED = """
Afghan ADJ JJ amod 1
civilians NOUN NNS nsubj 2 civilian
fled VERB VBD ROOT 2 flee
. PUNCT . punct 2
The DET DT det 6
security NOUN NN compound 6
force NOUN NN nsubj 7
fired VERB VBD ROOT 7 fire
their PRON PRP$ nmod:poss 9
weapons NOUN NNS obj 7 weapon
. PUNCT . punct 7
"""


def test_a_force_is_many():
    found = mentions_of(parsed(FIRED, ()))
    assert found["their"].antecedent_id == found["security force"].id


DETAINED = """
The DET DT det 2
security NOUN NN compound 2
force NOUN NN nsubj 3
detained VERB VBD ROOT 3 detain
two NUM CD nummod 5
men NOUN NNS obj 3 man
. PUNCT . punct 3
They PRON PRP nsubj 8
left VERB VBD ROOT 8 leave
. PUNCT . punct 8
"""


def test_between_a_force_and_the_men_whom_it_detained_nothing_decides():
    assert "They" not in mentions_of(parsed(DETAINED, ()))


DIED = """
Reuters PROPN NNP nsubj 1 Reuters
wrote VERB VBD ROOT 1 write
this PRON DT obj 1
. PUNCT . punct 1
Children NOUN NNS nsubj 5 child
died VERB VBD ROOT 5 die
from ADP IN case 7
it PRON PRP obl 5
. PUNCT . punct 5
"""


def test_what_somebody_died_from_is_no_body():
    assert "it" not in mentions_of(parsed(DIED, ((0, 1, "ORG"),)))


BACKERS = """
Russia PROPN NNP nsubj 1 Russia
blamed VERB VBD ROOT 1 blame
Hamas PROPN NNP obj 1 Hamas
and CCONJ CC cc 5
its PRON PRP$ nmod:poss 5
backers NOUN NNS conj 2 backer
. PUNCT . punct 1
"""


def test_what_is_listed_with_its_owner_is_its():
    found = mentions_of(parsed(BACKERS, ((0, 1, "LOC"), (2, 3, "ORG"))))
    assert found["its"].antecedent_id == found["Hamas"].id


ACCUSED = """
Hamas PROPN NNP nsubj 1 Hamas
accused VERB VBD ROOT 1 accuse
Israel PROPN NNP obj 1 Israel
. PUNCT . punct 1
It PRON PRP nsubj 5
denied VERB VBD ROOT 5 deny
this PRON DT obj 5
. PUNCT . punct 5
"""


def test_who_denies_an_accusation_is_left_open():
    assert "It" not in mentions_of(parsed(ACCUSED, ((0, 1, "ORG"), (2, 3, "LOC"))))


def test_a_surname_of_two_is_his_who_bore_it_alone_first():
    import kg.language
    from kg.extract import extract
    from kg.model import Document

    text = "Imran Khan was freed. Khan's wife met the chairman, Gohar Ali Khan. Khan was arrested again in June."
    mentions = extract(Document("d", text), kg.language.load()(text)).mentions
    texts = {mention.id: mention.text for mention in mentions}
    last = next(mention for mention in reversed(mentions) if mention.text == "Khan")
    assert texts[last.antecedent_id] == "Imran Khan"


COUNCIL = """
The DET DT det 2
Security PROPN NNP compound 2
Council PROPN NNP nsubj 3
met VERB VBD ROOT 3 meet
. PUNCT . punct 3
{}The DET DT det {a}
Council PROPN NNP nsubj {b}
left VERB VBD ROOT {b} leave
. PUNCT . punct {b}
"""
OTHER = """The DET DT det 7
Sharia PROPN NNP compound 7
Council PROPN NNP nsubj 8
met VERB VBD ROOT 8 meet
. PUNCT . punct 8
"""


@pytest.mark.parametrize(("between", "rule"), [("", "short name"), (OTHER, None)])
def test_the_council_is_the_one_council_that_was_named(between, rule):
    start = 5 + (5 if between else 0)
    rows = COUNCIL.format(between, a=start + 1, b=start + 2)
    names = ((0, 3, "ORG"), *(((5, 8, "ORG"),) if between else ()), (start, start + 2, "ORG"))
    assert mentions_of(parsed(rows, names))["Council"].antecedent_rule == rule
