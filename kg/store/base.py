"""What a triple store must be able to do, and what a load reports; one named graph holds what one document says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Triple

from kg.table import Table


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """The triples of one document, or a part of them: a second part of the same name in one load is added."""

    name: str  # IRI
    triples: tuple[Triple, ...]


@dataclass(slots=True)
class Loaded:
    """What a load did, counted in named graphs and in triples of the input."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    triples: int = 0


class TripleStore(Protocol):
    """A store of named graphs; every method raises StoreError where the store refuses or fails."""

    def put(self, graphs: Iterable[NamedGraph], loaded: Loaded) -> Iterator[int]:
        """Write graphs, each whole or not at all; yield how many of them are safely written so far."""
        ...

    def drop(self, name: str) -> bool:
        """Remove a graph in one transaction; False where there is none."""
        ...

    def graphs(self) -> Iterator[NamedGraph]:
        """Yield every graph, by name."""
        ...

    def select(self, sparql: str) -> Table:
        """Answer a SELECT over the union of all graphs."""
        ...
