"""The examples are read whole, in every format, each with its date."""

from pathlib import Path

from kg.model import Document
from kg.read import READERS, read

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_examples():
    documents = list(read([EXAMPLES]))
    assert [item for item in documents if not isinstance(item, Document)] == []
    assert [d.id for d in documents if d.published is None] == []
    assert len({d.id for d in documents}) == len(documents) >= 10
    assert {"KIRKUK", "KABUL", "TRIPOLI", "BRUSSELS", "MAIDUGURI"} <= {d.place for d in documents}
    suffixes = {path.suffix for path in EXAMPLES.iterdir()}
    assert {".csv", ".html", ".jsonl", ".md", ".txt"} <= suffixes <= set(READERS)
