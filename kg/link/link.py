"""All entities of a document linked together: the certain ones first, then the rest in their light."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from kg.link.entry import Entry
from kg.link.governments import governments_of
from kg.link.kb import KnowledgeBase, demonyms, nationalities, nationality
from kg.link.locality import local_countries
from kg.link.names import is_acronym_of, same_words
from kg.link.override import Overrides
from kg.link.rank import Context, Match, choose, distance_km
from kg.link.wording import Found, Spans, containers, listed_types, occurrences, siblings, type_words
from kg.model import Document, Entity, Geo, Kind, Link

_OWN_NAME = frozenset({Kind.PLACE, Kind.COUNTRY})  # their country is read from the very name that is to be decided
_BODIES = frozenset({Kind.ARMED_GROUP, Kind.MEDIA, Kind.ORGANISATION, Kind.PARTY})
_SORTS = frozenset("coalition gang group militia movement network newspaper organisation organization party".split())
_REACH_KM = 150.0  # how far a named place may lie from the place that the text puts it near, without a distance
_REGION_KM = 400.0  # from the middle of a region to any place in it, at most
_BORDER_KM = 100.0  # the same for a place that the gazetteer puts in a region beside it: regions are cut anew
_REGION = "region/"  # what keys of the first level below states begin with
_TOWNS = frozenset({"city", "town", "village", "district"})
_LIKELY = 0.6  # score above which a place may tell which of two namesakes, a state and a region, is meant
_CERTAIN = 0.85  # score above which the first pass lets an entity speak for others
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_TITLES = frozenset(
    ["minister", "president", "mr", "mrs", "ms", "dr", "secretary", "general", "gen", "king", "chancellor", "premier"]
)


def link_document(
    entities: Sequence[Entity], kb: KnowledgeBase, document: Document, overrides: Overrides | None = None
) -> dict[str, Match]:
    """A match for each entity, by its key."""
    told = overrides or Overrides()
    found = {e.key: candidates_of(e, kb, told.other_names(e)) for e in entities}
    found |= {e.key: () for e in entities if _is_only_relative(e, entities)}
    types = {e.key: type_words(e, document.text) for e in entities if e.kind is Kind.PLACE}
    start = Context(
        countries=_weights(_demonym_counts(document.text)),
        published=document.published,
        words=frozenset(w.lower() for w in _WORD.findall(document.text)),
    )
    spans = {e.key: occurrences(e, document.text) for e in entities if e.kind is Kind.PLACE}
    hints = containers(spans, found, document.text)
    for key, words in listed_types(spans, document.text).items():
        types[key] |= words

    def match(e: Entity, context: Context) -> Match:
        told = None if e.kind in _OWN_NAME else e.country
        named = replace(context, hints=hints.get(e.key, frozenset()), country=told)
        return _best_name(e, found[e.key], named, types.get(e.key, frozenset()))

    first = {e.key: match(e, start) for e in entities}
    context, spoken = _second_context(start, entities, first, document.text)
    for key, alike in chain(
        siblings(spans, found, first, document.text).items(), _namesakes_abroad(entities, found, first, spoken).items()
    ):
        hints[key] = hints.get(key, frozenset()) | alike
    found = {e.key: _within_reach(e, found[e.key], first) for e in entities}
    local = local_countries(spans, _named_at(spans, first, document.text), document.text)
    last = {}
    for e in entities:
        weighed = _without(context, spoken, e, first[e.key])
        here = {local[e.key]: 1.0} if e.key in local else {}
        last[e.key] = match(e, replace(weighed, countries={**weighed.countries, **here}))
    last |= governments_of(entities, last, kb)
    return {e.key: told.match(e, last[e.key]) for e in entities}


def _namesakes_abroad(
    entities: Sequence[Entity], found: Found, first: Mapping[str, Match], spoken: "_Spoken"
) -> dict[str, frozenset[str]]:
    """Keys of the regions that are meant where a state bears their name: the Georgia of a text that names Atlanta.

    The text names a place in the land of that region, and speaks of the state by nothing but the name.
    """
    hints = {}
    for e in entities:
        state = first[e.key].entry
        if e.kind is not Kind.PLACE or state is None or state.place_type != "country":
            continue
        if (spoken.countries - _speaks_of(e, first[e.key]))[state.country or ""]:
            continue
        others = [m.entry for key, m in first.items() if key != e.key and m.entry and m.score >= _LIKELY]
        sites = [entry for entry in others if entry.is_place and entry.place_type != "country"]
        regions = {c.key: c for _, cs in found[e.key] for c in cs if c.place_type == "region"}
        lands = {entry.country for entry in sites}
        inside = {key for entry in sites for key in entry.within}
        if meant := [k for k, c in regions.items() if k in inside or (lands == {c.country} and c.country)]:
            hints[e.key] = frozenset(meant)
    return hints


def candidates_of(
    entity: Entity, kb: KnowledgeBase, further: tuple[str, ...] = ()
) -> tuple[tuple[str, list[Entry]], ...]:
    """The candidates of each name of an entity: label first, then aliases that are names in their own right."""
    if entity.kind is Kind.UNNAMED:
        return ()
    want = "place" if entity.kind is Kind.PLACE else "actor"
    names = (entity.label, *entity.aliases, *further)
    if entity.kind is Kind.PERSON and " " in entity.label.strip():
        names = tuple(n for n in names if " " in n)  # the Carter who is called Ben is not any Carter
    pairs = ((n, _meant(n, entity, kb.candidates(n, want=want))) for n in names)  # type: ignore[arg-type]
    found = tuple((n, c) for n, c in pairs if c)
    if found or entity.kind in _OWN_NAME:
        return found
    if entity.kind is Kind.PERSON:
        return _untitled(entity.label, kb)
    return _by_nationality(entity.label, kb) or _without_sort(entity.label, kb) or _without_nation(entity.label, kb)


def _meant(name: str, entity: Entity, entries: list[Entry]) -> list[Entry]:
    """The candidates that an acronym may mean beside the long name that the text gives: with the same words."""
    if name == entity.label or not is_acronym_of(name, entity.label):
        return entries
    long = {e.key: [n for n in (e.label, *e.aliases) if " " in n] for e in entries}
    return [e for e in entries if not long[e.key] or any(same_words(entity.label, n) for n in long[e.key])]


def _by_nationality(name: str, kb: KnowledgeBase) -> tuple[tuple[str, list[Entry]], ...]:
    """The candidates of a state's body by the adjective for its state: "Cameroon's army", "the Army of Cameroon"."""
    owner, _, rest = name.replace("’", "'").partition("'s ")
    if not rest:
        rest, _, owner = name.partition(" of ")
    if not owner:
        return ()
    codes = {e.country for e in kb.candidates(owner, want="actor") if e.kind is Kind.COUNTRY}
    names = sorted(f"{word} {rest}" for word, of in demonyms().items() if codes.intersection(of))
    pairs = ((n, [e for e in kb.candidates(n, want="actor") if e.country in codes]) for n in names)
    return tuple((n, entries) for n, entries in pairs if entries)[:1]


