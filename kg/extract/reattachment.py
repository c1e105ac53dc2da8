"""Clauses that parsers hang on the wrong word: second verbs, participles, relative clauses, results, aims.

"Rejected the demand and accused a senator" hangs the second verb on the object of the first, "stormed a base used by
the army, killing ten" lets the army kill. Rules of `kg.extract.repairs`; those about what is said stand in `speeches`.
"""

from spacy.tokens import Token

from kg.extract import nationalities
from kg.extract.lexicons import BLOWS, HARM, embeddings, may_be_event, tells, triggers, verbs, word_set
from kg.extract.parse import PERSONS, SUBJECTS, children, has, relation, sentence, word_before
from kg.extract.repair_rules import AUXILIARIES, HELD, MARKED, Changes, joined_to_past_above, past_above, repair

_DEMANDS = frozenset({"demand", "call", "urge", "condemn", "require", "ban", "order", "impose"})
_TEXTS = frozenset({"motion", "resolution", "statement", "letter", "law", "bill", "declaration", "petition"})
_TIMES = frozenset({"night", "day", "week", "hour", "time", "month"})
_ISSUES = frozenset({"issue", "make", "renew", "repeat", "reiterate", "deliver"})
_AIMS = frozenset("threat promise pledge offer vow call demand appeal request proposal refusal".split())
_ASKS = frozenset({"ask", "urge", "tell", "order", "press", "beg", "instruct", "advise", "invite", "warn", "pressure"})
_THEM = frozenset({"them", "him", "her", "it"})
_OWN_PARTS = frozenset({"aux", "aux:pass", "mark", "cop", "obj", "iobj", "ccomp"})
_RELEASES = frozenset("free release ransom rescue deport shoot".split())
_SAYINGS = frozenset({"claim", "report", "allegation", "accusation", "assertion", "statement", "suggestion", "rumour"})
_OF_SOMEBODY = frozenset({"accuse", "blame", "urge", "thank", "charge"})
_SEES = frozenset({"see", "watch", "witness", "find", "hear"})
_RESULTS = verbs("hurt", "detain", "ruin") | {"leave", "force"}
_MOURNERS = frozenset("family relative parent mother widow wife friend colleague body remains funeral".split())
_CLOSURES = frozenset({"blockade", "restriction", "curfew", "ban", "censorship"})  # which kill nobody
_WHEN = frozenset({"after", "when", "as", "while"})


@repair("VBP", "acl:relcl")
def _relative_of_list(verb: Token) -> Changes:
    """ "Egypt and Qatar, which mediate between them": the plural of a verb tells that both do."""
    noun = verb.head
    one = noun.tag_ in {"NN", "NNP"} and relation(noun) == "conj" and noun.head.i < noun.i
    if one and has(verb, ("nsubj",)) and not has(verb, ("aux",)):
        yield verb.i, noun.head.i, "acl:relcl", ""


@repair("VBG", "advcl")
def _text_that_demands(gerund: Token) -> Changes:
    """ "Left after parliament passed a motion demanding that they go": the motion demands it, not who left."""
    head = gerund.head
    if gerund.lemma_ not in _DEMANDS or head.i > gerund.i or word_before(gerund).text == ",":
        return
    for noun in gerund.doc[head.i + 1 : gerund.i]:
        if noun.lemma_ in _TEXTS and relation(noun) == "obj" and noun.head != head and head in noun.ancestors:
            yield gerund.i, noun.i, "acl", ""
            return


@repair("VB", "acl")
def _aim_of_time(verb: Token) -> Changes:
    """ "Fired for a third night to break up crowds": what the firing is for, not what the night is like."""
    noun = verb.head
    aim = any(child.lower_ == "to" for child in verb.lefts) and noun.lemma_ in _TIMES
    if aim and relation(noun).startswith("obl") and noun.head.pos_ == "VERB":
        yield verb.i, noun.head.i, "advcl", ""


@repair("VB", "acl")
def _asked_deed(verb: Token) -> Changes:
    """ "Asked a court [to order] the release": what it is asked to do, not what sort of court it is."""
    noun, to = verb.head, word_before(verb)
    if relation(noun) == "obj" and noun.head.lemma_ in _ASKS and to.lower_ == "to" and to.i == noun.i + 1:
        yield verb.i, noun.head.i, "xcomp", ""


@repair("VB", "advcl")
def _aim_of_word(verb: Token) -> Changes:
    """ "Issued a threat on Monday [to strike] airports": what is threatened, not what the threat is issued for."""
    above, to = verb.head, word_before(verb)
    for noun in children(above, "obj") if to.lower_ == "to" and above.lemma_ in _ISSUES else ():
        if noun.lemma_ in _AIMS and above.i < noun.i < verb.i:
            yield verb.i, noun.i, "acl", ""


