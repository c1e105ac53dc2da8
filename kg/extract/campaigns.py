"""Times that only several sentences tell together: how long fighting went on, from when to when a campaign was.

"On 5 May troops attacked Sirwa. The town fell after four days of fighting, which ended Operation Dawn." says that the
attack lasted until 9 May; the operation, told of before, lay between those days.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extract import calendar_days as cal
from kg.extract import syntax
from kg.extract.event_reference import CAMPAIGNS, Told
from kg.extract.lexicons import BLOWS
from kg.extract.parse import sentence
from kg.extract.time_attachment import DAYS, located
from kg.extract.time_words import TimeExpression
from kg.extract.triggers import Trigger
from kg.model import EventMention, Modality, When

_FIGHTING = frozenset(
    {"fighting", "fight", "clash", "battle", "combat", "bombardment", "siege", "shelling", "struggle"}
)
_STEPS = BLOWS | {"15", "17"}
_STATES = frozenset({"occupation", "siege", "capture-of-territory"})  # no fighting by itself
_END = frozenset({"conclusion", "end", "close", "completion"})
_ENDS = frozenset({"end", "conclude", "finish", "complete"})
_LONGEST = 60  # days of fighting that one sentence sums up


def with_lasting_times(told: Sequence[Told], times: Sequence[TimeExpression]) -> list[Told]:
    """The event mentions of a text with the times that later sentences complete."""
    changed = _lasting(told, times)
    for trigger, campaign in changed:
        if campaign.event_type in CAMPAIGNS and campaign.modality is Modality.ASSERTED and _name(trigger.token):
            when = _extent(campaign.when, _end(trigger.token, changed, times), changed)
            return _dated(changed, campaign, when) if when else changed
    return changed


def _lasting(told: Sequence[Told], times: Sequence[TimeExpression]) -> list[Told]:
    """ "After four days of fighting": the last blow told before lasted until then."""
    changed = list(told)
    for each in times:
        last, words = each.when.latest, each.when.text.lower()
        if each.kind != "anchored" or last is None or not words.startswith("after ") or not words.endswith(" of"):
            continue
        before = [n for n, (trigger, _) in enumerate(changed) if sentence(trigger.token).end_char <= each.span.start]
        blows = [n for n in before if _is_blow(*changed[n])]
        if not blows or not _is_fighting(changed[blows[-1]][0].token, each):
            continue
        trigger, event = changed[blows[-1]]
        first, until = event.when.earliest, event.when.latest
        if first and until and until < last and (last - first).days <= _LONGEST:
            lasted = replace(cal.between(first, last), text=event.when.text, inherited=event.when.inherited)
            changed[blows[-1]] = trigger, replace(event, when=lasted)
    return changed


def _is_blow(trigger: Trigger, event: EventMention) -> bool:
    """Whether it is fighting that may go on, on a day that is known."""
    forceful = trigger.row.root in BLOWS or event.event_type in CAMPAIGNS
    forceful = forceful and event.event_type not in _STATES
    return forceful and event.when.earliest is not None


def _is_fighting(token: Token, each: TimeExpression) -> bool:
    """Whether the expression counts days of fighting."""
    after = next((word for word in token.doc[token.i :] if word.idx >= each.span.end), None)
    return after is not None and after.lemma_.lower() in _FIGHTING


def _name(token: Token) -> frozenset[str]:
    """The words of the name in "Operation Dawn was an offensive"."""
    subjects = [each for top in (token, token.head) for each in syntax.children(top, "nsubj")]
    return frozenset(word.text for each in subjects for word in each.subtree if word.pos_ == "PROPN") - {"Operation"}


def _end(campaign: Token, told: Sequence[Told], times: Sequence[TimeExpression]) -> date | None:
    """The day of the sentence that ends what is named: "bringing a conclusion to Operation Dawn"."""
    name = _name(campaign)
    for token in campaign.doc[sentence(campaign).end :]:
        if token.text not in name or not _is_ended(token):
            continue
        days = [each.when.latest for each, _ in located(times, sentence(token)) if each.kind in DAYS]
        days += [event.when.latest for trigger, event in told if sentence(trigger.token) is sentence(token)]
        return max((day for day in days if day), default=None)
    return None


def _is_ended(name: Token) -> bool:
    ways = {syntax.preposition(name)}
    while name.head.pos_ == "PROPN" and name.head != name:
        name = name.head
        ways.add(syntax.preposition(name))
    above = name.head
    above = next((each for each in syntax.children(above, "obj") if each.lemma_.lower() in _END), above)
    if above.lemma_.lower() in _END and ways & {"to", "of"}:
        return True
    return above.lemma_.lower() in _ENDS and syntax.is_verbal(above)


def _extent(about: When, end: date | None, told: Sequence[Told]) -> When | None:
    """From the first step that falls within the time that is said to the day of the end."""
    if end is None or about.earliest is None or about.latest is None:
        return None
    steps = [event.when.earliest for trigger, event in told if _is_step(trigger.row.cameo, event)]
    first = min((day for day in steps if day and about.earliest <= day <= about.latest), default=about.earliest)
    return replace(cal.between(first, end), text=about.text) if first < end else None


def _is_step(cameo: str, event: EventMention) -> bool:
    return cameo[:2] in _STEPS and event.modality is Modality.ASSERTED and event.event_type not in CAMPAIGNS


def _dated(told: Sequence[Told], campaign: EventMention, when: When) -> list[Told]:
    """The campaign with its time, which whatever is said of it without a time of its own inherits."""
    same, changed = {campaign.id}, []
    spoken: list[Tokens] = []
    for trigger, event in told:
        own = event.when.earliest is not None and not event.when.inherited and not event.when.from_publication
        if event.id == campaign.id:
            event = replace(event, when=when)
        elif event.same_as in same or (sentence(trigger.token) in spoken and _is_predicate(trigger.token)):
            same.add(event.id)
            spoken.append(sentence(trigger.token))
            event = event if own and event.rule != "noun-back" else replace(event, when=replace(when, inherited=True))
        changed.append((trigger, event))
    return changed


def _is_predicate(noun: Token) -> bool:
    """Whether the word says what something was: "it was the first deployment"."""
    return bool(syntax.children(noun, "cop")) and noun.pos_ == "NOUN"
