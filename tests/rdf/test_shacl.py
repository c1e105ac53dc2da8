import pytest
from sample_graphs import sample

from kg.errors import InputError
from kg.rdf.shacl import validate
from kg.rdf.write import Format, write


@pytest.mark.parametrize("form", Format)
def test_what_kg_writes_conforms(tmp_path, form):
    path = tmp_path / f"x{form.value}"
    write([sample("d1"), sample("d2")], path)
    assert validate(path) == []


def test_violation_names_event_sentence_and_graph(tmp_path):
    path = tmp_path / "x.nq"
    write([sample("d1"), sample("d2")], path)
    lines = [line for line in path.read_text("utf-8").splitlines() if not ("#modality>" in line and "d2" in line)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    (violation,) = validate(path, workers=2)
    assert violation.graph == "https://example.org/kg/graph/d2"
    assert violation.path == "kg:modality"
    assert str(violation).startswith('event airstrike in "Northern jets struck River Front')
    assert "exactly one kg:modality" in str(violation)


def test_own_shapes_replace_the_ontologys(tmp_path):
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
        <urn:shape> a sh:NodeShape ; sh:targetClass sem:Event ;
          sh:property [ sh:path sem:hasPlace ; sh:maxCount 0 ; sh:message "No places here." ] ."""
    )
    write([sample()], tmp_path / "x.ttl")
    (violation,) = validate(tmp_path / "x.ttl", shapes)
    assert (violation.message, violation.shape) == ("No places here.", "urn:shape")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.ttl", "this is no Turtle", "is not well-formed"),
        ("x.xml", "<a/>", "suffix must be one of .ttl"),
        ("missing.ttl", None, "no such file"),
    ],
)
def test_bad_files_are_input_errors(tmp_path, name, text, message):
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=message):
        validate(tmp_path / name)
