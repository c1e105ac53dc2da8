"""Which of several entries a name means in its context; pure, and ready to say none.

Every candidate gets points: how well the name fits, how well known it is, and what the document says for it
(countries, nearby places, what kind of place the words tell, dates). "None of them" is a candidate too, with fixed
points: a village of a thousand people that nothing else speaks for loses against it. The score is the winner's share
of all, in [0, 1].
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from kg.link.entry import Entry
from kg.link.kb import capitals
from kg.link.names import bare, normalise, similarity, without_article
from kg.link.naming import known_names, method_of, name_points, spelling
from kg.model import Kind

NONE_POINTS = 3.0  # what "none of them" has
_SPREAD = 1.2  # points by which a candidate must lead to be e times as likely


_OTHER_TYPE = 0.7  # share of the score that a town keeps where the text speaks of the district of that name


@dataclass(frozen=True, slots=True)
class Context:
    """What the document says for or against a candidate."""

    countries: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))  # alpha-3 -> weight in [0, 1]
    published: date | None = None
    words: frozenset[str] = frozenset()  # lower-case words of the text
    regions: frozenset[str] = frozenset()  # keys of regions and districts that are certain: "Nebraska" for its Lincoln
    points: tuple[tuple[float, float], ...] = ()  # (lat, lon) of places that are certain, in degrees
    hints: frozenset[str] = frozenset()  # keys that the wording supports: "Paris, Texas" gives both
    country: str | None = None  # alpha-3 that the mention itself tells
    settled: bool = False  # whether other places are certain, so that `countries` are those that the text speaks of


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, or none with the reason."""

    entry: Entry | None
    score: float  # in [0, 1]
    method: str  # name, alias, metonym, spelling, type, containment; none
    runner_up: str | None = None  # "Q123 (0.45)"
    reason: str = ""  # why none, or what decided
    elsewhere: bool = False  # a small place or a body of a country that the text never speaks of; what each state has


def choose(
    name: str, kind: Kind, candidates: Sequence[Entry], context: Context, *, type_words: frozenset[str] = frozenset()
) -> Match:
    """The entry that `name` means, or none; ties go to the first candidate."""
    if not candidates:
        return Match(None, 0.0, "none", None, f"no entry is called {name!r}")
    points = _place_points if kind is Kind.PLACE else _actor_points
    ranked = sorted(
        (
            (points(name, kind, c, context, type_words) - _lost(name, c, candidates, context, type_words), -i, c)
            for i, c in enumerate(candidates)
        ), reverse=True,
        key=lambda r: r[:2],
    )  # fmt: skip
    fits = [(p, c) for p, _, c in ranked if p > -math.inf]
    if not fits:
        return Match(
            None, 0.0, "none", _show(ranked[0][2], 0.0), f"no entry called {name!r} fits as a {_what(kind, type_words)}"
        )
    shares = _shares([p for p, _ in fits])
    best = fits[0]
    others = (i for i, (_, c) in enumerate(fits) if c.qid is None or c.qid != best[1].qid)
    second = next((i for i in others if i), None)
    runner = _show(fits[second][1], shares[second]) if second else None
    if best[0] < NONE_POINTS:
        reason = f"{len(fits)} entries called {name!r}, and nothing in the text speaks for any of them"
        return Match(None, shares[0], "none", _show(best[1], shares[0]), reason)
    method = method_of(name, best[1])
    same = sum(s for s, (_, c) in zip(shares, fits, strict=True) if _is_double(c, best[1]))
    score = same * (spelling(name, best[1]) if method == "spelling" else 1.0)
    if kind is Kind.PLACE and best[1].place_type not in _WORLD and _type_points(best[1], type_words) < 0:
        score *= _OTHER_TYPE
    if method == "spelling" and score < _SPELT:
        reason = f"no entry is called {name!r}, and none that is spelt like it is likely to be meant"
        return Match(None, score, "none", _show(best[1], score), reason)
    return Match(best[1], score, method, runner, _why(best[1], context), _is_unsure(name, kind, best[1], context))


