"""What a triple store must be able to do, and what a load reports; one named graph holds what one document says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Protocol

import pyoxigraph as ox
from pyoxigraph import Triple

from kg.table import Table


class NamedGraph:
    """The triples of one document, or a part of them: a second part of the same name in one load is added.

    It is made from triples or from their text (N-Triples), and gives both.
    """

    def __init__(self, name: str, triples: Iterable[Triple] | None = None, *, text: bytes = b"") -> None:
        self.name = name  # IRI
        if triples is not None:
            self.triples = tuple(triples)
        else:
            self.text = text

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        """The triples, as they come."""
        return tuple(quad.triple for quad in ox.parse(self.text, format=ox.RdfFormat.N_TRIPLES))

    @cached_property
    def text(self) -> bytes:
        """The triples as N-Triples, a line for each."""
        return "".join([f"{triple} .\n" for triple in self.triples]).encode()

    @property
    def size(self) -> int:
        """The number of triples."""
        return len(self.triples) if "triples" in self.__dict__ else self.text.count(b"\n")

    def fingerprint(self) -> str:
        """Return a name for the content, whatever the order of the triples."""
        return f"sha256:{sha256(b''.join(sorted(self.text.splitlines(keepends=True)))).hexdigest()}"


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
