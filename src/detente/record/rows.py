"""Values to rows of the record and back: what is stored of a document and a coding is all of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple, cast

from detente.claims.flat import to_json
from detente.claims.values import Claim
from detente.values import Actor, Coding, Document, Numbers, Part, Party, Span, Step, When, Where

_CODING_COLUMNS = (
    *("document", "id", "sentence_index", "sentence_start", "sentence_end", "trigger_start", "trigger_end"),
    *("type", "modes", "contexts", "quad", "intensity", "cameo", "goldstein", "symmetric"),
    *("first_day", "last_day", "date_precision", "date_implicit", "date_text", "date_start", "date_end", "historical"),
    *("place_text", "place_start", "place_end", "place_name", "place_country", "lat", "lon", "place_precision"),
    *("modality", "dead", "injured", "arrested", "size", "confidence", "steps"),
)
_INSERT_DOCUMENT = (
    "INSERT INTO documents (id, revision, is_current, text_digest, text, parts, title, published, published_how,"
    " outlet, outlet_how, url, recorded_at, run, copy_of, likeness, is_coded, n_words)"
    " VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_CODING = f"INSERT INTO codings ({', '.join(_CODING_COLUMNS)}) VALUES ({', '.join('?' * len(_CODING_COLUMNS))})"
_INSERT_CLAIM = "INSERT INTO claims (document, id, sentence_index, start, end, body) VALUES (?, ?, ?, ?, ?, ?)"
_INSERT_PARTY = (
    "INSERT INTO parties (coding, side, position, text, start, end, name, code, country, sector, role, via)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def digest_of(text: str) -> str:
    """SHA-256 of the text. Raises UnicodeEncodeError on a lone surrogate, which no file can hold."""
    return sha256(text.encode("utf-8")).hexdigest()


class Standing(NamedTuple):
    """How a document stands in the record: which revision, whose copy, coded or not, by which run and when."""

    revision: int
    run: int
    recorded_at: str
    copy_of: int | None = None
    likeness: float | None = None
    is_coded: bool = True
    n_words: int | None = None


def insert_document(connection: sqlite3.Connection, document: Document, standing: Standing) -> int:
    """Store a document as its newest revision and return its row number."""
    d, s = document, standing
    if s.revision > 1:
        connection.execute("UPDATE documents SET is_current = 0 WHERE id = ? AND is_current", (d.id,))
    values = (
        *(d.id, s.revision, digest_of(d.text), d.text, json.dumps([list(p) for p in d.parts]), d.title),
        *(_iso(d.published), d.published_how, d.outlet, d.outlet_how, d.url, s.recorded_at, s.run),
        *(s.copy_of, s.likeness, int(s.is_coded), s.n_words),
    )
    return cast(int, connection.execute(_INSERT_DOCUMENT, values).lastrowid)


def insert_coding(connection: sqlite3.Connection, coding: Coding, document: int) -> None:
    """Store a coding of the document with that row number, and its parties."""
    c, when, where, numbers = coding, coding.when, coding.where, coding.numbers
    values: tuple[Any, ...] = (
        *(document, c.id, c.sentence_index, *c.sentence, *c.trigger),
        *(c.type, _text(c.modes), _text(c.contexts), c.quad, c.intensity, c.cameo, c.goldstein, int(c.symmetric)),
        *(
            (
                *(_iso(when.first_day), _iso(when.last_day), when.precision, int(when.implicit)),
                *(when.text, when.start, when.end),
            )
            if when
            else (None,) * 7
        ),
        int(c.historical),
        *(
            (
                *(where.text, where.start, where.end, where.name, where.country),
                *(where.lat, where.lon, where.precision),
            )
            if where
            else (None,) * 8
        ),
        *(c.modality, numbers.dead, numbers.injured, numbers.arrested, numbers.size, c.confidence),
        json.dumps([list(s) for s in c.steps], ensure_ascii=False),
    )
    number = connection.execute(_INSERT_CODING, values).lastrowid
    for side, parties in (("source", c.source), ("target", c.target), ("attribution", c.attribution)):
        connection.executemany(
            _INSERT_PARTY,
            [
                (
                    *(number, side, position, p.text, p.start, p.end),
                    *(p.actor.name, p.actor.code, p.actor.country, p.actor.sector, p.actor.role, p.via),
                )
                for position, p in enumerate(parties)
            ],
        )


def insert_claim(connection: sqlite3.Connection, claim: Claim, document: Document, number: int) -> None:
    """Store a claim of the document with that row number."""
    body = json.dumps(to_json(claim, document), ensure_ascii=False)
    values = (number, claim.id, claim.sentence_index, *claim.evidence.span, body)
    connection.execute(_INSERT_CLAIM, values)


def document_of(row: sqlite3.Row) -> Document:
    """The document of a row of `documents`."""
    return Document(
        id=row["id"],
        text=row["text"],
        parts=tuple(Part(*part) for part in json.loads(row["parts"])),
        title=row["title"],
        published=_date(row["published"]),
        published_how=row["published_how"],
        outlet=row["outlet"],
        outlet_how=row["outlet_how"],
        url=row["url"],
    )


def coding_of(row: sqlite3.Row, parties: Sequence[sqlite3.Row], document_id: str) -> Coding:
    """The coding of a row of `codings` and its rows of `parties`, these in order."""
    sides: dict[str, list[Party]] = {"source": [], "target": [], "attribution": []}
    for p in parties:
        actor = Actor(p["name"], p["code"], p["country"], p["sector"], p["role"])
        sides[p["side"]].append(Party(p["text"], p["start"], p["end"], actor, p["via"]))
    return Coding(
        id=row["id"],
        document_id=document_id,
        sentence_index=row["sentence_index"],
        sentence=Span(row["sentence_start"], row["sentence_end"]),
        trigger=Span(row["trigger_start"], row["trigger_end"]),
        type=row["type"],
        modes=tuple(json.loads(row["modes"])),
        contexts=tuple(json.loads(row["contexts"])),
        quad=row["quad"],
        intensity=row["intensity"],
        cameo=row["cameo"],
        goldstein=row["goldstein"],
        symmetric=bool(row["symmetric"]),
        source=tuple(sides["source"]),
        target=tuple(sides["target"]),
        when=_when(row),
        historical=bool(row["historical"]),
        where=_where(row),
        modality=row["modality"],
        attribution=tuple(sides["attribution"]),
        numbers=Numbers(row["dead"], row["injured"], row["arrested"], row["size"]),
        confidence=row["confidence"],
        steps=tuple(Step(*step) for step in json.loads(row["steps"])),
    )


def _when(row: sqlite3.Row) -> When | None:
    first, last = _date(row["first_day"]), _date(row["last_day"])
    if first is None or last is None:
        return None
    return When(
        *(first, last, row["date_precision"], bool(row["date_implicit"])),
        *(row["date_text"], row["date_start"], row["date_end"]),
    )


def _where(row: sqlite3.Row) -> Where | None:
    if row["place_name"] is None:
        return None
    return Where(
        *(row["place_text"], row["place_start"], row["place_end"], row["place_name"], row["place_country"]),
        *(row["lat"], row["lon"], row["place_precision"]),
    )


def _text(words: tuple[str, ...]) -> str:
    return json.dumps(list(words), ensure_ascii=False)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
