"""JSON lines, plain or gzipped: one object {id, text, title, published, publisher, url, language} per line."""

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
    if not isinstance(row, dict):
        return skip(where, f"a JSON {type(row).__name__}, not an object: write one {{...}} per line")
    return draft_of_row(where, row)
