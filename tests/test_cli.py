"""The command line as its users run it: real processes, exit codes, messages, files that appear whole or not at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = (
    "date 2021-03-21\nERBIL (Example Wire) – "
    "Coalition warplanes struck an Islamic State convoy near Makhmour on Friday.\n"
)


def kg(*arguments, stdin="", **environment):
    return subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | environment,
    )


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf8")
    return path


def test_build_writes_the_graph_and_says_where(report, tmp_path):
    done = kg("build", report, "-o", tmp_path / "graph.ttl")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 document, 1 event")
    assert "evt:airstrike" in (tmp_path / "graph.ttl").read_text("utf8")


def test_show_prints_who_did_what_to_whom(report):
    done = kg("show", report)
    assert done.returncode == 0
    for words in ("airstrike", "Islamic State", "Makhmour", "2021-03-19"):
        assert words in done.stdout


def test_show_reads_a_pasted_text():
    done = kg("show", "-", stdin=REPORT)
    assert done.returncode == 0 and "airstrike" in done.stdout


def test_a_broken_document_is_named_and_the_others_go_on(report, tmp_path):
    lines = [{"id": "good", "text": REPORT}, {"id": "no-text"}]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join([*map(json.dumps, lines), "{broken"]) + "\n", "utf8")
    done = kg("build", path, report, "-o", tmp_path / "graph.nq")
    assert done.returncode == 3
    assert "reports.jsonl:2" in done.stderr and "reports.jsonl:3" in done.stderr
    assert "2 documents" in done.stdout and "2 skipped" in done.stdout


@pytest.mark.parametrize(
    ("output", "words"), [("missing/graph.ttl", "missing"), ("graph.doc", ".doc")], ids=["folder", "suffix"]
)
def test_an_output_that_cannot_be_written_is_one_clear_line(report, tmp_path, output, words):
    done = kg("build", report, "-o", tmp_path / output)
    assert done.returncode == 1
    assert words in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_a_missing_file_fails_and_leaves_no_graph(tmp_path):
    done = kg("build", tmp_path / "none.txt", "-o", tmp_path / "graph.ttl")
    assert done.returncode == 1 and "none.txt" in done.stderr


def test_usage_errors_have_exit_code_2(report):
    assert kg("build", report).returncode == 2
    assert kg("query", "timeline").returncode == 2


@pytest.mark.parametrize("order", [1, -1])
def test_the_same_bytes_whatever_the_order_and_the_hash_seed(report, tmp_path, order):
    second = tmp_path / "second.txt"
    second.write_text(REPORT.replace("Friday", "Thursday"), "utf8")
    paths = [report, second][::order]
    kg("build", *paths, "-o", tmp_path / "a.ttl", PYTHONHASHSEED="1")
    kg("build", second, report, "-o", tmp_path / "b.ttl", PYTHONHASHSEED="2")
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()


def test_the_built_graph_conforms_and_answers(report, tmp_path):
    graph = tmp_path / "graph.ttl"
    kg("build", report, "-o", graph)
    assert kg("validate", graph).returncode == 0
    rows = {
        engine: kg("query", "timeline", "--graph", graph, "--engine", engine, "--format", "csv").stdout
        for engine in ("rdflib", "oxigraph")
    }
    assert rows["rdflib"] == rows["oxigraph"] and "2021-03-19" in rows["oxigraph"]


def test_readme_names_only_commands_that_exist():
    text = Path(__file__).parents[1].joinpath("README.md").read_text("utf8")
    known = kg("--help").stdout
    for command in ("show", "build", "query", "validate"):
        assert f"`kg {command}" in text and command in known
