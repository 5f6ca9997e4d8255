"""Run the benchmarks and write their figures: `python benchmarks/write_docs.py --data DATA --scorer FILE --seed FILE`.

Writes docs/benchmarks.md, each table under the command that printed it, and the short table of README.md between its
marks. What an argument is missing for is left out of the run; its last figures stay as they are (docs/benchmarks.json).
Then docs/accuracy.md is made (`benchmarks/accuracy.py`), measured anew where DATA and SCORER are given and held against
its floors; the exit code is 1 where a figure lies under its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PEERS = ("petr_unit_real", "petr2_gsr", "plover_gsr_cameo")
BEGIN, END = "<!-- figures: made by `make bench` -->", "<!-- end of figures -->"


@dataclass(frozen=True)
class Bench:
    """One benchmark: its name, what it is about, the script with its arguments, and the command that readers type."""

    name: str
    title: str
    about: str
    arguments: list[str] | None
    """None where what it needs was not given."""
    command: str
    script: str | None = None
    """The script's name where it is another."""


def benches(data: Path | None, scorer: Path | None, seed: Path | None, fp32: Path | None) -> list[Bench]:
    """All benchmarks, in the order of the page."""
    language = [str(data), *(["--fp32", str(fp32)] if fp32 else [])] if data else None
    return [
        Bench(
            "language",
            "Language",
            "The shipped int8 model on the test parts of UD English EWT 2.15, UNER EWT and PropBank EWT; gold words "
            "unless said. LAS without subtypes. Senses and arguments for gold predicates.",
            language,
            "make bench-language DATA=…",
        ),
        Bench(
            "dispatches",
            "Sentences and parts of the bundled dispatches",
            "From bytes. The dispatches served to develop the reading.",
            [],
            "make bench-coding",
        ),
        Bench(
            "coding",
            "Codings of the bundled reports",
            "24 reports coded by hand, from raw text. The coder was developed on them: progress, not quality.",
            [str(scorer), str(ROOT / "src/detente/examples/gold")] if scorer else None,
            "make bench-coding SCORER=…",
        ),
        Bench(
            "seed",
            "Codings of another report",
            "From raw text. One report, coded by hand by others, and measured often while the coder was made.",
            [str(scorer), str(seed)] if scorer and seed else None,
            "make bench-coding SCORER=… SEED=…",
            script="coding",
        ),
        Bench(
            "articles",
            "Codings of real articles",
            "22 articles of Wikinews and VOA (2013 to 2020), labelled whole in corpus/, from raw text. The nearest to "
            "what users have; labelled blind, but their errors were then looked at while the coder was made.",
            [str(scorer), "--articles", str(data)] if scorer and data else None,
            "make bench-coding SCORER=… DATA=…",
            script="coding",
        ),
        Bench(
            "peers",
            "Codings of other projects' test sentences",
            "From raw text, by dyad and by dyad with type; statements (CAMEO 01), which PLOVER does not code, are "
            "neither asked for nor wrong. Small development sets, seen while the coder was made. The best peer was "
            "reported at 0.50 on the first, the parse given; it was not rerun here. `plover_gsr_cameo` labels one "
            "event a sentence: its precision means little.",
            [str(data / "peer_tests"), "--sets", *PEERS] if data else None,
            "make bench-coding DATA=…",
        ),
        Bench(
            "speed",
            "Speed",
            "One core, raw text to codings, on the bundled dispatches, beside the bare encoder on the same sentences "
            "in the same run: machines differ, the ratio hardly does.",
            [],
            "make bench-speed",
        ),
    ]


