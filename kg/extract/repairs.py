"""Mistakes that parsers of news make time after time, set right before anything is read off the parse.

"... seized the mayor, witnesses and an official said" hangs the speakers on the mayor; "Forces detained two men in the
town" takes the verb for a participle of its subject;
"rejected the demand and accused a senator" hangs the second verb on the object of the first; so do lists of verbs and
of participles, second verbs of speech and results after a relative clause.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast

from spacy.attrs import DEP, HEAD, POS, TAG
from spacy.tokens import Doc, Token

from kg.extract.lexicons import word_set
from kg.extract.misjoined import MISJOINED, MISJOINED_AS
from kg.extract.misreadings import MISREAD, MISREAD_AS
from kg.extract.parse import PLACES, SUBJECTS, children, forget, has, relation, sentence, tokens_of, word_before
from kg.extract.reattachment import REATTACH, REATTACHED, Change, Rule
from kg.extract.unjoined import UNJOINED, UNJOINED_AS

_PERSONS = frozenset({"PER", "PERSON", "ORG"})
_ACTORS = _PERSONS | PLACES
_VOICES = frozenset("urge demand condemn call promise pledge threaten appeal praise order rule blame".split())
_CONTENT = frozenset({"ccomp", "parataxis", "root"})
_LOOSE = frozenset({"conj", "appos", "list", "obj", "nsubj", "nsubj:pass"})  # where parsers hang a later speaker
_SUFFERED = frozenset(
    "kill wound injure hurt arrest detain capture kidnap abduct execute burn damage destroy displace".split()
)
_ACTIVE = frozenset({"obj", "iobj", "aux", "aux:pass", "ccomp", "xcomp"})
_SINCE = frozenset({"after", "before", "since", "until"})
_BELOW = frozenset({"advcl", "acl", "parataxis", "dep"})
_WITHIN = frozenset({"obl", "obl:agent", "nmod", "acl", "compound", "flat", "conj"})  # from a word up to its subject
_BARS = SUBJECTS | {"case", "aux:pass"}
_PREDICATED = frozenset({"cop", "nsubj", "aux"})
_AUXILIARIES = frozenset({"aux", "aux:pass"})
_POS = {"I": "ADP", "J": "ADJ", "N": "NOUN", "V": "VERB"}  # first letter of a tag that a rule gives -> part of speech
_HELD = SUBJECTS | {"mark", "aux", "aux:pass"}


def repaired(doc: Doc) -> Doc:
    """The Doc itself, with the heads and labels of such sentences changed in place."""
    changes = [change for token in tokens_of(doc) for rule in _rules(token.tag_, token.label) for change in rule(token)]
    if not changes:
        return doc
    attributes = [HEAD, DEP, TAG, POS]
    values = doc.to_array(attributes)
    heads = {index: head for index, head, _, _ in changes}
    for index, head, label, tag in changes:
        if _is_ring(doc, heads, index):
            continue  # two repairs of one phrase would hang it on itself
        values[index, 0] = (head - index) % 2**64  # two's complement, as spaCy wants it
        values[index, 1] = doc.vocab.strings.add(label)
        if tag:
            values[index, 2] = doc.vocab.strings.add(tag)
            values[index, 3] = doc.vocab.strings.add(_POS[tag[0]])
    forget(doc)
    return doc.from_array(attributes, cast(Any, values))


def _is_ring(doc: Doc, heads: Mapping[int, int], index: int) -> bool:
    """Whether the words above a word lead back to it, where `heads` are the new heads of some."""
    at, seen = index, {index}
    while (above := heads.get(at, doc[at].head.i)) != at:
        if above in seen:
            return True
        seen.add(above)
        at = above
    return False


def _speakers(verb: Token) -> Iterator[Change]:
    """Of a verb of speech without a subject: the coordinated speakers right before it, from the last comma on."""
    if verb.lemma_.lower() not in word_set("reporting") or verb.i < 3:
        return
    if has(verb, SUBJECTS) or any(child.i > verb.i for child in children(verb, "obj")):
        return
    comma = _comma_before(verb)
    if comma is None or not (any(child.i < comma for child in children(verb, *_CONTENT)) or _is_behind(verb, comma)):
        return
    phrase = verb.doc[comma + 1 : verb.i]
    tops = [token for token in phrase if token.head.i <= comma and relation(token) in _LOOSE]
    if not tops or phrase[0].lower_ in {"and", "or", "but"} or any(token.pos_ == "VERB" for token in phrase):
        return
    if all(_may_speak(token) for token in tops):
        yield tops[0].i, verb.i, "nsubj", ""
        yield from ((token.i, tops[0].i, "conj", "") for token in tops[1:])


def _is_behind(verb: Token, comma: int) -> bool:
    """Whether a verb of speech is hung on what it tells: "ten were killed, officials in Lome said, and"."""
    return relation(verb) == "parataxis" and verb.head.i < comma and not has(verb, ("ccomp", "obj"))


def _comma_before(verb: Token) -> int | None:
    """The comma at which the words right before the verb begin; a name between commas belongs to the noun before it."""
    start, end = sentence(verb).start, verb.i
    if verb.doc[end - 1].text == ",":  # "..., the head of the group, Jean Kambale, said"
        name = next((i for i in range(end - 2, start, -1) if verb.doc[i].text == ","), None)
        if name is None or any(verb.doc[i].ent_type_ not in _PERSONS for i in range(name + 1, end - 1)):
            return None
        end = name
    return next((i for i in range(end - 1, start, -1) if verb.doc[i].text == ","), None)


def _may_speak(noun: Token) -> bool:
    """Whether a noun can be a speaker: a name, somebody, "one of the sources"."""
    inner = children(noun, "nmod") if noun.pos_ == "NUM" else [noun]
    return any(each.ent_type_ in _PERSONS or each.lemma_.lower() in word_set("agent_nouns") for each in inner)


def _active_speech(verb: Token) -> Iterator[Change]:
    """Of a past form of speech without an auxiliary: its subject speaks, "two people close to the talks said"."""
    subjects = children(verb, "nsubj:pass")
    if not subjects or verb.tag_ not in {"VBD", "VBZ"} or has(verb, ("aux:pass",)):
        return
    if verb.lemma_.lower() in word_set("reporting"):
        yield from ((child.i, verb.i, "nsubj", "") for child in subjects)


def _gapped_passive(verb: Token) -> Iterator[Change]:
    """ "Two men were killed and a woman injured": the second verb shares the auxiliary of the first."""
    first, subjects = verb.head, children(verb, "nsubj")
    if (
        verb.lemma_.lower() not in _SUFFERED
        or len(subjects) != 1
        or has(verb, _ACTIVE)
        or not has(first, ("aux:pass",))
    ):
        return
    if first.lemma_.lower() in _SUFFERED:
        yield subjects[0].i, verb.i, "nsubj:pass", ""
        yield verb.i, first.i, "conj", "VBN"


def _speaker_before(verb: Token) -> Iterator[Change]:
    """Of a verb of speech without a subject: the noun right before it that a later verb of speech took for its own."""
    if verb.lemma_.lower() not in word_set("reporting") or verb.i == sentence(verb).start:
        return
    noun = verb.nbor(-1)
    later = noun.head
    if has(verb, SUBJECTS) or relation(noun) != "nsubj" or later.i <= verb.i:
        return
    if any(child.i > verb.i for child in children(later, "nsubj")):
        yield noun.i, verb.i, "nsubj", ""
        if later.head == verb and any(token.text == ";" for token in verb.doc[verb.i : later.i]):
            yield later.i, verb.i, "parataxis", ""


def _main_verb(verb: Token) -> Iterator[Change]:
    """A participle with an object, on a noun that heads the sentence before it: the verb of that subject."""
    noun = verb.head
    if noun.head != noun or noun.pos_ not in {"NOUN", "PROPN"}:
        return
    if noun.i > verb.i or has(noun, _PREDICATED) or has(verb, _PREDICATED):
        return
    if not any(child.i > verb.i for child in children(verb, "obj")) and not _after_its_name(verb):
        return
    yield verb.i, verb.i, "ROOT", "VBD"
    yield noun.i, verb.i, "nsubj", ""
    yield from ((child.i, verb.i, child.dep_, "") for child in noun.children if child.i > verb.i)


def _after_its_name(verb: Token) -> bool:
    """Whether a name between commas stands before it: "The minister, Ana Ruiz, mediated between both." """
    name = any(child.i < verb.i and child.ent_type_ in _PERSONS for child in children(verb.head, "appos"))
    return name and word_before(verb).text == "," and sentence(verb)[-1].text == "."


def _verb_of_its_noun(verb: Token) -> Iterator[Change]:
    """A past form between a name and the noun that heads the sentence: "ISI claimed responsibility", no kind of it."""
    noun = verb.head
    if noun.head != noun or verb.i >= noun.i or verb.i == sentence(verb).start:
        return
    name = verb.nbor(-1)
    if name.pos_ != "PROPN" or name.head != noun or not (verb.tag_ == "VBD" or verb.lemma_ == "claim"):
        return
    yield verb.i, verb.i, "ROOT", "VBD"
    yield noun.i, verb.i, "obj", ""
    yield name.i, verb.i, "nsubj", ""
    yield from ((child.i, name.i, child.dep_, "") for child in noun.lefts if child.i < name.i)


def _second_verb(verb: Token) -> Iterator[Change]:
    """A past form coordinated with the object of the verb before it: a second verb of the same subject."""
    noun = verb.head
    if relation(noun) != "obj" or noun.pos_ != "NOUN":
        return
    first, own = noun.head, any(child.i > verb.i for child in children(verb, "obj", "advcl"))
    loose = [child for child in children(noun, "nmod", "appos") if child.i > verb.i]
    if first.tag_ != "VBD" or not has(verb, ("cc",)) or not own or has(verb, ("aux:pass",)):
        return
    yield verb.i, first.i, "conj", "VBD"
    yield from ((child.i, verb.i, "obj", "") for child in loose if not has(child, ("case",)))


def _listed_verb(verb: Token) -> Iterator[Change]:
    """A past form with an object between two verbs of one subject: "met the envoy, accused him and left"."""
    if verb.i == sentence(verb).start or word_before(verb).text != "," or has(verb, _HELD):
        return
    if not any(child.i > verb.i for child in children(verb, "obj")):
        return
    for top in verb.ancestors:
        joined = [child for child in children(top, "conj") if child.i > max(verb.i, top.i)]
        if top.tag_ == "VBD" and top.i < verb.i and any(child.tag_ == "VBD" for child in joined):
            yield verb.i, top.i, "conj", "VBD"
            return


def _first_verb(verb: Token) -> Iterator[Change]:
    """A past form hung on the subject of the next: "The army, aided by a militia, raided Sirwa, looted shops and"."""
    noun = verb.head
    main = noun.head
    if relation(noun) != "nsubj" or not noun.i < verb.i < main.i:
        return
    if main.tag_ != "VBD" or has(verb, _HELD | {"cc", "ccomp"}):
        return
    yield verb.i, verb.i if main.head == main else main.head.i, main.dep_, ""
    yield main.i, verb.i, "conj", ""
    yield from ((child.i, verb.i, child.dep_, "") for child in main.lefts if child.i <= noun.i)


def _second_participle(verb: Token) -> Iterator[Change]:
    """A participle coordinated with a verb inside it: "wounding men who tried to resist and seizing a car"."""
    first = verb.head
    if first.tag_ not in {"VBD", "VBZ", "VBP", "VB"} or has(verb, ("aux",)) or has(first, ("aux",)):
        return
    if relation(first) != "acl:relcl" and first.tag_ != "VB":
        return
    above = next((each for each in first.ancestors if each.tag_ == "VBG" and relation(each) == "advcl"), None)
    if above is not None:
        yield verb.i, above.i, "conj", ""


def _speech_after_content(verb: Token) -> Iterator[Change]:
    """A second verb of speech hung on what the first one said: "denied that its men had left and accused the army"."""
    said, first = verb.head, verb.head.head
    if relation(said) != "ccomp" or first.tag_ != "VBD" or has(verb, SUBJECTS):
        return
    reporting = word_set("reporting")
    words = _VOICES if verb.tag_ == "VBN" else reporting | _VOICES  # "it had been shelled and called on the UN to act"
    if verb.lemma_.lower() not in words or first.lemma_.lower() not in reporting:
        return
    own = any(child.i > verb.i for child in children(verb, "obj", "iobj", "ccomp", "xcomp"))
    own = own or any(child.left_edge.i == verb.i + 1 for child in children(verb, "obl"))  # "called on Moscow"
    apart = said.tag_ != "VBD" or _after_comma(verb) or any(child.lower_ == "but" for child in verb.children)
    if own and apart:
        yield verb.i, first.i, "conj", "VBD"


def _after_comma(verb: Token) -> bool:
    """Whether a comma and "and" stand right before the verb, as where a second main clause begins."""
    return verb.i >= sentence(verb).start + 2 and [each.lower_ for each in verb.doc[verb.i - 2 : verb.i]] == [
        ",",
        "and",
    ]


def _voice_after_relative(verb: Token) -> Iterator[Change]:
    """A second verb of speech hung on a relative clause: "condemned the raid in which two died, and urged"."""
    inner = verb.head
    if relation(inner) != "acl:relcl" or has(verb, SUBJECTS | _AUXILIARIES):
        return
    if verb.lemma_.lower() not in _VOICES | word_set("reporting") or not _after_comma(verb):
        return
    above = next((each for each in inner.ancestors if each.tag_ == "VBD"), None)
    if above is not None:
        yield verb.i, above.i, "conj", "VBD"


def _object_between(later: Token) -> Iterator[Change]:
    """A noun between two verbs that went to the second: "summoned the envoy, handed him a note", "... , handing"."""
    joined = [each for each in children(later.head, "conj") if later.tag_ == "VBG" and each.i < later.i]
    first = max([later.head, *joined], key=lambda each: each.i)
    if has(first, ("obj", "ccomp")) or first.pos_ != "VERB":
        return
    for noun in children(later, "obj", "iobj"):
        if first.i < noun.i < later.i and noun.pos_ in {"NOUN", "PROPN"}:
            yield noun.i, first.i, "obj", ""


def _result_of_main_clause(verb: Token) -> Iterator[Change]:
    """ "Stormed a base that is used by the army, killing ten": who stormed it killed, not who uses it."""
    inner = verb.head
    if relation(inner) != "acl:relcl" or word_before(verb).text != ",":
        return
    main = inner.head.head
    if has(inner, ("aux:pass",)) and relation(inner.head) in {"obj", "obl"} and main.pos_ == "VERB":
        yield verb.i, main.i, "advcl", ""


def _voice_of_main_clause(verb: Token) -> Iterator[Change]:
    """ "Ordered the troops to leave, accusing Kigali": who ordered it accuses, not who shall leave."""
    inner, first = verb.head, verb.head.head
    if inner.tag_ != "VB" or word_before(verb).text != ",":
        return
    voice = verb.lemma_.lower() in _VOICES | word_set("reporting")
    if voice and relation(inner) in {"xcomp", "advcl"} and first.tag_ == "VBD" and inner.i < verb.i:
        yield verb.i, first.i, "advcl", ""


def _charged(gerund: Token) -> Iterator[Change]:
    """A gerund hung on the accused: "accused the embassy of funding protests" says what the accusation is."""
    noun = gerund.head
    if relation(noun) not in {"obj", "iobj", "nsubj:pass", "obl:agent"}:
        return
    marked = any(child.lower_ in {"of", "for"} for child in children(gerund, "mark"))
    if marked and noun.head.lemma_.lower() in {"accuse", "suspect", "blame", "condemn", "criticise", "criticize"}:
        yield gerund.i, noun.head.i, "advcl", ""


def _bare_subject(verb: Token) -> Iterator[Change]:
    """A noun without a preposition right before a past form without a subject: it is the subject."""
    noun = word_before(verb)
    if relation(noun) not in {"obl", "obl:unmarked"} or noun.pos_ not in {"NOUN", "PROPN"} or noun.head != verb:
        return
    main = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and verb.head == verb)  # "Canada suspended aid to the junta"
    somebody = noun.lemma_.lower() in word_set("agent_nouns") or noun.ent_type_ in _ACTORS
    if main and somebody and not has(noun, _BARS) and not has(verb, _BARS):
        yield noun.i, verb.i, "nsubj", ""
        yield verb.i, verb.head.i, verb.dep_, "VBD"


def _two_subjects(verb: Token) -> Iterator[Change]:
    """A verb with subjects of a passive on both sides and no auxiliary: "A court sentenced the mayor"."""
    sides = children(verb, "nsubj:pass")
    if len(sides) == 2 and not has(verb, _AUXILIARIES) and sides[0].i < verb.i < sides[1].i:
        yield sides[0].i, verb.i, "nsubj", ""
        yield sides[1].i, verb.i, "obj", ""
        yield verb.i, verb.head.i, verb.dep_, "VBD"


def _named_speaker(verb: Token) -> Iterator[Change]:
    """A second subject, after a comma, that is the name of the first: "said the commission's chair, Ana Ruiz"."""
    subjects = [child for child in children(verb, "nsubj") if child.i > verb.i]
    if len(subjects) != 2 or subjects[0].pos_ != "NOUN" or subjects[1].ent_type_ not in _PERSONS:
        return
    if subjects[1].i == subjects[0].i + 2 and subjects[0].nbor(1).text == ",":
        yield subjects[1].i, subjects[0].i, "appos", ""


def _reported_subject(verb: Token) -> Iterator[Change]:
    """ "Reports that guards beat a man are being studied, the army said": what is studied does not speak."""
    subjects = children(verb, "nsubj", "nsubj:pass")
    if len(subjects) != 2:
        return
    clauses = [*children(verb, "ccomp"), *(each for each in children(subjects[0], "acl") if has(each, ("aux:pass",)))]
    told = next((each for each in clauses if subjects[0].i < each.i < subjects[1].i), None)
    if told is None or has(told, SUBJECTS):
        return
    yield told.i, verb.i, "ccomp", ""
    yield subjects[0].i, told.i, "nsubj:pass" if has(told, ("aux:pass",)) else "nsubj", ""
    for clause in children(subjects[0], "acl"):
        yield from ((mark.i, clause.i, "mark", "") for mark in children(told, "mark") if mark.i < clause.i < told.i)


def _cased_object(verb: Token) -> Iterator[Change]:
    """A second object with a preposition is none: "provided the camps with food"."""
    for noun in children(verb, "obj")[1:]:
        if has(noun, ("case",)):
            yield noun.i, verb.i, "obl", ""


def _main_past(verb: Token) -> Iterator[Change]:
    """A past form joined to a progressive in a relative clause: "seized men who were fleeing and burned a car".

    So is one with an object behind a passive: "freed a boy who was beaten and killed two guards".
    """
    first = verb.head
    progressive = first.tag_ == "VBG" and has(first, ("aux",))
    passive = has(first, ("aux:pass",)) and has(verb, ("obj",))
    if not (progressive or passive) or relation(first) != "acl:relcl" or has(verb, SUBJECTS | _AUXILIARIES):
        return
    above = next((each for each in first.ancestors if each.tag_ == "VBD"), None)
    if above is not None:
        yield verb.i, above.i, "conj", "VBD"


def _subject_after(verb: Token) -> Iterator[Change]:
    """The noun of a time right before a past form without a subject: "left after the fall of a roof killed two"."""
    if not verb.i or has(verb, _HELD):
        return
    before, bare = verb.nbor(-1), relation(verb) == "conj" and not has(verb, ("cc",))
    for noun in (before, *before.ancestors):
        if noun.i >= verb.i or relation(noun) not in _WITHIN:
            return
        case = next(iter(children(noun, "case")), None)
        if case is None or case.lower_ not in _SINCE or (case.i + 1 == noun.i and not bare):
            continue
        above = verb.head if noun.head == verb else noun.head
        if above != verb and (noun.head == verb or relation(verb) in _BELOW or bare):
            yield noun.i, verb.i, "nsubj", ""
            yield case.i, verb.i, "mark", ""
            yield verb.i, above.i, "advcl", ""
        return


def _called_upon(verb: Token) -> Iterator[Change]:
    """An infinitive after whom somebody calls on: what they shall do, not what the call is for."""
    head = verb.head
    if head.lemma_ not in {"call", "appeal"}:
        return
    upon = [child for child in children(head, "obl") if head.i < child.i < verb.i]
    asked = any(case.lower_ in {"on", "upon", "to"} for noun in upon for case in noun.children)
    if asked and any(child.lower_ == "to" for child in verb.children):
        yield verb.i, head.i, "xcomp", ""


def _after_saying(gerund: Token) -> Iterator[Change]:
    """A gerund behind the verb of speech, hung on what is said: "Troops will leave, he said after meeting the king"."""
    inner = gerund.head
    if not any(child.lower_ in {"after", "before"} for child in children(gerund, "mark")):
        return
    for verb in inner.ancestors:
        if inner.i < verb.i < gerund.i and verb.tag_ == "VBD" and verb.lemma_.lower() in word_set("reporting"):
            yield gerund.i, verb.i, "advcl", ""
            return


_FORMS = (
    _active_speech,
    _gapped_passive,
    _two_subjects,
    _cased_object,
    _voice_after_relative,
    _object_between,
    _verb_of_its_noun,
)
_PAST = (
    _first_verb,
    _subject_after,
    _bare_subject,
    _speakers,
    _speaker_before,
    _main_verb,
    _second_verb,
    _main_past,
    _listed_verb,
)
_OWN = {  # tag of a word -> the rules that may apply to it, in this order
    "VB": (_called_upon, _cased_object),
    "VBD": (*_PAST, _named_speaker, _reported_subject, _speech_after_content, *_FORMS),
    "VBN": (
        _bare_subject,
        _main_verb,
        _second_verb,
        _listed_verb,
        _speech_after_content,
        *_FORMS,
    ),
    "VBZ": (_active_speech, _named_speaker, _reported_subject, _speakers, _speaker_before, _cased_object),
    "VBG": (
        _object_between,
        _after_saying,
        _charged,
        _second_participle,
        _result_of_main_clause,
        _voice_of_main_clause,
        _cased_object,
    ),
}
_LABELS: Mapping[Rule, frozenset[str]] = {  # of rules that only words with one of these labels need
    **MISJOINED_AS,
    **MISREAD_AS,
    **UNJOINED_AS,
    **REATTACHED,
    _after_saying: frozenset({"advcl"}),
    _called_upon: frozenset({"advcl"}),
    _charged: frozenset({"acl"}),
    _first_verb: frozenset({"parataxis", "conj"}),
    _gapped_passive: frozenset({"conj"}),
    _listed_verb: frozenset({"acl", "advcl"}),
    _main_past: frozenset({"conj"}),
    _main_verb: frozenset({"acl"}),
    _object_between: frozenset({"conj", "advcl"}),
    _result_of_main_clause: frozenset({"advcl"}),
    _second_participle: frozenset({"conj"}),
    _second_verb: frozenset({"conj"}),
    _speech_after_content: frozenset({"conj"}),
    _verb_of_its_noun: frozenset({"amod"}),
    _voice_after_relative: frozenset({"conj"}),
    _voice_of_main_clause: frozenset({"advcl"}),
}
_TABLES = (MISREAD, MISJOINED, UNJOINED, REATTACH, _OWN)


@cache
def _rules(tag: str, label: str) -> tuple[Rule, ...]:
    """The rules that may apply to a word with this tag and this label, in their order."""
    return tuple(rule for table in _TABLES for rule in table.get(tag, ()) if label in _LABELS.get(rule, (label,)))
