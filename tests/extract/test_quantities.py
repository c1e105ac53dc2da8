"""Numbers in words, counts in phrases, and whose they are in a clause."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.counts import Count, count_in
from kg.extract.lexicons import TriggerRow, rows
from kg.extract.numbers import parse_number
from kg.extract.quantities import quantity_class, victims_of

VOCAB = spacy.blank("en").vocab


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("one", 1), ("twenty-five", 25), ("two hundred and five", 205), ("a hundred", 100), ("1,200", 1200),
        ("2,00,000", 200_000),
        ("three thousand", 3000), ("1.5 million", 1_500_000), ("2 million", 2_000_000), ("a dozen", 12),
        ("two dozen", 24), ("four hundred thousand", 400_000), ("12", 12), ("many", None), ("", None), ("1.5", None),
    ],
)  # fmt: skip
def test_parse_number(words, number):
    assert parse_number(words) == number


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("at least ten people", 10, None),
        ("no fewer than 30 civilians", 30, None),
        ("more than 20", 21, None),
        ("over 1,000 families", 1001, None),
        ("up to 30 people", 0, 30),
        ("as many as eight men", 0, 8),
        ("fewer than ten men", 0, 9),
        ("between 5 and 8 people", 5, 8),
        ("five to eight men", 5, 8),
        ("20-30 fighters", 20, 30),
        ("five or six men", 5, 6),
        ("30 or more fighters", 30, None),
        ("dozens", 24, None),
        ("scores of villagers", 40, None),
        ("hundreds of fighters", 200, None),
        ("tens of thousands of people", 20_000, None),
        ("several insurgents", 3, None),
        ("a few men", 3, None),
        ("multiple insurgents", 3, None),
        ("numerous insurgents", 4, None),
        ("a couple of men", 2, 2),
        ("half a dozen men", 6, 6),
        ("a dozen men", 12, 12),
        ("more than a dozen men", 13, None),
        ("three dozen men", 36, 36),
        ("no casualties", 0, 0),
        ("nobody", 0, 0),
        ("an insurgent", 1, 1),
        ("another officer", 1, 1),
        ("two insurgents", 2, 2),
        ("one of the militants", 1, 1),
        ("a group of ten fighters", 10, 10),
        ("a 20-year-old man", 1, 1),
        ("two 14-year-old boys", 2, 2),
        ("a 16 - year - old boy", 1, 1),
        ("nearly 50 people", 50, 50),
    ],
)
def test_count(phrase, low, high):
    assert count_in(phrase) == Count(low, high)


@pytest.mark.parametrize("phrase", ["any fighters", "the fighters", "how many people", "militants"])
def test_no_count(phrase):
    assert count_in(phrase) is None


class Everybody:
    """A table in which only places are known."""

    def __init__(self, *places):
        self._places = set(places)

    def actor_at(self, token):
        return None

    def place_at(self, token):
        return object() if token.lower_ in self._places else None


def parse(*rows):
    """A Doc from (word, tag, pos, head, label, lemma)."""
    words, tags, pos, heads, deps = (list(column) for column in zip(*(row[:5] for row in rows), strict=True))
    lemmas = [row[5] if len(row) > 5 else row[0].lower() for row in rows]
    return Doc(VOCAB, words=words, tags=tags, pos=pos, heads=heads, deps=deps, lemmas=lemmas)


def counts(doc, index, *places):
    token = doc[index]
    row = TriggerRow(token.lemma_, "VERB", "killing", {}, cameo="190", quantity=quantity_class(token))
    return {q.what: (q.low, q.high, q.text) for q in victims_of(token, row, Everybody(*places), frozenset())}


def test_object_and_second_verb():
    doc = parse(
        ("Bombs", "NNS", "NOUN", 1, "nsubj", "bomb"),
        ("killed", "VBD", "VERB", 1, "ROOT", "kill"),
        ("ten", "CD", "NUM", 3, "nummod"),
        ("men", "NNS", "NOUN", 1, "obj", "man"),
        ("and", "CC", "CCONJ", 5, "cc"),
        ("wounded", "VBD", "VERB", 1, "conj", "wound"),
        ("dozens", "NNS", "NOUN", 5, "obj", "dozen"),
    )
    assert counts(doc, 1) == {"injured": (24, None, "dozens"), "killed": (10, 10, "ten men")}
    assert counts(doc, 5) == {"injured": (24, None, "dozens")}


def test_a_number_of_two_kinds_together_is_of_neither():
    doc = parse(
        ("Bombs", "NNS", "NOUN", 1, "nsubj", "bomb"),
        ("killed", "VBD", "VERB", 1, "ROOT", "kill"),
        ("or", "CC", "CCONJ", 3, "cc"),
        ("wounded", "VBD", "VERB", 1, "conj", "wound"),
        ("ten", "CD", "NUM", 5, "nummod"),
        ("men", "NNS", "NOUN", 1, "obj", "man"),
    )
    assert counts(doc, 1) == counts(doc, 3) == {}


def test_both_before_a_list_counts_nobody():
    doc = parse(
        ("Bombs", "NNS", "NOUN", 1, "nsubj", "bomb"),
        ("killed", "VBD", "VERB", 1, "ROOT", "kill"),
        ("both", "CC", "CCONJ", 4, "cc:preconj"),
        ("the", "DT", "DET", 4, "det"),
        ("mayor", "NN", "NOUN", 1, "obj"),
        ("and", "CC", "CCONJ", 7, "cc"),
        ("his", "PRP$", "PRON", 7, "nmod:poss"),
        ("wife", "NN", "NOUN", 4, "conj"),
    )
    assert counts(doc, 1) == {"killed": (2, 2, "the mayor and his wife")}


def test_passive_subject_and_subject_of_die():
    passive = parse(
        ("Several", "JJ", "ADJ", 1, "amod"),
        ("insurgents", "NNS", "NOUN", 3, "nsubj:pass", "insurgent"),
        ("were", "VBD", "AUX", 3, "aux:pass", "be"),
        ("killed", "VBN", "VERB", 3, "ROOT", "kill"),
        ("by", "IN", "ADP", 6, "case"),
        ("two", "CD", "NUM", 6, "nummod"),
        ("soldiers", "NNS", "NOUN", 3, "obl:agent", "soldier"),
    )
    assert counts(passive, 3) == {"killed": (3, None, "Several insurgents")}
    die = parse(
        ("Two", "CD", "NUM", 1, "nummod"),
        ("children", "NNS", "NOUN", 2, "nsubj", "child"),
        ("died", "VBD", "VERB", 2, "ROOT", "die"),
    )
    assert counts(die, 2) == {"killed": (2, 2, "Two children")}


def test_coordinated_victims_are_added():
    doc = parse(
        ("Shells", "NNS", "NOUN", 1, "nsubj", "shell"),
        ("killed", "VBD", "VERB", 1, "ROOT", "kill"),
        ("two", "CD", "NUM", 3, "nummod"),
        ("women", "NNS", "NOUN", 1, "obj", "woman"),
        ("and", "CC", "CCONJ", 6, "cc"),
        ("a", "DT", "DET", 6, "det"),
        ("child", "NN", "NOUN", 3, "conj"),
    )
    assert counts(doc, 1) == {"killed": (3, 3, "two women and a child")}


def test_death_of_people():
    doc = parse(
        ("It", "PRP", "PRON", 1, "nsubj"),
        ("caused", "VBD", "VERB", 1, "ROOT", "cause"),
        ("the", "DT", "DET", 3, "det"),
        ("death", "NN", "NOUN", 1, "obj"),
        ("of", "IN", "ADP", 6, "case"),
        ("one", "CD", "NUM", 6, "nummod"),
        ("man", "NN", "NOUN", 3, "nmod"),
    )
    assert counts(doc, 3) == {"killed": (1, 1, "one man")}


def test_what_is_asked_or_aimed_at_is_no_number():
    asked = parse(
        ("unclear", "JJ", "ADJ", 0, "ROOT"),
        ("if", "IN", "SCONJ", 5, "mark"),
        ("ten", "CD", "NUM", 3, "nummod"),
        ("men", "NNS", "NOUN", 5, "nsubj:pass", "man"),
        ("were", "VBD", "AUX", 5, "aux:pass", "be"),
        ("killed", "VBN", "VERB", 0, "advcl", "kill"),
    )
    assert counts(asked, 5) == {}
    aimed = parse(
        ("planned", "VBD", "VERB", 0, "ROOT", "plan"),
        ("to", "TO", "PART", 2, "mark"),
        ("kill", "VB", "VERB", 0, "xcomp"),
        ("ten", "CD", "NUM", 4, "nummod"),
        ("men", "NNS", "NOUN", 2, "obj", "man"),
    )
    assert counts(aimed, 2) == {}


def test_a_captured_town_is_no_prisoner():
    doc = parse(
        ("Rebels", "NNS", "NOUN", 1, "nsubj", "rebel"),
        ("captured", "VBD", "VERB", 1, "ROOT", "capture"),
        ("one", "CD", "NUM", 3, "nummod"),
        ("town", "NN", "NOUN", 1, "obj"),
    )
    assert counts(doc, 1) == counts(doc, 1, "town") == {}


def test_lexicon_is_sorted_and_closed():
    table = rows("quantity_words")
    keys = [(row["lemma"], row["pos"]) for row in table]
    assert keys == sorted(set(keys)), "sort kg/extract/lexicon/quantity_words.jsonl: LC_ALL=C sort -u"
    assert {row["what"] for row in table} == {"killed", "injured", "detained", "displaced"}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Soldiers arrested President Ousmane Keita and the army chief.", [(2, 2)]),
        ("Police arrested Omar Ruiz, 20, and Ali Haddad, 24, in Lima.", []),
        ("Police arrested Omar Ruiz in Lima.", []),
        ("Iraqi troops killed six IS fighters.", [(6, 6)]),
    ],
)
def test_names_and_ages_among_the_counted(told, text, counted):
    assert [(q.low, q.high) for event, *_ in told(text) for q in event.quantities] == counted


def test_a_reward_for_a_capture_captures_nobody(told):
    found = told("The minister offered a reward for the capture of Ivan Nasir, the leader of the group.")
    assert [event.event_type for event, *_ in found if event.modality.value == "asserted"] == ["offer"]
