"""What others say about the store's entities, in a named graph of its own: dated, attributed, and taken back whole."""

from collections.abc import Iterable
from datetime import date

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.base import Loaded, NamedGraph, TripleStore
from kg.table import STRING, Term, Triples

ENRICHMENT = "urn:kg:enrichment:wikidata"
SOURCE = "https://www.wikidata.org/"

_DCTERMS = "http://purl.org/dc/terms/"
_PROV = "http://www.w3.org/ns/prov#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_DATE = "http://www.w3.org/2001/XMLSchema#date"
_CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


def enrich(store: TripleStore, found: Triples, *, service: str, on: date) -> int:
    """Put triples of Wikidata into their graph, in place of an earlier harvest; return how many.

    `service`: the URL that was asked, `on`: the day. Raises StoreError where there is nothing to put.
    """
    if not found.triples:
        raise StoreError("nothing to add: no entity of the store is linked to an item that the service knows")
    triples = [*(_triple(*triple) for triple in found.triples), *_about(service, on)]
    for _ in store.put([NamedGraph(ENRICHMENT, triples)], Loaded()):
        pass
    return len(found.triples)


def _about(service: str, on: date) -> Iterable[ox.Triple]:
    """Yield whose words the graph holds, of which day, and under which licence."""
    graph = ox.NamedNode(ENRICHMENT)
    for predicate, value in (
        (_RDF_TYPE, ox.NamedNode(f"{_PROV}Entity")),
        (f"{_PROV}wasDerivedFrom", ox.NamedNode(SOURCE)),
        (f"{_DCTERMS}source", ox.NamedNode(service)),
        (f"{_DCTERMS}issued", ox.Literal(on.isoformat(), datatype=ox.NamedNode(_DATE))),
        (f"{_DCTERMS}license", ox.NamedNode(_CC0)),
    ):
        yield ox.Triple(graph, ox.NamedNode(predicate), value)


def _triple(subject: Term, predicate: Term, value: Term) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject.value), ox.NamedNode(predicate.value), _node(value))


def _node(term: Term) -> ox.NamedNode | ox.Literal:
    if term.kind != "literal":
        return ox.NamedNode(term.value)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype or STRING))
