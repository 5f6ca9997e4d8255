"""The events of a record's reports taken out: rows, JSON, places, acts of a graph, and the codings that tell each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from detente.exchange.out.graph import Act, Node, node
from detente.exchange.out.lines import Feature
from detente.exchange.out.naming import Naming
from detente.exchange.out.options import Options
from detente.exchange.out.quoting import cut, quoted_part
from detente.record.merging import Event, Told, corrections_of, iter_events, told_of
from detente.record.merging.flat import dyads_of, to_json, to_rows

if TYPE_CHECKING:
    from detente.record import Ask, Record
    from detente.values import Actor

EventTold = tuple[Event, list[Told]]


def iter_told(record: Record, ask: Ask, naming: Naming) -> Iterator[EventTold]:
    """The events that answer, in order of their days, with the codings that tell each; reports by their names."""
    for number, event in iter_events(record.connection, ask):
        yield event, [naming.telling(told) for told in told_of(record.connection, number)]


def event_rows(found: Iterable[EventTold]) -> Iterator[dict[str, Any]]:
    """The flat form, one row a dyad, with the ids of the codings that tell the event."""
    for event, told in found:
        ids = ";".join(dict.fromkeys(t.id for t in told))
        for row in to_rows(event):
            yield row | {"coding_ids": ids}


def member_rows(found: Iterable[EventTold], options: Options) -> Iterator[dict[str, Any]]:
    """One row for each coding of each event: which sentence of which report tells it."""
    for event, told in found:
        for t in told:
            yield {
                "event_id": event.id,
                "document_id": t.document,
                "coding_id": t.id,
                "published": t.published.isoformat() if t.published else None,
                "outlet": t.outlet,
                "url": t.url,
                "type": t.type,
                "modality": t.modality,
                "historical": t.historical,
                "standing": t.standing,
                "score": t.score,
                "sentence_index": t.sentence_index,
                **_spans(t),
                **_words(t, options),
            }


def event_objects(record: Record, found: Iterable[EventTold], options: Options) -> Iterator[Mapping[str, Any]]:
    """The JSON of each event; of its codings the places of sentence and trigger, and the words if asked for."""
    for event, told in found:
        made = to_json(event, told, corrections_of(record.connection, event.id))
        for one, t in zip(made["codings"], told, strict=True):
            one |= {"sentence_index": t.sentence_index, **_spans(t), **_words(t, options)}
        yield made


def event_features(found: Iterable[EventTold]) -> Iterator[Feature]:
    """Each event with its place, if it has one; several parties in one role are joined by ;."""
    for event, told in found:
        [row, *_] = to_rows(event)
        shared = {k: v for k, v in row.items() if not k.startswith(("source_", "target_")) and k not in _PLACED}
        told_ids = ";".join(dict.fromkeys(t.id for t in told))
        where = event.where
        facts = {
            "event_id": event.id,
            **_side("source", event.source),
            **_side("target", event.target),
            **shared,
            "precision": where.precision if where else None,
            "coding_ids": told_ids,
        }
        yield Feature(event.id, where.lat if where else None, where.lon if where else None, facts)


def event_acts(found: Iterable[EventTold]) -> Iterator[Act]:
    """The dyads of the events, each two actors of an event once."""
    for event, _ in found:
        first, last = (event.when.first_day, event.when.last_day) if event.when is not None else (None, None)
        for a, b in dict.fromkeys((_node(source), _node(target)) for source, target in dyads_of(event)):
            yield Act(a, b, event.quad, event.intensity, event.symmetric, first, last, None, event.n_reports)


_PLACED = frozenset({"lat", "lon", "place_precision"})


def _node(actor: Actor | None) -> Node | None:
    return None if actor is None else node(actor.name, actor.code, actor.country, actor.sector)


def _side(side: str, actors: Iterable[Actor]) -> dict[str, str | None]:
    known = tuple(actors)
    return {
        f"{side}_{name}": ";".join(dict.fromkeys(v for a in known if (v := getattr(a, name)) is not None)) or None
        for name in ("name", "code", "country", "sector")
    }


def _spans(told: Told) -> dict[str, int]:
    return {
        "sentence_start": told.sentence_at.start,
        "sentence_end": told.sentence_at.end,
        "trigger_start": told.trigger_at.start,
        "trigger_end": told.trigger_at.end,
    }


def _words(told: Told, options: Options) -> dict[str, str | None]:
    if not options.with_text:
        return {"trigger": None, "sentence": None}
    return {
        "trigger": cut(told.trigger, options.quote_length),
        "sentence": quoted_part(told.sentence, told.sentence_at, told.trigger_at, options.quote_length),
    }
