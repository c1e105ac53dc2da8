"""Which files are read, by which reader, in which order.

Folders are walked; hidden files and README files in them are no reports and are passed over, every other file is
read or reported. Files come in the order of their paths, so that the order of arguments changes nothing.
"""

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from kg.model import Document, Skipped
from kg.read.draft import Draft, skip
from kg.read.finish import MAX_CHARACTERS, Finisher
from kg.read.html import read_html
from kg.read.jsonl import read_json, read_jsonl
from kg.read.table import read_table
from kg.read.text import read_text

_PEEK = 4096  # bytes

_ADVICE = {
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf"), "save it as plain text (.txt)"),
    **dict.fromkeys((".xls", ".xlsx", ".ods"), "save it as .csv with a column `text`"),
    ".pdf": "save its text as .txt (`pdftotext`)",
}
"""What to do with files that many have and nothing here reads."""

Reader = Callable[..., Iterator[Draft | Skipped]]

READERS: dict[str, Reader] = {
    ".csv": read_table,
    ".htm": read_html,
    ".html": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".jsonl.gz": read_jsonl,
    ".md": read_text,
    ".ndjson": read_jsonl,
    ".txt": read_text,
}


def read(
    paths: Sequence[Path | str],
    *,
    stdin: BinaryIO | None = None,
    max_characters: int = MAX_CHARACTERS,
) -> Iterator[Document | Skipped]:
    """The documents of files, folders and "-" (standard input), one at a time; what yields none comes as Skipped."""
    finish = Finisher(max_characters=max_characters)
    for draft in _drafts(paths, stdin, max_characters):
        yield draft if isinstance(draft, Skipped) else finish(draft)


def _drafts(paths: Sequence[Path | str], stdin: BinaryIO | None, limit: int) -> Iterator[Draft | Skipped]:
    if any(str(path) == "-" for path in paths):
        yield from _read_stdin(stdin or sys.stdin.buffer, limit)
    for path in sorted({f for p in paths if str(p) != "-" for f in _files(Path(p))}):
        yield from _read_file(path, limit)


def _files(path: Path) -> list[Path]:
    """The file itself; of a folder its files, and the folder again where nothing in it can be read."""
    if not path.is_dir():
        return [path]
    closed: list[Path] = []
    walk = os.walk(path, onerror=lambda error: closed.append(Path(error.filename)))
    found = [Path(folder, name) for folder, _, names in walk for name in names]
    return [f for f in found if not _passed_over(f.relative_to(path))] + closed or [path]


def _passed_over(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) or path.name.upper().startswith("README")


def reader_for(path: Path) -> Reader | None:
    """The reader of a file by its longest known suffix."""
    name = path.name.lower()
    return next((READERS[s] for s in sorted(READERS, key=len, reverse=True) if name.endswith(s)), None)


def _read_file(path: Path, limit: int) -> Iterator[Draft | Skipped]:
    where = f"{path.as_posix()}:1"
    reader = reader_for(path)
    if not path.exists():
        yield skip(path.as_posix(), "no such file or folder: check the path")
        return
    if path.is_dir():
        yield skip(path.as_posix(), "no report in this folder, or none that you may read: check its permissions")
        return
    if reader is None:
        advice = _ADVICE.get(path.suffix.lower(), f"one of {', '.join(READERS)}")
        yield skip(path.as_posix(), f"no reader for {path.suffix or 'a file without suffix'}: {advice}")
        return
    try:
        with _open(path) as stream:
            yield from reader(where, stream, limit=limit)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield skip(path.as_posix(), f"broken gzip file ({error}): compress it again")
    except OSError as error:
        yield skip(path.as_posix(), f"cannot be read ({error.strerror or error}): check its permissions")


def _open(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path, "rb")) if path.name.lower().endswith(".gz") else path.open("rb")


def _read_stdin(stream: BinaryIO, limit: int) -> Iterator[Draft | Skipped]:
    """Standard input is one text, or JSON lines where it begins with a brace."""
    buffered = io.BufferedReader(cast(io.RawIOBase, stream))
    reader = read_jsonl if buffered.peek(_PEEK).lstrip()[:1] == b"{" else read_text
    yield from reader("-:1", cast(BinaryIO, buffered), limit=limit)
