"""Persons: a name with the office before it ("Iraqi President Fuad Masum"), and an office without a name.

The span holds office and name, the candidate's name is the bare name.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract import nationalities
from kg.extract.lexicons import rows
from kg.extract.parse import PERSONS, nouns_of, sentence
from kg.extract.spans import Candidate, Name, is_capitalised, phrase, root_of, text_of, trim
from kg.extract.syntax import preposition, relation
from kg.extract.time_words import WEEKDAYS
from kg.language.conventions import name_start, only_titles
from kg.model import Kind

_LINKS = frozenset({"of", "for", "the", "and", "&"})
_QUALIFIERS = frozenset(
    "former prime deputy acting foreign vice senior interim interior defence defense finance assistant first chief late"
    " ex under outgoing incoming current new caretaker then top military police army navy security state crown special"
    " permanent honorary".split()
)
_WHERE = frozenset({"in", "at", "from", "near", "to"})
_KIN = frozenset({"brother", "sister", "father", "mother", "count", "don", "private", "major", "general", "justice"})
_HONORIFICS = frozenset({"HE", "H.E.", "HRH", "H.R.H.", "HM", "HH", "PM"})  # written in capitals only
_REACH = 8  # words of an office before the name at most ("Secretary of State for Foreign and Commonwealth Affairs")


@cache
def _titles() -> dict[str, str | None]:
    """Last word of a title before any "of", lower case -> sector; whole titles as well."""
    found: dict[str, str | None] = {}
    for row in rows("titles"):
        found.setdefault(row["title"].lower().split(" of ")[0].split()[-1], row.get("sector"))
        found[row["title"].lower()] = row.get("sector")
    return found


@cache
def _title_words() -> frozenset[str]:
    """What the last words of titles are without their full stops."""
    return frozenset(title.rstrip(".").lower() for title in (*_titles(), *_HONORIFICS))


def title_sector(token: Token) -> str | None:
    """Sector of the title that ends with this word, two words before one ("prime minister")."""
    titles = _titles()
    low = token.lower_
    for back in (2, 1):
        if token.i >= back:
            longer = token.doc[token.i - back : token.i + 1].text.lower()
            if longer in titles:
                return titles[longer]
    return titles.get(low) or titles.get(low.rstrip("."))


def is_title(token: Token) -> bool:
    """Whether a title ends with this word: "Minister", "Gen.", "minister"."""
    if token.lower_.rstrip(".") not in _title_words():
        return False
    if token.lower_ in _KIN and token.text.islower():
        return False
    if token.text in _HONORIFICS:
        return True
    return token.lower_ in _titles() or token.lower_.rstrip(".") in _titles() or f"{token.lower_}." in _titles()


def persons(doc: Doc, names: tuple[Name, ...]) -> Iterator[Candidate]:
    """Named persons with the titles directly before their names."""
    for name in names:
        if name.label != "PER":
            continue
        bare = name.start + name_start([t.text for t in doc[name.start : name.end]])
        if bare and doc[bare - 1].lower_ == "of" and doc[bare].text == "State" and name.end - bare > 1:
            bare += 1  # "Secretary of [State John Kerry]"
        start = title_start(doc, bare)
        start = min(start, name.start)
        start, end = trim(doc, start, name.end)
        sector = next((s for t in reversed(doc[start:bare]) if is_title(t) and (s := title_sector(t))), None)
        country = nationalities.country_in([t.text for t in doc[start:bare]])
        head = root_of(doc, bare, end)
        yield Candidate(
            start, end, head.i, Kind.PERSON, text_of(doc, bare, end), country=country, sector=sector, rule="person"
        )


def before_names(names: Iterable[Name]) -> set[int]:
    """Positions of the words directly before persons, whose titles they end: "Boko Haram [commander] Ali Gana"."""
    return {name.start - 1 for name in names if name.label == "PER"}


def title_start(doc: Doc, position: int) -> int:
    """First token of the office directly before the name that starts at `position`; `position` where there is none."""
    begin = max(sentence(doc[position]).start, position - _REACH)
    at = position - 1
    if at >= begin and doc[at].text == "," and at - 1 >= begin and doc[at - 1].lower_.endswith("designate"):
        at -= 1
    if at >= begin and not is_title(doc[at]):
        at = _office_with_link(doc, at, begin)
    if at < begin or not is_title(doc[at]):
        return position
    start = at
    while start - 1 >= begin and _qualifies(doc[start - 1], doc[at]):
        start -= 1
    while start < at and (doc[start].text in {"-", "'s", "’s", "/"} or doc[start].lower_ in _LINKS):
        start += 1
    return start


def _office_with_link(doc: Doc, at: int, begin: int) -> int:
    """Position of the title in "Minister for the Middle East [Name]"; -1 where the words before are none."""
    seen_link = False
    while at >= begin:
        word = doc[at]
        if is_title(word) and seen_link and is_capitalised(word):
            return at
        if word.lower_ in {"of", "for"}:
            seen_link = True
        elif not (is_capitalised(word) or word.lower_ in _LINKS):
            return -1
        at -= 1
    return -1


def _qualifies(word: Token, title: Token) -> bool:
    """Whether the word before a title belongs to the office: "former", "Iraqi", "Foreign Office", "deputy prime"."""
    if word.text in _HONORIFICS or (word.text == "Under" and title.text == "Secretary"):
        return True
    if (word.is_punct and word.text != "-") or preposition(word) in _WHERE or word.text in WEEKDAYS:
        return False  # "In Turkey Minister Ellwood met"
    if word.tag_ in {"DT", "PRP$", "CC", "IN", "VBD", "VBZ", "VBP", "VB", "MD", "RB", "PRP", "WDT", "TO", "VBN", "VBG"}:
        return False
    if word.text in {"'s", "’s"}:
        return False
    if is_capitalised(word) and word.is_sent_start and word.pos_ not in {"PROPN", "ADJ", "NOUN"}:
        return False
    if is_capitalised(word):
        part = word.ent_type_ not in PERSONS or only_titles([word.text])
        return (is_capitalised(title) and part) or bool(nationalities.forms_of(word.text))
    return word.lower_ in _QUALIFIERS or word.text == "-" or is_title(word)


def offices(doc: Doc, names: tuple[Name, ...]) -> Iterator[Candidate]:
    """Offices that stand for their holder: "the Foreign Secretary", "Minister for the Middle East", "the president"."""
    named = {i for n in names if n.label in {"PER", "ORG"} for i in range(n.start, n.end)}
    named |= {i for n in names if n.label == "LOC" for i in range(n.start + 1, n.end - 1)}  # "Nadir [Shah] Kot"
    held = before_names(names)
    for token in nouns_of(doc):
        if token.i in named or token.i in held or not is_title(token):
            continue
        if relation(token) in {"compound", "amod", "nmod:desc", "flat"} and token.head.i > token.i:
            continue
        if (
            _is_second_part(token)
            or token.text in _HONORIFICS
            or (token.i > 1 and doc[token.i - 1].text == "-" and is_title(doc[token.i - 2]))
        ):
            continue
        start, end = phrase(token)
        end = token.i + 3 if _goes_on(token) else _office_end(doc, token, names)
        if _goes_on(token):  # "the [UN] Secretary-General"
            start = next((name.start for name in names if name.end == start and name.label == "ORG"), start)
        start, end = trim(doc, start, end)
        if start < end:
            sector = title_sector(token)
            own = [t.text for t in doc[start:end]]
            own = own[: own.index("for")] if "for" in own else own  # an envoy for Syria is no Syrian
            country = nationalities.country_in(own)
            yield Candidate(
                start,
                end,
                token.i,
                Kind.PERSON,
                text_of(doc, start, end),
                named=False,
                country=country,
                sector=sector,
                rule="office",
            )


def _is_second_part(token: Token) -> bool:
    """Whether a title is only the second part of a name with a hyphen: "Nur-[Sultan]"; "Vice-[President]" is none."""
    doc, i = token.doc, token.i
    joined = i > 1 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_
    return joined and doc[i - 2].pos_ == "PROPN" and doc[i - 2].lower_ not in _QUALIFIERS and not is_title(doc[i - 2])


def _goes_on(token: Token) -> bool:
    """Whether the title is the first half of one with a hyphen: "Secretary" of "Secretary-General"."""
    doc = token.doc
    return token.i + 2 < len(doc) and doc[token.i + 1].text == "-" and is_title(doc[token.i + 2])


def _office_end(doc: Doc, token: Token, names: tuple[Name, ...]) -> int:
    """End of the office: with a capitalised "of" or "for" phrase, and lower-case offices with a country's name."""
    end = token.i + 1
    if end + 1 >= len(doc) or doc[end].lower_ not in {"of", "for"}:
        return end
    at = end + 1
    held = {n.start for n in names if n.label == "PER" and n.end - n.start > 1}
    while at < len(doc) and not doc[at].is_sent_start:
        if at in held or not (
            is_capitalised(doc[at]) or doc[at].lower_ in _LINKS or (doc[at].text == "-" and not doc[at].whitespace_)
        ):
            break
        at += 1
    if at < len(doc) and doc[at - 1].text == "-":
        return end  # "leader of the Somalia-based group"
    while at > end and not is_capitalised(doc[at - 1]):
        at -= 1
    if doc[at - 1].head.i >= at and doc[at - 1].head.is_lower and relation(doc[at - 1]) in {"amod", "compound"}:
        return doc[at - 1].head.i + 1  # "a commander of Dutch troops"
    if not is_capitalised(token) and any(n.label != "LOC" and end <= n.start < at for n in names):
        return end
    return at if at > end + 1 else end
