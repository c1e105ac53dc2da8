"""Who "the two sides" are: the two that were named last, side by side, in the same paragraph or the one before.

"Chad and Niger met in Paris. The two sides signed a truce." makes both of them sources of the signing, and so does
"Chad's president met Niger's. The two men signed a truce.".
"""

from collections.abc import Callable

from spacy.tokens import Token

from kg.extract.parse import ends_line, sentence, tokens_of, words_of
from kg.extract.syntax import (
    all_children,
    children,
    clause,
    conjuncts,
    is_negated,
    preposition,
    relation,
    surface_subjects,
)
from kg.model import Kind, Mention

_STATES = frozenset("country nation state government neighbour neighbor capital".split())
_PERSONS = frozenset("leader president minister man premier".split())
_SIDES = frozenset("side party rival belligerent group army".split())
_TAKES = frozenset("abduct kidnap seize detain arrest capture hold".split())
_FATES = frozenset("release free rescue ransom find kill execute shoot behead take transfer hand charge jail".split())
_TWO = frozenset({"two", "both"})
_LIMITS = frozenset({"nmod", "acl", "acl:relcl", "compound", "nmod:poss"})  # of which sides it speaks by itself
_SUBJECTS = frozenset({"", "of", "between", "with"})  # prepositions of those whom a story is about
_MEETS = frozenset("meet receive host welcome".split())
_REACH = 90  # words back
_PARAGRAPHS = 2  # ends of paragraphs between them at most

Named = Callable[[Token], Mention | None]


def both(token: Token, named: Named) -> tuple[Mention, ...]:
    """The two that a word stands for, the first first; nothing where it stands for nobody who was named.

    `named` gives the actor or state of a word.
    """
    noun = token.lemma_.lower()
    if token.lower_ == "they" and relation(token) == "nsubj:pass":
        return _captives(token, named)
    if token.lower_ == "other" and relation(token) in {"obj", "obl"}:  # "each side blamed the other"
        side = next(iter(children(token.head, "nsubj")), token)
        if _is_each(token) and token.head.pos_ == "VERB":  # "they accuse each other of shelling towns"
            return both(side, named) or _pair(conjuncts(side), "side", named)
        return both(side, named) if _is_each(side) and any(det.lower_ == "the" for det in token.lefts) else ()
    speaks = (token.tag_ == "NNS" or _is_each(token)) and _speaks_of_two(token)
    if not speaks or noun not in _STATES | _PERSONS | _SIDES:
        return ()
    words, ends = tokens_of(token.doc), 0
    for i in range(token.i - 1, max(-1, token.i - _REACH), -1):
        ends += ends_line(words[i]) and not (i and ends_line(words[i - 1]))
        if ends > _PARAGRAPHS:
            return ()
        beside = clause(token) in (clause(words[i]), *clause(words[i]).ancestors) or words[i].head in token.ancestors
        if words[i].lemma_ in _MEETS:  # "Omar met Ana; the two men discussed trade"
            beside = clause(token) == words[i]
        if not beside and (found := _pair(_two_at(words[i]), noun, named)):
            return found
    return ()


def _two_at(word: Token) -> list[Token]:
    """The nouns that a word joins: the "and" of a list, or a verb of meeting; none for any other word."""
    if word.lemma_ in _MEETS and word.pos_ == "VERB" and not is_negated(word):
        met = [*(filler.token for filler in surface_subjects(word)), *children(word, "obj")]
        return [each for noun in met for each in conjuncts(noun)]
    if relation(word) != "conj" or preposition(word.head) not in _SUBJECTS:
        return []  # "a truce brokered by Riyadh and Washington"
    return conjuncts(word.head)


def _captives(they: Token, named: Named) -> tuple[Mention, ...]:
    """Those who were taken in the sentence before: "Gunmen seized a priest and his driver. They were freed."."""
    start = sentence(they).start
    before = words_of(sentence(they.doc[start - 1])) if start else ()
    takes = [each for each in before if each.lemma_ in _TAKES and each.pos_ == "VERB"]
    taken = [whom for verb in takes if (whom := _whom(verb)) and named(whom[0]) is not None]  # not "holding a rally"
    if they.head.lemma_ not in _FATES or len(taken) != 1:
        return ()
    whom = taken[0]
    found = [named(each) for each in whom]
    many = len(whom) > 1 or any(each.tag_ == "NNS" for each in whom)
    return tuple(each for each in found if each is not None) if many else ()


def _whom(verb: Token) -> list[Token]:
    return all_children(verb, "obj", "nsubj:pass")


def _speaks_of_two(token: Token) -> bool:
    if any(relation(child) in _LIMITS for child in token.children):
        return False
    return _is_each(token) or any(child.lower_ in _TWO for child in children(token, "det", "nummod", "amod"))


def _is_each(token: Token) -> bool:
    return any(child.lower_ == "each" for child in children(token, "det"))


def _pair(words: list[Token], noun: str, named: Named) -> tuple[Mention, ...]:
    """What two words name, where both are of the sort that the noun says."""
    found = [mention for each in words if (mention := named(each)) is not None and _may_be(mention, noun)]
    alike = noun in _SIDES or len({each.kind is Kind.COUNTRY for each in found}) == 1  # "the EU and China"
    return tuple(found) if len(words) == len(found) == 2 and alike else ()


def _may_be(mention: Mention, noun: str) -> bool:
    if noun in _STATES:
        return mention.kind is Kind.COUNTRY
    if noun in _PERSONS:
        return mention.kind in {Kind.PERSON, Kind.COUNTRY} and (mention.named or mention.kind is Kind.COUNTRY)
    known = mention.named or mention.country is not None or mention.sector in {"MIL", "REB", "GOV"}
    return known and mention.kind is not Kind.PERSON
