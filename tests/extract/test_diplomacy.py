"""Who does what to whom in reports on diplomacy, courts and protests: invented sentences, one for each cause."""

from datetime import date

import pytest

import kg.language
from kg.extract import extract
from kg.model import Document, Role

SIDES = [  # text, event type, sources, targets
    ("Envoys from Chad and Niger met in Doha.", "meeting", ["Chad", "Niger"], ["Chad", "Niger"]),
    ("The UN Secretary-General welcomed the deal.", "welcome", ["UN Secretary-General"], []),
    ("The governor sacked a clerk and fired six ambassadors on Monday.", "dismissal", ["governor"], ["ambassadors"]),
    ("Miners have been on strike since Monday.", "labour-strike", ["Miners"], []),
    ("Students stormed the mayor's office.", "riot", ["Students"], ["mayor"]),
    ("Gunmen stormed the mayor's office.", "armed-attack", ["Gunmen"], ["mayor"]),
    ("The bishop condemned the army's seizure of power.", "coup", ["army"], []),
    ("Families blocked a highway in Tel Aviv.", "sit-in", ["Families"], []),
    ("Rebels looted a bank. The government denied this.", "denial", ["government"], []),
    ("Talks reopened in Doha between the army and the rebels.", "negotiation", ["army", "rebels"], ["army", "rebels"]),
    (
        "A court jailed activist Omar Said for ten years on Tuesday.",
        "detention",
        ["court"],
        ["activist Omar Said"],
    ),
    (
        "U.S. Secretary of State Ana Ruiz landed in Oran. She is due to meet President Karim Diallo on Friday.",
        "meeting",
        ["She"],
        ["President Karim Diallo"],
    ),
    ("Ireland slams Chad over a dam", "criticism", ["Ireland"], ["Chad"]),
    ("Norway spoke with Kenya on Monday.", "discussion", ["Norway"], ["Kenya"]),
    ("Norway pushed Kenya to sign the treaty.", "REQUEST", ["Norway"], ["Kenya"]),
    ("Chad moved to recall its envoy from Mali.", "reduction-of-ties", ["Chad"], ["Mali"]),
    (
        "The bank came under fire from Chad's finance minister for its fees.",
        "criticism",
        ["Chad's finance minister"],
        ["bank"],
    ),
    (
        "The Red Cross handed out tents to flood victims in Kersa.",
        "humanitarian-aid",
        ["Red Cross"],
        ["flood victims"],
    ),
    ("Chad handed a disputed strip of land back to Mali.", "return", ["Chad"], ["Mali"]),
    ("The Red Cross gave blankets to storm victims in Kersa.", "humanitarian-aid", ["Red Cross"], ["storm victims"]),
    ("The cabinet declared a state of siege in Kersa.", "restriction", ["cabinet"], []),
    (
        "Hundreds of Armenians gathered to show their support for the premier.",
        "endorsement",
        ["Armenians"],
        ["premier"],
    ),
    ("Cyprus handed over a fugitive banker to Germany.", "extradition", ["Cyprus"], ["fugitive banker", "Germany"]),
    ("China shares satellite images with Laos.", "intelligence-sharing", ["China"], ["Laos"]),
    ("Chad to reopen border with Niger", "promise", ["Chad"], ["Niger"]),
    ("A court overturned the conviction of a former president.", "amnesty", ["court"], ["former president"]),
    ("The premier sought help from Chad to quell gangs.", "appeal", ["premier"], ["Chad"]),
    ("The premier sought help to quell gangs.", "appeal", ["premier"], []),
    ("The Houthis issued a threat on Monday to strike Kenyan airports.", "threat", ["Houthis"], ["Kenyan"]),
    ("A crowd smashed the windows of a bank.", "riot", ["crowd"], ["bank"]),
    ("More than 500 Greeks took to the streets on Saturday.", "demonstration", ["Greeks"], []),
    ("The cabinet withdrew the bill on Friday.", "concession", ["cabinet"], []),
    ("Kenya scrambled fighter jets on Tuesday.", "deployment", ["Kenya"], []),
    ("The bank froze $7 million of the junta.", "asset-freeze", ["bank"], ["junta"]),
    ("Thousands rallied against the junta.", "demonstration", [], ["junta"]),
    ("Crowds hurled stones at officers.", "riot", ["Crowds"], ["officers"]),
    ("The president cut short a visit to Italy.", "visit", ["president"], ["Italy"]),
    ("The EU fined six Russian banks, accusing them of fraud.", "accusation", ["EU"], ["them"]),
    ("The commission said it had barred two candidates from standing.", "ban", ["commission"], ["candidates"]),
    ("Lawyers marched to the court to demand the release of a blogger.", "demonstration", ["Lawyers"], []),
    ("Police held ten miners for holding a rally. They were freed on Monday.", "release", [], ["miners"]),
    (
        "An agreement between Chad and Niger on a dam was signed in Oran.",
        "agreement",
        ["Chad", "Niger"],
        ["Chad", "Niger"],
    ),
    ("Accusing Chad of arming rebels, Mali recalled its envoy.", "accusation", ["Mali"], ["Chad"]),
    ("Ghana asked a UN court to order Mali to free a priest.", "appeal", ["Ghana"], ["UN court"]),
    ("The president refused to sign a law on judges.", "refusal", ["president"], []),
    ("The group renewed threats of attacks on tourists.", "threat", ["group"], []),
    ("Teachers have been on hunger strike for ten days.", "hunger-strike", ["Teachers"], []),
    ("Chad shut its border to Malian trucks.", "blockade", ["Chad"], ["Malian"]),
    ("An editor was taken away by police.", "detention", ["police"], ["editor"]),
    ("A court handed life terms to nine generals.", "sentencing", ["court"], ["generals"]),
    ("The leaders of Chad and Mali sat down for talks.", "negotiation", ["Chad", "Mali"], ["Chad", "Mali"]),
    ("The government backed down on a fare rise.", "concession", ["government"], []),
    ("Students stormed the palace. One man died after police fired tear gas.", "killing", [], ["man"]),
    ("North Korea accused of hacking a ministry", "accusation", [], ["North Korea"]),
    ("Nepalese police baton-charged Tibetan protesters.", "crackdown", ["Nepalese police"], ["Tibetan protesters"]),
    ("Chad pulled its ambassador from Bamako.", "reduction-of-ties", ["Chad"], ["Bamako"]),
    ("The chancellor assured Kenya that Ghana would pay.", "promise", ["chancellor"], ["Kenya"]),
    ("Estonia asked its NATO allies for more radars.", "appeal", ["Estonia"], ["NATO allies"]),
    ("The League called an emergency meeting on Gaza for Saturday.", "meeting", ["League"], []),
    ("The bloc voiced alarm over the raid.", "criticism", ["bloc"], []),
    ("Chad and Mali have resolved their border dispute.", "agreement", ["Chad", "Mali"], ["Chad", "Mali"]),
    ("The cleric told his followers to leave.", "demand", ["cleric"], ["followers"]),
    ("Kenya is ready to host talks between Chad and Mali.", "promise", ["Kenya"], ["Chad", "Mali"]),
    ("The king is ready to attack the rebels.", "threat", ["king"], ["rebels"]),
    ("Iran called Kenya's vote a sham.", "criticism", ["Iran"], ["Kenya"]),
    ("Parliament overrode the president's veto.", "REJECT", ["Parliament"], ["president"]),
    ("Protesters set up barricades in Oran.", "sit-in", ["Protesters"], []),
    ("The premier came out against the plan.", "refusal", ["premier"], []),
    ("The premier called on Chad to end its illegal war.", "call-for-action", ["premier"], ["Chad"]),
    ("Farmers blocked a motorway on Monday.", "sit-in", ["Farmers"], []),
    ("Iran test-fired a new missile on Sunday.", "weapons-test", ["Iran"], []),
    ("Mali received $8 million in aid from Chad.", "AID", ["Chad"], ["Mali"]),
    (
        "Thai PM, Malaysian counterpart discuss a pipeline",
        "discussion",
        ["Thai PM", "Malaysian counterpart"],
        ["Thai PM", "Malaysian counterpart"],
    ),
    ("Nurses went on strike to press the government for higher pay.", "call-for-action", ["Nurses"], ["government"]),
    ("Kenya completed the withdrawal of its troops from Chad.", "withdrawal", ["Kenya"], ["Chad"]),
    ("A rights group voiced concern at the treatment of migrants.", "criticism", ["rights group"], []),
    (
        "Lawyers filed a complaint against the government for closing their union.",
        "censorship",
        ["government"],
        ["union"],
    ),
    (
        "Who has left?\n\nQ: What did Kenya do?\nA: It expelled two Malian diplomats.",
        "expulsion",
        ["It"],
        ["Malian diplomats"],
    ),
]
NOTHING = [  # text, an event type that it does not tell
    ("The premier called on Chad to end its illegal war.", "criticism"),
    ("Parliament overrode the president's veto.", "veto"),
    ("The vote demonstrates that both parties are willing to talk.", "promise"),
    ("The king is ready to attack the rebels.", "promise"),
    ("Kenyan president says the country must apply to join the bloc", "demand"),
    ("Ghana asked a UN court to order Mali to free a priest.", "demand"),
    ("We will not allow anybody to tear it up, the premier said.", "easing-of-restrictions"),
    ("The ministry said it would respond by expelling Chadian diplomats.", "expulsion"),
    ("Chad barred envoys in May from entering the capital.", "troop-movement"),
    ("The cabinet withdrew the bill on Friday.", "withdrawal"),
    ("Rescue teams flew to Greece.", "visit"),
    ("A court overturned the conviction of a former president.", "accusation"),
    ("A ministry official declined to give details.", "refusal"),
    ("A plane landed in Sirwa with medical supplies.", "troop-movement"),
    ("Who has left?\n\nQ: Will France withdraw from Mali?\nA: Perhaps.", "promise"),
    ("Chad and Niger agreed a ceasefire. A minister, Ana Ruiz, announced the ceasefire.", "promise"),
]


