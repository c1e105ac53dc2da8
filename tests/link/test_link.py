"""Names in context: what the linker decides, and what it leaves open."""

import multiprocessing
import os
import time
from datetime import date
from pathlib import Path

import pytest

from kg.link import index
from kg.link.gazetteer import cities, is_latin
from kg.link.kb import KnowledgeBase
from kg.link.link import _untitled, link_document, to_geo, to_link
from kg.link.rank import Match
from kg.model import Document, Entity, Kind


def matches(kb: KnowledgeBase, text: str, *names: tuple[str, Kind], published: str | None = None) -> dict[str, Match]:
    """Link names (with their kinds) as one document."""
    entities = [Entity(name, kind, name) for name, kind in names]
    document = Document("d", text, published=date.fromisoformat(published) if published else None)
    return link_document(entities, kb, document)


def key(match: Match) -> str | None:
    return match.entry.key if match.entry else None


P, ORG, GROUP, MIL, GOV, LAND, PERSON = (
    Kind.PLACE,
    Kind.ORGANISATION,
    Kind.ARMED_GROUP,
    Kind.MILITARY,
    Kind.GOVERNMENT,
    Kind.COUNTRY,
    Kind.PERSON,
)

# ruff: noqa: E501
CASES = [
    ("Isis seized two villages near Mosul, Iraqi officers said.", "Isis", GROUP, "2014-08-01", "armed-group/islamic-state"),
    ("The SDF entered Raqqa, a Syrian monitor said.", "SDF", ORG, "2017-06-01", "armed-group/syrian-democratic-forces"),
    ("Japan's SDF held a drill off Okinawa, Japanese media said.", "SDF", ORG, "2017-06-01", "military/japan-self-defense-forces"),
    ("Aircraft of the Coalition hit a bridge in Yemen, Yemeni officials said in Sanaa.", "the Coalition", ORG, "2018-03-01",
     "military/saudi-led-coalition-in-yemen"),
    ("Iraqi troops advanced with help of the Coalition, Baghdad said; Syrian fighters fled.", "the Coalition", ORG, "2016-11-01",
     "organisation/global-coalition-to-defeat-the-islamic-state"),
    ("Australian voters returned the Coalition, an Australian paper said.", "the Coalition", ORG, "2019-05-20", "party/coalition-australia"),
    ("Georgian and Russian soldiers fought in Georgia, Tbilisi said.", "Georgia", P, "2008-08-10", "country/geo"),
    ("Police in Georgia, near Atlanta, in the American South, met American officials from Florida.", "Georgia", P, "2010-01-01", "region/usa-georgia"),
    ("Jordan closed its border with Syria, Jordanian officials said.", "Jordan", P, "2015-04-01", "country/jor"),
    ("Turkey shelled Kurdish posts, Turkish media said.", "Turkey", LAND, "2016-02-13", "country/tur"),
    ("Soldiers of Niger were killed near Agadez, the Nigerien army said.", "Niger", P, "2020-01-09", "country/ner"),
    ("In Kinshasa the Congolese army said rebels had left Goma in the east of Congo.", "Congo", P, "2012-12-01", "country/cod"),
    ("President Sassou of Congo spoke in Brazzaville.", "Congo", P, "2012-12-01", "country/cog"),
    ("Washington said it would keep troops in Syria.", "Washington", GOV, "2019-01-01", "government/usa"),
    ("Baghdad declared a victory over the group, Iraqi state TV said.", "Baghdad", GOV, "2017-12-09", "government/irq"),
    ("Fires burn in London, British police said.", "London", P, "2011-08-08", "city/2643743"),
    ("The town of Lincoln, Nebraska, voted.", "Lincoln", P, "2012-01-01", "city/5072006"),
    ("American senators said Congress would vote; US media agreed.", "Congress", ORG, "2019-01-01", "government/united-states-congress"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "kind", "day", "expected"), CASES, ids=[f"{c[1]}-{c[4]}" for c in CASES])
def test_well_known_names_are_decided_by_context(
    kb: KnowledgeBase, text: str, name: str, kind: Kind, day: str, expected: str
) -> None:
    others = [(n, P) for n in ("Atlanta", "Florida", "Raqqa", "Brazzaville", "Kinshasa", "Goma", "Sanaa", "Agadez", "Nebraska",
                               "Tbilisi", "Mosul") if n in text]  # fmt: skip
    match = matches(kb, text, (name, kind), *others, published=day)[name]
    assert key(match) == expected, (match.score, match.runner_up, match.reason)


