"""Modality by auxiliaries, negation, conditionals, embedding words and modifiers."""

import pytest

from kg.extract import modality

CASES = [
    ("Rebels/NNS/nsubj/2 attacked=attack/VBD/root/0 troops/NNS/obj/2", "asserted"),
    ("Rebels/NNS/nsubj/4 did/VBD/aux/4 not/RB/advmod/4 attack/VB/root/0 troops/NNS/obj/4", "negated"),
    ("Rebels/NNS/nsubj/3 will/MD/aux/3 attack/VB/root/0 troops/NNS/obj/3", "future"),
    ("Rebels/NNS/nsubj/3 may/MD/aux/3 attack/VB/root/0 troops/NNS/obj/3", "hypothetical"),
    ("If/IN/mark/3 rebels/NNS/nsubj/3 attack/VBP/advcl/5 we/PRP/nsubj/5 leave/VBP/root/0", "hypothetical"),
    ("Rebels/NNS/nsubj/2 planned=plan/VBD/root/0 to/TO/mark/4 attack/VB/xcomp/2 troops/NNS/obj/4", "future"),
    ("Rebels/NNS/nsubj/2 failed=fail/VBD/root/0 to/TO/mark/4 attack/VB/xcomp/2 troops/NNS/obj/4", "negated"),
    ("Rebels/NNS/nsubj/2 threatened=threaten/VBD/root/0 to/TO/mark/4 attack/VB/xcomp/2 us/PRP/obj/4", "hypothetical"),
    ("Rebels/NNS/nsubj/2 began=begin/VBD/root/0 to/TO/mark/4 attack/VB/xcomp/2 troops/NNS/obj/4", "asserted"),
    ("Police/NNS/nsubj/2 prevented=prevent/VBD/root/0 an/DT/det/4 attack/NN/obj/2", "negated"),
    ("Did/VBD/aux/3 rebels/NNS/nsubj/3 attack/VB/root/0 troops/NNS/obj/3 ?/./punct/3", "hypothetical"),
    ("An/DT/det/3 alleged/JJ/amod/3 attack/NN/nsubj/4 happened/VBD/root/0", "hypothetical"),
    ("No/DT/det/2 attack/NN/nsubj/3 happened/VBD/root/0", "negated"),
    (
        "Guards/NNS/nsubj/2 stopped=stop/VBD/root/0 rebels/NNS/obj/2 from/IN/mark/5 attacking=attack/VBG/advcl/2",
        "negated",
    ),
    ("Nobody/NN/nsubj:pass/3 was/VBD/aux:pass/3 attacked=attack/VBN/root/0", "negated"),
    ("Rebels/NNS/nsubj/2 attacked=attack/VBD/root/0 none/NN/obj/2 of/IN/case/5 us/PRP/nmod/3", "negated"),
    ("They/PRP/nsubj/2 attacked=attack/VBD/root/0 no/DT/det/4 civilians/NNS/obj/2", "negated"),
    (
        "We/PRP/nsubj/3 will/MD/aux/3 help/VB/root/0 people/NNS/obj/3 attacked=attack/VBN/acl/4 by/IN/case/7"
        " rebels/NNS/obl/5",
        "asserted",
    ),
    ("They/PRP/nsubj/2 discussed=discuss/VBD/root/0 recent/JJ/amod/4 attacks=attack/NNS/obj/2", "asserted"),
    ("They/PRP/nsubj/2 discussed=discuss/VBD/root/0 the/DT/det/4 attack/NN/obj/2", "asserted"),
    ("They/PRP/nsubj/2 discussed=discuss/VBD/root/0 an/DT/det/4 attack/NN/obj/2", "hypothetical"),
    ("Rebels/NNS/nsubj/4 are/VBP/aux/4 to/TO/mark/4 attack/VB/root/0 troops/NNS/obj/4", "future"),
    (
        "Rebels/NNS/nsubj/5 were/VBD/aux/5 to/TO/mark/5 have/VB/aux/5 attacked=attack/VBN/root/0 troops/NNS/obj/5",
        "hypothetical",
    ),
    (
        "If/IN/mark/3 rebels/NNS/nsubj/3 fail/VBP/advcl/7 to/TO/mark/5 attack/VB/xcomp/3 we/PRP/nsubj/7 go/VBP/root/0",
        "hypothetical",
    ),
    (
        "Mali/NNP/nsubj/2 suspended=suspend/VBD/root/0 visits/NNS/obj/2 in/IN/case/5 protest/NN/obl/2 at/IN/case/7"
        " attacks=attack/NNS/nmod/5",
        "asserted",
    ),
    (
        "Police/NNS/nsubj/2 arrested=arrest/VBD/root/0 him/PRP/obj/2 for/IN/mark/5 attacking=attack/VBG/advcl/2"
        " guards/NNS/obj/5",
        "hypothetical",
    ),
    (
        "Police/NNS/nsubj/2 arrested=arrest/VBD/root/0 him/PRP/obj/2 for/IN/case/6 an/DT/det/6 attack/NN/obl/2",
        "asserted",
    ),
    ("They/PRP/nsubj/3 were/VBD/cop/3 able/JJ/root/0 to/TO/mark/5 attack/VB/xcomp/3 them/PRP/obj/5", "asserted"),
    ("They/PRP/nsubj/3 are/VBP/cop/3 able/JJ/root/0 to/TO/mark/5 attack/VB/xcomp/3 them/PRP/obj/5", "hypothetical"),
    (
        "They/PRP/nsubj/2 said=say/VBD/root/0 they/PRP/nsubj/5 were/VBD/cop/5 able/JJ/ccomp/2 to/TO/mark/7"
        " attack/VB/xcomp/5",
        "hypothetical",
    ),
    ("They/PRP/nsubj/2 plan/VBP/root/0 to/TO/mark/4 condemn/VB/xcomp/2 the/DT/det/6 attack/NN/obj/4", "asserted"),
]


