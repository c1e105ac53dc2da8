"""Actors: who can do something or have it done to them, with kind, country and sector.

"Iran-backed Shia militias overran Kirkuk, Baghdad said" yields the armed group "Iran-backed Shia militias" without a name
and the government "Baghdad"; "in Baghdad" stays a place.
"""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract import nationalities
from kg.extract.lexicons import rows
from kg.extract.names import Name
from kg.extract.spans import Candidate, is_capitalised, phrase, root_of, text_of, trim
from kg.extract.syntax import children, preposition, relation
from kg.model import Kind

_FOLLOWERS = frozenset(
    "member fighter militant terrorist soldier troop force gunman insurgent rebel jihadist jihadi extremist warplane jet"
    " operative commando guerrilla militiaman affiliate element loyalist supporter cell".split()
)
"""Whoever is said to be of a named group acts for it: "Islamic State fighters" are a mention of Islamic State."""



@cache
def agent_nouns() -> dict[str, tuple[Kind, str | None]]:
    """Lemma -> kind and sector of nouns that denote actors."""
    return {row["lemma"]: (Kind(row["kind"]), row.get("sector")) for row in rows("agent_nouns")}


@cache
def _organisation_words() -> dict[str, tuple[Kind, str | None]]:
    return {row["word"]: (Kind(row["kind"]), row.get("sector")) for row in rows("organisation_words")}


