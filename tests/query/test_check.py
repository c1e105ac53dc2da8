"""The fast checks: on a file and on a store, with lines that name the node and its sentence."""

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.query import check
from kg.store import document_graphs, load

HERE = Path(__file__).parent


def test_clean_and_broken(tmp_path: Path) -> None:
    assert check(graph=HERE / "graph.ttl") == []
    lines = check(graph=HERE / "broken.ttl")
    assert any("event without modality" in line for line in lines)
    assert sum("mention offsets" in line for line in lines) == 2  # a text too short, a begin before the text
    assert any("(" in line and "casualties reversed" in line for line in lines)
    load([HERE / "broken.ttl"], store=tmp_path / "db")
    assert check(store=tmp_path / "db") == lines


def test_a_line_quotes_the_sentence(tmp_path: Path) -> None:
    text = (HERE / "graph.ttl").read_text(encoding="utf-8")
    broken = tmp_path / "broken.ttl"
    broken.write_text(text.replace("evt:capture-of-territory ; kg:modality kg:asserted", "evt:capture-of-territory"))
    lines = check(graph=broken)
    assert lines == ['https://example.org/kg/event/e2 in "River Front captured Marn.": event without modality']


def test_nothing_to_check(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg load"):
        check(store=tmp_path)
    load([HERE / "graph.ttl"], store=tmp_path / "db")
    assert {graph.name.rpartition("/")[2] for graph in document_graphs(store=tmp_path / "db")} >= {"d1", "d2", "d3"}
