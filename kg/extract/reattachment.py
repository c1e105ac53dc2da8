"""Words that parsers of news hang on the wrong one: lists of subjects, verbs behind an aside, clauses of statements.

"The army, led by a general, retook the town" leaves the army without its verb; "saw two neighbours killed" makes the
neighbours killers. Part of `kg.extract.repairs`, which applies the rules.
"""

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Token

from kg.extract import nationalities
from kg.extract.lexicons import HARM, embeddings, triggers, word_set
from kg.extract.parse import PERSONS, SUBJECTS, children, has, relation, sentence, word_before

Change = tuple[int, int, str, str]  # index of a word, of its head, its label, its tag ("" to keep it)
Rule = Callable[[Token], Iterator[Change]]

_LEADS = frozenset({"lead", "back", "support", "command", "head", "aid", "assist", "advise"})
_SAYINGS = frozenset({"claim", "report", "allegation", "accusation", "assertion", "statement", "suggestion", "rumour"})
_HARMS = frozenset({"kill", "wound", "injure", "arrest", "detain", "capture", "kidnap", "abduct"})
_OF_SOMEBODY = frozenset({"accuse", "blame", "urge", "thank", "charge"})
_STEPS = 2  # words between a clause and the statement that it was said in
_SEES = frozenset({"see", "watch", "witness", "find", "hear"})
_RESULTS = _HARMS | {"injure", "leave", "damage", "destroy", "displace", "force"}
_CLOSURES = frozenset({"blockade", "restriction", "curfew", "ban", "censorship"})  # which kill nobody
_ABOUT = frozenset({"on", "over", "about"})
_WHEN = frozenset({"after", "when", "as", "while"})
_SEATS = frozenset(
    {"capital", "headquarter", "headquarters", "seat", "stronghold", "hometown", "centre", "center", "hub", "bastion"}
)
_SIDES = frozenset("north south east west northeast northwest southeast southwest".split())


def _of_name(word: Token) -> Iterator[Change]:
    """Of what is coordinated with a part of a name: its whole ("leader [Mullah Jamal] and two fighters")."""
    part = word.head
    named = relation(part) == "appos" and part.ent_type_ in PERSONS and part.i == part.head.i + 1
    if (relation(part) == "flat" or named) and part.head.i < part.i:
        top = next((each for each in part.ancestors if relation(each) != "flat"), part.head)
        yield word.i, top.i, "conj", ""


def _listed_subject(noun: Token) -> Iterator[Change]:
    """A second subject after a comma, with one more behind it: "warplanes, ships and submarines struck"."""
    verb, before = noun.head, noun.left_edge.i - 1
    if before <= sentence(noun).start or noun.doc[before].text != "," or noun.i > verb.i:
        return
    later = (child for child in children(noun, "conj") if child.i > noun.i)
    joined = any(each.lower_ == "and" for child in later for each in child.children)
    first = next(iter(children(verb, "nsubj")), noun)
    near = first.i < noun.i and max(t.i for t in first.subtree if t.i < noun.left_edge.i and not t.is_punct) < before
    if joined and near and first.pos_ == noun.pos_ == "NOUN" and first.tag_ == noun.tag_:
        yield noun.i, first.i, "conj", ""


def _one_of(noun: Token) -> Iterator[Change]:
    """ "Arrested six men, among them a member of the council": one of them is not who they are."""
    cases = (case for child in noun.lefts for case in child.children)
    if any(case.lower_ == "among" for case in cases):
        yield noun.i, noun.head.i, "parataxis", ""


def _seat(noun: Token) -> Iterator[Change]:
    """ "On a camp, 3 km from Laiza, the headquarters of the KIA": the town right before it is the seat."""
    edge = noun.left_edge
    comma = edge if edge.text == "," or edge.i < 2 else noun.doc[edge.i - 1]
    if noun.lemma_.lower() not in _SEATS or comma.text != "," or comma.i < noun.head.i:
        return
    town = noun.doc[comma.i - 1]
    top = next((each for each in (town, *town.ancestors) if relation(each) not in {"flat", "compound"}), town)
    if town.pos_ == "PROPN" and top != noun.head and noun.head in top.ancestors:
        yield noun.i, top.i, "appos", ""


