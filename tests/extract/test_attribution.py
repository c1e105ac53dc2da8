"""Who says so: reporting verbs, "according to", quotations and statements."""

from kg.extract.attribution import Attribution


def _reporter(parsed, table_of, tree, word, nouns=()):
    doc = parsed(tree)
    speaker = Attribution(table_of(doc, nouns)).reporter(next(t for t in doc if t.text == word))
    return speaker.mention.text if speaker else None


def test_complement_of_a_reporting_verb(parsed, table_of):
    tree = (
        "Hamid/NNP/nsubj/2/PER said=say/VBD/root/0 that/IN/mark/5 rebels/NNS/nsubj/5 attacked=attack/VBD/ccomp/2"
        " troops/NNS/obj/5"
    )
    assert _reporter(parsed, table_of, tree, "attacked") == "Hamid"
    assert _reporter(parsed, table_of, tree, "said") is None


def test_reporting_clause_behind(parsed, table_of):
    tree = "Rebels/NNS/nsubj/2 attacked=attack/VBD/root/0 ,/,/punct/5 Hamid/NNP/nsubj/5/PER said=say/VBD/parataxis/2"
    assert _reporter(parsed, table_of, tree, "attacked") == "Hamid"


def test_according_to(parsed, table_of):
    tree = (
        "Rebels/NNS/nsubj/2 attacked=attack/VBD/root/0 ,/,/punct/6 according/VBG/case/6 to/IN/fixed/4"
        " Reuters/NNP/obl/2/ORG"
    )
    assert _reporter(parsed, table_of, tree, "attacked") == "Reuters"


def test_statement_after_a_colon_goes_on(parsed, table_of):
    tree = (
        "Hamid/NNP/nsubj/2/PER said=say/VBD/root/0 :/:/punct/2"
        " | Rebels/NNS/nsubj/2 attacked=attack/VBD/root/0 us/PRP/obj/2 ././punct/2"
        " | They/PRP/nsubj/2 fled=flee/VBD/root/0 ././punct/2"
    )
    assert _reporter(parsed, table_of, tree, "attacked") == "Hamid"
    assert _reporter(parsed, table_of, tree, "fled") == "Hamid"


def test_quotation_keeps_its_speaker_and_ends_with_its_mark(parsed, table_of):
    tree = (
        "Hamid/NNP/nsubj/2/PER spoke=say/VBD/root/0 ././punct/2"
        " | “/``/punct/3 Rebels/NNS/nsubj/3 attacked=attack/VBD/root/0 us/PRP/obj/3 ”/''/punct/3"
        " | Rain/NN/nsubj/2 fell=fall/VBD/root/0 ././punct/2"
    )
    assert _reporter(parsed, table_of, tree, "attacked") == "Hamid"
    assert _reporter(parsed, table_of, tree, "fell") is None


def test_a_statement_begins_behind_its_colon(parsed):
    from kg.extract.quotations import voice_of

    doc = parsed(
        "Hamid/NNP/nsubj/2/PER said=say/VBD/root/0 :/:/punct/2"
        " | I/PRP/nsubj/2 condemn/VBP/root/0 this/DT/obj/2 ././punct/2"
    )
    assert [voice.text if (voice := voice_of(token)) else None for token in doc[:5]] == [
        None,
        None,
        "said",
        "said",
        "said",
    ]


def test_a_quotation_that_begins_beside_its_speaker_goes_on(parsed, table_of):
    tree = (
        "Hamid/NNP/nsubj/2/PER said=say/VBD/root/0 :/:/punct/2 “/``/punct/6 We/PRP/nsubj/6 won=win/VBD/ccomp/2"
        " | Rebels/NNS/nsubj/2 attacked=attack/VBD/root/0 us/PRP/obj/2 ././punct/2"
        " | Troops/NNS/nsubj/2 fled=flee/VBD/root/0 ”/''/punct/2"
    )
    assert _reporter(parsed, table_of, tree, "attacked") == "Hamid"
    assert _reporter(parsed, table_of, tree, "fled") == "Hamid"


def test_what_is_carried_out_is_not_what_is_carried(parsed, table_of):
    from kg.extract.quotations import is_reporting

    doc = parsed("Forces/NNS/nsubj/2 carried=carry/VBD/root/0 out/RP/compound:prt/2 a/DT/det/5 raid/NN/obj/2")
    assert not is_reporting(doc[1])


def test_an_answer_by_deeds_says_nothing(parsed, table_of):
    tree = (
        "Hamid/NNP/nsubj/2/PER responded=respond/VBD/root/0 by/IN/mark/4 attacking=attack/VBG/advcl/2 troops/NNS/obj/4"
    )
    assert _reporter(parsed, table_of, tree, "attacking") is None


def test_an_accusation_is_what_its_maker_says(told):
    found = {each[0].event_type: each for each in told("Ukraine accused Russia of shelling a hospital in Mariupol.")}
    assert found["shelling"][3] == "Ukraine"


def test_a_statement_without_quotation_marks_goes_on(parsed, table_of):
    tree = (
        "Hamid/NNP/nsubj/2/PER said=say/VBD/root/0 :/:/punct/2 We/PRP/nsubj/5 stay/VBP/ccomp/2 ././punct/2"
        " | Rebels/NNS/nsubj/2 attacked=attack/VBD/root/0 us/PRP/obj/2 ././punct/2"
    )
    assert _reporter(parsed, table_of, tree, "attacked") == "Hamid"
    assert _reporter(parsed, table_of, tree.replace(":/:/punct/2", ",/,/punct/2"), "attacked") is None
