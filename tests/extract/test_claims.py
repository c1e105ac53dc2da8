"""Who says so and how certain it is: claims that are disputed, rumours, words that are taken back."""

from datetime import date

import pytest

import kg.language
from kg.extract import extract
from kg.model import Document, Role

STANDING = [  # text, type, modality, who says so
    ("Critics dispute claims that the army shelled the camp.", "shelling", "negated", "Critics"),
    ("Aid workers disputed the army's claim that rebels bombed the ward.", "bombing", "negated", "Aid workers"),
    ("The army contested the account that its men killed the shepherd.", "killing", "negated", "army"),
    ("Officials played down reports that gunmen had kidnapped two nurses.", "kidnapping", "hypothetical", None),
    ("The agency retracted a report that police had shot a student.", "shooting", "hypothetical", None),
    ("Reports that the rebels seized the port could not be verified.", "seizure", "hypothetical", None),
    ("The army has yet to confirm reports that its jets bombed the village.", "airstrike", "hypothetical", None),
    ("Rumours spread that the army had shelled the camp.", "shelling", "hypothetical", None),
    ("Amid reports that rebels had seized Uvira, crowds left.", "capture-of-territory", "hypothetical", None),
    ("The report that troops shot the boy was false, the governor said.", "shooting", "negated", "governor"),
    ("It is not true that our soldiers killed the priest, the colonel said.", "killing", "negated", "colonel"),
    ("Unconfirmed reports said that gunmen had shot a priest.", "shooting", "hypothetical", None),
    ("Web users claimed that police had shot a priest.", "shooting", "hypothetical", None),
    ("Police suspect that the gang kidnapped the girl.", "kidnapping", "hypothetical", "Police"),
    ("Video purports to show soldiers beating detainees.", "beating", "hypothetical", None),
    ("Protesters, some of whom said police had beaten them, left.", "beating", "asserted", "Protesters"),
    ("The army did not fail to take the town of Goma.", "capture-of-territory", "asserted", None),
    ("A court acquitted the minister of ordering the shooting of monks.", "shooting", "negated", None),
    ("The judge cleared the officer of killing the boy.", "killing", "negated", None),
    ("The army said it had shot down a drone and that debris killed one man.", "killing", "asserted", "army"),
    ("The UN released a report in May. The report says that troops shot a boy.", "shooting", "asserted", "UN"),
    ("The commission's report found that troops lied. It said they had shot a boy.", "shooting", "asserted", "It"),
    ("The ministry confirmed reports that rebels had captured two men.", "capture-of-person", "asserted", "ministry"),
    ("A UN report that the army had bombed the clinic was read out.", "bombing", "asserted", "UN"),
]


@pytest.mark.parametrize(("text", "event_type", "modality", "by"), STANDING)
def test_what_becomes_of_words_tells_how_certain_the_deed_is(told, text, event_type, modality, by):
    found = [(event.modality.value, who) for event, _, _, who in told(text) if event.event_type == event_type]
    assert found == [(modality, by)]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The army did not deny bombing the convoy.", "bombing"),
        ("They should have arrested the general, the lawyer said.", "demand"),
        ("Claims that the army shelled the camp have been widely disputed.", "shelling"),
    ],
)
def test_no_fact(told, text, event_type):
    found = [event for event, *_ in told(text) if event.event_type == event_type]
    assert all(event.modality.value != "asserted" for event in found)


def test_who_takes_his_own_life_kills_nobody_else(told):
    found = [event.event_type for event, *_ in told("The soldier shot two men before killing himself.")]
    assert found == ["shooting"]


def test_who_was_asked_asked_nobody(told):
    text = "Asked whether his forces had shelled the convoy, the general denied it."
    assert all(not source for event, source, *_ in told(text) if event.event_type == "appeal")


SPEAKERS = [  # text, for each event its type, who did it and who says so
    (
        'The army said it had killed ten men. "We attacked the convoy near Bor. We burned two trucks," Omar Ali said.',
        [("killing", "army", "army"), ("armed-attack", "Omar Ali", "Omar Ali"), ("arson", "Omar Ali", "Omar Ali")],
    ),
    ('"We shelled the port," said Houthi spokesman Yahya Saree.', [("shelling", "Houthi", "spokesman Yahya Saree")]),
    (
        'The Houthis said in a statement: "We attacked a tanker. Our fighters fired two missiles at it."',
        [("armed-attack", "Houthis", "Houthis"), ("missile-strike", "Houthis", "Houthis")],
    ),
    (
        "In a statement, the Taliban said: We attacked the base. We captured 20 policemen.",
        [("armed-attack", "Taliban", "Taliban"), ("capture-of-person", "Taliban", "Taliban")],
    ),
    ("M23 left. Its fighters shelled the airport.", [("shelling", "M23", None)]),
    ("We all know how it ended. Rebels burned the village.", [("arson", "Rebels", None)]),
    ("Residents saw an explosion near the market.", [("bombing", None, None)]),
    ("The company announced the kidnapping of two engineers.", [("kidnapping", None, "company")]),
]


@pytest.mark.parametrize(("text", "events"), SPEAKERS, ids=[text for text, _ in SPEAKERS])
def test_who_speaks_of_whom(text, events):
    extraction = _extracted(text)
    mentions = {mention.id: mention for mention in extraction.mentions}

    def meant(id_):
        while id_ and mentions[id_].antecedent_id:
            id_ = mentions[id_].antecedent_id
        return mentions[id_].text if id_ else None

    def source(event):
        return next((meant(each.mention_id) for each in event.arguments if each.role is Role.SOURCE), None)

    found = [(each.event_type, source(each), meant(each.reported_by)) for each in extraction.event_mentions]
    assert [each for each in found if each[0] in {name for name, *_ in events}] == events


def test_a_quotation_between_marks_that_look_alike_ends_where_it_ends():
    text = 'Police seized a 5" gun. "Troops shelled the camp," Ana Ruiz said. Rebels shot a man near the wall.'
    said = {each.event_type: each.reported_by is not None for each in _extracted(text).event_mentions}
    assert (said["shelling"], said["shooting"]) == (True, False)


def _extracted(text):
    return extract(Document(id="d", text=text, published=date(2021, 3, 21)), kg.language.load()(text))


def test_we_of_a_spokesman_is_the_force_without_a_name(pipeline):
    text = '"We have not fired a single shell," said a spokesman for the eastern forces.'
    graph = pipeline.graph_of(Document("d", text, published=date(2024, 5, 15)))
    labels = {entity.key: entity.label for entity in graph.entities}
    assert {labels[key] for event in graph.events for key in event.sources} == {"eastern forces"}
