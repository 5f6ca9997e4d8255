"""Every view answers in plain SQLite, without the program, and as the program does."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from detente.flat import to_rows
from detente.record import Record
from detente.record.layout import MIGRATIONS, statements_between
from detente.values import Actor
from record.make import FULL, fake_coder, full_coding, make_coding, make_document, party
from record.texts import PARAGRAPHS, report

PAGE = Path(__file__).parents[2] / "docs" / "record.md"
TRIO = "Iran met North Korea and Washington in Geneva."


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("views") / "r.db"
    trio = make_document(TRIO, id="trio", outlet="Harbour Post")
    both = (party(trio, "North Korea"), party(trio, "Washington"))
    lone = make_document("Iran accused somebody.", id="lone")
    full = make_document(FULL, id="full", published=date(2018, 9, 3))
    codings = {
        trio: [replace(make_coding(trio), target=both)],
        lone: [make_coding(lone, type="ACCUSE", trigger="accused", target=None)],
        full: [full_coding(full), make_coding(full, modality="denied", id="x"), make_coding(full, day=None, id="y")],
    }
    with Record.open(path) as record:
        record.add(codings, lambda d: codings[d])
        record.add([report("a"), report("b"), report("c", PARAGRAPHS[:5])], fake_coder)
        record.add([report("a", PARAGRAPHS[1:])], fake_coder)
        record.add(
            [make_document("BOOM", id="boom"), *[make_document(id="old", published=date(2018, 9, 5))] * 2], fake_coder
        )
    return path


@pytest.fixture
def plain(path):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def _views(connection):
    return [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")]


def test_every_view_opens_without_the_program(plain):
    for view in _views(plain):
        plain.execute(f"SELECT * FROM {view}").fetchall()
    assert "dyads_by_month" in _views(plain)


def test_dyads_are_the_rows_of_the_flat_form(plain, path):
    with Record.open(path) as record:
        wanted = [row for document, coding in record.codings() for row in to_rows(coding, document)]
    found = [dict(row) for row in plain.execute("SELECT * FROM dyads")]
    assert len(found) == len(wanted) > 8
    same = sorted(set(found[0]) & set(wanted[0]) - {"modes"})
    assert len(same) > 25

    def keyed(rows):
        return sorted([str([int(v) if isinstance(v, bool) else v for v in map(row.get, same)]) for row in rows])

    assert keyed(found) == keyed(wanted)


def test_months_count_actual_dated_acts_between_two(plain):
    rows = plain.execute("SELECT * FROM dyads_by_month WHERE source_code = 'IRN' AND target_code = 'PRK'").fetchall()
    assert [(r["month"], r["codings"], r["verbal_cooperation"], r["verbal_conflict"]) for r in rows] == [
        ("2018-08", 3, 3, 0),
        ("2018-09", 1, 1, 0),
    ]


def test_an_actors_acts_name_its_part(plain):
    rows = plain.execute(
        "SELECT part, type FROM acts_of_actors WHERE code = 'IRN' AND document_id IN ('lone', 'trio')"
        " ORDER BY part DESC"
    )
    assert [tuple(row) for row in rows] == [("takes part", "CONSULT"), ("acts", "ACCUSE")]
    said = plain.execute("SELECT name, sentence FROM acts_of_actors WHERE part = 'says so'").fetchall()
    assert [tuple(row) for row in said] == [("IRNA", FULL)]


def test_outlets_copies_reports_and_outcomes(plain):
    outlets = {row["outlet"]: tuple(row)[1:4] for row in plain.execute("SELECT * FROM documents_by_outlet")}
    assert outlets["Harbour Post"] == (1, 0, 1)
    assert outlets["c Post"] == (1, 1, 0)
    assert [tuple(r) for r in plain.execute("SELECT document_id, first_id, is_coded FROM copies")] == [("c", "b", 0)]
    seen = {row["document_id"]: tuple(row)[3:6] for row in plain.execute("SELECT * FROM reports_of_texts")}
    assert seen["b"] == (2, 2, 2)
    assert seen["trio"] == (1, 1, 1)
    told = {row["outcome"]: (row["why"], row["inputs"]) for row in plain.execute("SELECT * FROM outcomes_by_reason")}
    assert told["failed"] == ("the coder failed: ValueError: boom", 1)
    assert told["near_duplicate"] == (None, 1)


def test_actors_of_the_views_are_those_of_the_parties(plain):
    assert Actor("Iran", "IRN", "IRN", "GOV") == Actor(
        *plain.execute("SELECT source_name, source_code, source_country, source_sector FROM dyads").fetchone()
    )


def test_a_pair_is_found_by_its_index(plain):
    plan = " ".join(
        row["detail"]
        for row in plain.execute("EXPLAIN QUERY PLAN SELECT * FROM dyads_by_month WHERE source_code = 'IRN'")
    )
    assert "parties_by_code" in plan


def test_the_page_names_every_table_view_and_column():
    text = PAGE.read_text("utf-8")
    plain = sqlite3.connect(":memory:")
    for statement in (*statements_between(0, 4), *MIGRATIONS[10]):  # others have pages of their own
        plain.execute(statement)
    own = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'documents_text_%'"
    missing = []
    for (name,) in plain.execute(f"{own} AND name NOT LIKE 'sqlite_%'").fetchall():
        section = re.search(rf"^### `{name}`\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
        if section is None:
            missing.append(name)
            continue
        columns = [row[0] for row in plain.execute(f"SELECT name FROM pragma_table_info('{name}')")]
        missing += [f"{name}.{column}" for column in columns if f"`{column}`" not in section[1]]
    assert missing == []
