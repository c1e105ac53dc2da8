"""Who says and does what in reports on politics: sides, modality and speakers of invented sentences."""

import pytest

SIDES = [  # text, event type, sources, targets
    ("The presidents of Colombia and Peru met in Quito.", "meeting", ["Colombia", "Peru"], ["Colombia", "Peru"]),
    ("Iranian and Saudi diplomats held talks in Baghdad.", "negotiation", ["Iranian", "Saudi"], ["Iranian", "Saudi"]),
    ("Iran and Turkey met in Doha.", "meeting", ["Iran", "Turkey"], ["Iran", "Turkey"]),
    ("Hundreds of supporters of army chief Barro marched to the port.", "demonstration", ["supporters"], []),
    ("The Kremlin dismissed Estonia's claims.", "denial", ["Kremlin"], ["Estonia"]),
    ("The ministry denied that officers used excessive force.", "denial", ["ministry"], []),
    (
        "The United Nations reiterated its demand that Israel ease restrictions.",
        "demand",
        ["United Nations"],
        ["Israel"],
    ),
    ("Prosecutors are investigating reports that riot police beat a student.", "investigation", None, ["riot police"]),
    ("Tehran recalled its ambassador from Minsk.", "reduction-of-ties", ["Tehran"], ["Minsk"]),
    ("Washington suspended 95 million dollars in aid to Georgia.", "suspension-of-aid", ["Washington"], ["Georgia"]),
    ("Vietnam hosted the Laotian prime minister for two days.", "hosting", ["Vietnam"], ["Laotian prime minister"]),
    ("A court in Oran on Monday sentenced Ali Karim to four years.", "sentencing", ["court"], ["Ali Karim"]),
    ("The group criticised Qatar's treatment of migrant workers.", "criticism", ["group"], ["Qatar"]),
    ("Poland closed its border with Belarus.", "blockade", ["Poland"], ["Belarus"]),
    ("Rebels gave the governor until Friday to quit.", "ultimatum", ["Rebels"], ["governor"]),
    ("Estonia handed over a Russian spy to the United States.", "extradition", ["Estonia"], ["United States"]),
    ("The Arab League suspended Syria.", "SANCTION", ["Arab League"], ["Syria"]),
    ("The president promised his supporters that he would not flee.", "promise", ["president"], ["supporters"]),
    (
        "A Chinese delegation arrived in Brasilia for talks with President Lula.",
        "negotiation",
        ["Chinese delegation"],
        ["President Lula"],
    ),
    ("Germany offered to send 200 federal police officers.", "offer", ["Germany"], []),
    ("France and Senegal issued a statement urging Mali to talk.", "call-for-action", ["France", "Senegal"], ["Mali"]),
    ("The rebel commander warned that nobody could be sent back over our heads.", "warning", ["rebel commander"], []),
    (
        "U.S. and South Korean forces began an 11-day exercise on Monday.",
        "joint-exercise",
        *[["U.S.", "South Korean"]] * 2,
    ),
    ("The army vowed to keep fighting until the rebels withdraw.", "threat", ["army"], []),
    ("Sudan withdrew its ambassador from Abu Dhabi.", "reduction-of-ties", ["Sudan"], ["Abu Dhabi"]),
    ("The mayor's deputy resigned in protest at the union's silence.", "resignation", None, []),
    ("Hamas, which rules Gaza, warned Israel that it would fight.", "warning", ["Hamas"], ["Israel"]),
    ("Germany, where a court tries two men, expelled four Russian diplomats.", "expulsion", ["Germany"], None),
    (
        "The eviction has drawn criticism from Jordan and the European Union.",
        "criticism",
        ["Jordan", "European Union"],
        [],
    ),
    ("The EU and Norway issued statements of support for London.", "endorsement", ["EU", "Norway"], ["London"]),
    ("An offer by Turkey to host talks was accepted by Russia.", "acceptance", ["Russia"], ["Turkey"]),
    ("Iran's parliament passed a bill imposing tariffs on Iraq.", "SANCTION", ["Iran's parliament"], ["Iraq"]),
    ("Argentina sought the extradition of the Iranian suspect from Bolivia.", "appeal", ["Argentina"], ["Bolivia"]),
    ("Talks between Chad and the rebels collapsed in Doha.", "negotiation", ["Chad", "rebels"], ["Chad", "rebels"]),
    ("Farm unions blocked the A64 motorway near Toulouse.", "sit-in", ["Farm unions"], []),
    ("Hundreds of people demonstrated, some of them waving Emirati flags.", "demonstration", ["people"], []),
    ("China sent its special envoy to Phnom Penh.", "visit", ["China"], ["Phnom Penh"]),
    (
        "Somalia ordered Emirati troops to leave two bases, accusing Abu Dhabi of smuggling a man.",
        "accusation",
        ["Somalia"],
        ["Abu Dhabi"],
    ),
    ("The bloc agreed to launch a mission in Armenia.", "agreement", ["bloc"], []),
    ("Russia halted imports of Armenian brandy in November.", "embargo", ["Russia"], ["Armenian"]),
    ("Rebels demanded that the prisoners be released.", "demand", ["Rebels"], []),
    (
        "A minister called for a joint committee, while the army warned Egyptian companies to leave the area.",
        "warning",
        ["army"],
        ["Egyptian companies"],
    ),
    ("The arrests drew a sharp protest from New Delhi.", "complaint", ["New Delhi"], []),
    ("Mali and Niger signed a declaration on restructuring the Sahel Council.", "agreement", *[["Mali", "Niger"]] * 2),
    (
        "The minister summoned the Mexican ambassador, handed him a note and left.",
        "complaint",
        ["minister"],
        ["Mexican ambassador"],
    ),
    (
        "Mali condemned the raid on a convoy in which two Malians died, and called on all parties to stop.",
        "call-for-action",
        ["Mali"],
        ["parties"],
    ),
    (
        "The Commission said it had not been told of any such act and called on the authorities to investigate.",
        "call-for-action",
        ["Commission"],
        ["authorities"],
    ),
    (
        "Thousands of people gathered outside parliament; riot police used pepper spray and arrested 20 protesters.",
        "crackdown",
        ["riot police"],
        None,
    ),
    (
        "The king said after talks with President Macron that he was tired.",
        "negotiation",
        ["king"],
        ["President Macron"],
    ),
    ("The two sides agreed to reopen the Rafah crossing.", "agreement", None, []),
    ("Washington suspended aid after La Paz expelled its ambassador.", "expulsion", ["La Paz"], None),
    ("The junta revoked five military agreements with France.", "SANCTION", ["junta"], ["France"]),
    ("Protest organisers accused police of beating demonstrators.", "accusation", ["Protest organisers"], ["police"]),
    ("The UK announced sanctions against two Russian generals.", "sanctions", ["UK"], ["Russian generals"]),
    ("China's coast guard rammed a Philippine vessel.", "armed-attack", ["China's coast guard"], None),
    ("Hackers broke into the email accounts of the coast guard.", "cyber-attack", ["Hackers"], ["coast guard"]),
]


