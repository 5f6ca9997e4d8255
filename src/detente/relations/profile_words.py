"""The profile in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from detente.relations.values import Ratio

if TYPE_CHECKING:
    from detente.relations.profile import Expectation, Mix, Profile

_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_NO_LIMIT = 1000.0
"""A ratio's upper limit beyond which it is told as none: resamples in which next to nothing was to be expected."""
_WHY = {
    "no others": "no other pair of theirs tells what is usual",
    "few events": "too few {unit}",
    "short time": "too short a time",
}


def sentences(profile: Profile, name: Callable[[str], str]) -> tuple[str, ...]:
    """Each figure of a profile in one plain sentence."""
    return tuple(_iter(profile, name))


def _iter(profile: Profile, name: Callable[[str], str]) -> Iterator[str]:
    a, b = (name(code) for code in profile.pair)
    who = {
        "pair": f"{a} and {b}",
        "first to second": f"{a} towards {b}",
        "second to first": f"{b} towards {a}",
        "first with all": f"{a} with everybody",
        "second with all": f"{b} with everybody",
        "all": "all pairs of countries",
    }
    pair, everybody = profile.mixes[0], profile.mixes[-1]
    span = f"from {profile.first_day} to {profile.last_day}"
    if profile.first_day == profile.last_day:
        span = f"on {profile.first_day}"
    if not pair.n or profile.rank is None:
        yield f"Nothing is known between {a} and {b} {span} (origin {profile.origin})."
        return
    yield (
        f"{a} and {b} have {_n(pair.n, profile.unit)} {span}: number {profile.rank:,} of {profile.pairs:,} "
        f"{'pairs' if profile.pairs > 1 else 'pair'} of countries (origin {profile.origin})."
    )
    if pair.quads and everybody.quads:
        parts = (
            f"{_percent(x)} {quad} (all pairs {_percent(y)})"
            for x, y, quad in zip(pair.quads, everybody.quads, _QUADS, strict=True)
        )
        yield f"Of them are {', '.join(parts)}."
    if pair.goldstein is not None:
        others = ", ".join(f"{who[m.of]} {m.goldstein:+.2f}" for m in profile.mixes[3:] if m.goldstein is not None)
        yield f"The mean Goldstein weight of {a} and {b} is {pair.goldstein:+.2f} ({others})."
    for mix in profile.mixes:
        if mix.cooperation is not None and mix.of in ("pair", "first to second", "second to first"):
            yield f"{_share(mix)} of the {profile.unit} of {who[mix.of]} are cooperation{_beside(mix, profile, who)}."
    for one in profile.expectations:
        yield from _expectation(one, who[one.of], profile.unit)


def _beside(mix: Mix, profile: Profile, who: dict[str, str]) -> str:
    if mix.of != "pair":
        return ""
    others = (f"{who[m.of]}, {_percent(m.cooperation.share)}" for m in profile.mixes[3:] if m.cooperation)
    return f" ({'; '.join(others)})"


def _expectation(one: Expectation, who: str, unit: str) -> Iterator[str]:
    for side, n, expect, ratio in (
        ("cooperative", one.cooperation, one.expected_cooperation, one.cooperation_ratio),
        ("hostile", one.conflict, one.expected_conflict, one.conflict_ratio),
    ):
        if ratio is not None:
            yield (
                f"{who[0].upper()}{who[1:]}: {n:,} {side} {unit if n != 1 else unit[:-1]}; from what each does with "
                f"everybody else {expect:,.1f} would be expected ({_times(ratio)})."
            )
    if one.excess is None or one.expected_share is None:
        why = _WHY[one.why or "few events"].format(unit=unit)
        yield f"Whether {who} are friendlier or more hostile than expected cannot be told: {why}."
        return
    verdict = "which may be chance"
    if one.excess.low > 0:
        verdict = "friendlier than expected"
    elif one.excess.high < 0:
        verdict = "more hostile than expected"
    found = one.expected_share + one.excess.difference
    low, high = (_points(x) for x in (one.excess.low, one.excess.high))
    yield (
        f"For {who} {_percent(one.expected_share)} cooperation would be expected, {_percent(found)} is found: "
        f"{_points(one.excess.difference)} points (95 % {low} to {high}), {verdict}."
    )


def _times(ratio: Ratio) -> str:
    if ratio.high >= _NO_LIMIT:
        return f"×{_factor(ratio.ratio)}, 95 % from {_factor(ratio.low)}, not bounded above"
    return f"×{_factor(ratio.ratio)}, 95 % {_factor(ratio.low)} to {_factor(ratio.high)}"


def _factor(value: float) -> str:
    return f"{value:.2g}" if value < 99.5 else f"{value:,.0f}"


def _points(share: float) -> str:
    return f"{100 * share:+.1f}".replace("-", "−")


def _share(mix: Mix) -> str:
    share = mix.cooperation
    return f"{_percent(share.share)} ({_percent(share.low)} to {_percent(share.high)})" if share else ""


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _n(n: int, unit: str) -> str:
    return f"{n:,} {unit if n != 1 else unit[:-1]}"