@repair("VBG", "acl")
def _of_speaker(gerund: Token) -> Changes:
    """ "Fined six banks[, accusing them of fraud]": none of those accuses those."""
    noun, before = gerund.head, word_before(gerund)
    above = next((each for each in noun.ancestors if each.tag_.startswith("VB")), None)
    of_them = any(each.lower_ in _THEM for each in children(gerund, "obj"))
    if above is not None and before.text == "," and of_them and gerund.i > noun.i:
        yield gerund.i, above.i, "advcl", ""


@repair("VBG", "conj")
def _behind_aside(gerund: Token) -> Changes:
    """ "Attacked a bank, known as the Vault, [killing] two": a gerund without "and" goes on with the clause above."""
    aside = gerund.head
    above = past_above(aside)
    if relation(aside) == "acl" and aside.tag_ == "VBN" and above is not None and word_before(gerund).text == ",":
        yield gerund.i, above.i, "advcl", ""


@repair("VBG", "conj")
def _second_result(gerund: Token) -> Changes:
    """ "Killing four and [injuring] 15 others": a second participle, hung on the victims of the first."""
    noun = gerund.head
    first = noun.head
    if relation(noun) != "obj" or first.tag_ != "VBG" or not noun.i < gerund.i or not has(gerund, ("cc",)):
        return
    yield gerund.i, first.i, "conj", ""
    if not has(gerund, ("obj",)):
        yield from ((each.i, gerund.i, "obj", "") for each in children(noun, "conj") if each.i > gerund.i)


@repair("VBD VBN", "acl advcl ccomp")
def _told_result(verb: Token) -> Changes:
    """ "Said a strike on a school reported by monitors [killed] ten": the strike did, whoever reported it."""
    if has(verb, SUBJECTS | MARKED) or not has(verb, ("obj",)):
        return
    for speech in verb.ancestors:
        nouns = [each for each in children(speech, "obj") if speech.i < each.i < verb.i and may_be_event(each.lemma_)]
        if not nouns or speech.lemma_ not in word_set("reporting"):
            continue
        yield verb.i, speech.i, "ccomp", "VBD"
        yield nouns[0].i, verb.i, "nsubj", ""
        between = verb.head if verb.head.i > nouns[0].i else verb
        yield from ((each.i, verb.i, "obl", "") for each in children(between, "obl") if each.i > verb.i)
        return


@repair("VBD VBN", "ccomp")
def _relative_as_content(verb: Token) -> Changes:
    """ "Condemned in strong terms the attack which was [carried out] by rebels": two subjects, of which one relates."""
    subjects = children(verb, "nsubj", "nsubj:pass")
    if len(subjects) != 2 or subjects[1].tag_ != "WDT" or subjects[0].i > subjects[1].i or has(verb.head, ("obj",)):
        return
    if not has(verb, ("mark",)) and verb.head.i < subjects[0].i:
        yield subjects[0].i, verb.head.i, "obj", ""
        yield verb.i, subjects[0].i, "acl:relcl", ""


@repair("VBD", "conj")
def _second_fate(verb: Token) -> Changes:
    """ "Was abducted in May and [freed] a week later": a fate of the same people, not what they did to nobody."""
    passive = has(verb.head, ("aux:pass",)) and verb.lemma_ in verbs("hurt", "detain") | _RELEASES
    if passive and not has(verb, SUBJECTS | _OWN_PARTS):
        yield verb.i, verb.head.i, "conj", "VBN"


@repair("VBD VBP VBZ", "acl:relcl ccomp")
def _denied_clause(verb: Token) -> Changes:
    """ "Kigali backs the rebels, Kinshasa says, which Kigali [denies]": what was said, not who is spoken of in it."""
    which = [each for each in children(verb, "obj") if each.lower_ == "which"]
    noun = verb.head
    if not which or verb.lemma_ not in verbs("deny", "reject") or word_before(which[0]).text != ",":
        return
    if relation(verb) == "ccomp":
        yield verb.i, noun.i, "acl:relcl", ""
    if noun.pos_ == "VERB" or noun.lemma_ in word_set("reporting"):
        return
    told = [each for each in noun.ancestors if each.pos_ == "VERB" and each.i < which[0].i]
    if told and not may_be_event(noun.lemma_):
        yield verb.i, told[-1].i, "acl:relcl", ""


