import itertools
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset
from rdflib import Graph as RdfGraph
from sample_graphs import sample

from kg.errors import ConfigError, InputError, OutputError
from kg.rdf import sort
from kg.rdf.describe import describe
from kg.rdf.sort import SortedNodes
from kg.rdf.write import Format, format_of, write, write_in_order, write_quads

GRAPHS = [sample("d1"), sample("news/2"), sample("c é", before='A\n"quote" \\ \u0007 😀. ')]
TRIPLES = {quad.triple for graph in GRAPHS for quad in describe(graph)}

OXIGRAPH = {
    Format.TURTLE: ox.RdfFormat.TURTLE,
    Format.TRIG: ox.RdfFormat.TRIG,
    Format.N_QUADS: ox.RdfFormat.N_QUADS,
    Format.N_TRIPLES: ox.RdfFormat.N_TRIPLES,
    Format.JSON_LD: ox.RdfFormat.JSON_LD,
}


@pytest.mark.parametrize("form", Format)
def test_any_order_of_documents_gives_the_same_bytes(tmp_path, form):
    seen = set()
    for order in itertools.permutations(GRAPHS):
        path = tmp_path / f"x{form.value}"
        write(order, path)
        seen.add(path.read_bytes())
    assert len(seen) == 1


def test_spilling_to_disk_changes_nothing(tmp_path, monkeypatch):
    for form in Format:
        write(GRAPHS, tmp_path / f"whole{form.value}")
        with monkeypatch.context() as patch:
            patch.setattr(sort, "CHUNK", 7)
            write(reversed(GRAPHS), tmp_path / f"spilled{form.value}")
        assert (tmp_path / f"whole{form.value}").read_bytes() == (tmp_path / f"spilled{form.value}").read_bytes()


@pytest.mark.parametrize("form", [Format.TURTLE, Format.N_TRIPLES, Format.JSON_LD])
def test_rdflib_reads_the_union_back(tmp_path, form):
    path = tmp_path / f"x{form.value}"
    count = write(GRAPHS, path)
    read = RdfGraph().parse(path)
    expected = RdfGraph().parse(data="".join(f"{t} .\n" for t in TRIPLES), format="nt")
    assert set(read) == set(expected)
    assert count == len(expected)


@pytest.mark.parametrize("form", [Format.TRIG, Format.N_QUADS])
def test_each_document_keeps_its_named_graph(tmp_path, form):
    path = tmp_path / f"x{form.value}"
    write(GRAPHS, path)
    read = Dataset().parse(path)
    names = {str(graph.identifier) for graph in read.graphs() if len(graph)}
    assert names == {quad.graph_name.value for graph in GRAPHS for quad in describe(graph)}
    one = {str(s) for s, _, _, g in read.quads() if str(g) == "https://example.org/kg/graph/d1"}
    assert "https://example.org/kg/actor/northern" in one
    assert "https://example.org/kg/document/news%2F2" not in one


@pytest.mark.parametrize("form", Format)
def test_pyoxigraph_reads_every_format(tmp_path, form):
    path = tmp_path / f"x{form.value}"
    write(GRAPHS, path)
    assert {quad.triple for quad in ox.parse(path=path, format=OXIGRAPH[form])} == TRIPLES


def test_each_subject_stands_once(tmp_path):
    path = tmp_path / "x.ttl"
    write(GRAPHS, path)
    lines = [line for line in path.read_text("utf-8").split("\n") if line and line[0] not in "@ "]
    subjects = [line.split(" ")[0] for line in lines]
    assert len(subjects) == len(set(subjects))


def test_a_base_that_ends_in_a_hash_survives_json_ld(tmp_path):
    for suffix in (".ttl", ".jsonld"):
        write(GRAPHS, tmp_path / f"x{suffix}", base="https://example.org/kg#")
    assert set(RdfGraph().parse(tmp_path / "x.ttl")) == set(RdfGraph().parse(tmp_path / "x.jsonld"))


def test_no_documents_give_an_empty_file(tmp_path):
    for form in Format:
        assert write([], tmp_path / f"x{form.value}") == 0
        assert len(Dataset().parse(tmp_path / f"x{form.value}")) == 0


def test_unknown_suffix_names_the_known_ones():
    with pytest.raises(OutputError, match=r"x\.xml.*\.ttl, \.trig"):
        format_of("x.xml")


def test_missing_folder_says_so(tmp_path):
    with pytest.raises(OutputError, match="does not exist"):
        write(GRAPHS, tmp_path / "no" / "x.ttl")


def test_folder_as_target_and_file_as_folder(tmp_path):
    (tmp_path / "x.ttl").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write(GRAPHS, tmp_path / "x.ttl")
    (tmp_path / "plain").touch()
    with pytest.raises(OutputError, match="is not a folder"):
        write(GRAPHS, tmp_path / "plain" / "x.ttl")


