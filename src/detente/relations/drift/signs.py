"""How likely it is that a change has the other direction, or none: judged for all pairs of a table together.

Empirical Bayes of Stephens 2017 (False discovery rates: a new deal, Biostatistics 18:275). The true changes of all
pairs tested come from one law around no change: a share of exactly none and normal laws of many widths, with shares
that the table itself decides. A pair's local false sign rate is then the posterior share on the other side of no
change, no change included. Where many pairs change a little, less evidence is needed of each than where few do.

Pairs count as independent; shared stories make the law a little too wide (Sun and Stephens 2018, arXiv:1812.07488).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.relations.days import Floats

PENALTY = 2.0
"""How much pairs without any change are favoured: as if so many less one were known besides. The least of 1, 2, 5 and
10 that keeps errors below 5 % in simulated tables of 4 to 300 pairs; with 1, no favour, 8 % of tables with 4 pairs and
no change at all had a clear one."""
_STEP = 2**0.5
_ROUNDS = 200
_ENOUGH = 1e-6
_FEWEST = 1e-150


@dataclass(frozen=True, slots=True)
class Signs:
    """The rates of pairs, arrays (pairs,), and the law they come from."""

    local: Floats
    """Of this pair's change to have the other direction, or none."""
    s: Floats
    """The mean of `local` of all that are as clear or clearer: the share of false ones were all these called clear."""
    unchanged: float
    """The share of pairs that the law has without any change."""


def false_signs(change: Floats, se: Floats, *, penalty: float = PENALTY) -> Signs:
    """The false sign rates of changes with these standard errors, all above 0: arrays (pairs,), at least one.

    `penalty` is at least 1; that of Stephens 2017 is 10, for thousands of tests.
    """
    from scipy import special

    widths = _widths(change, se)
    spread = np.sqrt(se[:, None] ** 2 + widths**2)
    log = -0.5 * (change[:, None] / spread) ** 2 - np.log(spread)
    likely = np.exp(log - log.max(axis=1, keepdims=True))
    shares = _shares(likely, penalty)
    posterior = likely * shares
    posterior /= posterior.sum(axis=1, keepdims=True)
    # Given its width w, a change is normal with mean b w^2 / (s^2 + w^2) and variance s^2 w^2 / (s^2 + w^2).
    z = np.abs(change)[:, None] * widths / (se[:, None] * spread)
    wrong = np.where(widths > 0, special.ndtr(-z), 1.0)
    local = (posterior * wrong).sum(axis=1)
    order = np.argsort(local, kind="stable")
    s = np.empty_like(local)
    s[order] = np.cumsum(local[order]) / np.arange(1, len(local) + 1)
    return Signs(local, s, float(shares[0]))


def normal_errors(change: Floats, se: Floats, degrees: Floats) -> Floats:
    """The standard errors with which normal tests have the p values of these t tests: larger, with few degrees."""
    from scipy import special, stats

    t = np.divide(np.abs(change), se, out=np.zeros_like(se), where=se > 0)
    z = -special.ndtri(np.maximum(stats.t.sf(t, degrees), _FEWEST))
    at_zero = stats.norm.pdf(0) / stats.t.pdf(0, degrees)  # the limit of t / z
    found: Floats = np.maximum(se, 1e-9) * np.where(t > 1e-3, t / np.maximum(z, 1e-9), at_zero)
    return found


def _widths(change: Floats, se: Floats) -> Floats:
    """0, and standard deviations from a tenth of the least error to twice the largest change beyond error."""
    least = float(se.min()) / 10
    most = 2 * float(np.sqrt(max(float((change**2 - se**2).max()), 0.0)))
    most = max(most, 8 * least)
    steps = int(np.ceil(np.log(most / least) / np.log(_STEP)))
    return np.concatenate([[0.0], most * _STEP ** -np.arange(steps, -1.0, -1.0)])


def _shares(likely: Floats, penalty: float) -> Floats:
    """The most likely shares of the laws, with (penalty - 1) log of the first added to the log likelihood.

    Newton steps within the simplex, each a least squares problem (Wang 2007, J. R. Stat. Soc. B 69:185): the likelihood
    is flat between no change and very small ones, where EM stops early and leaves too few pairs without change.
    """
    from scipy.optimize import nnls

    known = np.zeros(likely.shape[1])
    known[0] = 1.0
    rows = np.vstack([likely, known])  # so many pairs more whose change is known to be none
    weight = np.append(np.ones(len(likely)), penalty - 1)
    shares = np.full(likely.shape[1], 1 / likely.shape[1])

    def height(at: Floats) -> float:
        return float((weight * np.log(np.maximum(rows @ at, 1e-300))).sum())

    reached = height(shares)
    for _ in range(_ROUNDS):
        slopes = rows / np.maximum(rows @ shares, 1e-300)[:, None]
        gain = weight @ slopes
        if gain.max() - weight.sum() < _ENOUGH:
            break
        design = np.vstack([np.sqrt(weight)[:, None] * (slopes - 2), np.ones(len(shares))])
        design = np.column_stack([design, np.append(np.zeros(len(rows)), 1.0)])
        upper: Floats = np.asarray(np.linalg.qr(design, mode="r"))
        aimed = nnls(upper[:, :-1], upper[:, -1])[0]
        step = aimed / aimed.sum() - shares
        length, rise = 1.0, float(gain @ step)
        while length > 1e-8 and height(shares + length * step) < reached + 0.1 * length * rise:
            length /= 2
        if length <= 1e-8:
            break
        shares = shares + length * step
        reached = height(shares)
    found: Floats = np.maximum(shares, 0.0)
    return found
