"""What Wikidata says goes into a graph of its own; the service is a real server on loopback."""

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from servers import free_port, needs_server, oxigraph

from kg.endpoint import Endpoint
from kg.errors import StoreError
from kg.query import run
from kg.store import ENRICHMENT, enrich, load, open_store, retract
from kg.table import Triples

GRAPH = Path(__file__).parent.parent / "query" / "graph.ttl"
WIKIDATA = b'<http://www.wikidata.org/entity/Q900001> <http://schema.org/description> "an army"@en .'


@needs_server
def test_enrichment_is_dated_attributed_and_taken_back_whole(tmp_path: Path) -> None:
    store, port = tmp_path / "db", free_port()
    load([GRAPH], store=store)
    before = {str(quad) for quad in ox.Store.read_only(str(store))}
    service = f"http://127.0.0.1:{port}/query"
    with oxigraph(tmp_path / "wikidata", port):
        data = Endpoint(service)
        data.send("PUT", service.replace("query", "store"), body=WIKIDATA, kind="text/turtle", params={"default": ""})
        for day in (date(2024, 5, 1), date(2024, 6, 1)):  # the second harvest takes the place of the first
            found = run("enrich-from-wikidata", store=store, service=service)
            assert isinstance(found, Triples)
            assert enrich(open_store(store), found, service=service, on=day) == 1
    opened = ox.Store.read_only(str(store))
    there = {str(q.triple) for q in opened.quads_for_pattern(None, None, None, ox.NamedNode(ENRICHMENT))}
    assert any("vardan-army" in t and '"an army"@en' in t for t in there)
    assert any("2024-06-01" in t for t in there) and not any("2024-05-01" in t for t in there)
    assert any("prov#wasDerivedFrom" in t and "wikidata.org" in t for t in there)
    assert any("dc/terms/source" in t and service in t for t in there)
    del opened
    retract([ENRICHMENT], store=store)
    assert {str(quad) for quad in ox.Store.read_only(str(store))} == before


def test_nothing_found_is_said(tmp_path: Path) -> None:
    load([GRAPH], store=tmp_path / "db")
    with pytest.raises(StoreError, match="no entity of the store"):
        enrich(open_store(tmp_path / "db"), Triples(()), service="https://example.org/sparql", on=date(2024, 5, 1))
