"""docs/accuracy.md from the figures kept in docs/accuracy.json, those of other coders and docs/benchmarks.json."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

PEERS = Path(__file__).parent / "accuracy_peers.tsv"
OTHERS = Path(__file__).parent / "accuracy_others.tsv"
SHOWN = 10
"""How many examples of what is wrong stand on the page."""
FEW = 30
"""Figures of fewer required dyads are marked."""
LEVELS = ("type", "quad", "dyad")
SCORES = ("precision", "recall", "f1")
HEAD = """# Accuracy on reports not seen before

The part test of the corpus: {reports} reports, {sentences:,} sentences, {required:,} required dyads, coded whole
([corpus](../corpus/README.md)). Nobody looked at its texts or at single errors while the coder was made. These are the
figures to expect on one's own reports; those on the bundled dispatches and on other projects' sets, which were looked
at, are higher. The reports were coded by a language model working under the guideline, and checked by program, not by
a person; two such codings of the same reports agree as [AGREEMENT](../corpus/AGREEMENT.md) says.

Model {version}; made by `make bench-accuracy DATA=… SCORER=…`, which `make bench` runs too.

A dyad is right where the trigger lies in the evidence, both parties agree by country, code or name, and the type is
right (`type`), of the same quad class (`quad`), or any (`dyad`). P is the share of the coded that are right, R that of
the required that are found. Optional codings that are found are right, not found no loss. Facts are asked of dyads
that are right, which say already whether the act was done: so that of modality is high, and the table by modality says
more. Traps are words that look like an act and are none. Groups marked * have fewer than {few} required dyads: one dyad
moves their figures by several points.
"""
BESIDE = """## Beside what a user would pick today

No set is shared with these: the rows say what each was measured on, and are no ranking.
"""
NOT_RUN = """
gliner2 was not run here: its packages hold no weights, which come from a model hub. Nor was a language model prompted:
none can be reached from where these figures are made. The seconds are those of reports of {words:.0f} words, the mean
of the bundled dispatches ([benchmarks](benchmarks.md)).
"""
FLOORS = """## Floors