def _side_of(noun: Token) -> Iterator[Change]:
    """ "An operation west [of] Sirwa": what follows a direction and "of" hangs on the direction."""
    for of in children(noun, "case")[:1]:
        side = noun.doc[of.i - 1] if of.i > 0 else of
        if of.lower_ == "of" and side.lower_ in _SIDES and side.head == noun.head:
            yield noun.i, side.i, "obl", ""


def _after_relative(noun: Token) -> Iterator[Change]:
    """ "Blamed rebels, who hold the city, [for] the attack": what follows the comma of a relative clause is outside."""
    verb, main = noun.head, noun.head.head.head
    case = next(iter(children(noun, "case")), noun)
    comma = noun.doc[case.i - 1] if case.i else case
    outside = comma.text == "," and verb.i < comma.i and comma.head in (main, noun)
    if outside and relation(verb) == "acl:relcl" and main.pos_ == "VERB" and main.i < verb.i:
        yield noun.i, main.i, "obl", ""


def _witnessed(verb: Token) -> Iterator[Change]:
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


def _active(verb: Token) -> Iterator[Change]:
    """A past form with an object behind it and no auxiliary is active: "a strike targeted and killed a smuggler"."""
    passive = [child for child in children(verb, "nsubj:pass") if child.i < verb.i]
    if (
        not passive
        or has(verb, ("aux:pass", "aux"))
        or (verb.tag_ == "VBN" and verb.head != verb and relation(verb) != "ccomp")
    ):
        return
    named = [child for child in children(verb, "xcomp") if child.i > verb.i and child.pos_ == "PROPN"]
    if any(child.i > verb.i and child.pos_ in {"NOUN", "PROPN", "NUM"} for child in children(verb, "obj")):
        yield from ((child.i, verb.i, "nsubj", "") for child in passive)
        if verb.head != verb:
            yield verb.i, verb.head.i, relation(verb), "VBD"
    elif named:
        yield from ((child.i, verb.i, "nsubj", "") for child in passive)
        yield named[0].i, verb.i, "obj", ""  # "the court sentenced retired Gen. Omar Jallow"


def _reports(word: Token) -> bool:
    return word.pos_ == "VERB" and relation(word) != "acl" and word.lemma_.lower() in word_set("reporting")


def _said_in(verb: Token) -> Iterator[Change]:
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


def _content_of_noun(verb: Token) -> Iterator[Change]:
    """ "Dismissed the claim that rebels had won": the clause right behind what is dismissed says what it is."""
    that = next((child for child in children(verb, "mark") if child.lower_ == "that" and child.i < verb.i), None)
    noun = word_before(that) if that is not None else verb
    if noun.head == verb.head and relation(noun) == "obj" and noun.lemma_.lower() in _SAYINGS:
        yield verb.i, noun.i, "acl", ""


def _of_object(verb: Token) -> Iterator[Change]:
    """A bare participle right behind an object tells of that: "hold two men seized near the port"."""
    if has(verb, ("mark", "aux", "obj")):
        return
    head = verb.head
    objects = [each for each in children(head, "obj") if each.i > head.i and each.right_edge.i == verb.i - 1]
    if objects and objects[0].pos_ in {"NOUN", "PROPN"}:
        yield verb.i, objects[0].i, "acl", ""


def _joined_verb(verb: Token) -> Iterator[Change]:
    """A second verb of harm that a parser took for a participle: "killed 11 people and wounded scores more"."""
    noun, lemma = verb.head, verb.lemma_.lower()
    if relation(noun) != "conj" or lemma not in _HARMS or verb.nbor(-1).lower_ != "and":
        return
    first = noun.head.head
    if relation(noun.head) == "obj" and first.lemma_.lower() in _HARMS and first.tag_ in {"VBD", "VBG"}:
        yield verb.i, first.i, "conj", first.tag_
        yield noun.i, verb.i, "obj", ""


