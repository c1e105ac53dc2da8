"""Who says so: reporting verbs, "according to", quotations over several sentences, statements after "X said:".

The nearest speaker above the event's clause is its reporter; a quotation without one keeps the last speaker.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.extract import lexicons, syntax
from kg.extract.lexicons import verbs
from kg.extract.parse import sentence, sentences, tokens_of, whole_text, word_before
from kg.extract.roles import Mentions, actors_in
from kg.extract.slots import noun_slots
from kg.model import Mention

_OPEN, _CLOSE = frozenset("“«"), frozenset("”»")
_MARK = re.compile('[“«”»"]')
_INTRODUCED = re.compile(r":\s*[“«\"]")  # the quotation begins in the sentence that names its speaker
_CONTENT = frozenset({"that", "of", "for", "as"})  # subordinators of what is said: "accused them of shelling"
_ASIDE = frozenset({"as", "while", "after", "though", "although"})  # "X won, officials said, as police beat crowds"
_FIRST_PERSON = frozenset({"i", "my", "me", "mine", "myself"})
_TOLD = frozenset({"tell", "inform"})  # whose object is who listens
_SAID_IN = frozenset({"ccomp", "xcomp", "obj", "csubj", "nsubj:pass", "obl", "advcl", "dep"})
_ANSWERS = frozenset({"respond", "reply", "answer", "react", "retaliate"})
_REMARKS = frozenset("allegation charge claim accusation figure move step decision".split())
_REPORTS = frozenset({"report", "document", "record"})
_SPEECH = 3  # words from a verb of speech to its colon at most: "told reporters today:"
_SAYS = frozenset({"said", "says", "told", "added", "announced", "stated"})


@cache
def _reporting() -> frozenset[tuple[str, str]]:
    return frozenset((raw["lemma"], raw["pos"]) for raw in lexicons.rows("reporting"))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word.split()[0] for word, _ in _reporting())


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, by which word."""

    mention: Mention
    token: Token
    reason: str
    beside: tuple[Mention, ...] = ()  # who says so too: "a resident and a rebel group said"


class Attribution:
    """The speakers of one text."""

    def __init__(self, doc: Doc, table: Mentions) -> None:
        self._table = table
        self._quotes = _quotations(doc)
        self._starts = [start for start, _ in self._quotes]
        self._carried: dict[int, Speaker] = {}
        self._carry(doc)

    def reporter(self, token: Token) -> Speaker | None:
        """Who says that the event of this word happened, None where it is the author."""
        own = syntax.clause(token)  # "the rebels, who are armed by X according to Y, fled, Z said"
        nearest = self._according(token, own) if syntax.relation(own) == "acl:relcl" else None
        found = nearest or self._reporting_it(token) or self._governing(token) or self._according(token)
        return found or self._carried.get(sentence(token).start)

    def first_person(self, token: Token) -> Mention | None:
        """Whom "I" and "my" mean here."""
        if token.lower_ not in _FIRST_PERSON:
            return None
        speaker = self.reporter(token)
        return speaker.mention if speaker else None

    def quoted(self, token: Token) -> bool:
        """Whether the word stands inside quotation marks."""
        index = bisect_right(self._starts, token.idx) - 1
        return index >= 0 and self._quotes[index][0] <= token.idx < self._quotes[index][1]

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
        return self._together([filler.token for filler in fillers], verb.lower_)

    def _together(self, tokens: list[Token], reason: str) -> Speaker | None:
        """Who speaks by several coordinated words, the first first."""
        found = [(mention, token) for token in tokens for mention in actors_in(token, self._table)[:1]]
        if not found:
            return None
        beside = tuple(mention for mention, _ in found[1:] if mention != found[0][0])
        return Speaker(*found[0], reason, beside)

    def _owner_of(self, noun: Token) -> Speaker | None:
        """Whose word it is: "Kyiv's claim that", "a report by monitors that", "the army's statement that"."""
        owners = [filler.token for filler in noun_slots(noun).get("subj", [])]
        owners += syntax.nouns_behind(noun, "by", "from")
        for each in owners:
            state = self._table.state_at(each)
            for mention in actors_in(each, self._table) or ([state] if state else []):
                return Speaker(mention, each, f"whose {noun.lower_}")
        denied = syntax.relation(noun) == "obj" and noun.head.lemma_ in verbs("deny", "reject")
        return self._speaker_of(noun.head) if denied else None  # "Kyiv rejected claims that it had shelled a school"

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

    def _carry(self, doc: Doc) -> None:
        """Speakers of sentences that have none themselves: quoted ones, and what follows "X said:"."""
        last: Speaker | None = None
        statement: Speaker | None = None
        in_quotes = False
        for sent in sentences(doc):
            own = self._sentence_speaker(sent)
            if own is not None and sent.text.rstrip().endswith(":"):
                statement, in_quotes = own, _quote_follows(doc, sent)
            elif own is not None and _INTRODUCED.search(sent.text):
                statement, in_quotes = own, True
            elif own is not None and _introduces(sent):
                statement, in_quotes = own, False
            elif statement is not None and own is not None and self._other_voice(own, statement):
                statement = None
            elif statement is not None and (not in_quotes or self._mostly_quoted(sent)):
                self._carried[sent.start] = statement
            elif own is None and last is not None and self._mostly_quoted(sent) and not self._has_stranger(sent):
                self._carried[sent.start] = last
            last = own or last

    def _has_stranger(self, sent: Span) -> bool:
        """Whether somebody of whom nothing is known speaks a quotation: '"We will go," he said'."""
        words = tokens_of(sent.doc)[sent.start : sent.end]
        saying = (token for token in words if is_reporting(token) and not self.quoted(token))
        return any(each.pos_ == "PRON" for token in saying for each in syntax.children(token, "nsubj"))

    def _other_voice(self, own: Speaker, statement: Speaker) -> bool:
        """Whether a sentence lets somebody else speak, so that the statement before it is over."""
        return own.reason in _SAYS and own.token.pos_ != "PRON" and own.mention.head != statement.mention.head

    def _sentence_speaker(self, sent: Span) -> Speaker | None:
        for token in tokens_of(sent.doc)[sent.start : sent.end]:
            if token.pos_ == "VERB" and is_reporting(token) and (speaker := self._speaker_of(token)):
                return speaker
        return None

    def _mostly_quoted(self, sent: Span) -> bool:
        words = [token for token in sent if token.is_alpha]
        return bool(words) and sum(self.quoted(token) for token in words) * 2 > len(words)


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
    return of_noun and (head.lemma_.lower(), "NOUN") in _reporting()