def mentions(text):
    return {each.text: each for each in extract(Document("d", text), kg.language.load()(text)).mentions}


@pytest.mark.parametrize(("text", "event_type", "sources", "targets"), SIDES)
def test_sides(told, text, event_type, sources, targets):
    found = [(source, target) for event, source, target, _ in told(text) if event.event_type == event_type]
    assert (sources, targets) in found, found


@pytest.mark.parametrize(("text", "event_type"), NOTHING)
def test_no_such_event(told, text, event_type):
    assert event_type not in {event.event_type for event, *_ in told(text)}


@pytest.mark.parametrize("plan", ["expected", "due"])
def test_what_somebody_is_expected_to_do_later_dates_nothing_that_he_did(told, plan):
    [(event, *_)] = told(f"The president banned the rally and is {plan} to speak on Friday.", date(2023, 6, 14))
    assert (event.modality.value, event.when.from_publication) == ("asserted", True)


def test_what_is_pressed_for_is_no_fact(told):
    found = {
        event.event_type: event.modality.value for event, *_ in told("Lawyers pressed for the dissolution of a party.")
    }
    assert found.get("ban", "hypothetical") == "hypothetical"


def test_an_exchange_under_a_deal_is_not_where_the_deal_was_signed(told):
    text = "Chad and Mali exchanged prisoners under a deal signed in Oran."
    assert [Role.PLACE for event, *_ in told(text) for each in event.arguments if each.role is Role.PLACE] == []


