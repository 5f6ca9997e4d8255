"""A user's frames over the package's: with PLOVER's types, or with an ontology of his own."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.coding.frames import FrameTable, load, load_over
from detente.coding.validation import COLUMNS
from detente.errors import TableError
from detente.knowledge import load as load_knowledge
from detente.ontology import load as load_ontology

TYPES = (
    "type\tquad\tintensity\ttarget_required\tline\tlike\n"
    "STRIKE\t4\t-6\tno\tstops work\tPROTEST\n"
    "HIRE\t2\t5\tyes\thires\t\n"
)  # fmt: skip
MODES = "type\tmode\tintensity\tline\n"
COMPOSE = "op\tinner\ttype\tmodes\tcameo\tmodality\tnote\n"


def row(lemma: str, type: str, **cells: str) -> str:
    given = {"lemma": lemma, "pos": "v", "senses": "*", "type": type, "source": "ARG0", "target": "ARG1"}
    return "\t".join({**dict.fromkeys(COLUMNS, ""), **given, "example": "Norland did it.", **cells}.values())


def folder(at: Path, *rows: str, types: str | None = TYPES, **files: str) -> Path:
    (at / "frames.tsv").write_text("\n".join(["\t".join(COLUMNS), *rows]) + "\n", "utf-8")
    if types is not None:
        (at / "types.tsv").write_text(types, "utf-8")
    for name, text in files.items():
        (at / f"{name}.tsv").write_text(text, "utf-8")
    return at


def other_field(at: Path, *rows: str, **files: str) -> FrameTable:
    own = folder(at, *(rows or (row("strike", "STRIKE"),)), **files)
    return load_over(own, load_ontology(own))


# ---- words beside PLOVER's


def test_rows_of_the_user_are_tried_first_and_the_packages_after(tmp_path: Path) -> None:
    own = folder(tmp_path, row("condemn", "PROTEST", object="curfew"), row("snorkel", "CONSULT"), types=None)
    knowledge = load_knowledge(ontology=own)
    table = knowledge.frames
    assert [f.type for f in table.frames("condemn", "v")] == [
        "PROTEST",
        *(f.type for f in load().frames("condemn", "v")),
    ]
    assert [f.type for f in table.frames("snorkel", "v")] == ["CONSULT"]
    assert table.frames("visit", "v") == load().frames("visit", "v")
    assert knowledge.ontology is load_ontology()
    assert knowledge.name == "PLOVER"
    assert knowledge.label != "PLOVER"


def test_classes_and_rules_of_the_user_take_the_place_of_the_packages(tmp_path: Path) -> None:
    (tmp_path / "classes.tsv").write_text("class\tlemmas\ncaptive\tdiver\n", "utf-8")
    (tmp_path / "compose.tsv").write_text(COMPOSE + "PROMISE\tAID\tAID\t\t070\t\tas good as done\n", "utf-8")
    table = load_over(tmp_path, None)
    assert "captive" in table.classes("diver")
    assert "captive" not in table.classes("hostage")
    promise = table.compose("PROMISE", "AID")
    refuse = table.compose("REFUSE", "AID")
    assert promise is not None
    assert refuse is not None
    assert (promise.type, refuse.type) == ("AID", "REJECT")
    assert len(table.rows) == len(load().rows)


# ---- an ontology of another field


def test_only_words_that_act_on_other_acts_stay(tmp_path: Path) -> None:
    table = other_field(tmp_path)
    assert {f.type for f in table.rows} == {"STRIKE", None}
    for lemma, op in {"deny": "DENY", "threaten": "THREAT", "refuse": "REFUSE", "say": "SAY", "plan": "PLAN"}.items():
        assert {f.op for f in table.frames(lemma, "v")} >= {op}, lemma
    for lemma in ("visit", "bomb", "arrest"):
        assert table.frames(lemma, "v") == ()
    assert any(words == ("call", "for") for words, _, _ in table.multiwords("call"))
    assert all(words != ("hold", "talk") for words, _, _ in table.multiwords("hold"))
    assert all(not f.modes and f.cameo is None and not f.contexts for f in table.rows)


def test_a_word_that_the_user_lists_is_read_by_his_rows_alone(tmp_path: Path) -> None:
    table = other_field(tmp_path, row("threaten|strike", "STRIKE"))
    assert [(f.type, f.op) for f in table.frames("threaten", "v")] == [("STRIKE", None)]


def test_an_act_inside_stands_in_another_modality_where_no_rule_is_given(tmp_path: Path) -> None:
    table = other_field(tmp_path)
    seen = {op: rule for op in ("DENY", "PLAN", "TRY", "SAY") if (rule := table.compose(op, "STRIKE")) is not None}
    assert {op: (rule.type, rule.modality) for op, rule in seen.items()} == {
        "DENY": (None, "denied"), "PLAN": (None, "planned"), "TRY": (None, "possible"), "SAY": (None, None),
    }  # fmt: skip
    used = {f.op for f in table.rows if f.op}
    assert [op for op in sorted(used) if table.compose(op, "STRIKE") is None] == []


def test_a_rule_of_the_user_comes_before(tmp_path: Path) -> None:
    table = other_field(tmp_path, compose=COMPOSE + "PLAN\tSTRIKE\tSTRIKE\t\t\tplanned\tas good as done\n")
    rule = table.compose("PLAN", "STRIKE")
    assert rule is not None
    assert (rule.type, rule.modality) == ("STRIKE", "planned")


def test_rows_know_what_their_type_is_told_like(tmp_path: Path) -> None:
    table = other_field(tmp_path, row("strike", "STRIKE"), row("hire", "HIRE"))
    assert [f.like for f in table.rows if f.type] == ["PROTEST", "HIRE"]
    assert {f.like for f in load().rows} == {f.type for f in load().rows}


@pytest.mark.parametrize(
    ("rows", "files", "file", "says"),
    [
        ([row("strike", "PROTEST")], {}, "frames.tsv, line 2", "PROTEST is no type"),
        ([row("strike", "STRIKE", modes="wild")], {}, "frames.tsv, line 2", "wild is no mode of STRIKE"),
        ([row("strike", "STRIKE", cameo="143")], {}, "frames.tsv, line 2", "143 is no CAMEO code"),
        ([row("strike", "STRIKE", contexts="legal")], {}, "frames.tsv, line 2", "legal is no context"),
        ([], {"compose": COMPOSE + "PLAN\tAID\tSTRIKE\t\t\t\t-\n"}, "compose.tsv, line 2", "AID is no type"),
        ([], {"types": TYPES.replace("STRIKE\t4", "STRIKE\t")}, "types.tsv, line 2", "quad of STRIKE is missing"),
        ([], {"types": TYPES.replace("quad\t", "").replace("\t4\t", "\t")}, "types.tsv, line 1", "quad is missing"),
        ([], {"types": TYPES.replace("STRIKE\t4", "STRIKE\t5")}, "types.tsv, line 2", "quad of STRIKE is 5"),
        ([], {"types": TYPES.replace("PROTEST", "RIOT")}, "types.tsv, line 2", "RIOT is no type of PLOVER"),
        ([], {"types": TYPES.replace("STRIKE", "Go slow")}, "types.tsv, line 2", "Go slow is no name for a type"),
        ([], {"modes": MODES + "STRIKE\tWild Cat\t\tx\n"}, "modes.tsv, line 2", "no name for a mode"),
        ([], {"modes": MODES + "STRIKE\twild\tnan\tx\n"}, "modes.tsv, line 2", "out of range"),
    ],
)  # fmt: skip
def test_a_faulty_row_is_told_with_file_and_line(
    tmp_path: Path, rows: list[str], files: dict[str, str], file: str, says: str
) -> None:
    own = folder(tmp_path, *(rows or [row("strike", "STRIKE")]), **{"types": TYPES, **files})
    with pytest.raises(TableError) as caught:
        load_knowledge(ontology=own)
    assert says in caught.value.what
    assert file in caught.value.where
    assert caught.value.todo


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ([], "holds no table"),
        (["types.tsv"], "cannot be read"),
        (["frame.tsv"], "frame.tsv is no table"),
        (["modes.tsv", "frames.tsv"], "modes.tsv stands without types.tsv"),
    ],
)
def test_a_folder_that_lacks_what_it_needs_is_refused(tmp_path: Path, names: list[str], says: str) -> None:
    for name in names:
        (tmp_path / name).write_text(TYPES, "utf-8")
    with pytest.raises(TableError) as caught:
        load_knowledge(ontology=tmp_path)
    assert says in caught.value.what
    assert str(tmp_path) in caught.value.where


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no such folder"):
        load_knowledge(ontology=tmp_path / "none")


# ---- which tables they were


def test_the_label_changes_with_any_of_the_users_tables(tmp_path: Path) -> None:
    (tmp_path / "labour").mkdir()
    own = folder(tmp_path / "labour", row("strike", "STRIKE"))
    actors = tmp_path / "firms.tsv"
    actors.write_text("code\tname\taliases\tsector\tcountry\tkind\nA\tAlfa\t\tBUS\tNOR\tcompany\n", "utf-8")
    plain, first, both = load_knowledge(), load_knowledge(ontology=own), load_knowledge([actors], own)
    assert plain.label == "PLOVER"
    assert first.label.startswith("labour ")
    assert [name for name, _ in both.own] == ["firms.tsv", "frames.tsv", "types.tsv"]
    folder(own, row("strike|walk", "STRIKE"))
    changed = load_knowledge(ontology=own)
    assert len({plain.label, first.label, both.label, changed.label}) == 4
    assert [f.lemma for f in changed.frames.rows if f.type] == [("strike", "walk")]
    assert changed.facts()["tables"]["actors"] == plain.facts()["tables"]["actors"]
    assert len(plain.facts()["tables"]["frames"]) == 12
