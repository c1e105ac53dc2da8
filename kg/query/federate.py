"""Queries that join the graph with a public service, run with manners.

The stored text holds a SERVICE block, as any SPARQL 1.1 engine runs it. kg asks the service itself instead, some items
at a time, waiting where it is asked to, and joins the answer as VALUES: so it works on every engine and behind
endpoints that allow no SERVICE.
"""

import re
from collections.abc import Callable

from kg.endpoint import Endpoint
from kg.errors import QueryError, StoreError
from kg.query import bind, catalogue
from kg.table import LANGUAGE_STRING, STRING, Table, Term, Triples

Answer = Table | Triples

ITEMS_PER_REQUEST = 200  # Wikidata items sent to a service at a time

_SERVICE = re.compile(r"SERVICE <([^<>\s]*)> \{")
_PREFIX = re.compile(r"^PREFIX .*\n", re.MULTILINE)
_BRACE = re.compile(r'"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|#.*|[{}]')


def federated(
    query: catalogue.StoredQuery,
    text: str,
    ask: Callable[[str], Answer],
    *,
    service: str | None = None,
    timeout_s: float = 60.0,
) -> Answer:
    """Answer a query that has a `prefetch`: `text` is its bound SPARQL, `service` the URL of a copy of the service.

    Raises StoreError where the service cannot be reached, with what to do offline.
    """
    assert query.prefetch is not None
    variable, source = query.prefetch
    start, end, address = _block(text)
    prefixes = "".join(_PREFIX.findall(text))
    remote = Endpoint(service or address, timeout_s=timeout_s)
    answers = []
    for items in _batches(variable, source, ask):
        line = f"  VALUES ?{variable} {{ {' '.join(map(bind.iri, items))} }}\n"
        body = catalogue.values_line(variable).sub(lambda _, new=line: new, text[start:end])  # type: ignore[misc]
        inner = body[body.index("{") + 1 : -1]
        try:
            found = remote.ask(f"{prefixes}SELECT DISTINCT * WHERE {{{inner}}}")
        except StoreError as error:
            raise StoreError(
                f"{error}; offline, `kg query {source}` lists the items, and --service URL asks a copy of the service"
            ) from error
        assert isinstance(found, Table)
        answers.append(ask(text[:start] + _values(found) + text[end:]))
    return _joined(answers)


def _batches(variable: str, source: str, ask: Callable[[str], Answer]) -> list[list[str]]:
    """Return the items that the stored query `source` finds, some at a time; one empty batch where there are none."""
    found = ask(bind.bind(catalogue.find(source), {}))
    assert isinstance(found, Table)
    column = found.columns.index(variable)
    items = sorted({cell.value for row in found.rows if (cell := row[column])})
    return [items[i : i + ITEMS_PER_REQUEST] for i in range(0, len(items), ITEMS_PER_REQUEST)] or [[]]


def _block(text: str) -> tuple[int, int, str]:
    """Return where the SERVICE block begins and ends, and its address."""
    opened = _SERVICE.search(text)
    if opened is None:
        raise QueryError("a query with `prefetch` needs a block `SERVICE <...> { ... }`")
    depth = 1
    for token in _BRACE.finditer(text, opened.end()):
        depth += {"{": 1, "}": -1}.get(token.group(), 0)
        if depth == 0:
            return opened.start(), token.end(), opened[1]
    raise QueryError("the SERVICE block is not closed")


def _values(found: Table) -> str:
    """Return a table as a VALUES block; rows with blank nodes mean nothing here and are left out."""
    columns = " ".join(f"?{name}" for name in found.columns)
    rows = [
        f"    ({' '.join(_n3(cell) for cell in row)})"
        for row in found.rows
        if not any(cell and cell.kind == "blank" for cell in row)
    ]
    return f"VALUES ({columns}) {{\n" + "\n".join(rows) + "\n  }"


def _n3(cell: Term | None) -> str:
    if cell is None:
        return "UNDEF"
    if cell.kind == "iri":
        return bind.iri(cell.value)
    quoted = bind.string(cell.value)
    if cell.language:
        return f"{quoted}@{cell.language}"
    return quoted if cell.datatype in (None, STRING, LANGUAGE_STRING) else f"{quoted}^^<{cell.datatype}>"


def _joined(answers: list[Answer]) -> Answer:
    first = answers[0]
    if isinstance(first, Table):
        return Table(first.columns, tuple(row for a in answers if isinstance(a, Table) for row in a.rows))
    found = {triple for a in answers if isinstance(a, Triples) for triple in a.triples}
    return Triples(tuple(sorted(found, key=lambda triple: [repr(term) for term in triple])))
