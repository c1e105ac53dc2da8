"""Files in, documents out: each format, the order, and each kind of bad input."""

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest

from kg.model import Document, Skipped
from kg.read import READERS, read

BODY = "Soldiers left the town of Karsa on Monday, and the mayor said that they had not come back."

SPANISH = "Los soldados salieron de la ciudad el lunes, y el alcalde dijo que no han vuelto. " * 3


def only(items):
    (item,) = list(items)
    return item


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_text_with_front_line_and_dateline(tmp_path):
    text = "date 2021-05-04 KARSA (Radio Vale) – " + BODY
    document = only(read([write(tmp_path, "a.txt", text)]))
    assert (document.published, document.place, document.publisher) == (date(2021, 5, 4), "KARSA", "Radio Vale")
    assert document.text == text and document.text[document.body_start :] == BODY


def test_markdown_front_matter_and_title(tmp_path):
    text = (
        f'---\ntitle: "Troops leave"\ndate: 4 May 2021\nsource: Radio Vale\nurl: https://example.org/1\n---\n\n{BODY}'
    )
    document = only(read([write(tmp_path, "a.md", text)]))
    assert (document.title, document.published, document.url) == (
        "Troops leave",
        date(2021, 5, 4),
        "https://example.org/1",
    )
    assert document.text[document.body_start :].strip() == BODY


def test_markdown_heading_is_the_title(tmp_path):
    document = only(read([write(tmp_path, "a.md", f"# Troops leave Karsa\n\n{BODY}")]))
    assert document.title == "Troops leave Karsa" and document.text[document.body_start :].strip() == BODY


def test_markdown_is_read_without_its_marks(tmp_path):
    text = """# Week 12

At least **15 soldiers** were killed, the [army](https://example.org/a_(b)) said.[^1]

- _Two_ men fled on 3 May.
- They crossed `Sirwa` at 5 * 3 points of snake_case_land.

| date | where |
|------|:-----:|
| 3 May | **Karsa** |

> Nobody was hurt, he said. <br/>

[^1]: a note
"""
    document = only(read([write(tmp_path, "a.md", text)]))
    assert document.text[document.body_start :].split("\n\n") == [
        "At least 15 soldiers were killed, the army said.",
        "Two men fled on 3 May.",
        "They crossed Sirwa at 5 * 3 points of snake_case_land.",
        "date: where",
        "3 May: Karsa",
        "Nobody was hurt, he said. ",
    ]


def test_columns_may_be_called_as_in_front_matter(tmp_path):
    table = f'date,headline,source,link,text\n2021-05-04,Troops leave,Radio Vale,https://example.org/1,"{BODY}"\n'
    document = only(read([write(tmp_path, "a.csv", table)]))
    assert (document.published, document.title) == (date(2021, 5, 4), "Troops leave")
    assert (document.publisher, document.url) == ("Radio Vale", "https://example.org/1")
    row = json.dumps({"text": BODY, "source": {"id": 1}, "date": "2021-05-05", "published": "2021-05-04"})
    document = only(read([write(tmp_path, "a.jsonl", row)]))
    assert (document.published, document.publisher) == (date(2021, 5, 4), None)


def test_html_article(tmp_path):
    page = f"""<html lang="en"><head><title>Troops leave Karsa</title>
    <meta property="og:site_name" content="Radio Vale"><meta property="article:published_time" content="2021-05-04">
    <link rel="canonical" href="https://example.org/karsa"></head><body><nav>Home | Sport</nav>
    <article><h1>Troops leave Karsa</h1><p>{BODY}</p><p>{BODY.replace("Monday", "Tuesday")}</p></article>
    </body></html>"""
    document = only(read([write(tmp_path, "a.html", page)]))
    assert isinstance(document, Document), document
    assert f"Troops leave Karsa\n\n{BODY}\n\n" in document.text and "Sport" not in document.text
    assert (document.publisher, document.published, document.url) == (
        "Radio Vale",
        date(2021, 5, 4),
        "https://example.org/karsa",
    )


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_json_lines(tmp_path, name):
    rows = [
        {"id": 7, "text": "VALE CITY (Radio Vale) - " + BODY, "published": "2021-05-04T10:00:00Z"},
        {"text": BODY, "url": "https://example.org/2", "publisher": "The Post", "title": "Gone"},
    ]
    data = "\n\n".join(json.dumps(row) for row in rows).encode()
    first, second = read([write(tmp_path, name, gzip.compress(data) if name.endswith("gz") else data)])
    assert (first.id, first.place, first.publisher) == ("7", "VALE CITY", "Radio Vale")
    assert first.text[first.body_start :] == BODY and first.published == date(2021, 5, 4)
    assert second.id.startswith("example-org-2-") and (second.title, second.publisher) == ("Gone", "The Post")


