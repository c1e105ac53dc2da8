"""Labels of names put right: members of listed groups, known persons, where troops are sent, creeds and weapons."""

import pytest
from annotated_rows import parsed
from conftest import build

from kg.extract.names import find_names

LISTED = (
    "He/PRP/nsubj/2 banned=ban/VBD/root/0 gangs=gang/NNS/obj/2 ,/,/punct/5 including/VBG/case/6 Barrios/NNP/nmod/3/LOC"
    " and/CC/cc/8 Tigres/NNP/conj/6/PER ././punct/2"
)
SENT = "Mali/NNP/nsubj/2/LOC sent=send/VBD/root/0 troops=troop/NNS/obj/2 to/IN/case/5 Sirwana/NNP/obl/2/PER ././punct/2"
FORCE = "They/PRP/nsubj/2 deploy/VBP/root/0 a/DT/det/4 force/NN/obj/2 to/IN/case/6 Sirwana/NNP/nmod/4/PER ././punct/2"
HOUSE = """
Men NOUN NNS nsubj 1 man
hid VERB VBD ROOT 1 hide
in ADP IN case 6
a DET DT det 6
Serbian ADJ JJ amod 5
Orthodox PROPN NNP amod 6
monastery NOUN NN obl 1
"""


def labels(text, **known):
    doc = build(text)
    return {doc[n.start : n.end].text: n.label for n in find_names(doc, **known)}


def test_those_whom_a_list_calls_gangs_are_bodies():
    assert labels(LISTED) == {"Barrios": "ORG", "Tigres": "ORG"}
    assert labels(LISTED.replace("gangs=gang", "towns=town"))["Barrios"] == "LOC"


@pytest.mark.parametrize("text", [SENT, FORCE])
def test_troops_are_sent_to_a_place(text):
    assert labels(text)["Sirwana"] == "LOC"


def test_a_letter_is_sent_to_a_person():
    assert labels(SENT.replace("troops=troop", "letters=letter"))["Sirwana"] == "PER"


def test_a_creed_is_no_body():
    assert find_names(parsed(HOUSE, ((4, 6, "ORG"),))) == ()


@pytest.mark.parametrize("word", ["HIMARS/NNP", "Maoists/NNPS", "La/NNP"])
def test_weapons_sorts_of_people_and_articles_are_no_names(word):
    form = word.split("/")[0]
    assert form not in labels(f"Men=man/NNS/nsubj/2 saw=see/VBD/root/0 {word}/obj/2/LOC ././punct/2")


KNOWN = "rebels=rebel/NNS/nsubj/2 met=meet/VBD/root/0 Ibarra/NNP/{dep}/{head}/ORG {rest} ././punct/2"


def test_a_known_person_is_no_body_but_where_another_noun_follows():
    alone = KNOWN.format(dep="obj", head=2, rest="yesterday/NN/obl/2")
    assert labels(alone, is_person={"Ibarra"}.__contains__)["Ibarra"] == "PER"
    assert labels(alone)["Ibarra"] == "ORG"
    fighters = KNOWN.format(dep="compound", head=4, rest="fighters=fighter/NNS/obj/2")
    assert labels(fighters, is_person={"Ibarra"}.__contains__)["Ibarra"] == "ORG"


def test_a_body_in_capitals_is_one_without_them_too():
    text = (
        "BARACOM/NNP/nsubj/2/ORG met=meet/VBD/root/0 ././punct/2|"
        "Baracom/NNP/nsubj/2/PER said=say/VBD/root/0 so/RB/advmod/2 ././punct/2"
    )
    assert labels(text) == {"BARACOM": "ORG", "Baracom": "ORG"}


def test_a_second_word_that_is_no_common_noun_belongs_to_the_name():
    text = "Mara/NNP/compound/2/PER Sen/NN/nsubj/3 offered=offer/VBD/root/0 help/NN/obj/3 ././punct/3"
    assert labels(text) == {"Mara Sen": "PER"}
    assert labels(text.replace("Sen/", "Palace/")) == {"Mara": "PER"}


