"""The doers' own dead: whom a list of victims joins with those on whom the blow fell.

"Five soldiers and eleven militants were killed in an attack by the militants" kills five soldiers in the attack; that
eleven militants were killed as well, by whomever, is an event of its own.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.event_reference import Told
from kg.extract.lexicons import BLOWS, HURT
from kg.extract.quantities import sum_of, victims_of
from kg.extract.roles import Mentions, Roles
from kg.extract.triggers import Trigger
from kg.extract.victims import count_of
from kg.ids import event_mention_id
from kg.model import EventMention, Mention, Quantity, Reference, Role, Span

_DOERS = frozenset({"attacker", "assailant", "bomber", "perpetrator", "himself", "herself", "themselves"})
_CAMPS = {"MIL": "state", "COP": "state", "GOV": "state", "REB": "against it", "CRM": "against it"}  # by sector

Victim = tuple[Mention, Token]


def without_own_losses(
    here: Sequence[Told], roles: Mapping[int, Roles], table: Mentions, counted: frozenset[int]
) -> list[Told]:
    """The events of one sentence, what befell their doers told apart.

    `roles` are by the position of the trigger, `counted` those of words that count victims of events of their own.
    """
    first = {trigger.token.i: _own_victims(trigger, mention, here, roles, table) for trigger, mention in here}
    if not any(first.values()):
        return list(here)
    told: list[Told] = []
    for trigger, mention in here:
        at = trigger.token.i
        one = [victim for other, each in here if _is_one(mention, each) for victim in first[other.token.i]]
        heads, ids = {word.i for _, word in one}, {each.id for each, _ in one}
        own = [victim for victim in _victims(trigger, roles) if victim[0].id in ids]
        hurt = trigger.row.quantity if trigger.row.quantity in HURT else None
        if not heads or (hurt is None and not (own or mention.quantities)):
            told.append((trigger, mention))
            continue
        counts = victims_of(trigger.token, trigger.row, table, (counted - {at}) | heads)
        if hurt is not None and own and not counts and len(own) == len(_victims(trigger, roles)):
            told.append((trigger, _by_nobody(mention)))
            continue
        told.append((trigger, replace(_without(mention, own), quantities=counts)))
        apart = [each for each in own if not _is_included(each[1])]
        if hurt is not None and apart:
            told.append((trigger, _apart(mention, apart, hurt)))
    return told


def _own_victims(
    trigger: Trigger, mention: EventMention, here: Sequence[Told], roles: Mapping[int, Roles], table: Mentions
) -> list[Victim]:
    """The victims of one event who are of those that did it: by name, by what they are called, or by their camp."""
    victims = _victims(trigger, roles)
    if not victims:
        return []
    doers = _doers(trigger, mention, here, roles)
    active = all(syntax.children(trigger.token, label) for label in ("nsubj", "obj"))
    direct = active and trigger.token.lemma_ != "leave"  # "troops killed a commander"
    by_camp = trigger.row.quantity in HURT and not direct
    camps = {_CAMPS.get(each.sector or "") for each, _ in victims}
    return [
        (victim, word)
        for victim, word in victims
        if (word.lemma_.lower() in _DOERS and _is_listed(word))
        or any(_is_same(victim, each, table) for each in doers)
        or (len(camps) > 1 and by_camp and any(_is_of_camp(victim, each) for each in doers))
    ]


def _victims(trigger: Trigger, roles: Mapping[int, Roles]) -> list[Victim]:
    """Those on whom a blow falls, each with its word."""
    filled = roles.get(trigger.token.i) if trigger.row.root in BLOWS else None
    return filled.filled(Role.TARGET) if filled is not None else []


def _doers(trigger: Trigger, mention: EventMention, here: Sequence[Told], roles: Mapping[int, Roles]) -> list[Mention]:
    """The sources of an event, else those of what is told as one with it; nobody where two sides strike each other."""
    one = [other for other, each in here if _is_one(mention, each) and other.row.root in BLOWS]
    if any(other.row.reciprocal for other in one):
        return []
    found = [roles[other.token.i].mentions.get(Role.SOURCE, []) for other in (trigger, *one) if other.token.i in roles]
    return next((each for each in found if each), [])


def _is_one(one: EventMention, two: EventMention) -> bool:
    return one.id in {two.id, two.same_as} or one.same_as in {two.id, two.same_as} - {None}


def _is_listed(word: Token) -> bool:
    """Whether others are named in one list with a word, or a number that it is part of."""
    return len(syntax.conjuncts(syntax.first_of_list(word))) > 1 or _is_included(word)


def _is_included(word: Token) -> bool:
    """Whether a word is part of a number told before it: "23 people, including eight soldiers and 15 militants"."""
    return syntax.preposition(syntax.first_of_list(word)) == "including"


def _is_same(one: Mention, two: Mention, table: Mentions) -> bool:
    named = one.named and two.named
    return one.id == two.id or (
        named and (one.head.lower() == two.head.lower() or table.chain_of(one) == table.chain_of(two))
    )


def _is_of_camp(victim: Mention, doer: Mention) -> bool:
    """Whether fighters may be of those who struck: rebels of a group of rebels, soldiers of no other state's army."""
    camp, both = _CAMPS.get(victim.sector or ""), victim.named and doer.named
    alien = victim.country and doer.country and victim.country != doer.country
    return camp is not None and camp == _CAMPS.get(doer.sector or "") and not both and not alien


def _without(mention: EventMention, own: Sequence[Victim]) -> EventMention:
    ids = {each.id for each, _ in own}
    kept = tuple(each for each in mention.arguments if each.role is not Role.TARGET or each.mention_id not in ids)
    why = f"not on those who did it: {', '.join(word.text for _, word in own)}"
    return replace(mention, arguments=kept, why=(*mention.why, why))


def _apart(mention: EventMention, own: Sequence[Victim], what: str) -> EventMention:
    """What befell the doers, beside the event that tells what they did."""
    first, ids = own[0][1], {each.id for each, _ in own}
    span = Span(first.idx, first.idx + len(first))
    others = [each for each in mention.arguments if each.role is Role.TARGET and each.mention_id not in ids]
    kind = "killing" if what == "killed" else "wounding"
    return replace(
        _by_nobody(mention),
        id=event_mention_id(mention.document_id, span.start, span.end, kind),
        trigger=span,
        trigger_text=first.text,
        event_type=kind,
        arguments=tuple(each for each in _by_nobody(mention).arguments if each not in others),
        quantities=_counted([word for _, word in own], what, mention.quantities),
        weapon=None,
        object=None,
        reference=Reference.OTHER,
    )


def _by_nobody(mention: EventMention) -> EventMention:
    """What befell the doers, as an event of its own: nobody is said to have done it."""
    arguments = tuple(each for each in mention.arguments if each.role is not Role.SOURCE)
    return replace(mention, arguments=arguments, same_as=None, why=(*mention.why, "on those who did the rest"))


def _counted(words: Sequence[Token], what: str, known: Container[Quantity]) -> tuple[Quantity, ...]:
    """How many of the doers it befell, where a count says so."""
    counts = [counted for word in words if (counted := count_of(word)) is not None] if known else []
    return (sum_of(counts, what, words[0]),) if len(counts) == len(words) else ()
