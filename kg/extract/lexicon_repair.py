"""Sort and normalise the lexicon's files; name the rows that no program can mend.

Run as `python -m kg.extract.lexicon_repair`. Fields keep the order below; rows are sorted by their unique key;
exact doubles go. The exit status is 1 where a row needs a hand: broken JSON, a missing field, two rows of one key.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

COMMAND = "python -m kg.extract.lexicon_repair"
FOLDER = Path(__file__).parent / "lexicon"

# file -> its fields in order, and those that make a row unique
FIELDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "agent_nouns": (("lemma", "kind", "sector"), ("lemma",)),
    "class_nouns": (("lemma", "class"), ("lemma", "class")),
    "class_verbs": (("lemma", "class"), ("lemma", "class")),
    "embedding": (("lemma", "pos", "modality", "slot", "example"), ("lemma", "pos", "slot")),
    "known_places": (("name", "article"), ("name",)),
    "light_verbs": (("verb", "particle", "noun_slot", "source", "target", "claim"), ("verb", "particle", "noun_slot")),
    "modifiers": (("lemma", "pos", "modality", "scope", "example"), ("lemma", "pos")),
    "place_nouns": (("lemma", "place_type"), ("lemma",)),
    "reporting": (("lemma", "pos", "kind", "example"), ("lemma", "pos")),
    "ships": (("letters", "navy"), ("letters",)),
    "target_objects": (("lemma", "kind"), ("lemma",)),
    "titles": (("title", "sector"), ("title",)),
    "triggers": (
        (
            *("trigger", "pos", "particle", "frame", "needs", "type"),
            *("cameo", "priority", "reciprocal", "quantity", "example"),
        ),
        ("trigger", "pos", "particle", "priority"),
    ),
    "weapons": (("lemma", "kind"), ("lemma",)),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that needs a hand."""

    file: str
    line: int  # from 1
    text: str

    def __str__(self) -> str:
        return f"{self.file}.jsonl:{self.line}: {self.text}"


def key(row: Mapping[str, Any], names: Iterable[str]) -> tuple[tuple[bool, Any], ...]:
    """What a row is sorted by and known by; null sorts first."""
    return tuple((row.get(name) is not None, "" if row.get(name) is None else row[name]) for name in names)


def tidy(file: str, text: str) -> tuple[str, list[Problem]]:
    """The file's text as it should be, and what could not be mended; broken rows are kept at the end."""
    fields, unique = FIELDS[file]
    rows: list[dict[str, Any]] = []
    broken: list[str] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            problems.append(Problem(file, number, f"{error}; correct the JSON"))
            broken.append(line)
            continue
        problems += [Problem(file, number, f"no field {name!r}; add it") for name in fields if name not in row]
        problems += [Problem(file, number, f"unknown field {name!r}; remove it") for name in row if name not in fields]
        ordered = {name: row[name] for name in (*fields, *sorted(set(row) - set(fields))) if name in row}
        if ordered not in rows:
            rows.append(ordered)
    rows.sort(key=lambda row: key(row, unique))
    problems += _doubles(file, rows)
    lines = [json.dumps(row, ensure_ascii=False) for row in rows] + broken
    return "".join(f"{line}\n" for line in lines), problems


def _doubles(file: str, rows: list[dict[str, Any]]) -> list[Problem]:
    names = FIELDS[file][1]
    return [
        Problem(file, number, f"a second row for {[row.get(name) for name in names]}; merge them")
        for number, (before, row) in enumerate(pairwise(rows), 2)
        if key(before, names) == key(row, names)
    ]


def main() -> int:
    """Rewrite the files that differ; 1 where something is left to mend by hand."""
    left: list[Problem] = []
    for file in FIELDS:
        path = FOLDER / f"{file}.jsonl"
        before = path.read_text("utf-8")
        after, problems = tidy(file, before)
        left += problems
        if after != before:
            path.write_text(after, "utf-8")
    sys.stderr.write("".join(f"{problem}\n" for problem in left))
    return 1 if left else 0


if __name__ == "__main__":
    raise SystemExit(main())
