"""Words that parsers take for another sort of word: verbs for adjectives, infinitives for phrases, titles for names.

"Called it off and threatened sanctions" makes an adjective of the threat, "Shelling hit a camp" a name of the shelling,
"Chad accused of arming rebels" an accuser of the accused. Rules of `kg.extract.repairs`.
"""

from spacy.tokens import Token

from kg.extract.lexicons import may_be_event, verbs, word_set
from kg.extract.names import is_deed
from kg.extract.parse import PERSONS, SUBJECTS, children, has, is_verbal, relation, sentence, word_before
from kg.extract.repair_rules import AUXILIARIES, NAMED, Changes, repair
from kg.extract.spans import is_hyphened

_DENY = frozenset({"deny", "admit"})
_DUE = frozenset({"due", "set", "likely"})
_OF_OFFICE = frozenset({"State", "Defence", "Defense", "Justice", "Finance", "Trade", "Agriculture"})
_TITLE = 5  # words of an office up to its head at most
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_INNER = frozenset({"flat", "nmod", "nmod:desc", "compound"})  # words of a name or title below its head
_HALVES = frozenset("baton carpet co court de dive gang machine press re self tear test".split())
_URGES = frozenset({"coax", "lobby", "press", "pressure", "pressurise", "pressurize", "prod", "push"})
_SUFFERERS = frozenset({"victim", "survivor", "refugee"})
_STATES = frozenset({"dead", "wounded", "injured", "hurt"})
_COMPLETE = frozenset({"aux", "aux:pass", "obj", "conj", "nsubj:pass"})
_ACTIVE = frozenset({"obj", "iobj", "aux", "aux:pass", "ccomp", "xcomp"})
_PREDICATED = frozenset({"cop", "nsubj", "aux"})


@repair("JJ VBD VBN", "amod")
def _second_toll(word: Token) -> Changes:
    """ "Killed 22 people and [wounded] 72 others": nothing but a verb stands so before a number."""
    noun, first = word.head, word.head.head
    if word.lower_ not in _STATES or relation(noun) != "conj":
        return
    if word.nbor().head == noun and word.nbor().tag_ == "CD" and first.head.lemma_ in verbs("hurt"):
        yield word.i, first.head.i, "conj", first.head.tag_
        yield noun.i, word.i, "obj", ""
        yield from ((each.i, word.i, "cc", "") for each in children(noun, "cc"))


@repair("VBD", "acl")
def _reduced(verb: Token) -> Changes:
    """ "Two men [threatened] with death", "launchers [bought] abroad": a clause without a subject tells what befell."""
    if not has(verb, SUBJECTS | {"obj", "ccomp", "xcomp", "aux"}):
        yield verb.i, verb.head.i, relation(verb), "VBN"


@repair("VBD", "advcl")
def _opening_participle(verb: Token) -> Changes:
    """ "[Asked] whether his men had fired, the general said ...": who is told of behind the comma was asked."""
    if verb.i == sentence(verb).start and verb.head.i > verb.i and not has(verb, SUBJECTS | {"obj", "aux"}):
        yield verb.i, verb.head.i, "advcl", "VBN"


@repair("VBP")
def _past_form(verb: Token) -> Changes:
    """ "The army [retook] the town": a form that no present has is a past."""
    low, lemma = verb.lower_, verb.lemma_.lower()
    if verb.pos_ == "VERB" and low != lemma and (low.endswith("ed") or not low.startswith(lemma[:-1])):
        yield verb.i, verb.head.i, verb.dep_, "VBD"


