"""What the wording around a place's name tells: its type, what contains it, its neighbours in a list."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kg.link.entry import Entry
from kg.link.names import TYPE_WORDS, normalise
from kg.link.rank import LARGE, Match
from kg.model import Entity

_ADMINISTRATIVE = frozenset(
    "province governorate region state district county city town village oblast department".split()
)
_HEADS = {"governor": "state", "gov": "state", "mayor": "city"}  # of what it has one: "New York Governor", "mayor of"
_MENTION = re.compile(r"/span/(\d+)-(\d+)")
_LIST_GAP = re.compile(r"\s*(?:[,;]\s*(?:and\s+|or\s+)?|\s(?:and|or)\s+)(?:the\s+)?")
_AFTER = re.compile(r"\s+([A-Za-z-]+)")
_BEFORE = re.compile(r"([A-Za-z-]+)(?:\s+of)?(?:\s+the)?\s+$")
_NAMED = re.compile(r"(?!(?:The|An?)\b)\b[A-Z][\w-]*\s+$")  # "the Darfur region of Sudan" does not make Sudan a region
_CLAUSE = (
    "after against amid and as at because before but by during for from near not on or since so that than then though"
    " to toward towards until when where which while who whose with"
).replace(" ", "|")
_INSIDE = re.compile(  # "Kingston, capital of Jamaica"; not "Kingston, where the U.S. ..."
    r"(?:\s+[a-z]+)?\s*(?:,\s*(?:in\s+)?|\s+in\s+|\s*\()(?:the\s+)?"
    rf"(?:(?!(?:{_CLAUSE})\b)[a-z]+\s+(?:of\s+)?(?:the\s+)?)?"
)
_BESIDE = 40  # characters beside a name in which a type word counts


def type_words(entity: Entity, text: str) -> frozenset[str]:
    """What the words in and beside a place's name say it is: "Kirkuk province", "district of Makhmour"."""
    found = {w for n in (entity.label, *entity.aliases) for w in normalise(n).split() if w in TYPE_WORDS} - {"port"}
    for start, end in occurrences(entity, text):
        found |= {w for w in text[start:end].lower().split() if w in _ADMINISTRATIVE}
        if m := _AFTER.match(text, end):
            word = m[1].lower()
            if word in _ADMINISTRATIVE:  # "Erbil airport" is in Erbil
                found.add(word)
            elif word in _HEADS:
                found.add(_HEADS[word])
        before = text[max(0, start - _BESIDE) : start]
        if (m := _BEFORE.search(before)) and not _NAMED.search(before[: m.start(1)]):
            word = m[1].lower()
            found |= {_HEADS.get(word, word) if " of" in m[0] else word} & TYPE_WORDS
    return frozenset(found)


def occurrences(entity: Entity, text: str, limit: int = 8) -> list[tuple[int, int]]:
    """Characters [start, end) of the entity's mentions, by their ids; of an entity without any, of its names."""
    spans = [(int(m[1]), int(m[2])) for i in entity.mention_ids[:limit] if (m := _MENTION.search(i))]
    if spans:
        return spans
    for name in (entity.label, *entity.aliases):
        start = text.find(name)
        while start >= 0 and len(spans) < limit:
            spans.append((start, start + len(name)))
            start = text.find(name, start + len(name))
    return spans


Spans = Mapping[str, Sequence[tuple[int, int]]]
Found = Mapping[str, Sequence[tuple[str, list[Entry]]]]


def containers(spans: Spans, found: Found, text: str) -> dict[str, frozenset[str]]:
    """Keys that the wording supports: "Austin, Indiana" is the Austin in Indiana and the Indiana that holds one."""
    starts = {start: key for key, pairs in spans.items() for start, _ in pairs}
    hints: dict[str, set[str]] = {}
    for inner, pairs in spans.items():
        for _, end in pairs:
            m = _INSIDE.match(text, end)
            outer = starts.get(m.end()) if m else None
            if outer is None or outer == inner:
                continue
            holders = {c.key: c.place_type for _, cs in found[outer] for c in cs}
            levels = {c.place_type for _, cs in found[inner] for c in cs}
            inside = [(k, c) for _, cs in found[inner] for c in cs for k in c.within if k in holders]
            shared = {k for k, c in inside if holders[k] not in levels or _is_large(c)}  # "China, Japan" is a list
            for key in (inner, outer):
                hints.setdefault(key, set()).update(shared)
    return {k: frozenset(v) for k, v in hints.items()}


