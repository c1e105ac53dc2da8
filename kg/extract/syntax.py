"""Grammatical slots of a word: the only code that knows dependency labels, Universal Dependencies and ClearNLP alike.

A slot is a logical position: `subj` and `obj` are those of the active sentence, whatever the surface (passive, relative
clause, participle, control, coordination); `obl:PREP` is a prepositional phrase, `iobj` a recipient, `comp` a clause.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from kg.extract.parse import children as children
from kg.extract.parse import dependents, once_a_word
from kg.extract.parse import is_verbal as is_verbal
from kg.extract.parse import preposition as preposition
from kg.extract.parse import relation as relation
from kg.extract.time_words import WEEKDAYS

_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
_BARE = frozenset("nmod:poss obl:tmod obl:npmod nmod:tmod nmod:npmod nmod:desc obl:unmarked".split())
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "agree", "refuse"})
_CHARGES = frozenset(  # whose object has done what the gerund says: "accused the rebels of shelling the town"
    "accuse suspect convict acquit blame criticise criticize condemn stop prevent bar ban keep prohibit deter praise"
    " thank punish arrest detain jail denounce fault sentence imprison indict try fine expel sanction prosecute".split()
)
_COUNTS = frozenset({"charge", "allegation", "accusation", "suspicion", "count", "claim"})
_WRITTEN = frozenset(
    "resolution statement letter petition declaration communique communiqué motion bill law order decree act".split()
)
_SHOWS = frozenset({"wave", "carry", "wear", "sing", "bear", "clutch"})  # flags may be those of friends
_CALLS = frozenset({"call", "appeal", "plead", "press", "lean", "rely"})
_SUFFERED = frozenset("kill wound injure arrest detain capture kidnap abduct execute jail behead torture".split())
_COMPASS = frozenset(
    "north south east west northeast northwest southeast southwest outside inside north-east north-west south-east"
    " south-west".split()
)
_BACK = frozenset({"back", "over", "out"})
_ANSWERS = frozenset({"response", "retaliation", "reaction", "revenge", "reprisal", "answer"})
_FINDS = frozenset({"find", "discover", "recover", "locate", "identify", "seize", "uncover"})
_STRANDED = frozenset({"on", "upon", "at"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nobody", "none", "neither", "nor", "without", "hardly"})
_NEGATING = ("advmod", "det", "mark", "case", "cc:preconj", "neg", "prep")  # labels of negations
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_BESIDE = 3  # words between two verbs that share an object
_ON, _DAYS = frozenset({"on", "at", "over"}), frozenset({*WEEKDAYS, "weekend"})
_DEPTH = 8  # clauses to climb at most for a shared subject; deeper chains are parser errors


class Filler(NamedTuple):
    """A word in a slot, with the way it was found (for `kg show --why`)."""

    token: Token
    path: str


Slots = dict[str, list[Filler]]


def conjuncts(token: Token) -> list[Token]:
    """The word and the nominals coordinated with it, names of a list that a parser took for appositions included."""
    beside = children(token, "appos", "conj")
    if not beside:
        return [token]
    found = [token]
    last = max((child.i for child in beside if relation(child) == "conj"), default=-1)
    for child in beside:
        if relation(child) == "appos":
            found.extend([child] if child.i < last and _is_listed(token, child) else [])
        elif not (child.pos_ in {"VERB", "AUX"} and children(child, "nsubj", "obj")):
            found.extend(conjuncts(child))
    return found


def first_of_list(word: Token) -> Token:
    """Return what a word is coordinated with, at last; itself where it is not.

    "between the army and the rebels": the army for the rebels.
    """
    while relation(word) == "conj":
        word = word.head
    return word


def _is_listed(first: Token, name: Token) -> bool:
    """Whether a name after a comma is the next of a list: "Kenya, Ghana and Mali", not "Juba, the capital, and"."""
    alike = first.pos_ == name.pos_ == "PROPN" and first.ent_type_ == name.ent_type_ != ""
    return alike and name.right_edge.i + 1 < len(name.doc) and name.doc[name.right_edge.i + 1].lower_ in {"and", "or"}


@once_a_word
def obliques(token: Token) -> tuple[tuple[str, Token], ...]:
    """Prepositional phrases that depend on the word: (preposition, noun), coordinated nouns each for itself."""
    return tuple(_obliques(token))


def _obliques(token: Token) -> Iterator[tuple[str, Token]]:
    for child in dependents(token):
        label = child.label
        if not _may_hold(label):
            continue
        if label in {"prep", "agent"}:
            yield from _clear_prepositional(child, child.lower_)
        elif label != "advmod":
            prep = preposition(child) or ("by" if label == "obl:agent" else "")
            if prep:
                for noun in conjuncts(child):
                    yield preposition(noun) or prep, noun
        elif child.lower_ in _BACK:  # "handed a strip of land back to Chad"
            yield from obliques(child)
        elif child.lower_ in _COMPASS:
            yield from ((f"{child.lower_} {prep}", child) for prep, _ in obliques(child))  # it heads the whole place


@cache
def _may_hold(label: str) -> bool:
    """Whether a dependent with this label may be a prepositional phrase."""
    return label in {"prep", "agent", "advmod"} or (label.split(":")[0] in {"obl", "nmod"} and label not in _BARE)


def _clear_prepositional(prep: Token, name: str) -> Iterator[tuple[str, Token]]:
    for child in prep.children:
        if relation(child) == "pobj":
            for noun in conjuncts(child):
                yield name, noun
        elif relation(child) == "prep":
            yield from _clear_prepositional(child, f"{name} {child.lower_}")
        elif relation(child) == "conj":
            yield from _clear_prepositional(child, child.lower_)


@once_a_word
def is_passive(verb: Token) -> bool:
    """Whether the verb's surface subject is its logical object, participles without auxiliary included."""
    if children(verb, "aux:pass", "nsubj:pass", "csubj:pass"):
        return True
    label = relation(verb)
    if verb.tag_ not in {"VBN", "VBD"} or children(verb, "aux", "nsubj"):
        return False
    if label in {"acl", "amod"}:
        return not children(verb, "obj")
    shared = label == "conj" and verb.lemma_.lower() in _SUFFERED  # "was hit by a shell and killed"
    if verb.tag_ != "VBN" and not shared:
        return False
    if label == "conj" and is_verbal(verb.head):
        return is_passive(verb.head) and not children(verb, "obj")
    return label in {"advcl", "xcomp"} and not children(verb, "obj")


