"""Bigger knowledge bases, from small files in the real formats; and the user's own decisions."""

import bz2
import json
import zipfile
from pathlib import Path

import pytest

from kg.errors import KnowledgeBaseError
from kg.link.build import build_geonames, build_wikidata
from kg.link.kb import KnowledgeBase
from kg.link.override import read_overrides
from kg.model import Entity, Kind, Link


def claim(value: object) -> list[dict]:
    return [{"mainsnak": {"datavalue": {"value": value}}, "rank": "normal"}]


def item(qid: str, label: str, claims: dict, pages: int = 3, aliases: tuple[str, ...] = ()) -> dict:
    return {
        "type": "item",
        "id": qid,
        "labels": {"en": {"language": "en", "value": label}},
        "aliases": {"en": [{"language": "en", "value": a} for a in aliases]},
        "claims": claims,
        "sitelinks": {f"w{i}": {"site": f"w{i}", "title": label} for i in range(pages)},
    }


def test_wikidata_dump_becomes_candidates(tmp_path: Path) -> None:
    point = {"latitude": 35.5, "longitude": 43.5, "precision": 0.01}
    items = [
        item("Q900001", "Qarbelan", {"P625": claim(point), "P17": claim({"id": "Q796"})}, aliases=("Qarbalan",)),
        item("Q900002", "Vasko Brellin", {"P31": claim({"id": "Q5"})}),
        item("Q900003", "Nobody Writes", {}, pages=0),
        {"type": "property", "id": "P1", "labels": {"en": {"value": "p"}}},
    ]
    dump = tmp_path / "dump.json.bz2"
    dump.write_bytes(bz2.compress(("[\n" + ",\n".join(map(json.dumps, items)) + "\n]\n").encode()))
    built = build_wikidata(dump, tmp_path / "big.sqlite")
    assert (built.entries, built.lines) == (2, 6)
    kb = KnowledgeBase(built.path)
    (place,) = kb.candidates("Qarbalan", want="place")
    assert (place.qid, place.country, place.lat) == ("Q900001", "IRQ", 35.5)
    assert kb.candidates("Vasko Brellin", want="actor")[0].kind is Kind.PERSON
    assert kb.candidates("Nobody Writes", want="actor") == []


def test_geonames_zip_becomes_candidates(tmp_path: Path) -> None:
    mountain = ["7", "Jabal Qarbel", "Jabal Qarbel", "Mount Qarbel,قربل", "35.7", "43.6", "T", "MT", "IQ"]
    row = "\t".join([*mountain, "", "", "", "", "", "0", "", "", "", "2020-01-01"])
    spot = row.replace("\tT\tMT\t", "\tS\tSCH\t")
    with zipfile.ZipFile(tmp_path / "IQ.zip", "w") as archive:
        archive.writestr("IQ.txt", f"{row}\n{spot}\n")
    built = build_geonames(tmp_path / "IQ.zip", tmp_path / "iq.sqlite")
    assert built.entries == 1
    (entry,) = KnowledgeBase(built.path).candidates("Mount Qarbel", want="place")
    assert (entry.place_type, entry.country, entry.geonames_id) == ("mountain", "IRQ", "7")


def test_a_broken_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "IQ.zip").write_bytes(b"no zip")
    with pytest.raises(KnowledgeBaseError, match=r"IQ\.zip"):
        build_geonames(tmp_path / "IQ.zip", tmp_path / "x.sqlite")
    assert not (tmp_path / "x.sqlite").exists()


def test_overrides_are_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "overrides.jsonl"
    path.write_text('{"name": "the SDF", "qid": "Q1"}\n{"name": "X", "qid": ""}\n{"same": ["a", "b"]}\n', "utf-8")
    decided = read_overrides(path)
    link = decided.link(Entity("k", Kind.ORGANISATION, "SDF"), Link("k", None, 0, "none", reason="r"))
    assert (link.qid, link.method, link.same) == ("Q1", "override", True)
    assert decided.link(Entity("k", Kind.PLACE, "X"), Link("k", "Q5", 0.9, "name")).qid is None
    assert frozenset({"a", "b"}) in decided.same
    path.write_text('{"nmae": "x"}', "utf-8")
    with pytest.raises(KnowledgeBaseError, match="nmae"):
        read_overrides(path)
