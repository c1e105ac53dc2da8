"""One convention of names: titles, articles and possessives are outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.conventions import TAGS, normal_spans, to_spans, to_tags
from kg.language.pieces import DIGIT, LOWER, MIXED, TITLE, UPPER, case_class


@pytest.mark.parametrize(
    ("name", "label", "bare"),
    [
        ("Prime Minister Tony Blair", "PER", "Tony Blair"),
        ("Mr. Bush", "PER", "Bush"),
        ("former U.S. Secretary of State Colin Powell", "PER", "Colin Powell"),
        ("Duke of Wellington", "PER", "Duke of Wellington"),
        ("Queen of Spain", "PER", "Queen of Spain"),
        ("Bush 's", "PER", "Bush"),
        ("President", "PER", None),
        ("the United Nations", "ORG", "United Nations"),
        ("General Motors", "ORG", "General Motors"),
        ("The", "MISC", "The"),
    ],
)
def test_names_are_bare(name: str, label: str, bare: str | None) -> None:
    words = name.split()
    spans = normal_spans(words, [(0, len(words), label)])
    assert [" ".join(words[a:b]) for a, b, _ in spans] == ([] if bare is None else [bare])


@given(st.lists(st.sampled_from(TAGS), max_size=20))
def test_tags_and_spans_agree(tags: list[str]) -> None:
    spans = to_spans(tags)
    assert to_spans(to_tags(len(tags), spans)) == spans


def test_case_classes() -> None:
    words = {"word": LOWER, "Word": TITLE, "I": TITLE, "NATO": UPPER, "McDonald": MIXED, "3rd": DIGIT, ",": LOWER}
    assert {word: case_class(word) for word in words} == words
