"""What every graph keeps to, whatever the text: checked on the examples."""

from pathlib import Path

import pytest

from kg.config import load_settings
from kg.model import Document, Graph
from kg.pipeline import _fingerprint
from kg.read import read

EXAMPLES = [d for d in read([Path(__file__).parents[1] / "examples"]) if isinstance(d, Document)]


@pytest.mark.parametrize("document", EXAMPLES, ids=lambda d: d.id[:40])
def test_ids_are_unique_and_lead_somewhere(pipeline, document):
    graph = pipeline.graph_of(document)
    assert isinstance(graph, Graph)
    mentions = [mention.id for mention in graph.mentions]
    for ids in (mentions, [m.id for m in graph.event_mentions], [e.key for e in graph.events]):
        assert len(ids) == len(set(ids))
    named = {m.antecedent_id for m in graph.mentions} | {
        a.mention_id for m in graph.event_mentions for a in m.arguments
    }
    assert named - {None} <= set(mentions)
    keys = {entity.key for entity in graph.entities}
    assert {k for event in graph.events for k in (*event.sources, *event.targets, *event.places)} <= keys
    assert set(graph.entity_of.values()) <= keys


def test_a_document_leaves_none_of_its_words_behind(pipeline):
    document = Document(id="x", text="Gunmen attacked Vradogosk on Monday.")
    assert isinstance(pipeline.graph_of(document), Graph)
    assert "Vradogosk" not in pipeline.nlp.vocab.strings


def test_what_a_build_goes_on_from_depends_on_every_file_it_was_made_by(tmp_path):
    decisions = tmp_path / "decisions.jsonl"
    settings = load_settings(overrides=str(decisions))
    before = _fingerprint(settings)
    assert before == _fingerprint(settings) != _fingerprint(load_settings(link_threshold=0.5))
    decisions.write_text('{"split": "armed-group/x"}\n')
    assert _fingerprint(settings) != before
