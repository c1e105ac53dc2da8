"""Each stored query against rows written down for a small graph, on rdflib, Oxigraph and a real Oxigraph server."""

import json
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import SERVER, free_port, oxigraph

from kg.errors import InputError, QueryError, StoreError
from kg.query import catalogue_table, explain, find, list_queries, period, prepare, run
from kg.query.catalogue import parse
from kg.resources import resource
from kg.table import XSD, Table, Triples, literal

HERE = Path(__file__).parent
GRAPH = HERE / "graph.ttl"
EXPECTED = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
QUERIES = {query.name: query for query in list_queries()}
FEDERATED = {name for name, query in QUERIES.items() if "SERVICE" in query.text}
CHECKS = sorted(name for name in QUERIES if name.endswith("-violation"))
CONSTRUCTS = {"subgraph-of-actor": {"actor": "River Front"}, "schema-events": {}}


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Oxigraph server with the graph in a named graph of its own."""
    if SERVER is None:
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with oxigraph(tmp_path_factory.mktemp("server"), port):
        for file in (GRAPH, resource("ontology", "event-types.ttl")):
            _put(f"{address}/store?graph=urn:{file.stem}", file.read_bytes())
        yield f"{address}/query"


def _put(url: str, body: bytes) -> None:
    request = urllib.request.Request(url, body, {"Content-Type": "text/turtle"}, method="PUT")
    urllib.request.urlopen(request, timeout=10).close()


def _rows(name: str, **source: object) -> tuple[list[str], list[list[str | None]]]:
    answer = run(name, EXPECTED[name]["params"], **source)
    assert isinstance(answer, Table)
    return list(answer.columns), [list(row) for row in answer.values()]


def test_every_query_has_an_expected_answer() -> None:
    assert set(QUERIES) == set(EXPECTED) | FEDERATED | set(CHECKS) | set(CONSTRUCTS)
    assert len(QUERIES) == len(list_queries()) >= 25


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_rows_from_a_file(name: str, engine: str) -> None:
    assert _rows(name, graph=GRAPH, engine=engine) == (EXPECTED[name]["columns"], EXPECTED[name]["rows"])


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_rows_from_a_server(name: str, endpoint: str) -> None:
    assert _rows(name, endpoint=endpoint) == (EXPECTED[name]["columns"], EXPECTED[name]["rows"])


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@pytest.mark.parametrize("name", CHECKS)
def test_check_finds_the_fault_and_only_the_fault(name: str, engine: str) -> None:
    clean, broken = (run(name, graph=HERE / file, engine=engine) for file in ("graph.ttl", "broken.ttl"))
    assert isinstance(clean, Table) and isinstance(broken, Table)
    assert clean.rows == ()
    assert broken.rows


@pytest.mark.parametrize("name", sorted(CONSTRUCTS))
def test_construct(name: str, endpoint: str) -> None:
    params = CONSTRUCTS[name]
    by_rdflib, by_oxigraph = (run(name, params, graph=GRAPH, engine=e) for e in ("rdflib", "oxigraph"))
    assert isinstance(by_rdflib, Triples) and by_rdflib.triples
    assert by_rdflib == by_oxigraph == run(name, params, endpoint=endpoint)


def test_what_did_not_happen_never_counts_as_happened() -> None:
    unreal = {f"https://example.org/kg/event/e{n}" for n in (3, 4, 5)}
    of_all_modalities = {"not-happened", "claims-of-source", "events-in-document", "events-per-type"}
    for name in EXPECTED.keys() - of_all_modalities:
        cells = {cell for row in EXPECTED[name]["rows"] for cell in row}
        assert not cells & unreal, name


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_subtypes_are_found_by_their_type(engine: str) -> None:
    answer = run("events-of-type", {"type": "ASSAULT"}, graph=GRAPH, engine=engine)
    assert isinstance(answer, Table)
    assert [row[1] for row in answer.values()] == ["airstrike", "armed-clash"]


@pytest.mark.parametrize("value", ["Marn", "marn", "Q900003", "wd:Q900003", "https://example.org/kg/place/marn"])
def test_place_by_name_item_or_iri(value: str) -> None:
    answer = run("events-at-place", {"place": value}, graph=GRAPH)
    assert isinstance(answer, Table) and len(answer.rows) == 2


def test_dates_limit_the_answer() -> None:
    answer = run("timeline", {"since": "2021-03-02", "until": "2021-03-31"}, graph=GRAPH)
    assert isinstance(answer, Table)
    assert [row[5] for row in answer.values()] == ["https://example.org/kg/event/e2"]


MARCH = {"since": "2021-03-01", "until": "2021-03-31"}
PERIODS = sorted(name for name, query in QUERIES.items() if query.period)


@pytest.mark.parametrize("name", PERIODS)
def test_a_short_period_gives_the_same_by_look_up(name: str, monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    params = MARCH | ({"type": "ASSAULT"} if name == "events-of-type" else {})
    looked_up = [run(name, params, graph=GRAPH, engine=engine) for engine in ("oxigraph", "rdflib")]
    assert looked_up[0] == looked_up[1] == run(name, params, endpoint=endpoint)
    monkeypatch.setattr(period, "FEW", -1)
    assert run(name, params, graph=GRAPH) == looked_up[0]
    assert run(name, params | {"since": "2020-01-01", "until": "2020-12-31"}, graph=GRAPH) != looked_up[0]


def test_what_is_looked_up() -> None:
    asked = []

    def ask(sparql: str) -> Table:
        asked.append(sparql)
        return Table(("n",), ((literal(str(events), f"{XSD}integer"),),))

    def final(since: str, until: str, name: str = "who-attacked-whom") -> str:
        return prepare(name, {"since": since, "until": until}, ask)

    events = 7
    text = final("2021-03-01", "2021-03-03")
    assert all(f'"2021-03-0{day}"' in text for day in (1, 2, 3)) and "SELECT ?event ?sourceActor" not in text
    assert "COUNT" in asked.pop() and not asked
    events = period.FEW + 1
    assert "?day" not in final("2021-03-01", "2021-03-03")
    asked.clear()
    for since, until in (("1900-01-01", "1900-01-02"), ("2019-01-01", "2021-01-01"), ("2021-03-03", "2021-03-01")):
        assert "?day" not in final(since, until)
    assert "?day" not in prepare("timeline", {"since": "2021-03-01"}, ask) and not asked
    assert not any("?day" in query.text for query in QUERIES.values()), "the name is taken by kg.query.period"


WIKIDATA = b"""
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
wd:Q900001 <http://schema.org/description> "an army"@en , "eine Armee"@de ; wdt:P463 wd:Q900009 .
wd:Q900003 wdt:P625 "Point(44.5 36.5)"^^<http://www.opengis.net/ont/geosparql#wktLiteral> .
"""
FROM_WIKIDATA = {
    "wikidata-descriptions": ["an army"],
    "wikidata-coordinates": ["Point(44.5 36.5)", "POINT(44.0 36.0)"],
    "enrich-from-wikidata": ["an army", "Point(44.5 36.5)", "Q900009"],
}


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@pytest.mark.parametrize("name", sorted(FEDERATED))
def test_federated_query_joins_with_the_service(name: str, engine: str, endpoint: str, tmp_path: Path) -> None:
    _put(endpoint.replace("/query", "/store?default"), WIKIDATA)
    answer = run(name, graph=GRAPH, engine=engine, service=endpoint)
    assert answer == run(name, endpoint=endpoint, service=endpoint)
    assert all(words in repr(answer) for words in FROM_WIKIDATA[name]) and "Armee" not in repr(answer)
    assert "Armee" in repr(run("wikidata-descriptions", {"language": "de"}, graph=GRAPH, service=endpoint))


def test_federated_query_runs_as_it_stands(endpoint: str, tmp_path: Path) -> None:
    """The stored text is plain SPARQL: an engine that follows SERVICE gives the same."""
    _put(endpoint.replace("/query", "/store?default"), WIKIDATA)
    text = QUERIES["wikidata-descriptions"].text.replace("https://query.wikidata.org/sparql", endpoint)
    text = text.replace("VALUES ?item { UNDEF }", "VALUES ?item { <http://www.wikidata.org/entity/Q900001> }")
    (tmp_path / "local.rq").write_text(text.replace("#+ prefetch", "#+ was"), encoding="utf-8")
    expected = run("wikidata-descriptions", graph=GRAPH, service=endpoint)
    assert run(tmp_path / "local.rq", graph=GRAPH, engine="rdflib") == expected


def test_offline_a_federated_query_says_what_to_do() -> None:
    with pytest.raises(StoreError, match=r"kg query wikidata-links.*--service"):
        run("wikidata-descriptions", graph=GRAPH, service=f"http://127.0.0.1:{free_port()}/query")


def test_readme_is_current() -> None:
    current = (resource("queries") / "README.md").read_text(encoding="utf-8")
    assert current == catalogue_table(), "run the command that queries/README.md names"


def test_every_query_is_anchored() -> None:
    for query in list_queries():
        assert query.summary and query.text.startswith("#+ summary:"), query.name
        assert "?s ?p ?o" not in query.text, query.name
        assert "SELECT *" not in query.text, query.name


@pytest.mark.parametrize(
    ("name", "params", "words"),
    [
        ("events-of-actr", {}, "did you mean events-of-actor"),
        ("events-of-actor", {}, "needs actor"),
        ("timeline", {"from": "2020-01-01"}, "it takes: since, until"),
        ("timeline", {"since": "yesterday"}, "2016-03-17"),
        ("timeline", {"since": "2021-02-30"}, "since='2021-02-30'"),
        ("timeline", {"since": "2021-13-01"}, "expected the form 2016-03-17"),
        ("co-participants", {"actor": "x", "minimum": "1.5"}, "whole number"),
        ("places-near", {"lat": "north"}, "decimal"),
        ("evidence-of-event", {"event": "not an iri"}, "no IRI"),
        ("events-at-place", {"place": " "}, "empty"),
        ("nowhere.rq", {}, "no such file"),
    ],
)
def test_errors_name_the_value_and_the_way_out(name: str, params: dict[str, str], words: str) -> None:
    with pytest.raises(QueryError, match=re.escape(words)):
        explain(name, params)


def test_a_modality_may_be_given_by_its_name() -> None:
    assert "<https://w3id.org/kg-builder/ontology#negated>" in explain("not-happened", {"modality": "negated"})


def test_a_name_that_nobody_bears_is_told(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("", "utf8")
    answer = run("events-of-actor", {"actor": "Nobody"}, graph=tmp_path / "empty.ttl")
    assert isinstance(answer, Table) and not answer.rows
    assert "no actor here is called 'Nobody'" in caplog.text


def test_an_iri_may_be_given_as_tables_show_it() -> None:
    assert "<https://example.org/kg/event/c1/16-23>" in explain("evidence-of-event", {"event": "event/c1/16-23"})


def test_parameter_without_values_line_is_an_error() -> None:
    with pytest.raises(QueryError, match="needs one line"):
        parse("#+ params: {a: iri}\nSELECT ?a { ?a ?b ?c }", name="x")
    with pytest.raises(QueryError, match="types: iri"):
        parse("#+ params: {a: colour}\n  VALUES ?a { 1 }\n", name="x")


def test_sources_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="one of"):
        run("timeline")
    with pytest.raises(QueryError, match="rdflib"):
        run("timeline", graph=GRAPH, engine="jena")
    with pytest.raises(StoreError, match="kg load"):
        run("timeline", store=tmp_path)
    (tmp_path / "bad.ttl").write_text("<a> <b", encoding="utf-8")
    for engine in ("oxigraph", "rdflib"):
        with pytest.raises(InputError, match=r"bad\.ttl"):
            run("timeline", graph=tmp_path / "bad.ttl", engine=engine)
        with pytest.raises(InputError, match=r"none\.ttl"):
            run("timeline", graph=tmp_path / "none.ttl", engine=engine)


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_own_query_file(engine: str, tmp_path: Path, endpoint: str) -> None:
    (tmp_path / "own.rq").write_text("ASK { ?event a <http://semanticweb.cs.vu.nl/2009/11/sem/Event> }")
    answer = run(tmp_path / "own.rq", graph=GRAPH, engine=engine)
    assert isinstance(answer, Table) and answer.values() == [("true",)]
    assert run(tmp_path / "own.rq", endpoint=endpoint) == answer
    (tmp_path / "bad.rq").write_text("SELECT ?x WHERE { ?x ")
    with pytest.raises(QueryError, match="SPARQL"):
        run(tmp_path / "bad.rq", graph=GRAPH, engine=engine)


def test_server_calls_a_query_malformed(tmp_path: Path, endpoint: str) -> None:
    (tmp_path / "bad.rq").write_text("SELECT ?x WHERE { ?x ")
    with pytest.raises(QueryError, match="malformed"):
        run(tmp_path / "bad.rq", endpoint=endpoint)


def test_find_by_folder() -> None:
    assert find("ask/events-of-actor") == find("events-of-actor")
