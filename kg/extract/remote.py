"""A target that no slot of the frame names: the nearest other actor inside the phrases and clauses of the event.

"The group launched an operation to free a hostage from the militia" aims at the militia. Who is only the reason, the
topic, the setting or the victim of what is spoken of is none: "condemned the attack on a convoy of the army".
"""

from spacy.tokens import Token

from kg.extract import nationalities, phrases, syntax
from kg.extract.lexicons import FRIENDLY, HARM, VOICED, may_be_event
from kg.extract.names import place_noun
from kg.extract.noun_classes import lemma_classes
from kg.extract.phrases import is_ground
from kg.extract.roles import (
    STAND_IN,
    STATIC_PLACES,
    VAGUE,
    Mentions,
    Roles,
    argument,
    below_victim,
    is_opposed,
    is_own,
    is_subject_matter,
    is_user,
    is_vague,
    undergoes,
)
from kg.extract.syntax import Filler
from kg.extract.triggers import Trigger
from kg.model import Mention, Role

_DEEDS = HARM | {"07", "08", "14", "15", "16"}  # CAMEO roots of what is more than words
_TALKS = frozenset({"04", "05", "06"})  # CAMEO roots of what has a topic: "agreed on the deployment of police"
_TOPICS = frozenset({"about", "on", "over", "regarding", "concerning"})
_AIMED = frozenset({"military-operation", "ground-offensive", "joint-operation"})  # whose purpose names the target
_ABOUT = frozenset({"in", "over", "for", "against", "on", "about", "to", "with", "at", "from", "between"})
_BY = frozenset({"near", "along", "off", "outside", "around", "beyond"})
_AMID = frozenset({"between", "in between"})
_HELP = frozenset({"help", "support", "assistance", "backing", "aid", "cooperation"})
_UNREAL = frozenset({"would", "could", "might", "should", "may"})


