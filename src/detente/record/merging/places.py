"""Whether two tellings can be of one place."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from detente.record.merging.values import Spot

_NEAR_KM = 25.0
"""A village and the town after which others name the place."""
_GENERAL = frozenset("north south east west new old port river lake mount island sea bay city village airport".split())
_FAR_KM = 100.0
_FINE = frozenset({"city", "site"})


def compare(one: Spot | None, other: Spot | None) -> str:
    """How the places agree, as the name of a fact."""
    if one is None or other is None:
        return "place not known"
    if one.country is not None and other.country is not None and one.country != other.country:
        return "two countries"
    if one.name == other.name:
        return "same place" if one.precision in _FINE or one.precision == "region" else "same country"
    if "country" in (one.precision, other.precision):
        return "place within"
    apart = distance(one, other)
    if apart is None:
        has_word = set(one.name.split()) & set(other.name.split()) - _GENERAL
        return "place within" if has_word else "other place name"
    if apart <= _NEAR_KM:
        return "places near"
    if one.precision in _FINE and other.precision in _FINE:
        return "two towns" if apart <= _FAR_KM else "towns far apart"
    return "place within" if apart <= 6 * _NEAR_KM else "two regions"


def distance(one: Spot, other: Spot) -> float | None:
    """Kilometres along the great circle; None where a place has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = radians(one.lat), radians(other.lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))
