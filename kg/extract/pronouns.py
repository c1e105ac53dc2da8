"""Pronouns whose antecedent the syntax makes safe: one candidate of the right sort in this and the previous sentence.

"Maliki met Obama. He said ..." is left alone unless the subject of the previous clause is a person; "I" in a
quotation is its speaker.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.extract.lexicons import BLOWS, may_be_event, tells, word_set
from kg.extract.noun_classes import lemma_classes
from kg.extract.parse import PERSONS, ends_line, has, sentence, tokens_of, words_of
from kg.extract.quotations import is_quoted, is_reporting, voice_of
from kg.extract.spans import Candidate
from kg.extract.syntax import (
    children,
    clause,
    is_verbal,
    logical_subjects,
    marks,
    preposition,
    relation,
    surface_subjects,
)
from kg.model import Kind

_HE = frozenset("he him his she her himself herself hers".split())
_THEY = frozenset("they them their theirs themselves".split())
_IT = frozenset({"it", "its", "itself"})
_ONE_SELF = frozenset({"i", "me", "my"})
_I = _ONE_SELF | {"we", "us", "our"}
_ALL = _HE | _THEY | _IT | _I
_TAGS = frozenset({"PRP", "PRP$"})
_PERSONS = frozenset({Kind.PERSON})
_BODIES = frozenset({
    Kind.ORGANISATION, Kind.ARMED_GROUP, Kind.MILITARY, Kind.GOVERNMENT, Kind.PARTY, Kind.MEDIA, Kind.COUNTRY,
})  # fmt: skip
_PLURAL = frozenset({"NNS", "NNPS"})
_ONE = frozenset({Kind.COUNTRY, Kind.MEDIA})  # bodies that are never "they"
_COLLECTIVE = frozenset(
    "force patrol team unit group police army military militia family crew crowd squad gang government staff couple"
    " regime coalition party council cabinet network public mission delegation community tribe clan population"
    " jury panel bench".split()
)
"""Nouns of one body that are many as well: "the force fired their weapons"."""
_AT = frozenset({"at", "on", "against", "towards", "toward"})
_MAIN = frozenset({"root", "parataxis", "conj"})
_WHILE = frozenset({"as", "while", "when"})
_OF_THINGS = frozenset(
    "reject accept approve sign adopt oppose deny confirm dismiss ignore violate announce use".split()
)
"""Verbs whose object is what was done or said, not a body."""
_SAYS = frozenset({"say", "add", "state", "note", "report", "announce", "claim", "explain"})
_LIFE = 4  # sentences before its own in which somebody may be meant
_LABEL = 3  # tokens of a sentence at most that only says who speaks: "A:"


_Asked = tuple[Token, list[int], list[int]]
"""A pronoun, the actors near it, and those of them who fit it."""
_First = Callable[[int], int]
"""From a mention to the first one of its chain."""


def is_pronoun(token: Token) -> bool:
    """Whether the word is a personal or possessive pronoun that may stand for an actor."""
    return token.tag_ in _TAGS and token.lower_ in _ALL


def pronouns(doc: Doc) -> Iterator[Candidate]:
    """Candidates for all pronouns that may stand for an actor; those without antecedent are dropped later."""
    for token in [token for token in tokens_of(doc) if token.tag_ in _TAGS]:
        if is_pronoun(token) and token.label != "expl":
            if token.lower_ in _I and token.text == "US":
                continue
            yield Candidate(token.i, token.i + 1, token.i, Kind.UNNAMED, token.text, named=False, rule="pronoun")


def antecedent_of_pronoun(doc: Doc, candidates: Sequence[Candidate], index: int, first: _First) -> int | None:
    """Index of the pronoun's antecedent; None where more than one is possible. `first` gives a mention's chain."""
    word = tokens_of(doc)[candidates[index].head]
    low = word.lower_
    if low in _I:
        return _speaker(doc, candidates, word)
    if low == "it" and _is_thing(word, {candidates[j].head for j in range(index)}):
        return None
    spoken = _spoken_before(doc, word) if low in {"it", "they"} and _speaks(word) else []
    if spoken:  # "a cache was found, the ministry said. It said ..."
        heads = {candidates[j].head: j for j in range(index)}
        return next((heads[each.i] for each in spoken if each.i in heads), None)
    if low in {"he", "she"} and _speaks(word) and (voice := _last_voice(doc, candidates, index)) is not None:
        return voice
    earliest = two_sentences(doc, word)
    if not is_verbal(sentence(doc[earliest]).root):  # nobody goes on about a dateline
        earliest = int(sentence(word).start)
    near = _actors_since(candidates, index, range(earliest, word.i))
    near = [j for j in near if low not in _HE or not _is_predicate(doc[candidates[j].head])]
    fitting = [j for j in near if _fits(doc, candidates[j], low)]
    if not fitting and low in {"he", "she"} and leads(word):
        near = fitting = _persons_before(doc, candidates, index, low)
    if low in _IT and any(_is_rival(doc[candidates[j].head], word) for j in near if j not in fitting):
        return _own_body(word, {candidates[j].head: j for j in near}) if word.tag_ == "PRP$" else None
    return _of_clause(doc, candidates, (word, near, fitting), first)


def _persons_before(doc: Doc, candidates: Sequence[Candidate], index: int, low: str) -> list[int]:
    """Those who fit in the nearest of a few sentences that name any: a life goes on after a sentence about others."""
    start = int(sentence(doc[candidates[index].head]).start)
    for _ in range(_LIFE):
        if not start or ends_line(doc[start - 1]):
            return []
        before, start = range(int(sentence(doc[start - 1]).start), start), int(sentence(doc[start - 1]).start)
        near = [j for j in _actors_since(candidates, index, before) if not _is_predicate(doc[candidates[j].head])]
        if found := [j for j in near if _fits(doc, candidates[j], low)]:
            return found
    return []


def _of_clause(doc: Doc, candidates: Sequence[Candidate], asked: _Asked, first: _First) -> int | None:
    """The antecedent as the clause of the pronoun tells it, by its owner or speaker, else among those who fit."""
    word, near, fitting = asked
    low = word.lower_
    again = [j for j in fitting if is_pronoun(head := doc[candidates[j].head]) and sentence(head) is sentence(word)]
    if low in _HE and (again or _is_beside_name(doc, word, {candidates[j].head for j in fitting})):
        return again[0] if again else None  # "the ban on him was lifted when he freed them" speaks of one man
    sayers = _sayers(word)
    known = {candidates[j].head: j for j in near}
    others = [known[each.i] for each in sayers if each.i in known and known[each.i] not in fitting]
    unknown = any(each.i not in known and _may_be_meant(each, low) for each in sayers)  # "the FSB said its boats"
    if unknown or (low == "it" and any(_is_unknown_body(candidates[j], doc[candidates[j].head]) for j in others)):
        return None  # "the monitoring mission said it was looking into the report"
    sayer = next((known[each.i] for each in sayers if known.get(each.i) in fitting), None)
    if word.tag_ == "PRP$":
        decided, owner = _of_possessive(word, {j: doc[candidates[j].head] for j in fitting}, sayer, first)
        if decided:
            return owner if owner is not None else _own_body(word, known)
    if sayer is not None and len(sayers) == 1 and _is_in_subject(word):
        return None if low in _HE and _is_told_of_another(doc, candidates, word, fitting) else sayer
    return _among(doc, candidates, asked, first)


def _own_body(word: Token, known: Mapping[int, int]) -> int | None:
    """The body without a name that is the subject of a possessive's clause: "the coalition kept its blockade"."""
    own = [each for each in _own_subjects(word) if each.tag_ == "NN" and is_body(each) and _owns(each, word.lower_)]
    behind = word.i > clause(word).i  # not "the regime and its backers left"
    return known.get(own[0].i) if len(own) == 1 and behind else None


