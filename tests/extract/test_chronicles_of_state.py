"""Who does what to whom in chronicles, statements and reports of courts: invented sentences, one for each cause."""

from datetime import date

import pytest

SIDES = [  # text, event type, sources, targets
    ("Omar Said was extradited to Egypt.", "extradition", [], ["Omar Said"]),
    (
        "After a raid in Sirwa, Chad, Mali and Niger expelled envoys.",
        "expulsion",
        ["Chad", "Mali", "Niger"],
        ["envoys"],
    ),
    ("He blamed the group that Kigali says killed ten people.", "killing", ["group"], ["people"]),
    ("The ministry banned firms that it says support the rebels.", "ban", ["ministry"], ["firms"]),
    (
        "The deal reached in Oran between the Houthis and the government remains in force.",
        "agreement",
        ["Houthis", "government"],
        ["Houthis", "government"],
    ),
    (
        "The truce agreed in Paris between Chad and Mali was broken by rebels.",
        "agreement",
        ["Chad", "Mali"],
        ["Chad", "Mali"],
    ),
    (
        "Chad's defeated presidential candidate Omar Said rejected the results, accusing the army of fraud.",
        "accusation",
        ["Chad's defeated presidential candidate"],
        ["army"],
    ),
    (
        "The minister spoke with US Secretary of State Ana Ruiz.",
        "discussion",
        ["minister"],
        ["US Secretary of State Ana Ruiz"],
    ),
    ("Accusing the ruling PNDR of fraud, the union left.", "accusation", ["union"], ["PNDR"]),
    ("Critics reject claims that the army bombed a school by mistake.", "bombing", ["army"], []),
    ("Chad accused Niger of a ransomware attack on its parliament.", "cyber-attack", ["Niger"], ["parliament"]),
    ("A wave of attacks hit the website of the ministry.", "cyber-attack", [], ["ministry"]),
    ("Britain withdrew its diplomats from Chad.", "reduction-of-ties", ["Britain"], ["Chad"]),
    ("Poland summoned the chargé of Belarus to protest at the arrest.", "complaint", ["Poland"], ["chargé"]),
    ("The coalition has kept its blockade of the port.", "blockade", ["its"], []),
    ("The junta kept its side of the border closed.", "blockade", ["junta"], []),
    ("The army pulled out of the negotiations.", "SANCTION", ["army"], []),
    ("ECOWAS met in Abuja on Sunday.", "meeting", ["ECOWAS"], []),
    ("Chad freed Omar Said, and President Jean Barro met him.", "meeting", ["President Jean Barro"], []),
    ("Observer Jean Barro was killed in Goma.", "killing", [], ["Observer"]),
    (
        "Police arrested two leaders of the M5 movement, Choguel Maiga and Ana Ruiz.",
        "arrest",
        ["Police"],
        ["Choguel Maiga", "Ana Ruiz"],
    ),
    ("EU countries agreed on sanctions against Russia.", "agreement", ["EU countries"], []),
    ("The police chief of Gaza was suspended.", "dismissal", [], ["police chief of Gaza"]),
    ("A Briton and a Moroccan were sentenced by a court.", "sentencing", ["court"], ["Briton", "Moroccan"]),
    ("The G7 denounces the vote as a sham.", "condemnation", ["G7"], []),
    ("The mayor apologised for the student's death.", "apology", ["mayor"], []),
    (
        "The United States praised Omar Said, and Jean Barro spoke with him.",
        "discussion",
        ["Jean Barro"],
        ["him"],
    ),
]

NOTHING = [
    ("Police had planted weapons at its office.", "bombing"),
    ("Mali and Chad left, saying that both sides had violated the truce.", "ASSAULT"),
    ("Some 300 people fled the fighting and arrived in Semera.", "visit"),
    ("The court will summon the speaker.", "complaint"),
    ("Russia and China vetoed a resolution that condemns the raid.", "condemnation"),
    ("He told reporters by telephone that he had left.", "phone-call"),
    ("The miner Orano suspended its operations.", "military-operation"),
    ("Belgium handed over a tooth of Omar Said to his family.", "extradition"),
    ("Germany has proposed sanctions on Omar Said.", "offer"),
    ("The treaty obliges both countries to provide aid.", "AID"),
    ("The union called a strike for next week.", "call-for-action"),
    ("Poland summoned the envoy to protest at the arrest.", "demonstration"),
]


@pytest.mark.parametrize(("text", "event_type", "sources", "targets"), SIDES)
def test_sides(told, text, event_type, sources, targets):
    found = [(source, target) for event, source, target, _ in told(text) if event.event_type == event_type]
    assert (sources, targets) in found, [(event.event_type, *rest) for event, *rest in told(text)]


@pytest.mark.parametrize(("text", "event_type"), NOTHING)
def test_no_such_event(told, text, event_type):
    assert event_type not in {event.event_type for event, *_ in told(text)}


@pytest.mark.parametrize("text", ["Unions called a strike for Friday.", "A march is planned for Friday in Lome."])
def test_what_is_set_for_a_day_is_still_to_come(told, text):
    [(event, *_)] = told(text, date(2023, 6, 14))
    assert (event.modality.value, event.when.earliest) == ("future", date(2023, 6, 16))


@pytest.mark.parametrize("verb", ["rejected", "disputed"])
def test_who_rejects_claims_says_that_it_was_not_so(told, verb):
    text = f"The minister {verb} the claim that the army bombed a school by mistake."
    found = {event.event_type: (event.modality.value, speaker) for event, _, _, speaker in told(text)}
    assert found["bombing"] == ("negated", "minister")


def test_states_between_which_talks_are_held_are_no_places(told):
    from kg.model import Role

    [(event, *_)] = told("Talks were held in Vienna between Iran, Russia and Turkey.")
    assert len([each for each in event.arguments if each.role is Role.PLACE]) == 1


def test_what_is_sent_is_the_object(told):
    [(event, *_)] = told("Turkey has already sent drones to Sirwa.")
    assert event.object == "drones"


def test_an_arrest_is_not_the_attack_before_it(told):
    arrest, attack = told("Omar Said was arrested in 2009 after his rebels attacked Goma.")
    assert arrest[0].same_as is None
    assert attack[0].same_as is None


def test_a_declared_truce_has_the_day_of_its_declaration(told):
    [(event, *_)] = told("The government declared a truce on 24 March.")
    assert event.when.earliest == date(2024, 3, 24)


def test_a_glance_back_tells_no_year(told):
    *_, (event, *_) = told("Rebels have held the town since June 2014. The army attacked it on 3 May.", None)
    assert event.when.earliest is None or event.when.earliest.year != 2014


def test_a_deed_is_older_than_its_punishment(told):
    found = {event.event_type: event.when for event, *_ in told("A court jailed a man on Monday for killing a guard.")}
    assert found["killing"].earliest is None


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        (
            "The Council of the European Union met. The Council condemned it.",
            "Council",
            "Council of the European Union",
        ),
        ("Chad praised the Revolutionary Guards. The Guards shelled Sirwa.", "Guards", "Revolutionary Guards"),
    ],
)
def test_a_body_is_called_by_one_word_of_its_name(text, short, full):
    import kg.language
    from kg.extract import extract
    from kg.model import Document

    found = {m.text: m for m in extract(Document("d", text), kg.language.load()(text)).mentions}
    assert found[short].antecedent_id == found[full].id
