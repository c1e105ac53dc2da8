"""Statements of ministries and councils: whose deed is condemned, whose fight is backed, whom a sanction hits."""

import pytest

from kg.model import Modality

SIDES = [  # text, event type, sources, targets
    ("The government came under fire for not sending aid.", "criticism", [], ["government"]),
    ("The minister came under fire from lawmakers on Monday.", "criticism", ["lawmakers"], ["minister"]),
    ("Kenya was rocked by more clashes on Monday.", "armed-clash", [], []),
    ("Workers held a general strike in Athens on Monday.", "labour-strike", ["Workers"], []),
    ("Students have taken to the streets of a dozen Greek cities.", "demonstration", ["Students"], []),
    ("Youths marched on Saturday over the killing by police of a boy.", "killing", ["police"], ["boy"]),
    (
        "Two other buildings, one used by tax officials, caught fire in other firebomb attacks.",
        "armed-attack",
        None,
        None,
    ),
    ("The man was transferred to a hospital in Gao on Monday.", "extradition", None, None),
    ("They are taking the vessels to pirate controlled regions in Somalia.", "capture-of-territory", None, None),
    ("The ministry suspended a worker for feuding.", "dismissal", ["ministry"], ["worker"]),
    ("The navy rescued 26 Somali crewmembers on Monday.", "rescue", ["navy"], ["Somali crewmembers"]),
    (
        "Protesters stormed a bank near the University of Athens, known as the Vault, setting fire to shops.",
        "arson",
        ["Protesters"],
        [],
    ),
    ("The village has come under attack from JNIM three times this year.", "armed-attack", ["JNIM"], []),
    ("Soldiers came under attack by rebels near Gao.", "armed-attack", ["rebels"], ["Soldiers"]),
    (
        "The junta suspends the constitution and arrests President Omar Said.",
        "arrest",
        ["junta"],
        ["President Omar Said"],
    ),
    (
        "Ghana condemned the blast at a clinic in Gao, for which JNIM claimed responsibility.",
        "condemnation",
        ["Ghana"],
        ["JNIM"],
    ),
    ("Kenya condemned the missile launched by Chad.", "condemnation", ["Kenya"], ["Chad"]),
    ("Kenya condemned the group's treatment of residents of Gao.", "condemnation", ["Kenya"], ["group"]),
    (
        "Kenya condemned in the strongest terms the attack which was carried out by rebels.",
        "condemnation",
        ["Kenya"],
        ["rebels"],
    ),
    ("Norway reiterated its support for Mali in the fight against JNIM.", "armed-clash", ["Mali"], ["JNIM"]),
    ("The envoy reiterated the UK's support for Ghana.", "endorsement", ["envoy", "UK"], ["Ghana"]),
    (
        "The envoy underlined the UK's commitment to supporting the government of Mali.",
        "promise",
        ["envoy", "UK"],
        ["government of Mali"],
    ),
    (
        "Kenya will stand with the government and people of Chad.",
        "promise",
        ["Kenya"],
        ["government", "people of Chad"],
    ),
    (
        "Ghana welcomed the deal between the Miners Union and the Peace Party.",
        "welcome",
        ["Ghana"],
        ["Miners Union", "Peace Party"],
    ),
    ("Ghana welcomed new Sudan sanctions that target generals.", "welcome", ["Ghana"], []),
    ("London imposed Sudan sanctions on Monday.", "sanctions", ["London"], ["Sudan"]),
    ("Ghana wrote new Sudan sanctions listings that hit ministers.", "sanctions", [], ["ministers"]),
    ("Ministers discussed the Sudan crisis.", "discussion", ["Ministers"], []),
    ("The premier met miners and discussed trade.", "discussion", ["premier"], ["miners"]),
    ("Aid groups recorded the recruitment of children.", "recruitment", [], ["children"]),
    (
        "Germany is providing an additional 80 soldiers to assist in training for the Malian army.",
        "AID",
        ["Germany"],
        ["Malian army"],
    ),
    ("Soldiers captured the rebel-held town of Kumasi on Tuesday.", "capture-of-territory", ["Soldiers"], ["rebel"]),
    ("Marines cleared insurgent-held Falluja.", "capture-of-territory", ["Marines"], ["insurgent"]),
    (
        "Kenyan troops, supported by coalition airstrikes, have retaken half of the territory held by rebels.",
        "airstrike",
        ["coalition"],
        [],
    ),
    (
        "Kenyan troops, supported by coalition airstrikes, have retaken half of the territory held by rebels.",
        "capture-of-territory",
        ["Kenyan troops"],
        ["rebels"],
    ),
    ("Villagers are facing ongoing shelling by the army.", "shelling", ["army"], ["Villagers"]),
    ("Streets were turned to rubble by regime bombardment.", "shelling", ["regime"], []),
    ("The attack on Ghana's camp by rebels killed two.", "armed-attack", ["rebels"], ["Ghana"]),
    ("Near Gao, five strikes engaged a JNIM unit and destroyed a truck.", "armed-attack", [], ["JNIM unit"]),
    ("In Ghana, coalition forces conducted nine strikes.", "armed-attack", ["coalition forces"], []),
    ("Coalition nations conducting strikes in Ghana include France.", "armed-attack", ["Coalition nations"], []),
    ("Near Gao, three strikes struck a JNIM headquarters.", "armed-attack", [], ["JNIM"]),
    ("The EU will host a third Brussels conference on Chad.", "hosting", ["EU"], []),
    ("The EU called on the guarantors of the Astana process to respect the truce.", "call-for-action", ["EU"], []),
    ("The EU has imposed restrictive measures against ten firms.", "sanctions", ["EU"], ["firms"]),
    ("The militia was listed by the Peace Committee in May.", "sanctions", ["Peace Committee"], ["militia"]),
    ("An engagement between the army and rebels lasted a day.", "armed-clash", ["army", "rebels"], ["army", "rebels"]),
    ("The minister spoke to the Ghanaian president on Monday.", "discussion", ["minister"], ["Ghanaian president"]),
    (
        "Omar Hassan was a commander of JNIM. Ghana designated him a terrorist.",
        "terrorist-designation",
        ["Ghana"],
        ["him"],
    ),
    (
        "Omar Hassan\n\nOmar Hassan (died 4 May 2012) was a commander of JNIM in Gao. He was jailed in Chad.",
        "detention",
        [],
        ["He"],
    ),
    ("The minister met British businesses in Nairobi.", "meeting", ["minister"], ["British businesses"]),
    ("Ana Ruiz was elected after her predecessor was dismissed.", "dismissal", [], ["predecessor"]),
    ("A bomb struck a convoy near Gao in May. JNIM claimed the attack.", "armed-attack", ["JNIM"], []),
    ("Barrel bombs dropped by army helicopters hit a hospital.", "armed-attack", ["army helicopters"], ["hospital"]),
    ("Ghana announced aid for Malians displaced by the fighting in Gao.", "armed-clash", [], []),
    ("Omar Said met Ana Ruiz in Gao. He met her again. A court jailed him.", "detention", ["court"], ["him"]),
    (
        "Omar Said was born in Gao. A bomb struck his car. Two guards died. In 2017 he accused the mayor of fraud.",
        "accusation",
        ["he"],
        ["mayor"],
    ),
    ("The Hema community were starving when they fled their homes. The army helped.", "displacement", [], ["they"]),
]
NOTHING = [  # text, an event type that it does not tell
    ("Ghana told of sanctions that hit ministers.", "armed-attack"),
    ("The army broke the siege of the town.", "defiance"),
    ("The brigade is charged with securing the capital.", "accusation"),
    (
        "Members of the Security Council are encouraged by the decision of the Ghanaian president to step down.",
        "appeal",
    ),
    ("The channel broadcasts shows hosted by young Kenyans.", "hosting"),
    (
        "Ghana's president met the premier on the sidelines of the UN summit in Oslo, their first meeting since May.",
        "summit",
    ),
]


