"""Places: names that lie in space, with their type words, and places given by their relation to others.

"in the Qarachogh area, some 50 kilometers southwest of Erbil" yields the places "Qarachogh area" and "Erbil", and that
the first lies 50 km SW of the second.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract import nationalities
from kg.extract.names import is_region, place_noun
from kg.extract.parse import PERSONS, PLACES, capitalised, tokens_of, whole_text
from kg.extract.spans import DIRECTIONS, Candidate, Name, is_capitalised, phrase, root_of, text_of, trim
from kg.extract.syntax import relation
from kg.model import Kind

_TYPES_OF = frozenset(
    "city town village district province governorate region area state county municipality island port suburb"
    " neighbourhood neighborhood capital republic kingdom emirate mountain lake valley gulf strait isle enclave"
    " township commune prefecture camp borough territory subdistrict sub-district hamlet oblast".split()
)
_CONTINENTS = frozenset({"Africa", "Asia", "Europe", "America"})
_PARTS_OF = frozenset(
    "capital city town village district province region area county port mountain lake valley".split()
)
_GENERIC = frozenset("area region district province governorate city town village county neighbourhood".split()) | {
    "neighborhood",
    "suburb",
    "state",
    "municipality",
    "subdistrict",
    "sub-district",
    "oblast",
    "prefecture",
    "territory",
    "outskirts",
    "countryside",
    "border",
    "township",
}
"""Type words that are no part of the name that is looked up: "Makhmour district" is looked up as "Makhmour"."""


def places(doc: Doc, names: tuple[Name, ...]) -> Iterator[Candidate]:
    """Named places with their type words; the candidate's name is what a gazetteer would list."""
    taken: set[int] = set()
    for name in names:
        if name.label == "LOC":
            if doc[name.end : name.end + 1].text == "-" and any(
                t.pos_ in {"VERB", "ADJ"} and t.lower_ not in _SITED for t in doc[name.end + 1 : name.end + 2]
            ):
                continue  # "Iran-backed"
            candidate = _place(doc, name)
            taken.update(range(candidate.start, candidate.end))
            yield candidate
    for candidate in nameless_places(doc):
        if taken.isdisjoint(range(candidate.start, candidate.end)):
            yield candidate
    others = {i for name in names if name.label in {"PER", "ORG"} for i in range(name.start, name.end)}
    for token in capitalised(doc):
        if token.i in taken or token.i in others or token.lower_ in DIRECTIONS:
            continue
        if place_noun(token) and not agent_noun_only(token):
            feature = _feature(doc, token)
            if feature and not others & set(range(feature.start, feature.end)):
                taken.update(range(feature.start, feature.end))
                yield feature


_SITED = frozenset({"based", "born", "held", "controlled", "administered", "occupied", "wide"})  # they tell where
_COORDINATES = re.compile(r"\d{1,2}(?:\.\d+)?[°º]\S*?[NS],?\s\d{1,3}(?:\.\d+)?[°º]\S*?[EW]")
_SOIL = frozenset({"territory", "soil", "airspace", "border", "waters", "coast", "countryside", "mainland", "frontier"})


def nameless_places(doc: Doc) -> Iterator[Candidate]:
    """Coordinates, and the land of a state: "33°47′N 44°30′E", "Syrian territory"."""
    text = whole_text(doc)
    for match in _COORDINATES.finditer(text) if "°" in text or "º" in text else ():
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None:
            yield Candidate(span.start, span.end, span.start, Kind.PLACE, span.text, rule="coordinates")
    for token in tokens_of(doc):
        if token.lower_ not in _SOIL and token.lemma_.lower() not in _SOIL:
            continue
        start, end = phrase(token)
        code = nationalities.country_in([t.text for t in doc[start:end] if t.i != token.i])
        if code and not any(t.ent_type_ in PLACES for t in doc[start:end]):
            yield Candidate(start, end, token.i, Kind.PLACE, nationalities.name_of(code), country=code, rule="soil")


