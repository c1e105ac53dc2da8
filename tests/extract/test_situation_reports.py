"""Situation reports, naval incidents and chronicles: invented sentences, each on a mistake once made."""

from datetime import date

import pytest

from kg.model import Modality, Role

SIDES = [  # text, event type, sources, targets
    (
        "A raid on Kersa was reported. SDFK spokesman Omar Ruiz denied any involvement.\n\n"
        "UNMIK said it had sent a patrol to the area.",
        "deployment",
        ["it"],
        [],
    ),
    ("Kersa Region - Troops of the army shot two men near the river on Sunday.", "shooting", ["Troops"], ["men"]),
    ("Protesters blocked the road. Police arrested 17 of them.", "arrest", ["Police"], ["them"]),
    ("The USS Ruiz shot down a drone over the gulf.", "shooting", ["USS Ruiz"], []),
    ("Cattle raiders attacked a convoy of the army.", "armed-attack", ["Cattle raiders"], ["army"]),
    ("The mayor survived an attempt on his life.", "assassination", [], ["mayor"]),
    (
        "The ministry said seven of its servicemen were killed and ten wounded, and blamed the rebels.",
        "blame",
        ["ministry"],
        ["rebels"],
    ),
    (
        "Chad handed over ten captured soldiers with the mediation of Qatar.",
        "release",
        ["Chad"],
        ["captured soldiers"],
    ),
    ("Hezbollah fired 60 Katyusha rockets at a base.", "missile-strike", ["Hezbollah"], []),
    (
        "Members of the militia said that soldiers had opened fire at their positions.",
        "shooting",
        ["soldiers"],
        ["their"],
    ),
    ("A drone operated by the Azad militia struck a truck near Kersa.", "drone-strike", ["Azad militia"], []),
    ("The United States armed rebels through Chad, which denied any role.", "denial", ["Chad"], []),
    ("Members of the gang led by Omar Ruiz killed ten nuns.", "killing", ["Members of the gang"], ["nuns"]),
    (
        "The ministry said it conducted an airstrike at the request of the Somali government.",
        "airstrike",
        ["ministry"],
        [],
    ),
    (
        "Fighting between the army and the rebels broke out in Kersa.",
        "armed-clash",
        ["army", "rebels"],
        ["army", "rebels"],
    ),
    ("Homs: Israeli forces entered Kersa, searched houses and withdrew.", "withdrawal", ["Israeli forces"], []),
    (
        "The army freed ten passengers; two hostages and four soldiers were killed by militants.",
        "killing",
        ["militants"],
        ["hostages", "soldiers"],
    ),
    ("Warplanes carried out four raids on the rebels.", "airstrike", ["Warplanes"], ["rebels"]),
    ("Guards fired warning shots at the crowd.", "shooting", ["Guards"], ["crowd"]),
    ("Troops intercepted a courier and handed him over to the police.", "extradition", ["Troops"], ["him"]),
    (
        "Kersa denied the strikes; a security official said they had killed ten insurgents.",
        "killing",
        [],
        ["insurgents"],
    ),
    ("The factions reached an agreement to withdraw from Tripoli.", "agreement", ["factions"], []),
    ("Two nuns were among those killed, the old bishop said.", "killing", [], []),
    ("Gunmen stormed the town of Kersa, in Haiti's Centre department, before dawn.", "armed-attack", ["Gunmen"], []),
    ("Two suspects were taken in for questioning.", "detention", [], ["suspects"]),
    ("A ranger succumbed to his wounds.", "killing", [], ["ranger"]),
    ("Gunmen traded shots with police for hours.", "armed-clash", ["Gunmen"], ["police"]),
    ("A local militia said it ambushed a column as it withdrew.", "withdrawal", [], []),
]


@pytest.mark.parametrize(("text", "event_type", "sources", "targets"), SIDES)
def test_sides(told, text, event_type, sources, targets):
    found = [(source, target) for event, source, target, _ in told(text) if event.event_type == event_type]
    assert found == ([(sources, targets)] if sources or targets else [])


NOT_TOLD = [  # text, what it does not say happened
    ("A helicopter of the army made an emergency landing near Kersa.", "troop-movement"),
    ("The military said it lost contact with the crew for two hours.", "discussion"),
    ("Police came after the assailants had fled.", "displacement"),
    ("Doctors of the World suspended its work in Kersa.", "censorship"),
    ("A car bomb was defused outside a police station in Kersa.", "car-bombing"),
    ("Militiamen burned the bodies at the river.", "arson"),
    ("A bomb planted under a bridge was removed by engineers before it went off.", "bombing"),
    ("The ministers will address matters as mutually agreed.", "agreement"),
    ("Ten students returning from exams were shot by the army.", "return"),
    ("The state was set to free 183 prisoners.", "release"),
    ("A statement by the commander of Operation Hadin Kai was published.", "military-operation"),
    ("A policeman guarding the office was shot by gunmen.", "patrol"),
    ("Troops made contact with militants in the forest.", "discussion"),
    ('"Lay down your arms," the colonel said.', "surrender"),
    ("Two suspects were taken in for questioning.", "asylum"),
    ("A ranger succumbed to his wounds.", "acceptance-of-demands"),
    ("Omar Ruiz, a trader under US sanctions, admitted that he had organised the group.", "sanctions"),
    ("The old king and two of his ministers died on Monday.", "killing"),
]


