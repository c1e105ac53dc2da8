"""Sides that other words of a sentence name: who held what was taken, whose deed is condemned, whose fight backed.

"Sirwa was freed after its occupation by the rebels" takes it from the rebels; "support for Chad in the fight against
the group" is support for those who fight it.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import phrases, syntax
from kg.extract.lexicons import HARM, HARSH, OF_PLACES
from kg.extract.roles import STATIC_PLACES, Mentions, Roles, actors_in, fill, holders
from kg.extract.slots import verb_slots
from kg.extract.syntax import Filler
from kg.extract.triggers import Trigger
from kg.model import Mention, Role

_ON_PLACES = OF_PLACES | {"armed-attack", "ground-offensive", "ASSAULT", "siege"}  # what falls on those who hold it
_BACKS = frozenset({"05", "06", "07"})  # CAMEO roots of what is done for others
_PLEDGES = frozenset({"03", "05", "07"})  # CAMEO roots of what one says for one's own state
_PERSONS = frozenset({"he", "she", "they"})
_OWN = frozenset({"its", "their", "his", "her"})
_SCENES = STATIC_PLACES | {"on", "of"}
_FIGHTS = frozenset({"19", "20"})
_LAUNCHES = frozenset({"weapons-test"})
_CHARGES = frozenset({"accuse", "charge"})
_SENTENCES = frozenset({"convict", "sentence", "jail", "imprison"})
_BLAMES = frozenset({"condemnation", "criticism"})


def add_named_elsewhere(roles: Roles, trigger: Trigger, triggers: list[Trigger], table: Mentions) -> None:
    """Fill the sides of one event of a sentence from its other events; `triggers` are all of them."""
    if trigger.row.type in OF_PLACES:
        _from_holder(roles, trigger, triggers, table)
        _of_holding(roles, trigger, triggers, table)
    if trigger.row.type in _ON_PLACES:
        _held_by(roles, trigger, table)
    _from_claim(roles, trigger, table)
    _of_predicate(roles, table)
    if trigger.row.root in HARM and trigger.token.head.lemma_ == "accuse":
        _of_accuser(roles, trigger, table)
    if trigger.row.cameo[:2] in HARM and trigger.row.pos == "NOUN":
        _of_accused(roles, trigger, table)
    if trigger.row.type in _BLAMES:
        _whose_deed(roles, trigger, triggers, table)
    if trigger.row.type == "discussion":
        _whom_one_met(roles, trigger, triggers, table)
    if trigger.row.root in _PLEDGES:
        _for_own_state(roles, trigger, table)


def _from_holder(roles: Roles, trigger: Trigger, triggers: list[Trigger], table: Mentions) -> None:
    """Who held what is taken suffers the loss: "Sirwa was freed after its occupation by the rebels"."""
    if roles.mentions.get(Role.TARGET):
        return
    for other in triggers:
        own = any(child.lower_ == "its" for child in syntax.children(other.token, "nmod:poss"))
        if other.row.type in OF_PLACES and own and trigger.token in other.token.ancestors:
            held = fill({"source": other.row.frame.get("source", ())}, other.slots, table)
            for mention, token in held.filled(Role.SOURCE):
                if not roles.has(mention):
                    roles.add(Role.TARGET, mention, Filler(token, f"source of {other.token.lower_}"))


def _of_predicate(roles: Roles, table: Mentions) -> None:
    """Whom a predicate describes did what its clause tells: "he is a colonel who led the coup"."""
    for _, word in roles.filled(Role.SOURCE):
        who = syntax.children(word, "nsubj") if syntax.children(word, "cop") else []
        if who and (who[0].pos_ == "PROPN" or who[0].lower_ in _PERSONS) and (mention := table.actor_at(who[0])):
            roles.clear(Role.SOURCE)
            roles.add(Role.SOURCE, mention, Filler(who[0], f"who is {word.lower_}"))
            return


def _of_accuser(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Whose things are hit by whom he accuses: "Chad accused Sudan of shelling its post"."""
    verb = trigger.token.head
    fillers = [each for slot in trigger.row.frame.get("target", ()) for each in trigger.slots.get(slot, [])]
    own = any(whose.lower_ in _OWN for each in fillers for whose in syntax.children(each.token, "nmod:poss"))
    if own and not roles.mentions.get(Role.TARGET):
        for mention, token in fill({"target": ("subj",)}, verb_slots(verb), table).filled(Role.TARGET):
            if not roles.has(mention):
                roles.add(Role.TARGET, mention, Filler(token, f"whose, by {verb.lower_}"))


