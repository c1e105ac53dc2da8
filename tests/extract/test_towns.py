"""Towns that a recogniser took for people or bodies."""

import pytest

from kg.extract.names import find_names
from kg.extract.towns import no_town, with_towns

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
    assert labels(parsed(rows), no_town).get("Velmar") != "LOC"


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
