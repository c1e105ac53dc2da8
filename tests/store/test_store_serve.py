"""The read-only endpoint, with a real Oxigraph server behind it."""

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from servers import needs_server

import kg.query
from kg.errors import StoreError
from kg.query import run
from kg.store import load
from kg.store.serve import forbidden, running

GRAPH = Path(__file__).parent.parent / "query" / "graph.ttl"
pytestmark = needs_server


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "store"
    load([GRAPH], store=path)
    return path


@pytest.fixture(scope="module")
def url(store: Path) -> Iterator[str]:
    with running(store, kg.query, timeout_s=2) as address:
        yield address


def fetch(url: str, body: bytes | None = None, kind: str = "", *, method: str | None = None) -> tuple[int, str]:
    request = urllib.request.Request(url, body, {"Content-Type": kind} if kind else {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_stored_queries_are_listed(url: str) -> None:
    status, page = fetch(url)
    assert status == 200 and 'action="/query/who-attacked-whom"' in page
    listed = json.loads(fetch(url + "queries")[1])
    assert {q["name"] for q in listed} == {q.name for q in kg.query.list_queries()}
    actor = next(q for q in listed if q["name"] == "events-of-actor")["params"][0]
    assert actor == {"name": "actor", "type": "actor", "required": True, "default": None}


def test_stored_query_by_address(url: str) -> None:
    status, body = fetch(url + "query/events-of-actor?actor=River+Front&since=2021-03-02")
    assert status == 200
    events = [row["event"]["value"] for row in json.loads(body)["results"]["bindings"]]
    assert events == ["https://example.org/kg/event/e2"]


def test_a_browser_gets_what_a_person_can_read(url: str) -> None:
    for path, kind in (("query/timeline", "application/sparql-results+json"), ("query/schema-events", "text/turtle")):
        for accept in ("text/html,application/xhtml+xml,*/*;q=0.8", "*/*"):
            with urllib.request.urlopen(urllib.request.Request(url + path, headers={"Accept": accept})) as answer:
                assert answer.headers.get_content_type() == kind


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("query/events-of-actor", "needs actor"),
        ("query/timeline?since=never", "2016-03-17"),
        ("query/no-such", "no stored query"),
        ("query/%2Fetc%2Fx.rq", "stored query"),
        ("query/../../x.rq", "name a stored query"),
        ("sparql?query=SELECT", "error"),
    ],
)
def test_bad_requests_say_why(url: str, path: str, words: str) -> None:
    status, body = fetch(url + path)
    assert status == 400 and words in body


def test_any_query_by_get_form_and_body(url: str, store: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) WHERE { ?e a <http://semanticweb.cs.vu.nl/2009/11/sem/Event> }"
    quoted = urllib.parse.urlencode({"query": text})
    answers = [
        fetch(f"{url}sparql?{quoted}"),
        fetch(f"{url}sparql", quoted.encode(), "application/x-www-form-urlencoded"),
        fetch(f"{url}sparql", text.encode(), "application/sparql-query"),
    ]
    for status, body in answers:
        assert status == 200 and '"7"' in body
    assert run("timeline", endpoint=url + "sparql") == run("timeline", store=store)
    assert run("schema-events", endpoint=url + "sparql") == run("schema-events", store=store)


def test_nothing_can_be_written(url: str, store: Path) -> None:
    before = len(ox.Store.read_only(str(store)))
    update = "INSERT DATA { <http://a> <http://b> <http://c> }"
    refused = [
        fetch(f"{url}sparql", update.encode(), "application/sparql-update"),
        fetch(f"{url}sparql", urllib.parse.urlencode({"update": update}).encode(), "application/x-www-form-urlencoded"),
        fetch(f"{url}sparql", update.encode(), "application/sparql-query"),
        fetch(f"{url}update", update.encode(), "application/sparql-update"),
        fetch(f"{url}store?default", b"<http://a> <http://b> 1 .", "text/turtle"),
        fetch(f"{url}store?default", b"<http://a> <http://b> 1 .", "text/turtle", method="PUT"),
        fetch(f"{url}store?default", method="DELETE"),
        fetch(f"{url}store"),
        fetch(f"{url}sparql", b"SELECT" * 50_000, "application/sparql-query"),
    ]
    assert [status for status, _ in refused] == [403, 403, 400, 405, 405, 405, 405, 404, 413]
    assert len(ox.Store.read_only(str(store))) == before


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent<http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a' . #'\nSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\'" . SERVICE ?x { ?s ?p ?o } . ?s ?q "\'" }',
        "SELECT * { VALUES ?x { 1 }SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { FILTER(1 < 2) SERVICE <http://a> { ?s ?p ?o } FILTER(2 > 1) }",
    ],
)
def test_no_service(url: str, text: str) -> None:
    assert forbidden(text)
    status, body = fetch(f"{url}sparql", text.encode(), "application/sparql-query")
    assert status == 403 and "SERVICE" in body


def test_the_word_service_is_no_crime() -> None:
    for text in (
        "SELECT ?service { ?service <http://x/service> 'SERVICE' } # SERVICE",
        "PREFIX service: <http://a/> SELECT * { ?s service:x ?o }",
        'SELECT * { ?s ?p """a "SERVICE" b""" }',
    ):
        assert forbidden(text) is None, text


def test_a_query_that_never_ends_is_ended(url: str) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(STR(?a) != STR(?l)) }"
    status, _ = fetch(f"{url}sparql", text.encode(), "application/sparql-query")
    assert status >= 400
    assert fetch(url + "query/timeline")[0] == 200


def test_what_cannot_be_served(tmp_path: Path, store: Path, url: str) -> None:
    with pytest.raises(StoreError, match="kg load"), running(tmp_path, kg.query):
        pass
    taken = int(url.rstrip("/").rpartition(":")[2])
    with pytest.raises(StoreError, match="--port"), running(store, kg.query, port=taken):
        pass
