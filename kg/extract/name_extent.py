"""Extents of names: where a name begins and ends that the recogniser cut short, ran together or left in parts.

"[Syrian Electronic] Army" yields "Syrian Electronic Army", "[Dayr] [Az Zawr]" one name, "[Bangkok – Police]" a town.
"""

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract import nationalities
from kg.extract.kin import normal
from kg.extract.lexicons import word_set
from kg.extract.parse import PERSONS, tokens_of
from kg.extract.spans import DASHES, DIRECTIONS, HYPHENS, QUOTES, Name, is_capitalised, root_of, text_of, trim
from kg.extract.syntax import relation
from kg.language.conventions import is_title_word

_ARABIC_ARTICLES = frozenset("al el ul as ash ad an at ar az es esh ed et er ez bin ibn abu".split())
_PARTICLES = frozenset("de da di del van von der bin ibn ben al el ul ad ud".split())
_APART = 6  # tokens between the parts of one name at most
_FIRST_PARTS = frozenset({"Abu", "Abd", "Abdul", "Umm", "Ibn", "Bin"})  # nobody is called that alone
_WHERE = frozenset({"Near", "Outside", "Around", "Inside"})  # at the start of a sentence
_BOMBS = frozenset({"IED", "IEDs", "VBIED", "VBIEDs", "SVBIED", "SVBIEDs", "RPG", "RPGs"})
_PAPERS = frozenset({"resolution", "resolutions"})  # what a body wrote is no part of its name
_LINK = re.compile(r"(?:-(?:ye|e|i)\b|\s*[‘’`'](?!s\b)(?=\w)).+")  # "Qal'ah-ye Zal", "Nad ‘Ali": one name in Persian
_DISTRICTS = frozenset("district subdistrict province governorate county municipality prefecture oblast".split())
_PAIRS = frozenset({
    "Jammu and Kashmir", "Sistan and Baluchestan", "Newfoundland and Labrador",
    "Kohgiluyeh and Boyer-Ahmad", "Chaharmahal and Bakhtiari", "Bosnia and Herzegovina", "Trinidad and Tobago",
    "Antigua and Barbuda", "Tyne and Wear", "Andaman and Nicobar Islands", "Judea and Samaria",
})  # fmt: skip
"""Places whose name is a pair."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_UNITS = frozenset({"Battalion", "Squadron", "Brigade", "Regiment", "Company"})
_MOVEMENTS = frozenset("movement front party league congress federation union brigades army".split())


def marked(doc: Doc, name: Name) -> list[Name]:
    """The names in what the recogniser marked as one, each with the words that the syntax ties to it."""
    start, end = trim(doc, name.start, _whole_words(doc, name.end))
    dash = next((i for i in range(start + 1, end - 1) if _is_dash(doc, i)), None)
    if dash is not None:  # "Bangkok – Police"
        parts = [Name(start, dash, name.label), Name(dash + 1, end, name.label)]
        return [each for part in parts if not _is_noun(doc, part) for each in marked(doc, part)]
    while end - start > 1 and doc[start].text in _WHERE:
        start += 1  # "Near [Washiyah]"
    while end > start and (doc[end - 1].text in _BOMBS or (doc[end - 1].tag_ == "IN" and doc[end - 1].is_lower)):
        end -= 1  # "[ISIL] VBIED", "an appeal from the [United Nations] for aid"
    if start < end and name.label == "ORG":
        end = _without_papers(doc, start, end)
        end = _without_office(doc, start, end)
        end = _with_head(doc, start, end)
    if start < end and name.label == "PER":
        end = _with_surname(doc, start, end)
    return _owner_apart(doc, Name(start, end, name.label)) if start < end else []


def _is_dash(doc: Doc, i: int) -> bool:
    return doc[i].text in DASHES and bool(doc[i].whitespace_) and bool(doc[i - 1].whitespace_)


def _is_noun(doc: Doc, name: Name) -> bool:
    """Whether one common noun was marked: "Police" at the start of a sentence."""
    return name.end - name.start == 1 and doc[name.start].lower_ in word_set("agent_nouns")


def _whole_words(doc: Doc, end: int) -> int:
    """End of a name that the recogniser cut inside a hyphenated word: "Mohan al-[Freiji]"."""
    words = tokens_of(doc)
    while end < len(words) and not words[end - 1].whitespace_ and not words[end].is_space:
        joins = words[end].text in HYPHENS and end + 1 < len(words) and not words[end].whitespace_
        if words[end - 1].text in HYPHENS and words[end].text[0].isupper():
            end += 1
        elif joins and words[end + 1].text[0].isupper() and words[end - 1].lower_ in _ARABIC_ARTICLES:
            end += 2
        else:
            break
    return end


def _without_papers(doc: Doc, start: int, end: int) -> int:
    while end - start > 1 and doc[end - 1].lower_ in _PAPERS:
        end -= 1
    return end


def _without_office(doc: Doc, start: int, end: int) -> int:
    """End of a body's name before the office that a person's name follows: "[UN] Special Envoy Staffan"."""
    if end >= len(doc) or not is_title_word(doc[end - 1].text):
        return end
    hyphen = doc[end].text == "-" and end + 1 < len(doc) and is_title_word(doc[end + 1].text)
    if not hyphen and not _is_person(doc, end):  # "[UN] Secretary-General"
        return end
    while end - start > 1 and (is_title_word(doc[end - 1].text) or doc[end - 1].pos_ == "ADJ"):
        end -= 1
    return end


def _is_person(doc: Doc, position: int) -> bool:
    return doc[position].ent_type_ in PERSONS


def _with_head(doc: Doc, start: int, end: int) -> int:
    """End of a body's name with the capitalised noun that it modifies: "[Syrian Electronic] Army"."""
    if end >= len(doc) or not is_capitalised(doc[end]) or doc[end].is_sent_start or _is_person(doc, end):
        return end
    last, root, word = doc[end - 1], root_of(doc, start, end), doc[end]
    tied = [t for t in (root, last) if t.head == word and relation(t) in {"compound", "amod", "flat"}]
    if not tied or word.pos_ not in {"PROPN", "NOUN"} or word.lower_ in _PAPERS or word.text in _BOMBS:
        return end
    if root not in tied and (word.pos_ != "PROPN" or word.ent_type_ or is_title_word(word.text)):
        return end
    return end + 1


