"""Triple stores: load documents, replace them, take them back, count, serve."""

from kg.store.base import Loaded, NamedGraph, TripleStore
from kg.store.load import document_graphs, export, load, open_store, retract
from kg.store.stats import stats

__all__ = [
    "Loaded",
    "NamedGraph",
    "TripleStore",
    "document_graphs",
    "export",
    "load",
    "open_store",
    "retract",
    "stats",
]
