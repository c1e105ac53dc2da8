"""Event mentions of one document to events: the headline, the lead and the recap of one strike are one event.

Two mentions are the same event where nothing about them conflicts (type, modality, days, actors, places, counts) and
something ties them together (a shared source or target). Mentions of one sentence stay apart: a writer who names two
events in one sentence means two.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Event, EventMention, Precision, Quantity, Role, When

_GENERIC = frozenset({"military-operation", "armed-attack", "attack", "agreement", "meeting"})


@dataclass(frozen=True, slots=True)
class _Draft:
    """An event in the making: its mentions and what they agree on."""

    mentions: tuple[EventMention, ...]
    event_type: str
    roles: Mapping[Role, frozenset[str]]  # entity keys
    when: When


def merge(
    mentions: Sequence[EventMention],
    entity_of: Mapping[str, str],
    *,
    family: Callable[[str], str],
    within: Mapping[str, frozenset[str]],
) -> tuple[Event, ...]:
    """The events of one document, in the order of the text.

    `entity_of` maps mention ids to entity keys, `family` an event type to its PLOVER type, `within` a place key to
    the keys of the places that contain it.
    """
    drafts: list[_Draft] = []
    for mention in sorted(mentions, key=lambda m: (m.trigger, m.event_type)):
        new = _Draft((mention,), mention.event_type, _roles(mention, entity_of), mention.when)
        for i, old in enumerate(drafts):
            if _same(old, new, family, within):
                drafts[i] = _join(old, new)
                break
        else:
            drafts.append(new)
    return tuple(_event(draft, entity_of, within) for draft in drafts)


def _roles(mention: EventMention, entity_of: Mapping[str, str]) -> dict[Role, frozenset[str]]:
    return {
        role: frozenset(
            entity_of[a.mention_id] for a in mention.arguments if a.role is role and a.mention_id in entity_of
        )
        for role in (Role.SOURCE, Role.TARGET, Role.PLACE)
    }


def _same(old: _Draft, new: _Draft, family: Callable[[str], str], within: Mapping[str, frozenset[str]]) -> bool:
    first, second = old.mentions[0], new.mentions[0]
    if any(m.sentence == second.sentence for m in old.mentions) or first.modality is not second.modality:
        return False
    if old.event_type != new.event_type and not (
        family(old.event_type) == family(new.event_type) and (_generic(old) or _generic(new))
    ):
        return False
    shared = [role for role in (Role.SOURCE, Role.TARGET) if old.roles[role] & new.roles[role]]
    return (
        bool(shared)
        and all(_agree(old.roles[r], new.roles[r]) for r in (Role.SOURCE, Role.TARGET))
        and _agree(_widened(old.roles[Role.PLACE], within), _widened(new.roles[Role.PLACE], within))
        and _same_days(old.when, new.when)
        and _same_counts(first.quantities, second.quantities)
    )


def _generic(draft: _Draft) -> bool:
    return draft.event_type in _GENERIC or draft.event_type.isupper()


def _agree(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a or not b or bool(a & b)


def _widened(places: frozenset[str], within: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return places.union(*(within.get(p, frozenset()) for p in places))


def _same_days(a: When, b: When) -> bool:
    """Whether two times may be one; a time that only stands in for a missing one fits any other."""
    if a.from_publication or b.from_publication or not (a.earliest and b.earliest and a.latest and b.latest):
        return True
    return (a.earliest, a.latest) == (b.earliest, b.latest) or (
        Precision.DAY not in (a.precision, b.precision) and a.earliest <= b.latest and b.earliest <= a.latest
    )


def _vagueness(when: When) -> int:
    """How little a time says: one of the event's own, one from its context, an open one, the publication's."""
    return 3 if when.from_publication else 2 if not when.earliest else int(when.inherited)


def _same_counts(a: Iterable[Quantity], b: Iterable[Quantity]) -> bool:
    counts = {q.what: q for q in a}
    return all(q.what not in counts or counts[q.what].low == q.low for q in b)


def _join(old: _Draft, new: _Draft) -> _Draft:
    """Both drafts as one, each argument as specific as the better mention has it."""
    when = min(old.when, new.when, key=_vagueness)
    event_type = new.event_type if _generic(old) else old.event_type
    return replace(
        old,
        mentions=old.mentions + new.mentions,
        event_type=event_type,
        when=when,
        roles={role: old.roles[role] | new.roles[role] for role in old.roles},
    )


def _event(draft: _Draft, entity_of: Mapping[str, str], within: Mapping[str, frozenset[str]]) -> Event:
    first = draft.mentions[0]
    quantities: dict[str, Quantity] = {}
    for mention in draft.mentions:
        for quantity in mention.quantities:
            quantities.setdefault(quantity.what, quantity)
    places = draft.roles[Role.PLACE]
    outer = frozenset[str]().union(*(within.get(p, frozenset()) for p in places))
    return Event(
        key=f"event/{first.document_id}/{first.trigger.start}-{first.trigger.end}",
        event_type=draft.event_type,
        sources=tuple(sorted(draft.roles[Role.SOURCE])),
        targets=tuple(sorted(draft.roles[Role.TARGET])),
        places=tuple(sorted(places - outer or places)),
        when=draft.when,
        modality=first.modality,
        event_mention_ids=tuple(m.id for m in draft.mentions),
        reported_by=tuple(sorted({entity_of[r] for m in draft.mentions if (r := m.reported_by) in entity_of and r})),
        quantities=tuple(quantities[k] for k in sorted(quantities)),
        weapon=next((m.weapon for m in draft.mentions if m.weapon), None),
        object=next((m.object for m in draft.mentions if m.object), None),
        rule=first.rule,
        confidence=max(m.confidence for m in draft.mentions),
    )
