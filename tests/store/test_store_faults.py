"""Faults in the middle of a load, with real processes: nothing is lost or doubled when the load is run again."""

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from servers import faulty, free_port, graphs_of, needs_server, oxigraph

from kg import endpoint
from kg.errors import StoreError
from kg.resources import ontology_path
from kg.store import load, remote

EXAMPLE = "https://example.org/kg/"
WAYS = ("bulk", "graph-store", "update")
FAULTS = {
    "401": "KG_STORE_USER",
    "429": "",  # kg waits as long as it is asked to, and goes on by itself
    "500": "answered 500: no",
    "late-500": "answered 500: broken",
    "slow": r"no answer within 1\.5 s",
    "cut": "broke the connection",
    "cut-read": r"broke the connection|cut off",
    "killed": r"broke the connection|cannot be reached",
}


def document(number: int, words: str = "Marn") -> str:
    """N-Quads of one invented document; every third is longer than one update may be."""
    graph, doc = f"<{EXAMPLE}graph/n{number}>", f"<{EXAMPLE}document/n{number}>"
    lines = [f'{doc} <http://purl.org/dc/terms/title> "{words} {number}"']
    lines += [f'{doc} <http://purl.org/dc/terms/subject> "{i}"' for i in range(12 if number % 3 == 0 else 3)]
    lines.append(f'<{EXAMPLE}actor/a> <http://www.w3.org/2000/01/rdf-schema#label> "A"')
    return "".join(f"{line} {graph} .\n" for line in lines)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "FIRST_WAIT_S", 0.01)
    monkeypatch.setattr(remote, "CHUNK", 10)
    monkeypatch.setattr(remote, "BULK", 10)


@needs_server
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_lost_or_doubled(tmp_path: Path, fault: str, way: str) -> None:
    older = tmp_path / "older.nq"
    older.write_text("".join(document(n, words="Older") for n in range(2)))
    file = tmp_path / "graph.nq"
    file.write_text("".join(document(n) for n in range(9)))
    port = free_port()

    def run(by: int) -> None:
        graph_store = f"http://127.0.0.1:{by}/store" if way == "graph-store" else None
        load([file], endpoint=f"http://127.0.0.1:{by}/query", graph_store=graph_store, timeout_s=1.5)

    with oxigraph(tmp_path / "server", port) as server:
        load([older], endpoint=f"http://127.0.0.1:{port}/query")
        before = graphs_of(port)
        what = f"killed:{server.pid}" if fault == "killed" else fault
        with faulty(port, what, way) as by:
            if FAULTS[fault]:
                with pytest.raises(StoreError, match=FAULTS[fault]):
                    run(by)
            else:
                run(by)
    with oxigraph(tmp_path / "server", port), faulty(port, "none", way) as by:
        whole_or_old(graphs_of(port), before)
        run(by)
        assert graphs_of(port) == expected(file)


def expected(file: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in ox.parse(path=str(file)):
        found.setdefault(quad.graph_name.value, set()).add(str(quad.triple))
    scheme = ox.parse(path=str(ontology_path("event-types.ttl")))
    return {**found, "https://w3id.org/kg-builder/event-type/": {str(quad.triple) for quad in scheme}}


def whole_or_old(now: dict[str, set[str]], before: dict[str, set[str]]) -> None:
    """A document that was there is never half there: it is its old version or its new one."""
    for number in range(2):
        name = f"{EXAMPLE}graph/n{number}"
        new = {str(quad.triple) for quad in ox.parse(document(number), format=ox.RdfFormat.N_QUADS)}
        assert now[name] in (before[name], new)


@needs_server
def test_an_interrupted_load_goes_on_where_it_stopped(tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    file.write_text("".join(document(n) for n in range(1, 10)))
    port = free_port()
    with oxigraph(tmp_path / "server", port):
        with faulty(port, "500", "update") as by, pytest.raises(StoreError):
            load([file], endpoint=f"http://127.0.0.1:{by}/query")
        there = sum(f"{EXAMPLE}graph/" in name and "#" not in name for name in graphs_of(port))
        again = load([file], endpoint=f"http://127.0.0.1:{port}/query")
        assert 0 < there == again.unchanged and again.added == 9 - there


FULL = """
kg() {{ {python} -c "from kg.cli import main; main()" "$@"; }}
mount -t tmpfs -o size=8m tmpfs {store} || exit 77
kg load {file} --store {store}/db -q; echo full $?
mount -o remount,size=400m {store}
kg load {file} --store {store}/db; echo again $?
kg export --store {store}/db -o {out}
"""


def test_disk_full(tmp_path: Path) -> None:
    """On a disk of its own that is too small, and then larger."""
    file, store, out = tmp_path / "graph.nq", tmp_path / "disk", tmp_path / "out.nq"
    file.write_text("".join(document(n, words="Marn " * 200) for n in range(20_000)))
    store.mkdir()
    script = FULL.format(store=store, file=file, out=out, python=sys.executable)
    try:
        done = subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, env=os.environ)
    except FileNotFoundError:
        pytest.skip("no unshare: a small disk cannot be made")
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("a small disk cannot be made here")
    assert "full 1" in done.stdout and "again 0" in done.stdout, done.stdout + done.stderr
    assert "the disk is full" in done.stderr
    assert sorted(out.read_text().splitlines()) == sorted(set(file.read_text().splitlines()))