_SPELT = 0.5  # least score of a name that is but like that of the entry: Ebola is not Abolo


def _is_unsure(name: str, kind: Kind, entry: Entry, context: Context) -> bool:
    """Whether something of the name in a country that the text speaks of would rather be meant."""
    if kind is Kind.PLACE:
        by_chance = _is_by_chance(name, entry, context) or _is_short_name(name, entry, context)
        return by_chance or _is_elsewhere(entry, context)
    return _is_shared(name, entry, context)


_DOUBLE_KM = 15.0  # within which the gazetteer's two towns of one name are one: El Geneina


def _is_double(entry: Entry, best: Entry) -> bool:
    """Whether an entry is the best one, another of its item, or the same town again, without an item."""
    if entry is best or (entry.qid and entry.qid == best.qid):
        return True
    if entry.qid or not (entry.is_town and best.is_town) or None in (entry.lat, best.lat):
        return False
    here, there = (entry.lat or 0.0, entry.lon or 0.0), (best.lat or 0.0, best.lon or 0.0)
    return distance_km(here, there) < _DOUBLE_KM


def _shares(points: Sequence[float]) -> list[float]:
    top = points[0]
    weights = [math.exp((p - top) / _SPREAD) for p in points]
    total = sum(weights) + math.exp((NONE_POINTS - top) / _SPREAD)
    return [w / total for w in weights]


def _show(entry: Entry, share: float) -> str:
    return f"{entry.qid or entry.key} ({share:.2f})"


def _what(kind: Kind, type_words: Iterable[str]) -> str:
    return " ".join(sorted(type_words)) or kind.value


def _why(entry: Entry, context: Context) -> str:
    if entry.key in context.hints or context.hints.intersection(entry.within):
        return "the text names what contains it"
    if entry.country and context.countries.get(entry.country):
        return f"the text is about {entry.country}"
    return "the best known of that name"


# --- places -----------------------------------------------------------------------------------------------------------

_FAME = {"continent": 9.5, "country": 7.6, "world-region": 8.0, "ocean": 9.5, "sea": 6.0, "region": 5.2, "capital": 6.0}
_FAME |= {
    "mountain": 4.5,
    "river": 4.0,
    "lake": 4.5,
    "island": 5.0,
    "desert": 5.0,
    "district": 3.6,
    "historical-region": 5.5,
}
_FAME |= {"base": 4.2, "airport": 4.0, "camp": 4.0, "building": 4.5, "valley": 4.2, "canal": 5.0, "crossing": 4.2}

# What a word beside the name says about the place: the types that it allows.
_TYPES: Mapping[str, frozenset[str]] = {
    word: frozenset(types.split())
    for words, types in (
        ("province governorate state oblast wilayat prefecture krai republic territory canton", "region"),
        ("region", "region historical-region"),
        ("district county raion department municipality sub-district subdistrict", "district region"),
        ("city town capital metropolis", "city town capital village"),
        ("village suburb neighbourhood neighborhood", "town village city district"),
        ("mount mountain mountains jabal hills", "mountain"),
        ("river canal strait", "river canal strait"), ("lake", "lake"), ("division", "region"),
        ("sea gulf bay", "sea"), ("ocean", "ocean sea"),
        ("desert", "desert"), ("valley", "valley"), ("island islands", "island region country"), ("camp", "camp"),
        ("airport airbase base", "base airport"), ("dam crossing", "crossing building"),
        ("port", "crossing building city town"),
    )
    for word in words.split()
}  # fmt: skip
_FEATURES = "mountain river canal strait lake sea ocean desert valley camp base airport crossing building"
_SEAT_KM = 100.0
_METROPOLIS = 1_000_000
_SAME_NAME = 0.85  # least similarity of two spellings of a town's own name: Mitrovica is Mitrovicë
_SEAT_ALIKE = 0.7  # least similarity of the name and that of the town: Raqqa is Ar Raqqah
LARGE = 100_000  # people of a town that its namesake, a region elsewhere in the country, does not hide: Wyoming
_NATURE = frozenset(_FEATURES.split())
_WORLD = frozenset({"country", "continent", "ocean"})
_PORT = frozenset({"port", "fort"})  # Port Sudan is not Sudan
_TOWNS = frozenset({"city", "town", "village"})


