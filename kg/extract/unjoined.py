"""Verbs and sides of war reports that parsers leave without each other: "shot dead", a second fate, what is denied.

"Was abducted in May and freed a week later" frees nobody, "talks between the state and the FARC broke down" breaks the
FARC down. Part of `kg.extract.repairs`, which applies the rules.
"""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from kg.extract.lexicons import BLOWS, HARM, may_be_event, tells, word_set
from kg.extract.parse import SUBJECTS, children, has, relation, word_before
from kg.extract.reattachment import Change, Rule

_DENIES = frozenset({"deny", "dispute", "reject", "dismiss", "refute"})
_FATES = frozenset(  # what is done to captives and victims
    "free release ransom rescue kill execute behead shoot torture arrest detain jail imprison deport".split()
)
_HURTS = frozenset({"kill", "wound", "injure"})
_MOVES = frozenset({"evacuate", "expel", "rescue", "abduct", "kidnap", "displace"})
_COMPLETE = frozenset({"aux", "aux:pass", "obj", "conj", "nsubj:pass"})
_OPEN = frozenset({"aux", "aux:pass", "mark", "cop", "obj", "iobj", "ccomp"})


def _shot_dead(dead: Token) -> Iterator[Change]:
    """ "Gunmen on a motorcycle shot [dead] a judge": the verb is "shot", whatever a parser makes of its result."""
    shot = word_before(dead)
    if dead.lower_ != "dead" or shot.lower_ != "shot" or shot.head.head != dead or shot.head.i > shot.i:
        return
    yield shot.i, shot.i if dead.head == dead else dead.head.i, dead.dep_, "VBD"
    yield dead.i, shot.i, "xcomp", "JJ"
    yield from ((each.i, shot.i, relation(each), "") for each in dead.children if each not in (shot, shot.head))
    yield shot.head.i, shot.i, "nsubj", ""
    inner = children(shot, "compound")
    if inner:  # "[on a motorcycle] shot"
        yield inner[-1].i, shot.head.i, "nmod", ""
        yield from ((each.i, inner[-1].i, relation(each), "") for each in children(shot, "case", "det"))


def _second_fate(verb: Token) -> Iterator[Change]:
    """ "Was abducted in May and [freed] a week later": a fate of the same people, not what they did to nobody."""
    passive = has(verb.head, ("aux:pass",)) and verb.lemma_ in _FATES
    if passive and not has(verb, SUBJECTS | _OPEN):
        yield verb.i, verb.head.i, "conj", "VBN"


def _denied_clause(verb: Token) -> Iterator[Change]:
    """ "Kigali backs the rebels, Kinshasa says, which Kigali [denies]": what was said, not who is spoken of in it."""
    which = [each for each in children(verb, "obj") if each.lower_ == "which"]
    noun = verb.head
    if which and verb.lemma_ in _DENIES and relation(verb) == "ccomp" and word_before(which[0]).text == ",":
        yield verb.i, noun.i, "acl:relcl", ""
    if verb.lemma_ not in _DENIES or not which or noun.pos_ == "VERB" or noun.lemma_ in word_set("reporting"):
        return
    told = [each for each in noun.ancestors if each.pos_ == "VERB" and each.i < which[0].i]
    if told and word_before(which[0]).text == "," and not may_be_event(noun.lemma_):
        yield verb.i, told[-1].i, "acl:relcl", ""


def _between_two(noun: Token) -> Iterator[Change]:
    """ "Talks between the state and the [FARC] broke down": the second of two, and no subject of its own."""
    first = noun.left_edge
    cc = first if first.lower_ == "and" else word_before(first)
    if cc.lower_ != "and" or cc.i < 2 or cc.head not in (noun, noun.head):
        return
    one = cc.nbor(-1)
    while one.head.i < cc.i and relation(one) in {"flat", "compound", "appos"}:
        one = one.head
    between = any(case.lower_ == "between" for case in children(one, "case"))
    if between and relation(one) == "nmod" and one.head.head == noun.head and one.head.i < one.i:
        yield noun.i, one.i, "conj", ""
        yield cc.i, noun.i, "cc", ""


