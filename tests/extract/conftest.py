"""Hand-built parses: each extraction rule is tested without a model, on the tree that it is about."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Token

from kg.extract import nationalities
from kg.extract.both_sides import both
from kg.model import Kind, Mention, Span

sys.path.insert(0, str(Path(__file__).parent))  # for annotated_rows.py

_POS = {"V": "VERB", "N": "NOUN", "J": "ADJ", "I": "ADP", "D": "DET", "M": "AUX", "R": "ADV", "C": "NUM", "P": "PRON"}
_VOCAB = spacy.blank("en").vocab


def build(text: str) -> Doc:
    """A Doc from "word[=lemma]/TAG/dep/head[/ENT]" per word; head counts from 1, 0 is the root of its sentence.

    Several sentences are separated by "|"; heads count within the sentence.
    """
    words, tags, deps, heads, lemmas, ents = [], [], [], [], [], []
    for sentence in text.split("|"):
        first = len(words)
        for item in sentence.split():
            form, tag, dep, head, *ent = item.split("/")
            word, _, lemma = form.partition("=")
            words.append(word)
            lemmas.append(lemma or word.lower())
            tags.append(tag)
            deps.append("ROOT" if head == "0" else dep)
            heads.append(first + int(head) - 1 if head != "0" else len(words) - 1)
            ents.append(f"B-{ent[0]}" if ent else "O")
    pos = [_coarse(tag, dep) for tag, dep in zip(tags, deps, strict=True)]
    return Doc(_VOCAB, words=words, tags=tags, pos=pos, deps=deps, heads=heads, lemmas=lemmas, ents=ents)


def _coarse(tag: str, dep: str) -> str:
    if tag.startswith("NNP"):
        return "PROPN"
    if dep in {"aux", "aux:pass", "cop", "auxpass"}:
        return "AUX"
    if tag in {"WDT", "WP", "PRP", "PRP$"}:
        return "PRON"
    if tag in {"TO", "RP", "POS"}:
        return "PART"
    return "PUNCT" if not tag[0].isalpha() else _POS.get(tag[0], "X")


@dataclass
class Table:
    """Mentions for tests: entities, and the nouns that are named here."""

    doc: Doc
    nouns: tuple[str, ...] = ()
    made: dict[str, Mention] = field(default_factory=dict)

    def at(self, token: Token) -> Mention | None:
        """The mention of the word."""
        return self.actor_at(token) or self.place_at(token)

    def actor_at(self, token: Token) -> Mention | None:
        """The actor of the word."""
        if token.ent_type_ in {"ORG", "PER"}:
            return self._mention(token, Kind.PERSON if token.ent_type_ == "PER" else Kind.ORGANISATION)
        return self._mention(token, Kind.UNNAMED) if token.text in self.nouns else None

    def place_at(self, token: Token) -> Mention | None:
        """The place of the word."""
        return self._mention(token, Kind.PLACE) if token.ent_type_ == "LOC" else None

    def state_at(self, token: Token) -> Mention | None:
        """The state that the word names."""
        code = nationalities.country_of(token.text)
        return self._mention(token, Kind.COUNTRY, code) if code else None

    def community_at(self, token: Token) -> Mention | None:
        """The people of a place."""
        return self._mention(token, Kind.PEOPLE) if token.ent_type_ == "LOC" else None

    def thing_at(self, token: Token) -> Mention | None:
        """Those in a thing without a name."""
        return self._mention(token, Kind.UNNAMED)

    def owner_at(self, token: Token) -> Mention | None:
        """Whose thing a noun is."""
        return next((self._mention(each, Kind.UNNAMED) for each in token.lefts if each.text in self.nouns), None)

    def both_at(self, token: Token) -> tuple[Mention, ...]:
        """The two that the word stands for."""
        return both(token, lambda each: self.actor_at(each) or self.state_at(each))

    def _mention(self, token: Token, kind: Kind, country: str | None = None) -> Mention:
        span = Span(token.idx, token.idx + len(token))
        return Mention(f"m{token.i}", "d", span, token.text, kind, token.text, country=country)


@pytest.fixture(scope="session")
def parsed():
    return build


@pytest.fixture(scope="session")
def table_of():
    return Table


@pytest.fixture(scope="session")
def told():
    """Event mentions of a text by the shipped weights: (event, source texts, target texts, reporter text)."""
    from datetime import date

    import kg.language
    from kg.extract import extract
    from kg.model import Document, Role

    language = kg.language.load()

    def tell(text: str, published: date | None = date(2024, 5, 15)):
        extraction = extract(Document("d", text, published=published), language(text))
        names = {mention.id: mention.text for mention in extraction.mentions}
        return [
            (
                event,
                [names[a.mention_id] for a in event.arguments if a.role is Role.SOURCE],
                [names[a.mention_id] for a in event.arguments if a.role is Role.TARGET],
                names.get(event.reported_by or ""),
            )
            for event in extraction.event_mentions
        ]

    return tell