def test_table(tmp_path):
    path = write(tmp_path, "a.csv", f'id,text,published\nx,"{BODY}",2021-05-04\ny,,2021-05-04\n')
    first, second = read([path])
    assert (first.id, first.published) == ("x", date(2021, 5, 4))
    assert isinstance(second, Skipped) and second.document_id.endswith("a.csv:3") and "empty" in second.reason


def test_standard_input_is_a_text_or_json_lines():
    assert only(read(["-"], stdin=io.BytesIO(BODY.encode()))).text == BODY
    line = json.dumps({"id": "z", "text": BODY}).encode()
    assert [d.id for d in read(["-"], stdin=io.BytesIO(line + b"\n"))] == ["z"]


def test_order_of_arguments_changes_nothing(tmp_path):
    paths = [write(tmp_path, name, f"{BODY} It was {name}.") for name in ("c.txt", "a.txt", "b.md")]
    forward = [d.id for d in read(paths)]
    assert forward == [d.id for d in read(list(reversed(paths)))] == [d.id for d in read([tmp_path])]
    assert len(forward) == 3


def test_folders_pass_over_readme_and_hidden_files(tmp_path):
    write(tmp_path, "README.md", "Read me.")
    write(tmp_path, ".notes.txt", "Hidden.")
    write(tmp_path, "picture.png", b"\x89PNG")
    assert "no reader" in only(read([tmp_path])).reason


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "empty text"),
        ("a.txt", b"date 2021-05-04\n\n", "empty text"),
        ("a.txt", b"\x00\x01\x02\x03" * 50, "binary"),
        ("a.txt", b"date soon\n" + BODY.encode(), "no date"),
        ("a.txt", b"x" * 5000, "the limit is"),
        ("a.txt", b"x" * 50000, "split it"),
        ("a.txt", "Солдаты покинули город в понедельник, сообщил мэр.".encode(), "English"),
        (
            "a.txt",
            ("Los soldados salieron de la ciudad el lunes, y el alcalde dijo que no han vuelto. " * 3).encode(),
            "Engl",
        ),
        ("a.html", b"<html><body></body></html>", "no article"),
        ("a.jsonl", b'{"text": "abc"', "broken JSON at column"),
        ("a.jsonl", b'["abc"]', "not an object"),
        ("a.jsonl", b'{"title": "abc"}', "no text"),
        ("a.jsonl", b'{"text": 12}', "not a string"),
        ("a.jsonl", b'{"text": "abc", "published": "2021-13-45"}', "no date"),
        ("a.jsonl", b'{"text": "abc", "published": true}', "not a string"),
        ("a.jsonl", b'{"text": "abc", "language": "fr"}', "English only"),
        ("a.jsonl", b'{"text": "caf\xe9"}', "not UTF-8"),
        ("a.jsonl.gz", b"no gzip", "broken gzip"),
        ("a.csv", b"id,title\n1,x\n", "add one named 'text'"),
        ("a.pdf", b"%PDF", "no reader"),
    ],
)
def test_bad_input_is_skipped_with_place_and_remedy(tmp_path, name, data, words):
    item = only(read([write(tmp_path, name, data)], max_characters=2000))
    assert isinstance(item, Skipped) and item.stage == "read"
    assert words in item.reason and name in item.document_id and "\n" not in item.reason


def test_missing_file_and_the_others_go_on(tmp_path):
    good = write(tmp_path, "z.txt", BODY)
    missing, document = read([tmp_path / "a.txt", good])
    assert "no such file" in missing.reason and document.text == BODY


def test_duplicate_ids_are_told_apart_by_their_text(tmp_path):
    rows = [("1", BODY), ("1", BODY), ("1", BODY + " Indeed.")]
    path = write(tmp_path, "a.jsonl", "\n".join(json.dumps({"id": i, "text": t}) for i, t in rows))
    first, same, other = read([path])
    assert isinstance(first, Document)
    assert "same text" in same.reason and same.document_id.endswith(":2")
    assert "another text" in other.reason and other.document_id.endswith(":3")


def test_encodings_and_unwritable_characters(tmp_path):
    text = "L’armée a dit: “no”. " + BODY
    assert only(read([write(tmp_path, "a.txt", text.encode("cp1252"))])).text == text
    assert only(read([write(tmp_path, "b.txt", text.encode("utf-16"))])).text == text
    line = b'{"id": "1\\udfff", "publisher": "\\u0001", "text": "Ab\\ud800c\\u0000 left."}'
    document = only(read([write(tmp_path, "c.jsonl", line)]))
    assert (document.id, document.publisher, document.text) == ("1\ufffd", "\ufffd", "Ab\ufffdc\ufffd left.")


def test_every_reader_has_a_suffix():
    assert list(READERS) == sorted(READERS) and all(suffix.startswith(".") for suffix in READERS)
