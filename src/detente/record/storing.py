"""One document into the record, inside the transaction of its batch: decided, and stored as decided."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from detente.coded import Coded
from detente.engine.unit import Answer
from detente.record.copies import Copies, Copy, Measured, insert_bands
from detente.record.deciding import Decision, Revision, decide
from detente.record.registered.filling import insert_seen
from detente.record.rows import Standing, document_of, insert_claim, insert_coding, insert_document
from detente.values import Document

_KNOWN = "SELECT revision, text_digest, published, title FROM documents WHERE id = ? ORDER BY revision"
_CURRENT = "SELECT document FROM documents WHERE id = ? AND is_current"
_HEIR = (
    "SELECT * FROM documents WHERE copy_of = ? AND is_current AND NOT is_coded ORDER BY n_words DESC, document LIMIT 1"
)
_INHERIT = "UPDATE documents SET is_coded = 1, copy_of = NULL, likeness = NULL WHERE document = ?"
_LATER = "UPDATE codings SET recorded_at = ? WHERE document = ?"
_FOLLOW = "UPDATE documents SET copy_of = ? WHERE copy_of = ? AND is_current AND NOT is_coded"


class Uncoded(Exception):  # noqa: N818  it is no error but a turn: undo, code this document, begin again
    """A document turns out to need coding; `heir` is its row where it is stored already."""

    def __init__(self, document: Document, heir: int | None = None) -> None:
        super().__init__(document.id)
        self.document, self.heir = document, heir


class Run(NamedTuple):
    """What storing needs to know of its run: its number, the moment, and the answers for heirs coded by now."""

    run: int
    moment: str
    heirs: dict[int, Answer]


def may_skip_coding(connection: sqlite3.Connection, found: Measured, copies: Copies) -> bool:
    """Whether, as the record stands now, the document would not be coded: it is known, or repeats another."""
    if decide(_known(connection, found.document.id), found.document).do == "skipped":
        return True
    copy = copies.find(found)
    return copy is not None and not copy.is_coded


def store_one(
    connection: sqlite3.Connection, found: Measured, answer: Answer | None, copies: Copies, run: Run
) -> tuple[str, int, str | None]:
    """Decide and store: the outcome, how many codings came with it, and the reason.

    Raises Uncoded where the document is to be coded and there is no answer for it.
    """
    document = found.document
    decision = decide(_known(connection, document.id), document)
    if decision.do == "skipped":
        return "skipped", 0, decision.reason
    copy = copies.find(found)
    coded = Coded(())
    if copy is None or copy.is_coded:
        if answer is None:
            raise Uncoded(document)
        if answer.coded is None:
            return "failed", 0, answer.reason
        coded = answer.coded
    old = connection.execute(_CURRENT, (document.id,)).fetchone() if decision.do == "revised" else None
    connection.execute("SAVEPOINT one")
    try:
        if old is not None:
            _hand_on(connection, old[0], run)
        _insert(connection, found, coded, _standing(decision, copy, found, run))
    except (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, ValueError) as error:
        # what the record's rules refuse (two codings of one id, a confidence that is no number) fails this document
        connection.execute("ROLLBACK TO one")
        connection.execute("RELEASE one")
        return "failed", 0, f"the coder's answer cannot be kept: {error}"
    connection.execute("RELEASE one")
    outcome = copy.kind if copy is not None and decision.do == "stored" else decision.do
    reasons = [reason for reason in (decision.reason, copy.reason if copy else None) if reason]
    return outcome, len(coded.codings), "; ".join(reasons) or None


def _standing(decision: Decision, copy: Copy | None, found: Measured, run: Run) -> Standing:
    plain = Standing(decision.revision, run.run, run.moment, n_words=found.n_words)
    if copy is None:
        return plain
    return plain._replace(copy_of=copy.first, likeness=copy.likeness, is_coded=copy.is_coded)


def _insert(connection: sqlite3.Connection, found: Measured, coded: Coded, standing: Standing) -> None:
    number = insert_document(connection, found.document, standing)
    if standing.is_coded:
        insert_bands(connection, number, found.bands)
    _insert_coded(connection, found.document, coded, number)


def _insert_coded(connection: sqlite3.Connection, document: Document, coded: Coded, number: int) -> None:
    for coding in coded.codings:
        insert_coding(connection, coding, number)
    for claim in coded.claims:
        insert_claim(connection, claim, document, number)
    insert_seen(connection, number, coded.seen)


def _hand_on(connection: sqlite3.Connection, old: int, run: Run) -> None:
    """Its text changed, but others still publish the old one: the longest of them is coded and stands for the rest."""
    row = connection.execute(_HEIR, (old,)).fetchone()
    if row is None:
        return
    heir = document_of(row)
    answer = run.heirs.get(row["document"])
    if answer is None:
        raise Uncoded(heir, row["document"])
    if answer.coded is None:
        return  # it cannot be coded now, as it could before: it stays a copy of the old revision
    connection.execute(_INHERIT, (row["document"],))
    connection.execute(_FOLLOW, (row["document"], old))
    insert_bands(connection, row["document"], Measured(heir).bands)
    _insert_coded(connection, heir, answer.coded, row["document"])
    connection.execute(_LATER, (run.moment, row["document"]))


def _known(connection: sqlite3.Connection, document_id: str) -> list[Revision]:
    return [Revision(*row) for row in connection.execute(_KNOWN, (document_id,))]
