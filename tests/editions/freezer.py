"""A process that freezes a record again and again, under new names, until it is killed."""

from __future__ import annotations

import sys

from detente.record import Record

if __name__ == "__main__":
    with Record.open(sys.argv[1], create=False) as opened:
        number = 0
        while True:
            print(opened.freeze(f"{sys.argv[2]}-{number}").edition.id, flush=True)
            number += 1