Type, quad and dyad F1 and the traps not sprung, of real, written and all reports, and how far a dyad gets each have a
floor, a little under what was measured (`benchmarks/accuracy_floors.json`). They are pinned with digests of the coded
corpus ({corpus}) and of the model ({model}). `python benchmarks/accuracy.py DATA SCORER --check` ends with 1
where a figure has sunk, or where corpus or model is another: then the figures are to be measured anew with `--floors`,
and looked at.
"""


def page(measured: Mapping[str, Any], others: Mapping[str, Any]) -> str:
    """The page; `others` are the figures of docs/benchmarks.json."""
    coder, frames = measured["coder"], measured["frames"]
    lines = [
        HEAD.format(
            reports=measured["reports"], sentences=measured["sentences"], required=coder["all"]["required"],
            version=measured["version"], few=FEW,
        ),
        *_sides(coder, frames),
        *_second(measured.get("second coder")),
        *_reach(measured),
        *_types(coder, frames),
        *_modalities(measured["modality"]),
        *_slices(measured["slices"], measured["slices of frames"]),
        *_peers(others.get("peers", {}).get("figures", {})),
        *_beside(measured, others["speed"]["figures"]),
        *_examples(measured["examples"]),
        FLOORS.format(corpus=measured["corpus"], model=measured["model"]),
    ]  # fmt: skip
    return "\n".join(lines).rstrip() + "\n"


def _sides(coder: Mapping[str, Any], frames: Mapping[str, Any]) -> list[str]:
    names = ("date", "place", "modality", "attribution", "sector")
    own = [
        (f"{name}, {side}", told)
        for name, sides in (("whole coder", coder), ("frames alone", frames))
        for side, told in sides.items()
    ]
    scores = [
        [name, told["documents"], told["required"], *(_3(told[level][x]) for level in LEVELS for x in SCORES)]
        for name, told in own
    ]
    facts = [
        [
            name,
            f"{told['traps']['sprung']} of {told['traps']['of']}",
            *(f"{_3(told[n]['right'])} of {told[n]['of']}" for n in names),
        ]
        for name, told in own
    ]
    head = ["", "reports", "required", *(f"{level} {x}" for level in LEVELS for x in ("P", "R", "F1"))]
    return [*_table(head, scores), "", *_table(["", "traps sprung", *names], facts), ""]


def _second(told: Mapping[str, Any] | None) -> list[str]:
    """What can be hoped for: a coder against another."""
    if told is None:
        return []
    text = (
        f"How near to 1 can one come? A second coder, of the same kind as the first and blind to its codings, scored "
        f"by the same measure on {told['reports']} real reports ({told['required']} required dyads): type P "
        f"{_3(told['P'])}, R {_3(told['R'])}, F1 {_3(told['F1'])} (`python benchmarks/second_coder.py`)."
    )
    return [*wrap(text, 120), ""]


def _reach(measured: Mapping[str, Any]) -> list[str]:
    about = f"Of the {measured['reach of']:,} required dyads this share has, at no threshold, a reading with the right"
    rows = [[name, _3(share)] for name, share in measured["reach"].items()]
    return ["## How far a dyad gets", "", about, "", *_table(["", "share"], rows), ""]


def _types(coder: Mapping[str, Any], frames: Mapping[str, Any]) -> list[str]:
    head = ["type", "required", "coded", "P", "R", "F1", "frames alone, F1"]
    head += [f"{side}: {x}" for side in ("real", "written") for x in ("required", "coded", "F1")]
    rows = []
    none = {"required": 0, "coded": 0, "precision": None, "recall": None, "f1": 0.0}
    for name, told in coder["all"]["by type"].items():
        row = [_few(name, told["required"]), told["required"], told["coded"], *(_2(told[x]) for x in SCORES)]
        row.append(_2(frames["all"]["by type"].get(name, none)["f1"]))
        for side in ("real", "written"):
            own = coder.get(side, {}).get("by type", {}).get(name, none)
            row += [own["required"], own["coded"], _2(own["f1"]) if own["required"] else "-"]
        rows.append(row)
    return ["## By type", "", *_table(head, rows), ""]


def _modalities(told: Mapping[str, Any]) -> list[str]:
    f1 = [m["f1"] for m in told.values() if m["asked"]]
    rows = [
        [
            _few(name, m["required"]),
            m["required"],
            _3(m["recall of dyads"]),
            m["asked"],
            _3(m["precision"]),
            _3(m["recall"]),
            _3(m["f1"]),
        ]
        for name, m in told.items()
    ]
    about = (
        "Required dyads by the modality that was coded by hand, and how many of them are found. Then the modality\n"
        f"itself, asked of dyads that are right but for it; its macro F1 is {sum(f1) / max(1, len(f1)):.3f}."
    )
    head = ["modality", "required", "R of dyads", "asked", "modality P", "R", "F1"]
    return ["## By modality", "", about, "", *_table(head, rows), ""]


def _slices(coder: Mapping[str, Any], frames: Mapping[str, Any]) -> list[str]:
    heads = {
        "origin": ("By origin, real reports", "Most real text is American or of Wikimedia projects."),
        "region": ("By region, written reports", "Real reports are not told apart by region."),
        "register": ("By register, written reports", "Real reports have that of their origin."),
        "years": ("By years of publication, all reports", "The real reports are of 2012 to 2023."),
    }
    out = []
    columns = [
        "",
        "reports",
        "required",
        "coded",
        "type P",
        "R",
        "F1",
        "quad F1",
        "dyad F1",
        "frames alone: type F1",
        "dyad F1",
    ]
    for way, (title, about) in heads.items():
        rows = []
        for group, f in coder[way].items():
            rows.append(
                [_few(group, f["required"]), f["documents"], f["required"], f["coded"],
                 *(_3(f["type"][x]) for x in ("precision", "recall", "f1")), _3(f["quad"]["f1"]), _3(f["dyad"]["f1"]),
                 *(_3(frames[way][group][level]["f1"]) for level in ("type", "dyad"))]
            )  # fmt: skip
        out += [f"## {title}", "", about, "", *_table(columns, rows), ""]
    return out


def _peers(ours: Mapping[str, Any]) -> list[str]:
    about = (
        "F1 on sentences that other coders' projects label, from `make bench-coding`. None of the others reads raw\n"
        "text: theirs is the coding step with a parse given, run for this project. The newest, NGEC, was not run:\n"
        "its models are not published. Ours is from raw text, on about half of each set, the half that was seen while\n"
        "the coder was made: rows stand near each other, not on the same sentences. All sets are small: an F1 is good\n"
        "to about 0.15 either way."
    )
    rows = []
    peers = _read(PEERS)
    for name, told in ours.items():
        of = f"about half of the set, {told['dyad']['gold']} dyads"
        rows.append([name, "détente", _3(told["dyad"]["f1"]), _3(told["type"]["f1"]), of])
        rows += [["", p["coder"], p["dyad"] or "-", p["type"] or "-", p["of"]] for p in peers if p["ours"] == name]
    return [
        "## Beside other coders",
        "",
        about,
        "",
        *_table(["set", "coder", "dyad F1", "type F1", "measured on"], rows),
        "",
    ]


def _beside(measured: Mapping[str, Any], speed: Mapping[str, float]) -> list[str]:
    seconds = 1000 * speed["sentences"] / speed["reports"] / speed["raw text to codings, sentences/CPU s"]
    every, real, told = measured["coder"]["all"], measured["coder"]["real"], measured.get("type of")
    same = "same bytes every time"
    figure = f"type F1 {every['type']['f1']:.3f}, dyad F1 {every['dyad']['f1']:.3f}; of real reports "
    figure += f"{real['type']['f1']:.3f}, {real['dyad']['f1']:.3f}"
    on = "part test of the corpus: who did what to whom, with the words that say so"
    rows = [["détente", figure, on, f"{seconds:.0f} seconds on one core, no fee", same]]
    rows += [list(row.values()) for row in _read(OTHERS)]
    if told:
        names = ("accuracy", "macro F1", "quad macro F1")
        on = f"PLV train, {told['sentences']:,} sentences, never trained on: the task above, on its sister set"
        rows.append(["détente's `type_of`", ", ".join(f"{n} {told[n]:.3f}" for n in names), on, "not measured", same])
    head = ["", "figure", "measured on", "1,000 reports", "repeatable"]
    table = [line.replace("---:", "---") for line in _table(head, rows)]
    return [BESIDE, *table, NOT_RUN.format(words=speed["words"] / speed["reports"])]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


def _examples(examples: Iterable[Mapping[str, Any]]) -> list[str]:
    rows = list(examples)
    wrong = [e for e in rows if not e["is right"]]
    about = (
        f"Sentences written for this page, {len(rows)} of them hard on purpose, of which {len(wrong)} come out wrong; "
        f"{min(SHOWN, len(wrong))} of these. The last\n"
        "line of each is what `detente code` makes of it. More on what is wrong, and how often: [errors](errors.md)."
    )
    out = ["## What it still gets wrong", "", about, ""]
    for e in wrong[:SHOWN]:
        out += [f"- {e['what']}: “{e['text']}”", f"  - wanted: {e['wanted']}", f"  - coded: {e['coded']}"]
    return [*out, ""]


def _table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> list[str]:
    rule = "|---|" + "---:|" * (len(head) - 1)
    return [_line(head), rule, *(_line(row) for row in rows)]


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(f"{c:,}" if isinstance(c, int) else str(c) for c in cells) + " |"


def _few(name: str, required: int) -> str:
    return f"{name} *" if required < FEW else name


def _3(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _2(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
