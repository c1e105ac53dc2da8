"""What happened, by the codebook: types of invented sentences, and words that tell no event where they stand."""

import pytest

TOLD = [  # text, event type, sources, targets
    ("Chad test-fired two missiles on Sunday.", "weapons-test", ["Chad"], []),
    ("The navy of Chad test-fired a missile.", "weapons-test", None, []),
    ("Two missiles were test-fired by Iran.", "weapons-test", ["Iran"], []),
    ("Police tear-gassed the marchers in Lima.", "crackdown", ["Police"], ["marchers"]),
    ("Kenya co-operated with Interpol.", "COOPERATE", ["Kenya"], ["Interpol"]),
    ("Kenya re-opened its border with Somalia.", "easing-of-restrictions", ["Kenya"], ["Somalia"]),
    ("Gunmen gang-raped two nurses in Goma.", "sexual-violence", ["Gunmen"], ["nurses"]),
    ("Students staged a sit-in at the university.", "sit-in", ["Students"], None),
    ("A cyber-attack on the Albanian parliament cut power.", "cyber-attack", [], None),
    ("The cease-fire between Armenia and Azerbaijan held.", "ceasefire", ["Armenia", "Azerbaijan"], None),
    ("Turkey's co-operation with Libya grew.", "COOPERATE", ["Turkey"], ["Libya"]),
    ("The rebels handed over 900 rifles and other weapons to the mission.", "disarmament", ["rebels"], ["mission"]),
    ("The general handed over power to a civilian.", "resignation", ["general"], None),
    ("The rebels gave up their weapons.", "disarmament", ["rebels"], []),
    ("The bloc gave the junta a week to free the premier.", "ultimatum", ["bloc"], ["junta"]),
    ("The opposition called for the resignation of the mayor.", "demand", ["opposition"], ["mayor"]),
    ("The crowd called for the resignation of the mayor.", "demonstration", ["crowd"], ["mayor"]),
    ("Senators shot down the bill.", "rejection-of-proposal", ["Senators"], []),
    ("Norway cut aid to Niger.", "suspension-of-aid", ["Norway"], ["Niger"]),
    ("The rebels suspended talks with Mali.", "SANCTION", ["rebels"], ["Mali"]),
    ("Mali withdrew from ECOWAS.", "SANCTION", ["Mali"], ["ECOWAS"]),
    ("Qatar left OPEC in January.", "SANCTION", ["Qatar"], ["OPEC"]),
    ("Gabon cut off the internet in the capital.", "censorship", ["Gabon"], []),
    ("Iran blocked WhatsApp.", "censorship", ["Iran"], []),
    ("Syrian forces used chlorine against rebels in Homs.", "chemical-attack", ["Syrian forces"], ["rebels"]),
    ("Russia labelled the newspaper a foreign agent.", "restriction", ["Russia"], ["newspaper"]),
    ("The regulator revoked the licence of the broadcaster.", "restriction", ["regulator"], ["broadcaster"]),
    ("Al Jazeera's office in Ramallah was closed by Israeli troops.", "censorship", ["Israeli troops"], None),
    ("Thailand repatriated 250 nationals from Myanmar.", "evacuation", ["Thailand"], ["nationals"]),
    ("The group handed over the bodies of two hostages to Israel.", "return", ["group"], ["Israel"]),
    ("Parliament approved an amnesty for Catalan separatists.", "amnesty", ["Parliament"], ["Catalan separatists"]),
    ("The premier defended his minister against the allegations.", "endorsement", ["premier"], ["minister"]),
    ("Ghana and Togo boosted trade.", "economic-cooperation", ["Ghana", "Togo"], None),
    ("Ghana and Togo resumed flights.", "COOPERATE", ["Ghana", "Togo"], None),
    ("Cuba sent doctors to Haiti.", "humanitarian-aid", ["Cuba"], ["Haiti"]),
    ("The EU disbursed 500 million euros to Moldova.", "economic-aid", ["EU"], ["Moldova"]),
    ("Israel allowed aid trucks to enter Gaza.", "easing-of-restrictions", ["Israel"], None),
    ("Rwanda and Chad carried out a joint operation in Darfur.", "joint-operation", ["Rwanda", "Chad"], None),
    ("Kenyan and Ugandan patrols marched into Goma.", "troop-movement", None, None),
    ("Youths stoned the patrol.", "riot", ["Youths"], ["patrol"]),
    ("The regime suspended the newspaper.", "censorship", ["regime"], ["newspaper"]),
    ("The junta court-martialled three officers.", "lawsuit", ["junta"], ["officers"]),
    ("Jordan airdropped food to northern Gaza.", "humanitarian-aid", ["Jordan"], None),
    ("Opposition deputies jeered President Ruto.", "criticism", ["Opposition deputies"], ["President Ruto"]),
    ("The opposition attacked the treaty as a sell-out.", "criticism", ["opposition"], []),
    ("Ireland's minister described the raid as an outrage.", "criticism", ["Ireland's minister"], []),
    ("Washington rescinded sanctions on two Turkish ministers.", "lifting-of-sanctions", ["Washington"], None),
    ("Niger terminated its military pact with Washington.", "SANCTION", ["Niger"], ["Washington"]),
    ("The EU exempted Hungary from the oil embargo.", "lifting-of-sanctions", ["EU"], ["Hungary"]),
    ("Ankara and Cairo mended ties.", "diplomatic-cooperation", ["Ankara", "Cairo"], None),
    ("China slapped tariffs on Australian wine.", "SANCTION", ["China"], None),
    ("The recall of the Spanish ambassador from Caracas followed.", "reduction-of-ties", None, ["Caracas"]),
    ("The poisoning of an exiled banker in London shocked Kenya.", "chemical-attack", [], ["exiled banker"]),
    ("President Maduro ordered troops to the border with Guyana.", "deployment", ["President Maduro"], None),
    ("Taxi drivers brought Lima to a standstill.", "sit-in", ["Taxi drivers"], []),
    ("The Taliban sent a delegation to Doha.", "visit", ["Taliban"], None),
    ("Bolivia sought membership of Mercosur.", "appeal", ["Bolivia"], ["Mercosur"]),
    ("The junta gave the UN's human rights chief 48 hours to leave.", "expulsion", ["junta"], None),
    ("The EU opened legal proceedings against Hungary.", "lawsuit", ["EU"], ["Hungary"]),
    ("New Zealand sent 70 police officers to Fiji.", "deployment", ["New Zealand"], ["Fiji"]),
    ("Washington suspended a 95 million dollar aid programme.", "suspension-of-aid", ["Washington"], []),
    ("Hamas suspended negotiations.", "SANCTION", ["Hamas"], []),
    ("Israel shut its mission in Asuncion.", "reduction-of-ties", ["Israel"], ["Asuncion"]),
    ("Qatar pushed both sides to sign.", "REQUEST", ["Qatar"], ["sides"]),
    ("The World Bank pressurised Ghana to cut subsidies.", "REQUEST", ["World Bank"], ["Ghana"]),
    ("Soldiers assumed control of Goma.", "capture-of-territory", ["Soldiers"], None),
    ("Poland said no to the migration deal.", "rejection-of-proposal", ["Poland"], []),
    ("The hijackers gave themselves up to the army.", "surrender", ["hijackers"], ["army"]),
    ("Climate activists chained themselves to the gate of the ministry.", "sit-in", ["Climate activists"], None),
    ("A suicide bomber blew himself up at a market in Baquba.", "suicide-bombing", ["suicide bomber"], []),
    ("Hackers stole files from the Kenyan army.", "cyber-attack", ["Hackers"], ["Kenyan army"]),
]


