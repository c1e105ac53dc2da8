"""How the words of a sentence belong together: lists, phrases, voices, negation, the subjects of verbs without one.

"The rebels who were said to have fled" did flee, "shelled Kersa and Bor" shells both. Reads the labels of Universal
Dependencies and of ClearNLP alike.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from kg.extract.lexicons import verbs
from kg.extract.parse import children as children
from kg.extract.parse import dependents, once_a_word, word_before
from kg.extract.parse import is_verbal as is_verbal
from kg.extract.parse import preposition as preposition
from kg.extract.parse import relation as relation

_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
_BARE = frozenset("nmod:poss obl:tmod obl:npmod nmod:tmod nmod:npmod nmod:desc obl:unmarked".split())
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "agree", "refuse"})
_CHARGES = frozenset(  # whose object has done what the gerund says: "accused the rebels of shelling the town"
    "accuse suspect convict acquit clear exonerate blame criticise criticize condemn stop prevent bar ban keep prohibit"
    " deter praise thank punish arrest detain jail denounce fault sentence imprison indict try fine expel sanction"
    " prosecute".split()
)
_COUNTS = frozenset({"charge", "allegation", "accusation", "suspicion", "count", "claim"})
_WRITTEN = frozenset(
    "resolution statement letter petition declaration communique communiqué motion bill law order decree act".split()
)
_SHOWS = frozenset({"wave", "carry", "wear", "sing", "bear", "clutch"})  # flags may be those of friends
_CALLS = frozenset({"call", "appeal", "plead", "press", "lean", "rely"})
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
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
DEFINITE = frozenset({"the", "this", "these", "that", "those"})  # determiners of what is known
FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DEPTH = 8  # clauses to climb at most for a shared subject; deeper chains are parser errors


class Filler(NamedTuple):
    """A word in a slot, with the way it was found (for `kg show --why`)."""

    token: Token
    path: str


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


def all_children(token: Token, *labels: str) -> list[Token]:
    """The dependents with one of these labels, each with what is coordinated with it."""
    return [each for child in children(token, *labels) for each in conjuncts(child)]


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


def nouns_behind(token: Token, *prepositions: str) -> list[Token]:
    """The nouns of the phrases that depend on the word with one of these prepositions."""
    return [noun for prep, noun in obliques(token) if prep in prepositions]


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
    """The phrases of a preposition that heads them, as ClearNLP hangs them."""
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
    shared = label == "conj" and verb.lemma_.lower() in verbs("hurt", "detain")  # "was hit by a shell and killed"
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
    if token.tag_ not in RELATIVE and not (token.lower_ == "that" and token.pos_ == "PRON"):
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
    elif label == "ccomp" and (verb.tag_ in FINITE or verb.i < head.i or _has_modal(verb)):
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


def _has_modal(verb: Token) -> bool:
    return any(child.tag_ == "MD" for child in children(verb, "aux"))


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
            objects += nouns_behind(verb, "on", "upon", "to", "for")
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
    objects = all_children(head, "obj", "iobj")
    if mark[0] in {"of", "for", "from", "as"} and objects and not is_infinitive(verb):
        return [Filler(noun, f"{mark[0]}-gerund") for noun in objects]
    loose = mark[0] in {"", "in", "during"} or head.lemma_ in _FINDS  # "after searching a farm, a man was found"
    if is_passive(head) and loose and not is_infinitive(verb) and not is_passive(verb):
        whole = verb if mark[0] else head  # "were killed in shelling by rebels"
        return [Filler(noun, "agent") for noun in nouns_behind(whole, "by")]
    return surface_subjects(head, depth)


def _is_loose(verb: Token) -> bool:
    """Whether a participle after a comma may belong to the clause before it or to the main one; not a result of it."""
    before = word_before(verb)
    return verb.tag_ == "VBG" and before.text == "," and verb.lemma_.lower() not in verbs("hurt", "detain")


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
        return [Filler(each, "charged") for each in all_children(noun.head, "obj")]
    if marks(verb) == ["for"] and (whom := nouns_behind(noun, "against", "on")):
        return [Filler(each, "charged") for each in whom]  # "filed a suit against the state for closing a union"
    owners = all_children(noun, "nmod:poss") or nouns_behind(noun, "by")
    before = [child for child in children(noun, "compound", "amod") if child.ent_type_]
    owners = owners or [each for child in before for each in conjuncts(child)]
    if owners:
        return [Filler(each, "possessor") for each in owners]
    foiled = noun.head.lemma_ in verbs("foil")  # whose plot the police foiled is not said
    if relation(noun) in {"obj", "obl", "xcomp", "nsubj:pass", "attr"} and is_verbal(noun.head) and not foiled:
        return logical_subjects(noun.head, depth + 1)
    return []


def logical_subjects(verb: Token, depth: int = 0) -> list[Filler]:
    """Who does it: the active subject, or the by-agent of a passive."""
    if not is_passive(verb):
        return surface_subjects(verb, depth)
    return [Filler(noun, "agent") for noun in nouns_behind(verb, "by")]


def stranded(verb: Token) -> str | None:
    """The preposition whose noun became the subject: "the patrol was fired upon"."""
    left = (child for child in dependents(verb) if child.lower_ in _STRANDED and child.label != "case")
    loose = [child.lower_ for child in left if child.i > verb.i and child.pos_ == "ADP" and not dependents(child)]
    return loose[0] if loose and is_passive(verb) else None


@once_a_word
def particle(verb: Token) -> str | None:
    """The verb's particle ("out" in "carried out")."""
    found = next((child.lower_ for child in children(verb, "compound:prt")), None)
    return None if found is None or found == stranded(verb) else found


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
    """The slot in which a word stands below its head."""
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
    others = _SHOWS | verbs("accuse")
    plain = [each for each in later if each.tag_ == "VBG" and not marks(each) and each.lemma_ not in others]
    return [each for each in later if is_infinitive(each) or each in plain]
