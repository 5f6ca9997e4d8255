"""Docs are tested: their commands exist, the tutorial runs, the fields are the program's, each command has its line."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.cli import cli
from detente.flat import COLUMNS

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])


def blocks(page: Path, *languages: str) -> list[str]:
    return [m[2] for m in re.finditer(r"```(\w+)\n(.*?)```", page.read_text("utf-8"), re.DOTALL) if m[1] in languages]


def command_lines() -> list[tuple[str, str]]:
    """(page, line) of each command of ours that a page shows, in blocks and in running text."""
    found = []
    for page in PAGES:
        rows = [row for block in blocks(page, "sh", "console") for row in block.splitlines()]
        rows += re.findall(r"`(detente [^`]+)`", re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL))
        found += [(page.name, row.split("  #")[0].strip()) for row in rows if row.startswith("detente ")]
    return found


@pytest.mark.parametrize(("page", "line"), command_lines(), ids=lambda value: value if " " in value else "")
def test_commands_and_options_shown_exist(page: str, line: str) -> None:
    words = shlex.split(line)
    command = cli.get_command(None, words[1].rstrip(":"))  # type: ignore[arg-type]
    assert command is not None, line
    if len(words) > 2 and words[2] in getattr(command, "commands", {}):  # edition create, actors merge
        command = command.commands[words[2]]  # type: ignore[attr-defined]
    known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)} | {"--help", "-h"}
    assert {w for w in words[2:] if w.startswith("-") and len(w) > 1} <= known


def test_pages_show_commands() -> None:
    assert len(command_lines()) >= 25


@pytest.mark.parametrize("name", cli.list_commands(None))  # type: ignore[arg-type]
def test_every_command_has_its_line_in_the_guide(name: str) -> None:
    assert re.search(rf"^detente {name}\b", (ROOT / "docs" / "guide.md").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        assert link.startswith("https://") or (page.parent / link).exists(), link


def test_make_targets_shown_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {m for page in PAGES for m in re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)}
    assert named <= targets
    assert {"demo", "test", "check", "model", "bench"} <= named


def keys(value: Any) -> Any:
    """The names of an object's fields, with those of what is in it; of a list those of its first."""
    if isinstance(value, dict):
        return {name: keys(inner) for name, inner in value.items()}
    return [keys(value[0])] if isinstance(value, list) and value and isinstance(value[0], dict) else None


@pytest.mark.slow
def test_example_of_the_contract_has_the_fields_of_a_real_coding() -> None:
    import detente

    (shown,) = blocks(ROOT / "docs" / "contract.md", "json")
    example = json.loads(shown)
    report = re.search(r"<<'END'\n(.*?)END\n", (ROOT / "docs" / "guide.md").read_text("utf-8"), re.DOTALL)
    assert report is not None
    document = detente.read_text(report[1], id="report.txt")
    found = [detente.to_json(c, document) for c in detente.code(document)]
    same = [c for c in found if c["trigger"]["start"] == example["trigger"]["start"]]
    assert [keys(c) for c in same] == [keys(example)]
    for span in (example["sentence"], example["trigger"], *example["source"], *example["target"], example["where"]):
        assert document.text[span["start"] : span["end"]] == span["text"]


def test_contract_names_the_columns_of_the_flat_form_in_their_order() -> None:
    listed = (ROOT / "docs" / "contract.md").read_text("utf-8").split("The columns, in this order:")[1]
    assert tuple(re.findall(r"`(\w+)`", listed)) == COLUMNS


def test_table_of_frames_has_the_columns_described() -> None:
    from detente.coding.validation import COLUMNS as FRAME_COLUMNS

    text = (ROOT / "docs" / "coding.md").read_text("utf-8").split("## The frame table")[1]
    described = [
        name for row in re.findall(r"^\| (`.*?`) \|", text, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    ]
    assert described == list(FRAME_COLUMNS)


def test_row_that_the_docs_add_is_valid_and_is_read(tmp_path: Path) -> None:
    import detente.coding.frames as frames

    line = re.search(r"^    (sandbag .*)$", (ROOT / "docs" / "coding.md").read_text("utf-8"), re.MULTILINE)
    assert line is not None
    lemma, pos, senses, kind, cameo, source, target, example = re.split(r"\s{2,}", line[1])
    row = [lemma, pos, senses, kind, "", cameo, source, target, "", "", "", "", example]
    own = Path(frames.__file__).parent / "data"
    for name in ("classes.tsv", "compose.tsv"):
        (tmp_path / name).write_bytes((own / name).read_bytes())
    (tmp_path / "frames.tsv").write_text(
        (own / "frames.tsv").read_text("utf-8").rstrip("\n") + "\n" + "\t".join(row) + "\n"
    )
    assert [(f.type, f.cameo) for f in frames.load(tmp_path).rows if f.lemma == ("sandbag",)] == [("THREATEN", "130")]


@pytest.mark.slow
def test_the_tutorial_runs(tmp_path: Path) -> None:
    script = "set -euo pipefail\n" + "\n".join(blocks(ROOT / "docs" / "guide.md", "sh"))
    programs = tmp_path / "programs"
    programs.mkdir()
    starter = programs / "detente"
    starter.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from detente.cli import main; main()" "$@"\n')
    starter.chmod(0o755)
    env = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "PYTHONUTF8": "1"}
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert {"report.txt", "codings.jsonl", "codings.csv", "egypt.csv", "relation.html", "detente.db"} <= set(
        os.listdir(tmp_path)
    )


@pytest.mark.slow
def test_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = blocks(ROOT / "README.md", "python")
    (tmp_path / "report.txt").write_text(
        "Greece recalled its ambassador from Turkey on Monday after Turkey seized a ship.\n" * 2
    )
    monkeypatch.chdir(tmp_path)
    import detente

    with detente.Record.open("detente.db") as record:
        record.add([detente.read_text("Greece accused Turkey of piracy on Monday.", id="1")], detente.code)
    exec(compile(code, "README.md", "exec"), {"date": date})


def test_notice_names_every_table_and_its_licence() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    for table in (ROOT / "src" / "detente").glob("*/data/*.tsv"):
        folder = table.parent.relative_to(ROOT).as_posix()
        assert folder in notice or f"{folder}/{table.name}" in notice, table


def test_docs_hold_no_path_of_a_machine() -> None:
    for page in [*PAGES, ROOT / "Makefile", ROOT / "NOTICE", ROOT / "CHANGELOG.md", ROOT / "docs" / "picture.svg"]:
        assert not re.search(r"/(?:home|root|Users|work|tmp)/", page.read_text("utf-8")), page
