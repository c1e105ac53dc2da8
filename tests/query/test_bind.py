"""Hostile values come back as values or as a clear error; they never become syntax."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query import bind, list_queries
from kg.query.catalogue import parse, values_line

GRAPH = Path(__file__).parent / "graph.ttl"
EVIL = [
    '"',
    "'",
    "\\",
    "{",
    "}",
    "#",
    ">",
    "<",
    "\n",
    "\r",
    "\t",
    ";",
    ".",
    "?x",
    "$x",
    '"""',
    "'''",
    "\\u0022",
    "\\U00000022",
]
SHAPES = [
    "{0}",
    "a{0}",
    "{0}b",
    "a{0} }} ; DROP ALL #",
    '{0}" }} UNION {{ ?s ?p ?o }} #',
    "\\{0}",
    "\\\\{0}\\",
    "{0}{0}{0}",
    "\\u005c{0}\\u0022 }}",
]
SCRIPTS = ["كركوك", "Київ", "北京", "🛰️", "e\u0301", "\u202eabc", "\u200b", "\x01\x7f\x85", "\u2028", "x" * 9_999]
HOSTILE = (
    [shape.format(evil) for shape in SHAPES for evil in EVIL]
    + SCRIPTS
    + [
        "UNDEF",
        "SERVICE <http://127.0.0.1/> { ?a ?b ?c }",
        "x */ DELETE WHERE { ?s ?p ?o }",
        "\\1\\g<0>",
        "{0} %s $(id) `id`",
        "https://example.org/> } DELETE WHERE { ?s ?p ?o } #",
        "https://example.org/a b",
        "javascript:alert(1)//\n",
        "Q1> } #",
        "wd:Q1; DROP ALL",
        "evt:airstrike } #",
        '2021-01-01"^^xsd:date } #',
        "1 } UNION { ?s ?p ?o",
        "1e5",
        "0x10",
        "\\u0022",
        "\\\\U0000007D",
        "٣",
        "１",
        "--1",
        "2021-01-01\n",
        "1\n",
        "http://exa\\u0022mple.org/",
    ]
)

ECHO = parse("#+ params: {v: string}\nSELECT ?v WHERE {\n  VALUES ?v { UNDEF }\n}\n", name="echo")


def by_oxigraph(text: str) -> str:
    return next(row["v"].value for row in ox.Store().query(text))


def by_rdflib(text: str) -> str:
    return str(next(iter(rdflib.Graph().query(text)))["v"])


def test_there_are_two_hundred() -> None:
    assert len(set(HOSTILE)) >= 200


@pytest.mark.parametrize("engine", [by_oxigraph, by_rdflib])
def test_hostile_strings_survive(engine: object) -> None:
    for value in HOSTILE:
        assert engine(bind.bind(ECHO, {"v": value})) == value, repr(value)  # type: ignore[operator]


@settings(max_examples=200, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("\"'\\{}#<>u02\n\r")), max_size=30))
def test_any_string_survives_or_is_refused(value: str) -> None:
    try:
        text = bind.bind(ECHO, {"v": value})
    except QueryError:
        assert "\x00" in value or any("\ud800" <= c <= "\udfff" for c in value)
        return
    assert by_oxigraph(text) == by_rdflib(text) == value


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_hostile_values_change_no_query(query: object) -> None:
    """The text around the parameter stays, and the parameter stays one line that parses."""
    for param in query.params:  # type: ignore[attr-defined]
        line = values_line(param.name)
        others = {p.name: GOOD[p.type] for p in query.params if p is not param}  # type: ignore[attr-defined]
        good = bind.bind(query, {**others, param.name: GOOD[param.type]})  # type: ignore[arg-type]
        before, after = line.split(query.text, maxsplit=1)[0], line.split(query.text, maxsplit=1)[2]  # type: ignore[attr-defined]
        for value in HOSTILE:
            try:
                text = bind.bind(query, {param.name: value, **others})  # type: ignore[arg-type]
            except QueryError as error:
                assert param.name in str(error)
                continue
            assert text.count("\n") == good.count("\n"), repr(value)
            own = [a for a, b in zip(text.split("\n"), good.split("\n"), strict=True) if a != b]
            assert len(own) <= 1, repr(value)
        assert before and after


GOOD = {
    "iri": "https://example.org/a",
    "date": "2021-01-01",
    "integer": "2",
    "decimal": "1.5",
    "string": "en",
    "concept": "airstrike",
    "actor": "Zzz",
    "place": "Zzz",
}


@pytest.mark.parametrize("kind", ["iri", "date", "integer", "decimal", "concept", "actor", "place", "string"])
def test_hostile_values_of_every_type_leave_one_pattern(kind: str) -> None:
    """What is accepted parses, and the store that it is asked of stays as it is."""
    query = parse(f"#+ params: {{v: {kind}}}\nSELECT ?v WHERE {{\n  VALUES ?v {{ UNDEF }}\n}}\n", name="echo")
    store = ox.Store()
    store.load(path=str(GRAPH))
    size = len(store)
    accepted = 0
    for value in [*HOSTILE, GOOD[kind]]:
        try:
            text = bind.bind(query, {"v": value})
        except QueryError:
            continue
        rows = list(store.query(text))
        assert len(rows) <= 1, repr(value)
        accepted += 1
    assert accepted and len(store) == size


def test_too_long() -> None:
    with pytest.raises(QueryError, match="at most 10000"):
        bind.bind(ECHO, {"v": "x" * 10_001})


def test_dates_and_numbers() -> None:
    assert "2016-03-17" in bind.day("2016-03-17")
    assert bind.integer("+007") == "7" and "-1.50" in bind.decimal("-1.50")
    for render, bad in ((bind.day, "2016-3-7"), (bind.integer, "٣"), (bind.decimal, "1,5"), (bind.decimal, "NaN")):
        with pytest.raises(ValueError):
            render(bad)
