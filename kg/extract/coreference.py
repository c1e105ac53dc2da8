"""Coreference inside a document: which mention goes back to which, and by what rule; in doubt it is silent.

"Syrian Democratic Forces (SDF) ... The group said it" yields SDF -> Syrian Democratic Forces by "brackets", "group" ->
SDF by "definite description".
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from spacy.tokens import Doc, Token

from kg.extract import nationalities
from kg.extract.kin import normal, shortened
from kg.extract.lexicons import nouns
from kg.extract.parse import PERSONS, sentence, tokens_of
from kg.extract.pronouns import antecedent_of_pronoun, is_body, is_pronoun, leads, two_sentences
from kg.extract.spans import Candidate
from kg.extract.syntax import children, clause, first_of_list, preposition, relation
from kg.model import Kind

_GROUP_NOUNS = frozenset(
    "group organisation organization movement militia faction network outfit force alliance bloc party agency body"
    " coalition company".split()
)
_OF_SEVERAL = frozenset({"coalition", "alliance", "bloc"})  # none of them is a single group
_FORCES = frozenset({"army", "military", "navy", "police", "gendarmerie", "coastguard"})
_CORPS = frozenset({"guard", "corps"})  # with a capital: "the Guards" after "the Revolutionary Guards"
_LIMITS = frozenset({"amod", "compound", "nmod", "nmod:poss", "acl", "acl:relcl", "nummod", "appos"})  # another one
_SINGLE = frozenset({"GOV", "IGO", "JUD", "LEG"})  # sectors of offices that one man holds: a text has many gang leaders
_CHIEFS = frozenset({"leader", "commander", "chief", "head", "boss", "chairman", "chairwoman", "warlord"})
_LEADS = frozenset({"lead", "head", "command", "run", "chair"})
_FIELDING = frozenset({Kind.ARMED_GROUP, Kind.MILITARY, Kind.ORGANISATION, Kind.PARTY})
_NEAR = 400  # tokens back to which a description reaches
_MILITANT = frozenset(
    "militant terrorist terror jihadist jihadi extremist armed rebel insurgent islamist radical"
    " umbrella guerrilla".split()
)
_OF_REBELS = frozenset("group movement militia faction network outfit organisation organization".split())
_OF_MEMBERS = frozenset("member fighter militant leader commander affiliate supporter part remnant element".split())


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Index of the candidate that is meant, and the rule that says so."""

    index: int
    rule: str


def resolve(doc: Doc, candidates: Sequence[Candidate]) -> dict[int, Antecedent]:
    """For each candidate that goes back to another one: its antecedent. Candidates are in order of the text."""
    found: dict[int, Antecedent] = {}
    offices = any(candidate.rule == "office" for candidate in candidates)
    rules: tuple[Callable[[Doc, Sequence[Candidate], int, dict[int, Antecedent]], Antecedent | None], ...] = (
        _brackets,
        partial(_same_name, before=_same_names(doc, candidates)),
        _shorter_name,
        partial(_first_name, bearers=_first_names(candidates)),
        _apposition,
        partial(_office, holders=_holders(doc, candidates) if offices else ()),
        _description,
        _force,
        _own_men,
        _pronoun,
    )
    for index in range(len(candidates)):
        for rule in rules:
            antecedent = rule(doc, candidates, index, found)
            if antecedent is not None and first(found, antecedent.index) != index:
                found[index] = antecedent
                break
    return found


def first(found: dict[int, Antecedent], index: int) -> int:
    """The first mention of the chain that a mention belongs to."""
    while index in found:
        index = found[index].index
    return index


