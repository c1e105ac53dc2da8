"""The table of mentions: order, ids, look-up by token."""

from annotated_rows import parsed

from kg.extract.mentions import find_mentions
from kg.model import Document, Kind

ROWS = """
Members NOUN NNS nsubj 5 member
of ADP IN case 4
the DET DT det 4
Islamic ADJ NNP amod 4
State PROPN NNP nmod 0
attacked VERB VBD ROOT 5 attack
Turkey PROPN NNP obj 5
. PUNCT . punct 5
"""


def test_mentions_are_sorted_carry_their_text_and_are_found_by_token():
    doc = parsed(ROWS, ((3, 5, "ORG"), (6, 7, "LOC")))
    table = find_mentions(doc, Document("seed", doc.text))
    assert [m.span for m in table.mentions] == sorted(m.span for m in table.mentions)
    assert all(m.text == doc.text[m.span.start : m.span.end] for m in table.mentions)
    members = table.actor_at(doc[0])
    assert members is not None
    assert (members.id, members.text) == ("seed/span/0-28", "Members of the Islamic State")
    assert (members.head, members.kind) == ("Islamic State", Kind.ARMED_GROUP)
    assert table.actor_at(doc[4]) == members
    assert table.at(doc[5]) is None


def test_a_recogniser_with_other_labels_is_understood():
    doc = parsed(ROWS, ((3, 5, "ORG"), (6, 7, "GPE")))
    place = find_mentions(doc, Document("seed", doc.text)).at(doc[6])
    assert place is not None and place.country == "TUR"


def test_a_state_that_the_recogniser_missed_is_found_by_the_lexicon():
    doc = parsed(ROWS, ((3, 5, "ORG"),))
    assert find_mentions(doc, Document("seed", doc.text)).at(doc[6]) is not None


def test_the_chamber_of_its_speaker_is_no_place():
    rows = "US PROPN NNP compound 1\nHouse PROPN NNP compound 2\nSpeaker PROPN NNP nmod:desc 3\nAna PROPN NNP nsubj 4\n"
    doc = parsed(f"{rows}left VERB VBD ROOT 4 leave\n", ((0, 2, "LOC"), (3, 4, "PER")))
    found = find_mentions(doc, Document("d", doc.text)).mentions
    assert "US House" not in [mention.text for mention in found if mention.kind is Kind.PLACE]
