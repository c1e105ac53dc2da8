"""How a name belongs to an entry: as its own name, an alias, a metonym, or by its spelling only."""

from functools import lru_cache

from kg.link.entry import Entry
from kg.link.names import normalise, similarity, syllables, without_article


@lru_cache(maxsize=8192)
def known_names(entry: Entry) -> frozenset[str]:
    return frozenset(normalise(n) for n in (entry.label, *entry.aliases))


def method_of(name: str, entry: Entry) -> str:
    plain = normalise(name)
    if plain == normalise(entry.label):
        return "name"
    known = known_names(entry)
    if plain in known or without_article(plain) in known or (entry.is_town and plain.removesuffix(" city") in known):
        return "alias"
    if plain in {normalise(m) for m in entry.metonyms}:
        return "metonym"
    return "spelling" if similarity(name, entry.label) < 0.999 else "name"


_NAME_POINTS = {"name": 0.0, "alias": -0.4, "metonym": -0.6}


def name_points(name: str, entry: Entry) -> float:
    method = method_of(name, entry)
    if method in _NAME_POINTS:
        return _NAME_POINTS[method]
    return -0.6 - 5.0 * (1.0 - _likeness(name, entry))


def _likeness(name: str, entry: Entry) -> float:
    return max(similarity(name, n) for n in (entry.label, *entry.aliases))


def spelling(name: str, entry: Entry) -> float:
    """How surely two spellings are of one name, in [0, 1]; a syllable more or less makes another name of most."""
    known = (entry.label, *entry.aliases)
    return max(similarity(name, n) ** (2 if syllables(name) == syllables(n) else 3) for n in known)
