"""Invented tables of dyads and days for the tests of this room."""

from datetime import date, timedelta
from functools import cache

import numpy as np

from detente.relations.days import table_of

FIRST = date(2030, 1, 7)
"""A Monday."""


def row(source, target, day, cooperation=0, conflict=0, goldstein=0.0, reports=None):
    """One row; `day` counts from FIRST."""
    n = cooperation + conflict
    when = FIRST + timedelta(days=int(day))
    return (source, target, when, int(cooperation), 0, int(conflict), 0, goldstein, goldstein, int(n), reports)


def table(rows, n_days=301, unit="events"):
    """A table of these rows that knows so many days from FIRST."""
    return table_of("mine", unit, (FIRST, FIRST + timedelta(days=n_days - 1)), rows)


@cache
def world(seed, n_days=301, a_day=30):
    """Rows of twenty other pairs that go on as ever, in stories of a few events."""
    rng = np.random.default_rng(seed)
    rows = []
    for pair in range(20):
        source, target = f"X{pair:02}", f"Y{pair:02}"
        counts = rng.negative_binomial(a_day / 60, 0.25, (2, n_days))
        rows += [row(source, target, d, *counts[:, d]) for d in range(n_days) if counts[:, d].any()]
    return rows


def pair_rows(cooperation, conflict=None, pair=("AAA", "BBB")):
    """The rows of a pair from its daily counts."""
    conflict = np.zeros(len(cooperation), int) if conflict is None else conflict
    days = np.flatnonzero(np.asarray(cooperation) + np.asarray(conflict))
    return [row(*pair, d, cooperation[d], conflict[d]) for d in days]


def weekly_rows(cooperation, conflict=None, pair=("AAA", "BBB")):
    """The rows of a pair from its weekly counts, all filed on Wednesdays."""
    conflict = np.zeros(len(cooperation), int) if conflict is None else conflict
    return [row(*pair, 7 * w + 2, c, k) for w, (c, k) in enumerate(zip(cooperation, conflict, strict=True)) if c or k]
