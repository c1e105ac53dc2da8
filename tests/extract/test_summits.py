"""Reports on summits, sanctions, expulsions and courts: invented sentences that were once read wrongly."""

from datetime import date

import pytest

from kg.model import Modality

SIDES = [  # text, event type, sources, targets of the one event of that type
    (
        "The foreign ministers of Chad and Niger ended two days of talks in Bonn on Monday.",
        "negotiation",
        ["Chad", "Niger"],
        ["Chad", "Niger"],
    ),
    (
        "Acting Deputy Foreign Minister Ana Ruiz, who arrived on Monday, praised the mediators.",
        "praise",
        ["Deputy Foreign Minister Ana Ruiz"],
        ["mediators"],
    ),
    ("Kenya has offered to lead a multinational police mission.", "offer", ["Kenya"], []),
    ("Norway announced visa restrictions on six generals.", "restriction", ["Norway"], ["generals"]),
    ("China blocked a statement of the Security Council.", "veto", ["China"], ["Security Council"]),
    ("Germany demanded access to the detainee.", "demand", ["Germany"], []),
    ("The EU added six men and nine firms to its sanctions list.", "sanctions", ["EU"], ["men", "firms"]),
    ("Minsk declared two Latvian envoys personae non gratae.", "expulsion", ["Minsk"], ["Latvian envoys"]),
    ("The Kremlin denied any interference.", "denial", ["Kremlin"], []),
    ("The palace dismissed the report.", "denial", ["palace"], []),
    (
        "Police fired tear gas on Monday to disperse thousands of students.",
        "crackdown",
        ["Police"],
        ["students"],
    ),
    ("Some 300 people crossed into Zambia.", "displacement", [], ["people"]),
    ("The bloc's monitoring mission said it was looking into the case.", "investigation", None, []),
    ("Orban arrived in Tbilisi for a two-day visit.", "visit", ["Orban"], ["Tbilisi"]),
    ("The president ordered 60 Russians to leave and closed the consulate.", "expulsion", ["president"], ["Russians"]),
    ("Ireland, which is neutral, expelled two envoys.", "expulsion", ["Ireland"], ["envoys"]),
    ("Chad would stop buying arms from Israel, which he accused of war crimes.", "accusation", None, ["Israel"]),
    ("The ministry offered help and denied sheltering rebel leaders.", "denial", ["ministry"], []),
    ("Dockers shut down the port of Beira.", "labour-strike", ["Dockers"], []),
    ("Egypt and Qatar, which mediate between the two sides, met.", "mediation", ["Egypt", "Qatar"], ["sides"]),
    ("Envoys of Kovac and Barro met in Brussels.", "meeting", ["Envoys"], []),
    ("Nora Lind expelled 21 rebels from her Conservative Party.", "dismissal", ["Nora Lind"], ["rebels"]),
    ("Hamas warned of the failure of talks in Cairo.", "warning", ["Hamas"], []),
    ("The agency paused deliveries to the camp.", "suspension-of-aid", ["agency"], []),
    ("The king spoke by telephone with President Amina Barro.", "phone-call", ["king"], ["President Amina Barro"]),
    (
        'The bloc\'s envoy, Jan Hass, called the vote "neither free nor fair" and threatened sanctions.',
        "threat",
        ["bloc's envoy"],
        [],
    ),
    (
        "The European Union and Norway suspended aid to Chad.",
        "suspension-of-aid",
        ["European Union", "Norway"],
        ["Chad"],
    ),
    ("The assembly suspended Russia from the Rights Council.", "severance-of-ties", ["assembly"], ["Russia"]),
    (
        "Troops left after lawmakers passed a motion demanding that the decree be withdrawn.",
        "demand",
        ["lawmakers"],
        [],
    ),
    ("The agency appealed to both countries to let it reach the people.", "appeal", ["agency"], []),
    ("Miners walked out on Wednesday.", "labour-strike", ["Miners"], []),
    ("The league brokered the deal. Two groups rejected it.", "rejection-of-proposal", ["groups"], []),
    ("The bloc approved a ban on imports of Russian coal.", "ban", ["bloc"], ["Russian"]),
    ("Thousands of people marched through Niamey.", "demonstration", ["people"], []),
    (
        "Egypt took part in a telephone call between Barro and Nigerien President Omar Diallo.",
        "phone-call",
        ["Barro", "Nigerien President Omar Diallo"],
        ["Barro", "Nigerien President Omar Diallo"],
    ),
    ("Sudan and Oman have held talks with US envoys.", "negotiation", ["Sudan", "Oman"], ["US envoys"]),
    ("Chad signed agreements on normal relations with Niger.", "agreement", ["Chad"], ["Niger"]),
    ('The judge condemned the "excessive use of force".', "condemnation", ["judge"], []),
    ("Germany's players protested at FIFA's ban.", "demonstration", ["Germany's players"], ["FIFA"]),
    (
        "Chad's prime minister, Omar Diallo, mediated between the generals and the opposition last week.",
        "mediation",
        ["Chad's prime minister"],
        ["generals", "opposition"],
    ),
    (
        "The bloc demanded the immediate release of Barro and of his companion, Sofia Lind.",
        "demand",
        ["bloc"],
        [],
    ),
    ("Soldiers fired tear gas from the roof of the embassy.", "crackdown", ["Soldiers"], []),
    ("The government deployed the army in Islamabad.", "deployment", ["government"], []),
    ("Barro's wife led the march with the mayor.", "demonstration", ["Barro's wife"], []),
    (
        "Chad and Niger signed separate agreements with Norway and Turkey on Friday.",
        "agreement",
        ["Chad", "Niger"],
        ["Norway", "Turkey"],
    ),
    ("The council also suspended the country.", "SANCTION", ["council"], ["country"]),
    ("The court fined Poland one million euros a day.", "sentencing", ["court"], ["Poland"]),
    ("Farmers blocked the Pan-American highway.", "sit-in", ["Farmers"], []),
    ("Norway approved a plan to cut aid to Chad.", "endorsement", ["Norway"], []),
    ("Hackers defaced the websites of the central bank.", "cyber-attack", ["Hackers"], ["central bank"]),
    ("The Committee to Protect Journalists urged Chad to act.", "call-for-action", None, ["Chad"]),
    ("Parliament approved the division of Arbat into two provinces.", "endorsement", None, []),
    ("The government revoked the autonomy of the province.", "restriction", ["government"], None),
    ("The UN Secretary-General, Ana Ruiz, appealed to Chad for calm.", "appeal", ["UN Secretary-General"], ["Chad"]),
    ("The army evacuated two villages near Arbat.", "evacuation", ["army"], None),
    ("Norway pledged to cut tariffs.", "promise", ["Norway"], []),
    ("Ana Ruiz announced $11.5 million in aid to Chad.", "promise", ["Ana Ruiz"], ["Chad"]),
    ("Reporters Without Borders condemned the verdict.", "condemnation", ["Reporters Without Borders"], []),
]