@once_a_word
def is_infinitive(verb: Token) -> bool:
    """Whether the verb stands with "to"."""
    return any(child.lower_ == "to" for child in children(verb, "mark", "aux"))


def is_negation(token: Token) -> bool:
    """Whether the word negates ("not", "never", "no")."""
    return token.lower_ in _NEGATIONS


@once_a_word
def is_negated(token: Token) -> bool:
    """Whether a negation stands with the word itself ("not", "never", "no attack", "without")."""
    if any(child.lower_ in _NEGATIONS for child in children(token, *_NEGATING)):
        return True
    if any(child.lower_ == "nor" for child in children(token, "cc")):
        return True
    return relation(token) == "pobj" and token.head.lower_ == "without"


@once_a_word
def auxiliaries(verb: Token) -> list[str]:
    """Lower-case auxiliaries of the verb; a coordinated verb without its own shares those of the first."""
    own = [child.lower_ for child in children(verb, "aux", "aux:pass", "cop")]
    if not own and relation(verb) == "conj" and is_verbal(verb.head) and not children(verb, *_SUBJECT):
        return auxiliaries(verb.head) if verb.tag_ not in {"VBD", "VBZ", "VBP"} else own
    return own


def with_conjuncts(verb: Token) -> list[Token]:
    """The verb and the verbs coordinated with it."""
    return [verb, *(each for each in children(verb, "conj") if is_verbal(each))]


def shares_mood(verb: Token) -> bool:
    """Whether a coordinated verb shares mood and negation of the first ("until it stops and talks")."""
    if relation(verb) != "conj" or not is_verbal(verb.head) or children(verb, "aux", "aux:pass", *_SUBJECT):
        return False
    return verb.tag_ != "VBD" and not any(child.lower_ in {"but", "yet"} for child in children(verb, "cc"))


@once_a_word
def marks(verb: Token) -> list[str]:
    """Lower-case subordinators of the clause ("if", "after", "that")."""
    found = [child.lower_ for child in children(verb, "mark") if child.lower_ != "to"]
    found += [child.lower_ for child in children(verb, "advmod") if child.lower_ in {"when", "why", "how", "whether"}]
    return found + ([verb.head.lower_] if relation(verb) == "pcomp" else [])


