"""Nouns and names that parsers hang on the wrong word: members of lists, sides, owners, phrases of place and time.

"Boko Haram and ISWAP fighters" makes one force of the two, "an attack on a camp by rebels" a camp of the rebels. Rules
of `kg.extract.repairs`.
"""

from spacy.tokens import Token

from kg.extract.lexicons import HARM, embeddings, may_be_event, tells, triggers, verbs, word_set
from kg.extract.nationalities import forms_of, is_country
from kg.extract.parse import PERSONS, children, has, is_verbal, relation, sentence, word_before
from kg.extract.phrases import is_charged
from kg.extract.repair_rules import Changes, repair
from kg.extract.spans import HYPHENS
from kg.extract.time_words import MONTHS, WEEKDAYS

_AIDS = frozenset({"aid", "assistance", "relief", "funding"})
_MONEY = frozenset("$ € £ euro dollar pound yen rouble ruble franc crown krona sum".split())
_PHONES = frozenset({"phone", "telephone", "video", "videolink"})
_CHARGED_WITH = frozenset({"for", "of", "over", "in"})
_BEFORE_GERUND = frozenset({"of", "for", "from"})
_BODIES = frozenset({"ORG", "PER", "PERSON", "MISC"})
_MOVES = frozenset({"evacuate", "expel", "rescue", "abduct", "kidnap", "displace"})
_ABOUT = frozenset({"on", "over", "about"})
_SEATS = frozenset(
    {"capital", "headquarter", "headquarters", "seat", "stronghold", "hometown", "centre", "center", "hub", "bastion"}
)
_SIDES = frozenset("north south east west northeast northwest southeast southwest".split())


@repair("NN NNP", "nmod")
def _by_telephone(noun: Token) -> Changes:
    """ "Spoke by telephone with the king": the king is who is spoken with, the telephone is nobody's."""
    means = noun.head
    if (
        means.lemma_ in _PHONES
        and means.head.pos_ == "VERB"
        and any(c.lower_ == "with" for c in children(noun, "case"))
    ):
        yield noun.i, means.head.i, "obl", ""


@repair("NN NNP", "appos")
def _joined_name(name: Token) -> Changes:
    """ "Between Biden and President Omar Diallo": two who are joined by "and" are not one."""
    before = word_before(name)
    if name.left_edge.lower_ == "and" and name.left_edge.i > name.head.i:
        yield name.i, name.head.i, "conj", ""
    elif relation(before) == "conj" and before.head == name.head and before.pos_ == "NOUN":
        yield name.i, before.i, "appos", ""  # "between the minister and party chairman [Omar Diallo]"


@repair("NNP", "appos")
def _listed_name(name: Token) -> Changes:
    """ "Chad, Mali and Niger condemned it": the second of three states is not another name of the first."""
    first = name.head
    for third in (*children(first, "conj"), *children(name, "conj")):
        joined = any(child.lower_ == "and" and child.i == name.i + 1 for child in children(third, "cc"))
        alike = _is_state(name) and _is_state(first) and _is_state(third)
        if joined and alike and first.i < name.i < third.i:
            yield name.i, first.i, "conj", ""
            yield third.i, first.i, "conj", ""


def _is_state(name: Token) -> bool:
    return is_country(" ".join([*(c.text for c in children(name, "compound", "amod", "flat")), name.text]))


@repair("NN NNP", "obl:tmod obl:unmarked")
def _day_of_charge(day: Token) -> Changes:
    """ "The group is blamed for a raid on Kersa last May": nobody is blamed now on a day gone by."""
    verb = day.head
    for deed in children(verb, "obl") if is_charged(verb) else ():
        about = any(case.lower_ in _CHARGED_WITH for case in children(deed, "case"))
        if about and verb.i < deed.i < day.i and may_be_event(deed.lemma_):
            yield day.i, deed.i, "nmod:unmarked", ""
            return
    for deed in children(verb, "advcl") if is_charged(verb) else ():
        if has(deed, ("mark",)) and verb.i < deed.i < day.i and deed.tag_ == "VBG":
            yield day.i, deed.i, "obl:unmarked", ""


