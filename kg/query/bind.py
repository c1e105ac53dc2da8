"""Parameters into SPARQL: a value becomes a term of its type, or a clear error; it never becomes syntax.

A parameter replaces its VALUES line by a VALUES line with the term's n3 form. This gives the same rows in
rdflib, Oxigraph and a remote endpoint, where prepared statements behave differently in each.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from kg import ids
from kg.errors import QueryError
from kg.model import Modality

if TYPE_CHECKING:
    from kg.query.catalogue import Param, StoredQuery

ParamType = Literal["iri", "date", "integer", "decimal", "string", "concept", "actor", "place"]
Value: TypeAlias = str | int | float | date

MAX_LENGTH = 10_000  # characters of a value; longer ones are no names, and servers refuse the request

PREFIXES = {"evt": ids.EVENT_TYPE, "kg": ids.ONTOLOGY, "wd": ids.WIKIDATA}

# IRIREF of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#rIRIREF) with a scheme before it.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\x9f<>\"{}|\\^`\ud800-\udfff\ufffe\uffff]+")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|urn:")
_SHOWN = re.compile(rf"(?:{'|'.join(ids.PARTS)})/")  # as kg.report.render.short cuts them
_PREFIXED = re.compile(r"(\w+):([A-Za-z0-9_-]+)")
_QID = re.compile(r"Q[1-9][0-9]{0,15}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?")
_MODALITIES = frozenset(modality.value for modality in Modality)
_CONCEPT = re.compile(r"[A-Za-z][A-Za-z-]*")

_SMALL_WORD = re.compile(r"(?<= )(Of|The|And|For|In|On|De|Al)\b")

_RDFS_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
_ALT_LABEL = "<http://www.w3.org/2004/02/skos/core#altLabel>"
_SAME = "<http://www.w3.org/2002/07/owl#sameAs>"
_CLOSE = "<http://www.w3.org/2004/02/skos/core#closeMatch>"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_CLASS = {
    "actor": "<http://semanticweb.cs.vu.nl/2009/11/sem/Actor>",
    "place": "<http://semanticweb.cs.vu.nl/2009/11/sem/Place>",
}


def bind(query: "StoredQuery", values: Mapping[str, Value]) -> str:
    """Return the query's final SPARQL.

    Raises QueryError where a parameter is unknown, ill-typed or required and not given.
    """
    from kg.query.catalogue import values_line

    known = {param.name for param in query.params}
    for name in values:
        if name not in known:
            listed = ", ".join(sorted(known)) or "none"
            raise QueryError(f"{query.name} has no parameter {name!r}; it takes: {listed}")
    text = query.text
    for param in query.params:
        line = _line(param, values, query.name)
        if line is not None:
            text = values_line(param.name).sub(lambda _, new=line: new, text, count=1)  # type: ignore[misc]
    return text


def _line(param: "Param", values: Mapping[str, Value], query: str) -> str | None:
    """Return what replaces the parameter's line; None where the line stays."""
    if param.name in values:
        value = str(values[param.name])
        try:
            return RENDER[param.type](param.name, _checked(value))
        except ValueError as error:
            shown = value if len(value) <= 80 else value[:80] + "..."
            raise QueryError(f"{query}: {param.name}={shown!r}: {error}") from error
    if param.required and param.default is None:
        raise QueryError(f"{query} needs {param.name} ({param.type}): add -p {param.name}=...")
    return "" if param.default is None else None


def _checked(value: str) -> str:
    if len(value) > MAX_LENGTH:
        raise ValueError(f"{len(value)} characters; at most {MAX_LENGTH}")
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueError("holds a character that no text may hold (NUL or half of a surrogate pair)")
    return value


def string(value: str) -> str:
    r"""Return a text as a SPARQL string.

    An `u` after a backslash is escaped too: some engines expand `\u0022` before they read the query (SPARQL 1.1,
    section 19.2), even where the backslash is escaped itself. The form with eight digits leaves no doubt where it ends.

    >>> print(string('say "a\\b"'), string('\\u0022'))
    "say \"a\\b\"" "\\\U000000750022"
    """
    text = value.replace("\\", "\\\\").replace('"', '\\"')
    text = re.sub(r"(?<=\\)[uU]", lambda m: f"\\U{ord(m.group()):08X}", text)
    return '"' + text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


