"""Sums by place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.relations.days import Floats


def summed(place: NDArray[np.integer], amounts: NDArray[np.integer] | NDArray[np.floating], size: int) -> Floats:
    """The sum of the amounts at each place from 0 to size - 1."""
    return np.bincount(place, amounts, size).astype(np.float64)
