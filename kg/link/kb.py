"""The knowledge base: names in, entries out; built once into the user's cache, then opened in milliseconds.

>>> kb = KnowledgeBase.open()                           # doctest: +SKIP
>>> [e.key for e in kb.candidates("SDF", want="actor")]  # doctest: +SKIP
['armed-group/syrian-democratic-forces', 'military/japan-self-defense-forces']
"""

import logging
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from kg.errors import KnowledgeBaseError
from kg.link import index
from kg.link.entry import Entry
from kg.link.names import bare, normalise, numeral, similarity, skeleton, without_article

__all__ = ["Entry", "KnowledgeBase", "default_cache", "nationality"]

_log = logging.getLogger(__name__)
_LIMIT = 200  # candidates of one name; beyond it come villages that no context decides
_ALIKE = 0.78  # least similarity of two names with the same consonants: Makhmour and Makhmur, not McMurray
_SAME = 0.85  # least similarity of two spellings of a name of several words
_TOWN = 10_000  # least people of a town that its bare name means
_METROPOLIS = 250_000  # the same for a name unlike its own
_LONG = 5  # letters; shorter names are alike by chance
_FIND = (
    "SELECT e.data FROM (SELECT DISTINCT id FROM name WHERE hash = ? AND how IN ({})) JOIN entry e USING (id)"
    f" ORDER BY id LIMIT {_LIMIT}"
)


def default_cache() -> Path:
    """Where the index is kept: $XDG_CACHE_HOME/kg, else ~/.cache/kg."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "kg"


def _remove_superseded(path: Path) -> None:
    """Removes what earlier versions left beside a new index, but for the one that was used last.

    Processes that have one open keep reading it; where the system forbids to remove it, it stays.
    """
    used = {p: _used(p) for pattern in ("kb-*.sqlite", ".kb-*") for p in path.parent.glob(pattern) if p != path}
    whole = sorted((p for p in used if p.name.startswith("kb-")), key=lambda p: -used[p])
    broken = [p for p in used if p.name.startswith(".kb-") and time.time() - used[p] > _ABANDONED]
    for old in (*whole[_SPARED:], *broken):
        with suppress(OSError):
            old.unlink()
            _log.info("removed the superseded index %s, last used %s", old, time.ctime(used[old]))


def _used(path: Path) -> float:
    """When a file was used last, in seconds since 1970; 0 where another process has just removed it."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


_SPARED = 1  # another version of kg, or one with the user's own knowledge, may be in use beside this one
_ABANDONED = 3600.0  # seconds after which a half-written index belongs to a process that was killed