def test_a_headline_tells_of_what_is_to_come(told):
    [(event, source, target, _)] = told("Chad to resume talks with Niger")
    assert (event.modality.value, source, target) == ("future", ["Chad"], ["Niger"])


def test_a_lawyer_between_commas_is_who_is_named_behind():
    found = mentions("A court jailed Omar Said. His lawyer, Ana Ruiz, called the ruling unfair.")
    assert found["Ana Ruiz"].antecedent_id == found["lawyer"].id


def test_a_militia_is_no_group_that_others_of_its_sort_fought():
    found = mentions("Arab militias fought the Zaghawa Front. The militia looted shops.")
    assert found["militia"].antecedent_id is None
    found = mentions("Soldiers fought the Zaghawa Front. The militia looted shops.")
    assert found["militia"].antecedent_id == found["Zaghawa Front"].id


def test_who_urges_a_region_urges_nobody_inside(told):
    assert [target for event, _, target, _ in told("Ruiz urged the West to stop buying Malian oil.")] == [[]]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The ministers are to meet at the weekend.", date(2023, 6, 17), date(2023, 6, 18)),
        ("Rebels attacked a camp at the weekend.", date(2023, 6, 10), date(2023, 6, 11)),
        ("Rebels attacked a camp at the start of the month.", date(2023, 6, 1), date(2023, 6, 10)),
    ],
)
def test_times(text, first, last):
    from kg.extract.times import time_expressions

    [found] = time_expressions(text, date(2023, 6, 14))
    whens = [each for each in (found.when, found.ahead) if each is not None]
    assert (first, last) in [(when.earliest, when.latest) for when in whens]
