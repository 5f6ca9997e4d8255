"""The coder's known error, and what it does to the interval of a count of codings."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.errors import TableError
from detente.relations.interval import limits
from detente.relations.values import Count, Side

_FILE = "coder_accuracy.tsv"
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class SideAccuracy:
    """How a coder did on labelled reports, for one side."""

    right: int
    coded: int
    """Codings made, of which so many were right: precision."""
    found: int
    required: int
    """Acts labelled, of which so many were found: recall, by mention."""
    design_effect: float = 1.0
    """How many times the variance exceeds that of independent codings: those of one article go wrong together."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How a coder did on labelled reports."""

    cooperation: SideAccuracy
    conflict: SideAccuracy

    def of(self, side: Side) -> SideAccuracy:
        """The figures of a side."""
        return self.cooperation if side == "cooperation" else self.conflict


@cache
def coder_accuracy() -> Accuracy:
    """What was measured of this program's own coder on real articles. Raises TableError on a damaged file."""
    path = files("detente.relations") / "data" / _FILE
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    sides: dict[str, SideAccuracy] = {}
    for cells in rows[1:]:
        try:
            right, coded, found, required = (int(cell) for cell in cells[1:5])
            sides[cells[0]] = SideAccuracy(right, coded, found, required, float(cells[5]))
        except (IndexError, ValueError) as error:
            raise TableError(f"A line is not valid: {error}", _FILE, "Reinstall détente.") from error
    if sides.keys() != {"cooperation", "conflict"}:
        raise TableError("Cooperation or conflict is missing.", _FILE, "Reinstall détente.")
    return Accuracy(sides["cooperation"], sides["conflict"])


def true_events(n: int, dispersion: float, known: SideAccuracy) -> Count:
    """A count of codings with the 95 % interval for the rate of true events that such reports tell.

    A coding is right with the precision P; an act is found with the recall R where it is told once, and surely, at
    best, where many sentences tell it. So the rate of true events lies between n P and n P / R: correction for false
    positives and misses after Rogan and Gladen (1978), as bounds after Manski (2003), since how often an act is told
    is not known. `low` is the lower limit of the first, `high` the upper one of the second. P and R have Jeffreys beta
    posteriors, whose moments on the log scale are exact; they are joined to the count's own limits in quadrature there
    (delta method). P and R were measured on the same articles and are taken for independent, which widens.
    """
    low, high = limits(n, dispersion)
    p, p_sd = _log_moments(known.right, known.coded, known.design_effect)
    r, r_sd = _log_moments(known.found, known.required, known.design_effect)
    if n > 0 and low > 0:
        low = n * math.exp(p - math.hypot(math.log(n / low), _Z * p_sd))
    middle = n + 0.5
    high = middle * math.exp(p - r + math.hypot(math.log(high / middle), _Z * p_sd, _Z * r_sd))
    return Count(n, round(low, 1), round(high, 1))


def _log_moments(hits: int, n: int, design_effect: float) -> tuple[float, float]:
    """Mean and standard deviation of log p, p having the Jeffreys posterior of so many hits."""
    from scipy.special import polygamma, psi

    a, both = hits / design_effect + 0.5, n / design_effect + 1
    return float(psi(a) - psi(both)), math.sqrt(float(polygamma(1, a) - polygamma(1, both)))
