"""The gold of events: reports written for it, and which happening each of their acts tells.

A line of `gold/a.jsonl` or `gold/b.jsonl` is a report, `events` its acts: the event, the words of the act (`trigger`),
its `type`, `source` and `target` as codes or names, and where they are not plain `modality` and `historical`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from detente.actors.tables import load as load_actors
from detente.coding import code_document
from detente.coding.clause import Clause
from detente.coding.finishing import with_id
from detente.coding.numbers import numbers_of
from detente.errors import AskError
from detente.language import analyse
from detente.ontology import load as load_ontology
from detente.reading import read_text
from detente.record.names import code_of
from detente.values import Actor, Coding, Document, Party, Sentence, Span
from detente.when import find_times, timing
from detente.where import choose, countries_of, find_places

FOLDER = Path(__file__).parent / "gold"
HALVES = ("a", "b")
_CODE = re.compile(r"[A-Z0-9]{2,}")
_TOGETHER = frozenset({"CONSULT", "COOPERATE"})


class Told(NamedTuple):
    """A coding with the event that it tells by the gold; None where the gold has no act at its words."""

    document: Document
    coding: Coding
    event: str | None


class Report(NamedTuple):
    """A report as read and analysed, with its acts by the gold."""

    document: Document
    sentences: tuple[Sentence, ...]
    acts: tuple[dict[str, Any], ...]


def reports_of(half: str) -> Iterator[Report]:
    """The reports of a half."""
    for line in (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = read_text(
            row["text"],
            id=row["id"],
            title=row["title"],
            published=date.fromisoformat(row["published"]),
            outlet=row["outlet"],
        )
        yield Report(document, tuple(analyse(document)), tuple(row["events"]))


def told_by_gold(report: Report) -> list[Told]:
    """The gold's own triggers, types and parties as codings; days, places and numbers found by the program.

    Acts of one trigger and type ("Washington and Seoul" as two targets) are one coding, as the program codes them.
    """
    document, sentences, _ = report
    times, setting = find_times(sentences, document), countries_of(sentences, document)
    found = []
    for at, rows in _grouped(report):
        trigger = Span(at, at + len(rows[0]["trigger"]))
        sentence = next(s for s in sentences if s.start <= at < s.end)
        words = sentence.words_of(*trigger)
        head = sentence.head_of(*words) if words else 0
        kind = rows[0]["type"]
        when, is_old = timing(times[sentence.index], sentence, head, document, future=kind == "AGREE")
        where = choose(find_places(sentence, document, setting), sentence, head)
        coding = Coding(
            id="",
            document_id=document.id,
            sentence_index=sentence.index,
            sentence=Span(sentence.start, sentence.end),
            trigger=trigger,
            type=kind,
            modes=(),
            contexts=(),
            quad=load_ontology().quad(kind),
            intensity=load_ontology().intensity(kind, ()),
            cameo=None,
            goldstein=None,
            symmetric=kind in _TOGETHER,
            source=_parties(trigger, document, (r["source"] for r in rows)),
            target=_parties(trigger, document, (r["target"] for r in rows)),
            when=when,
            historical=is_old,
            where=where,
            modality=rows[0].get("modality", "actual"),
            attribution=(),
            numbers=numbers_of(Clause(sentence, ()), head, kind),
            confidence=1.0,
        )
        found.append(Told(document, with_id(coding), rows[0]["event"]))
    return found


def told_by_program(report: Report) -> list[Told]:
    """What the program codes; a coding tells the event whose trigger it overlaps, of several the one of its type."""
    spans = [(at, at + len(rows[0]["trigger"]), rows[0]) for at, rows in _grouped(report)]
    found = []
    for coding in code_document(report.document, report.sentences):
        here = [row for start, end, row in spans if start < coding.trigger.end and coding.trigger.start < end]
        here.sort(key=lambda row: row["type"] != coding.type)
        found.append(Told(report.document, coding, here[0]["event"] if here else None))
    return found


def _grouped(report: Report) -> list[tuple[int, list[dict[str, Any]]]]:
    """The acts by where their trigger stands; the same words of two events are two places in the text, in order."""
    by_words: dict[tuple[str, str, str, str], list[dict[str, Any]]] = {}
    for act in report.acts:
        key = (act["trigger"], act["event"], act["type"], act.get("modality", "actual"))
        by_words.setdefault(key, []).append(act)
    seen: Counter[str] = Counter()
    found = []
    for (trigger, *_), rows in by_words.items():
        found.append((_place(report.document, trigger, seen[trigger]), rows))
        seen[trigger] += 1
    return found


def _place(document: Document, trigger: str, nth: int) -> int:
    """Where the nth of these words stands, headline first."""
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(trigger)}(?!\w)", document.text)]
    found = found or [m.start() for m in re.finditer(re.escape(trigger), document.text)]
    if not found:
        raise SystemExit(f"{document.id}: “{trigger}” is not in the text")
    return found[min(nth, len(found) - 1)]


def _parties(trigger: Span, document: Document, names: Iterator[str | None]) -> tuple[Party, ...]:
    words = trigger.of(document.text)
    return tuple(Party(words, *trigger, _actor(n), "text") for n in dict.fromkeys(names) if n is not None)


@cache
def _actor(name: str) -> Actor:
    """A code or a name of the gold as an actor: "KEN", "HOUTHI" (of Yemen), "Kenyan traders" (nobody's code)."""
    lands = {row.code: row.country for row in load_actors().rows("group") if row.code}
    if _CODE.fullmatch(name):
        is_state = len(name) == 3 and name not in lands and name not in {"UNO", "IGO"}
        return Actor(name, name, name if is_state else lands.get(name), "GOV" if is_state else None)
    try:
        country = code_of(name.split()[0])
    except AskError:
        country = None
    return Actor(name, None, country, None)


def events_of(told: Sequence[Told]) -> dict[str, list[Told]]:
    """The codings by event, those of none left out."""
    found: dict[str, list[Told]] = {}
    for one in told:
        if one.event is not None:
            found.setdefault(one.event, []).append(one)
    return found
