"""Each error of the coder is told at the stage at which it was lost."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

import stub_scorer

from benchmarks import errors
from benchmarks import errors_stages as stages
from benchmarks.errors_page import CAUSES, PAGE, SORTED, made, page, read
from benchmarks.errors_stages import HAS, HAS_NOT, Coded, Fault, Named, faults
from corpus.load import written
from detente.coding import code, deciding

TEXT = "Norway blamed Sweden over the nets, and Denmark thanked Finland for the boats."
BLAMED, THANKED, NETS = (7, 13), (45, 52), (30, 34)
Dyad = dict[str, Any]


def actor(name: str | None) -> Dyad | None:
    return None if name is None else {"code": name, "country": name, "name": name}


def dyad(
    type_: str, source: str | None, target: str | None, at: tuple[int, int] = BLAMED, *, unreal: bool = False
) -> Dyad:
    pair = (actor(source), actor(target))
    return dict(event={"type": type_}, pair=pair, type=type_, at=at, unreal=unreal)


def gold(
    type_: str, source: str | None, target: str | None, at: tuple[int, int] = BLAMED, *, required: bool = True
) -> Dyad:
    found = dyad(type_, source, target, at)
    return {**found, "types": {type_}, "required": required, "spans": [(max(0, at[0] - 3), at[1] + 3)], "trigger": at}


def told(
    wanted: list[Dyad], kept: list[Dyad], unlimited: list[Dyad] | None = None, **more: Any
) -> list[tuple[bool, str, tuple[str, ...]]]:
    """Whether missed, the stage and the sides of every error."""
    of = Coded(
        id="r1",
        real=False,
        text=TEXT,
        gold=wanted,
        traps=more.get("traps", []),
        kept=kept,
        unlimited=kept if unlimited is None else unlimited,
        dropped=more.get("dropped", []),
        sentences=more.get("sentences", [Named(0, len(TEXT), frozenset({"NOR", "SWE", "DNK"}))]),
    )
    return [(f.is_missed, f.stage, f.sides) for f in faults(stub_scorer, of)]


WANTED = gold("ACCUSE", "NOR", "SWE")
MISSED: dict[str, tuple[list[Dyad], list[Dyad] | None, dict[str, Any], str, tuple[str, ...]]] = {
    "nothing read": ([], [], {}, stages.NOT_READ, ()),
    "read elsewhere only": ([dyad("SUPPORT", "DNK", "FIN", THANKED)], None, {}, stages.NOT_READ, ()),
    "dropped": ([], [], {"dropped": [BLAMED]}, stages.DROPPED, ()),
    "below": ([], [dyad("ACCUSE", "NOR", "SWE")], {}, stages.BELOW, ()),
    "below, party": (
        [],
        [dyad("ACCUSE", "NOR", "FIN")],
        {},
        stages.BELOW_PARTY,
        (f"target wrong; {HAS}",),
    ),
    "below, type": ([], [dyad("REJECT", "NOR", "SWE")], {}, stages.BELOW_TYPE, ()),
    "type": ([dyad("REJECT", "NOR", "SWE")], None, {}, stages.TYPE, ()),
    "source": ([dyad("ACCUSE", "FIN", "SWE")], None, {}, stages.SOURCE, (f"source wrong; {HAS}",)),
    "target": ([dyad("ACCUSE", "NOR", None)], None, {}, stages.TARGET, (f"target missing; {HAS}",)),
    "no mention": (
        [dyad("ACCUSE", "NOR", None)],
        None,
        {"sentences": [Named(0, len(TEXT), frozenset({"NOR"}))]},
        stages.TARGET,
        (f"target missing; {HAS_NOT}",),
    ),
    "both": (
        [dyad("ACCUSE", "FIN", None)],
        None,
        {},
        stages.BOTH,
        (f"source wrong; {HAS}", f"target missing; {HAS}"),
    ),
    "reversed": ([dyad("ACCUSE", "SWE", "NOR")], None, {}, stages.REVERSED, ()),
    "modality": ([dyad("ACCUSE", "NOR", "SWE", unreal=True)], None, {}, stages.MODALITY, ()),
}


@pytest.mark.parametrize(("kept", "unlimited", "more", "stage", "sides"), MISSED.values(), ids=list(MISSED))
def test_a_missed_dyad_is_told_at_its_first_stage(
    kept: list[Dyad], unlimited: list[Dyad] | None, more: dict[str, Any], stage: str, sides: tuple[str, ...]
) -> None:
    wanted = [WANTED, gold("SUPPORT", "DNK", "FIN", THANKED, required=False)]
    assert [x[1:] for x in told(wanted, kept, unlimited, **more) if x[0]] == [(stage, sides)]


def test_a_target_that_is_none_is_extra() -> None:
    found = told([gold("ACCUSE", "NOR", None)], [dyad("ACCUSE", "NOR", "SWE")])
    assert found[0] == (True, stages.TARGET, ("target extra",))


def test_one_coding_for_two_acts_misses_one() -> None:
    twice = [gold("ACCUSE", "NOR", "SWE"), gold("ACCUSE", "NOR", "SWE")]
    assert told(twice, [dyad("ACCUSE", "NOR", "SWE")]) == [(True, stages.NOT_READ, ())]
    both = [dyad("ACCUSE", "NOR", "SWE"), dyad("ACCUSE", "NOR", "SWE", unreal=True)]
    assert told([WANTED], both) == []


FALSE: dict[str, tuple[list[Dyad], dict[str, Any], str]] = {
    "trap": ([dyad("ASSAULT", "NOR", "SWE", NETS)], {"traps": [{"at": NETS}]}, stages.TRAP),
    "one too many": ([dyad("ACCUSE", "NOR", "SWE"), dyad("ACCUSE", "NOR", "FIN")], {}, stages.EXTRA),
    "parties": ([dyad("REJECT", "NOR", "SWE")], {}, stages.RIGHT_PARTIES),
    "type": ([dyad("ACCUSE", "FIN", "SWE")], {}, stages.RIGHT_TYPE),
    "neither": ([dyad("REJECT", "FIN", "SWE")], {}, stages.NEITHER),
    "optional": ([dyad("REJECT", "FIN", "SWE", THANKED)], {}, stages.OPTIONAL),
    "other act": ([dyad("ASSAULT", "FIN", "SWE", NETS)], {}, stages.OTHER_ACT),
    "nothing": (
        [dyad("ASSAULT", "FIN", "SWE", NETS)],
        {"sentences": [Named(0, 20, frozenset()), Named(20, 40, frozenset()), Named(40, 80, frozenset())]},
        stages.NOTHING,
    ),
}


@pytest.mark.parametrize(("kept", "more", "stage"), FALSE.values(), ids=list(FALSE))
def test_a_false_dyad_is_told_by_what_was_there(kept: list[Dyad], more: dict[str, Any], stage: str) -> None:
    wanted = [WANTED, gold("SUPPORT", "DNK", "FIN", THANKED, required=False)]
    assert [x[1] for x in told(wanted, kept, **more) if not x[0]] == [stage]


def test_what_only_may_have_happened_is_no_error() -> None:
    assert told([], [dyad("ASSAULT", "NOR", "SWE", unreal=True)]) == []


def test_counts_tell_real_from_written_and_of_how_many() -> None:
    of = Coded("r1", True, TEXT, [WANTED], [], [dyad("ACCUSE", "NOR", None)], [], [], [])
    own = list(faults(stub_scorer, of))
    counts = errors.counted([(of, own)])
    assert counts["of"] == {
        "required": {"real": 1, "written": 0},
        "found": {"real": 0, "written": 0},
        "false": {"real": 1, "written": 0},
    }
    assert counts["missed"][stages.TARGET] == {"real": 1, "written": 0}
    assert counts["sides"][f"target missing; {HAS_NOT}"] == {"real": 1, "written": 0}
    assert counts["false"][stages.RIGHT_TYPE] == {"real": 1, "written": 0}
    assert all(len(line) <= 80 for line in errors.table(counts).splitlines())


def test_an_error_of_the_sample_counts_until_it_is_mended() -> None:
    of = Coded("r1", True, TEXT, [WANTED], [], [], [], [], [Named(0, len(TEXT), frozenset())])
    own: list[Fault] = list(faults(stub_scorer, of))
    row = {"report": "r1", "kind": "missed", "coding": "ACCUSE@7:NOR>SWE", "cause": "verb"}
    assert errors.left([(of, own)], [row]) == {"verb": 1}
    assert errors.left([(of, [])], [row]) == {}


def test_a_report_is_coded_with_and_without_threshold_and_nothing_stays_changed() -> None:
    limits, decide = (deciding.KEPT, deciding.KEPT_OF_RULES), code.decide
    found = errors.coded_twice(stub_scorer, next(r for r in written() if r.id == "WA-01"))
    assert limits == (deciding.KEPT, deciding.KEPT_OF_RULES)
    assert code.decide is decide
    assert found.gold
    assert found.text[slice(*found.gold[0]["trigger"])] == "WALKS FREE"
    assert {d["at"] for d in found.kept} <= {d["at"] for d in found.unlimited}
    assert any(s.keys for s in found.sentences)


def test_the_command_prints_the_table_keeps_the_counts_and_shows_a_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(errors, "reports", lambda part, data: [next(r for r in written() if r.id == "WA-01")])
    monkeypatch.setattr(errors, "load_scorer", lambda path: stub_scorer)
    monkeypatch.setattr(errors, "STAGES", tmp_path / "stages.json")
    monkeypatch.setattr(sys, "argv", ["errors.py", "data", "scorer.py", "--keep", "after"])
    errors.main()
    kept = json.loads((tmp_path / "stages.json").read_text())
    assert set(kept) == {"after", "left after"}
    missed = sum(n["written"] for n in kept["after"]["missed"].values())
    of = {name: n["written"] for name, n in kept["after"]["of"].items()}
    assert missed == of["required"] - of["found"] > 0
    not_read = kept["after"]["missed"][stages.NOT_READ]["written"]
    assert f"no trigger read 0 {not_read} {not_read}" in " ".join(capsys.readouterr().out.split())
    monkeypatch.setattr(sys, "argv", ["errors.py", "data", "scorer.py", "--sample", "3"])
    errors.main()
    sheet = capsys.readouterr().out
    errors_in_it = missed + sum(n["written"] for n in kept["after"]["false"].values())
    assert sheet.count("  text: ") == min(3, errors_in_it) > 0
    assert "MISSED WA-01" in sheet or "FALSE WA-01" in sheet


def test_the_part_test_cannot_be_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["errors.py", "data", "scorer.py", "--part", "test"])
    with pytest.raises(SystemExit) as stop:
        errors.main()
    assert stop.value.code == 2


def test_every_error_of_the_sample_has_a_known_cause_and_no_text() -> None:
    rows, causes = read(SORTED), {row["cause"] for row in read(CAUSES)}
    assert len(rows) >= 300
    assert {row["kind"] for row in rows} == {"missed", "false"}
    assert {row["cause"] for row in rows} <= causes
    assert all(" " not in row["coding"] and row["stage"] in (*stages.MISSED, *stages.FALSE) for row in rows)


def test_the_page_shows_before_beside_after() -> None:
    def counts(n: int) -> dict[str, Any]:
        one = {"real": n, "written": 1}
        return {"of": {"required": one}, "missed": {stages.TYPE: one}, "sides": {}, "false": {stages.TRAP: one}}

    row = {"report": "r1", "kind": "missed", "coding": "ACCUSE@7:NOR>SWE", "cause": "verb", "stage": stages.TYPE}
    cause = {"family": "act", "cause": "verb", "in words": "a verb", "example": "He went."}
    text = page({"before": counts(4), "after": counts(2), "left after": {}}, [row], {"verb": cause})
    assert f"| {stages.TYPE} | 4 | 1 | 5 | 2 | 1 | 3 |" in text
    assert "| verb | 100 % | 1 | 1 | 0 | 0 |" in text


def test_the_page_of_errors_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == made(), "run python benchmarks/errors_page.py"
