"""One node for one thing over several documents, and the user's right to undo it."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Document, Graph
from kg.pipeline import Pipeline

TEXTS = {
    "one": "Fighters of the SDF entered Raqqa in Syria on Monday, a monitor said.",
    "two": "The Syrian Democratic Forces seized a dam near Raqqa on Tuesday, a monitor said.",
    "three": "The SDF said it had captured two villages near Raqqa, Syrian media reported.",
}
KEY = "armed-group/syrian-democratic-forces"


@pytest.fixture
def decide(pipeline: Pipeline, tmp_path: Path):
    """The graphs of TEXTS under the decisions of a file."""

    def graphs(*lines: str, texts: dict[str, str] = TEXTS) -> list[Graph]:
        path = tmp_path / "overrides.jsonl"
        path.write_text("".join(line + "\n" for line in lines), "utf-8")
        own = Pipeline(replace(pipeline.settings, overrides=str(path)))
        own.__dict__ |= {"nlp": pipeline.nlp, "knowledge": pipeline.knowledge}
        found = list(own.graphs(Document(i, text) for i, text in texts.items()))
        assert all(isinstance(item, Graph) for item in found)
        return [item for item in found if isinstance(item, Graph)]

    return graphs


def keys(graphs: list[Graph]) -> list[str]:
    """The key under which each document speaks of the group."""
    names = {"SDF", "Syrian Democratic Forces"}
    return [e.key for g in graphs for e in g.entities if names & {e.label, *e.aliases} and e.kind.value != "place"]


def test_three_names_in_three_documents_are_one_node(decide) -> None:
    assert keys(decide()) == [KEY] * 3


def test_splitting_restores_three(decide) -> None:
    graphs = decide(f'{{"split": "{KEY}"}}')
    assert keys(graphs) == [f"{KEY}-{i}" for i in TEXTS]
    links = [x for g in graphs for x in g.links if x.entity_key.startswith(KEY)]
    assert len(links) == 3 and all(x.qid is None and "split" in x.reason for x in links)


def test_different_names_are_two_nodes(decide) -> None:
    one, two, three = keys(decide('{"different": ["SDF", "Syrian Democratic Forces"]}'))
    assert two == KEY and one == three != KEY


def test_same_names_are_one_node_though_nothing_is_known_of_them(decide) -> None:
    texts = {"a": "Gunmen of the Qwertz Front shelled Raqqa.", "b": "Gunmen of the Uiop Brigade shelled Raqqa."}
    graphs = decide('{"same": ["Qwertz Front", "Uiop Brigade"]}', texts=texts)
    found = {e.key for g in graphs for e in g.entities}
    assert sum("qwertz" in k or "uiop" in k for k in found) == 1, found


def test_an_item_is_the_users(decide) -> None:
    graphs = decide('{"name": "SDF", "qid": "Q900001"}')
    (link,) = [x for x in graphs[0].links if x.entity_key == KEY]
    assert (link.qid, link.same, link.method) == ("Q900001", True, "override")