def _brackets(doc: Doc, all_: Sequence[Candidate], i: int, found: dict[int, Antecedent]) -> Antecedent | None:
    """ "Syrian Democratic Forces (SDF)", "Islamic State (also known as ISIS)"."""
    this = all_[i]
    if i == 0 or not this.named or this.is_place or this.kind is Kind.PERSON:
        return None
    for j in range(i - 1, max(-1, i - 4), -1):
        before = all_[j]
        if before.end > this.start or before.is_place or not before.named or before.kind is Kind.PERSON:
            continue
        gap = [t.lower_ for t in tokens_of(doc)[before.end : this.start] if not t.is_space]
        bracketed = gap[:1] == ["("] and len(gap) <= 5 and ")" not in gap
        closed = gap == ["("] and doc[this.end : this.end + 1].text == ")"
        if closed and doc[this.head].is_upper and this.kind is Kind.ORGANISATION and this.sector is None:
            return Antecedent(j, "brackets")  # "People's Defence Forces (HPG)": short for words of another language
        alias = " ".join(gap).strip("( ,") in {"also known as", "known as", "or", "a.k.a.", "aka", "otherwise known as"}
        if bracketed and (initials(before.name, this.name) or this.kind is before.kind):
            return Antecedent(j, "brackets")
        if alias and this.kind is before.kind and (gap != ["or"] or this.kind is Kind.ARMED_GROUP):
            return Antecedent(j, "alias")
    return None


def initials(name: str, short: str) -> bool:
    """Whether `short` is an acronym of the name: its letters are the name's initials, small words may be left out.

    >>> initials("Syrian Democratic Forces", "SDF"), initials("Islamic State of Iraq and the Levant", "ISIL")
    (True, True)
    >>> initials("Kurdistan Workers' Party", "PKK")
    False
    """
    letters = _letters(short)
    if not letters:
        return False
    words = [w for w in re.split(r"[\s-]+", name) if w[:1].isalpha()]
    capitals = "".join(w[0] for w in words if w[0].isupper())
    return letters in {capitals, "".join(w[0].upper() for w in words)} or capitals.startswith(letters)


@lru_cache(maxsize=4096)
def _letters(short: str) -> str:
    """The capitals of what may be an acronym; empty for any other name."""
    letters = re.sub(r"[^A-Z]", "", short)
    return letters if len(letters) >= max(2, len(short) - 2) else ""


def _same_name(
    doc: Doc, all_: Sequence[Candidate], i: int, found: dict[int, Antecedent], *, before: Mapping[int, int]
) -> Antecedent | None:
    return Antecedent(before[i], "same name") if i in before and not is_pronoun(doc[all_[i].head]) else None


def _same_names(doc: Doc, all_: Sequence[Candidate]) -> dict[int, int]:
    """For each named candidate the one before it with its name and of its sort."""
    last: dict[tuple[str, Kind | None], list[int]] = {}  # the last ones of the name, each of another kind of place
    found: dict[int, int] = {}
    for i, each in enumerate(all_):
        if each.named and (name := normal(each.name)):
            chains = last.setdefault((name, _sort(each)), [])
            same = next((j for j in reversed(chains) if not _are_apart(doc, all_[j], each)), None)
            if same is not None:
                found[i] = same
                chains.remove(same)
            chains.append(i)
    return found


_LEVELS = {
    **dict.fromkeys(("province", "governorate", "oblast", "prefecture"), "region"),
    **dict.fromkeys(("district", "county", "subdistrict", "sub-district"), "district"),
    **dict.fromkeys(("city", "town", "village"), "town"),
}
_BESIDE = 5  # tokens between a place and its namesake that nobody would name twice: "Mosul district south of Mosul"


def _are_apart(doc: Doc, one: Candidate, other: Candidate) -> bool:
    """Whether two places of one name are two by the words around it: "Aleppo province and the city of Aleppo"."""
    if not one.is_place:
        return False
    levels = {_level(doc, one), _level(doc, other)}
    return len(levels) > 1 and ("" not in levels or other.start - one.end < _BESIDE)


def _level(doc: Doc, place: Candidate) -> str:
    """What sort of place the text says it is; "" where it does not."""
    return next((_LEVELS[t.lower_] for t in tokens_of(doc)[place.start : place.end] if t.lower_ in _LEVELS), "")


