"""A SPARQL 1.1 endpoint, asked and written to with the manners that public endpoints ask for.

Queries and updates go through SPARQLWrapper, whole graphs (Graph Store Protocol) through httpx. A server that is down
or busy is given time, as long as its Retry-After says. Credentials stand in no message and no log.
"""

import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit, urlunsplit

import httpx
import pyoxigraph as ox
from SPARQLWrapper import BASIC, DIGEST, GET, JSON, N3, POST, POSTDIRECTLY, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from kg.errors import QueryError, StoreError
from kg.table import Table, Term, Triples, from_json, literal

T = TypeVar("T")

USER_AGENT = "kg-builder/1.0 (SPARQL client of the kg command; one request at a time)"
LONGEST_GET = 1_500  # characters of a query; longer ones go by POST
RETRIES = 4
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 120.0  # a server that asks for more is reported instead
RETRY_STATUS = (429, 502, 503, 504)
UNREACHABLE_RETRIES = 2  # a server that starts again takes a moment; one that is not there should not cost one

_MAKES_TRIPLES = ("CONSTRUCT", "DESCRIBE")
_ADVICE = {
    401: "set KG_STORE_USER and KG_STORE_PASSWORD, or give --user",
    403: "the user may not do that",
    404: "check the URL",
    405: "this URL takes no such request; name the right one (--graph-store)",
    429: "too many requests; try again later",
}


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks; the password stands in no representation."""

    user: str
    password: str = field(repr=False)


def credentials(user: str | None = None, password: str | None = None) -> Credentials | None:
    """Return what is given, completed from KG_STORE_USER and KG_STORE_PASSWORD; None where there is no user."""
    user = user or os.environ.get("KG_STORE_USER")
    if not user:
        return None
    return Credentials(user, os.environ.get("KG_STORE_PASSWORD", "") if password is None else password)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    status: int
    body: bytes
    headers: Mapping[str, str]

    def header(self, name: str) -> str | None:
        """Return a header, however its name is written."""
        return next((value for key, value in self.headers.items() if key.lower() == name.lower()), None)


class Endpoint:
    """A place that answers SPARQL. `timeout_s` > 0 is the longest wait for one answer."""

    def __init__(self, url: str, *, login: Credentials | None = None, timeout_s: float = 60.0) -> None:
        self.url, within = check_url(url)
        self.server = ""  # what the last answer's Server header said
        self._login = login or within
        self._digest = ""  # the realm, once a server has asked for digest authentication (as Virtuoso does)
        self._timeout_s = timeout_s
        self._client = httpx.Client(timeout=timeout_s, headers={"User-Agent": USER_AGENT})

    def ask(self, text: str) -> Table | Triples:
        """Return the answer to a query.

        Raises QueryError where the endpoint calls it malformed, StoreError where it refuses, is slow or talks nonsense.
        """
        if self._asking(text).queryType in _MAKES_TRIPLES:
            found = {(_term(t.subject), _term(t.predicate), _term(t.object)) for t in self.construct(text)}
            return Triples(tuple(sorted(found, key=lambda triple: [repr(term) for term in triple])))
        return self._read(text, lambda body: from_json(json.loads(body)))

    def construct(self, text: str) -> list[ox.Triple]:
        """Return the triples of a CONSTRUCT as the server gives them; raises as `ask` does."""
        return self._read(text, lambda body: [quad.triple for quad in ox.parse(body, format=ox.RdfFormat.TURTLE)])

    def update(self, text: str, url: str) -> None:
        """Send a SPARQL Update to `url`; StoreError where it is refused."""
        _demand(url, self._patiently(url, lambda: self._fetch(self._updating(text, url))))

    def send(self, method: str, url: str, *, body: bytes, kind: str, params: Mapping[str, str] | None = None) -> None:
        """Send a body of a media type (Graph Store Protocol); StoreError where it is refused."""

        def once() -> Reply:
            auth = self._auth()
            headers = {"Content-Type": kind}
            try:
                answer = self._client.request(method, url, params=params, content=body, headers=headers, auth=auth)
            except httpx.ConnectError as error:
                raise _Unreachable(str(error)) from error
            except httpx.TimeoutException as error:
                raise TimeoutError from error
            except httpx.HTTPError as error:
                raise OSError(str(error)) from error
            return Reply(answer.status_code, answer.content, answer.headers)

        _demand(url, self._patiently(url, once))

    def _read(self, text: str, parse: Callable[[bytes], T]) -> T:
        reply = self._patiently(self.url, lambda: self._fetch(self._asking(text)))
        if reply.status == 400:
            raise QueryError(f"{self.url} calls the query malformed: {_first_lines(reply.body)}")
        _demand(self.url, reply)
        try:
            return parse(reply.body)
        except (ValueError, KeyError, TypeError, SyntaxError) as error:
            start = reply.body[:80].decode("utf-8", "replace")
            raise StoreError(f"{self.url} answered nonsense or was cut off ({error}): {start!r}") from error

    def _auth(self) -> httpx.Auth | None:
        if self._login is None:
            return None
        kind = httpx.DigestAuth if self._digest else httpx.BasicAuth
        return kind(self._login.user, self._login.password)

    def _asking(self, text: str) -> SPARQLWrapper:
        wrapper = self._wrapper(self.url, text)
        wrapper.setReturnFormat(N3 if wrapper.queryType in _MAKES_TRIPLES else JSON)
        wrapper.setMethod(GET if len(text) <= LONGEST_GET else POST)
        # Oxigraph's server looks into its named graphs only when told to; other engines ignore the parameter.
        wrapper.addParameter("union-default-graph", "true")
        return wrapper

    def _updating(self, text: str, url: str) -> SPARQLWrapper:
        wrapper = self._wrapper(url, text)
        wrapper.queryType = "INSERT"  # any update: the wrapper's own guess reads all of the text
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(POSTDIRECTLY)
        return wrapper

    def _wrapper(self, url: str, text: str) -> SPARQLWrapper:
        wrapper = SPARQLWrapper(url, updateEndpoint=url, agent=USER_AGENT)
        wrapper.setQuery(text)
        wrapper.setTimeout(max(1, round(self._timeout_s)))
        if self._login is not None:
            wrapper.setHTTPAuth(DIGEST if self._digest else BASIC)
            wrapper.setCredentials(self._login.user, self._login.password, realm=self._digest or "SPARQL")
        return wrapper

    def _fetch(self, wrapper: SPARQLWrapper) -> Reply:
        try:
            response = wrapper.query().response
            return Reply(response.status, response.read(), dict(response.headers))
        except SPARQLWrapperException as error:
            cause = error.__context__
            assert isinstance(cause, HTTPError)  # what the wrapper translates
            said = str(error).partition("Response:\n")[2]  # the body, as Python writes bytes
            return Reply(cause.code, said[2:-1].encode(), dict(cause.headers))
        except HTTPError as error:
            return Reply(error.code, error.read(), dict(error.headers))
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise TimeoutError from error
            raise _Unreachable(str(error.reason)) from error
        except HTTPException as error:
            raise OSError(str(error) or type(error).__name__) from error

    def _patiently(self, url: str, once: Callable[[], Reply]) -> Reply:
        """Send a request; wait and send it again where the server is down or busy, up to RETRIES times."""
        for attempt in range(RETRIES + 1):
            try:
                reply = once()
                if self._wants_digest(reply):
                    reply = once()
            except _Unreachable as error:
                if attempt == UNREACHABLE_RETRIES:
                    raise StoreError(f"{url} cannot be reached ({error}): is the server running?") from error
                time.sleep(FIRST_WAIT_S * 2**attempt)
                continue
            except TimeoutError as error:
                raise StoreError(
                    f"{url} gave no answer within {self._timeout_s:g} s: ask for less, or load again to go on"
                ) from error
            except OSError as error:
                raise StoreError(f"{url} broke the connection ({error}): try again; a load goes on") from error
            self.server = reply.header("Server") or ""
            wait = retry_after(reply.header("Retry-After"), attempt)
            if reply.status not in RETRY_STATUS or attempt == RETRIES or wait > LONGEST_WAIT_S:
                return reply
            time.sleep(wait)
        raise StoreError(f"{url} gave no answer")

    def _wants_digest(self, reply: Reply) -> bool:
        """Switch to digest authentication where the server asks for it; True where that is new."""
        if reply.status != 401 or self._login is None or self._digest:
            return False
        # Virtuoso names its way only to those who come without credentials.
        challenge = reply.header("WWW-Authenticate") or self._client.get(self.url).headers.get("WWW-Authenticate", "")
        if "digest" not in challenge.lower():
            return False
        self._digest = challenge.partition('realm="')[2].partition('"')[0] or "SPARQL"
        return True


class _Unreachable(Exception):
    """Nobody listens: the request was not received, so that it can be sent again."""


def check_url(url: str) -> tuple[str, Credentials | None]:
    """Return an address without the credentials that stand in it, and these; StoreError where it is no address.

    >>> check_url("http://reader:secret@localhost:7878/query")
    ('http://localhost:7878/query', Credentials(user='reader'))
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = None
    if host is None or parts.scheme not in ("http", "https"):
        shown = url.rpartition("@")[2]
        raise StoreError(f"{shown!r} is no endpoint; expected a URL such as http://localhost:7878/query")
    place = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    bare = urlunsplit(parts._replace(netloc=place))
    return bare, Credentials(unquote(parts.username), unquote(parts.password or "")) if parts.username else None


