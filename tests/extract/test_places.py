"""Places: type words, missed features, relative places."""

from annotated_rows import mentions_of, parsed

from kg.extract.mentions import find_mentions
from kg.model import Document, Kind

SOUTHWEST = """
They PRON PRP nsubj 1
live VERB VBP ROOT 1
in ADP IN case 5
the DET DT det 5
Qarachogh PROPN NNP compound 5
area NOUN NN obl 1
, PUNCT , punct 9
some DET DT det 8
50 NUM CD nummod 9
kilometers NOUN NNS appos 5 kilometer
southwest ADV RB advmod 9
of ADP IN case 12
Erbil PROPN NNP obl 10
. PUNCT . punct 1
"""

NEAR = """
Raids NOUN NNS nsubj 1 raid
hit VERB VBD ROOT 1
a DET DT det 3
village NOUN NN obj 1
near ADP IN case 7
the DET DT det 7
Tigris PROPN NNP compound 7
River PROPN NNP nmod 3
. PUNCT . punct 1
"""


def test_distance_direction_and_anchor_of_a_relative_place():
    found = mentions_of(parsed(SOUTHWEST, ((4, 5, "LOC"), (12, 13, "LOC"))))
    area = found["Qarachogh area"]
    assert (area.kind, area.head) == (Kind.PLACE, "Qarachogh")
    assert area.relative is not None
    assert area.relative.anchor_id == found["Erbil"].id
    assert (area.relative.distance_km, area.relative.direction) == (50.0, "SW")


def test_a_feature_that_the_recogniser_missed_and_a_nameless_place_near_it():
    found = mentions_of(parsed(NEAR))
    assert found["Tigris River"].kind is Kind.PLACE
    village = found["village near the Tigris River"]
    assert not village.named
    assert village.relative is not None and village.relative.relation == "near"


INSIDE = """
In ADP IN case 2
Sirwa PROPN NNP compound 2
district NOUN NN obl 7
, PUNCT , punct 5
Kolda PROPN NNP compound 5
province NOUN NN appos 2
soldiers NOUN NNS nsubj 7 soldier
fought VERB VBD ROOT 7 fight
. PUNCT . punct 7
"""


def test_the_second_of_two_places_in_apposition_contains_the_first() -> None:
    found = mentions_of(parsed(INSIDE, ((1, 2, "LOC"), (4, 5, "LOC"))))
    relative = found["Sirwa district"].relative
    assert relative is not None and relative.relation == "in"
    assert relative.anchor_id == found["Kolda province"].id


OWNED = """
In ADP IN case 5
Sirwa PROPN NNP compound 2
province NOUN NN nmod:poss 5
's PART POS case 2
Nadir PROPN NNP compound 7
Shah PROPN NNP flat 4
Mado PROPN NNP compound 7
district NOUN NN obl 9
soldiers NOUN NNS nsubj 9 soldier
fought VERB VBD ROOT 9 fight
. PUNCT . punct 9
"""


def test_a_name_before_district_is_whole_and_lies_in_the_province_that_owns_it() -> None:
    found = mentions_of(parsed(OWNED, ((1, 2, "LOC"), (4, 6, "PER"), (6, 7, "LOC"))))
    relative = found["Nadir Shah Mado district"].relative
    assert relative is not None and relative.relation == "in"
    assert relative.anchor_id == found["Sirwa province"].id
    assert not any(mention.kind is Kind.PERSON for mention in found.values())


FRONTED = """
In ADP IN case 1
Kolda PROPN NNP obl 5
, PUNCT , punct 1
a DET DT det 4
patrol NOUN NN nsubj 5
entered VERB VBD ROOT 5 enter
a DET DT det 7
farm NOUN NN obj 5
in ADP IN case 11
the DET DT det 11
Mado PROPN NNP compound 11
district NOUN NN obl 5
. PUNCT . punct 5
"""


def test_the_place_that_opens_a_clause_holds_the_district_of_the_clause() -> None:
    found = mentions_of(parsed(FRONTED, ((1, 2, "LOC"), (10, 11, "LOC"))))
    relative = found["Mado district"].relative
    assert relative is not None and (relative.relation, relative.anchor_id) == ("in", found["Kolda"].id)


LIST = """
In ADP IN case 1
Kolda PROPN NNP obl 7
, PUNCT , punct 3
Sirwa PROPN NNP conj 1
and CCONJ CC cc 5
Mado PROPN NNP conj 1
soldiers NOUN NNS nsubj 7 soldier
fought VERB VBD ROOT 7 fight
. PUNCT . punct 7
"""


def test_places_of_a_list_do_not_contain_one_another() -> None:
    found = mentions_of(parsed(LIST, ((1, 2, "LOC"), (3, 4, "LOC"), (5, 6, "LOC"))))
    assert all(mention.relative is None for mention in found.values())


BETWEEN = """
Men NOUN NNS nsubj 1 man
mined VERB VBD ROOT 1 mine
a DET DT det 3
road NOUN NN obj 1
between ADP IN case 5
Tikrit PROPN NNP nmod 3
and CCONJ CC cc 7
Baiji PROPN NNP conj 5
. PUNCT . punct 1
"""

TWICE = """
He PRON PRP nsubj 1
left VERB VBD ROOT 1 leave
Krasnodar PROPN NNP obj 1
. PUNCT . punct 1
Krasnodar PROPN NNP compound 5
residents NOUN NNS nsubj 6 resident
stayed VERB VBD ROOT 6 stay
on ADP IN case 8
Thursday PROPN NNP obl 6
. PUNCT . punct 6
"""


def test_a_place_between_two_others_has_both_as_anchors():
    found = mentions_of(parsed(BETWEEN, ((5, 6, "LOC"), (7, 8, "LOC"))))
    road = found["road between Tikrit and Baiji"]
    assert road.relative is not None and road.relative.relation == "between"
    assert (road.relative.anchor_id, road.relative.other_anchor_id) == (found["Tikrit"].id, found["Baiji"].id)


def test_a_place_is_found_again_and_a_weekday_is_none():
    doc = parsed(TWICE, ((2, 3, "LOC"), (8, 9, "LOC")))
    found = find_mentions(doc, Document("d", doc.text)).mentions
    assert [m.text for m in found if m.kind is Kind.PLACE] == ["Krasnodar", "Krasnodar"]


SITED = """
They PRON PRP nsubj 1
met VERB VBD ROOT 1 meet
at ADP IN case 3
Sirwa PROPN NNP obl 1
in ADP IN case 5
Kenya PROPN NNP nmod 3
and CCONJ CC cc 8
sent VERB VBD conj 1 send
aid NOUN NN obj 7
to ADP IN case 10
Kolda PROPN NNP obl 7
near ADP IN case 12
Kolda PROPN NNP obl 7
. PUNCT . punct 1
"""


def test_a_name_that_something_is_in_or_goes_to_is_a_place():
    found = mentions_of(parsed(SITED, ((3, 4, "ORG"), (5, 6, "LOC"), (10, 11, "PER"), (12, 13, "LOC"))))
    assert found["Sirwa"].kind is Kind.PLACE
    doc = parsed(SITED, ((10, 11, "PER"), (12, 13, "LOC")))
    kinds = [m.kind for m in find_mentions(doc, Document("d", doc.text)).mentions if m.text == "Kolda"]
    assert kinds == [Kind.PLACE, Kind.PLACE]
