"""Names: what the entity recogniser of any spaCy pipeline marked, with its label brought to PER, ORG, LOC or MISC.

"the UK's" marked as ORG becomes the LOC "UK"; "Brandbergen Mosque" marked as ORG becomes a LOC.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract import nationalities
from kg.extract.known_names import IsKnown, first_word, known_names, none_known, whole_names
from kg.extract.lexicons import may_be_event, rows, word_set
from kg.extract.name_extent import districts, joined, marked
from kg.extract.name_labels import GOES, is_creed, is_mere_article, is_sent, with_labels
from kg.extract.parse import PLACES, capitalised, sentence_text, tokens_of, whole_text
from kg.extract.ships import ships
from kg.extract.spans import Name, is_capitalised, root_of, text_of
from kg.extract.syntax import children, preposition, relation
from kg.extract.time_words import MONTHS, WEEKDAYS
from kg.extract.towns import held_together, with_towns
from kg.language.conventions import only_titles

_LABELS = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC", "PRODUCT": "MISC"}
_LETTER = re.compile(r"[^\W\d_]")


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


_DOCUMENTS = frozenset("List Act Bill Agreement Accord Accords Treaty Convention Protocol Order Declaration".split())
_FEASTS = frozenset("Eid Ramadan Christmas Easter Ashura Nowruz Thanksgiving".split())
_NO_NAMES = frozenset({*MONTHS, *WEEKDAYS, "North", "South", "East", "West"})
_FEATURES = frozenset({"facility", "mountain", "water"})
NAMESAKES = frozenset("Jordan Chad Georgia Jersey Guinea Male Sofia Of".split())
"""States and capitals that share their name with persons or other places: they need the recogniser's word."""
_PERSONAL = NAMESAKES | frozenset("Victoria Kingston Paris Vienna Lima Santiago Israel Valletta".split())


@cache
def _groups() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("organisation_words") if row["kind"] == "armed-group")


def find_names(doc: Doc, is_town: IsKnown = none_known, is_person: IsKnown = none_known) -> tuple[Name, ...]:
    """The names of the text in its order, without overlap."""
    names: list[Name] = []
    for ent in doc.ents:
        label = _LABELS.get(ent.label_, ent.label_)
        if label not in {"PER", "ORG", "LOC", "MISC"}:
            continue
        parts = [part for name in marked(doc, Name(ent.start, ent.end, label)) for part in _apart(doc, name)]
        for name in parts:
            if not _is_no_name(doc, name) and not (names and name.start < names[-1].end):
                names.append(_corrected(doc, name))
    names = _with_whole(names, ships(doc))
    names = _with_whole(names, (Name(start, end, "ORG") for start, end in whole_names(doc)))
    names = _with_whole(names, held_together(doc, is_town))
    names = with_labels(doc, names, is_person)
    names = joined(doc, _by_majority(doc, _by_context(doc, names)))
    names += _missed(doc, names)
    names = districts(doc, with_towns(doc, names, is_town, is_person))
    return tuple(sorted([*names, *_repeated(doc, names)], key=lambda n: n.start))


def _apart(doc: Doc, name: Name) -> Iterator[Name]:
    """The two of "European Union and Norway", where the first is known as a body."""
    for at in range(name.start + 1, name.end - 1):
        if doc[at].tag_ == "CC" and text_of(doc, name.start, at).lower() in known_names():
            yield Name(name.start, at, name.label)
            yield Name(at + 1, name.end, name.label)
            return
    yield name


def _is_no_name(doc: Doc, name: Name) -> bool:
    """Whether what was marked names nobody: a day, a feast, an office, an operation, a thing of a make, a creed."""
    words = [t.text for t in tokens_of(doc)[name.start : name.end]]
    if not _LETTER.search("".join(words)) or words[0] == "Operation" or words[0] in _FEASTS or is_mere_article(words):
        return True
    if (len(words) == 1 and (is_deed(doc[name.start]) or _is_common(doc[name.start], name))) or is_creed(doc, name):
        return True
    if name.label in {"ORG", "MISC"} and len(words) > 1 and words[-1] in _DOCUMENTS:
        return True
    if name.label in {"ORG", "PER"} and len(words) == 1 and _is_make(doc, name.start):
        return True
    if name.label != "PER":  # Thursday is no island, May no town, the South no province
        return all(word.rstrip(".") in _NO_NAMES for word in words)
    before = doc[name.start - 1].lower_ if name.start else ""
    return (only_titles(words) and _goes_on(doc, name.end)) or (len(words) == 1 and before in {"a", "an"})


