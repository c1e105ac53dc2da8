"""Towns that a recogniser took for people or bodies: "the army captured Kunduz", "rockets hit Odesa".

Only a name that stands where something happens ("in Borno") or where a town is hit, taken, reached or left, that a
gazetteer knows as one, and that the text uses nowhere for a person or a body is taken for the town.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.known_names import IsKnown, none_known
from kg.extract.name_labels import GOES, is_sent
from kg.extract.nationalities import is_country
from kg.extract.parse import capitalised, ends_line, tokens_of
from kg.extract.spans import DIRECTIONS, Name, root_of, text_of
from kg.extract.syntax import children, first_of_list, preposition, relation
from kg.extract.time_words import MONTHS, WEEKDAYS

_HIT = frozenset(
    "attack bomb bombard shell strike hit pound raid storm assault invade besiege blockade encircle surround"
    " capture recapture seize take retake overrun liberate occupy control lose defend cut"
    " enter visit tour reach leave quit evacuate abandon flee"
    " rock jolt shake destroy flatten raze loot burn torch".split()
)
_ON = frozenset({"on", "against", "of", "at", "for", "from", "towards", "toward", "to", "around", "outside", "near"})
_IN = frozenset({"in", "near"})
_BLOWS = frozenset(
    "attack airstrike strike assault offensive raid shelling bombing bombardment siege battle blockade capture"
    " recapture fall seizure takeover liberation loss control advance push evacuation withdrawal retreat march"
    " part half outskirt centre center edge suburb"
    " occupation defence defense blast explosion fighting clash operation storming".split()
)
_SITES = frozenset("plant airport airfield port refinery prison dam harbour harbor crossing".split())
_CUTS = frozenset({"-", "'s", "’s"})
_TIMES = frozenset({*MONTHS, *WEEKDAYS})
_HUMAN = frozenset("say tell add warn announce claim deny accuse urge declare state ask argue write tweet".split())


def with_towns(doc: Doc, names: Sequence[Name], is_town: IsKnown, is_person: IsKnown = none_known) -> list[Name]:
    """The names, those of towns labelled so; and towns that were no names yet."""
    others = [n for n in names if n.label in {"PER", "ORG", "MISC"}]
    ends = {n.end for n in names if n.label == "LOC"}
    hit = {
        text_of(doc, n.start, n.end)
        for n in others
        if _is_hit(doc, n) or _is_heading(doc, n) or _is_holder_of_place(doc, n, ends)
    }
    towns = {text for text in hit if not _is_somebody(doc, names, text) and is_town(text)}
    beside = {text_of(doc, n.start, n.end) for n in others if _is_beside(doc, n, is_town)}
    towns |= {text for text in beside if not (is_person(text) or _is_somebody(doc, names, text))}
    found = [replace(n, label="LOC") if text_of(doc, n.start, n.end) in towns else n for n in names]
    return found + [n for n in _unmarked(doc, names) if is_town(text_of(doc, n.start, n.end))]


def _is_beside(doc: Doc, name: Name, is_town: IsKnown) -> bool:
    """Whether a name of one word is hit, taken or visited together with a town: "visited Abeche and [Faya]"."""
    word = doc[name.start]
    first = first_of_list(word)
    if name.end - name.start > 1 or relation(first) not in {"obj", "nsubj:pass"}:
        return False
    others = (each for each in (first, *children(first, "conj")) if each != word and each.pos_ == "PROPN")
    return first.head.lemma_.lower() in _HIT and any(is_town(each.text) for each in others)


def _is_holder_of_place(doc: Doc, name: Name, ends: Collection[int]) -> bool:
    """Whether a name between commas follows a place, as what holds it: "in Sirwa territory, [Ituri], on Sunday"."""
    if name.end >= len(doc) or doc[name.end].text not in {",", ".", ";", ")"} or doc[name.start - 1].text != ",":
        return False
    return name.start - 1 in ends or (name.start - 2 in ends and doc[name.start - 2].text.islower())


def held_together(doc: Doc, is_town: IsKnown) -> Iterator[Name]:
    """The towns and states whose names a recogniser cuts apart at a hyphen or an apostrophe: "Port-au-Prince"."""
    words = tokens_of(doc)
    reached = 0
    for cut in [word.i for word in words if word.lower_ in _CUTS and word.i]:
        first = words[cut - 1]
        if cut < reached or not first.text[0].isupper() or first.lower_ in DIRECTIONS:
            continue
        for end in reversed(_glued(words, cut)):
            text = text_of(doc, cut - 1, end)
            if words[end - 1].text[0].isupper() and (is_town(text) or is_country(text)):
                yield Name(cut - 1, end, "LOC")
                reached = end
                break


def _glued(words: Sequence[Token], cut: int) -> list[int]:
    """Where a name may end whose first hyphen or "'s" is given, the shortest first: after "au", after "Prince"."""
    ends: list[int] = []
    while cut + 1 < len(words) and words[cut].lower_ in _CUTS and not words[cut - 1].whitespace_:
        if words[cut].whitespace_ and words[cut].text == "-":
            break
        ends.append(cut + 2)
        cut += 2
    return ends


def _is_hit(doc: Doc, name: Name) -> bool:
    """Whether the name, bare, stands where a town does: hit, taken, reached, left, or behind "in"."""
    word = first_of_list(root_of(doc, name.start, name.end))
    before = doc[name.start - 1] if name.start else None
    words = range(name.start, name.end)
    if before is not None and before.pos_ in {"DET", "ADJ", "PROPN", "NOUN"} and before.head.i in words:
        return False  # "attacked the Sabha", "captured commander Sabha"
    if children(word, "appos", "acl:relcl") or any(c.lower_ in {"'s", "’s"} for c in word.children):
        return False
    if relation(word) == "compound" and name.end - name.start == 1:  # "the Sirwa nuclear power plant"
        return word.head.lemma_.lower() in _SITES and word.head.text.islower()
    if relation(word) in {"obj", "nsubj:pass"}:
        return word.head.lemma_.lower() in _HIT
    where = preposition(word)
    return where in _IN or (where in _ON and word.head.lemma_.lower() in _BLOWS | GOES) or is_sent(word)


def _is_heading(doc: Doc, name: Name) -> bool:
    """Whether the name is a line by itself, the first of the text apart: "Marib" above the news from there."""
    words = tokens_of(doc)
    if not name.start or not ends_line(words[name.start - 1]):
        return False
    end = name.end if ends_line(words[name.end - 1]) else name.end + 1
    return end < len(words) and (ends_line(words[end - 1]) or words[end].is_space) and words[end - 1].text != "."


def _is_somebody(doc: Doc, names: Sequence[Name], text: str) -> bool:
    """Whether the text uses the name for a person or a body: in a longer name, with a title, as one who speaks."""
    for name in names:
        if text_of(doc, name.start, name.end) == text:
            root = root_of(doc, name.start, name.end)
            beside = children(root, "appos", "compound", "amod", "acl:relcl", "flat")
            speaks = relation(root) == "nsubj" and root.head.lemma_.lower() in _HUMAN
            if speaks or any(each.i not in range(name.start, name.end) for each in beside):
                return True
        elif name.label in {"PER", "ORG"} and text in text_of(doc, name.start, name.end).split():
            return True
    return False


def _unmarked(doc: Doc, names: Sequence[Name]) -> Iterator[Name]:
    """Proper nouns of no name, of one word, that are hit."""
    taken = {i for name in names for i in range(name.start, name.end)}
    for word in capitalised(doc):
        day = word.text.rstrip(".") in _TIMES  # "in March", though a town is called so
        if word.pos_ == "PROPN" and word.i not in taken and not day and not _in_phrase(word):
            name = Name(word.i, word.i + 1, "LOC")
            if _is_hit(doc, name) or _is_heading(doc, name):
                yield name


def _in_phrase(word: Token) -> bool:
    return relation(word) in {"compound", "flat", "amod"} or bool(children(word, "compound", "flat", "amod"))
