"""What stands beside an event is none of its sides: grounds, topics, victims, owners, neighbours, settings."""

import pytest

from kg.model import Role

SIDES = {  # name: (sentence, event type, sources, targets)
    "ground lends no source": (
        "Kenya carried out raids on Monday in retaliation for an ambush in Uganda that killed two Kenyan soldiers.",
        "ambush",
        [],
        [],
    ),
    "ground holds no target": (
        "Hezbollah fired rockets in response to the killing of its commander.",
        "killing",
        [],
        ["commander"],
    ),
    "request names no partner": (
        "The Security Council met on Monday at the request of Kenya and Ghana.",
        "meeting",
        ["Security Council"],
        [],
    ),
    "setting is no partner": (
        "The two governments agreed to hold talks in Nairobi in July.",
        "agreement",
        ["governments"],
        [],
    ),
    "topic is no partner": (
        "Kenya signed an agreement on the deployment of 1,000 police officers.",
        "agreement",
        ["Kenya"],
        [],
    ),
    "victim of what is condemned": (
        "Ghana condemned the killing of two nuns.",
        "condemnation",
        ["Ghana"],
        [],
    ),
    "narrated clause of a warning": (
        "Ghana warned that Kenyan hackers had attacked two banks.",
        "warning",
        ["Ghana"],
        [],
    ),
    "blame on": (
        "Kenya blamed the blast on the rebels.",
        "blame",
        ["Kenya"],
        ["rebels"],
    ),
    "scene": ("The Nairobi attack killed ten people.", "armed-attack", [], []),
    "scene of the killing": ("The Nairobi attack killed ten people.", "killing", [], ["people"]),
    "who died ambushed nobody": (
        "Ghana said 15 soldiers had died in an ambush in Kumasi.",
        "ambush",
        [],
        ["soldiers"],
    ),
    "its war": (
        "Kenyan militiamen helped the army in its war against the Ugandan rebels.",
        "armed-clash",
        [],
        ["Ugandan rebels"],
    ),
    "gapping": (
        "Ghana's junta seized power in September 2022, and Niger's in August 2020.",
        "COERCE",
        ["Ghana's junta"],
        [],
    ),
    "who is sent": (
        "Kenya sent 200 Ugandan soldiers to reinforce its patrols.",
        "deployment",
        ["Kenya"],
        [],
    ),
    "ships are no captives": (
        "Kenyan police seized three Ugandan boats on Monday.",
        "seizure",
        ["Kenyan police"],
        ["Ugandan"],
    ),
    "towns are no captives": (
        "The rebels captured 26 of the country's 34 provincial capitals.",
        "capture-of-territory",
        ["rebels"],
        [],
    ),
}


@pytest.mark.parametrize("name", SIDES)
def test_sides_are_only_who_acts_and_suffers(told, name):
    sentence, event_type, sources, targets = SIDES[name]
    found = [(source, target) for event, source, target, _ in told(sentence) if event.event_type == event_type]
    assert found == [(sources, targets)]


NO_EVENT = {  # name: (sentence, event type that it does not tell)
    "live-fire drills": ("China held live-fire drills near the border.", "ceasefire"),
    "itself": ("Kenya's parliament voted to dissolve itself.", "ban"),
    "abandon ship": ("The missile forced the crew to abandon ship.", "withdrawal"),
    "pull back from": ("The king pulled back from launching the raids.", "withdrawal"),
    "stampede": ("Ten pilgrims were crushed in a stampede.", "armed-clash"),
    "its mission": ("Ghana closed its mission.", "censorship"),
    "resupply": ("The blockade of a resupply mission to the marines went on.", "visit"),
    "topic of an agreement": ("Kenya signed an accord on the training of officers.", "training"),
    "against forces": ("The group was suspending operations against Kenyan forces.", "suspension-of-aid"),
}


@pytest.mark.parametrize("name", NO_EVENT)
def test_words_that_look_like_an_event(told, name):
    sentence, event_type = NO_EVENT[name]
    asserted = [event for event, *_ in told(sentence) if event.modality.value == "asserted"]
    assert event_type not in {event.event_type for event in asserted}


