from dataclasses import replace

import pytest
from rdflib import Graph as RdfGraph
from rdflib import Literal, URIRef
from rdflib.namespace import XSD as DATATYPE
from sample_graphs import TEXT, sample

from kg.model import Modality, Quantity, Role
from kg.rdf.describe import describe
from kg.vocab import DCTERMS, GAF, GEO, KG, NIF, OWL, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, WD, evt

BASE = "https://example.org/kg/"
EVENT = URIRef(f"{BASE}event/d1-1")


def rdf(graph) -> RdfGraph:
    lines = "".join(f"{quad.triple} .\n" for quad in describe(graph, base=BASE))
    return RdfGraph().parse(data=lines, format="nt")


@pytest.fixture(scope="module")
def whole():
    return rdf(sample())


def test_document_carries_its_metadata(whole):
    document = URIRef(f"{BASE}document/d1")
    assert {SCHEMA.NewsArticle, PROV.Entity} <= set(whole.objects(document, RDF.type))
    assert whole.value(document, DCTERMS.identifier) == Literal("d1")
    assert whole.value(document, DCTERMS.title) == Literal('Strike "near" Marn')
    assert whole.value(document, DCTERMS.issued) == Literal("2021-03-16", datatype=DATATYPE.date)
    assert whole.value(document, DCTERMS.source) == URIRef("https://example.org/news/1")
    assert len(whole.value(document, KG.contentHash)) == 64


def test_every_mention_quotes_its_span(whole):
    phrases = list(whole.subjects(RDF.type, NIF.Phrase))
    assert len(phrases) == 5
    for phrase in phrases:
        begin, end = (int(whole.value(phrase, p)) for p in (NIF.beginIndex, NIF.endIndex))
        assert str(whole.value(phrase, NIF.anchorOf)) == TEXT[begin:end]
        assert whole.value(phrase, NIF.referenceContext) == URIRef(f"{BASE}document/d1")


def test_event_says_who_whom_where_when(whole):
    assert whole.value(EVENT, SEM.eventType) == evt("airstrike")
    assert whole.value(EVENT, KG.sourceActor) == URIRef(f"{BASE}actor/northern")
    assert whole.value(EVENT, KG.targetActor) == URIRef(f"{BASE}actor/river-front")
    assert whole.value(EVENT, SEM.hasPlace) == URIRef(f"{BASE}place/outside-marn")
    assert whole.value(EVENT, KG.reportedBy) == URIRef(f"{BASE}actor/guard")
    assert whole.value(EVENT, SEM.hasEarliestBeginTimeStamp) == Literal("2021-03-15", datatype=DATATYPE.date)
    assert whole.value(EVENT, KG.confidence) == Literal("0.8", datatype=DATATYPE.decimal)
    assert whole.value(EVENT, PROV.wasDerivedFrom) == URIRef(f"{BASE}document/d1")
    assert (EVENT, KG.timeFromPublication, None) not in whole


def test_event_is_denoted_by_the_triggers_of_this_document_only(whole):
    (trigger,) = whole.objects(EVENT, GAF.denotedBy)
    assert str(whole.value(trigger, NIF.anchorOf)) == "struck"
    assert str(whole.value(trigger, KG.sentence)) == TEXT


def test_mention_ids_and_entity_of_both_denote(whole):
    guard = URIRef(f"{BASE}actor/guard")
    assert [str(whole.value(m, NIF.anchorOf)) for m in whole.objects(guard, GAF.denotedBy)] == ["a guard"]


@pytest.mark.parametrize("modality", Modality)
def test_modality_is_an_iri_with_its_local_name(modality):
    graph = sample()
    found = rdf(replace(graph, events=(replace(graph.events[0], modality=modality),)))
    assert found.value(EVENT, KG.modality) == URIRef(f"https://w3id.org/kg-builder/ontology#{modality.value}")


