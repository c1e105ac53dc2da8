"""The point of a place that is given by its relation to another: "50 km southwest of Erbil", "near Makhmour"."""

import math
from collections.abc import Sequence

from geographiclib.geodesic import Geodesic

from kg.model import Geo

_EARTH = Geodesic.WGS84
_BEARINGS = {"N": 0.0, "NE": 45.0, "E": 90.0, "SE": 135.0, "S": 180.0, "SW": 225.0, "W": 270.0, "NW": 315.0}
# Without a distance: (km from the anchor's point in the direction, if one is told; uncertainty in km). News says "near"
# and "outside" of what a reader reaches within the hour; the figures are the compiler's judgement, not a measurement.
_LOOSE = {
    "in": (0.0, 5.0),
    "of": (0.0, 5.0),
    "outside": (0.0, 12.0),
    "near": (0.0, 15.0),
    "border": (0.0, 50.0),
    "direction": (20.0, 20.0),
}
_OTHER = (0.0, 25.0)
_SECTOR = math.sin(math.radians(22.5))  # half the width of a named direction, as a share of the distance
_ROUNDED = 0.1  # "some 50 kilometers" is good to a tenth


def locate(
    relation: str,
    anchors: Sequence[tuple[float, float]],
    distance_km: float | None = None,
    direction: str | None = None,
) -> Geo:
    """The point and its uncertainty in km; `anchors` are (lat, lon) in degrees, two of them for "between".

    A distance with a direction is gone along the geodesic; a distance alone leaves the anchor's point, uncertain by the
    distance. Raises ValueError for no anchor, an unknown direction or a negative distance.

    >>> point = locate("direction", [(36.19, 44.01)], 50, "SW")
    >>> round(point.lat, 2), round(point.lon, 2), round(point.uncertainty_km)
    (35.87, 43.62, 20)
    """
    _check(anchors, distance_km, direction)
    if relation == "between" and len(anchors) >= 2:
        return _between(anchors[0], anchors[1])
    lat, lon = anchors[0]
    offset, uncertainty = _LOOSE.get(relation, _OTHER)
    if distance_km is not None:
        if direction is None:
            return Geo(lat, lon, round(distance_km, 1), "computed")
        return _along(lat, lon, distance_km, direction, distance_km * (_SECTOR + _ROUNDED * 0.2))
    if direction is not None and relation not in ("in", "of"):
        return _along(lat, lon, offset or uncertainty, direction, max(uncertainty, 10.0))
    return Geo(lat, lon, uncertainty, "computed")


def _check(anchors: Sequence[tuple[float, float]], distance_km: float | None, direction: str | None) -> None:
    if not anchors:
        raise ValueError("a relative place needs the point of its anchor; got none")
    if direction is not None and direction not in _BEARINGS:
        raise ValueError(f"direction {direction!r} is not one of {', '.join(_BEARINGS)}")
    if distance_km is not None and not distance_km >= 0:
        raise ValueError(f"distance {distance_km} km is not 0 or more")


def _along(lat: float, lon: float, distance_km: float, direction: str, uncertainty: float) -> Geo:
    end = _EARTH.Direct(lat, lon, _BEARINGS[direction], distance_km * 1000.0)
    return Geo(round(end["lat2"], 5), round(end["lon2"], 5), round(max(uncertainty, 1.0), 1), "computed")


def _between(a: tuple[float, float], b: tuple[float, float]) -> Geo:
    """The middle of the geodesic, uncertain by half its length."""
    line = _EARTH.InverseLine(*a, *b)
    middle = line.Position(line.s13 / 2)
    half_km = float(line.s13) / 2000.0
    return Geo(round(middle["lat2"], 5), round(middle["lon2"], 5), round(max(half_km, 1.0), 1), "computed")
