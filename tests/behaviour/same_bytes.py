"""Whether a coder's answer hangs on anything but the text: run again, in another order, alone, in another process.

python tests/behaviour/same_bytes.py ID…    prints the digest of each case's codings, in the order given
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from holding import Case, Coder, read_cases, texts_of

from detente.flat import dumps, to_json

SEEDS = ("1", "20210304")
"""Hash seeds of the other processes: an answer that hangs on the order of a set differs under one of them."""


def bytes_of(case: Case, coder: Coder) -> bytes:
    """What `--format jsonl` writes of a case's first text."""
    document = texts_of(case)[0].document(case.id)
    return "".join(dumps(to_json(c, document)) + "\n" for c in coder(document)).encode()


def digests(cases: Iterable[Case], coder: Coder) -> dict[str, str]:
    """A digest of each case's bytes, coded in the order given."""
    return {case.id: hashlib.sha256(bytes_of(case, coder)).hexdigest() for case in cases}


def digests_elsewhere(ids: Sequence[str], seed: str) -> dict[str, str]:
    """The same of the shipped coder in a new process with that hash seed. Raises CalledProcessError if that fails."""
    command = [sys.executable, str(Path(__file__)), *ids]
    found = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
    return dict(line.split("\t") for line in found.stdout.decode().splitlines())


def differing(cases: Sequence[Case], coder: Coder, *, alone: Sequence[str] = (), elsewhere: bool = True) -> list[str]:
    """Ids of the cases whose bytes are not the same in every run.

    `elsewhere`: also in a new process, in the opposite order; `alone`: ids that a process of their own codes too.
    """
    first = digests(cases, coder)
    runs: list[Mapping[str, str]] = [digests(cases, coder), digests(cases[::-1], coder)]
    if elsewhere:
        runs.append(digests_elsewhere([c.id for c in cases[::-1]], SEEDS[0]))
    runs += [digests_elsewhere([name], SEEDS[1]) for name in alone]
    return [name for name in first if any(run.get(name, first[name]) != first[name] for run in runs)]


def main() -> None:
    """Print the digests of the cases named."""
    from detente.coding import code_document

    cases = {case.id: case for case in read_cases()}
    for name, digest in digests((cases[name] for name in sys.argv[1:]), code_document).items():
        print(f"{name}\t{digest}")


if __name__ == "__main__":
    main()
