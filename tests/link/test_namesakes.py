"""Names that several bear: acronyms beside a long name, bodies that every state has, capitals, monarchs, leaders."""

from datetime import date

import pytest

from kg.link.enrich import describe_entity
from kg.link.kb import KnowledgeBase
from kg.link.link import link_document
from kg.link.rank import Match
from kg.model import Document, Entity, Kind

P, ORG, GROUP, MIL, PERSON = Kind.PLACE, Kind.ORGANISATION, Kind.ARMED_GROUP, Kind.MILITARY, Kind.PERSON


def linked(kb: KnowledgeBase, text: str, *entities: Entity, day: str = "2023-06-01") -> dict[str, Match]:
    return link_document(entities, kb, Document("d", text, published=date.fromisoformat(day)))


def named(name: str, kind: Kind, *aliases: str, country: str | None = None) -> Entity:
    return Entity(name, kind, name, aliases=aliases, country=country)


def key(match: Match) -> str | None:
    return match.entry.key if match.entry else None


def test_an_acronym_does_not_decide_against_the_long_name_beside_it(kb: KnowledgeBase) -> None:
    text = "The Sirwan Democratic Front (SDF) killed two soldiers in Syria, Syrian media said."
    found = linked(kb, text, named("Sirwan Democratic Front", GROUP, "SDF"))
    assert found["Sirwan Democratic Front"].entry is None
    text = "The Syria Democratic Forces (SDF) entered Raqqa in Syria."
    found = linked(kb, text, named("Syria Democratic Forces", GROUP, "SDF"))
    assert key(found["Syria Democratic Forces"]) == "armed-group/syrian-democratic-forces"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Al-Shabaab burned huts in Cabo Delgado, Mozambican police said.", "armed-group/ansar-al-sunna-mozambique"),
        ("Al-Shabaab shelled a base near Mogadishu, Somali officials said.", "armed-group/al-shabaab"),
        ("Al-Shabaab crossed into Kenya, Kenyan police said.", "armed-group/al-shabaab"),
    ],
)  # fmt: skip
def test_groups_of_one_name_are_told_apart_by_the_country(kb: KnowledgeBase, text: str, expected: str) -> None:
    assert key(linked(kb, text, named("Al-Shabaab", GROUP))["Al-Shabaab"]) == expected


@pytest.mark.parametrize(("name", "land"), [("National Guard", "Kenyan"), ("Congress", "Peruvian")])
def test_what_many_states_have_is_not_that_of_a_state_of_which_nobody_speaks(
    kb: KnowledgeBase, name: str, land: str
) -> None:
    text = f"The {name} met. {land} police and {land} officials said so."
    assert linked(kb, text, named(name, ORG))[name].entry is None
    at_home = linked(kb, f"The {name} met. American officials and American police said so.", named(name, ORG))[name]
    assert at_home.entry is not None and at_home.entry.country == "USA"


def test_a_short_name_is_not_surely_a_body_of_another_country(kb: KnowledgeBase) -> None:
    text = "The PTI spoke of the vote, Bolivian officials and Peruvian officials said."
    assert linked(kb, text, named("PTI", ORG))["PTI"].score < 0.75


def test_a_nationality_before_a_name_is_no_part_of_it(kb: KnowledgeBase) -> None:
    text = "The Russian Wagner Group left. The Libyan Red Crescent came."
    found = linked(kb, text, named("Russian Wagner Group", GROUP), named("Libyan Red Crescent", ORG))
    assert key(found["Russian Wagner Group"]) == "armed-group/wagner-group"
    assert found["Libyan Red Crescent"].entry is None  # a body of its own


def test_a_common_noun_after_a_name_is_no_part_of_it(kb: KnowledgeBase) -> None:
    found = linked(kb, "The Georgian Dream party won in Georgia.", named("Georgian Dream party", Kind.PARTY))
    assert key(found["Georgian Dream party"]) == "party/georgian-dream"


def test_an_agency_of_a_body_is_not_the_body(kb: KnowledgeBase) -> None:
    found = linked(kb, "The United Nations agency spoke.", named("United Nations agency", ORG))
    assert found["United Nations agency"].entry is None


def test_who_is_spoken_of_everywhere_needs_no_country(kb: KnowledgeBase) -> None:
    text = "British police and British judges spoke of al-Qaida."
    assert linked(kb, text, named("al-Qaida", GROUP))["al-Qaida"].score >= 0.75