@repair("NNS", "conj")
def _second_of_two(word: Token) -> Changes:
    """ "He dissolves the government and [arrests] Prime Minister Omar Said": a verb, no second object of the first."""
    verb = word.head.head if relation(word.head) == "obj" else word.head
    person = next((each for each in children(word, "nmod", "appos", "flat") if each.ent_type_ in PERSONS), None)
    if verb.tag_ != "VBZ" or person is None or person.left_edge.i != word.i + 1 or has(person, ("case",)):
        return
    if (word.lemma_.lower(), "VERB") in triggers():
        yield word.i, verb.i, "conj", "VBZ"
        yield person.i, word.i, "obj", ""


@repair("NN", "obl")
def _in_aid(noun: Token) -> Changes:
    """ "Blocked 50 billion euros in aid": the aid is what the money is, not where it was blocked."""
    first = noun.left_edge
    if noun.lemma_.lower() not in _AIDS or first.lower_ != "in" or first.i <= noun.head.i + 1:
        return
    money = first.nbor(-1)
    while money.pos_ == "NUM" and money.head.i < first.i and money.head != noun.head:
        money = money.head
    if money.lemma_.lower() in _MONEY and money != noun.head:
        yield noun.i, money.i, "nmod", ""


@repair("IN", "case")
def _mark_of_gerund(case: Token) -> Changes:
    """ "Accused the militia [of] killing villagers": the preposition of a gerund, which a parser gave its object."""
    noun, gerund = case.head, case.nbor(1)
    own = gerund.tag_ == "VBG" and noun.head == gerund and relation(noun) == "obj"
    if own and case.lower_ in _BEFORE_GERUND and case.i:
        yield case.i, gerund.i, "mark", ""


@repair("JJ NNP", "conj")
def _split_second(name: Token) -> Changes:
    """ "The government and [Tigrayan] authorities agreed": what stands before the second of two is part of it."""
    noun = name.nbor(1) if name.i + 1 < len(name.doc) else name
    if noun.pos_ == "NOUN" and relation(noun) == "conj" and noun.head == name.head and not has(noun, ("det",)):
        yield name.i, noun.i, "compound", ""
        yield from ((each.i, noun.i, "cc", "") for each in children(name, "cc"))


@repair("NN", "nmod:poss")
def _first_of_two(noun: Token) -> Changes:
    """ "Chad's [government] and Tubu leaders agreed": a noun without its "'s" owns nothing, it is the first of two."""
    second = noun.head
    names = [each for each in children(noun, "conj") if each.i + 1 == second.i]
    if has(noun, ("case",)) or not names or second.head == second:
        return
    yield from _parted(noun, names[0], second)
    yield from ((each.i, noun.i, "nmod:poss", "") for each in children(second, "nmod:poss") if each.i < noun.i)


@repair("NNP", "compound nmod")
def _two_names(name: Token) -> Changes:
    """ "[JNIM] and ISSP fighters": two forces before the noun of both are two; two nationalities may be of one."""
    noun = name.head
    beside = (each for each in children(noun, "compound") if each.i > name.i and has(each, ("cc",)))
    names = [each for each in (*children(name, "conj"), *beside) if each.i < noun.i]
    if len(names) != 1 or noun.tag_ != "NNS" or noun.head == noun or has(name, ("case",)):
        return
    joined = [each.lower_ for each in children(names[0], "cc")] == ["and"]
    whole = name.doc[names[0].i + 1 : noun.i]
    named = name.ent_type_ in _BODIES or (name.text.isupper() and len(name) > 2)
    bodies = named and (names[0].pos_ == "PROPN" or names[0].lemma_ in word_set("agent_nouns"))
    known = forms_of(name.text) or forms_of(names[0].text)
    somebody = noun.lemma_.lower() in word_set("agent_nouns")
    if joined and bodies and somebody and not known and all(each.head in (names[0], noun) for each in whole):
        yield from _parted(name, names[0], noun)


