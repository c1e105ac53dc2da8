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


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "timeline", "--graph", "none.ttl"], "none.ttl: no such file: check the path"),
        (["link", "none.ttl"], "none.ttl: no such file: check the path"),
        (["validate", "none.ttl"], "none.ttl: no such file: check the path"),
        (["evaluate", "language", "none"], "test.conllu.gz: no such file: check the path"),
        (["show", "-", "--knowledge", "none.sqlite"], "make it with `kg kb build`"),
    ],
)
def test_a_file_that_is_not_there_is_named(arguments, words):
    done = kg(*arguments, stdin=REPORT)
    assert done.returncode == 1 and words in done.stderr and "Traceback" not in done.stderr


def test_the_publisher_of_a_dateline_is_no_actor(report, tmp_path):
    kg("build", report, "-o", tmp_path / "graph.ttl")
    graph = (tmp_path / "graph.ttl").read_text("utf8")
    assert 'dcterms:publisher "Example Wire"' in graph and 'rdfs:label "Example Wire"' not in graph
    assert 'said.\\n"' not in graph and 'on Friday."' in graph


def test_show_says_a_sentence_once_and_asks_for_a_date():
    told = "Rebel fighters shelled the town of Karsa on Sunday, killing four guards and wounding a dozen."
    done = kg("show", "-", stdin=told)
    assert "no date" in done.stdout and "begin it with `date" in done.stdout
    assert done.stdout.count("shelling  ") == 1 and done.stdout.count(told) == done.stdout.count("  asserted, ")


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


def test_each_kind_of_bad_input_is_named_counted_and_passed_over(report, tmp_path):
    (tmp_path / "long.txt").write_text(REPORT * 200_000, "utf8")  # 20 MB
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "empty.md").write_text("\n")
    (tmp_path / "spanish.txt").write_text("Los soldados salieron de la ciudad el lunes, y el alcalde lo dijo. " * 5)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    rows = [{"id": "1", "text": REPORT}, {"id": "1", "text": REPORT + "More."}, {"id": "2", "text": REPORT}]
    rows[2]["published"] = "2021-13-45"
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf8")
    (tmp_path / "sub").mkdir()
    done = kg("build", tmp_path, tmp_path / "sub", "-o", tmp_path / "graph.ttl", "--workers", "2")
    assert done.returncode == 3 and "2 documents" in done.stdout and "8 skipped" in done.stdout
    for place, words in {
        "long.txt:1": "1,000,000 characters",
        "binary.txt:1": "save it as UTF-8",
        "empty.md:1": "empty text",
        "spanish.txt:1": "English only",
        "gone.txt": "no such file",
        "rows.jsonl:2": "give it its own id",
        "rows.jsonl:3": "write it as YYYY-MM-DD",
        "/sub": "no report in this folder",
    }.items():
        (line,) = (line for line in done.stderr.splitlines() if f"{place}: " in line)
        assert words in line
    assert "1  text has over … characters" in done.stdout and "1  duplicate id …" in done.stdout


def test_a_full_disk_leaves_the_old_graph(report, tmp_path):
    graph = tmp_path / "graph.ttl"
    graph.write_text("old")
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); from kg.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", full, "build", report, "-o", graph], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1 and graph.read_text() == "old"
    assert "cannot be written" in done.stderr and len(done.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only(report, tmp_path):
    tmp_path.chmod(0o555)
    done = kg("build", report, "-o", tmp_path / "graph.ttl")
    assert done.returncode == 1 and "read-only" in done.stderr


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


def test_the_session_of_the_readme_is_true(tmp_path):
    readme = Path(__file__).parents[1].joinpath("README.md").read_text("utf8")
    lines = [line[4:] for line in readme.splitlines() if line.startswith("    ") or not line]
    report, shown = lines.index("$ cat report.txt"), lines.index("$ kg show report.txt")
    (tmp_path / "report.txt").write_text("\n".join(lines[report + 1 : shown]) + "\n", "utf8")
    end = next(i for i, line in enumerate(lines) if line.startswith("  says"))
    done = kg("show", tmp_path / "report.txt")
    assert [x.rstrip() for x in done.stdout.strip().splitlines()] == lines[shown + 1 : end + 1]


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_load_counts_on_a_terminal_and_is_quiet_in_a_pipe(tmp_path):
    (tmp_path / "graph.nt").write_text('<https://example.org/s> <https://example.org/p> "o" .\n')
    piped = kg("load", tmp_path / "graph.nt", "--store", tmp_path / "piped")
    assert piped.returncode == 0 and "1 document" in piped.stdout and piped.stderr == ""
    ours, theirs = os.openpty()
    command = [sys.executable, "-c", "from kg.cli import main; main()", "load", "graph.nt", "--store", "db"]
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=tmp_path,
        timeout=120,
        env=os.environ | {"TERM": "xterm"},
    )
    os.close(theirs)
    assert done.returncode == 0 and b"documents" in os.read(ours, 10_000)
    os.close(ours)


def test_the_version_is_that_of_the_package():
    from importlib.metadata import version

    done = kg("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"kg {version('kg-builder')}\n", "")


def test_a_json_list_is_read_and_what_has_no_reader_says_what_to_do(tmp_path):
    rows = [{"id": "one", "text": REPORT}, {"id": "two"}, 3]
    (tmp_path / "list.json").write_text(json.dumps(rows, indent=1), "utf8")
    (tmp_path / "single.json").write_text(json.dumps({"id": "three", "text": REPORT}, indent=1), "utf8")
    (tmp_path / "broken.json").write_text('{"id": "four",\n"text"', "utf8")
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4\n")
    done = kg("build", tmp_path, "-o", tmp_path / "graph.ttl")
    assert done.returncode == 3 and "2 documents" in done.stdout
    for words in ("list.json:2: no text", "list.json:3: a JSON int", "broken.json:1: broken JSON", "save its text as"):
        assert words in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [["show", "-"], ["query", "--list"], ["build", "-", "-o", "graph.ttl"]])
def test_output_to_a_full_disk_is_one_clear_line(arguments, tmp_path):
    command = [sys.executable, "-c", "from kg.cli import main; main()", *arguments]
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            command, input=REPORT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, cwd=tmp_path
        )
    assert done.returncode == 1 and "No space left" in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_pipe_that_is_closed_ends_show_in_silence(report):
    reports = " ".join([str(report)] * 3)
    kg_show = f'"{sys.executable}" -c "from kg.cli import main; main()" show {reports}'
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {kg_show} | head -c 1"], capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_no_graph_or_no_gazetteer_is_named(report, tmp_path):
    done = kg("query", "timeline", "--graph", report)
    assert done.returncode == 1 and "report.txt: is no graph file" in done.stderr
    done = kg("kb", "build", "--geonames", report, "-o", tmp_path / "kb.sqlite")
    assert done.returncode == 1 and "holds no entry" in done.stderr and not (tmp_path / "kb.sqlite").exists()
    assert "a file" in kg("query", "SELECT * WHERE { ?s ?p ?o }", "--graph", report).stderr


def test_what_a_table_shows_of_an_actor_is_taken_as_its_parameter(report, tmp_path):
    graph = tmp_path / "graph.ttl"
    kg("build", report, "-o", graph)
    done = kg("query", "events-of-actor", "-p", "actor=armed-group/islamic-state", "--graph", graph)
    assert "(1 row)" in done.stdout
    assert "example.org" not in kg("query", "wikidata-links", "--graph", graph).stdout