def _past_of_main(verb: Token) -> Iterator[Change]:
    """A past form joined to an infinitive: "foiled an attempt to overrun the base and killed ten"."""
    first = verb.head
    if first.tag_ != "VB" or first.i > verb.i:
        return
    to = any(child.lower_ == "to" for child in first.lefts)
    if not to or has(verb, (*SUBJECTS, "aux", "aux:pass")):
        return
    above = next((each for each in first.ancestors if each.tag_ == "VBD"), None)
    if above is not None:
        yield verb.i, above.i, "conj", ""


def _after_leader(verb: Token) -> Iterator[Change]:
    """ "The army, led by a general, retook the town": the verb of a noun that lost it to the aside behind it."""
    if verb.pos_ != "VERB" or has(verb, (*SUBJECTS, "mark", "aux", "aux:pass", "cc")):
        return
    near = [*verb.head.rights, verb.head, *verb.head.ancestors]
    aside = next((each for each in near if each.lemma_ in _LEADS and each.tag_ == "VBN" and each.i < verb.i), None)
    root = next((each for each in (verb, *verb.ancestors) if each.head == each), verb)
    if aside is None or relation(aside) != "acl" or aside.head.i > aside.i or root.pos_ not in {"NOUN", "PROPN"}:
        return
    yield verb.i, verb.i, "ROOT", "VBD"
    yield aside.head.i, verb.i, "nsubj", ""
    if root != aside.head:
        yield root.i, verb.i, "obl", ""


def _across(verb: Token) -> Iterator[Change]:
    """What stands behind the main verb and hangs on the aside before it: "Hamas, which rules Gaza, warned Israel"."""
    for noun in children(verb, *SUBJECTS):
        asides = [child for child in children(noun, "acl:relcl") if noun.i < child.i < verb.i]
        for word in (child for aside in asides for child in aside.rights if child.i > verb.i):
            yield word.i, verb.i, relation(word), ""


def _verb_after_aside(verb: Token) -> Iterator[Change]:
    """A past form beside a name that heads the sentence: "Germany, where a court is sitting, expelled two envoys"."""
    noun = verb.head
    if noun.head != noun or noun.pos_ != "PROPN" or noun.i > verb.i:
        return
    aside = any(noun.i < child.i < verb.i for child in children(noun, "acl:relcl"))
    object_ = any(child.i > verb.i for child in children(verb, "obj", "ccomp"))
    number = [child for child in children(verb, "obl:unmarked") if child.pos_ == "NUM" and child.i == verb.i + 1]
    if aside and (object_ or number) and word_before(verb).text == "," and not has(verb, SUBJECTS):
        yield verb.i, verb.i, "ROOT", "VBD"
        yield noun.i, verb.i, "nsubj", ""
        yield from ((child.i, verb.i, "obj", "") for child in number)
        yield from ((child.i, verb.i, child.dep_, "") for child in noun.rights if child.i > verb.i)


def _between(case: Token) -> Iterator[Change]:
    """The second of two sides: "talks between Chad and the rebels", the rebels hung on the talks or on their verb."""
    first = case.head
    if case.lower_ != "between" or first.i < case.i or any(each.i > first.i for each in children(first, "conj")):
        return
    if relation(first) in {"compound", "amod"}:
        return  # "between the Kersa and Bor factions"
    end = first.right_edge.i + 1
    joint = first.doc[end] if end < len(first.doc) else first
    second = joint.head
    if joint.lower_ == "and" and relation(joint) == "cc" and second.i > end and second.pos_ in {"NOUN", "PROPN"}:
        yield second.i, first.i, "conj", ""


def _clause_before_semicolon(verb: Token) -> Iterator[Change]:
    """ "Farmers rallied at the port; police held ten": the first clause has a verb of its own, and its subject."""
    subjects = [child for child in children(verb, *SUBJECTS) if child.i < verb.i]
    if len(subjects) < 2 or not any(t.text == ";" for t in verb.doc[subjects[0].i : subjects[-1].i]):
        return
    for inner in verb.doc[subjects[0].i + 1 : subjects[-1].i]:
        if inner.text == ";":
            return
        if relation(inner) == "acl" and inner.tag_ in {"VBN", "VBD"} and subjects[0] in inner.ancestors:
            yield inner.i, verb.i, "parataxis", "VBD"
            yield subjects[0].i, inner.i, "nsubj", ""
            return


