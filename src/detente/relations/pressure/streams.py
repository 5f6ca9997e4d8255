"""Step 1: the weekly series of the three, and the volume of news that they are corrected for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from detente.relations.days import DyadDays, Floats, Weeks, weeks_of, whole_weeks
from detente.relations.values import Side

_CELLS = 20_000_000
"""States squared times weeks at most: of a long table with many states the most active are read."""


@dataclass(frozen=True, slots=True)
class Streams:
    """Weekly counts around a presser and two states; arrays have one entry a week."""

    weeks: Weeks
    presser: int
    pair: tuple[int, int]
    others: tuple[int, ...]
    """Positions of all other states, the most active first."""
    events: Floats
    """(states, states, weeks): all events between two, both directions."""

    @property
    def mondays(self) -> tuple[date, ...]:
        """First days of the weeks."""
        return self.weeks.mondays

    def cooperation(self) -> Floats:
        """Cooperative events of the pair, both directions."""
        i, j = self.pair
        return np.asarray(self.weeks.cooperation[i, j] + self.weeks.cooperation[j, i])

    def outcome(self, side: Side) -> Floats:
        """Cooperation or conflict of the pair."""
        return self.cooperation() if side == "cooperation" else self.conflict()

    def conflict(self) -> Floats:
        """Hostile events of the pair, both directions."""
        i, j = self.pair
        return np.asarray(self.weeks.conflict[i, j] + self.weeks.conflict[j, i])

    def hostile(self, presser: int | None = None) -> tuple[Floats, Floats]:
        """Hostile events of a presser toward each of the two."""
        p = self.presser if presser is None else presser
        return self.weeks.conflict[p, self.pair[0]], self.weeks.conflict[p, self.pair[1]]

    def volumes(self, *, without: int | None = None) -> list[Floats]:
        """log(1 + n) of the news that moves with the seasons: each of the two with third states, and third states
        among themselves; `without` one of these. Series that never change are left out.
        """
        third = list(self.others)
        if not third:
            return []
        among = self.events[np.ix_(third, third)].sum(axis=1)
        found = [self.events[side][third] for side in self.pair]
        sums = [*(with_third.sum(axis=0) for with_third in found), among.sum(axis=0) / 2]
        if without is not None:
            at = third.index(without)
            sums = [sums[0] - found[0][at], sums[1] - found[1][at], sums[2] - among[at]]
        return [np.log1p(volume) for volume in sums if volume.std() > 0]

    def volume(self) -> Floats:
        """Events of all dyads by week."""
        return np.asarray(self.events.sum(axis=(0, 1)) / 2)


def streams_of(days: DyadDays, presser: str, pair: tuple[str, str]) -> Streams:
    """The weekly series of the three and of the states around them; of acts between countries only."""
    between = days.between_countries()
    total: Any = np.bincount(between.source, weights=between.counts.sum(axis=0), minlength=len(days.codes))
    total = total + np.bincount(between.target, weights=between.counts.sum(axis=0), minlength=len(days.codes))
    three = (presser, *pair)
    ranked = sorted(range(len(days.codes)), key=lambda i: (-total[i], days.codes[i]))
    most = int((_CELLS / max(1, len(whole_weeks(days.first_day, days.last_day)))) ** 0.5)
    others = [days.codes[i] for i in ranked if total[i] > 0 and days.codes[i] not in three][:most]
    weeks = weeks_of(between, (*three, *others))
    one_way = weeks.cooperation + weeks.conflict
    return Streams(weeks, 0, (1, 2), tuple(range(3, 3 + len(others))), one_way + one_way.transpose(1, 0, 2))


def joint(sides: Sequence[Floats]) -> Floats:
    """Joint pressure: the geometric mean of log(1 + n) of the hostility toward each; none where one is spared."""
    return np.asarray(np.sqrt(np.log1p(sides[0]) * np.log1p(sides[1])))
