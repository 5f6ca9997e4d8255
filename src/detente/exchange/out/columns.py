"""The columns of the tables that are written: name, kind, meaning. They are the schema of every form and the codebook.

Invariant: the kinds are declared here and never found from the rows. What is not known is empty in every kind.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from detente.exchange.out.clean import clean
from detente.flat import COLUMNS

Kind = Literal["text", "day", "whole", "number", "truth"]
_MOST = 2**63 - 1


class Column(NamedTuple):
    """One column of a table."""

    name: str
    kind: Kind
    meaning: str
    is_quoted: bool = False
    """Words of the report: left out unless they are asked for."""


_ACTOR = (
    ("text", "text", "Words of the report that name the {side}.", True),
    ("name", "text", "The {side}'s name.", False),
    (
        "code",
        "text",
        "ISO 3166-1 alpha-3 (XKX: Kosovo) of a state and who acts for it; a body's or group's code.",
        False,
    ),
    ("country", "text", "The country that the {side} belongs to; empty for international bodies.", False),
    ("sector", "text", "PLOVER's sector of the {side}.", False),
)
_PARTIES = {
    f"{side}_{name}": Column(f"{side}_{name}", kind, meaning.format(side=side), quoted)  # type: ignore[arg-type]
    for side in ("source", "target")
    for name, kind, meaning, quoted in _ACTOR
}
_KNOWN: dict[str, Column] = _PARTIES | {
    c.name: c
    for c in (
        Column("coding_id", "text", "The coding; a coding with several dyads has several rows."),
        Column("document_id", "text", "The report."),
        Column("published", "day", "The day on which the report was published."),
        Column("outlet", "text", "Who published it."),
        Column("url", "text", "Where it stands."),
        Column("type", "text", "What was done: the ontology's type."),
        Column("modes", "text", "How: the type's modes, joined by ;."),
        Column("quad", "whole", "1 verbal, 2 material cooperation; 3 verbal, 4 material conflict."),
        Column("intensity", "number", "The ontology's score of type and modes, -10 to +10."),
        Column("cameo", "text", "The CAMEO code, text: 042 is not 42."),
        Column("goldstein", "number", "The CAMEO code's Goldstein weight, -10 to +10."),
        Column("symmetric", "truth", "Both did it: the first-named is the source; each two parties are one row."),
        Column("first_day", "day", "First day on which it may have happened, inclusive."),
        Column("last_day", "day", "Last such day, inclusive."),
        Column("date_precision", "text", "How exact the days are: day, week, month, year …"),
        Column(
            "date_implicit", "truth", "The days are reckoned from the day of publication; the text does not say them."
        ),
        Column("historical", "truth", "It ended more than 60 days before publication, or is told as background."),
        Column("place_name", "text", "Where: the place's name."),
        Column("place_country", "text", "The country of the place."),
        Column("lat", "number", "Latitude, degrees, WGS 84."),
        Column("lon", "number", "Longitude, degrees, WGS 84."),
        Column("place_precision", "text", "What the coordinates stand for: country, region, city, site."),
        Column("modality", "text", "Of the act: actual, planned, possible, hypothetical, denied."),
        Column("attribution", "text", "Who says so, joined by ;."),
        Column("dead", "whole", "Persons dead, as the clause says."),
        Column("injured", "whole", "Persons injured."),
        Column("arrested", "whole", "Persons arrested."),
        Column("size", "whole", "Size of the crowd or force."),
        Column("confidence", "number", "0 to 1: how sure the coder is of the coding."),
        Column("trigger", "text", "Words of the report that name the act.", True),
        Column("sentence", "text", "The sentence of the report.", True),
    )
}
CODINGS: tuple[Column, ...] = tuple(_KNOWN[name] for name in COLUMNS)
"""The flat form: one row a dyad of each coding."""

REPORTS: tuple[Column, ...] = (
    Column("document_id", "text", "The report, as in the codings."),
    Column("title", "text", "Its headline, as a reference to it."),
    _KNOWN["outlet"],
    _KNOWN["published"],
    Column("published_how", "text", "How that day is known: given, metadata, dateline …"),
    _KNOWN["url"],
    Column("codings", "whole", "Codings of it that are in this export."),
    Column("characters", "whole", "Length of its text in code points."),
    Column("text_sha256", "text", "SHA-256 of its text in UTF-8: whoever has the text can tell that it is the same."),
)
"""The reports that the codings rest on, without their text."""


def _filed(side: str) -> tuple[Column, ...]:
    return (
        Column(f"{side}_name", "text", f"The {side} as the origin writes it; empty where it names nobody."),
        Column(
            f"{side}_code", "text", "ISO 3166-1 alpha-3 of the country that the origin files it under; a body's code."
        ),
        Column(f"{side}_sector", "text", f"PLOVER's sector of the {side}, where known."),
        Column(f"{side}_filed_code", "text", "The origin's own code of it."),
    )


IMPORTED: tuple[Column, ...] = (
    Column("origin", "text", "Whose event data the row is of."),
    Column("filed_id", "text", "The event's number or name at its origin."),
    Column("event_key", "whole", "Rows of one event (day, act, parties) share it."),
    Column("day", "day", "Day of the event; the first, of several."),
    Column("last_day", "day", "Last day, inclusive; empty where `day` is all."),
    Column("filed_day", "text", "When the origin added or published it, as filed."),
    *_filed("source"),
    *_filed("target"),
    Column("symmetric", "truth", "Both did it. Filed from both sides it is one row here."),
    Column("cameo", "text", "The CAMEO code as filed, text; empty where the origin has another ontology."),
    Column("type", "text", "PLOVER's type: as filed, or by table."),
    Column("modes", "text", "PLOVER's modes, joined by ;."),
    Column("contexts", "text", "PLOVER's contexts, joined by ;."),
    Column(
        "quad", "whole", "1 verbal, 2 material cooperation; 3 verbal, 4 material conflict; empty for what is no act."
    ),
    Column("goldstein", "number", "Goldstein weight as the origin has it."),
    Column("intensity", "number", "PLOVER's score of type and mode, -10 to +10."),
    Column("modality", "text", "Empty where the origin does not say: actual."),
    Column("historical", "truth", "Told as history."),
    Column("dead", "whole", "Persons dead."),
    Column("n_reports", "whole", "Reports that tell of it, as the origin counts them."),
    Column("n_outlets", "whole", "Outlets they are from."),
    Column("n_mentions", "whole", "Places in their texts."),
    Column("place_name", "text", "Where: the place's name."),
    Column("place_country", "text", "The country of the place."),
    Column("lat", "number", "Latitude, degrees."),
    Column("lon", "number", "Longitude, degrees."),
    Column("publisher", "text", "Publisher as filed."),
    Column("url", "text", "Where a report of it stands."),
)
"""Events as others filed them, one row a dyad."""


@dataclass(slots=True)
class Fitting:
    """Rows made to fit their columns; `unfit` counts the values that did not and are left empty."""

    columns: Sequence[Column]
    unfit: int = 0

    def rows(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """Each row with exactly the columns, each value of its kind or None."""
        kinds = [(c.name, _FITS[c.kind]) for c in self.columns]
        for row in rows:
            fitted = {}
            for name, fit in kinds:
                value = row.get(name)
                if value is not None:
                    fits = fit(value)
                    if fits is None and value != "":
                        self.unfit += 1
                    value = fits
                fitted[name] = value
            yield fitted


def _text(value: Any) -> str | None:
    return clean(value if isinstance(value, str) else str(value)) or None


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except (ValueError, TypeError):
        return None


def _whole(value: Any) -> int | None:
    try:
        found = int(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found == value and -_MOST <= found <= _MOST else None


def _number(value: Any) -> float | None:
    try:
        found = float(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def _truth(value: Any) -> bool | None:
    return bool(value) if value in (0, 1) else None


_FITS = {"text": _text, "day": _day, "whole": _whole, "number": _number, "truth": _truth}
