"""Measure every stored query on generated graphs: python tests/bench/graph_bench.py [EVENTS...] [--kill N].

Prints the CPU milliseconds of each query, looking up names too: the median of three runs, or one run where it takes
more than a second; with several sizes, the growth from the first to the last. The graphs lie in the default graph
alone, as queries read it; store_bench.py measures loading.
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
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox

from kg import ids
from kg.query import list_queries, run
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
SINCE = "2019-12-01"
# What a person asks of one thing; the other queries run with their defaults.
PARAMS = {
    "claims-of-source": {"reporter": "Actor 20"},
    "co-participants": {"actor": "Actor 20"},
    "control-of-place": {"place": "Place 20"},
    "events-at-place": {"place": "Place 20"},
    "events-between-actors": {"source": "Actor 20", "target": "Actor 2"},
    "events-in-document": {"document": f"{BASE}document/n7"},
    "events-near": {"since": SINCE, "km": "20"},
    "events-of-actor": {"actor": "Actor 20"},
    "events-of-type": {"type": "hunger-strike", "since": SINCE},
    "evidence-of-event": {"event": f"{BASE}event/n7-2"},
    "not-happened": {"since": SINCE},
    "schema-events": {"since": SINCE},
    "subgraph-of-actor": {"actor": "Actor 20"},
    "timeline": {"since": SINCE},
    "weapons-of-actor": {"actor": "Actor 20"},
    "who-is": {"actor": "Actor 20"},
}


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


def measure_queries(store: Path) -> dict[str, float]:
    """Print and return the CPU milliseconds of each query that needs no network."""
    medians = {}
    for query in list_queries():
        if query.prefetch:
            continue
        runs: list[float] = []
        while len(runs) < 3 and not (runs and runs[-1] > 1000):
            begin = time.process_time()
            answer = run(query.name, PARAMS.get(query.name, {}), store=store)
            runs.append((time.process_time() - begin) * 1000)
        rows = len(answer.rows) if isinstance(answer, Table) else len(answer.triples)
        medians[query.name] = statistics.median(runs)
        print(f"{query.name:<34}{medians[query.name]:>10.0f} ms{rows:>10} rows", flush=True)
    print(f"{'median':<34}{statistics.median(medians.values()):>10.0f} ms")
    print(f"{'slowest':<34}{max(medians.values()):>10.0f} ms")
    return medians


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
    arguments = parser.parse_args()
    print(f"{date.today()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measured = [measure_queries(build(events, folder)) for events in arguments.events]
        if len(measured) > 1:
            print(f"growth from {arguments.events[0]:,} to {arguments.events[-1]:,} events")
            for query in measured[0]:
                print(f"{query:<34}{measured[-1][query] / measured[0][query]:>10.1f}")
        if arguments.kill:
            kill_rounds(folder, arguments.kill)


if __name__ == "__main__":
    main()
