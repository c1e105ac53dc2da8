"""Verbs that parsers leave without their subject or object, which hangs elsewhere in the sentence.

"The army, led by a general, retook the town" leaves the army without its verb, "Artillery hit rebel positions" makes
the guns a part of the verb. Rules of `kg.extract.repairs`.
"""

from spacy.tokens import Token

from kg.extract.lexicons import word_set
from kg.extract.parse import PLACES, SUBJECTS, children, has, relation, word_before
from kg.extract.repair_rules import HELD, MARKED, NAMED, Changes, repair
from kg.extract.syntax import conjuncts, first_of_list

_LEADS = frozenset({"lead", "back", "support", "command", "head", "aid", "assist", "advise"})
_ACTORS = NAMED | PLACES
_SINCE = frozenset({"after", "before", "since", "until"})
_OPENERS = frozenset("as while when whilst because although though".split()) | _SINCE
_BELOW = frozenset({"advcl", "acl", "parataxis", "dep"})
_WITHIN = frozenset({"obl", "obl:agent", "nmod", "acl", "compound", "flat", "conj"})  # from a word up to its subject
_BARS = SUBJECTS | {"case", "aux:pass"}


@repair("NN NNS", "obl")
def _bare_object(noun: Token) -> Changes:
    """ "Shot down 44 of 64 [missiles]": what stands right behind a verb without a preposition is its object."""
    verb, before = noun.head, noun.left_edge.i - 1
    last = noun.doc[before]
    result = relation(last) == "compound:prt" or (last.lower_ == "dead" and last.head == verb)  # "shot dead a judge"
    near = before == verb.i or (before == verb.i + 1 and result)
    active = verb.tag_ in {"VBD", "VBN"} and has(verb, ("nsubj",)) and not has(verb, ("obj", "aux:pass", "cop"))
    if near and active and not has(noun, ("case",)):
        yield noun.i, verb.i, "obj", ""


@repair("VBN")
def _subject_of_next(participle: Token) -> Changes:
    """ "Days after a drone [launched] by rebels killed ten": the drone killed them, and is only said to be launched."""
    subjects, last = children(participle, "nsubj", "nsubj:pass"), participle.right_edge
    verb = last.nbor(1) if last.i + 1 < len(participle.doc) else participle
    by = any(case.lower_ == "by" for child in participle.children for case in child.children)
    if len(subjects) != 1 or has(participle, MARKED) or not by or verb.tag_ != "VBD" or has(verb, SUBJECTS):
        return
    if has(verb, ("obj",)) and not has(verb, ("aux:pass",)):
        yield subjects[0].i, verb.i, "nsubj", ""
        yield participle.i, subjects[0].i, "acl", ""


@repair("NN NNP NNS", "compound nmod nmod:desc")
def _headline_pair(first: Token) -> Changes:
    """ "Thai PM, Malaysian counterpart discuss security": headlines write a comma for "and"."""
    second, verb = first.head, first.head.head
    comma = first.i + 1 < second.i and first.nbor(1).text == ","
    if comma and relation(second) == "nsubj" and verb.tag_ in {"VB", "VBP", "VBD"}:
        yield first.i, verb.i, "nsubj", ""
        yield second.i, first.i, "conj", ""


@repair("VBD VBN", "conj")
def _gapped_subject(verb: Token) -> Changes:
    """ "Ten men were shot and dozens of houses torched": what stands behind the first verb is of the second."""
    first = verb.head
    if not has(first, ("aux:pass",)) or has(verb, SUBJECTS | {"aux", "aux:pass", "obj"}):
        return
    for subject in children(first, "nsubj:pass"):
        behind = [each for each in children(subject, "conj") if first.i < each.i < verb.i]
        if len(behind) == 1 and behind[0].right_edge.i == verb.i - 1:
            yield behind[0].i, verb.i, "nsubj:pass", ""


