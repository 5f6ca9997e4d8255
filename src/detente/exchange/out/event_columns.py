"""The columns of the tables of events: what happened, a row a dyad, and which codings of which reports tell it."""

from __future__ import annotations

from detente.exchange.out.columns import CODINGS, Column
from detente.record.merging.flat import COLUMNS

_CODED = {column.name: column for column in CODINGS}
_OWN = {
    column.name: column
    for column in (
        Column("event_id", "text", "The event; one with several dyads has several rows."),
        Column("type", "text", "What was done: the type that most of its reports have."),
        Column("date_implicit", "truth", "No report says the day: that of the first report."),
        Column("historical", "truth", "No report tells of it as news."),
        Column("dead", "whole", "Persons dead, by the last report that gives a number; so the next three."),
        Column("codings", "whole", "Codings that tell it."),
        Column("reports", "whole", "Reports that tell it, copies too."),
        Column("texts", "whole", "Distinct texts among them: copies and near-duplicates count once."),
        Column("outlets", "whole", "Outlets they are from."),
        Column("first_report", "day", "First day of publication."),
        Column("last_report", "day", "Last day of publication."),
        Column("confidence", "number", "0 to 1: how sure the coder is of the coding that tells it most plainly."),
    )
}
EVENTS: tuple[Column, ...] = (
    *(_OWN.get(name) or _CODED[name] for name in COLUMNS),
    Column("coding_ids", "text", "The codings that tell it, joined by ;."),
)
"""The flat form: one row a dyad of each event."""

EVENT_CODINGS: tuple[Column, ...] = (
    Column("event_id", "text", "The event."),
    Column("document_id", "text", "The report that tells it."),
    Column("coding_id", "text", "Its coding there."),
    *(_CODED[name] for name in ("published", "outlet", "url")),
    Column("type", "text", "What was done, as this coding has it."),
    Column("modality", "text", "Of the act, as this coding has it."),
    Column("historical", "truth", "Told as history by this coding."),
    Column("standing", "text", "founds: it makes the event; attached: it denies or only imagines it."),
    Column("score", "number", "How well it matches the event's other codings: above 0 more likely than not."),
    Column("sentence_index", "whole", "The sentence's place in the report, from 0."),
    Column("sentence_start", "whole", "Its first code point in the report's text, from 0."),
    Column("sentence_end", "whole", "The one after its last."),
    Column("trigger_start", "whole", "First code point of the words that name the act."),
    Column("trigger_end", "whole", "The one after their last."),
    _CODED["trigger"],
    _CODED["sentence"],
)
"""Which sentence of which report tells an event, one row a coding."""
