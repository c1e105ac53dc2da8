"""Whom a word of harm counts, and how many they are: "killed ten soldiers along with a driver" counts eleven.

The heads of the phrases that name the victims come from the grammar of the word; the number from the words of each
phrase, from its form ("a soldier" is one), or from what it refers back to ("killing the insurgents").
"""

from collections.abc import Iterable
from typing import Protocol

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.counts import Count, count_in
from kg.extract.lexicons import HURT, rows_of
from kg.extract.noun_classes import lemma_classes
from kg.extract.parse import PERSONS, sentence, whole_text, word_before
from kg.extract.slots import adjective_slots, noun_slots, shared_objects, verb_slots
from kg.model import Mention

_SUFFERED = frozenset({"cross", "die", "perish", "flee", "lose", "succumb"})  # verbs whose subject is the victim
_COUNTED = frozenset({"fatality", "death", "injury", "casualty", "life"})  # nouns that are counted themselves
_ALSO_FOR_THINGS = frozenset({"capture", "execute", "execution", "seize", "hurt", "evacuate"})
_PEOPLE = frozenset(
    "people person man woman child civilian resident other one family individual dead wounded dozen score hundred "
    "thousand several many".split()
)
_SINGULAR_PRONOUNS = frozenset({"he", "she", "him", "her", "himself", "herself"})
_WITHIN = frozenset({"among", "including"})
_ONE_OF = frozenset({"first", "second", "third", "fourth", "fifth", "last"})
_NOBODY = frozenset({"nobody", "none", "no-one"})
_BESIDES = frozenset({"along with", "together with", "alongside"})
_DEFINITE = frozenset({"the", "these", "those"})
_VAGUE = frozenset({"any", "all", "whatever"})
_UNKNOWN = frozenset({"unspecified", "unknown", "undetermined", "undisclosed", "unconfirmed"})
_STATES = frozenset({"hostage", "captive", "prisoner"})  # what the victims become: "took 18 sailors hostage"
_FIGURES = frozenset({"number", "toll", "figure", "percentage"})
_COLLECTIVE = frozenset(
    "family group crew team platoon unit squad delegation gang cell patrol household community tribe clan minority"
    " population village town people".split()
)
_LEFT = 14  # tokens before the head of a phrase that are read
_BACK = 3  # sentences in which "the insurgents" may have been counted

Counted = tuple[Count, int, int]  # with the characters [start, end) that say so


class Actors(Protocol):
    """The mentions of a text, by token."""

    def actor_at(self, token: Token) -> Mention | None: ...
    def place_at(self, token: Token) -> Mention | None: ...


def counts_of(word: Token, what: str, table: Actors, others: frozenset[int] = frozenset()) -> list[Counted]:
    """What each phrase that names victims of a word says about their number; names alone count only the dead and hurt.

    `others` are indices of heads that do not count.
    """
    found: list[Counted] = []
    ranges: set[int] = set()
    strict = word.lemma_.lower() in _ALSO_FOR_THINGS or what == "displaced"  # "aid for farmers displaced by"
    heads = [each for each in _victims(word) if each.i not in others and not _is_age(each)]
    lone = what not in HURT and all(each.ent_type_ in PERSONS for each in heads)
    for head in heads:
        if (span := _range(head)) is not None:
            count = count_in(span.text)
            if count and span.start not in ranges:
                found.append((count, span.start_char, span.end_char))
            ranges.add(span.start)
            continue
        counted_noun = _of_number(head)
        thing = bool(lemma_classes(counted_noun) & {"target", "weapon", "animal"})
        if table.place_at(head) is not None or ((strict or thing) and not is_person(counted_noun, table)):
            continue
        if (head.ent_type_ in PERSONS and lone) or _is_manner(head) or _is_included(head):
            continue
        if found and _shares_number(head):
            continue
        counted = count_of(head)
        if counted is not None:
            found.append(counted)
    return found


def _is_age(head: Token) -> bool:
    """Whether a number says how old somebody is: "arrested Omar Ruiz, 20, and his brother"."""
    return head.pos_ == "NUM" and head.i > 1 and head.nbor(-1).text == "," and head.nbor(-2).ent_type_ in PERSONS


def _is_manner(head: Token) -> bool:
    """Whether a number says how: "executed them one by one"."""
    return head.pos_ == "NUM" and any(
        prep == "by" and noun.lower_ == head.lower_ for prep, noun in syntax.obliques(head)
    )


def _is_included(head: Token) -> bool:
    """Whether somebody was counted before: "23 rebels, among them a commander"."""
    return any(prep in _WITHIN and noun.pos_ == "PRON" for prep, noun in syntax.obliques(head))


