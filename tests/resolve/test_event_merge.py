"""Event mentions of one document become events: what is told twice is one, what differs stays apart."""

from dataclasses import replace
from datetime import date

import pytest

from kg.model import Argument, EventMention, Modality, Precision, Quantity, Reference, Role, Span, When
from kg.resolve.events import merge

FAMILY = {
    **{
        "airstrike": "ASSAULT",
        "armed-attack": "ASSAULT",
        "killing": "ASSAULT",
        "wounding": "ASSAULT",
        "arrest": "COERCE",
        "raid": "COERCE",
        "COERCE": "COERCE",
    },
    **{"withdrawal": "RETREAT", "capture-of-territory": "COERCE"},
}.__getitem__
ENTITIES = {
    "m1": "actor/coalition",
    "m2": "actor/is",
    "m3": "place/qarachogh",
    "m4": "place/kirkuk",
    "m5": "place/iraq",
    "m6": "actor/guards",
}
WITHIN = {"place/qarachogh": frozenset({"place/iraq"})}
DAY = When(date(2021, 3, 17), date(2021, 3, 17), Precision.DAY, "March 17")
UNSAID = When(date(2021, 3, 21), date(2021, 3, 21), Precision.DAY, from_publication=True)

LEAD = EventMention(
    id="e1",
    document_id="d",
    trigger=Span(10, 16),
    trigger_text="struck",
    sentence=Span(0, 50),
    event_type="airstrike",
    arguments=(Argument(Role.SOURCE, "m1"), Argument(Role.TARGET, "m2"), Argument(Role.PLACE, "m3")),
    when=DAY,
    modality=Modality.ASSERTED,
    rule="verb-active",
    confidence=0.8,
)
RECAP = replace(
    LEAD,
    id="e2",
    trigger=Span(70, 76),
    sentence=Span(60, 90),
    arguments=(Argument(Role.TARGET, "m2"), Argument(Role.PLACE, "m5")),
    when=UNSAID,
    confidence=0.9,
)


def merged(*mentions):
    return merge(mentions, ENTITIES, family=FAMILY, within=WITHIN)


def test_a_recap_is_the_same_event_and_keeps_the_specific_arguments():
    (event,) = merged(LEAD, RECAP)
    assert event.event_mention_ids == ("e1", "e2")
    assert event.sources == ("actor/coalition",)
    assert event.places == ("place/qarachogh",)
    assert event.when == DAY
    assert event.confidence == 0.9


def test_a_generic_type_gives_way_to_the_concrete_one():
    (event,) = merged(replace(LEAD, event_type="armed-attack"), RECAP)
    assert event.event_type == "airstrike"


