"""The hierarchy of event types, read from ontology/event-types.ttl: the PLOVER type above each concrete one."""

from functools import cache

from kg import ids
from kg.resources import ontology_path

_BROADER = "http://www.w3.org/2004/02/skos/core#broader"


@cache
def broader() -> dict[str, str]:
    """Each concrete type with the next broader one, by local names: {"airstrike": "ASSAULT", ...}."""
    import pyoxigraph as ox

    triples = ox.parse(path=str(ontology_path("event-types.ttl")), format=ox.RdfFormat.TURTLE)
    return {
        str(t.subject.value).removeprefix(ids.EVENT_TYPE): str(t.object.value).removeprefix(ids.EVENT_TYPE)
        for t in triples
        if t.predicate.value == _BROADER
    }


def plover_type(event_type: str) -> str:
    """The PLOVER type above an event type; itself where nothing is broader."""
    while event_type in broader():
        event_type = broader()[event_type]
    return event_type
