"""Who does what to whom in reports on armed conflict: invented sentences, each on a mistake that was once made."""

from datetime import date

import pytest

SIDES = [  # text, event type, sources (None: any), targets (None: any)
    ("She saw her brother and two neighbours killed.", "killing", [], ["brother", "neighbours"]),
    ("At least 90 people died in attacks blamed on the ADF.", "armed-attack", ["ADF"], None),
    ("A drone strike on a dam, blamed by the army on the militia, cut power.", "drone-strike", ["militia"], None),
    ("The Islamic State claimed Friday's bombing of a mosque in Kersa.", "bombing", ["Islamic State"], None),
    ("A coalition airstrike hit a compound in Mosul.", "airstrike", ["coalition"], None),
    ("Uganda and Kenya launched a joint offensive against the ADF.", "ground-offensive", ["Uganda", "Kenya"], ["ADF"]),
    (
        "Troops killed commander Omar Jallow and two fighters.",
        "killing",
        ["Troops"],
        ["commander Omar Jallow", "fighters"],
    ),
    ("The army, led by Gen. Omar Jallow, attacked the rebels on Monday.", "armed-attack", ["army"], ["rebels"]),
    ("The destroyer shot down a drone over the strait.", "shooting", ["destroyer"], []),
    ("The patrol received small-arms fire from insurgents.", "armed-attack", ["insurgents"], ["patrol"]),
    ("The rebels burned 17 houses in Kersa.", "arson", ["rebels"], []),
    ("Five insurgents turned themselves in to the governor.", "surrender", ["insurgents"], ["governor"]),
    ("Gunmen stormed a hotel in the Somali city of Kismayo on Sunday.", "armed-attack", ["Gunmen"], []),
    ("Indian warplanes struck inside Pakistan on Tuesday.", "airstrike", ["Indian warplanes"], None),
    ("Ethiopian helicopters pursued and killed 40 rebels.", "killing", ["Ethiopian helicopters"], ["rebels"]),
    ("A monk and his assistant were killed by a shell in Kunlong.", "killing", None, ["monk", "assistant"]),
    ("Somali pirates hijacked a Liberian-flagged tanker.", "hostage-taking", ["Somali pirates"], []),
    ("The court sentenced retired Gen. Omar Jallow to 25 years.", "sentencing", ["court"], None),
    ("No group has claimed the shelling of a school in Kersa.", "shelling", [], None),
    ("Militants killed dozens in Pakistan's Balochistan province.", "killing", ["Militants"], []),
    ("Iran fired missiles at a militia that killed at least 11 people.", "killing", [], ["people"]),
    ("The weapons dealer was captured in Ghazni.", "capture-of-person", [], ["weapons dealer"]),
    ("Azeri forces launched rocket strikes on Stepanakert.", "missile-strike", ["Azeri forces"], None),
    (
        "The Malian army, accompanied by mercenaries, raided Moura, looted shops and detained thirty men.",
        "raid",
        ["Malian army"],
        None,
    ),
    ("Police arrested six men, among them a member of the Azad movement.", "arrest", ["Police"], ["men"]),
    ("A mine laid by the ELN detonated under a UN truck.", "bombing", ["ELN"], ["UN"]),
    ("Armed men set fire to a girls' school in Kersa.", "arson", ["Armed men"], []),
]


@pytest.mark.parametrize(("text", "event_type", "sources", "targets"), SIDES)
def test_sides(told, text, event_type, sources, targets):
    found = [(source, target) for event, source, target, _ in told(text) if event.event_type == event_type]
    assert any(sources in (None, source) and targets in (None, target) for source, target in found), found


def test_a_weapon_and_what_it_does_are_one_event(told):
    text = "A bomb planted by rebels of the ELN went off near Tame on Tuesday, killing two soldiers."
    assert next((event.event_type, sources) for event, sources, *_ in told(text)) == ("bombing", ["rebels of the ELN"])
    assert len([event for event, *_ in told(text)]) == 2
    (event, *_), *_ = told("A car bomb exploded in Kersa on Tuesday.")
    assert event.event_type == "car-bombing"


NOT_TOLD = [  # text, what it does not say happened
    ("The delegation offered an amnesty to fighters who lay down their arms.", "surrender"),
    ("Al Shabaab claimed that it had shot down a helicopter.", "accusation"),
    ("The frigate destroyed a drone launched from Yemen.", "weapons-test"),
    ("An ISAF patrol returned fire, killing one insurgent.", "patrol"),
    ("Our reporter gathered that the men had left.", "demonstration"),
    ("Russian troops seized the Enerhodar nuclear power plant.", "coup"),
    ("President Barre has ruled out talks with the rebels.", "negotiation"),
    ("NATO called for an immediate ceasefire.", "ceasefire"),
    ("Residents told Reuters by telephone that they heard jets.", "phone-call"),
    ("The army said it carried out a strike near Bor at the request of the government.", "labour-strike"),
    ("The Rapid Support Forces shelled the town.", "endorsement"),
    ("The minister dismissed the rebels' claim that the army had shelled Kersa.", "shelling"),
]


@pytest.mark.parametrize(("text", "event_type"), NOT_TOLD)
def test_what_is_not_told(told, text, event_type):
    assert event_type not in {event.event_type for event, *_ in told(text)}


