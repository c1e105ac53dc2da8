"""The whole flow: read -> extract -> resolve -> link -> describe -> write. The only module that imports every stage."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import Settings
from kg.corpus import Failure, Finished, Journal, StageFiles, ordered_map
from kg.errors import InputError, KgError, LanguageError
from kg.model import Document, Graph, Link, Skipped

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.link.kb import KnowledgeBase
    from kg.link.override import Overrides
    from kg.rdf.relink import Relinked

_VALUE = re.compile(r" \([^)]*\)|(?<= )(?:'[^']*'|\[[^]]*\]|[0-9][0-9,]*)")  # in a reason: what differs by document
Item = Document | Skipped | Finished
Result = Graph | Skipped | Finished


@dataclass(slots=True)
class Summary:
    """What a build did, for the last line that the user reads."""

    documents: int = 0
    events: int = 0
    entities: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    skipped: list[Skipped] = field(default_factory=list)

    def count(self, item: Graph | Skipped) -> None:
        if isinstance(item, Skipped):
            self.skipped.append(item)
            return
        self.documents += 1
        self.events += len(item.events)
        self.entities.update(e.key for e in item.entities)
        self.linked.update(link.entity_key for link in item.links if link.qid)

    def reasons(self) -> list[tuple[str, int]]:
        """Why documents were skipped, the most frequent reason first, without what to do and without values."""
        causes = (item.reason.partition(": ")[0] for item in self.skipped)
        return Counter(_VALUE.sub(_value, cause) for cause in causes).most_common()

    @property
    def exit_code(self) -> int:
        """0: all documents were read; 3: some were skipped."""
        return 3 if self.skipped else 0


class Pipeline:
    """Documents to graphs. Loads the language pipeline and the knowledge base when the first document asks for them."""

    def __init__(self, settings: Settings, *, threads: int | None = None) -> None:
        """`threads` >= 1: of the encoder of en_kg, None for its own default; without effect on results."""
        self.settings = settings
        self._threads = threads

    @cached_property
    def nlp(self) -> "Language":
        """The spaCy pipeline; raises LanguageError where an installed one was asked for and is not there."""
        name = self.settings.language
        if name == "en_kg":
            from kg import language

            return language.load() if self._threads is None else language.load(threads=self._threads)
        import spacy

        try:
            return spacy.load(name)
        except OSError as error:
            raise LanguageError(
                f"no spaCy pipeline {name!r} is installed: `pip install` it, or leave --language out for en_kg"
            ) from error

    @cached_property
    def knowledge(self) -> "KnowledgeBase":
        from kg.link.kb import KnowledgeBase

        return KnowledgeBase.open(extra=[Path(p) for p in self.settings.knowledge])

    @cached_property
    def overrides(self) -> "Overrides":
        """What the user decided about names; nothing where the file is not there."""
        from kg.link.override import read_overrides

        return read_overrides(Path(self.settings.overrides))

    @cached_property
    def family(self) -> Callable[[str], str]:
        """From an event type to its PLOVER type."""
        from kg.event_types import plover_type

        return plover_type

    def graphs(
        self,
        documents: Iterable[Document | Skipped],
        *,
        strict: bool = False,
        workers: int = 1,
        journal: Journal | None = None,
    ) -> Iterator[Graph | Skipped]:
        """One Graph or Skipped for each document, in the order given; with `strict` the first skipped one raises.

        Graphs that `journal` holds are taken from it, new ones are added to it. `workers` >= 1: local processes.
        """
        if workers > 1:
            self.knowledge.close()  # its index, which is built at the first use, is there when the workers start
        factory = partial(_work, self.settings) if workers > 1 else lambda: self.graph_of
        for item, found in ordered_map(factory, _unfinished(documents, journal), workers=workers):
            result = self._result(item, found, journal)
            if strict and isinstance(result, Skipped):
                raise KgError(f"{result.document_id}: {result.reason}")
            yield result

    def _result(self, item: Item, found: Result | Failure, journal: Journal | None) -> Graph | Skipped:
        if isinstance(found, Failure):
            assert isinstance(item, Document)
            return Skipped(item.id, "extract", f"{found.reason}; please report this document")
        if journal is not None and isinstance(found, Finished):
            return journal.graph(found)
        assert not isinstance(found, Finished)
        if journal is not None and isinstance(found, Graph):
            journal.add(found)
        return found

    def graph_of(self, item: Item) -> Result:
        """The graph of a document; anything else as it is."""
        if not isinstance(item, Document):
            return item
        with self.nlp.memory_zone():  # else spaCy keeps every new word of every document
            doc = self.nlp.make_doc(item.text)
            for token in doc:  # a sentence begins where the body does, so that no dateline enters the parse
                if token.idx >= item.body_start > 0 and not token.is_space:
                    token.is_sent_start = True
                    break
            return self.graph(item, self.nlp(doc))

    def graph(self, document: Document, doc: "Doc") -> Graph:
        """All that is known of one document; `doc` is its text parsed."""
        from kg.extract import extract
        from kg.link.enrich import (
            containers,
            describe_entity,
            place_of,
            with_facility_points,
            with_relative_points,
        )
        from kg.link.link import container_link, link_document, to_link
        from kg.resolve.entities import cluster, rekey
        from kg.resolve.events import merge

        extraction = extract(document, doc, self.knowledge.is_town, self.knowledge.is_person)
        told, threshold = self.overrides, self.settings.link_threshold
        clusters = cluster(extraction, told)
        matches = link_document(clusters, self.knowledge, document, told)
        described = {e.key: told.entity(describe_entity(e, matches[e.key], threshold), document.id) for e in clusters}
        entities, new_key = rekey(clusters, described)
        entities = with_facility_points(entities, self.knowledge)
        outer = containers(entities, self.knowledge)
        entities = with_relative_points((*entities, *map(place_of, outer)))
        entity_of = {m: new_key[e.key] for e in clusters for m in e.mention_ids}
        within = {e.key: frozenset(e.within) for e in entities}
        events = merge(extraction.event_mentions, entity_of, family=self.family, within=within)
        links: dict[str, Link] = {entry.key: container_link(entry) for entry in outer}
        for old in clusters:
            link = to_link(new_key[old.key], matches[old.key], threshold)
            link = told.link(old, link)
            if link.entity_key not in links or link.score > links[link.entity_key].score:
                links[link.entity_key] = link
        return Graph(
            document,
            extraction.mentions,
            extraction.event_mentions,
            entities,
            events,
            tuple(links[k] for k in sorted(links)),
            entity_of,
            extraction.skipped,
        )


def build(
    paths: Sequence[str],
    output: Path,
    *,
    settings: Settings,
    strict: bool = False,
    workers: int = 1,
    stages: Path | None = None,
    on_document: Callable[[Graph | Skipped], None] = lambda _: None,
) -> Summary:
    """Builds the graph of `paths` into `output` (Turtle, TriG, N-Quads, N-Triples or JSON-LD by its suffix).

    `workers` >= 1 is the number of local processes; the bytes do not depend on it. `stages` is a folder for each
    stage's records as JSON lines. `on_document` is called after each document. Raises OutputError where the file cannot
    be written and InputError where no document could be read; the file then stays as it was. A build that is cut off
    keeps the documents it has done in `unfinished(output)`, and the same build goes on from there.
    """
    from kg.rdf.write import write
    from kg.read import read

    summary = Summary()
    with Journal(unfinished(output), made_by=_fingerprint(settings)) as journal, StageFiles(stages) as files:

        def counted() -> Iterator[Graph]:
            documents = read(paths, max_characters=settings.max_characters)
            for item in Pipeline(settings).graphs(documents, strict=strict, workers=workers, journal=journal):
                summary.count(item)
                files.write(item)
                on_document(item)
                if isinstance(item, Graph):
                    yield item
            if not summary.documents:
                raise InputError(f"no document could be read, {output} was not written: see the reasons above")

        write(counted(), output, base=settings.base)
        journal.remove()
    return summary


def link(path: Path, output: Path, *, contact: str, endpoint: str | None = None, api: str | None = None) -> "Relinked":
    """Ask Wikidata for the actors and places of a graph file that have no item, and write the graph to `output`.

    Answers are kept in the user's cache, so that a second run asks nothing and an interrupted one goes on.
    """
    from kg.link.kb import default_cache
    from kg.link.wikidata import API, ENDPOINT, Client, link_online
    from kg.rdf.relink import relink

    client = Client(default_cache() / "online.sqlite", contact, endpoint or ENDPOINT, api or API)
    return relink(path, output, lambda entities, links: link_online(entities, links, client))


def unfinished(output: Path) -> Path:
    """Where a build of `output` keeps the documents that it has done, until all are: output.ttl.partial."""
    return output.with_name(output.name + ".partial")


def _fingerprint(settings: Settings) -> str:
    """What graphs depend on besides their documents: the settings, the files they name, and those of kg itself."""
    package = Path(__file__).parent
    files = sorted(p for p in package.rglob("*") if p.is_file() and p.suffix != ".pyc")
    named = [p for p in map(Path, (settings.overrides, *settings.knowledge)) if p.exists()]
    state = repr((settings, [(str(p), p.stat().st_size, p.stat().st_mtime_ns) for p in (*files, *named)]))
    return hashlib.sha256(state.encode()).hexdigest()


def _unfinished(documents: Iterable[Document | Skipped], journal: Journal | None) -> Iterator[Item]:
    """The documents, those that are in the journal by their place there."""
    for document in documents:
        found = journal.find(document) if journal is not None and isinstance(document, Document) else None
        yield found or document


def _value(match: re.Match[str]) -> str:
    return "" if match[0].startswith(" (") else "…"


def _work(settings: Settings) -> Callable[[Item], Result]:
    """The work of one of several processes: they share the cores, so that each one's encoder takes one."""
    return Pipeline(settings, threads=1).graph_of
