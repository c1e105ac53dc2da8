"""JSON lines, plain or gzipped, one object {id, text, title, published, ...} per line; and JSON lists of objects."""

import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from kg.model import Skipped
from kg.read.draft import Draft, draft_of_row, skip


def read_jsonl(where: str, stream: BinaryIO, *, limit: int) -> Iterator[Draft | Skipped]:
    """The documents of a file of JSON lines, one line in memory at a time; blank lines are passed over."""
    file = where.rpartition(":")[0]
    for number, line in enumerate(stream, start=1):
        if line.strip():
            yield draft_of_line(f"{file}:{number}", line)


def read_json(where: str, stream: BinaryIO, *, limit: int) -> Iterator[Draft | Skipped]:
    """The documents of a JSON file: of a list of objects, of one object, or of JSON lines under another suffix."""
    file = where.rpartition(":")[0]
    content = stream.read()
    try:
        rows = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        yield from read_jsonl(where, io.BytesIO(content), limit=limit)  # which says what is wrong in which line
        return
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], start=1):
        yield _draft_of(f"{file}:{number}", row, "write a list of objects {...}")


def draft_of_line(where: str, line: bytes) -> Draft | Skipped:
    """The draft of one JSON line, or why there is none."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return skip(where, f"not UTF-8 at byte {error.start} of the line: save the file as UTF-8")
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")
        return skip(where, f"broken JSON at column {error.colno} ({what}): mend the line or remove it")
    except RecursionError:
        return skip(where, "JSON nested too deeply: write one flat object per line")
    return _draft_of(where, row, "write one {...} per line")


def _draft_of(where: str, row: object, advice: str) -> Draft | Skipped:
    if not isinstance(row, dict):
        return skip(where, f"a JSON {type(row).__name__}, not an object: {advice}")
    return draft_of_row(where, row)
