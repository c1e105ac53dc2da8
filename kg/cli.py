"""The commands: parse arguments, call a function, print. No logic lives here; heavy imports wait for their command."""

import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.progress import count_of, counter, progress
from kg.terminal import Commands, complain, console

if TYPE_CHECKING:
    from kg.endpoint import Credentials
    from kg.pipeline import Summary


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    add_completion=False,
)

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Config = Annotated[Path | None, typer.Option(help="A TOML file of settings; see kg/default_config.toml.")]
Base = Annotated[str | None, typer.Option(help="Where the data's IRIs begin.")]
Language = Annotated[str | None, typer.Option(help="An installed spaCy pipeline instead of en_kg.")]
Workers = Annotated[int, typer.Option(min=1, help="Local processes; the result is the same.")]
Knowledge = Annotated[list[str] | None, typer.Option(help="A file of `kg kb build`, repeatable.")]
Store = Annotated[Path | None, typer.Option(help="Folder of an embedded Oxigraph store.")]
Endpoint = Annotated[str | None, typer.Option(help="URL of a SPARQL 1.1 endpoint.")]
User = Annotated[
    str | None, typer.Option(help="User at the endpoint; the password comes from KG_STORE_PASSWORD or a prompt.")
]

WIKIDATA_SERVICE = "https://query.wikidata.org/sparql"


