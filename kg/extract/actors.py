"""Actors: who can do something or have it done to them, with kind, country and sector.

"Iran-backed Shia militias overran Kirkuk, Baghdad said" yields the group "Iran-backed Shia militias" without a name and
the government "Baghdad"; "in Baghdad" stays a place.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from kg.extract import nationalities
from kg.extract.lexicons import nouns, rows, verbs, word_set
from kg.extract.names import place_noun
from kg.extract.parse import nouns_of, sentence, tokens_of
from kg.extract.persons import before_names, is_title
from kg.extract.ships import navy_of
from kg.extract.spans import HYPHENS, Candidate, Name, is_capitalised, phrase, root_of, text_of, trim
from kg.extract.syntax import children, nouns_behind, obliques, preposition, relation
from kg.model import Kind


@cache
def agent_nouns() -> dict[str, tuple[Kind, str | None]]:
    """Lemma -> kind and sector of nouns that denote actors."""
    return {row["lemma"]: (Kind(row["kind"]), row.get("sector")) for row in rows("agent_nouns")}


@cache
def _organisation_words() -> dict[str, tuple[Kind, str | None]]:
    return {row["word"]: (Kind(row["kind"]), row.get("sector")) for row in rows("organisation_words")}


@cache
def _last_words() -> frozenset[str]:
    """The last words of those of several words: "force" of "air force"."""
    return frozenset(lemma.rpartition(" ")[2] for lemma in agent_nouns() if " " in lemma)


def agent_noun(token: Token) -> tuple[Kind, str | None] | None:
    """Kind and sector of a noun that denotes an actor; None for any other word."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    known = agent_nouns()
    lemma = token.lemma_.lower()
    if lemma == "house" and not is_capitalised(token):
        return None  # only a parliament has a capital
    if lemma in _last_words() and token.i and (whole := f"{token.nbor(-1).lower_} {lemma}") in known:
        return known[whole]
    return known.get(lemma) or known.get(token.lower_) or _singular(token.lower_)