@repair("NN NNP NNS", "nsubj")
def _object_behind(noun: Token) -> Changes:
    """ "A force killed Taliban [leader] Omar Nasir": a second subject, right behind the verb, is its object."""
    verb = noun.head
    if noun.left_edge.i != verb.i + 1 or verb.tag_ != "VBD" or has(verb, ("aux:pass", "obj")):
        return
    speech = verb.lemma_ in word_set("reporting") and verb.lemma_ != "tell"
    if not speech and any(child.i < verb.i for child in children(verb, "nsubj")):
        yield noun.i, verb.i, "obj", ""


@repair("CD NNS", "obj")
def _second_victims(noun: Token) -> Changes:
    """ "Killing two and wounding at least [25]": behind a second participle its own victims stand."""
    first = noun.head
    later = [each for each in children(first, "conj") if first.i < each.i < noun.i and each.tag_ == first.tag_]
    own = any(each.i < later[-1].i for each in children(first, "obj")) if later else False
    if own and first.tag_ == "VBG" and not has(later[-1], ("obj",)):
        yield noun.i, later[-1].i, "obj", ""


@repair("NN NNP NNS", "appos")
def _behind_terms(noun: Token) -> Changes:
    """ "Condemned in the strongest terms the [attack]": what is condemned, no other name of the terms."""
    verb = noun.head.head
    if noun.head.lemma_ == "term" and relation(noun.head) == "obl" and verb.pos_ == "VERB" and not has(verb, ("obj",)):
        yield noun.i, verb.i, "obj", ""


@repair("NNP", "flat")
def _name_across(name: Token) -> Changes:
    """ "President Omar Diallo thanked President [Ana] Ruiz": no name goes on behind the verb, what stands there is
    its object."""
    subject, verb = name.head, name.head.head
    passed = subject.i < verb.i < name.i and verb.pos_ == "VERB" and relation(subject) == "nsubj"
    if passed and name.ent_iob_ == "B" and not has(verb, ("obj", "aux:pass")) and not has(name, ("case",)):
        yield name.i, verb.i, "obj", ""


@repair("VBD VBP VBZ")
def _list_after_scene(verb: Token) -> Changes:
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


@repair("VBD VBN VBP VBZ", "conj")
def _subject_after_comma(verb: Token) -> Changes:
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


@repair("NN NNS", "compound")
def _subject_before(noun: Token) -> Changes:
    """ "[Artillery] hit rebel positions": right before a finite verb stands its subject, no part of it."""
    verb = noun.head
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} and noun.i + 1 == verb.i and has(verb, ("obj",))
    if finite and not has(verb, SUBJECTS):
        yield noun.i, verb.i, "nsubj", ""


@repair("NNP VB VBD VBN", "acl advcl conj parataxis")
def _after_leader(verb: Token) -> Changes:
    """ "The army, led by a general, retook the town": the verb of a noun that lost it to the aside behind it."""
    if verb.pos_ != "VERB" or has(verb, (*SUBJECTS, "mark", "aux", "aux:pass", "cc")):
        return
    near = [*verb.head.rights, verb.head, *verb.head.ancestors]
    aside = next((each for each in near if each.lemma_ in _LEADS and each.tag_ == "VBN" and each.i < verb.i), None)
    root = next((each for each in (verb, *verb.ancestors) if each.head == each), verb)
    if aside is None or relation(aside) != "acl" or aside.head.i > aside.i or root.pos_ not in {"NOUN", "PROPN"}:
        return
    yield verb.i, verb.i, "ROOT", "VBD"
    yield aside.head.i, verb.i, "nsubj", ""
    if root != aside.head:
        yield root.i, verb.i, "obl", ""


@repair("VBD VBN")
def _across(verb: Token) -> Changes:
    """What stands behind the main verb and hangs on the aside before it: "Hamas, which rules Gaza, warned Israel"."""
    for noun in children(verb, *SUBJECTS):
        asides = [child for child in children(noun, "acl:relcl") if noun.i < child.i < verb.i]
        for word in (child for aside in asides for child in aside.rights if child.i > verb.i):
            yield word.i, verb.i, relation(word), ""


