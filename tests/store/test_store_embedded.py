"""The embedded store: load, load again, replace, retract, export, and a kill in the middle."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InputError, OutputError, StoreError
from kg.rdf.write import write_in_order, write_quads
from kg.store import document_quads, load, open_store, retract, stats, union
from kg.store.oxigraph import EmbeddedStore
from kg.store.split import named_graphs

GRAPH = Path(__file__).parent.parent / "query" / "graph.ttl"
EXAMPLE = "https://example.org/kg/"
SCHEME = "https://w3id.org/kg-builder/event-type/"


def content(store: Path) -> dict[str, set[str]]:
    """Named graph -> its triples; the key "" is the default graph."""
    found: dict[str, set[str]] = {}
    opened = ox.Store.read_only(str(store))
    for quad in opened:
        name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
        found.setdefault(name, set()).add(str(quad.triple))
    return found


def triples(file: Path) -> set[str]:
    """The triples of a file as Oxigraph keeps them: "10.0" and "10" are one decimal."""
    kept = ox.Store()
    kept.extend(ox.Quad(q.subject, q.predicate, q.object) for q in ox.parse(path=str(file)))
    return {str(quad.triple) for quad in kept}


def is_whole(found: dict[str, set[str]]) -> bool:
    """The default graph is the union of the named ones."""
    return found.get("", set()) == set().union(*(t for name, t in found.items() if name))


def document(number: int, *, words: str = "Marn", shared: bool = True) -> str:
    """N-Quads of one invented document with an event and an actor that all documents share."""
    graph, doc = f"<{EXAMPLE}graph/n{number}>", f"<{EXAMPLE}document/n{number}>"
    lines = [
        f'{doc} <http://purl.org/dc/terms/identifier> "n{number}"',
        f"{doc} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/NewsArticle>",
        f'{doc} <http://purl.org/dc/terms/title> "{words} {number}"',
    ]
    if shared:
        lines.append(f'<{EXAMPLE}actor/a> <http://www.w3.org/2000/01/rdf-schema#label> "A"')
    return "".join(f"{line} {graph} .\n" for line in lines)


def write(path: Path, *documents: str) -> Path:
    path.write_text("".join(documents), encoding="utf-8")
    return path


def test_turtle_becomes_one_graph_for_each_document(tmp_path: Path) -> None:
    loaded = load([GRAPH], store=tmp_path / "store")
    found = content(tmp_path / "store")
    documents = {f"{EXAMPLE}graph/d{n}" for n in (1, 2, 3)}
    assert documents < set(found)
    assert (loaded.added, loaded.replaced, loaded.unchanged) == (len(found) - 2, 0, 0)  # without scheme and union
    assert is_whole(found)
    assert triples(GRAPH) == found[""] - found[SCHEME]
    army, label = f"<{EXAMPLE}actor/vardan-army>", "rdf-schema#label"
    assert any(t.startswith(army) and label in t for t in found[f"{EXAMPLE}graph/d1"])
    assert not any(t.startswith(army) and label in t for t in found[f"{EXAMPLE}graph/d3"])
    event = f"<{EXAMPLE}event/e1>"  # told by two documents: described in both, each with its own evidence
    assert all(any(t.startswith(event) and "airstrike>" in t for t in found[f"{EXAMPLE}graph/d{n}"]) for n in (1, 2))
    assert not any("document/d2" in t for t in found[f"{EXAMPLE}graph/d1"])


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = load([GRAPH], store=store)
    before = content(store)
    again = load([GRAPH], store=store)
    assert (again.added, again.replaced, again.unchanged) == (0, 0, first.added)
    assert content(store) == before


def test_newer_version_replaces_its_graph_only(tmp_path: Path) -> None:
    store = tmp_path / "store"
    load([write(tmp_path / "a.nq", document(1), document(2))], store=store)
    loaded = load([write(tmp_path / "b.nq", document(1, words="Newer"))], store=store)
    assert (loaded.added, loaded.replaced) == (0, 1)
    found = content(store)
    assert is_whole(found)
    assert any("Newer 1" in t for t in found[""]) and not any("Marn 1" in t for t in found[""])
    assert any("Marn 2" in t for t in found[""])


def test_retract_leaves_what_others_say(tmp_path: Path) -> None:
    store = tmp_path / "store"
    load([write(tmp_path / "a.nq", document(1), document(2))], store=store)
    assert retract(["n1"], store=store) == [f"{EXAMPLE}graph/n1"]
    found = content(store)
    assert is_whole(found) and f"{EXAMPLE}graph/n1" not in found
    assert not any("n1>" in t for t in found[""]) and any("actor/a>" in t for t in found[""])
    assert retract([f"{EXAMPLE}document/n2"], store=store) == [f"{EXAMPLE}graph/n2"]
    assert not any("actor/a>" in t for t in content(store)[""])


def test_retract_what_is_not_there(tmp_path: Path) -> None:
    load([GRAPH], store=tmp_path / "store")
    with pytest.raises(StoreError, match=r"nothing-here.*removed: .*graph/d1"):
        retract(["nothing-here", "d1"], store=tmp_path / "store")
    with pytest.raises(StoreError, match="neither"):
        retract(["https:// broken"], store=tmp_path / "store")
    with pytest.raises(StoreError, match="kg load"):
        retract(["d1"], store=tmp_path / "none")
    assert not (tmp_path / "none").exists()


def export(store: Path, out: Path) -> int:
    """Write a store as `kg export` does."""
    graphs = out.suffix in (".trig", ".nq")
    return write_in_order(document_quads(store=store) if graphs else union(store), out)


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".trig", ".nq"])
def test_export_and_load_round_trip(tmp_path: Path, suffix: str) -> None:
    load([GRAPH], store=tmp_path / "one")
    out = tmp_path / f"out{suffix}"
    count = export(tmp_path / "one", out)
    parsed = list(ox.parse(path=str(out)))
    assert count == len(parsed)
    assert triples(out) == triples(GRAPH)
    load([out], store=tmp_path / "two")
    names = {f"{EXAMPLE}graph/d{n}" for n in (1, 2, 3)}
    one, two = content(tmp_path / "one"), content(tmp_path / "two")
    assert {n: one[n] for n in names} == {n: two[n] for n in names}
    again = tmp_path / f"again{suffix}"
    export(tmp_path / "two", again)
    if suffix in (".trig", ".nq"):
        assert again.read_bytes() == out.read_bytes()


def test_export_as_json_ld(tmp_path: Path) -> None:
    load([GRAPH], store=tmp_path / "db")
    write_quads(document_quads(store=tmp_path / "db"), tmp_path / "out.jsonld")
    assert triples(tmp_path / "out.jsonld") == triples(GRAPH)


def test_export_where_it_cannot(tmp_path: Path) -> None:
    load([GRAPH], store=tmp_path / "store")
    with pytest.raises(OutputError, match="suffix"):
        export(tmp_path / "store", tmp_path / "out.xml")
    with pytest.raises(OutputError, match="does not exist"):
        export(tmp_path / "store", tmp_path / "nowhere" / "out.nq")


def test_broken_file_names_the_line_and_leaves_the_store_whole(tmp_path: Path) -> None:
    broken = write(tmp_path / "broken.nq", document(1), "<a> <b .\n")
    with pytest.raises(InputError, match=r"broken\.nq"):
        load([broken], store=tmp_path / "store")
    assert is_whole(content(tmp_path / "store"))
    with pytest.raises(StoreError, match="no such file"):
        load([tmp_path / "none.ttl"], store=tmp_path / "store")
    with pytest.raises(InputError, match="suffix"):
        load([write(tmp_path / "a.txt", "x")], store=tmp_path / "store")


def test_store_in_use(tmp_path: Path) -> None:
    held = EmbeddedStore(tmp_path / "store")
    with pytest.raises(StoreError, match="another process"):
        load([GRAPH], store=tmp_path / "store")
    del held
    with pytest.raises(StoreError, match="one of"):
        open_store()


def test_graph_in_pieces_is_gathered(tmp_path: Path) -> None:
    file = write(tmp_path / "a.nq", document(1), document(2), document(1, words="Second piece"))
    loaded = load([file], store=tmp_path / "store")
    assert loaded.added == 2
    titles = [t for t in content(tmp_path / "store")[f"{EXAMPLE}graph/n1"] if "title" in t]
    assert len(titles) == 2


@pytest.mark.parametrize("odd", ["", "<http://a> <http://b> _:x <http://g> .\n", "<http://a>  <http://b> 1 .\n"])
def test_fast_and_slow_way_give_the_same(tmp_path: Path, odd: str) -> None:
    lines = document(1, words='\\"} <http://x> .\\n \\u00e9 é') + document(2) + document(1, words="More")
    file = write(tmp_path / "a.nq", lines, odd.replace("1 .", '"1"@en <http://g> .'))
    load([file], store=tmp_path / "fast")
    load([write(tmp_path / "b.nq", document(9))], store=tmp_path / "slow")
    load([file], store=tmp_path / "slow")
    retract(["n9"], store=tmp_path / "slow")
    fast, slow = content(tmp_path / "fast"), content(tmp_path / "slow")
    assert is_whole(fast) and set(fast) == set(slow)
    assert all(len(fast[name]) == len(slow[name]) for name in fast)
    if not odd:
        assert fast == slow


@pytest.mark.parametrize("odd", ["", "_:x <http://b> <http://c> .", "<http://g> { _:x <http://b> [] }", "<< "])
def test_trig_is_loaded_as_its_quads_are(tmp_path: Path, odd: str) -> None:
    quads = write(tmp_path / "a.nq", document(1), document(2), document(1, words="More"))
    trig = tmp_path / "a.trig"
    ox.serialize(ox.parse(path=str(quads)), str(trig), ox.RdfFormat.TRIG)
    with trig.open("a", encoding="utf-8") as file:
        file.write(odd)
    if odd == "<< ":
        with pytest.raises(InputError, match=r"a\.trig"):
            load([trig], store=tmp_path / "one")
        return
    load([trig], store=tmp_path / "one")
    load([quads], store=tmp_path / "two")
    one, two = content(tmp_path / "one"), content(tmp_path / "two")
    assert is_whole(one)
    assert {name: one[name] for name in two if name} == {name: two[name] for name in two if name}


def test_stats(tmp_path: Path) -> None:
    load([GRAPH], store=tmp_path / "store")
    tables = {name: dict(table.values()) for name, table in stats(store=tmp_path / "store").items()}
    assert tables["publisher"] == {"Northern Wire": "2", "unknown": "1"}
    assert tables["month"] == {"1999-01": "1", "2021-03": "3", "2021-04": "1", "2021-05": "1"}
    assert tables["type"][f"{SCHEME}airstrike"] == "2"
    assert tables["class"]["http://semanticweb.cs.vu.nl/2009/11/sem/Event"] == "7"
    assert not any("Concept" in name for name in tables["class"])  # the scheme is no content


def test_names_outside_documents(tmp_path: Path) -> None:
    file = write(tmp_path / "plain.ttl", "<http://a> <http://b> 1 .")
    assert [g.name for g in named_graphs(file)] == ["urn:kg:file:plain.ttl"]


LOAD = """
import sys
from pathlib import Path
from kg.store import load, oxigraph
oxigraph.CHUNK, oxigraph.BULK = 3_000, int(sys.argv[3])  # many chunks, so that kills fall between and into them
load([Path(sys.argv[1])], store=Path(sys.argv[2]))
"""


def kill_rounds(folder: Path, rounds: int, documents: int) -> None:
    """Kill a load at random moments; each time the store must open, and loading again must give the whole."""
    file = write(folder / "many.nq", *(document(n) for n in range(documents)))
    bulk = (0, 100_000)  # by the bulk loader, and by transactions; every third round starts with a store in use
    command = [sys.executable, "-c", LOAD, str(file)]
    begin = time.monotonic()
    subprocess.run([*command, str(folder / "whole"), "0"], check=True)
    duration = time.monotonic() - begin
    expected = content(folder / "whole")
    moments = random.Random(7)
    for number in range(rounds):
        store = folder / f"killed{number}"
        if number % 3 == 0:
            load([write(folder / "newer.nq", document(0, words="Older"))], store=store)
        process = subprocess.Popen([*command, str(store), str(bulk[number % 2])])
        time.sleep(moments.uniform(0.1, 1.0) * duration)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        if number % 3 == 1:  # a newer version of one document comes instead of the same file
            newer = write(folder / "newer.nq", document(0, words="Newer"))
            load([newer], store=store)
            assert is_whole(content(store))
        load([file], store=store)
        assert content(store) == expected, f"round {number}"


def test_kill_9_in_the_middle_of_a_load(tmp_path: Path) -> None:
    kill_rounds(tmp_path, rounds=3, documents=3_000)