def _lost(name: str, entry: Entry, candidates: Sequence[Entry], context: Context, type_words: frozenset[str]) -> float:
    """Points that an entry loses to a namesake: a town to a country (Mexico, Missouri), a province to its capital."""
    if entry.key in context.hints:
        return 0.0
    if any(c.key in context.hints for c in candidates):
        return 3.0  # the namesake is what the text says that holds something
    if entry.is_town:
        if context.hints.intersection(entry.within):
            return 0.0
        plain = normalise(name)
        namesakes = [c for c in candidates if plain in known_names(c)]
        if any(c.place_type in _WORLD for c in namesakes):
            return 3.0
        spoken_of = bool(context.countries.get(entry.country or ""))
        if yielded := _yields(plain, entry, candidates, spoken_of=spoken_of):
            return yielded
        regions = (c for c in namesakes if c.place_type == "region" and c.country == entry.country)
        return 2.5 if (entry.population or 0) < LARGE and any(not _lies_in(entry, c) for c in regions) else 0.0
    told = _type_points(entry, type_words) > 0.0
    if entry.place_type in ("region", "district") and not told and _is_named_after(entry, bare(normalise(name))):
        return 3.0 if any(_is_seat(c, entry, name) for c in candidates) else 0.0
    return 0.0


def _is_named_after(area: Entry, plain: str) -> bool:
    """Whether an area has a town's name as its own or as quite another one; Gaza is short for the Gaza Strip."""
    label = bare(normalise(area.label))
    return plain == label or (plain in map(bare, known_names(area)) and plain not in label.split())


def _yields(plain: str, town: Entry, candidates: Sequence[Entry], *, spoken_of: bool) -> float:
    """Points that a town loses whose second name is what others are called: Anantnag is "Islamabad" to few.

    Another spelling of its own name does not count; Delhi is no spelling of New Delhi. Nor does
    the beginning of its own name in a text of its country (`spoken_of`): Santiago de Cuba.
    """
    if spoken_of and normalise(town.label).startswith(f"{plain} "):
        areas = (c for c in candidates if c.place_type == "region" and c.country == town.country)
        areas = (c for c in areas if normalise(c.label) == plain)
        if all(_is_much_of(town, c) for c in areas):  # but Bihar is no Bihar Sharif
            return 0.0
    if similarity(plain, town.label) >= _SEAT_ALIKE and plain.count(" ") == normalise(town.label).count(" "):
        return 0.0
    called = (c for c in candidates if c.is_town and similarity(plain, c.label) >= _SAME_NAME)
    people = max((c.population or 0 for c in called), default=0)
    return 3.0 if people > min(LARGE, town.population or 0) else 1.5 if people > 0 else 0.0


_MUCH = 0.25  # share of an area's people


def _is_much_of(town: Entry, area: Entry) -> bool:
    """Whether much of an area lives in a town of it: of Santiago in Santiago de los Caballeros."""
    return area.key in town.within and (town.population or 0) >= _MUCH * (area.population or math.inf)


def _is_seat(town: Entry, area: Entry, name: str) -> bool:
    """Whether the namesake is the large town that the province or district lies around: then the bare name is its.

    It must be called so first of all, or be a metropolis (Chittagong): Jolo is "Sulu" to few.
    """
    if town.place_type not in ("city", "town", "capital") or (town.population or 0) <= 50_000:
        return False
    label = normalise(town.label)
    if label == normalise(name) and (town.population or 0) >= _METROPOLIS and town.country == area.country:
        return True  # wherever its borders are drawn: Almaty
    begins = label.startswith(bare(normalise(name))) and _is_much_of(town, area)  # Rostov-on-Don, but no Bihar Sharif
    called = similarity(name, without_article(label)) >= _SEAT_ALIKE or begins
    return (called or (town.population or 0) >= _METROPOLIS) and _lies_in(town, area)


