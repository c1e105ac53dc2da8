"""The shipped pipeline: texts that break pipelines, results that do not depend on neighbours, damaged weights."""

import itertools
import random
import shutil
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import kg.language
from kg.errors import WeightsError
from kg.language import component
from kg.language.shipped import FOLDER, LABELS, MODEL, SUMS, TOKENIZER

NEWS = [
    "President Barack Obama met Angela Merkel in Berlin on Monday. They discussed the war in Syria.",
    "GUNMEN KILL 12 IN KABUL ATTACK\n\nKABUL, Afghanistan (AP) -- Gunmen killed 12 people on Tuesday, police said",
    "He isn't coming.",
    "The U.N. Security Council condemned the attack, which wounded at least 30 civilians, Mr. Annan's office said.",
]
ODD = [
    "",
    " ",
    "\n\n\n",
    "\t x \r\n\r\n y\u2029z\u00a0",
    "x" * 100_000,
    "🙂🙃👩‍👩‍👧 🇩🇪",
    "مرحبا بالعالم. שלום עולם!",
    "\x00\x01\x1b[0m\x7f\ufffe\u200b\ufeff",
    "\ud7ff\U0010ffff",
    "ALL CAPS NO END",
    "." * 3000,
    "a\n\nb\n \nc",
    "no final punctuation",
    "中文没有空格",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return kg.language.load(threads=1)


def layers(doc: Doc) -> list[tuple[object, ...]]:
    """All that the pipeline says of a document."""
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.head.i, t.dep_, t.is_sent_start, t.ent_iob_, t.ent_type_, t.lemma_)
        for t in doc
    ]


def check(doc: Doc, text: str) -> None:
    """One tree per sentence, inside it; text kept; entities well-formed."""
    assert doc.text == text
    for sentence in doc.sents:
        assert sum(t.head.i == t.i for t in sentence) == 1
        for token in sentence:
            seen = {token.i}
            while token.head.i != token.i:
                token = token.head
                assert token.i not in seen
                assert sentence.start <= token.i < sentence.end
                seen.add(token.i)
    for token in doc:
        assert token.is_space == (token.pos_ == "SPACE")
        if token.ent_iob_ == "I":
            assert doc[token.i - 1].ent_type_ == token.ent_type_
            assert not token.is_sent_start
    assert all(e.label_ in ("PER", "ORG", "LOC", "MISC") and e.text.strip() for e in doc.ents)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_pass(nlp: Language, text: str) -> None:
    check(nlp(text), text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text_passes(nlp: Language, text: str) -> None:
    check(nlp(text), text)


def test_reads_news(nlp: Language) -> None:
    doc = nlp(NEWS[0])
    assert {(e.text, e.label_) for e in doc.ents} >= {
        ("Barack Obama", "PER"),
        ("Angela Merkel", "PER"),
        ("Berlin", "LOC"),
        ("Syria", "LOC"),
    }
    assert [s[0].text for s in doc.sents] == ["President", "They"]
    met = doc[3]
    assert (met.lemma_, met.pos_, met.tag_, met.dep_) == ("meet", "VERB", "VBD", "ROOT")
    assert ("Angela", "obj") in {(t.text, t.dep_) for t in met.children}
    assert doc[1].morph.get("Number") == ["Sing"]


def test_lemmas_of_closed_classes(nlp: Language) -> None:
    assert [t.lemma_ for t in nlp(NEWS[2])] == ["he", "be", "not", "come", "."]


def test_lemma_of_a_past_form_that_the_tagger_takes_for_a_present(nlp: Language) -> None:
    forms = Doc(nlp.vocab, words=["retook", "found"], pos=["VERB", "VERB"], tags=["VBP", "VBP"])
    assert [t.lemma_ for t in nlp.get_pipe("kg_lemmatizer")(forms)] == ["retake", "found"]


def test_lemma_of_an_unknown_verb_that_doubles_its_consonant(nlp: Language) -> None:
    forms = Doc(nlp.vocab, words=["airdropped", "martialled"], pos=["VERB", "VERB"], tags=["VBD", "VBN"])
    assert [t.lemma_ for t in nlp.get_pipe("kg_lemmatizer")(forms)] == ["airdrop", "martial"]


def test_a_blank_line_ends_a_sentence(nlp: Language) -> None:
    doc = nlp("the\n\nkilled of\n \nwith")
    assert [t.text for t in doc if t.is_sent_start] == ["the", "killed", "with"]


def test_a_line_ends_a_sentence_where_lines_are_paragraphs(nlp: Language) -> None:
    told = "Troops took the bridge on Monday"
    long = (
        f"{told}, the ministry said,"
        " after two days of fighting in which the rebels lost most of the town and some hills."
    )
    headline, *_ = nlp(f"Army takes bridge\n{long}").sents
    assert headline.text.strip() == "Army takes bridge"
    doc = nlp(f"{told} after two days\nof fighting.")
    assert len(list(doc.sents)) == 1


def test_sentence_starts_that_are_set_are_kept(nlp: Language) -> None:
    starts = [True, False, True, False, False]
    doc = nlp.get_pipe("kg_encoder")(Doc(nlp.vocab, words=["He", "left", ".", "They", "stayed"], sent_starts=starts))
    assert [bool(t.is_sent_start) for t in doc] == starts


def test_results_do_not_depend_on_neighbours(nlp: Language) -> None:
    texts = [*NEWS, " ".join(NEWS * 8), "", "x"]
    alone = {text: layers(nlp(text)) for text in texts}
    shuffled = texts * 2
    random.Random(1).shuffle(shuffled)
    for doc in nlp.pipe(shuffled, batch_size=3):
        assert layers(doc) == alone[doc.text]


def test_results_do_not_depend_on_threads(nlp: Language) -> None:
    threaded = kg.language.load(threads=3)
    texts = [" ".join(NEWS * times) for times in range(1, 12)]
    assert [layers(doc) for doc in threaded.pipe(texts)] == [layers(doc) for doc in nlp.pipe(texts)]


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("He left. They stayed.", ["They"]),
        ('He said "Go." Then he left.', ["Then"]),
        ('He left. "We stay," they said.', ['"']),
        ("He left ( at last . ) and said no", []),
        ("Who? me? No 5.3 of it", ["No"]),
        ("one\n\ntwo", ["two"]),
    ],
)
def test_windows_are_cut_at_sure_sentence_ends(nlp: Language, text: str, cuts: list[str]) -> None:
    doc = nlp.make_doc(text)
    texts = [token.text for token in doc]
    words = component.find_words(doc, texts, np.array([not t.isspace() for t in texts]))
    assert [word for word, cut in zip(words.texts, words.cuts(), strict=True) if cut] == [texts[0], *cuts]