def resolve_relative(token: Token) -> Token:
    """The noun for which a relative pronoun stands; any other word is its own answer."""
    if token.tag_ not in _RELATIVE and not (token.lower_ == "that" and token.pos_ == "PRON"):
        return token
    verb = token.head
    for _ in range(_DEPTH):
        if relation(verb) == "acl:relcl":
            return verb.head
        if verb.head == verb:
            break
        verb = verb.head
    return token


def surface_subjects(verb: Token, depth: int = 0) -> list[Filler]:
    """The subject of the clause as spoken, through coordination, control, raising, participles and relative clauses."""
    own = [child for child in children(verb, *_SUBJECT) if child.lower_ != "there"]
    if own:
        found = [noun for child in _own_subjects(own) for noun in conjuncts(resolve_relative(child))]
        before = [noun for noun in found if noun.i < verb.i]
        found = before or found  # "the junta seized power in 2022, and Mali's in 2020" has two verbs, one unsaid
        return [Filler(noun, relation(own[0])) for noun in found]
    if depth >= _DEPTH or verb.head == verb:
        return []
    label, head = relation(verb), verb.head
    path = f"{label}<{head.lower_}"
    if label == "conj" and is_verbal(head):
        found_up = surface_subjects(head, depth + 1)
    elif label == "xcomp":
        found_up = _controller(head, depth + 1)
    elif label == "ccomp" and (verb.tag_ in _FINITE or verb.i < head.i):
        found_up = []  # what is said has a subject of its own
    elif label in {"advcl", "pcomp", "obl", "nmod", "ccomp"}:
        found_up = _adverbial_subject(verb, depth + 1)
    elif label == "acl":
        found_up = _noun_clause_subject(verb, depth + 1)
    elif label == "amod":
        found_up = [Filler(noun, "") for noun in conjuncts(head)]
    else:
        found_up = []
    return [Filler(filler.token, f"{path} {filler.path}".strip()) for filler in found_up]


def _own_subjects(found: list[Token]) -> list[Token]:
    """Of several subjects that nothing joins: "whose aide" in its clause, names alike, else the first.

    Parsers take names before a relative clause ("Diallo, whose aide was shot") and objects on the way for subjects.
    """
    whose = [each for each in found if any(child.tag_ == "WP$" for child in each.children)]
    return whose or [each for each in found if each == found[0] or each.ent_type_ == found[0].ent_type_ != ""]


def _controller(verb: Token, depth: int) -> list[Filler]:
    """Who does the infinitive of this verb: its object ("urge X to"), else its subject ("plan to", "seem to")."""
    if not is_passive(verb) and verb.lemma_ not in _SUBJECT_CONTROL:
        objects = [child for child in children(verb, "obj", "iobj") if child.tag_ not in {"PRP$"}]
        if verb.lemma_ in _CALLS:
            objects += [noun for prep, noun in obliques(verb) if prep in {"on", "upon", "to", "for"}]
        if objects:
            return [Filler(noun, "object control") for noun in objects for noun in conjuncts(resolve_relative(noun))]
    return surface_subjects(verb, depth)


def _adverbial_subject(verb: Token, depth: int) -> list[Filler]:
    """The subject of a clause without its own: "killing 20", "accused X of killing", "after being arrested"."""
    head = verb.head
    mark = marks(verb) or [preposition(verb)]
    if relation(verb) == "pcomp":
        head = head.head
    if not is_verbal(head):  # nobody is said to have done it in "saw damage from shelling"
        return [] if relation(verb) == "nmod" and mark == ["from"] else _noun_clause_subject(verb, depth)
    if relation(head) == "advcl" and marks(head) and _is_loose(verb):
        return []  # "they entered after he fled, completing the coup"
    objects = [noun for child in children(head, "obj", "iobj") for noun in conjuncts(child)]
    if mark[0] in {"of", "for", "from"} and objects and not is_infinitive(verb):
        return [Filler(noun, f"{mark[0]}-gerund") for noun in objects]
    loose = mark[0] in {"", "in", "during"} or head.lemma_ in _FINDS  # "after searching a farm, a man was found"
    if is_passive(head) and loose and not is_infinitive(verb) and not is_passive(verb):
        whole = verb if mark[0] else head  # "were killed in shelling by rebels"
        return [Filler(noun, "agent") for prep, noun in obliques(whole) if prep == "by"]
    return surface_subjects(head, depth)