def _is_authors(label: str, head: Token) -> bool:
    """Whether the author speaks: "an allegation the state denies", "officials who were there said"."""
    remark = label == "acl:relcl" and syntax.relation(head) in {"appos", "parataxis", "obl:unmarked"}
    return (remark and head.lemma_.lower() in _REMARKS) or (label.startswith("nsubj") and is_reporting(head))


def _is_apart(token: Token, saying: Token, other: Token) -> bool:
    """Whether a semicolon stands between: "Seoul said it would respond; China urged both to show restraint"."""
    first, last = min(token.i, saying.i, other.i), max(token.i, saying.i, other.i)
    return is_reporting(saying) and any(word.text == ";" for word in token.doc[first:last])


def _quote_follows(doc: Doc, sent: Span) -> bool:
    after = doc[sent.end : sent.end + 2].text.strip()
    return after[:1] in _OPEN | {'"'}


def _introduces(sent: Span) -> bool:
    """Whether a statement without quotation marks begins here: "The minister said: We ..." in a press release."""
    return any(
        token.text == ":" and any(is_reporting(word) for word in sent.doc[max(sent.start, token.i - _SPEECH) : token.i])
        for token in sent
    )


def is_reporting(token: Token) -> bool:
    """Whether the word reports what somebody says."""
    if token.pos_ not in {"VERB", "AUX"} or token.lemma_.lower() not in _first_words():
        return False
    if token.lemma_ in _ANSWERS and _answers_by_deeds(token):
        return False
    particle = syntax.particle(token)  # "the agency carried a report", not "forces carried out a strike"
    word = f"{token.lemma_.lower()} {particle}" if particle else token.lemma_.lower()
    return (word, "VERB") in _reporting()


def _answers_by_deeds(verb: Token) -> bool:
    """Whether an answer is none in words: "responded by firing rockets", "responded with air strikes"."""
    deeds = syntax.nouns_behind(verb, "with")
    return any("by" in syntax.marks(each) for each in syntax.children(verb, "advcl")) or any(
        lexicons.may_be_event(each.lemma_) for each in deeds
    )


def _clausal_below(token: Token, below: Token) -> bool:
    return syntax.is_verbal(below) or below == token


def _quotations(doc: Doc) -> list[tuple[int, int]]:
    """Character ranges inside quotation marks; an opening mark ends a quotation that was left open."""
    found, start = [], None
    for match in _MARK.finditer(whole_text(doc)):
        index, char = match.start(), match.group()
        if char in _OPEN or (char == '"' and start is None):
            if start is not None:
                found.append((start, index))
            start = index
        elif (char in _CLOSE or char == '"') and start is not None:
            found.append((start, index))
            start = None
    return found
