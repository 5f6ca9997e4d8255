"""The tables of an edition: their columns, and where in the record their rows come from.

Invariant: nothing in them depends on row numbers, moments or runs, and each is sorted by what its rows say; so the same
documents give the same tables, whatever the order in which they came in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from detente.exchange.out.columns import CODINGS, IMPORTED, Column
from detente.exchange.out.columns import Kind as ColumnKind

_WORDS = frozenset({"source_text", "target_text", "trigger", "sentence"})


class Table(NamedTuple):
    """One table: its name, its columns, the query that gives its rows in order, and what its rows are known by."""

    name: str
    columns: tuple[Column, ...]
    query: str
    key: tuple[str, ...]
    needs: str | None = None
    """The table of the record without whose rows it is left out; None where it is always there."""


def _column(name: str, kind: ColumnKind, meaning: str, is_quoted: bool = False) -> Column:
    return Column(name, kind, meaning, is_quoted)


_DOCUMENT = _column("document_id", "text", "The report.")
_CODING = _column("coding_id", "text", "The coding; its id is one only within its report.")
_ACTOR = (
    _column("name", "text", "The actor's name."),
    _column("code", "text", "ISO 3166-1 alpha-3 of a state and who acts for it; a body's or group's code."),
    _column("country", "text", "The country it belongs to."),
    _column("sector", "text", "PLOVER's sector."),
    _column("role", "text", "Office or role."),
)
_SPAN = (
    _column("start", "whole", "First code point of the words in the report's text, from 0."),
    _column("end", "whole", "The code point after their last."),
)
_SENTENCE = (
    _column("sentence_start", "whole", "The same of the sentence."),
    _column("sentence_end", "whole", "The same of the sentence."),
)
_OF = {c.name: c for c in (*CODINGS, *IMPORTED)}

DOCUMENTS = (
    _DOCUMENT,
    _column("revision", "whole", "1, 2 …: the newest revision is the one that counts."),
    _column("title", "text", "Headline."),
    _OF["published"],
    _column("published_how", "text", "How that day is known: given, metadata, dateline …"),
    _OF["outlet"],
    _column("outlet_how", "text", "How the outlet is known."),
    _OF["url"],
    _column("characters", "whole", "Length of its text in code points."),
    _column("n_words", "whole", "Words in it."),
    _column("text_sha256", "text", "SHA-256 of its text in UTF-8."),
    _column("copy_of", "text", "The report whose text this one repeats, wholly or nearly."),
    _column("likeness", "number", "Share of their runs of five words that both have."),
    _column("is_coded", "truth", "False where the codings of the one it repeats stand for it."),
    _column("coder_version", "text", "Version of the program that coded it."),
    _column("coder_model", "text", "The model."),
    _column("coder_ontology", "text", "The ontology."),
    _column("parts", "text", "JSON: [[kind, start, end], ...]", True),
    _column("text", "text", "Its text as read.", True),
)
CODED = (
    _DOCUMENT,
    _CODING,
    _column("sentence_index", "whole", "Which sentence of the report, from 0."),
    *_SENTENCE,
    _column("trigger_start", "whole", "The same of the words that name the act."),
    _column("trigger_end", "whole", "The same of the words that name the act."),
    *(_OF[name] for name in ("type", "modes", "contexts", "quad", "intensity", "cameo", "goldstein", "symmetric")),
    *(_OF[name] for name in ("first_day", "last_day", "date_precision", "date_implicit")),
    _column("date_start", "whole", "The same of the words that give the day."),
    _column("date_end", "whole", "The same of the words that give the day."),
    _OF["historical"],
    _column("place_start", "whole", "The same of the words that name the place."),
    _column("place_end", "whole", "The same of the words that name the place."),
    *(_OF[name] for name in ("place_name", "place_country", "lat", "lon", "place_precision", "modality")),
    *(_OF[name] for name in ("dead", "injured", "arrested", "size", "confidence")),
    _column("steps", "text", "JSON: how each field was found.", True),
)
PARTIES = (
    _DOCUMENT,
    _CODING,
    _column("side", "text", "source, target or attribution."),
    _column("position", "whole", "Order among the parties of that side, from 0."),
    *_ACTOR,
    *_SPAN,
    _column("via", "text", "How the words were resolved."),
    _column("is_corrected", "truth", "A person's correction made it what it is."),
)
DYADS = tuple(c for c in CODINGS if c.name not in {*_WORDS, "attribution", "place_precision"})
CLAIMS = (
    _DOCUMENT,
    _column("claim_id", "text", "The claim."),
    _column("sentence_index", "whole", "Which sentence of the report, from 0."),
    *_SPAN,
    _column("body", "text", "JSON: the claim; its words only in an edition with text."),
)
ACTORS = (
    _DOCUMENT,
    _OF["published"],
    *_ACTOR,
    *_SPAN,
    *_SENTENCE,
    _column("via", "text", "How the words were resolved."),
    _column("codings", "whole", "Codings of the report in which it takes part or says so; 0: only named."),
    _column("name_coded", "text", "Its name before corrections."),
)
CORRECTIONS = (
    _column("correction", "whole", "1, 2 …, in the order of their making."),
    _column("verdict", "text", "merged, corrected, withdrawn."),
    *_ACTOR[:3],
    _column("sets", "text", "JSON: what it is to be."),
    _column("withdraws", "whole", "The correction that no longer holds."),
    _column("reason", "text", "Why."),
)
EVENTS = (
    _column("event_id", "text", "The event."),
    *(_OF[name] for name in ("type", "quad", "intensity", "modality", "historical", "symmetric")),
    *(_OF[name] for name in ("first_day", "last_day", "date_precision", "date_implicit")),
    *(_OF[name] for name in ("place_name", "place_country", "lat", "lon", "place_precision")),
    *(_OF[name] for name in ("dead", "injured", "arrested", "size")),
    _column("n_codings", "whole", "Codings that tell it."),
    _column("n_reports", "whole", "Reports that tell it, copies too."),
    _column("n_texts", "whole", "Distinct texts among them."),
    _column("n_outlets", "whole", "Outlets they are from."),
    _column("first_report", "day", "First day of publication."),
    _column("last_report", "day", "Last day of publication."),
    _column("face_document", "text", "The report that tells it most plainly."),
    _column("face_coding", "text", "Its coding there."),
)
EVENT_PARTIES = (
    _column("event_id", "text", "The event."),
    _column("side", "text", "source or target."),
    _column("position", "whole", "Order among the parties of that side, from 0."),
    *_ACTOR,
)
EVENT_CODINGS = (
    _DOCUMENT,
    _CODING,
    _column("event_id", "text", "The event it tells; empty where it is denied or imagined and no event is told of."),
    _column("standing", "text", "founds, attached, or alone."),
    _column("beside_document", "text", "The report of the coding that it matches best."),
    _column("beside_coding", "text", "That coding."),
    _column("score", "number", "How well it matches."),
    _column("why", "text", "JSON: [[fact, points], ...]"),
)
JUDGEMENTS = (
    _column("judgement", "whole", "1, 2 …, in the order of their making."),
    _column("one", "text", "A coding: its report and its id."),
    _column("other", "text", "Another."),
    _column("verdict", "text", "together or apart; of one pair the last holds."),
)
FILED = (
    *IMPORTED,
    _column("row_key", "whole", "Of the row as filed."),
    _column("side", "whole", "Of a symmetric act: 0 or 1, by which party stands first."),
    _column("is_twin", "truth", "The same symmetric act filed from the other side: not counted."),
)
FILED_REPORTS = (
    _OF["origin"],
    _OF["filed_id"],
    _column("url", "text", "URL, DOI or citation of the report."),
    _column("sentence", "whole", "Where in the report, from 1; 0 where the origin does not say."),
    _column("outlet", "text", "Who published it."),
    _column("reported_at", "text", "When, UTC."),
    _column("confidence", "whole", "The origin's own, 0 to 100."),
)
ORIGINS = (
    _OF["origin"],
    _column("events", "whole", "Events, each counted once."),
    _column("first_day", "day", "From when it knows anything."),
    _column("last_day", "day", "Until when."),
)
DYAD_DAYS = (
    _column("origin", "text", "Whose events are counted."),
    _column("source", "text", "A code; of acts inside one country also code:sector, THA:CVL."),
    _column("target", "text", "The same."),
    _column("day", "day", "The day."),
    _column("verbal_cooperation", "whole", "Events of quad 1, each counted once."),
    _column("material_cooperation", "whole", "Of quad 2."),
    _column("verbal_conflict", "whole", "Of quad 3."),
    _column("material_conflict", "whole", "Of quad 4."),
    _column("goldstein", "number", "Sum of their Goldstein weights."),
    _column("intensity", "number", "Sum of PLOVER's scores."),
    _column("filed", "whole", "Rows as filed."),
    _column("reports", "whole", "Reports that tell of them; empty where the origin does not say."),
)

_DOCUMENTS = """
    SELECT d.id AS document_id, d.revision, d.title, d.published, d.published_how, d.outlet, d.outlet_how, d.url,
        length(d.text) AS characters, d.n_words, d.text_digest AS text_sha256, f.id AS copy_of, d.likeness, d.is_coded,
        r.coder, d.parts, d.text
    FROM documents d LEFT JOIN documents f ON f.document = d.copy_of LEFT JOIN runs r ON r.run = d.run
    WHERE d.is_current ORDER BY d.id
