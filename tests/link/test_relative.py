"""Points of relative places."""

import pytest

from kg.link.rank import distance_km
from kg.link.relative import locate

ERBIL = (36.19, 44.01)
KIRKUK = (35.47, 44.39)


def test_distance_and_direction_go_along_the_earth() -> None:
    point = locate("direction", [ERBIL], 50, "SW")
    assert distance_km(ERBIL, (point.lat, point.lon)) == pytest.approx(50, rel=0.01)
    assert point.lat < ERBIL[0] and point.lon < ERBIL[1]
    assert 10 < point.uncertainty_km < 30
    assert point.method == "computed"


def test_near_is_the_anchor_with_an_uncertainty() -> None:
    point = locate("near", [ERBIL])
    assert (point.lat, point.lon) == ERBIL and point.uncertainty_km > 0


def test_distance_without_direction_is_only_uncertainty() -> None:
    point = locate("near", [ERBIL], 30)
    assert (point.lat, point.lon, point.uncertainty_km) == (*ERBIL, 30)


def test_between_is_the_middle() -> None:
    point = locate("between", [ERBIL, KIRKUK])
    middle = (point.lat, point.lon)
    assert distance_km(ERBIL, middle) == pytest.approx(distance_km(KIRKUK, middle), rel=0.01)
    assert point.uncertainty_km == pytest.approx(distance_km(ERBIL, KIRKUK) / 2, rel=0.02)


def test_a_direction_alone_moves_a_little() -> None:
    point = locate("near", [ERBIL], None, "S")
    assert 5 < distance_km(ERBIL, (point.lat, point.lon)) < 30 and point.lat < ERBIL[0]


@pytest.mark.parametrize(
    ("anchors", "km", "direction", "message"),
    [([], None, None, "anchor"), ([ERBIL], 5, "south", "'south'"), ([ERBIL], -1, "N", "-1")],
)
def test_what_makes_no_sense_is_refused(anchors: list, km: float | None, direction: str | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        locate("near", anchors, km, direction)