def _of_possessive(
    word: Token, fitting: Mapping[int, Token], sayer: int | None, first: _First
) -> tuple[bool, int | None]:
    """Whether the clause of a possessive decides whose it is, and whose; `sayer` is who speaks of it, if known."""
    if beside := [j for j, head in fitting.items() if _is_beside(head, word)]:
        return True, beside[0]
    own = _own_subjects(word)
    if own and _is_aimed_at(word):  # "rebels said troops had fired at their positions": nobody fires at his own
        return True, sayer
    if own and _is_hit_by(own, word):
        return sayer is not None, sayer
    owner = _owner(word, own, fitting)
    if owner is None:  # "all guarantors use their influence": theirs, whoever else was named
        return any(_owns(each, word.lower_) for each in own), None
    return True, owner if sayer is None or first(sayer) == first(owner) else None


def _speaks(word: Token) -> bool:
    """Whether the pronoun is the subject of a verb of speech."""
    return relation(word) == "nsubj" and word.head.lemma_.lower() in _SAYS


def _last_voice(doc: Doc, candidates: Sequence[Candidate], index: int) -> int | None:
    """Who spoke last in one of the sentences before: "a mayor said. A soldier was hurt. Troops left, he added"."""
    word = doc[candidates[index].head]
    start = int(sentence(word).start)
    for _ in range(_LIFE):
        if not start:
            return None
        before, start = range(int(sentence(doc[start - 1]).start), start), int(sentence(doc[start - 1]).start)
        for j in _actors_since(candidates, index, before):
            if _speaks(doc[candidates[j].head]) and _fits(doc, candidates[j], word.lower_):
                return j
    return None


