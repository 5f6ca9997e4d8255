"""An edition answers what its record answered, is only read, and refused where it was altered."""

import json
import shutil
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from record.make import make_coding, make_document

from detente.errors import RecordError
from detente.record import Ask, Record
from detente.record import registered as register
from detente.record.editions.opening import ABSENT
from detente.relations.forms import to_json
from detente.relations.relation import relation
from editions.make import fill, reports, with_imported


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return with_imported(fill(tmp_path_factory.mktemp("opened") / "r.db", reports()))


@pytest.fixture(scope="module")
def texts(path):
    with Record.open(path) as record:
        return record.freeze("texts", with_text=True).edition.folder


@pytest.fixture(scope="module")
def bare(path):
    with Record.open(path) as record:
        return record.freeze("bare").edition.folder


def test_with_its_texts_every_answer_is_that_of_the_record(path, texts):
    with Record.open(path) as record, Record.open(texts) as edition:
        for ask in (Ask(), Ask(pair=("IRN", "PRK"), types=("ACCUSE",)), Ask(text="accused"), Ask(place="tehran")):
            assert list(edition.codings(ask)) == list(record.codings(ask))
            assert list(edition.documents(ask)) == list(record.documents(ask))
            assert list(edition.actors(ask)) == list(record.actors(ask))
        assert list(edition.codings(Ask(text="accused")))


@pytest.mark.parametrize("which", ["texts", "bare"])
def test_the_relation_is_the_same_with_its_imported_events(path, which, request):
    folder = request.getfixturevalue(which)
    with Record.open(path) as record, Record.open(folder) as edition:
        one, other = (to_json(relation(opened, "Iran", "North Korea")) for opened in (record, edition))
    assert [s["origin"] for s in one["series"]] == [s["origin"] for s in other["series"]]
    assert one["series"] == other["series"]
    assert one["turning_points"] == other["turning_points"]


def test_without_texts_words_are_dots_and_all_else_is_the_same(path, bare):
    with Record.open(path) as record, Record.open(bare) as edition:
        for (d, c), (e, k) in zip(record.codings(), edition.codings(), strict=True):
            assert e.text == ABSENT * len(d.text)
            assert replace(e, text=d.text, parts=d.parts) == d
            assert (c.id, c.type, c.when and c.when.first_day, c.confidence) == (
                *(k.id, k.type, k.when and k.when.first_day, k.confidence),
            )
            assert [p.actor for p in c.source] == [p.actor for p in k.source]
            assert set(k.sentence.of(e.text)) == {ABSENT}
        assert list(edition.codings(Ask(text="accused"))) == []


def test_corrections_are_in_it_as_they_stood(tmp_path):
    with Record.open(fill(tmp_path / "r.db", reports())) as record:
        register.correct(record.connection, register.find_identity(record.connection, "Iran"), {"code": "XPS"})
        folder = record.freeze("x").edition.folder
        register.withdraw(record.connection, 1)
        assert len(list(record.codings(Ask(source="XPS")))) == 0
    with Record.open(folder) as edition:
        assert len(list(edition.codings(Ask(source="XPS")))) == 8
        assert [(a.name, a.code) for a in edition.actors(name="iran")] == [("Iran", "XPS")]


def test_a_copy_stays_a_copy(tmp_path):
    text = "Iran met North Korea. " + " ".join(f"word{n}" for n in range(60))
    docs = [make_document(text, id=name, outlet=name) for name in ("first", "second")]
    with Record.open(tmp_path / "r.db") as record:
        record.add(docs, lambda d: [make_coding(d, sentence="Iran met North Korea.")])
        folder = record.freeze("x").edition.folder
        wanted = [tuple(row) for row in record.connection.execute("SELECT * FROM copies")]
    with Record.open(folder) as edition:
        assert [tuple(row) for row in edition.connection.execute("SELECT * FROM copies")] == wanted
        assert len(wanted) == 1


