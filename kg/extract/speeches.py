"""Verbs of speech that parsers leave without their speaker, or without what is said.

"... seized the mayor, witnesses and an official said" hangs the speakers on the mayor, "said in a statement that its
planes had struck" the strike on the statement. Rules of `kg.extract.repairs`.
"""

from spacy.tokens import Token

from kg.extract.lexicons import verbs, word_set
from kg.extract.parse import SUBJECTS, children, has, relation, sentence, word_before
from kg.extract.repair_rules import AUXILIARIES, MARKED, NAMED, Changes, joined_to_past_above, repair

_SPEAKS = frozenset({"threaten", "announce", "impose", "demand", "promise", "order"})
_TEXTS = frozenset("statement post message letter video report interview communique bulletin tweet email".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB"})
_ADVERBS = 1  # between a verb of speech and the verb of what is said at most
_STEPS = 2  # words between a clause and the statement that it was said in
_VOICES = frozenset("urge demand condemn call promise pledge threaten appeal praise order rule blame".split())
_CONTENT = frozenset({"ccomp", "parataxis", "root"})
_LOOSE = frozenset({"conj", "appos", "list", "obj", "nsubj", "nsubj:pass"})  # where parsers hang a later speaker


@repair("VBN", "amod")
def _second_speech(participle: Token) -> Changes:
    """ "Called the vote unfair and threatened sanctions": a second verb that a parser took for an adjective."""
    noun, before = participle.head, word_before(participle)
    first = noun.head.head if relation(noun) == "conj" and relation(noun.head) == "obj" else noun.head
    if (
        before.lower_ == "and"
        and participle.lemma_ in _SPEAKS
        and relation(noun) in {"conj", "obj"}
        and first.tag_ == "VBD"
    ):
        yield participle.i, first.i, "conj", "VBD"
        yield noun.i, participle.i, "obj", ""
        if noun.head != first:  # "[condemned] the coup and threatened sanctions against the junta"
            yield from ((each.i, noun.i, "nmod", "") for each in children(noun.head, "nmod") if each.i > noun.i)


@repair("VBN", "ccomp")
def _reached_speaker(participle: Token) -> Changes:
    """ "..., a resident [reached] by phone said": who was reached speaks."""
    speech, subjects = participle.head, children(participle, "nsubj:pass")
    if len(subjects) != 1 or has(participle, MARKED) or speech.i < participle.i or has(speech, SUBJECTS):
        return
    comma = subjects[0].left_edge.i - 1
    told = any(each.i < comma for each in children(speech, "ccomp"))
    if told and participle.doc[comma].text == "," and speech.lemma_ in word_set("reporting"):
        yield subjects[0].i, speech.i, "nsubj", ""
        yield participle.i, subjects[0].i, "acl", ""


@repair("VBD VBG VBN", "acl")
def _said_in_text(verb: Token) -> Changes:
    """ "Said in a statement its fighters had [left]": what is said, no kind of statement."""
    noun = verb.head
    speech = noun.head
    said = noun.lemma_ in _TEXTS and relation(noun) == "obl" and speech.lemma_ in word_set("reporting")
    if said and has(verb, ("nsubj", "nsubj:pass")) and not any(each.tag_ in {"WDT", "WP"} for each in verb.lefts):
        yield verb.i, speech.i, "ccomp", ""


@repair("NN NNP", "obl")
def _fronted(noun: Token) -> Changes:
    """ "In the [region] of Sirwa, shelling killed ten, its governor said": a scene of what is told."""
    speech = noun.head
    told = [each for each in children(speech, "ccomp") if noun.i < each.i < speech.i]
    if (
        told
        and speech.lemma_ in word_set("reporting")
        and not any(each.i < noun.i for each in children(speech, "nsubj"))
    ):
        yield noun.i, told[0].i, "obl", ""


@repair("VBD")
def _inverted_speech(verb: Token) -> Changes:
    """ "Ten died, [reported] the civil defence": who stands behind a verb of speech that has its content speaks."""
    nouns = [each for each in children(verb, "obj") if each.left_edge.i == verb.i + 1]
    told = any(each.i < verb.i for each in children(verb, "ccomp"))
    if told and len(nouns) == 1 and verb.lemma_ in word_set("reporting") and not has(verb, SUBJECTS | MARKED):
        yield nouns[0].i, verb.i, "nsubj", ""


@repair("NN NNP NNS", "nsubj")
def _subject_of_speech(noun: Token) -> Changes:
    """ "The [force] said a shell hit its base": who stands before a verb of speech is its subject, not that of the hit.

    Else the force, and no shell, would have hit the base.
    """
    verb, speech = noun.head, noun.head.head
    if relation(verb) != "ccomp" or not noun.i < speech.i < verb.i or has(speech, SUBJECTS):
        return
    own = any(speech.i < each.i < verb.i for each in children(verb, "nsubj", "nsubj:pass"))
    if own and speech.lemma_.lower() in word_set("reporting"):
        yield noun.i, speech.i, "nsubj", ""


@repair("WDT WP", "obj")
def _said_of_relative(pronoun: Token) -> Changes:
    """ "The group [that] Kigali says killed ten": Kigali says so, and it is the group that killed."""
    verb = pronoun.head
    noun = verb.head
    if relation(verb) != "acl:relcl" or not pronoun.i < verb.i:
        return
    inner = [each for each in children(verb, "ccomp") if not has(each, SUBJECTS | {"mark"})]
    says, told = (verb, inner[0]) if inner else (verb, verb)
    if not inner:
        beside = [each for each in children(noun, "acl:relcl") if pronoun.i < each.i < verb.i]
        says = beside[0] if beside else verb
    near = 0 < told.i - says.i <= _ADVERBS + 1 and has(says, ("nsubj",)) and relation(pronoun) == "obj"
    if near and says.lemma_.lower() in word_set("reporting") and told.tag_ in _FINITE:
        yield told.i, noun.i, "acl:relcl", "VBP" if told.tag_ == "VB" else ""
        yield pronoun.i, told.i, "nsubj", ""
        yield says.i, told.i, "parataxis", ""


def _reports(word: Token) -> bool:
    return word.pos_ == "VERB" and relation(word) != "acl" and word.lemma_.lower() in word_set("reporting")


@repair("VBD VBN VBP VBZ", "acl ccomp")
def _said_in(verb: Token) -> Changes:
    """ "Said in a statement that its planes had struck": the clause is what was said, not of the statement."""
    noun = verb.head
    if _reports(noun):
        return
    for _ in range(_STEPS):  # "said in a statement emailed to reporters that"
        if relation(noun) in {"obl", "acl"} and not _reports(noun.head):
            noun = noun.head
    if relation(noun) != "obl" or not _reports(noun.head):
        return
    marked = any(child.lower_ == "that" and child.i < verb.i for child in children(verb, "mark"))
    taken = any(child.i > noun.head.i for child in children(noun.head, "ccomp", "obj"))
    if marked and not taken and noun.lower_ not in {"report", "claim"}:
        yield verb.i, noun.head.i, "ccomp", ""


@repair("VBD VBZ")
def _speakers(verb: Token) -> Changes:
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
        if name is None or any(verb.doc[i].ent_type_ not in NAMED for i in range(name + 1, end - 1)):
            return None
        end = name
    return next((i for i in range(end - 1, start, -1) if verb.doc[i].text == ","), None)


def _may_speak(noun: Token) -> bool:
    """Whether a noun can be a speaker: a name, somebody, "one of the sources"."""
    inner = children(noun, "nmod") if noun.pos_ == "NUM" else [noun]
    return any(each.ent_type_ in NAMED or each.lemma_.lower() in word_set("agent_nouns") for each in inner)


@repair("VBD VBN VBZ")
def _active_speech(verb: Token) -> Changes:
    """Of a past form of speech without an auxiliary: its subject speaks, "two people close to the talks said"."""
    subjects = children(verb, "nsubj:pass")
    if not subjects or verb.tag_ not in {"VBD", "VBZ"} or has(verb, ("aux:pass",)):
        return
    if verb.lemma_.lower() in word_set("reporting"):
        yield from ((child.i, verb.i, "nsubj", "") for child in subjects)


@repair("VBD VBZ")
def _speaker_before(verb: Token) -> Changes:
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


@repair("VBD VBN", "conj")
def _speech_after_content(verb: Token) -> Changes:
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


@repair("DT IN", "det mark")
def _second_that(that: Token) -> Changes:
    """ "Said it shot down a drone and [that] debris killed a man": a second clause of what was said."""
    noun = that.head
    if that.lower_ != "that":
        return
    verb = noun if relation(that) == "mark" else noun.head
    said, link = verb.head, word_before(that)
    second = relation(verb) == "conj" and link.lower_ in {"and", "but"} and link.head == verb
    told = said.lemma_.lower() in word_set("reporting") and any(each.i < verb.i for each in children(said, "ccomp"))
    if second and told:
        yield verb.i, said.i, "ccomp", ""
        yield that.i, verb.i, "mark", "IN"


@repair("VBD VBN", "conj")
def _voice_after_relative(verb: Token) -> Changes:
    """A second verb of speech hung on a relative clause: "condemned the raid in which two died, and urged"."""
    inner = verb.head
    if relation(inner) != "acl:relcl" or has(verb, SUBJECTS | AUXILIARIES):
        return
    if verb.lemma_.lower() not in _VOICES | word_set("reporting") or not _after_comma(verb):
        return
    yield from joined_to_past_above(verb, "VBD")


@repair("VBG", "advcl")
def _voice_of_main_clause(verb: Token) -> Changes:
    """ "Ordered the troops to leave, accusing Kigali": who ordered it accuses, not who shall leave."""
    inner, first = verb.head, verb.head.head
    if inner.tag_ != "VB" or word_before(verb).text != ",":
        return
    voice = verb.lemma_.lower() in _VOICES | word_set("reporting")
    if voice and relation(inner) in {"xcomp", "advcl"} and first.tag_ == "VBD" and inner.i < verb.i:
        yield verb.i, first.i, "advcl", ""


@repair("VBD VBZ")
def _named_speaker(verb: Token) -> Changes:
    """A second subject, after a comma, that is the name of the first: "said the commission's chair, Ana Ruiz"."""
    subjects = [child for child in children(verb, "nsubj") if child.i > verb.i]
    if len(subjects) != 2 or subjects[0].pos_ != "NOUN" or subjects[1].ent_type_ not in NAMED:
        return
    if subjects[1].i == subjects[0].i + 2 and subjects[0].nbor(1).text == ",":
        yield subjects[1].i, subjects[0].i, "appos", ""


@repair("VBD VBZ")
def _reported_subject(verb: Token) -> Changes:
    """ "Reports that guards beat a man are being studied, the army said": what is studied does not speak."""
    subjects = children(verb, "nsubj", "nsubj:pass")
    if len(subjects) != 2:
        return
    predicates = (each for each in children(subjects[0], "acl") if has(each, ("aux:pass", "cop")))
    clauses = [*children(verb, "ccomp"), *predicates]
    told = next((each for each in clauses if subjects[0].i < each.i < subjects[1].i), None)
    if told is None or has(told, SUBJECTS):
        return
    yield told.i, verb.i, "ccomp", ""
    yield subjects[0].i, told.i, "nsubj:pass" if has(told, ("aux:pass",)) else "nsubj", ""
    for clause in children(subjects[0], "acl"):
        yield from ((mark.i, clause.i, "mark", "") for mark in children(told, "mark") if mark.i < clause.i < told.i)


@repair("NNS VBZ", "obj")
def _said_as_verb(noun: Token) -> Changes:
    """ "Critics dispute [claims] that troops fired": what is disputed, no second verb."""
    if noun.pos_ == "VERB" and noun.lemma_.lower() in word_set("reporting") and noun.head.i < noun.i:
        yield noun.i, noun.head.i, "obj", "NNS"
        yield from ((each.i, noun.i, "acl", "") for each in children(noun, "ccomp") if has(each, ("mark",)))


@repair("NNS", "ROOT root")
def _said_as_root(noun: Token) -> Changes:
    """ "[Claims] that troops fired were denied": the subject of what is said of it, no verb."""
    clauses = children(noun, "ccomp")
    if noun.pos_ != "VERB" or len(clauses) != 2 or noun.i != sentence(noun).start:
        return
    told, verb = clauses
    if any(child.lower_ == "that" for child in children(told, "mark")) and not has(verb, SUBJECTS | {"mark"}):
        yield verb.i, verb.i, "ROOT", ""
        yield noun.i, verb.i, "nsubj:pass" if has(verb, ("aux:pass",)) else "nsubj", "NNS"
        yield told.i, noun.i, "acl", ""
        yield from ((each.i, verb.i, relation(each), "") for each in noun.children if each.is_punct)


@repair("VBD VBN VBP VBZ", "ccomp")
def _said_behind(verb: Token) -> Changes:
    """ "Rumours spread that the king had [fled]": the clause behind a verb that takes none says what is rumoured."""
    above = verb.head
    said = [each for each in children(above, "nsubj") if each.lemma_.lower() in word_set("reporting")]
    marked = any(child.lower_ == "that" and child.i < verb.i for child in children(verb, "mark"))
    if said and marked and above.lemma_ in verbs("emerge") and above.i < verb.i:
        yield verb.i, said[0].i, "acl", ""


@repair("VBG", "advcl")
def _after_saying(gerund: Token) -> Changes:
    """A gerund behind the verb of speech, hung on what is said: "Troops will leave, he said after meeting the king"."""
    inner = gerund.head
    if not any(child.lower_ in {"after", "before"} for child in children(gerund, "mark")):
        return
    for verb in inner.ancestors:
        if inner.i < verb.i < gerund.i and verb.tag_ == "VBD" and verb.lemma_.lower() in word_set("reporting"):
            yield gerund.i, verb.i, "advcl", ""
            return