@repair("VB VBD VBG VBN VBP VBZ")
def _prefixed_verb(verb: Token) -> Changes:
    """ "Chad test-[fired] a missile", "the two co-[operated]": one verb, whatever a parser makes of its first half."""
    if not is_hyphened(verb) or relation(verb) == "amod" or verb.nbor(-2).lower_ not in _HALVES:
        return
    half = verb.nbor(-2)
    if half in verb.ancestors:
        yield verb.i, verb.i if half.head == half else half.head.i, half.dep_, ""
    own = [each for each in half.children if each not in (verb, verb.nbor(-1))]
    whole = half.pos_ == "NOUN" and not has(half, SUBJECTS)
    nouns = [each for each in own if whole and each.i < half.i and each.pos_ in {"NOUN", "PROPN"}]
    doer = next((each for each in reversed(nouns) if relation(each) == "compound"), None)  # "the [army] test"
    for each in own:
        yield (each.i, verb.i, each.dep_, "") if doer is None else (each.i, doer.i, each.dep_, "")
    if doer is not None:
        yield doer.i, verb.i, "nsubj", ""
    yield verb.i - 1, verb.i, "punct", "HYPH"
    yield half.i, verb.i, "obl:unmarked", "NN"


@repair("NN", "advmod nsubj obl")
def _prefixed_noun(noun: Token) -> Changes:
    """ "Students staged a sit-[in]": what is staged, although "in" says where otherwise."""
    verb = noun.head
    behind = is_hyphened(noun) and noun.i > verb.i and not has(noun, ("case",))
    if behind and verb.pos_ == "VERB" and not has(verb, ("obj", "aux:pass")):
        yield noun.i, verb.i, "obj", ""


@repair("IN RB", "advmod case")
def _handed_over(over: Token) -> Changes:
    """ "Hand [over] three launchers": the particle of the verb, no "more than"."""
    verb = word_before(over)
    if over.lower_ == "over" and verb.lemma_ == "hand" and verb.pos_ == "VERB":
        yield over.i, verb.i, "compound:prt", ""


@repair("VB", "nmod obl")
def _infinitive(verb: Token) -> Changes:
    """An infinitive that a parser took for a phrase: "gave him a week [to cede] power"."""
    to = word_before(verb)
    if to.lower_ == "to" and relation(to) == "case" and to.tag_ != "IN":
        yield to.i, verb.i, "mark", ""
        yield verb.i, verb.head.i, "advcl", ""


@repair("VB", "advcl")
def _urged_deed(verb: Token) -> Changes:
    """ "Qatar pushed both sides [to sign]": what somebody is pressed to do, not what for."""
    above = verb.head
    if above.lemma_ in _URGES and word_before(verb).lower_ == "to" and verb.i > above.i and has(above, ("obj",)):
        yield verb.i, above.i, "xcomp", ""


@repair("VB", "acl advcl nmod obl xcomp")
def _noun_behind_to(word: Token) -> Changes:
    """ "Handed out blankets [to flood victims]": nobody floods those; nor do infinitives follow some tags of "to"."""
    noun = word.nbor(1) if word.i + 1 < len(word.doc) else word
    to = [each for each in word.lefts if each.lower_ == "to" and (each.tag_ == "IN" or noun.lemma_ in _SUFFERERS)]
    if to and to[0].i == word.i - 1 and noun.head == word and relation(noun) == "obj" and noun.i > word.i:
        verb = next((each for each in word.ancestors if each.pos_ == "VERB"), word.head)
        yield noun.i, verb.i, "obl", ""
        yield word.i, noun.i, "compound", "NN"
        yield to[0].i, noun.i, "case", ""


@repair("VBD VBN")
def _accused(verb: Token) -> Changes:
    """ "Chad accused of arming rebels": whom headlines call accused accuses nobody."""
    open_ = has(verb, ("nsubj",)) and not has(verb, ("obj", "iobj", "ccomp", "aux"))
    of = any(each.lower_ == "of" and each.head.head == verb for each in verb.doc[verb.i + 1 : verb.i + 3])
    if verb.lemma_ in verbs("accuse", "try") and open_ and of:
        yield from ((each.i, verb.i, "nsubj:pass", "") for each in children(verb, "nsubj"))


