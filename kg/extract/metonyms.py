"""Metonyms: places that act. "Baghdad declared victory" speaks of a government, "in Baghdad" of a town.

Yields an actor for a state, a capital, a seat of government or, with verbs of speech only, any other place; and for a
nationality before an event noun ("Russian airstrikes").
"""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract import nationalities
from kg.extract.actors import agent_noun, does_what_follows
from kg.extract.lexicons import BLOWS, rows, tells
from kg.extract.names import NAMESAKES
from kg.extract.noun_classes import lemma_classes
from kg.extract.parse import capitalised
from kg.extract.spans import DASHES, Candidate, Name, root_of, text_of
from kg.extract.syntax import children, first_of_list, is_passive, is_verbal, nouns_behind, preposition, relation
from kg.model import Kind

_ONTO = frozenset({"on", "upon", "at", "against", "into", "toward", "towards"})
_HELD_THERE = frozenset(
    "agreement accord talk process protocol summit conference treaty declaration format deal convention meeting pact"
    " negotiation communique round".split()
)


@cache
def _uses() -> dict[tuple[str, str], frozenset[str]]:
    """(use, part of speech) -> lemmas of the lexicon metonymy."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows("metonymy"):
        found.setdefault((row["use"], row["pos"]), set()).add(row["lemma"])
    return {key: frozenset(lemmas) for key, lemmas in found.items()}


def _is(token: Token, use: str) -> bool:
    pos = "VERB" if token.pos_ in {"VERB", "AUX"} else "NOUN"
    lemma = token.lemma_.lower()
    known = _uses().get((use, pos), frozenset())
    before = f"{token.nbor(-1).lower_} {lemma}" if token.i else lemma
    return lemma in known or before in known


def metonyms(doc: Doc, names: tuple[Name, ...]) -> Iterator[Candidate]:
    """Actors among the place names, and nationalities of events."""
    for name in names:
        if name.label != "LOC":
            continue
        root = root_of(doc, name.start, name.end)
        text = text_of(doc, name.start, name.end)
        state, capital = nationalities.is_country(text), nationalities.is_capital(text)
        seat = "seat" in nationalities.forms_of(text)
        if not (seat or _acts(root, state=state, capital=capital)) or _is_dateline(doc, name):
            continue
        if capital and not state and relation(root) == "compound" and root.head.lemma_.lower() in _HELD_THERE:
            continue  # "the Minsk agreements": made there, by others
        if state and text in NAMESAKES and _among_towns(doc, root, names):
            continue
        code = nationalities.country_of(text)
        kind = Kind.COUNTRY if state else Kind.GOVERNMENT
        yield Candidate(name.start, name.end, root.i, kind, text, country=code, sector="GOV", rule="place that acts")
    yield from _nationalities_of_events(doc, names)


def _nationalities_of_events(doc: Doc, names: tuple[Name, ...]) -> Iterator[Candidate]:
    taken = {i for name in names if name.label != "MISC" for i in range(name.start, name.end)}
    for token in capitalised(doc):
        code = nationalities.forms_of(token.text).get("adjective")
        if code and token.i not in taken and relation(token) in {"amod", "compound"} and _is(token.head, "act"):
            after = token.nbor(1) if token.i + 1 < len(doc) else token
            if after.head == token.head and (found := agent_noun(after)) and does_what_follows(after, found[1]):
                continue  # "a Somali pirate attack"
            start = token.i
            if token.i and nationalities.forms_of(f"{token.nbor(-1).text} {token.text}").get("adjective"):
                start -= 1
            yield Candidate(
                start,
                token.i + 1,
                token.i,
                Kind.COUNTRY,
                nationalities.name_of(code),
                country=code,
                sector="GOV",
                rule="nationality of an event",
            )


def _is_dateline(doc: Doc, name: Name) -> bool:
    """Whether a line begins with the place and a dash ends the line's head: "BAGHDAD, March 3 (AP) --", "Bangkok –"."""
    if name.start and "\n" not in doc[name.start - 1].text_with_ws:
        return False
    for token in doc[name.end : name.end + _HEAD]:
        if token.text in DASHES:
            return token.i == name.end or bool(token.whitespace_)
        if token.pos_ not in {"PROPN", "NUM", "PUNCT", "SYM", "X"} or token.is_sent_start or token.is_space:
            return False
    return False


_HEAD = 16  # tokens of a dateline after its place at most