def _place(doc: Doc, name: Name) -> Candidate:
    """The place with direction ("northern"), kind before ("city of") and kind after ("district")."""
    root = root_of(doc, name.start, name.end)
    start, end = name.start, name.end
    text = text_of(doc, start, end)
    after = doc[end] if end < len(doc) else None
    head = root.i
    if after is not None and _is_type(after, root):
        end, head = end + 1, after.i
        if after.lower_ not in _GENERIC:
            text = text_of(doc, start, end)
    start = _with_direction(doc, start)
    if text in _CONTINENTS and start < name.start:
        text = text_of(doc, start, end)  # West Africa is a region with a name of its own
    wider = _with_type_of(doc, start)
    country, capital = nationalities.is_country(text), nationalities.is_capital(text)
    kind = doc[wider].lower_  # "the capital of Kenya" is not Kenya, "the capital of Punjab" not Punjab
    holds = (country and kind in _PARTS_OF) or (kind == "capital" and not capital)
    if wider < start and not holds:
        head = root_of(doc, wider, end).i
        start = wider
    return Candidate(start, end, head, Kind.PLACE, _bare(text), country=nationalities.country_of(text), rule="place")


def _is_type(after: Token, root: Token) -> bool:
    """Whether the word after a name says what sort of place it is: "district" in "Makhmour district"."""
    if relation(root) not in {"compound", "nmod", "nmod:desc", "flat", "amod"}:
        return False
    if after.is_sent_start or root.head != after or place_noun(after) is None or agent_noun_only(after):
        return False
    return after.lower_ not in {"capital", "country", "state", "home"} or is_capitalised(after)


def agent_noun_only(token: Token) -> bool:
    """Whether a place noun is rather a body where it follows a name: "Iraq ministry"."""
    return token.lower_ in {
        "ministry",
        "parliament",
        "court",
        "embassy",
        "office",
        "consulate",
        "government",
        "community",
    }


def _with_direction(doc: Doc, start: int) -> int:
    at = start
    while at > 0 and not doc[at].is_sent_start and doc[at - 1].lower_ in DIRECTIONS:
        word = doc[at - 1]
        head = word.head.head if relation(word) == "conj" else word.head  # "central and West Africa"
        if head.i < at:
            break
        at -= 1
    return at


def _with_type_of(doc: Doc, start: int) -> int:
    """Start of "city of X"; `start` where no such words stand before."""
    at = start - 1
    if at >= 0 and doc[at].lower_ == "the":
        at -= 1
    if at < 1 or doc[at].lower_ != "of" or doc[at - 1].lower_ not in _TYPES_OF or doc[at - 1].is_sent_start:
        return start
    kind = doc[at - 1]
    proper = any(child.pos_ == "PROPN" for child in kind.lefts if relation(child) in {"compound", "flat"})
    if not proper and not any(c.lower_ in {"a", "an"} for c in kind.lefts):
        return at - 1
    return start


def _bare(text: str) -> str:
    """The name without a direction that only narrows it: "Northern Iraq" is looked up as "Iraq"."""
    first, _, rest = text.partition(" ")
    narrows = first[0].islower() or first.lower().endswith("ern")  # North America is not America
    known = nationalities.is_country(rest) and not nationalities.is_country(text)
    if narrows and known and first.lower() in DIRECTIONS and not is_region(text):  # Western Australia
        return rest
    return text


def _feature(doc: Doc, token: Token) -> Candidate | None:
    """A feature with a capitalised name that the recogniser missed: "Qarachogh Mountain", "Mount Qarachogh"."""
    start, end = phrase(token)
    while start < token.i and not is_capitalised(doc[start]):
        start += 1
    if token.lower_ in {"mount", "lake", "camp", "fort", "port", "jabal", "wadi"}:
        end += sum(is_capitalised(t) and t.pos_ == "PROPN" for t in doc[end : end + 1])
    named = [t for t in doc[start:end] if t.i != token.i and t.pos_ == "PROPN"]
    if not named or any(t.ent_type_ in PERSONS for t in named):
        return None
    start, end = trim(doc, start, end)
    text = text_of(doc, start, end)
    return Candidate(start, end, token.i, Kind.PLACE, text, rule="feature")
