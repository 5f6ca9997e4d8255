"""What the demo tells, block by block, as lines for a terminal of 80 columns. Everything is counted from its inputs."""

from __future__ import annotations

import shlex
import textwrap
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from detente.cli.show import line, quote
from detente.ontology import load as load_ontology
from detente.record.names import name_of
from detente.relations.counts import WeekCount, covered_days, week_counts, weekly_series
from detente.relations.periods import iter_periods, label, month_name
from detente.relations.values import OWN, Relation, Series
from detente.values import Coding, Document
from detente.wording import plural

Pair = tuple[str, str]
Coded = Sequence[tuple[Document, Coding]]
_QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
_MOST_PAIRS = 10
_MOST_PRESSURE = 6
_SHORT = {"United States": "US", "North Korea": "N. Korea", "South Korea": "S. Korea"}


def counts(coded: Coded) -> list[str]:
    """How many codings of each quad and type, and of which modality."""
    ontology = load_ontology()
    of_type = Counter(c.type for _, c in coded)
    reports = len({d.id for d, _ in coded})
    lines = [f"{plural(len(coded), 'coding')} from {plural(reports, 'report')}, by PLOVER type:", ""]
    for quad, name in _QUADS.items():
        kinds = sorted((t for t in of_type if ontology.quad(t) == quad), key=lambda t: (-of_type[t], t))
        told = ", ".join(f"{t} {of_type[t]}" for t in kinds)
        total = sum(of_type[t] for t in kinds)
        start = f"  {name:21}{total:>4}  "
        lines += textwrap.wrap(told, 80, initial_indent=start, subsequent_indent=" " * len(start))
    modalities = Counter(c.modality for _, c in coded)
    told = ", ".join(f"{n} {modality}" for modality, n in modalities.most_common())
    history = sum(c.historical for _, c in coded)
    return [*lines, "", *textwrap.wrap(f"Of these {told}; {history} tell history.", 80)]


def busiest(coded: Coded, blocks: bool) -> list[str]:
    """The pairs of most codings, cooperation and conflict apart."""
    sums: dict[Pair, list[int]] = defaultdict(lambda: [0, 0])
    for _, c in coded:
        if is_counted(c):
            for pair in {pair for a, b in _codes(c) if (pair := _pair(a, b)) is not None}:
                sums[pair][c.quad > 2] += 1
    ranked = sorted(sums.items(), key=lambda item: (-sum(item[1]), item[0]))[:_MOST_PAIRS]
    most = max((sum(n) for _, n in ranked), default=1)
    lines = ["Busiest pairs (actual acts, not history): cooperation + and conflict -", ""]
    for (a, b), (good, bad) in ranked:
        bar = ("█" if blocks else "+") * round(24 * good / most) + ("░" if blocks else "-") * round(24 * bad / most)
        lines.append(f"  {f'{name_of(a)} and {name_of(b)}':34.34} +{good:<4} -{bad:<4} {bar}".rstrip())
    return lines


def question(columns: int) -> list[str]:
    """What the demo asks."""
    asked = (
        "In August 2018, pressure from the United States was said to be pushing Iran and North Korea together. What do "
        "the reports say, and what do real counts say? Below, month by month, cooperation (+) and conflict (-): acts "
        "that the bundled reports tell, beside events that ICEWS filed from the world's press."
    )
    return ["IRAN AND NORTH KOREA, 2018", "", *textwrap.wrap(asked, columns)]


