"""A bigger offline knowledge base: a Wikidata JSON dump or a GeoNames country file streamed into an index.

The dump is one JSON array with one entity a line (https://www.wikidata.org/wiki/Wikidata:Database_download); the
GeoNames file is a zip of a 19-column table (https://download.geonames.org/export/dump/readme.txt). Memory stays
constant.
"""

import bz2
import gzip
import io
import json
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pycountry

from kg.errors import KnowledgeBaseError
from kg.link import index
from kg.link.entry import Entry
from kg.link.gazetteer import is_latin
from kg.model import Kind


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    path: Path
    entries: int
    lines: int  # lines read
    seconds: float


def build_wikidata(dump: Path, out: Path) -> Built:
    """Index the items of a dump (.json, .json.gz, .json.bz2) that have an English label and a page in some wiki."""
    countries = {e.qid: e.country for e in index.read_entries((index.DATA / "countries.jsonl",)) if e.qid and e.country}
    return _build(out, dump, lambda line: wikidata_entry(line, countries))


def build_geonames(archive: Path, out: Path) -> Built:
    """Index a GeoNames country zip (IQ.zip) or table (IQ.txt): places, regions, mountains, rivers, bases."""
    return _build(out, archive, geonames_entry)


def _build(out: Path, source: Path, convert: Callable[[str], Entry | None]) -> Built:
    start, read = time.monotonic(), 0

    def entries() -> Iterator[Entry]:
        nonlocal read
        found = False
        for line in _lines(source):
            read += 1
            if (entry := convert(line)) is not None:
                found = True
                yield entry
        if not found:
            raise KnowledgeBaseError(f"{source} holds no entry in {read} lines: is it the file that the option names?")

    count = index.write(out, entries())
    return Built(out, count, read, time.monotonic() - start)


def _lines(path: Path) -> Iterator[str]:
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(f"{path.stem}.txt") as raw:
                yield from io.TextIOWrapper(raw, encoding="utf-8")
            return
        with _open(path) as lines:
            yield from lines
    except (OSError, EOFError, KeyError, zipfile.BadZipFile) as e:
        raise KnowledgeBaseError(f"cannot read {path}: {e}; fetch it again") from e


def _open(path: Path) -> IO[str]:
    if path.suffix == ".bz2":
        return bz2.open(path, "rt", encoding="utf-8")
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


# --- Wikidata ---------------------------------------------------------------------------------------------------------

_KINDS = {
    "Q5": Kind.PERSON,
    "Q7278": Kind.PARTY,
    "Q17127659": Kind.ARMED_GROUP,  # terrorist organisation
    "Q153936": Kind.ARMED_GROUP,  # militia
    "Q37726": Kind.MILITARY,
    "Q41710": Kind.PEOPLE,
    "Q11032": Kind.MEDIA,  # newspaper
    "Q192283": Kind.MEDIA,  # news agency
}
_SECTORS = {Kind.ARMED_GROUP: "REB", Kind.MILITARY: "MIL", Kind.PARTY: "GOV", Kind.MEDIA: "MED", Kind.PEOPLE: "CVL"}


def wikidata_entry(line: str, countries: dict[str, str]) -> Entry | None:
    """The entry of one line of the dump; None for brackets, properties and items without English label or page."""
    line = line.strip().rstrip(",")
    if not line.startswith("{") or '"sitelinks":{}' in line or '"sitelinks":[]' in line:
        return None  # most items have no page; seen before the line is parsed
    item = json.loads(line)
    label = item.get("labels", {}).get("en", {}).get("value")
    pages = len(item.get("sitelinks", ()))
    if item.get("type") != "item" or not label or not pages:
        return None
    claims = item.get("claims", {})
    point = next(iter(_values(claims, "P625")), None)
    kind = next((_KINDS[c] for c in _items(claims, "P31") if c in _KINDS), Kind.PLACE if point else Kind.ORGANISATION)
    return Entry(
        key=f"wikidata/{item['id']}",
        kind=kind,
        label=label,
        aliases=tuple(sorted({a["value"] for a in item.get("aliases", {}).get("en", ())} - {label})),
        country=next((countries[c] for c in _items(claims, "P17") if c in countries), None),
        sector=_SECTORS.get(kind),
        qid=item["id"],
        lat=point["latitude"] if point else None,
        lon=point["longitude"] if point else None,
        geonames_id=next(iter(_values(claims, "P1566")), None),
        population=_population(claims),
        note=f"{pages} wiki pages",
    )


def _values(claims: dict[str, Any], prop: str) -> Iterable[Any]:
    for claim in claims.get(prop, ()):
        value = claim.get("mainsnak", {}).get("datavalue", {}).get("value")
        if value is not None and claim.get("rank") != "deprecated":
            yield value


def _items(claims: dict[str, Any], prop: str) -> Iterable[str]:
    return (v["id"] for v in _values(claims, prop) if isinstance(v, dict) and "id" in v)


def _population(claims: dict[str, Any]) -> int | None:
    return max((int(float(v["amount"])) for v in _values(claims, "P1082")), default=None)


# --- GeoNames ---------------------------------------------------------------------------------------------------------

_FEATURES = {
    "PCLI": "country", "ADM1": "region", "ADM2": "district", "ADM3": "district", "MT": "mountain", "MTS": "mountain",
    "HLL": "mountain", "STM": "river", "LK": "lake", "DAM": "building", "AIRP": "airport", "AIRB": "base",
    "MILB": "base", "INSM": "base", "ISL": "island", "DSRT": "desert", "VAL": "valley", "CMPRF": "camp", "PPL": "town",
}  # fmt: skip


def geonames_entry(line: str) -> Entry | None:
    """The entry of one row; None for kinds of features that news does not name."""
    row = line.rstrip("\n").split("\t")
    if len(row) < 19:
        return None
    number, name, alternatives, lat, lon, group, code, alpha2 = (
        row[0],
        row[1],
        row[3],
        row[4],
        row[5],
        row[6],
        row[7],
        row[8],
    )
    kind = "town" if group == "P" else _FEATURES.get(code)
    if kind is None:
        return None
    country = pycountry.countries.get(alpha_2=alpha2)
    alpha3 = country.alpha_3 if country else "XKX" if alpha2 == "XK" else None
    names = {row[2], *alternatives.split(",")} - {name, ""}
    return Entry(
        key=f"city/{number}" if group == "P" else f"geonames/{number}",
        kind=Kind.PLACE,
        label=name,
        aliases=tuple(sorted(n for n in names if is_latin(n))),
        country=alpha3,
        lat=float(lat),
        lon=float(lon),
        place_type=kind,
        within=(f"country/{alpha3.lower()}",) if alpha3 else (),
        geonames_id=number,
        population=int(row[14] or 0) or None,
    )