MODALITY = [
    ("Had the offer been made in May, the valley would not have been bombed.", "bombing", "hypothetical"),
    ("He denied reports that soldiers had abandoned the town of Kersa.", "withdrawal", "negated"),
    ("The UN confirmed reports that rebels had killed ten villagers.", "killing", "asserted"),
    ("The air force claimed to have bombed the port of Kersa.", "airstrike", "asserted"),
    ("Libya suspended its participation in talks with Egypt.", "negotiation", "negated"),
    ("Troops foiled an attempt to overrun the base and killed ten militants.", "killing", "asserted"),
]


@pytest.mark.parametrize(("text", "event_type", "modality"), MODALITY)
def test_modality(told, text, event_type, modality):
    assert [event.modality for event, *_ in told(text) if event.event_type == event_type] == [modality]


SPEAKERS = [
    ("The militia denied that it had shelled Kersa, where a woman was killed on Monday.", "killing", None),
    ("The army said in a statement that its planes had bombed Kersa.", "airstrike", "army"),
    ("The FSB said it had detained eight people.", "detention", "FSB"),
    ("The raiders left, the police said, adding that six women had been freed.", "release", "police"),
    ("The army said in a statement emailed to reporters that its planes had bombed Kersa.", "airstrike", "army"),
    ("No group has claimed the shelling of a school in Kersa.", "shelling", None),
    ("A tanker was bombed off Sidra on Monday, its owner said.", "bombing", "owner"),
    ("An army strike on a camp near Laiza killed 29; the junta denied carrying it out.", "airstrike", None),
    (
        "A spokesman said that troops who came after rebels burned a post in Kersa had left.",
        "arson",
        "spokesman",
    ),
]


@pytest.mark.parametrize(("text", "event_type", "speaker"), SPEAKERS)
def test_who_says_so(told, text, event_type, speaker):
    assert [by for event, _, _, by in told(text) if event.event_type == event_type] == [speaker]


COUNTS = [
    ("Gunmen raided the village, shooting dead six farmers.", "shooting", "killed 6-6"),
    ("The clash left three soldiers and an estimated 55 militants dead.", "killing", "killed 58-58"),
    ("Two service members died following an explosive device attack in Kersa.", "killing", "killed 2-2"),
    ("Militants took a family hostage in Kersa.", "hostage-taking", ""),
    ("Ethiopian helicopters pursued and killed 40 rebels.", "killing", "killed 40-40"),
    ("Rebels captured their soldiers at the base.", "capture-of-person", "detained 2-None"),
    ("Troops killed a large number of militants.", "killing", "killed 3-None"),
    (
        "Iran fired missiles at a base that killed at least 11 people and wounded scores more.",
        "killing",
        "killed 11-None",
    ),
    ("Jets bombed hideouts, neutralising six militants.", "killing", "killed 6-6"),
    ("The video shows the beheading of 21 soldiers by militants.", "execution", "killed 21-21"),
]


@pytest.mark.parametrize(("text", "event_type", "counts"), COUNTS)
def test_counts(told, text, event_type, counts):
    (event,) = [event for event, *_ in told(text) if event.event_type == event_type]
    assert ", ".join(f"{q.what} {q.low}-{q.high}" for q in event.quantities) == counts


BACK = [  # text, definite noun, trigger of the event that it means (None: it names none)
    ("Rebels fired 30 rockets at the port. Troops shot down a drone. The strikes killed ten.", "strikes", "fired"),
    (
        "Troops arrested a Taliban leader. He planned the killing of a governor. During the operation, troops left.",
        "operation",
        "arrested",
    ),
    (
        "An airstrike killed a commander. He had led an attack on a base in May. After the strike, troops came.",
        "strike",
        "airstrike",
    ),
    ("The destroyer shot down a drone. Oman is watching the operations.", "operations", None),
]


@pytest.mark.parametrize(("text", "noun", "meant"), BACK)
def test_which_event_a_definite_noun_means(told, text, noun, meant):
    events = [event for event, *_ in told(text)]
    by_id = {event.id: event.trigger_text for event in events}
    found = [by_id[event.same_as] for event in events if event.trigger_text == noun and event.same_as in by_id]
    assert found == ([meant] if meant else [])


DAYS = [
    (
        "The clashes followed a February 14 car bombing in Pulwama. The armies exchanged fire in Poonch.",
        "armed-clash",
        date(2021, 3, 24),
    ),
    ("He said it was revenge for the March 8 explosion in Mosul.", "bombing", date(2021, 3, 8)),
    ("The leader planned the March 1 assassination of a governor.", "assassination", date(2021, 3, 1)),
    ("The bandits are holding two men seized near Kersa last Friday.", "kidnapping", date(2021, 3, 19)),
]


@pytest.mark.parametrize(("text", "event_type", "day"), DAYS)
def test_day(told, text, event_type, day):
    (event,) = [each for each, *_ in told(text, date(2021, 3, 24)) if each.event_type == event_type]
    assert event.when.earliest == day


def test_who_is_held_was_not_seized_on_the_day_of_another(told):
    text = "The bandits are holding 14 hostages, among them four sailors seized from a tug off Semporna last Friday."
    found = {event.event_type: event.when.earliest for event, *_ in told(text, date(2021, 3, 24))}
    assert found == {"hostage-taking": None, "kidnapping": date(2021, 3, 19)}
