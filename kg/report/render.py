"""An answer as text, CSV, JSON (SPARQL 1.1 results), GeoJSON, HTML or Turtle."""

import csv
import html
import io
import json
import re
from collections.abc import Callable

from kg.errors import QueryError
from kg.ids import DEFAULT_BASE
from kg.table import LANGUAGE_STRING, STRING, XSD, Table, Term, Triples

_NUMBERS = {f"{XSD}integer", f"{XSD}decimal", f"{XSD}double"}
# A point in WKT, with or without its reference system: longitude, then latitude.
_POINT = re.compile(r"POINT\s*\(\s*([-+.\dEe]+)\s+([-+.\dEe]+)\s*\)", re.IGNORECASE)

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")  # what may stand behind a prefix in Turtle without escapes


def render(answer: Table | Triples, format: str = "table") -> str:
    """Return an answer in one of FORMATS, with a newline at its end.

    A Table has table, csv, json, geojson and html; Triples have ttl, and table shows them as Turtle too.
    Raises QueryError where the format is unknown or does not fit the answer.
    """
    if isinstance(answer, Triples):
        if format not in TRIPLE_FORMATS:
            raise QueryError(f"format {format!r} does not fit triples; known: {', '.join(TRIPLE_FORMATS)}")
        return TRIPLE_FORMATS[format](answer)
    if format not in TABLE_FORMATS:
        raise QueryError(f"format {format!r} does not fit a table; known: {', '.join(TABLE_FORMATS)}")
    return TABLE_FORMATS[format](answer)


def text(table: Table) -> str:
    """Return a table for a terminal; its width is that of the terminal, or 160 columns in a pipe."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    shown = RichTable(box=box.SIMPLE_HEAD)
    for column in table.columns:
        shown.add_column(column, overflow="fold")
    for row in table.rows:
        shown.add_row(*(Text(_printable(short(cell))) for cell in row))
    out = io.StringIO()
    console = Console(file=out, color_system=None, highlight=False)
    if not console.is_terminal:
        console.width = max(console.width, 160)
    console.print(shown)
    count = len(table.rows)
    lines = [line.rstrip() for line in out.getvalue().strip("\n").splitlines()]
    return "\n".join([*lines, f"({count} row{'' if count == 1 else 's'})", ""])


def csv_text(table: Table) -> str:
    """Return SPARQL 1.1 CSV results: RFC 4180, with line feeds only so that it reads well in a pipe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def json_text(table: Table) -> str:
    """Return SPARQL 1.1 JSON results (https://www.w3.org/TR/sparql11-results-json/)."""
    if table.columns == ("answer",) and len(table.rows) == 1 and _is_boolean(table.rows[0][0]):
        return json.dumps({"head": {}, "boolean": _plain(table.rows[0][0]) == "true"}) + "\n"
    bindings = [
        {name: _json_term(cell) for name, cell in zip(table.columns, row, strict=True) if cell is not None}
        for row in table.rows
    ]
    answer = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def geojson(table: Table) -> str:
    """Return GeoJSON (RFC 7946) of the rows that have `latitude` and `longitude`, or `wkt` with a point."""
    if not ({"latitude", "longitude"} <= set(table.columns) or "wkt" in table.columns):
        raise QueryError(
            f"no map without columns latitude and longitude, or wkt; this query has {', '.join(table.columns)}"
        )
    features = []
    for row in table.rows:
        cells = {name: _number(cell) for name, cell in zip(table.columns, row, strict=True) if cell is not None}
        point = _coordinates(cells)
        if point:
            rest = {k: v for k, v in cells.items() if k not in ("latitude", "longitude", "wkt")}
            geometry = {"type": "Point", "coordinates": point}
            features.append({"type": "Feature", "geometry": geometry, "properties": rest})
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"