def _sort(candidate: Candidate) -> Kind | None:
    """Person or place; None for any other actor."""
    return candidate.kind if candidate.kind in {Kind.PERSON, Kind.PLACE} else None


def _shorter_name(doc: Doc, all_: Sequence[Candidate], i: int, found: dict[int, Antecedent]) -> Antecedent | None:
    """Surname after full name, "Security Council" after "UN Security Council", an acronym after its long form."""
    this = all_[i]
    if not this.named or this.is_place or this.kind in {Kind.COUNTRY, Kind.PEOPLE}:
        return None
    for j in range(i - 1, -1, -1):
        before = all_[j]
        if not before.named or before.is_place or before.kind in {Kind.COUNTRY, Kind.PEOPLE}:
            continue
        person = this.kind is Kind.PERSON
        if person != (before.kind is Kind.PERSON):
            continue
        if shortened(before.name, this.name, person=person):
            if not person and " " not in this.name and _are_several(all_[:i], this.name):
                return None  # "the Council" of two
            return Antecedent(_bearer(doc, all_, i) if person else j, "surname" if person else "short name")
        if (
            not person
            and len(this.name) >= 3
            and (initials(before.name, this.name) or initials(this.name, before.name))
            and not _stands_for_another(all_, j, this.name, found)
        ):
            return Antecedent(j, "acronym")
    return None


def _are_several(all_: Sequence[Candidate], name: str) -> bool:
    """Whether bodies of different names end in this word."""
    bodies = (each for each in all_ if each.named and not each.is_place and each.kind is not Kind.PERSON)
    return len({normal(each.name).split()[-2] for each in bodies if shortened(each.name, name, person=False)}) > 1


def _first_names(all_: Sequence[Candidate]) -> dict[str, int]:
    """The first word of the names of persons -> who bears it, where only one in the text does and nobody else is
    called so."""
    found: dict[str, dict[str, int]] = {}
    last = set()
    for j, each in enumerate(all_):
        words = each.name.split()
        if each.named and each.kind is Kind.PERSON and len(words) > 1:
            found.setdefault(words[0], {}).setdefault(each.name, j)
            last.update(words[1:])
    return {word: next(iter(who.values())) for word, who in found.items() if len(who) == 1 and word not in last}


def _first_name(
    doc: Doc, all_: Sequence[Candidate], i: int, found: dict[int, Antecedent], *, bearers: Mapping[str, int]
) -> Antecedent | None:
    """ "Mesfin" after "Mesfin Alemu", as custom has it where names are the father's: with no title before it."""
    this = all_[i]
    if not this.named or this.kind is not Kind.PERSON or this.end - this.start > 1:
        return None
    j = bearers.get(this.name, i)
    return Antecedent(j, "first name") if j < i and relation(doc[this.head]) not in {"flat", "compound"} else None


def _stands_for_another(all_: Sequence[Candidate], j: int, name: str, found: dict[int, Antecedent]) -> bool:
    """Whether an acronym goes back to another long name: the "ADF" of Ambazonia is not the Allied Democratic Forces."""
    long = all_[first(found, j)].name
    return long not in (name, all_[j].name) and initials(long, all_[j].name) and initials(name, all_[j].name)


def _bearer(doc: Doc, all_: Sequence[Candidate], i: int) -> int:
    """Which of those with one surname it means: who bore it alone before the next came up, else the nearest."""
    name = all_[i].name
    bearers = [j for j in range(i) if all_[j].kind is Kind.PERSON and shortened(all_[j].name, name, person=True)]
    new = [j for n, j in enumerate(bearers) if all(all_[j].name != all_[k].name for k in bearers[:n])]
    if len(new) > 1:
        alone = (t.text == name and not doc[t.i - 1].ent_type_ for t in doc[all_[new[0]].end : all_[new[1]].start])
        return new[0] if any(alone) else new[-1]
    return bearers[-1]