@pytest.mark.parametrize(("text", "event_type", "sources", "targets"), TOLD)
def test_types_by_the_codebook(told, text, event_type, sources, targets):
    found = [(source, target) for event, source, target, _ in told(text) if event.event_type == event_type]
    assert any(targets in (None, target) and sources in (None, source) for source, target in found), found


NO_EVENT = [
    "The company shut down two plants in Ohio.",
    "Workers leave the office at five, said a clerk.",
    "A late rally in oil prices lifted shares in Riyadh.",
    "Mexico's peso rallied against the dollar.",
    "Liverpool attacked from the start.",
    "The company agreed to buy a Danish rival.",
    "Inflation hit 20 percent and hurt poor families.",
    "The bus collided with a truck, killing 14 passengers.",
    "The party crushed its rivals at the polls.",
    "FIFA banned the player for six months.",
    "The striker fired a shot over the bar.",
    "The film was shot in Morocco.",
    "The central bank intervened to support the naira.",
    "The team retreated to a training camp in Spain.",
    "Voters punished the ruling party in local elections.",
    "Lawmakers fired questions at the minister.",
    "The opposition bombarded the minister with questions.",
    "Investors fled emerging markets.",
    "Argentina met Chile in the quarter-final.",
    "A train hit a lorry near Pune, injuring 12 people.",
    "The team was forced to surrender its lead.",
    "The court upheld the election result.",
    "A Boeing jet landed in Lagos with 120 passengers.",
    "The firm's shares were suspended in Hong Kong.",
    "Snow closed the border crossing at Larnaca.",
    "The sanctions hurt ordinary Iranians.",
    "The premier fired a shot across the bows of his critics.",
    "The governor inspected a new bridge.",
    "Parliament debated the budget on Tuesday.",
    "Volkswagen warned that profits would fall.",
    "Health officials warned of a cholera outbreak.",
]


@pytest.mark.parametrize("text", NO_EVENT)
def test_business_sport_and_chance_are_no_events(told, text):
    assert told(text) == []


NOT_TOLD = [  # text, what it does not say happened
    ("Ghana opened an inquiry into the fire.", "shooting"),
    ("An exchange of prisoners took place at the bridge.", "arrest"),
    ("Norway cut aid to Niger.", "AID"),
    ("The suspension of aid to Mali was announced.", "AID"),
    ("Turkey welcomed the lifting of sanctions on Syria.", "sanctions"),
    ("The Red Cross distributed blankets to the displaced in Goma.", "displacement"),
    ("Mexico said it was ready to receive deported migrants.", "threat"),
    ("The president vowed to step up the fight against corruption.", "threat"),
    ("Jordan sold gas to Egypt.", "arms-delivery"),
    ("A cyber-attack on the Albanian parliament cut power.", "armed-attack"),
    ("Parliament repealed the ban on the party.", "ban"),
    ("Senators voted against the treaty with Chile.", "agreement"),
    ("Niger terminated its military pact with Washington.", "military-cooperation"),
    ("The king accepted the resignation of the cabinet.", "acceptance"),
]


@pytest.mark.parametrize(("text", "event_type"), NOT_TOLD)
def test_what_is_not_told(told, text, event_type):
    assert event_type not in {event.event_type for event, *_ in told(text)}


def test_the_whole_of_a_hyphenated_object_is_named(told):
    (rejected,) = [event for event, *_ in told("Parliament rejected a no-confidence motion against the premier.")]
    assert rejected.object == "no-confidence motion against the premier"
