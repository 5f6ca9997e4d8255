"""The events behind a number: imported acts by name, and what reports read here tell, with its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from detente.record import Ask, Record
from detente.record.asking import codings_at
from detente.record.merging import iter_events, merge_if_free
from detente.record.merging.flat import dyads_of
from detente.record.store import trouble
from detente.relations.values import OWN, Act, Side, Unit
from detente.values import STATE_SECTORS, Actor, Coding, Document

Dyad = tuple[Actor | None, Actor | None]

_ACTS = """
    SELECT i.day, s.name, t.name, coalesce(i.cameo, i.type), i.quad <= 2, i.goldstein,
        count(DISTINCT i.event_key)
    FROM filed_actors s JOIN imported i ON i.source = s.actor JOIN filed_actors t ON t.actor = i.target
    WHERE i.origin = :origin AND i.twin_of IS NULL AND i.is_counted AND i.day BETWEEN :first AND :last AND {dyads}
    GROUP BY 1, 2, 3, 4
"""


def dyad_condition(source: str, target: str, *, both_ways: bool = False) -> tuple[str, dict[str, str]]:
    """SQL for rows of `imported i` between actors `s` and `t` (tables filed_actors), and what it binds.

    A code with a sector ("THA:CVL") asks for acts inside its country, where a bare code is the state. A visit filed by
    the host (043) is the guest's act. With `both_ways` a symmetric act filed the other way round belongs to it too.
    """
    inside = source.split(":")[0] == target.split(":")[0]
    forward = f"{_party('s', 'a', source, inside)} AND {_party('t', 'b', target, inside)}"
    backward = f"{_party('t', 'a', source, inside)} AND {_party('s', 'b', target, inside)}"
    values = {"a": source.split(":")[0], "b": target.split(":")[0]}
    values |= {f"{name}_sector": code.split(":")[1] for name, code in (("a", source), ("b", target)) if ":" in code}
    if not both_ways:
        return f"({forward})", values
    is_symmetric = "i.side IS NOT NULL AND coalesce(i.cameo, '') NOT IN ('042', '043')"
    return f"(({forward} AND i.cameo IS NOT '043') OR ({backward} AND (i.cameo IS '043' OR {is_symmetric})))", values


def _party(table: str, name: str, code: str, inside: bool) -> str:
    condition = f"{table}.code = :{name}"
    if ":" in code:
        return f"{condition} AND coalesce({table}.sector, 'UNK') = :{name}_sector"
    return f"{condition} AND {table}.sector IN {tuple(sorted(STATE_SECTORS))}" if inside else condition


def acts_behind(
    record: Record,
    origin: str,
    dyads: Sequence[tuple[str, str]],
    first_day: date,
    last_day: date,
    *,
    side: Side | None = None,
    limit: int = 20,
    count: Unit = "events",
) -> tuple[Act, ...]:
    """The events of the dyads in these days, those of the greatest weight and number first, then by day.

    A dyad is (source, target), by code; a symmetric act belongs to both orders of its parties. What was read here are
    events, or codings by `count`; each carries its sentence (of an event the plainest) and the title of its document.
    """
    if origin == OWN:
        asked = [
            Ask(pair=d, first_day=first_day, last_day=last_day, modality="actual", historical=False) for d in dyads
        ]
        with trouble(record.path):
            if count == "events":
                merge_if_free(record.connection)
            found = [act for ask in asked for act in (_told if count == "events" else _coded)(record, ask)]
    else:
        found = list(_filed(record, origin, dyads, first_day, last_day))
    seen: dict[tuple[object, ...], Act] = {}
    for act in found:  # of a pair asked both ways, a symmetric act is found twice
        seen.setdefault((act.day, act.source, act.target, act.act, act.sentence), act)
    wanted = [act for act in seen.values() if side is None or act.is_cooperation == (side == "cooperation")]
    wanted.sort(key=lambda act: (-_heaviness(act), act.day, act.source, act.target, act.act))
    return tuple(wanted[:limit])


def _heaviness(act: Act) -> float:
    # a statement that weighs nothing still is an event
    return act.n * max(0.5, abs(act.weight or 0.0))


def _filed(
    record: Record, origin: str, dyads: Sequence[tuple[str, str]], first_day: date, last_day: date
) -> Iterable[Act]:
    from detente.exchange.cameo import codes

    names = codes()
    for a, b in dyads:
        condition, values = dyad_condition(a, b, both_ways=True)
        values |= {"origin": origin, "first": first_day.isoformat(), "last": last_day.isoformat()}
        with trouble(record.path):
            rows = record.connection.execute(_ACTS.format(dyads=condition), values).fetchall()
        for day, source, target, cameo, is_cooperation, goldstein, n in rows:
            name = names[cameo].name if cameo in names else cameo
            yield Act(
                *(date.fromisoformat(day), origin, source, target, a, b),
                *(name, cameo if cameo[:1].isdigit() else None, bool(is_cooperation), goldstein, n),
            )


def _coded(record: Record, ask: Ask) -> Iterable[Act]:
    for document, coding in record.codings(ask):
        if coding.when is not None and ask.pair is not None:
            yield from _acts_of(document, coding, coding.when.first_day, actors_of(coding), ask.pair)


def _told(record: Record, ask: Ask) -> Iterable[Act]:
    for _, event in iter_events(record.connection, ask):
        if event.when is not None and ask.pair is not None:
            [(document, coding)] = codings_at(record.connection, [event.face])
            yield from _acts_of(document, coding, event.when.first_day, dyads_of(event), ask.pair)


def _acts_of(
    document: Document, coding: Coding, day: date, dyads: Iterable[Dyad], pair: tuple[str, str]
) -> Iterable[Act]:
    for source, target in dyads:
        codes = (source and source.code, target and target.code)
        if source and target and (codes == pair or (coding.symmetric and codes == pair[::-1])):
            yield Act(
                *(day, OWN, source.name, target.name, source.code or "", target.code or "", coding.type),
                *(coding.cameo, coding.quad <= 2, coding.goldstein, 1),
                *(" ".join(coding.sentence.of(document.text).split()), document.title or document.id),
            )


def actors_of(coding: Coding) -> list[Dyad]:
    """The dyads of a coding as actors."""
    return [(s.actor if s else None, t.actor if t else None) for s, t in coding.dyads()]
