"""Spellings that news varies meet in one form, and different names do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.names import acronyms, is_acronym_of, normalise, similarity, skeleton


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Makhmour", "Makhmūr"),
        ("Deir ez-Zor", "Dayr az Zawr"),
        ("al-Hasakah", "Hassakeh"),
        ("Tell Abyad", "Tal Abyad"),
        ("Qamishli", "Kamishly"),
        ("Kobane", "Kobani"),
        ("Manbij", "Minbij"),
        ("Fallujah", "Faluja"),
    ],
)
def test_spellings_of_one_place_share_a_skeleton(left: str, right: str) -> None:
    assert skeleton(left) == skeleton(right) != ""


@pytest.mark.parametrize(("left", "right"), [("Mosul", "Basra"), ("Homs", "Hama"), ("Kirkuk", "Karkaraf")])
def test_different_places_do_not(left: str, right: str) -> None:
    assert skeleton(left) != skeleton(right)


def test_too_few_consonants_make_no_skeleton() -> None:
    assert skeleton("Hit") == "" or len(skeleton("Hit")) >= 3
    assert skeleton("Rawa") == ""


def test_normalise_drops_article_accents_and_dots() -> None:
    assert normalise("The U.S.") == "us"
    assert normalise("Kata’ib Hezbollah") == normalise("Kata'ib Hezbollah") == "kataib hezbollah"
    assert normalise("İstanbul") == "istanbul"


def test_acronyms_with_and_without_small_words() -> None:
    assert acronyms("Islamic State of Iraq and Syria") == {"isis", "isoias"}
    assert is_acronym_of("SDF", "Syrian Democratic Forces")
    assert is_acronym_of("U.N.", "United Nations")
    assert not is_acronym_of("SDF", "Sudanese Armed Forces")
    assert not is_acronym_of("sdf", "Syrian Democratic Forces")


@given(st.text(max_size=40))
def test_normalise_is_idempotent_for_any_text(text: str) -> None:
    once = normalise(text)
    assert normalise(once) in (once, once.removeprefix("the "))
    assert 0.0 <= similarity(text, once) <= 1.0
