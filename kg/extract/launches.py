"""What became of a weapon that was fired or laid: whether anybody was aimed at, and who met it.

"Shot down 31 drones launched by Russia" tells of an attack, "launched a missile into the sea" of a test; "died after
stepping on a mine planted by rebels" tells of one event, which is the work of the rebels.
"""

from dataclasses import replace

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicons import TriggerRow
from kg.extract.noun_classes import lemma_classes

_FIRES = frozenset({"launch", "fire"})
_OPEN = frozenset({"weapons-test", "shooting"})  # types that leave open at whom
_ENDS = frozenset("intercept shoot down destroy repel land fall explode crash miss hit strike slam".split())
_FATES = frozenset({"obj", "nsubj", "nsubj:pass"})


def fired_in_war(verb: Token, row: TriggerRow) -> TriggerRow:
    """The row of a launch, with the type of an attack where what was launched was shot down or came down."""
    if row.trigger not in _FIRES or row.type not in _OPEN:
        return row
    fired = [verb.head] if syntax.relation(verb) in {"acl", "acl:relcl"} else []
    for noun in fired:
        while syntax.preposition(noun) == "of" and syntax.relation(noun) == "nmod":
            noun = noun.head  # "31 of the drones"
        if syntax.relation(noun) in _FATES and noun.head.lemma_ in _ENDS:
            drone = "drone" in lemma_classes(verb.head)
            return replace(row, type="drone-strike" if drone else "missile-strike", cameo="195" if drone else "194")
    return row


_MEETS = frozenset("hit strike step run drive ride trigger".split())  # what people do to a mine
_LAYS = frozenset("plant lay place emplace bury hide leave install".split())
_WHEN = frozenset({"when", "after", "as"})


def weapons_met(verb: Token) -> list[Token]:
    """The weapons that a verb's people came upon: "died after stepping on a [mine]", "a truck hit a [mine]"."""
    clauses = [each for each in syntax.children(verb, "advcl") if _WHEN & set(syntax.marks(each))]
    if verb.lemma_ != "die" and not syntax.is_passive(verb):
        clauses = []
    met = [each for each in (verb, *clauses) if each.lemma_ in _MEETS and not syntax.is_passive(each)]
    nouns = [noun for each in met for noun in syntax.children(each, "obj")]
    nouns += [noun for each in met for prep, noun in syntax.obliques(each) if prep in {"on", "over"}]
    return [each for each in nouns if "weapon" in lemma_classes(each)]


def laid(verb: Token) -> list[Token]:
    """The clauses that say who laid the weapon that a verb's people met: "hit a mine [planted] by rebels"."""
    return [each for noun in weapons_met(verb) for each in syntax.children(noun, "acl") if each.lemma_ in _LAYS]