def _with_surname(doc: Doc, start: int, end: int) -> int:
    """End of a person's name with the parts that the syntax or a particle ties to it: "[Abu] Haidar"."""
    while end < len(doc) and not doc[end].is_sent_start and not doc[end].ent_type_:
        word = doc[end]
        if (is_capitalised(word) and word.pos_ == "PROPN" and (
            (relation(word) == "flat" and start <= word.head.i < end) or doc[end - 1].text in _FIRST_PARTS
        )) or _is_second(doc, start, word):  # fmt: skip
            end += 1
        elif word.lower_ in _PARTICLES and (size := _after_particle(doc, end)):
            end += size
        else:
            break
    return end


def _is_second(doc: Doc, start: int, word: Token) -> bool:
    """Whether a name of one word goes on with a word that a tagger took for a common one: "[Hun] Sen offered"."""
    first = doc[word.i - 1]
    if first.i != start or first.head != word or relation(first) not in {"compound", "flat"}:
        return False
    common = word.lower_ in word_set("agent_nouns") or word.lower_ in word_set("place_nouns")
    title = is_title_word(word.text) and word.i + 1 < len(doc) and is_capitalised(doc[word.i + 1])
    return is_capitalised(word) and word.pos_ in {"NOUN", "PROPN"} and not common and not title


def _after_particle(doc: Doc, position: int) -> int:
    """Number of words from a particle to the name that it introduces: "de Mistura", "al-Freiji"; 0 without one."""
    at = position + 1
    if at < len(doc) and doc[at].text in HYPHENS and not doc[at - 1].whitespace_:
        at += 1
    elif doc[position].lower_ in {"al", "el", "ul"}:
        return 0
    named = at < len(doc) and is_capitalised(doc[at]) and doc[at].pos_ == "PROPN" and not doc[at].is_sent_start
    return at + 1 - position if named else 0


def _owner_apart(doc: Doc, name: Name) -> list[Name]:
    """A state that owns the body apart from it: "[United Kingdom]'s [Health Ministry]"."""
    for i in range(name.start + 1, name.end - 1):
        if doc[i].text in {"'s", "’s"} and nationalities.is_country(text_of(doc, name.start, i)):
            return [Name(name.start, i, "LOC"), Name(i + 1, name.end, name.label)]
    return [name]


