"""All entities of a document linked together: the certain ones first, then the rest in their light."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.link.entry import Entry
from kg.link.kb import TYPE_WORDS, KnowledgeBase, demonyms
from kg.link.names import normalise
from kg.link.rank import Context, Match, choose
from kg.model import Document, Entity, Geo, Kind, Link

_CERTAIN = 0.85  # score above which the first pass lets an entity speak for others
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_BESIDE = 40  # characters beside a name in which a type word counts
_TITLES = frozenset(
    ["minister", "president", "mr", "mrs", "ms", "dr", "secretary", "general", "gen", "king", "chancellor", "premier"]
)
_ADMINISTRATIVE = frozenset(
    [
        "province",
        "governorate",
        "region",
        "state",
        "district",
        "county",
        "city",
        "town",
        "village",
        "oblast",
        "department",
    ]
)
_AFTER = re.compile(r"\s+([A-Za-z-]+)")
_BEFORE = re.compile(r"([A-Za-z-]+)(?:\s+of)?(?:\s+the)?\s+$")
_INSIDE = re.compile(
    r"(?:\s+[a-z]+)?\s*(?:,\s*(?:in\s+)?|\s+in\s+|\s*\()(?:the\s+)?(?:[a-z]+\s+(?:of\s+)?(?:the\s+)?)?"
)


def link_document(entities: Sequence[Entity], kb: KnowledgeBase, document: Document) -> dict[str, Match]:
    """A match for each entity, by its key."""
    found = {e.key: candidates_of(e, kb) for e in entities}
    types = {e.key: type_words(e, document.text) for e in entities if e.kind is Kind.PLACE}
    start = Context(
        countries=_weights(_demonym_counts(document.text)),
        published=document.published,
        words=frozenset(w.lower() for w in _WORD.findall(document.text)),
    )
    hints = _containers(entities, found, document.text)

    def match(e: Entity, context: Context) -> Match:
        named = replace(context, hints=hints.get(e.key, frozenset()), country=e.country)
        return _best_name(e, found[e.key], named, types.get(e.key, frozenset()))

    first = {e.key: match(e, start) for e in entities}
    context = _second_context(start, entities, first, document.text)
    return {e.key: match(e, _without(context, first[e.key])) for e in entities}


def candidates_of(entity: Entity, kb: KnowledgeBase) -> tuple[tuple[str, list[Entry]], ...]:
    """The candidates of each name of an entity: label first, then aliases that are names in their own right."""
    if entity.kind is Kind.UNNAMED or entity.relation:
        return ()
    want = "place" if entity.kind is Kind.PLACE else "actor"
    pairs = ((n, kb.candidates(n, want=want)) for n in (entity.label, *entity.aliases))  # type: ignore[arg-type]
    found = tuple((n, c) for n, c in pairs if c)
    return found or (_untitled(entity.label, kb) if entity.kind is Kind.PERSON else ())


def _untitled(name: str, kb: KnowledgeBase) -> tuple[tuple[str, list[Entry]], ...]:
    """The candidates of a name without what stands before it: "Iraqi President Fuad Masum", "Prime Minister Abadi"."""
    words = name.split()
    for count in (4, 3, 2, 1):
        if count < len(words) and (count > 1 or words[-2].lower().strip(".") in _TITLES):
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
    if entity.relation:
        return Match(None, 0.0, "none", None, "given only by its relation to another place")
    if not found:
        return Match(None, 0.0, "none", None, f"no entry is called {entity.label!r}")
    matches = [choose(name, entity.kind, entries, context, type_words=words) for name, entries in found]
    return max(matches, key=lambda m: (m.entry is not None, m.score))


def type_words(entity: Entity, text: str) -> frozenset[str]:
    """What the words in and beside a place's name say it is: "Kirkuk province", "district of Makhmour"."""
    found = {w for n in (entity.label, *entity.aliases) for w in normalise(n).split() if w in TYPE_WORDS} - {"port"}
    for start, end in _occurrences(entity, text):
        if (m := _AFTER.match(text, end)) and m[1].lower() in _ADMINISTRATIVE:  # "Erbil airport" is in Erbil
            found.add(m[1].lower())
        if (m := _BEFORE.search(text[max(0, start - _BESIDE) : start])) and m[1].lower() in TYPE_WORDS:
            found.add(m[1].lower())
    return frozenset(found)


def _occurrences(entity: Entity, text: str, limit: int = 4) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for name in (entity.label, *entity.aliases):
        start = text.find(name)
        while start >= 0 and len(spans) < limit:
            spans.append((start, start + len(name)))
            start = text.find(name, start + len(name))
    return spans


def _containers(
    entities: Sequence[Entity], found: Mapping[str, Sequence[tuple[str, list[Entry]]]], text: str
) -> dict[str, frozenset[str]]:
    """Keys that the wording supports: "Austin, Indiana" is the Austin in Indiana and the Indiana that holds one."""
    places = [e for e in entities if e.kind is Kind.PLACE]
    starts: dict[int, Entity] = {s: e for e in places for s, _ in _occurrences(e, text)}
    hints: dict[str, set[str]] = {}
    for inner in places:
        for _, end in _occurrences(inner, text):
            m = _INSIDE.match(text, end)
            outer = starts.get(m.end()) if m else None
            if outer is None or outer.key == inner.key:
                continue
            holders = {c.key: c.place_type for _, cs in found[outer.key] for c in cs}
            levels = {c.place_type for _, cs in found[inner.key] for c in cs}
            shared = {k for _, cs in found[inner.key] for c in cs for k in c.within if k in holders}
            shared = {k for k in shared if holders[k] not in levels}  # "China, Japan" is a list
            for key in (inner.key, outer.key):
                hints.setdefault(key, set()).update(shared)
    return {k: frozenset(v) for k, v in hints.items()}


def _demonym_counts(text: str) -> Counter[str]:
    table = demonyms()
    counts: Counter[str] = Counter()
    for word in _WORD.findall(text):
        low = word.lower()
        if word[0].isupper() and (code := table.get(low) or table.get(low.removesuffix("s"))):
            counts[code] += 1
    return counts


def _weights(counts: Mapping[str, float]) -> dict[str, float]:
    top = max(counts.values(), default=0)
    return {c: n / top for c, n in counts.items()} if top else {}


def _second_context(start: Context, entities: Sequence[Entity], first: Mapping[str, Match], text: str) -> Context:
    counts: Counter[str] = _demonym_counts(text)
    points: list[tuple[float, float]] = []
    for entity in entities:
        match = first[entity.key]
        times = max(1, len(entity.mention_ids))
        if entity.country:
            counts[entity.country] += times
        if match.entry is None or match.score < _CERTAIN:
            continue
        if match.entry.country and match.entry.country != entity.country:
            counts[match.entry.country] += times
        if match.entry.lat is not None and match.entry.lon is not None and match.entry.place_type != "country":
            points.append((match.entry.lat, match.entry.lon))
    return replace(start, countries=_weights(counts), points=tuple(points))


def _without(context: Context, own: Match) -> Context:
    """The context without the entity's own point: nothing is a witness for itself."""
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


def to_geo(match: Match) -> Geo | None:
    """The point of a matched place."""
    entry = match.entry
    if entry is None or entry.lat is None or entry.lon is None:
        return None
    return Geo(entry.lat, entry.lon, method="gazetteer" if entry.key.startswith("city/") else "knowledge base")
