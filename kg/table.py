"""What a query answers: rows of terms, or triples; the same for rdflib, Oxigraph and a remote endpoint.

Lexical forms are brought to one form (`01` and `1` are one integer), so that answers of different engines are equal.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

XSD = "http://www.w3.org/2001/XMLSchema#"
STRING = f"{XSD}string"
LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"

Kind = Literal["iri", "literal", "blank"]

_WHOLE = {f"{XSD}{name}" for name in ("integer", "int", "long", "short", "nonNegativeInteger")}
_FLOATING = {f"{XSD}double", f"{XSD}float"}


@dataclass(frozen=True, slots=True)
class Term:
    """One value of an answer; each literal has a datatype, and a text in a language its language tag."""

    value: str
    kind: Kind = "iri"
    datatype: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The answer of a SELECT (or, in one cell `answer`, of an ASK); None where a variable is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def values(self) -> list[tuple[str | None, ...]]:
        """Return the rows as plain texts."""
        return [tuple(cell.value if cell else None for cell in row) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer of a CONSTRUCT or DESCRIBE; sorted, without repetition."""

    triples: tuple[tuple[Term, Term, Term], ...]


def from_json(answer: dict[str, Any]) -> Table:
    """Return the table of SPARQL 1.1 JSON results; KeyError or TypeError where it is something else."""
    if "boolean" in answer:
        return Table(("answer",), ((literal(str(answer["boolean"]).lower(), f"{XSD}boolean"),),))
    columns = tuple(answer["head"]["vars"])
    found = answer["results"]["bindings"]
    return Table(columns, tuple(tuple(_from_json(row[c]) if c in row else None for c in columns) for row in found))


def _from_json(cell: dict[str, str]) -> Term:
    if cell["type"] == "uri":
        return Term(cell["value"])
    if cell["type"] == "bnode":
        return Term(cell["value"], "blank")
    return literal(cell["value"], cell.get("datatype"), cell.get("xml:lang"))


def literal(value: str, datatype: str | None = None, language: str | None = None) -> Term:
    """Return a literal term in canonical form.

    >>> [literal(v, XSD + t).value for v, t in (("01", "integer"), ("1.50", "decimal"), ("1.0E1", "double"))]
    ['1', '1.5', '10.0']
    """
    if language:
        return Term(value, "literal", LANGUAGE_STRING, language.lower())
    datatype = datatype or STRING
    return Term(_canonical(value, datatype), "literal", datatype)


def _canonical(value: str, datatype: str) -> str:
    try:
        if datatype in _WHOLE:
            return str(int(value))
        if datatype == f"{XSD}decimal":
            plain = format(Decimal(value), "f")
            return plain.rstrip("0").rstrip(".") if "." in plain else plain
        if datatype in _FLOATING:
            return repr(float(value))
    except (ValueError, InvalidOperation):
        return value
    return value
