"""How fast a report becomes codings: `python benchmarks/speed.py [--rounds 3] [--json FILE]`.

Throughput: the bundled dispatches, bytes to codings, in sentences per second of CPU time on one core, beside the bare
encoder on the same sentences in the same run (interleaved, medians), because machines differ and their ratio does not.
Cold start: wall time of a new process that codes one report. Memory: the most that a process held (resident) while it
coded all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from importlib.resources import as_file
from pathlib import Path

from detente.examples import find_dispatches

MAIN = "from detente.cli import main; main()"


def throughput(rounds: int) -> dict[str, float]:
    """Sentences per CPU second of the whole path and of the bare encoder, their ratio, and what was read."""
    import onnxruntime as ort

    from detente.coding import code_document
    from detente.language import analyse, default_model
    from detente.reading import read_bytes

    raw = [(file.name, file.read_bytes()) for file in find_dispatches()]
    model = default_model()
    documents = [d for name, text in raw if (d := read_bytes(text, name=name).document) is not None]
    analysed = [analyse(d, model) for d in documents]
    sentences = [[[t.text for t in s.tokens] for s in report] for report in analysed]
    idle = sum(s.is_quiet for report in analysed for s in report)
    count = sum(map(len, sentences))
    words = sum(len(s) for report in sentences for s in report)
    options = ort.RunOptions()
    options.only_execute_path_to_fetches = True
    bare, whole = [], []
    for _ in range(rounds + 1):
        started = time.process_time()
        for report in sentences:
            model.bare(report, options)
        bare.append(time.process_time() - started)
        started = time.process_time()
        for name, text in raw:
            document = read_bytes(text, name=name).document
            if document is not None:
                code_document(document)
        whole.append(time.process_time() - started)
    b, w = (count / statistics.median(seconds[1:]) for seconds in (bare, whole))  # the first round warms up
    return {
        "reports": len(documents),
        "sentences": count,
        "words": words,
        "sentences left out by the gate, %": 100 * idle / count,
        "raw text to codings, sentences/CPU s": w,
        "raw text to codings, words/CPU s": w * words / count,
        "bare encoder, sentences/CPU s": b,
        "bare encoder, words/CPU s": b * words / count,
        "ratio": w / b,
    }


CODE = [MAIN, "code", "--format", "jsonl"]
START = "from detente.language import default_model; default_model().analyse([['Iran', 'met', 'Russia', '.']])"


def run_child(arguments: list[str]) -> tuple[float, float]:
    """Wall seconds and peak resident megabytes of a new process that runs this program with these arguments."""
    started = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{arguments[1:]} ended with {child.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return time.perf_counter() - started, usage.ru_maxrss * unit / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    args = parser.parse_args()
    # First the children: Linux counts what the parent held when it started them among what they held.
    with as_file(find_dispatches()[0]) as first:
        one = [run_child([*CODE, str(first)]) for _ in range(5)]
        everything = run_child([*CODE, str(first.parent)])
    start = [run_child([START])[0] for _ in range(5)]
    figures = throughput(args.rounds)
    figures["start of the language model, s"] = statistics.median(start)
    figures["cold start, one report, s"] = statistics.median(seconds for seconds, _ in one)
    figures["peak memory, one report, MB"] = max(size for _, size in one)
    figures["peak memory, all reports, MB"] = everything[1]
    for name, value in figures.items():
        print(f"{name:38} {value:10.2f}")
    if args.json:
        args.json.write_text(json.dumps({k: round(v, 2) for k, v in figures.items()}, indent=1) + "\n")


if __name__ == "__main__":
    main()
