"""Triple stores: load documents, replace them, take them back, count, serve."""

from kg.store.base import Loaded, NamedGraph, TripleStore
from kg.store.enrich import ENRICHMENT, enrich
from kg.store.load import (
    document_graphs,
    document_quads,
    existing_or_remote,
    load,
    open_store,
    retract,
    union,
)
from kg.store.stats import stats

__all__ = [
    "ENRICHMENT",
    "Loaded",
    "NamedGraph",
    "TripleStore",
    "document_graphs",
    "document_quads",
    "enrich",
    "existing_or_remote",
    "load",
    "open_store",
    "retract",
    "stats",
    "union",
]
