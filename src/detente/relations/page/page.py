"""The page of a relation: what changed, the counts drawn and as a table, what is behind them, how it was made.

One file that opens anywhere: no scripts, nothing fetched (its policy forbids both), light and dark, and print.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element

from detente import __version__
from detente.relations.counts import WeekCount, covered_days, weekly_series
from detente.relations.forms.changes import Change, changes, marked, not_whole
from detente.relations.page.changed import changed, lede_of
from detente.relations.page.chart import chart
from detente.relations.page.corrected import corrected_chart
from detente.relations.page.elements import element, to_html
from detente.relations.page.evidence import MOST_CODINGS, legend, periods
from detente.relations.page.table import table
from detente.relations.periods import label, within
from detente.relations.values import OWN, Relation, Series, is_read_here, unit_words
from detente.wording import plural

_WEEKLY = " Here a meeting stands in both directions, and so counts twice."
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def relation_page(relation: Relation, *, weekly: Sequence[WeekCount] = (), command: str | None = None) -> str:
    """The page as one HTML text. `weekly` adds the bundled counts of 2018 as a panel; `command` made the page.

    >>> Path("page.html").write_text(relation_page(relation(record, "Iran", "North Korea")))
    """
    title = relation.title
    by = f"by {relation.by}"
    found = changes(relation)
    body: list[Element] = [
        element(
            "header",
            element("p", "détente · relation ", by, class_="kicker"),
            element("h1", title, dir="auto"),
            _opening(relation, found),
        )
    ]
    figures = _figures(relation, found)
    if weekly:
        real = weekly_series(tuple(weekly), covered_days())
        figures.append(
            _figure(real, "The same pair in 2018 as ICEWS filed it (counts of events)", "weekly", remark=_WEEKLY)
        )
    body += figures or [element("p", "The record holds nothing about this pair.", class_="empty")]
    if relation.sentences:
        body.append(
            element(
                "section",
                element("h2", "How that compares"),
                [element("p", sentence) for sentence in relation.sentences],
                class_="profile",
            )
        )
    blocks = periods(relation)
    if blocks:
        more = len(relation.evidence) - MOST_CODINGS
        body.append(
            element(
                "section",
                element("h2", "What is behind it"),
                legend() if relation.evidence else None,
                element(
                    "p",
                    f"The first {MOST_CODINGS} codings are shown; the record holds {more:,} more.",
                )
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


def _opening(relation: Relation, found: Sequence[Change]) -> list[Element]:
    changed_words, counted = lede_of(relation, found), _lede(relation)
    if not changed_words:
        return [element("p", sentence, class_="lede") for sentence in counted]
    return [
        element("p", " ".join(changed_words), class_="lede"),
        *(element("p", sentence, class_="counted") for sentence in counted),
    ]


def _figures(relation: Relation, found: Sequence[Change]) -> list[Element]:
    """A figure for each series; the changes follow the one they are of."""
    of = marked(relation)
    made: list[Element] = []
    for at, series in enumerate(relation.series):
        if not series.points:
            continue
        its = tuple(found) if series is of else ()
        made.append(_figure(series, _panel_title(series), f"series-{at}", its, half_life=relation.half_life))
        section = changed(relation, found) if series is of else None
        if section is not None:
            made.append(section)
    return made


def _figure(
    series: Series,
    title: str,
    name: str,
    found: Sequence[Change] = (),
    *,
    half_life: float | None = None,
    remark: str = "",
) -> Element:
    unit = unit_words(series.origin, series.unit)
    marks = " Numbered marks are told below: a dashed line where a level turns, a shaded band over a burst."
    caption = (
        f"Bars count {unit} by {series.by}; the thin line is the 95 % interval of the rate. "
        f"{_unseen(series)}{remark}{marks if found else ''}"
    )
    cut = not_whole(series)
    if cut is not None:
        caption += f" Pale, dashed bars are {cut}"
    fading = half_life is not None and any(p.decayed_cooperation is not None for p in series.points)
    return element(
        "figure",
        element("h2", title),
        chart(series, title, name, found),
        element("figcaption", caption),
        _corrected(series, name),
        element(
            "details",
            element("summary", "The same as a table"),
            table(series, found),
            element("p", f"Fading: events so far, each halved in weight every {half_life:.0f} days.", class_="facts")
            if fading
            else None,
            class_="twin",
        ),
        class_="own" if series.origin == OWN else "other",
    )


def _unseen(series: Series) -> str:
    counts = [getattr(p, side) for p in series.points for side in ("cooperation", "conflict")]
    highs = [count.high for count in counts if count.n == 0]
    return f"Where nothing was seen, the rate may still be up to {max(highs):g}." if highs else ""


def _corrected(series: Series, name: str) -> Element | None:
    drawn = corrected_chart(series, f"{name}-corrected")
    if drawn is None:
        return None
    caption = (
        "Each period against what the pair’s usual share of all events leads to expect of its volume of news "
        "(×1), with the 95 % interval: above the line the pair had more than news in general had."
    )
    summary = element("summary", "Corrected for the volume of news")
    return element("details", summary, drawn, element("p", caption, class_="facts"), class_="twin")


def _lede(relation: Relation) -> list[str]:
    told = []
    for series in relation.series:
        points = series.points
        if not points:
            continue
        up, down = (sum(getattr(p, side).n for p in points) for side in ("cooperation", "conflict"))
        first, last = points[0].first_day, points[-1].first_day
        if first == last:
            span = within(first, series.by)
        elif series.by == "week":
            span = f"in the weeks from {label(first, 'day')} to {label(last, 'day')}"
        else:
            span = f"from {label(first, series.by)} to {label(last, series.by)}"
        if is_read_here(series.origin, series.unit) and relation.counted is not None:
            verb = "gave" if series.unit == "codings" else "tell of"
            said = f"{plural(relation.counted.reports, 'report')} read here {verb} {up or 'no'} "
            said += f"{series.unit.removesuffix('s') if up == 1 else series.unit} of cooperation "
            said += f"and {down or 'none'} of conflict {span}"
        else:
            said = f"{series.origin} filed {plural(up, 'event') if up else 'no events'} of cooperation and "
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
        "Of what this program read only actual, not historical acts with a known day are counted. "
        "Cooperation is PLOVER’s quad classes 1 and 2, conflict 3 and 4 (a request is conflict there, of intensity 0).",
        *relation.notes,
    ]
    if has_weekly or any(not is_read_here(s.origin, s.unit) for s in relation.series):
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
    if is_read_here(series.origin, series.unit):
        return f"What the reports say ({series.unit} of this record)"
    return f"What {series.origin} filed (imported events)"


@cache
def _style() -> str:
    return (files("detente.relations.page") / "page.css").read_text("utf-8")
