"""`detente edition`, and the formats and limits of questions, as a user sees them."""

import json

import pytest
from cli.run import run
from record.make import make_coding, make_document

from detente.record import Record
from editions.make import fill, reports


@pytest.fixture
def folder(tmp_path):
    fill(tmp_path / "detente.db", reports(2))
    return tmp_path


def said(folder, *arguments, code=0):
    done = run(folder, *arguments)
    assert done.returncode == code, done.stderr.decode()
    text = done.stdout.decode()
    assert all(len(line) <= 80 for line in text.splitlines()), text
    assert "Traceback" not in done.stderr.decode()
    return text


def test_create_list_show_diff_and_changes(folder):
    first = said(folder, "edition", "create", "spring").split()[0]
    with Record.open(folder / "detente.db") as record:
        new = make_document("Iran met North Korea in May.", id="new")
        record.add([new], lambda d: [make_coding(d)])
    second = said(folder, "edition", "create").split()[0]
    assert first != second
    listed = said(folder, "edition", "list")
    assert [line.split()[:2] for line in listed.splitlines()[1:3]] == [["spring", first], [second, second]]
    assert "Every file is as it was made." in said(folder, "edition", "show", "spring")
    diff = said(folder, "edition", "diff", "spring", second)
    assert "+ 2018-08-07 CONSULT IRN ↔ PRK  (new report)" in diff
    assert said(folder, "edition", "diff", "spring") == diff  # the record now is the second
    asked = ("edition", "changes", "Iran", "North Korea", "--since", "spring")
    changes = said(folder, *asked)  # another report of a meeting that was known
    assert "+ 2018-08-07 CONSULT IRN ↔ PRK  (new report)" in changes
    assert "No month counts more or fewer events than then." in changes
    assert "2018-08  détente" in said(folder, *asked, "--count", "codings")
    told = json.loads(
        run(
            folder, "edition", "changes", "IRN", "PRK", "--since", "spring", "--format", "json", "--count", "codings"
        ).stdout
    )
    assert told["moved"] == [
        {
            "origin": "détente",
            "month": "2018-08",
            "cooperation": {"then": 1, "now": 2},
            "conflict": {"then": 0, "now": 0},
        }
    ]
    (folder / "detente.editions" / "spring" / "codings.parquet").write_bytes(b"")
    assert "codings.parquet was altered" in said(folder, "edition", "show", "spring", code=1)


def test_relation_codings_and_documents_ask_an_edition(folder):
    said(folder, "edition", "create", "spring")
    edition = ("--record", "detente.editions/spring")
    assert said(folder, "relation", "Iran", "North Korea", *edition).startswith("Iran and North Korea, by month")
    assert "4 codings" in said(folder, "codings", *edition)
    assert "4 documents" in said(folder, "documents", *edition)
    done = run(folder, "actors", "correct", "Iran", "--sector", "OPP", *edition)
    assert (done.returncode, b"only read" in done.stderr) == (2, True)


def test_every_form_of_codings_and_documents_says_the_same(folder):
    import duckdb

    for command in ("codings", "documents"):
        for form in ("json", "jsonl", "csv", "parquet"):
            assert run(folder, command, "--format", form, "-o", f"{command}.{form}").returncode == 0
        objects = json.loads((folder / f"{command}.json").read_text())
        assert [json.loads(x) for x in (folder / f"{command}.jsonl").read_text().splitlines()] == objects
        key = "coding_id" if command == "codings" else "id"
        for form in ("csv", "parquet"):
            rows = duckdb.sql(f"SELECT {key} FROM '{folder}/{command}.{form}'").fetchall()
            assert [row[0] for row in rows] == [o["id"] for o in objects], form
    typed = duckdb.sql(f"SELECT typeof(first_day), typeof(quad) FROM '{folder}/codings.parquet' LIMIT 1").fetchall()
    assert typed == [("DATE", "BIGINT")]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("edition", "diff", "nothing"), "no such edition"),
        (("edition", "create", "../x"), "no name for an edition"),
        (("edition", "changes", "Iran", "North Korea", "--since", "someday"), "no such edition"),
        (("codings", "--text", ""), "no text to ask for"),
        (("codings", "--from", "2020-01-02", "--to", "2020-01-01"), "ends before it begins"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_answered_is_said_with_exit_code_2(folder, arguments, says):
    done = run(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize("command", ["codings", "documents", "actors"])
def test_a_question_that_takes_too_long_is_stopped(tmp_path, command):
    made = reports(80)
    with Record.open(tmp_path / "detente.db") as record:
        record.add(made, made.__getitem__)
    done = run(tmp_path, command, "--timeout", "0.00001", "-o", "out.csv", "--format", "csv")
    assert (done.returncode, b"was stopped" in done.stderr) == (2, True)
    assert not (tmp_path / "out.csv").exists()
