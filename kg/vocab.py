"""The closed vocabularies: every term that kg writes or asks for; a misspelt one raises AttributeError.

The terms of `KG` are those of ontology/kg.ttl; a test holds the two equal. Import this module only where RDF is
made or read (it imports rdflib).
"""

from rdflib.namespace import DefinedNamespace, Namespace
from rdflib.term import URIRef

from kg import ids
from kg.model import Kind, Modality


class KG(DefinedNamespace):
    """kg's own terms: https://w3id.org/kg-builder/ontology#."""

    _fail = True
    _NS = Namespace(ids.ONTOLOGY)

    # classes
    Actor: URIRef
    Person: URIRef
    Organisation: URIRef
    ArmedGroup: URIRef
    Military: URIRef
    Government: URIRef
    Party: URIRef
    Media: URIRef
    People: URIRef
    Country: URIRef
    UnnamedActor: URIRef
    Place: URIRef
    EventMention: URIRef
    Modality: URIRef
    # modalities
    asserted: URIRef
    negated: URIRef
    future: URIRef
    hypothetical: URIRef
    historical: URIRef
    # documents and mentions
    contentHash: URIRef
    dateline: URIRef
    sentence: URIRef
    sentenceBegin: URIRef
    antecedent: URIRef
    antecedentRule: URIRef
    # actors and places
    countryCode: URIRef
    sectorCode: URIRef
    mergedBy: URIRef
    within: URIRef
    placeType: URIRef
    placePrecision: URIRef
    uncertaintyKm: URIRef
    geometryMethod: URIRef
    relativeTo: URIRef
    relation: URIRef
    distanceKm: URIRef
    direction: URIRef
    # links
    linkScore: URIRef
    linkMethod: URIRef
    linkReason: URIRef
    linkRunnerUp: URIRef
    # events
    sourceActor: URIRef
    targetActor: URIRef
    reportedBy: URIRef
    modality: URIRef
    timePrecision: URIRef
    timeText: URIRef
    timeFromPublication: URIRef
    timeInherited: URIRef
    weapon: URIRef
    object: URIRef
    fatalitiesLow: URIRef
    fatalitiesHigh: URIRef
    fatalitiesText: URIRef
    injuredLow: URIRef
    injuredHigh: URIRef
    injuredText: URIRef
    detainedLow: URIRef
    detainedHigh: URIRef
    detainedText: URIRef
    displacedLow: URIRef
    displacedHigh: URIRef
    displacedText: URIRef
    confidence: URIRef
    rule: URIRef


class SEM(DefinedNamespace):
    """The Simple Event Model, as far as kg uses it."""

    _fail = True
    _NS = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")

    Actor: URIRef
    Event: URIRef
    EventType: URIRef
    Place: URIRef
    eventType: URIRef
    hasActor: URIRef
    hasPlace: URIRef
    hasEarliestBeginTimeStamp: URIRef
    hasLatestEndTimeStamp: URIRef


class NIF(DefinedNamespace):
    """The NLP Interchange Format: mentions as spans of a text."""

    _fail = True
    _NS = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")

    Context: URIRef
    Phrase: URIRef
    anchorOf: URIRef
    beginIndex: URIRef
    endIndex: URIRef
    referenceContext: URIRef


class GAF(DefinedNamespace):
    """The Grounded Annotation Framework: what a mention denotes."""

    _fail = True
    _NS = Namespace("http://groundedannotationframework.org/gaf#")

    denotedBy: URIRef


class GEO(DefinedNamespace):
    """GeoSPARQL."""

    _fail = True
    _NS = Namespace("http://www.opengis.net/ont/geosparql#")

    Feature: URIRef
    Geometry: URIRef
    hasGeometry: URIRef
    asWKT: URIRef
    wktLiteral: URIRef
    sfWithin: URIRef


class SF(DefinedNamespace):
    """OGC Simple Features: kinds of geometry."""

    _fail = True
    _NS = Namespace("http://www.opengis.net/ont/sf#")

    Point: URIRef