def test_a_bare_congress_is_not_that_of_a_state_of_which_nobody_speaks(kb: KnowledgeBase) -> None:
    text = "Peruvian lawmakers in Lima said Congress would vote; Peru's president objected."
    assert key(matches(kb, text, ("Congress", ORG), ("Lima", P), ("Peru", LAND))["Congress"]) is None


def test_a_person_is_never_a_town(kb: KnowledgeBase) -> None:
    match = matches(kb, "Lincoln freed the slaves, American historians say.", ("Abraham Lincoln", PERSON))[
        "Abraham Lincoln"
    ]
    assert key(match) == "person/abraham-lincoln"


def test_the_words_beside_a_name_tell_what_it_is(kb: KnowledgeBase) -> None:
    text = "Troops in the district of Makhmour, south of Erbil, and in Kirkuk province, Iraqi officers said."
    found = matches(kb, text, ("Makhmour", P), ("Kirkuk", P), ("Erbil", P))
    assert found["Makhmour"].entry is not None and found["Makhmour"].entry.place_type == "district"
    assert found["Kirkuk"].entry is not None and found["Kirkuk"].entry.place_type == "region"


def test_a_mountain_that_no_gazetteer_has_stays_without(kb: KnowledgeBase) -> None:
    match = matches(kb, "Jets hit Mount Qarachogh near Makhmour in Iraq.", ("Mount Qarachogh", P))["Mount Qarachogh"]
    assert match.entry is None and match.reason


def test_a_name_with_its_region_is_the_one_there(kb: KnowledgeBase) -> None:
    found = matches(kb, "She lived in Paris, Texas, American papers said.", ("Paris", P), ("Texas", P))
    assert found["Paris"].entry is not None and found["Paris"].entry.country == "USA"
    assert "contains" in found["Paris"].reason


def test_unknown_names_are_none_with_a_reason(kb: KnowledgeBase) -> None:
    found = matches(kb, "x", ("Qwertzuiop Front", GROUP), ("gunmen", Kind.UNNAMED))
    assert all(m.entry is None and m.reason for m in found.values())


def test_link_says_same_close_or_none(kb: KnowledgeBase) -> None:
    match = matches(kb, "Iraq said.", ("Iraq", P))["Iraq"]
    assert to_link("k", match, 0.5).same and to_link("k", match, 0.5).qid == "Q796"
    assert not to_link("k", match, 1.1).same
    nothing = to_link("k", Match(None, 0.0, "none", None, "no entry"), 0.5)
    assert nothing.qid is None and nothing.reason == "no entry"
    assert to_geo(match) is not None


def test_an_entry_without_item_is_none_with_its_key(kb: KnowledgeBase) -> None:
    match = matches(kb, "The Peshmerga withdrew, Iraqi media said.", ("Peshmerga", MIL))["Peshmerga"]
    link = to_link("k", match, 0.5)
    assert match.entry is not None and link.qid is None and match.entry.key in link.reason


def test_towns_know_their_region_and_country(kb: KnowledgeBase) -> None:
    mosul = matches(kb, "Mosul, Iraqi city", ("Mosul", P))["Mosul"].entry
    assert mosul is not None and mosul.within == ("region/irq-nineveh", "country/irq") and mosul.geonames_id == "99072"


def test_open_is_quick_after_the_first_time(kb: KnowledgeBase) -> None:
    again = KnowledgeBase.open()
    assert again.path == kb.path and len(again) > 200_000
    assert again.candidates("Makhmour", want="place")[0].country == "IRQ"
    again.close()


def _open_small(folder: str) -> int:
    index.write(Path(folder) / "kb.sqlite", index.read_entries([index.DATA / "countries.jsonl"]))
    return len(KnowledgeBase(Path(folder) / "kb.sqlite"))


