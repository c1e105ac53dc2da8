"""The only place where an IRI is made; every identifier is a function of what it identifies.

    <base>document/<id>                      a document; <id> percent-encoded where an IRI needs it
    <base>document/<id>/span/<start>-<end>   a mention: characters [start, end) of the document's text
    <base>document/<id>/event/<...>          an event mention
    <base>graph/<id>                         the named graph of a document
    <base>actor/<slug>, <base>place/<slug>   an entity: its key under the base
    <base>event/<...>                        an event

Mention IRIs are flat: '#char=100,140' would make rdflib's Turtle writer quadratic.
"""

import hashlib
import re
import unicodedata

from kg.errors import ConfigError

DEFAULT_BASE = "https://example.org/kg/"
ONTOLOGY = "https://w3id.org/kg-builder/ontology#"
EVENT_TYPE = "https://w3id.org/kg-builder/event-type/"
WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"

PARTS = (
    "actor armed-group city country district document event government graph media military organisation party people"
    " person place region state town unnamed"
).split()
"""First parts of what follows the base in most IRIs."""

# iunreserved of RFC 3987 (https://www.rfc-editor.org/rfc/rfc3987#section-2.2); the rest is percent-encoded.
_UNSAFE = re.compile(r"[^A-Za-z0-9._~\-\u00a1-\u1fff\u2c00-\ud7ff\uf900-\ufdcf\ufdf0-\ufeff\U00010000-\U0001fffd]")
_BASE = re.compile(r"[a-z][a-z0-9+.-]*:(//)?[^\s<>\"{}|\\^`\x00-\x20]*[/#]", re.IGNORECASE)
_EVENT_TYPE = re.compile(r"[A-Z]+|[a-z]+(-[a-z]+)*")
_QID = re.compile(r"Q[1-9][0-9]*")


def check_base(base: str) -> str:
    """Return `base` where it can carry the data: an absolute IRI that ends in '/' or '#'.

    >>> check_base("https://example.org/kg/")
    'https://example.org/kg/'
    """
    if not _BASE.fullmatch(base):
        raise ConfigError(f"base {base!r} is no absolute IRI that ends in '/' or '#': try {DEFAULT_BASE!r}")
    return base


def segment(text: str) -> str:
    """Return `text` as one IRI path segment; different texts give different segments.

    >>> segment("bbc/2016 03"), segment("كركوك"), segment("100%"), segment("..")
    ('bbc%2F2016%2003', 'كركوك', '100%25', '%2E%2E')
    """
    if text in ("", ".", ".."):  # dot segments vanish when an IRI is resolved
        return text.replace(".", "%2E") or "%00"
    return _UNSAFE.sub(lambda m: _percent(m.group()), text)


def slug(text: str) -> str:
    """Return a readable key for a name: lower case, Latin accents dropped, words joined by '-'.

    Names that differ only in case, accents or punctuation share a slug; other scripts stay as they are.

    >>> slug("The Recep Tayyip Erdoğan"), slug("Al-Qa'ida"), slug("كركوك"), slug("???")
    ('the-recep-tayyip-erdogan', 'al-qa-ida', 'كركوك', 'x-a03b221c')
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", folded)
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in plain)
    joined = "-".join(unicodedata.normalize("NFC", kept).split())
    return _UNSAFE.sub(lambda m: _percent(m.group()), joined) or f"x-{content_hash(text)[:8]}"


def content_hash(text: str) -> str:
    """Return the hex SHA-256 of the text's UTF-8 form.

    >>> content_hash("abc")[:16]
    'ba7816bf8f01cfea'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id_for(url: str | None, text: str) -> str:
    """Return the id of a document whose source gives none: from its URL, else from its content.

    >>> document_id_for("https://www.example.org/news/2016/strike.html?x=1", "")
    'www-example-org-news-2016-strike-html-e3301f45'
    >>> document_id_for(None, "Troops left.")
    'text-e6eb3f8630ee8c8f'
    """
    if not url:
        return f"text-{content_hash(text)[:16]}"
    address = url.split("://", 1)[-1].partition("#")[0]
    words = slug(address.partition("?")[0])[:80].rstrip("-")
    return f"{words}-{content_hash(address)[:8]}"


