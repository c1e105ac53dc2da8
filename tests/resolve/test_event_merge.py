"""Event mentions of one document become events: what is told twice is one, what differs stays apart."""

from dataclasses import replace
from datetime import date

import pytest

from kg.model import Argument, EventMention, Modality, Precision, Quantity, Role, Span, When
from kg.resolve.events import merge

FAMILY = {"airstrike": "ASSAULT", "armed-attack": "ASSAULT", "withdrawal": "RETREAT"}.__getitem__
ENTITIES = {
    "m1": "actor/coalition",
    "m2": "actor/is",
    "m3": "place/qarachogh",
    "m4": "place/kirkuk",
    "m5": "place/iraq",
}
WITHIN = {"place/qarachogh": frozenset({"place/iraq"})}
DAY = When(date(2021, 3, 17), date(2021, 3, 17), Precision.DAY, "March 17")
UNSAID = When(date(2021, 3, 21), date(2021, 3, 21), Precision.DAY, from_publication=True)

LEAD = EventMention(
    id="e1",
    document_id="d",
    trigger=Span(10, 16),
    trigger_text="struck",
    sentence=Span(0, 50),
    event_type="airstrike",
    arguments=(Argument(Role.SOURCE, "m1"), Argument(Role.TARGET, "m2"), Argument(Role.PLACE, "m3")),
    when=DAY,
    modality=Modality.ASSERTED,
    rule="verb-active",
    confidence=0.8,
)
RECAP = replace(
    LEAD,
    id="e2",
    trigger=Span(70, 76),
    sentence=Span(60, 90),
    arguments=(Argument(Role.TARGET, "m2"), Argument(Role.PLACE, "m5")),
    when=UNSAID,
    confidence=0.9,
)


def merged(*mentions):
    return merge(mentions, ENTITIES, family=FAMILY, within=WITHIN)


def test_a_recap_is_the_same_event_and_keeps_the_specific_arguments():
    (event,) = merged(LEAD, RECAP)
    assert event.event_mention_ids == ("e1", "e2")
    assert event.sources == ("actor/coalition",)
    assert event.places == ("place/qarachogh",)
    assert event.when == DAY
    assert event.confidence == 0.9


def test_a_generic_type_gives_way_to_the_concrete_one():
    (event,) = merged(replace(LEAD, event_type="armed-attack"), RECAP)
    assert event.event_type == "airstrike"


@pytest.mark.parametrize(
    "change",
    [
        {"modality": Modality.FUTURE},
        {"event_type": "withdrawal"},
        {"sentence": LEAD.sentence},
        {"when": When(date(2021, 3, 18), date(2021, 3, 18), Precision.DAY, "March 18")},
        {"arguments": (Argument(Role.TARGET, "m2"), Argument(Role.PLACE, "m4"))},
        {"arguments": (Argument(Role.SOURCE, "m2"), Argument(Role.TARGET, "m1"))},
        {"arguments": (Argument(Role.PLACE, "m3"),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_conflicts_stays_apart(change):
    assert len(merged(LEAD, replace(RECAP, **change))) == 2


def test_different_counts_are_different_events():
    two, five = (replace(m, quantities=(Quantity("killed", n, n, str(n)),)) for m, n in ((LEAD, 2), (RECAP, 5)))
    assert len(merged(two, five)) == 2


def test_the_order_of_mentions_does_not_matter():
    assert merged(LEAD, RECAP) == merged(RECAP, LEAD)
