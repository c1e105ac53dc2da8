"""The grammar of time expressions, from a table; which expression dates an event, on hand-built parses."""

import csv
from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.times import time_expressions, when_for
from kg.model import Precision

with (Path(__file__).parent / "time_expressions.tsv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
VOCAB = spacy.blank("en").vocab
NEWS = date(2021, 3, 24)  # a Wednesday


def iso(day):
    return day.isoformat() if day else ""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_expression(row):
    start, end = row["text"].index("["), row["text"].index("]") - 1
    text = row["text"].replace("[", "").replace("]", "")
    published = date.fromisoformat(row["published"]) if row["published"] else None
    found = [e for e in time_expressions(text, published) if e.span.start < end and e.span.end > start]
    assert len(found) == 1, found
    when = found[0].when
    assert (iso(when.earliest), iso(when.latest), when.precision) == (row["earliest"], row["latest"], row["precision"])
    assert text[found[0].span.start : found[0].span.end] == when.text
    assert (
        row["text"][start + 1 :].split("]")[0].removeprefix("on ").removeprefix("in ").removeprefix("at ") in when.text
    )


def test_the_table_is_long_enough():
    assert len(ROWS) >= 150 and len({row["text"] for row in ROWS if row["published"]}) >= 150


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the town.",
        "The march killed 2000 people.",
        "Route 2014 was closed by the mayor.",
        "Theresa May met the second group of 300 men.",
        "It lies 40 kilometers away and cost 1,500 dollars.",
        "The 5-4 vote was close.",
        "A 2,000-strong force of 1990 men came.",
    ],
)
def test_no_expression(text):
    assert time_expressions(text, NEWS) == []


def test_day_after_dates_both_events():
    text = "On Oct. 17, 2017, the day after troops took Kirkuk, they left."
    main, after = time_expressions(text, NEWS)
    assert after.kind == "day-after" and after.offset_days == 1
    assert main.when.earliest == after.when.earliest == date(2017, 10, 17)
    assert after.inner is not None and after.inner.earliest == date(2017, 10, 16)


def test_datelines_date_no_event():
    kinds = [e.kind for e in time_expressions("KABUL, Afghanistan (March 3)\nThey left on March 2.", NEWS)]
    assert kinds == ["dateline", "date"]


def test_dates_above_the_body_date_the_report():
    text = "Update of March 2, 2021\n\nThey left on Monday."
    kinds = [e.kind for e in time_expressions(text, NEWS, body_start=text.index("They"))]
    assert kinds == ["dateline", "weekday"]


def test_a_heading_may_name_the_year_of_a_report_without_a_date():
    (found,) = time_expressions("Release 2010-07-129\n\nThey left on July 16.", None)
    assert found.when.earliest == date(2010, 7, 16)


def test_days_that_pass_count_from_the_day_last_named():
    found = time_expressions("They attacked on May 10. After four more days of fighting they left.", date(2021, 7, 1))
    assert [e.when.earliest for e in found] == [date(2021, 5, 10), date(2021, 5, 14)]
    assert time_expressions("After four days of fighting they left.", NEWS) == []


def parse(*rows):
    """A Doc from (word, tag, pos, head, label, lemma); sentences begin where `label` is root."""
    words = [row[0] for row in rows]
    return Doc(
        VOCAB,
        words=words,
        spaces=[True] * len(words),
        tags=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        heads=[row[3] for row in rows],
        deps=["ROOT" if row[4] == "root" else row[4] for row in rows],
        lemmas=[row[5] if len(row) > 5 else row[0].lower() for row in rows],
    )


def when(doc, index, published=NEWS):
    return when_for(doc[index], time_expressions(doc.text, published), published)


def test_each_predicate_has_its_own_day():
    doc = parse(
        ("Police", "NNS", "NOUN", 1, "nsubj"),
        ("said", "VBD", "VERB", 1, "root", "say"),
        ("Tuesday", "NNP", "PROPN", 1, "obl:tmod"),
        ("rebels", "NNS", "NOUN", 4, "nsubj", "rebel"),
        ("left", "VBD", "VERB", 1, "ccomp", "leave"),
        ("on", "IN", "ADP", 6, "case"),
        ("Sunday", "NNP", "PROPN", 4, "obl"),
    )
    assert when(doc, 1).earliest == date(2021, 3, 23)
    assert when(doc, 4).earliest == date(2021, 3, 21)


