"""Mentions of one document to entities: one node per real actor or place, and a record of every name that was merged.

Keys are provisional: "actor/islamic-state", "place/makhmour", "place/kirkuk~region" for a province; an actor without a
name keeps the document in its key, since the militants of two reports are not the same ones. `rekey` joins what the
linker found to be one entry.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from kg.ids import slug
from kg.model import Entity, Extraction, Kind, Mention, RelativePlace

_WIDE = frozenset(
    "mount mountain mountains mt area region district province governorate city town village county neighbourhood"
    " neighborhood suburb subdistrict state".split()
)
"""Words of a place's name that say what it is, not which: "Mount Qarachogh" is "Qarachogh" in one text."""

_LEVELS = {
    word: level
    for level, words in (
        ("region", "province governorate state oblast wilayat prefecture"),
        ("district", "district county subdistrict sub-district"),
    )
    for word in words.split()
}
"""Words that tell an area from the town of the same name: "Kirkuk province" is not "Kirkuk"."""


class Decisions(Protocol):
    """What the user says of names: which are the same, which are different."""

    def group(self, name: str) -> str | None:
        """The name that stands for all names of its group; None for a name in no group."""
        ...

    def apart(self, one: str, other: str) -> bool:
        """Whether two names are two things."""
        ...


_VAGUE = frozenset({Kind.UNNAMED, Kind.ORGANISATION})


@dataclass(slots=True)
class _Cluster:
    """Mentions that denote the same thing."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def named(self) -> list[Mention]:
        return [m for m in self.mentions if m.named]


def cluster(extraction: Extraction, decisions: Decisions | None = None) -> tuple[Entity, ...]:
    """The entities of one document with provisional keys: places before actors, each sorted by key.

    A state that acts denotes its territory too: its mentions stand in the actor and in the place.
    """
    clusters = _joined(extraction.mentions, decisions)
    entities: dict[str, Entity] = {}
    key_of: dict[str, str] = {}
    for group in clusters:
        entity = _entity(group, extraction.document.id, decisions)
        if entity.key in entities:
            entity = _union(entities[entity.key], entity)
        entities[entity.key] = entity
        key_of.update({mention.id: entity.key for mention in group.mentions})
    for group in clusters:
        _relate(group, entities, key_of)
        _add_territory(group, entities)
    return tuple(sorted(entities.values(), key=lambda e: (e.kind is not Kind.PLACE, e.key)))


def _joined(mentions: Sequence[Mention], decisions: Decisions | None) -> list[_Cluster]:
    """Clusters by antecedents, and by equal names of equal sort, as far as the user does not say otherwise."""
    by_id = {m.id: m for m in mentions}
    parent: dict[str, str] = {m.id: m.id for m in mentions}

    def find(id_: str) -> str:
        while parent[id_] != id_:
            parent[id_] = parent[parent[id_]]
            id_ = parent[id_]
        return id_

    seen: dict[tuple[str, str], str] = {}
    for mention in mentions:
        before = by_id.get(mention.antecedent_id or "")
        told = decisions.group(mention.head) if decisions and mention.named else None
        apart = before and decisions and mention.named and decisions.apart(mention.head, before.head)
        if before and not apart and not told:
            parent[find(mention.id)] = find(before.id)
        elif mention.named or mention.kind is not Kind.PLACE:
            same = seen.setdefault((_sort(mention), told or _plain(mention)), mention.id)
            parent[find(mention.id)] = find(same)
    groups: dict[str, _Cluster] = {}
    for mention in mentions:
        groups.setdefault(find(mention.id), _Cluster()).mentions.append(mention)
    return list(groups.values())


def _sort(mention: Mention) -> str:
    if mention.kind in {Kind.PLACE, Kind.PERSON, Kind.COUNTRY, Kind.PEOPLE} and mention.named:
        return mention.kind.value
    return "body" if mention.named else f"unnamed {mention.country} {mention.sector}"


def _plain(mention: Mention) -> str:
    """The name by which mentions are compared: for states their code, for places without type words."""
    if mention.kind is Kind.COUNTRY and mention.country:
        return mention.country
    words = slug(mention.head if mention.named else mention.text).split("-")
    if words[0] == "the" and len(words) > 1:
        words = words[1:]
    if mention.kind is Kind.PLACE:
        own = {"city"} if mention.head.endswith(" City") else set()  # Mexico City is not Mexico
        words = [w for w in words if w in own or w not in _WIDE] or words
    return "-".join(words) + _level(mention)


def _level(mention: Mention) -> str:
    """ "~region" or "~district" where the words around a place's name say so, else nothing."""
    if mention.kind is not Kind.PLACE or not mention.named:
        return ""
    words = (w.strip(",.").lower() for w in mention.text.split())
    return next((f"~{_LEVELS[w]}" for w in words if w in _LEVELS), "")


