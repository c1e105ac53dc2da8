"""Tables: a .csv file with a header row, one document per row, the columns of the JSON lines format."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from kg.model import Skipped
from kg.read.clean import encoding_of
from kg.read.draft import Draft, draft_of_row, skip

_SAMPLE = 1_048_576  # bytes to tell the encoding from


def read_table(where: str, stream: BinaryIO, *, limit: int) -> Iterator[Draft | Skipped]:
    """The documents of a table, one row in memory at a time; `limit` is the longest cell."""
    file = where.rpartition(":")[0]
    buffered = io.BufferedReader(cast(io.RawIOBase, stream), _SAMPLE)
    encoding = _encoding(buffered.peek(_SAMPLE))
    if encoding is None:
        yield skip(where, "binary, or in no known encoding: save the table as UTF-8 CSV")
        return
    csv.field_size_limit(max(csv.field_size_limit(), 2 * limit))
    rows = csv.DictReader(io.TextIOWrapper(buffered, encoding=encoding, newline=""), strict=True)
    line = 1  # where a row begins; its cells may hold line ends
    try:
        if "text" not in (rows.fieldnames or ()):
            yield skip(where, f"columns are {rows.fieldnames or []}: add one named 'text'")
            return
        line = rows.line_num + 1
        for row in rows:
            yield draft_of_row(f"{file}:{line}", row)
            line = rows.line_num + 1
    except csv.Error as error:
        yield skip(f"{file}:{line}", f"broken table ({error}): quote cells that hold commas or line ends")
    except UnicodeDecodeError as error:
        yield skip(f"{file}:{line}", f"not {error.encoding} from here on: save the table as UTF-8")


def _encoding(sample: bytes) -> str | None:
    """As `encoding_of`, but a character cut in two at the end of the sample is no fault."""
    line_end = sample.rfind(b"\n")
    name = encoding_of(sample[: line_end + 1] if line_end > 0 else sample)
    return "utf-8-sig" if name == "utf-8" else name
