"""`detente code` and `explain` as a user runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from cli.run import run
from detente.cli.explain import shortened
from detente.flat import COLUMNS

pytestmark = pytest.mark.slow

REPORT = """\
Kenya hosts Somali minister after border clash

NAIROBI, May 5, 2021 -- Kenyan President Uhuru Kenyatta met the foreign minister of Somalia on Wednesday and pledged
to reopen the border. Somalia had accused Kenya on Monday of arming militants in Jubaland.

A spokesman denied that Kenyan soldiers had shelled Somali villages.
"""
GERMAN = """\
Der Präsident von Kenia traf am Mittwoch in Nairobi den Außenminister von Somalia. Beide Seiten sprachen über die Lage
an der gemeinsamen Grenze, die seit dem Frühjahr geschlossen ist, und vereinbarten weitere Gespräche in der neuen Woche.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What `code report.txt --format jsonl` writes."""
    folder = tmp_path_factory.mktemp("report")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    return run(folder, "code", "report.txt", "--format", "jsonl").stdout


def codings(out: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.decode().splitlines()]


def test_table_fits_eighty_columns_and_shows_the_words_of_each_act(folder: Path) -> None:
    done = run(folder, "code", "report.txt")
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert max(map(len, text.splitlines())) <= 80
    assert "»met«" in text
    assert "Uhuru Kenyatta (KEN GOV) <-> CONSULT" in text


def test_lines_are_json_whose_words_stand_at_their_places(lines: bytes) -> None:
    found = codings(lines)
    assert len(found) >= 3
    for coding in found:
        spans = [coding["trigger"], coding["sentence"], *coding["source"], *coding["target"], *coding["attribution"]]
        spans += [field for field in (coding["when"], coding["where"]) if field and field["text"] is not None]
        for span in spans:
            assert REPORT[span["start"] : span["end"]] == span["text"]


def test_what_is_denied_is_denied(lines: bytes) -> None:
    found = codings(lines)
    assert {c["modality"] for c in found if c["type"] == "ASSAULT"} == {"denied"}


def test_json_is_one_array_with_the_same_codings(folder: Path, lines: bytes) -> None:
    assert json.loads(run(folder, "code", "report.txt", "--format", "json").stdout) == codings(lines)


def test_csv_has_the_columns_of_the_contract_and_a_row_for_each_dyad(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(folder, "code", "report.txt", "--format", "csv").stdout.decode())))
    assert tuple(rows[0]) == COLUMNS
    dyads = {(r["type"], r["source_code"], r["target_code"]) for r in rows}
    assert ("ACCUSE", "SOM", "KEN") in dyads


def test_output_goes_to_the_file_named(folder: Path, lines: bytes) -> None:
    done = run(folder, "code", "report.txt", "--format", "jsonl", "-o", "out.jsonl")
    assert done.stdout == b""
    assert (folder / "out.jsonl").read_bytes() == lines


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_the_same_report_gives_the_same_bytes_again(folder: Path, form: str) -> None:
    first, second = (run(folder, "code", "report.txt", "--format", form).stdout for _ in range(2))
    assert first == second


def test_codings_do_not_depend_on_what_was_read_before(folder: Path, lines: bytes) -> None:
    (folder / "a.txt").write_text("Peru recalled its ambassador from Chile on Friday after Chile seized a ship.\n" * 3)
    after = codings(run(folder, "code", "a.txt", "report.txt", "--format", "jsonl").stdout)
    assert [c for c in after if c["document"]["id"] == "report.txt"] == codings(lines)


def test_standard_input_is_read(folder: Path) -> None:
    done = run(folder, "code", "-", "--format", "jsonl", stdin=REPORT.encode())
    assert {c["document"]["id"] for c in codings(done.stdout)} == {"-"}


def test_given_day_of_publication_dates_the_weekday(folder: Path) -> None:
    text = b"The Kenyan president met the Somali president in Nairobi on Monday."
    found = codings(run(folder, "code", "-", "--format", "jsonl", "--published", "2021-05-05", stdin=text).stdout)
    assert [(c["type"], c["when"]["first_day"]) for c in found] == [("CONSULT", "2021-05-03")]


def test_unsure_codings_are_left_out_when_asked(folder: Path, lines: bytes) -> None:
    everything = codings(lines)
    floor = max(c["confidence"] for c in everything)
    kept = codings(run(folder, "code", "report.txt", "--format", "jsonl", "--min-confidence", str(floor)).stdout)
    assert kept == [c for c in everything if c["confidence"] >= floor]


BAD: dict[str, tuple[bytes | None, bytes]] = {
    "missing.txt": (None, b"missing"),
    "empty.txt": (b"", b"empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, b"binary"),
    "german.txt": (GERMAN.encode() * 3, b"other_language"),
    "broken.jsonl": (b'{"id": "1", "text": "Peru met Ch', b"malformed"),
    "deep.html": (b"<html>" + b"<div>" * 300 + b"<p>short" + b"</div>" * 300, b""),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_and_the_others_are_coded(folder: Path, name: str) -> None:
    raw, reason = BAD[name]
    if raw is not None:
        (folder / name).write_bytes(raw)
    done = run(folder, "code", name, "report.txt", "--format", "jsonl")
    told = done.stderr.decode()
    assert done.returncode == 1
    assert told.startswith("E-INPUT")
    assert name in told
    assert reason.decode() in told
    assert len(told.splitlines()) >= 3
    assert "Traceback" not in told
    assert {c["document"]["id"] for c in codings(done.stdout)} == {"report.txt"}


def test_broken_line_is_named_and_the_other_lines_are_coded(folder: Path) -> None:
    lines = [
        json.dumps({"id": f"r{n}", "text": "Peru accused Chile of espionage on Friday, an official said."})
        for n in range(4)
    ]
    lines[2] = '{"id": "r2", "text": '
    (folder / "reports.jsonl").write_text("\n".join(lines) + "\n")
    done = run(folder, "code", "reports.jsonl", "--format", "jsonl")
    assert done.returncode == 1
    assert "line 3" in done.stderr.decode()
    assert {c["document"]["id"] for c in codings(done.stdout)} == {"r0", "r1", "r3"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["code"],
        ["code", "report.txt", "--format", "xml"],
        ["code", "report.txt", "--min-confidence", "7"],
        ["nonsense"],
    ],
    ids=["no input", "unknown format", "confidence above 1", "unknown command"],
)
def test_wrong_usage_exits_with_two(folder: Path, arguments: list[str]) -> None:
    done = run(folder, *arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Error" in done.stderr


def test_explain_names_the_words_of_each_field(folder: Path) -> None:
    text = run(folder, "explain", "report.txt").stdout.decode()
    for field in ("type", "source", "target", "modality", "when", "attribution"):
        assert any(line.split()[:1] == [field] for line in text.splitlines()), field
    assert "«Uhuru Kenyatta»" in text or "«Kenyan President Uhuru Kenyatta»" in text


def test_explain_keeps_to_eighty_columns(folder: Path) -> None:
    text = run(folder, "explain", "report.txt").stdout.decode()
    assert max(map(len, text.splitlines())) <= 80


def test_long_lists_of_lemmas_are_cut() -> None:
    assert shortened("rap/slam/blast/censure/rebuke.v sense 00 -> ACCUSE") == "rap/slam/blast/….v sense 00 -> ACCUSE"
    assert shortened("rap/slam.v -> ACCUSE") == "rap/slam.v -> ACCUSE"
    assert shortened("fact: actual") == "fact: actual"


def test_explain_of_one_coding_shows_only_that(folder: Path, lines: bytes) -> None:
    wanted = codings(lines)[0]["id"]
    text = run(folder, "explain", "report.txt", "--coding", wanted[:8]).stdout.decode()
    assert [line.split()[0] for line in text.splitlines() if line and line[0] != " "] == [wanted]


def test_explain_of_an_unknown_coding_says_what_to_do(folder: Path) -> None:
    done = run(folder, "explain", "report.txt", "--coding", "ffffffff")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("E-ASK")
    assert "detente code" in done.stderr.decode()