def _is_common(word: Token, name: Name) -> bool:
    """Whether one word is a weapon's ("HIMARS") or means many of a sort ("Maoists")."""
    if name.label == "PER" or word.lower_ in known_names():
        return False
    many = word.tag_ in {"NNS", "NNPS"} and word.lower_.removesuffix("s") in word_set("agent_nouns")
    return many or (len(word) > _SHORTEST and word.lower_ in word_set("weapons") and relation(word) != "compound")


def is_deed(word: Token) -> bool:
    """Whether a word is the noun of an event with a capital letter for its place in the sentence: "Shelling"."""
    return bool(word.is_sent_start) and word.lower_.endswith("ing") and may_be_event(word.lower_)


def _is_make(doc: Doc, position: int) -> bool:
    """Whether a name that no list knows is only what a weapon is called: "60 [Katyusha] rockets"."""
    word = doc[position]
    if position + 1 >= len(doc) or relation(word) != "compound" or word.is_upper or nationalities.forms_of(word.text):
        return False
    weapon = word.head == doc[position + 1] and word.head.lemma_.lower() in word_set("weapons")
    return weapon and word.text.lower() not in known_names()


def _goes_on(doc: Doc, position: int) -> bool:
    """Whether a capitalised word follows: "Prime" before "Minister" is no name, "King" at the end of a line may be."""
    return position < len(doc) and is_capitalised(doc[position]) and not doc[position].is_sent_start


def _with_whole(names: list[Name], whole: Iterable[Name]) -> list[Name]:
    """The names with those that are known whole in place of their parts: "[Islamic State of Iraq]", "USS [Cole]"."""
    kept = names
    for name in whole:
        across = [n for n in kept if n.start < name.end and name.start < n.end]
        if any(n.start <= name.start and name.end <= n.end and n.label == name.label for n in across):
            continue
        kept = [n for n in kept if n not in across] + [name]
    return sorted(kept, key=lambda n: n.start)


def _by_majority(doc: Doc, names: list[Name]) -> list[Name]:
    """Names with the label that most of their equals in the document have, where that is a place."""
    texts = [text_of(doc, n.start, n.end) for n in names]
    counts: dict[str, Counter[str]] = {}
    for name, text in zip(names, texts, strict=True):
        counts.setdefault(text, Counter())[name.label] += 1
    shares = {text: found["LOC"] / found.total() for text, found in counts.items()}
    surnames = _surnames(doc, names)
    found = []
    for n, text in zip(names, texts, strict=True):
        place = n.label == "LOC" or shares[text] > 0.5 or (shares[text] == 0.5 and _goes_there(doc, n))
        if text in surnames and not (_used_as_place(doc, n) or _goes_there(doc, n)):
            found.append(n.labelled("PER"))  # "Kizza Besigye ... the barracks where Besigye is held"
        else:
            found.append(n.labelled("LOC") if place and not _used_as_person(doc, n) else n)
    return found


def _surnames(doc: Doc, names: list[Name]) -> frozenset[str]:
    """The last words of the names of persons who do something: of "Kizza Besigye said" Besigye."""
    acting = (n for n in names if n.label == "PER" and _used_as_person(doc, n) and not _used_as_place(doc, n))
    texts = {text_of(doc, n.start, n.end).rpartition(" ")[2] for n in acting}
    return frozenset(text for text in texts if not nationalities.is_country(text))


def _goes_there(doc: Doc, name: Name) -> bool:
    """Whether something goes to the name or comes from it: "supplies to [Madaya]"."""
    root = root_of(doc, name.start, name.end)
    return relation(root) in {"obl", "nmod"} and preposition(root) in {"to", "from", "into", "towards", "toward"}


