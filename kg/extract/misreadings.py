"""Words that parsers of news take for something else: infinitives for phrases, verbs for adjectives, two for one.

"Called the vote unfair and threatened sanctions" makes an adjective of the threat, "a call between Barro and President
Diallo" one man of the two. Part of `kg.extract.repairs`, which applies the rules.
"""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from kg.extract.lexicons import may_be_event, triggers, word_set
from kg.extract.names import is_deed
from kg.extract.nationalities import is_country
from kg.extract.parse import PERSONS, SUBJECTS, children, has, relation, word_before
from kg.extract.phrases import is_charged
from kg.extract.reattachment import Change, Rule

_AIDS = frozenset({"aid", "assistance", "relief", "funding"})
_MONEY = frozenset("$ € £ euro dollar pound yen rouble ruble franc crown krona sum".split())
_DENY = frozenset({"deny", "admit"})
_VOICES = frozenset({"demand", "call", "urge", "condemn", "require", "ban", "order", "impose"})
_TEXTS = frozenset({"motion", "resolution", "statement", "letter", "law", "bill", "declaration", "petition"})
_TIMES = frozenset({"night", "day", "week", "hour", "time", "month"})
_PHONES = frozenset({"phone", "telephone", "video", "videolink"})
_DUE = frozenset({"due", "set", "likely"})
_OF_OFFICE = frozenset({"State", "Defence", "Defense", "Justice", "Finance", "Trade", "Agriculture"})
_ABOUT = frozenset({"for", "of", "over", "in"})
_TITLE = 5  # words of an office up to its head at most
_PERSONS = frozenset({"PER", "PERSON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ISSUES = frozenset({"issue", "make", "renew", "repeat", "reiterate", "deliver"})
_AIMS = frozenset("threat promise pledge offer vow call demand appeal request proposal refusal".split())
_CHARGES = frozenset({"accuse", "suspect", "convict", "acquit", "blame", "condemn", "criticise", "criticize"})
_ASKS = frozenset({"ask", "urge", "tell", "order", "press", "beg", "instruct", "advise", "invite", "warn", "pressure"})
_INNER = frozenset({"flat", "nmod", "nmod:desc", "compound"})  # words of a name or title below its head
_THEM = frozenset({"them", "him", "her", "it"})
_SUFFERERS = frozenset({"victim", "survivor", "refugee"})
_SPEAKS = frozenset({"threaten", "announce", "impose", "demand", "promise", "order"})


def _relative_of_list(verb: Token) -> Iterator[Change]:
    """ "Egypt and Qatar, which mediate between them": the plural of a verb tells that both do."""
    noun = verb.head
    one = noun.tag_ in {"NN", "NNP"} and relation(noun) == "conj" and noun.head.i < noun.i
    if one and has(verb, ("nsubj",)) and not has(verb, ("aux",)):
        yield verb.i, noun.head.i, "acl:relcl", ""


def _text_that_demands(gerund: Token) -> Iterator[Change]:
    """ "Left after parliament passed a motion demanding that they go": the motion demands it, not who left."""
    head = gerund.head
    if gerund.lemma_ not in _VOICES or head.i > gerund.i or word_before(gerund).text == ",":
        return
    for noun in gerund.doc[head.i + 1 : gerund.i]:
        if noun.lemma_ in _TEXTS and relation(noun) == "obj" and noun.head != head and head in noun.ancestors:
            yield gerund.i, noun.i, "acl", ""
            return


def _aim_of_time(verb: Token) -> Iterator[Change]:
    """ "Fired for a third night to break up crowds": what the firing is for, not what the night is like."""
    noun = verb.head
    aim = any(child.lower_ == "to" for child in verb.lefts) and noun.lemma_ in _TIMES
    if aim and relation(noun).startswith("obl") and noun.head.pos_ == "VERB":
        yield verb.i, noun.head.i, "advcl", ""


def _infinitive(verb: Token) -> Iterator[Change]:
    """An infinitive that a parser took for a phrase: "gave him a week [to cede] power"."""
    to = word_before(verb)
    if to.lower_ == "to" and relation(to) == "case" and to.tag_ != "IN":
        yield to.i, verb.i, "mark", ""
        yield verb.i, verb.head.i, "advcl", ""


def _noun_behind_to(word: Token) -> Iterator[Change]:
    """ "Handed out blankets [to flood victims]": nobody floods those; nor do infinitives follow some tags of "to"."""
    noun = word.nbor(1) if word.i + 1 < len(word.doc) else word
    to = [each for each in word.lefts if each.lower_ == "to" and (each.tag_ == "IN" or noun.lemma_ in _SUFFERERS)]
    if to and to[0].i == word.i - 1 and noun.head == word and relation(noun) == "obj" and noun.i > word.i:
        verb = next((each for each in word.ancestors if each.pos_ == "VERB"), word.head)
        yield noun.i, verb.i, "obl", ""
        yield word.i, noun.i, "compound", "NN"
        yield to[0].i, noun.i, "case", ""


def _by_telephone(noun: Token) -> Iterator[Change]:
    """ "Spoke by telephone with the king": the king is who is spoken with, the telephone is nobody's."""
    means = noun.head
    if (
        means.lemma_ in _PHONES
        and means.head.pos_ == "VERB"
        and any(c.lower_ == "with" for c in children(noun, "case"))
    ):
        yield noun.i, means.head.i, "obl", ""


def _second_speech(participle: Token) -> Iterator[Change]:
    """ "Called the vote unfair and threatened sanctions": a second verb that a parser took for an adjective."""
    noun, before = participle.head, word_before(participle)
    first = noun.head
    if (
        before.lower_ == "and"
        and participle.lemma_ in _SPEAKS
        and relation(noun) in {"conj", "obj"}
        and first.tag_ == "VBD"
    ):
        yield participle.i, first.i, "conj", "VBD"
        yield noun.i, participle.i, "obj", ""


def _bare_object(noun: Token) -> Iterator[Change]:
    """ "Shot down 44 of 64 [missiles]": what stands right behind a verb without a preposition is its object."""
    verb, before = noun.head, noun.left_edge.i - 1
    near = before == verb.i or (before == verb.i + 1 and relation(noun.doc[before]) == "compound:prt")
    active = verb.tag_ in {"VBD", "VBN"} and has(verb, ("nsubj",)) and not has(verb, ("obj", "aux:pass", "cop"))
    if near and active and not has(noun, ("case",)):
        yield noun.i, verb.i, "obj", ""


def _joined_name(name: Token) -> Iterator[Change]:
    """ "Between Biden and President Omar Diallo": two who are joined by "and" are not one."""
    before = word_before(name)
    if name.left_edge.lower_ == "and" and name.left_edge.i > name.head.i:
        yield name.i, name.head.i, "conj", ""
    elif relation(before) == "conj" and before.head == name.head and before.pos_ == "NOUN":
        yield name.i, before.i, "appos", ""  # "between the minister and party chairman [Omar Diallo]"


def _listed_name(name: Token) -> Iterator[Change]:
    """ "Chad, Mali and Niger condemned it": the second of three states is not another name of the first."""
    first = name.head
    for third in (*children(first, "conj"), *children(name, "conj")):
        joined = any(child.lower_ == "and" and child.i == name.i + 1 for child in children(third, "cc"))
        alike = _is_state(name) and _is_state(first) and _is_state(third)
        if joined and alike and first.i < name.i < third.i:
            yield name.i, first.i, "conj", ""
            yield third.i, first.i, "conj", ""


def _headline_pair(first: Token) -> Iterator[Change]:
    """ "Thai PM, Malaysian counterpart discuss security": headlines write a comma for "and"."""
    second, verb = first.head, first.head.head
    comma = first.i + 1 < second.i and first.nbor(1).text == ","
    if comma and relation(second) == "nsubj" and verb.tag_ in {"VB", "VBP", "VBD"}:
        yield first.i, verb.i, "nsubj", ""
        yield second.i, first.i, "conj", ""


def _accused(verb: Token) -> Iterator[Change]:
    """ "Chad accused of arming rebels": whom headlines call accused accuses nobody."""
    open_ = has(verb, ("nsubj",)) and not has(verb, ("obj", "iobj", "ccomp", "aux"))
    of = any(each.lower_ == "of" and each.head.head == verb for each in verb.doc[verb.i + 1 : verb.i + 3])
    if verb.lemma_ in _CHARGES and open_ and of:
        yield from ((each.i, verb.i, "nsubj:pass", "") for each in children(verb, "nsubj"))


def _is_state(name: Token) -> bool:
    return is_country(" ".join([*(c.text for c in children(name, "compound", "amod", "flat")), name.text]))


def _day_of_charge(day: Token) -> Iterator[Change]:
    """ "The group is blamed for a raid on Kersa last May": nobody is blamed now on a day gone by."""
    verb = day.head
    for deed in children(verb, "obl") if is_charged(verb) else ():
        about = any(case.lower_ in _ABOUT for case in children(deed, "case"))
        if about and verb.i < deed.i < day.i and may_be_event(deed.lemma_):
            yield day.i, deed.i, "nmod:unmarked", ""
            return
    for deed in children(verb, "advcl") if is_charged(verb) else ():
        if has(deed, ("mark",)) and verb.i < deed.i < day.i and deed.tag_ == "VBG":
            yield day.i, deed.i, "obl:unmarked", ""


def _acting(word: Token) -> Iterator[Change]:
    """ "Acting Deputy Secretary Ana Ruiz praised both": the title of the subject, not what somebody does."""
    office, verb = next(iter(children(word, "obj")), word), word.head
    if word.lower_ != "acting" or office.i < word.i or verb.i < office.i or has(verb, SUBJECTS):
        return
    if office.i - word.i <= _TITLE and all(each.is_title or each.is_upper for each in word.doc[word.i : office.i]):
        yield office.i, verb.i, "nsubj", ""
        yield word.i, office.i, "amod", "JJ"


def _gapped_subject(verb: Token) -> Iterator[Change]:
    """ "Ten men were shot and dozens of houses torched": what stands behind the first verb is of the second."""
    first = verb.head
    if not has(first, ("aux:pass",)) or has(verb, SUBJECTS | {"aux", "aux:pass", "obj"}):
        return
    for subject in children(first, "nsubj:pass"):
        behind = [each for each in children(subject, "conj") if first.i < each.i < verb.i]
        if len(behind) == 1 and behind[0].right_edge.i == verb.i - 1:
            yield behind[0].i, verb.i, "nsubj:pass", ""


def _second_of_two(word: Token) -> Iterator[Change]:
    """ "He dissolves the government and [arrests] Prime Minister Omar Said": a verb, no second object of the first."""
    verb = word.head.head if relation(word.head) == "obj" else word.head
    person = next((each for each in children(word, "nmod", "appos", "flat") if each.ent_type_ in _PERSONS), None)
    if verb.tag_ != "VBZ" or person is None or person.left_edge.i != word.i + 1 or has(person, ("case",)):
        return
    if (word.lemma_.lower(), "VERB") in triggers():
        yield word.i, verb.i, "conj", "VBZ"
        yield person.i, word.i, "obj", ""


def _case_of_title(case: Token) -> Iterator[Change]:
    """ "[Of] party leader Ana Ruiz": the preposition of a title is that of the name behind it."""
    title = case.head
    first_name = relation(title) == "flat" and case.i < title.head.i  # "in [Tel] Aviv"
    if first_name or (relation(title) == "nmod:desc" and title.i < title.head.i and case == title.left_edge):
        top = title.head
        while case.i < top.head.i and relation(top) in _INNER:  # "[with] US Secretary of State Ana Ruiz"
            top = top.head
        yield case.i, top.i, "case", ""


def _following(word: Token) -> Iterator[Change]:
    """ "The death of a guard following a strike": a preposition, whatever its form."""
    nouns = children(word, "obj")
    if word.lower_ == "following" and len(nouns) == 1 and may_be_event(nouns[0].lemma_):
        yield nouns[0].i, word.head.i, "obl" if word.head.pos_ == "VERB" else "nmod", ""
        yield word.i, nouns[0].i, "case", "IN"


def _deed(word: Token) -> Iterator[Change]:
    """ "[Shelling] hit a camp": a noun at the start of a sentence is no name for its capital letter."""
    if is_deed(word):
        yield word.i, word.head.i, relation(word), "NN"


def _holder(word: Token) -> Iterator[Change]:
    """ "[Insurgent]-held Sirwa": those who hold a place, no adjective."""
    after = [each.lower_ for each in word.doc[word.i + 1 : word.i + 3]]
    if after in (["-", "held"], ["-", "controlled"]) and word.lower_ in word_set("agent_nouns"):
        yield word.i, word.head.i, relation(word), "NN"


def _general(word: Token) -> Iterator[Change]:
    """ "The attorney general, Ana Ruiz, accused him": one office of two nouns, and whose it is."""
    if word.lower_ == "general" and word.head == word.nbor(-1):
        yield word.i, word.head.i, "flat", ""
        yield from ((child.i, word.head.i, relation(child), "") for child in children(word, "appos", "conj"))


def _denied_deed(gerund: Token) -> Iterator[Change]:
    """ "Denied sheltering rebel leaders": what is denied is that they were sheltered."""
    noun, verb = gerund.head, word_before(gerund)
    if verb.lemma_ in _DENY and relation(noun) == "obj" and noun.head == verb:
        yield gerund.i, verb.i, "xcomp", ""
        yield noun.i, gerund.i, "obj", ""


def _asked_deed(verb: Token) -> Iterator[Change]:
    """ "Asked a court [to order] the release": what it is asked to do, not what sort of court it is."""
    noun, to = verb.head, word_before(verb)
    if relation(noun) == "obj" and noun.head.lemma_ in _ASKS and to.lower_ == "to" and to.i == noun.i + 1:
        yield verb.i, noun.head.i, "xcomp", ""


def _charged_deed(gerund: Token) -> Iterator[Change]:
    """ "Accused Chad of [arming] rebels": what it is accused of, not which rebels."""
    noun, of = gerund.head, word_before(gerund)
    if of.lower_ in {"of", "for"} and noun.i == gerund.i + 1 and noun.head.lemma_ in _CHARGES and noun.head.i < of.i:
        yield gerund.i, noun.head.i, "advcl", ""
        yield noun.i, gerund.i, "obj", ""
        yield of.i, gerund.i, "mark", ""


def _due(word: Token) -> Iterator[Change]:
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


def _is_to(verb: Token) -> Iterator[Change]:
    """ "Chad is to receive aid": the verb says what is to be done, and nothing is said to be something."""
    if verb.i >= 2 and verb.nbor(-1).lower_ == "to" and verb.nbor(-2).head == verb and has(verb, ("cop",)):
        yield from ((child.i, verb.i, "aux", "") for child in children(verb, "cop"))
        yield from ((child.i, verb.i, "nsubj", "") for child in children(verb, "nsubj:outer"))


def _headline_infinitive(verb: Token) -> Iterator[Change]:
    """ "Chad to reopen border with Niger": the headline of what is to come, not a Chad that reopens it."""
    noun, to = verb.head, word_before(verb)
    whole = noun.head == noun and to.lower_ == "to" and to.i == noun.i + 1
    if whole and noun.tag_.startswith("NN") and not any(each.tag_ in _FINITE for each in noun.subtree):
        yield verb.i, verb.i, "ROOT", ""
        yield noun.i, verb.i, "nsubj", ""


def _aim_of_word(verb: Token) -> Iterator[Change]:
    """ "Issued a threat on Monday [to strike] airports": what is threatened, not what the threat is issued for."""
    above, to = verb.head, word_before(verb)
    for noun in children(above, "obj") if to.lower_ == "to" and above.lemma_ in _ISSUES else ():
        if noun.lemma_ in _AIMS and above.i < noun.i < verb.i:
            yield verb.i, noun.i, "acl", ""


def _of_speaker(gerund: Token) -> Iterator[Change]:
    """ "Fined six banks[, accusing them of fraud]": none of those accuses those."""
    noun, before = gerund.head, word_before(gerund)
    above = next((each for each in noun.ancestors if each.tag_.startswith("VB")), None)
    of_them = any(each.lower_ in _THEM for each in children(gerund, "obj"))
    if above is not None and before.text == "," and of_them and gerund.i > noun.i:
        yield gerund.i, above.i, "advcl", ""


def _office_of_state(name: Token) -> Iterator[Change]:
    """ "[Secretary] of State Ana Ruiz arrived": the name is the secretary's, not that of the state."""
    office, before = name.head, word_before(name)
    known = name.ent_type_ in PERSONS and before.head == name and before.text in _OF_OFFICE
    if known and before.i >= 2 and before.nbor(-1).lower_ == "of" and before.nbor(-2) == office:
        yield name.i, name.i if office.head == office else office.head.i, office.dep_, ""
        yield office.i, name.i, "nmod:desc", ""
        yield before.i, office.i, "nmod", ""
        yield before.i - 1, before.i, "case", ""


def _in_aid(noun: Token) -> Iterator[Change]:
    """ "Blocked 50 billion euros in aid": the aid is what the money is, not where it was blocked."""
    first = noun.left_edge
    if noun.lemma_.lower() not in _AIDS or first.lower_ != "in" or first.i <= noun.head.i + 1:
        return
    money = first.nbor(-1)
    while money.pos_ == "NUM" and money.head.i < first.i and money.head != noun.head:
        money = money.head
    if money.lemma_.lower() in _MONEY and money != noun.head:
        yield noun.i, money.i, "nmod", ""


MISREAD: Mapping[str, tuple[Rule, ...]] = {  # tag of a word -> rules that may apply
    "IN": (_case_of_title,),
    "JJ": (_due, _general, _holder),
    "NN": (_headline_pair, _in_aid, _bare_object, _day_of_charge, _general, _joined_name, _by_telephone),
    "NNP": (
        _headline_pair,
        _office_of_state,
        _deed,
        _listed_name,
        _day_of_charge,
        _joined_name,
        _by_telephone,
    ),
    "NNS": (_headline_pair, _bare_object, _second_of_two),
    "VB": (_asked_deed, _is_to, _headline_infinitive, _aim_of_word, _noun_behind_to, _aim_of_time, _infinitive),
    "VBG": (_of_speaker, _charged_deed, _following, _acting, _denied_deed, _text_that_demands),
    "VBD": (_accused, _gapped_subject),
    "VBN": (_accused, _second_speech, _gapped_subject),
    "VBP": (_relative_of_list,),
}
MISREAD_AS: Mapping[Rule, frozenset[str]] = {  # of rules that only words with one of these labels need
    _acting: frozenset({"advcl", "csubj", "dep"}),
    _aim_of_time: frozenset({"acl"}),
    _bare_object: frozenset({"obl"}),
    _second_of_two: frozenset({"conj"}),
    _by_telephone: frozenset({"nmod"}),
    _case_of_title: frozenset({"case"}),
    _day_of_charge: frozenset({"obl:unmarked", "obl:tmod"}),
    _asked_deed: frozenset({"acl"}),
    _charged_deed: frozenset({"amod"}),
    _denied_deed: frozenset({"amod"}),
    _due: frozenset({"mark", "advmod", "root", "ROOT", "conj"}),
    _general: frozenset({"amod", "appos"}),
    _holder: frozenset({"amod", "compound"}),
    _noun_behind_to: frozenset({"advcl", "xcomp", "acl", "obl", "nmod"}),
    _office_of_state: frozenset({"nmod"}),
    _following: frozenset({"acl", "advcl"}),
    _gapped_subject: frozenset({"conj"}),
    _aim_of_word: frozenset({"advcl"}),
    _headline_infinitive: frozenset({"acl"}),
    _headline_pair: frozenset({"compound", "nmod", "nmod:desc"}),
    _in_aid: frozenset({"obl"}),
    _infinitive: frozenset({"obl", "nmod"}),
    _joined_name: frozenset({"appos"}),
    _listed_name: frozenset({"appos"}),
    _of_speaker: frozenset({"acl"}),
    _relative_of_list: frozenset({"acl:relcl"}),
    _second_speech: frozenset({"amod"}),
    _text_that_demands: frozenset({"advcl"}),
}