@pytest.mark.parametrize(("text", "event_type", "sources", "targets"), SIDES)
def test_sides(told, text, event_type, sources, targets):
    found = [(source, target) for event, source, target, _ in told(text) if event.event_type == event_type]
    assert any(targets in (None, target) and sources in (None, source) for source, target in found), found


NOT_TOLD = [  # text, what it does not say happened
    ("Hungary vetoed an EU loan to Ukraine.", "loan"),
    ("Canada's government halted aid to Rwanda.", "humanitarian-aid"),
    ("The ministry offered no evidence.", "offer"),
    ("The mayor resigned after the collapse of a station roof killed 16 people.", "killing"),
    ("The lawyer said he would appeal.", "appeal"),
    ("The president signed an order on imports.", "agreement"),
    ("The mayor's deputy resigned in protest at the union's silence.", "demonstration"),
    ("The RSF captured El Fasher, the army's last stronghold in Darfur.", "capture-of-person"),
    ("NATO threatened the Bosnian Serbs with air strikes.", "airstrike"),
    ("Germany froze development aid to Uganda.", "AID"),
    ('"No force was used," police chief Jan Berg said.', "rejection-of-proposal"),
    ("The Rapid Support Forces left Nyala.", "endorsement"),
    ("EU envoy Anna Berg demanded Kovac's immediate release.", "release"),
    ("The minister, who resigned in May but withdrew his resignation, left for Rome.", "withdrawal"),
    ("MFA statement on the cyber operations against Estonia.", "military-operation"),
    ("Turkey decided to send its ambassador back to Cairo.", "deportation"),
]