def months(found: Mapping[Pair, Relation]) -> list[str]:
    """A table of months: for each pair the acts of the reports, and the filed events of the weeks that begin then."""
    heads = "".join(f"  {title(pair):^22}" for pair in found)
    kinds = "".join(f"  {'reports':^10}  {'ICEWS':^10}" for _ in found)
    signs = "".join(f"  {'+':>4} {'-':>4}   {'+':>4} {'-':>4} " for _ in found)
    lines = [f"{'':5}{heads}".rstrip(), f"{'':5}{kinds}".rstrip(), f"{'2018':5}{signs}".rstrip()]
    known = covered_days()
    for month in iter_periods(date(2018, 1, 1), date(2018, 12, 31), "month"):
        cells = ""
        for pair, relation in found.items():
            own = _own_point(relation, month)
            filed = [
                w for w in week_counts(*pair) if (w.first_day.year, w.first_day.month) == (month.year, month.month)
            ]
            has_counts = known is not None and month <= known[1] and any(_begins(month, known))
            real = (sum(w.cooperation for w in filed), sum(w.conflict for w in filed)) if has_counts else ("", "")
            cells += f"  {own[0] or '.':>4} {own[1] or '.':>4}   {real[0]:>4} {real[1]:>4} "
        lines.append(f"{month_name(month):5}{cells}".rstrip())
    note = (
        "ICEWS counts end with October; a week counts for the month in which it begins; a meeting stands there in "
        "both directions, and so counts twice. (ICEWS Coded Event Data, doi:10.7910/DVN/28075.)"
    )
    return [*lines, "", *textwrap.wrap(note, 80)]


def weeks(pairs: Sequence[Pair], blocks: bool) -> list[str]:
    """The filed events by week, one line for each pair and side; each line has its own scale."""
    lines: list[str] = []
    for pair in pairs:
        series = _filed(pair)
        if not series.points:
            continue
        if not lines:
            lines += ["ICEWS by week of 2018 (each line to its own height):", "", f"{'':18}{_axis(series)}"]
        for sign, values in (
            ("+", [p.cooperation.n for p in series.points]),
            ("-", [p.conflict.n for p in series.points]),
        ):
            name = title(pair) if sign == "+" else ""
            lines.append(f"{name:16}{sign} {_spark(values, blocks)} {max(values):>4} at most")
    return lines


def answer(pairs: Sequence[Pair], columns: int) -> list[str]:
    """What the counts answer, and what they cannot."""
    first = _filed(pairs[0])
    told = []
    if first.points:
        total = sum(p.cooperation.n for p in first.points)
        best = max(first.points, key=lambda p: p.cooperation.n)
        quiet = sum(p.cooperation.n + p.conflict.n == 0 for p in first.points)
        told.append(
            f"ICEWS filed {total} cooperative events between {_and(pairs[0])} in these {len(first.points)} weeks, "
            f"{best.cooperation.n} of them in the {label(best.first_day, 'week')}; in {quiet} weeks it filed nothing."
        )
        sides = []
        for pair in pairs[1:]:
            points = {p.first_day: p for p in _filed(pair).points}
            there = points.get(best.first_day)
            if there is not None:
                mean = sum(p.conflict.n for p in points.values()) / len(points)
                sides.append(f"{there.conflict.n} hostile events between {_and(pair)} (a week's mean is {mean:.0f})")
        if sides:
            told.append(f"The same week has {' and '.join(sides)}.")
        told.append(
            "Two things that happen in one week need not be cause and effect: whether pressure moved the two closer, "
            "counts alone cannot tell."
        )
    return textwrap.wrap(" ".join(told), columns)


def sentences(relation: Relation, columns: int) -> list[str]:
    """The codings of the pair with their sentences, by day; what is not counted says why."""
    head = (
        f"The sentences behind the reports' column, {_and(relation.pair)}, the act between » «. A program read them, "
        "and it errs: judge for yourself."
    )
    lines = textwrap.wrap(head, columns)
    if not relation.evidence:
        return [*lines, "", "  None of the reports tells of an act between the two."]
    for e in sorted(relation.evidence, key=lambda e: (_day(e.document, e.coding), e.document.id, e.coding.trigger)):
        lines += ["", *_one(e.document, e.coding, columns)]
        if e.not_counted:
            lines.append(f"  not counted: {e.not_counted}")
    return lines


