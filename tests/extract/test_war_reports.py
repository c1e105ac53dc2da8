"""Who suffered, who says so and which day, in denser war reports: invented sentences, each on a mistake once made."""

from datetime import date

import pytest

SIDES = [  # text, event type, sources, targets
    ("Two drivers died when a truck hit a mine planted by the rebels.", "killing", ["rebels"], ["drivers"]),
    ("The court charged a colonel with the murder of a nun.", "killing", ["colonel"], ["nun"]),
    ("Gunmen shot dead a former army commander in Sirwa.", "shooting", ["Gunmen"], ["former army commander"]),
    ("Farmers from the Berom community were killed.", "killing", [], ["Farmers from the Berom community"]),
    ("The general ordered the massacre of ten nuns in 2019.", "massacre", ["general"], ["nuns"]),
    ("The army retook the town of Sirwa.", "capture-of-territory", ["army"], []),
    (
        "A woman was killed and her husband injured when a drone attacked their car.",
        "wounding",
        [],
        ["husband"],
    ),
    ("Soldiers came under heavy fire, and at least six of them were killed.", "killing", [], ["them"]),
    ("The militia attacked a convoy. They wounded six men, a spokesman said.", "wounding", ["They"], ["men"]),
    ("The rebels imposed a blockade on fuel imports.", "blockade", ["rebels"], []),
    (
        "Ten people died in clashes that erupted between the army and the rebels near Kersa.",
        "armed-clash",
        ["army", "rebels"],
        ["army", "rebels"],
    ),
    (
        "Sappers will help to clear mines, the minister Sergei Ruiz said after meeting Kim Jong Un in Seoul.",
        "meeting",
        ["minister Sergei Ruiz"],
        ["Kim Jong Un"],
    ),
    (
        "Forces watched the area to ensure no civilians were present before attacking the rebels.",
        "armed-attack",
        [],
        ["rebels"],
    ),
    ("The Sirwa Liberation Army seized a train before the army freed them.", "release", ["army"], []),
    ("Troops killed ten militants in two raids in Kersa.", "raid", ["Troops"], ["militants"]),
    (
        "A Kenyan unit freed a family that was taken hostage and killed several insurgents near Lamu.",
        "killing",
        ["Kenyan unit"],
        ["insurgents"],
    ),
    (
        "Talks between the rebels and the army, sponsored by Chad, made progress.",
        "negotiation",
        ["rebels", "army"],
        ["rebels", "army"],
    ),
    ("The junta reopened talks with the rebels.", "negotiation", ["junta"], ["rebels"]),
    (
        "The army carried out an airstrike on a camp, about 3 kilometres from Laiza, the headquarters of the rebels.",
        "airstrike",
        ["army"],
        [],
    ),
    ("The military overthrew the government in May.", "coup", ["military"], ["government"]),
    ("An airstrike hit Beirut's southern suburbs, killing two men.", "airstrike", [], []),
    (
        "He had a role in the bombing of the embassy in Beirut, which killed 63 people.",
        "killing",
        [],
        ["people"],
    ),
    ("Ten men were shot dead and dozens of houses torched in Kersa.", "arson", [], []),
    ("Shelling hit the town of Sake on Friday.", "shelling", [], ["town of Sake"]),
    ("Police arrested al-Nusra spokesman Ali Hamid on Monday.", "arrest", ["Police"], ["spokesman Ali Hamid"]),
    (
        "Officials confirmed the death of Boko Haram leader Bukar Gana following a drone strike in Borno.",
        "killing",
        [],
        ["leader Bukar Gana"],
    ),
    (
        "Militiamen were accused by monitors of executing three traders.",
        "execution",
        ["Militiamen"],
        ["traders"],
    ),
]


@pytest.mark.parametrize(("text", "event_type", "sources", "targets"), SIDES)
def test_sides(told, text, event_type, sources, targets):
    found = [(source, target) for event, source, target, _ in told(text) if event.event_type == event_type]
    assert found == [(sources, targets)]


NOT_TOLD = [  # text, what it does not say happened
    ("The raid failed, said an official who was not authorised to talk to reporters.", "discussion"),
    ("The raid failed, said an official who was not authorised to talk to reporters.", "acceptance"),
    ("Minister Ruiz is to return on Wednesday.", "promise"),
    ("Thirty wounded people were admitted to the hospital.", "asylum"),
    ("After searching the house, one man was found.", "search-operation"),
    ("Two nurses were hurt when their patrol was caught in crossfire near Kersa.", "capture-of-person"),
    ("Thousands of families trapped in Kersa have had no food since May.", "siege"),
    ("The colonel claimed that forty fighters were killed.", "accusation"),
    ("The group has imposed a blockade on fuel imports.", "sit-in"),
    ("The navy has sunk nine boats in strikes that Petro called murder.", "killing"),
    ("A prisoner exchange between Chad and Mali scheduled for Tuesday was called off.", "call-for-action"),
    ("President Petro suspended peace talks with the ELN.", "censorship"),
    ("The troops came in contact with the insurgents near Kersa.", "discussion"),
    ("The authorities evacuated the town of Kersa.", "withdrawal"),
    ("The jet crashed; both pilots ejected.", "expulsion"),
    ("Kabul shelters the militants of the TTP.", "humanitarian-aid"),
]


@pytest.mark.parametrize(("text", "event_type"), NOT_TOLD)
def test_what_is_not_told(told, text, event_type):
    assert event_type not in {event.event_type for event, *_ in told(text)}