def test_links_above_and_below_the_threshold_and_none(whole):
    northern, marn, front = (URIRef(BASE + key) for key in ("actor/northern", "place/marn", "actor/river-front"))
    assert whole.value(northern, OWL.sameAs) == WD.Q900001
    assert whole.value(marn, SKOS.closeMatch) == WD.Q900002
    assert whole.value(marn, KG.linkScore) == Literal("0.5", datatype=DATATYPE.decimal)
    assert whole.value(marn, OWL.sameAs) == URIRef("https://sws.geonames.org/42/")
    assert whole.value(front, KG.linkReason) == Literal("no item has this name")
    assert not set(whole.objects(front, OWL.sameAs)) | set(whole.objects(front, SKOS.closeMatch))


def test_relative_place_has_point_and_anchor(whole):
    place = URIRef(f"{BASE}place/outside-marn")
    point = whole.value(whole.value(place, GEO.hasGeometry), GEO.asWKT)
    assert str(point) == "POINT(44.00001 36.0)"
    assert point.datatype == GEO.wktLiteral
    assert whole.value(place, KG.relativeTo) == whole.value(place, KG.within) == URIRef(f"{BASE}place/marn")
    assert whole.value(place, KG.direction) == Literal("SW")
    assert whole.value(place, KG.placePrecision) == Literal("relative")


def test_actor_is_of_its_class_and_no_place(whole):
    front = URIRef(f"{BASE}actor/river-front")
    assert set(whole.objects(front, RDF.type)) == {SEM.Actor, KG.ArmedGroup}
    assert whole.value(front, RDFS.label) == Literal("River Front")
    assert whole.value(front, KG.mergedBy) == Literal("RF: acronym")


@pytest.mark.parametrize(
    ("quantities", "low", "high"),
    [
        ((Quantity("killed", 3, 3, "three"),), 3, 3),
        ((Quantity("killed", 3, None, "at least three"),), 3, None),
        ((Quantity("killed", 3, 3, "three"), Quantity("killed", 5, 6, "five or six")), 3, 6),
        ((Quantity("killed", 3, 3, "three"), Quantity("killed", 5, None, "five or more")), 3, None),
        ((Quantity("killed", 0, 0, "nobody"),), 0, 0),
        ((), None, None),
    ],
)
def test_casualties_are_one_range_with_all_phrases(quantities, low, high):
    graph = sample()
    found = rdf(replace(graph, events=(replace(graph.events[0], quantities=quantities),)))
    assert found.value(EVENT, KG.fatalitiesLow) == (None if low is None else Literal(low))
    assert found.value(EVENT, KG.fatalitiesHigh) == (None if high is None else Literal(high))
    assert {str(t) for t in found.objects(EVENT, KG.fatalitiesText)} == {q.text for q in quantities}


def test_all_quads_lie_in_the_documents_graph_and_none_is_blank():
    quads = list(describe(sample(), base=BASE))
    assert {quad.graph_name.value for quad in quads} == {f"{BASE}graph/d1"}
    assert not [quad for quad in quads if "_:" in str(quad.triple)[:2]]


def test_an_address_that_is_no_iri_stays_a_text():
    graph = sample()
    for url, kind in (("archive box 7", Literal), ("https://example.org/a b", URIRef), ("http://[", Literal)):
        found = rdf(replace(graph, document=replace(graph.document, url=url)))
        assert isinstance(found.value(URIRef(f"{BASE}document/d1"), DCTERMS.source), kind)


def test_every_role_has_its_place_in_the_graph(whole):
    properties = {
        Role.SOURCE: KG.sourceActor,
        Role.TARGET: KG.targetActor,
        Role.PLACE: SEM.hasPlace,
        Role.REPORTER: KG.reportedBy,
        Role.WEAPON: KG.weapon,
        Role.OBJECT: KG.object,
    }
    assert set(properties) == set(Role)
    assert all((EVENT, found, None) in whole for found in properties.values())
