"""A forecast as others read it: JSON, rows for CSV, and a picture for a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from detente.relations.forecast.values import Forecast, Outlook, Summary
from detente.relations.values import unit_words

COLUMNS = (
    *("a_code", "b_code", "origin", "unit", "side", "horizon", "first_day", "last_day", "model", "is_forecast"),
    *("mean", "median", "low50", "high50", "low90", "high90", "p_none", "p_above", "usual"),
    *("validation_crps", "validation_log_score"),
)
"""The columns of a forecast's CSV: a row for each model of each side and horizon."""
_PICTURE = 22
_NUMBERS = ("mean", "median", "low50", "high50", "low90", "high90", "p_none", "p_above")


def to_json(forecast: Forecast) -> dict[str, Any]:
    """The forecast as plain values.

    `known` is what it was made from, the last `weeks` of `known_weeks`. Each of `outlooks` is a side ("cooperation",
    "conflict") and a horizon in weeks, with the days it is about, the `usual` high (80th percentile of the pair's past
    windows), `forecast`, and `benchmarks`: a list of the same keys. Those are `model`, `mean`, `median`, the intervals
    `low50` to `high50` and `low90` to `high90` that hold at least so much of the probability, `p_none` = P(no event)
    and `p_above` = P(more than usual). `validation` says on which `group` of pairs and how many `forecasts` of the past
    the model was chosen, and the mean CRPS and log score of each there (less is better; the first of `models` is the
    chosen one).
    """
    return {
        "pair": list(forecast.pair),
        "origin": forecast.origin,
        "unit": forecast.unit,
        "known": {
            "first_day": forecast.first_day.isoformat(),
            "last_day": forecast.last_day.isoformat(),
            "weeks": forecast.weeks,
            "known_weeks": forecast.known_weeks,
            "events": forecast.events,
            "stratum": forecast.stratum,
        },
        "outlooks": [
            {
                "side": o.side,
                "horizon": o.horizon,
                "first_day": o.first_day.isoformat(),
                "last_day": o.last_day.isoformat(),
                "usual": o.usual,
                "forecast": _plain(o.forecast),
                "benchmarks": [_plain(b) for b in o.benchmarks],
                "validation": {
                    "group": o.group,
                    "forecasts": o.validated_forecasts,
                    "models": [
                        {"model": v.model, "crps": _short(v.crps), "log_score": _short(v.log_score)}
                        for v in o.validated
                    ],
                },
            }
            for o in forecast.outlooks
        ],
        "notes": list(forecast.notes),
    }


def to_rows(forecast: Forecast) -> Iterator[dict[str, Any]]:
    """One row for each model of each side and horizon, keyed by COLUMNS; the forecast's own comes first."""
    told = to_json(forecast)
    for o in told["outlooks"]:
        scores = {v["model"]: v for v in o["validation"]["models"]}
        for at, made in enumerate([o["forecast"], *o["benchmarks"]]):
            score = scores[made["model"]]
            yield {
                **{"a_code": forecast.pair[0], "b_code": forecast.pair[1], "is_forecast": at == 0},
                **{key: told[key] for key in ("origin", "unit")},
                **{key: o[key] for key in ("side", "horizon", "first_day", "last_day", "usual")},
                **made,
                **{"validation_crps": score["crps"], "validation_log_score": score["log_score"]},
            }


def to_text(forecast: Forecast, names: tuple[str, str] | None = None, *, blocks: bool = True) -> str:
    """Numbers and pictures, at most 80 columns; without `blocks` drawn in ASCII for plain terminals."""
    a, b = names or forecast.pair
    unit = unit_words(forecast.origin, forecast.unit)
    lines = [
        *textwrap.wrap(f"{a} and {b}: the coming weeks, as distributions", 80),
        *textwrap.wrap(
            f"{forecast.origin}, {unit}: {forecast.events:,} in {_used(forecast)}, "
            f"{forecast.first_day} to {forecast.last_day}",
            80,
        ),
    ]
    for outlook in forecast.outlooks:
        lines += ["", *_outlook(outlook, blocks)]
    lines.append("")
    box, line, middle = ("█", "─", "┃") if blocks else ("=", "-", "|")
    key = (
        f"Picture: {line * 2} 90 %, {box * 2} 50 %, {middle} median. Usual high: no more than so many in four of five "
        "such spans of the pair's past; high: the chance of more than that, none: of nothing."
    )
    mark = "·" if blocks else "-"
    lines += [*_validation(forecast.outlooks), ""]
    for note in (key, *_choices(forecast.outlooks), *forecast.notes):
        lines += textwrap.wrap(note, 80, initial_indent=f"{mark} ", subsequent_indent="  ")
    return "\n".join(lines) + "\n"


