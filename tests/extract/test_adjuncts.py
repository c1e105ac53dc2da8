"""What stands beside an event is none of its sides: grounds, topics, victims, owners, neighbours, settings."""

import pytest

from kg.extract import syntax
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
        ["army"],
        ["Ugandan rebels"],
    ),
    "gapping": (
        "Ghana's junta seized power in September 2022, and Niger's in August 2020.",
        "coup",
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
    "reduction-of-ties": "Ghana closed its consulate.",
    "severance-of-ties": "Ghana broke off ties with Togo.",
    "expulsion": "Ghana's government expelled two Togolese diplomats.",
    "lifting-of-sanctions": "The bloc dropped sanctions against two bankers.",
    "joint-exercise": "French and Egyptian warships held naval drills off Alexandria.",
    "humanitarian-aid": "Japan provided Ukraine with medical equipment.",
    "ultimatum": "The army gave the rebels 48 hours to leave the valley.",
    "coup": "The soldiers removed the president from power.",
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


MORE = {  # name: (sentence, event type, sources, targets)
    "gerund after": ("The envoy called for restraint after talking to Kenya.", "call-for-action", ["envoy"], []),
    "shared object": (
        "Rebels ransacked and torched the headquarters of the ruling party.",
        "armed-attack",
        ["Rebels"],
        ["ruling party"],
    ),
    "what they called": (
        "Ghana and Kenya condemned what they called Ugandan aggression.",
        "condemnation",
        ["Ghana", "Kenya"],
        ["Ugandan"],
    ),
    "who is to be freed": ("The president demanded the release of two sailors.", "demand", ["president"], []),
    "phone": ("The envoy told the president by phone that talks had failed.", "phone-call", ["envoy"], ["president"]),
    "own losses": ("The army lost 50 soldiers.", "killing", [], ["soldiers"]),
    "rammed": ("A Kenyan patrol boat rammed a trawler.", "armed-attack", ["Kenyan"], []),
    "voted to": ("Kenya's parliament voted to impose martial law.", "restriction", ["Kenya's parliament"], []),
    "its commander": (
        "The group mourned the killing of its commander Amadou Diallo.",
        "killing",
        [],
        ["commander Amadou Diallo"],
    ),
}


@pytest.mark.parametrize("name", MORE)
def test_turns_of_wire_reports(told, name):
    sentence, event_type, sources, targets = MORE[name]
    assert (sources, targets) in [(s, t) for event, s, t, _ in told(sentence) if event.event_type == event_type]


def test_each_clause_beside_a_semicolon_has_its_speaker(told):
    sentence = (
        "An airstrike killed 80 people on Saturday, the civil defence said; the Kenyan military said it had hit a "
        "command centre and had killed 19 militants."
    )
    killings = [(sources, reporter) for event, sources, _, reporter in told(sentence) if event.event_type == "killing"]
    assert killings[-1] == (["it"], "Kenyan military")


def test_two_subjects_that_nothing_joins_are_one(parsed):
    doc = parsed("Airstrikes=airstrike/NNS/nsubj/3 villagers=villager/NNS/nsubj/3 killed=kill/VBD/root/0 ten/CD/obj/3")
    assert [filler.token.text for filler in syntax.surface_subjects(doc[2])] == ["Airstrikes"]


def test_who_is_not_among_those_hit_was_not_attacked(told):
    found = [
        event.modality.value for event, *_ in told("The militia was not among the groups targeted by Kenyan jets.")
    ]
    assert "negated" not in found


def test_blame_lies_on_whom_it_is_laid(told):
    found = {event.event_type: (s, t) for event, s, t, _ in told("Ghana blamed the raid on the rebels, who denied it.")}
    assert found["blame"] == (["Ghana"], ["rebels"])
    assert "raid" not in found or found["raid"] == ([], [])


OTHERS = {  # name: (sentence, event type, sources, targets)
    "whom a denied deed hit": ("Ghana denied having armed the rebels.", "denial", ["Ghana"], []),
    "of a party": ("Mobs attacked shops, killing a treasurer of the Unity Party.", "killing", ["Mobs"], []),
    "charges": ("A court acquitted the banker of charges of violating sanctions.", "release", ["court"], ["banker"]),
    "past beside a progressive": (
        "Gunmen abducted three teachers who were travelling to Juba and burned their bus.",
        "arson",
        ["Gunmen"],
        [],
    ),
    "whose": (
        "Amadou Diallo, whose lawyer was murdered last week by gunmen, called for a strike.",
        "killing",
        ["gunmen"],
        ["lawyer"],
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_who_stands_near_is_not_meant(told, name):
    sentence, event_type, sources, targets = OTHERS[name]
    assert (sources, targets) in [(s, t) for event, s, t, _ in told(sentence) if event.event_type == event_type]


ALLEGED = (
    "Police detained a man suspected of blowing up a bridge in Kumasi.",
    "A court acquitted a banker of charges of killing a guard.",
)


@pytest.mark.parametrize("sentence", ALLEGED)
def test_what_somebody_is_suspected_of_may_not_have_happened(told, sentence):
    modality = {event.event_type: event.modality.value for event, *_ in told(sentence)}
    alleged = {kind: each for kind, each in modality.items() if kind in {"bombing", "killing"}}
    assert set(alleged.values()) == {"hypothetical"}


def test_a_suicide_bomber_is_no_aircraft(told):
    found = [event.event_type for event, *_ in told("A suicide bomber attacked a van in Karachi.")]
    assert "airstrike" not in found


def test_a_deed_and_the_flight_after_it_are_counted_apart(told):
    sentence = "A gunman attacked a van in Karachi, a day after militants shot two officers and fled with their rifles."
    counted = {event.event_type: {each.what for each in event.quantities} for event, *_ in told(sentence)}
    assert "displaced" not in counted["armed-attack"]


def test_helicopters_back_nobody(told):
    found = [event.event_type for event, *_ in told("Kenyan soldiers backed by helicopters raided a ranch.")]
    assert found == ["raid"]


SCENES = {  # name: (sentence, event type, places)
    "what is avenged": (
        "Kenya carried out airstrikes in Juba in retaliation for the killing of seven soldiers.",
        "killing",
        [],
    ),
    "another subject meanwhile": (
        "Soldiers raided a ranch in Juba on Monday, while a prosecutor was shot dead outside her home.",
        "shooting",
        [],
    ),
    "another body": (
        "Prosecutors tried a banker in Nairobi on Monday, and Interpol arrested two men.",
        "arrest",
        [],
    ),
}


@pytest.mark.parametrize("name", SCENES)
def test_other_scenes_lend_no_place(told, name):
    sentence, event_type, places = SCENES[name]
    found = [event for event, *_ in told(sentence) if event.event_type == event_type]
    assert found
    assert [each for event in found for each in event.arguments if each.role is Role.PLACE] == places


def test_a_president_orders_no_labour_strike(told):
    sentence = "President Amadou Diallo said he would order further strikes."
    assert "labour-strike" not in {event.event_type for event, *_ in told(sentence)}
