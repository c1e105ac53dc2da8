"""Any SPARQL 1.1 store over HTTP: by the Graph Store Protocol where there is one, else by SPARQL Update in pieces.

Credentials come from KG_STORE_USER and KG_STORE_PASSWORD; they stand in no message and no log.
"""

import os
import time
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit, urlunsplit

import httpx
import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.base import Loaded, NamedGraph
from kg.table import Table, from_json

CHUNK = 5_000  # triples of one SPARQL Update: some servers refuse requests above a few megabytes
RETRIES = 4
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 120.0  # a server that asks for more is reported instead
RETRY_STATUS = (429, 502, 503, 504)
USER_AGENT = "kg-builder/1.0 (loader of the kg command; one request at a time)"


class RemoteStore:
    """A store behind a query endpoint; `graph_store` is the URL of its Graph Store Protocol, if it has one."""

    def __init__(
        self,
        endpoint: str,
        *,
        graph_store: str | None = None,
        update: str | None = None,
        user: str | None = None,
        timeout_s: float = 120.0,
    ) -> None:
        for url in (endpoint, graph_store, update):
            if url is not None and not url.startswith(("http://", "https://")):
                raise StoreError(f"{url!r} is no endpoint; expected a URL such as http://localhost:7878/query")
        self.endpoint = endpoint
        self.graph_store = graph_store
        self.update = update or update_url(endpoint)
        user = user or os.environ.get("KG_STORE_USER")
        auth = (user, os.environ.get("KG_STORE_PASSWORD", "")) if user else None
        self._client = httpx.Client(auth=auth, timeout=timeout_s, headers={"User-Agent": USER_AGENT})
        self._timeout_s = timeout_s

    def put(self, graphs: Iterable[NamedGraph], loaded: Loaded) -> Iterator[int]:
        """Write graphs one after the other; a graph that is there is replaced by one request."""
        here = set(self.names())
        seen: set[str] = set()
        for count, graph in enumerate(graphs, 1):
            again = graph.name in seen
            loaded.triples += len(graph.triples)
            loaded.added += graph.name not in here and not again
            loaded.replaced += graph.name in here and not again
            if self.graph_store:
                self._put_graph(graph, again=again)
            else:
                self._update_graph(graph, again=again)
            seen.add(graph.name)
            yield count

    def drop(self, name: str) -> bool:
        """Remove a graph; False where there is none."""
        if name not in self.names():
            return False
        self._update(f"DROP SILENT GRAPH {ox.NamedNode(name)}")
        return True

    def graphs(self) -> Iterator[NamedGraph]:
        """Yield every graph, by name."""
        for name in self.names():
            text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {ox.NamedNode(name)} {{ ?s ?p ?o }} }}"
            body = self._query(text, "application/n-triples")
            try:
                parsed = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
                yield NamedGraph(name, tuple(sorted((quad.triple for quad in parsed), key=str)))
            except SyntaxError as error:
                raise StoreError(f"{self.endpoint} answered nonsense or was cut off: {error}") from error

    def names(self) -> list[str]:
        """Return the names of the graphs, sorted."""
        table = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return sorted(row[0].value for row in table.rows if row[0] is not None)

    def select(self, sparql: str) -> Table:
        """Answer a SELECT over the union of the graphs (Oxigraph's server needs to be told; others ignore it)."""
        body = self._query(sparql, "application/sparql-results+json")
        try:
            return from_json(httpx.Response(200, content=body).json())
        except (ValueError, KeyError, TypeError) as error:
            start = body[:80].decode("utf-8", "replace")
            raise StoreError(f"{self.endpoint} answered nonsense or was cut off: {start!r}") from error

    def _query(self, sparql: str, accept: str) -> bytes:
        form = {"query": sparql, "union-default-graph": "true"}
        return self._send("POST", self.endpoint, data=form, headers={"Accept": accept}).content

    def _put_graph(self, graph: NamedGraph, *, again: bool) -> None:
        assert self.graph_store is not None
        self._send(
            "POST" if again else "PUT",
            self.graph_store,
            params={"graph": graph.name},
            content=b"".join(f"{t} .\n".encode() for t in graph.triples),
            headers={"Content-Type": "application/n-triples"},
        )

    def _update_graph(self, graph: NamedGraph, *, again: bool) -> None:
        """Replace a graph in one request; a big one is gathered under another name and then moved into place."""
        name = ox.NamedNode(graph.name)
        drop = "" if again else f"DROP SILENT GRAPH {name} ;\n"
        if len(graph.triples) <= CHUNK:
            self._update(drop + _insert(name, graph.triples))
            return
        aside = ox.NamedNode(f"{graph.name}#loading")
        self._update(f"DROP SILENT GRAPH {aside}")
        for start in range(0, len(graph.triples), CHUNK):
            self._update(_insert(aside, graph.triples[start : start + CHUNK]))
        self._update(
            f"ADD SILENT {aside} TO {name} ;\nDROP SILENT GRAPH {aside}" if again else f"MOVE {aside} TO {name}"
        )

    def _update(self, text: str) -> None:
        self._send("POST", self.update, content=text.encode(), headers={"Content-Type": "application/sparql-update"})

    def _send(self, method: str, url: str, **request: object) -> httpx.Response:
        """Send a request; wait and try again where the server is down or busy, up to RETRIES times."""
        for attempt in range(RETRIES + 1):
            last = attempt == RETRIES
            try:
                response = self._client.request(method, url, **request)  # type: ignore[arg-type]
            except httpx.ConnectError as error:
                if last:
                    raise StoreError(f"{url} cannot be reached: is the server running?") from error
                time.sleep(FIRST_WAIT_S * 2**attempt)
                continue
            except httpx.TimeoutException as error:
                raise StoreError(f"{url} gave no answer within {self._timeout_s:g} s; load again to go on") from error
            except httpx.HTTPError as error:
                raise StoreError(f"{url} broke the connection ({error}); load again to go on") from error
            if response.is_success:
                return response
            wait = retry_after(response.headers.get("Retry-After"), attempt)
            if response.status_code not in RETRY_STATUS or last or wait > LONGEST_WAIT_S:
                raise StoreError(f"{url} answered {_said(response)}")
            time.sleep(wait)
        raise StoreError(f"{url} gave no answer")


