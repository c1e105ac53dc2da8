"""Each stage's records of a build as JSON lines, one file for each kind of record: to read, to compare, to rerun."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TextIO

from kg.corpus.records import dumps
from kg.errors import OutputError
from kg.model import Graph, Skipped

_KINDS = ("mentions", "event_mentions", "entities", "events", "links")


class StageFiles:
    """The files of a folder, which is made where it is missing; writes nothing where there is no folder.

    OutputError where the folder cannot be made or a file not be written.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._open: dict[str, TextIO] = {}

    def __enter__(self) -> Self:
        if self._folder:
            with self._errors():
                self._folder.mkdir(parents=True, exist_ok=True)
                for kind in ("documents", *_KINDS, "skipped"):
                    self._open[kind] = (self._folder / f"{kind}.jsonl").open("w", encoding="utf8")
        return self

    def __exit__(self, *_: object) -> None:
        with self._errors():
            for file in self._open.values():
                file.close()

    def write(self, item: Graph | Skipped) -> None:
        """Add the records of one document."""
        if not self._folder:
            return
        with self._errors():
            if isinstance(item, Skipped):
                self._line("skipped", item)
                return
            self._line("documents", item.document)
            for kind in _KINDS:
                for record in getattr(item, kind):
                    self._line(kind, record)

    def _line(self, kind: str, record: object) -> None:
        self._open[kind].write(dumps(record) + "\n")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = error.strerror or error
            raise OutputError(f"{self._folder}: cannot be written ({reason}): choose another folder") from error
