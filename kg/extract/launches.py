"""Whether a missile or a drone was fired at somebody or only tested, by what became of it.

"Shot down 31 drones launched by Russia" tells of an attack, "launched a missile into the sea" of a test.
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
