import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from rdflib import Graph, URIRef

from kg import ids
from kg.errors import ConfigError

MAKERS = [
    ids.document_iri,
    ids.graph_iri,
    ids.mention_iri,
    ids.event_mention_iri,
    ids.entity_iri,
    ids.geometry_iri,
    ids.event_iri,
]
any_text = st.text(st.characters())  # lone surrogates included


@pytest.mark.parametrize("make", MAKERS)
@given(label=any_text)
def test_any_label_gives_a_valid_iri(make, label):
    iri = make(ids.DEFAULT_BASE, label)
    assert NamedNode(iri).value == iri
    assert iri.startswith(ids.DEFAULT_BASE)
    assert not set(iri[len(ids.DEFAULT_BASE) :]) & set('<>"{}|\\^`?# ')


@given(label=any_text)
def test_slug_is_one_segment_and_stable(label):
    slug = ids.slug(label)
    assert slug and "/" not in slug
    assert ids.slug(label) == slug
    NamedNode(ids.entity_iri(ids.DEFAULT_BASE, f"actor/{slug}"))


@given(one=any_text, other=any_text)
def test_different_document_ids_have_different_iris(one, other):
    same = ids.document_iri(ids.DEFAULT_BASE, one) == ids.document_iri(ids.DEFAULT_BASE, other)
    assert same == (one == other)


@given(label=st.text(st.characters(exclude_categories=["Cs"])))
def test_iri_survives_turtle(label):
    graph = Graph()
    node = URIRef(ids.document_iri(ids.DEFAULT_BASE, label))
    graph.add((node, node, node))
    assert set(Graph().parse(data=graph.serialize(format="turtle"), format="turtle")) == set(graph)


def test_slug_joins_spellings_and_keeps_scripts_apart():
    assert ids.slug("Erdoğan") == ids.slug("ERDOGAN") == "erdogan"
    assert ids.slug("كركوك") != ids.slug("موصل")
    assert ids.slug("!!!") != ids.slug("???")


@pytest.mark.parametrize("base", ["", "example.org/kg/", "https://example.org/kg", "https://exa mple.org/", "a:b<c/"])
def test_bad_base_is_refused_with_an_example(base):
    with pytest.raises(ConfigError, match="try 'https"):
        ids.check_base(base)


@pytest.mark.parametrize("local", ["Airstrike", "air strike", "air_strike", "", "-a", "a-"])
def test_ill_formed_event_type_is_refused(local):
    with pytest.raises(ValueError, match="event type"):
        ids.event_type_iri(local)


def test_document_id_is_a_function_of_url_else_of_text():
    url = "https://news.example.org/a"
    assert ids.document_id_for(url, "x") == ids.document_id_for(url, "y")
    assert ids.document_id_for(None, "x") != ids.document_id_for(None, "y")
    assert ids.document_id_for(url + "?p=1", "") != ids.document_id_for(url + "?p=2", "")
