"""Step 7: the verdict in words. Supported, not supported, or cannot tell; and why.

Supported: cooperation was higher in the weeks after pressure than chance makes it, more than in the same week, and with
that week and the one to come held constant; no single story and no other presser carries it. Not supported: there was
enough to see an effect worth naming, and the largest that the data allow is smaller; or it came no later than pressure.
Cannot tell: anything else, and always where there is too little to go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from detente.relations.days import Floats
from detente.relations.pressure.streams import Streams, joint
from detente.relations.pressure.values import LEVEL, WORTH_NAMING, Effect, Evidence, LeftOut, Presser, Verdict
from detente.relations.values import Side

LEAST_WEEKS = 26
LEAST_EVENTS = 30
LEAST_ACTIVE = 1 / 3
LEAST_EFFECTIVE = 10.0
LEAST_PRESSED = 10
_KIND = {"cooperation": "cooperative", "conflict": "hostile"}
_ONE_SIDED, _LEFT = 1.644854, 1.281552
"""Standard scores of 95 and 90 %, one-sided."""
_MORE = 1.0
"""By how many of its standard deviations the effect must exceed that of the same week."""
_CARRIED = 0.6
"""A story, or another presser, carries the effect if less than this share of it is left without it."""


def evidence_of(streams: Streams, side: Side) -> Evidence:
    """How much the series hold of the pair's cooperation, or conflict."""
    counts = streams.outcome(side)
    total = float(counts.sum())
    two_weeks = [float(a + b) for a, b in pairwise(counts)]
    at = int(np.argmax(two_weeks)) if two_weeks and total else None
    one, two = streams.hostile()
    return Evidence(
        weeks=len(counts),
        events=int(total),
        active_weeks=int(np.count_nonzero(counts)),
        effective_weeks=_effective(counts),
        busiest_share=two_weeks[at] / total if at is not None else 0.0,
        busiest_week=streams.mondays[at] if at is not None else None,
        hostile=(int(one.sum()), int(two.sum())),
        pressed_weeks=int(np.count_nonzero(joint((one, two)))),
        hostile_share=(_halves(streams, streams.pair[0]), _halves(streams, streams.pair[1])),
    )


def _halves(streams: Streams, state: int) -> tuple[float | None, float | None]:
    """The hostile share of the presser's acts toward a state, in the first half of the weeks and in the second."""
    hostile = streams.weeks.conflict[streams.presser, state]
    friendly = streams.weeks.cooperation[streams.presser, state]
    middle = len(hostile) // 2
    shares = []
    for part in (slice(None, middle), slice(middle, None)):
        bad, good = float(hostile[part].sum()), float(friendly[part].sum())
        shares.append(bad / (bad + good) if bad + good else None)
    return shares[0], shares[1]


def _effective(counts: Floats) -> float:
    squares = float((counts**2).sum())
    return float(counts.sum()) ** 2 / squares if squares else 0.0


def too_little(evidence: Evidence, names: tuple[str, str, str], side: Side) -> list[str]:
    """Why there is too little to go on, in sentences; empty where there is enough."""
    presser, a, b = names
    kind = _KIND[side]
    e = evidence
    found = []
    if e.weeks < LEAST_WEEKS:
        found.append(f"{e.weeks or 'No'} whole week{'' if e.weeks == 1 else 's'} known; the test needs {LEAST_WEEKS}.")
    if e.events < LEAST_EVENTS or (e.weeks and e.active_weeks < LEAST_ACTIVE * e.weeks):
        found.append(
            f"{a} and {b} have {e.events} {kind} event{'' if e.events == 1 else 's'}, in {e.active_weeks} of {e.weeks}"
            f" weeks. At least {LEAST_EVENTS}, and some in a third of the weeks, are needed: where most have none, no"
            " change from week to week can be told."
        )
    if e.events > 2 and e.effective_weeks < LEAST_EFFECTIVE:
        week = f"; {e.busiest_share:.0%} of them fall in the two weeks from {e.busiest_week}" if e.busiest_week else ""
        found.append(
            f"They are bunched: spread evenly they would fill {e.effective_weeks:.1f} weeks{week}. One story is no"
            " pattern."
        )
    if e.pressed_weeks < LEAST_PRESSED:
        weeks = f"{e.pressed_weeks} week{'' if e.pressed_weeks == 1 else 's'}"
        found.append(f"{presser} was hostile toward both in {weeks} only; {LEAST_PRESSED} are needed.")
    return found