def agent_noun(token: Token) -> tuple[Kind, str | None] | None:
    """Kind and sector of a noun that denotes an actor; None for any other word."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    nouns = agent_nouns()
    lemma = token.lemma_.lower()
    if token.i and f"{token.nbor(-1).lower_} {lemma}" in nouns:
        return nouns[f"{token.nbor(-1).lower_} {lemma}"]
    return nouns.get(lemma) or nouns.get(token.lower_) or _singular(token.lower_)


def _singular(word: str) -> tuple[Kind, str | None] | None:
    nouns = agent_nouns()
    for end, replacement in (("men", "man"), ("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(end) and (found := nouns.get(word[: -len(end)] + replacement)):
            return found
    return None


def kind_by_words(name: str) -> tuple[Kind, str | None]:
    """Kind and sector of an organisation from the words of its name; the last telling word decides.

    >>> kind_by_words("Iraqi Army"), kind_by_words("Ministry of Defence")
    ((<Kind.MILITARY: 'military'>, 'MIL'), (<Kind.GOVERNMENT: 'government'>, 'GOV'))
    """
    known = _organisation_words()
    low = name.lower().replace("’", "'").split()
    if " ".join(low) in known:
        return known[" ".join(low)]
    if low and low[0] in known and len(low) > 1 and low[1] in {"of", "for"}:
        return known[low[0]]
    for size in (3, 2, 1):
        for start in range(len(low) - size, -1, -1):
            if found := known.get(" ".join(low[start : start + size])):
                return found
    return Kind.ORGANISATION, None


def country_of_words(tokens: list[Token]) -> str | None:
    """Alpha-3 of the country that the words name; a country that only leads or backs ("Iran-backed") does not count."""
    kept = [
        token.text
        for token in tokens
        if not (token.i + 2 < len(token.doc) and token.nbor().text == "-" and token.nbor(2).lower_ in _BACKED)
    ]
    return nationalities.country_in(kept)


_BACKED = frozenset({"led", "backed", "based", "supported", "funded", "trained", "aligned", "held", "controlled", "allied"})


def organisations(doc: Doc, names: tuple[Name, ...]) -> Iterator[Candidate]:
    """Named organisations and groups, with the modifiers that belong to them."""
    for name in names:
        if name.label != "ORG":
            continue
        root = root_of(doc, name.start, name.end)
        start, end = name.start, name.end
        kind, sector = kind_by_words(text_of(doc, start, end))
        if kind is Kind.ORGANISATION and sector is None and (noun := agent_noun(root)) and noun[0] is not Kind.PERSON:
            kind, sector = noun
        while start > root.sent.start and _joins(doc[start - 1], doc, start, end):
            start -= 1
        start, end = trim(doc, start, end)
        if start < end:
            text = text_of(doc, start, end)
            yield Candidate(
                start, end, root.i, kind, text, country=country_of_words(list(doc[start:end])), sector=sector, rule="name"
            )


def _joins(word: Token, doc: Doc, start: int, end: int) -> bool:
    """Whether a capitalised modifier directly before a name belongs to it: "Iraqi" in "Iraqi [Electoral Commission]"."""
    if word.ent_type_ or not is_capitalised(word) or word.is_sent_start or not start <= word.head.i < end:
        return False
    return relation(word) in {"amod", "compound", "flat", "nmod:desc"} and word.pos_ in {"PROPN", "ADJ"}


def nominals(doc: Doc, names: tuple[Name, ...]) -> Iterator[Candidate]:
    """Noun phrases whose head denotes an actor: "unknown gunmen", "the government of Iraq", "ISIL fighters"."""
    at = {i: name for name in names for i in range(name.start, name.end)}
    for token in doc:
        found = agent_noun(token)
        name = at.get(token.i)
        if found is None or (name and name.label in {"PER", "LOC"}):
            continue
        if relation(token) in {"compound", "amod", "nmod:desc", "flat"} and token.head.i > token.i:
            continue  # "security" in "security source", "army" in "army base"
        candidate = _nominal(token, found, [n for n in names if n.label != "MISC"])
        if candidate:
            yield candidate


def _nominal(token: Token, found: tuple[Kind, str | None], names: list[Name]) -> Candidate | None:
    doc = token.doc
    start, end = phrase(token)
    of_start, of_end = _of_phrase(token)
    inner = [n for n in names if start <= n.start and n.end <= end and n.label == "ORG"]
    if of_end:
        of_names = [n for n in names if of_start <= n.start and n.end <= of_end and n.label == "ORG"]
        if not (found[0] is Kind.PERSON and of_names):
            end, inner = of_end, inner + of_names
    whole = [n for n in names if n.label == "ORG" and n.start <= token.i < n.end]
    for name in whole:
        start, end = min(start, name.start), max(end, name.end)
    start, end = trim(doc, start, end)
    if start >= end:
        return None
    kind, sector = found
    country = country_of_words(list(doc[start:end]))
    if inner and not whole and token.lemma_.lower() in _FOLLOWERS:
        name_text = text_of(doc, inner[-1].start, inner[-1].end)
        kind_of_name, sector_of_name = kind_by_words(name_text)
        if kind_of_name is Kind.ORGANISATION:
            kind_of_name, sector_of_name = (kind, sector) if kind is not Kind.PERSON else (kind_of_name, sector_of_name)
        return Candidate(
            start, end, token.i, kind_of_name, name_text, country=country, sector=sector_of_name, rule="followers"
        )
    text = text_of(doc, start, end)
    named = bool(whole) or _is_name(token, start, end)
    if not named and nationalities.form_of(token.text) == "demonym":
        kind = Kind.PEOPLE
    return Candidate(
        start, end, token.i, kind, text if named else token.text, named=named, country=country, sector=sector,
        rule="name with agent noun" if named else "agent noun",
    )


def _of_phrase(token: Token) -> tuple[int, int]:
    """The "of" phrase directly after the noun, as tokens [start, end); (0, 0) where there is none."""
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ not in {"of", "for"}:
        return 0, 0
    if doc[token.i + 1].lower_ == "for" and not (is_capitalised(token) and token.pos_ == "PROPN"):
        return 0, 0
    for child in children(token, "nmod"):
        if preposition(child).split(" ")[:1] == [doc[token.i + 1].lower_]:
            start, end = phrase(child)
            deeper = _of_phrase(child)
            return start, max(end, deeper[1])
    return 0, 0


def _is_name(token: Token, start: int, end: int) -> bool:
    """Whether the phrase is a name: "Iraqi army", "Interior Ministry", but not "Iraqi soldiers" nor "Islamist rebels"."""
    doc = token.doc
    if kind_by_words(token.lower_)[0] is not Kind.ORGANISATION and country_of_words(list(doc[start:end])):
        return token.lower_ not in {"troops", "force", "brigade", "battalion", "group", "office", "militias", "rebels"}
    inner = [t for t in doc[start:end] if is_capitalised(t) and not (t.is_sent_start and t.i == start)]
    return is_capitalised(token) and bool(inner)


def peoples(doc: Doc, names: tuple[Name, ...]) -> Iterator[Candidate]:
    """Nationals and members of a people: "Sunnis", "the Americans", "Syrian Kurds"."""
    taken = {i for name in names if name.label in {"PER", "ORG", "LOC"} for i in range(name.start, name.end)}
    for token in doc:
        if token.i in taken or relation(token) in {"amod", "compound", "nmod:desc"} or agent_noun(token):
            continue
        forms = nationalities.forms_of(token.text)
        plural = token.tag_ in {"NNS", "NNPS"} or (token.tag_ in {"NNP", "NN", "JJ"} and _has_article(token))
        if plural and {"demonym", "people"} & set(forms):
            start, end = trim(doc, *phrase(token))
            yield Candidate(
                start, end, token.i, Kind.PEOPLE, text_of(doc, start, end), country=country_of_words(list(doc[start:end])),
                sector="CVL", rule="people",
            )


def _has_article(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ == "the" and relation(token) not in {"amod", "compound"}