@repair("VBG", "advcl csubj dep")
def _acting(word: Token) -> Changes:
    """ "Acting Deputy Secretary Ana Ruiz praised both": the title of the subject, not what somebody does."""
    office, verb = next(iter(children(word, "obj")), word), word.head
    if word.lower_ != "acting" or office.i < word.i or verb.i < office.i or has(verb, SUBJECTS):
        return
    if office.i - word.i <= _TITLE and all(each.is_title or each.is_upper for each in word.doc[word.i : office.i]):
        yield office.i, verb.i, "nsubj", ""
        yield word.i, office.i, "amod", "JJ"


@repair("IN", "case")
def _case_of_title(case: Token) -> Changes:
    """ "[Of] party leader Ana Ruiz": the preposition of a title is that of the name behind it."""
    title = case.head
    first_name = relation(title) == "flat" and case.i < title.head.i  # "in [Tel] Aviv"
    if first_name or (relation(title) == "nmod:desc" and title.i < title.head.i and case == title.left_edge):
        top = title.head
        while case.i < top.head.i and relation(top) in _INNER:  # "[with] US Secretary of State Ana Ruiz"
            top = top.head
        yield case.i, top.i, "case", ""


@repair("VBG", "acl advcl")
def _following(word: Token) -> Changes:
    """ "The death of a guard following a strike": a preposition, whatever its form."""
    nouns = children(word, "obj")
    if word.lower_ == "following" and len(nouns) == 1 and may_be_event(nouns[0].lemma_):
        yield nouns[0].i, word.head.i, "obl" if word.head.pos_ == "VERB" else "nmod", ""
        yield word.i, nouns[0].i, "case", "IN"


@repair("NNP")
def _deed(word: Token) -> Changes:
    """ "[Shelling] hit a camp": a noun at the start of a sentence is no name for its capital letter."""
    if is_deed(word):
        yield word.i, word.head.i, relation(word), "NN"


@repair("JJ", "amod compound")
def _holder(word: Token) -> Changes:
    """ "[Insurgent]-held Sirwa": those who hold a place, no adjective."""
    after = [each.lower_ for each in word.doc[word.i + 1 : word.i + 3]]
    if after in (["-", "held"], ["-", "controlled"]) and word.lower_ in word_set("agent_nouns"):
        yield word.i, word.head.i, relation(word), "NN"


@repair("JJ NN", "amod appos")
def _general(word: Token) -> Changes:
    """ "The attorney general, Ana Ruiz, accused him": one office of two nouns, and whose it is."""
    if word.lower_ == "general" and word.head == word.nbor(-1):
        yield word.i, word.head.i, "flat", ""
        yield from ((child.i, word.head.i, relation(child), "") for child in children(word, "appos", "conj"))


@repair("VBG", "amod")
def _denied_deed(gerund: Token) -> Changes:
    """ "Denied sheltering rebel leaders": what is denied is that they were sheltered."""
    noun, verb = gerund.head, word_before(gerund)
    if verb.lemma_ in _DENY and relation(noun) == "obj" and noun.head == verb:
        yield gerund.i, verb.i, "xcomp", ""
        yield noun.i, gerund.i, "obj", ""


@repair("VBG", "amod")
def _charged_deed(gerund: Token) -> Changes:
    """ "Accused Chad of [arming] rebels": what it is accused of, not which rebels."""
    noun, of = gerund.head, word_before(gerund)
    verb = noun.head
    if (
        of.lower_ in {"of", "for"}
        and noun.i == gerund.i + 1
        and verb.lemma_ in verbs("accuse", "try")
        and verb.i < of.i
    ):
        yield gerund.i, verb.i, "advcl", ""
        yield noun.i, gerund.i, "obj", ""
        yield of.i, gerund.i, "mark", ""