def _subject_of_its_object(verb: Token) -> Iterator[Change]:
    """ "The bloc, which had left, threatened sanctions": the bloc is the subject of the verb, not of the sanctions."""
    for noun in [] if has(verb, SUBJECTS) else children(verb, "obj"):
        if not has(noun, {"cop"}):
            yield from ((each.i, verb.i, "nsubj", "") for each in children(noun, "nsubj") if each.i < verb.i)


def _relative_of_nearest(pronoun: Token) -> Iterator[Change]:
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
    of_thing = noun.text == "," or (verb.head.lemma_ in word_set("target_objects") and verb.lemma_ in _HARMS)
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


def _relative_of_person(pronoun: Token) -> Iterator[Change]:
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


def _subject_before_auxiliary(verb: Token) -> Iterator[Change]:
    """Of two objects, that before the verb or "had" is the subject: "said a strike on the port had wounded four"."""
    objects = children(verb, "obj")
    if len(objects) < 2 or has(verb, SUBJECTS) or verb.tag_ not in {"VBD", "VBN"}:
        return
    first = min((child.i for child in children(verb, "aux")), default=verb.i if verb.tag_ == "VBD" else 0)
    if not objects[0].i < first <= verb.i < objects[-1].i:
        return
    if objects[0].tag_ in {"NN", "NNS", "NNP"}:
        yield objects[0].i, verb.i, "nsubj", ""


def _suffering_after_semicolon(verb: Token) -> Iterator[Change]:
    """ "Troops freed two men; ten hostages were killed": those behind the semicolon were, not the troops."""
    if not has(verb, ("aux:pass",)) or has(verb, SUBJECTS) or verb.head.i > verb.i:
        return
    for noun in verb.doc[verb.head.i + 1 : verb.i]:
        start = noun.left_edge
        if relation(noun) == "appos" and noun.head.i < noun.i and ";" in {start.text, start.nbor(-1).text}:
            yield noun.i, verb.i, "nsubj:pass", ""
            return


def _after_heading(verb: Token) -> Iterator[Change]:
    """ "Homs: Soldiers entered a village": who stands between the heading and the verb does it."""
    if relation(verb) != "parataxis" or has(verb, SUBJECTS) or verb.head.i > verb.i:
        return
    for noun in children(verb.head, "appos"):
        first = noun.left_edge
        if noun.right_edge.i == verb.i - 1 and first.i and ":" in {first.text, first.nbor(-1).text}:
            yield noun.i, verb.i, "nsubj", ""


def _fighting(verb: Token) -> Iterator[Change]:
    """ "Fighting between the army and the rebels broke out": what broke out is a noun."""
    if verb.lemma_ == "fight" and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in {"between", "among"}:
        yield verb.i, verb.head.i, "nsubj", "NN"


def _is_harm(word: Token) -> bool:
    rows = triggers().get((word.lemma_.lower(), "NOUN" if word.pos_ == "NOUN" else "VERB"), ())
    return any(row.root in HARM and row.type not in _CLOSURES for row in rows)


def _harm_of_its_clause(verb: Token) -> Iterator[Change]:
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


def _subject_matter(gerund: Token) -> Iterator[Change]:
    """ "Suspended talks on normalising ties": what the talks are on, not what suspended them."""
    if gerund.head.i > gerund.i:
        return
    mark = gerund.nbor(-1)
    if noun := _about(gerund.head, mark):
        yield gerund.i, noun.i, "acl", ""
        yield mark.i, gerund.i, "mark", ""


def _topic(noun: Token) -> Iterator[Change]:
    """ "Resumed talks between them on the release of captives": the release is what the talks are on."""
    case = next(iter(children(noun, "case")), None)
    if case is None or case.lower_ not in _ABOUT or case.i > noun.i or noun.head.pos_ != "VERB":
        return
    if noun.head.i < noun.i and (about := _about(noun.head, case)):
        yield noun.i, about.i, "nmod", ""


