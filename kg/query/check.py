"""The structural checks: every stored query whose name ends in `-violation` must return nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.query import bind
from kg.query.catalogue import StoredQuery, list_queries
from kg.query.run import Answer, source
from kg.table import Table

if TYPE_CHECKING:
    from kg.endpoint import Credentials

EXPLAINED = 500  # nodes whose sentences are looked up; with more, the first ones tell enough

_SENTENCE = "<https://w3id.org/kg-builder/ontology#sentence>"
_DENOTED_BY = "<http://groundedannotationframework.org/gaf#denotedBy>"


def check(
    *,
    graph: Path | None = None,
    store: Path | None = None,
    endpoint: str | None = None,
    login: "Credentials | None" = None,
) -> list[str]:
    """Return one line for each violation that the stored checks find: the node, its sentence, what is wrong.

    Works on a file, a store or an endpoint; knows less than the shapes and is much faster. Raises as `run` does.
    """
    ask = source(graph, store, endpoint, login=login)
    found = [(query, row) for query in list_queries() if query.folder == "check" for row in _rows(query, ask)]
    sentences = _sentences([row[0] for _, row in found if row[0]], ask)
    lines = []
    for query, row in found:
        words = sentences.get(row[0] or "")
        details = ", ".join(value for value in row[1:] if value)
        lines.append(f"{row[0]}" + (f' in "{words}"' if words else "") + f": {_fault(query)}" + _bracketed(details))
    return lines


def _rows(query: StoredQuery, ask: Callable[[str], Answer]) -> Iterator[tuple[str | None, ...]]:
    found = ask(query.text)
    assert isinstance(found, Table)
    yield from found.values()


def _sentences(nodes: list[str], ask: Callable[[str], Answer]) -> dict[str, str]:
    """Return what the text says of events and mentions, where it is known."""
    if not nodes:
        return {}
    listed = " ".join(bind.iri(node) for node in sorted(set(nodes))[:EXPLAINED])
    pattern = f"{{ ?node {_SENTENCE} ?words }} UNION {{ ?node {_DENOTED_BY} ?mention . ?mention {_SENTENCE} ?words }}"
    found = ask(
        f"SELECT ?node (MIN(?words) AS ?sentence) WHERE {{ VALUES ?node {{ {listed} }} {pattern} }} GROUP BY ?node"
    )
    assert isinstance(found, Table)
    return {node: sentence for node, sentence in found.values() if node and sentence}


def _fault(query: StoredQuery) -> str:
    """Return the check's name as words.

    >>> from kg.query.catalogue import find
    >>> _fault(find("event-without-type-violation"))
    'event without type'
    """
    return query.name.removesuffix("-violation").replace("-", " ")


def _bracketed(details: str) -> str:
    return f" ({details})" if details else ""