def _without_sort(name: str, kb: KnowledgeBase) -> tuple[tuple[str, list[Entry]], ...]:
    """The candidates of a body's name without the common noun after it: "Georgian Dream party"."""
    rest, _, last = name.rpartition(" ")
    entries = [e for e in kb.candidates(rest, want="actor") if e.kind in _BODIES] if last in _SORTS else []
    return ((rest, entries),) if entries else ()


def _without_nation(name: str, kb: KnowledgeBase) -> tuple[tuple[str, list[Entry]], ...]:
    """The candidates of a body's name without its nationality or its leader.

    The "Russian Wagner Group", "Ana Ruiz's Christian Democratic Union"; the "Libyan Red Crescent" is a body of its own.
    """
    owner, _, rest = name.replace("’", "'").partition("'s ")
    if rest and not nationality(owner):
        entries = [e for e in kb.candidates(rest, want="actor") if e.kind in (Kind.PARTY, Kind.ARMED_GROUP)]
        return ((rest, entries),) if entries and " " in rest else ()
    first, _, rest = name.partition(" ")
    codes = set(nationalities(first.removesuffix("'s").removesuffix("’s")))
    entries = [e for e in kb.candidates(rest, want="actor") if codes & {e.country, *e.countries}] if codes else []
    return ((rest, entries),) if entries else ()


