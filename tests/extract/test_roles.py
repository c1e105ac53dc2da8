"""A frame's roles are filled with actors, not with the things that stand before them."""

from kg.extract import roles, settings, syntax
from kg.extract.slots import verb_slots
from kg.model import Role

FRAME = {"source": ("subj",), "target": ("obj",), "weapon": ("obl:with",)}
HIDEOUTS = (
    "Warplanes/NNS/nsubj/4 of/IN/case/3 Coalition/NNP/nmod/1/ORG struck=strike/VBD/root/0 hideouts=hideout/NNS/obj/4"
    " used=use/VBN/acl/5 by/IN/case/8 Daesh/NNP/obl:agent/6/ORG with/IN/case/10 missiles=missile/NNS/obl/4"
    " in/IN/case/12 Mosul/NNP/obl/4/LOC"
)


def _filled(doc, table, index, frame=FRAME):
    slots = verb_slots(doc[index])
    found = roles.fill(frame, slots, table)
    settings.add_places(found, doc[index], frame, slots, table)
    return found


def _texts(found, role):
    return [mention.text for mention in found.mentions.get(role, [])]


def test_users_of_a_thing_are_the_target_and_the_thing_is_the_object(parsed, table_of):
    doc = parsed(HIDEOUTS)
    found = _filled(doc, table_of(doc), 3)
    assert _texts(found, Role.SOURCE) == ["Coalition"]
    assert _texts(found, Role.TARGET) == ["Daesh"]
    assert _texts(found, Role.PLACE) == ["Mosul"]
    assert found.object == "hideouts"
    assert found.weapon == "missiles"


def test_members_of_a_group_stand_for_it(parsed, table_of):
    doc = parsed("Troops/NNS/nsubj/2 killed=kill/VBD/root/0 members=member/NNS/obj/2 of/IN/case/5 Daesh/NNP/nmod/3/ORG")
    assert _texts(_filled(doc, table_of(doc, ("Troops",)), 1), Role.TARGET) == ["Daesh"]


def test_a_town_that_is_hit_is_the_target(parsed, table_of):
    doc = parsed("Rebels/NNS/nsubj/2 shelled=shell/VBD/root/0 Juba/NNP/obj/2/LOC")
    assert _texts(_filled(doc, table_of(doc, ("Rebels",)), 1), Role.TARGET) == ["Juba"]


def test_a_nationality_before_a_thing_is_its_owner(parsed, table_of):
    doc = parsed("Serbia/NNP/nsubj/2/LOC rejected=reject/VBD/root/0 a/DT/det/5 Australian/JJ/amod/5 ultimatum/NN/obj/2")
    found = _filled(doc, table_of(doc), 1)
    assert _texts(found, Role.SOURCE) == ["Serbia"]
    assert _texts(found, Role.TARGET) == ["Australian"]


def test_who_does_it_does_not_suffer_it(parsed, table_of):
    doc = parsed("Daesh/NNP/nsubj/2/ORG attacked=attack/VBD/root/0 Daesh/NNP/obj/2/ORG")
    found = roles.Roles()
    filler = syntax.Filler(doc[0], "")
    found.add(Role.SOURCE, table_of(doc).actor_at(doc[0]), filler)
    found.add(Role.SOURCE, table_of(doc).actor_at(doc[0]), filler)
    assert len(found.mentions[Role.SOURCE]) == 1
    assert found.has(table_of(doc).actor_at(doc[0])) and not found.has(table_of(doc).actor_at(doc[2]))


def test_place_of_the_main_clause_holds_for_its_participle(parsed, table_of):
    doc = parsed(
        "Troops/NNS/nsubj/2 fought=fight/VBD/root/0 in/IN/case/4 Mosul/NNP/obl/2/LOC"
        " killing=kill/VBG/advcl/2 rebels/NNS/obj/5"
    )
    assert _texts(_filled(doc, table_of(doc, ("Troops", "rebels")), 4), Role.PLACE) == ["Mosul"]
