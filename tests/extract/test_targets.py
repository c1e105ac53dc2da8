"""Whom an event is done to, and what makes a strike one from the air: told in sentences of our own."""

import pytest


@pytest.mark.parametrize(
    ("text", "event_type", "targets"),
    [
        ("Troops searched for a Taliban commander in the valley.", "search-operation", ["Taliban commander"]),
        ("Troops went to Gardez in search of a Taliban commander.", "search-operation", ["Taliban commander"]),
        ("The army launched an operation to arrest a rebel commander.", "military-operation", ["rebel commander"]),
        ("The patrol was fired upon by rebels near Gao.", "shooting", ["patrol"]),
        ("Helicopters engaged the rebels near Gao.", "airstrike", ["rebels"]),
        ("A coalition jet dropped two bombs on rebels near Gao.", "airstrike", ["rebels"]),
        ("The patrol called in an airstrike on the rebels.", "airstrike", ["rebels"]),
    ],
)
def test_target(told, text, event_type, targets):
    found = {event.event_type: names for event, _, names, _ in told(text)}
    assert found.get(event_type) == targets


def test_a_politician_who_calls_for_airstrikes_makes_none(told):
    assert "airstrike" not in {
        event.event_type for event, *_ in told("The senator called for airstrikes on the rebels.")
    }


@pytest.mark.parametrize(
    ("text", "event_type", "sources", "targets"),
    [
        ("Soldiers began their assault on ISIS-held Mosul.", "armed-attack", ["Soldiers"], ["ISIS"]),
        (
            "The army has taken back the territory that the Taliban controlled.",
            "capture-of-territory",
            ["army"],
            ["Taliban"],
        ),
        (
            "Boko Haram claimed responsibility for the bombing of a market in Maiduguri.",
            "bombing",
            ["Boko Haram"],
            [],
        ),
        ("Iran threatened to break off relations with Congo and Gabon.", "threat", ["Iran"], ["Congo", "Gabon"]),
    ],
)
def test_sides_that_stand_apart(told, text, event_type, sources, targets):
    found = {event.event_type: (who, whom) for event, who, whom, _ in told(text)}
    assert found.get(event_type) == (sources, targets)


def test_a_town_that_is_attacked_is_a_place_and_no_target(told):
    ((event, _, targets, _),) = told("The army attacked the town of Gao on Monday.")
    assert targets == []
    assert [a.role.value for a in event.arguments] == ["source", "place"]


@pytest.mark.parametrize(
    ("text", "event_type", "sources", "targets"),
    [
        ("Ghana accused the rebels of killing seven people.", "killing", ["rebels"], ["people"]),
        ("Troops attacked the terrorist group ISIL.", "armed-attack", ["Troops"], ["terrorist group ISIL"]),
        ("Germany offered to host talks in Berlin.", "offer", ["Germany"], []),
    ],
)
def test_no_side_is_taken_for_another(told, text, event_type, sources, targets):
    found = {event.event_type: (who, whom) for event, who, whom, _ in told(text)}
    assert found.get(event_type) == (sources, targets)