def pressure(coded: Coded, columns: int) -> list[str]:
    """The material conflict by the United States upon either of the two in 2018."""
    chosen = []
    for d, c in coded:
        is_upon = any(a == "USA" and b in ("IRN", "PRK") for a, b in _codes(c)) and not c.symmetric
        if is_upon and c.quad == 4 and is_counted(c) and c.when is not None and c.when.first_day.year == 2018:
            chosen.append((d, c))
    chosen.sort(key=lambda item: (_day(*item), item[0].id, item[1].trigger))
    if not chosen:
        return ["The reports tell of no material conflict by the United States upon either in 2018."]
    shown = sorted(sorted(chosen, key=lambda x: -x[1].confidence)[:_MOST_PRESSURE], key=chosen.index)
    head = f"And what the United States did to either (material conflict; {len(shown)} of {len(chosen)}):"
    return [head, *(row for d, c in shown for row in ("", *_one(d, c, columns)))]


def next_steps(page: Path, record: Path, program: str) -> list[str]:
    """Where the page and the record lie, and what to type next."""
    kept = shlex.quote(str(record))
    return [
        f"Page:   {page}",
        "        (open it in a browser: both series, and every sentence)",
        f"Record: {record}",
        "",
        "Next:",
        f"  {program} codings --record {kept} --pair Iran,Israel",
        f"  {program} relation USA Turkey --record {kept}",
        f"  {program} code FILE       (a report of your own: text, HTML, JSON Lines)",
    ]


def is_counted(coding: Coding) -> bool:
    """Whether an act counts by default: it is told as actual, and not as history."""
    return coding.modality == "actual" and not coding.historical


def title(pair: Pair) -> str:
    """ "US - Iran"."""
    a, b = (_SHORT.get(name_of(code), name_of(code)) for code in pair)
    return f"{a} - {b}"


def _and(pair: Pair) -> str:
    return " and ".join(("the " if name_of(c).startswith("United") else "") + name_of(c) for c in pair)


def _codes(coding: Coding) -> list[tuple[str | None, str | None]]:
    return [(a.actor.code if a else None, b.actor.code if b else None) for a, b in coding.dyads()]


def _pair(a: str | None, b: str | None) -> Pair | None:
    if a is None or b is None or a == b:
        return None
    return (a, b) if a < b else (b, a)


def _own_point(relation: Relation, month: date) -> tuple[int, int]:
    for series in relation.series:
        if series.origin == OWN:
            for p in series.points:
                if p.first_day == month:
                    return p.cooperation.n, p.conflict.n
    return 0, 0


def _begins(month: date, known: tuple[date, date]) -> list[date]:
    """The weeks known that begin in the month."""
    weeks_known = iter_periods(known[0], known[1], "week")
    return [w for w in weeks_known if (w.year, w.month) == (month.year, month.month)]


def _filed(pair: Pair) -> Series:
    rows: tuple[WeekCount, ...] = week_counts(*pair)
    return weekly_series(rows, covered_days())


def _axis(series: Series) -> str:
    seen: set[int] = set()
    letters = []
    for p in series.points:
        letters.append(" " if p.first_day.month in seen else month_name(p.first_day)[0])
        seen.add(p.first_day.month)
    return "".join(letters).rstrip()


def _spark(values: Sequence[int], blocks: bool) -> str:
    levels = " ▁▂▃▄▅▆▇█" if blocks else " .:-=+*#@"
    most = max([*values, 1])
    return "".join(levels[max(1, round(8 * n / most)) if n else 0] for n in values)


def _day(document: Document, coding: Coding) -> date:
    if coding.when is not None:
        return coding.when.first_day
    return document.published or date.max


def _one(document: Document, coding: Coding, columns: int) -> list[str]:
    day = label(coding.when.first_day, "day") if coding.when is not None else "day unknown"
    if coding.when is not None and coding.when.implicit:
        day = f"{day} (of the report)"
    head = textwrap.wrap(f"{day}: {line(coding)}", columns, subsequent_indent="    ")
    report = textwrap.shorten(f"report {document.id}", columns - 4)
    return [*head, *quote(document, coding, columns).splitlines(), f"  {report}"]
