"""Whether an event is said to have happened: asserted, negated, future, hypothetical.

"They plan to withdraw" is future, "failed to withdraw" negated, "if they withdraw" hypothetical. Read
from auxiliaries, negation, conditionals, what embeds the clause, and modifiers of nouns.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.extract import lexicons, syntax
from kg.extract.lexicons import BLOWS, said_by, tells, verbs
from kg.extract.noun_classes import lemma_classes
from kg.extract.parse import sentence_text
from kg.extract.syntax import DEFINITE, FINITE
from kg.model import Modality

_NOBODY = frozenset({"nobody", "none", "nothing", "noone"})
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MAY = frozenset({"may", "might", "could", "can", "ca", "should", "must", "ought", "would", "'d", "’d"})
_SAYINGS = frozenset({"accusation", "comment", "report"})  # classes of nouns for what somebody says
_FALSE = frozenset("incorrect false untrue wrong unfounded baseless fabricated lie fabrication hoax myth".split())
_TRUE = frozenset({"true", "correct", "accurate"})
_SETTLES = frozenset({"confirm", "prove", "verify", "corroborate", "accept"})
_UNTIL = frozenset({"until", "till", "once"})
_TOWARDS = frozenset({"toward", "towards"})
_IF = frozenset({"if", "unless", "whether", "lest", "should"})
_OPAQUE = frozenset({"acl:relcl", "parataxis", "advcl", "appos"})  # what stands higher cannot touch the event
_SUPERLATIVE = frozenset({"first", "last", "only", "latest", "second", "third"})
_SETTING = frozenset(  # phrases of time and ground are true whatever becomes of the main clause
    {"after", "before", "since", "following", "during", "despite", "amid", "because", "because of", "due to", "as"}
)
_TOPICS = frozenset({"obl:on", "obl:over", "obl:about"})
_GROUNDS = frozenset(  # "suspended flights in protest at a raid" suspends neither protest nor raid
    {"protest", "retaliation", "response", "reaction", "reprisal", "revenge"}
)
_PART = frozenset(
    "role part hand involvement participation complicity responsibility knowledge link connection".split()
)
_EVOKES = frozenset({"draw", "prompt", "spark", "trigger", "provoke", "earn"})
_INQUIRIES = frozenset({"09"})  # CAMEO root
_PART_OF = frozenset({"obl:in", "obl:for", "obl:of", "obl:to", "obl:with"})
_FACTUAL = frozenset(
    {"ongoing", "constant", "daily", "relentless", "continuing", "continued", "recent", "latest", "deadly"}
)
_ABOUT = frozenset({"04", "05", "09", "11", "14"})  # CAMEO roots of what is said and done about other events
_PAST = frozenset({"VBD", "VBN", "VBG"})  # "was jailed for ordering the massacre"
_TOLD = frozenset({"say", "have", "claim", "allege", "suggest"})
_LAPSES = frozenset({"fail", "forget"})
_DONE = frozenset({"order", "announce"})  # verbs whose definite object was done
_DUE = frozenset({"due", "set", "schedule", "expect", "plan", "suppose"})
_SHARED = frozenset({"obl", "obj", "xcomp"})
_HEARSAY = frozenset({"allegedly", "purportedly", "supposedly"})
_OF_NOUN = frozenset({"acl", "acl:relcl"})
_DOUBTS = frozenset({"09", "12"})  # CAMEO roots of inquiries and denials
_STRENGTH = {
    Modality.ASSERTED: 0,
    Modality.HISTORICAL: 0,
    Modality.FUTURE: 1,
    Modality.HYPOTHETICAL: 2,
    Modality.NEGATED: 3,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A modality with its reason, for the trace."""

    modality: Modality
    reason: str


PURPOSE = "purpose"  # how the reason begins where the event is only what something else is for
CONDITION = "conditional"  # where it is a condition of something else
DOUBLE = "negated twice"  # where to deny it is denied itself: "did not deny having fired"
TOPIC = "topic"  # where it is only spoken of in general: "killing civilians is a crime"
ASSERTED = Judgement(Modality.ASSERTED, "")


