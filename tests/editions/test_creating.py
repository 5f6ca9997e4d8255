"""An edition is the same bytes for the same state, whatever the order of adding; it is whole or not there."""

import json
import os
import random
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from detente.errors import InputError, RecordError
from detente.record import Record
from detente.record.editions import read_edition
from detente.record.editions.finding import find_edition, list_editions
from detente.record.editions.manifest import faults_of, id_of
from editions.make import fill, reports, with_imported


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return with_imported(fill(tmp_path_factory.mktemp("frozen") / "r.db", reports()))


@pytest.fixture(scope="module")
def frozen(path):
    with Record.open(path) as record:
        return record.freeze("one").edition


def bytes_of(folder: Path) -> dict[str, str]:
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


def test_the_same_reports_give_the_same_id_and_bytes_whatever_the_order(tmp_path):
    made = reports()
    seen = set()
    for seed in range(3):
        order = list(made)
        random.Random(seed).shuffle(order)
        with Record.open(with_imported(fill(tmp_path / f"{seed}.db", made, order))) as record:
            edition = record.freeze("x").edition
        seen.add((edition.id, tuple(bytes_of(edition.folder).items())))
    assert len(seen) == 1


def test_one_coding_more_or_another_coder_is_another_id(tmp_path, frozen):
    made = reports(7)
    with Record.open(with_imported(fill(tmp_path / "more.db", made))) as record:
        assert record.freeze().edition.id != frozen.id
    with Record.open(with_imported(fill(tmp_path / "coder.db", reports()))) as record:
        record.connection.execute("UPDATE runs SET coder = ? WHERE command = 'add'", (json.dumps({"model": "other"}),))
        edition = record.freeze().edition
    assert edition.id != frozen.id
    assert edition.versions.coders == ({"version": None, "model": "other", "ontology": None},)


def test_the_id_can_be_reckoned_again_from_the_rows_that_any_program_reads(frozen):
    import pyarrow.parquet as pq

    for file in frozen.files:
        table = pq.read_table(frozen.folder / file.name)
        assert table.column_names == [c.name for c in file.columns]
        digest = sha256()
        for row in table.to_pylist():
            values = [v.isoformat() if hasattr(v, "isoformat") else v for v in row.values()]
            digest.update((json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n").encode())
        assert (digest.hexdigest(), table.num_rows) == (file.content, file.rows), file.table
    assert id_of(frozen.versions, frozen.with_text, frozen.files) == frozen.id
    assert faults_of(read_edition(frozen.folder)) == []


def test_duckdb_polars_and_pandas_read_it_typed(frozen):
    import duckdb
    import pandas as pd
    import polars as pl

    codings = frozen.folder / "codings.parquet"
    assert duckdb.sql(f"SELECT count(*), min(first_day)::VARCHAR FROM '{codings}'").fetchall() == [(8, "2018-01-15")]
    assert pl.read_parquet(codings).schema["first_day"] == pl.Date
    assert pd.read_parquet(codings).confidence.min() == 0.5
    days = duckdb.sql(f"SELECT origin, sum(filed) FROM '{frozen.folder}/dyad_days.parquet' GROUP BY 1 ORDER BY 1")
    assert days.fetchall() == [("détente", 7), ("icews", 7)]
    dyads = duckdb.sql(f"SELECT * FROM '{frozen.folder}/dyads.parquet' WHERE source_code = 'IRN'").fetchall()
    assert len(dyads) == 8


def test_no_words_of_a_report_are_in_it_unless_asked(path, frozen):
    words = [b"accused", b"state media", b"in Tehran on Tuesday", b"Norland."]
    held = b"".join(raw_texts(frozen.folder))
    assert not [word for word in words if word in held]
    with Record.open(path) as record:
        text = record.freeze("words", with_text=True).edition
    assert text.id != frozen.id
    held = b"".join(raw_texts(text.folder))
    assert [word for word in words if word in held] == words


def raw_texts(folder: Path):
    """Every text in the tables, unpacked."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for file in folder.glob("*.parquet"):
        table = pq.read_table(file)
        for column in table.columns:
            if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
                yield from (value.encode() for value in column.to_pylist() if value)


def test_made_again_it_is_there_already_and_another_state_does_not_take_its_name(tmp_path):
    path = fill(tmp_path / "r.db", reports())
    with Record.open(path) as record:
        first = record.freeze("spring")
        again = record.freeze("spring")
        assert (first.is_new, again.is_new, again.edition.id) == (True, False, first.edition.id)
        more = reports(8)
        record.add(more, more.__getitem__)
        before = bytes_of(first.edition.folder)
        with pytest.raises(RecordError, match="never overwritten"):
            record.freeze("spring")
        assert bytes_of(first.edition.folder) == before
        unnamed = record.freeze().edition
        assert unnamed.folder.name == unnamed.short
        elsewhere = record.freeze(folder=tmp_path / "else" / "where").edition
        assert elsewhere.id == unnamed.id
        names = [one.edition.folder.name for one in list_editions(record.connection, path)]
        assert names == ["spring", unnamed.short, "where"]
        assert find_edition(record.connection, path, unnamed.id[:8]).id == unnamed.id
        with pytest.raises(Exception, match="no such edition") as raised:
            find_edition(record.connection, path, "winter")
        assert "spring" in raised.value.todo
    assert not list((tmp_path / "r.editions").glob(".*"))


@pytest.mark.parametrize("name", ["../out", "a/b", ".hidden", "", "-x", "a\0b", "a\nb", "x" * 300, "a\\b"])
def test_a_name_is_no_path(tmp_path, name):
    with Record.open(fill(tmp_path / "r.db", {})) as record, pytest.raises(InputError, match="no name"):
        record.freeze(name)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r.db"]


def test_where_nothing_can_be_written_nothing_is_left(tmp_path):
    (tmp_path / "r.editions").write_text("a file")
    with Record.open(fill(tmp_path / "r.db", reports())) as record:
        with pytest.raises(InputError, match="cannot be written"):
            record.freeze("x")
        assert record.connection.execute("SELECT count(*) FROM editions").fetchone()[0] == 0


def test_an_empty_record_has_an_edition(tmp_path):
    with Record.open(tmp_path / "r.db") as record:
        edition = record.freeze().edition
    assert (edition.rows("documents"), edition.rows("codings"), faults_of(edition)) == (0, 0, [])


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_killed_at_any_moment_every_edition_that_is_there_is_whole(tmp_path):
    path = fill(tmp_path / "r.db", reports(12))
    folder = tmp_path / "r.editions"
    chance = random.Random(1)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for round_ in range(4):
        child = subprocess.Popen(
            [sys.executable, "-m", "editions.freezer", str(path), f"k{round_}"], stdout=subprocess.PIPE, env=env
        )
        child.stdout.readline()  # one is made
        child.send_signal(signal.SIGCONT)
        try:
            child.wait(timeout=chance.uniform(0.0, 0.4))
        except subprocess.TimeoutExpired:
            child.kill()
        child.stdout.close()
        child.wait()
        whole = [p for p in folder.iterdir() if not p.name.startswith(".")]
        assert whole
        assert [faults_of(read_edition(p)) for p in whole] == [[]] * len(whole)
    with Record.open(path) as record:
        assert len({one.edition.id for one in list_editions(record.connection, path)}) == 1
