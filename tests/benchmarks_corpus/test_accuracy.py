"""Figures of the coder hold their floors, and the page is the one that they make."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks import accuracy
from benchmarks.accuracy_examples import EXAMPLES, shown
from benchmarks.accuracy_floors import Pins, digest_of, faults, main_figures, read_floors, write_floors
from benchmarks.accuracy_page import page
from benchmarks.accuracy_slices import types_of
from detente.ontology import load

PINS = Pins("c0", "m0", "joint-0")


def measured(type_f1: float = 0.5, sprung: float = 0.04) -> dict[str, Any]:
    level = {"precision": 0.6, "recall": 0.4, "f1": 0.48}
    side = {
        "type": {**level, "f1": type_f1},
        "quad": level,
        "dyad": level,
        "traps": {"sprung": 4, "of": 100, "rate": sprung},
    }
    return {"coder": {"real": side, "all": side}, "reach": {"trigger": 0.9}}


@pytest.fixture
def floors(tmp_path: Path) -> dict[str, Any]:
    write_floors(measured(), PINS, tmp_path / "floors.json")
    return read_floors(tmp_path / "floors.json")


def test_figures_as_measured_hold_their_floors(floors: dict[str, Any]) -> None:
    assert set(floors["floors"]) == set(main_figures(measured()))
    assert floors["floors"]["real, type F1"] == 0.495
    assert faults(floors, measured(), PINS) == []


@pytest.mark.parametrize(
    ("sunk", "said"),
    [
        (measured(type_f1=0.49), "real, type F1: 0.490 is under its floor of 0.495."),
        (measured(sprung=0.06), "real, traps not sprung: 0.940 is under its floor of 0.955."),
    ],
    ids=["type F1", "traps"],
)
def test_a_sunk_figure_fails(floors: dict[str, Any], sunk: dict[str, Any], said: str) -> None:
    assert said in faults(floors, sunk, PINS)


def test_a_figure_that_is_not_measured_fails(floors: dict[str, Any]) -> None:
    without = {**measured(), "reach": {}}
    assert faults(floors, without, PINS) == ["reach, trigger: has a floor of 0.895 and was not measured."]


@pytest.mark.parametrize(
    ("pins", "said"),
    [(Pins("c1", "m0", "joint-0"), "the coded corpus (pinned c0, now c1)"), (Pins("c0", "m1", "joint-1"), "the model")],
    ids=["corpus", "model"],
)
def test_another_corpus_or_model_fails_and_says_to_measure_anew(floors: dict[str, Any], pins: Pins, said: str) -> None:
    (told,) = faults(floors, measured(), pins)
    assert said in told
    assert "--floors" in told


def test_a_digest_changes_with_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("one\n")
    before = digest_of(file)
    file.write_text("two\n")
    assert digest_of(file) != before


@pytest.mark.parametrize(("f1", "code"), [(0.5, 0), (0.3, 1)], ids=["holds", "sunk"])
def test_the_check_ends_with_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], f1: float, code: int
) -> None:
    write_floors(measured(), Pins.now(), tmp_path / "floors.json")
    (tmp_path / "accuracy.json").write_text(json.dumps(measured(type_f1=f1)))
    arguments = ["--check", "--docs", str(tmp_path), "--at", str(tmp_path / "floors.json")]
    monkeypatch.setattr(sys, "argv", ["accuracy.py", *arguments])
    with pytest.raises(SystemExit) as stop:
        accuracy.main()
    assert stop.value.code == code
    assert ("is under its floor" in capsys.readouterr().err) == bool(code)


def test_the_floors_belong_to_this_corpus_and_model() -> None:
    floors, now = read_floors(), Pins.now()
    assert (floors["corpus"], floors["model"]) == (now.corpus, now.model), "measure anew: make bench-accuracy"


def test_the_page_of_accuracy_is_up_to_date() -> None:
    docs = accuracy.DOCS
    kept, others = (
        json.loads((docs / name).read_text(encoding="utf-8")) for name in ("accuracy.json", "benchmarks.json")
    )
    assert (docs / "accuracy.md").read_text(encoding="utf-8") == page(kept, others), "run accuracy.py --page"


def test_types_say_how_many_they_are_of() -> None:
    from collections import Counter

    rows = types_of({("type", "AID"): Counter(required=4, found=2, right=2, wrong=1), ("tag", "real"): Counter()})
    assert rows == {"AID": {"required": 4, "coded": 3, "precision": 0.67, "recall": 0.5, "f1": 0.57}}


def test_examples_are_shown_as_they_are_coded(tmp_path: Path) -> None:
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()
    head = next(line for line in lines if line.startswith("what\t"))
    file = tmp_path / "examples.tsv"
    file.write_text(f"{head}\nplain\tACCUSE NOR>SWE\tNorway accused Sweden of spying.\nplain\tnothing\tIt rained.\n")
    assert [(e["coded"], e["is right"]) for e in shown(file)] == [("ACCUSE NOR>SWE", True), ("nothing", True)]
    wanted = [row.split("\t")[1] for row in lines if not row.startswith(("#", "what\t"))]
    known = {"nothing", *load().types}
    assert len(wanted) >= 8
    assert {part.split()[0] for cell in wanted for part in cell.split("; ")} <= known
