"""What was hit where nobody is named: a building, a vehicle, a camp or a village, told in sentences of our own."""

import pytest

from kg.model import Role

HIT = [  # text, event type, the things that were hit
    ("Gunmen ambushed an aid convoy near Bor on Friday.", "ambush", ["aid convoy"]),
    ("The army shelled a displacement camp in Kersa.", "shelling", ["displacement camp"]),
    ("Jets bombed a school and a clinic in Kersa.", "airstrike", ["school", "clinic"]),
    ("A mosque in Kersa was bombed by a warplane on Friday.", "airstrike", ["mosque"]),
    ("Militiamen burned dozens of homes in Kersa.", "arson", ["homes"]),
    ("Rebels fired mortars at a bazaar in Kersa.", "shelling", ["bazaar"]),
    ("Somali pirates hijacked a Liberian-flagged tanker off Eyl.", "hostage-taking", ["Liberian-flagged tanker"]),
    ("Herders attacked the village of Kersa on Friday.", "armed-attack", ["village of Kersa"]),
    ("An explosion ripped through a minibus in Kersa.", "bombing", ["minibus"]),
    ("Rockets aimed at the palace fell short and hit a wedding hall.", "missile-strike", ["wedding hall"]),
    ("The attack on the hotel began at dawn, the army said.", "armed-attack", ["hotel"]),
]
OWNED = [  # text, event type, whose the thing is that was hit
    ("Gunmen attacked an army base in Kersa.", "armed-attack", ["army"]),
    ("Jets struck an insurgent hideout near Bor.", "airstrike", ["insurgent"]),
    ("Protesters set fire to two police posts in Kersa.", "arson", ["police"]),
    ("The Taliban overran a military outpost in Zabul.", "capture-of-territory", ["military"]),
    ("Rioters burned several state buildings in Kersa.", "arson", []),
]
NOT_HIT = [
    "The army attacked the town of Kersa on Friday.",  # which is where it happened
    "Troops destroyed a weapons cache in Kersa.",  # where nobody is
    "Rebels shot down a drone near Kersa.",
    "Jets bombed hideouts used by the Islamic State.",  # whose the target is
    "Troops shelled positions near Kersa.",
    "The army captured a village near Kersa.",  # which is taken and not hit
    "Gunmen killed ten people in a market in Kersa.",
]


def things(event):
    return [a.mention_id for a in event.arguments if a.role is Role.OBJECT]


@pytest.mark.parametrize(("text", "event_type", "hit"), HIT)
def test_a_thing_that_was_hit_is_named(told, text, event_type, hit):
    (event,) = [event for event, *_ in told(text) if event.event_type == event_type]
    spans = [tuple(map(int, id_.split("/span/")[1].removesuffix("-actor").split("-"))) for id_ in things(event)]
    assert [text[start:end] for start, end in spans] == hit


@pytest.mark.parametrize(
    ("text", "event_type", "targets"),
    [
        ("An air raid targeting a weapons factory belonging to Hamas failed.", "airstrike", ["Hamas"]),
        ("The convoy of the Yemeni premier was the target of a car bomb.", "car-bombing", ["Yemeni premier"]),
        ("Turkish artillery hit YPG positions near Kobani on Friday.", "shelling", ["YPG"]),
        ("Army artillery hit rebel positions near Bor on Friday.", "shelling", ["rebel"]),
        ("Warplanes bombed a militia checkpoint near Bor.", "airstrike", ["militia"]),
        ("Two churches were set on fire by a mob.", "arson", ["churches"]),
    ],
)
def test_owners_and_named_targets(told, text, event_type, targets):
    assert [t for event, _, t, _ in told(text) if event.event_type == event_type] == [targets]


@pytest.mark.parametrize("text", NOT_HIT)
def test_a_place_a_store_and_what_is_somebodys_are_no_targets(told, text):
    assert [things(event) for event, *_ in told(text) if things(event)] == []


@pytest.mark.parametrize(("text", "event_type", "owners"), OWNED)
def test_whose_a_thing_is_suffers_the_blow(told, text, event_type, owners):
    (found,) = [(target, event) for event, _, target, _ in told(text) if event.event_type == event_type]
    assert found[0] == owners
    assert bool(things(found[1])) is not bool(owners)


def test_those_killed_in_the_sentence_after_are_of_the_thing_that_was_hit(told):
    first, second = (event for event, *_ in told("An army base in Kersa was attacked. Two cooks were killed."))
    assert second.same_as == first.id