def _spoken_before(doc: Doc, word: Token) -> list[Token]:
    """Who spoke in the sentence before, and whose office it is: the one whom "it" or "they" goes on to quote."""
    start = int(sentence(word).start)
    before = words_of(sentence(doc[start - 1])) if start else ()
    verbs = [token for token in before if is_verbal(token) and (token.lemma_.lower() in _SAYS or _tells(token))]
    nouns = [noun for verb in verbs[-1:] for noun in children(verb, "nsubj")]
    return [*nouns, *(owner for noun in nouns for owner in children(noun, "nmod:poss"))]


def _tells(verb: Token) -> bool:
    """Whether a verb of speech has what it tells: "found that ...", not "found a cache"."""
    return is_reporting(verb) and has(verb, ("ccomp",))


def _owner(word: Token, own: Sequence[Token], fitting: Mapping[int, Token]) -> int | None:
    """Which of those that fit is the subject of a possessive's clause; `own` are its subjects."""
    subjects = [j for j, head in fitting.items() if own and _is_own_subject(head, word)]
    return next(iter([*subjects, *(j for j, head in fitting.items() if head in own)]), None)


def _among(doc: Doc, candidates: Sequence[Candidate], asked: _Asked, first: _First) -> int | None:
    """The one of those who fit a pronoun, or the one that leads, where its own clause does not tell who is meant."""
    word, near, fitting = asked
    low = word.lower_
    if low == "they" and relation(word).startswith("nsubj"):
        persons = {first(j) for j in near if candidates[j].kind is Kind.PERSON}
        aside = frozenset({Kind.ARMED_GROUP}) if len(persons) < 2 else frozenset()  # two who met are "they"
        fitting = [j for j in fitting if candidates[j].kind in aside or _is_prominent(doc[candidates[j].head], word)]
    if word.tag_ == "PRP" and not low.endswith(("self", "selves")) and _is_object(word):
        doers = {first(j) for j in fitting if doc[candidates[j].head] in _own_subjects(word)}
        others = [j for j in fitting if first(j) not in doers]  # whom police arrest are not the police
        apart = [doc[candidates[j].head] for j in others if candidates[j].head >= sentence(word).start]
        one = low in {"him", "her"} and len({first(j) for j in others}) == 1 and len(doers) == 1
        if one or all(low == "them" and each.tag_ == "NNS" and relation(clause(word)) in _MAIN for each in apart):
            fitting = others
    if low == "they" and _may_be_deeds(word) and not any(candidates[j].head >= sentence(word).start for j in fitting):
        return None  # "denied the strikes; a source said they had killed ten"
    chains = {first(j) for j in fitting}
    pairs = {candidates[j].head for j in near if candidates[j].kind is Kind.PERSON and j not in fitting}
    if word.lower_ == "them" and any(relation(c) == "conj" for head in pairs for c in doc[head].children):
        return None  # "King and Weeks were held by gunmen. Troops tried to free them"
    if len(chains) == 1:
        return fitting[0]
    if low in {"him", "her"} and (topic := [j for j in fitting if _is_topic(doc[candidates[j].head], word)]):
        return topic[0]
    return _leading(doc, candidates, (word, fitting), first) if _stands_in_front(word) else None


def _is_topic(head: Token, word: Token) -> bool:
    """Whether the sentence before is about the same man: "He met Kerry in May. A court jailed him in June"."""
    before = sentence(head)
    spoken = is_pronoun(head) and head.lower_ in {"he", "she"} and head.head == before.root
    return spoken and before.end == sentence(word).start and leads(head)


