"""`detente read` on the command line."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from detente.cli.read import command

REPORT = "Talks fail\n\nVASTIA (AP) — Norland left the talks with Sudland on Monday, officials said.\n"


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "2018-08-07-talks.txt"
    path.write_text(REPORT)
    return str(path)


def run(*arguments, **options):
    return CliRunner().invoke(command, list(arguments), **options)


def test_table_fits_80_columns(report):
    result = run(report)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert any(line.startswith("headline") and "Talks fail" in line for line in lines)
    assert any(line.split() == ["published", "2018-08-07", "(filename)"] for line in lines)


def test_failures_go_to_stderr_with_exit_code_1(report):
    result = run(report, report + "x", "--format", "jsonl")
    assert result.exit_code == 1
    assert [json.loads(line)["outcome"] for line in result.stdout.splitlines()] == ["read", "missing"]
    assert "There is no file or folder of this name." in result.stderr


def test_json_is_one_list(report):
    (value,) = json.loads(run(report, "--format", "json", "--published", "2020-01-02").stdout)
    assert value["document"]["published"] == "2020-01-02"
    assert value["document"]["published_how"] == "given"
    assert [p["kind"] for p in value["document"]["parts"]] == ["headline", "dateline", "body"]


def test_standard_input():
    result = run("-", "--format", "jsonl", input=REPORT)
    assert json.loads(result.stdout)["document"]["id"] == "-"


def test_output_file(report, tmp_path):
    result = run(report, "--format", "jsonl", "-o", str(tmp_path / "out.jsonl"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((tmp_path / "out.jsonl").read_text())["outcome"] == "read"


@pytest.mark.parametrize(
    "arguments", [[], ["-", "--published", "2018-02-30"], ["-", "--published", "8/7/2018"], ["--x"]]
)
def test_wrong_usage_has_exit_code_2(arguments):
    assert run(*arguments).exit_code == 2


def test_text_cannot_act_on_the_terminal(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "Norland left the \x1b[31mtalks\u202e with Sudland on Monday, it said, and nothing else was said at all."
    )
    shown = run(str(path)).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "<202E>" in shown


def test_the_program_ends_with_the_commands_exit_code(report):
    done = subprocess.run(
        [sys.executable, "-c", "from detente.cli import main; main()", "read", report + "x"], capture_output=True
    )
    assert done.returncode == 1
    assert done.stdout == b""