@repair("JJ", "ROOT advmod conj mark root")
def _due(word: Token) -> Changes:
    """ "He is due to meet them": what is due is to meet, however a parser hangs the two."""
    verb = word.nbor(2) if word.i + 2 < len(word.doc) and word.nbor(1).lower_ == "to" else word
    verb = verb.head if verb.pos_ == "AUX" else verb  # "due to be tried"
    if word.lower_ in _DUE and relation(verb) == "conj" == relation(word) and verb.head == word.head:
        yield verb.i, word.i, "xcomp", ""  # "banned it and is due to speak"
    if word.lower_ not in _DUE or verb.tag_ not in {"VB", "VBN"} or not has(verb, ("cop",)):
        return
    if word.head == verb:
        yield word.i, word.i if verb.head == verb else verb.head.i, verb.dep_, ""
    elif verb.head != word:
        return
    yield verb.i, word.i, "xcomp", ""
    yield from ((child.i, word.i, "cop", "") for child in children(verb, "cop"))
    yield from ((child.i, word.i, "nsubj", "") for child in verb.lefts if relation(child) in SUBJECTS)


@repair("VB")
def _is_to(verb: Token) -> Changes:
    """ "Chad is to receive aid": the verb says what is to be done, and nothing is said to be something."""
    if verb.i >= 2 and verb.nbor(-1).lower_ == "to" and verb.nbor(-2).head == verb and has(verb, ("cop",)):
        yield from ((child.i, verb.i, "aux", "") for child in children(verb, "cop"))
        yield from ((child.i, verb.i, "nsubj", "") for child in children(verb, "nsubj:outer"))


@repair("VB", "acl")
def _headline_infinitive(verb: Token) -> Changes:
    """ "Chad to reopen border with Niger": the headline of what is to come, not a Chad that reopens it."""
    noun, to = verb.head, word_before(verb)
    whole = noun.head == noun and to.lower_ == "to" and to.i == noun.i + 1
    if whole and noun.tag_.startswith("NN") and not any(each.tag_ in _FINITE for each in noun.subtree):
        yield verb.i, verb.i, "ROOT", ""
        yield noun.i, verb.i, "nsubj", ""


@repair("NNP", "nmod")
def _office_of_state(name: Token) -> Changes:
    """ "[Secretary] of State Ana Ruiz arrived": the name is the secretary's, not that of the state."""
    office, before = name.head, word_before(name)
    known = name.ent_type_ in PERSONS and before.head == name and before.text in _OF_OFFICE
    if known and before.i >= 2 and before.nbor(-1).lower_ == "of" and before.nbor(-2) == office:
        yield name.i, name.i if office.head == office else office.head.i, office.dep_, ""
        yield office.i, name.i, "nmod:desc", ""
        yield before.i, office.i, "nmod", ""
        yield before.i - 1, before.i, "case", ""


@repair("VBD VBN")
def _lifespan(verb: Token) -> Changes:
    """ "Omar Nasir ([died] 2012) was a commander": what stands in brackets has no part in the sentence."""
    if verb.lower_ not in {"died", "born", "killed"} or word_before(verb).text != "(":
        return
    names = [child for child in verb.children if child.i < verb.i - 1 and child.pos_ == "PROPN"]
    if names and verb.head.i > verb.i and not has(verb.head, SUBJECTS):
        yield names[0].i, verb.head.i, "nsubj", ""
        yield from ((each.i, names[0].i, "flat", "") for each in names[1:])
        yield verb.i, names[0].i, "acl", ""


@repair("NNP", "flat")
def _stray_name(name: Token) -> Changes:
    """ "[Omar] Nasir (died 2012) was a commander of X": no part of a name that follows, but the subject."""
    top = sentence(name).root
    if name.head.i > name.i and top.i > name.i and is_verbal(top) and not has(top, SUBJECTS):
        yield name.i, top.i, "nsubj", ""


@repair("JJ VBD VBN")
def _shot_dead(dead: Token) -> Changes:
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