def judge(token: Token, carrier: Token | None = None) -> Judgement:
    """The modality of the event that the word expresses, its light verb's included."""
    found = [*_own(token), *_modifiers(token)]
    if carrier is not None:
        found += [*_own(carrier), *_modifiers(carrier), *_embedding(carrier)]
    found += list(_embedding(token))
    negations = [each for each in found if each.modality is Modality.NEGATED]
    listed = any(each.lower_ == "nor" for each in syntax.children(token, "cc"))  # "will neither go nor send anybody"
    if len(negations) >= 2 and len({each.reason for each in negations}) >= 2 and not listed:
        found = [each for each in found if each.modality is not Modality.NEGATED]
    if any(each.reason.startswith((CONDITION, DOUBLE)) for each in found):  # "if they fail to agree" denies nothing
        found = [each for each in found if each.modality is not Modality.NEGATED]
    best = max(found, key=lambda each: _STRENGTH[each.modality], default=ASSERTED)
    return best if best.modality is not Modality.ASSERTED else ASSERTED


def _own(token: Token, below: Token | None = None) -> Iterator[Judgement]:
    """What stands with the word itself: auxiliaries, negation, subordinator, question mark; `below` apart."""
    if syntax.is_negated(token) and not {"would", "have"} <= set(syntax.auxiliaries(token)):
        yield Judgement(Modality.NEGATED, f"negation at {token.lower_}")  # what "would not have been hit" was
    if token.pos_ == "NOUN" and any(child.lower_ == "any" for child in syntax.children(token, "det")):
        yield Judgement(Modality.HYPOTHETICAL, f"any {token.lower_}")
    if not syntax.is_verbal(token):
        return
    sides = [each for each in syntax.children(token, "nsubj", "nsubj:pass", "obj") if each != below]
    if any(
        (syntax.is_negated(each) or each.lower_ in _NOBODY) and not syntax.preposition(each) for each in sides
    ):  # "was not among the groups hit"
        yield Judgement(Modality.NEGATED, f"nobody or nothing at {token.lower_}")
    auxiliaries = set(syntax.auxiliaries(token))
    perfect = bool(auxiliaries & {"have", "'ve", "’ve"})
    if syntax.is_infinitive(token) and auxiliaries & {"is", "are", "was", "were"} and not syntax.is_passive(token):
        yield Judgement(Modality.HYPOTHETICAL, "was to have") if perfect else Judgement(Modality.FUTURE, "is to")
    if auxiliaries & _WILL:
        yield Judgement(Modality.FUTURE, "auxiliary will")
    elif syntax.is_infinitive(token) and syntax.relation(token) == "root" and syntax.children(token, "nsubj"):
        yield Judgement(Modality.FUTURE, "is to, of a headline")
    elif auxiliaries & {"would", "'d", "’d"} and not perfect and _reported(token):
        yield Judgement(Modality.FUTURE, "would in reported speech")
    elif auxiliaries & _MAY and not (auxiliaries == {"'d"} or auxiliaries == {"’d"}):
        yield Judgement(Modality.HYPOTHETICAL, f"auxiliary {min(auxiliaries & _MAY)}")
    if _is_imperative(token):
        yield Judgement(Modality.HYPOTHETICAL, "imperative")
    if _inverted(token):
        yield Judgement(Modality.HYPOTHETICAL, f"{CONDITION} without if")
    marks = set(syntax.marks(token))
    until = marks & _UNTIL and (token.tag_ in {"VBZ", "VBP", "VB"} or _is_unreal(token))
    if marks & _IF or until:
        yield Judgement(Modality.HYPOTHETICAL, f"{CONDITION} clause")
    if token.tag_ == "VBG" and (marks | {syntax.preposition(token)}) & _TOWARDS:
        yield Judgement(Modality.HYPOTHETICAL, "aim")
    if _question(token):
        yield Judgement(Modality.HYPOTHETICAL, "question")


def _is_unreal(clause: Token) -> bool:
    """Whether the clause above speaks of what would be: "there would be no peace until they left"."""
    return any(word.lower_ == "would" for word in clause.doc[clause.head.left_edge.i : clause.left_edge.i])


def _is_imperative(token: Token) -> bool:
    """Whether somebody is told to do it: "Lay down your arms," he said."""
    if token.tag_ != "VB" or syntax.relation(token) not in {"root", "ccomp", "parataxis"}:
        return False
    first = next((each for each in token.lefts if not each.is_punct), token)
    return first.i == token.i and not syntax.children(token, "nsubj", "nsubj:pass", "aux", "mark")


