"""Where sentences begin, by the spaces around marks."""

import numpy as np
import pytest
import spacy

import kg.language
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
        ('They left. ("We stay.")', 5, 3),
        ("They left. ...We stay.", 4, 3),
        ("Ring #5 #6 or #7 now", 4, 3),
        ("CLOSED*** They left.", 2, 4),
        ("CLOSED*** They left.", 1, 4),
        ("They left.We stay.", 3, 3),
    ],
)
def test_a_mark_belongs_to_its_quotation(text: str, scored: int, begins: int) -> None:
    doc = NLP(text)
    words = find_words(doc, [token.text for token in doc], np.ones(len(doc), np.bool_))
    scores = np.full(len(doc), -1, np.float32)
    scores[scored] = 1
    assert np.flatnonzero(words.starts(scores, 0)).tolist() == [0, begins]


@pytest.mark.parametrize(
    ("text", "scored"), [("the 5th/Guards corps", 3), ("Ring 555-NOW today", 3), ("the CLOSED/door", 3)]
)
def test_none_begins_within_what_is_written_as_one(text: str, scored: int) -> None:
    doc = NLP(text)
    words = find_words(doc, [token.text for token in doc], np.ones(len(doc), np.bool_))
    scores = np.full(len(doc), -1, np.float32)
    scores[scored] = 1
    assert np.flatnonzero(words.starts(scores, 0)).tolist() == [0]


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("They left. We stay.", [3]),
        ("They left! 12 stay.", [3]),
        ('They left. "We stay."', [3]),
        ("They left.[4] We stay.", []),
        ("They left. , We stay.", []),
        ("They left. :-D We stay.", []),
        ("They left. we stay.", []),
    ],
)
def test_a_cut_is_sure(text: str, cuts: list[int]) -> None:
    doc = kg.language.load(threads=1, lemmas=False).make_doc(text)
    words = find_words(doc, [token.text for token in doc], np.ones(len(doc), np.bool_))
    assert np.flatnonzero(words.cuts()).tolist() == [0, *cuts]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("troops left. Forces came", ["Forces"]),
        ("They deposed President Keita. General Auf came", ["General"]),
        ("They left in 2017. Rebels came", ["Rebels"]),
        ("They left (in May). Rebels came", ["Rebels"]),
        ("to Nice - Arrv. London early", []),
        ("see No. 17. Rebels came", []),
        ("They left. rebels came", []),
    ],
)
def test_a_capital_after_a_plain_word_and_a_full_stop_begins_a_sentence(text: str, starts: list[str]) -> None:
    doc = NLP(text)
    words = find_words(doc, [token.text for token in doc], np.ones(len(doc), np.bool_))
    assert [doc[i].text for i in np.flatnonzero(words.sure(0, len(doc)))] == starts


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


@pytest.mark.parametrize(
    ("text", "scored", "begins"),
    [
        ("A raid was reported. SDF men denied it.", None, [0, 5]),
        ("A raid by Gen. Ruiz failed.", None, [0]),
        ("They came at 8 a.m. on Sunday.", 5, [0]),
        ("Shan State - Troops of the army shot two men there.", None, [0, 3]),
        ("Shan State - Troops of the army", None, [0]),
        ("Islamic State - Khorasan Province men took the village there.", None, [0]),
    ],
)
def test_what_the_text_itself_says(text: str, scored: int | None, begins: list[int]) -> None:
    doc = kg.language.load().tokenizer(text)
    words = find_words(doc, [token.text for token in doc], np.ones(len(doc), np.bool_))
    scores = np.full(len(doc), -1, np.float32)
    if scored is not None:
        scores[scored] = 1
    assert np.flatnonzero(words.starts(scores, 0)).tolist() == begins


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("14 January\nThe army shells the town and burns houses.", [0, 2]),
        ("The army shells the town and\nburns twelve of the houses there.", [0]),
        ("Two men from the village of\nMoura were hanged on the bridge.", [0]),
        ("Two men\nwho had been hanged on the bridge.", [0]),
    ],
)
def test_a_line_that_ends_before_it_must_is_a_heading(text: str, begins: list[int]) -> None:
    doc = kg.language.load().tokenizer(text)
    texts = [token.text for token in doc]
    words = find_words(doc, texts, np.array([not each.isspace() for each in texts]))
    assert np.flatnonzero(words.starts(np.full(len(words.texts), -1, np.float32), 0)).tolist() == begins