def update_url(endpoint: str) -> str:
    """Return where a store takes updates, from its query endpoint, as the known servers have it.

    >>> update_url("http://localhost:7878/query"), update_url("http://localhost:3030/ds/sparql")
    ('http://localhost:7878/update', 'http://localhost:3030/ds/update')
    >>> update_url("http://localhost:7200/repositories/kg"), update_url("http://localhost:8890/sparql")
    ('http://localhost:7200/repositories/kg/statements', 'http://localhost:8890/sparql')
    """
    parts = urlsplit(endpoint)
    folders = parts.path.rstrip("/").split("/")
    if folders[-1] == "query" or (folders[-1] == "sparql" and len(folders) == 3 and folders[1] != "bigdata"):
        path = "/".join([*folders[:-1], "update"])
    elif len(folders) == 3 and folders[1] == "repositories":
        path = "/".join([*folders, "statements"])
    else:
        path = parts.path
    return urlunsplit(parts._replace(path=path))


def retry_after(header: str | None, attempt: int) -> float:
    """Return the seconds to wait: what the server asks for (seconds or an HTTP date), else twice as long each time.

    >>> retry_after("3", 0), retry_after(None, 2)
    (3.0, 2.0)
    """
    if header and header.strip().isdigit():
        return float(header)
    if header:
        try:
            return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
        except ValueError:
            pass  # neither seconds nor a date: back off as if nothing had been said
    return FIRST_WAIT_S * float(2**attempt)


def _insert(name: ox.NamedNode, triples: Iterable[ox.Triple]) -> str:
    lines = "\n".join(f"{t} ." for t in triples)
    return f"INSERT DATA {{ GRAPH {name} {{\n{lines}\n}} }}"


def _said(response: httpx.Response) -> str:
    advice = {
        401: ": set KG_STORE_USER and KG_STORE_PASSWORD",
        403: ": the user may not write here",
        404: ": check the URL",
        405: ": this URL takes no updates; name the right one (--graph-store)",
        429: ": too many requests; load again later",
    }.get(response.status_code, "")
    lines = response.text.strip().splitlines()
    return f"{response.status_code}{advice}" + (f" ({lines[0][:200]})" if lines and not advice else "")
