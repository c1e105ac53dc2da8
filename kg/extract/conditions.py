"""Conditions that a row of the trigger lexicon sets for a word: "obj=weapon", "!obl:in", "subj=actor|comp=infinitive".

The lexicon's README tells what a condition may say; "fire" is a missile strike only of what launches weapons.
"""

from spacy.tokens import Token

from kg.extract import lexicons, syntax
from kg.extract.lexicons import HARSH, TriggerRow, rows_of
from kg.extract.noun_classes import lemma_classes
from kg.extract.noun_slots import event_noun_slots
from kg.extract.parse import PLACES
from kg.extract.roles import Mentions, is_a, states_of
from kg.extract.slots import Slots
from kg.model import Kind

_EASES = frozenset({"cut", "reduce", "end", "lift", "ease", "drop", "stop", "suspend", "halt"})
_GO_ON = frozenset({"keep", "continue", "go", "start", "begin", "resume"})
_KINDS = {"armed": {Kind.ARMED_GROUP, Kind.MILITARY}, "organisation": {Kind.ORGANISATION}}  # of named actors
_AGENTLESS = ("subj=actor", "subj=people")  # nobody knows better than a passive without an agent


def holds(need: str, token: Token, slots: Slots, table: Mentions) -> bool:
    """Whether one of the alternatives of a condition holds for a word with these slots."""
    return any(_alternative(each.strip(), token, slots, table) for each in need.split("|"))


def _alternative(condition: str, token: Token, slots: Slots, table: Mentions) -> bool:
    if condition.startswith("!"):
        return not _fits(condition[1:], slots, table)
    if condition.startswith(_AGENTLESS) and "subj" not in slots:
        return token.pos_ in {"VERB", "ADJ"} and syntax.is_passive(token)
    return _fits(condition, slots, table)


def _fits(condition: str, slots: Slots, table: Mentions) -> bool:
    slot, _, name = condition.partition("=")
    fillers = slots.get(slot, [])
    if not name or not fillers:
        return bool(fillers)
    if name == "several":
        acting = [table.actor_at(each.token) or table.state_at(each.token) for each in fillers]
        acting += [state for each in fillers for state in states_of(each.token, table)]
        return len({each.country for each in acting if each is not None and each.country}) > 1
    if name in _KINDS:
        actors = [table.actor_at(each.token) for each in fillers]
        return any(each is not None and each.kind in _KINDS[name] for each in actors)
    if name == "past":
        return any(each.token.tag_ == "VBD" or "had" in syntax.auxiliaries(each.token) for each in fillers)
    if name == "infinitive":
        return any(syntax.is_infinitive(filler.token) for filler in fillers)
    if name == "obligation":
        return any(_must(each.token) or _has_to(each.token) for each in fillers)
    if name == "blow":
        return any(_tells_harm(filler.token, table) for filler in fillers)
    if name == "event" and slot == "comp":
        return any((each.token.lemma_.lower(), "VERB") in lexicons.triggers() for each in fillers)
    if condition == "subj=actor" and any(_is_capital_subject(each.token, table) for each in fillers):
        return True
    return any(is_a(filler.token, name, table) for filler in fillers)


def _is_capital_subject(token: Token, table: Mentions) -> bool:
    """Whether a state acts under the name of a place: "Washington suspended aid"."""
    return syntax.relation(token) == "nsubj" and token.head.pos_ == "VERB" and table.state_at(token) is not None


def _tells_harm(token: Token, table: Mentions) -> bool:
    """Whether a verb or noun tells of harm: "vowed to crush the revolt", "vowed to launch an offensive"."""
    eased = token.lemma_ in _EASES and any(
        "restriction" in lemma_classes(each) for each in syntax.children(token, "obj")
    )
    if eased:
        return False  # "pledged to cut tariffs"
    words = syntax.children(token, "obj") if token.lemma_.lower() in lexicons.light_verbs() else [token]
    words += syntax.children(token, "xcomp") if token.lemma_.lower() in _GO_ON else []  # "vowed to keep fighting"
    frees = any(row.type == "release" for each in words for row in rows_of(each, each.pos_))
    if frees and not any(map(_is_land, syntax.children(token, "obj"))):
        return False  # "vowed to free the hostages"
    return any(_is_harsh(each, row, table) for each in words for row in rows_of(each, each.pos_))


def _is_harsh(word: Token, row: TriggerRow, table: Mentions) -> bool:
    """Whether a row of a word tells of harm there: "to hand over tanks" hands down no sentence."""
    if row.root not in HARSH or row.particle not in {None, syntax.particle(word)}:
        return False
    if " " in row.trigger and not {each.lemma_.lower() for each in word.subtree}.issuperset(row.trigger.split()):
        return False  # "ready to receive migrants" receives no fire
    if row.pos != "NOUN":
        return True
    slots = event_noun_slots(word, table)  # "vowed to step up the fight against graft"
    return all(need.startswith("subj") or holds(need, word, slots, table) for need in row.needs)


def _is_land(noun: Token) -> bool:
    return noun.ent_type_ in PLACES or "territory" in lemma_classes(noun)


def _must(token: Token) -> bool:
    """Whether somebody ought to do it: not "should have done it", which he did not."""
    auxiliaries = set(syntax.auxiliaries(token))
    return "have" not in auxiliaries and bool({"must", "should", "ought"} & auxiliaries)


def _has_to(token: Token) -> bool:
    return token.lemma_ == "have" and any(syntax.is_infinitive(child) for child in syntax.children(token, "xcomp"))