@lru_cache(maxsize=4096)
def _singular(word: str) -> tuple[Kind, str | None] | None:
    known = agent_nouns() if word.endswith(("men", "s")) else {}
    for end, replacement in (("men", "man"), ("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(end) and (found := known.get(word[: -len(end)] + replacement)):
            return found
    return None


@lru_cache(maxsize=4096)
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


def country_of_words(tokens: Sequence[Token]) -> str | None:
    """Alpha-3 of the country that the words name; a country that only leads or backs ("Iran-backed") does not count."""
    kept = [token.text for token in tokens if not _only_backs(token)]
    return nationalities.country_in(kept)


def _only_backs(token: Token) -> bool:
    after = tokens_of(token.doc)[token.i + 1 : token.i + 3]
    return len(after) == 2 and after[0].text == "-" and after[1].lower_ in _BACKED


_WITH_OF = frozenset(
    "government regime people member resident citizen population ministry department office army force community"
    " inhabitant council board house chamber court bank committee commission authority state republic embassy party"
    " parliament assembly university institute ministry secretary minister bureau".split()
)
"""Bodies and people that are named by what they are of: "the government of Iraq", "residents of Mosul"."""

_ARMED = frozenset({"MIL", "REB", "COP", "CRM"})
_COMMUNITIES = frozenset({"community", "tribe", "clan", "minority", "sect"})
_ATTACKERS = frozenset({"settler", "herder", "mob", "crowd"})  # civilians who are said to strike
_RULERS = frozenset({"government", "regime", "junta"})
_BLOWS = frozenset(
    "airstrike strike raid shelling bombardment ambush offensive assault attack bombing fire gunfire operation"
    " incursion sweep counteroffensive counter-offensive counterattack".split()
)
_WHERE = frozenset("in at to from near into inside outside across throughout around towards toward".split())
_BACKED = frozenset(
    {"led", "backed", "based", "supported", "funded", "trained", "aligned", "held", "controlled", "allied"}
)


def organisations(doc: Doc, names: tuple[Name, ...]) -> Iterator[Candidate]:
    """Named organisations and groups, with the modifiers that belong to them."""
    for name in names:
        if name.label != "ORG":
            continue
        root = root_of(doc, name.start, name.end)
        start, end = name.start, name.end
        kind, sector = kind_by_words(text_of(doc, start, end))
        noun = agent_noun(root) if root.lemma_.lower() not in _OF_ANY_SORT else None
        if kind is Kind.ORGANISATION and sector is None and noun and noun[0] is not Kind.PERSON:
            kind, sector = _KIND_OF.get(noun[1] or "", Kind.ORGANISATION), noun[1]
            kind = Kind.ORGANISATION if kind is Kind.PEOPLE else kind  # a committee is no people
        while start > sentence(root).start and _joins(doc[start - 1], start, end):
            start -= 1
        start, end = trim(doc, start, end)
        if start < end:
            text = text_of(doc, start, end)
            navy = navy_of(doc[name.start])
            if navy is not None:
                kind, sector = Kind.MILITARY, "MIL"
            yield Candidate(
                start,
                end,
                root.i,
                kind,
                text,
                country=navy or country_of_words(tokens_of(doc)[start:end]),
                sector=sector,
                rule="name",
            )


def _joins(word: Token, start: int, end: int) -> bool:
    """Whether a capitalised modifier directly before a name is part of it: "Iraqi" in "Iraqi [Health Board]"."""
    if word.ent_type_ or not is_capitalised(word) or word.is_sent_start or not start <= word.head.i < end:
        return False
    return relation(word) in {"amod", "compound", "flat", "nmod:desc"} and word.pos_ in {"PROPN", "ADJ"}


def introduced(doc: Doc, names: tuple[Name, ...]) -> Iterator[Candidate]:
    """Names of bodies with the noun that introduces them: "the terrorist group [ISIL]", "British firm [Ashcombe]"."""
    for name in names:
        if name.label != "ORG" or not name.start:
            continue
        noun, root = doc[name.start - 1], root_of(doc, name.start, name.end)
        found = agent_noun(noun) if noun.tag_ == "NN" else None
        if found is None or not (root.head == noun or noun.head == root):
            continue
        start, _ = trim(doc, *phrase(noun))
        if any(n.label == "ORG" and start <= n.start < noun.i for n in names):
            continue  # "AFP reporter": the one is not the other
        text = text_of(doc, name.start, name.end)
        kind, sector = kind_by_words(text)
        country = country_of_words(tokens_of(doc)[start : name.end])
        head = root_of(doc, start, name.end).i
        rule = "name with description"
        yield Candidate(start, name.end, head, kind, text, country=country, sector=sector or found[1], rule=rule)


def nominals(doc: Doc, names: tuple[Name, ...]) -> Iterator[Candidate]:
    """Noun phrases whose head denotes an actor: "unknown gunmen", "the government of Iraq", "ISIL fighters"."""
    at = {i: name for name in names for i in range(name.start, name.end)}
    proper = {i: name for i, name in at.items() if name.label != "MISC"}
    held = before_names(names)
    for token in nouns_of(doc):
        found = agent_noun(token)
        name = at.get(token.i)
        if found is None or (name and name.label in {"PER", "LOC"}) or (token.i in held and is_title(token)):
            continue
        before = relation(token) in {"compound", "amod", "nmod:desc", "flat"} and token.head.i > token.i
        if before and not (
            relation(token) == "compound"
            and (does_what_follows(token, found[1]) or _holds(token) or _owns(token, found[1]))
        ):
            continue  # "security" in "security source", "army" in "army base"
        if place_noun(token) and preposition(token).split(" ")[0] in _WHERE:
            continue  # "in hospital", "to the country"
        if _is_no_body(token):
            continue
        yield from _nominal(token, found, proper)


def does_what_follows(noun: Token, sector: str | None) -> bool:
    """Whether who is armed strikes the blow whose noun follows: "a coalition airstrike", "army shelling"."""
    armed = sector in _ARMED or noun.lemma_.lower() in _RULERS | _ATTACKERS
    before = noun.tag_ == "NN" and noun.i + 1 == noun.head.i
    return armed and before and noun.head.lemma_.lower() in _BLOWS and noun.lemma_.lower() not in _means()


def _holds(noun: Token) -> bool:
    """Whether a place is said to be held by whom the noun means: "rebel-held Sirwa"."""
    after = [each.lower_ for each in tokens_of(noun.doc)[noun.i + 1 : noun.i + 3]]
    return len(after) == 2 and after[0] in HYPHENS and after[1] in {"held", "controlled", "occupied", "run"}


def _owns(noun: Token, sector: str | None) -> bool:
    """Whether a place of fighting is that of fighters named before it: "rebel positions", "a militant hideout"."""
    return sector == "REB" and noun.i + 1 == noun.head.i and noun.head.lemma_.lower() in _positions()


@cache
def _positions() -> frozenset[str]:
    return frozenset(row["lemma"] for row in rows("target_objects") if row["kind"] == "position") | {"camp", "base"}


@cache
def _means() -> frozenset[str]:
    """Nouns of craft and weapons, and men who are one, which say how: "a drone strike", "bomber attack"."""
    return frozenset(row["lemma"] for row in rows("weapons")) | {"terrorist", "bomber", "patrol", "police"}


def _is_no_body(token: Token) -> bool:
    """Whether the noun means a condition or a means: "a state of emergency", "respond with great force"."""
    if token.lemma_.lower() == "head" and token.tag_ == "NNS" and children(token, "nmod:poss"):
        return not nouns_behind(token, "of")  # "over our heads"
    if token.lower_ == "body" and any(child.lower_ in _OF_PERSONS for child in children(token, "nmod:poss")):
        return True  # "set his body on fire"
    if token.lower_ == "bodies" and token.head.lemma_ in _OF_CORPSES and relation(token) in {"obj", "nsubj:pass"}:
        return True
    if token.lemma_.lower() == "division" and token.tag_ == "NN" and not children(token, "amod", "compound", "nummod"):
        return any(prep == "of" and noun.ent_type_ for prep, noun in obliques(token))  # "the division of Sirwa"
    if token.lower_ == "side":
        return any(agent_noun(noun) is None and not noun.ent_type_ for noun in nouns_behind(token, "of"))  # "of a bus"
    if token.lemma_.lower() == "state":
        return any(prep == "of" and noun.lemma_.lower() in _CONDITIONS for prep, noun in obliques(token))
    bare = token.tag_ == "NN" and not children(token, "nmod:poss", "compound")
    if token.lower_ == "force" and bare and token.head.lemma_ == "use" and relation(token) in {"obj", "nsubj:pass"}:
        return not any(child.lower_ == "the" for child in children(token, "det"))  # "no force was used"
    bare = bare and not children(token, "det")
    if token.lower_ == "force" and bare and preposition(token) == "of":
        return token.head.lemma_ in {"use", "show"}  # "the excessive use of force"
    return token.lower_ == "force" and bare and preposition(token) in {"with", "by", "without", "through"}


def _nominal(token: Token, found: tuple[Kind, str | None], names: Mapping[int, Name]) -> Iterator[Candidate]:
    """The candidate of one noun; `names` are those at each token."""
    doc = token.doc
    start, end = phrase(token)
    start = min(start, _before_brackets(token, start, names), _with_country(token))
    _, of_end = _of_phrase(token, names)
    if token.tag_ in {"NNS", "NNPS"} and of_end:
        of_end = _listed_end(doc, of_end, names)
    end = max(end, of_end)
    for edge in (start, end):  # no name is cut in two
        if (name := names.get(edge)) and name.start < edge:
            start, end = min(start, name.start), max(end, name.end)
    inner = [n for i in range(start, end) if (n := names.get(i)) and n.label == "ORG" and n.start == i and n.end <= end]
    whole = any(n.start <= token.i < n.end for n in inner)
    start, end = trim(doc, start, end)
    if start >= end:
        return
    made = bool(inner) and text_of(doc, inner[-1].start, inner[-1].end).lower() in word_set("weapons")
    if made:  # "Bayraktar drones" are of nobody of that name
        inner = []
    if inner and not whole and _left(token, start, inner[-1]):
        yield _leavers(token, (start, end), inner[-1], found)
    elif inner and not whole and (token.lemma_.lower() in nouns("follower") or _is_called(token, inner[-1])):
        yield _followers(token, (start, end), inner[-1], found)
    else:
        yield _described(token, (start, end), found, whole=whole)


_FORMER = frozenset({"former", "ex", "breakaway", "splinter", "renegade", "rogue", "dissident"})


def _left(token: Token, start: int, body: Name) -> bool:
    """Whether the noun means those who left a body and act for it no more: "FARC dissidents", "former ELN rebels"."""
    words = (each.lower_ for each in tokens_of(token.doc)[start : token.i] if not body.start <= each.i < body.end)
    return token.lemma_.lower() in {"dissident", "defector", "deserter"} or not _FORMER.isdisjoint(words)


def _with_country(noun: Token) -> int:
    """Where the phrase begins of one who does what the next noun tells: "a [Somali pirate] attack" is not Somalia's."""
    before = noun.nbor(-1) if noun.i else noun
    does = relation(noun) == "compound" and before.head == noun.head and before != noun
    return before.i if does and nationalities.forms_of(before.text).get("adjective") else noun.i


def _leavers(token: Token, span: tuple[int, int], body: Name, found: tuple[Kind, str | None]) -> Candidate:
    """Those who left a body; dissidents are a group by that name: "FARC dissidents"."""
    kind, sector = kind_by_words(text_of(token.doc, body.start, body.end))
    if token.lemma_.lower() == "dissident" and body.end == token.i:
        name = text_of(token.doc, body.start, token.i + 1)
        return Candidate(*span, token.i, kind, name, sector=sector or found[1], rule="agent noun")
    return Candidate(*span, token.i, found[0], token.text, named=False, sector=sector or found[1], rule="agent noun")


def _before_brackets(token: Token, start: int, names: Mapping[int, Name]) -> int:
    """Where the body's name begins that stands before its letters: "[Sirwa Defence Forces] (SDF) soldiers"."""
    doc, at = token.doc, start
    if at < 1 or doc[at - 1].text != ")":
        return start
    body = next((n for n in names.values() if n.label == "ORG" and n.end < at and doc[n.end].text == "("), None)
    near = body is not None and at - body.end <= _BRACKETED and root_of(doc, body.start, body.end).head == token
    return body.start if body is not None and near else start


def _is_called(token: Token, body: Name) -> bool:
    """Whether a group is called by the name before it: "the ISIL terrorist group"."""
    root = root_of(token.doc, body.start, body.end)
    if root.head != token or relation(root) != "compound":
        return False
    media = kind_by_words(text_of(token.doc, body.start, body.end))[0] is Kind.MEDIA
    return token.lemma_.lower() in _GROUPS or (media and token.lemma_.lower() in _CHANNELS)


_OF_PERSONS = frozenset({"his", "her", "'s", "’s"})
_OF_CORPSES = frozenset(
    "find recover burn dump hang bury exchange return discover repatriate identify collect retrieve throw hand".split()
)
_CONDITIONS = frozenset({"emergency", "siege", "war", "alert", "affairs", "affair", "exception", "mind", "play"})
_CHANNELS = frozenset({"agency", "service", "network", "channel", "newspaper", "daily"})
_GROUPS = frozenset({"group", "organisation", "organization", "movement", "militia"})


def _followers(token: Token, span: tuple[int, int], body: Name, found: tuple[Kind, str | None]) -> Candidate:
    """Those who act for a named body: the mention is theirs, the name is the body's."""
    doc = token.doc
    text = text_of(doc, body.start, body.end)
    kind, sector = kind_by_words(text)
    if kind is Kind.ORGANISATION and sector is None:
        kind, sector = (kind_by_words(token.lower_)[0], found[1])
    country = country_of_words(tokens_of(doc)[body.start : body.end])
    return Candidate(*span, token.i, kind, text, country=country, sector=sector, rule="followers")


_ALLIED = frozenset({"alliance", "bloc", "coalition", "federation"})


def _joint(noun: Token, found: tuple[Kind, str | None]) -> tuple[Kind, str | None]:
    """Kind and sector of several who act together: those that the words before say they are, "gang alliance"."""
    members = children(noun, "compound", "amod") if noun.lemma_.lower() in _ALLIED else ()
    sectors = (known[1] for member in members if (known := agent_nouns().get(member.lemma_.lower())))
    return found[0], next((s for s in sectors if s in _ARMED | {"OPP"}), found[1])


def _described(token: Token, span: tuple[int, int], found: tuple[Kind, str | None], *, whole: bool) -> Candidate:
    """A phrase that is a name by its words, or an actor without a name."""
    doc = token.doc
    kind, sector = _joint(token, found)
    named = whole or _is_name(token, *span)
    text = text_of(doc, *span)
    if not named and (shared := _shared_of(token)) is not None:
        text, named = f"{token.lower_} of {shared.text}", True
        country = nationalities.country_in([shared.text])
        return Candidate(*span, token.i, kind, text, named, country, sector, "name with agent noun")
    if named:
        by_words = kind_by_words(text)
        sector = None if token.lemma_.lower() in _OF_ANY_SORT else sector
        kind, sector = by_words if by_words[1] else (by_words[0] if kind is Kind.UNNAMED else kind, sector)
        kind = _KIND_OF.get(sector or "", Kind.ORGANISATION) if kind is Kind.UNNAMED else kind
        text = _without_description(doc, *span)
    country = country_of_words(tokens_of(doc)[span[0] : span[1]]) if span[1] - token.i < _LIST else None
    rule = "name with agent noun" if named else "agent noun"
    return Candidate(*span, token.i, kind, text if named else token.text, named, country, sector, rule)


_OF_ANY_SORT = frozenset({"cell", "courier", "network"})
"""Nouns of fighters that say nothing of them in a name: the Doctors Network, the East Africa Courier."""

_KIND_OF = {
    "MIL": Kind.MILITARY,
    "REB": Kind.ARMED_GROUP,
    "GOV": Kind.GOVERNMENT,
    "MED": Kind.MEDIA,
    "CVL": Kind.PEOPLE,
}
"""Kind of an actor whose name only says its sector."""


def _without_description(doc: Doc, start: int, end: int) -> str:
    """The name from its first capital on: "US-led Coalition" of "international US-led Coalition"."""
    first = next((t.i for t in tokens_of(doc)[start:end] if is_capitalised(t)), start)
    return text_of(doc, first, end)


def _of_phrase(token: Token, names: Mapping[int, Name]) -> tuple[int, int]:
    """The "of" phrase directly after a body or its people, as tokens [start, end); (0, 0) where there is none."""
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ not in {"of", "for", "from"}:
        return 0, 0
    if (community := _community_of(token)) is not None:
        return phrase(community)
    if token.lemma_.lower() not in _WITH_OF | nouns("follower"):
        return 0, 0
    if token.head.lemma_ in verbs("accuse", "try") and relation(token) == "obj" and not is_capitalised(token):
        return 0, 0  # "accused the army of a massacre"
    link = doc[token.i + 1].lower_
    member = link == "from" and token.lemma_.lower() in nouns("follower")  # "activists from the Peace Party"
    if link != "of" and not member and not (link == "for" and is_capitalised(token) and token.pos_ == "PROPN"):
        return 0, 0
    for child in children(token, "nmod"):
        if preposition(child).split(" ")[:1] != [link]:
            continue
        start, end = phrase(child)
        named = [name.end for each in children(child, "appos") if (name := names.get(each.i))]
        end = max([end, *named])
        if token.lemma_.lower() in nouns("follower") and token.lemma_.lower() != "member":
            inside = child.i in names and names[child.i].label == "ORG"
            called = bool(named) or (child.lemma_.lower() in _GROUPS and _has_capital(doc, start, end))
            state = is_capitalised(token) and _is_state(doc, names.get(child.i))  # "the Armed Forces of Chad"
            return (start, end) if inside or called or state else (0, 0)
        return (start, end) if child.i - token.i <= 8 else (0, 0)
    return 0, 0


def _is_state(doc: Doc, name: Name | None) -> bool:
    return name is not None and nationalities.is_country(text_of(doc, name.start, name.end))


def _community_of(people: Token) -> Token | None:
    """The community of which people are: "farmers from the Berom community"."""
    many = people.tag_ in {"NNS", "NNPS"}  # not "a sheikh of the clan"
    beside = (noun for noun in children(people, "nmod") if many and preposition(noun) in {"of", "from"})
    known = (each for each in beside if each.lemma_ in _COMMUNITIES)
    return next((each for each in known if _has_capital(each.doc, *phrase(each))), None)


def _has_capital(doc: Doc, start: int, end: int) -> bool:
    return any(is_capitalised(each) for each in tokens_of(doc)[start:end])


def _shared_of(token: Token) -> Token | None:
    """The country that a parser gives to the second of two alone: "the government and people of [Chad]"."""
    later = children(token, "conj")
    if token.lemma_.lower() not in _RULERS or len(later) != 1 or later[0].i != token.i + 2:
        return None
    of = (noun for noun in nouns_behind(later[0], "of") if noun.i <= later[0].i + 3)
    return next((noun for noun in of if nationalities.is_country(noun.text)), None)


_BRACKETED = 4  # tokens of letters between brackets
_LIST = 6  # tokens after the head from which on it is a list of states: "Ministers of Iran, Turkey and Qatar"


def _listed_end(doc: Doc, end: int, names: Mapping[int, Name]) -> int:
    """End of the list of places that goes on at `end`: "Foreign Ministers of Iran, Turkey and [Qatar]"."""
    places = {n.start: n.end for n in names.values() if n.label == "LOC"}
    if end not in places.values():
        return end
    while True:
        at = end
        while at < len(doc) and (doc[at].text == "," or doc[at].lower_ in {"and", "the"} or doc[at].text == "\u00a0"):
            at += 1
        if at == end or at not in places:
            return end
        end = places[at]


def _is_name(token: Token, start: int, end: int) -> bool:
    """Whether the phrase is a name: "Iraqi army", "Interior Ministry", but not "Iraqi soldiers"."""
    doc = token.doc
    if kind_by_words(token.lower_)[0] is not Kind.ORGANISATION and country_of_words(tokens_of(doc)[start:end]):
        return token.lower_ not in {"troops", "force", "brigade", "battalion", "group", "office", "militias", "rebels"}
    inner = [t for t in tokens_of(doc)[start:end] if is_capitalised(t) and not (t.is_sent_start and t.i == start)]
    return is_capitalised(token) and len(inner) > 1
