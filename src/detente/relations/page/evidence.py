"""The evidence of a page: for each period the codings with their sentences, and what other origins filed, apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from xml.etree.ElementTree import Element

from detente.relations.page.elements import element, safe_url
from detente.relations.page.sentence import PARTS, marked_sentence, named_elsewhere
from detente.relations.periods import label
from detente.relations.values import By, Evidence, FiledAct, Relation
from detente.values import Document, Party, When
from detente.wording import plural

MOST_CODINGS = 500
_MOST_ACTS = 12
_OPEN_UP_TO = 40
_MEANING = {
    "source": "who acts",
    "act": "the words that name the act",
    "target": "who is acted upon",
}


def legend() -> Element:
    """What the marks in the sentences mean."""
    items = [
        element("li", element("mark", element("sup", letter, class_="tag"), name, class_=name), f" {_MEANING[name]}")
        for name, letter in PARTS
    ]
    return element("ul", items, class_="legend", aria_label="Marks in the sentences")


def periods(relation: Relation) -> list[Element]:
    """One block a period that has anything, in order; last, what belongs to no period."""
    codings: dict[date | None, list[Evidence]] = defaultdict(list)
    for e in relation.evidence[:MOST_CODINGS]:
        codings[e.first_day].append(e)
    filed: dict[date, list[FiledAct]] = defaultdict(list)
    for act in relation.filed:
        filed[act.first_day].append(act)
    is_open = len(relation.evidence) <= _OPEN_UP_TO
    days = sorted({d for d in codings if d is not None} | set(filed))
    blocks = [_block(label(d, relation.by), codings.get(d, []), filed.get(d, []), relation.by, is_open) for d in days]
    if None in codings:
        blocks.append(_block("No single period", codings[None], [], relation.by, False))
    return blocks


def _block(title: str, codings: Sequence[Evidence], filed: Sequence[FiledAct], by: By, is_open: bool) -> Element:
    counted = [e for e in codings if e.not_counted is None]
    said = []
    if codings:
        events = {e.event.id for e in counted if e.event is not None}
        counts = f"{plural(len(events), 'event')}" if any(e.event is not None for e in codings) else f"{len(counted)}"
        said.append(f"{plural(len(codings), 'coding')}, {counts} counted")
    for origin in dict.fromkeys(act.origin for act in filed):
        said.append(f"{origin}: {plural(sum(a.n for a in filed if a.origin == origin), 'event')}")
    columns = [
        element("div", [_card(e) for e in codings], class_="codings") if codings else None,
        *[_aside(origin, filed) for origin in dict.fromkeys(act.origin for act in filed)],
    ]
    summary = element("summary", element("span", title, class_="period"), element("span", " · ".join(said)))
    kind = "columns both" if codings and filed else "columns"
    return element(
        "details",
        summary,
        element("div", columns, class_=kind),
        class_="block",
        open="" if is_open and codings else None,
    )


def _card(e: Evidence) -> Element:
    coding, document = e.coding, e.document
    is_cooperation = coding.quad <= 2
    arrow = "↔" if coding.symmetric else "→"
    who, whom = _names(coding.source), _names(coding.target)
    dyad = f"{who} {arrow} {whom}" if whom else who
    kind = [f"{'▲' if is_cooperation else '▼'} {coding.type}", *(f" · {mode}" for mode in coding.modes)]
    facts = [
        _days(coding.when),
        f"in {coding.where.name}" if coding.where else None,
        f"according to {_names(coding.attribution)}" if coding.attribution else None,
        f"intensity {coding.intensity:+g}",
        f"confidence {coding.confidence:.2f}",
        _shared(e),
    ]
    return element(
        "article",
        element(
            "header",
            element("span", kind, class_="kind"),
            element("span", dyad, class_="dyad", dir="auto"),
            element("span", f"not counted: {e.not_counted}", class_="left") if e.not_counted else None,
        ),
        marked_sentence(document, coding),
        [element("p", note, class_="facts", dir="auto") for note in named_elsewhere(coding)],
        element("p", " · ".join(f for f in facts if f), class_="facts", dir="auto"),
        _origin(document),
        class_=f"coding {'cooperation' if is_cooperation else 'conflict'}{' uncounted' if e.not_counted else ''}",
    )


def _shared(e: Evidence) -> str | None:
    """That others tell the same event, where they do."""
    if e.event is None or e.event.n_codings < 2:
        return None
    told = plural(e.event.n_codings, "coding")
    return f"one event {e.event.id[:8]}, told by {told} of {plural(e.event.n_reports, 'report')}"


def _origin(document: Document) -> Element:
    title = document.title or document.id
    url = safe_url(document.url)
    named = element("a", title, href=url, rel="noreferrer noopener") if url else element("cite", title)
    day = document.published
    said = [document.outlet, _day(day) if day else "publication day unknown"]
    return element("footer", named, element("span", ", ".join(s for s in said if s)), dir="auto")


def _aside(origin: str, filed: Sequence[FiledAct]) -> Element:
    acts = sorted((a for a in filed if a.origin == origin), key=lambda a: (-a.n, a.act))
    items = []
    for act in acts[:_MOST_ACTS]:
        parties = "; ".join(f"{s} → {t}" + (f" ({n}×)" if n > 1 else "") for s, t, n in act.parties)
        more = act.n - sum(n for *_, n in act.parties)
        items.append(
            element(
                "li",
                element("b", f"{'▲' if act.is_cooperation else '▼'} {act.n} "),
                act.act,
                element("small", parties + (f"; {more} more" if more else "")),
                class_="up" if act.is_cooperation else "down",
            )
        )
    rest = acts[_MOST_ACTS:]
    if rest:
        items.append(
            element("li", f"and {plural(sum(a.n for a in rest), 'event')} of {plural(len(rest), 'other kind')}")
        )
    return element(
        "aside",
        element("h4", f"Filed by {origin}"),
        element("p", "Coded elsewhere, from other reports; no sentences come with it.", class_="facts"),
        element("ul", items),
        class_="filed",
    )


def _names(parties: Sequence[Party]) -> str:
    told = []
    for p in parties:
        code = p.actor.code or p.actor.country
        about = ", ".join(x for x in (p.actor.role, code if code and code != p.actor.name else None) if x)
        told.append(f"{p.actor.name} ({about})" if about else p.actor.name)
    return " and ".join(dict.fromkeys(told))


def _days(when: When | None) -> str:
    if when is None:
        return "day unknown"
    days = _day(when.first_day)
    if when.last_day != when.first_day:
        days = f"{days} to {_day(when.last_day)}"
    return f"{days} (day not stated in the text)" if when.implicit else days


def _day(day: date) -> str:
    return label(day, "day")
