"""Whether codings of this program and ICEWS 2018 point the same way: `python benchmarks/relations_validity.py DATA`.

Coded here: the bundled dispatches, and the posts of the US State Department of January to October 2018
(DATA/posts_us_state), each on its own. Compared by unordered pair of countries and month, January to October 2018, the
days that ICEWS18 has. Intervals, 95 %: 500 draws of pairs, with all their months, since months of one pair are alike.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

from relations_show import Cell, Section, section, show, table

from detente.relations.days import DyadDays

if TYPE_CHECKING:
    from detente.values import Document

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
FIRST_DAY, LAST_DAY = date(2018, 1, 1), date(2018, 10, 31)
MONTHS = 10
DRAWS = 500
LEAST = 3
"""Events that both sides need for the sign of a tone to be compared."""
FEWEST_PAIRS = 8
"""With fewer pairs an interval from draws of pairs means nothing."""
POSTS = Path("posts_us_state") / "statedept_posts_2008_2025.jsonl.gz"
ABOUT = (
    "What this can show: that the codings are not noise, and that where both know something they point the same way, "
    "as far as the rows above say so.",
    "What it cannot: ICEWS is another machine coder with other sources, not the truth, so that disagreement does not "
    "say who is wrong and agreement may be a shared error. Posts are one government's own view of what it wants seen: "
    "most of their codings have the United States in them, and its quarrels are told by one side. The dispatches were "
    "written for this project about known events, and its coder was developed on them. Agreement of counts says "
    "nothing of recall: how much of what happened is coded. Counts of pairs agree in good part because big states are "
    "in the news everywhere; the rows within pairs, each month against the pair's own mean, are free of that.",
)


@dataclass(frozen=True, slots=True)
class Cells:
    """Pairs by month: arrays (3, pairs, months) of cooperation, conflict and sum of Goldstein weights."""

    pairs: tuple[tuple[str, str], ...]
    own: Floats
    filed: Floats
    left_out: int
    """Codings of dyads with a side that ICEWS18 has under no country: the UN, NATO, the EU."""

    def flat(self) -> tuple[Floats, Floats]:
        """Both as (3, pairs x months)."""
        return self.own.reshape(3, -1), self.filed.reshape(3, -1)


def dispatches() -> Iterator[Document]:
    """The bundled reports."""
    from detente.examples import read_dispatches

    for outcome in read_dispatches():
        if outcome.document is not None:
            yield outcome.document


def posts(data: Path) -> Iterator[Document]:
    """The posts of the ten months, each published on its own day."""
    from detente.reading import read_text

    with gzip.open(data / POSTS, "rt", encoding="utf-8") as lines:
        for line in lines:
            post = json.loads(line)
            day = date.fromisoformat(post["date"][:10])
            if FIRST_DAY <= day <= LAST_DAY:
                yield read_text(post["text"], id=post["id"], published=day, outlet="US State Department")


def coded(documents: Iterator[Document]) -> tuple[DyadDays, int]:
    """Dyad-days of the documents' codings, by way of a record, and the number of documents."""
    from detente.coded import code_report
    from detente.record import Record
    from detente.relations.sources import days_of
    from detente.relations.values import OWN

    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "own.db") as record:
        tally = record.add(documents, code_report)
        return days_of(record, origin=OWN, count="codings"), tally.inputs


def cells_of(own: DyadDays, filed: DyadDays) -> Cells:
    """The pairs of countries that the program has any coding of, in all ten months."""
    own = own.between_countries().within(FIRST_DAY, LAST_DAY)
    filed = filed.between_countries().within(FIRST_DAY, LAST_DAY)
    known = set(filed.codes)
    pairs: set[tuple[str, str]] = set()
    left_out = 0
    for source, target, n in zip(
        own.source.tolist(), own.target.tolist(), own.counts.sum(axis=0).tolist(), strict=True
    ):
        one, other = sorted((own.codes[source], own.codes[target]))
        if one in known and other in known:
            pairs.add((one, other))
        else:
            left_out += n
    kept = tuple(sorted(pairs))
    return Cells(kept, monthly(own, kept), monthly(filed, kept), left_out)


def monthly(days: DyadDays, pairs: tuple[tuple[str, str], ...]) -> Floats:
    """Cooperation, conflict and Goldstein weights of the pairs by month: (3, pairs, months)."""
    place = {pair: at for at, pair in enumerate(pairs)}
    codes = days.codes
    row = [
        place.get((min(codes[s], codes[t]), max(codes[s], codes[t])), -1)
        for s, t in zip(days.source.tolist(), days.target.tolist(), strict=True)
    ]
    at = np.asarray(row, np.int64)
    month = np.asarray([date.fromordinal(day).month - 1 for day in days.day.tolist()], np.int64)
    kept = at >= 0
    cell = at[kept] * MONTHS + month[kept]
    size = len(pairs) * MONTHS
    sums = [
        np.bincount(cell, weights=values[kept].astype(np.float64), minlength=size)
        for values in (days.cooperation, days.conflict, days.goldstein)
    ]
    return np.asarray(np.stack(sums).reshape(3, len(pairs), MONTHS), np.float64)