def _inverted(token: Token) -> bool:
    """Whether an auxiliary before the subject makes a condition: "Had the rockets hit the ship, ..."."""
    first = next(iter(token.lefts), token)
    subjects = syntax.children(token, "nsubj", "nsubj:pass")
    inverted = first.lower_ in {"had", "should", "were"} and any(first.i < each.i for each in subjects)
    return inverted and syntax.relation(token) in {"advcl", "ccomp", "dep"}


def _reported(token: Token) -> bool:
    return any(label in {"ccomp", "parataxis"} for _, label, _ in syntax.chain(token)) or any(
        syntax.relation(child) in {"parataxis"} for child in token.children
    )


def _question(token: Token) -> bool:
    if syntax.relation(token) not in {"root", "conj", "ccomp"}:
        return False
    return sentence_text(token).rstrip(" \n\t\"'”’").endswith("?")


@cache
def _modifier_words() -> dict[str, Modality]:
    known = set(Modality)
    found = (raw for raw in lexicons.rows("modifiers") if raw.get("modality") in known and raw.get("pos") != "SCONJ")
    return {raw["lemma"]: Modality(raw["modality"]) for raw in found}


def _modifiers(token: Token) -> Iterator[Judgement]:
    """What stands with the event word: "alleged attack", "planned visit", "nearly killed", "a deal proposed by"."""
    labels = ("amod", "advmod", "compound", *(() if _is_violent(token) else ("acl",)))
    for child in syntax.children(token, *labels):
        if syntax.is_negation(child):
            continue
        modality = _modifier_words().get(child.lemma_.lower()) or _modifier_words().get(child.lower_)
        if modality is not None:
            yield Judgement(modality, f"modifier {child.lower_}")


def _embedding(token: Token) -> Iterator[Judgement]:
    """What the words above do to it: "plan to", "call for", "threat of", "prevented", "in order to"."""
    presupposed = _is_definite(token)
    first = syntax.first_of_list(token)  # "ongoing shelling and airstrikes"
    if token.pos_ == "NOUN" and (_FACTUAL & set(_words_before(first)) or _had_victims(token)):
        return  # what goes on, happened lately or had victims is true whatever is done about it
    for below, label, head in syntax.chain(token):
        slot = _slot(below, label)
        if slot in _PART_OF and head.lemma_.lower() in _PART and (presupposed or _is_violent(token)):
            return  # "denied any role in the attack", "claimed responsibility for the attack"
        if presupposed and _is_violent(token) and _presupposes(head):
            return  # "discussed the attack"
        if presupposed and head.lemma_ in _DONE and head.tag_ in _PAST and _is_violent(token):
            continue  # "ordered the massacre of villagers", of which one hears because it was done
        said = _standing(head) if label in _OF_NOUN and "that" in syntax.marks(below) else ASSERTED
        if said.reason:
            yield said
        if said.reason:
            return  # what becomes of the words becomes not of the deed: "claims that troops fired were not checked"
        if _is_only_accused(label, head) or (label == "ccomp" and head.lemma_ in _TOLD and _is_rumour(head)):
            yield Judgement(Modality.HYPOTHETICAL, f"{head.lower_} by nobody that is named")
        rows = [row for row in lexicons.embeddings().get(_embedder(head), ()) if _row_fits(row, slot, below, head)]
        for row in rows:
            yield from _of_row(row, slot, head)
        if head.pos_ == "NOUN" and any(row.slot in _TOPICS for row in rows):
            return  # "suspended talks on a withdrawal" says nothing of the withdrawal
        if not rows and label in {"advcl", "acl"} and syntax.is_infinitive(below):
            yield from _purpose(label, head)
        if label == "acl:relcl":
            yield from _of_described(head)
        if label in _SHARED and slot.removeprefix("obl:") not in _SETTING:
            yield from _alleged(head)
        yield from _of_subject(below, label, head)
        if set(syntax.marks(below)) & _IF and label in {"advcl", "ccomp", "xcomp", "acl", "csubj"}:
            yield Judgement(Modality.HYPOTHETICAL, f"{CONDITION} {label} with {min(set(syntax.marks(below)) & _IF)}")
        if _inherits(below, label, head):
            yield from _own(head, below)  # "has no plans to recognise it" is negated once
        elif _is_closed(below, label) or slot.removeprefix("obl:") in _SETTING or (presupposed and _presupposes(head)):
            return