def main() -> None:
    """Runs the command line."""
    to_stderr = logging.StreamHandler()
    to_stderr.setFormatter(logging.Formatter("kg: %(message)s"))
    logging.getLogger("kg").addHandler(to_stderr)
    logging.getLogger("kg").setLevel(logging.INFO)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite kill cleans up as Ctrl-C does
    app()


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"kg {version('kg-builder')}")
        raise typer.Exit()


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Read news reports, build a graph of **who did what to whom, where, when and who says so**."""


@app.command()
def build(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or - for standard input.")],
    output: Annotated[Path, typer.Option("--output", "-o", help=".ttl .trig .nq .nt or .jsonld")],
    base: Base = None,
    language: Language = None,
    config: Config = None,
    knowledge: Knowledge = None,
    stages: Annotated[Path | None, typer.Option(help="Folder for each stage's records as JSON lines.")] = None,
    workers: Workers = 1,
    strict: Annotated[bool, typer.Option("--strict", help="End at the first document that fails.")] = False,
    quiet: Quiet = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name each document as it is done.")] = False,
) -> None:
    """Build the graph of reports.

    Exit code: 0 all documents are in the graph, 3 some were skipped (each is named with its reason), 1 none or failure.
    FILE is written whole or not at all; a build that is interrupted goes on from FILE.partial when it is run again.

    Examples: `kg build examples -o exports/examples.ttl`, `kg build reports.jsonl.gz -o graph.trig -q`
    """
    from kg.config import load_settings
    from kg.pipeline import build as run
    from kg.pipeline import unfinished

    settings = load_settings(config, base=base, language=language, knowledge=knowledge)
    try:
        with progress(quiet=quiet, verbose=verbose) as advance:
            summary = run(
                paths, output, settings=settings, strict=strict, workers=workers, stages=stages, on_document=advance
            )
    except KeyboardInterrupt as interrupt:
        if (kept := unfinished(output)).exists():
            raise KeyboardInterrupt(f"the same command goes on from {kept}") from interrupt
        raise
    if not quiet:
        _print_summary(summary, output)
    raise typer.Exit(summary.exit_code)


def _print_summary(summary: "Summary", output: Path) -> None:
    print(
        f"{count_of(summary.documents, 'document')}, {count_of(summary.events, 'event')}, "
        f"{len(summary.entities)} actors and places ({len(summary.linked)} linked to Wikidata) in {output}"
    )
    if summary.skipped:
        print(f"{len(summary.skipped)} skipped:")
        for reason, count in summary.reasons():
            print(f"{count:>5}  {reason}")


@app.command()
def show(
    paths: Annotated[list[str], typer.Argument(help="A report, or - for pasted text.")],
    why: Annotated[bool, typer.Option("--why", help="Also how each event was found and linked.")] = False,
    language: Language = None,
    config: Config = None,
    knowledge: Knowledge = None,
) -> None:
    """Print the events of a report as a person reads them.

    Examples: `kg show examples/airstrike-wire.txt`, `kg show --why - < pasted.txt`
    """
    from rich.markup import escape

    from kg.config import load_settings
    from kg.model import Skipped
    from kg.pipeline import Pipeline
    from kg.read import read
    from kg.report.events import coreference_text, event_texts

    settings = load_settings(config, language=language, knowledge=knowledge)
    out = console()
    shown = skipped = 0
    for item in Pipeline(settings).graphs(read(paths, max_characters=settings.max_characters)):
        if isinstance(item, Skipped):
            skipped += 1
            complain(f"skipped {item.document_id}: {item.reason}")
            continue
        shown += 1
        about = (item.document.title, item.document.published, item.document.publisher)
        heading = " · ".join(str(x) for x in about if x) or item.document.id
        out.print(f"[bold]{escape(heading)}[/bold]\n")
        if item.document.published is None:
            out.print(
                "The report has no date, so days stay open: begin it with `date 2024-05-01`,\n"
                "or give its row a field or column `date`.\n"
            )
        for block in event_texts(item, why=why):
            out.print(block)
        if not item.events:
            out.print("No event: " + escape("; ".join(s.reason for s in item.skipped)) + "\n")
        if why:
            out.print(coreference_text(item))
    raise typer.Exit(1 if not shown else 3 if skipped else 0)


@app.command()
def query(
    name: Annotated[str | None, typer.Argument(help="A stored query, or the path of a .rq file.")] = None,
    parameters: Annotated[list[str] | None, typer.Option("--param", "-p", help="name=value, repeatable.")] = None,
    graph: Annotated[Path | None, typer.Option(help="An RDF file.")] = None,
    store: Store = None,
    endpoint: Endpoint = None,
    user: User = None,
    engine: Annotated[str, typer.Option(help="For --graph: oxigraph or rdflib.")] = "oxigraph",
    format: Annotated[str, typer.Option(help="table, csv, json, geojson, html or ttl.")] = "table",
    service: Annotated[str | None, typer.Option(help="A copy of Wikidata's endpoint for federated queries.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Name the stored queries.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Print the final SPARQL instead of running it.")] = False,
) -> None:
    """Answer a stored question from a graph.

    Examples: `kg query --list`, `kg query who-attacked-whom --graph exports/examples.ttl --format csv`
    """
    from kg import query as queries
    from kg import report

    given = _pairs(parameters or [])
    if list_:
        for stored in queries.list_queries():
            print(f"{stored.name:<32} {stored.summary}")
        return
    if not name:
        raise typer.BadParameter("name a stored query (see `kg query --list`) or the path of a .rq file")
    if explain:
        print(queries.explain(name, given))
        return
    _one_of(graph=graph, store=store, endpoint=endpoint)
    source = {"graph": graph, "store": store, "endpoint": endpoint, "login": _login(endpoint, user)}
    answer = queries.run(name, given, engine=engine, service=service, **source)  # type: ignore[arg-type]
    print(report.render(answer, format), end="")


def _pairs(parameters: list[str]) -> dict[str, str]:
    pairs = {}
    for parameter in parameters:
        key, sign, value = parameter.partition("=")
        if not sign or not key:
            raise typer.BadParameter(f"{parameter!r} is not name=value")
        pairs[key] = value
    return pairs


@app.command()
def link(
    file: Annotated[Path, typer.Argument(help="A graph made by `kg build`.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Another file; else FILE itself.")] = None,
    online: Annotated[bool, typer.Option("--online", help="Ask Wikidata; without it nothing is sent.")] = False,
    endpoint: Annotated[str | None, typer.Option(help="Another SPARQL endpoint with Wikidata's data.")] = None,
    api: Annotated[str | None, typer.Option(help="Another search API.")] = None,
    contact: Annotated[str | None, typer.Option(help="Your address, which the service's policy asks for.")] = None,
    config: Config = None,
) -> None:
    """Link the actors and places that have no Wikidata item yet; without --online only count them.

    Exit code 3 where the service stayed away: the graph is as it was and says so; run again to go on.

    Examples: `kg link graph.ttl`, `kg link graph.ttl --online --contact you@example.org`
    """
    from kg.config import load_settings
    from kg.pipeline import link as run
    from kg.rdf.relink import count

    if not online:
        print(f"{file}: {count(file)}; `--online` asks for the others")
        return
    settings = load_settings(config, contact=contact)
    done = run(file, output or file, contact=settings.contact, endpoint=endpoint, api=api)
    print(f"{output or file}: {done.after} of {done.entities} actors and places linked, {done.before} before")
    if done.unavailable:
        complain(f"not linked: service unavailable for {done.unavailable}; run again to go on")
        raise typer.Exit(3)


@app.command()
def split(
    key: Annotated[str, typer.Argument(help="What follows the base in the node's IRI: armed-group/islamic-state")],
    overrides: Annotated[Path | None, typer.Option(help="The file of decisions; else the one of the settings.")] = None,
    config: Config = None,
) -> None:
    """Undo a merge: from the next build on each document has its own node instead of KEY.

    The decision is one line in the file of overrides; remove it to merge again. The file also takes
    {"same": [NAMES]}, {"different": [NAME, NAME]} and {"name": NAME, "qid": QID}.

    Example: `kg split armed-group/syrian-democratic-forces`
    """
    from kg.config import load_settings
    from kg.link.override import add_split

    file = overrides or Path(load_settings(config).overrides)
    print(f"{file}: {key} is split from the next build on" if add_split(file, key) else f"{file} splits {key} already")


kb = typer.Typer(no_args_is_help=True, help="Knowledge for the linker.")
app.add_typer(kb, name="kb")


@kb.command("build")
def kb_build(
    output: Annotated[Path, typer.Option("--output", "-o", help="The knowledge base, an SQLite file.")],
    wikidata: Annotated[Path | None, typer.Option(help="Wikidata's JSON dump: .json, .json.gz or .json.bz2")] = None,
    geonames: Annotated[Path | None, typer.Option(help="A GeoNames country file: IQ.zip or IQ.txt")] = None,
) -> None:
    """Stream a dump into a knowledge base that `--knowledge` or the setting `knowledge` adds to the linker's.

    Examples: `kg kb build --geonames IQ.zip -o iq.sqlite`, `kg kb build --wikidata latest-all.json.bz2 -o wd.sqlite`
    """
    from kg.link.build import build_geonames, build_wikidata

    _one_of(wikidata=wikidata, geonames=geonames)
    built = build_wikidata(wikidata, output) if wikidata else build_geonames(geonames or Path(), output)
    print(f"{built.entries} entries of {built.lines} lines in {built.path}, {built.seconds:.1f} s")
    print(f"use it: kg build ... --knowledge {built.path}")


@app.command()
def validate(
    file: Annotated[Path | None, typer.Argument(help="An RDF file.")] = None,
    store: Store = None,
    endpoint: Endpoint = None,
    user: User = None,
    fast: Annotated[bool, typer.Option("--fast", help="Only the stored checks (queries/check), by SPARQL.")] = False,
    workers: Workers = 1,
) -> None:
    """Check a graph against the shapes of the ontology (SHACL), document by document. Exit code 1 where it breaks one.

    Examples: `kg validate exports/examples.ttl`, `kg validate --store db --fast`
    """
    _one_of(file=file, store=store, endpoint=endpoint)
    login = _login(endpoint, user)
    violations: Sequence[object]
    if fast:
        from kg.query import check

        violations = check(graph=file, store=store, endpoint=endpoint, login=login)
    else:
        from kg import store as stores
        from kg.rdf import shacl

        if file is not None:
            violations = shacl.validate(file, workers=workers)
        else:
            graphs = stores.document_graphs(store=store, endpoint=endpoint, login=login)
            violations = shacl.validate_graphs(((graph.name, graph.text) for graph in graphs), workers=workers)
    for violation in violations:
        print(violation)
    where = file or store or endpoint
    print(f"{where}: {len(violations)} violations" if violations else f"{where}: conforms")
    raise typer.Exit(1 if violations else 0)


@app.command()
def load(
    files: Annotated[list[Path], typer.Argument(help="RDF files made by `kg build`.")],
    store: Store = None,
    endpoint: Endpoint = None,
    graph_store: Annotated[str | None, typer.Option(help="URL of the Graph Store Protocol.")] = None,
    user: User = None,
    quiet: Quiet = False,
) -> None:
    """Load graphs into a store, one named graph for each document; loading again changes nothing.

    Examples: `kg load graph.trig --store db`, `kg load graph.trig --endpoint http://localhost:7878/query`
    """
    from kg import store as stores

    _one_of(store=store, endpoint=endpoint)
    login = _login(endpoint, user)
    with counter("documents", quiet=quiet) as show:
        loaded = stores.load(files, store=store, endpoint=endpoint, graph_store=graph_store, login=login, progress=show)
    if not quiet:
        print(f"{loaded.added} documents added, {loaded.replaced} replaced, {loaded.unchanged} unchanged")


@app.command()
def export(
    output: Annotated[Path, typer.Option("--output", "-o", help=".ttl .trig .nq .nt or .jsonld")],
    store: Store = None,
    endpoint: Endpoint = None,
    user: User = None,
) -> None:
    """Write what a store holds to a file, always in one order.

    Example: `kg export --store db -o graph.trig`
    """
    from kg import store as stores
    from kg.rdf.write import Format, format_of, write_in_order, write_quads

    _one_of(store=store, endpoint=endpoint)
    form = format_of(output)
    if store is not None and form in (Format.TURTLE, Format.N_TRIPLES):
        count = write_in_order(stores.union(store), output)
    else:
        quads = stores.document_quads(store=store, endpoint=endpoint, login=_login(endpoint, user))
        count = write_in_order(quads, output) if form.has_graphs else write_quads(quads, output)
    print(f"{count} triples in {output}")


@app.command()
def retract(
    documents: Annotated[list[str], typer.Argument(help="Ids of documents.")],
    store: Store = None,
    endpoint: Endpoint = None,
    user: User = None,
) -> None:
    """Take documents back: their graphs go, what other documents say stays.

    Example: `kg retract report-17 --store db`
    """
    from kg import store as stores

    _one_of(store=store, endpoint=endpoint)
    for graph in stores.retract(documents, store=store, endpoint=endpoint, login=_login(endpoint, user)):
        print(f"retracted {graph}")


@app.command()
def stats(store: Store = None, endpoint: Endpoint = None, user: User = None) -> None:
    """Count by class, event type, publisher and month.

    Example: `kg stats --store db`
    """
    from kg import report
    from kg import store as stores

    _one_of(store=store, endpoint=endpoint)
    for name, table in stores.stats(store=store, endpoint=endpoint, login=_login(endpoint, user)).items():
        print(f"{name}\n{report.render(table, 'table')}")


@app.command()
def enrich(
    store: Store = None,
    endpoint: Endpoint = None,
    user: User = None,
    service: Annotated[str, typer.Option(help="Endpoint of Wikidata, or of a copy.")] = WIKIDATA_SERVICE,
    language: Annotated[str, typer.Option(help="Language of the descriptions.")] = "en",
) -> None:
    """Fetch what Wikidata says of the linked actors and places into a named graph of its own (needs the network).

    Example: `kg enrich --store db`; `kg retract urn:kg:enrichment:wikidata --store db` takes it back
    """
    from datetime import date

    from kg import query as queries
    from kg import store as stores
    from kg.table import Triples

    _one_of(store=store, endpoint=endpoint)
    login = _login(endpoint, user)
    asked = {"store": store, "endpoint": endpoint, "login": login}
    found = queries.run("enrich-from-wikidata", {"language": language}, service=service, **asked)  # type: ignore[arg-type]
    assert isinstance(found, Triples)
    target = stores.existing_or_remote(store, endpoint, login=login)
    print(f"{stores.enrich(target, found, service=service, on=date.today())} triples in {stores.ENRICHMENT}")


@app.command()
def serve(
    store: Annotated[Path, typer.Option(help="Folder of an embedded Oxigraph store.")],
    host: Annotated[str, typer.Option(help="Address to listen on; loopback unless told otherwise.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 7878,
    timeout: Annotated[int, typer.Option(help="Limit of one query, in seconds.")] = 30,
) -> None:
    """Serve a store read-only until Ctrl-C: the stored questions at /, SPARQL 1.1 at /sparql.

    Example: `kg serve --store db`, then `kg query timeline --endpoint http://127.0.0.1:7878/sparql`
    """
    from kg import query as queries
    from kg.store.serve import serve as run

    def say(url: str) -> None:
        print(f"serving {store} at {url} (SPARQL at {url}sparql), until Ctrl-C", flush=True)

    try:
        run(store, queries, host=host, port=port, timeout_s=timeout, ready=say)
    except KeyboardInterrupt:
        complain("stopped")


def _login(endpoint: str | None, user: str | None) -> "Credentials | None":
    """Ask for the password of an endpoint's user where the environment has none and somebody is there to ask."""
    if endpoint is None:
        return None
    from kg.endpoint import credentials

    login = credentials(user)
    if login is None or login.password or not sys.stdin.isatty():
        return login
    return credentials(login.user, typer.prompt(f"Password of {login.user}", hide_input=True, err=True))


def _one_of(**choices: object) -> None:
    """Exactly one of the options is given; a usage error otherwise."""
    if sum(value is not None for value in choices.values()) != 1:
        options = ", ".join("a file" if name == "file" else f"--{name}" for name in choices)
        raise typer.BadParameter(f"give one of {options}")


@app.command()
def evaluate(
    name: Annotated[str, typer.Argument(help="language")],
    path: Annotated[Path, typer.Argument(help="Folder of the data.")],
) -> None:
    """Measure kg on public data and print one JSON object.

    Example: `kg evaluate language ../shared/corpora`
    """
    import json

    from kg.evaluate import EVALUATIONS

    if name not in EVALUATIONS:
        raise typer.BadParameter(f"no evaluation {name!r}; known: {', '.join(EVALUATIONS)}")
    print(json.dumps(EVALUATIONS[name](path), indent=1))
