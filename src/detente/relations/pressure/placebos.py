"""Steps 3 and 5: other pressers in the presser's place, and the effect without each story and each state."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.relations.days import Floats
from detente.relations.pressure.association import AFTER, Design, blocks, design_of, hold, lagged, partial
from detente.relations.pressure.streams import Streams, joint
from detente.relations.pressure.values import LeftOut, Presser, Window
from detente.relations.values import Side

_PRESSERS = 12
_LEAST_WEEKS = 8
_STATES = 20


def other_pressers(streams: Streams, design: Design, window: Window, estimate: float) -> tuple[Presser, ...]:
    """The same test for the states most hostile toward both, at most 12, the strongest effect first.

    Of those with an effect that chance explains as little as LEVEL, it is also told how much of the presser's own
    effect is left beside theirs.
    """
    ranked = []
    for state in streams.others:
        pressure = joint(streams.hostile(state))
        if np.count_nonzero(pressure) >= _LEAST_WEEKS:
            ranked.append((-float(pressure.sum()), streams.weeks.codes[state], pressure))
    own = lagged(joint(streams.hostile()), window)
    found = []
    for _, code, pressure in sorted(ranked, key=lambda r: r[:2])[:_PRESSERS]:
        effect = hold(design, pressure, AFTER).effect()
        kept = None
        if effect.p <= 0.05 and effect.estimate > 0:
            beside = float(partial(design, own, more=lagged(pressure, effect.window)[:, None]))
            kept = beside / estimate if abs(estimate) > 1e-9 else None
        found.append(Presser(code, effect, kept))
    return tuple(sorted(found, key=lambda f: (f.effect.p, -f.effect.estimate, f.code)))


def without_stories(streams: Streams, design: Design, pressure: Floats, window: Window) -> tuple[LeftOut, ...]:
    """The effect without three weeks around each week in turn: the lowest and the highest, by the week's Monday."""
    used = range(*design.rows.indices(len(pressure)))
    averaged = lagged(pressure, window)
    found = [
        LeftOut(streams.mondays[week].isoformat(), float(partial(design, averaged, kept=kept)))
        for week, kept in zip(used, blocks(len(used)), strict=True)
    ]
    return _ends(found)


def without_states(streams: Streams, side: Side, pressure: Floats, window: Window) -> tuple[LeftOut, ...]:
    """The effect with each third state left out of the volume: the lowest and the highest, by its code."""
    averaged, outcome = lagged(pressure, window), streams.outcome(side)
    found = [
        LeftOut(
            streams.weeks.codes[state],
            float(partial(design_of(outcome, streams.volumes(without=state)), averaged)),
        )
        for state in streams.others[:_STATES]
    ]
    return _ends(found)


def on_one_alone(streams: Streams, design: Design, window: Window) -> tuple[LeftOut, ...]:
    """The association with the hostility toward one of the two only, by its code."""
    return tuple(
        LeftOut(streams.weeks.codes[at], float(partial(design, lagged(np.log1p(side), window))))
        for at, side in zip(streams.pair, streams.hostile(), strict=True)
    )


def _ends(found: Sequence[LeftOut]) -> tuple[LeftOut, ...]:
    ranked = sorted(found, key=lambda left: (left.estimate, left.what))
    return tuple(dict.fromkeys((*ranked[:1], *ranked[-1:])))
