"""Wikidata over the network, only when asked: exact identifiers first, then names; every answer kept on disk.

A polite client (https://www.wikidata.org/wiki/Wikidata:Data_access): a user agent with a contact, batches, time limits,
Retry-After obeyed, back-off. When the service stays away, entities keep their offline link and say so.
"""

import json
import random
import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError

import httpx
import pycountry
from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from kg.link.rank import distance_km
from kg.model import Entity, Kind, Link

ENDPOINT = "https://query.wikidata.org/sparql"
API = "https://www.wikidata.org/w/api.php"
_BATCH = 150  # values in one query
_PREFIXES = "PREFIX wdt: <http://www.wikidata.org/prop/direct/>\n"
_SAME_KM = 100.0  # farther from each other than this, two points are two places
_OFFLINE = "; offline: "  # before the reason that the offline linker gave
_WKT = re.compile(r"Point\((\S+) (\S+)\)", re.IGNORECASE)
_ENTITY = "http://www.wikidata.org/entity/"


class Unavailable(Exception):
    """The service gave no answer in all attempts."""


@dataclass(frozen=True, slots=True)
class Client:
    """Where and how to ask."""

    cache: Path  # an SQLite file
    contact: str  # an address or URL that tells the service who asks
    endpoint: str = ENDPOINT
    api: str = API
    attempts: int = 4
    timeout_s: float = 30.0
    transport: httpx.BaseTransport | None = None
    sleep: Callable[[float], None] = time.sleep

    @property
    def agent(self) -> str:
        """The user agent that the service's policy asks for."""
        return f"kg-builder/0.1 ({self.contact}) httpx/{httpx.__version__}"

    def by_identifier(self, prop: str, values: Iterable[str]) -> dict[str, str]:
        """value -> QID for exact identifiers: P1566 (GeoNames), P297 (ISO alpha-2); ambiguous ones are left out."""
        wanted, found = sorted(set(values)), {}
        for start in range(0, len(wanted), _BATCH):
            listed = " ".join(json.dumps(v) for v in wanted[start : start + _BATCH])
            query = f"{_PREFIXES}SELECT ?item ?value WHERE {{ VALUES ?value {{ {listed} }} ?item wdt:{prop} ?value }}"
            rows = self.select(query)
            for value in wanted[start : start + _BATCH]:
                items = {r["item"].removeprefix(_ENTITY) for r in rows if r["value"] == value}
                if len(items) == 1:
                    found[value] = items.pop()
        return found

    def describe(self, qids: Iterable[str]) -> dict[str, dict[str, str]]:
        """QID -> {description, point} in English."""
        wanted = sorted(set(qids))
        found: dict[str, dict[str, str]] = {}
        for start in range(0, len(wanted), _BATCH):
            listed = " ".join(f"<{_ENTITY}{q}>" for q in wanted[start : start + _BATCH])
            query = (
                f"{_PREFIXES}SELECT ?item ?description ?point WHERE {{ VALUES ?item {{ {listed} }}"
                ' OPTIONAL { ?item <http://schema.org/description> ?description . FILTER(LANG(?description) = "en") }'
                " OPTIONAL { ?item wdt:P625 ?point } }"
            )
            found |= {r["item"].removeprefix(_ENTITY): r for r in self.select(query)}
        return found

    def select(self, query: str) -> list[dict[str, str]]:
        """The rows of a SELECT query, from the cache or the endpoint."""
        return _cached(
            self.cache, "sparql\n" + self.endpoint + "\n" + query, lambda: self._retry(lambda: self._sparql(query))
        )

    def search(self, name: str) -> list[dict[str, str]]:
        """Items by name: [{id, label, description}], best first."""
        params = {"action": "wbsearchentities", "search": name, "language": "en", "limit": "7", "format": "json"}
        return _cached(self.cache, "search\n" + self.api + "\n" + name, lambda: self._retry(lambda: self._api(params)))

    def _sparql(self, query: str) -> list[dict[str, str]]:
        wrapper = SPARQLWrapper(self.endpoint, agent=self.agent)
        wrapper.setQuery(query)
        wrapper.setMethod(POST)
        wrapper.setReturnFormat(JSON)
        wrapper.setTimeout(int(self.timeout_s))
        answer: Any = wrapper.query().convert()
        return [{k: v["value"] for k, v in row.items()} for row in answer["results"]["bindings"]]

    def _api(self, params: Mapping[str, str]) -> list[dict[str, str]]:
        with httpx.Client(transport=self.transport, timeout=self.timeout_s, headers={"User-Agent": self.agent}) as http:
            answer = http.get(self.api, params=dict(params))
            answer.raise_for_status()
            rows = answer.json().get("search", [])
        return [{k: str(r.get(k, "")) for k in ("id", "label", "description")} for r in rows]

    def _retry(self, ask: Callable[[], list[dict[str, str]]]) -> list[dict[str, str]]:
        for attempt in range(self.attempts):
            try:
                return ask()
            except HTTPError as e:
                wait, last = _wait(e.code, e.headers.get("Retry-After"), attempt), str(e)
            except httpx.HTTPStatusError as e:
                wait, last = _wait(e.response.status_code, e.response.headers.get("Retry-After"), attempt), str(e)
            except (URLError, TimeoutError, httpx.TransportError, SPARQLWrapperException, ValueError) as e:
                wait, last = _wait(503, None, attempt), str(e)
            if wait is None:
                raise Unavailable(last)
            if attempt + 1 < self.attempts:
                self.sleep(wait)
        raise Unavailable(last)


