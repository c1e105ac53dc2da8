"""Names: what the entity recogniser of any spaCy pipeline marked, with its label brought to PER, ORG, LOC or MISC.

"the UK's" marked as ORG becomes the LOC "UK"; "Brandbergen Mosque" marked as ORG becomes a LOC.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract import nationalities
from kg.extract.kin import normal
from kg.extract.lexicons import rows
from kg.extract.spans import HYPHENS, is_capitalised, root_of, text_of, trim
from kg.extract.syntax import children, preposition, relation
from kg.extract.time_words import MONTHS, WEEKDAYS

_LABELS = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC", "PRODUCT": "MISC"}
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens [start, end) of a name, without article and possessive."""

    start: int
    end: int
    label: str  # PER, ORG, LOC or MISC


@cache
def place_nouns() -> dict[str, str]:
    """Lemma -> place type of nouns that denote places."""
    return {row["lemma"]: row["place_type"] for row in rows("place_nouns")}


def place_noun(token: Token) -> str | None:
    """The place type of a noun that denotes a place; None for any other word."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    nouns = place_nouns()
    low = token.lower_
    return nouns.get(token.lemma_.lower()) or nouns.get(low) or (nouns.get(low[:-1]) if low.endswith("s") else None)


_NO_NAMES = frozenset({*MONTHS, *WEEKDAYS, "North", "South", "East", "West"})
_FEATURES = frozenset({"facility", "mountain", "water"})
NAMESAKES = frozenset("Jordan Chad Georgia Jersey Guinea Male Sofia Of".split())
"""States and capitals that share their name with persons or other places: they need the recogniser's word."""


@cache
def known_names() -> dict[str, str]:
    """Lower-case names that are organisations' own and no common words."""
    return {row["word"]: row["kind"] for row in rows("organisation_words") if row.get("name")}


@cache
def _groups() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("organisation_words") if row["kind"] == "armed-group")


def find_names(doc: Doc) -> tuple[Name, ...]:
    """The names of the text in its order, without overlap."""
    names: list[Name] = []
    for ent in doc.ents:
        label = _LABELS.get(ent.label_, ent.label_)
        if label not in {"PER", "ORG", "LOC", "MISC"}:
            continue
        start, end = trim(doc, ent.start, _whole_words(doc, ent.start, ent.end))
        if start >= end or not _LETTER.search(doc[start:end].text):
            continue
        if names and start < names[-1].end:
            continue
        if label != "PER" and all(t.text.rstrip(".") in _NO_NAMES for t in doc[start:end]):
            continue  # Thursday is no island, May no town, the South no province
        if label == "ORG":
            while end - start > 1 and doc[end - 1].lower_ in _PAPERS:
                end -= 1
            end = _with_head(doc, start, end)
        names.extend(_owner_apart(doc, _corrected(doc, Name(start, end, label))))
    names = _joined(doc, _by_majority(doc, _by_context(doc, names)))
    names += _missed(doc, names)
    return tuple(sorted([*names, *_repeated(doc, names)], key=lambda n: n.start))


def _by_majority(doc: Doc, names: list[Name]) -> list[Name]:
    """Names with the label that most of their equals in the document have, where that is a place."""
    texts = [text_of(doc, n.start, n.end) for n in names]
    counts: dict[str, Counter[str]] = {}
    for name, text in zip(names, texts, strict=True):
        counts.setdefault(text, Counter())[name.label] += 1
    shares = {text: found["LOC"] / found.total() for text, found in counts.items()}
    return [
        replace(n, label="LOC")
        if (shares[text] > 0.5 and not _used_as_person(doc, n)) or (shares[text] == 0.5 and _goes_there(doc, n))
        else n
        for n, text in zip(names, texts, strict=True)
    ]


def _goes_there(doc: Doc, name: Name) -> bool:
    """Whether something goes to the name or comes from it: "supplies to [Madaya]"."""
    root = root_of(doc, name.start, name.end)
    return relation(root) in {"obl", "nmod"} and preposition(root) in {"to", "from", "into", "towards", "toward"}


def _repeated(doc: Doc, names: list[Name]) -> list[Name]:
    """Places that the recogniser marked once and missed again: "Krasnodar ... the Krasnodar governor"."""
    places = {text_of(doc, n.start, n.end) for n in names if n.label == "LOC"}
    places |= {p.rpartition(" ")[0] for p in places if p.endswith((" River", " Mountains"))}
    places = {p for p in places if len(p) > _SHORTEST and p[0].isupper() and p.lower() not in known_names()}
    taken = {i for name in names for i in range(name.start, name.end)}
    starts = {doc[n.start].idx for n in names}
    found: list[Name] = []
    for place in sorted(places, key=lambda p: (-len(p), p)):
        for match in re.finditer(rf"\b{re.escape(place)}\b", doc.text):
            span = doc.char_span(*match.span()) if match.start() not in starts else None
            if span is not None and taken.isdisjoint(range(span.start, span.end)) and _alone(doc, span.start, span.end):
                found.append(Name(span.start, span.end, "LOC"))
                taken.update(range(span.start, span.end))
    return found