@repair("VBD VBN", "advcl")
def _deal_of_subject(verb: Token) -> Changes:
    """ "The truce [agreed] in Paris was broken": a bare participle right behind a subject tells of that."""
    main = verb.head
    subjects = [each for each in children(main, "nsubj", "nsubj:pass") if each.right_edge.i + 1 == verb.i]
    forced = verb.lemma_ in verbs("compel")  # "activists [forced] to flee backed the party"
    told = bool(subjects) and verb.i < main.i and (forced or may_be_event(subjects[0].lemma_))
    if told and not has(verb, _OWN_PARTS | SUBJECTS):
        yield verb.i, subjects[0].i, "acl", "VBN"


@repair("VBG", "advcl")
def _result_of_shot(gerund: Token) -> Changes:
    """ "Shot at a taxi that failed to stop, [killing] the driver": what came of the shot, not of the failure."""
    if gerund.lemma_ not in verbs("hurt") or word_before(gerund).text != "," or gerund.head.lemma_ in verbs("hurt"):
        return
    above = [gerund.head, *gerund.head.ancestors]
    clause = next((each for each in above if relation(each) == "acl:relcl"), None)
    if clause is None or any(tells(each, "VERB", BLOWS) for each in above[: above.index(clause) + 1]):
        return
    shot = next((each for each in clause.ancestors if each.pos_ == "VERB"), None)
    if shot is not None and shot.i < clause.i and tells(shot, "VERB", BLOWS):
        yield gerund.i, shot.i, "advcl", ""


@repair("VBD VBN", "ccomp conj xcomp")
def _witnessed(verb: Token) -> Changes:
    """ "Saw her brother and two neighbours killed": whom one saw so were killed, and did not kill."""
    seen = verb.head
    if seen.lemma_ not in _SEES or seen.i > verb.i:
        return
    if has(verb, ("cc", "aux", "aux:pass", "obj", "mark")):
        return
    own = [child for child in children(verb, "nsubj") if child.i < verb.i]
    objects = [child for child in children(seen, "obj") if seen.i < child.i < verb.i]
    if relation(verb) != "conj" and own:
        yield from ((child.i, verb.i, "nsubj:pass", "") for child in own)
    elif objects and objects[-1].right_edge.i == verb.i - 1:
        yield verb.i, objects[-1].i, "acl", "VBN"


@repair("VBD VBG VBN VBP VBZ", "ccomp")
def _content_of_noun(verb: Token) -> Changes:
    """ "Dismissed the claim that rebels had won": the clause right behind what is dismissed says what it is."""
    that = next((child for child in children(verb, "mark") if child.lower_ == "that" and child.i < verb.i), None)
    noun = word_before(that) if that is not None else verb
    if noun.head == verb.head and relation(noun) == "obj" and noun.lemma_.lower() in _SAYINGS:
        yield verb.i, noun.i, "acl", ""


@repair("VBN", "advcl")
def _of_object(verb: Token) -> Changes:
    """A bare participle right behind an object tells of that: "hold two men seized near the port"."""
    if has(verb, ("mark", "aux", "obj")):
        return
    head = verb.head
    objects = [each for each in children(head, "obj") if each.i > head.i and each.right_edge.i == verb.i - 1]
    if objects and objects[0].pos_ in {"NOUN", "PROPN"}:
        yield verb.i, objects[0].i, "acl", ""


@repair("VBP VBZ", "conj")
def _present_of_main(verb: Token) -> Changes:
    """ "Denies reports that it built a plant and [accuses] a rival": a present goes on with the present above."""
    main = next((each for each in verb.head.ancestors if each.tag_ == verb.tag_), None)
    if main is None or verb.head.tag_ != "VBD" or has(verb, SUBJECTS | AUXILIARIES) or not main.i < verb.head.i:
        return
    if relation(verb.head) in {"acl", "ccomp"}:
        yield verb.i, main.i, "conj", ""


@repair("VBN", "acl")
def _fate_of_member(verb: Token) -> Changes:
    """ "Families of soldiers [killed] in the war": the soldiers were killed, not their families."""
    beside = [noun for noun in children(verb.head, "nmod") if noun.right_edge.i + 1 == verb.i]
    inner = [noun for noun in beside if any(each.lower_ == "of" for each in children(noun, "case"))]
    if inner and verb.head.lemma_ in _MOURNERS and verb.lemma_ in verbs("hurt") | verbs("detain"):
        yield verb.i, inner[-1].i, "acl", ""


@repair("VBD", "conj")
def _past_of_main(verb: Token) -> Changes:
    """A past form joined to an infinitive: "foiled an attempt to overrun the base and killed ten"."""
    first = verb.head
    if first.tag_ != "VB" or first.i > verb.i:
        return
    to = any(child.lower_ == "to" for child in first.lefts)
    if not to or has(verb, (*SUBJECTS, "aux", "aux:pass")):
        return
    yield from joined_to_past_above(verb)


