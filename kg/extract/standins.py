"""Places and nationalities that stand for actors where a role needs one: "threatened Israel", "a US offer".

kg.extract.mentions decides what is an actor by itself; only the frame of an event tells that a place suffers it.
"""

from dataclasses import replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from kg.extract import nationalities, syntax
from kg.extract.actors import agent_nouns
from kg.extract.both_sides import both
from kg.extract.mentions import MentionTable
from kg.extract.metonyms import is_town_struck
from kg.extract.name_labels import CREEDS
from kg.extract.names import is_region
from kg.extract.noun_classes import lemma_classes
from kg.extract.roles import STAND_IN, VAGUE
from kg.extract.spans import HYPHENS, text_of
from kg.ids import mention_id
from kg.model import Document, Kind, Mention, Span

_SORTS = {
    noun: sort
    for sort, nouns in {
        "settlement": "city town village",
        "district": "district county",
        "region": "province governorate state region",
    }.items()
    for noun in nouns.split()
}
_PREFIXES = frozenset({"pan", "trans", "inter", "anti", "pro", "non"})
_HALVES = frozenset({"south", "north"})
_OWNERS = frozenset({"MIL", "REB", "COP", "GOV", "CRM"})  # sectors of those whose things blows are aimed at
_DESCRIBES = frozenset({"compound", "amod"})
_NEAR = 4  # places back that "the city" may mean


def _is_sort(place: Mention, noun: str) -> bool:
    """Whether the words of a place allow a noun: without a type word it may be a settlement or a region."""
    sort = _SORTS[noun]
    words = {_SORTS[word] for word in place.text.lower().split() if word in _SORTS}
    if (
        nationalities.is_country(place.head)
        or (noun == "village" and nationalities.is_capital(place.head))
        or (place.relative is not None and not place.named)
    ):
        return False
    return sort in words or (not words and sort != "district")


def _is_prefixed(token: Token) -> bool:
    """Whether a nationality is only part of a word: "the Pan-American highway"."""
    joined = token.i > 1 and token.nbor(-1).text in HYPHENS and not token.nbor(-1).whitespace_
    return joined and token.nbor(-2).lower_ in _PREFIXES