def test_concurrent_builders_do_no_harm(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        sizes = pool.map(_open_small, [str(tmp_path)] * 4)
    assert len(set(sizes)) == 1 and sizes[0] > 190
    assert [p.name for p in tmp_path.iterdir()] == ["kb.sqlite"]


def test_parts_of_a_state_in_a_list_are_parts_of_it(kb: KnowledgeBase) -> None:
    text = "Cases were found in Florida, Georgia, Alabama and Tennessee, American officials said."
    found = matches(kb, text, *((n, P) for n in ("Florida", "Georgia", "Alabama", "Tennessee")))
    assert key(found["Georgia"]) == "region/usa-georgia"


def test_a_list_of_countries_stays_one(kb: KnowledgeBase) -> None:
    text = "Talks joined Turkey, Georgia, Jordan and Niger, officials said."
    found = matches(kb, text, *((n, P) for n in ("Turkey", "Georgia", "Jordan", "Niger")))
    assert [key(m) for m in found.values()] == ["country/tur", "country/geo", "country/jor", "country/ner"]


def test_a_surname_of_a_full_name_is_no_witness(kb: KnowledgeBase) -> None:
    person = Entity("p", PERSON, "Ben Carter", aliases=("Carter",))
    assert link_document([person], kb, Document("d", "Ben Carter spoke. Carter left."))["p"].entry is None


def test_the_surname_of_a_minister_needs_his_country(kb: KnowledgeBase) -> None:
    alone = matches(kb, "Gates met Putin, Russian media said.", ("Gates", PERSON), ("Putin", PERSON))
    assert (alone["Gates"].entry, key(alone["Putin"])) == (None, "person/vladimir-putin")
    told = matches(kb, "American troops will stay, Gates said.", ("Gates", PERSON))
    assert key(told["Gates"]) == "person/robert-gates"


def test_a_bare_name_is_the_town_and_not_its_province(kb: KnowledgeBase) -> None:
    found = matches(kb, "Bombs fell on Baghdad and Raqqa, Iraqi and Syrian media said.", ("Baghdad", P), ("Raqqa", P))
    assert [key(m) for m in found.values()] == ["city/98182", "city/172955"]


def test_a_country_that_contains_a_town_is_no_town_of_its_name(kb: KnowledgeBase) -> None:
    text = "The race in Weiswampach, Luxembourg, went to Luxembourg, a Belgian paper said."
    assert key(matches(kb, text, ("Weiswampach", P), ("Luxembourg", P))["Luxembourg"]) == "country/lux"


def test_a_place_lies_where_the_text_puts_it(kb: KnowledgeBase) -> None:
    erbil = Entity("e", P, "Erbil")
    near = Entity("n", P, "Salem", relative_to="e", relation="near")
    assert link_document([erbil, near], kb, Document("d", "Salem, near Erbil in Iraq"))["n"].entry is None


def test_words_of_the_text_speak_for_a_group(kb: KnowledgeBase) -> None:
    text = "The UPC of Lubanga attacked Bunia in Ituri."
    assert key(matches(kb, text, ("UPC", GROUP))["UPC"]) == "armed-group/union-of-congolese-patriots"


def test_a_small_place_of_a_land_that_the_text_never_speaks_of_is_not_meant(kb: KnowledgeBase) -> None:
    text = "Marines attacked Sadah and Karabilah in Iraq. Iraqi troops held Ramadi and Baghdad."
    found = matches(kb, text, ("Sadah", P), ("Iraq", P), ("Ramadi", P), ("Baghdad", P))
    assert (found["Sadah"].score < 0.75, found["Sadah"].elsewhere) == (True, True)
    assert not found["Ramadi"].elsewhere
    there = matches(kb, "Yemeni officials said shells fell on Sadah in Yemen.", ("Sadah", P), ("Yemen", P))
    assert (there["Sadah"].entry.country, there["Sadah"].elsewhere) == ("YEM", False)


def test_a_place_alone_is_no_witness_for_itself(kb: KnowledgeBase) -> None:
    entities = [
        Entity("Sadah", P, "Sadah", mention_ids=tuple(f"m{i}" for i in range(9))),
        Entity("Iraq", P, "Iraq", mention_ids=("n",)),
    ]
    document = Document("d", "Iraqi troops took Sadah. " * 9 + "Iraq's army said so.")
    assert link_document(entities, kb, document)["Sadah"].score < 0.75


def test_a_list_tells_what_its_places_are(kb: KnowledgeBase) -> None:
    text = "Siaya, Migori and Wajir are among the worst affected districts, Kenyan officials said in Kenya."
    found = matches(kb, text, ("Siaya", P), ("Migori", P), ("Wajir", P), ("Kenya", P))
    assert all(found[name].score < 0.75 or found[name].entry.place_type != "town" for name in ("Siaya", "Wajir"))
    text = "It spread in the provinces of Laguna, Batangas and Cagayan in the Philippines."
    found = matches(kb, text, ("Laguna", P), ("Batangas", P), ("Cagayan", P), ("Philippines", P))
    assert key(found["Laguna"]) == "region/phl-laguna"


def test_a_governor_has_a_state_and_an_article_changes_no_name(kb: KnowledgeBase) -> None:
    text = "New York Governor Ann Alder signed it, American papers in the United States said."
    assert key(matches(kb, text, ("New York", P), ("United States", P))["New York"]) == "region/usa-new-york"
    text = "Troops entered Al-Raqqa province in Syria, Syrian media said."
    assert key(matches(kb, text, ("Al-Raqqa province", P), ("Syria", P))["Al-Raqqa province"]) == "region/syr-raqqa"


def test_a_district_is_not_surely_the_town_of_its_name(kb: KnowledgeBase) -> None:
    text = "The Mosul district in Iraq was closed, Iraqi officials said."
    assert matches(kb, text, ("Mosul district", P), ("Iraq", P))["Mosul district"].score < 0.75


def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.link.index.everything", lambda _: index.read_entries([index.DATA / "countries.jsonl"]))


def test_a_new_index_removes_those_that_it_supersedes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _small(monkeypatch)
    for name, days in (("kb-old.sqlite", 9), ("kb-last.sqlite", 1), (".kb-killed", 1), (".kb-running", 0), ("mine", 9)):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (time.time() - days * 86_400,) * 2)
    made = KnowledgeBase.open(tmp_path)
    assert len(made) > 190
    left = {p.name for p in tmp_path.iterdir()}
    assert left == {made.path.name, "kb-last.sqlite", ".kb-running", "mine"}


