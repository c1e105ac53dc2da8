"""Answers as table, CSV, JSON, GeoJSON, HTML and Turtle."""

import csv
import io
import json

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.report import render
from kg.table import XSD, Table, Term, Triples, from_json, literal

ACTOR = Term("https://example.org/kg/actor/a")
TABLE = Table(
    ("actor", "label", "events"),
    (
        (ACTOR, literal('A "quoted", <b>\nname', language="en"), literal("3", f"{XSD}integer")),
        (None, literal("B"), None),
    ),
)
MAP = Table(
    ("place", "events", "latitude", "longitude"),
    (
        (
            literal("Marn"),
            literal("2", f"{XSD}integer"),
            literal("36.5", f"{XSD}double"),
            literal("44", f"{XSD}double"),
        ),
        (literal("Nowhere"), literal("1", f"{XSD}integer"), None, None),
        (literal("Broken"), None, literal("136", f"{XSD}double"), literal("44", f"{XSD}double")),
    ),
)


def test_a_table_counts_its_rows_in_english() -> None:
    assert render(TABLE).endswith("\n(2 rows)\n")
    assert render(Table(("a",), ((literal("x"),),))).endswith("\n(1 row)\n")


def test_a_table_shortens_what_ontologies_are_called() -> None:
    schema = Term("http://www.opengis.net/ont/geosparql#Feature")
    assert "geo:Feature" in render(Table(("class",), ((schema,),)))


def test_csv_survives_quotes_and_line_breaks() -> None:
    rows = list(csv.reader(io.StringIO(render(TABLE, "csv"))))
    assert rows == [["actor", "label", "events"], [ACTOR.value, 'A "quoted", <b>\nname', "3"], ["", "B", ""]]


def test_json_round_trip_and_as_oxigraph_reads_it() -> None:
    text = render(TABLE, "json")
    assert from_json(json.loads(text)) == TABLE
    parsed = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QuerySolutions)
    assert [s["label"].value for s in parsed] == ['A "quoted", <b>\nname', "B"]


def test_json_of_ask() -> None:
    answer = from_json({"head": {}, "boolean": True})
    assert json.loads(render(answer, "json")) == {"head": {}, "boolean": True}


def test_geojson_holds_longitude_first_and_only_real_points() -> None:
    features = json.loads(render(MAP, "geojson"))["features"]
    assert [f["geometry"]["coordinates"] for f in features] == [[44.0, 36.5]]
    assert features[0]["properties"] == {"place": "Marn", "events": 2}


def test_geojson_from_wkt() -> None:
    wkt = literal("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT (-44.5 36.0)", "http://x/wktLiteral")
    features = json.loads(render(Table(("wkt",), ((wkt,), (literal("LINESTRING(1 2, 3 4)"),))), "geojson"))["features"]
    assert [f["geometry"]["coordinates"] for f in features] == [[-44.5, 36.0]]


def test_geojson_without_points_is_an_error() -> None:
    with pytest.raises(QueryError, match="actor, label, events"):
        render(TABLE, "geojson")


def test_table_shortens_iris_and_shows_no_control_characters() -> None:
    text = render(Table(("a",), ((ACTOR,), (literal("\x1b[31mred"),))), "table")
    assert "actor/a" in text and "example.org" not in text
    assert "\x1b" not in text and text.endswith("(2 rows)\n")


def test_html_escapes_and_links() -> None:
    page = render(TABLE, "html")
    assert "&lt;b&gt;" in page and "<b>" not in page
    assert f'<a href="{ACTOR.value}">actor/a</a>' in page
    script = render(Table(("x",), ((Term("javascript:alert(1)"),),)), "html")
    assert "href" not in script


def test_turtle_declares_the_prefixes_that_it_uses() -> None:
    place = Term("https://schema.org/Place")
    written = render(Triples(((ACTOR, Term("http://www.w3.org/2000/01/rdf-schema#seeAlso"), place),)), "ttl")
    assert "@prefix schema: <https://schema.org/> ." in written and "rdfs:seeAlso schema:Place" in written


def test_turtle_parses_back() -> None:
    kind = Term("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    label = Term("http://www.w3.org/2000/01/rdf-schema#label")
    triples = Triples(
        (
            (ACTOR, kind, Term("https://example.org/Actor")),
            (ACTOR, label, literal('a "b"\n\\ \x01 ü', language="en")),
            (ACTOR, label, literal("2021-01-01", f"{XSD}date")),
            (Term("b0", "blank"), label, literal("x")),
        )
    )
    parsed = {str(q.triple) for q in ox.parse(render(triples, "ttl"), format=ox.RdfFormat.TURTLE)}
    assert len(parsed) == 4
    assert any('"2021-01-01"^^<http://www.w3.org/2001/XMLSchema#date>' in line for line in parsed)
    assert render(triples, "table") == render(triples, "ttl")


def test_formats_that_do_not_fit() -> None:
    with pytest.raises(QueryError, match="table, csv, json, geojson, html"):
        render(TABLE, "ttl")
    with pytest.raises(QueryError, match="ttl"):
        render(Triples(()), "csv")
