"""Verbs and sides of war reports that parsers leave without each other: "shot dead", a second fate, what is denied.

"Was abducted in May and freed a week later" frees nobody, "talks between the state and the FARC broke down" breaks the
FARC down. Part of `kg.extract.repairs`, which applies the rules.
"""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from kg.extract.lexicons import BLOWS, HARM, may_be_event, tells, word_set
from kg.extract.parse import SUBJECTS, children, has, relation, word_before
from kg.extract.reattachment import Change, Rule
from kg.extract.syntax import conjuncts, first_of_list

_DENIES = frozenset({"deny", "dispute", "reject", "dismiss", "refute"})
_FATES = frozenset(  # what is done to captives and victims
    "free release ransom rescue kill execute behead shoot torture arrest detain jail imprison deport".split()
)
_HURTS = frozenset({"kill", "wound", "injure"})
_MOVES = frozenset({"evacuate", "expel", "rescue", "abduct", "kidnap", "displace"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB"})
_ADVERBS = 1  # between a verb of speech and the verb of what is said at most
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


def _deal_between(noun: Token) -> Iterator[Change]:
    """ "The deal reached between the state and the [FARC] is dead": a participle, and the second of its two sides."""
    verb, first = noun.head, noun.left_edge
    cc = first if first.lower_ == "and" else word_before(first)
    deal = verb.head
    if cc.lower_ != "and" or relation(verb) != "conj" or deal.tag_ != "VBD" or has(deal, ("aux", "obj")):
        return
    sides = [each for each in children(deal, "obl", "nmod") if any(c.lower_ == "between" for c in each.children)]
    subjects = children(deal, "nsubj")
    if not subjects or not sides or not subjects[0].i < deal.i < sides[-1].i or sides[-1].right_edge.i + 1 != cc.i:
        return
    yield noun.i, sides[-1].i, "conj", ""
    yield cc.i, noun.i, "cc", ""
    yield verb.i, verb.i if deal.head == deal else deal.head.i, deal.dep_, ""
    yield subjects[0].i, verb.i, "nsubj", ""
    yield deal.i, subjects[0].i, "acl", "VBN"
    yield from ((each.i, verb.i, relation(each), "") for each in deal.rights if each.i > verb.i)


def _sides_at_place(case: Token) -> Iterator[Change]:
    """ "A truce agreed in Paris [between] Chad and Niger": the sides are those of the deal, not of the town."""
    side, place = case.head, case.head.head
    if case.lower_ == "between" and relation(side) == "nmod" and relation(place) == "obl" and place.pos_ == "PROPN":
        yield side.i, place.head.i, "obl", ""


def _list_after_scene(verb: Token) -> Iterator[Change]:
    """ "After a raid in Sirwa, Chad, Mali and Niger [left]": behind the comma of a scene the subjects begin."""
    if has(verb, SUBJECTS | {"aux:pass", "cop"}):
        return
    last = word_before(verb)
    scene = first_of_list(last)
    items = [each for each in conjuncts(scene) if scene.i < each.i < verb.i]
    if last not in items or scene.doc[scene.i + 1].text != "," or not has(scene, ("case",)):
        return
    fronted = [each for each in (scene, *scene.ancestors) if relation(each) == "obl" and each.head == verb]
    if fronted and fronted[0].left_edge.is_sent_start and len(items) > 1:
        yield items[0].i, verb.i, "nsubj", ""
        yield from ((each.i, items[0].i, "conj", "") for each in items[1:])


def _subject_after_comma(verb: Token) -> Iterator[Change]:
    """ "Chad freed Omar Said, and Jean Barro [met] him": who stands behind ", and" is no second one to be freed."""
    first = verb.head
    if has(verb, SUBJECTS | {"mark", "cop"}) or first.i > verb.i or first.pos_ != "VERB":
        return
    for subject in verb.doc[first.i + 1 : verb.i]:
        cc = next(iter(children(subject, "cc")), first)
        apart = cc.lower_ == "and" and word_before(cc).text == "," and subject.right_edge.i + 1 == _first(verb)
        listed = relation(subject) == "conj" and first in subject.ancestors and subject.head.pos_ in {"NOUN", "PROPN"}
        if apart and listed:
            yield subject.i, verb.i, "nsubj:pass" if has(verb, ("aux:pass",)) else "nsubj", ""
            yield cc.i, verb.i, "cc", ""
            return


def _first(verb: Token) -> int:
    """Position of a verb, or of the first of its auxiliaries."""
    return min([verb.i, *(each.i for each in children(verb, "aux", "aux:pass"))])


def _said_of_relative(pronoun: Token) -> Iterator[Change]:
    """ "The group [that] Kigali says killed ten": Kigali says so, and it is the group that killed."""
    verb = pronoun.head
    noun = verb.head
    if relation(verb) != "acl:relcl" or not pronoun.i < verb.i:
        return
    inner = [each for each in children(verb, "ccomp") if not has(each, SUBJECTS | {"mark"})]
    says, told = (verb, inner[0]) if inner else (verb, verb)
    if not inner:
        beside = [each for each in children(noun, "acl:relcl") if pronoun.i < each.i < verb.i]
        says = beside[0] if beside else verb
    near = 0 < told.i - says.i <= _ADVERBS + 1 and has(says, ("nsubj",)) and relation(pronoun) == "obj"
    if near and says.lemma_.lower() in word_set("reporting") and told.tag_ in _FINITE:
        yield told.i, noun.i, "acl:relcl", "VBP" if told.tag_ == "VB" else ""
        yield pronoun.i, told.i, "nsubj", ""
        yield says.i, told.i, "parataxis", ""


def _of_owner(verb: Token) -> Iterator[Change]:
    """ "Chad's [defeated] party leader Ana Ruiz left": right behind an owner stands what is owned, no verb."""
    before, main = word_before(verb), verb.head
    owned = [each for each in children(verb, "obj") if not has(each, ("det", "case"))]
    if before.tag_ != "POS" or len(owned) != 1 or not verb.i < owned[0].i < main.i or has(main, SUBJECTS):
        return
    yield verb.i, owned[0].i, "amod", "VBN"
    yield owned[0].i, main.i, "nsubj:pass" if has(main, ("aux:pass",)) else "nsubj", ""
    yield before.head.i, owned[0].i, "nmod:poss", ""
    yield from ((each.i, main.i, relation(each), "") for each in verb.rights if each.i > owned[0].right_edge.i)


def _deal_of_subject(verb: Token) -> Iterator[Change]:
    """ "The truce [agreed] in Paris was broken": a bare participle right behind a subject tells of that."""
    main = verb.head
    subjects = [each for each in children(main, "nsubj", "nsubj:pass") if each.right_edge.i + 1 == verb.i]
    if subjects and verb.i < main.i and not has(verb, _OPEN | SUBJECTS) and may_be_event(subjects[0].lemma_):
        yield verb.i, subjects[0].i, "acl", "VBN"


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
    "IN": (_sides_at_place,),
    "NN": (_subject_before, _between_two, _deal_between, _doer_of_deed),
    "NNP": (_between_two, _deal_between, _from_origin, _doer_of_deed),
    "NNPS": (_doer_of_deed,),
    "NNS": (_subject_before, _between_two, _deal_between, _doer_of_deed),
    "VBD": (
        _headline_passive,
        _shot_dead,
        _second_fate,
        _denied_clause,
        _list_after_scene,
        _subject_after_comma,
        _of_owner,
        _deal_of_subject,
    ),
    "VBG": (_result_of_shot,),
    "VBN": (_shot_dead, _subject_after_comma, _of_owner, _deal_of_subject),
    "VBP": (_denied_clause, _list_after_scene, _subject_after_comma),
    "VBZ": (_denied_clause, _list_after_scene, _subject_after_comma),
    "WDT": (_said_of_relative,),
    "WP": (_said_of_relative,),
}
UNJOINED_AS: Mapping[Rule, frozenset[str]] = {  # of rules that only words with one of these labels need
    _between_two: frozenset({"nsubj"}),
    _deal_between: frozenset({"nsubj"}),
    _deal_of_subject: frozenset({"advcl"}),
    _of_owner: frozenset({"advcl"}),
    _said_of_relative: frozenset({"obj"}),
    _sides_at_place: frozenset({"case"}),
    _denied_clause: frozenset({"acl:relcl", "ccomp"}),
    _doer_of_deed: frozenset({"obl", "obl:agent"}),
    _from_origin: frozenset({"nmod"}),
    _headline_passive: frozenset({"root", "ROOT", "parataxis"}),
    _result_of_shot: frozenset({"advcl"}),
    _subject_after_comma: frozenset({"conj"}),
    _subject_before: frozenset({"compound"}),
    _second_fate: frozenset({"conj"}),
}
