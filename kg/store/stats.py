"""What a store holds: counts by class, event type, publisher and month."""

from pathlib import Path

from kg.endpoint import Credentials
from kg.store.load import existing_or_remote
from kg.table import Table

_PREFIXES = """PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

COUNTS = {
    "class": "SELECT ?class (COUNT(DISTINCT ?x) AS ?count) WHERE { ?x a ?class . "
    "FILTER(?class NOT IN (sem:EventType, skos:Concept, skos:ConceptScheme)) } "
    "GROUP BY ?class ORDER BY DESC(?count) ?class",
    "type": "SELECT ?type (COUNT(DISTINCT ?event) AS ?count) WHERE { ?event sem:eventType ?type } "
    "GROUP BY ?type ORDER BY DESC(?count) ?type",
    "publisher": "SELECT ?publisher (COUNT(DISTINCT ?d) AS ?count) WHERE { ?d a schema:NewsArticle . "
    'OPTIONAL { ?d dcterms:publisher ?p } BIND(COALESCE(STR(?p), "unknown") AS ?publisher) } '
    "GROUP BY ?publisher ORDER BY DESC(?count) ?publisher",
    "month": "SELECT ?month (COUNT(DISTINCT ?event) AS ?count) WHERE { "
    "?event sem:hasEarliestBeginTimeStamp ?day . BIND(SUBSTR(STR(?day), 1, 7) AS ?month) } "
    "GROUP BY ?month ORDER BY ?month",
}


def stats(
    *, store: Path | None = None, endpoint: str | None = None, login: Credentials | None = None
) -> dict[str, Table]:
    """Return tables of counts: by class, type, publisher and month (of the event's earliest day)."""
    source = existing_or_remote(store, endpoint, login=login)
    return {name: source.select(_PREFIXES + text) for name, text in COUNTS.items()}
