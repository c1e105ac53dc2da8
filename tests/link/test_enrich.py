"""What the knowledge base and the text add to a document's places."""

import pytest

from kg.link.enrich import containers, describe_entity, place_of, with_facility_points, with_relative_points
from kg.link.entry import Entry
from kg.link.kb import KnowledgeBase
from kg.link.link import container_link
from kg.link.rank import Match
from kg.model import Entity, Geo, Kind


def _place(key: str, **facts) -> Entity:
    return Entity(f"place/{key}", Kind.PLACE, key.title(), **facts)


def test_a_chain_of_places_is_contained_and_located() -> None:
    region = _place("kolda", place_type="region", within=("country/sen",), geo=Geo(12.9, -14.9), country="SEN")
    district = _place("sirwa", relative_to="place/kolda", relation="in")
    village = _place("mado", relative_to="place/sirwa", relation="in")
    found = {e.label: e for e in with_relative_points([village, district, region])}
    assert found["Mado"].within == ("place/sirwa", "place/kolda", "country/sen")
    assert found["Mado"].country == "SEN"
    assert found["Sirwa"].geo and found["Sirwa"].geo.uncertainty_km == 100
    assert found["Mado"].geo and found["Mado"].geo.uncertainty_km == 100


def test_a_country_gives_no_point_to_what_lies_in_it() -> None:
    country = _place("senegal", place_type="country", geo=Geo(14.5, -14.5), country="SEN")
    village = _place("mado", relative_to="place/senegal", relation="in")
    found = {e.label: e for e in with_relative_points([village, country])}
    assert found["Mado"].geo is None and found["Mado"].within == ("place/senegal",)


def test_places_inside_each_other_end() -> None:
    one, other = _place("a", relative_to="place/b", relation="in"), _place("b", relative_to="place/a", relation="in")
    assert len(with_relative_points([one, other])) == 2


def test_a_place_has_the_spellings_of_its_entry() -> None:
    entry = Entry(
        key="region/sen-kolda", kind=Kind.PLACE, label="Kolda", aliases=("Kolda Region",), place_type="region"
    )
    assert describe_entity(_place("kolda"), Match(entry, 1.0, "name"), 0.75).aliases == ("Kolda Region",)


@pytest.mark.parametrize(("score", "label"), [(0.76, "Karbala"), (0.7, "Karabilah")])
def test_an_uncertain_spelling_leaves_a_place_its_own_name(score: float, label: str) -> None:
    entry = Entry(key="city/irq-karbala", kind=Kind.PLACE, label="Karbala")
    assert describe_entity(_place("karabilah"), Match(entry, score, "spelling"), 0.75).label == label


def test_a_place_that_only_contains_others_is_linked_too(kb: KnowledgeBase) -> None:
    city = kb.candidates("Kirkuk", want="place")[0]
    outer = containers([place_of(city)], kb)
    links = {entry.key: container_link(entry) for entry in outer}
    assert links["country/irq"].qid == "Q796" and links["country/irq"].same
    assert links["country/irq"].reason == "contains a place of the text"


def test_an_airport_has_the_point_of_its_town_in_a_country_of_the_text(kb: KnowledgeBase) -> None:
    airport = Entity("place/goma-airport", Kind.PLACE, "Goma International Airport")
    (found, _) = with_facility_points([airport, _place("country/cod", country="COD")], kb)
    assert found.geo is not None
    assert (round(found.geo.lat, 1), round(found.geo.lon, 1), found.geo.method) == (-1.7, 29.2, "computed")
    assert found.geo.uncertainty_km > 0 and found.country == "COD"
    (elsewhere, _) = with_facility_points([airport, _place("country/per", country="PER")], kb)
    assert elsewhere.geo is None
    (house,) = with_facility_points([Entity("place/goma-house", Kind.PLACE, "Goma house", country="COD")], kb)
    assert house.geo is None
