"""Slots of a verb or noun are those of the active sentence, whatever the surface and the scheme of labels."""

import pytest

from kg.extract import phrases, syntax
from kg.extract.slots import noun_slots, verb_slots

ACTIVE = "Rebels/NNS/nsubj/2 attacked=attack/VBD/root/0 troops/NNS/obj/2"
PASSIVE = "Troops/NNS/nsubj:pass/3 were/VBD/aux:pass/3 attacked=attack/VBN/root/0 by/IN/case/5 rebels/NNS/obl:agent/3"
CLEAR_NLP = "Troops/NNS/nsubjpass/3 were/VBD/auxpass/3 attacked=attack/VBN/root/0 by/IN/agent/3 rebels/NNS/pobj/4"
RELATIVE = (
    "Rebels/NNS/nsubj/6 who/WP/nsubj/3 attacked=attack/VBD/acl:relcl/1 troops/NNS/obj/3 ,/,/punct/1 fled/VBD/root/0"
)
REDUCED = "Troops/NNS/nsubj/5 attacked=attack/VBN/acl/1 by/IN/case/4 rebels/NNS/obl:agent/2 fled/VBD/root/0"
CONTROL = "Rebels/NNS/nsubj/2 tried=try/VBD/root/0 to/TO/mark/4 attack/VB/xcomp/2 troops/NNS/obj/4"
COORDINATED = "Rebels/NNS/nsubj/2 advanced/VBD/root/0 and/CC/cc/4 attacked=attack/VBD/conj/2 troops/NNS/obj/4"
GAP = "Troops/NNS/nsubj/4 rebels/NNS/nsubj/3 attacked=attack/VBD/acl:relcl/1 fled/VBD/root/0"


@pytest.mark.parametrize("tree", [ACTIVE, PASSIVE, CLEAR_NLP, RELATIVE, REDUCED, CONTROL, COORDINATED, GAP])
def test_logical_subject_and_object(parsed, tree):
    doc = parsed(tree)
    verb = next(token for token in doc if token.lemma_ == "attack")
    slots = verb_slots(verb)
    assert [f.token.lower_ for f in slots["subj"]] == ["rebels"]
    assert [f.token.lower_ for f in slots["obj"]] == ["troops"]


def test_object_controls_what_it_is_urged_to_do(parsed):
    doc = parsed("We/PRP/nsubj/2 urged=urge/VBD/root/0 rebels/NNS/obj/2 to/TO/mark/5 leave/VB/xcomp/2")
    assert [f.token.text for f in verb_slots(doc[4])["subj"]] == ["rebels"]


def test_coordinated_actors_all_count(parsed):
    doc = parsed("Rebels/NNS/nsubj/4 and/CC/cc/3 troops/NNS/conj/1 clashed/VBD/root/0")
    assert [f.token.lower_ for f in verb_slots(doc[3])["subj"]] == ["rebels", "troops"]


def test_result_clause_of_a_passive_belongs_to_the_agent(parsed):
    doc = parsed(PASSIVE + " killing=kill/VBG/advcl/3 ten/CD/obj/6")
    assert [f.token.text for f in verb_slots(doc[5])["subj"]] == ["rebels"]


@pytest.mark.parametrize(
    ("tree", "subject", "object_"),
    [
        (
            "Israel/NNP/nmod:poss/3/LOC 's/POS/case/1 bombing/NN/root/0 of/IN/case/5 Gaza/NNP/nmod/3/LOC",
            "Israel",
            "Gaza",
        ),
        ("bombing/NN/root/0 of/IN/case/3 Gaza/NNP/nmod/1/LOC by/IN/case/5 Israel/NNP/nmod/1/LOC", "Israel", "Gaza"),
        (
            "Gaza/NNP/nmod:poss/3/LOC 's/POS/case/1 bombing/NN/root/0 by/IN/case/5 Israel/NNP/nmod/3/LOC",
            "Israel",
            "Gaza",
        ),
    ],
)
def test_noun_slots(parsed, tree, subject, object_):
    doc = parsed(tree)
    slots = noun_slots(next(token for token in doc if token.text == "bombing"))
    assert [f.token.text for f in slots["subj"]] == [subject]
    assert [f.token.text for f in slots["obj"]] == [object_]


def test_compound_preposition_is_one(parsed):
    doc = parsed("fled/VBD/root/0 because/IN/case/4 of/IN/fixed/2 war/NN/obl/1")
    assert [prep for prep, _ in syntax.obliques(doc[0])] == ["because of"]


def test_phrase_leaves_the_relative_clause_out(parsed):
    doc = parsed("the/DT/det/2 hideouts/NNS/root/0 of/IN/case/4 rebels/NNS/nmod/2 who/WP/nsubj/6 fled/VBD/acl:relcl/2")
    span = phrases.phrase_span(doc[1])
    assert doc.text[span.start : span.end] == "hideouts of rebels"


def test_walks_end_at_the_root(parsed):
    doc = parsed(CONTROL)
    assert [head.text for _, _, head in syntax.chain(doc[4])] == ["attack", "tried"]
    assert syntax.clause(doc[4]).text == "attack"


def test_preposition_on_the_first_word_of_a_name(parsed):
    doc = parsed(
        "In/IN/case/2 Deh/NNP/nmod/4 Now/NNP/compound/4 district/NN/obl/6 rebels/NNS/nsubj/6 attacked/VBD/root/0"
    )
    assert [(prep, noun.text) for prep, noun in syntax.obliques(doc[5])] == [("in", "district")]


def test_subject_of_a_stranded_preposition(parsed):
    doc = parsed(
        "Troops/NNS/nsubj:pass/3 were/VBD/aux:pass/3 fired=fire/VBN/root/0 upon/IN/obl/3"
        " by/IN/case/6 rebels/NNS/obl:agent/3"
    )
    slots = verb_slots(doc[2])
    assert [filler.token.text for filler in slots["obl:upon"]] == ["Troops"]
    assert "obj" not in slots