def _lies_in(town: Entry, area: Entry) -> bool:
    """Whether a town lies in an area, by the gazetteer or near its middle."""
    if area.key in town.within:
        return True
    if None in (town.lat, town.lon, area.lat, area.lon) or town.country != area.country:
        return False
    return distance_km((town.lat or 0.0, town.lon or 0.0), (area.lat or 0.0, area.lon or 0.0)) < _SEAT_KM


def _place_points(name: str, _kind: Kind, entry: Entry, context: Context, type_words: frozenset[str]) -> float:
    if not entry.is_place:
        return -math.inf
    fits = _type_points(entry, type_words)
    if fits == -math.inf or (entry.place_type in _WORLD and _PORT.intersection(normalise(name).split())):
        return -math.inf
    points = name_points(name, entry) + fits + _fame(entry) + _SEAT_OF_STATE * _is_capital(name, entry, context)
    points -= _BY_CHANCE * _is_short_name(name, entry, context)
    if entry.country:
        points += 3.0 * math.sqrt(context.countries.get(entry.country, 0.0))
        if context.country:
            points += 3.0 if context.country == entry.country else -3.0
        elif _is_elsewhere(entry, context):
            points -= 1.0 if method_of(name, entry) == "name" else 4.0
        elif _is_by_chance(name, entry, context):
            points -= _OTHER_NAME
    if entry.key in context.hints or context.hints.intersection(entry.within):
        points += 6.0
    if context.regions.intersection(entry.within):
        points += 1.5
    return points + _near_points(entry, context.points)


def _is_elsewhere(entry: Entry, context: Context) -> bool:
    """Whether a small place lies in a country that the document never speaks of, though it speaks of others."""
    if not context.settled or _is_spoken_of(entry, context):
        return False
    return entry.place_type in _SMALL and (entry.population or 0) < LARGE


def _is_spoken_of(entry: Entry, context: Context) -> bool:
    """Whether the text speaks of the entry's country or of what contains it, or of no country at all."""
    if context.country or not context.countries or context.countries.get(entry.country or ""):
        return True
    return entry.key in context.hints or bool(context.hints.intersection(entry.within))


_OTHER_NAME = 3.0  # points that a town loses by a mere second name in a text of other countries: Mambasa is not Mombasa


def _is_by_chance(name: str, entry: Entry, context: Context) -> bool:
    """Whether only a second name, spelt much like its own, speaks for a town in a text of other countries."""
    if not entry.is_town or _is_spoken_of(entry, context) or method_of(name, entry) != "alias":
        return False
    return similarity(name, entry.label) >= _SAME_NAME


_SEAT_OF_STATE = 1.2  # points for the capital of a state; as much as sixteen times the people


def _is_capital(name: str, entry: Entry, context: Context) -> bool:
    """Whether a city is its country's capital, by its own name: that Kingston before others.

    It has 100,000 people or is in a country that the text speaks of: Victoria. "Mexico" is not its capital's name.
    """
    large = (entry.population or 0) >= LARGE or bool(context.countries.get(entry.country or ""))
    if not entry.is_town or not large or not entry.country:
        return False
    plain = normalise(name)
    capital = capitals().get(entry.country)
    return capital in known_names(entry) and plain in (capital, normalise(entry.label))


_BY_CHANCE = 3.0  # points that a town loses where only a short second name is its: Ber is Beure to few
_SHORT = 4  # letters