def test_what_every_state_has_keeps_its_own_name_where_it_is_not_sure(kb: KnowledgeBase) -> None:
    congress = named("Congress", Kind.GOVERNMENT)
    text = "Congress met, Colombian and Colombian police said; American officials left."
    match = linked(kb, text, congress)["Congress"]
    assert describe_entity(congress, match, 0.75).label == "Congress"


def test_a_party_of_a_country_that_nobody_speaks_of_is_not_the_one(kb: KnowledgeBase) -> None:
    front = named("Patriotic Front", Kind.PARTY)
    home = linked(kb, "The Patriotic Front met, Zambian police and Zambian judges said.", front)["Patriotic Front"]
    assert (key(home), home.score >= 0.75) == ("party/zmb-patriotic-front", True)
    abroad = linked(kb, "The Patriotic Front met, Chilean police and Chilean judges said.", front)["Patriotic Front"]
    assert abroad.score < 0.75 and describe_entity(front, abroad, 0.75).country is None


def test_a_party_of_common_words_is_that_of_the_country_that_the_text_speaks_of_most(kb: KnowledgeBase) -> None:
    text = "The Left Party lost, German voters, German papers and German judges said; a French paper agreed."
    match = linked(kb, text, named("Left Party", Kind.PARTY))["Left Party"]
    assert match.entry is not None and match.entry.country == "DEU"


def test_a_leader_before_a_party_is_no_part_of_its_name(kb: KnowledgeBase) -> None:
    name = "Ana Ruiz's Christian Democratic Union"
    match = linked(kb, f"{name} won in Germany, German papers said.", named(name, ORG))[name]
    assert key(match) == "party/deu-christian-democratic-union"


def test_a_body_of_many_states_is_of_no_country(kb: KnowledgeBase) -> None:
    name = "Organization of American States"
    oas = named(name, ORG, country="USA")
    match = linked(kb, f"The {name} met.", oas)[name]
    assert describe_entity(oas, match, 0.75).country is None


def test_a_sentence_that_is_in_a_country_speaks_of_its_towns(kb: KnowledgeBase) -> None:
    text = (
        "American police and American officials met in Miami in the United States. "
        "In Trinidad and Tobago, a gang fled to San Fernando. "
    )
    places = [named(n, P) for n in ("Miami", "United States", "Trinidad and Tobago", "San Fernando")]
    assert key(linked(kb, text, *places)["San Fernando"]) == "city/3573738"


def test_a_second_name_yields_to_a_city_that_is_called_so(kb: KnowledgeBase) -> None:
    text = "Colombia flew them to Miami. Police in Colombia said so."
    found = linked(kb, text, named("Miami", P), named("Colombia", P))
    assert found["Miami"].entry is not None and found["Miami"].entry.country == "USA"  # Barranquilla is "Miami" to few


@pytest.mark.parametrize("name", ["SADC", "NATO", "UN", "Caribbean Community"])
def test_a_body_of_many_states_needs_no_context(kb: KnowledgeBase, name: str) -> None:
    match = linked(kb, f"The {name} met.", named(name, ORG))[name]
    assert match.score >= 0.75 and match.entry is not None and match.entry.qid


def test_a_monarch_is_the_one_of_his_number(kb: KnowledgeBase) -> None:
    text = "King Abdullah II met envoys in Amman, Jordanian officials said."
    assert key(linked(kb, text, named("Abdullah II", PERSON))["Abdullah II"]) == "person/abdullah-ii-of-jordan"
    text = "Abdullah IV met envoys in Kabul, Afghan officials said."
    assert linked(kb, text, named("Abdullah IV", PERSON))["Abdullah IV"].entry is None