def test_the_day_of_a_saying_dates_what_is_said_only_for_want_of_another():
    doc = parse(
        ("Police", "NNS", "NOUN", 1, "nsubj"),
        ("said", "VBD", "VERB", 1, "root", "say"),
        ("Tuesday", "NNP", "PROPN", 1, "obl:tmod"),
        ("rebels", "NNS", "NOUN", 4, "nsubj", "rebel"),
        ("left", "VBD", "VERB", 1, "ccomp", "leave"),
    )
    found = when(doc, 4)
    assert found.inherited and found.earliest == found.latest == date(2021, 3, 23)


def test_participles_share_the_day_of_their_clause():
    doc = parse(
        ("Aircraft", "NN", "NOUN", 1, "nsubj"),
        ("struck", "VBD", "VERB", 1, "root", "strike"),
        ("camps", "NNS", "NOUN", 1, "obj", "camp"),
        ("Monday", "NNP", "PROPN", 1, "obl:tmod"),
        (",", ",", "PUNCT", 5, "punct"),
        ("killing", "VBG", "VERB", 1, "advcl", "kill"),
        ("two", "CD", "NUM", 5, "obj"),
    )
    assert when(doc, 5).earliest == date(2021, 3, 22)


def test_the_date_of_a_noun_is_not_that_of_the_verb():
    doc = parse(
        ("Troops", "NNS", "NOUN", 1, "nsubj", "troop"),
        ("left", "VBD", "VERB", 1, "root", "leave"),
        ("despite", "IN", "ADP", 6, "case"),
        ("the", "DT", "DET", 6, "det"),
        ("September", "NNP", "PROPN", 6, "compound"),
        ("2017", "CD", "NUM", 4, "nummod"),
        ("referendum", "NN", "NOUN", 1, "obl"),
    )
    assert when(doc, 6).text == "September 2017"
    verb = when(doc, 1)
    assert verb.from_publication and (verb.earliest, verb.latest) == (None, NEWS)


def test_following_an_older_event_bounds_the_time():
    doc = parse(
        ("Following", "VBG", "VERB", 2, "case", "follow"),
        ("the", "DT", "DET", 2, "det"),
        ("coup", "NN", "NOUN", 7, "obl"),
        ("in", "IN", "ADP", 4, "case"),
        ("2014", "CD", "NUM", 2, "nmod"),
        (",", ",", "PUNCT", 7, "punct"),
        ("troops", "NNS", "NOUN", 7, "nsubj", "troop"),
        ("left", "VBD", "VERB", 7, "root", "leave"),
    )
    found = when(doc, 7)
    assert (found.earliest, found.latest, found.precision) == (date(2014, 1, 1), NEWS, Precision.INTERVAL)


def test_fallback_by_tense():
    perfect = parse(
        ("Rebels", "NNS", "NOUN", 2, "nsubj", "rebel"),
        ("have", "VBP", "AUX", 2, "aux"),
        ("left", "VBN", "VERB", 2, "root", "leave"),
    )
    assert (when(perfect, 2).earliest, when(perfect, 2).latest) == (None, NEWS)
    future = parse(
        ("Rebels", "NNS", "NOUN", 2, "nsubj", "rebel"),
        ("will", "MD", "AUX", 2, "aux"),
        ("leave", "VB", "VERB", 2, "root"),
    )
    assert (when(future, 2).earliest, when(future, 2).latest) == (NEWS, None)
    unknown = when(future, 2, published=None)
    assert unknown.precision is Precision.UNKNOWN and not unknown.from_publication


def test_the_lead_dates_what_goes_on():
    doc = parse(
        ("Troops", "NNS", "NOUN", 1, "nsubj", "troop"),
        ("attacked", "VBD", "VERB", 1, "root", "attack"),
        ("Monday", "NNP", "PROPN", 1, "obl:tmod"),
        (".", ".", "PUNCT", 1, "punct"),
        ("They", "PRP", "PRON", 5, "nsubj"),
        ("arrested", "VBD", "VERB", 5, "root", "arrest"),
        ("two", "CD", "NUM", 5, "obj"),
    )
    found = when(doc, 5)
    assert found.earliest == date(2021, 3, 22) and found.inherited and not found.from_publication
    assert not when(doc, 1).inherited
