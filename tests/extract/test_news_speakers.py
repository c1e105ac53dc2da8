"""Who acts and who speaks where sentences of news are long: pronouns, second verbs of speech, results."""

import pytest

import kg.language
from kg.extract import extract
from kg.model import Document, Modality

SIDES = [  # text, type, sources
    ("Hundreds of the group's radios exploded, killing ten men.", "killing", []),
    ("Two soldiers were killed and six wounded in shelling by the rebels on Tuesday.", "shelling", ["rebels"]),
    ("The militia denied that its men had entered the school and accused the army of lies.", "accusation", ["militia"]),
    ("The Senate said on Monday the vote was illegal but urged both sides to talk.", "call-for-action", ["Senate"]),
    (
        "Police stormed a campus on Monday, firing tear gas at students who tried to flee and arresting ten.",
        "arrest",
        ["Police"],
    ),
    ("Rebels attacked a base in Gao that is used by the army, killing three guards.", "killing", ["Rebels"]),
    ("Warplanes bombed a depot in retaliation for an attack on a barracks in Gao.", "armed-attack", []),
]


@pytest.mark.parametrize(("text", "event_type", "sources"), SIDES)
def test_who_acts(text, event_type, sources, told):
    assert [who for event, who, *_ in told(text) if event.event_type == event_type] in (
        [sources],
        [] if sources else [[]],
    )


def test_an_accusation_beside_a_denial_is_none_itself(told):
    found = told("The militia denied that its men had entered the school and accused the army of lies.")
    assert [e.modality for e, *_ in found if e.event_type == "accusation"] == [Modality.ASSERTED]


def test_who_never_confirmed_it_did_not_report_it(told):
    text = "In April aircraft bombed a village near Sarmin, according to residents; Turkey never confirmed the raids."
    assert {by for event, _, _, by in told(text) if event.event_type == "airstrike"} == {"residents"}


@pytest.mark.parametrize(
    ("text", "pronoun", "antecedent"),
    [
        ("Soldiers shot the rebels as they attacked a convoy.", "they", None),
        ("The rebels attacked a convoy before they withdrew.", "they", "rebels"),
        ("Ivan Petrov and Omar Diallo praised the deal. He freed six prisoners.", "He", None),
        ("Women were among the rebels. Kenya has troops in Marka, where they fought in May.", "they", "troops"),
        ("Ivan Petrov praised the deal. Omar Diallo's men left when he died.", "he", None),
        ("Two rebels died, the army said. Three Hamas members were seized, it said.", "it", "army"),
        ("Ivan Petrov praised the deal. He freed six prisoners.", "He", "Ivan Petrov"),
        ("The government hired the Wagner Group. It ordered the monitors to leave.", "It", None),
    ],
)
def test_of_several_who_may_be_meant_none_is(text, pronoun, antecedent):
    extraction = extract(Document("d", text), kg.language.load()(text))
    texts = {mention.id: mention.text for mention in extraction.mentions}
    found = [texts.get(m.antecedent_id or "") for m in extraction.mentions if m.text == pronoun]
    assert (found or [None]) == [antecedent]


def test_what_is_dated_ahead_is_still_to_come(told):
    found = told("The minister, who leaves office in August, condemned the attack.")
    assert [e.modality for e, *_ in found if e.event_type == "resignation"] == [Modality.FUTURE]


@pytest.mark.parametrize(
    ("text", "antecedent"),
    [
        ("Sudan's army took the dam on Monday. Rebels accused the army of shelling a clinic.", "Sudan's army"),
        ("Sudan's army met Egypt's army in May. Rebels accused the army of shelling a clinic.", None),
        ("Sudan's army took the dam on Monday. Rebels accused the Libyan army of shelling a clinic.", None),
    ],
)
def test_the_army_is_the_only_one_that_was_named(text, antecedent):
    extraction = extract(Document("d", text), kg.language.load()(text))
    texts = {mention.id: mention.text for mention in extraction.mentions}
    meant = [texts.get(m.antecedent_id or "") for m in extraction.mentions if m.text == "army"]
    assert (meant or [None]) == [antecedent]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In another town, Balad Ruz, police say an attack killed four children.", "police"),
        ("A commander of Dutch troops says rebels have killed two men.", "commander of Dutch troops"),
    ],
)
def test_who_speaks_is_told_whole_and_is_no_town(told, text, speaker):
    assert {by for event, _, _, by in told(text) if event.event_type == "killing"} == {speaker}


def test_the_place_of_a_killing_is_not_that_of_one_before_it(told):
    text = "A strike killed a commander in Gaza, a day after a gunman killed five people in Haifa."
    first, second = [event for event, *_ in told(text) if event.event_type == "killing"]
    assert not {a.mention_id for a in first.arguments} & {a.mention_id for a in second.arguments}