def joined(doc: Doc, names: list[Name]) -> list[Name]:
    """Neighbouring parts of one name made one, and branches of a movement: "[al-Qaeda] in [Iraq]"."""
    result: list[Name] = []
    for name in names:
        last = result[-1] if result else None
        if last is not None and _is_one(doc, last, name):
            result[-1] = replace(last, end=name.end, label="PER" if name.label == "PER" else last.label)
        else:
            result.append(name)
    return result


def districts(doc: Doc, names: list[Name]) -> list[Name]:
    """Names before "district" whole: "[Nadir] [Shah] Kot district", "Now [Zad] district"."""
    result = list(names)
    for token in tokens_of(doc):
        if token.lower_ not in _DISTRICTS:
            continue
        start = token.i
        while start > 0 and _is_of_area(doc[start - 1], token):
            start -= 1
        inside = [name for name in result if start < name.end and name.start < token.i]
        whole = Name(start, token.i, "LOC")
        if inside and all(name.start >= start and name.label in {"LOC", "PER"} for name in inside):
            result = [name for name in result if name not in inside] + [whole]
    return sorted(result, key=lambda name: name.start)


def _is_of_area(word: Token, area: Token) -> bool:
    """Whether a word belongs to the name of an area: capitalised, within a sentence, in the phrase of the area."""
    if word.is_sent_start or not is_capitalised(word) or not word.text.isalpha() or word.lower_ in DIRECTIONS:
        return False
    return word.head == area or (word.head.head == area and word.head.i < area.i)


def _is_one(doc: Doc, last: Name, name: Name) -> bool:
    """Whether two neighbouring names are one."""
    if name.start - last.end > _APART:
        return False
    if last.label == name.label == "PER" and _is_byname(doc, last, name):
        return True
    if last.label == "LOC" and name.label == "PER" and last.end == name.start:
        return doc[name.start].is_lower and relation(doc[name.start]) == "flat"  # "[Abdul-Aziz] [al-Hakim]"
    if last.label == name.label == "LOC" and nationalities.is_country(text_of(doc, last.start, name.end)):
        return True  # "[Democratic Republic of] [Congo]"
    if last.end == name.start and last.label == name.label and name.label != "MISC":
        left, right = root_of(doc, last.start, last.end), root_of(doc, name.start, name.end)
        return (left.head == right and relation(left) in {"compound", "flat"}) or (
            right.head == left and relation(right) == "flat"
        )
    if last.label == name.label == "LOC":
        written = text_of(doc, last.start, name.end)
        return written in _PAIRS or bool(_LINK.fullmatch(doc[last.end : name.end].text))
    if last.label != "ORG":
        return False
    if name.label == "LOC" and _is_spelt_out(doc, last, name):
        return True
    return (name.label == "LOC" and _is_branch(doc, last, name)) or (name.label == "ORG" and _is_unit(doc, last, name))


def _is_byname(doc: Doc, first: Name, rest: Name) -> bool:
    """Whether a byname in quotation marks parts a name: "[Joaquin] "[El Chapo" Guzman]"."""
    inside = [i for i in range(rest.start, rest.end) if doc[i].text in QUOTES]
    return doc[first.end : rest.start].text in QUOTES and len(inside) == 1 and inside[0] < rest.end - 1


def _is_spelt_out(doc: Doc, body: Name, place: Name) -> bool:
    """Whether letters in brackets stand for body and place: "[United Nations Mission] in [South Sudan] (UNMISS)"."""
    gap, after = doc[body.end : place.start].text, doc[place.end : place.end + 3]
    if gap not in {"in", "in the", "for", "for the", "to", "of", "of the"} or len(after) < 3 or after[0].text != "(":
        return False
    words = text_of(doc, body.start, place.end).split()
    letters = {"".join(word[0] for word in words).upper(), "".join(word[0] for word in words if word[0].isupper())}
    return after[2].text == ")" and after[1].text in letters


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


def _is_unit(doc: Doc, part: Name, whole: Name) -> bool:
    """Whether a unit is named with the larger one that it is of: "[2nd Battalion], [5th Marines]"."""
    if doc[part.end : whole.start].text != "," or doc[part.end - 1].text not in _UNITS:
        return False
    return bool(_ORDINAL.fullmatch(doc[whole.start].text)) and doc[whole.end - 1].text != doc[part.end - 1].text
