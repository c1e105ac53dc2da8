"""What the user decided: same, different, split, or this item; obeyed before anything is computed.

The file has one JSON object a line: {"name": "SDF", "qid": "Q21096224"}, {"same": ["SDF", "the Syrian forces"]},
{"different": ["SDF", "Syrian Democratic Forces"]}, {"split": "armed-group/syrian-democratic-forces"}. An empty qid
means "no item"; a split key is never shared by documents again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.errors import KnowledgeBaseError
from kg.ids import slug
from kg.link.names import normalise
from kg.link.rank import Match
from kg.model import Entity, Kind, Link

_FORMS = ({"name", "qid"}, {"same"}, {"different"}, {"split"})
_SPLIT = "the user split it: each document's is a node of its own"


@dataclass(frozen=True, slots=True)
class Overrides:
    """Decisions by normalised name, and the keys that are split."""

    items: Mapping[str, str | None] = field(default_factory=dict)  # name -> QID, None for "no item"
    same: frozenset[frozenset[str]] = frozenset()
    different: frozenset[frozenset[str]] = frozenset()
    split: frozenset[str] = frozenset()

    def group(self, name: str) -> str | None:
        """The first name of those that the user says are the same as this one; None where he says nothing."""
        plain = normalise(name)
        return next((min(names) for names in self.same if plain in names), None)

    def apart(self, one: str, other: str) -> bool:
        """Whether the user says that two names are two things."""
        return frozenset((normalise(one), normalise(other))) in self.different

    def other_names(self, entity: Entity) -> tuple[str, ...]:
        """Names that the user says are the same as one of the entity's, sorted."""
        own = {normalise(n) for n in (entity.label, *entity.aliases)}
        return tuple(sorted({n for names in self.same if names & own for n in names} - own))

    def match(self, entity: Entity, match: Match) -> Match:
        """The match, or none where it would join names that are different; the name that the entry bears keeps it."""
        if match.entry is None:
            return match
        first, *others = (normalise(n) for n in (match.entry.label, *match.entry.aliases))
        for own in (normalise(n) for n in (entity.label, *entity.aliases)):
            rivals = {n for pair in self.different if own in pair for n in pair - {own}}
            if own != first and (first in rivals or any(r in others and r < own for r in rivals)):
                return Match(None, 0.0, "override", None, f"the user says that it is not {match.entry.label!r}")
        return match

    def entity(self, entity: Entity, document_id: str) -> Entity:
        """The entity under a key of its document where its key is split, of no kind where its names are joined."""
        told = self.group(entity.label)
        if told and entity.key == f"{entity.kind.value}/{slug(told)}" and entity.kind is not Kind.PLACE:
            entity = replace(entity, key=f"actor/{slug(told)}")
        return replace(entity, key=f"{entity.key}-{slug(document_id)}") if entity.key in self.split else entity

    def link(self, entity: Entity, link: Link) -> Link:
        """The link that the user wants for this entity, else `link`."""
        for name in map(normalise, (entity.label, *entity.aliases)):
            if name in self.items:
                qid = self.items[name]
                reason = "decided by the user" if qid else "the user says that it has no item"
                return replace(link, qid=qid, score=1.0, method="override", reason=reason, same=qid is not None)
        if any(link.entity_key.startswith(f"{key}-") for key in self.split):
            return replace(link, qid=None, score=0.0, method="override", reason=_SPLIT, same=False)
        return link


def read_overrides(path: Path) -> Overrides:
    """The decisions of a file; none where there is no file.

    Raises KnowledgeBaseError with the line that says something else.
    """
    items: dict[str, str | None] = {}
    sets: dict[str, set[frozenset[str]]] = {"same": set(), "different": set()}
    split: set[str] = set()
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = _row(line, f"{path}:{number}")
        if "name" in row:
            items[normalise(row["name"])] = row["qid"] or None
        if "split" in row:
            split.add(row["split"])
        for kind in sets.keys() & row.keys():
            sets[kind].add(frozenset(map(normalise, row[kind])))
    return Overrides(items, frozenset(sets["same"]), frozenset(sets["different"]), frozenset(split))


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as e:
        raise KnowledgeBaseError(f"{where}: not JSON ({e}); mend that line") from e
    if not isinstance(row, dict) or set(row) not in _FORMS:
        raise KnowledgeBaseError(f"{where}: {line!r} is none of name+qid, same, different, split; mend that line")
    return row


def add_split(path: Path, key: str) -> bool:
    """Write that a key is to be split; False where the file says so already."""
    if key in read_overrides(path).split:
        return False
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"split": key}, ensure_ascii=False) + "\n")
    return True
