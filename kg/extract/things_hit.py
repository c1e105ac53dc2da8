"""What was hit where nobody is named: "shelled a market", "ambushed an aid convoy", "burned dozens of homes".

The people in a building, a vehicle, a camp or a village suffer what is done to it: it fills the role of the object, and
kg.resolve makes it the target of an event that names no victims and no owner ("hideouts used by the Islamic State").
Positions, weapons and aircraft without an owner fill no role.
"""

from kg.extract import syntax
from kg.extract.lexicons import BLOWS, OF_PLACES
from kg.extract.noun_classes import lemma_classes
from kg.extract.phrases import is_ground
from kg.extract.roles import Mentions, Roles
from kg.extract.syntax import Filler
from kg.extract.triggers import Trigger
from kg.model import Role

_TYPES = frozenset({"arson", "destruction-of-property", "raid"})  # other blows that fall on things
_HIT = frozenset({"subj", "obj", "obl:on", "obl:at", "obl:against", "obl:into", "obl:of", "obl:upon", "obl:through"})
_PEOPLED = frozenset({"building", "vehicle", "installation"})
_EMPTY = frozenset({"aircraft", "drone", "weapon", "position"})
_HAMLETS = frozenset({"village", "hamlet", "settlement"})  # an attack on a town is an attack in it
_STORES = frozenset(
    "cache arsenal road highway street bridge runway pipeline field farm crop tree grove olive livestock statue"
    " monument grave antenna mast line route tower infrastructure site jetty pier rig".split()
)  # where nobody is, as a rule


def add_things_hit(roles: Roles, trigger: Trigger, table: Mentions) -> None:
    """Make objects of the things that a blow fell on, where it has no target."""
    kind, root = trigger.row.type, trigger.row.root
    falls = (root in BLOWS and kind not in OF_PLACES and trigger.row.quantity is None) or kind in _TYPES
    if not falls or roles.mentions.get(Role.TARGET):
        return
    for slot in trigger.row.frame.get("target", ()):
        for filler in trigger.slots.get(slot, []) if slot in _HIT else ():
            if not is_ground(filler.token) and syntax.relation(filler.token) != "compound":  # nor "a truck bomb"
                _add(roles, filler, table)
        if roles.mentions.get(Role.OBJECT):
            return


def _add(roles: Roles, filler: Filler, table: Mentions) -> None:
    """Add the thing of one filler, or what a number of things counts: "dozens of homes"."""
    word = filler.token
    if not lemma_classes(word):
        word = next(iter(syntax.nouns_behind(word, "of")), word)
    classes, lemma = lemma_classes(word), word.lemma_.lower()
    peopled = "target" in classes and _PEOPLED & classes and not _EMPTY & classes and lemma not in _STORES
    if (peopled or lemma in _HAMLETS) and (thing := table.thing_at(word)) is not None:
        roles.add(Role.OBJECT, thing, filler)
