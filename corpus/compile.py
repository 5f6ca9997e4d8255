"""Compile sheets of real reports into rows of labels, one file a data set.

    python -m corpus.compile DATA OUT FILE [FILE ...]

OUT is `corpus/coded`, or `corpus/second` for what was coded a second time. What a file says of a report replaces what
was there before. Nothing is written where a file has a fault.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from corpus.check import faults_of, read_all
from corpus.rows import Row, to_row
from corpus.sources import SourceError


def main() -> int:
    """Write the rows; 1 where something is wrong."""
    data, out, files = Path(sys.argv[1]), Path(sys.argv[2]), list(map(Path, sys.argv[3:]))
    found = list(read_all(files, data))
    wrong = [str(r) for r in found if isinstance(r, SourceError)]
    reports = [r for r in found if not isinstance(r, SourceError) and r.real]
    wrong += [f"{r.id}: {fault}" for r in reports for fault in faults_of(r)]
    if wrong:
        print("\n".join(wrong))
        return 1
    rows: dict[str, dict[str, Row]] = defaultdict(dict)
    out.mkdir(parents=True, exist_ok=True)
    for path in out.glob("*.jsonl"):
        rows[path.stem] = {r["id"]: r for r in map(json.loads, path.read_text("utf-8").splitlines())}
    for report in reports:
        rows[report.set][report.id] = to_row(report)
    for name, own in sorted(rows.items()):
        lines = (json.dumps(own[key], ensure_ascii=False, separators=(",", ":")) for key in sorted(own))
        (out / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(reports)} reports; {sum(map(len, rows.values()))} in {out}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main())
