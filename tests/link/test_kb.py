"""The data files of the knowledge base: sorted, clean, unique, and what the issue asks for."""

import json
from collections import Counter

import pytest

from kg.errors import KnowledgeBaseError
from kg.link.entry import dumps, from_row
from kg.link.index import DATA, read_entries
from kg.link.kb import demonyms, nationality
from kg.model import Kind

FILES = sorted(DATA.glob("*.jsonl"))
REPAIR = """python - <<'END'
from kg.link.entry import dumps
from kg.link.index import DATA, read_entries
for path in DATA.glob("*.jsonl"):
    rows = sorted(read_entries([path]), key=lambda e: e.key)
    path.write_text("".join(dumps(e) + "\\n" for e in rows), encoding="utf-8")
END"""
ENTRIES = list(read_entries(FILES))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_files_are_sorted_and_written_the_one_way(path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = [from_row(json.loads(line)) for line in lines]
    assert [e.key for e in entries] == sorted(e.key for e in entries), f"unsorted; repair with:\n{REPAIR}"
    wrong = next((line for line, e in zip(lines, entries, strict=True) if line != dumps(e)), None)
    assert wrong is None, f"not in the one form: {wrong}\nrepair with:\n{REPAIR}"


def test_keys_are_unique() -> None:
    assert [k for k, n in Counter(e.key for e in ENTRIES).items() if n > 1] == []


def test_aliases_are_sorted_and_without_the_label() -> None:
    wrong = [e.key for e in ENTRIES if list(e.aliases) != sorted(set(e.aliases)) or e.label in e.aliases]
    assert wrong == [], f"repair these keys: {wrong[:5]}"


def test_an_entry_without_an_item_says_so() -> None:
    silent = [e.key for e in ENTRIES if e.qid is None and "Wikidata" not in e.note]
    assert silent == [], f"add a note to: {silent[:5]}"


def test_fields_are_in_range() -> None:
    known = {e.country for e in ENTRIES if e.kind is Kind.COUNTRY}
    for e in ENTRIES:
        assert e.country is None or e.country in known, e.key
        assert e.qid is None or (e.qid[0] == "Q" and e.qid[1:].isdigit()), e.key
        assert e.lat is None or (-90 <= e.lat <= 90 and -180 <= (e.lon or 0) <= 180), e.key
        assert not (e.valid_from and e.valid_to and e.valid_from > e.valid_to), e.key


def test_there_is_as_much_as_promised() -> None:
    kinds = Counter(e.kind for e in ENTRIES)
    assert len(ENTRIES) >= 2000
    assert kinds[Kind.ARMED_GROUP] >= 250
    assert kinds[Kind.PERSON] >= 300
    assert kinds[Kind.COUNTRY] >= 195
    assert sum(bool(e.qid) for e in ENTRIES) >= 2000


@pytest.mark.parametrize(("word", "code"), [("Iraqi", "IRQ"), ("Iraqis", "IRQ"), ("Afghan", "AFG"), ("British", "GBR")])
def test_nationalities(word: str, code: str) -> None:
    assert nationality(word) == code


def test_a_word_that_is_no_nationality() -> None:
    assert nationality("militant") is None
    assert len(demonyms()) > 190


def test_a_broken_row_names_itself() -> None:
    with pytest.raises(KnowledgeBaseError, match="colour"):
        from_row({"key": "x", "kind": "place", "label": "X", "colour": "red"}, "x.jsonl:1")
    with pytest.raises(KnowledgeBaseError, match=r"x\.jsonl:2"):
        from_row({"key": "x", "kind": "planet", "label": "X"}, "x.jsonl:2")


def test_an_item_is_one_place() -> None:
    owners: dict[str, set[str]] = {}
    for entry in ENTRIES:
        if entry.qid and entry.is_place and entry.country:
            owners.setdefault(entry.qid, set()).add(entry.country)
    assert {qid: lands for qid, lands in owners.items() if len(lands) > 1} == {}, "an item lies in one country"


def test_a_region_is_not_called_like_another_of_its_country() -> None:
    labels = {(e.country, e.label): e.key for e in ENTRIES if e.place_type == "region"}
    wrong = [
        (e.key, alias)
        for e in ENTRIES
        if e.place_type == "region"
        for alias in e.aliases
        if labels.get((e.country, alias), e.key) != e.key
    ]
    assert wrong == []