def html_text(table: Table) -> str:
    """Return a page of its own with one table; web addresses become links."""
    head = "".join(f"<th>{html.escape(column)}</th>" for column in table.columns)
    rows = "\n".join("<tr>" + "".join(f"<td>{_html_cell(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return _PAGE.format(head=head, rows=rows, count=len(table.rows))


def turtle(answer: Triples) -> str:
    """Return sorted Turtle with one subject per block and the prefixes that it uses."""
    used: set[tuple[str, str]] = set()
    blocks: dict[str, list[str]] = {}
    for subject, predicate, value in answer.triples:
        verb = "a" if predicate.value.endswith("rdf-syntax-ns#type") else _n3(predicate, used)
        blocks.setdefault(_n3(subject, used), []).append(f"{verb} {_n3(value, used)}")
    head = "".join(f"@prefix {prefix} <{start}> .\n" for prefix, start in sorted(used)) + "\n" * bool(used)
    return head + "".join(f"{subject}\n    " + " ;\n    ".join(rest) + " .\n\n" for subject, rest in blocks.items())


TABLE_FORMATS: dict[str, Callable[[Table], str]] = {
    "table": text,
    "csv": csv_text,
    "json": json_text,
    "geojson": geojson,
    "html": html_text,
}
TRIPLE_FORMATS: dict[str, Callable[[Triples], str]] = {"ttl": turtle, "table": turtle}


def short(cell: Term | None) -> str:
    """Return a cell for the eye: an IRI without what all IRIs of its kind begin with.

    >>> short(Term("https://example.org/kg/state/irq")), short(Term("http://www.wikidata.org/entity/Q796"))
    ('state/irq', 'wd:Q796')
    """
    if cell is None:
        return ""
    if cell.kind != "iri":
        return cell.value
    value = cell.value
    for start, prefix in _SHORT:
        if value.startswith(start):
            return prefix + value.removeprefix(start)
    if value.startswith(DEFAULT_BASE):
        return value.removeprefix(DEFAULT_BASE)
    for folder in ("/event/", "/actor/", "/place/", "/document/"):
        if folder in value:
            return folder[1:] + value.partition(folder)[2]
    return value


_SHORT = (
    ("http://www.wikidata.org/entity/", "wd:"),
    ("https://w3id.org/kg-builder/ontology#", "kg:"),
    ("https://w3id.org/kg-builder/event-type/", "evt:"),
    ("http://semanticweb.cs.vu.nl/2009/11/sem/", "sem:"),
    ("http://www.w3.org/2000/01/rdf-schema#", "rdfs:"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"),
    ("http://www.w3.org/2002/07/owl#", "owl:"),
    ("http://www.w3.org/2004/02/skos/core#", "skos:"),
    ("http://www.w3.org/ns/prov#", "prov:"),
    ("http://www.opengis.net/ont/geosparql#", "geo:"),
    ("http://www.opengis.net/ont/sf#", "sf:"),
    ("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#", "nif:"),
    ("http://purl.org/dc/terms/", "dcterms:"),
    ("https://schema.org/", "schema:"),
)

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>kg</title>
<style>
body {{ font: 15px/1.4 system-ui, sans-serif; margin: 2em; }}
table {{ border-collapse: collapse; }}
th, td {{ text-align: left; vertical-align: top; padding: .3em .8em; border-bottom: 1px solid #ddd; }}
</style>
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
<p>{count} rows</p>
</html>
"""


def _plain(cell: Term | None) -> str:
    return "" if cell is None else cell.value


def _printable(value: str) -> str:
    """Control characters would move the cursor or colour the terminal."""
    return "".join(char if char.isprintable() else "\ufffd" if char not in "\n\t" else " " for char in value)


def _is_boolean(cell: Term | None) -> bool:
    return cell is not None and cell.datatype == f"{XSD}boolean"


def _json_term(cell: Term) -> dict[str, str]:
    if cell.kind != "literal":
        return {"type": "uri" if cell.kind == "iri" else "bnode", "value": cell.value}
    found = {"type": "literal", "value": cell.value}
    if cell.language:
        found["xml:lang"] = cell.language
    elif cell.datatype and cell.datatype != STRING:
        found["datatype"] = cell.datatype
    return found


def _number(cell: Term) -> str | int | float:
    if cell.datatype in _NUMBERS:
        try:
            return int(cell.value) if cell.datatype == f"{XSD}integer" else float(cell.value)
        except ValueError:
            return cell.value
    return cell.value


def _coordinates(cells: dict[str, str | int | float]) -> list[float] | None:
    """Return [longitude, latitude] in degrees; None where a row has no point."""
    match = _POINT.search(str(cells.get("wkt", "")))
    pair = match.groups() if match else (cells.get("longitude"), cells.get("latitude"))
    try:
        longitude, latitude = (float(x) for x in pair if x is not None)
    except ValueError:
        return None
    return [longitude, latitude] if abs(longitude) <= 180 and abs(latitude) <= 90 else None


def _html_cell(cell: Term | None) -> str:
    shown = html.escape(short(cell))
    if cell is not None and cell.kind == "iri" and cell.value.startswith(("http://", "https://")):
        return f'<a href="{html.escape(cell.value, quote=True)}">{shown}</a>'
    return shown


def _n3(term: Term, used: set[tuple[str, str]]) -> str:
    """The term in Turtle; a prefix that it needs is added to `used`, with what it stands for."""
    if term.kind == "iri":
        return _prefixed(term.value, used)
    if term.kind == "blank":
        return f"_:{term.value}"
    quoted = json.dumps(term.value, ensure_ascii=False).replace("\x7f", "\\u007F")
    if term.language:
        return f"{quoted}@{term.language}"
    if term.datatype in (None, STRING, LANGUAGE_STRING):
        return quoted
    return f"{quoted}^^{_prefixed(term.datatype or '', used)}"


def _prefixed(iri: str, used: set[tuple[str, str]]) -> str:
    for start, prefix in (*_SHORT, (XSD, "xsd:")):
        if iri.startswith(start) and _LOCAL.fullmatch(iri, len(start)):
            used.add((prefix, start))
            return prefix + iri.removeprefix(start)
    return f"<{iri}>"
