"""A store as a read-only SPARQL 1.1 endpoint, with the stored queries at addresses that read well.

    GET /                                     the stored queries, as a page
    GET /queries                              the same as JSON
    GET /query/who-attacked-whom?since=...    a stored query with its parameters
    GET or POST /sparql                       any query

Oxigraph's server does the work, on a port of loopback that nobody else is told; this front lets only queries through:
no update, no load, no SERVICE (it would let strangers reach addresses that only this machine can), a time limit.
"""

import html
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx

from kg.endpoint import Endpoint
from kg.errors import KgError, QueryError, StoreError

LARGEST_REQUEST = 200_000  # bytes of a query
START_S = 20.0  # the longest that the engine may take to open a store
MAX_RUNNING = 8  # queries at a time; more are told to come back

_PLAIN = "application/sparql-results+json, text/turtle;q=0.9"
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# Strings and IRIs and comments may hold the word; nothing else may (SPARQL 1.1 grammar, rules 139, 156-159).
_QUOTED = re.compile(
    r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'|<[^<>\"{}|^`\\\x00-\x20]*>|#[^\n\r]*",
    re.DOTALL,
)
_SERVICE = re.compile(r"(?<![?$:\w-])SERVICE(?![\w:-])", re.IGNORECASE)


class Query(Protocol):
    """What the list of stored queries shows of one."""

    @property
    def name(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def params(self) -> Sequence[Any]: ...


class Catalogue(Protocol):
    """The stored queries; the module `kg.query` is one."""

    def list_queries(self) -> Sequence[Query]: ...
    def prepare(self, name: str, params: Mapping[str, str], ask: Callable[[str], Any], /) -> str: ...


def serve(
    store: Path,
    catalogue: Catalogue,
    *,
    host: str = "127.0.0.1",
    port: int = 7878,
    timeout_s: int = 30,
    ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve a store until Ctrl-C; `ready` is called with the address. `timeout_s` is the limit of one query."""
    with running(store, catalogue, host=host, port=port, timeout_s=timeout_s) as url:
        ready(url)
        threading.Event().wait()


@contextmanager
def running(
    store: Path, catalogue: Catalogue, *, host: str = "127.0.0.1", port: int = 0, timeout_s: int = 30
) -> Iterator[str]:
    """Serve a store in the background and give its address; port 0 takes a free one. StoreError where it cannot."""
    if not (store / "CURRENT").is_file():
        raise StoreError(f"{store} is no store; make one with `kg load FILE --store {store}`")
    with _engine(store, timeout_s) as engine:
        try:
            server = _Server((host, port), engine, catalogue, timeout_s)
        except OSError as error:
            raise StoreError(f"cannot listen on {host}:{port}: {error.strerror}; choose another --port") from error
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://{host}:{server.server_address[1]}/"
        finally:
            server.shutdown()
            server.server_close()


@contextmanager
def _engine(store: Path, timeout_s: int) -> Iterator[str]:
    """Run Oxigraph's read-only server on a free port of loopback; give its address."""
    beside = str(Path(sys.executable).parent)
    binary = shutil.which("oxigraph", path=beside + os.pathsep + os.environ.get("PATH", ""))
    if binary is None:
        raise StoreError("the oxigraph server is not installed: pip install oxigraph")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [binary, "serve-read-only", "--location", str(store), "--bind", address, "--timeout-s", str(timeout_s)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(process, address, store)
        yield f"http://{address}/query"
    finally:
        process.terminate()
        process.wait(10)


def _await(process: "subprocess.Popen[bytes]", address: str, store: Path) -> None:
    host, _, port = address.partition(":")
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        if process.poll() is not None:
            raise StoreError(f"{store} could not be opened for serving: is another process writing to it?")
        try:
            socket.create_connection((host, int(port)), 0.2).close()
            return
        except OSError:
            time.sleep(0.05)
    raise StoreError(f"the engine did not open {store} within {START_S:g} s")


def forbidden(sparql: str) -> str | None:
    """Return why a query may not run here; None where it may.

    >>> forbidden("SELECT * { ?s ?p 'SERVICE' } # SERVICE"), forbidden("SELECT * { service <http://a> { } }")
    (None, 'SERVICE is not served')
    """
    plain = _ESCAPE.sub(lambda m: _char(m.group(1) or m.group(2)), sparql)
    for text in (sparql, plain):
        if _SERVICE.search(_QUOTED.sub(" '' ", text)):
            return "SERVICE is not served"
    return None


def _char(code: str) -> str:
    number = int(code, 16)
    return chr(number) if number <= 0x10FFFF else "?"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], engine: str, catalogue: Catalogue, timeout_s: int) -> None:
        super().__init__(address, _Handler)
        self.catalogue = catalogue
        self.engine = engine
        self.slots = threading.BoundedSemaphore(MAX_RUNNING)
        self.client = httpx.Client(timeout=timeout_s + 5.0)
        self.ask = Endpoint(engine, timeout_s=timeout_s).ask  # for names that a stored query looks up first


class _Handler(BaseHTTPRequestHandler):
    """Answers one request; `server` is the _Server."""

    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 30  # seconds that a client may take to send its request

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: logs belong to the caller."""

    def do_GET(self) -> None:
        """Show the list, or answer a query."""
        parts = urlsplit(self.path)
        pairs = dict(parse_qsl(parts.query, keep_blank_values=True))
        try:
            if parts.path == "/":
                self._say(200, _page(self.server.catalogue), "text/html; charset=utf-8")
            elif parts.path == "/queries":
                self._say(200, _listing(self.server.catalogue), "application/json")
            elif parts.path.startswith("/query/"):
                name, values = parts.path.removeprefix("/query/"), _stored(parts.path, pairs)
                self._run(self.server.catalogue.prepare(name, values, self.server.ask))
            elif parts.path == "/sparql" and "query" in pairs:
                self._run(pairs["query"])
            else:
                self._say(404, "see / for what is served\n")
        except QueryError as error:
            self._say(400, f"{error}\n")
        except KgError as error:
            self._say(500, f"{error}\n")

    def do_POST(self) -> None:
        """Answer a query that comes as a form or as a body of its own."""
        kind = self.headers.get_content_type()
        try:
            length = int(self.headers.get("Content-Length", ""))
        except ValueError:
            length = -1
        self.close_connection = True  # what is not read must not be taken for the next request
        if length < 0 or length > LARGEST_REQUEST:
            self._say(413, f"a request needs Content-Length and at most {LARGEST_REQUEST} bytes\n")
        elif urlsplit(self.path).path != "/sparql":
            self._say(405, "this endpoint only answers queries, at /sparql\n")
        elif kind == "application/sparql-query":
            self._run(self.rfile.read(length).decode("utf-8", "replace"))
        elif kind == "application/x-www-form-urlencoded":
            form = parse_qs(self.rfile.read(length).decode("utf-8", "replace"))
            self._run(form["query"][0]) if "query" in form else self._say(403, "read-only: no update\n")
        else:
            self._say(403, "read-only: only queries are served\n")

    def _refuse(self) -> None:
        self.close_connection = True
        self._say(405, "read-only: only GET and POST of queries\n")

    do_PUT = do_DELETE = do_PATCH = _refuse

    def _run(self, sparql: str) -> None:
        reason = forbidden(sparql)
        if reason or len(sparql) > LARGEST_REQUEST:
            self._say(403, f"{reason or 'the query is too long'}\n")
            return
        if not self.server.slots.acquire(blocking=False):
            self._say(503, "busy\n", more={"Retry-After": "2"})
            return
        try:
            accept = self.headers.get("Accept", "*/*")
            if accept == "*/*" or "text/html" in accept:  # a browser, or somebody who takes anything
                accept = _PLAIN
            headers = {"Content-Type": "application/sparql-query", "Accept": accept}
            answer = self.server.client.post(self.server.engine, content=sparql.encode(), headers=headers)
            self._say(answer.status_code, answer.content, answer.headers.get("Content-Type", "text/plain"))
        except httpx.TimeoutException:
            self._say(504, "the query took too long: ask for less\n")
        except httpx.HTTPError:
            self._say(502, "the engine broke off: the query took too long or asked for too much\n")
        finally:
            self.server.slots.release()

    def _say(
        self,
        status: int,
        body: str | bytes,
        kind: str = "text/plain; charset=utf-8",
        *,
        more: Mapping[str, str] | None = None,
    ) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(content)), "X-Content-Type-Options": "nosniff"}
        for name, value in {**headers, **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def _stored(path: str, pairs: dict[str, str]) -> dict[str, str]:
    """Return a stored query's parameters; a path to a file of the server's own is no name."""
    if path.endswith(".rq"):
        raise QueryError("name a stored query; see /queries")
    return {name: value for name, value in pairs.items() if value}


def _listing(catalogue: Catalogue) -> str:
    found = [
        {
            "name": query.name,
            "summary": query.summary,
            "address": f"/query/{query.name}",
            "params": [
                {"name": p.name, "type": p.type, "required": p.required, "default": p.default} for p in query.params
            ],
        }
        for query in catalogue.list_queries()
    ]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _page(catalogue: Catalogue) -> str:
    return _PAGE.format(queries="\n".join(_form(query) for query in catalogue.list_queries()))


def _form(query: Query) -> str:
    fields = " ".join(
        f'<label>{html.escape(p.name)} <input name="{html.escape(p.name)}" placeholder="{html.escape(p.type)}"'
        f"{' required' if p.required else ''}></label>"
        for p in query.params
    )
    name = html.escape(query.name)
    heading = f"<h2>{name}</h2><p>{html.escape(query.summary)}</p>"
    return f'<form action="/query/{name}">{heading}{fields} <button>Ask</button></form>'


_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>kg: stored queries</title>
<style>
body {{ font: 15px/1.4 system-ui, sans-serif; margin: 2em; max-width: 60em; }}
h2 {{ font-size: 1em; margin-bottom: 0; }}
p {{ margin-top: 0; }}
</style>
<h1>Stored queries</h1>
<p>Any other SPARQL query: <code>/sparql?query=...</code>. The graph is read-only.</p>
{queries}
</html>
"""
