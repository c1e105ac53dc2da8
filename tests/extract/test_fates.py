"""War reports whose verbs, sides and speakers stand apart, told in sentences of our own."""

import pytest

from kg.model import Modality, Role

SIDES = [  # text, event type, sources, targets
    ("Gunmen on a motorcycle shot dead a teacher in Kersa on Monday.", "shooting", ["Gunmen"], ["teacher"]),
    ("Gunmen in a pickup shot dead a teacher in Kersa on Monday.", "shooting", ["Gunmen"], ["teacher"]),
    ("The nurse was kidnapped on 3 May by rebels in Bor and freed a week later.", "release", [], ["nurse"]),
    ("Chad backs the rebels, the UN says, which Abuja denies.", "denial", ["Abuja"], []),
    ("Residents say that soldiers killed nine men in Kersa, which the army denies.", "denial", ["army"], []),
    ("The army and the M23 met in Doha. Each side blamed the other for the raid.", "blame", *[["army", "M23"]] * 2),
    ("The army and a militia traded blame for the blast.", "blame", *[["army", "militia"]] * 2),
    ("Diallo spoke in Conakry. He is a colonel who led the coup.", "coup", ["He"], []),
    ("Chad accused Sudan of shelling its post in Bor.", "shelling", ["Sudan"], ["Chad"]),
    ("The commander was responsible for the kidnapping of a nurse.", "kidnapping", ["commander"], ["nurse"]),
    ("Talks between the state and the FARC broke down on Sunday.", "negotiation", *[["state", "FARC"]] * 2),
    ("Warplanes bombed Houthi positions in Hodeidah.", "airstrike", ["Warplanes"], ["Houthi"]),
    ("The navy intercepted two missiles over the port of Kersa.", "shooting", ["navy"], []),
    ("Ten people were killed when Russian rockets slammed into a clinic.", "missile-strike", ["Russian"], []),
    ("A shell hit a bakery in Kersa, killing two women.", "shelling", [], []),
]
TAKEN = (["coalition"], ["group"])
DRIVEN = (["Kurdish forces"], ["militants"])
WEAPONS = [  # text, event type, sources, targets
    ("Police found explosives in a house in Kersa.", "seizure", ["Police"], []),
    ("The rebels fired a missile at the ship Harlan, which shot it down.", "missile-strike", ["rebels"], []),
    ("Soldiers shot at a taxi that failed to stop in Buea, killing the driver.", "killing", ["Soldiers"], ["driver"]),
    ("An airstrike of the Ethiopian air force hit a market.", "airstrike", ["Ethiopian air force"], []),
    ("The coalition has taken back 30% of the territory that the group once held.", "capture-of-territory", *TAKEN),
    ("Three sailors were picked up by a French frigate.", "rescue", ["French frigate"], ["sailors"]),
    ("The rebels fired mortars at government troops.", "shelling", ["rebels"], ["government troops"]),
    ("Artillery shells landed in a camp in Kersa.", "shelling", [], []),
    ("The army carried out a sweep in Kersa.", "search-operation", ["army"], []),
    ("Protesters threw stones at police, who responded with tear gas.", "crackdown", ["police"], []),
]
STATEMENTS = [  # text, event type, sources, targets
    ("Royal Air Force Typhoons attacked a rebel camp in Bor.", "armed-attack", ["Royal Air Force Typhoons"], ["rebel"]),
    ("The envoy condemned the brutal murder of Ana Ruiz by ISIL.", "killing", ["ISIL"], ["Ana Ruiz"]),
    ("Kurdish forces have driven the militants out of three villages.", "capture-of-territory", *DRIVEN),
    ("The UK has gifted rifles to the Kurdish forces.", "arms-delivery", ["UK"], ["Kurdish forces"]),
    ("Armed elements attacked a camp in Kersa.", "armed-attack", ["Armed elements"], []),
]
MISSILES = [  # text, types of its events, in order
    ("Air defences shot down six drones launched by Chad.", ["shooting", "drone-strike"]),
    ("Missiles fired by Chad were intercepted over Bor on Sunday.", ["missile-strike", "shooting"]),
    ("Drones launched by the rebels hit a refinery in Bor.", ["drone-strike"]),
    ("Chad launched two ballistic missiles on Sunday.", ["weapons-test"]),
    ("Chad launched 40 drones overnight.", ["drone-strike"]),
    ("The navy intercepted a shipment of missiles off Yemen.", []),
    ("One drone that got through struck a clinic in Bor.", ["drone-strike"]),
]
NOTHING = [  # text, event type that it does not tell
    ("The coalition has taken back 30% of the territory that the group once controlled.", "occupation"),
    ("The truce between the army and the rebels collapsed on Monday.", "ceasefire"),
    ("Typhoon Ana killed 40 people in the north.", "killing"),
    ("Marines cleared Haqlan of insurgents.", "release"),
    ("A cholera outbreak killed 30 people in the camps.", "killing"),
    ("The ministry claimed its forces had destroyed a bridge.", "accusation"),
    ("A missile landed in an open field in Bor.", "troop-movement"),
]


