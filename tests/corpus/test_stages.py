"""The folder of stages holds every record of a build, and an error names the folder."""

import json

import pytest

from kg.corpus import StageFiles
from kg.errors import OutputError
from kg.model import Document, Graph, Skipped


def test_each_kind_has_its_file_and_an_old_one_goes(tmp_path):
    (tmp_path / "skipped.jsonl").write_text("old\n")
    with StageFiles(tmp_path) as files:
        files.write(Graph(Document("a", "Naïve."), (), (), (), (), ()))
    assert json.loads((tmp_path / "documents.jsonl").read_text("utf8"))["text"] == "Naïve."
    assert (tmp_path / "skipped.jsonl").read_text() == ""
    with StageFiles(tmp_path) as files:
        files.write(Skipped("a.txt:1", "read", "empty"))
    assert json.loads((tmp_path / "skipped.jsonl").read_text())["reason"] == "empty"
    assert (tmp_path / "documents.jsonl").read_text() == ""


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="file"), StageFiles(tmp_path / "file"):
        pass
