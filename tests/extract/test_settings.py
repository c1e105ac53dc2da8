"""Where an event happened: told in sentences of our own, parsed by the shipped weights."""

import pytest

from kg.extract import extract
from kg.model import Document, Role


@pytest.fixture(scope="module")
def places():
    """From a text to {trigger: places}."""
    import kg.language

    language = kg.language.load()

    def found(text: str) -> dict[str, list[str]]:
        extraction = extract(Document("d", text), language(text))
        names = {mention.id: mention.text for mention in extraction.mentions}
        return {
            event.trigger_text: [names[a.mention_id] for a in event.arguments if a.role is Role.PLACE]
            for event in extraction.event_mentions
        }

    return found


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Soldiers killed two gunmen while looking for a smuggler in Basra.", "killed", ["Basra"]),
        ("The army conducted an operation to arrest a rebel commander in Mosul.", "operation", ["Mosul"]),
        ("Soldiers killed one gunman and detained two others during raids in Mosul.", "killed", ["Mosul"]),
        ("Soldiers in Mosul arrested two gunmen.", "arrested", ["Mosul"]),
        ("The report documented the strike on a market in Mosul, in which ten people died.", "died", ["Mosul"]),
        ("Rebels bombed Aleppo from Idlib, killing ten people.", "bombed", ["Aleppo"]),
        ("Rebels attacked Syria from Jordan with rockets.", "attacked", ["Jordan"]),
        ("Police attacked a march in Tunis, wounding ten demonstrators.", "wounding", ["Tunis"]),
        ("The rebels signed a truce in Tunis.", "signed", ["Tunis"]),
        ("They condemned the attack on a convoy, which took place in Mosul.", "attack", ["Mosul"]),
        ("Jets struck camps used by rebels in an area known as Basra, located outside Mosul.", "struck", ["Basra"]),
        ("Protesters marched in Tunis, demanding new elections.", "demanding", ["Tunis"]),
    ],
)
def test_place_of_an_inner_phrase(places, text, trigger, expected):
    assert places(text)[trigger] == expected


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Russia condemned the bombing of a hospital in Sanaa.", "condemned"),
        ("US drones killed three militants.", "killed"),
        ("Turkey has refused to deploy troops in Iraq and has arrested a spy.", "arrested"),
    ],
)
def test_a_place_that_is_not_the_event_s(places, text, trigger):
    assert places(text)[trigger] == []


def test_a_story_goes_on_where_it_began(places):
    text = "Soldiers surrounded a compound in Basra on Sunday. The soldiers arrested five men."
    assert places(text)["arrested"] == ["Basra"]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers surrounded a compound in Basra on Sunday. Elsewhere, soldiers arrested five men.",
        "Soldiers surrounded a compound in Basra on Sunday. A separate patrol arrested five men.",
        "Soldiers surrounded a compound in Basra on Sunday. Turkey arrested a journalist.",
        "Soldiers surrounded a compound in Basra on Sunday. The soldiers have arrested thousands of men.",
        "The minister praised soldiers in Basra on Sunday. The soldiers arrested five men.",
    ],
)
def test_another_story_is_elsewhere(places, text):
    assert places(text)["arrested"] == []


def test_the_city_is_the_one_that_was_named(places):
    text = "Rebels fought soldiers near Basra on Sunday. The army has retaken the city."
    assert places(text)["retaken"] == ["Basra"]
