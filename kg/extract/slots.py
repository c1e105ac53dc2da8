"""Grammatical slots of a word: its logical subject, object, phrases and clauses.

A slot is a logical position: `subj` and `obj` are those of the active sentence, whatever the surface (passive, relative
clause, participle, control, coordination); `obl:PREP` is a prepositional phrase, `iobj` a recipient, `comp` a clause.
"""

from collections import defaultdict

from spacy.tokens import Token

from kg.extract.parse import children, is_verbal, once_a_word, preposition, relation
from kg.extract.syntax import (
    RELATIVE,
    Filler,
    all_children,
    conjuncts,
    is_infinitive,
    is_passive,
    logical_subjects,
    marks,
    nouns_behind,
    obliques,
    resolve_relative,
    stranded,
    surface_subjects,
)
from kg.extract.time_words import WEEKDAYS

_BESIDE = 3  # words between two verbs that share an object
_ON, _DAYS = frozenset({"on", "at", "over"}), frozenset({*WEEKDAYS, "weekend"})

Slots = dict[str, list[Filler]]


@once_a_word
def verb_slots(verb: Token) -> Slots:
    """All slots of a verb (or of an adjective with a copula)."""
    slots: Slots = defaultdict(list)
    passive = is_passive(verb)
    objects = all_children(verb, "obj")
    subject_slot = ("iobj" if objects else "obj") if passive else "subj"
    if prep := stranded(verb):
        subject_slot = f"obl:{prep}"
    slots[subject_slot].extend(surface_subjects(verb))
    slots["obj"].extend(Filler(resolve_relative(noun), "obj") for noun in objects)
    recipients = [Filler(noun, "iobj") for noun in all_children(verb, "iobj")]
    lone = not objects and not passive and not children(verb, "ccomp")  # "thanked the council for its help"
    slots["obj" if lone else "iobj"].extend(recipients)
    beside = (each for each in obliques(verb) if not (each[0] in _ON and each[1].text in _DAYS))
    for prep, noun in beside:  # "fired six envoys on Monday" fires on nobody
        if passive and prep == "at" and noun.lemma_ == "hand":  # "killed at the hands of the guards"
            slots["subj"].extend(Filler(each, "at the hands of") for inner, each in obliques(noun) if inner == "of")
        slot = "subj" if passive and prep == "by" and noun.ent_type_ not in {"DATE", "TIME"} else f"obl:{prep}"
        slots[slot].append(Filler(resolve_relative(noun), slot))
    if relation(verb) == "acl:relcl":
        _fill_gap(verb, slots)
    _complement(verb, slots)
    return {name: fillers for name, fillers in slots.items() if fillers}


def shared_objects(verb: Token) -> list[Token]:
    """The objects behind a second verb that a parser hung on the first: "pursued and killed ten rebels"."""
    first = verb.head
    if relation(verb) != "conj" or not 0 < verb.i - first.i <= _BESIDE or children(verb, "obj", "ccomp"):
        return []
    found = all_children(first, "obj")
    return found if found and found[0].i > verb.i else []


def _fill_gap(verb: Token, slots: Slots) -> None:
    """The head of a relative clause without a relative pronoun is its object ("the town they took")."""
    words = [each for each in verb.subtree if each.tag_ in RELATIVE or each.lower_ == "that"]
    pronoun = [each for each in words if each.tag_ in RELATIVE or relation(each) != "mark"]
    where = [each for each in pronoun if each.lower_ == "where" and each.head == verb]
    if where:
        slots["obl:in"].append(Filler(verb.head, "where"))
    elif not pronoun and not slots["obj"] and children(verb, "nsubj") and not is_passive(verb):
        slots["obj"].append(Filler(verb.head, "relative gap"))


def _complement(verb: Token, slots: Slots) -> None:
    """Add the clauses of a verb, with their subjects and objects, and the objects of what it is for."""
    for purpose in children(verb, "advcl"):
        if purpose.tag_ == "VBG" and marks(purpose) == ["for"]:  # "came under fire for not sending aid"
            slots["obl:for"].append(Filler(purpose, "obl:for"))
        if is_infinitive(purpose):
            objects = all_children(purpose, "obj")
            slots["purpose.obj"].extend(Filler(resolve_relative(noun), "purpose.obj") for noun in objects)
    for clause in children(verb, "ccomp", "xcomp"):
        if any(child.lower_ == "where" for child in clause.children):
            continue  # a relative clause that the parser took for a complement
        slots["comp"].append(Filler(clause, relation(clause)))
        if is_infinitive(clause) and not slots["obj"]:  # "urged the rebels to leave", the rebels hung on "leave"
            raised = all_children(clause, "nsubj")
            slots["obj"].extend(Filler(noun, "raised") for noun in raised)
        if clause.pos_ in {"VERB", "AUX"} or is_verbal(clause):
            slots["comp.subj"].extend(logical_subjects(clause, 1))
            objects = all_children(clause, "obj")
            slots["comp.obj"].extend(Filler(noun, "comp.obj") for noun in objects)
            if is_passive(clause):
                slots["comp.obj"].extend(surface_subjects(clause, 1))


def noun_slots(noun: Token) -> Slots:
    """All slots of an event noun: "of" and "by" phrases, possessor, modifiers, other prepositional phrases.

    `mod` holds compounds and adjectives ("Coalition airstrikes", "Israeli raid"); whether they do it or suffer it
    is for the frame to say.
    """
    slots: Slots = defaultdict(list)
    for prep, each in obliques(noun):
        slots[f"obl:{prep}"].append(Filler(resolve_relative(each), f"obl:{prep}"))
    for filler in list(slots["obl:of"]):  # "the killing of villagers by soldiers": parsers hang "by" on either noun
        slots["obl:by"].extend(Filler(each, "of by") for each in nouns_behind(filler.token, "by"))
    slots["subj"].extend(Filler(filler.token, "by") for filler in slots["obl:by"])
    owners = [Filler(each, "possessor") for each in all_children(noun, "nmod:poss")]
    slots["obj" if slots["subj"] else "subj"].extend(owners)
    slots["obj"].extend(Filler(filler.token, "of") for filler in slots["obl:of"])
    for child in children(noun, "compound", "amod", "nmod", "nmod:desc", "flat"):
        if child.i < noun.i and (relation(child) != "nmod" or not preposition(child)):
            slots["mod"].extend(Filler(each, "modifier") for each in conjuncts(child))
    for clause in children(noun, "acl"):
        if is_infinitive(clause):
            slots["comp"].append(Filler(clause, "acl"))
            objects = all_children(clause, "obj")
            slots["comp.obj"].extend(Filler(resolve_relative(noun), "comp.obj") for noun in objects)
        elif "that" in marks(clause):  # "its demand that Serbia withdraw"
            slots["comp.subj"].extend(logical_subjects(clause, 1))
    return {name: fillers for name, fillers in slots.items() if fillers}


def adjective_slots(adjective: Token) -> Slots:
    """Slots of an adjective that stands before a noun ("the besieged city") or in the copula."""
    slots: Slots = defaultdict(list)
    if relation(adjective) == "amod":
        slots["obj"] = [Filler(noun, "modified noun") for noun in conjuncts(adjective.head)]
    else:
        slots["obj"], slots["subj"] = surface_subjects(adjective), surface_subjects(adjective)
        _complement(adjective, slots)  # "ready to lift the ban"
    for prep, noun in obliques(adjective):
        slots.setdefault("subj" if prep == "by" else f"obl:{prep}", []).append(Filler(noun, prep))
    return {name: fillers for name, fillers in slots.items() if fillers}
