"""The lexicons of events, loaded once from JSON lines: triggers with their frames, light verbs, reporting, embedding.

The rows are data (kg/extract/lexicon/*.jsonl, sorted); a broken row is a KnowledgeBaseError that names file and line.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import KnowledgeBaseError

BLOWS = frozenset({"18", "19", "20"})  # CAMEO roots of assault, fight and mass violence
HARM = BLOWS | {"17"}  # with coercion
_WORDS = frozenset(f"{root:02}" for root in range(1, 14)) | {"16"}  # CAMEO roots of what is said and of relations


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """One way of telling an event with one word."""

    trigger: str  # lemma; several words for compounds ("suicide bombing") and fixed objects ("open fire")
    pos: str  # VERB, NOUN or ADJ
    type: str  # local name of an evt: concept
    frame: Mapping[str, tuple[str, ...]]  # role -> slots in order of preference
    needs: tuple[str, ...] = ()  # all must hold; "a|b" are alternatives
    particle: str | None = None
    cameo: str = ""
    priority: int = 1
    reciprocal: bool = False  # both sides are sources and targets
    quantity: str | None = None  # killed, injured, detained, displaced: of whom the target is counted


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that only carries an event noun: "carry out an airstrike", "come under fire"."""

    verb: str
    particle: str | None
    noun_slot: str
    source: str | None  # slot of the verb that does it
    target: tuple[str, ...]  # slots of the verb that suffer it, the best first
    claim: bool = False  # "claimed responsibility for": to deny it does not deny the event


@dataclass(frozen=True, slots=True)
class Embedding:
    """A word that takes away or delays the truth of what it governs."""

    lemma: str
    slot: str  # xcomp, ccomp, obj, obl:PREP, advcl, acl, any
    modality: str  # future, hypothetical, negated, attributed, asserted


@cache
def rows(name: str) -> tuple[dict[str, Any], ...]:
    """All rows of lexicon/NAME.jsonl; a file that is not there has none."""
    path = files("kg.extract") / "lexicon" / f"{name}.jsonl"
    if not path.is_file():
        return ()
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise KnowledgeBaseError(f"lexicon/{name}.jsonl:{number}: {error}; repair the row") from error
    return tuple(found)


@cache
def triggers() -> Mapping[tuple[str, str], tuple[TriggerRow, ...]]:
    """Rows by (lemma of the head word, part of speech), in order of priority; rows with needs come first."""
    found: dict[tuple[str, str], list[TriggerRow]] = defaultdict(list)
    for raw in rows("triggers"):
        frame = {role: tuple(slots) for role, slots in raw["frame"].items()}
        optional = {
            name: raw[name] for name in ("particle", "cameo", "priority", "reciprocal", "quantity") if name in raw
        }
        needs = tuple(_with_states(need, raw.get("cameo", "")) for need in raw.get("needs", ()))
        row = TriggerRow(raw["trigger"], raw["pos"], raw["type"], frame, needs, **optional)
        words = row.trigger.split()
        found[(words[0] if row.pos == "VERB" else words[-1], row.pos)].append(row)
    return {key: tuple(sorted(each, key=_order)) for key, each in found.items()}


def _with_states(need: str, cameo: str) -> str:
    """The need with the states that words are addressed to beside the actors: "slammed Kenya", "spoke with Kenya"."""
    alternatives = need.split("|")
    actors = [each for each in alternatives if each.endswith("=actor") and not each.startswith(("!", "subj"))]
    if cameo[:2] not in _WORDS or not actors:
        return need
    return "|".join([*alternatives, *(each.replace("=actor", "=state") for each in actors)])


def _order(row: TriggerRow) -> tuple[int, bool, bool, int]:
    return (-len(row.trigger.split()), row.particle is None, not row.needs, row.priority)


@cache
def harmful_nouns() -> frozenset[str]:
    """Lemmas of nouns that may tell of harm."""
    nouns = [(lemma, found) for (lemma, pos), found in triggers().items() if pos == "NOUN"]
    return frozenset(lemma for lemma, found in nouns if any(row.cameo[:2] in HARM for row in found))


def may_be_event(lemma: str) -> bool:
    """Whether a noun stands at the end of a trigger: "strike", and "fire" for "rocket fire"."""
    return (lemma.lower(), "NOUN") in triggers()


@cache
def light_verbs() -> Mapping[str, tuple[LightVerb, ...]]:
    """Light verbs by their first word."""
    found: dict[str, list[LightVerb]] = defaultdict(list)
    for raw in rows("light_verbs"):
        verb, *rest = raw["verb"].split()
        particle = raw.get("particle") or (rest[0] if rest else None)
        target = raw.get("target") or []
        slots = (target,) if isinstance(target, str) else tuple(target)
        found[verb].append(
            LightVerb(verb, particle, raw["noun_slot"], raw.get("source"), slots, raw.get("claim", False))
        )
    return {verb: tuple(each) for verb, each in found.items()}


@cache
def embeddings() -> Mapping[str, tuple[Embedding, ...]]:
    """Embedding words by lemma."""
    found: dict[str, list[Embedding]] = defaultdict(list)
    for raw in rows("embedding"):
        found[raw["lemma"]].append(Embedding(raw["lemma"], raw["slot"], raw["modality"]))
    return {lemma: tuple(each) for lemma, each in found.items()}


@cache
def word_set(name: str) -> frozenset[str]:
    """The lemmas of a lexicon that is a plain list (reporting, weapons ...)."""
    return frozenset(str(raw.get("lemma") or raw.get("word") or raw.get("weapon")) for raw in rows(name))