@pytest.mark.parametrize(("text", "event_type", "sources", "targets"), SIDES, ids=[text for text, *_ in SIDES])
def test_sides(told, text, event_type, sources, targets):
    found = [(source, target) for event, source, target, _ in told(text) if event.event_type == event_type]
    assert len(found) == 1
    if targets is not None:
        assert found[0][1] == targets
    if sources is not None:
        assert found[0][0] == sources


TWO = [
    ("Armenia and Azerbaijan met in Geneva. The two countries signed a treaty.", ["Armenia", "Azerbaijan"]),
    ("The army and the Azhar Front fought on. Both sides signed a truce.", ["army", "Azhar Front"]),
    ("The EU and China met. Both sides signed a treaty.", ["EU", "China"]),
    ("France, Chad and Mali met. The two countries signed a treaty.", ["countries"]),
]


@pytest.mark.parametrize(("text", "sources"), TWO)
def test_the_two_sides_are_those_who_were_named_last(told, text, sources):
    signed = [source for event, source, _, _ in told(text) if event.trigger_text.startswith("signed")]
    assert signed == [sources]


NOTHING = [
    ("Norway formally declared the takeover a coup.", "coup"),
    ('She denounced the vote as a "Russian special operation".', "military-operation"),
    ("The resolution lifts the last restrictions on deliveries to the port.", "restriction"),
    ("He apologised for calling the marchers rich.", "call-for-action"),
    ("The fund declined to comment.", "refusal"),
    ("Turkey banned citizens of Chad from flying to Minsk.", "visit"),
    ("Leaders gave the soldiers who ousted Omar Diallo a week to cede power.", "surrender"),
    ("The militia declared the war in Arbat over on Monday.", "ASSAULT"),
    ("The agency suspended its chief of operations in the Aegean.", "suspension-of-aid"),
    ("The minister said that no worker who complains will be deported.", "complaint"),
    ("Doctors close to the marchers put the death toll at 118.", "killing"),
    ("The council admitted that it had ordered the dispersal of a sit-in on June 3.", "threat"),
    ("The group asked the state to respect the right to protest.", "demonstration"),
    ("Lawmakers voted for his removal.", "endorsement"),
    ("The Polish minister said that Poland should not pay.", "demand"),
    ("Chad did not offer to mediate.", "mediation"),
    ("The boat sank when they tried to cross the strait.", "troop-movement"),
    ("Hungary suspended 50 billion euros in aid to Chad.", "AID"),
    ("The sides exchanged lists of prisoners.", "prisoner-exchange"),
]


