"""One entry of the knowledge base, and its form as a JSON line and as a row of the index."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import Any

from kg.errors import KnowledgeBaseError
from kg.model import Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """A real thing that has a name; None is 'not known', never 'not applicable'."""

    key: str  # unique: "country/irq", "armed-group/islamic-state", "city/98182" (GeoNames id)
    kind: Kind  # PLACE for places; COUNTRY entries are both an actor and a place
    label: str
    aliases: tuple[str, ...] = ()  # sorted, without the label
    country: str | None = None  # ISO 3166-1 alpha-3; of a place: where it is
    sector: str | None = None  # GOV MIL REB CVL IGO NGO MED ...
    qid: str | None = None  # None: no certain Wikidata item; `note` says so
    lat: float | None = None  # degrees, WGS 84
    lon: float | None = None
    place_type: str | None = None  # continent, country, region, district, city, town, mountain, sea ...
    within: tuple[str, ...] = ()  # keys, nearest first
    geonames_id: str | None = None
    population: int | None = None
    valid_from: date | None = None  # inclusive: of an office, group or state
    valid_to: date | None = None  # inclusive
    demonyms: tuple[str, ...] = ()  # "Iraqi"; of countries
    note: str = ""  # offices, what it is, why it has no QID
    metonyms: tuple[str, ...] = ()  # names that stand for it when they act: "Baghdad", "the Kremlin"
    countries: tuple[str, ...] = ()  # further alpha-3 where it is active: ISIL in SYR, LBY ...
    words: tuple[str, ...] = ()  # lower-case words of a text that speak for it: "nebraska"
    admin1: str | None = None  # GeoNames first-level code of a region ("07"), which its cities carry
    capital: str | None = None  # of a country

    @property
    def is_place(self) -> bool:
        """Whether a location can be meant."""
        return self.kind in (Kind.PLACE, Kind.COUNTRY)

    @property
    def is_town(self) -> bool:
        """Whether it is a town of any size."""
        return self.place_type in ("city", "town", "village")


_TUPLES = frozenset({"aliases", "within", "demonyms", "metonyms", "countries", "words"})
_DATES = frozenset({"valid_from", "valid_to"})
FIELDS = tuple(f.name for f in fields(Entry))
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_VALUES = attrgetter(*FIELDS)  # all at once: the index is made of a quarter of a million entries


def from_row(row: Mapping[str, Any], where: str = "") -> Entry:
    """The entry of one JSON line. Raises KnowledgeBaseError where a field is unknown, missing or ill-typed."""
    unknown = sorted(set(row) - set(FIELDS))
    if unknown:
        raise KnowledgeBaseError(f"{where}: unknown field {unknown[0]!r}; known are {', '.join(FIELDS)}")
    try:
        return Entry(**{k: _value(k, v) for k, v in row.items()})
    except (TypeError, ValueError) as e:
        raise KnowledgeBaseError(f"{where}: {e} in {json.dumps(row, ensure_ascii=False)[:200]}; mend that line") from e


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "kind":
        return Kind(value)
    if name in _TUPLES:
        return tuple(value)
    if name in _DATES:
        return date.fromisoformat(value)
    return value


def to_row(entry: Entry) -> dict[str, Any]:
    """The fields that say something, in declared order, ready for JSON."""
    out: dict[str, Any] = {}
    for name, value in zip(FIELDS, _VALUES(entry), strict=True):
        if value is None or value == () or value == "":
            continue
        out[name] = value.isoformat() if isinstance(value, date) else list(value) if name in _TUPLES else value
    return out


def dumps(entry: Entry) -> str:
    """One JSON line, the way that tests demand it."""
    return _ENCODE(to_row(entry))