def test_long_texts_are_windowed(nlp: Language) -> None:
    text = " ".join(NEWS * 40)
    doc = nlp(text)
    check(doc, text)
    lengths = [len(s) for s in doc.sents]
    assert len(lengths) > 100
    assert max(lengths) < 60


def test_a_sentence_longer_than_a_window_passes(nlp: Language) -> None:
    text = " ".join(f"word{number}" for number in range(700))
    check(nlp(text), text)


def test_over_a_million_characters_are_read() -> None:
    nlp = kg.language.load(lemmas=False)
    assert nlp.max_length > 5_000_000
    text = "\n" * 1_500_000
    assert nlp(text).text == text


def test_the_tokenizer_agrees_with_ud(nlp: Language) -> None:
    doc = nlp.make_doc("F-16 jets and/or tanks!!! Capt. Smith et al. sent an e-mail (a)(b).")
    words = "F - 16 jets and / or tanks !!! Capt. Smith et al. sent an e-mail ( a ) ( b ) ."
    assert " ".join(t.text for t in doc) == words


def test_saved_and_loaded_by_spacy(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "en_kg")
    again = spacy.load(tmp_path / "en_kg")
    assert [layers(again(text)) for text in NEWS] == [layers(nlp(text)) for text in NEWS]


def test_processes(nlp: Language) -> None:
    assert [layers(d) for d in nlp.pipe(NEWS, n_process=2)] == [layers(nlp(t)) for t in NEWS]


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    for name in (MODEL, TOKENIZER, LABELS, SUMS):
        shutil.copy(FOLDER / name, tmp_path / name)
    kg.language.load(tmp_path, lemmas=False)
    (tmp_path / LABELS).write_text("{}")
    with pytest.raises(WeightsError, match="checksum"):
        kg.language.load(tmp_path)
    (tmp_path / LABELS).unlink()
    with pytest.raises(WeightsError, match="lack"):
        kg.language.load(tmp_path)
    with pytest.raises(WeightsError, match="no language weights"):
        kg.language.load(tmp_path / "nowhere")


def test_the_weights_are_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= 30_000_000


def test_windows_cut_at_sentences(nlp: Language) -> None:
    narrow = kg.language.load(words=40, threads=1)
    doc = narrow(" ".join(NEWS * 3))
    for before, after in itertools.pairwise(doc.sents):
        assert before.end == after.start
