"""Towns that a recogniser took for people or bodies."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.known_names import none_known
from kg.extract.names import find_names
from kg.extract.towns import with_towns

TOWNS = {"Velmar", "Ostrin", "Brodno"}


def labels(doc, is_town=TOWNS.__contains__):
    return {doc[n.start : n.end].text: n.label for n in find_names(doc, is_town)}


@pytest.mark.parametrize(
    "rows",
    [
        "Rebels/NNS/nsubj/2 captured=capture/VBD/root/0 Velmar/NNP/obj/2/PER",
        "Rebels/NNS/nsubj/2 captured=capture/VBD/root/0 Velmar/NNP/obj/2",
        "Velmar/NNP/nsubj:pass/3/ORG was/VBD/aux:pass/3 bombed=bomb/VBN/root/0",
        "A/DT/det/2 strike/NN/nsubj/5 in/IN/case/4 Velmar/NNP/nmod/2/ORG failed=fail/VBD/root/0",
        "The/DT/det/2 attack/NN/nsubj/5 on/IN/case/4 Velmar/NNP/nmod/2/PER failed=fail/VBD/root/0",
        "Rebels/NNS/nsubj/2 took=take/VBD/root/0 Ostrin/NNP/obj/2/ORG and/CC/cc/5 Velmar/NNP/conj/3/ORG",
    ],
)
def test_a_name_that_is_hit_or_taken_and_known_as_a_town_is_one(parsed, rows):
    assert labels(parsed(rows))["Velmar"] == "LOC"
    assert labels(parsed(rows), none_known).get("Velmar") != "LOC"


@pytest.mark.parametrize(
    "rows",
    [
        "Rebels/NNS/nsubj/2 killed=kill/VBD/root/0 Velmar/NNP/obj/2/PER",
        "Rebels/NNS/nsubj/2 captured=capture/VBD/root/0 Tovik/NNP/obj/2/PER",
        "Rebels/NNS/nsubj/2 captured=capture/VBD/root/0 Velmar/NNP/obj/2/PER"
        "|Ivo/NNP/nsubj/3/PER Velmar/NNP/flat/1/PER left=leave/VBD/root/0",
        "Rebels/NNS/nsubj/2 captured=capture/VBD/root/0 Velmar/NNP/obj/2/PER"
        "|Velmar/NNP/nsubj/2/PER said=say/VBD/root/0",
        "Rebels/NNS/nsubj/2 captured=capture/VBD/root/0 General/NNP/compound/4 Velmar/NNP/obj/2/PER",
        "Rebels/NNS/nsubj/2 captured=capture/VBD/root/0 Velmar/NNP/obj/2/PER ,/,/punct/5 leader/NN/appos/3",
    ],
)
def test_a_person_of_a_town_s_name_stays_one(parsed, rows):
    assert "LOC" not in labels(parsed(rows)).values()


def test_a_month_is_no_town(parsed):
    doc = parsed("They/PRP/nsubj/2 left=leave/VBD/root/0 in/IN/case/4 March/NNP/obl/2")
    assert with_towns(doc, [], lambda name: True) == []


def test_a_town_may_head_the_news_from_there():
    doc = Doc(
        spacy.blank("en").vocab,
        words=["Calm", ".", "\n\n", "Sabha", "\n\n", "Drones", "fell", "."],
        tags=["NN", ".", "_SP", "NNP", "_SP", "NNS", "VBD", "."],
        pos=["NOUN", "PUNCT", "SPACE", "PROPN", "SPACE", "NOUN", "VERB", "PUNCT"],
        heads=[0, 0, 0, 3, 3, 6, 6, 6],
        deps=["ROOT", "punct", "dep", "ROOT", "dep", "nsubj", "ROOT", "punct"],
        ents=["O", "O", "O", "B-PER", "O", "O", "O", "O"],
    )
    assert [(doc[n.start : n.end].text, n.label) for n in find_names(doc, {"Sabha"}.__contains__)] == [("Sabha", "LOC")]
    assert [n.label for n in find_names(doc)] == ["PER"]


@pytest.mark.parametrize(
    "rows",
    [
        "They/PRP/nsubj/2 took=take/VBD/root/0 part/NN/obj/2 of/IN/case/5 Velmar/NNP/nmod/3/ORG",
        "The/DT/det/4 Velmar/NNP/compound/4/ORG power/NN/compound/4 plant/NN/nsubj/5 burned=burn/VBD/root/0",
    ],
)
def test_a_part_of_a_town_and_its_plant_tell_of_the_town(parsed, rows):
    assert labels(parsed(rows))["Velmar"] == "LOC"
    assert labels(parsed(rows), none_known)["Velmar"] == "ORG"


def test_a_town_whose_name_hyphens_hold_together_is_one_place(parsed):
    doc = parsed(
        "Crowds/NNS/nsubj/2 filled=fill/VBD/root/0 Port/NNP/obj/2/LOC -/HYPH/punct/5 au/NNP/flat/3"
        " -/HYPH/punct/7 Velmar/NNP/flat/3/PER"
    )
    glued = Doc(doc.vocab, [t.text for t in doc], [t.i not in (2, 3, 4, 5) for t in doc])
    glued = glued.from_array(
        ["POS", "TAG", "DEP", "HEAD", "LEMMA", "ENT_IOB", "ENT_TYPE"],
        doc.to_array(["POS", "TAG", "DEP", "HEAD", "LEMMA", "ENT_IOB", "ENT_TYPE"]),
    )
    assert labels(glued, {"Port-au-Velmar"}.__contains__) == {"Port-au-Velmar": "LOC"}
    assert "Port-au-Velmar" not in labels(glued, none_known)


def test_an_apostrophe_cuts_no_town_in_two(parsed):
    doc = parsed("Crowds/NNS/nsubj/2 left=leave/VBD/root/0 Ostr/NNP/nmod:poss/5/LOC 's/POS/case/3 Velmar/NNP/obj/2/LOC")
    glued = Doc(
        doc.vocab,
        words=[t.text for t in doc], spaces=[t.i != 2 for t in doc], pos=[t.pos_ for t in doc],
        tags=[t.tag_ for t in doc], deps=[t.dep_ for t in doc], heads=[t.head.i for t in doc],
        lemmas=[t.lemma_ for t in doc], ents=["O", "O", "B-LOC", "O", "B-LOC"],
    )  # fmt: skip
    assert labels(glued, {"Ostr's Velmar"}.__contains__) == {"Ostr's Velmar": "LOC"}
    assert labels(glued, none_known) == {"Ostr": "LOC", "Velmar": "LOC"}
