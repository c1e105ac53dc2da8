"""Entities of a document: what is merged, what is kept apart, and the record of every merge."""

from dataclasses import replace

from kg.model import Document, Entity, Extraction, Kind, Mention, RelativePlace, Span
from kg.resolve.entities import cluster, rekey


def mention(start: int, text: str, kind: Kind, **more: object) -> Mention:
    facts = {"head": text, "named": True, **more}
    return Mention(f"d/span/{start}", "d", Span(start, start + len(text)), text, kind, **facts)  # type: ignore[arg-type]


def entities(*mentions: Mention, document: str = "d") -> dict[str, Entity]:
    return {e.key: e for e in cluster(Extraction(Document(document, ""), mentions, ()))}


def test_an_antecedent_joins_names_and_the_merge_is_recorded():
    full = mention(0, "Syrian Democratic Forces", Kind.ARMED_GROUP)
    short = mention(30, "SDF", Kind.ARMED_GROUP, antecedent_id=full.id, antecedent_rule="brackets")
    found = entities(full, short)["actor/syrian-democratic-forces"]
    assert (found.label, found.aliases, found.merged) == ("Syrian Democratic Forces", ("SDF",), ("SDF\tbrackets",))
    assert found.mention_ids == (full.id, short.id)


def test_the_militants_of_two_documents_are_two():
    one = mention(0, "militants", Kind.UNNAMED, named=False, head="militants", sector="REB")
    keys = set(entities(one)) | set(entities(one, document="e"))
    assert keys == {"actor/reb-militants-d", "actor/reb-militants-e"}


def test_a_state_that_acts_is_an_actor_and_a_place_and_the_actor_comes_last():
    found = cluster(Extraction(Document("d", ""), (mention(0, "Iraq", Kind.COUNTRY, country="IRQ"),), ()))
    assert [e.key for e in found] == ["place/iraq", "actor/iraq"]
    assert found[0].mention_ids == found[1].mention_ids


def test_a_relation_with_a_distance_goes_before_one_without():
    erbil = mention(50, "Erbil", Kind.PLACE)
    near = mention(0, "Qarachogh", Kind.PLACE, relative=RelativePlace(erbil.id, "near"))
    far = mention(20, "Mount Qarachogh", Kind.PLACE, relative=RelativePlace(erbil.id, "direction", 50.0, "SW"))
    found = entities(near, far, erbil)["place/mount-qarachogh"]
    assert (found.relative_to, found.distance_km, found.direction) == ("place/erbil", 50.0, "SW")


def test_rekey_joins_what_the_linker_found_to_be_one_and_keeps_the_names():
    one = Entity("actor/isis", Kind.ARMED_GROUP, "ISIS", mention_ids=("a",))
    two = Entity("actor/islamic-state", Kind.ARMED_GROUP, "Islamic State", mention_ids=("b",))
    known = replace(one, key="actor/islamic-state-q2429253", label="Islamic State")
    described = {one.key: known, two.key: replace(two, key=known.key)}
    joined, new_key = rekey((one, two), described)
    assert len(joined) == 1 and joined[0].mention_ids == ("a", "b")
    assert joined[0].merged == ("ISIS\tsame entry of the knowledge base",)
    assert new_key == {"actor/isis": known.key, "actor/islamic-state": known.key}


def test_a_town_and_the_province_of_its_name_are_two():
    town = mention(0, "Kirkuk", Kind.PLACE)
    area = mention(30, "Kirkuk province", Kind.PLACE, head="Kirkuk")
    assert set(entities(town, area)) == {"place/kirkuk", "place/kirkuk~region"}


def test_mexico_city_is_not_mexico():
    both = entities(mention(0, "Mexico", Kind.PLACE), mention(30, "Mexico City", Kind.PLACE))
    assert set(both) == {"place/mexico", "place/mexico-city"}


def test_between_two_places_keeps_both():
    a, b = mention(40, "Tikrit", Kind.PLACE), mention(60, "Baiji", Kind.PLACE)
    road = mention(0, "road", Kind.PLACE, named=False, relative=RelativePlace(a.id, "between", other_anchor_id=b.id))
    (found,) = [e for e in entities(road, a, b).values() if e.relation]
    assert (found.relative_to, found.relative_to_other) == ("place/tikrit", "place/baiji")
