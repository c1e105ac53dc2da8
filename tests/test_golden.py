"""Whole reports against the graphs that a reader approved: tests/golden/<case>/{input.txt,expected.ttl}.

After a wanted change: `pytest tests/test_golden.py --update-golden -n 0`, then read the diff of every expected.ttl.
"""

from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import graph_diff, to_isomorphic

CASES = sorted(p.parent for p in Path(__file__).parent.glob("golden/*/input.txt"))


@pytest.fixture(scope="module")
def build(pipeline, tmp_path_factory):
    from kg.rdf.write import write
    from kg.read import read

    def run(case: Path) -> str:
        output = tmp_path_factory.mktemp(case.name) / "graph.ttl"
        write(pipeline.graphs(read([str(case / "input.txt")])), output, base=pipeline.settings.base)
        return output.read_text("utf8")

    return run


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case, build, request):
    text = build(case)
    expected = case / "expected.ttl"
    if request.config.getoption("--update-golden"):
        expected.write_text(text, "utf8")
    got, want = (to_isomorphic(Graph().parse(data=t, format="turtle")) for t in (text, expected.read_text("utf8")))
    if got != want:
        _, extra, missing = graph_diff(got, want)
        pytest.fail(f"not in expected:\n{extra.serialize(format='nt')}\nmissing:\n{missing.serialize(format='nt')}")
    assert got == want
