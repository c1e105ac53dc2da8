"""Lines taken without Oxigraph's own checks: what is taken is valid, whatever the file holds."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.store.lines import OtherLine, fill

WRITTEN = "<https://example.org/a> <urn:b> <https://example.org/c#d> <https://example.org/g/%C3%A9> .\n"
STARTS = [
    "http:",
    "http:/",
    "http://",
    "http://a",
    "http://a:1",
    "http://a:a",
    "http://a@b",
    "http://[::1]",
    "urn:",
    "",
]
PIECES = ["a", "1", ":", "/", "?", "#", "#a#", "%41", "%4", "@", "[", " ", '"', "<", ">", "{", "|", "^", "`"]
PIECES += ["\\", "\\u00e9", "é", "ღ", "語", "\x85", "\ue000", "\ufffe", "😀", "\t", "\n", "-", "_:"]
PARTS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
TAILS = st.sampled_from(["", "@en", "@uz-Cyrl-UZ", "@x", "@en-1", "@en--ltr", "@abcdefghi", "^^<urn:t>", "^^<t>"])


@settings(max_examples=600, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    iri=st.tuples(st.sampled_from(STARTS), PARTS).map("".join), value=st.tuples(PARTS, TAILS), place=st.integers(0, 4)
)
def test_what_is_taken_unchecked_is_valid(tmp_path: Path, iri: str, value: tuple[str, str], place: int) -> None:
    terms = WRITTEN.split(" ")
    terms[place] = f"<{iri}>"
    if place == 4:
        terms[2:] = [f'"{value[0]}"{value[1]}', *WRITTEN.split(" ")[3:]]
    file = tmp_path / "a.nq"
    file.write_text(WRITTEN + " ".join(terms).rstrip("\n") + "\n", encoding="utf-8")
    store = ox.Store()
    try:
        fill(store, file)
    except (OtherLine, SyntaxError, UnicodeError):
        return
    kept = ox.Store()
    kept.extend(ox.parse(path=str(file)))  # raises where a term is not valid
    assert {quad for quad in store if quad.graph_name != ox.DefaultGraph()} == set(kept)


@pytest.mark.parametrize(
    "iri",
    ["https://example.org:8080/a_(b)/'c'?d=e&f#g", "https://example.org/é/ღ/語", "urn:a:b", "mailto:a@b.org", "http:"],
)
def test_usual_iris_are_taken_fast(tmp_path: Path, iri: str) -> None:
    (tmp_path / "a.nq").write_text(WRITTEN.replace("urn:b", iri), encoding="utf-8")
    assert fill(ox.Store(), tmp_path / "a.nq") == 1
