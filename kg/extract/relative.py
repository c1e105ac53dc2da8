"""Relative places: "some 50 kilometers southwest of Erbil", "near Makhmour", "between A and B", "the outskirts of X".

Yields which place is meant, the place that it is relative to, and distance (km), direction and relation.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract import nationalities
from kg.extract.names import place_noun
from kg.extract.parse import sentence, tokens_of, whole_text
from kg.extract.spans import Candidate, phrase, text_of
from kg.extract.syntax import children, preposition, relation
from kg.model import Kind

_KM = {"km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "mile": 1.609344, "mi": 1.609344, "m": 0.001, "meter": 0.001}
_KM |= {"metre": 0.001, "kms": 1.0}
_COMPASS = {
    "north": "N", "northeast": "NE", "east": "E", "southeast": "SE",
    "south": "S", "southwest": "SW", "west": "W", "northwest": "NW",
}  # fmt: skip
_NUMBERS = {"a": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0}
_NUMBERS |= {"eight": 8.0, "nine": 9.0, "ten": 10.0, "dozen": 12.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0}
_NUMBERS |= {"forty": 40.0, "fifty": 50.0, "hundred": 100.0}
_REST = (
    r"(?:\s+the)?(?:[\w\s’'-]{0,40}?\bcapital(?: city)?(?: of)?)?"  # what may stand between "of" and the name
    r"(?:\s+(?:city|town|village)\s+of)?\s*$"
)
_JOINED = re.compile(rf"\b(?:of|from|outside){_REST}", re.IGNORECASE)
_WHERE = re.compile(
    r"(?:(?:some|about|around|roughly|approximately|nearly|almost|just|only|over|more than|less than|an estimated)\s+)?"
    r"(?:(?P<number>[\d.,]+|\w+)[\s-]*(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?|m)\b[\s(]*"
    r"(?:[\d.,]+\s*(?:km|kilomet(?:er|re)s?|miles?)\)?\s*)?)?"
    r"(?:(?:to the|just)\s+)?(?P<way>(?:north|south)?[\s-]?(?:east|west)(?:ern)?|north|south|outside|away|inside)?"
    rf"(?:[\s-]*(?P<join>of|from|outside))?{_REST}",
    re.IGNORECASE,
)
_MEASURE = re.compile("north|south|east|west|kilomet|km|mile|met[er]|m(?<![a-z].)i?\\b")  # one of them, in lower case
_NEAR = {
    "near": "near",
    "outside": "outside",
    "around": "near",
    "beside": "near",
    "surrounding": "near",
    "between": "between",
}
_EDGES = frozenset({"outskirt", "outskirts", "suburb", "edge", "countryside", "periphery", "vicinity", "environs"})


@dataclass(frozen=True, slots=True)
class Relation:
    """Place `of` (None: nameless, its own tokens [start, end)) lies somewhere relative to `anchor`."""

    start: int
    end: int
    of: Candidate | None
    anchor: Candidate
    relation: str
    distance_km: float | None = None
    direction: str | None = None
    other: Candidate | None = None  # of "between A and B": B


def relations(doc: Doc, places: Sequence[Candidate]) -> Iterator[Relation]:
    """All relations between the named places of the text, the first of a carrier is the nearest."""
    for index, anchor in enumerate(places):
        before = places[:index]
        found = _measured(doc, anchor, before) or _edge(doc, anchor) or _near(doc, anchor, before)
        for each in found or _containing(doc, anchor, before):
            if each.relation != "between":
                yield each
            elif other := _coordinated(doc, anchor, places[index + 1 :]):
                end = each.end if each.of else other.end
                yield replace(each, end=end, other=other)
    for index, place in enumerate(places):
        yield from _fronted(doc, place, places[:index])


def _coordinated(doc: Doc, anchor: Candidate, after: Sequence[Candidate]) -> Candidate | None:
    """The second place of "between A and B"."""
    heads = {t.i for t in children(doc[anchor.head], "conj")}
    return next((place for place in after if place.head in heads), None)


def _measured(doc: Doc, anchor: Candidate, before: Sequence[Candidate]) -> list[Relation]:
    """Distance or direction, or both: "50 km southwest of X", "south of X", "20 miles from X"."""
    if anchor.end + 1 < len(doc) and doc[anchor.end].lower_ == "capital" and doc[anchor.end + 1].lower_ == "of":
        return []  # "of the Kurdistan Region capital of Erbil" is about Erbil
    first = max(sentence(doc[anchor.start]).start, anchor.start - 18)
    text = whole_text(doc)[doc[first].idx : doc[anchor.start].idx]
    if not _MEASURE.search(text.lower()) or not _JOINED.search(text):
        return []
    for match in _WHERE.finditer(text):
        way, unit = match["way"], match["unit"]
        if not match["join"]:
            continue
        distance = _distance(match["number"], unit) if unit else None
        compass = _COMPASS.get(re.sub(r"[\s-]|ern", "", way.lower())) if way else None
        if compass is None and distance is None:
            continue
        start = _token_at(doc, doc[first].idx + match.start() + len(match.group()) - len(match.group().lstrip()))
        if start is None or doc[start].lower_ in {"the", "in"}:
            continue
        kind = "direction" if compass else "near"
        carriers: list[Candidate | None] = [*_carriers(doc, start, before)]
        return [Relation(start, anchor.end, c, anchor, kind, distance, compass) for c in carriers or [None]]
    return []


def _distance(number: str | None, unit: str) -> float | None:
    """Kilometres; None for "a few kilometers".

    >>> _distance("1,200", "meters"), _distance("ten", "miles")
    (1.2, 16.093)
    """
    factor = _KM.get(unit.lower()) or _KM.get(unit.lower().rstrip("s"))
    if number is None or factor is None:
        return None
    try:
        value = float(number.replace(",", ""))
    except ValueError:
        found = _NUMBERS.get(number.lower())
        if found is None:
            return None
        value = found
    return round(value * factor, 3)


def _token_at(doc: Doc, offset: int) -> int | None:
    return next((t.i for t in tokens_of(doc) if t.idx <= offset < t.idx + len(t)), None)


_BETWEEN = frozenset(
    {",", "(", "–", "-", "located", "which", "that", "is", "lies", "situated", "both", "about", "just"}
)


def _carriers(doc: Doc, start: int, before: Sequence[Candidate]) -> list[Candidate]:
    """The place directly before the relation, two where "both" says so: "Makhmour and Gwer, [both south of] Erbil"."""
    left = [p for p in before if p.end <= start and sentence(doc[p.start]) is sentence(doc[start])]
    if not left:
        return []
    gap = [t.lower_ for t in doc[left[-1].end : start]]
    if not all(word in _BETWEEN for word in gap) or nationalities.is_country(left[-1].name):
        return []  # a state is where it is
    return left[-2:] if "both" in gap or doc[start].lower_ == "both" else left[-1:]


def _edge(doc: Doc, anchor: Candidate) -> list[Relation]:
    """ "The outskirts of X", "the X border"."""
    at = anchor.start - 1
    if at >= 0 and doc[at].lower_ == "the":
        at -= 1
    if at >= 1 and doc[at].lower_ == "of" and doc[at - 1].lemma_.lower() in _EDGES:
        return [Relation(phrase(doc[at - 1])[0], anchor.end, None, anchor, "near")]
    if anchor.end < len(doc) and doc[anchor.end].lower_ in {"border", "frontier"}:
        return [Relation(anchor.start, anchor.end + 1, None, anchor, "border")]
    return []


def _near(doc: Doc, anchor: Candidate, before: Sequence[Candidate]) -> list[Relation]:
    """ "Qarachogh area, near Makhmour", "a village outside Mosul"; bare "near Mosul" has no place of its own.

    Nor has "the Islamic State near Mosul": only a common noun is described by where it lies.
    """
    word = doc[anchor.head]
    prep = preposition(word).split(" ")[0]
    at = next((t.i for t in children(word, "case") if t.lower_ == prep), -1)
    kind = _NEAR.get(prep)
    if kind is None or at < 1:
        return []
    carriers = _carriers(doc, at, before)
    if carriers:
        return [Relation(at, anchor.end, carriers[-1], anchor, kind)]
    noun: Token = doc[at - 1]
    return (
        [Relation(phrase(noun)[0], anchor.end, None, anchor, kind)]
        if place_noun(noun) and noun.text[0].islower()
        else []
    )


_IN = frozenset({(",",), ("of",), ("in",), (",", "in")})
_OWNED = frozenset({("'s",), ("’s",)})
_AREAS = frozenset("province region governorate state oblast district county prefecture".split())
_SITES = frozenset("village town city district subdistrict settlement hamlet area camp".split())
_WAYS = frozenset({"in", "at", "near", "to", "into", "outside", "of"})


def _containing(doc: Doc, anchor: Candidate, before: Sequence[Candidate]) -> list[Relation]:
    """ "Sirwa, Kolda province", "a village of Sirwa district": what stands first lies in the second; no list does."""
    if (
        not before
        or before[-1].end > anchor.start
        or sentence(doc[before[-1].end - 1]) is not sentence(doc[anchor.start])
    ):
        return []
    inner, root = before[-1], doc[anchor.head]
    gap = [t for t in doc[inner.end : anchor.start] if not t.is_space]
    between = tuple(t.lower_ for t in gap if t.lower_ != "the")
    if between in _OWNED and not _AREAS.isdisjoint(_words(doc, inner)):  # "Nimroz province's Khash Rod district"
        return [Relation(inner.start, inner.end, anchor, inner, "in")]
    if between not in _IN or nationalities.is_country(inner.name):
        return []
    listed = relation(root) == "conj" or any(children(doc[i], "conj") for i in range(inner.start, anchor.end))
    if listed or _ends_list(doc, anchor, before):
        return []
    return [Relation(gap[0].i, anchor.end, inner, anchor, "in")]


def _fronted(doc: Doc, place: Candidate, before: Sequence[Candidate]) -> list[Relation]:
    """ "In Kunduz last night, a force went to a village in Chahar district": what opens a clause holds its sites."""
    first, words = sentence(doc[place.start]).start, _words(doc, place)
    if doc[first].lower_ != "in" or words.isdisjoint(_SITES) or not words.isdisjoint(_AREAS - _SITES):
        return []
    outer = next((p for p in before if first < p.start and p.end <= place.start), None)
    if outer is None or any(t.lower_ != "the" for t in doc[first + 1 : outer.start]):
        return []
    verb, word = doc[outer.head].head, doc[place.head]
    while relation(word) in {"obl", "nmod", "appos"} and word.head != verb and preposition(word) in _WAYS:
        word = word.head
    held = word.head == verb and relation(word) == "obl" and preposition(word) in _WAYS
    return [Relation(first, outer.end, place, outer, "in")] if held else []


def _words(doc: Doc, place: Candidate) -> set[str]:
    return {token.lower_ for token in doc[place.start : place.end]}


_LONGEST = 3  # places of a chain such as "Sirwa, Mado, Kolda province"; more of them are a list


def _ends_list(doc: Doc, anchor: Candidate, before: Sequence[Candidate]) -> bool:
    """Whether commas and "and" join more places than a chain has, or the next word is "and": "Utah, Ohio and Texas"."""
    count, start = 1, anchor.start
    for place in reversed(before):
        if [t.text for t in doc[place.end : start] if not t.is_space] != [","]:
            break
        count, start = count + 1, place.start
    after = [t.lower_ for t in doc[anchor.end : anchor.end + 2]]
    return count > _LONGEST or (count > 1 and (after[:1] in (["and"], ["or"]) or after in ([",", "and"], [",", "or"])))


def nameless(doc: Doc, found: Relation) -> Candidate:
    """The candidate of a place that has only its relation for a name."""
    text = text_of(doc, found.start, found.end)
    return Candidate(
        found.start,
        found.end,
        found.anchor.head,
        Kind.PLACE,
        text,
        named=False,
        country=found.anchor.country,
        rule="relative place",
    )
