"""The lexicons of events, loaded once from JSON lines: triggers with their frames, light verbs, reporting, embedding.

The rows are data (kg/extract/lexicon/*.jsonl, sorted); a broken row is a KnowledgeBaseError that names file and line.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

from kg.errors import KnowledgeBaseError

# CAMEO roots, the first two digits of a code, by what they tell.
BLOWS = frozenset({"18", "19", "20"})  # assault, fight and mass violence
HARM = BLOWS | {"17"}  # with coercion
HARSH = HARM | {"15", "16"}  # with shows of force and broken relations
FORCE = HARM | {"14", "15"}  # what happens where its doers are
MEASURES = frozenset({"16", "17"})  # sanctions and restrictions, which are on others
EASED = "08"  # measures that are lifted
FRIENDLY = frozenset({"04", "05", "06", "07", EASED})
SAID = frozenset(f"{root:02}" for root in range(1, 14))  # words and gestures: nothing without a source
SPEECH = frozenset({"02", "03", "05", "10", "11", "12", "13"})  # whose content is part of the event itself
VOICED = frozenset({"02", "10", "11", "14"})  # that a purpose fulfils: "marched to demand"
_ADDRESSED = SAID | {"16"}  # at whom a state is meant: "slammed Kenya"

HURT = frozenset({"killed", "injured"})  # what a blow does to people, as `quantity` of a trigger has it
OF_PLACES = frozenset({"capture-of-territory", "occupation"})  # types: what is taken is the place, not a target


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

    @property
    def root(self) -> str:
        """The first two digits of the CAMEO code."""
        return self.cameo[:2]


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
        trigger = raw["trigger"].replace("-", " - ") if raw["pos"] == "NOUN" else raw["trigger"]  # as tokens stand
        row = TriggerRow(trigger, raw["pos"], raw["type"], frame, needs, **optional)
        words = row.trigger.split()
        found[(words[0] if row.pos == "VERB" else words[-1], row.pos)].append(row)
    return {key: tuple(sorted(each, key=_order)) for key, each in found.items()}


def _with_states(need: str, cameo: str) -> str:
    """The need with the states that words are addressed to beside the actors: "slammed Kenya", "spoke with Kenya"."""
    alternatives = need.split("|")
    actors = [each for each in alternatives if each.endswith("=actor") and not each.startswith(("!", "subj"))]
    if cameo[:2] not in _ADDRESSED or not actors:
        return need
    return "|".join([*alternatives, *(each.replace("=actor", "=state") for each in actors)])


def _order(row: TriggerRow) -> tuple[int, bool, bool, int]:
    return (-len(row.trigger.split()), row.particle is None, not row.needs, row.priority)


def rows_of(word: Token, pos: str) -> tuple[TriggerRow, ...]:
    """The rows whose head is the word, taken for a VERB, a NOUN or an ADJ."""
    return triggers().get((word.lemma_.lower(), pos), ())


@cache
def _roots() -> Mapping[tuple[str, str], frozenset[str]]:
    return {key: frozenset(row.root for row in found) for key, found in triggers().items()}


def tells(word: Token, pos: str, roots: Set[str]) -> bool:
    """Whether the word, taken for a VERB, a NOUN or an ADJ, may tell an event of one of these CAMEO roots."""
    own = _roots().get((word.lemma_.lower(), pos))
    return own is not None and not own.isdisjoint(roots)


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
def verbs(*classes: str) -> frozenset[str]:
    """The verbs of some classes of class_verbs.jsonl."""
    return frozenset(raw["lemma"] for raw in rows("class_verbs") if raw["class"] in classes)


@cache
def nouns(*classes: str) -> frozenset[str]:
    """The nouns of some classes of class_nouns.jsonl."""
    return frozenset(raw["lemma"] for raw in rows("class_nouns") if raw["class"] in classes)


@cache
def said_by(pos: str, *kinds: str) -> frozenset[str]:
    """The words of speech of one part of speech that claim, deny or ask, as reporting.jsonl has their kinds."""
    return frozenset(raw["lemma"] for raw in rows("reporting") if raw["pos"] == pos and raw["kind"] in kinds)


@cache
def word_set(name: str) -> frozenset[str]:
    """The lemmas of a lexicon that is a plain list (reporting, weapons ...)."""
    return frozenset(str(raw.get("lemma") or raw.get("word") or raw.get("weapon")) for raw in rows(name))
