"""A query against an RDF file (rdflib or Oxigraph), an embedded store or a remote endpoint: the same rows from each."""

import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError, QueryError, StoreError, unreadable
from kg.query import bind, catalogue
from kg.query.period import narrowed
from kg.resources import resource
from kg.table import XSD, Table, Term, Triples, literal

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

    from kg.endpoint import Credentials

_log = logging.getLogger(__name__)

Answer = Table | Triples

_QUADS = {".trig", ".nq"}
_SUFFIXES = {*_QUADS, ".ttl", ".nt", ".jsonld", ".rdf"}


def run(
    name: str | Path,
    params: Mapping[str, bind.Value] | None = None,
    *,
    graph: Path | None = None,
    store: Path | None = None,
    endpoint: str | None = None,
    engine: str = "oxigraph",
    login: "Credentials | None" = None,
    service: str | None = None,
    timeout_s: float = 60.0,
) -> Answer:
    """Answer a stored query, or a .rq file, from one of `graph` (a file), `store` (a folder), `endpoint` (a URL).

    `engine` is oxigraph or rdflib and counts for `graph` only; `login` (else the environment's) and `timeout_s` > 0
    count for `endpoint` only. `service`: the URL of a copy of the service that a federated query asks.
    Raises QueryError, InputError (the file) or StoreError (the store or endpoint).
    """
    query = catalogue.find(str(name))
    bind.bind(query, params or {})  # a parameter that does not fit is said before anything is opened
    ask = source(graph, store, endpoint, engine=engine, login=login, timeout_s=timeout_s)
    text = prepared(query, params or {}, ask)
    if query.prefetch is None:
        return ask(text)
    from kg.query.federate import federated

    return federated(query, text, ask, service=service, timeout_s=timeout_s)


def source(
    graph: Path | None = None,
    store: Path | None = None,
    endpoint: str | None = None,
    *,
    engine: str = "oxigraph",
    login: "Credentials | None" = None,
    timeout_s: float = 60.0,
) -> Callable[[str], Answer]:
    """Return what answers SPARQL from the source that is given; it is opened once for all that is asked of it."""
    if sum(one is not None for one in (graph, store, endpoint)) != 1:
        raise QueryError("give one of an RDF file, a store folder or an endpoint URL")
    if endpoint is not None:
        from kg.endpoint import Endpoint, credentials

        return Endpoint(endpoint, login=login or credentials(), timeout_s=timeout_s).ask
    if store is not None:
        opened = open_store(store)
        return lambda sparql: query_store(opened, sparql)
    assert graph is not None
    if graph.suffix not in _SUFFIXES:
        known = ", ".join(sorted(_SUFFIXES))
        raise InputError(
            f"{graph}: is no graph file: the suffix must be one of {known}; `kg build` makes one of reports"
        )
    if engine not in ENGINES:
        raise QueryError(f"no engine {engine!r}; known: {', '.join(ENGINES)}")
    return ENGINES[engine](graph)


def prepared(query: catalogue.StoredQuery, params: Mapping[str, bind.Value], ask: Callable[[str], Answer]) -> str:
    """Return a query's SPARQL with its parameters bound and names looked up in what `ask` asks.

    Names are looked up first, in a query of their own: with IRIs in it, every engine starts the main one from them.
    So are the events of a short period: see kg.query.period.
    """
    text = bind.bind(query, params)
    for param in query.params:
        if param.name in params and param.type in ("actor", "place"):
            search = bind.lookup(param.type, param.name, str(params[param.name]))
            if search is not None:
                found = ask(search)
                assert isinstance(found, Table)
                iris = sorted({row[0].value for row in found.rows if row[0]})
                if not iris:
                    _log.warning("no %s here is called %r: names are matched whole", param.type, params[param.name])
                line = f"  VALUES ?{param.name} {{ {' '.join(map(bind.iri, iris))} }}"
                text = text.replace(f"  {{ {search} }}", line)
    return narrowed(query, text, params, ask)


def prepare(name: str, params: Mapping[str, bind.Value], ask: Callable[[str], Answer]) -> str:
    """Return the SPARQL of a stored query for whatever `ask` asks; see `prepared`."""
    return prepared(catalogue.find(name), params, ask)


def explain(name: str, params: Mapping[str, bind.Value] | None = None) -> str:
    """Return the final SPARQL of a stored query with its parameters bound."""
    return bind.bind(catalogue.find(name), params or {})


def open_store(path: Path) -> ox.Store:
    """Open an embedded store for reading; StoreError where there is none."""
    if not (path / "CURRENT").is_file():
        raise StoreError(f"{path} is no store; make one with `kg load FILE --store {path}`")
    try:
        return ox.Store.read_only(str(path))
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error}") from error