def _of_described(noun: Token) -> Iterator[Judgement]:
    """What a noun does to what its relative clause tells: "a resolution that condemns the raid", "any man who"."""
    if _is_stopped_text(noun):
        yield Judgement(Modality.HYPOTHETICAL, f"{TOPIC} of a text that was stopped")
    if "any" in _words_before(noun):
        yield Judgement(Modality.HYPOTHETICAL, f"{TOPIC} of any {noun.lower_}")


def _is_closed(below: Token, label: str) -> bool:
    """Whether nothing above a word says anything about it: "men freed in a raid were to testify"."""
    reduced = label == "acl" and below.tag_ in {"VBN", "VBD"} and "that" not in syntax.marks(below)
    return label in _OPAQUE or reduced


def _is_stopped_text(noun: Token) -> bool:
    """Whether a text says nothing, as it was stopped: "vetoed a resolution that condemns the raid"."""
    if syntax.relation(noun) not in {"obj", "nsubj:pass"} or lemma_classes(noun).isdisjoint({"document", "law"}):
        return False
    rows = lexicons.embeddings().get(_embedder(noun.head), ())
    return any(row.slot == "obj" and row.modality == Modality.NEGATED.value for row in rows)


def _alleged(verb: Token) -> Iterator[Judgement]:
    """What an adverb says of all that a verb takes along: "allegedly used gas in an attack"."""
    for child in syntax.children(verb, "advmod") if verb.pos_ == "VERB" else ():
        if child.lower_ in _HEARSAY:
            yield Judgement(Modality.HYPOTHETICAL, f"{child.lower_} at {verb.lower_}")


def _of_row(row: lexicons.Embedding, slot: str, head: Token) -> Iterator[Judgement]:
    """What a row of the lexicon says that its word does to the event in a slot of it."""
    if row.modality == PURPOSE:
        yield Judgement(Modality.HYPOTHETICAL, f"{PURPOSE} of {head.lower_}")
    elif row.modality in set(Modality):
        missed = head.lemma_.lower() in _DUE and "had" in syntax.auxiliaries(head)  # "had been due to meet"
        modality = Modality.HYPOTHETICAL if missed else Modality(row.modality)
        yield from _apply(modality, f"{head.lower_} {slot}", head)


def _embedder(word: Token) -> str:
    """The lemma of a word with its particle, where the lexicon knows it so: "ruled out"."""
    lemma, particle = word.lemma_.lower(), syntax.particle(word) if word.pos_ == "VERB" else None
    whole = f"{lemma} {particle}"
    return whole if particle and whole in lexicons.embeddings() else lemma


def _standing(noun: Token) -> Judgement:
    """What is known of what is said: "denied reports that", "confirmed reports that", "the claim that"."""
    verb, lemma, classes = noun.head, noun.lemma_.lower(), lemma_classes(noun)
    above = verb.lemma_.lower() if syntax.relation(noun) in {"obj", "nsubj:pass"} else ""
    if syntax.relation(noun).startswith("nsubj") and _is_untrue(verb):
        return Judgement(Modality.NEGATED, f"{verb.lower_} {lemma}")
    plain, named = not any(_own(verb)), not syntax.is_passive(verb) or syntax.nouns_behind(verb, "by")
    if above in verbs("deny", "reject") and plain and named and not classes.isdisjoint(_SAYINGS):
        return Judgement(Modality.NEGATED, f"{above} the {lemma}")
    if above in _SETTLES and plain and not syntax.is_infinitive(verb):
        return Judgement(Modality.ASSERTED, f"{above} the {lemma}")
    felt = verb.pos_ == "ADJ" and syntax.preposition(noun) == "by"  # "shocked by reports that"
    doubted = tells(verb, "VERB", _DOUBTS) or any(_modifiers(noun)) or bool(syntax.children(verb, "expl"))
    doubted = doubted or not (felt or syntax.children(noun, "nmod:poss", "compound"))
    hearsay = lemma in said_by("NOUN", "claim", "question") or (doubted and "report" in classes)
    return Judgement(Modality.HYPOTHETICAL, f"only a {lemma}") if hearsay else ASSERTED


def _is_rumour(verb: Token) -> bool:
    """Whether something is told by words of which nobody knows whose they are: "unconfirmed reports said that"."""
    said = [each for each in syntax.children(verb, "nsubj") if each.tag_ == "NNS" and "report" in lemma_classes(each)]
    return any(not syntax.children(each, "nmod:poss", "compound") for each in said)


