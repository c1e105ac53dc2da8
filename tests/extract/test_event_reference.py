"""Means and results of one sentence are one event; a definite noun names an event told before."""

import pytest

from kg.model import Reference

LINKED = {
    "by means of a noun": "Nine villagers were killed in a raid by Turkish soldiers on Monday.",
    "means as subject": "An airstrike killed nine villagers on Monday.",
    "coordinated verbs": "Turkish soldiers ambushed and killed the rebel commander on Monday.",
    "participle": "Turkish soldiers attacked the village, killing nine people.",
    "when": "Nine villagers were killed when Turkish soldiers attacked the village.",
}


def events(pipeline, text):
    from datetime import date

    from kg.model import Document

    (graph,) = pipeline.graphs([Document("d", text, published=date(2024, 5, 15))])
    return graph.events


@pytest.mark.parametrize("form", LINKED)
def test_a_result_and_its_means_are_one_event(pipeline, form):
    (event,) = events(pipeline, LINKED[form])
    assert len(event.event_mention_ids) == 2
    assert event.modality.value == "asserted"


def test_nobody_killed_leaves_the_strike_asserted(pipeline):
    found = {e.event_type: e.modality.value for e in events(pipeline, "No villagers were killed in the airstrike.")}
    assert found.get("airstrike", "asserted") == "asserted"
    assert found["killing"] == "negated"


def test_an_arrest_and_a_killing_stay_two_events(pipeline):
    found = events(pipeline, "Turkish soldiers arrested two men and killed three rebels on Monday.")
    assert {event.event_type for event in found} == {"arrest", "killing"}


def test_a_definite_noun_refers_back(pipeline):
    text = "Rebels attacked a police station in Maiduguri on Monday. The attack killed two officers."
    (event,) = events(pipeline, text)
    assert len(event.event_mention_ids) == 3
    assert [(q.what, q.low) for q in event.quantities] == [("killed", 2)]


def test_another_one_is_another_event(pipeline):
    text = "Rebels attacked the police station on Monday. Rebels carried out another attack on the police station."
    assert len(events(pipeline, text)) == 2


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ("the/DT/det/2 attack/NN/root/0", Reference.BACK),
        ("their/PRP$/nmod:poss/2 attack/NN/root/0", Reference.OPEN),
        ("an/DT/det/2 attack/NN/root/0", Reference.OPEN),
        ("a/DT/det/3 similar/JJ/amod/3 attack/NN/root/0", Reference.OTHER),
        ("the/DT/det/3 second/JJ/amod/3 attack/NN/root/0", Reference.OTHER),
    ],
)
def test_determiners_tell_what_a_noun_refers_to(parsed, tree, expected):
    from kg.extract.event_reference import reference

    doc = parsed(tree)
    assert reference(doc[len(doc) - 1], "NOUN") is expected


def test_a_definite_noun_with_a_means_refers_to_what_had_that_means(pipeline):
    text = "Soldiers killed ten rebels in Maiduguri on Monday. The minister condemned the {} attack."
    assert len(events(pipeline, text.format(""))[0].event_mention_ids) == 2
    assert len(events(pipeline, text.format("rocket"))[0].event_mention_ids) == 1


def test_a_place_is_carried_over_to_those_who_were_spoken_of(pipeline):
    text = "Soldiers stormed a camp near Maiduguri on Monday. {} bombed the parliament."
    known, other = (events(pipeline, text.format(who))[-1] for who in ("The soldiers", "Warplanes"))
    assert known.places and not other.places


CHRONICLE = """On 3 May 2024, rebels attacked a police station in Maiduguri.

On 6 May 2024, gunmen shot a village head at home. The attack was the third this year. Two guards were also killed.

On 9 May 2024, an army patrol hit a mine. The minister condemned the attack."""


def test_entries_of_a_chronicle_lend_each_other_nothing(pipeline):
    first, *others = events(pipeline, CHRONICLE)
    assert len(first.event_mention_ids) == 1
    assert not any(event.places for event in others)


def test_a_noun_that_has_its_event_ties_no_third_one(pipeline):
    text = "Two guards were killed in Kersa on Monday. On Friday gunmen shot a chief. The attack has no known motive."
    killing, shooting = events(pipeline, text)
    assert (killing.event_type, shooting.event_type) == ("killing", "shooting")


def test_a_campaign_goes_on_over_the_entries_of_its_chronicle(pipeline):
    text = (
        "Coalition forces launched a military operation against the rebels on 1 May 2024.\n\n"
        "On 6 May 2024, troops assaulted the town of Sirwa. The operation killed 40 rebels."
    )
    operation = events(pipeline, text)[0]
    assert [quantity.low for quantity in operation.quantities] == [40]


def test_a_definite_noun_means_no_event_of_long_ago_that_was_told_in_passing(pipeline):
    text = (
        "Jets bombed a camp near Kersa on Monday. He was wanted for the 1983 bombing of an embassy in Beirut."
        " The council met. Iran condemned the attack."
    )
    old = [event for event in events(pipeline, text) if event.when.latest and event.when.latest.year == 1983]
    assert [len(event.event_mention_ids) for event in old] == [1]
