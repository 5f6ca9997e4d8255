"""The scores and the distributions behind forecasts, against other ways to reckon them."""

from datetime import date

import numpy as np
import pytest
from scipy.stats import nbinom

from detente.relations.forecast import pooled
from detente.relations.forecast.history import History, windows
from detente.relations.forecast.learn import _best
from detente.relations.forecast.models import CANDIDATES, CONFLICTOLOGY_12, CONFLICTOLOGY_26, NO_CHANGE
from detente.relations.forecast.predictive import BIN_ENDS, NegativeBinomial, Predictive

FITTED = NegativeBinomial(np.array([0.01, 0.5, 30.0, 200.0]), np.array([0.1, 0.5, 2.0, 1.0]))
SEEN = np.array([0.0, 2.0, 10.0, 700.0])
DRAWS = np.random.default_rng(0).poisson(3, (4, 7)).astype(float)


def history(counts):
    """One pair whose cooperation is given by week, without conflict."""
    own = np.asarray(counts, float)
    weeks = tuple(date.fromordinal(730000 + 7 * i) for i in range(len(own)))
    one = np.array([0])
    return History(("A", "B"), weeks, one, one + 1, np.stack([own, 0 * own])[:, None], np.stack([own, own]))


def test_the_crps_of_draws_and_of_binomials_is_that_of_scoringrules():
    import scoringrules as rules

    alike = np.full(7, 1 / 7)
    assert Predictive(DRAWS, alike).crps(SEEN) == pytest.approx(rules.crps_ensemble(SEEN, DRAWS))
    pure = Predictive(DRAWS, alike, 1.0, FITTED).crps(SEEN)
    assert pure == pytest.approx(rules.crps_negbinom(SEEN, FITTED.size, mu=FITTED.mean))


@pytest.mark.parametrize("share", [0.25, 0.75])
def test_the_crps_of_a_mixture_is_the_sum_over_its_distribution(share):
    mixed = Predictive(DRAWS, np.arange(1, 8) / 28, share, FITTED)
    k = np.broadcast_to(np.arange(4000.0), (4, 4000))
    summed = ((mixed.cdf(k) - (k >= SEEN[:, None])) ** 2).sum(axis=1)
    assert mixed.crps(SEEN) == pytest.approx(summed, rel=1e-6)


@pytest.mark.parametrize("level", [0.05, 0.5, 0.95])
def test_a_quantile_is_the_least_count_that_reaches_its_level(level):
    mixed = Predictive(DRAWS, np.arange(1, 8) / 28, 0.5, FITTED)
    found = mixed.quantile(level)
    at, before = mixed.cdf(found[:, None])[:, 0], mixed.cdf(found[:, None] - 1)[:, 0]
    assert (at >= level - 1e-9).all()
    assert (before < level).all()


def test_the_log_score_is_finite_where_no_draw_fell_and_adds_up_to_one():
    past = Predictive(np.zeros((1, 26)), np.full(26, 1 / 26))
    seen = [0.0, *(end + 1 for end in BIN_ENDS)]
    chances = [float(np.exp(-past.log_score(np.array([value]))[0])) for value in seen]
    assert chances[1] == pytest.approx(1 / 27 / 11)
    assert sum(chances) == pytest.approx(1)


def test_conflictology_is_the_last_windows_and_they_overlap():
    counts = np.arange(40.0)
    made = CONFLICTOLOGY_12.predict(history(counts), 0, 30, 4, None)
    assert made.draws[0].tolist() == windows(counts[:30], 4)[-12:].tolist()
    assert made.draws[0, -1] == 26 + 27 + 28 + 29
    assert CONFLICTOLOGY_26.predict(history(counts), 0, 20, 4, None).draws.shape == (1, 17)
    assert NO_CHANGE.predict(history(counts), 0, 30, 1, None).mean().tolist() == [29.0]


def test_a_half_life_halves_and_only_the_last_windows_weigh():
    weights = next(model for model in CANDIDATES if model.half_life == 4.0).weights(20)
    assert weights.sum() == pytest.approx(1)
    assert weights[-5] / weights[-1] == pytest.approx(0.5)
    assert np.count_nonzero(CONFLICTOLOGY_12.weights(20)) == 12


def test_the_gradient_of_the_regression_is_that_of_its_loss():
    rng = np.random.default_rng(1)
    x = np.column_stack([np.ones(60), rng.normal(size=(60, len(pooled.FEATURES) - 1))])
    y = rng.poisson(2, 60).astype(float)
    b, prior = 0.1 * rng.normal(size=len(pooled.FEATURES) + 2), np.zeros(len(pooled.FEATURES) + 2)
    gradient = pooled._loss(b, prior, x, y, 4)[1]
    for i in range(len(b)):
        step = np.eye(len(b))[i] * 1e-5
        numeric = (pooled._loss(b + step, prior, x, y, 4)[0] - pooled._loss(b - step, prior, x, y, 4)[0]) / 2e-5
        assert gradient[i] == pytest.approx(numeric, abs=1e-6)


def test_the_regression_finds_the_mean_and_the_size_that_made_the_counts():
    rng = np.random.default_rng(2)
    x = np.zeros((6000, len(pooled.FEATURES)))
    x[:, 0], x[:, 4] = 1.0, rng.normal(1, 1, 6000)
    mean = np.exp(0.4 + 0.7 * x[:, 4])
    y = rng.negative_binomial(2.0, 2 / (2 + mean)).astype(float)
    made = pooled.fit(x, y, 1).predict(x, 1)
    assert made.mean == pytest.approx(mean, rel=0.12)
    assert np.median(made.size) == pytest.approx(2, rel=0.2)


def test_without_data_the_rate_is_that_of_the_long_run():
    calm = history(np.full(30, 2.0))
    x = pooled.features(calm, 0, 30)
    made = pooled.fit(np.zeros((0, x.shape[1])), np.zeros(0), 4).predict(x, 4)
    assert made.mean[0] == pytest.approx(4 * 2.0, rel=0.05)


@pytest.mark.parametrize("size", [0.2, 20.0, 400.0])
@pytest.mark.parametrize("mean", [0.01, 3.0, 1500.0])
def test_the_spread_of_binomials_is_that_of_their_sum_however_busy(mean, size):
    law = NegativeBinomial(np.array([mean]), np.array([size]))
    p = size / (size + mean)
    k = np.arange(nbinom.ppf(1 - 1e-10, size, p) + 10)
    by_hand = 2 * (nbinom.cdf(k, size, p) * nbinom.sf(k, size, p)).sum()
    assert law.spread()[0] == pytest.approx(by_hand, rel=1e-6)


def test_no_score_is_no_best_score():
    totals = np.full(len(CANDIDATES), 5.0)
    totals[0], totals[3] = np.nan, 1.0
    assert _best(totals) == CANDIDATES[3]
