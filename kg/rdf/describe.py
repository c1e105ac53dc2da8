"""A document's records as quads in its named graph: pure generators, one for each kind of node.

A node shared by several documents (an actor, a place, an event) is described alike in each of their graphs, with
only the mentions of that document: dropping a graph retracts a document, and the union of all graphs is the whole.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import TypeAlias
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad
from rdflib.term import URIRef

from kg import ids
from kg.model import (
    Document,
    Entity,
    Event,
    EventMention,
    Geo,
    Graph,
    Kind,
    Link,
    Mention,
    Quantity,
    Span,
    When,
)
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
    XSD,
)

Term: TypeAlias = NamedNode | Literal
Pair: TypeAlias = tuple[URIRef, Term]

_QUANTITIES: dict[str, tuple[URIRef, URIRef, URIRef]] = {
    "killed": (KG.fatalitiesLow, KG.fatalitiesHigh, KG.fatalitiesText),
    "injured": (KG.injuredLow, KG.injuredHigh, KG.injuredText),
    "detained": (KG.detainedLow, KG.detainedHigh, KG.detainedText),
    "displaced": (KG.displacedLow, KG.displacedHigh, KG.displacedText),
}


def describe(graph: Graph, *, base: str = ids.DEFAULT_BASE) -> Iterator[Quad]:
    """Yield the quads of one document: its metadata, mentions, event mentions, entities, events and links.

    The same quad may come twice (two mentions of one span); the writers drop the second.
    """
    name = NamedNode(ids.graph_iri(base, graph.document.id))
    for iri, pairs in _nodes(graph, base):
        subject = NamedNode(iri)
        for predicate, value in pairs:
            yield Quad(subject, _node(predicate), value, name)


def _nodes(graph: Graph, base: str) -> Iterator[tuple[str, Iterable[Pair]]]:
    document = graph.document
    links = {link.entity_key: link for link in graph.links}
    denoted_by = _mentions_of(graph, base)
    yield ids.document_iri(base, document.id), _document(document)
    for mention in graph.mentions:
        yield ids.mention_iri(base, mention.id), _mention(mention, base)
    for event_mention in graph.event_mentions:
        yield ids.event_mention_iri(base, event_mention.id), _event_mention(event_mention, document, base)
    for entity in graph.entities:
        iri = ids.entity_iri(base, entity.key)
        yield iri, ((GAF.denotedBy, NamedNode(m)) for m in denoted_by.get(entity.key, ()))
        yield iri, _entity(entity, base)
        yield iri, _link(links.get(entity.key))
        if entity.geo:
            yield iri, [(GEO.hasGeometry, NamedNode(ids.geometry_iri(base, entity.key)))]
            yield ids.geometry_iri(base, entity.key), _geometry(entity.geo)
    here = {m.id for m in graph.event_mentions}
    for event in graph.events:
        iri = ids.event_iri(base, event.key)
        triggers = (ids.event_mention_iri(base, m) for m in event.event_mention_ids if m in here)
        yield iri, ((GAF.denotedBy, NamedNode(m)) for m in triggers)
        yield iri, [(PROV.wasDerivedFrom, NamedNode(ids.document_iri(base, document.id)))]
        yield iri, _event(event, base)


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
    yield RDF.type, _node(SCHEMA.NewsArticle)
    yield RDF.type, _node(PROV.Entity)
    yield RDF.type, _node(NIF.Context)
    yield DCTERMS.identifier, Literal(document.id)
    yield KG.contentHash, Literal(document.content_hash or ids.content_hash(document.text))
    yield DCTERMS.language, Literal(document.language)
    yield from _texts(
        (DCTERMS.title, document.title),
        (DCTERMS.publisher, document.publisher),
        (KG.dateline, document.place),
    )
    if document.published:
        yield DCTERMS.issued, _date(document.published)
    if document.url:
        yield DCTERMS.source, _address(document.url)


def _mention(mention: Mention, base: str) -> Iterator[Pair]:
    yield from _phrase(mention.document_id, mention.span, mention.text, base)
    if mention.antecedent_id:
        yield KG.antecedent, NamedNode(ids.mention_iri(base, mention.antecedent_id))
        yield from _texts((KG.antecedentRule, mention.antecedent_rule))


def _event_mention(mention: EventMention, document: Document, base: str) -> Iterator[Pair]:
    yield RDF.type, _node(KG.EventMention)
    yield from _phrase(mention.document_id, mention.trigger, mention.trigger_text, base)
    yield KG.sentence, Literal(document.text[mention.sentence.start : mention.sentence.end])
    yield KG.sentenceBegin, Literal(mention.sentence.start)
    yield KG.confidence, _decimal(mention.confidence)
    yield from _texts((KG.rule, mention.rule))


def _phrase(document_id: str, span: Span, text: str, base: str) -> Iterator[Pair]:
    yield RDF.type, _node(NIF.Phrase)
    yield NIF.beginIndex, Literal(span.start)
    yield NIF.endIndex, Literal(span.end)
    yield NIF.anchorOf, Literal(text)
    yield NIF.referenceContext, NamedNode(ids.document_iri(base, document_id))


def _entity(entity: Entity, base: str) -> Iterator[Pair]:
    yield RDF.type, _node(CLASS_OF_KIND[entity.kind])
    yield RDFS.label, Literal(entity.label)
    for alias in entity.aliases:
        yield SKOS.altLabel, Literal(alias)
    for merged in entity.merged:
        yield KG.mergedBy, Literal(": ".join(merged.split("\t", 1)))
    yield from _texts((KG.countryCode, entity.country))
    if entity.kind is Kind.PLACE:
        yield from _place(entity, base)
    else:
        yield RDF.type, _node(SEM.Actor)
        yield from _texts((KG.sectorCode, entity.sector))


def _place(place: Entity, base: str) -> Iterator[Pair]:
    yield RDF.type, _node(SEM.Place)
    yield RDF.type, _node(GEO.Feature)
    yield from _texts((KG.placeType, place.place_type))
    yield from _texts((KG.placePrecision, "relative" if place.relative_to else place.place_type))
    for key in place.within:
        yield KG.within, NamedNode(ids.entity_iri(base, key))
    if place.geonames_id:
        yield OWL.sameAs, NamedNode(f"{ids.GEONAMES}{place.geonames_id}/")
    if place.relative_to:
        yield KG.relativeTo, NamedNode(ids.entity_iri(base, place.relative_to))
    if place.distance_km is not None:
        yield KG.distanceKm, _decimal(place.distance_km)
    yield from _texts((KG.relation, place.relation), (KG.direction, place.direction))


def _geometry(geo: Geo) -> Iterator[Pair]:
    yield RDF.type, _node(GEO.Geometry)
    yield RDF.type, _node(SF.Point)
    point = f"POINT({_number(geo.lon)} {_number(geo.lat)})"
    yield GEO.asWKT, Literal(point, datatype=_node(GEO.wktLiteral))
    yield KG.geometryMethod, Literal(geo.method)
    if geo.uncertainty_km:
        yield KG.uncertaintyKm, _decimal(geo.uncertainty_km)


def _link(link: Link | None) -> Iterator[Pair]:
    if link is None:
        return
    if link.qid is not None:
        yield OWL.sameAs if link.same else SKOS.closeMatch, NamedNode(ids.wikidata_iri(link.qid))
        yield KG.linkScore, _decimal(link.score)
    yield from _texts((KG.linkMethod, link.method), (KG.linkReason, link.reason), (KG.linkRunnerUp, link.runner_up))


def _event(event: Event, base: str) -> Iterator[Pair]:
    yield RDF.type, _node(SEM.Event)
    yield SEM.eventType, NamedNode(ids.event_type_iri(event.event_type))
    yield KG.modality, _node(MODALITIES[event.modality])
    keys = ((KG.sourceActor, event.sources), (KG.targetActor, event.targets), (SEM.hasPlace, event.places))
    for predicate, entities in (*keys, (KG.reportedBy, event.reported_by)):
        for key in entities:
            yield predicate, NamedNode(ids.entity_iri(base, key))
    yield from _when(event.when)
    yield from _quantities(event.quantities)
    yield KG.confidence, _decimal(event.confidence)
    yield from _texts((KG.weapon, event.weapon), (KG.object, event.object), (KG.rule, event.rule))


def _when(when: When) -> Iterator[Pair]:
    if when.earliest:
        yield SEM.hasEarliestBeginTimeStamp, _date(when.earliest)
    if when.latest:
        yield SEM.hasLatestEndTimeStamp, _date(when.latest)
    yield KG.timePrecision, Literal(when.precision.value)
    yield from _texts((KG.timeText, when.text))
    if when.from_publication:
        yield KG.timeFromPublication, Literal(True)


def _quantities(quantities: tuple[Quantity, ...]) -> Iterator[Pair]:
    """Yield one range per kind of harm, from least to greatest figure; open where a report leaves it open."""
    for what, (low, high, text) in _QUANTITIES.items():
        same = [q for q in quantities if q.what == what]
        if not same:
            continue
        yield low, Literal(min(q.low for q in same))
        highs = [q.high for q in same if q.high is not None]
        if len(highs) == len(same):
            yield high, Literal(max(highs))
        for phrase in sorted({q.text for q in same}):
            yield from _texts((text, phrase))


def _texts(*pairs: tuple[URIRef, str | None]) -> Iterator[Pair]:
    """Yield a plain literal for each value that is there."""
    for predicate, value in pairs:
        if value:
            yield predicate, Literal(value)


@cache
def _node(term: URIRef) -> NamedNode:
    return NamedNode(str(term))


def _date(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=_node(XSD.date))


def _decimal(value: float) -> Literal:
    return Literal(_number(value, 3), datatype=_node(XSD.decimal))


def _number(value: float, digits: int = 6) -> str:
    """Return the shortest decimal form without an exponent, at least one digit after the point.

    >>> _number(44.0), _number(-0.00001), _number(0.8)
    ('44.0', '-0.00001', '0.8')
    """
    whole, _, rest = f"{value:.{digits}f}".partition(".")
    return f"{whole}.{rest.rstrip('0') or '0'}"


def _address(url: str) -> Term:
    """Return a document's address as an IRI; as text where it is none."""
    if "://" not in url:
        return Literal(url)
    try:
        return NamedNode(quote(url, safe="%/:?#[]@!$&'()*+,;=~-._"))
    except ValueError:
        return Literal(url)
