"""`--actors` and `--ontology` as a user gives them: an ontology of another field end to end, and what is refused."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import detente
from cli.run import run

pytestmark = pytest.mark.slow

LABOUR = Path(__file__).parents[2] / "examples" / "labour"
OWN = ("--ontology", str(LABOUR), "--actors", str(LABOUR / "actors"))


def codings(out: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.decode().splitlines()]


def names(parties: list[dict[str, Any]]) -> str:
    return ";".join(p["name"] for p in parties)


def test_the_labour_reports_are_coded_as_a_trained_coder_would(tmp_path: Path) -> None:
    done = run(tmp_path, "code", str(LABOUR / "reports"), *OWN, "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, b"")
    found = [
        (
            *(Path(c["document"]["id"]).stem, c["type"], ",".join(c["modes"]), names(c["source"]), names(c["target"])),
            *(c["when"]["first_day"], c["modality"]),
        )
        for c in codings(done.stdout)
    ]
    lines = (LABOUR / "gold" / "codings.tsv").read_text("utf-8").splitlines()
    gold = [tuple(cells) for cells in csv.reader(lines[2:], delimiter="\t")]
    assert len(gold) >= 20
    assert sorted(found) == sorted(gold)


def test_a_coding_names_the_ontology_and_its_digest(tmp_path: Path) -> None:
    report = str(LABOUR / "reports" / "2022-03-04-port-lockout.txt")
    found = codings(run(tmp_path, "code", report, *OWN, "--format", "jsonl").stdout)
    (label,) = {c["coder"]["ontology"] for c in found}
    name, digest = label.split(" ")
    assert name == "labour"
    assert len(digest) == 12
    assert {(c["quad"], c["intensity"]) for c in found if c["type"] == "LOCK_OUT"} == {(4, -7.0)}


def test_explain_names_the_row_and_the_rule(tmp_path: Path) -> None:
    report = str(LABOUR / "reports" / "2022-05-17-mine-dismissals.txt")
    told = run(tmp_path, "explain", report, *OWN).stdout.decode()
    assert "-> DISMISS" in told
    assert "THREAT + STRIKE -> THREATEN" in told


def test_python_gives_the_same_codings(tmp_path: Path) -> None:
    path = LABOUR / "reports" / "2022-03-11-port-deal.txt"
    actors = sorted((LABOUR / "actors").glob("*.tsv"))
    found = detente.code(path.read_text("utf-8"), actors=actors, ontology=LABOUR)
    told = codings(run(tmp_path, "code", str(path), *OWN, "--format", "jsonl").stdout)
    assert [c.type for c in found] == [c["type"] for c in told] == ["SETTLE", "RESUME"]
    assert detente.code("Greece accused Turkey of piracy on Monday.")[0].type == "ACCUSE"


def test_the_record_keeps_which_tables_a_run_used(tmp_path: Path) -> None:
    reports = LABOUR / "reports"
    assert run(tmp_path, "add", str(reports / "2022-03-04-port-lockout.txt"), *OWN).returncode == 0
    (tmp_path / "plain.txt").write_text("Greece accused Turkey of piracy on Monday, an official said.\n" * 2, "utf-8")
    again = run(tmp_path, "add", "plain.txt")
    assert "coded by labour" in again.stderr.decode()
    with sqlite3.connect(tmp_path / "detente.db") as connection:
        first, second = (json.loads(row[0]) for row in connection.execute("SELECT coder FROM runs ORDER BY run"))
    assert first["ontology"].startswith("labour ")
    assert second["ontology"] == "PLOVER"
    tables = [name for name, digest in first["tables"]["own"] if len(digest) == 12]
    assert {"people.tsv", "types.tsv", "frames.tsv", "compose.tsv"} <= set(tables)
    assert second["tables"]["own"] == []
    assert first["tables"]["actors"] == second["tables"]["actors"]
    asked = run(tmp_path, "codings", "--type", "LOCK_OUT", "--format", "csv")
    assert len(asked.stdout.splitlines()) == 2


def test_words_are_added_to_plover(tmp_path: Path) -> None:
    header = (LABOUR / "frames.tsv").read_text("utf-8").splitlines()[2]
    row = "sandbag\tv\t*\tTHREATEN\t\t130\tARG0\tARG1\t\t\t\t\tNorland sandbagged Sudland."
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "frames.tsv").write_text(f"{header}\n{row}\n", "utf-8")
    text = b"Russia sandbagged Georgia on Monday. Georgia condemned Russia."
    plain, own = (
        [c["type"] for c in codings(run(tmp_path, "code", "-", *more, "--format", "jsonl", stdin=text).stdout)]
        for more in ((), ("--ontology", "own"))
    )
    assert "THREATEN" not in plain
    assert "ACCUSE" in plain
    assert own == ["THREATEN", "ACCUSE"]


def test_claims_are_read_with_the_users_actors(tmp_path: Path) -> None:
    text = b"Norland and Sudland are drawing closer, analysts said on Monday."
    actors = ("--actors", str(LABOUR / "actors" / "states.tsv"))
    done = run(tmp_path, "claims", "-", *actors, "--published", "2022-03-01", "--format", "json", stdin=text)
    assert done.returncode == 0, done.stderr
    assert b"NRL" in done.stdout
    assert b"SDL" in done.stdout
    refused = run(tmp_path, "claims", *actors)
    assert refused.returncode == 2
    assert refused.stderr.startswith(b"E-ASK")


COMMANDS = [("code", "report.txt"), ("explain", "report.txt"), ("add", "report.txt"), ("claims", "report.txt")]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
@pytest.mark.parametrize(
    ("option", "name", "old", "new", "line", "words"),
    [
        ("--actors", "actors/people.tsv", "2023-04-30", "2023-02-30", 3, "2023-02-30 is not a date"),
        ("--actors", "actors/people.tsv", "2023-04-30", "2199-04-30", 3, "year of 2199-04-30"),
        (
            *("--actors", "actors/people.tsv", "Tomas Berg\tBerg\tNRL\tNDU\tLAB\tunion leader\t2023-05-01"),
            *("Marta Lindqvist\t\tNRL\tNDU\tLAB\tadviser\t2023-04-30", 4, "Marta Lindqvist stands in two rows"),
        ),
        ("--actors", "actors/parties.tsv", "NDU|Dock", "Norair|Dock", 8, "Norair stands in two rows"),
        ("--ontology", "types.tsv", "STRIKE\t4", "STRIKE\t", 16, "quad of STRIKE is missing"),
        ("--ontology", "frames.tsv", "\tSTRIKE\twalkout", "\tSTIRKE\twalkout", 7, "STIRKE is no type"),
    ],
    ids=["30 February", "2199", "two offices on one day", "two of one name", "no quad", "unknown type"],
)
def test_a_wrong_line_is_told_before_anything_is_read(
    tmp_path: Path, command: tuple[str, ...], option: str, name: str, old: str, new: str, line: int, words: str
) -> None:
    shutil.copytree(LABOUR, tmp_path / "own")
    (tmp_path / "report.txt").write_text("Greece accused Turkey of piracy on Monday.\n", "utf-8")
    table = tmp_path / "own" / name
    text = table.read_text("utf-8")
    assert old in text
    table.write_text(text.replace(old, new, 1), "utf-8")
    more = ("--actors", "own/actors") if option == "--actors" else ("--ontology", "own")
    done = run(tmp_path, *command, *more)
    told = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert told.startswith("E-TABLE  ")
    assert words in told
    assert f"own/{name}, line {line}" in told
    assert len(told.splitlines()) == 3
    assert not (tmp_path / "detente.db").exists()