_SHORTEST = 3  # characters; shorter names are words and acronyms as well


def _with_head(doc: Doc, start: int, end: int) -> int:
    """End of a body's name with the capitalised noun that it modifies: "[Syrian Electronic] Army"."""
    root = root_of(doc, start, end)
    if end >= len(doc) or doc[end] != root.head or not is_capitalised(doc[end]) or doc[end].is_sent_start:
        return end
    if doc[end].lower_ in _PAPERS:
        return end
    return end + 1 if doc[end].pos_ in {"PROPN", "NOUN"} and relation(root) in {"compound", "amod", "flat"} else end


_AREAS = frozenset("region province district governorate county municipality village town city".split())
_PAPERS = frozenset({"resolution", "resolutions"})  # what a body wrote is no part of its name
_INTO = frozenset({"in", "near", "into", "inside", "outside", "at", "around"})
_TAKEN = frozenset(
    "liberation capture recapture fall siege retaking bombardment shelling outskirts town city village"
    " district province native resident inhabitant liberate capture retake recapture besiege shell bombard"
    " overrun evacuate".split()
)


def _by_context(doc: Doc, names: list[Name]) -> list[Name]:
    """Names marked as persons that the syntax treats as places; one such place makes all of that name places."""
    texts = {text_of(doc, n.start, n.end) for n in names if n.label == "PER" and _used_as_place(doc, n)}
    texts -= {text_of(doc, n.start, n.end) for n in names if n.label == "PER" and _used_as_person(doc, n)}
    return [
        replace(n, label="LOC")
        if (n.label == "PER" and text_of(doc, n.start, n.end) in texts) or (n.label == "ORG" and _sited(doc, n))
        else n
        for n in names
    ]


def _sited(doc: Doc, name: Name) -> bool:
    """Whether a name of one word is where something is, in a state: "a summit at [Amiens] in France"."""
    root = root_of(doc, name.start, name.end)
    if name.end - name.start > 1 or preposition(root) not in {"in", "at", "near"}:
        return False
    inside = (child for child in children(root, "nmod", "obl") if preposition(child) == "in")
    return any(nationalities.is_country(child.text) for child in inside)


def _used_as_place(doc: Doc, name: Name) -> bool:
    root = root_of(doc, name.start, name.end)
    prep, head = preposition(root), root.head
    if relation(root) == "conj" and name.end - name.start == 1 and head.ent_type_ in {"LOC", "GPE"}:
        return True  # "in Qamenas, [Sarmin] and Talamenes"
    if prep in _INTO:
        return name.end - name.start == 1 or relation(root) == "obl"
    if prep in {"of", "including", "on"} and relation(root) in {"nmod", "obl"}:
        return head.lemma_.lower() in _TAKEN or (prep == "including" and place_noun(head) is not None)
    return relation(root) in {"nsubj:pass", "obj"} and head.lemma_.lower() in {
        "liberate",
        "retake",
        "recapture",
        "overrun",
    }


def _used_as_person(doc: Doc, name: Name) -> bool:
    root = root_of(doc, name.start, name.end)
    return relation(root) == "nsubj" and name.end - name.start > 1


def _whole_words(doc: Doc, start: int, end: int) -> int:
    """End of a name that the recogniser cut inside a hyphenated word: "Mohan al-[Freiji]"."""
    while end < len(doc) and not doc[end - 1].whitespace_ and not doc[end].is_space:
        joins = doc[end].text in HYPHENS and end + 1 < len(doc) and not doc[end].whitespace_
        if doc[end - 1].text in HYPHENS and doc[end].text[0].isupper():
            end += 1
        elif joins and doc[end + 1].text[0].isupper() and doc[end - 1].lower_ in _ARABIC_ARTICLES:
            end += 2
        else:
            break
    return end


_LINK = re.compile(r"(?:-(?:ye|e|i)\b|\s*[‘’`'](?!s\b)(?=\w)).+")  # "Qal'ah-ye Zal", "Nad ‘Ali": one name in Persian
_ARABIC_ARTICLES = frozenset("al el ul as ash ad an at ar az bin ibn abu".split())


def _corrected(doc: Doc, name: Name) -> Name:
    """The name with the label that its words prove."""
    text = text_of(doc, name.start, name.end)
    forms = nationalities.forms_of(text)
    if "country" in forms or "capital" in forms:
        return replace(name, label="LOC" if name.label != "PER" else "PER")
    if "seat" in forms:
        return replace(name, label="LOC")
    if text.lower().replace("’", "'") in known_names():
        return replace(name, label="ORG")
    if name.label != "ORG" and text.lower() in _groups() and relation(doc[name.end - 1]) == "compound":
        return replace(name, label="ORG")  # "a [Haqqani] commander", though a man may bear the name
    if forms and name.end - name.start == 1:
        return replace(name, label="MISC")  # a nationality is its adjective's or its people's business
    after = doc[name.end] if name.end < len(doc) else None
    if name.label == "ORG" and after is not None and after.lower_ in _AREAS and not after.is_sent_start:
        root = root_of(doc, name.start, name.end)
        return replace(name, label="LOC") if root.head == after and relation(root) == "compound" else name
    last = doc[name.end - 1]
    if name.label in {"ORG", "MISC"} and is_capitalised(last) and place_noun(last) in _FEATURES:
        words_of_bodies = {row["word"] for row in rows("organisation_words")}
        return name if last.lower_ in words_of_bodies else replace(name, label="LOC")
    return name