def spearman(x: Floats, y: Floats) -> float:
    """Rank correlation; NaN where one does not vary."""
    from scipy.stats import rankdata

    if len(x) < 3:
        return float("nan")
    a, b = (rankdata(v) - (len(v) + 1) / 2 for v in (x, y))
    size = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / size if size > 0 else float("nan")


def balance(values: Floats) -> Floats:
    """(C - K) / (C + K); NaN without events."""
    total = values[0] + values[1]
    return np.asarray(np.divide(values[0] - values[1], total, out=np.full_like(total, np.nan), where=total > 0))


def weight(values: Floats) -> Floats:
    """Mean Goldstein weight; NaN without events."""
    total = values[0] + values[1]
    return np.asarray(np.divide(values[2], total, out=np.full_like(total, np.nan), where=total > 0))


Figure = Callable[[Floats, Floats], float]
"""From own and ICEWS's (3, pairs, months), of any pairs."""


def over(
    measure: Callable[[Floats], Floats], *, of: str = "months told", both: bool = False
) -> Callable[[Floats, Floats], tuple[Floats, Floats]]:
    """What is set against each other: of the months with any own coding, of all months, of pairs, or within pairs."""

    def of_cells(own: Floats, filed: Floats) -> tuple[Floats, Floats]:
        if of == "pairs":
            own, filed = own.sum(axis=2), filed.sum(axis=2)
        kept = own[:2].sum(axis=0) > 0 if of == "months told" else np.ones(own.shape[1:], bool)
        if both:
            kept &= (own[:2].sum(axis=0) > 0) & (filed[:2].sum(axis=0) > 0)
        x, y = measure(own), measure(filed)
        if of == "within pairs":
            x, y = (v - v.mean(axis=1, keepdims=True) for v in (np.log1p(x), np.log1p(y)))
            # a pair's months of which one side knows nothing at all cannot agree or disagree
            kept &= (x.std(axis=1) > 0)[:, None] & (y.std(axis=1) > 0)[:, None]
        return x[kept], y[kept]

    return of_cells


def correlation(taken: Callable[[Floats, Floats], tuple[Floats, Floats]]) -> Figure:
    """The rank correlation of what is taken."""
    return lambda own, filed: spearman(*taken(own, filed))


def with_interval(figure: Figure, cells: Cells, seed: int = 0) -> list[float | None]:
    """A figure with its interval over draws of pairs; no interval of a few pairs."""
    rng = np.random.default_rng(seed)
    size = len(cells.pairs)
    value = figure(cells.own, cells.filed)
    if not np.isfinite(value):
        return [None, None, None]
    if size < FEWEST_PAIRS:
        return [value, None, None]
    drawn = []
    for _ in range(DRAWS):
        at = rng.integers(0, size, size)
        drawn.append(figure(cells.own[:, at], cells.filed[:, at]))
    told = np.asarray(drawn)[np.isfinite(drawn)]
    if len(told) < DRAWS / 2:
        return [value, None, None]
    low, high = np.quantile(told, [0.025, 0.975])
    return [value, float(low), float(high)]


def same_sign(own: Floats, filed: Floats) -> tuple[Floats, Floats]:
    """Signs of the balance where both have events enough and neither is even."""
    enough = (own[:2].sum(axis=0) >= LEAST) & (filed[:2].sum(axis=0) >= LEAST)
    x, y = np.sign(own[0] - own[1])[enough], np.sign(filed[0] - filed[1])[enough]
    told = (x != 0) & (y != 0)
    return x[told], y[told]


def agreement(own: Floats, filed: Floats) -> float:
    """The share of equal signs; NaN of none."""
    x, y = same_sign(own, filed)
    return float((x == y).mean()) if len(x) else float("nan")


def by_chance(own: Floats, filed: Floats) -> float:
    """The share of equal signs if the signs of each were dealt out anew."""
    x, y = same_sign(own, filed)
    if not len(x):
        return float("nan")
    p, q = float((x > 0).mean()), float((y > 0).mean())
    return p * q + (1 - p) * (1 - q)


def met(side: int) -> Figure:
    """The share of own codings of a side that lie in months in which ICEWS has conflict of the pair."""

    def share(own: Floats, filed: Floats) -> float:
        total = float(own[side].sum())
        return float(own[side][filed[1] > 0].sum()) / total if total else float("nan")

    return share


def base(own: Floats, filed: Floats) -> float:
    """The share of all months of these pairs in which ICEWS has conflict."""
    return float((filed[1] > 0).mean())


def any_event(own: Floats, filed: Floats) -> float:
    """The share of months with an own coding in which ICEWS has any event of the pair."""
    told = own[:2].sum(axis=0) > 0
    return float((filed[:2].sum(axis=0) > 0)[told].mean()) if told.any() else float("nan")


def any_else(own: Floats, filed: Floats) -> float:
    """The same of the other months of these pairs."""
    other = own[:2].sum(axis=0) == 0
    return float((filed[:2].sum(axis=0) > 0)[other].mean()) if other.any() else float("nan")