@pytest.mark.parametrize(("text", "event_type"), NOTHING)
def test_names_and_topics_are_no_events(told, text, event_type):
    assert event_type not in [event.event_type for event, *_ in told(text)]


def test_reports_under_study_are_not_asserted(told):
    text = "Reports that guards beat two journalists near the port are being investigated, the army said."
    found = {event.event_type: (event, speaker) for event, _, _, speaker in told(text)}
    assert found["beating"][0].modality is Modality.HYPOTHETICAL
    assert found["beating"][1] == "army"
    assert found["investigation"][0].modality is Modality.ASSERTED


CHRONICLE = """Timeline of the unrest

April 21 - The tribunal resumes the count. Protesters set fire to offices in Sucre.

April 24 - The loser, Carlos Rey, calls on supporters to march. Soldiers attack a station.
"""


def test_a_heading_dates_all_sentences_of_its_entry(told):
    days = {event.event_type: event.when.earliest for event, *_ in told(CHRONICLE)}
    assert days["arson"] == date(2024, 4, 21)
    assert days["call-for-action"] == date(2024, 4, 24)
    assert days["armed-attack"] == date(2024, 4, 24)


DATES = [  # text, published on Wednesday 15 May 2024; earliest and latest day
    ("Prosecutors have charged three officers over the death of a pupil in Arbat in April.", (None, date(2024, 5, 15))),
    ("Unions have called a two-day strike from Sunday.", (date(2024, 5, 19), date(2024, 5, 19))),
    ("Gunmen attacked the port for a second time this week on Tuesday.", (date(2024, 5, 14), date(2024, 5, 14))),
    ("Poland has sent soldiers and imposed a curfew in Kuznica.", (None, date(2024, 5, 15))),
    ("On Sunday envoys met the soldiers who ousted Omar Diallo.", (date(2024, 5, 12), date(2024, 5, 12))),
    ("The truce, brokered by Riyadh, was due to end on Monday.", (None, date(2024, 5, 15))),
    ("The union, whose members blocked the port, met on Monday.", (None, date(2024, 5, 15))),
    ("The union called for more strikes on Tuesday.", (date(2024, 5, 15), date(2024, 5, 15))),
    (
        "Oslo imposed sanctions on Chad in answer to its attack on Niger on May 3.",
        (date(2024, 5, 3), date(2024, 5, 15)),
    ),
    (
        "In June 2019 gunmen seized a priest. Troops tried to free him that month.",
        (date(2019, 6, 1), date(2019, 6, 30)),
    ),
    ("Baku demands that the rebels disarm; their chiefs agreed on May 9.", (date(2024, 5, 15), date(2024, 5, 15))),
]