@repair("NN NNP NNS", "conj")
def _of_members(name: Token) -> Changes:
    """ "Clashes between members of the Hamza Division and the [Sultan Brigade]": the brigade is the other side."""
    first = name.head
    group = first.head
    sides = [each.lower_ for each in children(group, "case")] == ["between"] and group.tag_ == "NNS"
    of = [each.lower_ for each in children(first, "case")] == ["of"]
    if sides and of and relation(first) == "nmod" and not has(name, ("case",)) and not has(group, ("conj",)):
        yield name.i, group.i, "conj", ""


@repair("NNP", "obl")
def _month_of_charge(month: Token) -> Changes:
    """ "Accused the army of killing ten in [October]": the month of the deed, not that of the charge."""
    verb = month.head
    if month.text not in MONTHS or verb.lemma_ not in verbs("accuse"):
        return
    for deed in children(verb, "advcl"):
        marks = {each.lower_ for each in (*children(deed, "mark"), *children(deed, "case"))}
        marks |= {deed.nbor(-1).lower_}
        if deed.tag_ == "VBG" and marks & _BEFORE_GERUND and verb.i < deed.i < month.i:
            yield month.i, deed.i, "obl", ""
            return


@repair("NN NNP NNPS NNS", "nmod")
def _by_of_scene(noun: Token) -> Changes:
    """ "The attack on a camp by [rebels]", "the killing by police of a [boy]": both sides hang on the deed."""
    scene = noun.head
    deed = scene.head
    case = [each.lower_ for each in children(noun, "case")]
    by = case == ["by"] or (case == ["of"] and [each.lower_ for each in children(scene, "case")] == ["by"])
    above = relation(scene) == "nmod" and deed.i < scene.i < noun.i and may_be_event(deed.lemma_)
    if by and above and not may_be_event(scene.lemma_):  # not "in protest at the killing by police"
        yield noun.i, deed.i, "nmod", ""


@repair("NN NNS VBG", "nmod acl")
def _charged_with(deed: Token) -> Changes:
    """ "Charged two officers with the [murder] of a nun": with what they are charged, nothing that they have."""
    whom = deed.head
    verb = whom.head
    cases = {case.lower_ for case in children(deed, "case", "mark")}
    of_deed = verb.lemma_ in verbs("accuse") and "of" in cases and tells(deed, "NOUN", HARM)
    if relation(whom) in {"obj", "nsubj:pass"} and (of_deed or (verb.lemma_ == "charge" and "with" in cases)):
        yield deed.i, verb.i, "obl" if relation(deed) == "nmod" else "advcl", ""


@repair("NN NNP NNPS NNS", "obl nmod")
def _according_of_all(noun: Token) -> Changes:
    """ "Ambushed a convoy, killing two and injuring ten, according to [monitors]": they tell all of it."""
    case = next((each for each in children(noun, "case") if each.lower_ == "according"), None)
    if case is None or word_before(case).text != ",":
        return
    verb = noun.head
    while verb.tag_ != "VBG" and relation(verb) in {"obj", "obl", "nmod", "conj"}:
        verb = verb.head
    while verb.tag_ == "VBG" and relation(verb) in {"conj", "advcl"} and verb.head.i < verb.i:
        verb = verb.head
    if verb != noun.head and is_verbal(verb) and verb.i < case.i:
        yield noun.i, verb.i, "obl", ""


def _parted(first: Token, name: Token, second: Token) -> Changes:
    """The changes that make two of a noun and the noun behind it, which has a name of its own before it."""
    yield first.i, second.head.i, relation(second), ""
    yield second.i, first.i, "conj", ""
    yield name.i, second.i, "compound", ""
    yield from ((each.i, second.i, "cc", "") for each in children(name, "cc"))
    yield from ((each.i, first.i, each.dep_, "") for each in children(second, "case", "det") if each.i < first.i)