def _repeated(doc: Doc, names: list[Name]) -> list[Name]:
    """Names that the recogniser marked once and missed again: "Krasnodar ... the Krasnodar governor"."""
    labels = {text_of(doc, n.start, n.end): n.label for n in names if n.label != "MISC"}
    for text, label in list(labels.items()):
        if label == "LOC" and text.endswith((" River", " Mountains")):
            labels.setdefault(text.rpartition(" ")[0], "LOC")
        elif label == "PER" and " " in text:
            labels.setdefault(text.rpartition(" ")[2], "PER")  # the surname
    again = {text: label for text, label in labels.items() if len(text) > _SHORTEST and text[0].isupper()}
    taken = {i for name in names for i in range(name.start, name.end)}
    found: list[Name] = []
    whole = whole_text(doc)
    for text, label in sorted(again.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        if label == "LOC" and text.lower() in known_names():
            continue
        for start, end in _occurrences(doc, whole, text):
            if taken.isdisjoint(range(start, end)) and _alone(doc, start, end):
                found.append(Name(start, end, label))
                taken.update(range(start, end))
    return found


def _occurrences(doc: Doc, whole: str, name: str) -> Iterator[tuple[int, int]]:
    """Tokens [start, end) of each place where the name stands as whole words in the `whole` text of the document."""
    at = whole.find(name)
    while at >= 0:
        span = doc.char_span(at, at + len(name))
        if span is not None:
            yield span.start, span.end
        at = whole.find(name, at + len(name))


_OF_PARTIES = frozenset({"ruling", "opposition", "governing"})
_SHORTEST = 3  # characters; shorter names are words and acronyms as well


_AREAS = frozenset("region province district governorate county municipality village town city".split())
_HELD = frozenset({"stronghold", "bastion", "enclave", "foothold"})
_INTO = frozenset({"in", "near", "into", "inside", "outside", "at", "around", "opposite"})
_PROBES = frozenset("inquiry probe investigation enquiry open order announce".split())
_SPEAKS = frozenset("speak talk telephone phone report call write broadcast".split())
_MEN = frozenset(
    "man woman youth gunman fighter villager trader farmer refugee migrant student people resident".split()
)
_ON_TOWNS = frozenset(
    "liberate retake recapture overrun reach enter besiege bombard flee raid storm shell invade loot".split()
)
_TAKEN = frozenset(
    "liberation capture recapture fall siege retaking bombardment shelling outskirts town city village"
    " district province native resident inhabitant liberate capture retake recapture besiege shell bombard"
    " overrun evacuate".split()
)


def _by_context(doc: Doc, names: list[Name]) -> list[Name]:
    """Names marked as persons that the syntax treats as places; one such place makes all of that name places."""
    names = _by_surname(doc, names)
    texts = {text_of(doc, n.start, n.end) for n in names if n.label == "PER" and _used_as_place(doc, n)}
    texts -= {text_of(doc, n.start, n.end) for n in names if n.label == "PER" and _used_as_person(doc, n)}
    return [
        n.labelled("LOC")
        if (n.label == "PER" and text_of(doc, n.start, n.end) in texts)
        or (n.label == "ORG" and (_sited(doc, n) or _reached(doc, n)))
        else n
        for n in names
    ]


def _by_surname(doc: Doc, names: list[Name]) -> list[Name]:
    """Names marked as no person's that are the surname of one: "Haider al-Abadi ... called on [Abadi]"."""
    surnames = {doc[n.end - 1].text for n in names if n.label == "PER" and n.end - n.start > 1}
    return [
        n.labelled("PER")
        if n.label in {"LOC", "ORG"} and n.end - n.start == 1 and doc[n.start].text in surnames and _is_bare(doc, n)
        else n
        for n in names
    ]


def _is_bare(doc: Doc, name: Name) -> bool:
    """Whether a name is no known place and does not stand where places do."""
    text = doc[name.start].text
    known = nationalities.is_country(text) or nationalities.is_capital(text) or text in _regions()
    known = known or (
        name.label == "ORG" and (text.lower() in known_names() or relation(doc[name.start]) == "compound")
    )
    return not known and not _used_as_place(doc, name)


def _sited(doc: Doc, name: Name) -> bool:
    """Whether a name of one word is where something is, in a state: "a summit at [Amiens] in France"."""
    root = root_of(doc, name.start, name.end)
    if name.end - name.start > 1 or preposition(root) not in {"in", "at", "near"}:
        return False
    text = text_of(doc, name.start, name.end)
    behind = doc[name.start - 2] if name.start > 1 else root  # "the prison at [Titanyen]"
    if place_noun(behind) == "facility" and not root.is_upper and text.lower() not in known_names():
        return True
    inside = (child for child in children(root, "nmod", "obl") if preposition(child) == "in")
    return any(nationalities.is_country(child.text) for child in inside)


def _reached(doc: Doc, name: Name) -> bool:
    """Whether somebody goes to a name without an article or comes from it: "left for [Hama]"."""
    root = root_of(doc, name.start, name.end)
    text = text_of(doc, name.start, name.end)
    goes = root.head.lemma_.lower() in GOES and preposition(root) in {"to", "from", "for", "towards", "toward"}
    if not goes and not is_sent(root):
        return False
    bare = not name.start or doc[name.start - 1].pos_ not in {"DET", "ADJ", "PROPN"}
    return bare and not root.is_upper and text.lower() not in known_names() and not children(root, "compound", "amod")


def _used_as_place(doc: Doc, name: Name) -> bool:
    """Whether the syntax treats a name as a place: "in [Sarmin]", "the fall of [Kersa]"."""
    root = root_of(doc, name.start, name.end)
    prep, head = preposition(root), root.head
    if relation(root) == "conj" and name.end - name.start == 1 and head.ent_type_ in PLACES:
        return True  # "in Qamenas, [Sarmin] and Talamenes"
    if name.end - name.start == 1 and (is_sent(root) or _comes_from(root)):
        return True
    if name.label == "PER" and any(place_noun(each) or each.lemma_ in _HELD for each in children(root, "appos")):
        return True  # "captured [El Fasher], the army's last stronghold"
    if name.label == "PER" and relation(root) == "appos" and place_noun(head) in {"city", "district"}:
        return True  # "in another town, [El Fasher]"
    if prep == "into" and head.lemma_ in _PROBES:
        return False  # "an inquiry into [Ruiz]"
    if name.label == "PER" and any(each.lemma_ in word_set("agent_nouns") for each in children(root, "appos")):
        return False  # "the capture of [Omar Ruiz], a leader of the group"
    if prep in _INTO:
        return name.end - name.start == 1 or relation(root) == "obl"
    if prep in {"of", "including", "on"} and relation(root) in {"nmod", "obl"}:
        return head.lemma_.lower() in _TAKEN or (prep == "including" and place_noun(head) is not None)
    return relation(root) in {"nsubj:pass", "obj"} and head.lemma_.lower() in _ON_TOWNS


def _comes_from(root: Token) -> bool:
    """Whether somebody speaks or is from there: "spoke by telephone from [Sirwa]", "men from [Sirwa] attacked"."""
    if preposition(root) != "from":
        return False
    if relation(root) == "obl":
        return root.head.lemma_.lower() in _SPEAKS
    return relation(root) == "nmod" and root.head.lemma_.lower() in _MEN


def _used_as_person(doc: Doc, name: Name) -> bool:
    root = root_of(doc, name.start, name.end)
    return relation(root) == "nsubj" and name.end - name.start > 1


def _corrected(doc: Doc, name: Name) -> Name:
    """The name with the label that its words prove, without an "and" behind it."""
    if doc[name.end - 1].tag_ == "CC" and name.end - name.start > 1:
        name = Name(name.start, name.end - 1, name.label)
    text = text_of(doc, name.start, name.end)
    forms = nationalities.forms_of(text)
    if "country" in forms or "capital" in forms:
        return name.labelled("PER" if name.label == "PER" and text in _PERSONAL else "LOC")
    if "seat" in forms:
        return name.labelled("LOC")
    if text.lower().replace("’", "'") in known_names():
        return name.labelled("ORG")
    if name.label != "ORG" and text.lower() in _groups() and relation(doc[name.end - 1]) == "compound":
        return name.labelled("ORG")  # "a [Haqqani] commander", though a man may bear the name
    if name.label == "PER" and _is_acronym(doc, name):
        return name.labelled("ORG")
    if forms:
        return name.labelled("MISC")  # a nationality is its adjective's or its people's business
    after = doc[name.end] if name.end < len(doc) else None
    if name.label == "ORG" and after is not None and after.lower_ in _AREAS and not after.is_sent_start:
        root = root_of(doc, name.start, name.end)
        return name.labelled("LOC") if root.head == after and relation(root) == "compound" else name
    last = doc[name.end - 1]
    if name.label in {"ORG", "MISC"} and is_capitalised(last) and place_noun(last) in _FEATURES:
        words_of_bodies = {row["word"] for row in rows("organisation_words")}
        return name if last.lower_ in words_of_bodies else name.labelled("LOC")
    return name


def _is_letters(word: Token) -> bool:
    """Whether a word is an acronym by its letters ("M23"), in a sentence that is not all in capitals."""
    plain = word.is_alpha and len(word) >= _SHORTEST
    numbered = not plain and word.text[0].isalpha() and word.text[-1].isdigit()  # "G7"
    return word.is_upper and (plain or numbered) and not sentence_text(word).isupper()


def _is_acronym(doc: Doc, name: Name) -> bool:
    """Whether a name is one word of capitals in a sentence that is not all in capitals: "AMISOM"."""
    word = doc[name.start]
    return name.end - name.start == 1 and word.is_upper and len(word) > _SHORTEST and not sentence_text(word).isupper()


def _missed(doc: Doc, names: list[Name]) -> list[Name]:
    """Names that the lexicons know and the recogniser did not mark: states, capitals, well-known bodies."""
    taken = {i for name in names for i in range(name.start, name.end)}
    found: list[Name] = []
    reached = 0
    for token in capitalised(doc):
        if token.i < reached or token.i in taken:
            continue
        if size := _known_at(doc, token.i, taken) or _town_at(doc, token.i):
            reached = token.i + size
            text = text_of(doc, token.i, reached)
            found.append(Name(token.i, reached, "ORG" if text.lower() in known_names() else "LOC"))
        elif _is_letters(token) and _is_body(token):
            found.append(Name(token.i, token.i + 1, "ORG"))
    return found


def _is_body(letters: Token) -> bool:
    """Whether an acronym names somebody: "the GSLF said", "the ruling PNDS"."""
    speaks = relation(letters) == "nsubj" and letters.head.lemma_.lower() in word_set("reporting")
    return speaks or any(each.lower_ in _OF_PARTIES for each in children(letters, "amod", "compound"))


@cache
def _first_words() -> frozenset[str]:
    """First words, as tokens, of all names of states, capitals and well-known bodies; lower case."""
    return frozenset(first_word(name.lower()) for name in (*known_names(), *nationalities.place_names(), *_regions()))


def _known_at(doc: Doc, position: int, taken: set[int]) -> int:
    """Number of words of the known name that begins here; 0 where there is none."""
    if doc[position].lower_.replace("’", "'") not in _first_words():
        return 0
    for size in (5, 4, 3, 2, 1):
        end = position + size
        if end > len(doc) or not taken.isdisjoint(range(position, end)):
            continue
        text = text_of(doc, position, end).replace("’", "'")
        place = nationalities.is_country(text) or (nationalities.is_capital(text) and len(text) > 3)
        place = place or _is_region(doc, position, text)
        if (place or text.lower() in known_names()) and text not in NAMESAKES and _alone(doc, position, end):
            return size
    return 0


@cache
def _regions() -> dict[str, bool]:
    """Regions, seas and rivers that no state bears the name of -> whether they need their article ("the Gulf")."""
    return {row["name"]: row["article"] for row in rows("known_places")}


def is_region(name: str) -> bool:
    """Whether the lexicon lists a name as that of a region, a sea or a river."""
    return name in _regions()


def _is_region(doc: Doc, position: int, text: str) -> bool:
    article = _regions().get(text)
    return article is not None and (not article or (position > 0 and doc[position - 1].lower_ == "the"))


def _town_at(doc: Doc, position: int) -> int:
    """1 where an unknown name is what is taken, freed or struck near: "the liberation of [Tikrit]"; else 0."""
    word = doc[position]
    if position and doc[position - 1].text == "Near":
        return int(position + 1 < len(doc) and doc[position + 1].text in {",", ":"})  # "Near Hit, a strike destroyed"
    if word.pos_ != "PROPN" or word.text.rstrip(".") in _NO_NAMES or relation(word) == "compound" or place_noun(word):
        return 0
    return int(_used_as_place(doc, Name(position, position + 1, "LOC")) and word.head.lemma_.lower() in _TAKEN)


def _alone(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are proper and no part of a longer name."""
    if not all(t.pos_ in {"PROPN", "ADP", "DET", "CCONJ", "ADJ", "NOUN"} for t in doc[start:end]):
        return False
    proper = doc[start].pos_ == "PROPN" or doc[start].tag_.startswith("NNP") or _is_letters(doc[start])
    if end - start == 1 and not proper:
        return False
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    after = doc[end] if end < len(doc) else None
    if before is not None and before.pos_ == "PROPN" and before.head.i in range(start, end):
        return False
    return not (after is not None and after.pos_ == "PROPN" and not after.is_sent_start and after.head == doc[end - 1])
