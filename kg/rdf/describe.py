"""A document's records as statements in its named graph: pure generators, one for each kind of node.

A node shared by several documents (an actor, a place, an event) is described alike in each of their graphs, with
only the mentions of that document: dropping a graph retracts a document, and the union of all graphs is the whole.
Statements are made as N-Triples text; `describe` gives them as quads.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias
from urllib.parse import quote

import pyoxigraph as ox

from kg import ids
from kg.model import Document, Entity, Event, EventMention, Geo, Graph, Kind, Link, Mention, Quantity, Span, When
from kg.rdf.terms import boolean, day, decimal, integer, iri, number, text, typed
from kg.vocab import (
    CLASS_OF_KIND,
    DCTERMS,
    GAF,
    GEO,
    KG,
    MODALITIES,
    NIF,
    OWL,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SEM,
    SF,
    SKOS,
)

Pair: TypeAlias = tuple[str, str]  # the IRI of a property, and a term as N-Triples writes it

_QUANTITIES: dict[str, tuple[str, str, str]] = {
    "killed": (KG.fatalitiesLow, KG.fatalitiesHigh, KG.fatalitiesText),
    "injured": (KG.injuredLow, KG.injuredHigh, KG.injuredText),
    "detained": (KG.detainedLow, KG.detainedHigh, KG.detainedText),
    "displaced": (KG.displacedLow, KG.displacedHigh, KG.displacedText),
}


def describe(graph: Graph, *, base: str = ids.DEFAULT_BASE) -> Iterator[ox.Quad]:
    """Yield the quads of one document: its metadata, mentions, event mentions, entities, events and links.

    The same quad may come twice (two mentions of one span); the writers drop the second.
    """
    name = iri(ids.graph_iri(ids.check_base(base), graph.document.id))
    lines = (f"{iri(node)} <{p}> {value} {name} .\n" for node, pairs in nodes(graph, base) for p, value in pairs)
    yield from ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS)


def nodes(graph: Graph, base: str) -> Iterator[tuple[str, Iterable[Pair]]]:
    """Yield what `describe` does as (IRI of a node, its properties and values); a node may come in several parts."""
    document = graph.document
    links = {link.entity_key: link for link in graph.links}
    denoted_by = _mentions_of(graph, base)
    yield ids.document_iri(base, document.id), _document(document)
    for mention in graph.mentions:
        yield ids.mention_iri(base, mention.id), _mention(mention, base)
    for event_mention in graph.event_mentions:
        yield ids.event_mention_iri(base, event_mention.id), _event_mention(event_mention, document, base)
    for entity in graph.entities:
        node = ids.entity_iri(base, entity.key)
        yield node, ((GAF.denotedBy, iri(m)) for m in denoted_by.get(entity.key, ()))
        yield node, _entity(entity, base)
        yield node, link_statements(links.get(entity.key))
        if entity.geo:
            yield node, [(GEO.hasGeometry, iri(ids.geometry_iri(base, entity.key)))]
            yield ids.geometry_iri(base, entity.key), _geometry(entity.geo)
    here = {m.id for m in graph.event_mentions}
    for event in graph.events:
        node = ids.event_iri(base, event.key)
        triggers = (ids.event_mention_iri(base, m) for m in event.event_mention_ids if m in here)
        yield node, ((GAF.denotedBy, iri(m)) for m in triggers)
        yield node, [(PROV.wasDerivedFrom, iri(ids.document_iri(base, document.id)))]
        yield node, _event(event, base)


def _mentions_of(graph: Graph, base: str) -> dict[str, list[str]]:
    """Return entity key -> IRIs of its mentions in this document."""
    here = {mention.id for mention in graph.mentions}
    found: dict[str, set[str]] = {}
    for entity in graph.entities:
        found[entity.key] = {m for m in entity.mention_ids if m in here}
    for mention_id, key in graph.entity_of.items():
        if mention_id in here and key in found:
            found[key].add(mention_id)
    return {key: [ids.mention_iri(base, m) for m in sorted(mentions)] for key, mentions in found.items()}


def _document(document: Document) -> Iterator[Pair]:
    yield RDF.type, iri(SCHEMA.NewsArticle)
    yield RDF.type, iri(PROV.Entity)
    yield RDF.type, iri(NIF.Context)
    yield DCTERMS.identifier, text(document.id)
    yield KG.contentHash, text(document.content_hash or ids.content_hash(document.text))
    yield DCTERMS.language, text(document.language)
    yield from _texts(
        (DCTERMS.title, document.title),
        (DCTERMS.publisher, document.publisher),
        (KG.dateline, document.place),
    )
    if document.published:
        yield DCTERMS.issued, day(document.published)
    if document.url:
        yield DCTERMS.source, _address(document.url)


def _mention(mention: Mention, base: str) -> Iterator[Pair]:
    yield from _phrase(mention.document_id, mention.span, mention.text, base)
    if mention.antecedent_id:
        yield KG.antecedent, iri(ids.mention_iri(base, mention.antecedent_id))
        yield from _texts((KG.antecedentRule, mention.antecedent_rule))


def _event_mention(mention: EventMention, document: Document, base: str) -> Iterator[Pair]:
    yield RDF.type, iri(KG.EventMention)
    yield from _phrase(mention.document_id, mention.trigger, mention.trigger_text, base)
    yield KG.sentence, text(document.text[mention.sentence.start : mention.sentence.end].rstrip())
    yield KG.sentenceBegin, integer(mention.sentence.start)
    yield KG.confidence, decimal(mention.confidence)
    yield from _texts((KG.rule, mention.rule))


def _phrase(document_id: str, span: Span, words: str, base: str) -> Iterator[Pair]:
    yield RDF.type, iri(NIF.Phrase)
    yield NIF.beginIndex, integer(span.start)
    yield NIF.endIndex, integer(span.end)
    yield NIF.anchorOf, text(words)
    yield NIF.referenceContext, iri(ids.document_iri(base, document_id))


def _entity(entity: Entity, base: str) -> Iterator[Pair]:
    yield RDF.type, iri(CLASS_OF_KIND[entity.kind])
    yield RDFS.label, text(entity.label)
    for alias in entity.aliases:
        yield SKOS.altLabel, text(alias)
    for merged in entity.merged:
        yield KG.mergedBy, text(": ".join(merged.split("\t", 1)))
    yield from _texts((KG.countryCode, entity.country))
    if entity.kind is Kind.PLACE:
        yield from _place(entity, base)
    else:
        yield RDF.type, iri(SEM.Actor)
        yield from _texts((KG.sectorCode, entity.sector))


def _place(place: Entity, base: str) -> Iterator[Pair]:
    yield RDF.type, iri(SEM.Place)
    yield RDF.type, iri(GEO.Feature)
    yield from _texts((KG.placeType, place.place_type))
    yield from _texts((KG.placePrecision, place.place_type or ("relative" if place.relative_to else None)))
    for key in place.within:
        yield KG.within, iri(ids.entity_iri(base, key))
    if place.geonames_id:
        yield OWL.sameAs, iri(f"{ids.GEONAMES}{ids.segment(place.geonames_id)}/")
    if place.relative_to:
        yield KG.relativeTo, iri(ids.entity_iri(base, place.relative_to))
        if place.relative_to_other:
            yield KG.relativeTo, iri(ids.entity_iri(base, place.relative_to_other))
    if place.distance_km is not None:
        yield KG.distanceKm, decimal(place.distance_km)
    yield from _texts((KG.relation, place.relation), (KG.direction, place.direction))


def _geometry(geo: Geo) -> Iterator[Pair]:
    yield RDF.type, iri(GEO.Geometry)
    yield RDF.type, iri(SF.Point)
    point = f"POINT({number(geo.lon)} {number(geo.lat)})"
    yield GEO.asWKT, typed(point, GEO.wktLiteral)
    yield KG.geometryMethod, text(geo.method)
    if geo.uncertainty_km:
        yield KG.uncertaintyKm, decimal(geo.uncertainty_km)


def link_statements(link: Link | None) -> Iterator[Pair]:
    if link is None:
        return
    if link.qid is not None:
        yield OWL.sameAs if link.same else SKOS.closeMatch, iri(ids.wikidata_iri(link.qid))
        yield KG.linkScore, decimal(link.score)
    yield from _texts((KG.linkMethod, link.method), (KG.linkReason, link.reason), (KG.linkRunnerUp, link.runner_up))


def _event(event: Event, base: str) -> Iterator[Pair]:
    yield RDF.type, iri(SEM.Event)
    yield SEM.eventType, iri(ids.event_type_iri(event.event_type))
    yield KG.modality, iri(MODALITIES[event.modality])
    keys = ((KG.sourceActor, event.sources), (KG.targetActor, event.targets), (SEM.hasPlace, event.places))
    for predicate, entities in (*keys, (KG.reportedBy, event.reported_by)):
        for key in entities:
            yield predicate, iri(ids.entity_iri(base, key))
    yield from _when(event.when)
    yield from _quantities(event.quantities)
    yield KG.confidence, decimal(event.confidence)
    yield from _texts((KG.weapon, event.weapon), (KG.object, event.object), (KG.rule, event.rule))


def _when(when: When) -> Iterator[Pair]:
    if when.earliest:
        yield SEM.hasEarliestBeginTimeStamp, day(when.earliest)
    if when.latest:
        yield SEM.hasLatestEndTimeStamp, day(when.latest)
    yield KG.timePrecision, text(when.precision.value)
    yield from _texts((KG.timeText, when.text))
    if when.from_publication:
        yield KG.timeFromPublication, boolean(True)
    if when.inherited:
        yield KG.timeInherited, boolean(True)


def _quantities(quantities: tuple[Quantity, ...]) -> Iterator[Pair]:
    """Yield one range per kind of harm, from least to greatest figure; open where a report leaves it open."""
    for what, (low, high, words) in _QUANTITIES.items():
        same = [q for q in quantities if q.what == what]
        if not same:
            continue
        yield low, integer(min(q.low for q in same))
        highs = [q.high for q in same if q.high is not None]
        if len(highs) == len(same):
            yield high, integer(max(highs))
        for phrase in sorted({q.text for q in same if q.text}):
            yield words, text(phrase)


def _texts(*pairs: tuple[str, str | None]) -> Iterator[Pair]:
    """Yield a plain literal for each value that is there."""
    for predicate, value in pairs:
        if value:
            yield predicate, text(value)


def _address(url: str) -> str:
    """Return a document's address as an IRI; as text where it is none."""
    address = quote(url, safe="%/:?#[]@!$&'()*+,;=~-._", errors="replace")
    try:
        return str(ox.NamedNode(address)) if "://" in url else text(url)
    except ValueError:
        return text(url)
