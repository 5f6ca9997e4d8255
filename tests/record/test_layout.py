"""Records of every older layout open, keep what they hold, and survive a kill in the middle of the change."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sqlite3
from contextlib import closing

import pytest

from detente.errors import RecordError
from detente.record import Ask, Record, layout
from detente.record.layout import MIGRATIONS, NEWEST, statements_between
from detente.record.rows import digest_of
from detente.record.store import APPLICATION
from record.make import fake_coder, make_document

OLD = sorted(MIGRATIONS.keys() - {NEWEST})
TEXT = "Iran met North Korea."


def make_old(path, layout):
    """A record as a program of that layout left it: one document with a coding, its outcome, an imported event."""
    with closing(sqlite3.connect(path)) as old:
        for statement in statements_between(0, layout):
            old.execute(statement)
        old.execute(f"PRAGMA user_version = {layout}")
        old.execute(f"PRAGMA application_id = {APPLICATION}")
        old.execute("PRAGMA journal_mode = WAL")
        old.execute("INSERT INTO runs (run, command, started_at) VALUES (1, 'add', '2020-01-01T00:00:00+00:00')")
        old.execute(
            "INSERT INTO documents (id, revision, is_current, text_digest, text, parts, title, published, outlet,"
            " recorded_at, run) VALUES ('a', 1, 1, ?, ?, '[[\"body\", 0, 21]]', 'Talks', '2018-08-07', 'Gazette',"
            " '2020-01-01T00:00:00+00:00', 1)",
            (digest_of(TEXT), TEXT),
        )
        old.execute(
            "INSERT INTO codings (document, id, sentence_index, sentence_start, sentence_end, trigger_start,"
            " trigger_end, type, modes, contexts, quad, intensity, symmetric, first_day, last_day, date_precision,"
            " date_implicit, historical, modality, confidence, steps) VALUES (1, 'c', 0, 0, 21, 5, 8, 'CONSULT', '[]',"
            " '[]', 1, 2.5, 1, '2018-08-07', '2018-08-07', 'day', 1, 0, 'actual', 0.9, '[]')"
        )
        parties = [("source", "Iran", 0, 4, "IRN"), ("target", "North Korea", 9, 20, "PRK")]
        for side, name, start, end, code in parties:
            old.execute(
                "INSERT INTO parties VALUES (1, ?, 0, ?, ?, ?, ?, ?, ?, 'GOV', NULL, 'name')",
                (side, name, start, end, name, code, code),
            )
        old.execute("INSERT INTO outcomes VALUES (1, 1, 'a.txt', 'a', 'stored', NULL, '2020-01-01T00:00:00+00:00')")
        old.execute("INSERT INTO filed_actors (origin, name, code) VALUES ('icews', 'Iran', 'IRN')")
        old.commit()


def _shape(connection):
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("layout", OLD)
def test_an_old_record_opens_with_all_that_it_held(tmp_path, layout):
    make_old(tmp_path / "old.db", layout)
    with Record.open(tmp_path / "old.db") as record, Record.open(tmp_path / "new.db") as new:
        assert _shape(record.connection) == _shape(new.connection)
        [(document, coding)] = record.codings(Ask(pair=("IRN", "PRK"), text="met north"))
        assert (document.text, coding.type, coding.id) == (TEXT, "CONSULT", "c")
        assert [d.id for d, _, _ in record.documents(Ask(text="Talks"))] == ["a"]
        assert [row["outcome"] for row in record.outcomes()] == ["stored"]
        assert record.connection.execute("SELECT is_coded, copy_of FROM documents").fetchall()[0][:] == (1, None)
        tally = record.add([make_document("Iran accused North Korea.", id="b")], fake_coder)
        assert tally.counts["stored"] == 1
        assert [n for (n,) in record.connection.execute("SELECT n_words FROM documents")] == [4, 4]


@pytest.mark.parametrize("layout", OLD)
def test_the_new_layout_stands_in_the_file_itself_when_the_record_is_open(tmp_path, layout):
    make_old(tmp_path / "old.db", layout)
    with Record.open(tmp_path / "old.db"):
        (tmp_path / "copy.db").write_bytes((tmp_path / "old.db").read_bytes())  # without its log
    with Record.open(tmp_path / "copy.db") as copied:
        assert len(list(copied.codings())) == 1


class _Dying(sqlite3.Connection):
    """Ends its process, as a kill would, before the nth statement of a change of layout."""

    left = 0

    def execute(self, statement, *values):
        if not statement.startswith(("PRAGMA", "SELECT")):
            _Dying.left -= 1
            if _Dying.left < 0:
                os._exit(9)
        return super().execute(statement, *values)


@pytest.mark.parametrize(
    ("layout", "step"), [(1, 17), *(pytest.param(i, 1 if i == 1 else 5, marks=pytest.mark.slow) for i in OLD)]
)
def test_a_kill_in_the_middle_leaves_the_old_layout_or_the_new_one_whole(tmp_path, layout, step):
    made = {}
    for known in (number for number in MIGRATIONS if number >= layout):
        make_old(tmp_path / f"{known}.db", known)
        with closing(sqlite3.connect(tmp_path / f"{known}.db")) as whole:
            made[known] = _shape(whole)
    old = (tmp_path / f"{layout}.db").read_bytes()
    seen = set()
    for n in range(1, 1000, step):
        path = tmp_path / f"killed-{n}.db"
        path.write_bytes(old)
        child = os.fork()
        if child == 0:
            _Dying.left = n
            Record.open(path, factory=_Dying)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        with closing(sqlite3.connect(path)) as found:
            version = found.execute("PRAGMA user_version").fetchone()[0]
            assert _shape(found) == made[version], f"killed before statement {n}"
            assert found.execute("SELECT text FROM documents").fetchone()[0] == TEXT
        seen.add(version)
        with Record.open(path) as record:
            assert len(list(record.codings(Ask(text="met")))) == 1
        if code == 0:
            break
    assert code == 0
    assert seen >= {layout, NEWEST}


def test_a_newer_layout_is_refused_with_what_to_do_and_left_as_it_is(tmp_path):
    path = tmp_path / "new.db"
    with Record.open(path) as record:
        record.connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    before = path.read_bytes()
    with pytest.raises(RecordError, match=rf"layout {NEWEST + 1}, known here: {NEWEST}") as raised:
        Record.open(path)
    assert "Update" in raised.value.todo
    assert path.read_bytes() == before


def test_each_migration_stands_under_the_number_of_its_module():
    modules = {module.name: module for module in pkgutil.iter_modules(layout.__path__)}
    numbered = {int(name[1:3]): importlib.import_module(f"{layout.__name__}.{name}").STATEMENTS for name in modules}
    assert {number: numbered.get(number) for number in MIGRATIONS} == MIGRATIONS
    assert sorted(MIGRATIONS) == list(MIGRATIONS)
