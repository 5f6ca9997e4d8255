"""Step 6: the event study. Weeks of high pressure on both: cooperation after them less cooperation before."""

from __future__ import annotations

from datetime import date

import numpy as np

from detente.relations.days import Floats
from detente.relations.pressure.association import arrangements, far, runs
from detente.relations.pressure.values import Study

_BEFORE, _AFTER = 4, 3
_HIGH = 1.5


def study(mondays: tuple[date, ...], sides: tuple[Floats, Floats], corrected: Floats) -> Study:
    """The change of corrected cooperation (or conflict) around shocks, against the same shocks in other weeks.

    A shock is a week in which the hostility toward each of the two is above its mean by 1.5 of its standard
    deviations; of weeks in a row the first counts. `corrected` is log(1 + n) without what volume and trend
    explain, by week.
    """
    one, two = (np.log1p(side) for side in sides)
    high = (one > one.mean() + _HIGH * one.std()) & (two > two.mean() + _HIGH * two.std())
    shocks = [first for first, _ in runs(np.flatnonzero(high).tolist())]
    size = len(corrected)
    shocks = [week for week in shocks if _BEFORE <= week < size - _AFTER]
    if not shocks:
        return Study((), None, 0.0, 0.0, None)
    marks = np.zeros(size)
    marks[shocks] = 1.0
    turned = arrangements(marks)[far(size)]
    change = np.full(size, np.nan)
    for week in range(_BEFORE, size - _AFTER):
        change[week] = corrected[week + 1 : week + 1 + _AFTER].mean() - corrected[week - _BEFORE : week].mean()
    is_known = ~np.isnan(change)
    sums = np.where(is_known, change, 0.0) @ turned.T
    numbers = is_known @ turned.T
    means = sums / np.maximum(numbers, 1)
    usable = numbers > 0
    drawn = means[usable]
    return Study(
        tuple(mondays[week] for week in shocks),
        float(means[0]),
        float(drawn[1:].mean()),
        float(drawn[1:].std()),
        float(np.mean(drawn >= means[0] - 1e-12)),
    )
