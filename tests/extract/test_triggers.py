"""Ambiguous triggers are decided by their arguments; light verbs leave the event to their noun."""

import pytest

from kg.extract.triggers import find_triggers

CASES = [
    (
        "Gunmen/NNS/nsubj/2 fired=fire/VBD/root/0 rockets=rocket/NNS/obj/2 at/IN/case/5 Haifa/NNP/obl/2/LOC",
        "missile-strike",
    ),
    ("Gunmen/NNS/nsubj/2 fired=fire/VBD/root/0 at/IN/case/4 police/NNS/obl/2", "shooting"),
    ("Acme/NNP/nsubj/2/ORG fired=fire/VBD/root/0 engines=engine/NNS/obj/2", None),
    ("Gunmen/NNS/nsubj/2 took=take/VBD/root/0 police/NNS/obj/2 hostage/NN/xcomp/2", "hostage-taking"),
]


@pytest.mark.parametrize(("tree", "expected"), CASES, ids=[str(expected) for _, expected in CASES])
def test_arguments_decide(parsed, table_of, tree, expected):
    doc = parsed(tree)
    found = [trigger.row.type for trigger in find_triggers(list(doc), table_of(doc, ("Gunmen", "police")))]
    assert found == ([expected] if expected else [])


def test_light_verb_leaves_the_event_to_the_noun(parsed, table_of):
    doc = parsed(
        "Jets/NNS/nsubj/2 carried=carry/VBD/root/0 out/RP/compound:prt/2 an/DT/det/5 airstrike/NN/obj/2"
        " on/IN/case/7 Daesh/NNP/nmod/5/ORG"
    )
    (trigger,) = find_triggers(list(doc), table_of(doc, ("Jets",)))
    assert (trigger.token.text, trigger.row.type, trigger.rule) == ("airstrike", "airstrike", "light-verb")
    assert [filler.token.text for filler in trigger.slots["subj"]] == ["Jets"]


def test_a_name_is_no_trigger(parsed, table_of):
    doc = parsed("Attack/NNP/nsubj/2/ORG won/VBD/root/0")
    assert find_triggers(list(doc), table_of(doc)) == []


def test_rejected_rows_are_kept_for_the_trace(parsed, table_of):
    doc = parsed(CASES[1][0])
    (trigger,) = find_triggers(list(doc), table_of(doc, ("Gunmen", "police")))
    assert any("missile-strike" in each for each in trigger.rejected)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The operation was executed by the Turkish army.", ["military-operation"]),
        ("The company's mining operations in Tanzania resumed in May.", []),
        ("The company halted its oil operations in Sudan.", []),
        ("H5N1 has killed two women this week.", []),
        ("The deaths of 45 people by carbon monoxide poisoning were reported.", []),
        ("Hurricane Nadia hit Haiti on Tuesday, killing 400 people.", []),
        ("Poachers killed ten elephants in Chad.", []),
        ("The tape was shot in southern Iraq.", []),
        ("The premier suggested holding talks with the rebels.", ["offer", "negotiation"]),
        ("The ministers ended a conference in Kabul.", []),
        ("The rebels ended their truce with the army.", ["REJECT"]),
        ("The general has announced his resignation.", ["resignation"]),
        ("The premier offered greetings to the people of Chad.", []),
        ("Firefighters gained control of the blaze.", []),
        ("The state added bears to the list of threatened animals.", []),
        ("Officials cited warming as threatening the bears.", []),
        ("The senator attacked the bill.", ["criticism"]),
        ("The mission was effective in restoring law and order.", []),
        ("The president named a new chief of staff, replacing Ana Ruiz.", []),
        ("The courts martial of two sergeants will be held in May.", []),
        ("A gas explosion at a coal mine killed 87 people.", []),
        ("The bird flu strain has killed 167 people.", []),
        ("Grass fires have killed a woman.", []),
        ("The attack prompted soldiers to launch an artillery barrage.", ["shelling"]),
        ("China says it will deploy drones over its stadium.", ["deployment"]),
        ("Trucks with aid from Egypt entered Gaza on Sunday.", []),
        ("Turkish tanks entered Idlib on Sunday.", ["troop-movement"]),
        ("Mr. Torres waged a campaign against the newspaper.", []),
        ("The group claimed responsibility for the attack in Ankara.", ["armed-attack"]),
        ("His “war” against the Taliban is over.", []),
        ("Similar airstrikes hit the depot on Monday.", ["airstrike"]),
        ("The army launched another phase of the operation in Helmand.", ["military-operation"]),
        ("The rebels say they claim to be defending the town.", []),
        ("Russia must leave Crimea, the Ukrainian president said.", ["demand"]),
        ("The army hunted any rebels who attacked the Turkish embassy.", ["search-operation"]),
        ("The two presidents praised the co-operation of Turkey.", ["praise"]),
        ("Turkish police regularly arrest protesters.", []),
        ("Dozens of villagers were killed at the hands of the Taliban.", ["killing"]),
        ("The show was hosted by young Iraqis.", []),
        ("The unit is charged with securing Baghdad.", []),
        ("The minister reiterated support for Turkey.", ["endorsement"]),
        ("The minister urged Turkey and Iran to leave Syria.", ["call-for-action"]),
    ],
)
def test_whole_sentences_by_the_shipped_weights(told, text, types):
    assert [event.event_type for event, *_ in told(text)] == types
