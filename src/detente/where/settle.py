"""Which of the places of one name is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import cos, hypot, log10, radians

from detente.where.keys import key_of
from detente.where.setting import weight_of
from detente.where.table import Entry, capitals, entries_of

_CAPITAL = 0.5
"""London stays in England in a report on Canada."""
_CLOSE, _CLOSE_KM = 1.2, 120.0
"""Alexandria beside Washington is the one over the Potomac."""
_ACROSS_KM = 40.0
"""Windsor beside Detroit is the one over the river."""
_SEA = 7.5
"""A sea, a strait or disputed land is hardly ever named for something else."""
_COUNTRY, _REGION = 1.0, 0.8
_LONG_NAME, _KNOWN_TOWN = 6, 30_000
_SPELLINGS = (
    *(("oi", "oy"), ("oy", "oi"), ("iy", "y"), ("ij", "y"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("q", "k")),
    *(("kh", "h"), ("gh", "g"), ("ay", "ai"), ("ai", "ay"), ("ei", "ay"), ("el ", "al "), ("as ", "al "), ("dj", "j")),
    *(("tch", "ch"), ("k", "kk"), ("ss", "s"), ("ll", "l"), ("a", "e"), ("e", "a"), ("o", "u"), ("u", "o")),
    *(("ck", "k"), ("w", "v"), ("ye", "e"), ("yi", "i"), ("iya", "ia"), ("ia", "iya"), ("ya", "ia"), ("h", "")),
)


def best_of(
    entries: Iterable[Entry], key: str, pull: Mapping[str, float], beside: Iterable[Entry] = ()
) -> Entry | None:
    """The likeliest of the places: the larger, unless the report speaks for the land of another; None of none.

    `pull` is what the report says for each country, `beside` are places named in the same sentence.
    """
    ranked = [(_score(e, key, pull, beside), -n, e) for n, e in enumerate(entries)]
    return max(ranked, key=lambda r: r[:2])[2] if ranked else None


def _score(entry: Entry, key: str, pull: Mapping[str, float], beside: Iterable[Entry]) -> float:
    if entry.country is None:
        return _SEA
    score = log10(weight_of(entry, key)) + pull.get(entry.country, 0.0)
    if entry.kind == "country":
        return score + _COUNTRY
    if entry.kind == "region" and not entry.is_ours:
        score -= _REGION  # a province's people are all its towns'
    if key_of(capitals().get(entry.country, "")) == key_of(entry.name) and entry.kind == "city":
        score += _CAPITAL
    near = [_km(entry, other) < (_CLOSE_KM if other.country == entry.country else _ACROSS_KM) for other in beside]
    if any(near):
        score += _CLOSE
    return score


def _km(a: Entry, b: Entry) -> float:
    return 111.0 * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2)))


def spelled_otherwise(key: str, pull: Mapping[str, float]) -> tuple[Entry, ...]:
    """Places of the lands that the report speaks of, spelled nearly so: "Dzhankoi" is Dzhankoy.

    Of any land where only an ending differs and one land alone has the name: "Shabwa" is Shabwah.
    """
    if len(key) < 5:
        return ()
    forms = {key.replace(a, b) for a, b in _SPELLINGS if a in key} | {f"al {key}", key.removeprefix("al ")}
    forms |= {f"{key}h", f"{key}a", key.removesuffix("a")}
    forms.discard(key)
    found = [e for form in sorted(forms) for e in entries_of(form) if pull.get(e.country or "", 0.0) >= 1.0]
    if not found and len(key) >= _LONG_NAME:
        endings = (f"{key}h", f"{key}a", f"al {key}", key.removesuffix("h"))
        found = [e for form in endings if form != key for e in entries_of(form)]
        is_one = len({e.country for e in found}) == 1
        found = [e for e in found if is_one and (e.kind == "region" or e.weight >= _KNOWN_TOWN)]
    return tuple(e for e in found if e.kind != "country")
