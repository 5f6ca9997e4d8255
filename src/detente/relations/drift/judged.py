"""What the tests of all pairs say together: which changes are clear, which lean, and what nothing can be told of."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.relations.drift.signs import false_signs, normal_errors
from detente.relations.drift.tones import compare_tones
from detente.relations.drift.values import Chance, Control, Shift, Tone, TooLittle, Verdict
from detente.relations.drift.weekly import PairWeeks

WIDEST: dict[Tone, float] = {"goldstein": 3.0, "balance": 0.5}
"""A 95 % interval reaching further than this to either side tells nothing."""
_LEVEL = 0.05
_KNOWN_UNCHANGED = 8
"""Pairs that are taken to be known not to have changed, over the number tested: a table of few pairs cannot tell by
itself how seldom they change. Of 40 it is a fifth of a pair, of 300 next to nothing."""


class Judged(NamedTuple):
    """The tests of both tones over the pairs tested, and the rates of the tone that the verdicts rest on."""

    goldstein: list[Shift]
    balance: list[Shift]
    chances: list[Chance]
    rho: float
    phi: float
    unchanged: float | None

    def of_tone(self, tone: Tone) -> list[Shift]:
        """The shifts of one of the two tones."""
        return self.goldstein if tone == "goldstein" else self.balance


def judged(weekly: list[PairWeeks], tone: Tone, has_weights: bool, *, moods_last: bool = True) -> Judged:
    """Test all pairs, each with events in two weeks of either period; without any pair, everything is empty.

    `moods_last`: whether that a mood lasts from week to week counts as chance.
    """
    if not len(weekly[0].pairs):
        return Judged([], [], [], 0.0, 0.0, None)
    from statsmodels.stats.multitest import multipletests

    by_tone = {"balance": compare_tones(weekly[0], weekly[1], "balance", moods_last=moods_last)}
    if has_weights:
        by_tone["goldstein"] = compare_tones(weekly[0], weekly[1], "goldstein", moods_last=moods_last)
    tested = by_tone[tone]
    penalty = 1 + _KNOWN_UNCHANGED / len(tested.change)
    signs = false_signs(tested.change, normal_errors(tested.change, tested.se, tested.df), penalty=penalty)
    rates: list[NDArray[np.float64]] = [signs.local, signs.s, multipletests(tested.p, method="fdr_bh")[1]]
    return Judged(
        goldstein=by_tone["goldstein"].shifts() if has_weights else [],
        balance=by_tone["balance"].shifts(2.0, -1.0),
        chances=[Chance._make(row) for row in zip(*(r.tolist() for r in rates), strict=True)],
        rho=tested.rho,
        phi=tested.phi,
        unchanged=signs.unchanged,
    )


def verdict_of(
    shift: Shift | None, chance: Chance | None, control: Control, fdr: float, tone: Tone, missing: TooLittle
) -> tuple[Verdict, bool, TooLittle | None]:
    """The verdict, whether the pair leans, and why nothing can be told.

    Clear is a change that all pairs together allow to call so, whose own interval does not hold 0, and that stays
    without its loudest week. All pairs together may lend a pair certainty, but none beyond what its own weeks have:
    nobody could follow a verdict with an interval on both sides of 0.
    """
    if shift is None or chance is None:
        return "cannot tell", False, missing
    if shift.p < _LEVEL and shift.p_without < _LEVEL:
        if (chance.s if control == "sign" else chance.q) <= fdr:
            return ("warming" if shift.change > 0 else "cooling"), False, None
        return "no clear change", True, None
    if (shift.high - shift.low) / 2 > WIDEST[tone]:
        return "cannot tell", False, "wide interval"
    return "no clear change", False, None
