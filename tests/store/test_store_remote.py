"""A remote store, with real processes: a server that is killed, and servers that misbehave in every known way."""

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.query import run
from kg.store import load, remote, retract, stats
from kg.store.base import Loaded, NamedGraph
from kg.store.remote import RemoteStore
from kg.store.split import named_graphs
from kg.table import Table

GRAPH = Path(__file__).parent.parent / "query" / "graph.ttl"
SERVER = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
needs_server = pytest.mark.skipif(SERVER is None, reason="the oxigraph server is not installed: pip install oxigraph")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph(where: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    command = [str(SERVER), "serve", "--location", str(where), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield process
    finally:
        process.kill()
        process.wait()


def graphs_of(port: int) -> dict[str, set[str]]:
    store = RemoteStore(f"http://127.0.0.1:{port}/query")
    return {graph.name: {str(t) for t in graph.triples} for graph in store.graphs()}


@needs_server
@pytest.mark.parametrize("by_graph_store", [True, False])
def test_load_replace_and_retract(tmp_path: Path, by_graph_store: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "CHUNK", 20)  # so that a document needs several updates
    port = free_port()
    with oxigraph(tmp_path / "server", port):
        url = f"http://127.0.0.1:{port}/query"
        graph_store = f"http://127.0.0.1:{port}/store" if by_graph_store else None
        loaded = load([GRAPH], endpoint=url, graph_store=graph_store)
        first = graphs_of(port)
        expected = {g.name: len(set(g.triples)) for g in named_graphs(GRAPH)}
        assert {n: len(first[n]) for n in expected} == expected
        assert not any(name.endswith("#loading") for name in first)
        again = load([GRAPH], endpoint=url, graph_store=graph_store)
        assert (again.added, again.replaced) == (0, loaded.added)
        assert graphs_of(port) == first
        answer = run("who-attacked-whom", endpoint=url)
        assert isinstance(answer, Table) and [row[2] for row in answer.values()] == ["1", "1"]
        assert stats(endpoint=url)["type"].rows
        assert retract(["d3"], endpoint=url) == ["https://example.org/kg/graph/d3"]
        assert "https://example.org/kg/graph/d3" not in graphs_of(port)
        with pytest.raises(StoreError, match="d3"):
            retract(["d3"], endpoint=url)


@needs_server
def test_server_killed_in_the_middle_of_a_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "FIRST_WAIT_S", 0.01)
    port = free_port()
    url = f"http://127.0.0.1:{port}/query"
    graphs = list(named_graphs(GRAPH))
    with oxigraph(tmp_path / "server", port) as process:
        store = RemoteStore(url)

        def interrupted() -> Iterator[NamedGraph]:
            yield graphs[0]
            process.kill()
            process.wait()
            yield from graphs[1:]

        with pytest.raises(StoreError, match="is the server running"):
            list(store.put(interrupted(), Loaded()))
    with oxigraph(tmp_path / "server", port):
        load([GRAPH], endpoint=url)
        found = graphs_of(port)
        assert {g.name: len(set(g.triples)) for g in graphs} == {g.name: len(found[g.name]) for g in graphs}


class Misbehaving(ThreadingHTTPServer):
    """Answers each request with what `answers` holds, the last one for ever: (status, headers, body, seconds)."""

    daemon_threads = True

    def __init__(self, answers: list[tuple[int, dict[str, str], bytes, float]]) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.answers = answers
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []


class _Answer(BaseHTTPRequestHandler):
    server: Misbehaving

    def log_message(self, *args: object) -> None:
        """Keep quiet."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        server = self.server
        server.requests.append((self.command, self.path, dict(self.headers), body))
        status, headers, content, seconds = server.answers[min(len(server.requests), len(server.answers)) - 1]
        time.sleep(seconds)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = _answer


NOTHING = json.dumps({"head": {"vars": ["g"]}, "results": {"bindings": []}}).encode()
FINE = (200, {"Content-Type": "application/sparql-results+json"}, NOTHING, 0.0)


@contextmanager
def misbehaving(*answers: tuple[int, dict[str, str], bytes, float]) -> Iterator[tuple[str, Misbehaving]]:
    server = Misbehaving(list(answers))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/query", server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "FIRST_WAIT_S", 0.01)
    monkeypatch.setattr("kg.query.remote.FIRST_WAIT_S", 0.01)


def test_nobody_listens() -> None:
    url = f"http://127.0.0.1:{free_port()}/query"
    with pytest.raises(StoreError, match=r"cannot be reached.*is the server running"):
        load([GRAPH], endpoint=url)
    with pytest.raises(StoreError, match=r"cannot be reached.*is the server running"):
        run("timeline", endpoint=url)
    with pytest.raises(StoreError, match="expected a URL"):
        load([GRAPH], endpoint="localhost:7878")
    with pytest.raises(StoreError, match="expected a URL"):
        run("timeline", endpoint="localhost:7878")


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "KG_STORE_USER"), (403, "may not"), (500, "boom"), (404, "check the URL")],
)
def test_refusals_are_told_once_and_never_the_password(
    status: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE_USER", "reader")
    monkeypatch.setenv("KG_STORE_PASSWORD", "s3cret")
    with misbehaving((status, {}, b"boom", 0.0)) as (url, server):
        with pytest.raises(StoreError, match=words) as told:
            load([GRAPH], endpoint=url)
        assert len(server.requests) == 1
        assert server.requests[0][2]["Authorization"].startswith("Basic ")
        assert "kg-builder" in server.requests[0][2]["User-Agent"]
        with pytest.raises(StoreError) as asked:
            run("timeline", endpoint=url)
        for message in (str(told.value), str(asked.value)):
            assert "s3cret" not in message and "reader" not in message


def test_busy_server_is_given_the_time_that_it_asks_for() -> None:
    with misbehaving((429, {"Retry-After": "1"}, b"", 0.0), FINE) as (url, server):
        begin = time.monotonic()
        load([GRAPH], endpoint=url)
        assert time.monotonic() - begin >= 1.0
        assert len(server.requests) > 2
    with misbehaving((503, {"Retry-After": "1"}, b"", 0.0), FINE) as (url, server):
        begin = time.monotonic()
        run("timeline", endpoint=url)
        assert time.monotonic() - begin >= 1.0
        assert len(server.requests) == 2


def test_server_that_stays_busy_or_asks_for_too_long() -> None:
    with misbehaving((503, {}, b"", 0.0)) as (url, server):
        with pytest.raises(StoreError, match="503"):
            load([GRAPH], endpoint=url)
        assert len(server.requests) == remote.RETRIES + 1
    with misbehaving((429, {"Retry-After": "86400"}, b"", 0.0)) as (url, server):
        with pytest.raises(StoreError, match="too many requests"):
            load([GRAPH], endpoint=url)
        with pytest.raises(StoreError, match="too many requests"):
            run("timeline", endpoint=url)
        assert len(server.requests) == 2


def test_slow_answer() -> None:
    with misbehaving((200, {}, NOTHING, 3.0)) as (url, _):
        with pytest.raises(StoreError, match=r"no answer within 0\.5 s"):
            load([GRAPH], endpoint=url, timeout_s=0.5)
        with pytest.raises(StoreError, match="no answer within 1 s"):
            run("timeline", endpoint=url, timeout_s=1)


@pytest.mark.parametrize(
    "answer",
    [
        (200, {}, NOTHING[:30], 0.0),
        (200, {"Content-Length": "5000"}, NOTHING, 0.0),
        (200, {}, b"<html>Welcome</html>", 0.0),
        (200, {}, b"[]", 0.0),
        (200, {}, b'{"results": {}}', 0.0),
    ],
)
def test_truncated_and_senseless_answers(answer: tuple[int, dict[str, str], bytes, float]) -> None:
    with misbehaving(answer) as (url, _):
        with pytest.raises(StoreError, match=r"cut off|broke the connection"):
            load([GRAPH], endpoint=url)
        with pytest.raises(StoreError, match=r"cut off|cannot be reached"):
            run("timeline", endpoint=url)


def test_update_addresses_of_known_servers() -> None:
    assert remote.update_url("http://h:9999/bigdata/sparql") == "http://h:9999/bigdata/sparql"
    assert remote.update_url("http://h:3030/ds/query") == "http://h:3030/ds/update"
    assert remote.update_url("https://h:8182/sparql") == "https://h:8182/sparql"
