"""Measure every stored query on generated graphs: python tests/bench/graph_bench.py [EVENTS...] [--kill N].

Prints the CPU milliseconds of each query, looking up names too: the median of three runs with different parameters;
with several sizes, the growth from the first to the last. The graphs lie in the default graph alone, as queries read
it; store_bench.py measures loading.
"""

import argparse
import importlib.util
import os
import platform
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox

from kg import ids
from kg.query import StoredQuery, list_queries
from kg.query.run import Answer, prepared, source
from kg.resources import ontology_path
from kg.table import Table

BASE = ids.DEFAULT_BASE
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
EVENTS_PER_DOCUMENT = 5
ACTORS_PER_EVENT = 0.02  # one actor for every fifty events
MODALITIES = ["asserted"] * 8 + ["negated", "future", "hypothetical", "historical"]
TYPES = [
    "airstrike",
    "shelling",
    "armed-clash",
    "arrest",
    "meeting",
    "demonstration",
    "withdrawal",
    "accusation",
] * 3 + [
    "ceasefire",
    "capture-of-territory",
    "hunger-strike",
]
PLACES_AND_ACTORS = (20, 100, 1000)  # from one of many events to one of few
MONTHS = (("2019-03-01", "2019-03-31"), ("2011-06-01", "2011-06-30"), ("2003-09-01", "2003-09-30"))
POINTS = (("36.19", "44.01"), ("30.2", "11.5"), ("-40.0", "10.5"))


def each(**names: str) -> list[dict[str, str]]:
    """Return a parameter for each place or actor: each(actor="Actor") asks for Actor 20, Actor 100 and so on."""
    return [{key: f"{kind} {number}" for key, kind in names.items()} for number in PLACES_AND_ACTORS]


IN_A_MONTH = [{"since": since, "until": until} for since, until in MONTHS]
NEAR = [{"lat": lat, "lon": lon, "km": "200"} for lat, lon in POINTS]
# What a person asks of one thing or one month, three times each; the other queries run with their defaults.
PARAMS: dict[str, list[dict[str, str]]] = {
    "casualties-by-month": IN_A_MONTH,
    "casualty-ranges": IN_A_MONTH,
    "claims-of-source": each(reporter="Actor"),
    "co-participants": each(actor="Actor"),
    "control-of-place": each(place="Place"),
    "events-at-place": each(place="Place"),
    "events-between-actors": [{"source": f"Actor {a}", "target": f"Actor {b}"} for a, b in ((20, 2), (3, 100), (7, 1))],
    "events-in-document": [{"document": f"{BASE}document/n{number}"} for number in (7, 700, 7000)],
    "events-near": NEAR,
    "events-of-actor": each(actor="Actor"),
    "events-of-type": [
        {"type": kind, **month}
        for kind, month in zip(("hunger-strike", "airstrike", "PROTEST"), IN_A_MONTH, strict=True)
    ],
    "evidence-of-event": [{"event": f"{BASE}event/n{number}-2"} for number in (7, 700, 7000)],
    "not-happened": IN_A_MONTH,
    "places-near": NEAR,
    "schema-events": IN_A_MONTH,
    "subgraph-of-actor": each(actor="Actor"),
    "timeline": IN_A_MONTH,
    "weapons-of-actor": each(actor="Actor"),
    "who-attacked-whom": IN_A_MONTH,
    "who-is": each(actor="Actor"),
}
WHOLE = ("casualties-by-month", "casualty-ranges", "who-attacked-whom")  # asked of all time as well


def node(path: str) -> ox.NamedNode:
    return ox.NamedNode(BASE + path)


def kg(name: str) -> ox.NamedNode:
    return ox.NamedNode(ids.ONTOLOGY + name)


def quads(events: int, seed: int = 1) -> Iterator[ox.Quad]:
    """Yield a graph of `events` events in documents of five; a few actors and places take part in most of them."""
    rng = random.Random(seed)
    actors = max(10, int(events * ACTORS_PER_EVENT))
    for number in range(0, events, EVENTS_PER_DOCUMENT):
        document = f"document/n{number // EVENTS_PER_DOCUMENT}"
        graph = node(f"graph/n{number // EVENTS_PER_DOCUMENT}")
        for s, p, o in _document(document, number, actors, rng):
            yield ox.Quad(s, p, o, graph)