def _among_towns(doc: Doc, root: Token, names: tuple[Name, ...]) -> bool:
    """Whether a name is listed with places that are no states: "Georgia, Oklahoma and Texas" are parts of one."""
    word = first_of_list(root)
    listed = {word.i} | {t.i for t in word.subtree if relation(t) == "conj"}
    others = [n for n in names if n.label == "LOC" and root_of(doc, n.start, n.end).i in listed - {root.i}]
    return bool(others) and not any(nationalities.is_country(text_of(doc, n.start, n.end)) for n in others)


def _acts(token: Token, *, state: bool, capital: bool) -> bool:
    """Whether the syntax makes the place an actor; a coordinated place does what the first one does."""
    word = token
    while relation(word) == "conj" and not is_verbal(word.head):
        word = word.head
    label = relation(word)
    head = word.head
    strong = state or (capital and not is_town_struck(word))
    if label in {"nsubj", "nsubj:pass", "csubj"}:
        return _subject_acts(head, label, state=state, capital=capital)
    if label == "obl:agent" or (label == "obl" and preposition(word) == "by" and is_passive(head)):
        return strong
    if label == "nmod:poss":
        return strong and (_is(head, "act") or _is(head, "mutual"))
    if label == "appos":
        return strong and head.lemma_ in _PARTIES
    if label in {"compound", "amod"}:
        if not word.text.isupper() and (_is(head, "scene") or (capital and _is(head, "force"))):
            return False  # "the Nairobi attack", "a Kabul airstrike"; but "US attacks"
        return strong and head.i > word.i and (_is(head, "act") or _is(head, "mutual"))
    if label in {"obj", "iobj"} and is_verbal(head):
        return strong and (_is(head, "towards") or (head.lemma_ == "include" and _of_parties(head)))
    if label in {"obl", "nmod"} or label.startswith(("obl:", "nmod:")):
        return _oblique_acts(word, head, strong=strong)
    return False


_PARTIES = frozenset(
    "country state power ally nation backer partner sponsor community party member player government".split()
)


def _of_parties(verb: Token) -> bool:
    """Whether states are what the verb tells the members of: "Nations that have conducted strikes include Jordan"."""
    return any(subject.lemma_.lower() in _PARTIES for subject in children(verb, "nsubj"))


def is_town_struck(town: Token) -> bool:
    """Whether a blow falls on a town, no government: "bombed Beirut", "attacks on Kyiv", not "hit with sanctions"."""
    town = first_of_list(town)
    if relation(town) == "nmod:poss" or (relation(town) == "compound" and "target" in lemma_classes(town.head)):
        town = town.head  # "an attack on Baghdad's Green Zone", "the bombings of the Madrid trains"
    head, prep = town.head, preposition(town)
    if not is_verbal(head):
        return prep in _ONTO | {"of"} and tells(head, "NOUN", BLOWS)
    falls = prep in _ONTO or relation(town) in {"obj", "nsubj:pass"}
    means = nouns_behind(head, "with")
    return falls and tells(head, "VERB", BLOWS) and not any("sanction" in lemma_classes(each) for each in means)


def _subject_acts(verb: Token, label: str, *, state: bool, capital: bool) -> bool:
    """Whether a place as the subject of a verb acts: "Baghdad said", "China was urged"."""
    if label == "nsubj:pass" or is_passive(verb):
        return state and (_is(verb, "towards") or verb.lemma_ in {"involve", "commit", "determine", "concern", "force"})
    if children(verb, "cop"):
        return state and not (preposition(verb) in {"in", "of", "between"} and verb.ent_type_)
    if _is(verb, "speak"):
        return True
    if capital and not state:
        return _is(verb, "towards")
    return state and verb.pos_ in {"VERB", "AUX"} and not _is(verb, "still")


def _oblique_acts(word: Token, head: Token, *, strong: bool) -> bool:
    """Whether a place behind a preposition acts: "talks with Kabul", "sanctions on Minsk"."""
    prep = preposition(word)
    if prep in {"between", "with", "among"}:
        return _is(head, "mutual") or (strong and _is(head, "act") and prep == "with")
    if prep in {"against", "on", "upon", "for", "by", "to"}:
        return strong and _is(head, "against")
    if prep == "from":
        return strong and _is(head, "act") and head.pos_ == "NOUN"
    return prep in {"like", "including", "such as"} and strong and head.lemma_ in _PARTIES