def _owner_apart(doc: Doc, name: Name) -> list[Name]:
    """A state that owns the body apart from it: "[United Kingdom]'s [Health Ministry]"."""
    for i in range(name.start + 1, name.end - 1):
        if doc[i].text in {"'s", "’s"} and nationalities.is_country(text_of(doc, name.start, i)):
            return [Name(name.start, i, "LOC"), Name(i + 1, name.end, name.label)]
    return [name]


def _missed(doc: Doc, names: list[Name]) -> list[Name]:
    """Names that the lexicons know and the recogniser did not mark: states, capitals, well-known bodies."""
    taken = {i for name in names for i in range(name.start, name.end)}
    found: list[Name] = []
    position = 0
    while position < len(doc):
        size = _known_at(doc, position, taken) or _taken_town(doc, position, taken)
        if size:
            text = text_of(doc, position, position + size)
            found.append(Name(position, position + size, "ORG" if text.lower() in known_names() else "LOC"))
        position += size or 1
    return found


def _known_at(doc: Doc, position: int, taken: set[int]) -> int:
    """Number of words of the known name that begins here; 0 where there is none."""
    if position in taken or not is_capitalised(doc[position]):
        return 0
    for size in (5, 4, 3, 2, 1):
        end = position + size
        if end > len(doc) or not taken.isdisjoint(range(position, end)):
            continue
        text = text_of(doc, position, end).replace("’", "'")
        place = nationalities.is_country(text) or (nationalities.is_capital(text) and len(text) > 3)
        if (place or text.lower() in known_names()) and text not in NAMESAKES and _alone(doc, position, end):
            return size
    return 0


def _taken_town(doc: Doc, position: int, taken: set[int]) -> int:
    """1 where an unknown proper noun is what is taken or freed: "the liberation of [Tikrit]"; else 0."""
    word = doc[position]
    if (
        position in taken
        or word.pos_ != "PROPN"
        or not is_capitalised(word)
        or word.text.rstrip(".") in _NO_NAMES
        or relation(word) == "compound"
        or place_noun(word)
    ):
        return 0
    return int(_used_as_place(doc, Name(position, position + 1, "LOC")) and word.head.lemma_.lower() in _TAKEN)


def _alone(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are proper and no part of a longer name."""
    if not all(t.pos_ in {"PROPN", "ADP", "DET", "CCONJ", "ADJ", "NOUN"} for t in doc[start:end]):
        return False
    if end - start == 1 and doc[start].pos_ not in {"PROPN"}:
        return False
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    after = doc[end] if end < len(doc) else None
    if before is not None and before.pos_ == "PROPN" and before.head.i in range(start, end):
        return False
    return not (after is not None and after.pos_ == "PROPN" and not after.is_sent_start and after.head == doc[end - 1])


def _joined(doc: Doc, names: list[Name]) -> list[Name]:
    """Neighbouring parts of one name made one, and branches of a movement: "[al-Qaeda] in [Iraq]"."""
    result: list[Name] = []
    for name in names:
        last = result[-1] if result else None
        if last and last.end == name.start and last.label == name.label and name.label != "MISC":
            left, right = root_of(doc, last.start, last.end), root_of(doc, name.start, name.end)
            if left.head == right and relation(left) in {"compound", "flat"}:
                result[-1] = Name(last.start, name.end, name.label)
                continue
        if last and last.label == name.label == "LOC" and _LINK.fullmatch(doc[last.end : name.end].text):
            result[-1] = Name(last.start, name.end, "LOC")
            continue
        if last and last.label == "ORG" and name.label == "LOC" and _is_branch(doc, last, name):
            result[-1] = Name(last.start, name.end, "ORG")
            continue
        result.append(name)
    return result


_MOVEMENTS = frozenset("movement front party league congress federation union brigades army".split())


def _is_branch(doc: Doc, body: Name, place: Name) -> bool:
    """Whether "in X" or "of X and Y" belongs to the name of the group before it."""
    gap = [t.lower_ for t in doc[body.end : place.start]]
    text = normal(text_of(doc, body.start, body.end))
    if text in {"qaeda", "qaida"}:
        return gap in (["in"], ["in", "the"])
    if text.startswith("islamic state"):
        return gap == ["of"] or (" of " in f" {text} " and gap in (["and"], ["and", "the"]))
    if doc[body.end - 1].lower_ in _MOVEMENTS and is_capitalised(doc[body.end - 1]):
        return gap == ["of"]
    return False
