"""Words say what the tokens of spaCy say, and each is made once."""

import pytest

from kg.extract.parse import relation
from kg.extract.words import Word, forget, tokens_of, word

TEXT = (
    "The/DT/det/2 troops=troop/NNS/nsubj/3 left/VBD/root/0 Sirwa/NNP/obj/3/LOC ././punct/3"
    " | Rain/NN/nsubjpass/3 was/VBD/auxpass/3 seen=see/VBN/root/0"
)
STRINGS = ("text", "lower_", "lemma_", "pos_", "tag_")


def test_words_say_what_tokens_say(parsed):
    doc = parsed(TEXT)
    for each, token in zip(tokens_of(doc), doc, strict=True):
        assert each == token and hash(each) == hash(token) and each.i == token.i
        assert [getattr(each, name) for name in STRINGS] == [getattr(token, name) for name in STRINGS]
        assert each.head == token.head
        assert list(each.children) == list(token.children)
        assert (list(each.lefts), list(each.rights)) == (list(token.lefts), list(token.rights))
        assert list(each.ancestors) == list(token.ancestors)
        assert (each.idx, each.ent_type_, each.is_sent_start) == (token.idx, token.ent_type_, token.is_sent_start)


def test_words_lead_to_words(parsed):
    doc = parsed(TEXT)
    troops = word(doc[1])
    assert troops is word(troops) is tokens_of(doc)[1]
    assert all(type(each) is Word for each in (troops.head, troops.nbor(-1), *troops.children, *troops.ancestors))


def test_no_word_stands_outside_the_text(parsed):
    doc = parsed(TEXT)
    with pytest.raises(IndexError, match="'The'"):
        word(doc[0]).nbor(-1)
    with pytest.raises(IndexError):
        word(doc[len(doc) - 1]).nbor()


def test_labels_are_those_of_universal_dependencies(parsed):
    assert [relation(token) for token in parsed(TEXT)][5:] == ["nsubj:pass", "aux:pass", "root"]


def test_a_changed_parse_has_new_words(parsed):
    doc = parsed(TEXT)
    old = word(doc[3])
    doc[3].head = doc[1]
    assert word(doc[3]).head == doc[2]
    forget(doc)
    assert word(doc[3]).head == doc[1]
    assert word(doc[3]) is not old


def test_forgotten_words_hold_each_other_no_longer(parsed):
    doc = parsed(TEXT)
    left = word(doc[2])
    left.answers[relation] = left
    forget(doc)
    assert doc.user_data == {}
    assert not any(hasattr(left, name) for name in ("head", "children", "answers"))


def test_a_text_without_words_has_none(parsed):
    assert tokens_of(parsed("")) == ()