@repair("WDT WP", "csubj nsubj nsubj:pass obj")
def _relative_of_nearest(pronoun: Token) -> Changes:
    """ "Halted visits over a raid which, it said, killed two": it is the blow right before that killed, no visit."""
    verb = pronoun.head
    if relation(verb) != "acl:relcl" or not pronoun.i:
        return
    noun = pronoun.nbor(-1)
    if noun.text == "," and noun.i and verb.lemma_ in _OF_SOMEBODY and relation(pronoun) == "obj":
        name = noun.nbor(-1)  # "arms from Israel, which he accused of war crimes"
        if name.ent_type_ and name != verb.head and verb.head in name.ancestors and name.head.ent_type_ == "":
            yield verb.i, name.i, "acl:relcl", ""
        return
    of_thing = noun.text == "," or (
        verb.head.lemma_ in word_set("target_objects") and verb.lemma_ in verbs("hurt", "detain")
    )
    result = of_thing and relation(pronoun) == "nsubj" and verb.lemma_ in _RESULTS
    blow = _blow_above(verb.head) if result else None
    if blow is not None:  # "the bombing of an embassy in Beirut, which killed ten"
        yield verb.i, blow.i, "acl:relcl", ""
        return
    if noun.pos_ != "NOUN" or noun == verb.head or verb.head in noun.ancestors or not _is_harm(noun):
        return
    yield verb.i, noun.i, "acl:relcl", ""
    for said in children(noun, "acl:relcl"):
        if pronoun.i < said.i < verb.i:
            yield said.i, verb.i, "parataxis", ""


def _blow_above(noun: Token) -> Token | None:
    """The blow whose victim or place a noun is: "the bombing" of "the bombing of an embassy in Beirut"."""
    for each in noun.ancestors:
        if each.pos_ != "NOUN" or relation(noun) != "nmod":
            return None
        if _is_harm(each):
            return each
        noun = each
    return None


@repair("WDT WP", "csubj nsubj nsubj:pass")
def _relative_of_person(pronoun: Token) -> Changes:
    """ "A truce brokered by Minister Pavel Orlov, who spoke to both": it is the one right before that spoke."""
    verb, last = pronoun.head, pronoun.i - 2
    if relation(verb) != "acl:relcl" or last < 0 or word_before(pronoun).text != ",":
        return
    name = pronoun.doc[last]
    while name.ent_type_ in PERSONS and name.head.ent_type_ in PERSONS and name.head != name:
        name = name.head
    if nationalities.is_country(name.text) and name.head != verb.head and verb.head in name.ancestors:
        yield verb.i, name.i, "acl:relcl", ""  # "to rebels through Chad, which denies it"
        return
    agent = verb.head.ent_type_ in PERSONS or verb.head.lemma_.lower() in word_set("agent_nouns")
    if name.ent_type_ in PERSONS and not agent and name not in (verb, *verb.subtree):
        yield verb.i, name.i, "acl:relcl", ""


def _is_harm(word: Token) -> bool:
    rows = triggers().get((word.lemma_.lower(), "NOUN" if word.pos_ == "NOUN" else "VERB"), ())
    return any(row.root in HARM and row.type not in _CLOSURES for row in rows)


@repair("VBG", "acl advcl")
def _harm_of_its_clause(verb: Token) -> Changes:
    """ "Shut the port after rebels shelled boats, killing two": it is the shelling that killed."""
    head = verb.head
    if verb.lemma_.lower() not in _RESULTS or word_before(verb).text != "," or head.i > verb.i:
        return
    if relation(verb) == "acl" and not _is_harm(head):
        for above in head.ancestors:
            if relation(above) in SUBJECTS or (above.pos_ == "VERB" and relation(above) != "acl"):
                finite = above.pos_ == "VERB" and above.i < head.i
                yield from [(verb.i, above.i, "advcl", "")] if finite else []
                return
            if above.pos_ == "NOUN" and _is_harm(above):
                yield verb.i, above.i, "acl", ""
                return
    elif relation(verb) == "advcl" and head.pos_ == "VERB" and not _is_harm(head):
        for clause in children(head, "advcl"):
            marks = {child.lower_ for child in children(clause, "mark")}
            if head.i < clause.i < verb.i and marks & _WHEN and _is_harm(clause):
                yield verb.i, clause.i, "advcl", ""


