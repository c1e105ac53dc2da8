"""The examples are ten reports in every format, each with its date and publisher."""

from pathlib import Path

from kg.model import Document
from kg.read import read

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_examples():
    documents = list(read([EXAMPLES]))
    assert [type(item) for item in documents] == [Document] * 10, documents
    missing = [d.id for d in documents if d.published is None]
    assert missing == []
    assert len({d.id for d in documents}) == 10
    places = {d.place for d in documents if d.place}
    assert {"KIRKUK", "KABUL", "TRIPOLI", "BRUSSELS", "MAIDUGURI"} <= places
