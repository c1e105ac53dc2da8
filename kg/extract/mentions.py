"""Mentions of a document: every actor and place of the text, with what they go back to.

"Iraqi troops entered Kirkuk, the army said" yields the actors "Iraqi troops" and "army" and the place "Kirkuk".
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from spacy.tokens import Doc, Token

from kg.extract.actors import introduced, nominals, organisations
from kg.extract.coreference import Antecedent, first, resolve
from kg.extract.known_names import IsKnown, none_known
from kg.extract.metonyms import metonyms
from kg.extract.names import find_names
from kg.extract.nationals import peoples
from kg.extract.parse import tokens_of
from kg.extract.persons import offices, persons
from kg.extract.places import places
from kg.extract.pronouns import is_pronoun, pronouns
from kg.extract.relative import Relation, nameless, relations
from kg.extract.spans import FOOTNOTE, Candidate
from kg.ids import mention_id
from kg.model import Document, Kind, Mention, RelativePlace, Span

_ORDER = (
    "person",
    "name with description",
    "office",
    "followers",
    "name",
    "name with agent noun",
    "people",
    "agent noun",
    "place that acts",
)


_CHAMBERS = frozenset({"House", "Senate", "Congress", "Parliament", "Assembly"})


@dataclass(frozen=True, slots=True)
class MentionTable:
    """The mentions of one document by token: .mentions is sorted by span."""

    mentions: tuple[Mention, ...]
    # By token: the mention, the actor and the place whose head it is, else the smallest that contains it.
    _at: dict[int, Mention] = field(default_factory=dict, repr=False)
    _actor_at: dict[int, Mention] = field(default_factory=dict, repr=False)
    _place_at: dict[int, Mention] = field(default_factory=dict, repr=False)
    _chains: dict[str, str] = field(default_factory=dict, repr=False)

    def at(self, token: Token) -> Mention | None:
        """The mention whose head is the token, else the smallest that contains it."""
        return self._at.get(token.i)

    def actor_at(self, token: Token) -> Mention | None:
        """The actor whose head is the token, else the smallest that contains it."""
        return self._actor_at.get(token.i)

    def place_at(self, token: Token) -> Mention | None:
        """The place whose head is the token, else the smallest that contains it."""
        return self._place_at.get(token.i)

    def chain_of(self, mention: Mention) -> str:
        """The id of the first mention that one goes back to; its own where it goes back to none."""
        return self._chains.get(mention.id, mention.id)


def _chains(mentions: Iterable[Mention]) -> dict[str, str]:
    """The first mention that each goes back to, by ids."""
    before = {each.id: each.antecedent_id for each in mentions if each.antecedent_id}
    chains = {}
    for id_ in before:
        meant = id_
        while (earlier := before.get(meant)) is not None:
            meant = earlier
        chains[id_] = meant
    return chains


def find_mentions(
    doc: Doc, document: Document, is_town: IsKnown = none_known, is_person: IsKnown = none_known
) -> MentionTable:
    """All mentions of the document; `doc` is its text parsed (doc.text == document.text)."""
    names = find_names(doc, is_town, is_person)
    actors = _without_overlap(
        chain(
            persons(doc, names), offices(doc, names), organisations(doc, names), introduced(doc, names),
            nominals(doc, names), peoples(doc, names), metonyms(doc, names), pronouns(doc),
        )
    )  # fmt: skip
    actors = [a for a in actors if not _is_publisher(a, doc, document)]
    taken = {(a.start, a.end) for a in actors}
    actor_at = {i: actor for actor in actors for i in range(actor.start, actor.end)}
    named_places = [p for p in _without_overlap(places(doc, names)) if _stands(p, actor_at)]
    related = [r for r in relations(doc, sorted(named_places, key=lambda p: p.start)) if (r.start, r.end) not in taken]
    spans = {(p.start, p.end) for p in named_places}
    related = [r for r in related if r.of is not None or (r.start, r.end) not in spans]
    extra = list({(r.start, r.end): nameless(doc, r) for r in related if r.of is None}.values())
    candidates = sorted([*actors, *named_places, *extra], key=lambda c: (c.start, c.end))
    antecedents = resolve(doc, candidates)
    return _table(doc, document, candidates, antecedents, related)


def _is_publisher(actor: Candidate, doc: Doc, document: Document) -> bool:
    """Whether an actor is the publisher that front matter or dateline names: of the report, not of what it tells."""
    span = doc[actor.start : actor.end]
    return span.end_char <= document.body_start and span.text == document.publisher


def _without_overlap(found: Iterator[Candidate]) -> list[Candidate]:
    """The longest of overlapping candidates; of equals the one whose rule knows more."""
    rank = {rule: number for number, rule in enumerate(_ORDER)}
    kept: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(found, key=lambda c: (c.start - c.end, rank.get(c.rule, len(rank)), c.start)):
        tokens = range(candidate.start, candidate.end)
        if taken.isdisjoint(tokens):
            kept.append(candidate)
            taken.update(tokens)
    return kept


def _stands(place: Candidate, actor_at: Mapping[int, Candidate]) -> bool:
    """Whether a place is kept beside the actors: apart from them, or inside a description ("government of Iraq")."""
    beside = [actor for i in range(place.start, place.end) if (actor := actor_at.get(i))]
    chamber = place.rule == "feature" or place.name.rpartition(" ")[2] in _CHAMBERS
    if chamber and any(actor.kind is Kind.PERSON for actor in beside):
        return False  # the "House" of its speaker
    return all(place.inside(actor) and place.end - place.start < actor.end - actor.start for actor in beside)


def _table(
    doc: Doc,
    document: Document,
    candidates: list[Candidate],
    antecedents: dict[int, Antecedent],
    related: list[Relation],
) -> MentionTable:
    """The mentions of the candidates, with what they go back to and where they lie."""
    spans = [_extent(doc, candidate) for candidate in candidates]
    ids = [mention_id(document.id, span.start, span.end) for span in spans]
    place_ids = {(c.start, c.end): i for c, i in zip(candidates, ids, strict=True) if c.is_place}
    relative: dict[str, RelativePlace] = {}
    for relation in related:
        carrier = relation.of or nameless(doc, relation)
        anchor = place_ids[(relation.anchor.start, relation.anchor.end)]
        other = place_ids[(relation.other.start, relation.other.end)] if relation.other else None
        text = doc[relation.start : relation.end].text
        relative.setdefault(
            place_ids[(carrier.start, carrier.end)],
            RelativePlace(anchor, relation.relation, relation.distance_km, relation.direction, text, other),
        )
    mentions = []
    for index, (candidate, id_) in enumerate(zip(candidates, ids, strict=True)):
        antecedent = antecedents.get(index)
        if is_pronoun(doc[candidates[first(antecedents, index)].head]):  # its chain leads to nobody
            if is_pronoun(doc[candidate.head]):
                continue
            antecedent = None
        before = (ids[antecedent.index], antecedent.rule) if antecedent is not None else (None, None)
        mention = _mention(document, candidate, (id_, spans[index]), (*before, relative.get(id_)))
        mentions.append((mention, candidate))
    return _indexed(mentions)


def _extent(doc: Doc, candidate: Candidate) -> Span:
    words = tokens_of(doc)
    last = words[candidate.end - 1]
    return Span(words[candidate.start].idx, last.idx + len(FOOTNOTE.sub("", last.text)))


def _mention(
    document: Document,
    candidate: Candidate,
    identity: tuple[str, Span],
    goes_back: tuple[str | None, str | None, RelativePlace | None],
) -> Mention:
    id_, span = identity
    return Mention(
        id_, document.id, span, document.text[span.start : span.end], candidate.kind, candidate.name, candidate.named,
        candidate.country, candidate.sector, *goes_back,
    )  # fmt: skip


def _indexed(found: list[tuple[Mention, Candidate]]) -> MentionTable:
    """The table, by whose words a mention is found: its head before the words around it."""
    at: dict[int, Mention] = {}
    actors: dict[int, Mention] = {}
    places: dict[int, Mention] = {}
    small_first = sorted(found, key=lambda pair: (pair[1].end - pair[1].start, pair[1].start))
    heads = ((candidate.head, mention) for mention, candidate in small_first)
    words = ((i, mention) for mention, candidate in small_first for i in range(candidate.start, candidate.end))
    for index, mention in chain(heads, words):
        at.setdefault(index, mention)
        (places if mention.kind is Kind.PLACE else actors).setdefault(index, mention)
    mentions = tuple(sorted((m for m, _ in found), key=lambda m: (m.span.start, m.span.end)))
    return MentionTable(mentions, at, actors, places, _chains(mentions))
