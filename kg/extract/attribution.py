"""Who says so: reporting verbs, "according to", quotations over several sentences, statements after "X said:".

The nearest speaker above the event's clause is its reporter, else the voice of the quotation or statement around it.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.lexicons import verbs
from kg.extract.noun_classes import lemma_classes
from kg.extract.parse import nouns_of, word_before
from kg.extract.quotations import is_reporting, reporting, voice_of
from kg.extract.roles import Mentions, actors_in
from kg.extract.slots import noun_slots
from kg.model import Mention

_CONTENT = frozenset({"that", "of", "for", "as"})  # subordinators of what is said: "accused them of shelling"
_ASIDE = frozenset({"as", "while", "after", "though", "although"})  # "X won, officials said, as police beat crowds"
_TOLD = frozenset({"tell", "inform"})  # whose object is who listens
_SAID_IN = frozenset({"ccomp", "xcomp", "obj", "csubj", "nsubj:pass", "obl", "advcl", "dep"})
_REMARKS = frozenset("allegation charge claim accusation figure move step decision".split())
_ISSUES = frozenset({"issue", "release", "publish", "present", "write"})
_REPORTS = frozenset({"report", "document", "record"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, by which word."""

    mention: Mention
    token: Token
    reason: str
    beside: tuple[Mention, ...] = ()  # who says so too: "a resident and a rebel group said"


class Attribution:
    """The speakers of one text."""

    def __init__(self, table: Mentions) -> None:
        self._table = table

    def reporter(self, token: Token) -> Speaker | None:
        """Who says that the event of this word happened, None where it is the author."""
        own = syntax.clause(token)  # "the rebels, who are armed by X according to Y, fled, Z said"
        nearest = self._according(token, own) if syntax.relation(own) == "acl:relcl" else None
        found = nearest or self._reporting_it(token) or self._governing(token) or self._according(token)
        voice = voice_of(token) if found is None else None
        return found or (self._speaker_of(voice) if voice else None)

    def _reporting_it(self, noun: Token) -> Speaker | None:
        """Who is said to have reported the event of a noun: "a strike reported by monitors"."""
        for verb in syntax.children(noun, "acl"):
            if verb.lemma_ in _REPORTS and syntax.is_passive(verb):
                return self._speaker_of(verb)
        return None

    def _governing(self, token: Token) -> Speaker | None:
        """Who says it in the clauses above the word and beside them."""
        aside: Token | None = None
        told = False  # in a relative clause, which is the author's where somebody denies what is around it
        for below, label, head in syntax.chain(token):
            told = told or label == "acl:relcl"
            if told and head.lemma_.lower() in verbs("deny", "reject"):
                return None
            if label == "advcl" and _ASIDE & set(syntax.marks(below)):
                aside = below
            elif aside is not None and label == "ccomp" and _goes_with(aside, below, head):
                aside = None  # "said that troops who came after rebels burned a post had left"
            if aside is not None and head.i < aside.i and is_reporting(head):
                continue
            if _is_apart(token, head, token):
                return None
            spoken = label in _SAID_IN and is_reporting(head)
            if spoken and not _says(token, below, label):
                continue
            if spoken and (speaker := self._speaker_of(head)):
                return speaker
            if _is_word(below, label, head) and (speaker := self._owner_of(head)):
                return speaker
            if _is_authors(label, head):
                return None
            if speaker := self._beside(token, below, head, aside):
                return speaker
        for side in syntax.children(token, "parataxis"):
            free = is_reporting(side) and not syntax.children(side, "ccomp", "obj", "xcomp")
            if free and not _is_apart(side, side, token) and (speaker := self._speaker_of(side)):
                return speaker
        return None

    def _beside(self, token: Token, below: Token, head: Token, aside: Token | None) -> Speaker | None:
        """Who speaks in a clause beside the one of the word: "the town fell, officials said"."""
        for side in syntax.children(head, "parataxis", "ccomp"):
            if side == below or _is_apart(side, side, token) or (aside is not None and side.i < aside.i):
                continue
            about = syntax.children(side, "obj") and side.lemma_.lower() not in _TOLD  # "never confirmed the raid"
            free = is_reporting(side) and not about and not syntax.children(side, "ccomp", "xcomp")
            if free and (speaker := self._speaker_of(side)):
                return speaker
        return None

    def _speaker_of(self, verb: Token) -> Speaker | None:
        """Who speaks by a verb of speech; nobody where "no group" does."""
        if verb.tag_ == "VBG" and syntax.relation(verb) == "advcl":  # "X left, the police said, adding that Y ..."
            for side in syntax.children(verb.head, "parataxis"):
                if side.i < verb.i and is_reporting(side):
                    return self._speaker_of(side)
        fillers = syntax.logical_subjects(verb)
        if any(syntax.is_negated(filler.token) for filler in fillers):
            return None  # "no group has claimed the attack"
        tokens = [filler.token for filler in fillers]
        return self._together(tokens, verb.lower_) or self._author_of(tokens, verb.lower_)

    def _author_of(self, texts: list[Token], reason: str) -> Speaker | None:
        """Whose text it is that was told of before: "The UN released a report. ... The report says that"."""
        for noun in texts if any("report" in lemma_classes(each) for each in texts) else []:
            if not any(child.lower_ in syntax.DEFINITE for child in syntax.children(noun, "det")):
                continue
            same = (each for each in reversed(nouns_of(noun.doc)) if each.i < noun.i and each.lemma_ == noun.lemma_)
            for each in same:
                issued = syntax.relation(each) in {"obj", "nsubj:pass"} and each.head.lemma_ in _ISSUES
                if owner := self._named_owner(each) or (self._speaker_of(each.head) if issued else None):
                    return Speaker(owner.mention, noun, reason)
        return None

    def _together(self, tokens: list[Token], reason: str) -> Speaker | None:
        """Who speaks by several coordinated words, the first first."""
        whole = [token for token in tokens if not actors_in(token, self._table)]  # "men, some of whom said"
        of = (syntax.resolve_relative(noun) for token in whole for noun in syntax.nouns_behind(token, "of"))
        found = [(mention, token) for token in (*tokens, *of) for mention in actors_in(token, self._table)[:1]]
        if not found:
            return None
        beside = tuple(mention for mention, _ in found[1:] if mention != found[0][0])
        return Speaker(*found[0], reason, beside)

    def _owner_of(self, noun: Token) -> Speaker | None:
        """Whose word it is: "Kyiv's claim that", "a report by monitors that", "Kyiv rejected Minsk's claim that"."""
        verb = noun.head
        told = syntax.relation(noun) in {"obj", "nsubj:pass"} and not syntax.is_negated(verb)
        voice = self._speaker_of(verb) if told and not syntax.is_infinitive(verb) else None  # not "yet to confirm"
        if voice is not None and verb.lemma_ in verbs("deny", "reject"):
            return voice
        return self._named_owner(noun) or (voice if is_reporting(verb) else None)  # "Kyiv confirmed reports that"

    def _named_owner(self, noun: Token) -> Speaker | None:
        """Who is named in the phrase of a word of speech as whose it is."""
        slots = noun_slots(noun)
        owners = [filler.token for filler in (*slots.get("subj", []), *slots.get("mod", []))]
        for each in (*owners, *syntax.nouns_behind(noun, "by", "from")):
            state = self._table.state_at(each)
            for mention in actors_in(each, self._table) or ([state] if state else []):
                return Speaker(mention, each, f"whose {noun.lower_}")
        return None

    def _according(self, token: Token, top: Token | None = None) -> Speaker | None:
        """Who is named by "according to" in the clauses from the word's own up to `top`, else up to the main one."""
        for head in (token, *token.ancestors):
            nouns = [noun for prep, noun in syntax.obliques(head) if prep.startswith("according")]
            for clause in syntax.children(head, "advcl", "prep"):
                nouns += [noun for _, noun in syntax.obliques(clause)] if clause.lower_ == "according" else []
            for noun in nouns:
                if speaker := self._together(syntax.conjuncts(noun), "according to"):
                    return speaker
                if state := self._table.state_at(noun):  # "according to Seoul"
                    return Speaker(state, noun, "according to")
            if head == top:
                return None
        return None


