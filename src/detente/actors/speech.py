"""Whom "I", "we" and "you" mean: the one who speaks there, the state or body he speaks for, the one spoken to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from detente.actors.describing import State, make_actor, org_actor
from detente.actors.rows import Body, CountryForm
from detente.actors.sets import word_set
from detente.actors.tables import Knowledge
from detente.actors.voice import Place, Voices
from detente.actors.words import YOU
from detente.values import Actor

_WE = word_set("we us our ours ourselves")
_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?")
At = Callable[[Place], tuple[Actor, ...]]


@dataclass(frozen=True, slots=True)
class Speech:
    """The voices of a document with the body that publishes it, if its outlet is a state's or a body's own."""

    voices: Voices
    publisher: tuple[Actor, ...]
    names: dict[str, str]

    def meant_by(self, n: int, at: At, i: int, word: str) -> tuple[Actor, ...]:
        """Whom the pronoun `word` at token `i` of sentence `n` means; `at` gives who is meant at a place."""
        if word in YOU:
            place = self.voices.hearer(n, i)
            return at(place) if place is not None else ()
        place = self.voices.speaker(n, i)
        if place is None:
            return self.publisher if not self.voices.is_quoted(n, i) else ()
        actors = at(place)
        if word in _WE and not self.voices.is_quoted(n, i):
            return tuple(self._spoken_for(a) for a in actors)
        return actors

    def teller(self, n: int, at: At, i: int) -> tuple[Actor, ...]:
        """Who says the quotation in which token `i` of sentence `n` stands; () outside of one."""
        place = self.voices.speaker(n, i) if self.voices.is_quoted(n, i) else None
        return at(place) if place is not None else ()

    def _spoken_for(self, actor: Actor) -> Actor:
        """The state of an official of its government, for the "we" of a statement; anyone else speaks for his own."""
        if actor.sector != "GOV" or actor.country is None or actor.code != actor.country or actor.role is None:
            return actor
        return make_actor(
            self.names.get(actor.country, actor.name),
            State(self.names.get(actor.country, actor.country), actor.country),
            "GOV",
            None,
        )


def publisher_of(outlet: str | None, knowledge: Knowledge, names: dict[str, str]) -> tuple[Actor, ...]:
    """The ministry, department or international body whose own the outlet is ("US Department of State"), or ()."""
    words = _WORD.findall(outlet or "")
    state: State | None = None
    house: Body | None = None
    for i in range(len(words)):
        for entry in knowledge.match(words, i):
            row = entry.row
            if isinstance(row, CountryForm) and state is None:
                state = State(names.get(row.code, row.form), row.code)
            is_public = isinstance(row, Body) and row.kind != "company" and row.sector not in ("BUS", "JRN", "EDU")
            if isinstance(row, Body) and is_public and house is None:
                house = row
    if house is not None:
        return (org_actor(house),)
    is_office = bool({w.lower().rstrip(".") for w in words} & _OFFICES)
    return (make_actor(outlet or "", state, "GOV", None),) if state is not None and is_office else ()


_OFFICES = word_set(
    "department ministry government embassy cabinet presidency chancellery office council mission treasury commission "
    "agency parliament senate president mofa mfa"
)