def test_an_index_that_another_process_removed_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _small(monkeypatch)
    first = KnowledgeBase.open(tmp_path)
    first.path.unlink()
    assert [e.key for e in first.candidates("Iraq", want="place")] == ["country/irq"]  # who has it open keeps it
    assert len(KnowledgeBase.open(tmp_path)) == len(first)


def test_a_city_is_the_same_as_a_line() -> None:
    towns = cities({("IRQ", "15"): "region/irq-nineveh"})
    mosul = next(c for c in towns if c.number == "99072")
    assert index.decode(mosul.line()) == mosul.entry()
    entry = mosul.entry()
    assert (entry.label, entry.country, entry.within) == ("Mosul", "IRQ", ("region/irq-nineveh", "country/irq"))
    assert "BGW" not in entry.aliases and all(is_latin(a) for a in entry.aliases)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kharkiv", True),
        ("Tikrit", True),  # Tikrīt
        ("Jenin", True),  # Janīn
        ("Obama", False),  # a town, and a president
        ("Lula", False),  # once written for Luleå
        ("Hamas", False),
        ("Qxyz", False),
    ],
)
def test_a_town_is_called_so_and_nobody_else_is(kb: KnowledgeBase, name: str, expected: bool) -> None:
    assert kb.is_town(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Aung San Suu Kyi", True),
        ("Blinken", True),
        ("Jordan", False),  # a state
        ("Pemba", False),  # a town, and much like Bemba
        ("Wagner", False),
        ("Qxyz", False),
    ],
)
def test_a_person_is_called_so_and_nobody_else_is(kb: KnowledgeBase, name: str, expected: bool) -> None:
    assert kb.is_person(name) is expected


def test_a_town_of_another_province_is_not_the_namesake_that_the_text_puts_in_one(kb: KnowledgeBase) -> None:
    places = [Entity("khost", P, "Khost province"), Entity("kot", P, "Bati Kot", relative_to="khost", relation="in")]
    found = link_document(places, kb, Document("d", "Troops reached Bati Kot, Khost province."))
    assert found["khost"].entry is not None and found["kot"].entry is None


def test_a_given_name_is_no_title(kb: KnowledgeBase) -> None:
    assert [entry.label for _, found in _untitled("Mahamat Idriss Deby", kb) for entry in found] == []
    assert [entry.key for _, found in _untitled("President Idriss Deby", kb) for entry in found] == [
        "person/idriss-deby"
    ]
