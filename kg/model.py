"""The records that pass between the stages: frozen, slotted, standard library only.

    files --read--> Document --extract--> Extraction --resolve--> Entity, Event --link--> Link --rdf--> quads

Records refer to each other by id, never by reference, so that each stage's output can be written as JSON lines,
compared and run again alone. All character offsets are half-open and count code points of `Document.text`.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a mention or an entity is. Everything but PLACE is an actor."""

    PERSON = "person"
    ORGANISATION = "organisation"
    ARMED_GROUP = "armed-group"
    MILITARY = "military"
    GOVERNMENT = "government"
    PARTY = "party"
    MEDIA = "media"
    PEOPLE = "people"
    COUNTRY = "country"  # a state that acts; as a location it is a PLACE
    UNNAMED = "unnamed"  # a source or group without a name: "a security source"
    PLACE = "place"


class Modality(StrEnum):
    """Whether the event is said to have happened (PLOVER's auxiliary modes)."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"


class Role(StrEnum):
    """What an argument does in its event."""

    SOURCE = "source"
    TARGET = "target"
    PLACE = "place"
    REPORTER = "reporter"  # who says so beside EventMention.reported_by
    WEAPON = "weapon"
    OBJECT = "object"  # a thing that was hit: the event's target where nobody is named


class Reference(StrEnum):
    """How an event mention stands to the events told before it."""

    OPEN = "open"  # may be one of them, where the arguments agree
    BACK = "back"  # a definite noun that is likely to be one of them: "the attack", "these strikes"
    OTHER = "other"  # says that it is none of them: "another attack", "similar strikes"


class Precision(StrEnum):
    """The unit to which a time is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Document:
    """One text as read, with what its source says about it."""

    id: str  # the source's own id, else made from the URL, else from the content; unique in a run
    text: str  # offsets everywhere refer to this text
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    language: str = "en"  # BCP 47
    place: str | None = None  # the dateline's place: where it was written, not where it happened
    body_start: int = 0  # first character after front matter and dateline
    content_hash: str = ""  # hex SHA-256 of the text


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of a document's text; 0 <= start <= end <= len(text)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A piece of text that denotes an actor or a place; text == document.text[start:end]."""

    id: str
    document_id: str
    span: Span
    text: str
    kind: Kind
    head: str  # the syntactic head's text: "troops" in "Iraqi troops"
    named: bool = True  # False for "militants", "a security source"
    country: str | None = None  # ISO 3166-1 alpha-3, where the words themselves tell ("Iraqi troops")
    sector: str | None = None  # GOV MIL REB CVL IGO NGO MED BUS ..., where the words tell
    antecedent_id: str | None = None  # the mention that this one refers back to (coreference), with `antecedent_rule`
    antecedent_rule: str | None = None
    relative: "RelativePlace | None" = None  # for places: "some 50 kilometers southwest of Erbil"


@dataclass(frozen=True, slots=True)
class RelativePlace:
    """A place given by its relation to another place."""

    anchor_id: str  # mention id of the place that it is relative to
    relation: str  # near, outside, in, of, between, border, direction
    distance_km: float | None = None  # >= 0
    direction: str | None = None  # one of N NE E SE S SW W NW
    text: str = ""
    other_anchor_id: str | None = None  # of "between A and B": B


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention that fills a role of an event."""

    role: Role
    mention_id: str


@dataclass(frozen=True, slots=True)
class When:
    """Days [earliest, latest], both inclusive; earliest <= latest."""

    earliest: date | None
    latest: date | None
    precision: Precision
    text: str = ""  # the expression in the text; empty where the publication date stands in
    from_publication: bool = False
    inherited: bool = False  # carried over from a sentence before, or the day on which somebody said so

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"When: earliest {self.earliest} is after latest {self.latest}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many people: `low` <= n <= `high` (None: open end), with the phrase that says so."""

    what: str  # killed, injured, detained, displaced
    low: int
    high: int | None
    text: str


@dataclass(frozen=True, slots=True)
class EventMention:
    """One event as one sentence tells it."""

    id: str
    document_id: str
    trigger: Span
    trigger_text: str
    sentence: Span
    event_type: str  # local name of an evt: concept: "airstrike"
    arguments: tuple[Argument, ...]
    when: When
    modality: Modality
    rule: str  # name of the rule that made it
    confidence: float  # in (0, 1]
    reported_by: str | None = None  # mention id of who says so
    quantities: tuple[Quantity, ...] = ()
    weapon: str | None = None  # phrase
    object: str | None = None  # phrase: "hideouts"
    reference: Reference = Reference.OPEN
    same_as: str | None = None  # id of the event mention that the sentence makes one event with this one
    why: tuple[str, ...] = ()  # trace for `kg show --why`: syntax path, what was considered and rejected


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that yielded nothing, and why; nothing is lost in silence."""

    document_id: str
    stage: str  # read, extract, ...
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document yields."""

    document: Document
    mentions: tuple[Mention, ...]
    event_mentions: tuple[EventMention, ...]
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class Geo:
    """A point of a place, WGS 84."""

    lat: float  # degrees in [-90, 90]
    lon: float  # degrees in [-180, 180]
    uncertainty_km: float = 0.0
    method: str = "gazetteer"  # gazetteer, knowledge base, computed


@dataclass(frozen=True, slots=True)
class Entity:
    """One real actor or place; the same key in every document that speaks of it."""

    key: str  # deterministic, IRI-safe after kg.ids: "actor/islamic-state", "place/kirkuk-irq"
    kind: Kind
    label: str
    aliases: tuple[str, ...] = ()  # sorted, without the label
    country: str | None = None  # ISO 3166-1 alpha-3
    sector: str | None = None
    mention_ids: tuple[str, ...] = ()
    geo: Geo | None = None
    place_type: str | None = None  # country, region, district, city, mountain, facility ...
    within: tuple[str, ...] = ()  # entity keys of places that contain it, nearest first
    geonames_id: str | None = None
    relative_to: str | None = None  # entity key of the anchor of a relative place
    relation: str | None = None
    distance_km: float | None = None
    direction: str | None = None
    merged: tuple[str, ...] = ()  # "name<TAB>rule" of each name merged into this entity
    relative_to_other: str | None = None  # entity key of the second anchor of "between A and B"


@dataclass(frozen=True, slots=True)
class Event:
    """One event of one or more event mentions."""

    key: str
    event_type: str
    sources: tuple[str, ...]  # entity keys
    targets: tuple[str, ...]
    places: tuple[str, ...]
    when: When
    modality: Modality
    event_mention_ids: tuple[str, ...]
    reported_by: tuple[str, ...] = ()  # entity keys
    quantities: tuple[Quantity, ...] = ()
    weapon: str | None = None
    object: str | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """The Wikidata item of an entity, or NIL with a reason."""

    entity_key: str
    qid: str | None  # None is NIL
    score: float  # in [0, 1]
    method: str
    runner_up: str | None = None  # "Q123 (0.45)"
    reason: str = ""  # never empty where qid is None
    same: bool = False  # True: owl:sameAs, False: skos:closeMatch


@dataclass(frozen=True, slots=True)
class Graph:
    """What describes one document: the input of kg.rdf."""

    document: Document
    mentions: tuple[Mention, ...]
    event_mentions: tuple[EventMention, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    links: tuple[Link, ...]
    entity_of: dict[str, str] = field(default_factory=dict)  # mention id -> entity key
    skipped: tuple[Skipped, ...] = ()  # why the document yields no event