@repair("VBD VBN", "advcl")
def _of_owner(verb: Token) -> Changes:
    """ "Chad's [defeated] party leader Ana Ruiz left": right behind an owner stands what is owned, no verb."""
    before, main = word_before(verb), verb.head
    owned = [each for each in children(verb, "obj") if not has(each, ("det", "case"))]
    if before.tag_ != "POS" or len(owned) != 1 or not verb.i < owned[0].i < main.i or has(main, SUBJECTS):
        return
    yield verb.i, owned[0].i, "amod", "VBN"
    yield owned[0].i, main.i, "nsubj:pass" if has(main, ("aux:pass",)) else "nsubj", ""
    yield before.head.i, owned[0].i, "nmod:poss", ""
    yield from ((each.i, main.i, relation(each), "") for each in verb.rights if each.i > owned[0].right_edge.i)


@repair("VBD", "ROOT parataxis root")
def _headline_passive(verb: Token) -> Changes:
    """ "Around 60 civilians [killed].": who ends a sentence with it suffered it."""
    after = verb.nbor(1).text if verb.i + 1 < len(verb.doc) else "."
    if verb.lemma_ in verbs("hurt") and after in {".", ";"} and not has(verb, _COMPLETE):
        yield verb.i, verb.i if verb.head == verb else verb.head.i, verb.dep_, "VBN"
        yield from ((each.i, verb.i, "nsubj:pass", "") for each in children(verb, "nsubj") if each.tag_ == "NNS")


@repair("VBD VBN")
def _active(verb: Token) -> Changes:
    """A past form with an object behind it and no auxiliary is active: "a strike targeted and killed a smuggler"."""
    passive = [child for child in children(verb, "nsubj:pass") if child.i < verb.i]
    if (
        not passive
        or has(verb, ("aux:pass", "aux"))
        or (verb.tag_ == "VBN" and verb.head != verb and relation(verb) != "ccomp")
    ):
        return
    named = [child for child in children(verb, "xcomp") if child.i > verb.i and child.pos_ == "PROPN"]
    if any(child.i > verb.i and child.pos_ in {"NOUN", "PROPN", "NUM"} for child in children(verb, "obj")):
        yield from ((child.i, verb.i, "nsubj", "") for child in passive)
        if verb.head != verb:
            yield verb.i, verb.head.i, relation(verb), "VBD"
    elif named:
        yield from ((child.i, verb.i, "nsubj", "") for child in passive)
        yield named[0].i, verb.i, "obj", ""  # "the court sentenced retired Gen. Omar Jallow"


@repair("VBD VBN", "amod")
def _joined_verb(verb: Token) -> Changes:
    """A second verb of harm that a parser took for a participle: "killed 11 people and wounded scores more"."""
    noun, lemma = verb.head, verb.lemma_.lower()
    if relation(noun) != "conj" or lemma not in verbs("hurt", "detain") or verb.nbor(-1).lower_ != "and":
        return
    first = noun.head.head
    if (
        relation(noun.head) == "obj"
        and first.lemma_.lower() in verbs("hurt", "detain")
        and first.tag_ in {"VBD", "VBG"}
    ):
        yield verb.i, first.i, "conj", first.tag_
        yield noun.i, verb.i, "obj", ""


@repair("VBZ", "cop")
def _letters(word: Token) -> Changes:
    """ "Killed six [IS] fighters": the letters of a body, no verb; the number before them counts the fighters."""
    noun, before = word.head, word_before(word)
    if word.text == "IS" and noun.i == word.i + 1 and noun.lower_ == noun.text:
        yield word.i, noun.i, "compound", "NNP"
        if before.pos_ == "NUM" and before.head == noun.head:
            yield before.i, noun.i, "nummod", ""


@repair("VBG", "csubj advcl nsubj")
def _fighting(verb: Token) -> Changes:
    """ "Fighting between the army and the rebels broke out": what broke out is a noun."""
    if relation(verb) == "advcl" and (verb.head.i < verb.i or has(verb.head, SUBJECTS)):
        return
    if verb.lemma_ == "fight" and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in {"between", "among"}:
        yield verb.i, verb.head.i, "nsubj", "NN"