@pytest.mark.parametrize(("text", "event_type"), NOT_TOLD)
def test_what_is_not_told(told, text, event_type):
    assert event_type not in {event.event_type for event, *_ in told(text)}


COUNTS = [  # text, event type, lowest and highest number
    ("Rebels seized the ship in the gulf, taking 18 Filipino sailors hostage.", "hostage-taking", (18, 18)),
    ("Local media said 12 passengers, most of them students, lost their lives in the raid.", "killing", (12, 12)),
    ("A commander, Abu Ruiz, and scores of fighters were killed in Kersa.", "killing", (41, None)),
    ("The rebels lost one fighter.", "killing", (1, 1)),
    ("Gunmen burned ten huts, killing an elderly couple.", "killing", (2, 2)),
    ("Two soldiers and an unspecified number of kidnappers were killed in Kersa.", "killing", (3, None)),
    (
        "Jets struck a car in Kersa, killing Ali Ruiz, a commander in the Radwan Force, his deputy and a guard.",
        "killing",
        (3, 3),
    ),
    ("Gunmen ambushed a convoy near Kersa. Seven traders and a soldier died at the scene.", "killing", (8, 8)),
]


@pytest.mark.parametrize(("text", "event_type", "number"), COUNTS)
def test_count(told, text, event_type, number):
    (event,) = [each for each, *_ in told(text) if each.event_type == event_type]
    assert [(quantity.low, quantity.high) for quantity in event.quantities] == [number]


ONE = [  # text, whether its first two events are one
    ("Rebels boarded and seized a cargo ship in the gulf.", True),
    ("Youths burned tyres and blocked the road.", True),
    ("Troops set fire to the village, burning 120 houses.", True),
    ("Troops burned 120 houses and killed two women.", False),
    ("Gunmen shot a judge in Kersa and shot a teacher in Bor.", False),
]


@pytest.mark.parametrize(("text", "one"), ONE)
def test_two_verbs_of_one_deed(told, text, one):
    first, second = [event for event, *_ in told(text)][:2]
    assert (second.same_as == first.id or first.same_as == second.id) is one


PLACED = [  # text, event type, whether the story lends it a place
    ("Kersa Region - On Monday gunmen shot a man. Soldiers later killed two rebels.", "killing", True),
    ("KERSA, May 3 - Gunmen shot a man. Soldiers later killed two rebels.", "killing", False),
    ("Gunmen shot a man in Kersa.\n\nThe mission said it had sent a patrol to the area.", "deployment", False),
    ("Gunmen shot a man in Kersa. The envoy vowed revenge for the men whom they killed.", "killing", False),
    ("Ruiz claimed both attacks and threatened to strike ships in the Red Sea.", "armed-attack", False),
]


@pytest.mark.parametrize(("text", "event_type", "placed"), PLACED)
def test_where_a_story_happens(told, text, event_type, placed):
    events = [event for event, *_ in told(text, date(2021, 5, 4)) if event.event_type == event_type]
    assert [any(a.role is Role.PLACE for a in event.arguments) for event in events] in ([placed], [])


def test_what_somebody_should_turn_into_is_none_yet(told):
    (event,) = [each for each, *_ in told("The council should turn it into a UN peacekeeping operation.")]
    assert event.modality is Modality.HYPOTHETICAL


def test_two_sides_named_before_their_noun_make_no_ring(told):
    text = "In Kersa, a clash between the Calarca and Mordisco factions left 20 men dead."
    assert [each.event_type for each, *_ in told(text)] == ["armed-clash", "killing"]


def test_no_sentence_begins_within_a_name(told):
    text = "Gunmen killed ten women between December 6 and 11, Human Rights Watch said today."
    assert [by for *_, by in told("Human Rights Watch\n" + text)] == ["Human Rights Watch"]


ASSERTED = [  # text, event type
    ("Forces ended a siege after storming a train, killing all gunmen.", "armed-attack"),
    ("Britain will send a ship to Guyana, drawing a rebuke from Caracas.", "criticism"),
]


@pytest.mark.parametrize(("text", "event_type"), ASSERTED)
def test_what_happened(told, text, event_type):
    assert [event.modality for event, *_ in told(text) if event.event_type == event_type] == [Modality.ASSERTED]


def test_a_day_of_an_aside_dates_no_weekday_of_a_report_without_a_date(told):
    text = "Two men, who were seized in an attack on Oct. 7, 2023, were freed. On Friday, troops shot a woman."
    (shooting,) = [event for event, *_ in told(text, None) if event.event_type == "shooting"]
    assert shooting.when.earliest is None


def test_what_may_be_a_crime_in_general_has_not_happened(told):
    (attack,) = [event for event, *_ in told("Attacks on civilians may amount to war crimes.")]
    assert attack.modality is Modality.HYPOTHETICAL


def test_those_who_clash_are_not_where_they_do(told):
    text = "Clashes between Afar and Issa militias left six people dead in Kersa."
    (clash,) = [event for event, *_ in told(text) if event.event_type == "armed-clash"]
    assert not any(
        a.role is Role.PLACE and "Afar" in text[int(a.mention_id.split("/")[-1].split("-")[0]) :][:4]
        for a in clash.arguments
    )


def test_a_denial_stays_in_its_sentence(told):
    events = [event for event, *_ in told("An airstrike on Kersa was reported. SDFK spokesman Omar Ruiz denied it.")]
    assert [event.modality for event in events if event.event_type == "airstrike"] == [Modality.ASSERTED]
