"""A process that exports one question's answer and then another's, again and again, until it is killed."""

from __future__ import annotations

import sys

from detente.exchange.out import export
from detente.record import Ask, Record

if __name__ == "__main__":
    with Record.open(sys.argv[1], create=False) as opened:
        round_ = 0
        while True:
            export(opened, sys.argv[2], sys.argv[3], Ask(limit=30 if round_ % 2 else 20))  # type: ignore[arg-type]
            print(round_, flush=True)
            round_ += 1
