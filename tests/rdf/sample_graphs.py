"""Graphs of one invented document each, built by hand."""

from datetime import date

from kg import ids
from kg.model import (
    Document,
    Entity,
    Event,
    EventMention,
    Geo,
    Graph,
    Kind,
    Link,
    Mention,
    Modality,
    Precision,
    Quantity,
    Span,
    When,
)

TEXT = "Northern jets struck River Front fighters outside Marn on Monday, a guard said."
MONDAY = When(date(2021, 3, 15), date(2021, 3, 15), Precision.DAY, "on Monday")


def mention(document: Document, words: str, kind: Kind) -> Mention:
    start = document.text.index(words)
    end = start + len(words)
    return Mention(
        ids.mention_id(document.id, start, end), document.id, Span(start, end), words, kind, words.split()[-1]
    )


def sample(document_id: str = "d1", *, before: str = "") -> Graph:
    """One strike with all that an event can carry; `before` moves its words along the text."""
    text = before + TEXT
    document = Document(
        document_id,
        text,
        title='Strike "near" Marn',
        publisher="Example Wire",
        url="https://example.org/news/1",
        published=date(2021, 3, 16),
    )
    jets = mention(document, "Northern jets", Kind.MILITARY)
    fighters = mention(document, "River Front fighters", Kind.ARMED_GROUP)
    marn = mention(document, "outside Marn", Kind.PLACE)
    guard = mention(document, "a guard", Kind.UNNAMED)
    start = text.index("struck")
    struck = EventMention(
        ids.event_mention_id(document_id, start, start + 6, "airstrike"),
        document_id,
        Span(start, start + 6),
        "struck",
        Span(len(before), len(text)),
        "airstrike",
        (),
        MONDAY,
        Modality.ASSERTED,
        "active-object",
        0.8,
    )
    return Graph(
        document,
        (jets, fighters, marn, guard),
        (struck,),
        _entities(jets, fighters, marn, guard),
        (_event(document_id, struck),),
        (
            Link("actor/northern", "Q900001", 0.97, "name", same=True),
            Link("place/marn", "Q900002", 0.5, "name", runner_up="Q900003 (0.45)"),
            Link("actor/river-front", None, 0.0, "name", reason="no item has this name"),
        ),
        {guard.id: "actor/guard"},
    )


def _entities(jets: Mention, fighters: Mention, marn: Mention, guard: Mention) -> tuple[Entity, ...]:
    return (
        Entity("actor/northern", Kind.MILITARY, "Northern Army", ("NA",), "VRD", "MIL", (jets.id,)),
        Entity(
            "actor/river-front",
            Kind.ARMED_GROUP,
            "River Front",
            sector="REB",
            mention_ids=(fighters.id,),
            merged=("RF\tacronym",),
        ),
        Entity("actor/guard", Kind.UNNAMED, "a guard", mention_ids=("another-document/span/0-3",)),
        Entity(
            "place/outside-marn",
            Kind.PLACE,
            "outside Marn",
            mention_ids=(marn.id,),
            geo=Geo(36.0, 44.00001, 10.0, "computed"),
            within=("place/marn",),
            relative_to="place/marn",
            relation="outside",
            distance_km=10.0,
            direction="SW",
        ),
        Entity("place/marn", Kind.PLACE, "Marn", country="VRD", place_type="city", geonames_id="42"),
    )


def _event(document_id: str, struck: EventMention) -> Event:
    return Event(
        f"event/{document_id}-1",
        "airstrike",
        ("actor/northern",),
        ("actor/river-front",),
        ("place/outside-marn",),
        MONDAY,
        Modality.ASSERTED,
        (struck.id, "another-document/event/1-2-airstrike"),
        ("actor/guard",),
        (Quantity("killed", 3, 4, "three or four"), Quantity("injured", 5, None, "at least five")),
        "jets",
        "hideouts",
        "active-object",
        0.8,
    )
