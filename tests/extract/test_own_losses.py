"""Victims of both sides in one sentence: the doers' own dead are no victims of their attack."""

import pytest

TOLLS = [
    (
        "Six guards and nine al-Shabaab militants died in an al-Shabaab attack on a post in Mogadishu.",
        [(["al-Shabaab"], ["guards"], 6), ([], ["al-Shabaab militants"], 9)],
    ),
    (
        "At least three policemen and two jihadists were killed when JNIM attacked a post in Djibo.",
        [([], ["jihadists"], 2), ([], ["policemen"], 3)],
    ),
    (
        "Four clerks and two assailants were killed in the assault in Kabul.",
        [([], ["assailants"], 2), ([], [], 4)],
    ),
    (
        "A suicide bomber blew himself up in Peshawar, killing nine worshippers and himself.",
        [([], ["himself"], 1), ([], ["worshippers"], 9)],
    ),
    ("Seven Taliban fighters were killed in a Taliban attack in Zabul.", [([], ["Taliban fighters"], 7)]),
    ("The army killed six rebels and two soldiers in Gao.", [(["army"], ["rebels", "soldiers"], 8)]),
]


@pytest.mark.parametrize(("text", "tolls"), TOLLS, ids=[text for text, _ in TOLLS])
def test_tolls(told, text, tolls):
    killings = [each for each in told(text) if each[0].event_type == "killing"]
    found = [(source, target, event.quantities[0].low) for event, source, target, _ in killings]
    assert sorted(found) == sorted(tolls)


def test_an_attack_counts_the_victims_of_its_killing_alone(told):
    found = told("The attack by Boko Haram left 11 soldiers and 20 insurgents dead.")
    (attack,) = [event for event, *_ in found if event.event_type == "armed-attack"]
    assert [quantity.low for quantity in attack.quantities] == [11]


def test_both_sides_of_a_clash_are_victims_of_it(told):
    found = told("Clashes between the army and the Taliban in Faryab left five soldiers and twelve Taliban dead.")
    assert {quantity.low for event, *_ in found for quantity in event.quantities} == {17}


def test_who_is_included_in_a_number_is_counted_in_it(told):
    found = told("Twenty people, including six guards and nine militants, died when militants stormed a post in Kersa.")
    assert [quantity.low for event, *_ in found for quantity in event.quantities] == [20]
    assert all("militants" not in targets for _, _, targets, _ in found)


def test_who_kills_himself_is_nobodys_victim(told):
    found = told("A soldier shot dead four colleagues before killing himself.")
    assert [event.event_type for event, *_ in found] == ["shooting"]


def test_who_loses_men_in_a_raid_need_not_have_raided(told):
    found = {event.event_type: sources for event, sources, *_ in told("Al-Shabaab lost 20 men in a raid in Bariire.")}
    assert found["raid"] == []