class KnowledgeBase:
    """Entries by name. Read-only; one object a process; close it or leave it to the end."""

    def __init__(self, path: Path, keep: object = None) -> None:
        self.path = path
        self._keep = keep  # a temporary folder that lives as long as this object
        try:
            self._db = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as e:
            way_out = "delete it and run again" if path.exists() else "no such file, make it with `kg kb build`"
            raise KnowledgeBaseError(f"cannot open the knowledge base {path}: {e}; {way_out}") from e
        self._dbs = [self._db]  # with the user's own indexes after it
        self._find = lru_cache(maxsize=8192)(self._find_uncached)

    @classmethod
    def open(cls, cache_dir: Path | None = None, extra: Sequence[Path] = ()) -> "KnowledgeBase":
        """The knowledge base with `extra` JSON-lines files or index files, built at the first use (some 10 s)."""
        rows = tuple(p for p in extra if p.suffix == ".jsonl")
        path = (cache_dir or default_cache()) / f"kb-{index.fingerprint(rows)}.sqlite"
        try:
            found = cls._cached(path, rows)
        except OSError as e:
            where = path.parent
            _log.warning("cache %s is not writable (%s): building the knowledge base in a temporary folder", where, e)
            keep = tempfile.TemporaryDirectory(prefix="kg-")
            path = Path(keep.name) / path.name
            index.write(path, index.everything(rows))
            found = cls(path, keep)
        for other in (p for p in extra if p.suffix != ".jsonl"):
            found._dbs.append(KnowledgeBase(other)._db)
        return found

    @classmethod
    def _cached(cls, path: Path, rows: Sequence[Path]) -> "KnowledgeBase":
        """The index at `path`, made where it is not there; another process may remove it before it is opened."""
        try:
            os.utime(path)  # used now: the next index to be written leaves this one alone
            return cls(path)
        except (FileNotFoundError, PermissionError, KnowledgeBaseError):
            if path.exists():  # in a cache that only others may write
                return cls(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        _log.info("building the index of the knowledge base in %s: once, some 10 s", path.parent)
        index.write(path, index.everything(rows))
        _remove_superseded(path)
        return cls(path)

    def close(self) -> None:
        """Let go of the files."""
        for db in self._dbs:
            db.close()

    def candidates(self, name: str, *, want: Literal["actor", "place"]) -> list[Entry]:
        """Every entry that `name` may mean, the more important first; by spelling variants only where no name fits."""
        return list(self._find(name, want))

    def is_town(self, name: str) -> bool:
        """Whether a name is that of a town or region of 10,000 people or more, and of no actor.

        Another name than its own must be spelled much like it ("Jenin" is Janīn, "Lula" is not Luleå), or be that of
        250,000 people or more.
        """
        plain = normalise(name)
        if any(plain in map(normalise, (entry.label, *entry.aliases)) for entry in self._find(name, "actor")):
            return False
        return self._is_big(name, plain)

    def _is_big(self, name: str, plain: str) -> bool:
        return any(_is_town(entry, plain) for entry in self._find(name, "place"))

    def is_person(self, name: str) -> bool:
        """Whether a name is that of a person and of nobody else: no body, no town of 10,000 people or more."""
        plain = normalise(name)
        exact = [e for e in self._find(name, "actor") if plain in map(normalise, (e.label, *e.aliases))]
        return bool(exact) and all(e.kind == "person" for e in exact) and not self._is_big(name, plain)

    def get(self, key: str) -> Entry | None:
        """The entry of a key."""
        row = self._db.execute("SELECT data FROM entry WHERE key = ? LIMIT 1", (key,)).fetchone()
        return index.decode(row[0]) if row else None

    def __len__(self) -> int:
        return int(self._db.execute("SELECT max(id) FROM entry").fetchone()[0] or 0)

    def _find_uncached(self, name: str, want: str) -> tuple[Entry, ...]:
        full = normalise(name)
        hows = (index.LABEL, index.ALIAS, *((index.METONYM,) if want == "actor" else ()))
        found = self._query([index.hashed(n) for n in _forms(full, want)], hows, want)
        if found:
            return found
        plain = bare(full) if want == "place" else full
        if not (bones := skeleton(plain)):
            return ()
        near = self._query([index.hashed("~" + bones)], (index.SKELETON,), want)
        near = tuple(e for e in near if numeral(e.label) == numeral(name))  # Abdullah II is not Abdullah Abdullah
        return tuple(e for e in near if max(similarity(plain, n) for n in (e.label, *e.aliases)) >= _ALIKE)

    def _query(self, hashes: Iterable[int], hows: Sequence[int], want: str) -> tuple[Entry, ...]:
        sql = _FIND.format(",".join("?" * len(hows)))
        found: dict[str, Entry] = {}
        for db in self._dbs:
            known = {e.qid for e in found.values() if e.qid}  # a dump repeats the knowledge base
            for hash_ in hashes:
                for (data,) in db.execute(sql, (hash_, *hows)):
                    entry = index.decode(data)
                    fits = entry.is_place if want == "place" else entry.kind != "place"
                    if fits and entry.key not in found and entry.qid not in known:
                        found[entry.key] = entry
        return tuple(found.values())


def _is_town(entry: Entry, plain: str) -> bool:
    label, people = normalise(entry.label), entry.population or 0
    if label == plain or (entry.place_type == "region" and label == bare(plain)):
        return people >= _TOWN or (entry.place_type == "region" and entry.population is None)
    if plain not in map(normalise, entry.aliases):
        return " " in plain and people >= _TOWN and similarity(plain, entry.label) >= _SAME  # Tal Rifaat is Tall Rif'at
    alike = len(plain) >= _LONG and similarity(plain, entry.label) >= _ALIKE
    return people >= (_TOWN if alike else _METROPOLIS)


def _forms(full: str, want: str) -> list[str]:
    forms = [full]
    if want == "place":
        forms += [bare(full), full.replace("saint ", "st ") if "saint " in full else full.replace("st ", "saint ")]
        forms.append(without_article(forms[1]))  # "Al-Raqqa province" is the Raqqa Governorate
    return list(dict.fromkeys(f for f in forms if f))


def nationality(word: str) -> str | None:
    """The alpha-3 code of a demonym or adjective ("Iraqi", "Iraqis"), of two that share it the larger one; or None."""
    return next(iter(nationalities(word)), None)


def nationalities(word: str) -> tuple[str, ...]:
    """The alpha-3 codes of all that share a demonym or adjective, the largest first: two for "Congolese"."""
    table = demonyms()
    low = normalise(word)
    return table.get(low) or (table.get(low[:-1], ()) if low.endswith("s") else ())


@cache
def _countries() -> tuple[Entry, ...]:
    return tuple(index.read_entries((index.DATA / "countries.jsonl",)))


@cache
def demonyms() -> dict[str, tuple[str, ...]]:
    """Normalised demonym or adjective -> alpha-3 of those that share it, the largest first, from countries.jsonl."""
    found: dict[str, tuple[str, ...]] = {}
    for e in sorted(_countries(), key=lambda e: -(e.population or 0)):
        for word in {normalise(d) for d in e.demonyms} if e.country else ():
            found[word] = (*found.get(word, ()), e.country or "")
    return found


@cache
def capitals() -> dict[str, str]:
    """Alpha-3 -> normalised name of the country's capital, but for those that are called as the country is."""
    named = ((e, normalise(e.capital)) for e in _countries() if e.capital)
    return {e.country: name for e, name in named if e.country and name not in map(normalise, (e.label, *e.aliases))}
