"""Datelines: what they say, and what is none."""

from datetime import date

import pytest

from kg.read.dateline import find_dateline, header_date
from kg.read.dates import parse_date

D = date


@pytest.mark.parametrize(
    ("text", "place", "publisher", "published", "body"),
    [
        ("ERBIL (Kurdistan 24) – Jets struck.", "ERBIL", "Kurdistan 24", None, "Jets struck."),
        ("KABUL, Afghanistan (Nov. 6, 2010) — Forces moved.", "KABUL", None, D(2010, 11, 6), "Forces moved."),
        ("KABUL, Afghanistan (Dec. 7)\nA leader was held.", "KABUL", None, D(2011, 12, 7), "A leader was held."),
        ("WASHINGTON, Oct 3 (Reuters) - Officials met.", "WASHINGTON", "Reuters", D(2011, 10, 3), "Officials met."),
        ("WASHINGTON (Reuters) - Officials met.", "WASHINGTON", "Reuters", None, "Officials met."),
        ("BEIRUT — Protesters marched.", "BEIRUT", None, None, "Protesters marched."),
        ("ISLAMABAD: The minister left.", "ISLAMABAD", None, None, "The minister left."),
        ("KYIV, Ukraine, March 3 — Shells fell.", "KYIV", None, D(2012, 3, 3), "Shells fell."),
        ("Beirut (AFP) – Jets struck.", "Beirut", "AFP", None, "Jets struck."),
        ("Geneva, 3 October 2021 (OCHA) – Aid came.", "Geneva", "OCHA", D(2021, 10, 3), "Aid came."),
        ("Kabul (Kabul Post) - 3 October 2021 - Aid came.", "Kabul", "Kabul Post", D(2021, 10, 3), "Aid came."),
        ("Kabul, 3 Oct. 2021, Bakhtar. Aid came.", "Kabul", "Bakhtar", D(2021, 10, 3), "Aid came."),
        ("(Kabul, October 3, 2021) – Aid came.", "Kabul", None, D(2021, 10, 3), "Aid came."),
        ("KABUL (Bakhtar) May 19, 2022. Aid came.", "KABUL", "Bakhtar", D(2022, 5, 19), "Aid came."),
        ("KABUL. May 19 (Bakhtar) - Aid came.", "KABUL", "Bakhtar", D(2011, 5, 19), "Aid came."),
        ("KABUL, May 19. /BAKHTAR/. Aid came.", "KABUL", "BAKHTAR", D(2011, 5, 19), "Aid came."),
        ("Kabul, 3 October 2021 – Aid came.", "Kabul", None, D(2021, 10, 3), "Aid came."),
        ("Leader Held\nVALE PROVINCE, Karsa – Troops came.", "VALE PROVINCE", None, None, "Troops came."),
        ("NEW YORK/GENEVA (UN) -- Talks began.", "NEW YORK/GENEVA", "UN", None, "Talks began."),
    ],
)
def test_dateline(text, place, publisher, published, body):
    line = find_dateline(text, published=D(2011, 12, 8))
    assert line is not None
    assert (line.place, line.publisher, text[line.end :]) == (place, publisher, body)
    if published and str(published.year) in text:
        assert line.published == published
    elif published:  # the year comes from the day of publication
        assert (line.published.month, line.published.day) == (published.month, published.day)
        assert abs((line.published - D(2011, 12, 8)).days) < 184


@pytest.mark.parametrize(
    "text",
    [
        "Troops (the first in years) – arrived in Vale.",
        "BREAKING: Jets struck the town.",
        "UPDATE 1-Jets strike town",
        "The army left the town on Oct. 3 (Monday) - officials said.",
        "NATO and the EU met on Monday - again.",
        "US-led troops left.",
    ],
)
def test_no_dateline(text):
    assert find_dateline(text) is None


def test_year_from_a_release_number_above():
    text = "Forces Capture Man\n2010-08-CA-042\nKABUL, Afghanistan (August 5) - Forces held a man."
    assert find_dateline(text).published == D(2010, 8, 5)
    assert find_dateline(text.replace("2010-08-CA-042\n", "")).published is None


def test_a_title_is_no_dateline_though_it_looks_like_one():
    text = "OPERATION SILA: PRESS RELEASE\n\nVale, 6 November 2026 - Troops held a man.\n"
    line = find_dateline(text)
    assert (line.place, line.published) == ("Vale", D(2026, 11, 6))
    assert find_dateline("GENEVA - Situation report: Sirwa (as of 3 May 2026)\n\nTroops held a man.") is None
    assert find_dateline("GENEVA - Troops held a man in Sirwa.\n\nThey left.").place == "GENEVA"


def test_date_in_the_heading():
    head = "May 11: Forces Search Compounds\n2010-05-CA-039\nFor Immediate Release\n\n"
    assert header_date(head, len(head)) == D(2010, 5, 11)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-03-21", D(2021, 3, 21)),
        ("20210321", D(2021, 3, 21)),
        ("2021-03-04T23:00:00+02:00", D(2021, 3, 4)),
        ("Sun, 21 Mar 2021 10:00:00 GMT", D(2021, 3, 21)),
        ("March 4, 2021", D(2021, 3, 4)),
        ("04/03/2021", D(2021, 3, 4)),
        ("2021-13-45", None),
        ("March 2021", None),
        ("Monday", None),
        ("soon", None),
        ("", None),
    ],
)
def test_parse_date(value, day):
    assert parse_date(value) == day
