"""What is made of a parse once: the same for all who ask, made anew where the parse was changed, gone at the end."""

from kg.extract import extract
from kg.extract.parse import children, forget, near_below, once_a_word, sentence, sentences, tokens_of
from kg.extract.repairs import repaired
from kg.model import Document

TEXT = "Troops/NNS/nsubj/2 left/VBD/root/0 Sirwa/NNP/obj/2/LOC ././punct/2 | Rain/NN/nsubj/2 fell/VBD/root/0"


def test_words_of_a_sentence_share_it(parsed):
    doc = parsed(TEXT)
    assert [each.text for each in sentences(doc)] == ["Troops left Sirwa .", "Rain fell"]
    assert sentence(doc[0]) is sentence(doc[3])
    assert sentence(doc[3]) is not sentence(doc[4])
    assert [sentence(token) for token in doc] == [token.sent for token in doc]


def test_what_was_made_is_kept_until_it_is_forgotten(parsed):
    doc = parsed(TEXT)
    assert tokens_of(doc) is tokens_of(doc)
    assert [each.text for each in children(doc[1], "obj")] == ["Sirwa"]
    doc[2].head = doc[0]
    forget(doc)
    assert children(doc[1], "obj") == []


def test_words_near_and_below_a_word_are_those_of_its_subtree(parsed):
    doc = parsed(TEXT)
    for token in doc:
        assert near_below(token, 1) == [each for each in token.subtree if abs(each.i - token.i) <= 1]


def test_an_answer_about_a_word_is_given_once(parsed):
    asked = []

    @once_a_word
    def place(token):
        asked.append(token.i)
        return token.i

    doc = parsed(TEXT)
    assert [place(doc[1]), place(doc[1]), place(doc[2])] == [1, 1, 2]
    assert asked == [1, 2]


def test_a_repaired_parse_is_read_anew(parsed):
    doc = parsed("Rebels=rebel/NNS/obl/2 seized=seize/VBD/root/0 Sirwa/NNP/obj/2/LOC")
    assert children(doc[1], "nsubj") == []
    assert [each.text for each in children(repaired(doc)[1], "nsubj")] == ["Rebels"]


def test_nothing_is_kept_of_an_extracted_text(parsed):
    doc = parsed(TEXT)
    doc.user_data["mine"] = 1
    extract(Document("d", doc.text), doc)
    assert doc.user_data == {"mine": 1}
