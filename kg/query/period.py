"""Questions about a short period: its events are looked up one by one instead of reading whole columns of the graph.

No engine finds the dates between two others without reading all of them. A query that takes `since` and `until` says in
a header what has which date, `#+ period: ?event sem:hasEarliestBeginTimeStamp`. Where both are given, and the days
between them hold few events, then kg lists these days in the query, and its columns (sub-queries on one line) become
plain patterns, which engines look up event by event. The answer is the same.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.query import bind
from kg.table import Table, Triples

if TYPE_CHECKING:
    from kg.query.catalogue import StoredQuery

LONGEST = 366  # days listed in a query
FEW = 20_000  # events; to look up more costs as much as to read the columns of a million
UNDATED = date(1900, 1, 1)  # what the queries take for the date of what has none

_PREFIX = re.compile(r"^PREFIX .*\n", re.MULTILINE)
_COLUMN = re.compile(r"\{ SELECT (?:\?\w+ )+WHERE (\{ .* \}) \}$", re.MULTILINE)


def narrowed(
    query: "StoredQuery", text: str, values: Mapping[str, bind.Value], ask: Callable[[str], Table | Triples]
) -> str:
    """Return `text`, the query's SPARQL with its parameters bound, in the form that is faster in what `ask` asks."""
    from kg.query.catalogue import values_line

    days = _days(values) if query.period else []
    if not days:
        return text
    pattern = f"VALUES ?day {{ {' '.join(bind.day(day.isoformat()) for day in days)} }} {query.period} ?day ."
    found = ask(f"{''.join(_PREFIX.findall(text))}SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    assert isinstance(found, Table) and found.rows[0][0]
    if int(found.rows[0][0].value) > FEW:
        return text
    text = values_line("until").sub(lambda line: f"{line.group()}  {pattern}\n", text)
    return _COLUMN.sub(r"\1", text)


def _days(values: Mapping[str, bind.Value]) -> list[date]:
    """Return the days of the period that is asked for; none where it is open, or longer than LONGEST."""
    if "since" not in values or "until" not in values:
        return []
    since, until = (date.fromisoformat(str(values[name])) for name in ("since", "until"))
    number = (until - since).days + 1
    return [since + timedelta(n) for n in range(number)] if since > UNDATED and number <= LONGEST else []