"""
_CODED = """
    SELECT d.id AS document_id, c.id AS coding_id, c.* FROM codings c JOIN documents d ON d.document = c.document
    WHERE d.is_current ORDER BY d.id, c.id
"""
_PARTIES = """
    SELECT d.id AS document_id, c.id AS coding_id, p.side, p.position, p.name, p.code, p.country, p.sector, p.role,
        p.start, p.end, p.via, p.is_corrected
    FROM codings c JOIN documents d ON d.document = c.document JOIN parties_now p ON p.coding = c.coding
    WHERE d.is_current ORDER BY d.id, c.id, p.side, p.position
"""
_DYADS = f"""
    SELECT {", ".join(column.name for column in DYADS)}
    FROM dyads y ORDER BY y.document_id, y.coding_id, y.source_name, y.source_code, y.source_country,
        y.source_sector, y.target_name, y.target_code, y.target_country, y.target_sector
"""
_CLAIMS = """
    SELECT d.id AS document_id, c.id AS claim_id, c.sentence_index, c.start, c.end, c.body
    FROM claims c JOIN documents d ON d.document = c.document WHERE d.is_current ORDER BY d.id, c.id
"""
_ACTORS = """
    SELECT a.document_id, a.published, a.name, a.code, a.country, a.sector, a.role, a.start, a.end, a.sentence_start,
        a.sentence_end, a.via, a.codings, a.name_coded
    FROM actors_by_document a
    ORDER BY a.document_id, a.start, a.end, a.name, a.code, a.country, a.sector, a.role, a.name_coded, a.codings