def add_remote_target(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Add the nearest other actor inside the phrases of the event, one with a name first."""
    if trigger.row.type == "denial" or any(is_vague(each.token) for each in trigger.slots.get("obl:to", [])):
        return  # whom the denied deed would have hit is not whom it is denied to
    found = [
        (mention, Filler(filler.token, f"inside {start.lower_}"))
        for start in _starts(trigger)
        for filler in phrases.inner_nominals(start)
        if not _is_aside(filler.token, start, trigger) and not is_user(filler.token)
        for mention in argument(filler.token, table, Role.TARGET, "")[:1]
        if not roles.has(mention)
        and not _is_part(filler.token, mention)
        and not (trigger.row.type == "seizure" and table.place_at(filler.token))  # "found arms in a house in Bor"
        and not _is_setting(filler.token, mention, trigger)
    ]
    direct = (each for each in found if each[0].named and syntax.preposition(each[1].token) not in STATIC_PLACES)
    best = next(direct, found[0] if found else None)
    beside = syntax.conjuncts(best[1].token) if best is not None else []  # "a deal between the union and the party"
    for mention, filler in found:
        if filler.token in beside:
            roles.add(Role.TARGET, mention, filler)


def _is_part(token: Token, mention: Mention) -> bool:
    """Whether a word is only part of the name of its head: "[Tel] Aviv"."""
    part = syntax.relation(token) in {"compound", "flat"}
    return part and mention.span.start <= token.head.idx < mention.span.end


def _starts(trigger: Trigger) -> list[Token]:
    """The phrases and clauses in which a target may hide."""
    addressed = any(filler.token.pos_ == "PROPN" for filler in trigger.slots.get("obj", []))
    clauses = [] if addressed else ["comp"]  # "urged the West to stop buying Belarusian oil" urges no Belarusians
    names = ["obj", *clauses] + [name for name in trigger.slots if name.startswith("obl:") and name[4:] in _ABOUT]
    fillers = [filler.token for name in names for filler in trigger.slots.get(name, []) if not _told(filler.token)]
    starts = [each for each in fillers if not each.ent_type_ and not is_ground(each) and not _is_means(each)]
    if trigger.row.root in HARM and trigger.row.type != "capture-of-territory":  # "fired from the roof of a bank"
        starts = [each for each in starts if syntax.preposition(each) != "from"]
    if trigger.row.root == "14":  # who marches with others, or takes to the streets of a city
        starts = [each for each in starts if syntax.preposition(each) not in {"with", "to"}]
    if trigger.row.root in _TALKS:  # "discussed exchanging prisoners" with somebody else
        starts = [each for each in starts if each.pos_ != "VERB"]
    if trigger.row.cameo.startswith("15"):  # who is sent is no target
        starts = [each for each in starts if each not in {filler.token for filler in trigger.slots.get("obj", [])}]
    sought = any("aid" in lemma_classes(each) for each in fillers)  # "sought help to quell gangs" asks no gangs
    if (trigger.row.root in VOICED and not sought) or trigger.row.type in _AIMED:
        starts += syntax.purposes(trigger.carrier or trigger.token)
    return starts


def _is_means(noun: Token) -> bool:
    """Whether a phrase says with what somebody struck: "with heavy artillery", "with the help of the Red Cross"."""
    return syntax.preposition(noun) == "with" and ("weapon" in lemma_classes(noun) or noun.lemma_ in _HELP)


def _told(clause: Token) -> bool:
    """Whether a clause tells what happened or goes on: "warned that hackers had attacked the banks" warns neither."""
    told = clause.tag_ in {"VBD", "VBN", "VBG"} and syntax.relation(clause) == "ccomp"
    return told and not _UNREAL & set(syntax.auxiliaries(clause))


def _is_aside(token: Token, start: Token, trigger: Trigger) -> bool:
    """Whether a noun inside the phrase is nobody, one's own, a topic, or the victim of what is spoken of."""
    if (
        token.pos_ == "VERB"
        or is_own(token)
        or phrases.is_flag(token)
        or phrases.lends_name(token)
        or is_subject_matter(token)
        or token.lemma_.lower() in VAGUE
    ):
        return True
    if _is_spared(token, trigger):
        return True
    if trigger.row.type == "discussion" and syntax.relation(start) == "obj" and syntax.preposition(token) != "with":
        return True  # "discussed the war in Chad"
    if "obj" in trigger.row.frame.get("object", ()) and token == start:
        return True  # "provided 80 soldiers to train the army"
    kind = token.head == start and syntax.relation(token) in {"amod", "compound"}
    if "obj" in trigger.row.frame.get("weapon", ()) and (token == start or kind):
        return True  # "launched ten Iranian drones"
    if phrases.is_struck(token):
        return trigger.row.root not in _DEEDS  # "welcomed new Syria sanctions"
    if trigger.row.root in VOICED | {"03", "05"} and undergoes(token):
        return True  # "marched to demand that he be freed"
    beside = token.head if syntax.relation(token) in {"amod", "compound"} else token
    if syntax.preposition(beside) in _BY:
        return True  # "camps near the Thai border", "an area near the embassy"
    region = place_noun(token.head) == "region"  # "in Haiti's Centre department"
    nested = (token.head != start or region) and syntax.preposition(token.head) in {"in", "at", "inside"}
    owned = syntax.relation(token) == "nmod:poss" or "adjective" in nationalities.forms_of(token.text)
    within = trigger.row.quantity and syntax.preposition(token.head) in STATIC_PLACES  # "killed ten in Mali's north"
    if (nested or within) and owned and trigger.row.root in HARM:
        return True  # "stormed a hotel in the Somali port city"
    root = trigger.row.root
    above = [each for each in token.ancestors if start in each.ancestors]
    if trigger.row.type == "endorsement" and any(syntax.is_infinitive(each) for each in above):
        return True  # "approved a plan to cut aid to Chad"
    topics = _TOPICS if root in _TALKS else frozenset({"about"}) if root in FRIENDLY else frozenset()
    return _is_topic(token, start, topics) or ((root not in _DEEDS or root == "14") and below_victim(token, start))


def _is_spared(token: Token, trigger: Trigger) -> bool:
    """Whether a noun is of whom something else is for or against: "agreed on sanctions against Chad", "avenge him"."""
    if syntax.preposition(token) == "to" and "right" in lemma_classes(token.head):
        return True  # "demanded access to the detainee"
    if trigger.row.type == "promise":
        return syntax.relation(token) == "nmod:poss"  # "underlined the bloc's commitment to the region"
    if trigger.row.type == "agreement":
        return is_opposed(token)
    avenged = token.head.lemma_ == "avenge" and syntax.relation(token) == "obj"
    return trigger.row.type == "threat" and avenged


def _is_topic(token: Token, start: Token, topics: frozenset[str]) -> bool:
    """Whether a noun is only what is talked about: "agreed on the deployment of police"."""
    if syntax.preposition(token) in {"with", "between"}:
        return False
    above = [token, *(each for each in token.ancestors if each == start or start in each.ancestors)]
    return any(syntax.preposition(each) in topics or topics & set(syntax.marks(each)) for each in above)


def _is_setting(token: Token, mention: Mention, trigger: Trigger) -> bool:
    """Whether a place is only where it happens: a blow to something in a capital, a meeting there."""
    preposition = syntax.preposition(token)
    if preposition == "from" and trigger.row.root in _TALKS and mention.id.endswith(STAND_IN):
        return True  # "an agreement to withdraw from Tripoli"
    if trigger.row.root in HARM:  # "attacked a cafe in the old quarter of Dhaka", "the land between two armies"
        noun = token.head if syntax.relation(token) in {"amod", "compound"} else token
        amid = syntax.preposition(syntax.first_of_list(noun)) in _AMID
        beside = preposition not in {"", "with"}  # "closed its border with Mali"
        seat = syntax.relation(token) == "nmod:poss" and place_noun(token.head) is not None
        beside = beside or (seat and syntax.preposition(token.head) in STATIC_PLACES)  # "clashed in Libya's capital"
        return amid or (mention.id.endswith(STAND_IN) and beside)
    if not mention.id.endswith(STAND_IN) or preposition not in STATIC_PLACES:
        return False
    held = trigger.row.reciprocal or trigger.row.cameo.startswith("14")  # "blocked a road in Cairo"
    return held or may_be_event(token.head.lemma_)  # "warned of talks in Cairo"