def query_store(store: ox.Store, text: str) -> Answer:
    """Answer SPARQL from an Oxigraph store: from its default graph or, where that is empty, from all graphs."""
    first = next(iter(store.quads_for_pattern(None, None, None, ox.DefaultGraph())), None)
    try:
        results = store.query(text, use_default_graph_as_union=first is None)
        if isinstance(results, ox.QueryBoolean):
            return _boolean(bool(results))
        if isinstance(results, ox.QueryTriples):
            return _triples((_from_ox(t.subject), _from_ox(t.predicate), _from_ox(t.object)) for t in results)
        columns = tuple(variable.value for variable in results.variables)
        terms = _Terms({None: None})
        return Table(columns, tuple(tuple(map(terms.__getitem__, row)) for row in results))
    except SyntaxError as error:
        raise QueryError(f"not valid SPARQL: {_mistake(text, str(error))}") from error
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the store failed to answer: {error}") from error


def _mistake(text: str, error: str) -> str:
    """What is wrong with a query: where rdflib's parser finds the mistake, as it tells it better, else Oxigraph's."""
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    where, _, expected = error.partition(": expected")
    if "Prefix not found" in expected:
        return f"{where}: a prefix that no PREFIX line declares"
    try:
        parseQuery(text)
    except ParseException as found:
        return str(found)
    return error


def _from_file_by_oxigraph(path: Path) -> Callable[[str], Answer]:
    store = ox.Store()
    for file in (path, resource("ontology", "event-types.ttl")):
        try:
            store.bulk_load(path=str(file))
            if file.suffix in _QUADS:
                store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in ox.parse(path=str(file)))
        except OSError as error:
            raise unreadable(file, error) from error
        except (SyntaxError, ValueError) as error:
            raise InputError(f"{file}: is no well-formed graph: {error}") from error
    return lambda text: query_store(store, text)


def _from_file_by_rdflib(path: Path) -> Callable[[str], Answer]:
    import rdflib

    graph: rdflib.Graph = rdflib.Dataset(default_union=True) if path.suffix in _QUADS else rdflib.Graph()
    _parse_by_rdflib(graph, path)
    _parse_by_rdflib(graph, resource("ontology", "event-types.ttl"))
    return lambda text: _query_rdflib(graph, text)


def _query_rdflib(graph: "rdflib.Graph", text: str) -> Answer:
    import rdflib
    from pyparsing import ParseException

    try:
        result = graph.query(text)
    except (ParseException, SyntaxError) as error:
        raise QueryError(f"not valid SPARQL: {error}") from error
    if result.type == "ASK":
        return _boolean(bool(result.askAnswer))
    if result.type in ("CONSTRUCT", "DESCRIBE"):
        found = result.graph or rdflib.Graph()
        return _triples((_from_rdflib(s), _from_rdflib(p), _from_rdflib(o)) for s, p, o in found)
    variables = result.vars or []
    rows = [tuple(_from_rdflib(b[v]) if v in b else None for v in variables) for b in result.bindings]
    return Table(tuple(str(v) for v in variables), tuple(rows))


def _parse_by_rdflib(graph: "rdflib.Graph", path: Path) -> None:
    from rdflib.exceptions import ParserError
    from rdflib.plugin import PluginException
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        graph.parse(str(path))
    except OSError as error:
        raise unreadable(path, error) from error
    except (ParserError, PluginException, BadSyntax, ValueError) as error:
        raise InputError(f"{path}: {error}") from error


ENGINES: dict[str, Callable[[Path], Callable[[str], Answer]]] = {
    "oxigraph": _from_file_by_oxigraph,
    "rdflib": _from_file_by_rdflib,
}


class _Terms(dict[object, Term | None]):
    """The terms of an answer by those of Oxigraph, each made once: types, days and numbers come again and again."""

    def __missing__(self, term: object) -> Term:
        made = self[term] = _from_ox(term)
        return made


def _from_ox(term: object) -> Term:
    if isinstance(term, ox.NamedNode):
        return Term(term.value)
    if isinstance(term, ox.Literal):
        return literal(term.value, term.datatype.value, term.language)
    if isinstance(term, ox.BlankNode):
        return Term(term.value, "blank")
    raise QueryError(f"the answer holds {term!r}, which is no IRI, literal or blank node")


def _from_rdflib(term: "Node") -> Term:
    import rdflib

    if isinstance(term, rdflib.Literal):
        return literal(str(term), str(term.datatype) if term.datatype else None, term.language)
    return Term(str(term), "blank" if isinstance(term, rdflib.BNode) else "iri")


def _boolean(value: bool) -> Table:
    return Table(("answer",), ((literal("true" if value else "false", f"{XSD}boolean"),),))


def _triples(found: Iterable[tuple[Term, Term, Term]]) -> Triples:
    return Triples(tuple(sorted(set(found), key=lambda triple: [repr(term) for term in triple])))
