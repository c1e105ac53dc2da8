"""The links of a graph file read back, decided again, and written: what `kg link` does to a finished graph.

Two passes over the file; memory holds the entities, not the statements. Each named graph keeps its own statements.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg import ids
from kg.errors import InputError, unreadable
from kg.model import Entity, Geo, Kind, Link
from kg.rdf.describe import link_statements
from kg.rdf.write import format_of, write_quads
from kg.vocab import CLASS_OF_KIND, GEO, KG, OWL, RDF, RDFS, SKOS

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS, ".jsonld": ox.RdfFormat.JSON_LD,
}  # fmt: skip
_KINDS = {str(iri): kind for kind, iri in CLASS_OF_KIND.items()}
_ABOUT_LINKS = frozenset(map(str, (KG.linkScore, KG.linkMethod, KG.linkReason, KG.linkRunnerUp)))
_TO_ITEMS = frozenset(map(str, (OWL.sameAs, SKOS.closeMatch)))
_POINT = re.compile(r"POINT\((\S+) (\S+)\)")

Decide = Callable[[Sequence[Entity], Sequence[Link]], list[Link]]


@dataclass(slots=True)
class Relinked:
    """What became of the links: how many entities there are, and how each stands now."""

    entities: int = 0
    before: int = 0  # entities with an item
    links: list[Link] = field(default_factory=list)

    @property
    def after(self) -> int:
        """Entities with an item now."""
        return sum(link.qid is not None for link in self.links)

    @property
    def unavailable(self) -> int:
        """Entities that the service gave no answer for."""
        return sum("service unavailable" in link.reason for link in self.links)


@dataclass(slots=True)
class _Found:
    """What the file says of one node."""

    kind: Kind | None = None
    label: str = ""
    country: str | None = None
    place_type: str | None = None
    geonames_id: str | None = None
    geometry: str = ""
    qid: str | None = None
    same: bool = False
    link: dict[str, str] = field(default_factory=dict)


def relink(path: Path, out: Path, decide: Decide) -> Relinked:
    """Write the graph of `path` to `out` with the links that `decide` gives for its entities; they may be one file.

    Entities and links carry the node's IRI as key. Raises InputError for a file that is no graph, OutputError where
    `out` cannot be written.
    """
    format_of(out)
    entities, links = _read(path)
    done = Relinked(len(entities), sum(link.qid is not None for link in links), decide(entities, links))
    changed = {new.entity_key: new for old, new in zip(links, done.links, strict=True) if new != old}
    write_quads(_quads(path, changed), out, base=_base(path))
    return done


def count(path: Path) -> str:
    """How many actors and places of a graph file are linked, in words."""
    _, links = _read(path)
    same = sum(link.same for link in links)
    close = sum(link.qid is not None for link in links) - same
    none = len(links) - same - close
    return f"{len(links)} actors and places: {same} the same as an item, {close} close to one, {none} with none"


def _read(path: Path) -> tuple[list[Entity], list[Link]]:
    """The actors and places of a file with their links, sorted by IRI."""
    nodes: dict[str, _Found] = {}
    points: dict[str, Geo] = {}
    for quad in _parse(path):
        if isinstance(quad.subject, ox.NamedNode):
            _note(nodes.setdefault(quad.subject.value, _Found()), points, quad)
    entities, links = [], []
    for iri, found in sorted(nodes.items()):
        if found.kind is None or not (found.link or found.qid):
            continue
        entities.append(
            Entity(
                iri, found.kind, found.label, country=found.country, geo=points.get(found.geometry),
                place_type=found.place_type, geonames_id=found.geonames_id,
            )
        )  # fmt: skip
        told = found.link
        links.append(
            Link(
                iri, found.qid, float(told.get(str(KG.linkScore), 0)), told.get(str(KG.linkMethod), "none"),
                told.get(str(KG.linkRunnerUp)), told.get(str(KG.linkReason), ""), same=found.same,
            )
        )  # fmt: skip
    return entities, links


def _note(found: _Found, points: dict[str, Geo], quad: ox.Quad) -> None:
    property_, value = quad.predicate.value, getattr(quad.object, "value", "")
    if property_ == str(RDF.type):
        found.kind = _KINDS.get(value, found.kind)
    elif property_ == str(RDFS.label):
        found.label = value
    elif property_ == str(KG.countryCode):
        found.country = value
    elif property_ == str(KG.placeType):
        found.place_type = value
    elif property_ == str(GEO.hasGeometry):
        found.geometry = value
    elif property_ == str(GEO.asWKT) and (point := _POINT.match(value)):
        points[str(getattr(quad.subject, "value", ""))] = Geo(float(point[2]), float(point[1]))
    elif property_ in _TO_ITEMS and value.startswith(ids.WIKIDATA):
        found.qid, found.same = value.removeprefix(ids.WIKIDATA), property_ == str(OWL.sameAs)
    elif property_ == str(OWL.sameAs) and value.startswith(ids.GEONAMES):
        found.geonames_id = value.removeprefix(ids.GEONAMES).strip("/")
    elif property_ in _ABOUT_LINKS:
        found.link[property_] = value


def _quads(path: Path, changed: dict[str, Link]) -> Iterator[ox.Quad]:
    """The file's statements with the changed links in the place of the old ones, in each graph that has some."""
    given: set[tuple[str, ox.NamedNode | ox.BlankNode | ox.DefaultGraph]] = set()
    for quad in _parse(path):
        link = changed.get(quad.subject.value) if isinstance(quad.subject, ox.NamedNode) else None
        if link is None or not _is_link(quad):
            yield quad
            continue
        if (link.entity_key, quad.graph_name) in given:
            continue
        given.add((link.entity_key, quad.graph_name))
        for property_, value in link_statements(link):
            term = next(iter(ox.parse(f"<x:s> <{property_}> {value} .", format=ox.RdfFormat.N_TRIPLES))).object
            yield ox.Quad(quad.subject, ox.NamedNode(property_), term, quad.graph_name)


def _is_link(quad: ox.Quad) -> bool:
    value = getattr(quad.object, "value", "")
    return quad.predicate.value in _ABOUT_LINKS or (
        quad.predicate.value in _TO_ITEMS and value.startswith(ids.WIKIDATA)
    )


def _base(path: Path) -> str:
    """Where the data's IRIs begin, from the first document of the file; the default where it has none."""
    for quad in _parse(path):
        head, found, _ = str(getattr(quad.subject, "value", "")).partition("document/")
        if found:
            return str(head)
    return ids.DEFAULT_BASE


def _parse(path: Path) -> Iterator[ox.Quad]:
    if path.suffix not in _FORMATS:
        raise InputError(f"{path}: the suffix says no format of a graph: use one of {', '.join(_FORMATS)}")
    try:
        yield from ox.parse(path=str(path), format=_FORMATS[path.suffix])
    except OSError as error:
        raise unreadable(path, error) from error
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{path}: {error}") from error
