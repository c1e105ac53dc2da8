"""What was hit where nobody is named: "shelled a market", "ambushed an aid convoy", "burned dozens of homes".

Whose it is that a noun before it tells suffers the blow: "attacked an army base" attacks the army. Else the people in a
building, a vehicle, a camp or a village suffer what is done to it: it fills the role of the object, and kg.resolve
makes it the target of an event that names no victims and no owner ("hideouts used by the Islamic State"). Positions,
weapons and aircraft without an owner fill no role.
"""

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicons import BLOWS, OF_PLACES
from kg.extract.noun_classes import lemma_classes
from kg.extract.phrases import is_ground
from kg.extract.roles import Mentions, Roles
from kg.extract.syntax import Filler
from kg.extract.triggers import Trigger
from kg.model import Role

_TYPES = frozenset({"arson", "destruction-of-property", "raid"})  # other blows that fall on things
_HIT = frozenset(
    {"subj", "obj", "obl:on", "obl:at", "obl:against", "obl:into", "obl:of", "obl:upon", "obl:through", "obl:to"}
)
_PEOPLED = frozenset({"building", "vehicle", "installation"})
_EMPTY = frozenset({"aircraft", "drone", "weapon", "position"})
_HAMLETS = frozenset({"village", "hamlet", "settlement"})  # an attack on a town is an attack in it
_STORES = frozenset(
    "cache arsenal road highway street bridge runway pipeline field farm crop tree grove olive livestock statue"
    " monument grave antenna mast line route tower infrastructure site jetty pier rig".split()
)  # where nobody is, as a rule


def add_things_hit(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Make the owner of the things that a blow fell on its target, or objects of them, where it has no target."""
    kind, root = trigger.row.type, trigger.row.root
    falls = (root in BLOWS and trigger.row.quantity is None) or kind in _TYPES
    if not falls or roles.mentions.get(Role.TARGET):
        return
    taken = kind in OF_PLACES
    for slot in trigger.row.frame.get("place" if taken else "target", ()):
        fillers = [
            Filler(_counted(each.token), each.path)
            for each in trigger.slots.get(slot, [])
            if slot in _HIT and not is_ground(each.token) and syntax.relation(each.token) != "compound"
        ]  # nor "a truck bomb"
        for filler in fillers:
            if (owner := table.owner_at(filler.token)) is not None and not roles.has(owner):
                roles.add(Role.TARGET, owner, filler)
        for filler in () if taken or roles.mentions.get(Role.TARGET) else fillers:
            _add(roles, filler, table)
        if roles.mentions.get(Role.OBJECT) or roles.mentions.get(Role.TARGET):
            return


def _counted(word: Token) -> Token:
    """What a number of things counts: "dozens of homes"; any other word is its own answer."""
    return word if lemma_classes(word) else next(iter(syntax.nouns_behind(word, "of")), word)


def _add(roles: Roles, filler: Filler, table: Mentions) -> None:
    """Add the thing of one filler."""
    word = filler.token
    classes, lemma = lemma_classes(word), word.lemma_.lower()
    peopled = "target" in classes and _PEOPLED & classes and not _EMPTY & classes and lemma not in _STORES
    if (peopled or lemma in _HAMLETS) and (thing := table.thing_at(word)) is not None:
        roles.add(Role.OBJECT, thing, filler)