def _apposition(doc: Doc, all_: Sequence[Candidate], i: int, found: dict[int, Antecedent]) -> Antecedent | None:
    """ "Tobias Ellwood, Minister for the Middle East"; "the minister, Tobias Ellwood"; "lawyer Ana Ruiz"."""
    this = all_[i]
    word = tokens_of(doc)[this.head]
    if word.label != "appos" or this.kind in {Kind.COUNTRY, Kind.PEOPLE} or this.is_place:
        return None
    for j in range(i - 1, -1, -1):
        before = all_[j]
        if before.head != word.head.i or before.end > this.start:
            continue
        same_sort = not before.is_place and (before.kind is Kind.PERSON) == (this.kind is Kind.PERSON)
        if this.kind is Kind.PERSON and before.end == this.start and doc[before.head].tag_ == "NN":
            same_sort = True  # one noun right before a person's name says what that person is
        between_commas = this.named and doc[before.end : this.start].text == "," and not before.named
        if this.kind is Kind.PERSON and between_commas and before.kind is Kind.UNNAMED:
            same_sort = doc[before.head].tag_ == "NN" and not is_body(doc[before.head])  # "his lawyer, Ana Ruiz"
        apart = any(each.text == ":" for each in doc[before.end : this.start])  # "AP: two men died"
        if same_sort and not apart and not (before.named and this.named):
            return Antecedent(j, "apposition")
    return None


def _office(
    doc: Doc,
    all_: Sequence[Candidate],
    i: int,
    found: dict[int, Antecedent],
    *,
    holders: Sequence[tuple[int, set[str]]],
) -> Antecedent | None:
    """ "The Foreign Secretary" after (or before) "Foreign Secretary Philip Hammond", where only one person holds it."""
    this = all_[i]
    if this.named or this.kind is not Kind.PERSON or this.rule != "office":
        return None
    if any(each.ent_type_ in PERSONS for each in children(doc[this.head], "appos")):
        return None  # its holder is named beside it, and goes back to it
    words = _office_words(doc, this.start, this.end)
    fitting: dict[str, int] = {}
    for j, theirs in holders:
        if words <= theirs and (j < i or this.sector in _SINGLE):
            fitting.setdefault(all_[j].name.split()[-1], j)
    if not fitting and _definite(doc[this.head]) and doc[this.head].lemma_.lower() in _CHIEFS:
        fitting = _who_leads(doc, all_, i)
    return Antecedent(next(iter(fitting.values())), "office") if len(fitting) == 1 else None


def _who_leads(doc: Doc, all_: Sequence[Candidate], i: int) -> dict[str, int]:
    """The persons who are said to lead a body in this sentence or the one before, by surname; see `_office`."""
    earliest = two_sentences(doc, doc[all_[i].head])
    found: dict[str, int] = {}
    for j in range(i - 1, -1, -1):
        each, head = all_[j], doc[all_[j].head]
        if each.start < earliest:
            break
        if each.named and each.kind is Kind.PERSON and relation(head) == "nsubj" and head.head.lemma_ in _LEADS:
            found.setdefault(each.name.split()[-1], j)
    return found


def _holders(doc: Doc, all_: Sequence[Candidate]) -> list[tuple[int, set[str]]]:
    """The persons with a name, each with the words of the office at it and beside it."""
    beside = _offices_in_apposition(doc, all_)
    return [
        (j, _office_words(doc, each.start, each.end) | beside.get(each.head, set()))
        for j, each in enumerate(all_)
        if each.named and each.kind is Kind.PERSON
    ]


def _office_words(doc: Doc, start: int, end: int) -> set[str]:
    skip = {"the", "a", "an", "of", "for", "new", "former", "'s", "’s", ","}
    return {t.lower_ for t in doc[start:end]} - skip