def _used(forecast: Forecast) -> str:
    if forecast.known_weeks > forecast.weeks:
        return f"the last {forecast.weeks} of {forecast.known_weeks} whole weeks"
    return f"{forecast.weeks} whole weeks"


def _outlook(o: Outlook, blocks: bool) -> Iterator[str]:
    rows = [("forecast", o.forecast), *((b.model, b) for b in o.benchmarks)]
    scale = max(1, *(summary.high90 for _, summary in rows))
    yield f"{o.side.capitalize()}, {o.first_day} to {o.last_day} ({_weeks(o.horizon)}); usual high {o.usual}"
    axis = f"0{scale:>{_PICTURE - 1}}"
    yield f"{'':18}{'mean':>6}{'med':>5}{'50 %':>9}{'90 %':>9}{'none':>5}{'high':>5} {axis}"
    for name, s in rows:
        dash = "–" if blocks else "-"
        half, most = f"{s.low50}{dash}{s.high50}", f"{s.low90}{dash}{s.high90}"
        figures = f"{_short(s.mean, 3):>6g}{s.median:>5}{half:>9}{most:>9}{_chance(s.p_none):>5}{_chance(s.p_above):>5}"
        yield f"{name:18}{figures} {_picture(s, scale, blocks)}".rstrip()


def _picture(s: Summary, scale: int, blocks: bool) -> str:
    def at(count: int) -> int:
        return round(count / scale * (_PICTURE - 1))

    thick, thin, middle = ("█", "─", "┃") if blocks else ("=", "-", "|")
    cells = [" "] * _PICTURE
    for low, high, mark in ((s.low90, s.high90, thin), (s.low50, s.high50, thick), (s.median, s.median, middle)):
        cells[at(low) : at(high) + 1] = mark * (at(high) - at(low) + 1)
    return "".join(cells)


def _validation(outlooks: tuple[Outlook, ...]) -> Iterator[str]:
    """A line for each outlook: how its model and the benchmarks did."""
    yield "CRPS of the same models on past weeks, each made before them (less is better)"
    heads = ("forecast", "no change", "confl.-12", "confl.-26", "pooled")
    yield f"{'':22}" + "".join(f"{head:>11}" for head in heads)
    for o in outlooks:
        scores = {v.model: v.crps for v in o.validated}
        shown = (o.forecast.model, *(b.model for b in o.benchmarks))
        figures = "".join(f"{_short(scores[model], 3):>11g}" for model in shown)
        yield f"{o.side + ', ' + _weeks(o.horizon):22}" + (figures if o.validated_forecasts else "  nothing to try on")


def _choices(outlooks: tuple[Outlook, ...]) -> Iterator[str]:
    told = "; ".join(f"{o.side}, {_weeks(o.horizon)}: {o.forecast.model}" for o in outlooks)
    counts = sorted({o.validated_forecasts for o in outlooks})
    group = outlooks[0].group
    among = group if group.startswith("the") else f"pairs with {group}"
    if counts[-1]:
        how = "The pooled rate is given" if group == "no event" else "Each was chosen as the best"
        span = f"{counts[0]:,}" if len(counts) == 1 else f"{counts[0]:,} to {counts[-1]:,}"
        yield f"{how} over {span} forecasts of past weeks of {among}; those figures flatter the best a little."
        yield f"Forecast is, of {told}."
    else:
        yield f"Forecast is, without validation, of {told}."


def _weeks(horizon: int) -> str:
    return "1 week" if horizon == 1 else f"{horizon} weeks"


def _chance(p: float) -> str:
    if 0 < p < 0.005:
        return "<1%" if p > 1e-9 else "0%"
    if 0.995 < p < 1:
        return ">99%" if p < 1 - 1e-9 else "100%"
    return f"{p:.0%}"


def _plain(s: Summary) -> dict[str, Any]:
    return {"model": s.model} | {name: _short(getattr(s, name)) for name in _NUMBERS}


def _short(value: float, digits: int = 4) -> float:
    """Rounded to so many significant decimals; what is nothing but rounding error is zero."""
    if isinstance(value, int):
        return value
    return 0.0 if abs(value) < 1e-9 else float(f"{value:.{digits}g}")