def _about(verb: Token, preposition: Token) -> Token | None:
    """The object that ends right before the preposition, where the lexicon knows that it may have such a topic."""
    for noun in children(verb, "obj"):
        rows = embeddings().get(noun.lemma_.lower(), ()) if noun.right_edge.i == preposition.i - 1 else ()
        if any(row.slot == f"obl:{preposition.lower_}" for row in rows):
            return noun
    return None


def _second_of_clause(verb: Token) -> Iterator[Change]:
    """ "Mali left, and the bloc has shut banks and frozen funds": the nearer clause, which has a subject, goes on."""
    first, before = verb.head, word_before(verb)
    if before.lower_ != "and" or before.i < 1 or word_before(before).text == "," or has(verb, SUBJECTS):
        return
    nearer = [each for each in children(first, "conj") if each.i < verb.i and has(each, SUBJECTS)]
    if nearer and nearer[-1].tag_ == verb.tag_:
        yield verb.i, nearer[-1].i, "conj", ""


REATTACH: Mapping[str, tuple[Rule, ...]] = {  # tag of a word -> rules that may apply
    "IN": (_between,),
    "NN": (_seat, _after_relative, _side_of, _listed_subject, _one_of, _topic),
    "NNP": (_after_relative, _side_of, _after_leader, _one_of),
    "NNS": (_seat, _after_relative, _of_name, _listed_subject, _one_of, _topic),
    "VB": (_after_leader,),
    "VBD": (
        _subject_before_auxiliary,
        _after_heading,
        _across,
        _clause_before_semicolon,
        _subject_of_its_object,
        _verb_after_aside,
        _joined_verb,
        _witnessed,
        _active,
        _said_in,
        _content_of_noun,
        _past_of_main,
        _second_of_clause,
        _after_leader,
    ),
    "VBG": (_fighting, _content_of_noun, _harm_of_its_clause, _subject_matter),
    "VBN": (
        _across,
        _suffering_after_semicolon,
        _subject_before_auxiliary,
        _joined_verb,
        _active,
        _witnessed,
        _of_object,
        _said_in,
        _content_of_noun,
        _second_of_clause,
        _verb_after_aside,
        _after_leader,
    ),
    "VBP": (_said_in, _content_of_noun),
    "VBZ": (_said_in, _content_of_noun),
    "WDT": (_relative_of_nearest, _relative_of_person),
    "WP": (_relative_of_nearest, _relative_of_person),
}
REATTACHED: Mapping[Rule, frozenset[str]] = {  # of rules that only words with one of these labels need
    _after_leader: frozenset({"acl", "advcl", "parataxis", "conj"}),
    _after_relative: frozenset({"obl"}),
    _content_of_noun: frozenset({"ccomp"}),
    _fighting: frozenset({"csubj"}),
    _suffering_after_semicolon: frozenset({"conj", "parataxis"}),
    _after_heading: frozenset({"parataxis"}),
    _harm_of_its_clause: frozenset({"acl", "advcl"}),
    _joined_verb: frozenset({"amod"}),
    _listed_subject: frozenset({"nsubj"}),
    _of_name: frozenset({"conj"}),
    _of_object: frozenset({"advcl"}),
    _one_of: frozenset({"appos"}),
    _past_of_main: frozenset({"conj"}),
    _relative_of_nearest: SUBJECTS | {"obj"},
    _seat: frozenset({"appos"}),
    _side_of: frozenset({"obl", "nmod"}),
    _relative_of_person: SUBJECTS,
    _said_in: frozenset({"acl", "ccomp"}),
    _second_of_clause: frozenset({"conj"}),
    _subject_matter: frozenset({"advcl"}),
    _topic: frozenset({"obl"}),
    _verb_after_aside: frozenset({"parataxis", "acl"}),
    _witnessed: frozenset({"conj", "xcomp", "ccomp"}),
}