def compare(own: DyadDays, filed: DyadDays, name: str) -> tuple[list[dict[str, Any]], str]:
    """The tables of one set of documents, and its reading in a sentence."""
    cells = cells_of(own, filed)
    if not cells.pairs:
        return [], f"{name}: no coding of two countries in these months."
    x, _ = cells.flat()
    told = int((x[:2].sum(axis=0) > 0).sum())
    months: list[list[Cell]] = [
        ["pairs of countries with any own coding", len(cells.pairs)],
        ["codings of them", int(cells.own[:2].sum())],
        ["of these hostile", int(cells.own[1].sum())],
        ["codings left out: a side that ICEWS18 has under no country", cells.left_out],
        ["months of pairs with an own coding", told],
        ["share of them in which ICEWS has any event", with_interval(any_event, cells)],
        ["the same, other months of these pairs", with_interval(any_else, cells)],
    ]
    measures: tuple[tuple[str, Callable[[Floats], Floats], bool], ...] = (
        ("cooperation", lambda v: v[0], False),
        ("conflict", lambda v: v[1], False),
        ("tone, (C - K) / (C + K)", balance, True),
        ("tone, mean Goldstein weight", weight, True),
    )
    correlations = []
    for label, measure, both in measures:
        row: list[Cell] = [label]
        for of in ("months told", "all months", "pairs", "within pairs"):
            if both and of in ("all months", "within pairs"):
                row.append(None)
            else:
                row.append(with_interval(correlation(over(measure, of=of, both=both)), cells))
        correlations.append(row)
    signs = len(same_sign(cells.own, cells.filed)[0])
    hostile, friendly = with_interval(met(1), cells), with_interval(met(0), cells)
    lift = with_interval(lambda a, b: met(1)(a, b) - met(0)(a, b), cells)
    shares = [
        [
            f"tone has the same sign, {signs} months of pairs with {LEAST} events on both sides",
            with_interval(agreement, cells),
        ],
        ["the same by chance, with as many of each sign", with_interval(by_chance, cells)],
        ["own conflict codings in months in which ICEWS has conflict", hostile],
        ["own cooperation codings in such months", friendly],
        ["difference of these two", lift],
        ["all months of these pairs: base rate of ICEWS conflict", with_interval(base, cells)],
    ]
    heads = ["", "months with own coding", "all months of the pairs", "pairs", "within pairs, by month"]
    tables = [
        table(f"{name}: what is compared", ["", ""], months),
        table(f"{name}: rank correlation with ICEWS (Spearman)", heads, correlations),
        table(f"{name}: signs and conflict", ["", "share"], shares),
    ]
    within = {label: row[-1] for (label, *_), row in zip(measures[:2], correlations[:2], strict=True)}
    beyond = with_interval(lambda a, b: agreement(a, b) - by_chance(a, b), cells)
    return tables, " ".join(_reading(name, lift, within, beyond))


Interval = list[float | None]


def _reading(name: str, lift: Interval, within: dict[str, Interval], beyond: Interval) -> list[str]:
    """What the tables say, in plain sentences, by whether the intervals hold zero."""
    told = {
        "more": f"{name}: own conflict falls in months of ICEWS conflict more often than own cooperation does.",
        "less": f"{name}: own conflict falls in months of ICEWS conflict less often than own cooperation does.",
        "unknown": f"{name}: whether own conflict falls in months of ICEWS conflict more often than own cooperation "
        "does cannot be told.",
    }
    words = [told[_direction(lift)]]
    for side, interval in within.items():
        found = {
            "more": f"From month to month within pairs, {side} moves with ICEWS's.",
            "less": f"From month to month within pairs, {side} moves against ICEWS's.",
            "unknown": f"Whether {side} moves with ICEWS's from month to month within pairs cannot be told.",
        }
        words.append(found[_direction(interval)])
    signs = {
        "more": "Signs of the tone agree more often than chance makes them.",
        "less": "Signs of the tone agree less often than chance makes them.",
        "unknown": "That signs of the tone agree more often than chance makes them is not shown.",
    }
    return [*words, signs[_direction(beyond)]]


def _direction(interval: Interval) -> str:
    _, low, high = interval
    if low is None or high is None or low <= 0 <= high:
        return "unknown"
    return "more" if low > 0 else "less"


def measure(data: Path, filed: DyadDays) -> Section:
    """Both sets of documents against ICEWS18's days."""
    tables: list[dict[str, Any]] = []
    words: list[str] = []
    for name, documents in (("dispatches", dispatches()), ("posts", posts(data))):
        own, n = coded(documents)
        found, said = compare(own, filed, f"{n:,} {name}")
        tables += found
        words.append(said)
    return section(tables, words=[*words, *ABOUT])


def main() -> int:
    """Print the tables; with --json write them."""
    from detente.relations.dayfile import read_days

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the data folder, with icews18 and posts_us_state")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    found = measure(args.data, read_days(args.data / "icews18" / "dyad_day.parquet"))
    show(found)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
