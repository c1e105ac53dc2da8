"""Measure writing and loading against pyoxigraph and Oxigraph: python tests/bench/store_bench.py [EVENTS].

Each figure comes from a process of its own, with wall and CPU seconds and peak memory; on a shared machine, CPU
seconds tell more. Each pair runs one after the other in the same run: compare ratios, never figures of different runs.
"""

import argparse
import importlib.util
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import httpx
import pyoxigraph as ox

from kg.rdf.describe import describe
from kg.rdf.write import prefixes, write, write_in_order
from kg.store import load, union
from kg.store.lines import fill

HERE = Path(__file__).parent
BASE = "https://example.org/kg/"
EXPORTED = 36_000  # events; 1.03 million triples in the union of their graphs


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def write_by_kg(documents: str, out: str) -> None:
    sample = module(HERE.parent / "rdf" / "sample_graphs.py").sample
    write((sample(f"d{n}") for n in range(int(documents))), out)


def write_by_pyoxigraph(documents: str, out: str) -> None:
    """The same records, described as terms, and pyoxigraph's serialiser: unsorted, and with repetitions."""
    sample = module(HERE.parent / "rdf" / "sample_graphs.py").sample
    triples = (quad.triple for n in range(int(documents)) for quad in describe(sample(f"d{n}")))
    ox.serialize(triples, out, ox.RdfFormat.TURTLE, prefixes=prefixes(BASE))


def compare_terms(file: Path, out: Path) -> None:
    """Write triples that are in memory as terms; the processor's time of the writing alone, the least of three."""
    triples = [quad.triple for quad in ox.parse(path=str(file))]
    ways: list[Callable[[], object]] = [
        lambda: write_in_order(triples, out),
        lambda: ox.serialize(triples, str(out), ox.RdfFormat.TURTLE, prefixes=prefixes(BASE)),
    ]
    ours, theirs = (min(_seconds(way) for _ in range(3)) for way in ways)
    print(f"  {len(triples)} triples in memory, write_in_order / serialize: {ours / theirs:.2f} (CPU)", flush=True)


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def export_by_kg(store: str, out: str) -> None:
    write_in_order(union(Path(store)), out)


def dump_by_pyoxigraph(store: str, out: str) -> None:
    """The default graph, which holds the scheme of event types too, by pyoxigraph alone."""
    opened = ox.Store.read_only(store)
    opened.dump(out, ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph(), prefixes=prefixes(BASE))


def load_by_kg(file: str, folder: str) -> None:
    load([Path(file)], store=Path(folder))


def load_by_oxigraph(file: str, folder: str) -> None:
    subprocess.run([_server(), "load", "--location", folder, "--file", file], check=True, capture_output=True)


def load_by_pyoxigraph(file: str, folder: str) -> None:
    ox.Store(folder).bulk_load(path=file)


def fill_alone(file: str, folder: str) -> None:
    fill(ox.Store(folder), Path(file))


def http_by_kg(file: str, folder: str) -> None:
    _served(folder, lambda address: load([Path(file)], endpoint=f"{address}/query", timeout_s=3_600))


def http_by_post(file: str, folder: str) -> None:
    """The server's own way: the file as the body of one request."""

    def post(address: str) -> None:
        with Path(file).open("rb") as body:
            headers = {"Content-Type": "application/n-quads"}
            httpx.post(
                f"{address}/store?no_transaction", content=body, headers=headers, timeout=3_600
            ).raise_for_status()

    _served(folder, post)


def _served(folder: str, work: Callable[[str], object]) -> None:
    servers = module(HERE.parent / "store" / "servers.py")
    port = servers.free_port()
    command = [_server(), "serve", "--location", folder, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    servers.await_port(port)
    work(f"http://127.0.0.1:{port}")
    process.terminate()
    process.wait()


def _server() -> str:
    found = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if found is None:
        raise SystemExit("the oxigraph server is not installed: pip install oxigraph")
    return found


WORK = {
    name: globals()[name]
    for name in (
        "write_by_kg",
        "write_by_pyoxigraph",
        "export_by_kg",
        "dump_by_pyoxigraph",
        "load_by_kg",
        "load_by_oxigraph",
        "load_by_pyoxigraph",
        "fill_alone",
        "http_by_kg",
        "http_by_post",
    )
}


def measured(name: str, source: str, target: Path) -> tuple[float, float]:
    """Run one piece of work in a process of its own; return its wall and CPU seconds."""
    command = [sys.executable, __file__, "--work", name, source, str(target)]
    before = os.times()
    begin = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    wall = time.perf_counter() - begin
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    print(
        f"{name:<22}{source.rpartition('/')[2]:>12}{wall:>9.1f} s{cpu:>9.1f} CPU s{done.stdout.strip():>10} MB",
        flush=True,
    )
    if target.is_dir():
        shutil.rmtree(target)
    return wall, cpu


def compare(ours: str, theirs: str, source: str, target: Path) -> None:
    (wall, cpu), (wall_theirs, cpu_theirs) = measured(ours, source, target), measured(theirs, source, target)
    print(f"  {ours} / {theirs}: {wall / wall_theirs:.2f} (wall), {cpu / cpu_theirs:.2f} (CPU)", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int, nargs="?", default=140_000, help="36 quads each")
    parser.add_argument(
        "--documents", type=int, default=9_000, help="about 113 statements each; and five times as many"
    )
    parser.add_argument("--only", choices=("write", "load", "http"))
    arguments = parser.parse_args()
    print(
        f"{date.today()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments.only in (None, "write"):
            compare("write_by_kg", "write_by_pyoxigraph", str(arguments.documents), folder / "out.ttl")
            measured("write_by_kg", str(5 * arguments.documents), folder / "out.ttl")
            graphs = folder / "million.nq"
            ox.serialize(module(HERE / "graph_bench.py").quads(EXPORTED), str(graphs))
            load([graphs], store=folder / "million")
            write_in_order(union(folder / "million"), folder / "million.nt")
            compare_terms(folder / "million.nt", folder / "out.ttl")
            compare("export_by_kg", "dump_by_pyoxigraph", str(folder / "million"), folder / "out.ttl")
        if arguments.only in (None, "load", "http"):
            nquads = folder / "graph.nq"
            ox.serialize(module(HERE / "graph_bench.py").quads(arguments.events), str(nquads))
            if arguments.only != "http":
                compare("load_by_kg", "load_by_oxigraph", str(nquads), folder / "store")
                measured("load_by_pyoxigraph", str(nquads), folder / "store")
            if arguments.only != "load":
                compare("http_by_kg", "http_by_post", str(nquads), folder / "store")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        WORK[sys.argv[2]](*sys.argv[3:])
        usage = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        print(round(max(usage) / 1024))
    else:
        main()