@repair("VBN", "amod")
def _flagged(participle: Token) -> Changes:
    """ "Seized a [Marshall Islands-flagged] tanker": the name before the hyphen is no second object of the verb."""
    noun, hyphen = participle.head, word_before(participle)
    name = word_before(hyphen)
    joined = hyphen.text in HYPHENS and not hyphen.whitespace_ and not name.whitespace_
    if joined and name.pos_ == "PROPN" and name.head == noun.head and noun.i > participle.i:
        yield name.i, participle.i, "compound", ""


@repair("NN", "obl compound")
def _to_death(death: Token) -> Changes:
    """ "Hacked [to death] 16 farmers": how they were killed, and not to whom something was done."""
    to = word_before(death)
    verb = word_before(to)
    if death.lower_ != "death" or to.lower_ != "to" or verb.pos_ != "VERB" or has(verb, ("obj",)):
        return
    behind = [each for each in children(verb, "obl") if each.i > death.i and each.tag_ in {"NN", "NNS"}]
    whom = next((each for each in behind if to.head == each or not has(each, ("case",))), None)
    if whom is not None and whom.ent_type_ not in {"DATE", "TIME"}:
        yield to.i, death.i, "case", ""
        yield death.i, verb.i, "obl", ""
        yield whom.i, verb.i, "obj", ""


@repair("NN NNP NNPS NNS", "nsubj nsubj:pass obj obl")
def _second_beside_first(noun: Token) -> Changes:
    """ "Fano and government [troops] clashed": one subject of two, where a parser gives the verb two subjects."""
    cc = next((each for each in children(noun, "cc") if each.lower_ == "and"), None)
    if cc is None or cc != noun.left_edge:
        return
    alike = [each for each in children(noun.head, relation(noun)) if each.right_edge.i + 1 == cc.i]
    verb = any(each.tag_ in {"VBD", "VBN"} for each in noun.lefts)  # "and threatened sanctions"
    if alike and alike[0].pos_ in {"NOUN", "PROPN"} and not verb:
        yield noun.i, alike[0].i, "conj", ""


@repair("NN NNP NNS", "nsubj")
def _between_two(noun: Token) -> Changes:
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


@repair("NN NNP NNS", "nsubj")
def _deal_between(noun: Token) -> Changes:
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


@repair("IN", "case")
def _sides_at_place(case: Token) -> Changes:
    """ "A truce agreed in Paris [between] Chad and Niger": the sides are those of the deal, not of the town."""
    side, place = case.head, case.head.head
    if case.lower_ == "between" and relation(side) == "nmod" and relation(place) == "obl" and place.pos_ == "PROPN":
        yield side.i, place.head.i, "obl", ""


@repair("NNP", "nmod")
def _from_origin(place: Token) -> Changes:
    """ "Evacuated 1,500 people from [Sirwa]": from where they were taken, not who they are."""
    people, moved = place.head, place.head.head.lemma_ in _MOVES
    if moved and relation(people) in {"obj", "nsubj:pass"} and any(c.lower_ == "from" for c in children(place, "case")):
        yield place.i, people.head.i, "obl", ""


@repair("NN NNP NNPS NNS", "obl obl:agent")
def _doer_of_deed(name: Token) -> Changes:
    """ "Condemned the murder of a nurse by [ISIL]": who did the deed that somebody speaks of."""
    verb = name.head
    if not any(case.lower_ == "by" for case in children(name, "case")) or not has(verb, ("nsubj",)):
        return
    known = name.ent_type_ == "ORG" or name.lemma_.lower() in word_set("agent_nouns")
    deeds = [each for each in children(verb, "obj") if each.i < name.i and tells(each, "NOUN", HARM)]
    if known and deeds and not has(verb, ("aux:pass",)):
        yield name.i, deeds[0].i, "nmod", ""


@repair("NNS", "conj")
def _of_name(word: Token) -> Changes:
    """Of what is coordinated with a part of a name: its whole ("leader [Mullah Jamal] and two fighters")."""
    part = word.head
    named = relation(part) == "appos" and part.ent_type_ in PERSONS and part.i == part.head.i + 1
    if (relation(part) == "flat" or named) and part.head.i < part.i:
        top = next((each for each in part.ancestors if relation(each) != "flat"), part.head)
        yield word.i, top.i, "conj", ""