SPEAKERS = [
    ("The hostages were freed after a ransom was paid, two people close to the talks said.", "release", "people"),
    (
        "The rebels entered Kersa after the army pulled out, the head of a civil society group, Jean Ruiz, said.",
        "withdrawal",
        "head",
    ),
    ("A woman was hurt, and at least six men were killed, one of the sources said.", "killing", "sources"),
    ("Eight people have been killed in Gaza, the civil defence says.", "killing", "civil defence"),
    ("It said that troops had taken the village of Kersa, a claim Kyiv rejected.", "denial", None),
    (
        "The rebels, who are backed by Chad according to monitors, entered Kersa, the mayor said.",
        "endorsement",
        "monitors",
    ),
]


@pytest.mark.parametrize(("text", "event_type", "speaker"), SPEAKERS)
def test_who_says_so(told, text, event_type, speaker):
    assert [by for event, _, _, by in told(text) if event.event_type == event_type] == [speaker]


DAYS = [  # text, event type, first and last day
    (
        "The army took Kersa in September 2019 but left the following month, when rebels attacked a school.",
        "armed-attack",
        (date(2019, 10, 1), date(2019, 10, 31)),
    ),
    ("The army had downed a drone over Marib, the seventh since January.", "shooting", (None, date(2021, 3, 24))),
    ("The envoy will brief the council on Friday about the arrest of ten men.", "arrest", (None, date(2021, 3, 24))),
    ("Five men, who had been abducted by rebels, were found dead on Monday.", "kidnapping", (None, date(2021, 3, 24))),
    ("Earlier in the week, troops shelled Kersa.", "shelling", (date(2021, 3, 22), date(2021, 3, 24))),
    (
        "Jets bombed Kersa overnight, killing two men. The president condemned the attack.",
        "condemnation",
        (date(2021, 3, 24), date(2021, 3, 24)),
    ),
    (
        "A truce was to take effect on March 1, but each side has accused the other of violating it.",
        "accusation",
        (None, date(2021, 3, 24)),
    ),
]


@pytest.mark.parametrize(("text", "event_type", "days"), DAYS)
def test_day(told, text, event_type, days):
    (event,) = [each for each, *_ in told(text, date(2021, 3, 24)) if each.event_type == event_type]
    assert (event.when.earliest, event.when.latest) == days


def test_a_town_that_was_raided_is_where_people_were_killed(told):
    from kg.model import Role

    events = [event for event, *_ in told("Gunmen raided Kersa, setting homes ablaze and killing two men.")]
    places = {each.event_type: {a.mention_id for a in each.arguments if a.role is Role.PLACE} for each in events}
    assert places["killing"] == places["raid"] != set()


MODALITY = [
    ("Ministers had been due to meet in Gao next week.", "meeting", "hypothetical"),
    ("Ministers are due to meet in Gao next week.", "meeting", "future"),
    ("Chad denied, once again, having supplied the rebels with weapons.", "arms-delivery", "negated"),
    ("Earlier reports that a fourth man had been captured were incorrect.", "capture-of-person", "negated"),
]


@pytest.mark.parametrize(("text", "event_type", "modality"), MODALITY)
def test_modality(told, text, event_type, modality):
    assert [event.modality for event, *_ in told(text) if event.event_type == event_type] == [modality]


def test_the_story_lends_its_place_to_nothing_of_another_month(told):
    from kg.model import Role

    text = "Troops killed a commander in Kersa on Monday. He was linked to the January 8 bombing that killed a judge."
    events = [event for event, *_ in told(text, date(2021, 3, 24)) if event.event_type == "killing"]
    assert [event.when.earliest for event in events] == [date(2021, 3, 22), date(2021, 1, 8)]
    assert [any(a.role is Role.PLACE for a in event.arguments) for event in events] == [True, False]


COUNTS = [  # text, event type, killed
    ("Nine nurses and three guards lost their lives.", "killing", 12),
    ("Special forces killed the last of four gunmen.", "killing", 1),
    ("Troops killed 23 rebels, among them a commander, in Kersa.", "killing", 23),
]


@pytest.mark.parametrize(("text", "event_type", "killed"), COUNTS)
def test_count(told, text, event_type, killed):
    (event,) = [each for each, *_ in told(text) if each.event_type == event_type]
    assert [quantity.low for quantity in event.quantities] == [killed]


def test_the_village_is_the_one_that_was_called_so(told):
    from kg.model import Role

    text = "Troops entered the village of Kersa, southwest of Damascus. Jets struck the village, killing two men."
    events = {event.event_type: event for event, *_ in told(text)}
    where = [a.mention_id for a in events["killing"].arguments if a.role is Role.PLACE]
    assert where == [a.mention_id for a in events["troop-movement"].arguments if a.role is Role.PLACE] != []


RESULTS = [  # text, the word of what had the result that is told last
    ("In Kersa, a shell hit a school on Tuesday. Two pupils were killed.", "hit"),
    ("In Kersa, a shell hit a school on Tuesday. Two pupils were also killed.", None),
    ("In Kersa, a shell hit a school on Tuesday. Two soldiers were killed in Bor.", None),
    ("In Kersa, a shell hit a school on Tuesday.\n\nTwo pupils were killed.", None),
    ("The army attacked the rebels in Kersa. Two pupils were killed.", None),
    ("Troops shelled hideouts near Kersa. Two soldiers were killed.", None),
    ("Troops shelled hideouts near Kersa. Two pupils were killed when their bus ran over a mine.", None),
    ("Troops shelled hideouts near Kersa. Two pupils were killed.", "shelled"),
]


@pytest.mark.parametrize(("text", "cause"), RESULTS)
def test_victims_are_those_of_the_one_blow_before(told, text, cause):
    events = [event for event, *_ in told(text)]
    words = {event.id: event.trigger_text for event in events}
    (killing,) = [event for event in events if event.event_type == "killing"]
    assert words.get(killing.same_as) == cause
