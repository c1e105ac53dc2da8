"""News sentences read by the shipped weights: the days of their events and the victims that they count."""

import csv
from datetime import date
from pathlib import Path

import pytest

with (Path(__file__).parent / "told_times.tsv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def iso(day):
    return day.isoformat() if day else ""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['trigger']}: {row['text']}")
def test_told(row, told):
    published = date.fromisoformat(row["published"]) if row["published"] else None
    events = [each for each, *_ in told(row["text"].replace("\\n", "\n"), published)]
    named = [each for each in events if row["trigger"] in each.trigger_text]
    assert len(named) >= int(row["nth"]), [each.trigger_text for each in events]
    event = named[int(row["nth"]) - 1]
    assert (iso(event.when.earliest), iso(event.when.latest)) == (row["earliest"], row["latest"]), event.when
    counts = [f"{q.what} {q.low}-{'' if q.high is None else q.high}" for q in event.quantities]
    assert not row["counts"] or (counts or ["none"]) == row["counts"].split(", ")


@pytest.mark.parametrize(
    ("text", "trigger", "inherited", "from_publication"),
    [
        ("Troops raided the village on Sunday. They arrested five men.", "raided", False, False),
        ("Troops raided the village on Sunday. They arrested five men.", "arrested", True, False),
        ("Soldiers arrested a bomb maker in Mosul, officials said Friday.", "arrested", True, False),
        ("Soldiers arrested a bomb maker in Mosul, officials said.", "arrested", False, True),
    ],
)
def test_what_is_not_said_of_the_event_itself_is_flagged(text, trigger, inherited, from_publication, told):
    when = next(each.when for each, *_ in told(text, date(2021, 3, 24)) if each.trigger_text == trigger)
    assert (when.inherited, when.from_publication) == (inherited, from_publication)