def _offices_in_apposition(doc: Doc, all_: Sequence[Candidate]) -> dict[int, set[str]]:
    """The words of the offices beside a name, by the name's head."""
    found: dict[int, set[str]] = {}
    for other in all_:
        if other.rule == "office" and relation(doc[other.head]) == "appos":
            found.setdefault(doc[other.head].head.i, set()).update(_office_words(doc, other.start, other.end))
    return found


def _description(doc: Doc, all_: Sequence[Candidate], i: int, found: dict[int, Antecedent]) -> Antecedent | None:
    """ "The militant group", "members of the group": the one group of that sort that was spoken of last."""
    this = all_[i]
    if this.named or this.is_place:
        return None
    word = doc[this.head]
    if word.lemma_.lower() in _OF_MEMBERS:
        word = next((c for c in children(word, "nmod") if preposition(c) == "of"), word)
    if word.lemma_.lower() not in _GROUP_NOUNS or word.tag_ == "NNS" or not _definite(word) or _specified(word):
        return None
    fitting = [j for j in _before(all_, i) if _may_be(doc, all_[j], word)]
    fitting = [j for j in fitting if not _beside(doc[all_[j].head], word)]
    if not fitting or _is_one_of_several(doc, all_, i, fitting[0]):
        return None
    earliest = two_sentences(doc, word)
    close = [j for j in fitting if all_[j].start >= earliest]
    if len({first(found, j) for j in close}) > 1:  # of two groups the one that acts
        close = [j for j in close if leads(first_of_list(doc[all_[j].head]))]
        if len({first(found, j) for j in close}) != 1:
            return None
    return Antecedent((close or fitting)[0], "definite description")


def _is_one_of_several(doc: Doc, all_: Sequence[Candidate], i: int, meant: int) -> bool:
    """Whether several of the noun's sort were named beside the one: "clashes between Arab militias and the Masalit"."""
    noun = doc[all_[i].head].lemma_.lower()
    if noun in all_[meant].name.lower().split():
        return False  # it is called so
    here = sentence(doc[all_[meant].head]).start
    heads = (doc[all_[j].head] for j in _before(all_, i) if all_[j].start >= here and not all_[j].named)
    return all_[meant].named and any(head.tag_ == "NNS" and head.lemma_.lower() == noun for head in heads)


def _force(doc: Doc, all_: Sequence[Candidate], i: int, found: dict[int, Antecedent]) -> Antecedent | None:
    """ "The army" after "Sudan's army", where no other army was named."""
    this, word = all_[i], doc[all_[i].head]
    noun = word.lemma_.lower()
    force = noun in _FORCES or (noun in _CORPS and word.is_title)
    if this.named or this.is_place or not force or any(relation(c) in _LIMITS for c in word.children):
        return None
    if not _definite(word) and noun != "police":
        return None
    same = [j for j in range(i - 1, -1, -1) if all_[j].named and doc[all_[j].head].lemma_.lower() == noun]
    same = [j for j in same if not all_[j].is_place and all_[j].kind not in {Kind.PERSON, Kind.ARMED_GROUP}]
    return Antecedent(same[0], "the only one named") if len({first(found, j) for j in same}) == 1 else None


def _own_men(doc: Doc, all_: Sequence[Candidate], i: int, found: dict[int, Antecedent]) -> Antecedent | None:
    """ "Its fighters" after "March 23 Movement", as "the movement's fighters" are named for it."""
    this, word = all_[i], doc[all_[i].head]
    if this.named or this.kind is Kind.PERSON or word.lemma_.lower() not in nouns("follower"):
        return None
    owners = {each.i for each in children(word, "nmod:poss") if is_pronoun(each)}
    owner = next((j for j in range(i - 1, -1, -1) if all_[j].head in owners), i) if owners else i
    meant = all_[first(found, owner)]
    return Antecedent(owner, "followers") if meant.named and meant.kind in _FIELDING else None