def _is_large(town: Entry) -> bool:
    """Whether a town is large enough to be meant before a region of its name: "San Jose, California"."""
    return town.place_type not in ("country", "region") and (town.population or 0) >= LARGE


def siblings(spans: Spans, found: Found, first: Mapping[str, Match], text: str) -> dict[str, frozenset[str]]:
    """Keys of candidates of the same sort in the same land as their neighbours: "Florida, Georgia and Alabama"."""
    ordered = sorted((start, end, key) for key, pairs in spans.items() for start, end in pairs)
    hints: dict[str, set[str]] = {}
    for run in ([key for _, _, key in each] for each in _lists(ordered, text)):
        sorts = Counter(s for key in dict.fromkeys(run) if (s := _sort(first[key].entry)))
        for key in run:
            own = _sort(first[key].entry)
            others = sorts - Counter([own] if own else [])
            if not others or max(others.values()) < 2 or (own and sorts[own] > 1):
                continue
            common = max(others, key=lambda s: others[s])
            hints.setdefault(key, set()).update(c.key for _, cs in found[key] for c in cs if _sort(c) == common)
    return {k: frozenset(v) for k, v in hints.items()}


def _sort(entry: Entry | None) -> tuple[str, str | None] | None:
    """What members of a list have in common: the type, and for parts of a country the country."""
    if entry is None or entry.place_type not in ("country", "region", "district"):
        return None
    return entry.place_type, None if entry.place_type == "country" else entry.country


def listed_types(spans: Spans, text: str) -> dict[str, frozenset[str]]:
    """What a list says that its places are: "the provinces of Nyanza, ...", "Suba, ... are the worst hit districts"."""
    ordered = sorted((start, end, key) for key, pairs in spans.items() for start, end in pairs)
    found: dict[str, set[str]] = {}
    for run in _lists(ordered, text):
        before = _SORT_BEFORE.search(text, max(0, run[0][0] - _BESIDE), run[0][0])
        after = _SORT_AFTER.match(text, run[-1][1])
        words = {m[1].lower() for m in (before, after) if m}
        for _, _, key in run:
            found.setdefault(key, set()).update(_SINGULAR[w] for w in words)
    return {key: frozenset(words) for key, words in found.items() if words}


_SINGULAR = {
    plural: word
    for word, plural in (
        *(("province", "provinces"), ("governorate", "governorates"), ("region", "regions"), ("state", "states")),
        *(("district", "districts"), ("county", "counties"), ("city", "cities"), ("town", "towns")),
        *(("village", "villages"), ("department", "departments"), ("island", "islands")),
    )
}
_PLURALS = "|".join(_SINGULAR)
_SORT_BEFORE = re.compile(rf"\b({_PLURALS})(?:\s+(?:of|like|such as|including))?(?:\s+the)?\s+$", re.IGNORECASE)
_SORT_AFTER = re.compile(rf"\s+(?:(?:are|were)\b[^.;:,]{{0,40}}?\s)?({_PLURALS})\b")


def _lists(ordered: Sequence[tuple[int, int, str]], text: str) -> Iterator[list[tuple[int, int, str]]]:
    """Places that follow each other with nothing but commas and "and" between them, three or more."""
    run: list[tuple[int, int, str]] = []
    for start, end, key in ordered:
        gap = start - run[-1][1] if run else 0
        if run and not (0 <= gap <= _GAP and _LIST_GAP.fullmatch(text, run[-1][1], start)):
            if len(run) > 2:
                yield run
            run = []
        run.append((start, end, key))
    if len(run) > 2:
        yield run


_GAP = 12  # characters between two places of a list at most
