"""The page of a relation: the counts drawn and as a table, the sentences behind each period, how it was made.

One file that opens anywhere: no scripts, nothing fetched (its policy forbids both), light and dark, and print.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element

from detente import __version__
from detente.relations.counts import WeekCount, covered_days, weekly_series
from detente.relations.page.chart import chart
from detente.relations.page.elements import element, to_html
from detente.relations.page.evidence import MOST_CODINGS, legend, periods
from detente.relations.periods import label, within
from detente.relations.values import OWN, Count, Relation, Series

_WEEKLY = " Here a meeting stands in both directions, and so counts twice."
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def relation_page(relation: Relation, *, weekly: Sequence[WeekCount] = (), command: str | None = None) -> str:
    """The page as one HTML text. `weekly` adds the bundled counts of 2018 as a panel; `command` made the page.

    >>> Path("page.html").write_text(relation_page(relation(record, "Iran", "North Korea")))
    """
    title = " and ".join(relation.names)
    by = f"by {relation.by}"
    body: list[Element] = [
        element(
            "header",
            element("p", "détente · relation ", by, class_="kicker"),
            element("h1", title, dir="auto"),
            [element("p", sentence, class_="lede") for sentence in _lede(relation)],
        )
    ]
    figures = [_figure(s, _panel_title(s), f"series-{at}") for at, s in enumerate(relation.series) if s.points]
    if weekly:
        real = weekly_series(tuple(weekly), covered_days())
        figures.append(_figure(real, "What really happened in 2018 (ICEWS counts)", "weekly", _WEEKLY))
    body += figures or [element("p", "The record holds nothing about this pair.", class_="empty")]
    blocks = periods(relation)
    if blocks:
        more = len(relation.evidence) - MOST_CODINGS
        body.append(
            element(
                "section",
                element("h2", "What is behind it"),
                legend() if relation.evidence else None,
                element("p", f"The first {MOST_CODINGS} codings are shown; {more} more are in the record.")
                if more > 0
                else None,
                blocks,
                class_="evidence",
            )
        )
    body.append(_how(relation, bool(weekly), command))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{title} · relation {by}"),
        element("style", _style()),
    )
    return to_html(element("html", head, element("body", element("main", body)), lang="en"))


def _figure(series: Series, title: str, name: str, remark: str = "") -> Element:
    unit = "codings of reports" if series.unit == "codings" else "events as filed"
    caption = (
        f"Bars count {unit} by {series.by}; the thin line is the 95 % interval of the rate. "
        f"Where nothing was seen, the rate may still be up to 3.7.{remark}"
    )
    return element(
        "figure",
        element("h2", title),
        chart(series, title, name),
        element("figcaption", caption),
        element("details", element("summary", "The same as a table"), _table(series), class_="twin"),
        class_="own" if series.origin == OWN else "other",
    )


def _table(series: Series) -> Element:
    heads = ("Period", "Cooperation", "95 % interval", "Conflict", "95 % interval", "Reports")
    rows = [
        element(
            "tr",
            element("th", label(p.first_day, series.by), scope="row"),
            element("td", str(p.cooperation.n)),
            element("td", _interval(p.cooperation), class_="interval"),
            element("td", str(p.conflict.n)),
            element("td", _interval(p.conflict), class_="interval"),
            element("td", "not told" if p.reports is None else str(p.reports)),
        )
        for p in series.points
    ]
    head = element("thead", element("tr", [element("th", h, scope="col") for h in heads]))
    return element("div", element("table", head, element("tbody", rows)), class_="scroll")


def _lede(relation: Relation) -> list[str]:
    told = []
    for series in relation.series:
        points = series.points
        if not points:
            continue
        up, down = (sum(getattr(p, side).n for p in points) for side in ("cooperation", "conflict"))
        first, last = label(points[0].first_day, series.by), label(points[-1].first_day, series.by)
        span = within(points[0].first_day, series.by) if first == last else f"from {first} to {last}"
        if series.unit == "codings":
            reports = len({e.document.id for e in relation.evidence if e.not_counted is None})
            noun = "report" if reports == 1 else "reports"
            said = f"{reports} {noun} read here gave {up or 'no'} coding{'' if up == 1 else 's'} of cooperation "
            said += f"and {down or 'none'} of conflict {span}"
        else:
            said = f"{series.origin} filed {f'{up:,}' if up else 'no'} events of cooperation and "
            said += f"{f'{down:,}' if down else 'none'} of conflict {span}"
        busiest = max(points, key=lambda p: p.cooperation.n + p.conflict.n)
        most = busiest.cooperation.n + busiest.conflict.n
        if len(points) > 1 and most > 1:
            said += f"; {most:,} of the {up + down:,} fall {within(busiest.first_day, series.by)}"
        told.append(said + ".")
    return told


def _how(relation: Relation, has_weekly: bool, command: str | None) -> Element:
    notes = [
        "This page shows what reports say, as read by a program, not verified incidents. "
        "Each coding stands with its sentence.",
        "Of this program’s codings only actual, not historical acts with a known day are counted. "
        "Cooperation is PLOVER’s quad classes 1 and 2, conflict 3 and 4 (a request is conflict there, of intensity 0).",
        *relation.notes,
    ]
    if has_weekly or any(s.unit == "events" for s in relation.series):
        notes.append(
            "ICEWS events: cooperation is CAMEO 01 to 08, conflict 09 to 20, by the country that ICEWS files an actor "
            "under; a meeting filed from both sides counts once. "
            "ICEWS Coded Event Data, Boschee et al. 2015, doi:10.7910/DVN/28075."
        )
    return element(
        "section",
        element("h2", "How it was counted"),
        element("ul", [element("li", note) for note in notes]),
        element("p", "Made again by: ", element("code", command)) if command else None,
        element("p", f"détente {__version__}", class_="facts"),
        class_="how",
    )


def _panel_title(series: Series) -> str:
    if series.unit == "codings":
        return "What the reports say (codings of this record)"
    return f"What {series.origin} filed (imported events)"


def _interval(count: Count) -> str:
    return f"{count.low:.1f} to {count.high:.1f}"


@cache
def _style() -> str:
    return (files("detente.relations.page") / "page.css").read_text("utf-8")