def _of_number(head: Token) -> Token:
    """What a number counts: "26 of the 34 provincial capitals"; any other word is its own answer."""
    if head.pos_ != "NUM":
        return head
    return next(iter(syntax.nouns_behind(head, "of")), head)


def _shares_number(head: Token) -> bool:
    """Whether a bare plural was counted with the noun before it: "fifty officers and soldiers"."""
    sorts = {"cc", "punct", "compound", "amod"}  # "53 journalists and media workers"
    own = [child for child in head.children if child.i < head.i and syntax.relation(child) not in sorts]
    counted = syntax.children(head.head, "nummod")
    return syntax.relation(head) == "conj" and head.tag_ == "NNS" and not own and bool(counted)


def is_person(token: Token, table: Actors) -> bool:
    """Whether a noun, number or pronoun can stand for people."""
    if table.actor_at(token) is not None or token.ent_type_ in PERSONS or token.pos_ in {"NUM", "PRON"}:
        return True
    return token.lemma_.lower() in _PEOPLE


def _victims(word: Token) -> list[Token]:
    """Heads of the phrases that name the victims of a word."""
    if (number := _own_number(word)) is not None:
        return [number]
    if word.pos_ in {"VERB", "AUX"}:
        slot = "subj" if word.lemma_.lower() in _SUFFERED else "obj"
        slots = verb_slots(word)
        if word.lemma_.lower() == "lose" and not any(each.token.lemma_ == "life" for each in slots.get("obj", [])):
            slot = "obj"  # "the army lost ten soldiers"
        heads = [filler.token for filler in slots.get(slot, [])]
        heads = heads or (shared_objects(word) if slot == "obj" else [])
        heads = [each for each in heads if each.lower_ not in _STATES or each == heads[0]]
        return _unique([*heads, *_listed(heads), *_besides(word, heads)] if heads else [])
    if word.pos_ in {"ADJ", "ADV"}:  # "shot dead two men"
        above = word.head if syntax.relation(word) in {"xcomp", "advcl"} else word  # "shot dead two men"
        hit = syntax.children(word, "obj") or syntax.children(above, "obj")
        own = [noun for child in hit for noun in syntax.conjuncts(child)]
        if word.pos_ == "ADJ" and not own:
            own = [filler.token for filler in adjective_slots(word).get("obj", [])]
        return _unique(own or syntax.all_children(word.head, "obj"))
    of = [filler.token for filler in noun_slots(word).get("obl:of", [])]
    if word.lemma_.lower() in _COUNTED and not of:
        return [] if syntax.relation(word) == "compound" else [word]  # "the death toll" counts no event's victims
    return _unique(of or [filler.token for filler in noun_slots(word).get("obj", [])])


def has_victims(clause: Token) -> bool:
    """Whether a clause tells of victims of its own: "ten were killed after two soldiers were wounded"."""
    hurt = any(row.quantity in HURT for row in rows_of(clause, "VERB"))
    return hurt and bool(syntax.children(clause, "nsubj:pass"))


def _own_number(word: Token) -> Token | None:
    """The number that counts the word itself: "six dead and ten wounded"."""
    if (
        word.tag_ not in {"VBN", "VBD", "JJ"}
        or word.i == sentence(word).start
        or syntax.children(word, "obj", "aux:pass")
    ):
        return None
    before = word.nbor(-1)
    while before.tag_ == "RB" and before.i > sentence(word).start:  # "three seriously wounded"
        before = before.nbor(-1)
    subjects = syntax.children(word, "nsubj", "nsubj:pass")
    return before if before.pos_ == "NUM" and (not subjects or before in subjects) else None


def _listed(heads: list[Token]) -> list[Token]:
    """Items of a list that a parser takes for appositions: "the commander, his wife and two children"."""
    others = [item for head in heads for item in head.subtree if item.i > head.i and _is_beside_boss(item)]
    found = [each for item in others for each in syntax.conjuncts(item)]
    for head in heads:
        names = [each for each in syntax.children(head, "appos") if each.ent_type_ in PERSONS]
        besides = [each for name in names for each in syntax.children(name, "conj") if each.ent_type_ not in PERSONS]
        found += [one for each in besides for one in syntax.conjuncts(each)]  # "a leader, Omar Ruiz, and ten guards"
        last = max((each.i for each in syntax.children(head, "conj")), default=-1)
        for item in syntax.children(head, "appos"):
            if item.i < last and item.nbor(1).lower_ == "and":
                found.append(item)
    return found


def _is_beside_boss(item: Token) -> bool:
    """Whether "his deputy" in "the emir, a leader of the group, his deputy and a guard" is one more of the list."""
    if syntax.relation(item) != "appos":
        return False
    his = [each for each in syntax.children(item, "nmod:poss") if each.tag_ == "PRP$"]
    return bool(his) and word_before(his[0]).text == "," and bool(syntax.children(item, "conj"))