"""
_CORRECTIONS = (
    "SELECT correction, verdict, name, code, country, sets, withdraws, reason FROM actor_corrections"
    " ORDER BY correction"
)
_EVENTS = """
    SELECT e.id AS event_id, d.id AS face_document, c.id AS face_coding, e.*
    FROM events e LEFT JOIN codings c ON c.coding = e.face LEFT JOIN documents d ON d.document = c.document
    ORDER BY e.id
"""
_EVENT_PARTIES = """
    SELECT e.id AS event_id, p.* FROM event_parties_now p JOIN events e ON e.event = p.event
    ORDER BY e.id, p.side, p.position
"""
_EVENT_CODINGS = """
    SELECT d.id AS document_id, c.id AS coding_id, e.id AS event_id, x.standing,
        f.id AS beside_document, b.id AS beside_coding, x.score, x.why
    FROM event_codings x JOIN codings c ON c.coding = x.coding JOIN documents d ON d.document = c.document
    LEFT JOIN events e ON e.event = x.event LEFT JOIN codings b ON b.coding = x.beside
    LEFT JOIN documents f ON f.document = b.document WHERE d.is_current ORDER BY d.id, c.id
"""
_JUDGEMENTS = "SELECT judgement, one, other, verdict FROM merge_judgements ORDER BY judgement"
_FILED = """
    SELECT i.*, i.side IS NOT NULL AS symmetric, i.twin_of IS NOT NULL AS is_twin, s.name AS source_name,
        s.code AS source_code, s.sector AS source_sector, s.filed_code AS source_filed_code, t.name AS target_name,
        t.code AS target_code, t.sector AS target_sector, t.filed_code AS target_filed_code
    FROM imported i LEFT JOIN filed_actors s ON s.actor = i.source LEFT JOIN filed_actors t ON t.actor = i.target
    ORDER BY i.origin, i.day, i.event_key, i.twin_of IS NOT NULL, i.row_key
