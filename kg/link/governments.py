"""Governments that a text names by who leads them: "Abiy's government" is Ethiopia's where it speaks of Abiy Ahmed."""

import re
from collections.abc import Mapping, Sequence

from kg.link.entry import Entry
from kg.link.kb import KnowledgeBase
from kg.link.rank import Match
from kg.model import Entity, Kind

_LED = re.compile(r"(.+?)(?:['’]s?)\s+(?:government|cabinet|administration|regime)")
_NO_STATE = "National|Senate|Supreme|Constitutional|Regional|Governing|Court|Council|European|Exchequer|Duchy"
_OFFICE = re.compile(
    r"(?<!Vice )(?<!Deputy )\b(?:President|Prime Minister|Chancellor|Premier|King|Emperor|Emir|Sultan) of (?:the )?"
    rf"(?!{_NO_STATE})[A-Z]"
)
_NAME = 3  # words of a person's name at most; titles stand before them
_FULL = 0.9  # score of a full name that the text gives only here


def governments_of(entities: Sequence[Entity], matches: Mapping[str, Match], kb: KnowledgeBase) -> dict[str, Match]:
    """The match of each such government, by key: that of the state whose leader the knowledge base has by that name."""
    found: dict[str, Match] = {}
    for entity in entities:
        led = _LED.fullmatch(entity.label) if entity.kind is Kind.UNNAMED else None
        leader, score = _leader(led[1], entities, matches, kb) if led else (None, 0.0)
        entry = kb.get(f"government/{leader.country.lower()}") if leader and leader.country else None
        if leader and entry:
            found[entity.key] = Match(entry, score, "leader", None, f"led by {leader.label}")
    return found


def _leader(
    name: str, entities: Sequence[Entity], matches: Mapping[str, Match], kb: KnowledgeBase
) -> tuple[Entry | None, float]:
    """Who is meant, with the score: a person of the text by that name, else whose full name it is."""
    for entity in entities:
        match = matches[entity.key]
        if entity.kind is Kind.PERSON and match.entry and name.endswith((entity.label, *entity.aliases)):
            return (match.entry, match.score) if _leads(match.entry) else (None, 0.0)
    words = name.split()
    for count in range(min(_NAME, len(words)), 1, -1):
        known = [e for e in kb.candidates(" ".join(words[-count:]), want="actor") if e.kind is Kind.PERSON]
        if known:
            return (known[0], _FULL) if len(known) == 1 and _leads(known[0]) else (None, 0.0)
    return None, 0.0


def _leads(entry: Entry) -> bool:
    return bool(_OFFICE.search(entry.note))
