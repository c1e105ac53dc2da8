"""What a build has done is found again after any end, but only by the same build."""

from dataclasses import replace
from datetime import date

import pytest

from kg.corpus import Journal
from kg.corpus.records import dumps, loads
from kg.model import (
    Document,
    Entity,
    Event,
    EventMention,
    Geo,
    Graph,
    Kind,
    Link,
    Mention,
    Modality,
    Precision,
    Quantity,
    RelativePlace,
    Skipped,
    Span,
    When,
)

DAY = When(date(2024, 5, 1), date(2024, 5, 1), Precision.DAY, "on 1 May")
DEAD = Quantity("killed", 1, None, "one")
A = Graph(
    Document("a", "Fuerzas “de” Ñor.\n", published=date(2024, 5, 2), content_hash="1"),
    (
        Mention("a/span/0-7", "a", Span(0, 7), "Fuerzas", Kind.MILITARY, "Fuerzas", country="ESP"),
        Mention(
            "a/span/8-9", "a", Span(8, 9), "x", Kind.PLACE, "x", relative=RelativePlace("y", "near", 5.0, "NW", "near")
        ),
    ),
    (
        EventMention(
            "e", "a", Span(1, 2), "t", Span(0, 9), "visit", (), DAY, Modality.FUTURE, "r", 0.5, why=("one", "two")
        ),
    ),
    (Entity("place/x", Kind.PLACE, "x", ("y",), geo=Geo(1.0, 2.5)),),
    (
        Event(
            "event/e", "visit", ("s",), (), (), DAY, Modality.FUTURE, ("e",), (), (Quantity("killed", 1, None, "one"),)
        ),
    ),
    (Link("place/x", None, 0.25, "name", reason="no candidate"),),
    {"a/span/0-7": "actor/f"},
    (Skipped("a", "extract", "nothing"),),
)
B = replace(A, document=Document("b", "Text b.", content_hash="2"))


def test_a_record_survives_json():
    assert loads(Graph, dumps(A)) == A
    with pytest.raises(ValueError):
        loads(Graph, dumps(A)[:-5])


def kept(path, made_by="x"):
    with Journal(path, made_by=made_by) as journal:
        return [
            graph.document.id for graph in (A, B) if (f := journal.find(graph.document)) and journal.graph(f) == graph
        ]


def test_what_is_done_is_found_again(tmp_path):
    path = tmp_path / "g.ttl.partial"
    with Journal(path, made_by="x") as journal:
        assert journal.find(A.document) is None and not path.exists()
        journal.add(A)
        journal.add(B)
        assert journal.graph(journal.find(A.document)) == A
    assert kept(path) == ["a", "b"]
    changed = replace(A.document, text="Another text.")
    with Journal(path, made_by="x") as journal:
        assert journal.find(changed) is None
        journal.remove()
    assert not path.exists()


def test_other_settings_begin_anew(tmp_path):
    path = tmp_path / "g.ttl.partial"
    with Journal(path, made_by="x") as journal:
        journal.add(A)
    with Journal(path, made_by="y") as journal:
        assert len(journal) == 0
        journal.add(B)
    assert (kept(path), kept(path, "y")) == ([], ["b"])


@pytest.mark.parametrize("lost", [1, 2, 50, 500])
def test_half_a_graph_is_done_again(tmp_path, lost):
    path = tmp_path / "g.ttl.partial"
    with Journal(path, made_by="x") as journal:
        journal.add(A)
        journal.add(B)
    path.write_bytes(path.read_bytes()[:-lost])
    assert kept(path) == ["a"]
    with Journal(path, made_by="x") as journal:
        journal.add(B)
    assert kept(path) == ["a", "b"]


def test_a_file_cut_off_in_its_head_begins_anew(tmp_path):
    path = tmp_path / "g.ttl.partial"
    path.write_bytes(b"x")
    with Journal(path, made_by="x") as journal:
        journal.add(A)
    assert kept(path) == ["a"]