@pytest.mark.parametrize(
    "change",
    [
        {"modality": Modality.FUTURE},
        {"event_type": "withdrawal"},
        {"sentence": LEAD.sentence},
        {"when": When(date(2021, 3, 18), date(2021, 3, 18), Precision.DAY, "March 18")},
        {"arguments": (Argument(Role.TARGET, "m2"), Argument(Role.PLACE, "m4"))},
        {"arguments": (Argument(Role.SOURCE, "m2"), Argument(Role.TARGET, "m1"))},
        {"arguments": (Argument(Role.PLACE, "m3"),)},
        {"reference": Reference.OTHER},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_conflicts_stays_apart(change):
    assert len(merged(LEAD, replace(RECAP, **change))) == 2


def test_two_towns_of_one_country_are_two_scenes():
    within = WITHIN | {"place/kirkuk": frozenset({"place/iraq"})}
    elsewhere = replace(RECAP, arguments=(Argument(Role.TARGET, "m2"), Argument(Role.PLACE, "m4")))
    assert len(merge((LEAD, elsewhere), ENTITIES, family=FAMILY, within=within)) == 2


@pytest.mark.parametrize(
    ("one", "two", "whole"),
    [("killing", "raid", "killing"), ("killing", "airstrike", "airstrike"), ("arrest", "raid", "arrest")],
)
def test_a_result_and_its_means_are_one_event_of_the_more_telling_type(one, two, whole):
    first = replace(LEAD, event_type=one)
    (event,) = merged(first, replace(RECAP, sentence=LEAD.sentence, event_type=two, same_as=first.id))
    assert event.event_type == whole


def test_an_arrest_is_no_killing_even_where_the_sentence_ties_them():
    first = replace(LEAD, event_type="arrest")
    assert len(merged(first, replace(RECAP, sentence=LEAD.sentence, event_type="killing", same_as=first.id))) == 2


def test_a_definite_noun_needs_no_shared_actor():
    the_attack = replace(RECAP, event_type="armed-attack", arguments=(), reference=Reference.BACK)
    assert len(merged(LEAD, the_attack)) == 1
    assert len(merged(LEAD, replace(the_attack, reference=Reference.OPEN))) == 2


def test_a_place_taken_ties():
    taken, held = (replace(m, event_type="capture-of-territory", arguments=LEAD.arguments[2:]) for m in (LEAD, RECAP))
    assert len(merged(taken, held)) == 1


def test_a_definite_noun_of_the_same_sentence_only_adds_who_did_it():
    hit = replace(LEAD, arguments=LEAD.arguments[1:])
    strike = replace(
        RECAP, sentence=LEAD.sentence, reference=Reference.BACK, arguments=(Argument(Role.SOURCE, "m1"),), when=DAY
    )
    assert len(merged(hit, strike)) == 1
    assert len(merged(LEAD, strike)) == 2


def test_a_described_side_is_no_conflict_where_the_other_side_is_equal():
    entities = ENTITIES | {"m6": "unnamed/mil-warplanes-d"}
    warplanes = (Argument(Role.SOURCE, "m6"), Argument(Role.TARGET, "m2"))
    (event,) = merge([LEAD, replace(RECAP, arguments=warplanes)], entities, family=FAMILY, within=WITHIN)
    assert len(event.sources) == 2


def test_the_bombing_names_a_suicide_bombing():
    family = {"bombing": "ASSAULT", "suicide-bombing": "ASSAULT"}.__getitem__
    first = replace(LEAD, event_type="suicide-bombing")
    again = replace(RECAP, event_type="bombing", arguments=(), reference=Reference.BACK)
    (event,) = merge([first, again], ENTITIES, family=family, within=WITHIN)
    assert event.event_type == "suicide-bombing"


def test_equal_counts_tie():
    nine = (Quantity("killed", 9, 9, "nine"),)
    two = [replace(m, event_type="killing", arguments=(), quantities=nine) for m in (LEAD, RECAP)]
    assert len(merged(*two)) == 1


def test_a_day_lies_in_its_year():
    year = When(date(2021, 1, 1), date(2021, 12, 31), Precision.YEAR, "2021")
    assert len(merged(LEAD, replace(RECAP, when=year))) == 1


def test_different_counts_are_different_events():
    two, five = (replace(m, quantities=(Quantity("killed", n, n, str(n)),)) for m, n in ((LEAD, 2), (RECAP, 5)))
    assert len(merged(two, five)) == 2


def test_the_order_of_mentions_does_not_matter():
    assert merged(LEAD, RECAP) == merged(RECAP, LEAD)


def test_a_carried_place_gives_way_to_one_of_the_event_s_own():
    carried = replace(
        RECAP,
        arguments=(Argument(Role.TARGET, "m2"), Argument(Role.PLACE, "m4")),
        rule="verb-active, inherited place",
    )
    (event,) = merged(LEAD, carried)
    assert event.places == ("place/qarachogh",)
    (alone,) = merged(carried)
    assert alone.places == ("place/kirkuk",)


def test_whose_shots_led_to_their_death_did_not_shoot_themselves():
    killed = replace(LEAD, event_type="killing", same_as="e3", arguments=(Argument(Role.TARGET, "m2"),))
    fired = replace(RECAP, id="e3", sentence=LEAD.sentence, event_type="armed-attack")
    both = (Argument(Role.SOURCE, "m2"), Argument(Role.TARGET, "m1"))
    assert len(merged(killed, replace(fired, arguments=both))) == 2
    assert len(merged(killed, replace(fired, arguments=(*both, Argument(Role.TARGET, "m2"))))) == 1  # a clash


def test_whom_an_operation_is_for_need_not_be_whom_it_catches():
    caught = replace(LEAD, event_type="detention", same_as="e3", arguments=(Argument(Role.TARGET, "m1"),))
    aimed = replace(LEAD, id="e3", trigger=Span(30, 39), event_type="military-operation")
    aimed = replace(aimed, arguments=(Argument(Role.TARGET, "m2"),))
    family = {"detention": "COERCE", "military-operation": "ASSAULT"}.__getitem__
    assert len(merge((caught, aimed), ENTITIES, family=family, within=WITHIN)) == 2


def test_the_victims_of_a_definite_attack_do_not_make_it_another():
    hit = replace(LEAD, event_type="armed-attack", arguments=(), object="convoy", when=UNSAID)
    noun = replace(
        LEAD,
        id="e2",
        event_type="armed-attack",
        trigger=Span(70, 76),
        sentence=Span(60, 90),
        arguments=(),
        when=UNSAID,
        reference=Reference.BACK,
    )
    killed = replace(
        noun,
        id="e3",
        event_type="killing",
        trigger=Span(80, 86),
        arguments=(Argument(Role.TARGET, "m2"),),
        quantities=(Quantity("killed", 10, None, "at least ten people"),),
        reference=Reference.OPEN,
        same_as="e2",
    )
    (event,) = merged(hit, noun, killed)
    assert event.quantities[0].low == 10
    assert len(merged(hit, replace(noun, object="port"), killed)) == 2


def test_an_attack_in_which_others_died_is_no_killing_of_whom_it_was_aimed_at():
    aimed = replace(LEAD, event_type="armed-attack")
    died = replace(RECAP, event_type="killing", same_as="e1", arguments=(Argument(Role.TARGET, "m6"),))
    (event,) = merged(aimed, died)
    assert (event.event_type, event.targets) == ("armed-attack", ("actor/guards", "actor/is"))
    (event,) = merged(aimed, replace(died, arguments=(Argument(Role.TARGET, "m2"),)))
    assert event.event_type == "killing"


def test_the_narrower_of_two_times_and_the_events_own_before_one_from_the_context_is_kept():
    month = When(date(2021, 3, 1), date(2021, 3, 31), Precision.MONTH, "in March")
    carried = When(date(2021, 3, 16), date(2021, 3, 16), Precision.DAY, "on Tuesday", inherited=True)
    (event,) = merged(replace(LEAD, when=month), replace(RECAP, when=DAY))
    assert event.when == DAY
    (event,) = merged(replace(LEAD, when=carried), replace(RECAP, when=month))
    assert event.when == month


def test_an_attack_on_some_is_not_the_killing_of_others_of_their_people():
    attack = replace(
        LEAD, event_type="armed-attack", arguments=(Argument(Role.SOURCE, "m1"), Argument(Role.TARGET, "m2"))
    )
    killing = replace(RECAP, event_type="killing", arguments=(Argument(Role.TARGET, "m2"),))
    assert len(merged(attack, killing)) == 2
    both = replace(killing, arguments=attack.arguments)
    assert len(merged(attack, both)) == 1


def test_a_definite_noun_of_no_type_names_no_other_event():
    arrest = replace(LEAD, event_type="arrest", arguments=(Argument(Role.TARGET, "m2"),))
    coup = replace(RECAP, event_type="COERCE", arguments=(Argument(Role.SOURCE, "m1"),), reference=Reference.BACK)
    assert len(merged(arrest, coup)) == 2


def test_what_a_president_demands_and_what_a_court_orders_are_two_demands():
    entities = {"m1": "actor/president", "m2": "actor/sailors", "m3": "actor/court-d"}
    demand = replace(LEAD, event_type="demand", arguments=(Argument(Role.SOURCE, "m1"), Argument(Role.TARGET, "m2")))
    order = replace(demand, id="e2", trigger=Span(70, 76), sentence=Span(60, 90), when=UNSAID)
    order = replace(order, arguments=(Argument(Role.SOURCE, "m3"), Argument(Role.TARGET, "m2")))
    family = {"demand": "REQUEST", "airstrike": "ASSAULT"}.__getitem__
    assert len(merge((demand, order), entities, family=family, within={})) == 2
    blows = tuple(replace(each, event_type="airstrike") for each in (demand, order))
    assert len(merge(blows, entities, family=family, within={})) == 1


def demand(id_, start, target, event_type="demand"):
    return replace(
        LEAD,
        id=id_,
        event_type=event_type,
        trigger=Span(start, start + 5),
        sentence=Span(start - 5, start + 20),
        arguments=(Argument(Role.SOURCE, "m1"), Argument(Role.TARGET, target)),
    )


def test_what_is_asked_of_two_is_two_demands():
    entities = ENTITIES | {"p": "unnamed/pol-parties-d"}
    first, second = demand("a", 10, "m2"), demand("b", 110, "p")
    events = merge([first, second], entities, family=lambda _: "REQUEST", within=WITHIN)
    assert [event.targets for event in events] == [("actor/is",), ("unnamed/pol-parties-d",)]


def test_the_definite_noun_of_a_measure_is_the_measure_whatever_it_calls_whom_it_hits():
    entities = ENTITIES | {"p": "unnamed/mil-companies-d"}
    first, second = demand("a", 10, "p"), replace(demand("b", 110, "m2"), reference=Reference.BACK)
    (event,) = merge([first, second], entities, family=lambda _: "SANCTION", within=WITHIN)
    assert event.targets == ("actor/is", "unnamed/mil-companies-d")


def test_whom_a_guest_met_is_not_whom_he_visited():
    first, second = demand("a", 10, "m2", "visit"), demand("b", 110, "m2", "meeting")
    assert len(merge([first, second], ENTITIES, family=lambda _: "CONSULT", within=WITHIN)) == 2


def test_a_second_toll_of_the_strike_widens_the_first():
    first = replace(LEAD, quantities=(Quantity("killed", 3, 3, "three"),), reported_by="m1")
    noun = replace(RECAP, id="e4", trigger=Span(80, 86), same_as="e1", rule="noun-back", arguments=(), reported_by="m6")
    toll = Quantity("killed", 5, None, "at least five")
    second = replace(RECAP, event_type="killing", same_as="e4", quantities=(toll,), reported_by="m6")
    (event,) = merged(first, noun, second)
    assert event.quantities == (Quantity("killed", 3, None, "three"),)
    assert len(merged(first, noun, replace(second, reference=Reference.OTHER))) == 2
    assert len(merged(first, noun, replace(second, reported_by="m1"))) == 2


def test_several_and_three_are_no_equal_counts():
    first = replace(LEAD, event_type="killing", arguments=(), quantities=(Quantity("killed", 3, 3, "three"),))
    second = replace(
        RECAP, event_type="killing", arguments=(), quantities=(Quantity("killed", 3, None, "several men"),)
    )
    assert len(merged(first, second)) == 2


def test_an_attack_of_one_day_is_not_the_campaign_of_years():
    years = When(date(2019, 11, 1), date(2021, 3, 21), Precision.INTERVAL, "since November 2019")
    open_day = When(None, date(2021, 3, 21), Precision.INTERVAL, from_publication=True)
    campaign = replace(RECAP, event_type="armed-attack", when=years)
    assert len(merged(replace(LEAD, when=open_day), campaign)) == 2
    assert len(merged(replace(LEAD, when=open_day), replace(campaign, when=UNSAID))) == 1


def test_two_named_sides_that_were_hit_are_two_events():
    """ "Eight Taliban were killed and two guards of the NRF injured": nobody says that a guard was killed."""
    killing = replace(LEAD, event_type="killing", arguments=(Argument(Role.TARGET, "m2"),))
    wounding = replace(
        killing, id="e2", trigger=Span(30, 36), event_type="wounding", arguments=(Argument(Role.TARGET, "m6"),)
    )
    assert len(merged(killing, replace(wounding, same_as="e1"))) == 2
    unnamed = replace(wounding, arguments=(), same_as="e1")
    assert len(merged(killing, unnamed)) == 1


def test_a_thing_that_was_hit_is_the_target_of_an_event_without_victims_only():
    things = (Argument(Role.SOURCE, "m1"), Argument(Role.OBJECT, "m6"))
    (alone,) = merged(replace(LEAD, arguments=things))
    assert alone.targets == ("actor/guards",)
    (with_victims,) = merged(LEAD, replace(LEAD, id="e2", trigger=Span(20, 26), arguments=things, same_as="e1"))
    assert with_victims.targets == ("actor/is",)


def test_victims_without_a_place_and_a_place_without_victims_are_two_blows_of_one_doer():
    beheaded = replace(LEAD, arguments=LEAD.arguments[:2])
    attacked = replace(RECAP, arguments=(LEAD.arguments[0], LEAD.arguments[2]), event_type="armed-attack")
    assert len(merged(beheaded, attacked)) == 2
