"""From a parsed document to its mentions and event mentions; spaCy's types stay inside this package and kg.language."""

from spacy.tokens import Doc

from kg.extract.events import event_mentions, trigger_words
from kg.extract.known_names import IsKnown, none_known
from kg.extract.mentions import find_mentions
from kg.extract.namesakes import told_apart
from kg.extract.parse import forget
from kg.extract.repairs import repaired
from kg.extract.standins import StandIns
from kg.model import Document, Extraction, Skipped

__all__ = ["extract"]

_NAMED = 4  # words that the reason of a document without events names


def extract(document: Document, doc: Doc, is_town: IsKnown = none_known, is_person: IsKnown = none_known) -> Extraction:
    """Mentions and event mentions of a document; doc.text must equal document.text.

    `is_town` says whether a gazetteer knows a name as a town (see kg.extract.towns), `is_person` whether a name is that
    of somebody whom everybody knows (see kg.extract.name_labels). A document without events has a reason in `skipped`.
    """
    doc = repaired(doc)
    table = find_mentions(doc, document, is_town, is_person)
    stand_ins = StandIns(table, document)
    events = tuple(event_mentions(document, doc, stand_ins))
    used = {argument.mention_id for event in events for argument in event.arguments}
    used |= {event.reported_by for event in events if event.reported_by}
    made = [mention for mention in stand_ins.made.values() if mention.id in used]
    found = told_apart((*table.mentions, *made), document.text)
    mentions = tuple(sorted(found, key=lambda each: (each.span.start, each.span.end, each.id)))
    forget(doc)
    skipped = () if events else (Skipped(document.id, "extract", _reason(document, doc)),)
    return Extraction(document, mentions, events, skipped)


def _reason(document: Document, doc: Doc) -> str:
    if not document.text[document.body_start :].strip():
        return "no text"
    found = trigger_words(iter(doc))
    if not found:
        return "no word of the event lexicon"
    more = ", ..." if len(found) > _NAMED else ""
    words = ", ".join(repr(word) for word in found[:_NAMED])
    return f"{len(found)} possible triggers ({words}{more}): each without an actor, place or victims, a habit or an aim"
