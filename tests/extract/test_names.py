"""Names: their extents, what the lexicon knows whole, and what only looks like a name."""

import pytest

from kg.extract.known_names import first_word
from kg.extract.name_extent import joined
from kg.extract.names import find_names
from kg.extract.spans import Name


def names_of(doc):
    return [(doc[n.start : n.end].text, n.label) for n in find_names(doc)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (  # a body's name goes on with the noun that it modifies
            "Electronic/NNP/compound/2/ORG Society/NNP/nsubj/3 met/VBD/root/0",
            [("Electronic Society", "ORG")],
        ),
        (  # a person is never called Abu alone
            "Abu/NNP/nsubj/3/PER Haidar/NNP/dep/1 left=leave/VBD/root/0",
            [("Abu Haidar", "PER")],
        ),
        (  # a particle goes on with what follows it
            "Staffan/NNP/nsubj/4/PER de/NNP/flat/1 Mistura/NNP/flat/1 left=leave/VBD/root/0",
            [("Staffan de Mistura", "PER")],
        ),
        (  # half an office is no person
            "Prime/NNP/amod/2/PER Minister/NNP/nmod:desc/3 Karim/NNP/nsubj/4/PER left=leave/VBD/root/0",
            [("Karim", "PER")],
        ),
        (  # an acronym is no person
            "The/DT/det/2 AMRAB/NNP/nsubj/3/PER left=leave/VBD/root/0",
            [("AMRAB", "ORG")],
        ),
        (  # an operation and a thing of a make act for nobody
            "A/DT/det/2 Falcon/NNP/nsubj/3/PER joined/VBD/root/0 Operation/NNP/obj/3/ORG",
            [],
        ),
        (  # the recogniser took a preposition into the name
            "An/DT/det/2 appeal/NN/root/0 by/IN/case/5 United/NNP/amod/5/ORG Nations/NNPS/nmod/2/ORG"
            " for/IN/case/7/ORG aid/NN/nmod/2",
            [("United Nations", "ORG")],
        ),
        (  # two parts of one place
            "in/IN/case/2 Dayr/NNP/root/0/LOC Hafira/NNP/flat/2/LOC",
            [("Dayr Hafira", "LOC")],
        ),
        (  # somebody goes to a place
            "Troops/NNS/nsubj/2 withdrew=withdraw/VBD/root/0 from/IN/case/4 Hamaniya/NNP/obl/2/ORG",
            [("Hamaniya", "LOC")],
        ),
        (  # and leaves a body whose name has an article
            "Troops/NNS/nsubj/2 withdrew=withdraw/VBD/root/0 from/IN/case/5 the/DT/det/5 Alliance/NNP/obl/2/ORG",
            [("Alliance", "ORG")],
        ),
        (  # a list is a document
            "The/DT/det/3 Sanctions/NNPS/compound/3/ORG List/NNP/nsubj/4 grew=grow/VBD/root/0",
            [],
        ),
        (  # what is reached is a place
            "Aid/NN/nsubj/2 reached=reach/VBD/root/0 Amraba/NNP/obj/2/PER",
            [("Amraba", "LOC")],
        ),
        (  # the lists of strikes
            "Near/IN/case/2 Hit/NNP/obl/6 ,/,/punct/2 two/CD/nummod/5 strikes/NNS/nsubj/6 hit/VBD/root/0",
            [("Hit", "LOC")],
        ),
    ],
)
def test_names_are_whole_and_of_their_sort(parsed, rows, expected):
    assert names_of(parsed(rows)) == expected


def test_the_first_part_of_a_person_is_no_place(parsed):
    doc = parsed("for/IN/case/2 Abdulaziz/NNP/root/0 al/NNP/flat/2 Hakim/NNP/flat/2")
    assert joined(doc, [Name(1, 2, "LOC"), Name(2, 4, "PER")]) == [Name(1, 4, "PER")]


def test_known_names_are_whole_however_they_were_cut(parsed):
    doc = parsed(
        "The/DT/det/3 Islamic/NNP/amod/3/ORG State/NNP/nsubj/10 of/IN/case/5 Iraq/NNP/nmod/3/LOC and/CC/cc/8"
        " the/DT/det/8 Levant/NNP/conj/5 has/VBZ/aux/10 claimed/VBD/root/0"
    )
    assert names_of(doc) == [("Islamic State of Iraq and the Levant", "ORG")]


def test_a_known_acronym_may_hold_digits(parsed):
    assert names_of(parsed("M23/NN/compound/2 rebels/NNS/nsubj/3 fled=flee/VBD/root/0")) == [("M23", "ORG")]


def test_a_name_marked_once_is_found_again(parsed):
    doc = parsed("Tarik/NNP/nsubj/3/PER Qanbari/NNP/flat/1/PER spoke/VBD/root/0|Qanbari/NNP/nsubj/2 left/VBD/root/0")
    assert ("Qanbari", "PER") in names_of(doc)


def test_a_unit_is_named_with_the_larger_one(parsed):
    doc = parsed(
        "The/DT/det/3 2nd/JJ/amod/3/ORG Battalion/NNP/nsubj/7 ,/,/punct/6 5th/JJ/amod/6/ORG Rifles/NNPS/appos/3"
        " left/VBD/root/0"
    )
    assert names_of(doc) == [("2nd Battalion , 5th Rifles", "ORG")]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("al-nusra front", "al"),
        ("lord's resistance army", "lord"),
        ("students' movement", "students"),
        ("da'esh", "da'esh"),
        ("u.s. army", "u.s."),
        ("people's republic of china", "people"),
        ("st. john's", "st."),
    ],
)
def test_the_first_word_of_a_name_is_the_tokenizers(name, word):
    assert first_word(name) == word


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("They/PRP/nsubj/2 sailed=sail/VBD/root/0 to/IN/case/5 the/DT/det/5 Gulf/NNP/obl/2", [("Gulf", "LOC")]),
        ("Gulf/NNP/compound/2 Oil/NNP/nsubj/3 grew=grow/VBD/root/0", []),
        ("Fighting/NN/nsubj/2 resumed=resume/VBD/root/0 in/IN/case/4 Darfur/NNP/obl/2", [("Darfur", "LOC")]),
    ],
)
def test_regions_are_known_where_the_recogniser_missed_them(parsed, rows, expected):
    assert names_of(parsed(rows)) == expected