@pytest.mark.parametrize(("text", "days"), DATES)
def test_days_of_what_was_told_beside_it_are_not_its_own(told, text, days):
    whens = [event.when for event, *_ in told(text) if event.event_type not in {"coup", "deployment"}]
    assert (whens[0].earliest, whens[0].latest) == days


MODALITIES = [
    ("The two states put off a meeting of their ministers.", "meeting", Modality.FUTURE),
    ("The bloc prepared new sanctions on Minsk.", "sanctions", Modality.FUTURE),
    ("There would be no peace until Chad ended its occupation.", "withdrawal", Modality.HYPOTHETICAL),
    ('"We are not going to accept returns from Chad," Nora Lind said.', "acceptance", Modality.NEGATED),
    ("Latvia offered to mediate, provided that Minsk freed the prisoners.", "release", Modality.HYPOTHETICAL),
]


@pytest.mark.parametrize(("text", "event_type", "modality"), MODALITIES)
def test_what_is_put_off_or_a_condition_is_no_fact(told, text, event_type, modality):
    assert [event.modality for event, *_ in told(text) if event.event_type == event_type] in ([modality], [])


def test_whom_a_sentence_only_describes_acted_another_day(told):
    found = told("On Sunday envoys met the soldiers who ousted Omar Diallo.")
    (when,) = [event.when for event, *_ in found if event.event_type == "coup"]
    assert when.earliest is None


def test_who_condemns_a_blow_may_do_so_later(told):
    found = told("On Sunday rebels attacked a mission. Paris condemned the violence.")
    (when,) = [event.when for event, *_ in found if event.event_type == "condemnation"]
    assert (when.earliest, when.latest) == (date(2024, 5, 12), date(2024, 5, 15))


def test_who_answers_takes_no_day_of_what_others_said(told):
    found = told("The ministry said guards had saved 42 people on Sunday. The bloc accused Chad of leaving them.")
    (when,) = [event.when for event, *_ in found if event.event_type == "accusation"]
    assert when.from_publication


def test_a_march_is_not_held_where_its_slogans_go(told):
    (event, *_), *_ = told("People rallied in Sanaa on Friday, chanting slogans against Israel.")[1:]
    assert len([each for each in event.arguments if each.role == "place"]) == 1


def test_a_stranger_who_speaks_keeps_the_last_speaker_silent(told):
    text = 'President Omar Diallo announced the swap. Ana Lind thanked the emir. "We condemned the raid," he said.'
    sources = [source for event, source, _, _ in told(text) if event.event_type == "condemnation"]
    assert ["President Omar Diallo"] not in sources


def test_them_are_not_those_who_hold_the_two(told):
    text = "Rob King and Ann Weeks were seized by gunmen in Kabul. Troops tried to rescue them."
    targets = [target for event, _, target, _ in told(text) if event.event_type == "rescue"]
    assert targets in ([], [[]])


def test_who_speaks_after_a_semicolon_reports_nothing_before_it(told):
    text = "China objected to the visit; the Indian ministry told Beijing to stay out of it."
    speakers = [speaker for event, _, _, speaker in told(text) if event.event_type == "criticism"]
    assert speakers == [None]


def test_a_topic_lends_no_place(told):
    text = "The council will meet on Friday to discuss the fighting in Haiti, Chad's envoy said."
    (event, *_) = next(each for each in told(text) if each[0].event_type == "meeting")
    assert not [each for each in event.arguments if each.role == "place"]
