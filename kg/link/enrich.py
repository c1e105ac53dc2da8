"""Entities with what the knowledge base knows: key, label, kind, country, point, the places that contain them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from kg.link.entry import Entry
from kg.link.kb import KnowledgeBase
from kg.link.link import to_geo
from kg.link.rank import Match
from kg.link.relative import locate
from kg.model import Entity, Geo, Kind


def describe_entity(entity: Entity, match: Match, threshold: float) -> Entity:
    """The entity as the matched entry has it; where nothing matched as it is, under a key of its kind.

    One that a spelling variant or a small place of another country suggests with a score below `threshold` stays what
    the text calls it.
    A country is two nodes: `country/irq` where something happens, `state/irq` where it acts.
    """
    entry = match.entry
    unsure = match.score < threshold and (match.method == "spelling" or match.elsewhere)
    if entry is None or unsure:
        return replace(entity, key=f"{entity.kind.value}/{entity.key.partition('/')[2].partition('~')[0]}")
    names = {entity.label, *entity.aliases, *_spellings(entry)} - {entry.label}
    if entity.kind is Kind.PLACE:
        return replace(
            place_of(entry),
            aliases=tuple(sorted(names)),
            mention_ids=entity.mention_ids,
            merged=entity.merged,
            relative_to=entity.relative_to,
            relation=entity.relation,
            distance_km=entity.distance_km,
            direction=entity.direction,
            relative_to_other=entity.relative_to_other,
        )
    return replace(
        entity,
        key="state/" + entry.key.partition("/")[2] if entry.kind is Kind.COUNTRY else entry.key,
        kind=entry.kind,
        label=entry.label,
        aliases=tuple(sorted(names)),
        country=entry.country or (None if entry.sector == "IGO" else entity.country),  # "American" of the OAS
        sector=entry.sector or entity.sector or ("GOV" if entry.kind is Kind.COUNTRY else None),
    )


def _spellings(entry: Entry) -> tuple[str, ...]:
    """Other names of an area or a body, sorted; those of towns are romanisations that nobody writes ("mo pu ti")."""
    if entry.kind in (Kind.PERSON, Kind.COUNTRY) or entry.key.startswith("city/"):
        return ()
    return tuple(sorted({*entry.aliases} - {entry.label}))


def place_of(entry: Entry) -> Entity:
    return Entity(
        key=entry.key,
        kind=Kind.PLACE,
        label=entry.label,
        aliases=_spellings(entry),
        country=entry.country,
        geo=to_geo(Match(entry, 1.0, "", None, "")),
        place_type=entry.place_type,
        within=entry.within,
        geonames_id=entry.geonames_id,
    )


def containers(entities: Sequence[Entity], kb: KnowledgeBase) -> tuple[Entry, ...]:
    """The places that contain those of a document and that it does not mention itself, sorted by key."""
    known = {e.key for e in entities}
    keys = {k for e in entities for k in e.within} - known
    return tuple(entry for k in sorted(keys) if (entry := kb.get(k)))


def with_relative_points(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Gives a place without a point the one that its relation to a known place implies, and the anchor's country.

    A place that the text puts inside another lies somewhere in it: it gets that place and what contains it as
    containers, and a point only where the other is smaller than a country.
    """
    by_key = {e.key: e for e in entities}
    for key in by_key:
        _locate(key, by_key, frozenset())
    return tuple(by_key.values())


def with_facility_points(entities: Sequence[Entity], kb: KnowledgeBase) -> tuple[Entity, ...]:
    """Gives an airport, camp or base without a point that of the town whose name it bears: "Goma airport".

    The town must be one of 10,000 people or more in a country that the document speaks of; of several the largest.
    """
    countries = {e.country for e in entities if e.country}
    return tuple(_at_town(e, kb, countries) if e.kind is Kind.PLACE else e for e in entities)


def _at_town(entity: Entity, kb: KnowledgeBase, countries: Collection[str]) -> Entity:
    name, _, kind = entity.label.rpartition(" ")
    while (shorter := name.rpartition(" "))[2].lower() in _SORTS_OF_FACILITIES:
        name = shorter[0]
    if entity.geo or entity.relation or kind.lower() not in _FACILITIES or not name or not kb.is_town(name):
        return entity
    towns = [e for e in kb.candidates(name, want="place") if e.country in countries and e.key.startswith("city/")]
    town = max(towns, key=lambda e: e.population or 0, default=None)
    if town is None or town.lat is None or town.lon is None or (town.population or 0) < _TOWN:
        return entity
    point = Geo(town.lat, town.lon, _FACILITY_KM, "computed")
    return replace(entity, geo=point, country=entity.country or town.country, within=entity.within or town.within)


_FACILITIES = frozenset("airport airfield airbase airstrip base camp port harbour harbor prison jail garrison".split())
_SORTS_OF_FACILITIES = frozenset("international air military naval army refugee central main regional".split())
_FACILITY_KM = 25.0  # how far from a town's point its airport may lie
_TOWN = 10_000
_EXTENT_KM = {"region": 100.0, "district": 30.0}  # how far from its point a place of the kind reaches, roughly


def _locate(key: str, by_key: dict[str, Entity], seen: frozenset[str]) -> None:
    """Locates the place after its anchor: "Sirwa, Mado, Kolda province" is a chain."""
    entity = by_key[key]
    if not entity.relation or entity.relative_to not in by_key or entity.geo or key in seen:
        return
    _locate(entity.relative_to, by_key, seen | {key})
    anchor = by_key[entity.relative_to]
    vast = entity.relation == "in" and anchor.place_type in ("country", "continent", "world-region", "ocean", "sea")
    by_key[key] = replace(
        entity,
        geo=None if vast or anchor.geo is None else _point(entity, anchor.geo, by_key),
        country=entity.country or anchor.country,
        within=entity.within or (anchor.key, *(k for k in anchor.within if k != key)),
    )


def _point(entity: Entity, at: Geo, by_key: Mapping[str, Entity]) -> Geo:
    anchor, other = by_key[str(entity.relative_to)], by_key.get(entity.relative_to_other or "")
    points = [(at.lat, at.lon)] + ([(other.geo.lat, other.geo.lon)] if other and other.geo else [])
    geo = locate(str(entity.relation), points, entity.distance_km, entity.direction)
    if entity.relation == "in":
        return replace(geo, uncertainty_km=max(_EXTENT_KM.get(str(anchor.place_type), 10.0), at.uncertainty_km))
    return geo