def _is_untrue(predicate: Token) -> bool:
    """Whether a predicate says that something is not so: "is false", "is not true"."""
    negated = syntax.is_negated(predicate)
    return (predicate.lemma_.lower() in _FALSE and not negated) or (predicate.lower_ in _TRUE and negated)


def _of_subject(below: Token, label: str, head: Token) -> Iterator[Judgement]:
    """What a predicate says of its subject: "talks have yet to begin", "killing civilians is a crime"."""
    if label == "nsubj" and _is_yet_to(head):
        yield Judgement(Modality.NEGATED, f"{head.lower_} yet to")
    if label.startswith("csubj") and below.tag_ in {"VBG", "VB"} and head.tag_ != "VBD":
        yield Judgement(Modality.HYPOTHETICAL, f"{TOPIC} of {head.lower_}")
    if label in {"ccomp", "csubj"} and "that" in syntax.marks(below) and _is_untrue(head):  # "it is not true that"
        yield Judgement(Modality.NEGATED, f"{head.lower_} that")


def _is_yet_to(verb: Token) -> bool:
    """Whether something has not happened so far: "talks have yet to begin"."""
    yet = any(each.lower_ == "yet" for each in syntax.children(verb, "advmod"))
    return yet and any(syntax.is_infinitive(each) for each in syntax.children(verb, "xcomp", "ccomp"))


def _row_fits(row: lexicons.Embedding, slot: str, below: Token, head: Token) -> bool:
    """Whether a row of the lexicon speaks of the slot in which the event stands."""
    if _is_achieved(head):
        return False
    if row.slot == slot or row.slot == "any":
        return slot != "obl:in" or below.lemma_.lower() not in _GROUNDS
    if row.slot.startswith("gerund:"):  # "arrested for killing them", while "the killing" is a fact
        return below.tag_ == "VBG" and slot.removeprefix("obl:") == row.slot.removeprefix("gerund:")
    if row.slot == "acl" and slot == "obl:of" and below.tag_ == "VBG" and head.pos_ == "NOUN":
        return True  # "the intention of leaving" like "the intention to leave"
    if row.slot == "xcomp" and slot == "advcl" and head.lemma_.lower() in verbs("deny", "reject"):
        gerund = below.tag_ == "VBG" or "having" in syntax.auxiliaries(below)
        return gerund and not syntax.children(head, "obj", "ccomp", "xcomp")  # "denied, once again, having armed them"
    if row.slot == "nmod" and slot.startswith("obl:") and not (head.pos_ == "VERB" and slot[4:] in _SETTING):
        return head.pos_ != "VERB" or below.tag_ not in FINITE  # "called for calm, while rebels shelled the town"
    return row.slot == "obj" and slot == "nsubj:pass"


def _is_achieved(word: Token) -> bool:
    """Whether a word tells what somebody could do and did: "were able to free them", not "said they were able to"."""
    past = word.lemma_ == "able" and any(each.tag_ == "VBD" for each in syntax.children(word, "cop"))
    said = syntax.relation(word) == "ccomp" and word.head.tag_ == "VBD"
    return past and not said and not syntax.is_negated(word)


def _apply(modality: Modality, reason: str, head: Token) -> Iterator[Judgement]:
    """A negated embedding word takes away the rest; where both negate, only who "did not fail to" do it did it."""
    if syntax.is_negated(head) and modality is Modality.NEGATED:
        done = head.lemma_ in _LAPSES
        yield Judgement(modality, reason) if done else Judgement(Modality.HYPOTHETICAL, f"{DOUBLE} at {head.lower_}")
        return
    if syntax.is_negated(head):
        yield Judgement(Modality.NEGATED, f"negation at {head.lower_}")  # which the clause inherits: it is one
        return
    yield Judgement(modality, reason)


def _slot(below: Token, label: str) -> str:
    """The slot of a clause or noun below its head, as rows of the lexicon name it: "obl:of"."""
    if label.split(":")[0] in {"obl", "nmod"} and label != "nmod:poss":
        return f"obl:{syntax.preposition(below)}"
    if label == "pobj":
        return f"obl:{below.head.lower_}"
    if label == "xcomp" and syntax.marks(below) == ["of"]:  # "accused them of shelling"
        return "obl:of"
    if label in {"advcl", "acl"} and (marks := syntax.marks(below)) and not syntax.is_infinitive(below):
        return f"obl:{marks[0]}"
    return label


