"""The point that a relation to a known place implies, with how far off it may be.

"50 km southwest of Erbil" lies on a circle around Erbil's centre; a direction of eight is known to a sixteenth of the
circle, and a distance in the news to about a tenth.
"""

import math
from collections.abc import Sequence

from geographiclib.geodesic import Geodesic

from kg.model import Geo

Point = tuple[float, float]  # latitude, longitude in degrees, WGS 84

_AZIMUTH = {d: 45.0 * i for i, d in enumerate(("N", "NE", "E", "SE", "S", "SW", "W", "NW"))}
_NEAR_KM = 15.0  # how far "near" and "outside" reach from a town's centre
_VAGUE_KM = 50.0  # how far a direction without a distance reaches: "south of Erbil"


def locate(relation: str, anchors: Sequence[Point], distance_km: float | None, direction: str | None) -> Geo:
    """The point for a relation to one anchor, or to two for "between"; `direction` is one of the eight of _AZIMUTH.

    Raises ValueError without anchors.
    """
    if not anchors:
        raise ValueError(f"relation {relation!r} needs the point of at least one anchor")
    lat, lon = anchors[0]
    if len(anchors) > 1:
        line = Geodesic.WGS84.Inverse(lat, lon, *anchors[1])
        middle = Geodesic.WGS84.Direct(lat, lon, line["azi1"], line["s12"] / 2)
        return Geo(middle["lat2"], middle["lon2"], round(line["s12"] / 2000, 1), "computed")
    if direction is None:
        return Geo(lat, lon, distance_km or _NEAR_KM, "computed")
    reach = distance_km if distance_km is not None else _VAGUE_KM / 2
    there = Geodesic.WGS84.Direct(lat, lon, _AZIMUTH[direction], reach * 1000)
    off = math.hypot(reach * math.sin(math.radians(22.5)), reach * 0.1) if distance_km is not None else _VAGUE_KM / 2
    return Geo(round(there["lat2"], 5), round(there["lon2"], 5), round(off, 1), "computed")