def _wait(status: int, retry_after: str | None, attempt: int) -> float | None:
    """Seconds to wait before the next attempt; None where asking again is of no use."""
    if status not in (429, 500, 502, 503, 504):
        return None
    if retry_after and retry_after.isdigit():
        return min(float(retry_after), 120.0)
    return float(2**attempt) + random.random()


def _cached(path: Path, question: str, ask: Callable[[], list[dict[str, str]]]) -> list[dict[str, str]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, timeout=30)
    try:
        db.execute("CREATE TABLE IF NOT EXISTS answer(question TEXT PRIMARY KEY, rows TEXT) WITHOUT ROWID")
        row = db.execute("SELECT rows FROM answer WHERE question = ?", (question,)).fetchone()
        if row:
            return list(json.loads(row[0]))
        rows = ask()
        with db:
            db.execute("INSERT OR REPLACE INTO answer VALUES (?, ?)", (question, json.dumps(rows)))
        return rows
    finally:
        db.close()


def link_online(entities: Sequence[Entity], links: Sequence[Link], client: Client) -> list[Link]:
    """The links with those that are NIL asked for online; in the same order, each with its reason.

    GeoNames ids and country codes are exact and become the same; a name that one item alone bears is only close. Once
    the service stays away, the rest is left as it was and says so; what was answered is in the cache.
    """
    by_key = {e.key: e for e in entities if e.kind is not Kind.UNNAMED and any(c.isupper() for c in e.label)}
    open_ = [by_key[link.entity_key] for link in links if link.qid is None and link.entity_key in by_key]
    found: dict[str, Link] = {}
    down = None
    try:
        found |= _exact(open_, client)
        for link in links:
            if link.qid is None and link.entity_key in by_key and link.entity_key not in found:
                found[link.entity_key] = _by_name(link, by_key[link.entity_key], client)
    except Unavailable as e:
        down = str(e)
    asked = {e.key for e in open_}
    return [
        found.get(x.entity_key, _unavailable(x, down) if down and x.entity_key in asked else x) if x.qid is None else x
        for x in links
    ]


def _exact(entities: Sequence[Entity], client: Client) -> dict[str, Link]:
    """Entity key -> the link by GeoNames id (P1566) or ISO 3166-1 alpha-2 code (P297), with the item's description."""
    towns = [(e.geonames_id, e.key) for e in entities if e.geonames_id]
    lands = [e for e in entities if e.kind is Kind.COUNTRY or e.place_type == "country"]
    states = [(code, e.key) for e in lands if (code := _alpha2(e.country or ""))]
    items: dict[str, tuple[str, str]] = {}
    for prop, wanted in (("P1566", towns), ("P297", states)):
        answers = client.by_identifier(prop, (value for value, _ in wanted)) if wanted else {}
        items |= {key: (answers[value], f"{prop} {value}") for value, key in wanted if value in answers}
    about = client.describe(qid for qid, _ in items.values()) if items else {}
    return {
        key: Link(key, qid, 1.0, "online identifier", reason=_said(why, about.get(qid, {})), same=True)
        for key, (qid, why) in items.items()
    }


def _alpha2(alpha3: str) -> str | None:
    country = pycountry.countries.get(alpha_3=alpha3) if alpha3 else None
    return country.alpha_2 if country else None


def _said(why: str, row: Mapping[str, str]) -> str:
    return f"{why}: {row['description']}" if row.get("description") else why


def _by_name(link: Link, entity: Entity, client: Client) -> Link:
    """A close link to the one item of that name that does not lie elsewhere; else the link with what was found."""
    rows = client.search(entity.label)
    same = [r["id"] for r in rows if r["label"].casefold() == entity.label.casefold()]
    about = client.describe(same) if same else {}
    same = [qid for qid in same if _can_be(entity, about.get(qid, {}))]
    if len(same) == 1:
        reason = _said("the one item of that name", about.get(same[0], {}))
        return Link(link.entity_key, same[0], 0.6, "online name", reason=reason)
    runner_up = f"{same[0]} (0.50)" if same else link.runner_up
    reason = f"online: {len(same)} items are called {entity.label!r}{_OFFLINE}{_offline(link)}"
    return replace(link, runner_up=runner_up, reason=reason)


def _can_be(entity: Entity, row: Mapping[str, str]) -> bool:
    """Whether an item lies where the entity does, as far as both have a point."""
    point = _WKT.match(row.get("point", ""))
    if point is None or entity.geo is None:
        return True
    return distance_km((entity.geo.lat, entity.geo.lon), (float(point[2]), float(point[1]))) <= _SAME_KM


def _unavailable(link: Link, why: str) -> Link:
    return replace(link, reason=f"not linked: service unavailable ({why}){_OFFLINE}{_offline(link)}")


def _offline(link: Link) -> str:
    """The reason that stood there before anything was asked online."""
    return link.reason.rpartition(_OFFLINE)[2]