def _untitled(name: str, kb: KnowledgeBase) -> tuple[tuple[str, list[Entry]], ...]:
    """The candidates of a name without what stands before it: "Iraqi President Fuad Masum", "Prime Minister Abadi"."""
    words = name.split()
    for count in (4, 3, 2, 1):
        before = words[-count - 1].lower().strip(".") if count < len(words) else ""
        if before in _TITLES or (count > 1 and nationality(before)):  # Mahamat Idriss Deby is not his father
            tail = " ".join(words[-count:])
            if entries := [e for e in kb.candidates(tail, want="actor") if e.kind is Kind.PERSON]:
                return ((tail, entries),)
    return ()


def _best_name(
    entity: Entity, found: Sequence[tuple[str, list[Entry]]], context: Context, words: frozenset[str]
) -> Match:
    """The match of the label; of the alias with the best score where the label has none."""
    if entity.kind is Kind.UNNAMED:
        return Match(None, 0.0, "none", None, "no name in the text")
    if not found:
        only = "given only by its relation to another place"
        return Match(None, 0.0, "none", None, only if entity.relation else f"no entry is called {entity.label!r}")
    matches = [choose(name, entity.kind, entries, context, type_words=words) for name, entries in found]
    return max(matches, key=lambda m: (m.entry is not None, m.score))


def _is_only_relative(entity: Entity, entities: Sequence[Entity]) -> bool:
    """Whether the label is no name but a relation: "northwest of Baquba", "Iraq border"."""
    if not entity.relation or entity.relation == "in":
        return False
    anchors = (e for e in entities if e.key == entity.relative_to)
    return any(name in entity.label for anchor in anchors for name in (anchor.label, *anchor.aliases))


def _within_reach(
    entity: Entity, found: tuple[tuple[str, list[Entry]], ...], first: Mapping[str, Match]
) -> tuple[tuple[str, list[Entry]], ...]:
    """The candidates that can lie where the text says; all of them where it says nothing or the anchor is unknown."""
    match = first.get(entity.relative_to or "")
    anchor = match.entry if match else None
    if anchor is not None and entity.relation == "in" and anchor.place_type in ("country", "region"):
        holder = anchor
        inside = ((name, [e for e in entries if _can_lie_in(e, holder)]) for name, entries in found)
        return tuple((name, entries) for name, entries in inside if entries)
    if anchor is None or anchor.lat is None or anchor.lon is None or anchor.place_type in ("country", "region"):
        return found
    reach = max(_REACH_KM, 1.5 * (entity.distance_km or 0.0))
    centre = (anchor.lat, anchor.lon)

    def near(entry: Entry) -> bool:
        return entry.lat is None or entry.lon is None or distance_km(centre, (entry.lat, entry.lon)) <= reach

    kept = ((name, [e for e in entries if near(e)]) for name, entries in found)
    return tuple((name, entries) for name, entries in kept if entries)


def _can_lie_in(entry: Entry, holder: Entry) -> bool:
    """Whether a place lies in a country or region, by the gazetteer or, where it does not tell, by the distance."""
    if holder.key in entry.within:
        return True
    if holder.place_type == "country" or entry.country != holder.country or entry.place_type == "country":
        return False
    if None in (entry.lat, entry.lon, holder.lat, holder.lon):
        return False
    beside = holder.key.startswith(_REGION) and any(key.startswith(_REGION) for key in entry.within)
    apart = distance_km((entry.lat or 0.0, entry.lon or 0.0), (holder.lat or 0.0, holder.lon or 0.0))
    return apart <= (_BORDER_KM if beside else _REGION_KM)


