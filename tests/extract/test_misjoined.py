"""Nouns, clauses and lists that parsers join wrong: each tree is such a parse, and what it should be."""

import pytest

from kg.extract.repairs import repaired

REPAIRS = [
    pytest.param(
        "Shells=shell/NNS/nsubj/2 fell=fall/VBD/root/0 ,/,/punct/2 killing=kill/VBG/advcl/2 two/CD/obj/4 as/IN/mark/9"
        " General/NNP/nmod:desc/8 Ruiz/NNP/nsubj/4/PER toured=tour/VBD/advcl/2 Karsa/NNP/obj/9/LOC",
        "Ruiz",
        ("toured", "nsubj"),
        id="behind a mark stands the subject of the verb that it opens",
    ),
    pytest.param(
        "force/NN/nsubj/2 killed=kill/VBD/root/0 rebel/NN/compound/4 leader/NN/nsubj/2 Nasir/NNP/appos/4/PER",
        "leader",
        ("killed", "obj"),
        id="a second subject behind the verb is its object",
    ),
    pytest.param(
        "troops=troop/NNS/nsubj/2 left=leave/VBD/ccomp/5 ,/,/punct/2 he/PRP/nsubj/5 told=tell/VBD/root/0"
        " AFP/NNP/nsubj/5/ORG",
        "AFP",
        ("told", "obj"),
        id="who is told listens",
    ),
    pytest.param(
        "troops=troop/NNS/nsubj/2 left=leave/VBD/ccomp/4 they/PRP/nsubj/4 said=say/VBD/root/0 Ruiz/NNP/nsubj/4/PER",
        "Ruiz",
        ("said", "nsubj"),
        id="who says it speaks, wherever he stands",
    ),
    pytest.param(
        "It/PRP/nsubj/2 accused=accuse/VBD/root/0 militia/NN/obj/2 of/IN/case/6 killing=kill/VBG/advcl/2"
        " villagers=villager/NNS/obj/5",
        "of",
        ("killing", "mark"),
        id="the preposition of a gerund is not its object's",
    ),
    pytest.param(
        "bomb/NN/nsubj/2 exploded=explode/VBD/root/0 ,/,/punct/2 killing=kill/VBG/advcl/2 four/CD/nummod/6"
        " men/NNS/obj/4 and/CC/cc/8 injuring=injure/VBG/conj/6 15/CD/nummod/10 others=other/NNS/conj/6",
        "others",
        ("injuring", "obj"),
        id="a second result has its own victims",
    ),
    pytest.param(
        "police/NN/nsubj/2 fired=fire/VBD/root/0 ,/,/punct/2 killing=kill/VBG/advcl/2 two/CD/obj/4 and/CC/cc/7"
        " wounding=wound/VBG/conj/4 25/CD/obj/4",
        "25",
        ("wounding", "obj"),
        id="numbers behind a second participle are its own",
    ),
    pytest.param(
        "rebels=rebel/NNS/nsubj/2 left=leave/VBD/ccomp/9 ,/,/punct/2 a/DT/det/5 resident/NN/nsubj:pass/6"
        " reached=reach/VBN/ccomp/9 by/IN/case/8 phone/NN/obl/6 said=say/VBD/root/0",
        "resident",
        ("said", "nsubj"),
        id="who was reached by telephone speaks",
    ),
    pytest.param(
        "UN/NNP/nsubj/2/ORG said=say/VBD/root/0 strike/NN/obj/2 reported=report/VBN/acl/3 by/IN/case/6"
        " ACLED/NNP/obl:agent/4/ORG killed=kill/VBN/advcl/4 ten/CD/obj/7",
        "strike",
        ("killed", "nsubj"),
        id="a strike that was reported kills",
    ),
    pytest.param(
        "UN/NNP/nsubj/2/ORG said=say/VBD/root/0 in/IN/case/4 statement/NN/obl/2 its/PRP$/nmod:poss/6"
        " men/NNS/nsubj/7 left=leave/VBD/acl/4",
        "left",
        ("said", "ccomp"),
        id="what is said in a statement is no kind of statement",
    ),
    pytest.param(
        "army/NN/nsubj/5 and/CC/cc/4 Tigrayan/NNP/conj/1/LOC leaders=leader/NNS/conj/1 agreed=agree/VBD/root/0",
        "Tigrayan",
        ("leaders", "compound"),
        id="a name before the second of two is no third",
    ),
    pytest.param(
        "Chad/NNP/nmod:poss/6/LOC 's/POS/case/1 government/NN/nmod:poss/6 and/CC/cc/5 Tubu/NNP/conj/3/ORG"
        " leaders=leader/NNS/nsubj/7 agreed=agree/VBD/root/0",
        "leaders",
        ("government", "conj"),
        id="a noun without its genitive is the first of two",
    ),
    pytest.param(
        "ten/CD/nsubj/2 died=die/VBD/root/0 in/IN/case/7 JNIM/NNP/compound/7/ORG and/CC/cc/6 ISSP/NNP/conj/4/ORG"
        " attacks=attack/NNS/obl/2",
        "JNIM",
        ("attacks", "compound"),
        id="attacks are nobody, so that their names stay before them",
    ),
    pytest.param(
        "Shots=shot/NNS/nsubj/2 hit/VBD/root/0 JNIM/NNP/compound/6/ORG and/CC/cc/5 ISSP/NNP/conj/3/ORG"
        " fighters=fighter/NNS/obj/2",
        "fighters",
        ("JNIM", "conj"),
        id="two forces before one noun",
    ),
    pytest.param(
        "Fighting/NN/nsubj/2 erupted=erupt/VBD/root/0 between/IN/case/4 members=member/NNS/obl/2 of/IN/case/6"
        " FNL/NNP/nmod/4/ORG and/CC/cc/8 FDD/NNP/conj/6/ORG",
        "FDD",
        ("members", "conj"),
        id="members of one side and the other side",
    ),
    pytest.param(
        "It/PRP/nsubj/2 accused=accuse/VBD/root/0 militia/NN/obj/2 of/IN/mark/5 killing=kill/VBG/advcl/2"
        " ten/CD/obj/5 in/IN/case/8 May/NNP/obl/2",
        "May",
        ("killing", "obl"),
        id="the month is that of the deed",
    ),
    pytest.param(
        "In/IN/case/2 region/NN/obl/11 of/IN/case/4 Sirwa/NNP/nmod/2/LOC ,/,/punct/11 shelling/NN/nsubj/7"
        " killed=kill/VBD/ccomp/11 ten/CD/obj/7 ,/,/punct/11 officials=official/NNS/nsubj/11 said=say/VBD/root/0",
        "region",
        ("killed", "obl"),
        id="the scene of what is told",
    ),
    pytest.param(
        "Ten/CD/nsubj/2 died=die/VBD/ccomp/4 ,/,/punct/4 reported=report/VBD/root/0 police/NN/obj/4",
        "police",
        ("reported", "nsubj"),
        id="who stands behind a verb of speech speaks",
    ),
    pytest.param(
        "Ten/CD/nsubj:pass/3 were=be/VBD/aux:pass/3 killed=kill/VBN/root/0 ,/,/punct/3"
        " officials=official/NNS/nsubj:pass/3 in/IN/case/7 Lome/NNP/nmod/5/LOC said=say/VBD/parataxis/3",
        "officials",
        ("said", "nsubj"),
        id="speakers behind what they tell",
    ),
]


@pytest.mark.parametrize(("tree", "word", "expected"), REPAIRS)
def test_repair(parsed, tree, word, expected):
    token = next(each for each in repaired(parsed(tree)) if each.text == word)
    assert (token.head.text, token.dep_) == expected
