"""Reports as rows of JSON without their text: ids, offsets and labels, and a digest of the text they belong to."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from corpus.values import Coded, Label, Named, Party, Report, Trap, When, Where

Row = dict[str, Any]


def digest_of(text: str) -> str:
    """The first 16 hex digits of the text's SHA-256."""
    return sha256(text.encode()).hexdigest()[:16]


def to_row(report: Report) -> Row:
    """The row of a report. Raises ValueError where it has no text (nothing to take the digest of)."""
    if report.text is None:
        raise ValueError(f"{report.id} has no text")
    return {
        "id": report.id,
        "set": report.set,
        "published": report.published.isoformat(),
        "characters": report.characters,
        "digest": digest_of(report.text),
        "parties": [[p.key, p.code, p.country, "+".join(p.sectors), p.name] for p in report.parties],
        "sentences": [_sentence(s) for s in report.sentences],
    }


def from_row(row: Row, text: str | None, title: str = "", outlet: str = "") -> Report:
    """The report of a row; `text` is the data set's, or None. Raises ValueError where it is not the coded one."""
    if text is not None and digest_of(text) != row["digest"]:
        raise ValueError(f"{row['id']}: the text is not the one that was coded")
    return Report(
        id=row["id"],
        set=row["set"],
        published=date.fromisoformat(row["published"]),
        title=title,
        text=text,
        characters=row["characters"],
        outlet=outlet,
        parties=tuple(Party(k, code, c, tuple(s.split("+")), name) for k, code, c, s, name in row["parties"]),
        sentences=tuple(_coded(s) for s in row["sentences"]),
    )


def _sentence(sentence: Coded) -> Row:
    row: Row = {"at": [sentence.start, sentence.end]}
    if sentence.mentions:
        row["mentions"] = [_named(n) for n in sentence.mentions]
    if sentence.codings:
        row["codings"] = [_label(label) for label in sentence.codings]
    if sentence.traps:
        row["traps"] = [[list(t.trigger), t.kind, t.why] for t in sentence.traps]
    return row


def _named(named: Named) -> list[Any]:
    return [named.key, *(named.spot or ())]


def _label(label: Label) -> Row:
    """A coding's row: what holds for most codings is left out."""
    row: Row = {"trigger": list(label.trigger), "type": label.type, "source": [_named(n) for n in label.source]}
    if label.target:
        row["target"] = [_named(n) for n in label.target]
    if label.when:
        days = label.when.days
        row["when"] = [*([d.isoformat() for d in days] if days else [None, None]), *(label.when.spot or ())]
    if label.where:
        row["where"] = [label.where.name, label.where.country, *(label.where.spot or ())]
    if label.attribution:
        row["attribution"] = [_named(n) for n in label.attribution]
    if label.modality != "actual":
        row["modality"] = label.modality
    row |= {k: list(v) for k in ("modes", "also", "contexts") if (v := getattr(label, k))}
    row |= {k: True for k in ("symmetric", "historical") if getattr(label, k)}
    if not label.required:
        row["required"] = False
    if label.numbers:
        row["numbers"] = {k: list(v) for k, v in label.numbers.items()}
    if label.note:
        row["note"] = label.note
    return row


def _spot(cells: list[Any]) -> tuple[int, int] | None:
    return (cells[0], cells[1]) if cells else None


def _names(rows: list[list[Any]]) -> tuple[Named, ...]:
    return tuple(Named(key, _spot(spot)) for key, *spot in rows)


def _coded(row: Row) -> Coded:
    return Coded(
        start=row["at"][0],
        end=row["at"][1],
        mentions=_names(row.get("mentions", [])),
        codings=tuple(_unrow(r) for r in row.get("codings", [])),
        traps=tuple(Trap((t[0][0], t[0][1]), t[1], t[2]) for t in row.get("traps", [])),
    )


def _unrow(row: Row) -> Label:
    when = where = None
    if found := row.get("when"):
        first, last, *spot = found
        when = When((date.fromisoformat(first), date.fromisoformat(last)) if first else None, _spot(spot))
    if found := row.get("where"):
        where = Where(found[0], found[1], _spot(found[2:]))
    return Label(
        trigger=(row["trigger"][0], row["trigger"][1]),
        type=row["type"],
        modes=tuple(row.get("modes", ())),
        also=tuple(row.get("also", ())),
        source=_names(row["source"]),
        target=_names(row.get("target", [])),
        symmetric=row.get("symmetric", False),
        when=when,
        where=where,
        modality=row.get("modality", "actual"),
        historical=row.get("historical", False),
        attribution=_names(row.get("attribution", [])),
        numbers={k: (v[0], v[1]) for k, v in row.get("numbers", {}).items()},
        contexts=tuple(row.get("contexts", ())),
        required=row.get("required", True),
        note=row.get("note", ""),
    )