def _of_accused(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Who is charged with a deed or was sentenced for it is said to have done it: "accused the army of a massacre"."""
    verb, prep = trigger.token.head, syntax.preposition(trigger.token)
    charged = verb.lemma_ in _CHARGES and prep in {"of", "with"} and not syntax.is_passive(verb)
    sentenced = verb.lemma_ in _SENTENCES and prep in {"of", "for", "over"}
    if roles.mentions.get(Role.SOURCE) or not (charged or sentenced):
        return
    for mention, token in fill({"target": ("obj",)}, verb_slots(verb), table).filled(Role.TARGET):
        if mention.id not in roles.ids(Role.TARGET):
            roles.add(Role.SOURCE, mention, Filler(token, f"who is {verb.lower_}"))


def _of_holding(roles: Roles, trigger: Trigger, triggers: list[Trigger], table: Mentions) -> None:
    """What was held is what is taken: "Sirwa was freed after its occupation by the rebels"."""
    own = any(child.lower_ == "its" for child in syntax.children(trigger.token, "nmod:poss"))
    for other in triggers:
        if own and other.row.type in OF_PLACES and other.token in trigger.token.ancestors:
            for filler in (each for slot in other.row.frame.get("place", ()) for each in other.slots.get(slot, [])):
                if place := table.place_at(filler.token):
                    roles.add(Role.PLACE, place, Filler(filler.token, f"place of {other.token.lower_}"))


def _from_claim(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Who claims responsibility for a deed is its source: "the bombing, for which the group claimed responsibility"."""
    if trigger.row.pos != "NOUN" or roles.mentions.get(Role.SOURCE) or trigger.row.root not in HARSH:
        return
    verbs = [each for each in _clauses_below(trigger.token) if _claims(each)]
    above = trigger.token.head
    if above.lemma_.lower() == "responsibility" and _claims(above.head):
        verbs.append(above.head)
    if above.lemma_.lower() == "claim" and syntax.relation(trigger.token) == "obj":  # "claimed the bombing"
        verbs.append(above)
    for verb in verbs:
        if syntax.is_negated(verb) or any(syntax.is_negated(each) for each in syntax.children(verb, "nsubj")):
            continue
        claim = fill({"source": ("subj",)}, verb_slots(verb), table)
        for mention, token in claim.filled(Role.SOURCE):
            roles.add(Role.SOURCE, mention, Filler(token, "claims responsibility"))


def _clauses_below(noun: Token) -> list[Token]:
    """The relative clauses of a noun, also those behind its phrases: "the blast at a clinic in Gao, for which"."""
    top = noun.head if syntax.relation(noun) == "obj" else noun
    level, found = [noun, *([top] if top is not noun else [])], list(syntax.children(noun, "acl:relcl"))
    while level := [each for word in level for each in syntax.nouns_behind(word, *_SCENES) if each.i > noun.i]:
        found += [verb for each in level for verb in syntax.children(each, "acl:relcl")]
    return found


def _claims(verb: Token) -> bool:
    objects = syntax.children(verb, "obj")
    return verb.lemma_.lower() == "claim" and any(each.lemma_.lower() == "responsibility" for each in objects)


def _held_by(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Who holds the place that is hit or taken: "an assault on rebel-held Sirwa"."""
    if roles.mentions.get(Role.TARGET) and trigger.row.type in OF_PLACES:
        return
    slots = (*trigger.row.frame.get("target", ()), *trigger.row.frame.get("place", ()), "obj")
    words = [filler.token for slot in dict.fromkeys(slots) for filler in trigger.slots.get(slot, [])]
    inner = [noun for word in words for noun in syntax.nouns_behind(word, "on", "against", "of")]
    for holder in (each for word in (*words, *inner) for each in holders(word)):
        for mention in actors_in(holder, table):
            if not roles.has(mention):
                roles.add(Role.TARGET, mention, Filler(holder, "holds the place"))


def whose_fight(trigger: Trigger, triggers: list[Trigger], table: Mentions) -> Iterator[tuple[Token, Mention]]:
    """Who fights, where others back it: "support for Chad in the fight against the group"."""
    if trigger.row.root not in _FIGHTS or syntax.preposition(trigger.token) != "in":
        return
    for other in triggers:
        words = (other.token, other.carrier)
        if other.row.root in _BACKS and trigger.token.head in words and other is not trigger:
            backed = fill({"target": other.row.frame.get("target", ())}, other.slots, table)
            yield from ((token, mention) for mention, token in backed.filled(Role.TARGET))


def _whose_deed(roles: Roles, trigger: Trigger, triggers: list[Trigger], table: Mentions) -> None:
    """Who did what is condemned: "condemned the blast, for which the group claimed responsibility"."""
    if roles.mentions.get(Role.TARGET):
        return
    nouns = {noun for filler in trigger.slots.get("obj", []) for noun in phrases.through_parts(filler.token)}
    for other in triggers:
        named = other.token in nouns or (syntax.relation(other.token) == "acl" and other.token.head in nouns)
        if named and (other.row.root in HARM or other.row.type in _LAUNCHES):
            deed = fill({"source": other.row.frame.get("source", ())}, other.slots, table)
            _from_claim(deed, other, table)
            for mention, token in deed.filled(Role.SOURCE):
                if not roles.has(mention):
                    roles.add(Role.TARGET, mention, Filler(token, f"source of {other.token.lower_}"))


def _whom_one_met(roles: Roles, trigger: Trigger, triggers: list[Trigger], table: Mentions) -> None:
    """With whom something was discussed: "met the envoy and discussed trade"."""
    if roles.mentions.get(Role.TARGET) or syntax.relation(trigger.token) not in {"conj", "advcl"}:
        return
    for other in triggers:
        if other.token == trigger.token.head and other.row.type == "meeting":
            for mention, token in fill(other.row.frame, other.slots, table).filled(Role.TARGET):
                if not roles.has(mention):
                    roles.add(Role.TARGET, mention, Filler(token, f"target of {other.token.lower_}"))


def _for_own_state(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Whose support it is that somebody voices: "the minister reiterated the support of Ghana for the mission"."""
    sources = roles.mentions.get(Role.SOURCE, [])
    nouns = [trigger.token] if trigger.row.pos == "NOUN" else []
    nouns += [each.token for each in trigger.slots.get("obj", []) if each.token.lemma_ in trigger.row.trigger.split()]
    for noun in nouns if sources and (trigger.carrier is not None or trigger.row.pos == "VERB") else ():
        for word in syntax.children(noun, "nmod:poss", "compound", "amod"):
            state = table.state_at(word)
            known = state is None or roles.has(state) or state.country in {each.country for each in sources}
            if state is not None and not known and state.id not in roles.ids(Role.TARGET):
                roles.add(Role.SOURCE, state, Filler(word, f"whose {noun.lower_}"))