def _from_origin(place: Token) -> Iterator[Change]:
    """ "Evacuated 1,500 people from [Sirwa]": from where they were taken, not who they are."""
    people, moved = place.head, place.head.head.lemma_ in _MOVES
    if moved and relation(people) in {"obj", "nsubj:pass"} and any(c.lower_ == "from" for c in children(place, "case")):
        yield place.i, people.head.i, "obl", ""


def _result_of_shot(gerund: Token) -> Iterator[Change]:
    """ "Shot at a taxi that failed to stop, [killing] the driver": what came of the shot, not of the failure."""
    if gerund.lemma_ not in _HURTS or word_before(gerund).text != "," or gerund.head.lemma_ in _HURTS:
        return
    above = [gerund.head, *gerund.head.ancestors]
    clause = next((each for each in above if relation(each) == "acl:relcl"), None)
    if clause is None or any(tells(each, "VERB", BLOWS) for each in above[: above.index(clause) + 1]):
        return
    shot = next((each for each in clause.ancestors if each.pos_ == "VERB"), None)
    if shot is not None and shot.i < clause.i and tells(shot, "VERB", BLOWS):
        yield gerund.i, shot.i, "advcl", ""


def _headline_passive(verb: Token) -> Iterator[Change]:
    """ "Around 60 civilians [killed].": who ends a sentence with it suffered it."""
    after = verb.nbor(1).text if verb.i + 1 < len(verb.doc) else "."
    if verb.lemma_ in _HURTS and after in {".", ";"} and not has(verb, _COMPLETE):
        yield verb.i, verb.i if verb.head == verb else verb.head.i, verb.dep_, "VBN"
        yield from ((each.i, verb.i, "nsubj:pass", "") for each in children(verb, "nsubj") if each.tag_ == "NNS")


def _doer_of_deed(name: Token) -> Iterator[Change]:
    """ "Condemned the murder of a nurse by [ISIL]": who did the deed that somebody speaks of."""
    verb = name.head
    if not any(case.lower_ == "by" for case in children(name, "case")) or not has(verb, ("nsubj",)):
        return
    known = name.ent_type_ == "ORG" or name.lemma_.lower() in word_set("agent_nouns")
    deeds = [each for each in children(verb, "obj") if each.i < name.i and tells(each, "NOUN", HARM)]
    if known and deeds and not has(verb, ("aux:pass",)):
        yield name.i, deeds[0].i, "nmod", ""


def _subject_before(noun: Token) -> Iterator[Change]:
    """ "[Artillery] hit rebel positions": right before a finite verb stands its subject, no part of it."""
    verb = noun.head
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} and noun.i + 1 == verb.i and has(verb, ("obj",))
    if finite and not has(verb, SUBJECTS):
        yield noun.i, verb.i, "nsubj", ""


UNJOINED: Mapping[str, tuple[Rule, ...]] = {  # tag of a word -> rules that may apply
    "JJ": (_shot_dead,),
    "NN": (_subject_before, _between_two, _doer_of_deed),
    "NNP": (_between_two, _from_origin, _doer_of_deed),
    "NNPS": (_doer_of_deed,),
    "NNS": (_subject_before, _between_two, _doer_of_deed),
    "VBD": (_headline_passive, _shot_dead, _second_fate, _denied_clause),
    "VBG": (_result_of_shot,),
    "VBN": (_shot_dead,),
    "VBP": (_denied_clause,),
    "VBZ": (_denied_clause,),
}
UNJOINED_AS: Mapping[Rule, frozenset[str]] = {  # of rules that only words with one of these labels need
    _between_two: frozenset({"nsubj"}),
    _denied_clause: frozenset({"acl:relcl", "ccomp"}),
    _doer_of_deed: frozenset({"obl", "obl:agent"}),
    _from_origin: frozenset({"nmod"}),
    _headline_passive: frozenset({"root", "ROOT", "parataxis"}),
    _result_of_shot: frozenset({"advcl"}),
    _subject_before: frozenset({"compound"}),
    _second_fate: frozenset({"conj"}),
}