@pytest.mark.parametrize(("tree", "expected"), CASES, ids=[tree.split("/")[0] + " " + e for tree, e in CASES])
def test_modality(parsed, tree, expected):
    doc = parsed(tree)
    token = next(token for token in doc if token.lemma_ == "attack")
    judgement = modality.judge(token)
    assert judgement.modality.value == expected, judgement.reason
    assert bool(judgement.reason) == (expected != "asserted")


def test_the_light_verbs_negation_holds_for_its_noun(parsed):
    doc = parsed("Rebels/NNS/nsubj/4 did/VBD/aux/4 not/RB/advmod/4 launch/VB/root/0 an/DT/det/6 attack/NN/obj/4")
    assert modality.judge(doc[5], doc[3]).modality.value == "negated"


def test_a_purpose_says_so(parsed):
    doc = parsed("Troops/NNS/nsubj/2 came=come/VBD/root/0 to/TO/mark/4 attack/VB/advcl/2 rebels/NNS/obj/4")
    assert modality.judge(doc[3]).reason.startswith(modality.PURPOSE)


@pytest.mark.parametrize(
    ("tree", "reason"),
    [
        (
            "Their/PRP$/nmod:poss/2 efforts=effort/NNS/nsubj/5 to/TO/mark/4 attack/VB/acl/2 stopped/VBD/root/0",
            "PURPOSE",
        ),
        ("It/PRP/nsubj/2 aims=aim/VBZ/root/0 at/IN/mark/4 attacking=attack/VBG/advcl/2 us/PRP/obj/4", "PURPOSE"),
        ("Attacking=attack/VBG/csubj/4 towns/NNS/obj/1 is/VBZ/cop/4 wrong/JJ/root/0", "TOPIC"),
    ],
)
def test_aims_and_topics_say_so(parsed, tree, reason):
    token = next(token for token in parsed(tree) if token.lemma_ == "attack")
    assert modality.judge(token).reason.startswith(getattr(modality, reason))


def test_what_came_before_is_true_whatever_became_of_the_rest(parsed):
    doc = parsed(
        "He/PRP/nsubj/2 refused=refuse/VBD/root/0 to/TO/mark/4 talk/VB/xcomp/2"
        " after/IN/case/7 the/DT/det/7 attack/NN/obl/4"
    )
    assert modality.judge(doc[6]).modality.value == "asserted"