def _may_be_deeds(word: Token) -> bool:
    """Whether deeds are named before a pronoun in its sentence: "the strikes"."""
    before = word.doc[sentence(word).start : word.i]
    return any(each.tag_ == "NNS" and may_be_event(each.lemma_) for each in before)


def _is_aimed_at(word: Token) -> bool:
    """Whether force is used on what a possessive owns: "opened fire at their positions"."""
    verb, aim = clause(word), word.head
    at = preposition(aim) in _AT and aim.head in (verb, *children(verb, "obj"))
    return at and tells(verb, "VERB", BLOWS)


def _is_hit_by(weapons: Sequence[Token], word: Token) -> bool:
    """Whether a weapon, which has no base, hits what a possessive owns: "a shell hit its base"."""
    hit = relation(word.head) == "obj" and word.head.head == clause(word) and tells(word.head.head, "VERB", BLOWS)
    return hit and all(each.lemma_.lower() in word_set("weapons") for each in weapons)


def _is_object(word: Token) -> bool:
    """Whether a verb has the pronoun as an object ("met him", "spoke with him"), or a part of those whom it means."""
    return relation(word) in {"obj", "obl"} or (relation(word) == "nmod" and relation(word.head) == "obj")


def _stands_in_front(word: Token) -> bool:
    """Whether a pronoun is the subject, or those of whom a number is: "six of them were killed"."""
    top = word.head if relation(word) == "nmod" and word.head.pos_ in {"NUM", "DET", "PRON"} else word
    return relation(top).startswith("nsubj")


def _is_beside_name(doc: Doc, word: Token, known: set[int]) -> bool:
    """Whether a person who is nobody's mention is named before "he" in its sentence: "Orlov's men left when he ..."."""
    names: list[set[int]] = []
    for token in doc[sentence(word).start : word.i]:
        if token.ent_type_ in PERSONS:
            names = [*names, set()] if token.ent_iob_ == "B" or not names else names
            names[-1].add(token.i)
    return any(not name & known for name in names)


def _leading(doc: Doc, candidates: Sequence[Candidate], asked: tuple[Token, list[int]], first: _First) -> int | None:
    """Of several that fit a pronoun that is a subject: the one subject of its sentence, else of the one before."""
    (word, fitting), low = asked, asked[0].lower_
    here = [j for j in fitting if sentence(doc[candidates[j].head]) is sentence(word)]
    many = [j for j in here if candidates[j].kind is Kind.ARMED_GROUP or _is_plural(doc[candidates[j].head])]
    if low in {"they", "them"} and many:  # not both of "officers shot the rebels as they fled"
        return many[0] if len({first(j) for j in many}) == 1 else None
    subjects = [j for j in fitting if leads(doc[candidates[j].head])]
    if low in _HE:  # of "Putin and Xi" neither is "he"
        subjects = [j for j in subjects if not any(relation(c) == "conj" for c in doc[candidates[j].head].children)]
        subjects = subjects or [j for j in here if _owns_subject(doc[candidates[j].head])]
    if low not in {"he", "she", "they", "them", "it"} or not subjects:
        return None
    found = [j for j in subjects if j in here] or subjects
    if low == "they" and len({first(j) for j in found}) > 1:  # "ministers said a group had left. They ..."
        main = [j for j in found if (head := doc[candidates[j].head]).head == sentence(head).root]
        found = main if main and all(_is_plural(doc[candidates[j].head]) for j in main) else found
    if len({first(j) for j in found}) != 1:
        return None
    others = [j for j in fitting if first(j) != first(found[0])]
    if low in _HE and found[0] not in here and here:
        return None  # "Mr Petrov left. Police arrested a bishop; he went on hunger strike"
    if low == "it" and found[0] not in here and any(relation(doc[candidates[j].head]) == "obj" for j in others):
        return None  # "Kabul accused Islamabad. It denied"
    if doc[candidates[found[0]].head].tag_ == "NN" and low == "they":  # the force, or the men whom it detained?
        rivals = [j for j in others if _is_plural(doc[candidates[j].head])]
        if any(found[0] not in here or j in here for j in rivals):
            return None
    return found[0]


def two_sentences(doc: Doc, word: Token) -> int:
    """Where the sentence before the word's own begins."""
    start = int(sentence(word).start)
    while start and len(before := sentence(doc[start - 1])) <= _LABEL and before.text.rstrip().endswith(":"):
        start = int(before.start)
    return int(sentence(doc[start - 1]).start) if start else 0