@repair("VBD VBN", "conj")
def _gapped_passive(verb: Token) -> Changes:
    """ "Two men were killed and a woman injured", "left two dead and a woman injured": no woman injures anybody."""
    first, subjects, suffered = verb.head, children(verb, "nsubj"), verbs("hurt", "detain", "ruin")
    left = first.lemma_ == "leave" and any(each.lower_ in _STATES for each in first.subtree)
    if len(subjects) != 1 or has(verb, _ACTIVE) or not (left or has(first, ("aux:pass",))):
        return
    if (left or first.lemma_.lower() in suffered) and verb.lemma_.lower() in suffered:
        yield subjects[0].i, verb.i, "nsubj:pass", ""
        yield verb.i, first.i, "conj", "VBN"


@repair("VBD VBN", "acl")
def _main_verb(verb: Token) -> Changes:
    """A participle with an object, on a noun that heads the sentence before it: the verb of that subject."""
    noun = verb.head
    if noun.head != noun or noun.pos_ not in {"NOUN", "PROPN"}:
        return
    if noun.i > verb.i or has(noun, _PREDICATED) or has(verb, _PREDICATED):
        return
    if not any(child.i > verb.i for child in children(verb, "obj")) and not _after_its_name(verb):
        return
    yield verb.i, verb.i, "ROOT", "VBD"
    yield noun.i, verb.i, "nsubj", ""
    yield from ((child.i, verb.i, child.dep_, "") for child in noun.children if child.i > verb.i)


def _after_its_name(verb: Token) -> bool:
    """Whether a name between commas stands before it: "The minister, Ana Ruiz, mediated between both." """
    name = any(child.i < verb.i and child.ent_type_ in NAMED for child in children(verb.head, "appos"))
    return name and word_before(verb).text == "," and sentence(verb)[-1].text == "."


@repair("NN VBD VBN", "amod compound")
def _verb_of_its_noun(verb: Token) -> Changes:
    """A past form between a name and the noun that heads the sentence: "ISI claimed responsibility", no kind of it."""
    noun = verb.head
    if noun.head != noun or verb.i >= noun.i or verb.i == sentence(verb).start:
        return
    name = verb.nbor(-1)
    past = verb.tag_ == "VBD" or verb.lemma_ in {"claim", "cut"} or relation(name) in SUBJECTS
    past = past or (verb.tag_ == "VBN" and sentence(verb)[-1].text == "." and not has(noun, ("det",)))
    if not past or name.pos_ != "PROPN" or name.head not in (noun, verb):
        return
    yield verb.i, verb.i, "ROOT", "VBD"
    yield noun.i, verb.i, "obj", ""
    yield name.i, verb.i, "nsubj", ""
    yield from ((child.i, name.i, child.dep_, "") for child in (*noun.lefts, *verb.lefts) if child.i < name.i)


@repair("VBD VBN")
def _two_subjects(verb: Token) -> Changes:
    """A verb with subjects of a passive on both sides and no auxiliary: "A court sentenced the mayor"."""
    sides = children(verb, "nsubj:pass")
    if len(sides) == 2 and not has(verb, AUXILIARIES) and sides[0].i < verb.i < sides[1].i:
        yield sides[0].i, verb.i, "nsubj", ""
        yield sides[1].i, verb.i, "obj", ""
        yield verb.i, verb.head.i, verb.dep_, "VBD"


@repair("NNP", "flat")
def _name_behind_verb(name: Token) -> Changes:
    """ "Troops led by Gen. Omar Said detained President [Ali] Bongo": two persons, the second is whom they detained."""
    between = name.doc[name.head.i + 1 : name.i]
    verbs_ = [each for each in between if each.tag_ == "VBD"]
    if len(verbs_) != 1 or has(verbs_[0], ("obj", "ccomp", "xcomp")) or not has(verbs_[0], ("nsubj",)):
        return
    if all(each.pos_ == "PROPN" or each == verbs_[0] for each in between):
        yield name.i, verbs_[0].i, "obj", ""
