"""What the user decided: same, different, or this item; obeyed before anything is computed.

The file has one JSON object a line: {"name": "SDF", "qid": "Q21096224"}, {"same": ["SDF", "the Syrian forces"]},
{"different": ["SDF", "Syrian Democratic Forces"]}. An empty qid means "no item".
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import KnowledgeBaseError
from kg.link.names import normalise
from kg.model import Entity, Link

_FORMS = ({"name", "qid"}, {"same"}, {"different"})


@dataclass(frozen=True, slots=True)
class Overrides:
    """Decisions by normalised name."""

    items: Mapping[str, str | None] = field(default_factory=dict)  # name -> QID, None for "no item"
    same: frozenset[frozenset[str]] = frozenset()
    different: frozenset[frozenset[str]] = frozenset()

    def link(self, entity: Entity, link: Link) -> Link:
        """The link that the user wants for this entity, else `link`."""
        for name in map(normalise, (entity.label, *entity.aliases)):
            if name in self.items:
                qid = self.items[name]
                reason = "decided by the user" if qid else "the user says that it has no item"
                return replace(link, qid=qid, score=1.0, method="override", reason=reason, same=qid is not None)
        return link


def read_overrides(path: Path) -> Overrides:
    """The decisions of a file. Raises KnowledgeBaseError with the line that says something else."""
    items: dict[str, str | None] = {}
    sets: dict[str, set[frozenset[str]]] = {"same": set(), "different": set()}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as e:
            raise KnowledgeBaseError(f"{path}:{number}: not JSON ({e}); mend that line") from e
        if not isinstance(row, dict) or set(row) not in _FORMS:
            raise KnowledgeBaseError(f"{path}:{number}: {line!r} is none of name+qid, same, different; mend that line")
        if "name" in row:
            items[normalise(row["name"])] = row["qid"] or None
        for kind in sets.keys() & row.keys():
            sets[kind].add(frozenset(map(normalise, row[kind])))
    return Overrides(items, frozenset(sets["same"]), frozenset(sets["different"]))