def test_who_holds_an_office_of_somebody_is_a_person():
    text = "the DET DT det 3\nking NOUN NN nmod:poss 3\n's PART POS case 1\nenvoy NOUN NN nsubj 8\n, PUNCT , punct 5\n"
    text += "Ismael PROPN NNP appos 3\nWague PROPN NNP flat 5\n, PUNCT , punct 5\nleft VERB VBD ROOT 8 leave\n"
    (name,) = find_names(parsed(text, ((5, 7, "LOC"),)))
    assert name.label == "PER"


def test_the_names_of_tribes_are_no_places():
    text = (
        "the/DT/det/5 Ambul/NNP/compound/5/LOC and/CC/cc/4 Sikin/NNP/conj/2/LOC tribes=tribe/NNS/nsubj/6"
        " left=leave/VBD/root/0"
    )
    assert set(labels(text).values()) == {"MISC"}


def test_men_are_from_a_place_and_speak_from_one():
    men = "men=man/NNS/nsubj/4 from/IN/case/3 Fangak/NNP/nmod/1/PER attacked=attack/VBD/root/0 Bor/NNP/obj/4/LOC"
    assert labels(men)["Fangak"] == "LOC"
    assert labels(men.replace("men=man", "orders=order"))["Fangak"] == "PER"


def test_what_rebels_take_by_one_word_is_a_town():
    text = "rebels=rebel/NNS/nsubj/2 seized=seize/VBD/root/0 Sikiwa/NNP/obj/2/PER"
    assert labels(text)["Sikiwa"] == "LOC"
    assert labels(text, is_person={"Sikiwa"}.__contains__)["Sikiwa"] == "PER"
    assert labels(text.replace("seize/", "meet/").replace("seized", "met"))["Sikiwa"] == "PER"


def test_what_several_are_called_is_a_body():
    text = (
        "militiamen=militiaman/NNS/nsubj/5 known=know/VBN/acl/1 as/IN/case/4 Fanu/NNP/obl/2/PER left=leave/VBD/root/0"
    )
    assert labels(text)["Fanu"] == "ORG"
    assert labels(text.replace("militiamen=militiaman/NNS", "militiaman=militiaman/NN"))["Fanu"] == "PER"


def test_a_dateline_in_capitals_is_a_town():
    text = "SIRWANA/NNP/root/0/PER ,/,/punct/1 Thailand/NNP/nmod/1/LOC ,/,/punct/1 17/CD/nmod/1"
    assert labels(text)["SIRWANA"] == "LOC"
    assert labels(text.replace("SIRWANA", "Sirwana"))["Sirwana"] == "PER"


def test_a_prison_is_at_a_place():
    text = (
        "bandits=bandit/NNS/nsubj/2 stormed=storm/VBD/root/0 a/DT/det/4 prison/NN/obj/2 at/IN/case/6"
        " Titaniko/NNP/obl/2/ORG"
    )
    assert labels(text)["Titaniko"] == "LOC"
    assert labels(text.replace("prison/", "meeting/"))["Titaniko"] == "ORG"


def test_the_two_parts_of_a_state_are_one_name():
    rows = "Democratic PROPN NNP amod 1\nRepublic PROPN NNP nsubj 4\nof ADP IN case 3\nCongo PROPN NNP nmod 1\n"
    (name,) = find_names(parsed(rows + "left VERB VBD ROOT 4 leave\n", ((0, 3, "LOC"), (3, 4, "LOC"))))
    assert (name.start, name.end) == (0, 4)


def test_what_rebels_took_without_more_is_a_town():
    text = "rebels=rebel/NNS/nsubj/2 took=take/VBD/root/0 Sikiwa/NNP/obj/2/PER"
    assert labels(text)["Sikiwa"] == "LOC"
    assert labels(f"{text} to/IN/case/5 court/NN/obl/2")["Sikiwa"] == "PER"


def test_a_byname_in_quotation_marks_is_inside_the_name():
    rows = 'Joaquin PROPN NNP nsubj 6\n" PUNCT `` punct 2\nEl PROPN NNP flat 0\nTigre PROPN NNP flat 0\n'
    rows += "\" PUNCT '' punct 2\nMendoza PROPN NNP flat 0\nleft VERB VBD ROOT 6 leave\n"
    (name,) = find_names(parsed(rows, ((0, 1, "PER"), (2, 6, "PER"))))
    assert (name.start, name.end) == (0, 6)
