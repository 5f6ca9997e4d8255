"""`detente actors` as a user sees it."""

import json
import subprocess

import pytest
from cli.run import run
from record.make import make_coding, make_document

from detente.record import Record


@pytest.fixture
def folder(tmp_path):
    with Record.open(tmp_path / "detente.db") as record:
        for number in range(3):
            doc = make_document(f"Iran met North Korea, {number}.", id=f"d{number}")
            record.add([doc], lambda d: [make_coding(d)])
    return tmp_path


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    assert done.returncode == 0, done.stderr.decode()
    text = done.stdout.decode()
    assert all(len(line) <= 80 for line in text.splitlines())
    return text


def test_list_show_correct_and_withdraw(folder):
    assert said(run(folder, "actors")).splitlines()[1].split()[:5] == ["Iran", "IRN", "GOV", "3", "2018-08-07"]
    assert "Iran (IRN): 3 reports" in said(run(folder, "actors", "show", "iran"))
    assert said(run(folder, "actors", "correct", "Iran", "--country", "Iraq")) == "Iran (IRN): country IRQ, code IRQ.\n"
    assert "3 codings" in said(run(folder, "codings", "--source", "IRQ"))
    told = said(run(folder, "actors", "show", "Iran"))
    assert "Iran (IRQ): 3 reports" in told
    assert "corrected: Iran (IRN): country IRQ" in told
    assert said(run(folder, "actors", "withdraw", "1")) == "Correction 1 no longer holds.\n"
    listed = json.loads(said_json(folder, "actors", "corrections"))
    assert [(c["verdict"], c["withdraws"], c["sets"]) for c in listed] == [
        ("corrected", None, {"country": "IRQ", "code": "IRQ"}),
        ("withdrawn", 1, {}),
    ]


def said_json(folder, *arguments: str) -> str:
    done = run(folder, *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_every_form_says_the_same(folder):
    import duckdb

    objects = json.loads(said_json(folder, "actors", "--pair", "Iran", "North Korea"))
    assert [(o["name"], o["documents"], o["evidence"]["sentence"]["text"]) for o in objects] == [
        ("Iran", 3, "Iran met North Korea, 0."),
        ("North Korea", 3, "Iran met North Korea, 0."),
    ]
    lines = run(folder, "actors", "--format", "jsonl").stdout.decode().splitlines()
    assert [json.loads(line) for line in lines] == objects
    assert run(folder, "actors", "--format", "parquet", "-o", "a.parquet").returncode == 0
    assert run(folder, "actors", "--format", "csv", "-o", "a.csv").returncode == 0
    for name in ("a.parquet", "a.csv"):
        found = duckdb.sql(f"SELECT name, documents, sentence FROM '{folder / name}' ORDER BY name").fetchall()
        assert found == [(o["name"], o["documents"], o["evidence"]["sentence"]["text"]) for o in objects]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "Nobody"), "no such actor"),
        (("correct", "Iran", "--country", "NATO"), "is no country"),
        (("correct", "Iran", "--sector", "XYZ"), "--sector is one of"),
        (("correct", "Iran"), "nothing to correct"),
        (("merge", "Iran", "Iran"), "already"),
        (("withdraw", "9"), "no correction"),
    ],
)
def test_what_cannot_be_done_is_said_with_exit_code_2(folder, arguments, says):
    done = run(folder, "actors", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
