"""A remote store, with real processes: a server that is killed, and servers that misbehave in every known way."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from servers import faulty, free_port, graphs_of, needs_server, oxigraph

from kg import endpoint
from kg.endpoint import Credentials, Endpoint
from kg.errors import StoreError
from kg.query import run
from kg.store import load, remote, retract, stats
from kg.store.split import named_graphs
from kg.table import Table

GRAPH = Path(__file__).parent.parent / "query" / "graph.ttl"


@needs_server
@pytest.mark.parametrize("way", ["bulk", "graph-store", "update"])
def test_load_replace_and_retract(tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "CHUNK", 20)  # so that a document needs several updates
    port = free_port()
    with oxigraph(tmp_path / "server", port), faulty(port, "none", way) as by:
        url = f"http://127.0.0.1:{by}/query"
        graph_store = f"http://127.0.0.1:{by}/store" if way == "graph-store" else None
        loaded = load([GRAPH], endpoint=url, graph_store=graph_store)
        first = graphs_of(port)
        expected = {g.name: len(set(g.triples)) for g in named_graphs(GRAPH)}
        assert {n: len(first[n]) for n in expected} == expected
        assert set(first) == {*expected, "https://w3id.org/kg-builder/event-type/"}
        again = load([GRAPH], endpoint=url, graph_store=graph_store)
        assert (again.added, again.replaced, again.unchanged) == (0, 0, loaded.added)
        newer = tmp_path / "newer.nq"
        newer.write_text(document_of(GRAPH, "d3").replace("airstrike>", "shelling>"))
        changed = load([newer], endpoint=url, graph_store=graph_store)
        assert (changed.added, changed.replaced, changed.unchanged) == (0, 1, 0)
        assert "".join(graphs_of(port)["https://example.org/kg/graph/d3"]).count("event-type/shelling>") == 2
        load([GRAPH], endpoint=url, graph_store=graph_store)
        assert graphs_of(port) == first
        answer = run("who-attacked-whom", endpoint=url)
        assert isinstance(answer, Table) and [row[2] for row in answer.values()] == ["1", "1"]
        assert stats(endpoint=url)["type"].rows
        assert retract(["d3"], endpoint=url) == ["https://example.org/kg/graph/d3"]
        assert "https://example.org/kg/graph/d3" not in graphs_of(port)
        with pytest.raises(StoreError, match="d3"):
            retract(["d3"], endpoint=url)


def document_of(file: Path, name: str) -> str:
    """One document of a file as N-Quads."""
    graph = next(g for g in named_graphs(file) if g.name.endswith(f"graph/{name}"))
    return graph.text.decode().replace(" .\n", f" <{graph.name}> .\n")


@needs_server
def test_graph_in_pieces_is_gathered(tmp_path: Path) -> None:
    lines = [f'<http://a/{n}> <http://b> "{n}" <http://g/{"one" if n % 2 else "two"}> .\n' for n in range(6)]
    file = tmp_path / "pieces.nq"
    port = free_port()
    with oxigraph(tmp_path / "server", port), faulty(port, "none", "update") as by:
        for changed in (lines, lines[:4]):
            file.write_text("".join(changed))
            load([file], endpoint=f"http://127.0.0.1:{by}/query")
            found = graphs_of(port)
            assert [len(found[f"http://g/{name}"]) for name in ("one", "two")] == [len(changed) // 2] * 2
            assert not any("#loading" in name for name in found)


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
    monkeypatch.setattr(endpoint, "FIRST_WAIT_S", 0.01)


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
        assert server.requests[0][2]["Authorization"].startswith("Basic ")
        # Who refuses a password without naming another way is asked once more, without it, for the way.
        assert [r[2].get("Authorization") for r in server.requests[1:]] == ([None] if status == 401 else [])
        assert "kg-builder" in server.requests[0][2]["User-Agent"]
        with pytest.raises(StoreError) as asked:
            run("timeline", endpoint=url)
        for message in (str(told.value), str(asked.value)):
            assert "s3cret" not in message and "reader" not in message


def test_credentials_from_the_address_and_digest() -> None:
    challenge = (401, {"WWW-Authenticate": 'Digest realm="SPARQL", nonce="n", qop="auth"'}, b"", 0.0)
    with misbehaving(challenge, challenge, FINE) as (url, server):
        Endpoint(url.replace("//", "//reader:s3cret@")).ask("SELECT ?s { ?s ?p ?o }")
        assert [r[2].get("Authorization", "")[:6] for r in server.requests] == ["Basic ", "", "Digest"]
    with misbehaving(challenge, challenge, FINE) as (url, server):
        login = Credentials("reader", "s3cret")
        Endpoint(url, login=login).send("PUT", url, body=b"", kind="text/turtle")
        assert [r[2].get("Authorization", "")[:6] for r in server.requests] == ["Basic ", "", "Digest"]
        assert "s3cret" not in repr(login)
    with misbehaving((401, {}, b"", 0.0), challenge, challenge, FINE) as (url, server):  # as Virtuoso does
        Endpoint(url, login=login).ask("SELECT ?s { ?s ?p ?o }")
        assert [r[2].get("Authorization", "")[:6] for r in server.requests] == ["Basic ", "", "", "Digest"]
    with pytest.raises(StoreError) as told:
        load([GRAPH], endpoint=f"http://reader:s3cret@127.0.0.1:{free_port()}/query")
    assert "s3cret" not in str(told.value) and "reader" not in str(told.value)


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
        assert len(server.requests) == endpoint.RETRIES + 1
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
        with pytest.raises(StoreError, match=r"cut off|broke the connection"):
            run("timeline", endpoint=url)


def test_update_addresses_of_known_servers() -> None:
    assert remote.update_url("http://h:9999/bigdata/sparql") == "http://h:9999/bigdata/sparql"
    assert remote.update_url("http://h:3030/ds/query") == "http://h:3030/ds/update"
    assert remote.update_url("https://h:8182/sparql") == "https://h:8182/sparql"