def _demonym_counts(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word in _WORD.findall(text):
        if word[0].isupper() and "." not in word:  # "U.S." is a place that is counted already
            counts.update(nationalities(word))
    return counts


_INSIDE = re.compile(r"\b(?:in|across|throughout)\s+(?:the\s+)?$", re.IGNORECASE)


def _named_at(spans: Spans, first: Mapping[str, Match], text: str) -> list[tuple[int, str]]:
    """Where the text says that something is in a country that is certain, with its alpha-3 code."""
    sure = {key: m.entry for key, m in first.items() if m.entry and m.score >= _CERTAIN and key in spans}
    named = ((key, e.country) for key, e in sure.items() if e.place_type == "country" and e.country)
    return [
        (start, code)
        for key, code in named
        for start, _ in spans[key]
        if _INSIDE.search(text, max(0, start - 20), start)
    ]


def _weights(counts: Mapping[str, float]) -> dict[str, float]:
    top = max(counts.values(), default=0)
    return {c: n / top for c, n in counts.items()} if top else {}


@dataclass(frozen=True, slots=True)
class _Spoken:
    """How often the text speaks of each country (alpha-3): in all, and by places that are certain to lie there."""

    countries: Counter[str]
    sites: Counter[str]


def _second_context(
    start: Context, entities: Sequence[Entity], first: Mapping[str, Match], text: str
) -> tuple[Context, _Spoken]:
    """What the certain ones say for the rest."""
    spoken = _Spoken(_demonym_counts(text), Counter())
    points: list[tuple[float, float]] = []
    regions: set[str] = set()
    for entity in entities:
        match = first[entity.key]
        spoken.countries.update(_speaks_of(entity, match))
        if match.entry is None or match.score < _CERTAIN:
            continue
        if entity.kind is Kind.PLACE and match.entry.country:
            spoken.sites[match.entry.country] += 1
        if match.entry.lat is not None and match.entry.lon is not None and match.entry.place_type != "country":
            points.append((match.entry.lat, match.entry.lon))
        if match.entry.place_type in ("region", "district"):
            regions.add(match.entry.key)
    return replace(start, points=tuple(points), regions=frozenset(regions)), spoken


def _speaks_of(entity: Entity, match: Match) -> Counter[str]:
    """The countries that an entity speaks for, by its own words and by its match, each as often as it is mentioned."""
    told = None if entity.kind in _OWN_NAME else entity.country
    certain = match.entry.country if match.entry and match.score >= _CERTAIN else None
    return Counter({code: max(1, len(entity.mention_ids)) for code in (told, certain) if code})


def _without(context: Context, spoken: _Spoken, entity: Entity, own: Match) -> Context:
    """The context without what the entity itself added: nothing is a witness for itself, small places least of all."""
    doubtful = own.entry is not None and (own.entry.place_type in _TOWNS or own.method in ("alias", "spelling"))
    others = spoken.countries - _speaks_of(entity, own) if doubtful else spoken.countries
    sure = entity.kind is Kind.PLACE and own.entry is not None and own.score >= _CERTAIN
    elsewhere = spoken.sites.total() - int(sure) > 0
    context = replace(context, countries=_weights(others), settled=elsewhere)
    if own.entry is None or own.entry.lat is None or own.entry.lon is None:
        return context
    point = (own.entry.lat, own.entry.lon)
    return replace(context, points=tuple(p for p in context.points if p != point))


def to_link(entity_key: str, match: Match, threshold: float) -> Link:
    """The link of a match: the same above `threshold` (in [0, 1]), close below it, else NIL with the reason."""
    if match.entry is None:
        return Link(entity_key, None, round(match.score, 3), match.method, match.runner_up, match.reason)
    if match.entry.qid is None:
        reason = f"known as {match.entry.key}; {match.entry.note or 'its Wikidata item is not certain'}"
        return Link(entity_key, None, round(match.score, 3), match.method, match.runner_up, reason)
    same = match.score >= threshold
    return Link(
        entity_key, match.entry.qid, round(match.score, 3), match.method, match.runner_up, match.reason, same=same
    )


def container_link(entry: Entry) -> Link:
    """The link of a place that no text names and that a linked place lies in: as sure as the entry."""
    reason = "contains a place of the text"
    return to_link(entry.key, Match(entry, 1.0, "containment", reason=reason), threshold=1.0)


def to_geo(match: Match) -> Geo | None:
    """The point of a matched place."""
    entry = match.entry
    if entry is None or entry.lat is None or entry.lon is None:
        return None
    return Geo(entry.lat, entry.lon, method="gazetteer" if entry.key.startswith("city/") else "knowledge base")