def _goes_with(aside: Token, told: Token, speech: Token) -> bool:
    """Whether an adverbial clause is part of what is said: "said jets bombed it after rebels attacked a convoy"."""
    edge = aside.left_edge
    loose = "," in (edge.text, word_before(edge).text)
    return aside.i < told.i or "that" in syntax.marks(told) or (speech.i < told.i and not loose)


def _says(token: Token, below: Token, label: str) -> bool:
    """Whether the clause of the token is what the word of speech above it says."""
    if label in {"obj", "obl", "nsubj:pass", "xcomp"}:
        return _clausal_below(token, below)
    if label != "advcl":
        return True
    marks = set(syntax.marks(below))  # "responded by expelling two diplomats" says nothing
    return not marks - _CONTENT and (bool(marks) or below.tag_ != "VBN")  # nor does "Accused by Kyiv, Moscow denied it"


def _is_word(below: Token, label: str, head: Token) -> bool:
    """Whether the clause is what a noun of speech says: "Kyiv's claim that Russia shelled the town"."""
    of_noun = label in {"acl", "acl:relcl"} and "that" in syntax.marks(below)
    return of_noun and (head.lemma_.lower(), "NOUN") in reporting()


def _is_authors(label: str, head: Token) -> bool:
    """Whether the author speaks: "an allegation the state denies", "officials who were there said"."""
    remark = label == "acl:relcl" and syntax.relation(head) in {"appos", "parataxis", "obl:unmarked"}
    return (remark and head.lemma_.lower() in _REMARKS) or (label.startswith("nsubj") and is_reporting(head))


def _is_apart(token: Token, saying: Token, other: Token) -> bool:
    """Whether a semicolon stands between: "Seoul said it would respond; China urged both to show restraint"."""
    first, last = min(token.i, saying.i, other.i), max(token.i, saying.i, other.i)
    return is_reporting(saying) and any(word.text == ";" for word in token.doc[first:last])


def _clausal_below(token: Token, below: Token) -> bool:
    return syntax.is_verbal(below) or below == token