def _is_short_name(name: str, entry: Entry, context: Context) -> bool:
    """Whether only a short name speaks for a place that is not large: a town's second name, any of another country.

    Every land has a village of such a name: Uri of Kashmir is no canton.
    """
    if entry.place_type not in _SMALL or (entry.population or 0) >= LARGE or len(normalise(name)) > _SHORT:
        return False
    return (entry.is_town and method_of(name, entry) == "alias") or not _is_spoken_of(entry, context)


_SMALL = frozenset({"city", "town", "village", "district", "region"})


def _fame(entry: Entry) -> float:
    kind = entry.place_type or "town"
    size = math.log10(entry.population) if entry.population else 0.0
    if kind in _TOWNS:
        return max(size, 2.0)
    return _FAME.get(kind, 3.5) + 0.2 * size * (kind in ("region", "district", "capital", "country"))


def _type_points(entry: Entry, type_words: frozenset[str]) -> float:
    """Points for the kind of place that the words tell; a mountain is never a town."""
    kind, allowed = entry.place_type or "town", frozenset[str]()
    for word in type_words.difference(normalise(entry.label).split()):  # Rice Lake, the town
        allowed |= _TYPES.get(word, frozenset())
    if not allowed:
        return 0.0
    if kind in allowed:
        return 2.5
    if allowed <= _NATURE:
        return -math.inf
    if kind in _WORLD:
        return -6.0  # Mexico City is not Mexico
    return -2.5 if "county" in type_words else -1.5  # a district bears its town's name more often than a county


def _near_points(entry: Entry, points: Sequence[tuple[float, float]]) -> float:
    if not points or entry.lat is None or entry.lon is None or entry.place_type in ("country", "continent", "ocean"):
        return 0.0
    nearest = min(distance_km((entry.lat, entry.lon), p) for p in points)
    return 1.6 * math.exp(-nearest / 120.0) + 1.2 * math.exp(-nearest / 600.0)


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points (lat, lon) in km, on a sphere: good to 0.5 %, which ranking needs."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


# --- actors -----------------------------------------------------------------------------------------------------------

_BODIES = frozenset({Kind.ORGANISATION, Kind.ARMED_GROUP, Kind.MILITARY, Kind.GOVERNMENT, Kind.PARTY, Kind.MEDIA})
_STATES = frozenset({Kind.COUNTRY, Kind.GOVERNMENT})
_SHARED = frozenset(
    "border police|coast guard|congress|conservative party|constitutional court|defence forces|defense forces"
    "|democratic party|federal police|house of representatives|joint chiefs|joint chiefs of staff|labor party"
    "|labour party|ministry of defence|ministry of defense|ministry of foreign affairs|national assembly"
    "|national democratic party|national guard|national police|parliament|peoples liberation army"
    "|presidential guard|republican guard|republican party|senate|social democratic party|socialist party"
    "|supreme court|workers party".split("|")
)
"""Bodies that many states have: the bare name means that of the state of which the text speaks most."""

_PARTY_WORDS = frozenset(
    "agrarian alliance and centre center christian civic communist conservative democracy democratic democrats for"
    " freedom front green greens independence independent justice labor labour left liberal liberals liberty movement"
    " national nationalist new of party patriotic peasants peoples pirate popular progress progressive radical reform"
    " republican right social socialist the union united unity workers".split()
)
"""Words of which parties everywhere make their names."""


def _kind_points(kind: Kind, entry: Kind) -> float:
    if kind is entry:
        return 1.0
    if kind in _BODIES and entry in _BODIES:
        return 0.5 if Kind.ORGANISATION in (kind, entry) else -0.5
    if kind in _STATES and entry in _STATES:
        return 0.0
    if (kind, entry) == (Kind.PEOPLE, Kind.COUNTRY):
        return -math.inf  # "a Pakistani" is not Pakistan
    if {kind, entry} <= {Kind.PEOPLE, Kind.ARMED_GROUP, Kind.ORGANISATION, Kind.COUNTRY}:
        return -1.0
    return -math.inf