@dataclass(frozen=True, slots=True)
class Findings:
    """What the steps found, as far as the verdict needs it."""

    effect: Effect
    most: float
    """The largest effect after pressure that the data do not rule out."""
    spread: float
    """Standard deviation of the effect by chance."""
    same_week: Effect
    lead: Effect
    after_alone: float
    """The effect with the pressure of the same week and of the week to come held constant."""
    most_more: float
    """The largest difference of the effect to that in the same week or before that the data do not rule out."""
    stories: tuple[LeftOut, ...]
    pressers: tuple[Presser, ...]


def decide(f: Findings, names: tuple[str, str, str], side: Side) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict and its reasons, in sentences."""
    presser, a, b = names
    size = (
        f"{f.effect.window.words()}, {side} of {a} and {b} is {_signed(f.effect.estimate)} standard deviations for one"
        f" of pressure (95 % interval {_signed(f.effect.low)} to {_signed(f.effect.high)});"
        f" p = {f.effect.p:.3f} against the same pressure in other weeks"
    )
    if not (f.effect.p <= LEVEL and f.effect.estimate > 0):
        if f.most < WORTH_NAMING:
            return "not supported", (
                f"No rise is found: {size}.",
                "An effect worth naming (half a standard deviation) would have shown: the largest that these weeks"
                f" allow is {_signed(f.most)} (one-sided 95 %).",
            )
        return "cannot tell", (
            f"No rise is found beyond chance: {size}.",
            "But an effect worth naming (half a standard deviation) is not ruled out: up to"
            f" {_signed(f.most)} is possible. More weeks are needed.",
        )
    around = (
        f"{f.lead.window.words()} (the placebo) it is {_signed(f.lead.estimate)}, p = {f.lead.p:.3f}; in the same week"
        f" {_signed(f.same_week.estimate)}; with both held constant {_signed(f.after_alone)} is left"
    )
    # a shared occasion shows in the same week first, and before and after alike: what follows must stand on its own
    if f.after_alone / f.spread < _ONE_SIDED or f.effect.estimate < f.same_week.estimate + _MORE * f.spread:
        told = (f"A rise is found: {size}.", f"But it is not there only after pressure: {around}.")
        if f.most_more < WORTH_NAMING:
            return "not supported", (*told, "What comes before, or at the same time, is not preceded by pressure.")
        return "cannot tell", (*told, "These weeks cannot tell the two apart.")
    carried = _carriers(f)
    if carried:
        return "cannot tell", (f"A rise is found: {size}.", *carried)
    return "supported", (
        f"A rise is found: {size}.",
        f"It follows pressure and does not come before it: {around}.",
        f"No single story carries it: without any three weeks at least {_signed(f.stories[0].estimate)} is left.",
        _others(f.pressers, presser),
        "Preceded by is all that this shows: what else happened in those weeks is not known to the series.",
    )


def _carriers(f: Findings) -> list[str]:
    found = []
    left = f.stories[0]
    if left.estimate < _CARRIED * f.effect.estimate or left.estimate / f.spread < _LEFT:
        found.append(
            f"But one story carries it: without the three weeks around {left.what}, {_signed(left.estimate)} is left."
        )
    for other in f.pressers:
        if other.kept is not None and other.kept < _CARRIED:
            found.append(
                f"But it goes as well with the hostility of {other.code}: with that held constant, {other.kept:.0%} of"
                " the effect is left."
            )
            break
    return found


def _others(pressers: tuple[Presser, ...], presser: str) -> str:
    if not pressers:
        return "No other state was hostile toward both often enough to stand in as a placebo."
    strong = [p for p in pressers if p.effect.p <= LEVEL and p.effect.estimate > 0]
    told = f"Of {len(pressers)} other pressers, {len(strong) or 'none'} show{'s' if len(strong) < 2 else ''} a rise"
    told += f" at p ≤ {LEVEL:g} ({LEVEL * len(pressers):.1f} are expected by chance)"
    return f"{told}; beside them the effect of {presser} stays." if strong else f"{told}."


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")
