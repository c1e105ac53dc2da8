"""A query to a SPARQL 1.1 endpoint by SPARQLWrapper, with the manners that public endpoints ask for.

Credentials come from KG_STORE_USER and KG_STORE_PASSWORD and appear in no message.
"""

import json
import os
import time
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import BASIC, GET, JSON, N3, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from kg.errors import QueryError, StoreError
from kg.table import Table, Term, Triples, from_json, literal

USER_AGENT = "kg-builder/1.0 (SPARQL client of the kg command; one request at a time)"
LONGEST_GET = 1_500  # characters of a query; longer ones go by POST
RETRIES = 4
FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 60.0  # a server that asks for more is reported instead
RETRY_STATUS = (429, 502, 503, 504)


def ask(endpoint: str, text: str, *, timeout_s: float = 60.0) -> Table | Triples:
    """Send a query and return its answer.

    Waits and tries again on 429, 502, 503 and 504, as long as Retry-After says. Raises QueryError where the
    endpoint calls the query malformed, StoreError where it refuses, is slow or answers nonsense.
    """
    wrapper = _wrapper(endpoint, text, timeout_s)
    constructs = wrapper.queryType in ("CONSTRUCT", "DESCRIBE")
    wrapper.setReturnFormat(N3 if constructs else JSON)
    body = _fetch(wrapper, endpoint, timeout_s)
    try:
        return _triples(body) if constructs else from_json(json.loads(body))
    except (ValueError, KeyError, TypeError, SyntaxError) as error:
        start = body[:80].decode("utf-8", "replace")
        raise StoreError(f"{endpoint} answered nonsense or was cut off ({error}): {start!r}") from error


def _wrapper(endpoint: str, text: str, timeout_s: float) -> SPARQLWrapper:
    if not endpoint.startswith(("http://", "https://")):
        raise StoreError(f"{endpoint!r} is no endpoint; expected a URL such as http://localhost:7878/query")
    wrapper = SPARQLWrapper(endpoint, agent=USER_AGENT)
    wrapper.setQuery(text)
    wrapper.setMethod(GET if len(text) <= LONGEST_GET else POST)
    wrapper.setTimeout(max(1, round(timeout_s)))
    # Oxigraph's server looks into its named graphs only when told to; other engines ignore the parameter.
    wrapper.addParameter("union-default-graph", "true")
    user = os.environ.get("KG_STORE_USER")
    if user:
        wrapper.setHTTPAuth(BASIC)
        wrapper.setCredentials(user, os.environ.get("KG_STORE_PASSWORD", ""))
    return wrapper


def _fetch(wrapper: SPARQLWrapper, endpoint: str, timeout_s: float) -> bytes:
    for attempt in range(RETRIES + 1):
        try:
            body: bytes = wrapper.query().response.read()
            return body
        except HTTPError as error:
            wait = retry_after(error.headers.get("Retry-After"), attempt)
            if error.code not in RETRY_STATUS or attempt == RETRIES or wait > LONGEST_WAIT_S:
                said = f"{error.code} {error.reason}{_advice(error.code)}"
                raise StoreError(f"{endpoint} answered {said}") from error
            time.sleep(wait)
        except QueryBadFormed as error:
            raise QueryError(f"{endpoint} calls the query malformed: {_first_line(error)}") from error
        except SPARQLWrapperException as error:
            raise StoreError(f"{endpoint} refused the query: {_first_line(error)}{_hint(error)}") from error
        except TimeoutError as error:
            raise StoreError(f"{endpoint} gave no answer within {timeout_s:g} s: ask for less") from error
        except (URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            raise StoreError(f"{endpoint} cannot be reached ({reason}): is the server running?") from error
    raise StoreError(f"{endpoint} gave no answer")


def retry_after(header: str | None, attempt: int) -> float:
    """Return the seconds to wait: what the server asks for (seconds or an HTTP date), else 1, 2, 4, 8 ...

    >>> retry_after("3", 0), retry_after(None, 2), retry_after("soon", 0)
    (3.0, 4.0, 1.0)
    """
    if header and header.strip().isdigit():
        return float(header)
    if header:
        try:
            return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
        except ValueError:
            pass  # neither seconds nor a date: back off as if nothing had been said
    return FIRST_WAIT_S * float(2**attempt)


def _advice(code: int) -> str:
    return {
        401: ": set KG_STORE_USER and KG_STORE_PASSWORD",
        403: ": the user may not do that",
        429: ": too many requests; try again later",
    }.get(code, "")


def _hint(error: SPARQLWrapperException) -> str:
    return _advice(401) if type(error).__name__ == "Unauthorized" else ""


def _first_line(error: Exception) -> str:
    lines = [line for line in str(error).replace("\\n", "\n").splitlines() if line.strip()]
    return " ".join(lines[:3])[:300]


def _triples(body: bytes) -> Triples:
    parsed = ox.parse(body, format=ox.RdfFormat.TURTLE)
    found = {(_node(q.subject), _node(q.predicate), _node(q.object)) for q in parsed}
    return Triples(tuple(sorted(found, key=lambda triple: [repr(term) for term in triple])))


def _node(term: object) -> Term:
    if isinstance(term, ox.NamedNode):
        return Term(term.value)
    if isinstance(term, ox.Literal):
        return literal(term.value, term.datatype.value, term.language)
    return Term(str(term).removeprefix("_:"), "blank")