def _besides(word: Token, heads: list[Token]) -> list[Token]:
    """Further victims: "killed the commander along with two guards"."""
    return [noun for each in (word, *heads) for noun in syntax.nouns_behind(each, *_BESIDES)]


def _range(head: Token) -> Tokens | None:
    """ "Between 15 and 20 soldiers" as one phrase, however the parser hangs the two numbers."""
    doc, number = head.doc, head if head.pos_ == "NUM" or not head.i else head.nbor(-1)
    for low in (number.i, number.i - 2):
        if low < 0 or low + 2 >= len(doc) or doc[low].pos_ != "NUM" or doc[low + 2].pos_ != "NUM":
            continue
        between = low > 0 and doc[low - 1].lower_ == "between"
        if doc[low + 1].lower_ in {"or", "to"} or (between and doc[low + 1].lower_ == "and"):
            return doc[low - between : max(head.i, low + 2) + 1]
    return None


def _unique(tokens: Iterable[Token]) -> list[Token]:
    return list(dict.fromkeys(tokens))


def count_of(head: Token) -> Counted | None:
    """What a phrase says about its number."""
    number = head.lemma_.lower() in _FIGURES
    if number and not syntax.nouns_behind(head, "of"):
        return None  # "confirmed the number abducted"
    start, end = _extent(head)
    stated = whole_text(head.doc)[start:end].replace("\n", " ")
    count = Count(1, 1) if _is_one_of(head) else count_in(stated) or _by_form(head) or _counted_before(head)
    known = any(child.lower_ in _DEFINITE for child in head.children)  # "the teachers" were counted before, if at all
    if count == Count(1, 1) and head.tag_ in {"NNS", "NNPS"} and not syntax.children(head, "nummod"):
        count = None  # "its soldiers"
    if count == Count(1, 1) and number and any(child.lemma_ in _UNKNOWN for child in head.children):
        return Count(1, None), start, end  # "an unspecified number of gunmen"
    if count == Count(1, 1) and number:
        count = Count(3, None)  # "a large number of fighters"
    collective = head.lemma_.lower() in _COLLECTIVE and head.text != "people"
    if collective and count in {None, Count(1, 1)}:
        return None  # "took a family hostage", "the slaughter of communities"
    count = count or (Count(2, None) if head.tag_ == "NNS" and not known and not _is_vague(head) else None)
    if count == Count(1, 1) and head.lemma_.lower() == "couple":
        count = Count(2, 2)
    return (count, start, end) if count else None


def _is_one_of(head: Token) -> bool:
    """Whether a rank picks one: "the last of four attackers"."""
    return head.lower_ in _ONE_OF and bool(syntax.nouns_behind(head, "of"))


def _extent(head: Token) -> tuple[int, int]:
    first = _left_edge(head)
    of = next(iter(syntax.nouns_behind(head, "of")), None)
    end = of if of is not None and of.i > head.i else head
    last = max((end, *syntax.children(end, "flat")), key=lambda token: token.i)
    return first.idx, last.idx + len(last)


def _left_edge(head: Token) -> Token:
    """The first word of a phrase that may belong to its number."""
    left = [
        t
        for child in head.lefts
        if syntax.relation(child) not in {"punct", "cc", "cc:preconj", "case", "acl:relcl"}
        or child.lower_ in {"between", "at", "up", "over"}
        for t in child.subtree
    ]
    near = [token for token in left if head.i - token.i <= _LEFT and token.i < head.i]
    return min(near, key=lambda token: token.i, default=head)


def _is_vague(head: Token) -> bool:
    return any(child.lower_ in _VAGUE for child in head.children)


def _by_form(head: Token) -> Count | None:
    """One for a singular noun, a name of a person or a pronoun; nothing for "them" or a plural."""
    if head.lower_ in _NOBODY:
        return Count(0, 0)
    if _is_vague(head):
        return None
    person = head.lower_ in _SINGULAR_PRONOUNS or head.ent_type_ in PERSONS
    return Count(1, 1) if person or head.tag_ == "NN" else None


def _counted_before(head: Token) -> Count | None:
    """The count of the phrase to which "the insurgents" refers back."""
    children = [child for child in head.children if syntax.relation(child) != "punct"]
    if head.tag_ != "NNS" or len(children) != 1 or children[0].lower_ not in _DEFINITE:
        return None
    sent = sentence(head)
    for _ in range(_BACK):
        for token in reversed(list(sent)):
            if token.i < head.i and token.tag_ == "NNS" and token.lemma_ == head.lemma_:
                start, end = _extent(token)
                if count := count_in(whole_text(head.doc)[start:end].replace("\n", " ")):
                    return count
        if sent.start == 0:
            return None
        sent = sentence(head.doc[sent.start - 1])
    return None
