"""What a run has done already: JSON lines, one per document, keyed by the hash of its text.

    {"hash": "ba7816...", "id": "report-1", "settings": "3f2a..."}

A line is written after the document's output is, so that a run which is cut off at any point goes on without loss: at
worst one document is done twice. A text that changed has another hash, and other settings make all documents new.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import TextIO

from kg.errors import InputError, OutputError
from kg.model import Document


@dataclass(frozen=True, slots=True)
class Done:
    """One finished document."""

    hash: str  # Document.content_hash
    id: str
    settings: str  # fingerprint of what else the output depends on; any text


class Manifest:
    """The finished documents of a file, which is made where it is missing; close it, or use it as a context."""

    def __init__(self, path: Path, *, settings: str = "") -> None:
        self._path, self._settings = path, settings
        self._done: dict[str, Done] = {row.id: row for row in _rows(path)}
        self._file: TextIO | None = None

    def __enter__(self) -> "Manifest":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._done)

    def is_done(self, document: Document) -> bool:
        """Whether this very text was finished under the same id and settings."""
        row = self._done.get(document.id)
        return row is not None and (row.hash, row.settings) == (document.content_hash, self._settings)

    def add(self, document: Document) -> None:
        """Note a document as finished; it is on disk when this returns."""
        row = Done(document.content_hash, document.id, self._settings)
        self._done[row.id] = row
        try:
            if self._file is None:
                self._file = _open_to_append(self._path)
            self._file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
            self._file.flush()
        except OSError as error:
            raise OutputError(f"{self._path}: {error.strerror}; choose a folder that can be written") from error

    def retract(self, document_id: str) -> bool:
        """Forget a document; False where it was not there. The file is written anew, whole or not at all."""
        if self._done.pop(document_id, None) is None:
            return False
        self.close()
        fresh = self._path.with_name(self._path.name + ".new")
        lines = [json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in self._done.values()]
        try:
            fresh.write_text("".join(lines), encoding="utf-8")
            fresh.replace(self._path)
        except OSError as error:
            raise OutputError(f"{fresh}: {error.strerror}; choose a folder that can be written") from error
        return True

    def close(self) -> None:
        """Close the file; a later `add` opens it again."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _open_to_append(path: Path) -> TextIO:
    """The file at its end, after a line end where a cut-off run left half a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a+b")
    if file.tell():
        file.seek(-1, 2)
        if file.read(1) != b"\n":
            file.write(b"\n")
    file.close()
    return path.open("a", encoding="utf-8")


def _rows(path: Path) -> Iterator[Done]:
    """The rows of a manifest; half a line at its end is what a cut-off run leaves, anywhere else it is damage."""
    if not path.exists():
        return
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, start=1):
        try:
            raw = json.loads(line)
            yield Done(raw["hash"], raw["id"], raw["settings"])
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            if not line.startswith("{") or line.endswith("}"):
                raise InputError(f"{path}:{number}: no row of a manifest ({error}); remove the line") from error