def iri(value: str) -> str:
    """Return an IRI in angle brackets.

    Prefixed names of kg (`evt:`, `kg:`, `wd:`) and what a table shows of kg's own IRIs (`event/...`) are expanded.
    """
    if _SHOWN.match(value):
        value = ids.DEFAULT_BASE + value
    prefixed = _PREFIXED.fullmatch(value)
    if prefixed and prefixed[1] in PREFIXES:
        return f"<{PREFIXES[prefixed[1]]}{prefixed[2]}>"
    if not _IRI.fullmatch(value):
        raise ValueError("no IRI; expected one such as https://example.org/kg/event/1")
    return f"<{value}>"


def concept(value: str) -> str:
    """Return an event type or a modality by local name, or any IRI."""
    if value in _MODALITIES:
        return f"<{ids.ONTOLOGY}{value}>"
    return f"<{ids.EVENT_TYPE}{value}>" if _CONCEPT.fullmatch(value) else iri(value)


def day(value: str) -> str:
    """Return an xsd:date."""
    if not _DATE.fullmatch(value):
        raise ValueError("no date; expected the form 2016-03-17")
    try:
        return f'"{date.fromisoformat(value).isoformat()}"^^<{_XSD}date>'
    except ValueError as error:
        raise ValueError(f"no day of the calendar ({error}); expected the form 2016-03-17") from error


def integer(value: str) -> str:
    """Return an xsd:integer."""
    if not _INTEGER.fullmatch(value):
        raise ValueError("no whole number")
    return str(int(value))


def decimal(value: str) -> str:
    """Return an xsd:decimal."""
    if not _DECIMAL.fullmatch(value):
        raise ValueError("no decimal number; expected the form 36.19")
    return f'"{value.removeprefix("+")}"^^<{_XSD}decimal>'


def _values(term: Callable[[str], str]) -> Callable[[str, str], str]:
    return lambda name, value: f"  VALUES ?{name} {{ {term(value)} }}\n"


def _entity(kind: str) -> Callable[[str, str], str]:
    """Return the renderer of an actor or a place: by IRI, by Wikidata item, or by one of its names."""

    def render(name: str, value: str) -> str:
        found = lookup(kind, name, value)
        return f"  {{ {found} }}\n" if found else f"  VALUES ?{name} {{ {iri(value)} }}\n"

    return render


def lookup(kind: str, name: str, value: str) -> str | None:
    """Return the SELECT that finds the IRIs of an actor or a place; None where `value` is an IRI already.

    Raises ValueError where the value is neither a name nor an item.
    """
    if _QID.fullmatch(value) or value.startswith("wd:"):
        item = f"<{ids.WIKIDATA}{value}>" if _QID.fullmatch(value) else iri(value)
        found = f"{{ ?{name} {_SAME} {item} }} UNION {{ ?{name} {_CLOSE} {item} }}"
    elif _ADDRESS.match(value) or _SHOWN.match(value):
        return None
    else:
        if not value.strip():
            raise ValueError("empty; expected a name, a Wikidata item such as Q796, or an IRI")
        texts = " ".join(string(form) + tag for form in _forms(value) for tag in ("", "@en"))
        found = (
            f"VALUES ?{name}Name {{ {texts} }} "
            f"{{ ?{name} {_RDFS_LABEL} ?{name}Name }} UNION {{ ?{name} {_ALT_LABEL} ?{name}Name }}"
        )
    return f"SELECT DISTINCT ?{name} WHERE {{ {found} ?{name} a {_CLASS[kind]} . }}"


def _forms(name: str) -> list[str]:
    """Return a name in the spellings that are looked up: as given, in capitals, with capitals as in a headline.

    >>> _forms("ministry of defence")
    ['MINISTRY OF DEFENCE', 'Ministry Of Defence', 'Ministry of Defence', 'Ministry of defence', 'ministry of defence']
    """
    stripped = name.strip()
    headline = _SMALL_WORD.sub(lambda m: m.group().lower(), stripped.title())
    return sorted({name, stripped, stripped.upper(), stripped.title(), stripped.capitalize(), headline})


RENDER: dict[ParamType, Callable[[str, str], str]] = {
    "iri": _values(iri),
    "date": _values(day),
    "integer": _values(integer),
    "decimal": _values(decimal),
    "string": _values(string),
    "concept": _values(concept),
    "actor": _entity("actor"),
    "place": _entity("place"),
}