def _actors_since(candidates: Sequence[Candidate], index: int, words: range) -> list[int]:
    """The actors before one whose head is one of the `words`, the last first."""
    before = takewhile(lambda j: candidates[j].end > words.start, range(index - 1, -1, -1))
    return [j for j in before if candidates[j].head in words and not candidates[j].is_place]


def _fits(doc: Doc, candidate: Candidate, low: str) -> bool:
    """Whether number and kind of a candidate allow the pronoun."""
    head = doc[candidate.head]
    if is_pronoun(head):
        return (
            (head.lower_ in _HE and low in _HE and _sex(head.lower_) == _sex(low))
            or (head.lower_ in _THEY and low in _THEY)
            or (head.lower_ in _IT and low in _IT)
        )
    plural = _is_plural(head)
    if low in _HE:
        one = not candidate.named and candidate.kind is Kind.UNNAMED and not is_body(head)
        return not plural and (candidate.kind in _PERSONS or one)
    if low in _THEY:
        one = candidate.kind in _ONE or candidate.sector == "IGO"
        if candidate.named and one and head.lemma_.lower() != "member":
            return False  # nor is the United Nations many
        many = plural or (not candidate.named and head.lemma_.lower() in _COLLECTIVE)
        body = candidate.kind in _BODIES and candidate.kind is not Kind.GOVERNMENT  # Moscow is not "they"
        return many or body or candidate.kind is Kind.PEOPLE
    one = not plural or candidate.kind is Kind.COUNTRY or candidate.sector == "IGO"  # the United States, the UN
    return one and candidate.kind in _BODIES


def _is_unknown_body(candidate: Candidate, noun: Token) -> bool:
    """Whether somebody of whom nothing is known but that he is one may be "it"."""
    return noun.tag_ in {"NN", "NNP"} and candidate.kind is Kind.UNNAMED and not is_pronoun(noun)


def _is_plural(token: Token) -> bool:
    """Whether the noun means many; of an acronym ("UNMISS") its last letter tells nothing."""
    return token.tag_ in _PLURAL and not token.is_upper


def is_body(token: Token) -> bool:
    """Whether the noun names a body: a ministry is no "he", nor is a patrol."""
    lemma = token.lemma_.lower()
    return lemma in word_set("organisation_words") or lemma in _COLLECTIVE


def _is_rival(token: Token, word: Token) -> bool:
    """Whether a body without a name may be "it": before it in its sentence ("press the regime until it yields"), or
    as the subject of the sentence before."""
    near = sentence(token) is sentence(word) or (word.lower_ == "it" and leads(token))
    return near and token.tag_ == "NN" and is_body(token)


def _is_thing(word: Token, known: Collection[int]) -> bool:
    """Whether "it" may be a thing: "children died from it", "build on it", "ambushed a column as it withdrew"."""
    above = word.head
    if relation(word) in {"obl", "nmod"}:
        return True
    if relation(word) in {"obj", "nsubj:pass"} and above.lemma_.lower() in _OF_THINGS:
        return True  # "the league brokered the deal. Two parties rejected it"
    if relation(word) != "nsubj" or relation(above) != "advcl" or not _WHILE & set(marks(above)):
        return False
    return any(each.tag_ == "NN" and each.i not in known and each.i < word.i for each in children(above.head, "obj"))


def _sex(low: str) -> str:
    return "he" if low in {"he", "him", "his", "himself"} else "she"


def _is_predicate(noun: Token) -> bool:
    """Whether a noun only says what somebody is: "Omar Nasir was a commander", "called him a traitor"."""
    return relation(noun) == "xcomp" or (has(noun, ("cop",)) and has(noun, ("nsubj",)))


def leads(token: Token) -> bool:
    """Whether the word is the subject of a clause."""
    return relation(token) in {"nsubj", "nsubj:pass"} and is_verbal(token.head)


def _owns_subject(token: Token) -> bool:
    """Whether the word is whose the subject of a clause is: "[Maduro]'s offer is a ruse and he knows it"."""
    return relation(token) == "nmod:poss" and leads(token.head)


def _is_own_subject(subject: Token, word: Token) -> bool:
    """Whether a possessive belongs to the subject of its own clause: "the rebels began their assault"."""
    above = clause(word)
    return relation(subject) in {"nsubj", "nsubj:pass"} and subject.head == above and subject.i < word.i