TYPES = {
    "airstrike": "He approved military strikes on Kenya but pulled back from launching them.",
    "denial": "The ministry rejected the allegations.",
    "ceasefire": "Kenya and Uganda agreed to a ceasefire.",
    "threat": "The group vowed to avenge its commander.",
    "weapons-test": "North Korea fired a missile into the sea.",
    "cyber-attack": "Kenyan hackers infiltrated power grids.",
    "severance-of-ties": "Ghana closed its consulate.",
    "COERCE": "The soldiers removed the president from power.",
}


@pytest.mark.parametrize("event_type", TYPES)
def test_the_object_decides_the_type(told, event_type):
    assert event_type in {event.event_type for event, *_ in told(TYPES[event_type])}


def test_an_attack_in_which_a_role_is_denied_is_not_denied(told):
    found = {
        event.event_type: event.modality.value for event, *_ in told("Kenya denied any role in the attack on a bus.")
    }
    assert found == {"denial": "asserted", "armed-attack": "asserted"}


PLACES = {  # name: (sentence, event type, places)
    "scene": ("Ghana condemned the Kenya attack on Monday.", "armed-attack", ["Kenya"]),
    "ground": (
        "Kenyan jets carried out airstrikes in Uganda in retaliation for a blast in Ghana.",
        "airstrike",
        ["Uganda"],
    ),
    "contrast": (
        "Ghana imposed sanctions on two rebels, while Kenya and Uganda met in Cairo.",
        "sanctions",
        [],
    ),
    "topic": ("Ghana eased the restrictions on Kenya after Uganda freed two sailors.", "release", []),
    "charge": ("In Rome, two officers went on trial for the murder of a student.", "killing", []),
    "modifier of an actor": ("The rebels attacked US forces.", "armed-attack", []),
}


@pytest.mark.parametrize("name", PLACES)
def test_places_are_of_the_event_itself(told, name):
    sentence, event_type, places = PLACES[name]
    (event,) = (event for event, *_ in told(sentence) if event.event_type == event_type)
    ids = [each.mention_id for each in event.arguments if each.role is Role.PLACE]
    starts = [int(each.split("/")[-1].split("-")[0]) for each in ids]
    assert [sentence[start:].split()[0].strip(".,") for start in starts] == places


SERIES = {  # name: (sentence, event type, sources, targets)
    "list of verbs": (
        "The president met the leader of the governing party, accused Kenya of meddling, and urged voters to rally.",
        "accusation",
        ["president"],
        ["Kenya"],
    ),
    "second participle": (
        "Kenyan guards boarded two boats on Monday, wounding a sailor who lost a thumb and seizing seven rifles.",
        "seizure",
        ["Kenyan guards"],
        [],
    ),
    "bare participle": ("Guerrillas killed in combat were buried on Monday.", "killing", [], ["Guerrillas"]),
    "names of a list": (
        "The United Kingdom, Poland and Canada condemned the raid.",
        "condemnation",
        ["United Kingdom", "Poland", "Canada"],
        [],
    ),
}


@pytest.mark.parametrize("name", SERIES)
def test_series_share_their_subject_and_nothing_else(told, name):
    sentence, event_type, sources, targets = SERIES[name]
    assert (sources, targets) in [(s, t) for event, s, t, _ in told(sentence) if event.event_type == event_type]


def test_what_troops_are_sent_for_has_not_happened(told):
    found = [event.event_type for event, *_ in told("Kenya sent 200 soldiers to reinforce its patrols.")]
    assert found == ["deployment"]


def test_what_was_occupied_is_what_was_freed(told):
    sentence = "Nairobi has been liberated after its occupation by the rebels."
    (event,) = (event for event, *_ in told(sentence) if event.event_type == "occupation")
    assert [each.mention_id.split("/")[-1] for each in event.arguments if each.role is Role.PLACE] == ["0-7"]
