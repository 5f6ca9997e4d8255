"""What of two actors changed since an edition or a day, in words and as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.record import Record
    from detente.record.editions.comparing import Change
    from detente.record.editions.manifest import Edition
    from detente.record.editions.since import PairChanges

SHOWN = 20
WIDTH = 80
_SIGNS = {"added": "+", "changed": "~", "withdrawn": "-"}


def since_of(record: Record, words: str) -> date | Edition:
    """The edition or the day that the words mean. Raises AskError where they mean neither."""
    from detente.errors import AskError
    from detente.record.editions.finding import find_edition

    try:
        return find_edition(record.connection, record.path, words)
    except AskError:
        try:
            return date.fromisoformat(words)
        except ValueError:
            pass
        raise


def pair_to_json(found: PairChanges) -> dict[str, Any]:
    """What changed of a pair as plain values."""
    return {
        "pair": list(found.pair),
        "since": found.since,
        "unit": found.unit,
        "changes": [{**c._asdict(), "fields": list(c.fields)} for c in found.changes],
        "moved": [
            {
                "origin": m.origin,
                "month": m.month,
                "cooperation": {"then": m.cooperation[0], "now": m.cooperation[1]},
                "conflict": {"then": m.conflict[0], "now": m.conflict[1]},
            }
            for m in found.moved
        ],
    }


def tell_pair(found: PairChanges, out: IO[str]) -> None:
    """Write what changed of a pair in at most 80 columns."""
    from detente.record.names import name_of

    a, b = map(name_of, found.pair)
    since = found.since if len(found.since) == 10 else f"edition {found.since[:16]}"
    out.write(f"{a} and {b}, since {since}\n")
    if not found.changes and not found.moved:
        out.write("Nothing changed.\n")
        return
    out.writelines(change_lines(found.changes))
    if found.moved:
        out.write(f"\n{f'{found.unit}, then → now':22}{'cooperation':>14}{'conflict':>16}\n")
    else:
        out.write(f"\nNo month counts more or fewer {found.unit} than then.\n")
    for m in found.moved:
        good, bad = (f"{then} → {now}" if then != now else str(now) for then, now in (m.cooperation, m.conflict))
        out.write(f"{m.month}  {m.origin[:12]:<12}{good:>16}{bad:>16}\n")


def change_lines(found: Sequence[Change]) -> Iterator[str]:
    """The first changes of each table, each in one line of at most 80 signs, with why."""
    for table in dict.fromkeys(c.table for c in found):
        these = [c for c in found if c.table == table]
        yield f"\n{table.replace('_', ' ')}\n"
        for c in these[:SHOWN]:
            why = c.why + (f": {', '.join(c.fields)}" if c.fields and table != "documents" else "")
            yield _short(f"{_SIGNS[c.change]} {c.what or c.id}{f'  ({why})' if why else ''}") + "\n"
        if len(these) > SHOWN:
            yield f"  and {len(these) - SHOWN:,} more: --format jsonl\n"


def _short(text: str) -> str:
    """At most 80 signs, none of which acts on a terminal."""
    line = "".join(c if c.isprintable() else " " for c in text)
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"