def _is_beside(token: Token, word: Token) -> bool:
    """Whether what a possessive owns is listed with its owner: "the regime and its backers"."""
    return relation(word.head) == "conj" and word.head.head == token


def _own_subjects(word: Token) -> list[Token]:
    """The nouns before a possessive that are the subjects of its clause."""
    subjects = (filler.token for filler in surface_subjects(clause(word)))
    return [each for each in subjects if each.i < word.i and each.pos_ in {"NOUN", "PROPN"}]


def _owns(subject: Token, low: str) -> bool:
    """Whether the number of a subject makes it the owner: "guarantors" or "the force" of "their"."""
    if low in _THEY:
        return subject.tag_ in _PLURAL or subject.lemma_.lower() in _COLLECTIVE
    return low in _IT and subject.tag_ in {"NN", "NNP"} and subject.ent_type_ not in PERSONS


def _sayers(word: Token) -> list[Token]:
    """Who says the clause of the word: "the militia said that its men had left"."""
    for below in (word, *word.ancestors):
        if relation(below) == "ccomp" and below.head.lemma_.lower() in word_set("reporting"):
            return [filler.token for filler in surface_subjects(below.head)]
    return []


def _may_be_meant(token: Token, low: str) -> bool:
    """Whether the number of a noun allows the pronoun."""
    if low in _THEY and token.tag_ == "NN":
        return token.lemma_.lower() in _COLLECTIVE  # "they left, a spokesman said"
    return token.tag_ in {"NN", "NNP"} or (token.tag_ in _PLURAL and (low in _THEY or not _is_plural(token)))


def _is_in_subject(word: Token) -> bool:
    """Whether the pronoun is the subject of what is said, or owns it."""
    top = word.head if word.tag_ == "PRP$" else word
    return relation(top).startswith("nsubj") and relation(top.head) == "ccomp"


def _is_told_of_another(doc: Doc, candidates: Sequence[Candidate], word: Token, fitting: Sequence[int]) -> bool:
    """Whether somebody else leads the sentence: "Damiba quit after a captain announced that he had been deposed"."""
    verb = word.head if word.tag_ != "PRP$" else clause(word)
    saying = verb.head
    passive = relation(word) == "nsubj:pass" and relation(saying) in {"advcl", "acl", "acl:relcl", "ccomp"}
    heads = [doc[candidates[j].head] for j in fitting]
    return passive and any(leads(each) and each.head in saying.ancestors for each in heads)


def _is_prominent(token: Token, word: Token) -> bool:
    """Whether people may be meant by a later "they": not those of a purpose or an attribute of another sentence."""
    above = clause(token)
    main = above == sentence(token).root or (relation(above) == "conj" and above.head == sentence(token).root)
    return main or leads(token) or sentence(token) is sentence(word)


def _speaker(doc: Doc, candidates: Sequence[Candidate], word: Token) -> int | None:
    """Who speaks the words around a pronoun of the first person; of "we" the body for which somebody speaks."""
    voice = voice_of(word)
    loose = [] if is_quoted(word) else _sayers(word)
    said = [each.token for each in logical_subjects(voice)] if voice is not None else loose
    who = {each.i for each in said}
    actors = [(j, each) for j, each in enumerate(candidates) if not each.is_place]
    found = next((j for j, each in actors if each.head in who), None)
    if found is None:
        found = next((j for j, each in actors if not who.isdisjoint(range(each.start, each.end))), None)
    if found is None or word.lower_ in _ONE_SELF or candidates[found].kind in _BODIES:
        return found
    bodies = [j for j, each in enumerate(candidates) if _may_have_voice(doc, each) and _is_of(doc, each, said)]
    return bodies[0] if len(bodies) == 1 else found


def _may_have_voice(doc: Doc, body: Candidate) -> bool:
    """Whether somebody may speak for a body, or for a force without a name: "a spokesman for the eastern forces"."""
    force = body.kind is Kind.UNNAMED and "force" in lemma_classes(doc[body.head])
    return force or body.kind in _BODIES - _ONE


def _is_of(doc: Doc, body: Candidate, speakers: Sequence[Token]) -> bool:
    """Whether a body is named in the phrase of a speaker: "rebel spokesman Omar Said", "a spokesman for the rebels"."""
    for word in (doc[body.head], *doc[body.head].ancestors):
        if word in speakers:
            return True
        if is_verbal(word) or relation(word) == "conj":
            return False
    return False