def run(bench: Bench) -> Any:
    """Run one benchmark, its print passed on, and return its figures."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        script = str(ROOT / "benchmarks" / f"{bench.script or bench.name}.py")
        print(f"\n== {bench.title}", flush=True)
        subprocess.run([sys.executable, script, *(bench.arguments or []), "--json", str(out)], check=True)
        return json.loads(out.read_text())


def tables(figures: Any) -> list[str]:
    """Figures as Markdown: one column of values, or one for each set; nested figures get their names joined."""
    rows = _flat(figures)
    sets = list(dict.fromkeys(s for s, _ in rows))
    names = list(dict.fromkeys(n for _, n in rows))
    heads = [s or "value" for s in sets]
    lines = ["| | " + " | ".join(heads) + " |", "|---|" + "---:|" * len(heads)]
    for name in names:
        cells = [_number(rows.get((s, name))) for s in sets]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def _flat(figures: Any) -> dict[tuple[str, str], Any]:
    """(set, figure) to value; a figure whose value holds figures is told by joined names."""
    if len(figures) == 1 and all(isinstance(v, dict) for v in figures.values()):
        (figures,) = figures.values()  # one set needs no column of its own name
        return {("", name): v for name, v in _joined(figures)}
    rows: dict[tuple[str, str], Any] = {}
    for key, value in figures.items():
        if isinstance(value, dict):
            rows |= {(key, name): inner for name, inner in _joined(value)}
        else:
            rows["", key] = value
    return rows


def _joined(figures: dict[str, Any]) -> list[tuple[str, Any]]:
    """Figures with those inside them under joined names: "dyad, f1"."""
    found = []
    for name, value in figures.items():
        inner = value.items() if isinstance(value, dict) else [(None, value)]
        found += [(name if last is None else f"{name}, {last}", x) for last, x in inner]
    return found


def _number(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) <= 1 else f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def page(all_benches: list[Bench], known: dict[str, Any]) -> str:
    """docs/benchmarks.md."""
    lines = [
        "# Benchmarks",
        "",
        "Every figure here was printed by a command; `make bench DATA=… SCORER=… SEED=…` runs them all and writes this",
        "page. DATA is the data folder, SCORER the script that scores codings of reports, SEED a report coded by hand.",
        "",
    ]
    for bench in all_benches:
        if bench.name in known:
            told = known[bench.name]
            lines += [f"## {bench.title}", "", bench.about, "", f"`{bench.command}` ({told['machine']})", ""]
            lines += [*tables(told["figures"]), ""]
    return "\n".join(lines)


def summary(known: dict[str, Any]) -> list[str]:
    """README's short table: what a reader asks first."""
    peers, speed = "make bench-coding", "make bench-speed"
    wanted = [
        ("language", "", "LAS", "parse: LAS, EWT test", "make bench-language"),
        ("language", "", "core roles F1, by head", "roles: core roles F1 by head, EWT test", "make bench-language"),
        ("coding", "", "dyad, f1", "dyads F1, 24 bundled reports", peers),
        ("coding", "", "type, f1", "types F1, the same", peers),
        ("articles", "", "dyad, f1", "dyads F1, 22 real articles", peers),
        ("articles", "", "type, f1", "types F1, the same", peers),
        ("seed", "", "dyad, f1", "dyads F1, one report coded by others", peers),
        ("seed", "", "type, f1", "types F1, the same", peers),
        (
            "peers",
            "petr_unit_real",
            "dyad, f1",
            "dyads F1, PETRARCH's unit tests (best peer, as reported: 0.50)",
            peers,
        ),
        ("peers", "petr_unit_real", "type, f1", "dyads with type F1, the same", peers),
        ("peers", "petr2_gsr", "dyad, f1", "dyads F1, UniversalPetrarch's gold standard", peers),
        ("peers", "petr2_gsr", "type, f1", "dyads with type F1, the same", peers),
        ("speed", "", "raw text to codings, sentences/CPU s", "sentences a second, one core", speed),
        ("speed", "", "ratio", "the same, as a share of the bare encoder", speed),
        ("speed", "", "cold start, one report, s", "seconds for one report from a cold start", speed),
        ("speed", "", "peak memory, all reports, MB", "megabytes of memory", speed),
    ]
    lines = ["| figure | value | command |", "|---|---:|---|"]
    for name, of, figure, words, command in wanted:
        rows = _flat(known[name]["figures"]) if name in known else {}
        value = rows.get((of, figure))
        if value is None:
            continue
        level, _, measure = figure.rpartition(", ")
        many = rows.get((of, f"{level}, gold")) or (rows.get((of, "required")) if measure == "f1" else None)
        lines.append(f"| {words}{f', {many} of them' if many else ''} | {_number(value)} | `{command}` |")
    return lines


def machine() -> str:
    """Where the figures were taken, in words that tell nothing of whose machine it is."""
    info = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.+)", info.read_text()) if info.exists() else []
    kind = names[0].strip() if names else platform.processor() or platform.machine()
    return f"{kind}, {os.cpu_count()} cores, Python {platform.python_version()}, onnxruntime {version('onnxruntime')}"


def accuracy(data: Path | None, scorer: Path | None, docs: Path, *, measured: bool) -> int:
    """Make docs/accuracy.md, measured anew where it can be, and return the exit code of its check."""
    if not (docs / "accuracy.json").exists() and not (measured and data and scorer):
        return 0
    what = [str(data), str(scorer), "--write", "--check"] if measured and data and scorer else ["--page"]
    print("\n== Accuracy on reports not seen before", flush=True)
    command = [sys.executable, str(ROOT / "benchmarks/accuracy.py"), *what, "--docs", str(docs)]
    return subprocess.run(command, check=False).returncode


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the data folder")
    parser.add_argument("--scorer", type=Path, help="the script that scores codings of reports")
    parser.add_argument("--seed", type=Path, help="gold codings of further reports")
    parser.add_argument("--fp32", type=Path, help="the training run's graphs in fp32, to show what int8 costs")
    parser.add_argument(
        "--only", nargs="*", help="names of benchmarks: language dispatches coding articles seed peers speed accuracy"
    )
    parser.add_argument("--docs", type=Path, default=DOCS, help="where to write")
    args = parser.parse_args()
    kept = args.docs / "benchmarks.json"
    known: dict[str, Any] = json.loads(kept.read_text()) if kept.exists() else {}
    given = benches(args.data, args.scorer, args.seed, args.fp32)
    for bench in given:
        if args.only and bench.name not in args.only:
            continue
        if bench.arguments is None:
            print(f"\n== {bench.title}: left out ({bench.command})")
            continue
        known[bench.name] = {"machine": machine(), "figures": run(bench)}
    kept.write_text(json.dumps(known, indent=1) + "\n")
    (args.docs / "benchmarks.md").write_text(page(given, known))
    readme = args.docs.parent / "README.md"
    if readme.exists() and BEGIN in (text := readme.read_text()):
        before, rest = text.split(BEGIN, 1)
        readme.write_text("\n".join([before + BEGIN, *summary(known), END + rest.split(END, 1)[1]]))
    print(f"\nwritten: {args.docs / 'benchmarks.md'}")
    sys.exit(accuracy(args.data, args.scorer, args.docs, measured=not args.only or "accuracy" in args.only))


if __name__ == "__main__":
    main()