@pytest.mark.parametrize(("text", "event_type"), NOT_TOLD)
def test_what_is_not_told(told, text, event_type):
    assert event_type not in {event.event_type for event, *_ in told(text)}


def test_whose_release_is_demanded_is_not_asked(told):
    (demand,) = told("EU envoy Anna Berg demanded Jan Kovac's immediate release.")
    assert demand[2] == []


def test_reports_are_no_facts_and_claims_have_an_owner(told):
    text = "There were reports that rebels had seized the town of Bambari."
    assert [event.modality for event, *_ in told(text)] == ["hypothetical"]
    text = "Kyiv repeated the Ukrainian army's statement that Russia had shelled a school in Sumy."
    (by,) = [by for event, _, _, by in told(text) if event.event_type == "shelling"]
    assert by == "Ukrainian army"


def test_who_is_sentenced_for_a_deed_did_it_as_they_allege(told):
    text = "A judge sentenced Ali Karim to four years in prison for allegedly organising violent protests."
    (protest,) = [each for each in told(text) if each[0].event_type == "demonstration"]
    assert (protest[0].modality, protest[1]) == ("hypothetical", ["Ali Karim"])


def test_nobody_reports_his_own_threat(told):
    text = "Tehran said it would close the Strait of Hormuz if Israel attacked its oil terminals."
    (by,) = [by for event, _, _, by in told(text) if event.event_type == "threat"]
    assert by is None


def test_who_will_resign_is_not_hidden_by_a_charge(told):
    text = "Montenegro's prime minister was indicted by a court in The Hague and will resign."
    assert ("resignation", "future") in {(event.event_type, event.modality) for event, *_ in told(text)}


def test_the_day_of_what_is_condemned_is_its_own(told):
    text = "Both ministers condemned the attack on a convoy in Lebanon on 12 March, in which two soldiers died."
    days = {event.event_type: str(event.when.earliest) for event, *_ in told(text)}
    assert days["armed-attack"] == "2024-03-12"
    assert days["condemnation"] != "2024-03-12"


def test_a_verb_whose_past_looks_like_its_present_tells_what_happened(told):
    (hit,) = [event for event, *_ in told("Ukrainian drones hit a refinery in Ryazan.")]
    assert hit.event_type == "drone-strike"


def test_what_nobody_wants_to_be_seen_as(told):
    text = "Neither government wants to be seen as giving in to the rebels."
    assert {event.modality for event, *_ in told(text)} <= {"hypothetical", "negated"}


@pytest.mark.parametrize(
    ("text", "event_type", "day"),
    [
        ("The bloc sent troops to the talks, which are due to end on Friday.", "deployment", "2024-05-17"),
        ("He said the men were handed over to guards and would be tried on Tuesday.", "release", "2024-05-21"),
    ],
)
def test_what_is_to_come_dates_nothing_before_it(told, text, event_type, day):
    (event,) = [event for event, *_ in told(text) if event.event_type == event_type]
    assert str(event.when.earliest) != day
    assert event.modality == "asserted"


def test_what_was_left_years_ago_is_not_what_began_now(told):
    text = "Egypt and Ethiopia resumed talks on Monday. Sudan withdrew from the negotiations in 2021."
    (now, *rest) = [event for event, *_ in told(text) if event.event_type == "negotiation"]
    assert all(event.same_as != now.id for event in rest)


def test_what_talks_are_on_is_not_where_they_are(told):
    text = "Egypt and Ethiopia resumed talks on the Merowe Dam in Cairo on Monday."
    (talks,) = [event for event, *_ in told(text) if event.event_type == "negotiation"]
    places = [a.mention_id for a in talks.arguments if a.role == "place"]
    start = text.index("Cairo")
    assert [f"{start}-" in place for place in places] == [True]


def test_what_a_topic_is_about_is_no_place_of_the_talks(told):
    (talks,) = [event for event, *_ in told("The two sides held talks on a reduction of forces in Kashmir.")]
    assert {argument.role.value for argument in talks.arguments} == {"source"}


