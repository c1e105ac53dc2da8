"""Clauses and lists of war reports that parsers join wrong: speakers, second results, two forces before one noun.

"..., a resident reached by phone said" makes the resident who was reached no speaker, "Boko Haram and ISWAP fighters"
one force of the two. Part of `kg.extract.repairs`, which applies the rules.
"""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from kg.extract.lexicons import may_be_event, word_set
from kg.extract.nationalities import forms_of
from kg.extract.parse import SUBJECTS, children, has, is_verbal, relation, sentence, word_before
from kg.extract.reattachment import Change, Rule
from kg.extract.time_words import MONTHS

_TEXTS = frozenset("statement post message letter video report interview communique bulletin tweet email".split())
_BEFORE_GERUND = frozenset({"of", "for", "from"})
_CHARGES = frozenset({"accuse", "blame", "suspect"})
_OPEN = frozenset({"aux", "aux:pass", "mark", "cop"})
_PLAIN = frozenset({"JJ", "NNP"})
_BODIES = frozenset({"ORG", "PER", "PERSON", "MISC"})


def _object_behind(noun: Token) -> Iterator[Change]:
    """ "A force killed Taliban [leader] Omar Nasir": a second subject, right behind the verb, is its object."""
    verb = noun.head
    if noun.left_edge.i != verb.i + 1 or verb.tag_ != "VBD" or has(verb, ("aux:pass", "obj")):
        return
    speech = verb.lemma_ in word_set("reporting") and verb.lemma_ != "tell"
    if not speech and any(child.i < verb.i for child in children(verb, "nsubj")):
        yield noun.i, verb.i, "obj", ""


def _mark_of_gerund(case: Token) -> Iterator[Change]:
    """ "Accused the militia [of] killing villagers": the preposition of a gerund, which a parser gave its object."""
    noun, gerund = case.head, case.nbor(1)
    own = gerund.tag_ == "VBG" and noun.head == gerund and relation(noun) == "obj"
    if own and case.lower_ in _BEFORE_GERUND and case.i:
        yield case.i, gerund.i, "mark", ""


def _second_result(gerund: Token) -> Iterator[Change]:
    """ "Killing four and [injuring] 15 others": a second participle, hung on the victims of the first."""
    noun = gerund.head
    first = noun.head
    if relation(noun) != "obj" or first.tag_ != "VBG" or not noun.i < gerund.i or not has(gerund, ("cc",)):
        return
    yield gerund.i, first.i, "conj", ""
    if not has(gerund, ("obj",)):
        yield from ((each.i, gerund.i, "obj", "") for each in children(noun, "conj") if each.i > gerund.i)


def _second_victims(noun: Token) -> Iterator[Change]:
    """ "Killing two and wounding at least [25]": behind a second participle its own victims stand."""
    first = noun.head
    later = [each for each in children(first, "conj") if first.i < each.i < noun.i and each.tag_ == first.tag_]
    own = any(each.i < later[-1].i for each in children(first, "obj")) if later else False
    if own and first.tag_ == "VBG" and not has(later[-1], ("obj",)):
        yield noun.i, later[-1].i, "obj", ""


def _reached_speaker(participle: Token) -> Iterator[Change]:
    """ "..., a resident [reached] by phone said": who was reached speaks."""
    speech, subjects = participle.head, children(participle, "nsubj:pass")
    if len(subjects) != 1 or has(participle, _OPEN) or speech.i < participle.i or has(speech, SUBJECTS):
        return
    comma = subjects[0].left_edge.i - 1
    told = any(each.i < comma for each in children(speech, "ccomp"))
    if told and participle.doc[comma].text == "," and speech.lemma_ in word_set("reporting"):
        yield subjects[0].i, speech.i, "nsubj", ""
        yield participle.i, subjects[0].i, "acl", ""


def _told_result(verb: Token) -> Iterator[Change]:
    """ "Said a strike on a school reported by monitors [killed] ten": the strike did, whoever reported it."""
    if has(verb, SUBJECTS | _OPEN) or not has(verb, ("obj",)):
        return
    for speech in verb.ancestors:
        nouns = [each for each in children(speech, "obj") if speech.i < each.i < verb.i and may_be_event(each.lemma_)]
        if not nouns or speech.lemma_ not in word_set("reporting"):
            continue
        yield verb.i, speech.i, "ccomp", "VBD"
        yield nouns[0].i, verb.i, "nsubj", ""
        between = verb.head if verb.head.i > nouns[0].i else verb
        yield from ((each.i, verb.i, "obl", "") for each in children(between, "obl") if each.i > verb.i)
        return


def _said_in_text(verb: Token) -> Iterator[Change]:
    """ "Said in a statement its fighters had [left]": what is said, no kind of statement."""
    noun = verb.head
    speech = noun.head
    said = noun.lemma_ in _TEXTS and relation(noun) == "obl" and speech.lemma_ in word_set("reporting")
    if said and has(verb, ("nsubj", "nsubj:pass")) and not any(each.tag_ in {"WDT", "WP"} for each in verb.lefts):
        yield verb.i, speech.i, "ccomp", ""