@repair("VBD VBN", "conj")
def _second_of_clause(verb: Token) -> Changes:
    """ "Mali left, and the bloc has shut banks and frozen funds": the nearer clause, which has a subject, goes on."""
    first, before = verb.head, word_before(verb)
    if before.lower_ != "and" or before.i < 1 or word_before(before).text == "," or has(verb, SUBJECTS):
        return
    nearer = [each for each in children(first, "conj") if each.i < verb.i and has(each, SUBJECTS)]
    if nearer and nearer[-1].tag_ == verb.tag_:
        yield verb.i, nearer[-1].i, "conj", ""


@repair("VBD VBN", "conj")
def _second_verb(verb: Token) -> Changes:
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


@repair("VBD VBN", "acl advcl")
def _listed_verb(verb: Token) -> Changes:
    """A past form with an object between two verbs of one subject: "met the envoy, accused him and left"."""
    if verb.i == sentence(verb).start or word_before(verb).text != "," or has(verb, HELD):
        return
    if not any(child.i > verb.i for child in children(verb, "obj")):
        return
    for top in verb.ancestors:
        joined = [child for child in children(top, "conj") if child.i > max(verb.i, top.i)]
        if top.tag_ == "VBD" and top.i < verb.i and any(child.tag_ == "VBD" for child in joined):
            yield verb.i, top.i, "conj", "VBD"
            return


@repair("VBG", "conj")
def _second_participle(verb: Token) -> Changes:
    """A participle coordinated with a verb inside it: "wounding men who tried to resist and seizing a car"."""
    first = verb.head
    if first.tag_ not in {"VBD", "VBZ", "VBP", "VB"} or has(verb, ("aux",)) or has(first, ("aux",)):
        return
    if relation(first) != "acl:relcl" and first.tag_ != "VB":
        return
    above = next((each for each in first.ancestors if each.tag_ == "VBG" and relation(each) == "advcl"), None)
    if above is not None:
        yield verb.i, above.i, "conj", ""


@repair("VBG", "advcl")
def _result_of_main_clause(verb: Token) -> Changes:
    """ "Stormed a base that is used by the army, killing ten": who stormed it killed, not who uses it."""
    inner = verb.head
    if relation(inner) != "acl:relcl" or word_before(verb).text != ",":
        return
    main = inner.head.head
    if has(inner, ("aux:pass",)) and relation(inner.head) in {"obj", "obl"} and main.pos_ == "VERB":
        yield verb.i, main.i, "advcl", ""


@repair("VBG", "acl")
def _charged(gerund: Token) -> Changes:
    """A gerund hung on the accused: "accused the embassy of funding protests" says what the accusation is."""
    noun = gerund.head
    if relation(noun) not in {"obj", "iobj", "nsubj:pass", "obl:agent"}:
        return
    marked = any(child.lower_ in {"of", "for"} for child in children(gerund, "mark"))
    if marked and noun.head.lemma_.lower() in verbs("accuse"):
        yield gerund.i, noun.head.i, "advcl", ""


@repair("VBD", "conj")
def _main_past(verb: Token) -> Changes:
    """A past form joined to a progressive in a relative clause: "seized men who were fleeing and burned a car".

    So is one with an object behind a passive: "freed a boy who was beaten and killed two guards".
    """
    first = verb.head
    progressive = first.tag_ == "VBG" and has(first, ("aux",))
    passive = has(first, ("aux:pass",)) and has(verb, ("obj",))
    if not (progressive or passive) or relation(first) != "acl:relcl" or has(verb, SUBJECTS | AUXILIARIES):
        return
    yield from joined_to_past_above(verb, "VBD")


@repair("VB", "advcl")
def _called_upon(verb: Token) -> Changes:
    """An infinitive after whom somebody calls on: what they shall do, not what the call is for."""
    head = verb.head
    if head.lemma_ not in {"call", "appeal"}:
        return
    upon = [child for child in children(head, "obl") if head.i < child.i < verb.i]
    asked = any(case.lower_ in {"on", "upon", "to"} for noun in upon for case in noun.children)
    if asked and any(child.lower_ == "to" for child in verb.children):
        yield verb.i, head.i, "xcomp", ""


@repair("VBG", "acl")
def _charge_of_object(gerund: Token) -> Changes:
    """ "Cleared the officer of [killing] a boy": what he was cleared of, not which officer."""
    noun, mark = gerund.head, word_before(gerund)
    slot = f"obl:{mark.lower_}"
    known = any(row.slot == slot for row in embeddings().get(noun.head.lemma_.lower(), ()))
    if known and relation(noun) in {"obj", "nsubj:pass"} and relation(mark) == "mark" and noun.head.pos_ == "VERB":
        yield gerund.i, noun.head.i, "advcl", ""