def _purpose(label: str, head: Token) -> Iterator[Judgement]:
    """An infinitive of purpose ("came to help", "efforts to help") has not happened yet; "the first to help" has."""
    if label == "acl" and (head.lemma_.lower() in _SUPERLATIVE or set(_words_before(head)) & _SUPERLATIVE):
        return
    yield Judgement(Modality.HYPOTHETICAL, f"{PURPOSE} of {head.lower_}")


def _words_before(noun: Token) -> list[str]:
    """Lower-case adjectives, numerals and determiners before a noun."""
    return [child.lower_ for child in syntax.children(noun, "amod", "det", "nummod", "advmod") if child.i < noun.i]


def _is_definite(token: Token) -> bool:
    """Whether the word is a noun that speaks of one known event: "the attack", "their visit", "Iran's visit"."""
    if token.pos_ != "NOUN":
        return False
    return any(child.lower_ in DEFINITE or syntax.relation(child) == "nmod:poss" for child in token.children)


def _is_only_accused(label: str, head: Token) -> bool:
    """Whether it is what somebody stands accused of, and nobody says by whom: "men accused of killing a judge"."""
    accused = label in {"advcl", "xcomp", "obl"} and head.lemma_ in {"accuse", "blame"} and syntax.is_passive(head)
    return accused and not syntax.nouns_behind(head, "by")


def _had_victims(noun: Token) -> bool:
    """Whether a relative clause says whom the blow killed: "planned the raid on a post that killed four"."""
    phrase = [noun, *(each for _, each in syntax.obliques(noun))]
    clauses = (verb for each in phrase for verb in syntax.children(each, "acl:relcl"))
    return any(verb.tag_ == "VBD" and verb.lemma_ in verbs("hurt") for verb in clauses)


def _is_violent(noun: Token) -> bool:
    return tells(noun, "NOUN", BLOWS)


def _presupposes(word: Token) -> bool:
    """Whether a word tells about an event that happened anyway: "plans to condemn the attack", "an inquiry into"."""
    return tells(word, "VERB", _ABOUT) or (word.pos_ == "NOUN" and tells(word, "NOUN", _INQUIRIES))


def _inherits(below: Token, label: str, head: Token) -> bool:
    """Whether the head's own auxiliaries and negation hold for the clause below too."""
    if label == "xcomp":
        return True
    if label == "advcl" and below.lemma_ in _EVOKES:
        return False  # "will send a ship, drawing a rebuke"
    if label == "advcl":
        return syntax.marks(below) in ([], ["by"]) and below.tag_ == "VBG" and below.i > head.i
    if label == "conj":
        return syntax.shares_mood(below)
    exchange = next((each for each in (below, head) if each.lower_ == "exchange"), None)
    if exchange is not None and label in {"obl", "nmod"} and bool(syntax.nouns_behind(exchange, "for")):
        return True  # "will free them in exchange for the release of two officers"
    if label == "obl" and syntax.preposition(below) == "into":
        return below.pos_ == "NOUN" and not _is_definite(below)  # "should turn it into a peacekeeping operation"
    if label not in {"nsubj", "nsubj:pass", "obj"}:
        return False
    if head.lemma_.lower() in _happening():
        return True
    if label == "nsubj" and below.tag_ == "NNS" and _MAY & set(syntax.auxiliaries(head)):
        return not _is_definite(below) and "have" not in syntax.auxiliaries(head)  # "attacks may amount to crimes"
    new = below.pos_ == "NOUN" and not _is_definite(below)  # "will help to stop attacks" tells of none
    return new and label != "nsubj" and not _presupposes(head)


@cache
def _happening() -> frozenset[str]:
    """Verbs whose own modality is that of their subject or object: "a raid may follow"."""
    return frozenset(lexicons.light_verbs()) | {
        "take",
        "happen",
        "occur",
        "place",
        "begin",
        "start",
        "resume",
        "follow",
    }


def has_condition(verb: Token) -> bool:
    """Whether an "unless" or "until" clause depends on the verb."""
    return any({"unless", "until"} & set(syntax.marks(each)) for each in syntax.children(verb, "advcl"))