def _is_loose(verb: Token) -> bool:
    """Whether a participle after a comma may belong to the clause before it or to the main one; not a result of it."""
    before = verb.nbor(-1) if verb.i else verb
    return verb.tag_ == "VBG" and before.text == "," and verb.lemma_.lower() not in _SUFFERED


def _noun_clause_subject(verb: Token, depth: int) -> list[Filler]:
    """The subject of a participle or infinitive that modifies a noun."""
    noun = verb.head if relation(verb) != "pcomp" else verb.head.head
    if not is_infinitive(verb) and relation(verb) == "acl" and not marks(verb):
        written = verb.tag_ == "VBG" and noun.lemma_ in _WRITTEN and relation(noun) == "obj" and is_verbal(noun.head)
        if written and (authors := logical_subjects(noun.head, depth + 1)):
            return [Filler(each.token, f"author {each.path}") for each in authors]
        return [Filler(each, "noun") for each in conjuncts(noun)]
    if noun.head.lemma_ in _CHARGES and set(marks(verb)) & {"of", "for", "from"}:
        if relation(noun) == "obj":
            return [Filler(each, "accused") for each in conjuncts(noun)]
        whom = children(noun.head, "obj", "nsubj:pass")  # "sentenced him to ten years for organising protests"
        return [Filler(each, "accused") for child in whom for each in conjuncts(child)]
    if noun.lemma_ in _COUNTS and marks(verb) == ["of"]:  # "acquitted a lawyer of charges of violating the law"
        return [Filler(each, "charged") for child in children(noun.head, "obj") for each in conjuncts(child)]
    if marks(verb) == ["for"] and (whom := [each for prep, each in obliques(noun) if prep in {"against", "on"}]):
        return [Filler(each, "charged") for each in whom]  # "filed a suit against the state for closing a union"
    owners = [each for child in children(noun, "nmod:poss") for each in conjuncts(child)]
    owners = owners or [each for prep, each in obliques(noun) if prep == "by"]
    before = [child for child in children(noun, "compound", "amod") if child.ent_type_]
    owners = owners or [each for child in before for each in conjuncts(child)]
    if owners:
        return [Filler(each, "possessor") for each in owners]
    if relation(noun) in {"obj", "obl", "xcomp", "nsubj:pass", "attr"} and is_verbal(noun.head):
        return logical_subjects(noun.head, depth + 1)
    return []


def logical_subjects(verb: Token, depth: int = 0) -> list[Filler]:
    """Who does it: the active subject, or the by-agent of a passive."""
    if not is_passive(verb):
        return surface_subjects(verb, depth)
    return [Filler(noun, "agent") for prep, noun in obliques(verb) if prep == "by"]


@once_a_word
def verb_slots(verb: Token) -> Slots:
    """All slots of a verb (or of an adjective with a copula)."""
    slots: Slots = defaultdict(list)
    passive = is_passive(verb)
    objects = [noun for child in children(verb, "obj") for noun in conjuncts(child)]
    subject_slot = ("iobj" if objects else "obj") if passive else "subj"
    if stranded := _stranded(verb):
        subject_slot = f"obl:{stranded}"
    slots[subject_slot].extend(surface_subjects(verb))
    slots["obj"].extend(Filler(resolve_relative(noun), "obj") for noun in objects)
    recipients = [Filler(noun, "iobj") for child in children(verb, "iobj") for noun in conjuncts(child)]
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
    found = [noun for child in children(first, "obj") for noun in conjuncts(child)]
    return found if found and found[0].i > verb.i else []


def _stranded(verb: Token) -> str | None:
    """The preposition whose noun became the subject: "the patrol was fired upon"."""
    left = (child for child in dependents(verb) if child.lower_ in _STRANDED and child.label != "case")
    loose = [child.lower_ for child in left if child.i > verb.i and child.pos_ == "ADP" and not dependents(child)]
    return loose[0] if loose and is_passive(verb) else None


def _fill_gap(verb: Token, slots: Slots) -> None:
    """The head of a relative clause without a relative pronoun is its object ("the town they took")."""
    words = [each for each in verb.subtree if each.tag_ in _RELATIVE or each.lower_ == "that"]
    pronoun = [each for each in words if each.tag_ in _RELATIVE or relation(each) != "mark"]
    where = [each for each in pronoun if each.lower_ == "where" and each.head == verb]
    if where:
        slots["obl:in"].append(Filler(verb.head, "where"))
    elif not pronoun and not slots["obj"] and children(verb, "nsubj") and not is_passive(verb):
        slots["obj"].append(Filler(verb.head, "relative gap"))