"""
_FILED_REPORTS = (
    "SELECT origin, filed_id, url, sentence, outlet, reported_at, confidence FROM filed_reports"
    " ORDER BY origin, filed_id, url, sentence"
)
_ORIGINS = "SELECT origin, n AS events, first_day, last_day FROM tallied ORDER BY origin"
_DYAD_DAYS = "SELECT * FROM dyad_days ORDER BY origin, source, target, day"

TABLES: tuple[Table, ...] = (
    Table("documents", DOCUMENTS, _DOCUMENTS, ("document_id",)),
    Table("codings", CODED, _CODED, ("document_id", "coding_id")),
    Table("parties", PARTIES, _PARTIES, ("document_id", "coding_id", "side", "position")),
    Table("dyads", DYADS, _DYADS, ()),
    Table("claims", CLAIMS, _CLAIMS, ("document_id", "claim_id"), "claims"),
    Table("actors", ACTORS, _ACTORS, (), "actors_seen"),
    Table("actor_corrections", CORRECTIONS, _CORRECTIONS, ("correction",), "actor_corrections"),
    Table("events", EVENTS, _EVENTS, ("event_id",), "events"),
    Table("event_parties", EVENT_PARTIES, _EVENT_PARTIES, ("event_id", "side", "position"), "events"),
    Table("event_codings", EVENT_CODINGS, _EVENT_CODINGS, ("document_id", "coding_id"), "events"),
    Table("merge_judgements", JUDGEMENTS, _JUDGEMENTS, ("judgement",), "merge_judgements"),
    Table("imported", FILED, _FILED, ("origin", "row_key"), "imported"),
    Table(
        "imported_reports", FILED_REPORTS, _FILED_REPORTS, ("origin", "filed_id", "url", "sentence"), "filed_reports"
    ),
    Table("origins", ORIGINS, _ORIGINS, ("origin",), "tallied"),
    Table("dyad_days", DYAD_DAYS, _DYAD_DAYS, ("origin", "source", "target", "day")),
)
"""In the order in which they are written, and read again."""


def tables_in(connection: sqlite3.Connection) -> Iterator[Table]:
    """The tables that the record has something for."""
    has = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in TABLES:
        if table.needs is None or (table.needs in has and _is_filled(connection, table.needs)):
            yield table


def _is_filled(connection: sqlite3.Connection, name: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() is not None


def without_words(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns without those that hold words of the reports."""
    return tuple(column for column in columns if not column.is_quoted)