class StandIns:
    """A MentionTable that makes an actor of a place or a nationality on demand, and remembers what it made."""

    def __init__(self, table: MentionTable, document: Document) -> None:
        self._table = table
        self._document = document
        self.made: dict[str, Mention] = {}

    def at(self, token: Token) -> Mention | None:
        """See MentionTable.at."""
        return self._table.at(token)

    def actor_at(self, token: Token) -> Mention | None:
        """See MentionTable.actor_at."""
        return self._table.actor_at(token)

    def place_at(self, token: Token) -> Mention | None:
        """See MentionTable.place_at; "the city" is the one that was named last."""
        return self._table.place_at(token) or self._named_before(token)

    def _named_before(self, token: Token) -> Mention | None:
        """The place that "the city" means: the last one of its sort that was named."""
        noun = token.lemma_.lower()
        if noun not in _SORTS:
            return None
        known = any(child.lower_ in {"the", "this", "that"} for child in syntax.children(token, "det"))
        if not known or syntax.children(token, "nmod", "compound", "acl:relcl"):
            return None
        before = [m for m in self._table.mentions if m.kind is Kind.PLACE and m.named and m.span.end <= token.idx]
        near = [m for m in reversed(before[-_NEAR:]) if _is_sort(m, noun)]
        if _SORTS[noun] == "region":
            near = [m for m in near if self._is_region(m)]
        called = [
            m for m in near if noun in m.text.lower().split()
        ]  # "the village" after "the village of Kersa, near Bor"
        return next(iter([*called, *near]), None)

    def _is_region(self, place: Mention) -> bool:
        """Whether the text or the lexicon calls a place a region: "the province" of a town is not the town."""
        alike = (each.text for each in self._table.mentions if each.kind is Kind.PLACE and each.head == place.head)
        called = any(_SORTS.get(word) == "region" for text in alike for word in text.lower().split())
        return called or is_region(place.head)

    def state_at(self, token: Token) -> Mention | None:
        """The state or people that a place name or a nationality stands for; None where the word names none."""
        place = self._table.place_at(token)
        if place is not None:
            capital = nationalities.is_capital(place.text) and not is_town_struck(token)
            if not (capital or nationalities.is_country(place.text)):
                return None
            code = nationalities.country_of(place.text) or place.country
            return self._keep(replace(place, kind=Kind.COUNTRY, country=code, sector="GOV", relative=None))
        if token.pos_ not in {"ADJ", "PROPN", "NOUN"} or _is_prefixed(token):
            return None
        if any(child.lower_ in {"a", "an"} for child in syntax.children(token, "det")):
            return None  # "a Moroccan" is not Morocco
        if token.i + 1 < len(token.doc) and token.nbor().text in CREEDS:
            return None  # "a Serbian Orthodox monastery" is not Serbia's
        first = token.i - 1 if token.i and token.nbor(-1).lower_ in _HALVES else token.i  # "South Korean"
        forms = nationalities.forms_of(text_of(token.doc, first, token.i + 1))
        form = next((each for each in ("adjective", "country") if each in forms), None)
        if form is None:
            return None
        return self._nationality(token.doc[first : token.i + 1], forms[form])

    def community_at(self, token: Token) -> Mention | None:
        """The people of a place, or its state: whom "shelled Juba" hits."""
        place = self._table.place_at(token)
        if place is None:
            return None
        return self.state_at(token) or self._keep(replace(place, kind=Kind.PEOPLE, relative=None))

    def thing_at(self, token: Token) -> Mention | None:
        """Those in a building, a vehicle or a village without a name: whom "shelled a market" hits."""
        if token.pos_ not in {"NOUN", "PROPN"}:
            return None
        if community := self.community_at(token):
            return community
        inside, first = set(token.subtree), token
        while (
            first.i
            and (before := first.nbor(-1)) in inside
            and (before.text in HYPHENS or syntax.relation(before) in _DESCRIBES)
        ):
            first = before
        span = Span(first.idx, token.idx + len(token))
        id_ = mention_id(self._document.id, span.start, span.end)
        text = self._document.text[span.start : span.end]
        return self._keep(Mention(id_, self._document.id, span, text, Kind.UNNAMED, token.text, named=False))

    def owner_at(self, token: Token) -> Mention | None:
        """The force or group without a name whose thing a noun is: whom "attacked an army base" hits."""
        for word in syntax.children(token, *_DESCRIBES) if "target" in lemma_classes(token) else ():
            kind, sector = agent_nouns().get(word.lemma_.lower(), (Kind.PLACE, None))
            if word.pos_ == "ADJ" and "force" not in lemma_classes(word):
                continue  # "a military base", but "a major city", "a private school"
            if sector in _OWNERS and word.i < token.i and word.lemma_ not in VAGUE:
                span = Span(word.idx, word.idx + len(word))
                id_ = mention_id(self._document.id, span.start, span.end)
                return self._keep(
                    Mention(id_, self._document.id, span, word.text, kind, word.text, named=False, sector=sector)
                )
        return None

    def chain_of(self, mention: Mention) -> str:
        """See MentionTable.chain_of."""
        return self._table.chain_of(mention)

    def both_at(self, token: Token) -> tuple[Mention, ...]:
        """The two actors or states that "the two sides" are; nothing for any other word."""
        return both(token, lambda each: self.actor_at(each) or self.state_at(each))

    def _nationality(self, words: Words, code: str | None) -> Mention:
        span = Span(words.start_char, words.end_char)
        kind = Kind.COUNTRY if code else Kind.PEOPLE
        name = nationalities.name_of(code) if code else words.text
        id_ = mention_id(self._document.id, span.start, span.end)
        return self._keep(Mention(id_, self._document.id, span, words.text, kind, name, country=code))

    def _keep(self, mention: Mention) -> Mention:
        made = replace(mention, id=mention.id + STAND_IN, antecedent_id=None, antecedent_rule=None)
        return self.made.setdefault(made.id, made)