def _document(
    document: str, number: int, actors: int, rng: random.Random
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    doc = node(document)
    day = date(2000, 1, 1) + timedelta(days=rng.randrange(7300))
    issued = ox.Literal(day.isoformat(), datatype=ox.NamedNode(f"{XSD}date"))
    yield doc, RDF_TYPE, ox.NamedNode("https://schema.org/NewsArticle")
    yield doc, ox.NamedNode("http://purl.org/dc/terms/identifier"), ox.Literal(document.removeprefix("document/"))
    yield doc, ox.NamedNode("http://purl.org/dc/terms/publisher"), ox.Literal(f"Publisher {rng.randrange(40)}")
    yield doc, ox.NamedNode("http://purl.org/dc/terms/issued"), issued
    named: set[int] = set()
    sites: set[int] = set()
    for index in range(EVENTS_PER_DOCUMENT):
        event = node(f"event/{document.removeprefix('document/')}-{index}")
        source, target, reporter = (min(int(rng.paretovariate(0.6)), actors) for _ in range(3))
        site = min(int(rng.paretovariate(0.6)), actors)
        named |= {source, target, reporter}
        sites.add(site)
        mention = node(f"{document}/event/{index}0-{index}6-x")
        yield from _mention(mention, doc, index * 10, "struck")
        yield mention, kg("sentence"), ox.Literal(f"Sentence {number + index} tells of it.")
        yield event, RDF_TYPE, ox.NamedNode(f"{SEM}Event")
        yield event, ox.NamedNode(f"{SEM}eventType"), ox.NamedNode(ids.EVENT_TYPE + rng.choice(TYPES))
        yield event, kg("modality"), kg(rng.choice(MODALITIES))
        yield event, kg("sourceActor"), node(f"actor/{source}")
        yield event, kg("targetActor"), node(f"actor/{target}")
        yield event, kg("reportedBy"), node(f"actor/{reporter}")
        yield event, ox.NamedNode(f"{SEM}hasPlace"), node(f"place/{site}")
        yield event, ox.NamedNode(f"{SEM}hasEarliestBeginTimeStamp"), issued
        yield event, ox.NamedNode(f"{SEM}hasLatestEndTimeStamp"), issued
        yield event, ox.NamedNode("http://groundedannotationframework.org/gaf#denotedBy"), mention
        yield event, ox.NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom"), doc
        if rng.random() < 0.2:
            yield event, kg("fatalitiesLow"), ox.Literal(rng.randrange(9))
            yield event, kg("fatalitiesHigh"), ox.Literal(9 + rng.randrange(9))
        if rng.random() < 0.1:
            yield event, kg("weapon"), ox.Literal(rng.choice(["drones", "mortars", "rockets"]))
    yield from _entities(document, doc, named, sites)


def _entities(
    document: str, doc: ox.NamedNode, named: set[int], sites: set[int]
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    denoted_by = ox.NamedNode("http://groundedannotationframework.org/gaf#denotedBy")
    for number in sorted(named):
        actor = node(f"actor/{number}")
        mention = node(f"{document}/span/{100 + number}-{107 + number}")
        yield from _mention(mention, doc, 100 + number, f"Actor {number}")
        yield actor, denoted_by, mention
        yield actor, RDF_TYPE, ox.NamedNode(f"{SEM}Actor")
        yield actor, LABEL, ox.Literal(f"Actor {number}")
        if number % 3:
            yield actor, ox.NamedNode("http://www.w3.org/2002/07/owl#sameAs"), ox.NamedNode(f"{ids.WIKIDATA}Q{number}")
    for number in sorted(sites):
        place, geometry = node(f"place/{number}"), node(f"place/{number}/geometry")
        point = f"POINT({number * 7 % 360 - 180}.{number % 10} {number * 11 % 170 - 85}.{number % 7})"
        yield place, RDF_TYPE, ox.NamedNode(f"{SEM}Place")
        yield place, LABEL, ox.Literal(f"Place {number}")
        if number >= 10:
            yield place, kg("within"), node(f"place/{number % 10}")
        yield place, ox.NamedNode("http://www.opengis.net/ont/geosparql#hasGeometry"), geometry
        wkt = ox.Literal(point, datatype=ox.NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral"))
        yield geometry, ox.NamedNode("http://www.opengis.net/ont/geosparql#asWKT"), wkt


def _mention(
    mention: ox.NamedNode, doc: ox.NamedNode, begin: int, text: str
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    yield mention, RDF_TYPE, ox.NamedNode(f"{NIF}Phrase")
    yield mention, ox.NamedNode(f"{NIF}beginIndex"), ox.Literal(begin)
    yield mention, ox.NamedNode(f"{NIF}endIndex"), ox.Literal(begin + len(text))
    yield mention, ox.NamedNode(f"{NIF}anchorOf"), ox.Literal(text)
    yield mention, ox.NamedNode(f"{NIF}referenceContext"), doc


def build(events: int, folder: Path) -> Path:
    """Stream a graph into a store, through a pipe so that no file of many gigabytes is made."""
    store = folder / f"store-{events}"
    if store.exists():
        return store
    opened = ox.Store(str(store))
    readable, writable = os.pipe()

    def write() -> None:
        with open(writable, "wb") as out:
            ox.serialize((quad.triple for quad in quads(events)), out, ox.RdfFormat.N_TRIPLES)

    writer = threading.Thread(target=write)
    writer.start()
    with open(readable, "rb") as lines:
        opened.bulk_load(lines, format=ox.RdfFormat.N_TRIPLES)
    writer.join()
    opened.bulk_load(path=str(ontology_path("event-types.ttl")))
    opened.flush()
    print(f"{events:,} events, {len(opened):,} triples", flush=True)
    return store


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU milliseconds and the size of the answer, the median over the parameters."""

    folder: str
    ms: float
    rows: float


def measure_queries(store: Path) -> dict[str, Measured]:
    """Print and return what each query costs that needs no network."""
    ask = source(store=store)
    found = {}
    for query in list_queries():
        if query.prefetch:
            continue
        found[query.name] = _measure(query, PARAMS.get(query.name, [{}]), ask)
        if query.name in WHOLE:
            found[f"{query.name} (of all)"] = _measure(query, [{}], ask)
    for folder in ("ask", "report", "check", "construct", ""):
        part = [one.ms for name, one in found.items() if folder in ("", one.folder) and not name.endswith(")")]
        print(f"{folder or 'all':<34}{len(part):>4} queries, median {statistics.median(part):.0f} ms", flush=True)
    print(f"{'slowest':<34}{max(one.ms for one in found.values()):>10.0f} ms")
    return found


def _measure(query: StoredQuery, params: list[dict[str, str]], ask: Callable[[str], Answer]) -> Measured:
    """Ask once for each set of parameters; where there is one, up to three times as long as it takes under a second."""
    runs: list[tuple[float, int]] = []
    while len(runs) < 3 and not (runs and len(params) == 1 and runs[-1][0] > 1000):
        begin = time.process_time()
        answer = ask(prepared(query, params[len(runs) % len(params)], ask))
        size = len(answer.rows) if isinstance(answer, Table) else len(answer.triples)
        runs.append(((time.process_time() - begin) * 1000, size))
    measured = Measured(query.folder, *(statistics.median(column) for column in zip(*runs, strict=True)))
    name = query.name + ("" if params != [{}] or query.name not in WHOLE else " (of all)")
    print(f"{name:<34}{measured.ms:>10.0f} ms{measured.rows:>10.0f} rows", flush=True)
    return measured


def kill_rounds(folder: Path, rounds: int) -> None:
    path = Path(__file__).parent.parent / "store" / "test_store_embedded.py"
    spec = importlib.util.spec_from_file_location("test_store_embedded", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.kill_rounds(folder, rounds=rounds, documents=10_000)
    print(f"killed {rounds} times, whole each time")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int, nargs="*", default=[100_000])
    parser.add_argument("--kill", type=int, default=0, help="also kill a load so many times")
    parser.add_argument("--folder", type=Path, help="where the stores are kept for the next run")
    arguments = parser.parse_args()
    print(f"{date.today()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = arguments.folder or Path(name)
        measured = [measure_queries(build(events, folder)) for events in arguments.events]
        if len(measured) > 1:
            print(f"growth from {arguments.events[0]:,} to {arguments.events[-1]:,} events: time, answer")
            for query, first in measured[0].items():
                last = measured[-1][query]
                answer = f"{last.rows / first.rows:>10.1f}" if first.rows else ""
                print(f"{query:<34}{last.ms / first.ms:>10.1f}{answer}")
        if arguments.kill:
            kill_rounds(folder, arguments.kill)


if __name__ == "__main__":
    main()