def retry_after(header: str | None, attempt: int) -> float:
    """Return the seconds to wait: what the server asks for (seconds or an HTTP date), else twice as long each time.

    >>> retry_after("3", 0), retry_after(None, 2), retry_after("soon", 0)
    (3.0, 2.0, 0.5)
    """
    if header and header.strip().isdigit():
        return float(header)
    if header:
        try:
            return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
        except ValueError:
            pass  # neither seconds nor a date: back off as if nothing had been said
    return FIRST_WAIT_S * float(2**attempt)


def _demand(url: str, reply: Reply) -> None:
    """Raise StoreError unless the server did what it was asked for."""
    if reply.status >= 300:
        said = _ADVICE.get(reply.status) or _first_lines(reply.body)
        raise StoreError(f"{url} answered {reply.status}" + (f": {said}" if said else ""))


def _first_lines(body: bytes) -> str:
    lines = [line for line in body.decode("utf-8", "replace").replace("\\n", "\n").splitlines() if line.strip()]
    return " ".join(lines[:3])[:300]


def _term(term: object) -> Term:
    if isinstance(term, ox.NamedNode):
        return Term(term.value)
    if isinstance(term, ox.Literal):
        return literal(term.value, term.datatype.value, term.language)
    return Term(str(term).removeprefix("_:"), "blank")
