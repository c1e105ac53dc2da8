"""Where sentences begin, by the sides of quotation marks."""

import numpy as np
import pytest
import spacy

from kg.language.component import find_words

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "scored", "begins"),
    [
        ('They left. "We stay," he said.', 4, 3),
        ('They left. "We stay," he said.', 3, 3),
        ('He said "we stay." They left.', 6, 7),
        ('He said "we stay." "You go."', 7, 7),
        ("They left. (We stay.)", 4, 3),
        ("They left.” We stay.", 3, 4),
        ('They left " We stay.', 2, 2),
    ],
)
def test_a_mark_belongs_to_its_quotation(text: str, scored: int, begins: int) -> None:
    doc = NLP(text)
    words = find_words(doc, [token.text for token in doc], np.ones(len(doc), np.bool_))
    scores = np.full(len(doc), -1, np.float32)
    scores[scored] = 1
    assert np.flatnonzero(words.starts(scores, 0)).tolist() == [0, begins]


def test_a_window_reads_its_own_part_of_the_text() -> None:
    doc = NLP('One. Two. "Three."')
    words = find_words(doc, [token.text for token in doc], np.ones(len(doc), np.bool_))
    scores = np.array([-1, -1, -1, 1, -1, -1], np.float32)  # from "Two" on
    assert [doc[2 + i].text for i in np.flatnonzero(words.starts(scores, 2))] == ["Two", '"']


def test_words_without_spacing_have_no_sides() -> None:
    doc = spacy.tokens.Doc(NLP.vocab, words=["He", '"', "we", "stay", '"'])
    words = find_words(doc, [token.text for token in doc], np.ones(len(doc), np.bool_))
    assert not words.opening.any()
    assert not words.closing.any()