def _entity(group: _Cluster, document_id: str, decisions: Decisions | None) -> Entity:
    named = group.named
    kind = _kind(named or group.mentions)
    first = next((m for m in group.mentions if m.antecedent_id is None), group.mentions[0])  # "us," said a herder
    names = list(dict.fromkeys(_name(m) for m in named)) or [_one_line(first.text)]
    label = max(names, key=lambda n: (len(n.split()), len(n), n))
    lead = next((m for m in named if _name(m) == label), first)
    told = decisions.group(label) if decisions else None
    plain = slug(told or label) if named else f"{slug(label)}-{slug(document_id)}"
    country = _most(m.country for m in named) or _most(m.country for m in group.mentions)
    sector = _most(m.sector for m in named) or _most(m.sector for m in group.mentions)
    if not named and kind is not Kind.PLACE:
        plain = "-".join(p for p in ((country or "").lower(), (sector or "").lower(), plain) if p)
    plain += _level(lead)
    return Entity(
        key=f"{'place' if kind is Kind.PLACE else 'actor'}/{plain}",
        kind=kind,
        label=label,
        aliases=tuple(sorted(n for n in names if n != label)),
        country=country,
        sector=sector,
        mention_ids=tuple(m.id for m in group.mentions),
        merged=_merged(group.mentions, lead),
    )


def _kind(mentions: Sequence[Mention]) -> Kind:
    """The most frequent kind; a kind that says more goes before `organisation` and `unnamed`."""
    counts = Counter(m.kind for m in mentions)
    return max(counts, key=lambda k: (k not in _VAGUE, counts[k], k.value))


def _name(mention: Mention) -> str:
    return _one_line(mention.head)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _most(values: Iterable[str | None]) -> str | None:
    counts = Counter(v for v in values if v)
    return max(counts, key=lambda v: counts[v]) if counts else None


def _merged(mentions: Sequence[Mention], lead: Mention) -> tuple[str, ...]:
    """Each other form with the rule by which it belongs here."""
    found: dict[str, str] = {}
    first = _name(lead) if lead.named else _one_line(lead.text)
    for mention in mentions:
        form = _name(mention) if mention.named else _one_line(mention.text)
        if form != first:
            found.setdefault(form, mention.antecedent_rule or "same name")
    return tuple(f"{form}\t{rule}" for form, rule in sorted(found.items()))


def _relate(group: _Cluster, entities: dict[str, Entity], key_of: Mapping[str, str]) -> None:
    """Give the entity its most exact relation to another place: with a distance, else a direction, else the first."""
    for mention in sorted(group.mentions, key=lambda m: _vagueness(m.relative)):
        key = key_of[mention.id]
        relative = mention.relative
        anchor = key_of.get(relative.anchor_id) if relative else None
        if relative and anchor and anchor != key and entities[key].relative_to is None:
            entities[key] = replace(
                entities[key],
                relative_to=anchor,
                relation=relative.relation,
                distance_km=relative.distance_km,
                direction=relative.direction,
                relative_to_other=key_of.get(relative.other_anchor_id or ""),
            )


def _vagueness(relative: RelativePlace | None) -> int:
    return 3 if relative is None else 2 - (relative.direction is not None) - (relative.distance_km is not None)


def _add_territory(group: _Cluster, entities: dict[str, Entity]) -> None:
    """The state's territory as a place with the same mentions; a capital that acts only where it is a place as well."""
    states = [m for m in group.named if m.kind in {Kind.COUNTRY, Kind.GOVERNMENT} and m.text.endswith(m.head)]
    for mention in states:
        name = _name(mention)
        key = f"place/{slug(name)}"
        if mention.kind is Kind.COUNTRY or key in entities:
            place = Entity(key, Kind.PLACE, name, country=mention.country, mention_ids=(mention.id,))
            entities[key] = _union(entities[key], place) if key in entities else place


def _union(one: Entity, other: Entity) -> Entity:
    """One entity of two with the same key; the first one's facts go before the second one's."""
    aliases = {*one.aliases, *other.aliases, other.label} - {one.label}
    merged = {*one.merged, *other.merged}
    return replace(
        one,
        aliases=tuple(sorted(aliases)),
        country=one.country or other.country,
        sector=one.sector or other.sector,
        mention_ids=tuple(dict.fromkeys((*one.mention_ids, *other.mention_ids))),
        geo=one.geo or other.geo,
        place_type=one.place_type or other.place_type,
        within=one.within or other.within,
        geonames_id=one.geonames_id or other.geonames_id,
        relative_to=one.relative_to or other.relative_to,
        relation=one.relation if one.relative_to else other.relation,
        distance_km=one.distance_km if one.relative_to else other.distance_km,
        direction=one.direction if one.relative_to else other.direction,
        relative_to_other=one.relative_to_other if one.relative_to else other.relative_to_other,
        merged=tuple(sorted(merged)),
    )


def rekey(entities: Sequence[Entity], described: Mapping[str, Entity]) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Entities under the keys that the linker gave them, equal keys made one; and old key -> new key.

    `described` maps a provisional key to the entity as the linker describes it; one that is missing stays as it is.
    """
    new_key = {e.key: described.get(e.key, e).key for e in entities}
    result: dict[str, Entity] = {}
    for old in entities:
        new = described.get(old.key, old)
        anchor = new_key.get(new.relative_to, new.relative_to) if new.relative_to else None
        second = new_key.get(new.relative_to_other, new.relative_to_other) if new.relative_to_other else None
        new = replace(
            new,
            relative_to=anchor if anchor != new.key else None,
            relative_to_other=second if second not in (new.key, anchor) else None,
            within=tuple(dict.fromkeys(new_key.get(k, k) for k in new.within if new_key.get(k, k) != new.key)),
        )
        if old.label != new.label:
            new = replace(new, merged=tuple(sorted({*new.merged, f"{old.label}\tsame entry of the knowledge base"})))
        result[new.key] = _union(result[new.key], new) if new.key in result else new
    return tuple(sorted(result.values(), key=lambda e: e.key)), new_key
