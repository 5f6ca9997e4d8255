"""Questions to the register: who was seen as what, by the filters that codings have, and the sentences that say so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from detente.actors.folding import fold
from detente.errors import AskError
from detente.record.asking import Ask, coding_conditions
from detente.record.registered.values import Evidence, Identity, Registered

_LIST = """
    WITH found AS (
        SELECT a.seen, a.document, a.name, a.code, a.country, a.sector, a.role, a.published, a.codings,
            row_number() OVER (
                PARTITION BY a.name, a.code, a.country, a.sector, a.role
                ORDER BY a.codings = 0, {plainness}, a.published IS NULL, a.published, a.document_id, a.start, a.seen
            ) AS n
        FROM actors_by_document a WHERE {conditions}
    ),
    registered_as AS (
        SELECT name, code, country, sector, role, min(published) AS first_seen, max(published) AS last_seen,
            count(DISTINCT document) AS documents, sum(codings) AS times, max(CASE WHEN n = 1 THEN seen END) AS best
        FROM found GROUP BY name, code, country, sector, role
    )
    SELECT r.name, r.code, r.country, r.sector, r.role, r.first_seen, r.last_seen, r.documents, r.times, {evidence}
    FROM registered_as r JOIN actors_by_document a ON a.seen = r.best JOIN documents d ON d.document = a.document
    ORDER BY r.documents DESC, r.times DESC, r.name, r.code, r.country, r.sector, r.role
"""
# an actor answers where it takes part in a coding that answers
_TAKES_PART = """
    EXISTS (SELECT 1 FROM codings c JOIN documents d ON d.document = c.document
        JOIN parties q ON q.coding = c.coding AND q.side <> 'attribution'
        WHERE c.document = a.document AND q.name = a.name_coded AND q.code IS a.code_coded
            AND q.country IS a.country_coded AND {conditions})
"""
# a title ("Foreign Minister Zarif") says as what he was seen, "he" says nothing
_PLAINNESS = (
    "CASE WHEN a.via IN ('title', 'apposition') THEN 0 WHEN a.via IN ('coreference', 'predicate') THEN 2 ELSE 1 END"
)
_COLUMNS = """
    a.document_id, a.published, a.outlet, a.sector, a.role, substr(d.text, a.start + 1, a.end - a.start),
    a.start, a.end, a.sentence, a.sentence_start, a.sentence_end, a.via, a.codings, a.name_coded
"""
_EVIDENCE = f"""
    SELECT {_COLUMNS} FROM actors_by_document a JOIN documents d ON d.document = a.document
    WHERE a.name = ? AND a.code IS ? AND a.country IS ?
    ORDER BY a.codings = 0, a.published IS NULL, a.published, a.document_id, a.start, a.seen
"""
_IDENTITIES = """
    SELECT name, code, country, count(DISTINCT document) AS documents FROM actors_by_document
    GROUP BY name, code, country ORDER BY documents DESC, name, code, country
"""


def iter_actors(
    connection: sqlite3.Connection, ask: Ask, *, name: str | None = None, sector: str | None = None
) -> Iterator[Registered]:
    """The rows of the register that answer, those of most reports first; `name` are words in the actor's name.

    The country is the actor's own. All other filters ask for codings in which it takes part.
    """
    if ask.as_known is not None:
        raise AskError(
            "The register says what is known now.", f"asked: as known on {ask.as_known}", "Ask an edition of that time."
        )
    parts: list[tuple[str, Sequence[Any]]] = [("1", [])]
    if name is not None:
        parts.append(("contains(a.name, ?)", [name]))
    if sector is not None:
        parts.append(("a.sector = ?", [sector]))
    if ask.country is not None:
        parts.append(("a.country = ?", [ask.country]))
    inner, values = coding_conditions(ask, without_country=True)
    if inner:
        parts.append((_TAKES_PART.format(conditions=" AND ".join(inner)), values))
    query = _LIST.format(conditions=" AND ".join(part for part, _ in parts), evidence=_COLUMNS, plainness=_PLAINNESS)
    if ask.limit is not None:
        query += f" LIMIT {int(ask.limit)}"
    for row in connection.execute(query, [value for _, bound in parts for value in bound]):
        yield Registered(
            *(row[0], row[1], row[2], row[3], row[4]),
            *(_date(row[5]), _date(row[6]), row[7], row[8], _evidence(row[9:])),
        )


def iter_evidence(connection: sqlite3.Connection, actor: Identity) -> Iterator[Evidence]:
    """The reports in which an actor was seen: those that code it first, by day of publication."""
    for row in connection.execute(_EVIDENCE, actor):
        yield _evidence(row)


def _evidence(row: Sequence[Any]) -> Evidence:
    document, published, *rest = row
    return Evidence(document, _date(published), *rest)


def find_identity(connection: sqlite3.Connection, words: str, of: str | None = None) -> Identity:
    """The actor of the register that is called so, by name in any case; `of` is its code or country where several are.

    Raises AskError where nobody is called so, with the nearest names, or several are and `of` does not tell.
    """
    found = find_identities(connection, words, of)
    if len(found) == 1:
        return found[0]
    told = " or ".join(dict.fromkeys(f"--of {one.code or one.country}" for one in found if one.code or one.country))
    raise AskError(
        f"Several actors are called so: {', '.join(map(str, found[:6]))}.", _asked(words, of), f"Say which: {told}."
    )


def find_identities(connection: sqlite3.Connection, words: str, of: str | None = None) -> list[Identity]:
    """All actors that are called so, those of most reports first. Raises AskError where there is none."""
    known = [Identity(*row[:3]) for row in connection.execute(_IDENTITIES)]
    found = [one for one in known if one.name == words] or [one for one in known if fold(one.name) == fold(words)]
    if of is not None:
        found = [one for one in found if of.upper() in (one.code, one.country)]
    if not found:
        near = _near(words, known)
        todo = f"Did you mean {', '.join(map(str, near))}?" if near else "See who is there: detente actors"
        raise AskError("The register has no such actor.", _asked(words, of), todo)
    return found


def _asked(words: str, of: str | None) -> str:
    return f"asked: {words}" + ("" if of is None else f", of {of}")


def _near(words: str, known: Sequence[Identity]) -> list[Identity]:
    from difflib import get_close_matches

    asked = fold(words)
    by_name: dict[str, Identity] = {}
    by_word: dict[str, Identity] = {}
    for one in known:
        by_name.setdefault(fold(one.name), one)
        for word in fold(one.name).split():
            by_word.setdefault(word, one)
    found = [one for name, one in by_name.items() if asked and asked in name][:3]
    for table in (by_name, by_word):
        found += [table[name] for name in get_close_matches(asked, list(table), n=3, cutoff=0.75)]
    return list(dict.fromkeys(found))[:3]


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
