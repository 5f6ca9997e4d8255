"""What changed: each turning point and burst with the events of its days, and what to say where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from detente.relations.forms.changes import NAMED, Change, named_acts, short_day, strongest, title, verdict
from detente.relations.page.elements import element
from detente.relations.values import Act, Relation

_ACTS_SHOWN = 8


def lede_of(relation: Relation, changes: Sequence[Change]) -> list[str]:
    """The first sentences of the page: the strongest change and how many others, or why there is none."""
    first = strongest(changes)
    said = verdict(relation)
    told = [] if first is None else [first.sentence]
    if said is not None:
        told.append(said)
    elif len(changes) > 1:
        others = len(changes) - 1
        told.append(f"{others} more {'change is' if others == 1 else 'changes are'} told below.")
    return told


def changed(relation: Relation, changes: Sequence[Change]) -> Element | None:
    """The section of changes; None where none was looked for."""
    said = verdict(relation)
    if not changes and said is None:
        return None
    has_acts = any(change.acts for change in changes)
    return element(
        "section",
        element("h2", "What changed"),
        element("ol", [_change(change) for change in changes], class_="changes") if changes else None,
        element("p", said, class_="verdict") if said is not None else None,
        element("p", NAMED, class_="facts") if has_acts else None,
        class_="changed",
    )


def _change(change: Change) -> Element:
    is_up = change.side == "cooperation"
    kind = "up" if is_up else "down"
    more = len(change.acts) - _ACTS_SHOWN
    return element(
        "li",
        element("span", str(change.number), class_="number", aria_hidden="true"),
        element(
            "div",
            element(
                "h3",
                element("span", title(change), class_="when"),
                element("span", f"{change.head[0].upper()}{change.head[1:]}"),
            ),
            element("p", f"{change.detail[0].upper()}{change.detail[1:]}.", class_="facts"),
            _acts(change),
            element("p", f"and {more} more in these days", class_="facts") if more > 0 else None,
        ),
        value=change.number,
        class_=kind,
    )


def _acts(change: Change) -> list[Element]:
    made: list[Element] = []
    room = _ACTS_SHOWN
    for heading, acts in named_acts(change):
        if room and heading:
            made.append(element("p", heading[0].upper() + heading[1:], class_="facts"))
        if room:
            made.append(element("ul", [_act(act, change) for act in acts[:room]], class_="acts"))
        room -= len(acts[:room])
    return made


def _act(act: Act, change: Change) -> Element:
    sign = "▲" if act.is_cooperation else "▼"
    return element(
        "li",
        element("span", short_day(act.day, change.first_day), class_="day"),
        element(
            "div",
            element(
                "span", f"{sign} ", element("b", act.act), class_="act-of up" if act.is_cooperation else "act-of down"
            ),
            " ",
            element("span", f"{act.source} → {act.target}", class_="dyad", dir="auto"),
            element("span", f" ×{act.n}", title=f"filed {act.n} times") if act.n > 1 else None,
            element("q", act.sentence, dir="auto") if act.sentence is not None else None,
            element("cite", act.document, dir="auto") if act.sentence is not None and act.document else None,
        ),
    )
