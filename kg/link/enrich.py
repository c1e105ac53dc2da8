"""Entities with what the knowledge base knows: key, label, kind, country, point, the places that contain them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.link.entry import Entry
from kg.link.kb import KnowledgeBase
from kg.link.link import to_geo
from kg.link.rank import Match
from kg.link.relative import locate
from kg.model import Entity, Kind


def describe_entity(entity: Entity, match: Match) -> Entity:
    """The entity as the matched entry has it; where nothing matched as it is, under a key of its kind.

    A country is two nodes: `country/irq` where something happens, `state/irq` where it acts.
    """
    entry = match.entry
    if entry is None:
        return replace(entity, key=f"{entity.kind.value}/{entity.key.partition('/')[2].partition('~')[0]}")
    names = {entity.label, *entity.aliases} - {entry.label}
    if entity.kind is Kind.PLACE:
        return replace(
            _place(entry),
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
        country=entry.country or entity.country,
        sector=entry.sector or entity.sector or ("GOV" if entry.kind is Kind.COUNTRY else None),
    )


def _place(entry: Entry) -> Entity:
    return Entity(
        key=entry.key,
        kind=Kind.PLACE,
        label=entry.label,
        country=entry.country,
        geo=to_geo(Match(entry, 1.0, "", None, "")),
        place_type=entry.place_type,
        within=entry.within,
        geonames_id=entry.geonames_id,
    )


def containers(entities: Sequence[Entity], kb: KnowledgeBase) -> tuple[Entity, ...]:
    """The places that contain those of a document and that it does not mention itself, sorted by key."""
    known = {e.key for e in entities}
    keys = {k for e in entities for k in e.within} - known
    return tuple(_place(entry) for k in sorted(keys) if (entry := kb.get(k)))


def with_relative_points(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Gives a place without a point the one that its relation to a known place implies, and the anchor's country."""
    by_key: Mapping[str, Entity] = {e.key: e for e in entities}
    return tuple(_located(e, by_key) for e in entities)


def _located(entity: Entity, by_key: Mapping[str, Entity]) -> Entity:
    anchor = by_key.get(entity.relative_to or "")
    if entity.geo or anchor is None or anchor.geo is None or not entity.relation:
        return entity
    other = by_key.get(entity.relative_to_other or "")
    points = [(place.geo.lat, place.geo.lon) for place in (anchor, other) if place and place.geo]
    geo = locate(entity.relation, points, entity.distance_km, entity.direction)
    return replace(
        entity,
        geo=geo,
        country=entity.country or anchor.country,
        within=entity.within or (anchor.key, *anchor.within),
    )