def _complement(verb: Token, slots: Slots) -> None:
    for purpose in children(verb, "advcl"):
        if is_infinitive(purpose):
            objects = [noun for child in children(purpose, "obj") for noun in conjuncts(child)]
            slots["purpose.obj"].extend(Filler(resolve_relative(noun), "purpose.obj") for noun in objects)
    for clause in children(verb, "ccomp", "xcomp"):
        if any(child.lower_ == "where" for child in clause.children):
            continue  # a relative clause that the parser took for a complement
        slots["comp"].append(Filler(clause, relation(clause)))
        if is_infinitive(clause) and not slots["obj"]:  # "urged the rebels to leave", the rebels hung on "leave"
            raised = [noun for child in children(clause, "nsubj") for noun in conjuncts(child)]
            slots["obj"].extend(Filler(noun, "raised") for noun in raised)
        if clause.pos_ in {"VERB", "AUX"} or is_verbal(clause):
            slots["comp.subj"].extend(logical_subjects(clause, 1))
            objects = [noun for child in children(clause, "obj") for noun in conjuncts(child)]
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
        slots["obl:by"].extend(Filler(each, "of by") for prep, each in obliques(filler.token) if prep == "by")
    slots["subj"].extend(Filler(filler.token, "by") for filler in slots["obl:by"])
    owners = [Filler(each, "possessor") for child in children(noun, "nmod:poss") for each in conjuncts(child)]
    slots["obj" if slots["subj"] else "subj"].extend(owners)
    slots["obj"].extend(Filler(filler.token, "of") for filler in slots["obl:of"])
    for child in children(noun, "compound", "amod", "nmod", "nmod:desc", "flat"):
        if child.i < noun.i and (relation(child) != "nmod" or not preposition(child)):
            slots["mod"].extend(Filler(each, "modifier") for each in conjuncts(child))
    for clause in children(noun, "acl"):
        if is_infinitive(clause):
            slots["comp"].append(Filler(clause, "acl"))
            objects = [noun for child in children(clause, "obj") for noun in conjuncts(child)]
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


@once_a_word
def particle(verb: Token) -> str | None:
    """The verb's particle ("out" in "carried out")."""
    found = next((child.lower_ for child in children(verb, "compound:prt")), None)
    return None if found is None or found == _stranded(verb) else found


def chain(token: Token) -> Iterator[tuple[Token, str, Token]]:
    """(word, its label, its head) from the word up to the root of its sentence."""
    head = token.head
    while head.i != token.i:
        yield token, relation(token), head
        token, head = head, head.head


@once_a_word
def clause(token: Token) -> Token:
    """The nearest predicate at or above the word."""
    while token.head != token and not is_verbal(token) and relation(token) != "acl:relcl":
        token = token.head
    return token


def governors(noun: Token) -> Iterator[tuple[Token, str]]:
    """Predicates of which the noun is an argument: (predicate, slot), through "of" phrases and coordination only."""
    for word, label, head in chain(noun):
        if is_verbal(head):
            yield head, _slot_of(word, label, head)
            return
        if answers(head):
            return
        if label not in {"conj", "nmod", "appos", "compound", "prep", "pobj", "nmod:poss"}:
            return
        if (label == "nmod" and preposition(word) not in {"", "of"}) or (label == "prep" and word.lower_ != "of"):
            return  # "carried out raids in retaliation for an attack"


def answers(noun: Token) -> bool:
    """Whether a noun says that what governs it answers an earlier event: "in retaliation for the attack"."""
    return noun.lemma_.lower() in _ANSWERS and preposition(noun) in {"in", "as"}


def _slot_of(word: Token, label: str, head: Token) -> str:
    if label in _SUBJECT:
        return "obj" if is_passive(head) else "subj"
    if label.split(":")[0] in {"obl", "nmod"}:
        return f"obl:{preposition(word)}"
    if label in {"prep", "agent"}:
        return f"obl:{word.lower_}"
    return label


def purposes(token: Token) -> list[Token]:
    """Clauses that say what for: "marched to demand", "marched calling for"."""
    top = clause(token)
    later = [each for each in children(top, "advcl") if each.i > top.i]
    plain = [each for each in later if each.tag_ == "VBG" and not marks(each) and each.lemma_ not in _SHOWS]
    return [each for each in later if is_infinitive(each) or each in plain]