@repair("VBD VBN", "acl parataxis")
def _verb_after_aside(verb: Token) -> Changes:
    """A past form beside a name that heads the sentence: "Germany, where a court is sitting, expelled two envoys"."""
    noun = verb.head
    if noun.head != noun or noun.pos_ != "PROPN" or noun.i > verb.i:
        return
    aside = any(noun.i < child.i < verb.i for child in children(noun, "acl:relcl"))
    object_ = any(child.i > verb.i for child in children(verb, "obj", "ccomp"))
    number = [child for child in children(verb, "obl:unmarked") if child.pos_ == "NUM" and child.i == verb.i + 1]
    if aside and (object_ or number) and word_before(verb).text == "," and not has(verb, SUBJECTS):
        yield verb.i, verb.i, "ROOT", "VBD"
        yield noun.i, verb.i, "nsubj", ""
        yield from ((child.i, verb.i, "obj", "") for child in number)
        yield from ((child.i, verb.i, child.dep_, "") for child in noun.rights if child.i > verb.i)


@repair("VBD")
def _clause_before_semicolon(verb: Token) -> Changes:
    """ "Farmers rallied at the port; police held ten": the first clause has a verb of its own, and its subject."""
    subjects = [child for child in children(verb, *SUBJECTS) if child.i < verb.i]
    if len(subjects) < 2 or not any(t.text == ";" for t in verb.doc[subjects[0].i : subjects[-1].i]):
        return
    for inner in verb.doc[subjects[0].i + 1 : subjects[-1].i]:
        if inner.text == ";":
            return
        if relation(inner) == "acl" and inner.tag_ in {"VBN", "VBD"} and subjects[0] in inner.ancestors:
            yield inner.i, verb.i, "parataxis", "VBD"
            yield subjects[0].i, inner.i, "nsubj", ""
            return


@repair("VBD")
def _subject_of_its_object(verb: Token) -> Changes:
    """ "The bloc, which had left, threatened sanctions": the bloc is the subject of the verb, not of the sanctions."""
    for noun in [] if has(verb, SUBJECTS) else children(verb, "obj"):
        if not has(noun, {"cop"}):
            yield from ((each.i, verb.i, "nsubj", "") for each in children(noun, "nsubj") if each.i < verb.i)


@repair("VBD VBN")
def _subject_before_auxiliary(verb: Token) -> Changes:
    """Of two objects, that before the verb or "had" is the subject: "said a strike on the port had wounded four"."""
    objects = children(verb, "obj")
    if len(objects) < 2 or has(verb, SUBJECTS) or verb.tag_ not in {"VBD", "VBN"}:
        return
    first = min((child.i for child in children(verb, "aux")), default=verb.i if verb.tag_ == "VBD" else 0)
    if not objects[0].i < first <= verb.i < objects[-1].i:
        return
    if objects[0].tag_ in {"NN", "NNS", "NNP"}:
        yield objects[0].i, verb.i, "nsubj", ""


@repair("VBN", "conj parataxis")
def _suffering_after_semicolon(verb: Token) -> Changes:
    """ "Troops freed two men; ten hostages were killed": those behind the semicolon were, not the troops."""
    if not has(verb, ("aux:pass",)) or has(verb, SUBJECTS) or verb.head.i > verb.i:
        return
    for noun in verb.doc[verb.head.i + 1 : verb.i]:
        start = noun.left_edge
        if relation(noun) == "appos" and noun.head.i < noun.i and ";" in {start.text, start.nbor(-1).text}:
            yield noun.i, verb.i, "nsubj:pass", ""
            return


@repair("VBD", "parataxis")
def _after_heading(verb: Token) -> Changes:
    """ "Homs: Soldiers entered a village": who stands between the heading and the verb does it."""
    if relation(verb) != "parataxis" or has(verb, SUBJECTS) or verb.head.i > verb.i:
        return
    for noun in children(verb.head, "appos"):
        first = noun.left_edge
        if noun.right_edge.i == verb.i - 1 and first.i and ":" in {first.text, first.nbor(-1).text}:
            yield noun.i, verb.i, "nsubj", ""