def test_an_error_on_the_way_leaves_the_old_file(tmp_path):
    path = tmp_path / "x.ttl"
    path.write_text("old")

    def broken():
        yield GRAPHS[0]
        raise RuntimeError("the second document fails")

    with pytest.raises(RuntimeError):
        write(broken(), path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["x.ttl"]


@pytest.mark.skipif(os.name != "posix", reason="asks the system which processes run")
def test_what_a_killed_process_left_is_removed(tmp_path):
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    left, other = tmp_path / f".x.ttl.{killed.pid}.tmp", tmp_path / f".y.ttl.{killed.pid}.tmp"
    running, theirs = tmp_path / f".x.ttl.{os.getppid()}.tmp", tmp_path / ".x.ttl.notes.tmp"
    for file in (left, other, running, theirs):
        file.touch()
    write(GRAPHS, tmp_path / "x.ttl")
    assert set(tmp_path.iterdir()) == {tmp_path / "x.ttl", other, running, theirs}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_is_an_output_error(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "with_name", lambda self, name: Path("/dev/full"))
    monkeypatch.setattr(Path, "unlink", lambda self, missing_ok=False: None)
    for suffix in (".ttl", ".nt", ".jsonld"):
        with pytest.raises(OutputError, match="No space left"):
            write(GRAPHS, tmp_path / f"x{suffix}")


def test_bad_base_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(ConfigError):
        write(GRAPHS, tmp_path / "x.ttl", base="no iri")
    assert not os.listdir(tmp_path)


def test_hash_seed_changes_nothing(tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from sample_graphs import sample; from kg.rdf.write import write;"
        "write([sample('a'), sample('b')], sys.argv[2])"
    )
    for seed in ("1", "2"):
        arguments = [sys.executable, "-c", code, str(Path(__file__).parent), str(tmp_path / f"{seed}.ttl")]
        subprocess.run(arguments, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    assert (tmp_path / "1.ttl").read_bytes() == (tmp_path / "2.ttl").read_bytes()


@settings(max_examples=60, deadline=None)
@given(label=st.text(st.characters(exclude_categories=["Cs"]), min_size=1), name=st.text(min_size=1))
def test_any_text_and_any_id_survive_every_format(tmp_path_factory, label, name):
    graph = sample(name)
    entity = replace(graph.entities[0], label=label, key=f"actor/{name}")
    graph = replace(graph, document=replace(graph.document, title=label), entities=(entity,))
    expected = {quad.triple for quad in describe(graph)}
    for form in Format:
        path = tmp_path_factory.getbasetemp() / f"any{form.value}"
        write([graph], path)
        assert {quad.triple for quad in ox.parse(path=path, format=OXIGRAPH[form])} == expected
        assert label in {t.object.value for t in expected if isinstance(t.object, ox.Literal)}


def test_quads_from_anywhere_are_written_alike(tmp_path):
    quads = [quad for graph in GRAPHS for quad in describe(graph)]
    for form in Format:
        write(GRAPHS, tmp_path / f"x{form.value}")
        write_quads(reversed(quads), tmp_path / f"y{form.value}")
        assert (tmp_path / f"x{form.value}").read_bytes() == (tmp_path / f"y{form.value}").read_bytes()
    with pytest.raises(OutputError, match="blank node"):
        blank = ox.Quad(ox.BlankNode(), ox.NamedNode("urn:p"), ox.Literal("x"))
        write_quads([blank], tmp_path / "z.ttl")


def test_statements_in_order_are_written_as_they_come(tmp_path):
    quads = [quad for graph in GRAPHS for quad in describe(graph)]
    for form in Format:
        path = tmp_path / f"x{form.value}"
        found = quads if form.has_graphs else [quad.triple for quad in quads]
        if form is Format.JSON_LD:
            with pytest.raises(OutputError, match="JSON-LD"):
                write_in_order(found, path)
            continue
        assert write_in_order(found, path) == len(found)
        again = list(ox.parse(path=path, format=OXIGRAPH[form]))
        assert (again if form.has_graphs else [quad.triple for quad in again]) == found


def test_statements_that_end_in_an_error_leave_no_file(tmp_path):
    def broken():
        yield from (quad.triple for quad in describe(GRAPHS[0]))
        raise InputError("broken on the way")

    with pytest.raises(InputError, match="on the way"):
        write_in_order(broken(), tmp_path / "x.ttl")
    assert not list(tmp_path.iterdir())


keys = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=3)
added = st.lists(st.tuples(keys, st.lists(keys)), max_size=40)


@settings(max_examples=50, deadline=None)
@given(added=added, chunk=st.integers(1, 10))
def test_sorted_nodes_are_all_nodes_in_order(added, chunk):
    expected: dict[str, set[str]] = {}
    with SortedNodes(chunk=chunk) as found:
        for key, statements in added:
            found.add(key, statements)
            expected.setdefault(key, set()).update(statements)
        assert list(found) == [(key, sorted(expected[key])) for key in sorted(expected)]
