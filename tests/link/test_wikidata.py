"""The online client against a real SPARQL server on loopback, and against recorded failures."""

from pathlib import Path

import httpx

from kg.link.wikidata import Client, link_online
from kg.model import Entity, Kind, Link


def client(tmp_path: Path, endpoint: str, handler=None, **more) -> Client:
    transport = httpx.MockTransport(handler or (lambda request: httpx.Response(200, json={"search": []})))
    return Client(tmp_path / "online.sqlite", "mailto:test@example.org", endpoint, transport=transport, **more)


def nil(key: str) -> Link:
    return Link(key, None, 0.0, "none", reason="no entry")


def test_identifiers_are_exact_and_ambiguous_ones_left_out(endpoint: str, tmp_path: Path) -> None:
    found = client(tmp_path, endpoint).by_identifier("P1566", ["448149", "77", "5"])
    assert found == {"448149": "Q900001"}


def test_description_and_point(endpoint: str, tmp_path: Path) -> None:
    row = client(tmp_path, endpoint).describe(["Q900001"])["Q900001"]
    assert row["description"] == "town of the test" and row["point"].startswith("Point(41.86")


def test_second_pass_asks_nothing(endpoint: str, tmp_path: Path) -> None:
    client(tmp_path, endpoint).by_identifier("P297", ["IQ"])
    dead = Client(tmp_path / "online.sqlite", "x", endpoint, transport=None, attempts=0)
    assert dead.by_identifier("P297", ["IQ"]) == {"IQ": "Q900004"}


def test_links_get_items_or_a_reason(endpoint: str, tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert "mailto:test@example.org" in request.headers["User-Agent"]
        rows = [{"id": "Q900009", "label": "Lions' Den", "description": "group"}] if "Lions" in str(request.url) else []
        return httpx.Response(200, json={"search": rows})

    entities = [
        Entity("town", Kind.PLACE, "Sinjar", geonames_id="448149"),
        Entity("state", Kind.COUNTRY, "Iraq", country="IRQ"),
        Entity("group", Kind.ARMED_GROUP, "Lions' Den"),
        Entity("other", Kind.ARMED_GROUP, "Qwertzuiop"),
    ]
    links = link_online(entities, [nil(e.key) for e in entities], client(tmp_path, endpoint, answer))
    assert [(x.qid, x.same) for x in links] == [("Q900001", True), ("Q900004", True), ("Q900009", False), (None, False)]
    assert "0 items" in links[3].reason and "no entry" in links[3].reason


def test_retry_after_is_obeyed(tmp_path: Path) -> None:
    waits: list[float] = []
    replies = iter(
        [
            httpx.Response(429, headers={"Retry-After": "7"}),
            httpx.Response(503),
            httpx.Response(200, json={"search": []}),
        ]
    )
    asked = client(tmp_path, "http://127.0.0.1:9/", lambda request: next(replies), sleep=waits.append)
    assert asked.search("x") == []
    assert waits[0] == 7 and 1 < waits[1] < 4


def test_a_service_that_is_down_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    down = client(
        tmp_path, "http://127.0.0.1:9/", lambda request: httpx.Response(503), sleep=lambda s: None, attempts=2
    )
    entities = [Entity("town", Kind.PLACE, "Sinjar", geonames_id="448149"), Entity("group", Kind.ARMED_GROUP, "Den")]
    done = Link("done", "Q5", 0.9, "name", same=True)
    links = link_online(entities, [nil("town"), nil("group"), done], down)
    assert all("service unavailable" in x.reason and x.qid is None for x in links[:2])
    assert links[2] == done