@repair("VBD", "conj parataxis")
def _first_verb(verb: Token) -> Changes:
    """A past form hung on the subject of the next: "The army, aided by a militia, raided Sirwa, looted shops and"."""
    noun = verb.head
    main = noun.head
    if relation(noun) != "nsubj" or not noun.i < verb.i < main.i:
        return
    if main.tag_ != "VBD" or has(verb, HELD | {"cc", "ccomp"}):
        return
    yield verb.i, verb.i if main.head == main else main.head.i, main.dep_, ""
    yield main.i, verb.i, "conj", ""
    yield from ((child.i, verb.i, child.dep_, "") for child in main.lefts if child.i <= noun.i)


@repair("VBD VBG VBN", "advcl conj")
def _object_between(later: Token) -> Changes:
    """A noun between two verbs that went to the second: "summoned the envoy, handed him a note", "... , handing"."""
    joined = [each for each in children(later.head, "conj") if later.tag_ == "VBG" and each.i < later.i]
    first = max([later.head, *joined], key=lambda each: each.i)
    if has(first, ("obj", "ccomp")) or first.pos_ != "VERB":
        return
    for noun in children(later, "obj", "iobj"):
        if first.i < noun.i < later.i and noun.pos_ in {"NOUN", "PROPN"}:
            yield noun.i, first.i, "obj", ""


@repair("VBD VBN")
def _bare_subject(verb: Token) -> Changes:
    """A noun without a preposition right before a past form without a subject: it is the subject."""
    noun = word_before(verb)
    if relation(noun) not in {"obl", "obl:unmarked"} or noun.pos_ not in {"NOUN", "PROPN"} or noun.head != verb:
        return
    main = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and verb.head == verb)  # "Canada suspended aid to the junta"
    somebody = noun.lemma_.lower() in word_set("agent_nouns") or noun.ent_type_ in _ACTORS
    if main and somebody and not has(noun, _BARS) and not has(verb, _BARS):
        yield noun.i, verb.i, "nsubj", ""
        yield verb.i, verb.head.i, verb.dep_, "VBD"


@repair("VB VBD VBG VBN VBZ")
def _cased_object(verb: Token) -> Changes:
    """A second object with a preposition is none: "provided the camps with food"."""
    for noun in children(verb, "obj")[1:]:
        if has(noun, ("case",)):
            yield noun.i, verb.i, "obl", ""


@repair("VBD")
def _subject_after(verb: Token) -> Changes:
    """The noun of a time right before a past form without a subject: "left after the fall of a roof killed two"."""
    if not verb.i or has(verb, HELD):
        return
    before, bare = verb.nbor(-1), relation(verb) == "conj" and not has(verb, ("cc",))
    for noun in (before, *before.ancestors):
        if noun.i >= verb.i or relation(noun) not in _WITHIN:
            return
        case = next(iter(children(noun, "case")), None)
        if case is None or case.lower_ not in _SINCE or (case.i + 1 == noun.i and not bare):
            continue
        above = verb.head if noun.head == verb else noun.head
        if above != verb and (noun.head == verb or relation(verb) in _BELOW or bare):
            yield noun.i, verb.i, "nsubj", ""
            yield case.i, verb.i, "mark", ""
            yield verb.i, above.i, "advcl", ""
        return


@repair("NN NNP NNS", "nsubj obl")
def _subject_behind_mark(noun: Token) -> Changes:
    """ "Killing five as [leaders] toured the city": behind a mark stands the subject of the verb that it opens."""
    first = noun.left_edge
    mark = first.nbor(-1) if first.i else first
    if relation(mark) != "mark" or mark.lower_ not in _OPENERS or not noun.head.i < mark.i < noun.i < mark.head.i:
        return
    if not has(mark.head, SUBJECTS) and not has(noun, ("case",)):
        yield noun.i, mark.head.i, "nsubj", ""
