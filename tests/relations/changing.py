"""A relation of two invented neighbours that changed: one turning point, one burst, named acts."""

from dataclasses import replace
from datetime import date, timedelta

from detente.relations.relate import series_of
from detente.relations.values import Act, Burst, DyadDay, Ratio, Relation, TurningPoint, Weights

MONDAY = date(2018, 1, 1)


def make_act(**given):
    facts = {"day": date(2018, 3, 14), "origin": "gazette", "source": "Foreign Ministry (Norland)", "target": "Sudland"}
    facts |= {"source_code": "NOR", "target_code": "SUD", "act": "Make a visit", "cameo": "042"}
    return Act(**(facts | {"is_cooperation": True, "weight": 1.9, "n": 3} | given))


def make_turn(**given):
    facts = {"first_day": date(2018, 3, 12), "side": "cooperation", "direction": "up", "before": 2.1, "after": 9.4}
    return TurningPoint(**(facts | {"ratio": Ratio(3.9, 2.5, 6.2), "p": 0.004, "acts": (make_act(),)} | given))


def make_burst(**given):
    facts = {"first_day": date(2018, 4, 2), "last_day": date(2018, 4, 6), "side": "conflict", "n": 21}
    return Burst(**(facts | {"expected": 1.3, "p": 0.0002} | given))


def make_relation(*, by="week", weeks=20, cooperation=3, conflict=1, names=("Norland", "Sudland"), **given):
    """A relation of so many weeks with these events a week, all weeks with every figure."""
    days = [DyadDay("gazette", MONDAY + timedelta(7 * n), cooperation, conflict, None) for n in range(weeks)]
    series = series_of(days, "gazette", by=by, covered=(MONDAY, MONDAY + timedelta(7 * weeks - 1)))
    points = tuple(
        replace(
            p,
            goldstein=Weights(12.0, 3.0),
            decayed_cooperation=5.25,
            decayed_conflict=1.5,
            volume=1000,
            corrected_cooperation=Ratio(1.5, 0.9, 2.4),
            corrected_conflict=Ratio(0.0, 0.0, 1.8),
        )
        for p in series.points
    )
    facts = {"turning_points": (make_turn(),), "bursts": (make_burst(),), "half_life": 30.0}
    facts |= {"sentences": ("The pair had 3 % of all cooperation.",), "notes": ("A note.",)}
    return Relation(("NOR", "SUD"), names, by, (replace(series, points=points),), **(facts | given))