@pytest.mark.parametrize(
    "write",
    [
        lambda r: r.add([make_document("Iran met North Korea now.", id="new")], lambda d: []),
        lambda r: register.merge(
            r.connection, *(register.find_identity(r.connection, n) for n in ("Iran", "North Korea"))
        ),
        lambda r: r.connection.execute("DELETE FROM documents"),
        lambda r: r.connection.execute("DROP TABLE documents"),
        lambda r: r.connection.execute("ATTACH 'out.db' AS out"),
        lambda r: r.freeze("again"),
    ],
    ids=["add", "merge", "delete", "drop", "attach", "freeze"],
)
def test_it_is_only_read(bare, write):
    import sqlite3

    with Record.open(bare) as edition:
        with pytest.raises((RecordError, sqlite3.DatabaseError)):
            write(edition)
        assert len(list(edition.documents())) == 8


def altered(folder, tmp_path, change):
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    change(copy)
    return copy


def flip(file):
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


def rewrite(folder, **given):
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | given))


ALTERED = {
    "a flipped bit": (lambda f: flip(f / "codings.parquet"), "codings.parquet was altered"),
    "a missing file": (lambda f: (f / "parties.parquet").unlink(), "parties.parquet cannot be read"),
    "another version": (lambda f: rewrite(f, versions={"program": "9", "layout": 1, "coders": []}), "id is not that"),
    "a newer form": (lambda f: rewrite(f, form=99), "newer détente"),
    "another program's": (lambda f: rewrite(f, made_by="x"), "another program"),
    "no JSON": (lambda f: (f / "manifest.json").write_text("{"), "cannot be read"),
    "a path for a name": (lambda f: rewrite(f, tables=[{"file": "../x", "columns": []}]), "no name of a file"),
    "a list": (lambda f: (f / "manifest.json").write_text("[]"), "cannot be read"),
}


@pytest.mark.parametrize("name", ALTERED)
def test_what_was_altered_is_refused(bare, tmp_path, name):
    change, says = ALTERED[name]
    with pytest.raises(RecordError, match=says):
        Record.open(altered(bare, tmp_path, change))


def test_a_column_that_is_no_column_cannot_reach_the_database(bare, tmp_path):
    """Somebody else's edition, its digests in order: names of its columns are not taken into SQL."""
    import duckdb

    from detente.record.editions.manifest import id_of, read_edition, to_text

    def forge(folder):
        evil = folder / "documents.parquet"
        duckdb.sql(f"""COPY (SELECT *, 1 AS "x) VALUES (1); DROP TABLE runs; --" FROM '{evil}') TO '{evil}.new'
            (FORMAT parquet)""")
        (folder / "documents.parquet.new").replace(evil)
        edition = read_edition(folder)
        sha = sha256(evil.read_bytes()).hexdigest()
        files = tuple(replace(f, sha256=sha) if f.name == evil.name else f for f in edition.files)
        made = replace(edition, files=files, id=id_of(edition.versions, edition.with_text, files))
        (folder / "manifest.json").write_text(to_text(made))

    with Record.open(altered(bare, tmp_path, forge)) as edition:
        assert len(list(edition.documents())) == 8


def test_tables_that_do_not_fit_are_refused(bare, tmp_path):
    from detente.record.editions.manifest import id_of, read_edition, to_text

    def cut(folder):
        edition = read_edition(folder)
        files = tuple(f for f in edition.files if f.table != "documents")
        made = replace(edition, files=files, id=id_of(edition.versions, edition.with_text, files))
        (folder / "manifest.json").write_text(to_text(made))

    with pytest.raises(RecordError, match="do not fit"):
        Record.open(altered(bare, tmp_path, cut))


def test_a_folder_with_signs_of_a_pattern_is_that_folder(path, tmp_path):
    with Record.open(path) as record:
        folder = record.freeze(folder=tmp_path / "it's [a]*?").edition.folder
    with Record.open(folder) as edition:
        assert next(iter(edition.documents(Ask(first_day=date(2018, 6, 1)))))[0].published == date(2018, 6, 19)