@repair("NN NNS", "nsubj")
def _listed_subject(noun: Token) -> Changes:
    """A second subject after a comma, with one more behind it: "warplanes, ships and submarines struck"."""
    verb, before = noun.head, noun.left_edge.i - 1
    if before <= sentence(noun).start or noun.doc[before].text != "," or noun.i > verb.i:
        return
    later = (child for child in children(noun, "conj") if child.i > noun.i)
    joined = any(each.lower_ == "and" for child in later for each in child.children)
    first = next(iter(children(verb, "nsubj")), noun)
    near = first.i < noun.i and max(t.i for t in first.subtree if t.i < noun.left_edge.i and not t.is_punct) < before
    if joined and near and first.pos_ == noun.pos_ == "NOUN" and first.tag_ == noun.tag_:
        yield noun.i, first.i, "conj", ""


@repair("NNP", "nsubj")
def _town_named(name: Token) -> Changes:
    """ "In another town, Sirwa, police say": the name after a town is that of the town, and says nothing."""
    verb, at = name.head, name.left_edge.i
    if at < 2 or name.doc[at - 1].text != "," or name.i > verb.i or at - 1 <= sentence(name).start:
        return
    town, later = name.doc[at - 2], (child for child in children(verb, "nsubj") if child.i > name.i)
    if town.pos_ == "NOUN" and town.head == verb and town.lemma_.lower() in word_set("place_nouns") and any(later):
        yield name.i, town.i, "appos", ""


@repair("CD NN NNP NNS", "conj")
def _object_of_second(noun: Token) -> Changes:
    """ "Killed 22 people and wounded [72 others]": what stands right behind the second verb is its object."""
    first, verb = noun.head, word_before(noun.left_edge)
    if relation(first) != "obj":
        return
    second = verb.tag_ in {"VBD", "VBN"} and relation(verb) == "conj" and verb.head == first.head and first.i < verb.i
    if second and not has(verb, ("obj", "nsubj", "nsubj:pass", "aux:pass")):
        yield noun.i, verb.i, "obj", ""


@repair("NN NNP NNS", "appos")
def _one_of(noun: Token) -> Changes:
    """ "Arrested six men, among them a member of the council": one of them is not who they are."""
    cases = (case for child in noun.lefts for case in child.children)
    if any(case.lower_ == "among" for case in cases):
        yield noun.i, noun.head.i, "parataxis", ""


@repair("NN NNS", "appos")
def _seat(noun: Token) -> Changes:
    """ "On a camp, 3 km from Laiza, the headquarters of the KIA": the town right before it is the seat."""
    edge = noun.left_edge
    comma = edge if edge.text == "," or edge.i < 2 else noun.doc[edge.i - 1]
    if noun.lemma_.lower() not in _SEATS or comma.text != "," or comma.i < noun.head.i:
        return
    town = noun.doc[comma.i - 1]
    top = next((each for each in (town, *town.ancestors) if relation(each) not in {"flat", "compound"}), town)
    if town.pos_ == "PROPN" and top != noun.head and noun.head in top.ancestors:
        yield noun.i, top.i, "appos", ""


@repair("NN NNP", "nmod obl")
def _side_of(noun: Token) -> Changes:
    """ "An operation west [of] Sirwa": what follows a direction and "of" hangs on the direction."""
    for of in children(noun, "case")[:1]:
        side = noun.doc[of.i - 1] if of.i > 0 else of
        if of.lower_ == "of" and side.lower_ in _SIDES and side.head == noun.head:
            yield noun.i, side.i, "obl", ""


@repair("NN NNP NNS", "obl")
def _after_relative(noun: Token) -> Changes:
    """ "Blamed rebels, who hold the city, [for] the attack": what follows the comma of a relative clause is outside."""
    verb, main = noun.head, noun.head.head.head
    case = next(iter(children(noun, "case")), noun)
    comma = noun.doc[case.i - 1] if case.i else case
    outside = comma.text == "," and verb.i < comma.i and comma.head in (main, noun)
    if outside and relation(verb) == "acl:relcl" and main.pos_ == "VERB" and main.i < verb.i:
        yield noun.i, main.i, "obl", ""