class PROV(DefinedNamespace):
    """PROV-O, as far as kg uses it."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/prov#")

    Agent: URIRef
    Entity: URIRef
    Location: URIRef
    wasDerivedFrom: URIRef
    wasAttributedTo: URIRef
    generatedAtTime: URIRef


class SCHEMA(DefinedNamespace):
    """schema.org, as far as kg uses it."""

    _fail = True
    _NS = Namespace("https://schema.org/")

    NewsArticle: URIRef
    description: URIRef


class DCTERMS(DefinedNamespace):
    """Dublin Core terms, as far as kg uses them."""

    _fail = True
    _NS = Namespace("http://purl.org/dc/terms/")

    identifier: URIRef
    issued: URIRef
    language: URIRef
    publisher: URIRef
    source: URIRef
    title: URIRef


class SKOS(DefinedNamespace):
    """SKOS, as far as kg uses it."""

    _fail = True
    _NS = Namespace("http://www.w3.org/2004/02/skos/core#")

    Concept: URIRef
    ConceptScheme: URIRef
    altLabel: URIRef
    broader: URIRef
    closeMatch: URIRef
    definition: URIRef
    example: URIRef
    inScheme: URIRef
    notation: URIRef
    note: URIRef
    prefLabel: URIRef
    topConceptOf: URIRef


class OWL(DefinedNamespace):
    """OWL, as far as kg uses it."""

    _fail = True
    _NS = Namespace("http://www.w3.org/2002/07/owl#")

    sameAs: URIRef


class TIME(DefinedNamespace):
    """OWL-Time, as far as kg aligns with it."""

    _fail = True
    _NS = Namespace("http://www.w3.org/2006/time#")

    TemporalEntity: URIRef
    hasTime: URIRef


class RDF(DefinedNamespace):
    """RDF, as far as kg uses it."""

    _fail = True
    _NS = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")

    type: URIRef


class RDFS(DefinedNamespace):
    """RDF Schema, as far as kg uses it."""

    _fail = True
    _NS = Namespace("http://www.w3.org/2000/01/rdf-schema#")

    label: URIRef
    subClassOf: URIRef
    subPropertyOf: URIRef


class XSD(DefinedNamespace):
    """The datatypes that kg writes."""

    _fail = True
    _NS = Namespace("http://www.w3.org/2001/XMLSchema#")

    boolean: URIRef
    date: URIRef
    decimal: URIRef
    integer: URIRef
    string: URIRef


EVT = Namespace(ids.EVENT_TYPE)
WD = Namespace(ids.WIKIDATA)

PREFIXES: dict[str, str] = {
    "dcterms": str(DCTERMS),
    "evt": str(EVT),
    "gaf": str(GAF),
    "geo": str(GEO),
    "kg": str(KG),
    "nif": str(NIF),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sem": str(SEM),
    "sf": str(SF),
    "skos": str(SKOS),
    "time": str(TIME),
    "wd": str(WD),
    "xsd": str(XSD),
}

CLASS_OF_KIND: dict[Kind, URIRef] = {
    Kind.PERSON: KG.Person,
    Kind.ORGANISATION: KG.Organisation,
    Kind.ARMED_GROUP: KG.ArmedGroup,
    Kind.MILITARY: KG.Military,
    Kind.GOVERNMENT: KG.Government,
    Kind.PARTY: KG.Party,
    Kind.MEDIA: KG.Media,
    Kind.PEOPLE: KG.People,
    Kind.COUNTRY: KG.Country,
    Kind.UNNAMED: KG.UnnamedActor,
    Kind.PLACE: KG.Place,
}

MODALITIES: dict[Modality, URIRef] = {modality: KG[modality.value] for modality in Modality}


for _namespace in (KG, SEM, NIF, GAF, GEO, SF, PROV, SCHEMA, DCTERMS, SKOS, OWL, TIME, RDF, RDFS, XSD):
    for _term in _namespace.__annotations__:
        if not _term.startswith("_"):  # real attributes: found ten times faster than by rdflib's __getattr__
            setattr(_namespace, _term, _namespace[_term])


def evt(local: str) -> URIRef:
    """Return the IRI of an event type by its local name ("ASSAULT", "airstrike"); ValueError where it is ill-formed."""
    return URIRef(ids.event_type_iri(local))