def _split_second(name: Token) -> Iterator[Change]:
    """ "The government and [Tigrayan] authorities agreed": what stands before the second of two is part of it."""
    noun = name.nbor(1) if name.i + 1 < len(name.doc) else name
    if noun.pos_ == "NOUN" and relation(noun) == "conj" and noun.head == name.head and not has(noun, ("det",)):
        yield name.i, noun.i, "compound", ""
        yield from ((each.i, noun.i, "cc", "") for each in children(name, "cc"))


def _first_of_two(noun: Token) -> Iterator[Change]:
    """ "Chad's [government] and Tubu leaders agreed": a noun without its "'s" owns nothing, it is the first of two."""
    second = noun.head
    names = [each for each in children(noun, "conj") if each.i + 1 == second.i]
    if has(noun, ("case",)) or not names or second.head == second:
        return
    yield from _parted(noun, names[0], second)
    yield from ((each.i, noun.i, "nmod:poss", "") for each in children(second, "nmod:poss") if each.i < noun.i)


def _two_names(name: Token) -> Iterator[Change]:
    """ "[JNIM] and ISSP fighters": two forces before the noun of both are two; two nationalities may be of one."""
    noun = name.head
    names = [each for each in children(name, "conj") if each.i < noun.i]
    if len(names) != 1 or noun.tag_ != "NNS" or noun.head == noun or has(name, ("case",)):
        return
    joined = [each.lower_ for each in children(names[0], "cc")] == ["and"]
    whole = name.doc[names[0].i + 1 : noun.i]
    bodies = name.ent_type_ in _BODIES and names[0].pos_ == "PROPN"
    known = forms_of(name.text) or forms_of(names[0].text)
    somebody = noun.lemma_.lower() in word_set("agent_nouns")
    if joined and bodies and somebody and not known and all(each.head in (names[0], noun) for each in whole):
        yield from _parted(name, names[0], noun)


def _of_members(name: Token) -> Iterator[Change]:
    """ "Clashes between members of the Hamza Division and the [Sultan Brigade]": the brigade is the other side."""
    first = name.head
    group = first.head
    sides = [each.lower_ for each in children(group, "case")] == ["between"] and group.tag_ == "NNS"
    of = [each.lower_ for each in children(first, "case")] == ["of"]
    if sides and of and relation(first) == "nmod" and not has(name, ("case",)) and not has(group, ("conj",)):
        yield name.i, group.i, "conj", ""


def _month_of_charge(month: Token) -> Iterator[Change]:
    """ "Accused the army of killing ten in [October]": the month of the deed, not that of the charge."""
    verb = month.head
    if month.text not in MONTHS or verb.lemma_ not in _CHARGES:
        return
    for deed in children(verb, "advcl"):
        marks = {each.lower_ for each in (*children(deed, "mark"), *children(deed, "case"))}
        marks |= {deed.nbor(-1).lower_}
        if deed.tag_ == "VBG" and marks & _BEFORE_GERUND and verb.i < deed.i < month.i:
            yield month.i, deed.i, "obl", ""
            return


def _fronted(noun: Token) -> Iterator[Change]:
    """ "In the [region] of Sirwa, shelling killed ten, its governor said": a scene of what is told."""
    speech = noun.head
    told = [each for each in children(speech, "ccomp") if noun.i < each.i < speech.i]
    if (
        told
        and speech.lemma_ in word_set("reporting")
        and not any(each.i < noun.i for each in children(speech, "nsubj"))
    ):
        yield noun.i, told[0].i, "obl", ""


def _inverted_speech(verb: Token) -> Iterator[Change]:
    """ "Ten died, [reported] the civil defence": who stands behind a verb of speech that has its content speaks."""
    nouns = [each for each in children(verb, "obj") if each.left_edge.i == verb.i + 1]
    told = any(each.i < verb.i for each in children(verb, "ccomp"))
    if told and len(nouns) == 1 and verb.lemma_ in word_set("reporting") and not has(verb, SUBJECTS | _OPEN):
        yield nouns[0].i, verb.i, "nsubj", ""


def _by_of_scene(noun: Token) -> Iterator[Change]:
    """ "The attack on a camp by [rebels]": who does it hangs on the deed, not on what it hit."""
    scene = noun.head
    deed = scene.head
    by = [each.lower_ for each in children(noun, "case")] == ["by"]
    if by and relation(scene) == "nmod" and scene.i < noun.i and deed.i < scene.i and may_be_event(deed.lemma_):
        yield noun.i, deed.i, "nmod", ""


def _relative_as_content(verb: Token) -> Iterator[Change]:
    """ "Condemned in strong terms the attack which was [carried out] by rebels": two subjects, of which one relates."""
    subjects = children(verb, "nsubj", "nsubj:pass")
    if len(subjects) != 2 or subjects[1].tag_ != "WDT" or subjects[0].i > subjects[1].i or has(verb.head, ("obj",)):
        return
    if not has(verb, ("mark",)) and verb.head.i < subjects[0].i:
        yield subjects[0].i, verb.head.i, "obj", ""
        yield verb.i, subjects[0].i, "acl:relcl", ""


