"""The tokenizer: footnotes are words of their own, so that the name before one stays whole."""

import pytest
import spacy

from kg.language import tokenizer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the Army.[4]", "the Army . [ 4 ]"),
        ("in Iraq,[3] he", "in Iraq , [ 3 ] he"),
        ("in 2004.[1][2]", "in 2004 . [ 1 ] [ 2 ]"),
        ("basis[citation needed]", "basis [ citation needed ]"),
        ("an F-16, and/or", "an F - 16 , and / or"),
    ],
)
def test_words_are_those_of_universal_dependencies(text: str, words: str) -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer.create()(nlp)
    assert [token.text for token in nlp(text)] == words.split()