def test_what_is_said_of_a_speaker_is_not_his_word(told):
    said = "Egypt's minister told his Ethiopian counterpart that Cairo would not accept any delay without an agreement"
    text = f"{said}, two officials who attended the meeting said."
    assert not [by for event, _, _, by in told(text) if event.event_type == "meeting" and by]


def test_a_day_to_come_is_not_carried_to_what_happened(told):
    text = "The trial of the mayor will go ahead on Monday. Police deployed around the court and fired in the air."
    deployed = [event for event, *_ in told(text) if event.event_type == "deployment"]
    assert [event.modality for event in deployed] == ["asserted"]


def test_how_long_somebody_is_in_power_dates_nothing_else(told):
    (vow,) = [event for event, *_ in told("President Ali Karim, in power since 1986, vowed to lift the ban.")]
    assert vow.when.earliest is None or vow.when.earliest.year == 2024


def test_a_surname_is_no_place(told):
    text = (
        "Opposition leader Kizza Besigye left on Friday. His wife spoke to Kenya. Police fired in the air around"
        " Makindye barracks, where Besigye is held, to scatter a small group of his supporters."
    )
    (held,) = [each for each in told(text) if each[0].trigger_text == "held"]
    assert (held[0].event_type, held[2]) == ("detention", ["Besigye"])


def test_what_might_have_been_is_not_meant_by_the(told):
    text = "A law allowed civilians to be tried by the army. A spokesman said the trial would go ahead."
    assert "noun-back" not in {event.rule for event, *_ in told(text)}


def test_a_perfect_is_not_dated_by_the_past_beside_it(told):
    text = "Sudan withdrew its ambassador from Abu Dhabi in March and has asked the United Nations to act."
    (asked,) = [event for event, *_ in told(text) if event.event_type == "appeal"]
    assert asked.when.from_publication or asked.when.latest.month != 3


def test_no_plans_are_denied_once(told):
    (plan,) = [event for event, *_ in told("Germany has no plans to recognise Palestine.")]
    assert plan.modality == "negated"


def test_who_is_accused_does_not_report_it(told):
    text = "Accused by Kyiv of deporting children, Moscow denied everything."
    (by,) = [by for event, _, _, by in told(text) if event.event_type == "accusation"]
    assert by is None


def test_what_an_accusation_says_is_no_fact(told):
    text = "The accusation by Uganda that Rwanda backs the rebels angered Kigali."
    assert "asserted" not in {event.modality for event, *_ in told(text) if event.event_type == "endorsement"}


@pytest.mark.parametrize(
    "text",
    [
        "Fiji has no intention of expelling Chinese diplomats.",
        "Kenya will neither recognise Kosovo nor open an embassy in Pristina.",
        "The Kremlin said it knew nothing of any talks with Kyiv.",
        "There is no evidence that Rwanda armed the rebels, the minister said.",
        "Peace talks between the Philippines and the rebels have yet to begin.",
    ],
)
def test_what_did_not_happen(told, text):
    found = [event.modality for event, *_ in told(text)]
    assert found
    assert "asserted" not in found


def test_he_is_nobody_where_a_nearer_man_is_named(told):
    text = (
        "Prime Minister Nikol Pashinyan accused Moscow of lies. In March police arrested Archbishop Bagrat Galstanyan;"
        " he went on hunger strike in prison."
    )
    sources = [source for event, source, *_ in told(text) if event.event_type == "hunger-strike"]
    assert all("Pashinyan" not in name for source in sources for name in source)


def test_what_is_said_of_an_allegation_is_the_authors(told):
    text = "Armenia's president said that guards had beaten two of the men, an allegation that Azerbaijan denies."
    assert not [by for event, _, _, by in told(text) if event.event_type == "denial" and by]


def test_what_is_given_in_exchange_for_a_promise_has_not_happened(told):
    text = "Caracas will release 14 prisoners in exchange for the extradition of two former officers."
    assert {event.modality for event, *_ in told(text) if event.event_type == "extradition"} <= {"future"}


def test_whom_a_reward_is_for_is_still_free(told):
    text = "The US offered a reward for information leading to the arrest of General Karim Said."
    assert "asserted" not in {event.modality for event, *_ in told(text) if event.event_type == "arrest"}
