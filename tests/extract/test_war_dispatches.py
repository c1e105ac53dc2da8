"""Who did it, who says so and which blow is meant, in dispatches: invented sentences, each on a mistake once made."""

from datetime import date

import pytest

SIDES = [  # text, event type, sources, targets
    ("Government forces shot at the fighters from rooftops.", "shooting", ["Government forces"], ["fighters"]),
    (
        "The army accused the Sirwa militia of massacring villagers in Kersa in April.",
        "massacre",
        ["Sirwa militia"],
        ["villagers"],
    ),
    (
        "Clashes between JNIM and ISSP fighters took place in Oursi.",
        "armed-clash",
        ["JNIM", "ISSP fighters"],
        ["JNIM", "ISSP fighters"],
    ),
    (
        "Hamas and Islamic Jihad militants fired rockets at Israel.",
        "missile-strike",
        ["Hamas", "Islamic Jihad militants"],
        ["Israel"],
    ),
    (
        "Violent clashes erupted between members of the Hamza Division and the Sultan Brigade in Kersa.",
        "armed-clash",
        ["members of the Hamza Division", "Sultan Brigade"],
        ["members of the Hamza Division", "Sultan Brigade"],
    ),
    (
        "Ethiopia's government and Tigrayan authorities agreed to end hostilities, a mediator announced.",
        "agreement",
        ["Ethiopia's government", "Tigrayan authorities"],
        ["Ethiopia's government", "Tigrayan authorities"],
    ),
    (
        "Opposition factions targeted positions near Kersa with heavy artillery.",
        "armed-attack",
        ["Opposition factions"],
        [],
    ),
    (
        "Stretchers were evacuated from Kersa by UNICEF with the help of the Red Crescent.",
        "evacuation",
        ["UNICEF"],
        [],
    ),
    (
        "The EU imposed sanctions on the country's attorney general and chief justice.",
        "sanctions",
        ["EU"],
        ["country's attorney", "chief justice"],
    ),
    (
        "The Islamic State West Africa Province said it was behind the bombing of a bar in Kersa.",
        "bombing",
        ["it"],
        [],
    ),
    (
        "Gunmen abducted a priest and his driver near Kersa. They were released two days later.",
        "release",
        [],
        ["priest", "driver"],
    ),
    ("Troops killed eight bandits during a patrol in Kersa.", "patrol", ["Troops"], []),
    ("Rival militias clashed in Libya's capital on Saturday.", "armed-clash", ["Rival militias"], []),
    ("Residents blocked the road to Ouagadougou.", "sit-in", ["Residents"], []),
    ("The army flew soldiers to the area by helicopter.", "troop-movement", ["army"], []),
    ("Ana Ruiz died of her wounds at a hospital in Cali.", "killing", [], ["Ana Ruiz"]),
    ("Witnesses said troops had tied up ten men and set the men on fire.", "armed-attack", ["troops"], ["men"]),
    ("Mortar shells fell on a market in Kersa.", "shelling", [], []),
    ("Settlers uprooted about 100 olive trees near Kersa.", "destruction-of-property", ["Settlers"], []),
]


@pytest.mark.parametrize(("text", "event_type", "sources", "targets"), SIDES)
def test_sides(told, text, event_type, sources, targets):
    found = [(source, target) for event, source, target, _ in told(text) if event.event_type == event_type]
    assert found == [(sources, targets)]


SPEAKERS = [  # text, event type, who says so
    ("The army responded with air strikes on a camp near Kersa, witnesses told AFP.", "airstrike", "witnesses"),
    ("The Front said in a statement its fighters had destroyed a plane.", "destruction-of-property", "Front"),
    ("The militia said jets bombed Kersa after its men ambushed a convoy.", "ambush", "militia"),
    ("The militia said jets bombed Kersa, after gunmen ambushed a convoy.", "ambush", None),
    (
        "Two soldiers were kidnapped near the border with Chad, officials in Kersa said, and the hunt went on.",
        "kidnapping",
        "officials",
    ),
    ("The U.N. said an airstrike on a school reported by monitors killed ten men in March.", "killing", "U.N."),
    (
        "RSF fighters looted homes in Kersa, a resistance committee said.",
        "destruction-of-property",
        "resistance committee",
    ),
    ("The U.N. said an airstrike on a school reported by monitors killed ten men in March.", "airstrike", "monitors"),
]


@pytest.mark.parametrize(("text", "event_type", "speaker"), SPEAKERS)
def test_who_says_so(told, text, event_type, speaker):
    assert [by for event, _, _, by in told(text) if event.event_type == event_type] == [speaker]


def test_a_strike_that_somebody_reports_kills_by_itself(told):
    text = "The U.N. said an airstrike on a school reported by monitors killed ten men in March."
    strike, killing = [event for event, *_ in told(text)]
    assert (strike.event_type, killing.same_as) == ("airstrike", strike.id) or killing.id == strike.same_as
    assert not [source for _, source, *_ in told(text) if source]