def mention_id(document_id: str, start: int, end: int) -> str:
    """Return the id of the mention of characters [start, end).

    >>> mention_id("seed", 100, 140)
    'seed/span/100-140'
    """
    return f"{document_id}/span/{start}-{end}"


def event_mention_id(document_id: str, start: int, end: int, event_type: str) -> str:
    """Return the id of an event mention: its trigger's characters [start, end) and its type.

    >>> event_mention_id("seed", 10, 18, "airstrike")
    'seed/event/10-18-airstrike'
    """
    return f"{document_id}/event/{start}-{end}-{event_type}"


def document_iri(base: str, document_id: str) -> str:
    """Return a document's IRI.

    >>> document_iri(DEFAULT_BASE, "news/1")
    'https://example.org/kg/document/news%2F1'
    """
    return f"{base}document/{segment(document_id)}"


def graph_iri(base: str, document_id: str) -> str:
    """Return the IRI of the named graph that holds all that one document says.

    >>> graph_iri(DEFAULT_BASE, "seed")
    'https://example.org/kg/graph/seed'
    """
    return f"{base}graph/{segment(document_id)}"


def mention_iri(base: str, mention_id: str) -> str:
    """Return a mention's IRI from its id.

    >>> mention_iri(DEFAULT_BASE, "news/1/span/100-140")
    'https://example.org/kg/document/news%2F1/span/100-140'
    """
    return _part_iri(base, mention_id, "span")


def event_mention_iri(base: str, event_mention_id: str) -> str:
    """Return an event mention's IRI from its id.

    >>> event_mention_iri(DEFAULT_BASE, "seed/event/10-18-airstrike")
    'https://example.org/kg/document/seed/event/10-18-airstrike'
    """
    return _part_iri(base, event_mention_id, "event")


def entity_iri(base: str, key: str) -> str:
    """Return the IRI of an actor or a place from its key.

    >>> entity_iri(DEFAULT_BASE, "actor/islamic-state"), entity_iri(DEFAULT_BASE, "x")
    ('https://example.org/kg/actor/islamic-state', 'https://example.org/kg/entity/x')
    """
    return base + _path(key if "/" in key else f"entity/{key}")


def geometry_iri(base: str, key: str) -> str:
    """Return the IRI of a place's geometry, so that no blank node is needed.

    >>> geometry_iri(DEFAULT_BASE, "place/kirkuk-irq")
    'https://example.org/kg/place/kirkuk-irq/geometry'
    """
    return f"{entity_iri(base, key)}/geometry"


def event_iri(base: str, key: str) -> str:
    """Return an event's IRI from its key.

    >>> event_iri(DEFAULT_BASE, "event/seed-1"), event_iri(DEFAULT_BASE, "seed-1")
    ('https://example.org/kg/event/seed-1', 'https://example.org/kg/event/seed-1')
    """
    return base + _path(key if key.startswith("event/") else f"event/{key}")


def event_type_iri(local: str) -> str:
    """Return the IRI of an event type: a PLOVER name in capitals, or a concrete type in kebab-case.

    >>> event_type_iri("airstrike")
    'https://w3id.org/kg-builder/event-type/airstrike'
    """
    if not _EVENT_TYPE.fullmatch(local):
        raise ValueError(f"event type {local!r} is neither like ASSAULT nor like suicide-bombing")
    return EVENT_TYPE + local


def wikidata_iri(qid: str) -> str:
    """Return the IRI of a Wikidata item.

    >>> wikidata_iri("Q796")
    'http://www.wikidata.org/entity/Q796'
    """
    if not _QID.fullmatch(qid):
        raise ValueError(f"{qid!r} is no Wikidata item: expected the form Q796")
    return WIKIDATA + qid


def _part_iri(base: str, part_id: str, kind: str) -> str:
    document_id, found, rest = part_id.rpartition(f"/{kind}/")
    return f"{document_iri(base, document_id)}/{kind}/{segment(rest)}" if found else f"{base}{kind}/{segment(part_id)}"


def _path(key: str) -> str:
    return "/".join(segment(part) for part in key.split("/"))


def _percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))
