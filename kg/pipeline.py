"""The whole flow: read -> extract -> resolve -> link -> describe -> write. The only module that imports every stage."""

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.config import Settings
from kg.errors import InputError, KgError, LanguageError
from kg.model import Document, Graph, Link, Skipped

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.link.kb import KnowledgeBase

_BATCH = 32  # documents that are parsed together; a bound on memory, without effect on results


@dataclass(slots=True)
class Summary:
    """What a build did, for the last line that the user reads."""

    documents: int = 0
    events: int = 0
    entities: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    skipped: list[Skipped] = field(default_factory=list)
    without_event: Counter[str] = field(default_factory=Counter)  # reason -> documents

    def count(self, item: Graph | Skipped) -> None:
        if isinstance(item, Skipped):
            self.skipped.append(item)
            return
        self.documents += 1
        self.events += len(item.events)
        self.entities.update(e.key for e in item.entities)
        self.linked.update(link.entity_key for link in item.links if link.qid)

    @property
    def exit_code(self) -> int:
        """0: all documents were read; 3: some were skipped."""
        return 3 if self.skipped else 0


class Pipeline:
    """Documents to graphs. Loads the language pipeline and the knowledge base when the first document asks for them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def nlp(self) -> "Language":
        """The spaCy pipeline; raises LanguageError where an installed one was asked for and is not there."""
        name = self.settings.language
        if name == "en_kg":
            from kg import language

            return language.load()
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

        return KnowledgeBase.open()

    @cached_property
    def family(self) -> Callable[[str], str]:
        """From an event type to its PLOVER type."""
        from kg.event_types import plover_type

        return plover_type

    def graphs(self, documents: Iterable[Document | Skipped], *, strict: bool = False) -> Iterator[Graph | Skipped]:
        """One Graph or Skipped for each document, in the order given; with `strict` the first skipped one raises."""
        for batch in _batches(documents, _BATCH):
            texts = [d for d in batch if isinstance(d, Document)]
            parsed = iter(self.nlp.pipe(map(self._tokens, texts)))
            for item in batch:
                result = item if isinstance(item, Skipped) else self._graph_or_skipped(item, next(parsed), strict)
                if strict and isinstance(result, Skipped):
                    raise KgError(f"{result.document_id}: {result.reason}")
                yield result

    def _tokens(self, document: Document) -> "Doc":
        """The words of a document; a sentence begins where its body does, so that no dateline enters the parse."""
        doc = self.nlp.make_doc(document.text)
        for token in doc:
            if token.idx >= document.body_start > 0 and not token.is_space:
                token.is_sent_start = True
                break
        return doc

    def _graph_or_skipped(self, document: Document, doc: "Doc", strict: bool) -> Graph | Skipped:
        try:
            return self.graph(document, doc)
        except (
            KgError,
            ValueError,
            LookupError,
            ArithmeticError,
            AttributeError,
            TypeError,
            RecursionError,
        ) as error:
            if strict:
                raise
            return Skipped(document.id, "extract", f"{type(error).__name__}: {error}; please report this document")

    def graph(self, document: Document, doc: "Doc") -> Graph:
        """All that is known of one document; `doc` is its text parsed."""
        from kg.extract import extract
        from kg.link.enrich import containers, describe_entity, with_relative_points
        from kg.link.link import link_document, to_link
        from kg.resolve.entities import cluster, rekey
        from kg.resolve.events import merge

        extraction = extract(document, doc)
        clusters = cluster(extraction)
        matches = link_document(clusters, self.knowledge, document)
        described = {e.key: describe_entity(e, matches[e.key]) for e in clusters}
        entities, new_key = rekey(clusters, described)
        outer = containers(entities, self.knowledge)
        entities = with_relative_points((*entities, *outer))
        entity_of = {m: new_key[e.key] for e in clusters for m in e.mention_ids}
        within = {e.key: frozenset(e.within) for e in entities}
        events = merge(extraction.event_mentions, entity_of, family=self.family, within=within)
        links: dict[str, Link] = {}
        for old in clusters:
            link = to_link(new_key[old.key], matches[old.key], self.settings.link_threshold)
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
    stages: Path | None = None,
    on_document: Callable[[Graph | Skipped], None] = lambda _: None,
) -> Summary:
    """Builds the graph of `paths` into `output` (Turtle, TriG, N-Quads, N-Triples or JSON-LD by its suffix).

    `stages` is a folder for each stage's records as JSON lines. `on_document` is called after each document.
    Raises OutputError where the file cannot be written and InputError where no document could be read; the file then
    stays as it was.
    """
    from kg.rdf.write import write
    from kg.read import read

    summary = Summary()
    with _StageFiles(stages) as files:

        def counted() -> Iterator[Graph]:
            documents = read(paths, max_characters=settings.max_characters)
            for item in Pipeline(settings).graphs(documents, strict=strict):
                summary.count(item)
                files.write(item)
                on_document(item)
                if isinstance(item, Graph):
                    yield item
            if not summary.documents:
                raise InputError(f"no document could be read, {output} was not written: see the reasons above")

        write(counted(), output, base=settings.base)
    return summary


class _StageFiles:
    """One JSON-lines file for each record type of a build, in a folder; writes nothing where there is no folder."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._open: dict[str, Any] = {}

    def __enter__(self) -> "_StageFiles":
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._open.values():
            file.close()

    def write(self, item: Graph | Skipped) -> None:
        if not self._folder:
            return
        if isinstance(item, Skipped):
            self._line("skipped", item)
            return
        self._line("documents", item.document)
        for name in ("mentions", "event_mentions", "entities", "events", "links"):
            for record in getattr(item, name):
                self._line(name, record)

    def _line(self, name: str, record: Any) -> None:
        assert self._folder
        if name not in self._open:
            self._open[name] = (self._folder / f"{name}.jsonl").open("w", encoding="utf8")
        self._open[name].write(json.dumps(dataclasses.asdict(record), ensure_ascii=False, default=str) + "\n")


def _batches(items: Iterable[Document | Skipped], size: int) -> Iterator[list[Document | Skipped]]:
    batch: list[Document | Skipped] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