def test_two_results_count_their_own_victims(told):
    text = "Kersa province: a car bomb exploded in Afrin city, killing four civilians and injuring 15 others."
    counts = {(q.what, q.low) for event, *_ in told(text) for q in event.quantities}
    assert counts == {("killed", 4), ("injured", 15)}


PLACES = [  # text, event type, places
    ("The army launched air strikes on a village in Kayah state on Friday.", "airstrike", ["Kayah"]),
    (
        "Soldiers killed a man in Kersa on Monday. Soldiers detained 17 suspects in raids across the country.",
        "detention",
        [],
    ),
]


@pytest.mark.parametrize(("text", "event_type", "places"), PLACES)
def test_place(pipeline, text, event_type, places):
    from kg.model import Document, Role

    graph = pipeline.graph_of(Document("d", text, published=date(2024, 5, 15)))
    names = {mention.id: mention.text for mention in graph.mentions}
    (event,) = [each for each in graph.event_mentions if each.event_type == event_type]
    assert [names[each.mention_id] for each in event.arguments if each.role is Role.PLACE] == places


def test_accusations_of_nobody_are_no_facts(told):
    text = "Gunmen killed four herders who were accused of killing a judge."
    modalities = [event.modality for event, _, targets, _ in told(text) if targets == ["judge"]]
    assert modalities in ([], ["hypothetical"])


def test_a_claim_is_no_offer(told):
    assert "offer" not in {e.event_type for e, *_ in told("Kyiv's spies suggested they had helped the rebels.")}


def test_who_dies_under_debris_dies_of_a_blow(told):
    text = "Ten people died in the capital when debris from a rocket set a building on fire."
    assert [(e.event_type, e.quantities[0].low) for e, *_ in told(text)] == [("killing", 10)]


def test_dead_of_a_strike_that_was_launched_are_its_dead(told):
    text = "The army launched air strikes on a village near Kersa on Friday, killing nine farmers."
    strikes, killing = [event for event, *_ in told(text)]
    assert strikes.id == killing.same_as or killing.id == strikes.same_as


def test_a_headline_is_not_said_by_its_victims(pipeline):
    from kg.model import Document

    graph = pipeline.graph_of(Document("d", "Syrian Observatory: seven regime soldiers killed in ISIS ambush in Kersa"))
    assert [m.antecedent_id for m in graph.mentions if m.text == "regime soldiers"] == [None]


def test_clashes_that_erupt_need_no_names(told):
    assert [event.event_type for event, *_ in told("Clashes erupted in the capital on Friday.")] == ["armed-clash"]


def test_an_end_of_a_siege_by_force_is_no_withdrawal(told):
    assert [e.event_type for e, *_ in told("Commandos ended a siege at the Sahafi hotel on Sunday.")] == [
        "military-operation"
    ]


def test_a_planned_attack_that_killed_has_happened(told):
    text = "Nasir planned the December attack on a police post that killed four policemen."
    attack, killing = [event for event, *_ in told(text)]
    assert (attack.modality, attack.when.earliest) == ("asserted", date(2023, 12, 1))
    assert killing.same_as == attack.id


def test_a_day_behind_a_verb_of_speech_is_not_of_what_was_said_before(told):
    text = "Two soldiers were kidnapped near Kersa, officials said, and the hunt for them continued on Wednesday."
    (kidnapping,) = [event for event, *_ in told(text) if event.event_type == "kidnapping"]
    assert kidnapping.when.text == ""


MEANT = [  # text, the word that refers, the word of the event that it means
    (
        "Rebels fired rockets at Kersa on Monday.\n\nIn the north, shelling wounded two nurses in Bor.\n\n"
        "The attack came as a minister of Chad visited Kersa.",
        "attack",
        "fired",
    ),
    (
        "Rebels targeted an army post near Bor with mortars. A car bomb exploded in Kersa, killing four civilians."
        " No group claimed responsibility for the attack.",
        "attack",
        "exploded",
    ),
    (
        "Gunmen raided four villages near Kersa. They shot at farmers and set houses ablaze."
        " Police confirmed the attacks.",
        "attacks",
        "shot",
    ),
]


@pytest.mark.parametrize(("text", "word", "meant"), MEANT)
def test_which_blow_is_meant(told, text, word, meant):
    events = {event.id: event for event, *_ in told(text)}
    (noun,) = [event for event in events.values() if event.trigger_text == word]
    assert events[noun.same_as].trigger_text == meant


def test_two_shootings_with_one_doer_stay_two(pipeline):
    from kg.model import Document

    text = (
        "The Israeli army said it had returned fire. In the West Bank, the Israeli army shot and killed a Palestinian"
        " man on Friday."
    )
    graph = pipeline.graph_of(Document("d", text, published=date(2024, 5, 15)))
    assert len([event for event in graph.events if event.event_type in {"shooting", "killing"}]) == 2