def _actor_points(name: str, kind: Kind, entry: Entry, context: Context, _type_words: frozenset[str]) -> float:
    fits = _kind_points(kind, entry.kind)
    if fits == -math.inf:
        return fits
    points = _actor_fame(name, entry) + fits + name_points(name, entry)
    active = [c for c in (entry.country, *entry.countries) if c]
    points += 2.5 * math.sqrt(max((context.countries.get(c, 0.0) for c in active), default=0.0))
    if context.country and active:
        points += 2.0 if context.country in active else -3.0
    if _is_common(normalise(name), entry):
        points -= (4.0 if entry.kind is Kind.PARTY else 6.0) * (
            1.0 - max((context.countries.get(c, 0.0) for c in active), default=0.0)
        )
    elif _is_abroad(name, entry, context):
        points -= _ABROAD if entry.kind is Kind.PARTY else _FOREIGN
    if _is_little_known(normalise(name), entry, context):
        points -= _ABROAD
    points += 1.5 * min(2, len(context.words.intersection(entry.words)))
    return points + _date_points(entry, context.published)


def _actor_fame(name: str, entry: Entry) -> float:
    """A full name is seldom shared; a surname alone or a short acronym needs the context."""
    if entry.kind is Kind.COUNTRY:
        return 8.0
    plain = normalise(name)
    if entry.kind is Kind.PERSON and " " not in plain:
        return 2.0
    if entry.sector == "IGO":
        return 5.6  # there is one UN and one NATO
    return 3.6 if len(plain) <= 4 else 4.6


_FOREIGN = 1.5  # points that a short name loses where the text speaks of other countries only
_WORLDWIDE = 4  # countries of a body that is spoken of everywhere: al-Qaeda
_LEADS = re.compile(r"\b(?<!Vice[ -])(?<!Deputy )(?:President|Prime Minister|Chancellor|King|[Ll]eader|founder)\b")
_ABROAD = 2.5  # the same for a party: each country has its own, of the same few words


def _is_shared(name: str, entry: Entry, context: Context) -> bool:
    """Whether another country may have a body of the name."""
    return _is_common(normalise(name), entry) or _is_abroad(name, entry, context)


def _is_common(plain: str, entry: Entry) -> bool:
    """Whether many states have a body of the name, as they have a congress and a green party."""
    return plain in _SHARED or (entry.kind is Kind.PARTY and _PARTY_WORDS.issuperset(plain.split()))


def _is_abroad(name: str, entry: Entry, context: Context) -> bool:
    """Whether a party, or a body by a short second name, is of countries that the text never speaks of, but of others.

    "PTI" and "UPC" mean other bodies elsewhere; persons and media are known beyond their country.
    """
    active = [c for c in (entry.country, *entry.countries) if c]
    if not 0 < len(active) < _WORLDWIDE or not context.countries or any(map(context.countries.get, active)):
        return False
    plain = without_article(normalise(name))
    own = plain == without_article(normalise(entry.label))
    short = entry.kind not in (Kind.PERSON, Kind.MEDIA) and plain.isalpha() and not own
    return entry.kind is Kind.PARTY or short


def _is_little_known(plain: str, entry: Entry, context: Context) -> bool:
    """Whether a surname is that of somebody who leads no state or group, whose country the text does not speak of.

    "Gates" and "Smith" alone are many people beside the ministers of that name; there is one Putin.
    """
    if entry.kind is not Kind.PERSON or " " in plain or _LEADS.search(entry.note):
        return False
    return context.country not in (entry.country, *entry.countries) and not context.countries.get(entry.country or "")


def _date_points(entry: Entry, published: date | None) -> float:
    if published is None:
        return 0.0
    if entry.valid_from and published < entry.valid_from:
        return -3.0
    if entry.valid_to and published.year > entry.valid_to.year + (20 if entry.kind is Kind.PERSON else 5):
        return -2.0
    return 0.5 if entry.valid_from else 0.0
