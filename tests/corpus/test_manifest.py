"""An interrupted run goes on where it stopped."""

import pytest

from kg.corpus import Manifest
from kg.errors import InputError
from kg.model import Document

A = Document("a", "Text a.", content_hash="1")
B = Document("b", "Text b.", content_hash="2")


def test_what_is_done_is_known_again(tmp_path):
    path = tmp_path / "new" / "done.jsonl"
    with Manifest(path, settings="s") as manifest:
        assert not manifest.is_done(A)
        manifest.add(A)
    with Manifest(path, settings="s") as again:
        assert again.is_done(A) and not again.is_done(B)
        assert not again.is_done(Document("a", "Text a, changed.", content_hash="3"))
    assert not Manifest(path, settings="other").is_done(A)


def test_half_a_line_is_forgotten(tmp_path):
    path = tmp_path / "done.jsonl"
    with Manifest(path) as manifest:
        manifest.add(A)
        manifest.add(B)
    path.write_bytes(path.read_bytes()[:-20])
    with Manifest(path) as again:
        assert again.is_done(A) and not again.is_done(B)
        again.add(B)
    with Manifest(path) as third:
        assert third.is_done(A) and third.is_done(B)


def test_retract(tmp_path):
    path = tmp_path / "done.jsonl"
    with Manifest(path) as manifest:
        manifest.add(A)
        manifest.add(B)
        assert manifest.retract("a") and not manifest.retract("a")
        manifest.add(A)
        assert manifest.retract("a")
    assert not Manifest(path).is_done(A) and Manifest(path).is_done(B)


def test_a_foreign_file_is_named(tmp_path):
    path = tmp_path / "done.jsonl"
    path.write_text("not a manifest\n")
    with pytest.raises(InputError, match=r"done\.jsonl:1"):
        Manifest(path)