def _behind_terms(noun: Token) -> Iterator[Change]:
    """ "Condemned in the strongest terms the [attack]": what is condemned, no other name of the terms."""
    verb = noun.head.head
    if noun.head.lemma_ == "term" and relation(noun.head) == "obl" and verb.pos_ == "VERB" and not has(verb, ("obj",)):
        yield noun.i, verb.i, "obj", ""


def _lifespan(verb: Token) -> Iterator[Change]:
    """ "Omar Nasir ([died] 2012) was a commander": what stands in brackets has no part in the sentence."""
    if verb.lower_ not in {"died", "born", "killed"} or word_before(verb).text != "(":
        return
    names = [child for child in verb.children if child.i < verb.i - 1 and child.pos_ == "PROPN"]
    if names and verb.head.i > verb.i and not has(verb.head, SUBJECTS):
        yield names[0].i, verb.head.i, "nsubj", ""
        yield from ((each.i, names[0].i, "flat", "") for each in names[1:])
        yield verb.i, names[0].i, "acl", ""


def _stray_name(name: Token) -> Iterator[Change]:
    """ "[Omar] Nasir (died 2012) was a commander of X": no part of a name that follows, but the subject."""
    top = sentence(name).root
    if name.head.i > name.i and top.i > name.i and is_verbal(top) and not has(top, SUBJECTS):
        yield name.i, top.i, "nsubj", ""


def _name_across(name: Token) -> Iterator[Change]:
    """ "President Omar Diallo thanked President [Ana] Ruiz": no name goes on behind the verb, what stands there is
    its object."""
    subject, verb = name.head, name.head.head
    passed = subject.i < verb.i < name.i and verb.pos_ == "VERB" and relation(subject) == "nsubj"
    if passed and name.ent_iob_ == "B" and not has(verb, ("obj", "aux:pass")) and not has(name, ("case",)):
        yield name.i, verb.i, "obj", ""


def _subject_of_speech(noun: Token) -> Iterator[Change]:
    """ "The [force] said a shell hit its base": who stands before a verb of speech is its subject, not that of the hit.

    Else the force, and no shell, would have hit the base.
    """
    verb, speech = noun.head, noun.head.head
    if relation(verb) != "ccomp" or not noun.i < speech.i < verb.i or has(speech, SUBJECTS):
        return
    own = any(speech.i < each.i < verb.i for each in children(verb, "nsubj", "nsubj:pass"))
    if own and speech.lemma_.lower() in word_set("reporting"):
        yield noun.i, speech.i, "nsubj", ""


def _parted(first: Token, name: Token, second: Token) -> Iterator[Change]:
    """The changes that make two of a noun and the noun behind it, which has a name of its own before it."""
    yield first.i, second.head.i, relation(second), ""
    yield second.i, first.i, "conj", ""
    yield name.i, second.i, "compound", ""
    yield from ((each.i, second.i, "cc", "") for each in children(name, "cc"))
    yield from ((each.i, first.i, each.dep_, "") for each in children(second, "case", "det") if each.i < first.i)


MISJOINED: Mapping[str, tuple[Rule, ...]] = {  # tag of a word -> rules that may apply
    "CD": (_second_victims,),
    "IN": (_mark_of_gerund,),
    "JJ": (_split_second,),
    "NN": (_behind_terms, _object_behind, _first_of_two, _of_members, _fronted, _by_of_scene, _subject_of_speech),
    "NNP": (
        _stray_name,
        _name_across,
        _behind_terms,
        _by_of_scene,
        _fronted,
        _object_behind,
        _split_second,
        _two_names,
        _of_members,
        _month_of_charge,
        _subject_of_speech,
    ),
    "NNPS": (_by_of_scene,),
    "NNS": (_behind_terms, _second_victims, _object_behind, _of_members, _by_of_scene, _subject_of_speech),
    "VBD": (_lifespan, _told_result, _said_in_text, _inverted_speech, _relative_as_content),
    "VBG": (_second_result, _said_in_text),
    "VBN": (_lifespan, _reached_speaker, _told_result, _said_in_text, _relative_as_content),
}
MISJOINED_AS: Mapping[Rule, frozenset[str]] = {  # of rules that only words with one of these labels need
    _behind_terms: frozenset({"appos"}),
    _by_of_scene: frozenset({"nmod"}),
    _fronted: frozenset({"obl"}),
    _first_of_two: frozenset({"nmod:poss"}),
    _mark_of_gerund: frozenset({"case"}),
    _name_across: frozenset({"flat"}),
    _month_of_charge: frozenset({"obl"}),
    _object_behind: frozenset({"nsubj"}),
    _of_members: frozenset({"conj"}),
    _reached_speaker: frozenset({"ccomp"}),
    _said_in_text: frozenset({"acl"}),
    _relative_as_content: frozenset({"ccomp"}),
    _second_victims: frozenset({"obj"}),
    _second_result: frozenset({"conj"}),
    _split_second: frozenset({"conj"}),
    _subject_of_speech: frozenset({"nsubj"}),
    _told_result: frozenset({"acl", "advcl", "ccomp"}),
    _stray_name: frozenset({"flat"}),
    _two_names: frozenset({"compound", "nmod"}),
}