def test_a_government_that_is_named_by_its_leader_is_that_of_the_state(kb: KnowledgeBase) -> None:
    led = [
        Entity(f"u{i}", Kind.UNNAMED, n, sector="GOV") for i, n in enumerate(("Abiy's government", "Mado's cabinet"))
    ]
    text = "Prime Minister Abiy Ahmed spoke. Abiy's government and Mado's cabinet agreed, Ethiopian media said."
    found = linked(kb, text, named("Abiy Ahmed", PERSON, "Abiy"), *led)
    assert (key(found["u0"]), found["u1"].entry) == ("government/eth", None)
    text = "President Paul Biya's government and Vice President Sara Duterte's cabinet agreed."
    whole = [Entity("p", Kind.UNNAMED, "President Paul Biya's government")]
    vice = [Entity("v", Kind.UNNAMED, "Vice President Sara Duterte's cabinet")]
    found = linked(kb, text, *whole, *vice)
    assert (key(found["p"]), found["v"].entry) == ("government/cmr", None)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Haitian leaders and Haitian police met in Kingston, where U.S. envoys waited.", "Kingston", "city/3489854"),
        ("Police in Srinagar, India, said an envoy left Islamabad for Pakistan's coast.", "Islamabad", "city/1176615"),
        ("Libyan militias fought in Tripoli, Libya said.", "Tripoli", "city/2210247"),
        ("A Malian general flew to Timbuktu, Mali's army said.", "Timbuktu", "city/2449067"),
        ("Ships left Port Sudan, Sudanese officials in Sudan said.", "Port Sudan", "city/377039"),
        ("Students marched in Cluj, Romanian police said.", "Cluj", "city/681290"),
        ("Students marched in Chittagong, Bangladeshi police said.", "Chittagong", "city/1205733"),
        ("A bomb in Thailand hit Yala, Thai police said; Nepal's envoy left.", "Yala", "city/1604870"),
        ("Troops of the Philippines landed in Sulu, Philippine officials said.", "Sulu", "region/phl-sulu"),
        ("Gaza was bombed, Palestinian officials said.", "Gaza", "region/pse-gaza-strip"),
    ],
)  # fmt: skip
def test_a_well_known_city_does_not_lose_to_a_namesake(kb: KnowledgeBase, text: str, name: str, expected: str) -> None:
    others = [
        named(n, P) for n in ("U.S.", "Srinagar", "India", "Pakistan", "Libya", "Mali", "Philippines") if n in text
    ]
    assert key(linked(kb, text, named(name, P), *others)[name]) == expected


@pytest.mark.parametrize(
    ("text", "name", "kind", "item"),
    [
        ("The National Guard searched a farm, Mexican police said.", "National Guard", MIL, "Q61941046"),
        ("Congress and its allies left the house, Indian media said.", "Congress", ORG, "Q10225"),
    ],
)
def test_a_body_that_many_states_have_is_that_of_the_state_that_the_text_speaks_of(
    kb: KnowledgeBase, text: str, name: str, kind: Kind, item: str
) -> None:
    entry = linked(kb, text, named(name, kind))[name].entry
    assert entry is not None and entry.qid == item


def test_a_body_s_state_may_be_told_by_its_name_or_by_its_adjective(kb: KnowledgeBase) -> None:
    found = linked(kb, "Cameroon's army burned three farms.", named("Cameroon's army", MIL, country="CMR"))
    assert key(found["Cameroon's army"]) == "military/cameroonian-armed-forces"


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("Troops went from Georgia to Atlanta.", "Atlanta", "region/usa-georgia"),
        ("Voters in Georgia and Alabama stood in line.", "Alabama", "region/usa-georgia"),
        ("Troops went from Georgia to Batumi.", "Batumi", "country/geo"),
        ("Georgian leaders met in Georgia and Atlanta.", "Atlanta", "country/geo"),
    ],
)
def test_a_state_is_not_meant_where_the_text_names_places_of_the_region_called_so(
    kb: KnowledgeBase, text: str, other: str, expected: str
) -> None:
    assert key(linked(kb, text, named("Georgia", P), named(other, P))["Georgia"]) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Serbian leaders spoke of arrests in Mitrovica, Kosovo police said.", "Mitrovica", "city/789225"),
        ("Indian ministers met in New Delhi.", "New Delhi", "city/1261481"),
        ("Cuban police searched a house in Santiago.", "Santiago", "city/3536729"),
        ("Kazakh police left Almaty.", "Almaty", "city/1526384"),
        ("Indian police searched for the men in Bihar.", "Bihar", "region/ind-bihar"),
        ("French troops left Ber.", "Ber", None),  # the second name of a French village
    ],
)
def test_a_town_s_second_name_yields_to_a_town_that_is_called_so(
    kb: KnowledgeBase, text: str, name: str, expected: str | None
) -> None:
    places = [named(name, P), *([named("Kosovo", P)] if "Kosovo" in text else [])]
    assert key(linked(kb, text, *places)[name]) == expected
