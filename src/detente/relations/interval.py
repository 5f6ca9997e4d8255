"""The interval of a count: between which rates the number seen is no surprise."""

from __future__ import annotations

import math
from functools import lru_cache

from detente.relations.values import Count

_TAIL = 0.025
_POISSON = 1.001
"""Below this dispersion the negative binomial is computed as its limit, the Poisson."""


@lru_cache(maxsize=16384)
def count(n: int, dispersion: float = 1.0) -> Count:
    """The count with the 95 % interval of its rate, by exact tails.

    With a dispersion of 1: gamma quantiles at n and n + 1, the Poisson interval (Garwood 1936). Above 1, variance is
    that many times the mean because one story makes several events: the tails are those of the negative binomial with
    variance proportional to the mean (NB1, Cameron and Trivedi 1986), which is a Poisson number of stories of
    logarithmic size (Quenouille 1949). Nothing seen is 0 to 3.7; with a dispersion of 4, 0 to 8.0.

    >>> count(10)
    Count(n=10, low=4.8, high=18.4)
    >>> count(10, 4.0).high
    27.6
    """
    low, high = limits(n, dispersion)
    return Count(n, round(low, 1), round(high, 1))


@lru_cache(maxsize=16384)
def limits(n: float, dispersion: float = 1.0) -> tuple[float, float]:
    """The same limits, unrounded; `n` may be no whole number where events have been weighted."""
    from scipy.special import gammaincinv

    if dispersion < _POISSON:
        low = float(gammaincinv(n, _TAIL)) if n > 0 else 0.0
        return low, float(gammaincinv(n + 1, 1 - _TAIL))
    low = _solve(n - 1, dispersion, 1 - _TAIL) if n > 0 else 0.0
    return max(0.0, low), _solve(n, dispersion, _TAIL)


def _solve(n: float, dispersion: float, p: float) -> float:
    """The mean at which a negative binomial of this dispersion is at most n with probability p."""
    from scipy.special import betainc

    if n < 0:
        # P(0) = dispersion ** (-mean / (dispersion - 1)), for the lower limit of one event or less
        return -math.log(p) * (dispersion - 1) / math.log(dispersion) * (n + 1) if n > -1 else 0.0
    low, high = 0.0, n + 10 * dispersion + 10 * math.sqrt((n + 1) * dispersion)
    while high - low > 1e-7 * (1 + high):
        middle = (low + high) / 2
        is_lower = float(betainc(middle / (dispersion - 1), n + 1, 1 / dispersion)) > p
        low, high = (middle, high) if is_lower else (low, middle)
    return high


def ratio_limits(
    n: float, of_n: tuple[float, float], to: float, of_to: tuple[float, float]
) -> tuple[float, float, float]:
    """A ratio of two rates with its limits from theirs: ratio, low, high.

    Distances of the limits are added in quadrature on the log scale (MOVER, Zou and Donner 2008), half an event
    standing for none. `to` must be above 0; a lower limit of 0 there leaves the ratio without an upper one (infinity).
    """
    middle, base = n if n > 0 else 0.5, to
    low = 0.0
    if n > 0 and of_n[0] > 0:
        low = middle / base * math.exp(-math.hypot(math.log(middle / of_n[0]), math.log(of_to[1] / base)))
    high = math.inf
    if of_to[0] > 0:
        high = middle / base * math.exp(math.hypot(math.log(of_n[1] / middle), math.log(base / of_to[0])))
    return n / base, low, high
