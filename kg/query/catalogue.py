"""The stored queries: files of queries/ whose headers say what they ask and which parameters they take.

    #+ summary: Which events involved an actor since a date, newest first?
    #+ params: {actor: actor!, since: date}
    #+ note: free text, repeatable
    SELECT ... WHERE {
      VALUES ?actor { UNDEF }
      VALUES ?since { "1900-01-01"^^xsd:date }

`!` marks a required parameter. Each parameter has one VALUES line of its own with its default; UNDEF is none.
`#+ period: ?event sem:hasEarliestBeginTimeStamp` says what `since` and `until` limit; see kg.query.period.
A federated query adds `#+ prefetch: item from wikidata-links`: the column `item` of that other query fills the line
`VALUES ?item { UNDEF }` inside the SERVICE, so that no engine asks the service for all that it has.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from kg.errors import QueryError
from kg.query.bind import ParamType
from kg.resources import resource

FOLDERS = ("ask", "report", "check", "construct")

_HEADER = re.compile(r"^#\+ (\w+): *(.*)$", re.MULTILINE)
_PARAM = re.compile(r"^(\w+): *(\w+)(!?)$")


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: its type, whether it must be given, and its default as SPARQL (None: no restriction)."""

    name: str
    type: ParamType
    required: bool
    default: str | None


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """A question with a name, typed parameters and its SPARQL text."""

    name: str  # file name without suffix: "events-of-actor"
    folder: str  # ask, report, check, construct; empty for a file of the user's own
    summary: str
    params: tuple[Param, ...]
    notes: tuple[str, ...]
    text: str
    prefetch: tuple[str, str] | None = None  # (variable, query): see `prefetch` above
    period: str | None = None  # what has a date, and by which property: "?event sem:hasEarliestBeginTimeStamp"


def list_queries() -> list[StoredQuery]:
    """Return every stored query, by folder and name."""
    root = resource("queries")
    return [_read(path, folder) for folder in FOLDERS for path in sorted((root / folder).glob("*.rq"))]


def find(name: str) -> StoredQuery:
    """Return a stored query by name ("events-of-actor", "ask/events-of-actor"), or a .rq file by path.

    Raises QueryError with the nearest names where there is none.
    """
    if name.endswith(".rq"):
        path = Path(name)
        if not path.is_file():
            raise QueryError(f"{name}: no such file")
        return _read(path, "")
    queries = list_queries()
    for query in queries:
        if name in (query.name, f"{query.folder}/{query.name}"):
            return query
    if " " in name.strip():
        raise QueryError("a query of your own goes into a file: `kg query FILE.rq`")
    raise QueryError(f"no stored query {name!r}{_nearest(name, queries)}; `kg query --list` names all")


def parse(text: str, *, name: str, folder: str = "") -> StoredQuery:
    """Read a query's header; QueryError where a parameter is ill-formed or lacks its VALUES line."""
    fields = [(m[1], m[2].strip()) for m in _HEADER.finditer(text)]
    single = dict(fields)
    listed = single.get("params", "{}").strip("{} ")
    params = tuple(_param(item.strip(), text, name) for item in listed.split(",") if item.strip())
    notes = tuple(value for key, value in fields if key == "note")
    variable, _, source = single.get("prefetch", "").partition(" from ")
    prefetch = (variable, source) if source else None
    summary = single.get("summary", name)
    return StoredQuery(name, folder, summary, params, notes, text, prefetch, single.get("period"))


def values_line(name: str) -> re.Pattern[str]:
    """Return the pattern of the line that holds a parameter's default (group 1)."""
    return re.compile(rf"^[ \t]*VALUES \?{re.escape(name)} \{{ (.*) \}}[ \t]*\n", re.MULTILINE)


def catalogue_table() -> str:
    """Return queries/README.md: a table of all stored queries."""
    rows = []
    for query in list_queries():
        params = ", ".join(f"`{p.name}`: {p.type}{' (required)' if p.required else ''}" for p in query.params)
        notes = "".join(f" *{note}*" for note in query.notes)
        rows.append(f"| [{query.name}]({query.folder}/{query.name}.rq) | {query.summary}{notes} | {params} |")
    return _README + "\n".join(rows) + "\n"


_README = """# Stored queries

Each file is a question, runnable as it stands in any SPARQL 1.1 engine. `kg query NAME -p name=value` sets its
parameters; `kg query --explain NAME` prints the final SPARQL. A query that asks what happened leaves out what is
denied, planned or only possible. Files under check/ that end in `-violation` must return nothing; `kg validate --fast`
runs them all.

Queries that read every event join sub-queries, which engines with hash joins (Oxigraph) answer several times faster
than look-ups; rdflib compares each pair, so take it for graphs of some hundred events.

Queries with `since` and `until` answer fastest where both are given and at most a year apart: kg then looks up the
events of these days alone (`--explain` asks nothing and shows the query before that).

Types: iri (or a prefixed name such as `wd:Q796`), date (`2016-03-17`), integer, decimal, string, concept (an event
type: `airstrike`, `ASSAULT`), actor and place (a name, a Wikidata item such as `Q796`, or an IRI).

This table is generated; after a change run
`python -c "from kg.query import catalogue_table as t; print(t(), end='')" > queries/README.md`.

| query | question | parameters |
|---|---|---|
"""


def _read(path: Path, folder: str) -> StoredQuery:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: not UTF-8 (byte {error.start}): save the query as UTF-8") from error
    return parse(text, name=path.stem, folder=folder)


def _param(item: str, text: str, query: str) -> Param:
    match = _PARAM.match(item)
    if not match or match[2] not in get_args(ParamType):
        known = ", ".join(get_args(ParamType))
        raise QueryError(f"{query}: parameter {item!r} is not `name: type`; types: {known}")
    lines = values_line(match[1]).findall(text)
    if len(lines) != 1:
        raise QueryError(f"{query}: parameter {match[1]!r} needs one line `VALUES ?{match[1]} {{ default }}`")
    kind: ParamType = next(t for t in get_args(ParamType) if t == match[2])
    return Param(match[1], kind, bool(match[3]), None if lines[0].strip() == "UNDEF" else lines[0].strip())


def _nearest(name: str, queries: list[StoredQuery]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [query.name for query in queries], n=3)
    return f"; did you mean {' or '.join(near)}?" if near else ""