def _before(all_: Sequence[Candidate], i: int) -> list[int]:
    """The actors before a mention that a description reaches, the nearest first."""
    this = all_[i]
    reach = [j for j in range(i - 1, -1, -1) if this.start - _NEAR <= all_[j].start and all_[j].end <= this.start]
    return [j for j in reach if not all_[j].is_place]


def _may_be(doc: Doc, candidate: Candidate, word: Token) -> bool:
    """Whether "the [noun]" may speak of the candidate: it is called that, or it is a name of that sort."""
    noun = word.lemma_.lower()
    nations = _nations(word)
    if nations and candidate.country and candidate.country not in nations:
        return False
    head = doc[candidate.head]
    if not candidate.named:
        return head.lemma_.lower() == noun and head.tag_ != "NNS" and not is_pronoun(head)
    modifiers = {t.lower_ for t in children(word, "compound") if t.pos_ == "NOUN"} - _MILITANT
    if noun in candidate.name.lower().split() and modifiers <= set(candidate.name.lower().split()):
        return True
    if (relation(head) == "compound" or head.is_upper) and candidate.sector is None:
        return False  # "an [IED] attack" speaks of no body
    if not modifiers <= {*candidate.name.lower().split(), *(["news"] if candidate.sector == "MED" else [])}:
        return False  # "the spy agency" is no council
    militant = bool({t.lower_ for t in children(word, "amod", "compound")} & _MILITANT)
    return noun not in _OF_SEVERAL and _is_of_sort(candidate, noun, militant=militant)


def _nations(word: Token) -> set[str]:
    """Alpha-3 codes of the nationalities that modify a noun: "the Somali group"."""
    codes = (nationalities.forms_of(t.text).get("adjective") for t in children(word, "amod", "compound"))
    return {code for code in codes if code}


def _is_of_sort(candidate: Candidate, noun: str, *, militant: bool) -> bool:
    """Whether a named body is what the noun says: no force of the state is a rebel group, nor the other way round."""
    if candidate.kind is Kind.ARMED_GROUP:
        return militant or noun in _OF_REBELS
    unknown = candidate.kind is Kind.ORGANISATION and candidate.sector is None
    if militant:
        return unknown
    if noun == "force":
        return False  # it is called one, or is none
    if noun == "party":
        return candidate.kind is Kind.PARTY
    if noun == "company":
        return candidate.kind is Kind.ORGANISATION and candidate.sector in {None, "BUS"}
    if noun in _OF_REBELS and noun not in {"organisation", "organization", "body"}:
        return candidate.kind is Kind.PARTY or unknown or (candidate.sector == "NGO" and noun == "group")
    return candidate.kind is Kind.ORGANISATION


def _beside(head: Token, word: Token) -> bool:
    """Whether both are parts of one clause, where a description would have to be "itself"."""
    if sentence(head) is not sentence(word) or relation(head) == "nmod:poss":
        return False
    return clause(head) == clause(word) or head in word.subtree


def _definite(word: Token) -> bool:
    return any(c.lower_ in {"the", "this", "that"} for c in children(word, "det"))


def _specified(word: Token) -> bool:
    """Whether the description names its own referent: "the group of experts", "the Haqqani network"."""
    if any(
        c.pos_ == "PROPN" and not nationalities.forms_of(c.text) for c in children(word, "compound", "amod", "flat")
    ):
        return True
    if any(relation(c) in {"acl:relcl", "appos"} for c in word.children):
        return True
    return any(preposition(c) == "of" for c in children(word, "nmod"))


def _pronoun(doc: Doc, all_: Sequence[Candidate], i: int, found: dict[int, Antecedent]) -> Antecedent | None:
    word = doc[all_[i].head]
    if not is_pronoun(word):
        return None
    j = antecedent_of_pronoun(doc, all_, i, lambda k: first(found, k))
    return None if j is None else Antecedent(j, "pronoun")