@pytest.mark.parametrize(("text", "event_type", "sources", "targets"), [*SIDES, *WEAPONS, *STATEMENTS])
def test_sides(told, text, event_type, sources, targets):
    assert [(s, t) for event, s, t, _ in told(text) if event.event_type == event_type] == [(sources, targets)]


@pytest.mark.parametrize(("text", "event_type"), NOTHING)
def test_what_is_no_event_of_the_kind(told, text, event_type):
    assert event_type not in {event.event_type for event, *_ in told(text)}


@pytest.mark.parametrize(("text", "types"), MISSILES)
def test_what_was_shot_down_was_fired_at_somebody(told, text, types):
    found = told(text)
    assert [event.event_type for event, *_ in found] == types
    assert not any("drones" in targets for _, _, targets, _ in found)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Around 60 civilians killed.", [60]),
        ("Herders clashed with farmers in Kersa on Friday. 11 fatalities.", [11]),
        ("The army and rebels exchanged fire near Kersa; 4 fatalities.", [4]),
        ("Gunmen attacked Kersa, killing 3 civilians and stealing livestock; 3 fatalities.", [3]),
        ("Police dispersed a crowd in Kersa; no fatalities were reported.", []),
    ],
)
def test_fatalities_of_a_note_are_counted_once(told, text, killed):
    assert [q.low for event, *_ in told(text) for q in event.quantities if q.what == "killed"] == killed


def test_an_operation_is_not_for_its_own_men(told):
    text = "During a clearing operation in Bor, troops were engaged with small-arms fire."
    assert [t for event, _, t, _ in told(text) if event.event_type == "search-operation"] in ([], [[]])


def test_who_was_freed_on_friday_was_not_taken_on_friday(told):
    found = {event.event_type: event.when for event, *_ in told("Two men arrested in Kersa were released on Friday.")}
    assert found["release"].text == "on Friday"
    assert found["arrest"].text == ""


def test_what_was_done_before_leaving_was_done_that_day(told):
    text = "On 21 May 2023, rebels overran a base in Bor and looted it before withdrawing."
    found = {event.event_type: event.when for event, *_ in told(text)}
    assert found["withdrawal"].earliest == found["destruction-of-property"].earliest


def test_sides_that_accuse_each_other(told):
    text = "Chad and Mali accused each other of breaking the truce signed in Luanda."
    found = {event.event_type: (sources, targets) for event, sources, targets, _ in told(text)}
    assert found["accusation"] == (["Chad", "Mali"], ["Chad", "Mali"])


def test_captives_of_whom_one_is_known_are_not_their_captors(told):
    text = "Gunmen abducted a priest and two sacristans in Kersa. They were released on Friday."
    assert [targets for event, _, targets, _ in told(text) if event.event_type == "release"] == [["priest"]]


def test_the_dead_of_an_attack_are_those_of_the_attack_not_of_the_house_that_it_hit(told):
    text = "Officials deplored an attack on a clinic in Bor that killed at least 22 people."
    assert [(s, t) for event, s, t, _ in told(text) if event.event_type == "killing"] == [([], ["people"])]


def test_those_among_the_dead_are_not_among_the_wounded(told):
    text = "At least 12 people, including four children, were killed and 30 wounded in a rocket attack on Idlib."
    found = {event.event_type: targets for event, _, targets, _ in told(text)}
    assert found["killing"] == ["people", "children"]
    assert "children" not in found["wounding"]


def test_what_was_allegedly_used_in_an_attack_makes_it_no_fact(told):
    text = "Troops allegedly used gas in an attack on a market in Kersa."
    assert {event.modality for event, *_ in told(text)} == {Modality.HYPOTHETICAL}


@pytest.mark.parametrize(
    "text",
    [
        "A resident and a rebel group said soldiers had killed five men in Kersa.",
        "Soldiers killed five men in Kersa, according to a resident and a rebel group.",
    ],
)
def test_all_who_say_so_are_named(told, text):
    ((event, _, _, reporter),) = told(text)
    spans = [a.mention_id.split("/span/")[1].split("-") for a in event.arguments if a.role is Role.REPORTER]
    assert (reporter, [text[int(start) : int(end)] for start, end in spans]) == ("resident", ["rebel group"])