@pytest.mark.parametrize(("text", "event_type", "sources", "targets"), SIDES)
def test_sides(told, text, event_type, sources, targets):
    found = [(source, target) for event, source, target, _ in told(text) if event.event_type == event_type]
    assert (sources, targets) in found if sources is not None else not found


@pytest.mark.parametrize(("text", "event_type"), NOTHING)
def test_words_that_tell_no_such_event(told, text, event_type):
    assert event_type not in {event.event_type for event, *_ in told(text)}


def test_one_meeting_is_told_once(told):
    text = "Ghana's president met the premier on the sidelines of a UN meeting in Oslo, their first meeting since May."
    assert [event.trigger_text for event, *_ in told(text)] == ["met"]


def test_what_is_disputed_is_denied(told):
    text = "The minister disputed the claim that Ghanaian troops shelled the town of Gao."
    assert [event.modality for event, *_ in told(text) if event.event_type == "shelling"] == [Modality.NEGATED]


@pytest.mark.parametrize("noun", ["communities", "families", "tribe"])
def test_collectives_have_no_number_of_their_own(told, noun):
    (event, *_), *_ = told(f"The slaughter of the {noun} by the militia went on.")
    assert event.quantities == ()


def test_a_talk_is_not_where_its_topic_is(told):
    events = told("The minister spoke to the Ghanaian president by phone about the fighting in Gao.")
    calls = [event for event, *_ in events if event.event_type == "phone-call"]
    assert [a.role.value for a in calls[0].arguments] == ["source", "target"]


def test_each_of_two_verbs_counts_its_own(told):
    text = "He abducted and killed ten drivers, and had abducted two Malians in October 2005."
    found = [event for event, *_ in told(text) if event.event_type == "kidnapping"]
    assert [event.same_as for event in found][-1] is None


def test_a_clause_of_one_of_several_blows_is_not_of_all(told):
    text = "Ghana recalled the attacks in Accra, including those in Tema in which 30 people were murdered."
    found = {event.trigger_text: event for event, *_ in told(text)}
    assert found["murdered"].same_as is None


def test_they_are_the_members_who_spoke_before(told):
    text = (
        "The Members of the Security Council recalled that JNIM was listed in May. They urged all states to cooperate."
    )
    assert [source for event, source, *_ in told(text) if event.event_type == "call-for-action"] != [["JNIM"]]
