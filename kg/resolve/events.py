"""Event mentions of one document to events: the headline, the lead and the recap of one strike are one event.

Two mentions are the same event where nothing about them conflicts (type, modality, days, actors, places, counts) and
something ties them together: a shared source or target, a place taken, a count of victims, or a definite noun ("the
attack"). Mentions of one sentence stay apart, unless the sentence itself makes one the means of the other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.ids import slug
from kg.model import Event, EventMention, Modality, Precision, Quantity, Reference, Role, Span, When

_BACK = "noun-back"  # rule of a noun that adds nothing but which event is meant
_INHERITED = "inherited place"  # how the rule of a mention ends whose place was told of another event
_GENERIC = frozenset({"military-operation", "armed-attack", "attack", "agreement", "meeting"})
_MEANS = _GENERIC | {
    "raid",
    "search-operation",
    "ground-offensive",
    "joint-operation",
}  # in which something else happens
_AIMED = frozenset({"military-operation", "search-operation"})
_RESULTS = frozenset({"killing", "wounding"})  # what comes of an attack of any kind
_TAKEN = frozenset({"capture-of-territory", "occupation", "siege"})  # what is taken is the place itself
_BOMBINGS = frozenset({"suicide-bombing", "car-bombing", "ied-attack", "airstrike"})  # what "the bombing" may name
_PLANTED = frozenset({"bombing", "suicide-bombing", "car-bombing", "ied-attack"})
_BLOWS = frozenset({"ASSAULT", "COERCE"})  # PLOVER types
_VAGUE = frozenset({"several", "dozens", "scores", "hundreds", "thousands", "many", "few", "numerous", "multiple"})
_COURSE = 60  # days from which a time is that of a campaign, not of one event
_CROWD = 2  # victims from which an equal count ties two mentions


@dataclass(frozen=True, slots=True)
class _Draft:
    """An event in the making: its mentions and what they agree on."""

    mentions: tuple[EventMention, ...]
    event_type: str
    roles: Mapping[Role, frozenset[str]]  # entity keys
    when: When
    carried: frozenset[str] = frozenset()  # places that a mention only inherits

    @property
    def modality(self) -> Modality:
        return self.mentions[0].modality

    @property
    def sentences(self) -> set[Span]:
        return {mention.sentence for mention in self.mentions}

    @property
    def counts(self) -> tuple[Quantity, ...]:
        return tuple(quantity for mention in self.mentions for quantity in mention.quantities)

    def refers(self, how: Reference) -> bool:
        return any(mention.reference is how for mention in self.free)

    @property
    def free(self) -> list[EventMention]:
        """The mentions without those that speak of another event: "killed ten in the first week of the operation"."""
        own = {mention.id for mention in self.mentions}
        return [mention for mention in self.mentions if mention.same_as is None or mention.same_as in own]


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
    for new in _linked(mentions, entity_of, family):
        fitting = [i for i, old in enumerate(drafts) if _same(old, new, family, within)]
        if fitting:
            best = max(fitting, key=lambda i: (_shares_actor(drafts[i], new), -i))
            drafts[best] = _join(drafts[best], new)
        else:
            drafts.append(new)
    return tuple(_event(draft, entity_of, within) for draft in drafts)


def _draft(mention: EventMention, entity_of: Mapping[str, str]) -> _Draft:
    roles = _roles(mention, entity_of)
    if not mention.rule.endswith(_INHERITED):
        return _Draft((mention,), mention.event_type, roles, mention.when)
    return _Draft((mention,), mention.event_type, {**roles, Role.PLACE: frozenset()}, mention.when, roles[Role.PLACE])


def _linked(
    mentions: Sequence[EventMention], entity_of: Mapping[str, str], family: Callable[[str], str]
) -> Iterator[_Draft]:
    """One draft for each mention, or for those that `same_as` ties, where their types, days and counts allow it."""
    drafts: dict[str, _Draft] = {}
    for mention in sorted(mentions, key=lambda m: (m.trigger, m.event_type)):
        drafts[mention.id] = _draft(mention, entity_of)
    for mention in mentions:
        if mention.same_as not in drafts:
            continue
        one, two = drafts[mention.same_as], drafts[mention.id]
        if one is not two and _one_event(one, two, family):
            joined = _join(*sorted((one, two), key=lambda draft: draft.mentions[0].trigger))
            drafts.update((each.id, joined) for each in joined.mentions)
    seen: set[str] = set()
    for draft in drafts.values():
        if draft.mentions[0].id not in seen:
            seen.add(draft.mentions[0].id)
            yield draft


def _one_event(one: _Draft, two: _Draft, family: Callable[[str], str]) -> bool:
    types = one.event_type, two.event_type
    harm = family(types[0]) == family(types[1]) and not _RESULTS.isdisjoint(types)
    fit = types[0] == types[1] or harm or not _MEANS.isdisjoint(types)
    targets = one.roles[Role.TARGET], two.roles[Role.TARGET]
    if not _AIMED.isdisjoint(types) and not _agree(*targets) and not _called_alike(one, two):
        return False  # whom an operation is for need not be whom it catches
    if set(types) == _RESULTS and _named(one) and _named(two) and not _named(one) & _named(two):
        return False  # "eight Taliban were killed and two soldiers of the ISAF wounded"
    if _does(one) & _suffers(two) or _does(two) & _suffers(one):
        return False  # who was killed when he opened fire did not shoot himself
    counts = _same_counts(one.counts, two.counts) or _is_another_toll(one, two)
    return fit and counts and one.modality is two.modality and _same_days(one.when, two.when)


def _is_another_toll(one: _Draft, two: _Draft) -> bool:
    """Whether a definite noun ties two counts to one event: "medics said five died in the strike"."""
    back = any(mention.rule == _BACK for draft in (one, two) for mention in draft.mentions)
    voices = [{mention.reported_by for mention in draft.mentions if mention.quantities} for draft in (one, two)]
    adds = any(mention.reference is Reference.OTHER for draft in (one, two) for mention in draft.mentions)
    return back and not adds and voices[0].isdisjoint(voices[1])


def _named(draft: _Draft) -> frozenset[str]:
    """Whom the event hit, those without a name left out."""
    local = slug(draft.mentions[0].document_id)
    return frozenset(key for key in draft.roles[Role.TARGET] if not key.endswith(local))


def _does(draft: _Draft) -> frozenset[str]:
    return draft.roles[Role.SOURCE] - draft.roles[Role.TARGET]


def _suffers(draft: _Draft) -> frozenset[str]:
    return draft.roles[Role.TARGET] - draft.roles[Role.SOURCE]


def _called_alike(one: _Draft, two: _Draft) -> bool:
    """Whether both hit people without a name of one sort: "foreign insurgents" and "insurgents"."""
    local = f"-{slug(one.mentions[0].document_id)}"
    keys = [[key.removesuffix(local) for key in each.roles[Role.TARGET] if key.endswith(local)] for each in (one, two)]
    return any(a.rsplit("-", 1)[-1] == b.rsplit("-", 1)[-1] for a in keys[0] for b in keys[1])


def _voices(mention: EventMention) -> Iterator[str]:
    """Mention ids of all who say so."""
    if mention.reported_by:
        yield mention.reported_by
    yield from (each.mention_id for each in mention.arguments if each.role is Role.REPORTER)


def _rank(event_type: str) -> int:
    """How much a type tells: an airstrike more than a killing, a killing more than an operation."""
    if event_type.isupper() or event_type in _GENERIC:
        return 0
    return 1 if event_type in _MEANS else 2 if event_type in _RESULTS | {"bombing"} else 3


def _roles(mention: EventMention, entity_of: Mapping[str, str]) -> dict[Role, frozenset[str]]:
    return {
        role: frozenset(
            entity_of[a.mention_id] for a in mention.arguments if a.role is role and a.mention_id in entity_of
        )
        for role in (Role.SOURCE, Role.TARGET, Role.PLACE, Role.OBJECT)
    }


def _same(old: _Draft, new: _Draft, family: Callable[[str], str], within: Mapping[str, frozenset[str]]) -> bool:
    if (
        (old.sentences & new.sentences and not _completes(old, new))
        or old.modality is not new.modality
        or new.refers(Reference.OTHER)
        or (old.event_type != new.event_type and _is_campaign(old) is not _is_campaign(new))
    ):
        return False
    if old.event_type != new.event_type and not (
        family(old.event_type) == family(new.event_type) and _same_kind(old, new)
    ):
        return False
    return (
        _tied(old, new)
        and all(_sides_agree(old, new, role, family) for role in (Role.SOURCE, Role.TARGET))
        and _places_agree(old.roles[Role.PLACE], new.roles[Role.PLACE], within)
        and _same_days(old.when, new.when)
        and _same_counts(old.counts, new.counts)
    )


def _is_campaign(draft: _Draft) -> bool:
    """Whether a mention tells of months: "has attacked a hundred ships since 2023" is not the strike of Monday."""
    first, last = draft.when.earliest, draft.when.latest
    own = not draft.when.from_publication and draft.when.precision is Precision.INTERVAL
    return own and first is not None and last is not None and (last - first).days > _COURSE


def _completes(old: _Draft, new: _Draft) -> bool:
    """Whether a definite noun only adds who did it: "the convoy was hit; the strike was carried out by the army"."""
    return _only_refers(new) and bool(new.roles[Role.SOURCE]) and not old.roles[Role.SOURCE]


def _sides_agree(old: _Draft, new: _Draft, role: Role, family: Callable[[str], str]) -> bool:
    """Whether one side may be the same: also where one is only described ("militants") and the other side is equal.

    A blow has one doer and one victim, by whatever name; what a president demands and what a court orders are two
    demands, as are those made of a minister and of all parties.
    """
    if _agree(old.roles[role], new.roles[role]):
        return True
    if family(new.event_type) not in _BLOWS and not (role is Role.TARGET and new.refers(Reference.BACK)):
        return False
    other = Role.TARGET if role is Role.SOURCE else Role.SOURCE
    local = slug(old.mentions[0].document_id)
    described = [{key for key in draft.roles[role] if key.endswith(local)} for draft in (old, new)]
    whole = [described[0] == old.roles[role], described[1] == new.roles[role]]
    return any(whole) and not all(whole) and bool(old.roles[other] & new.roles[other])


def _same_kind(old: _Draft, new: _Draft) -> bool:
    """Whether mentions of different types of one family may tell one event."""
    types = {old.event_type, new.event_type}
    if "cyber-attack" in types:
        return False  # no other attack is one on computers
    if "visit" in types and not new.refers(Reference.BACK):
        return False  # nor is whom a guest met whom he visited
    if "military-operation" in types and types & _PLANTED:
        return False  # nor is an operation of troops a bomb that somebody planted
    back = new.refers(Reference.BACK)
    if types & _RESULTS:
        both = all(old.roles[role] & new.roles[role] for role in (Role.SOURCE, Role.TARGET))
        return back or both or _equal_counts(old.counts, new.counts)
    if back and "bombing" in types and types & _BOMBINGS:
        return True
    wide = {name for name in types if name in _GENERIC or (name.isupper() and _shares_actor(old, new))}
    return bool(wide) and (back or "military-operation" not in wide)  # an attack is a part of an operation


def _tied(old: _Draft, new: _Draft) -> bool:
    """Whether anything speaks for one event; that nothing speaks against it is not enough."""
    if _equal_counts(old.counts, new.counts) or (_shares_actor(old, new) and not _only_one_doer(old, new)):
        return True
    if old.event_type in _TAKEN and old.roles[Role.PLACE] & new.roles[Role.PLACE]:
        return True
    if _same_object(old, new):
        return True
    return _only_refers(new)


def _only_one_doer(old: _Draft, new: _Draft) -> bool:
    """Whether two blows have nothing but their doer in common: what one says of victims and place, the other does not.

    "Rebels beheaded ten people. The rebels attacked Sirwa" tells of two.
    """
    told = [(bool(each.roles[Role.TARGET]), bool(each.roles[Role.PLACE])) for each in (old, new)]
    return all(one is not two for one, two in zip(*told, strict=True))


def _only_refers(draft: _Draft) -> bool:
    """Whether a definite noun says nothing of what was hit: "the attack on the port" may well be news.

    A noun whose event of another sentence is a part of the draft refers to no third one.
    """
    told = {mention.id: mention.sentence for mention in draft.mentions}
    free = [mention for mention in draft.free if told.get(mention.same_as or "", mention.sentence) == mention.sentence]
    nouns = [mention for mention in free if mention.reference is Reference.BACK]
    return bool(nouns) and not any(
        each.object or any(argument.role is Role.TARGET for argument in each.arguments) for each in nouns
    )


def _shares_actor(old: _Draft, new: _Draft) -> bool:
    return any(old.roles[role] & new.roles[role] for role in (Role.SOURCE, Role.TARGET))


def _same_object(old: _Draft, new: _Draft) -> bool:
    """Whether both say that they hit the same thing."""
    one, two = ({frozenset(m.object.lower().split()) for m in draft.mentions if m.object} for draft in (old, new))
    return any(a <= b or b <= a for a in one for b in two)


def _agree(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a or not b or bool(a & b)


def _places_agree(a: frozenset[str], b: frozenset[str], within: Mapping[str, frozenset[str]]) -> bool:
    """Whether one place may be the other or lies in it; two towns of one country are two scenes."""
    return not a or not b or bool(a & _widened(b, within) or b & _widened(a, within))


def _widened(places: frozenset[str], within: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return places.union(*(within.get(p, frozenset()) for p in places))


def _same_days(a: When, b: When) -> bool:
    """Whether two times may be one; a time that only stands in for a missing one or comes from afar fits any other."""
    if (
        a.from_publication
        or b.from_publication
        or a.inherited
        or b.inherited
        or not (a.earliest and b.earliest and a.latest and b.latest)
    ):
        return True
    if Precision.DAY not in (a.precision, b.precision):
        return a.earliest <= b.latest and b.earliest <= a.latest
    return (a.earliest <= b.earliest and b.latest <= a.latest) or (b.earliest <= a.earliest and a.latest <= b.latest)


def _vagueness(when: When) -> tuple[int, int]:
    """How little a time says: the event's own, one from its context, an open one, the publication's; then its days."""
    rank = 3 if when.from_publication else 2 if not when.earliest or not when.latest else int(when.inherited)
    return rank, (when.latest - when.earliest).days if when.latest and when.earliest else 0


def _same_counts(a: Iterable[Quantity], b: Iterable[Quantity]) -> bool:
    counts = {q.what: q for q in a}
    return all(q.what not in counts or counts[q.what].low == q.low for q in b)


def _equal_counts(a: Iterable[Quantity], b: Iterable[Quantity]) -> bool:
    """Whether as many people suffered the same; "several" and "three" are no equal counts."""
    counts = {(q.what, q.low, _is_vague(q)) for q in a if q.low >= _CROWD}
    return any((q.what, q.low, _is_vague(q)) in counts for q in b)


def _is_vague(quantity: Quantity) -> bool:
    return not _VAGUE.isdisjoint(quantity.text.lower().split())


def _widest(one: Quantity, two: Quantity) -> Quantity:
    """The range of both tolls, in the words of the first."""
    high = None if one.high is None or two.high is None else max(one.high, two.high)
    if one.low == two.low:
        return one
    return replace(one, low=min(one.low, two.low), high=high)


def _join(old: _Draft, new: _Draft) -> _Draft:
    """Both drafts as one, each argument as specific as the better mention has it."""
    when = min(old.when, new.when, key=_vagueness)
    return replace(
        old,
        mentions=old.mentions + new.mentions,
        event_type=_joined_type(old, new),
        when=when,
        roles={role: old.roles[role] | new.roles[role] for role in old.roles},
        carried=old.carried or new.carried,
    )


def _joined_type(old: _Draft, new: _Draft) -> str:
    """The type that tells more; but an attack on one in which others died is no killing of the one."""
    types = {old.event_type, new.event_type}
    held = any(each.event_type in _RESULTS for each in old.mentions) and old.event_type not in _RESULTS
    if held:  # ... nor a wounding, where the sentence goes on "and nine were wounded"
        return max(sorted(types - _RESULTS), key=_rank)
    if len(types - _RESULTS) == len(types & _RESULTS) and not _agree(old.roles[Role.TARGET], new.roles[Role.TARGET]):
        types -= _RESULTS
    return max((t for t in (old.event_type, new.event_type) if t in types), key=_rank)


def _event(draft: _Draft, entity_of: Mapping[str, str], within: Mapping[str, frozenset[str]]) -> Event:
    first = draft.mentions[0]
    quantities: dict[str, Quantity] = {}
    for mention in draft.mentions:
        for quantity in mention.quantities:
            quantities[quantity.what] = _widest(quantities.get(quantity.what, quantity), quantity)
    places = draft.roles[Role.PLACE] or draft.carried
    outer = frozenset[str]().union(*(within.get(p, frozenset()) for p in places))
    return Event(
        key=f"event/{first.document_id}/{first.trigger.start}-{first.trigger.end}",
        event_type=draft.event_type,
        sources=tuple(sorted(draft.roles[Role.SOURCE])),
        targets=tuple(sorted(draft.roles[Role.TARGET] or draft.roles[Role.OBJECT])),  # a market without its dead
        places=tuple(sorted(places - outer or places)),
        when=draft.when,
        modality=first.modality,
        event_mention_ids=tuple(m.id for m in draft.mentions),
        reported_by=tuple(
            sorted({entity_of[each] for m in draft.mentions for each in _voices(m) if each in entity_of})
        ),
        quantities=tuple(quantities[k] for k in sorted(quantities)),
        weapon=next((m.weapon for m in draft.mentions if m.weapon), None),
        object=next((m.object for m in draft.mentions if m.object), None),
        rule=first.rule,
        confidence=max(m.confidence for m in draft.mentions),
    )