@repair("IN")
def _between(case: Token) -> Changes:
    """The second of two sides: "talks between Chad and the rebels", the rebels hung on the talks or on their verb."""
    first = case.head
    if case.lower_ != "between" or first.i < case.i or any(each.i > first.i for each in children(first, "conj")):
        return
    if relation(first) in {"compound", "amod"}:
        return  # "between the Kersa and Bor factions"
    end = first.right_edge.i + 1
    joint = first.doc[end] if end < len(first.doc) else first
    second = joint.head
    if joint.lower_ == "and" and relation(joint) == "cc" and second.i > end and second.pos_ in {"NOUN", "PROPN"}:
        yield second.i, first.i, "conj", ""


@repair("VBG", "advcl")
def _subject_matter(gerund: Token) -> Changes:
    """ "Suspended talks on normalising ties": what the talks are on, not what suspended them."""
    if gerund.head.i > gerund.i:
        return
    mark = gerund.nbor(-1)
    if noun := _about(gerund.head, mark):
        yield gerund.i, noun.i, "acl", ""
        yield mark.i, gerund.i, "mark", ""


@repair("NN NNS", "obl")
def _topic(noun: Token) -> Changes:
    """ "Resumed talks between them on the release of captives": the release is what the talks are on."""
    case = next(iter(children(noun, "case")), None)
    if case is None or case.lower_ not in _ABOUT or case.i > noun.i or noun.head.pos_ != "VERB":
        return
    if noun.head.i < noun.i and (about := _about(noun.head, case)):
        yield noun.i, about.i, "nmod", ""


def _about(verb: Token, preposition: Token) -> Token | None:
    """The object that ends right before the preposition, where the lexicon knows that it may have such a topic."""
    for noun in children(verb, "obj"):
        rows = embeddings().get(noun.lemma_.lower(), ()) if noun.right_edge.i == preposition.i - 1 else ()
        if any(row.slot == f"obl:{preposition.lower_}" for row in rows):
            return noun
    return None


@repair("NNP", "nsubj nsubj:pass flat")
def _noun_before_name(name: Token) -> Changes:
    """ "Observer [Jean Kambale] was killed": the noun right before a name is no second subject."""
    noun = word_before(name.left_edge)
    beside = noun.tag_ == "NN" and noun.head == name.head and relation(noun) == relation(name)
    if relation(name) == "flat":  # "Lawyer Ana Ruiz was shot"
        beside = noun == name.head and noun.tag_ == "NN" and noun.lemma_.lower() in word_set("agent_nouns")
    if beside and noun.i < name.i and not has(noun, ("det", "case", "cc")) and not has(name, ("cc", "case")):
        yield name.i, noun.i, "appos", ""


@repair("NNP", "appos")
def _names_of_several(name: Token) -> Changes:
    """ "Two leaders of the movement, [Omar Said] and Ana Ruiz": two persons are the leaders, no movement."""
    group = name.head
    several = group.head
    pair = any(each.ent_type_ == "PER" for each in children(name, "conj")) and name.ent_type_ == "PER"
    of_group = relation(group) == "nmod" and group.ent_type_ != "PER" and several.i < group.i < name.i
    if pair and of_group and several.tag_ == "NNS" and several.lemma_.lower() in word_set("agent_nouns"):
        yield name.i, several.i, "appos", ""


@repair("CD NN NNP", "nmod nmod:unmarked")
def _hung_on_day(noun: Token) -> Changes:
    """ "The report of Monday found that men fled [in March]": across a verb nothing belongs to the name of a day."""
    if noun.head.text not in MONTHS and noun.head.text not in WEEKDAYS:
        return
    verbs = [each for each in noun.doc[noun.head.i + 1 : noun.i] if each.tag_ in {"VBD", "VBN"}]
    before = word_before(noun)
    if verbs and relation(before) == "case":
        yield noun.i, verbs[-1].i, "obl", ""
        yield before.i, noun.i, "case", ""
