"""What owners say of those they own: "its leader X", "Trump's adviser", "his Iranian counterpart", "his son Joseph"."""

from __future__ import annotations

from datetime import date

from detente.actors.backward import Backward, Resolved
from detente.actors.describing import Description, State, describe
from detente.actors.kinsfolk import sector_by, told_by
from detente.actors.phrases import Phrase
from detente.actors.prepare import Prepared
from detente.actors.register import Person
from detente.actors.rows import Body
from detente.actors.scan import Scanned
from detente.actors.words import RULERS
from detente.values import STATE_SECTORS, Actor


class Owners:
    """Questions about the owners of phrases of one document."""

    def __init__(self, prepared: Prepared, names: dict[str, str], day: date | None) -> None:
        self.prepared, self.names, self.day = prepared, names, day

    def note_kin(self, found: Scanned, phrase: Phrase, person: Person, backward: Backward) -> None:
        """ "His son Joseph": of the state of the father, where nothing else is known of him."""
        told, number = told_by(found, phrase), found.tree.sentence.index
        if told is None or person.spells or person.actor(number, self.day, self.names).country is not None:
            return
        owners = backward.resolve_at(told.owner)
        state = self.state_of(owners[0]) if len(owners) == 1 else None
        if state is not None:
            person.facts.append((number, Description((state,), sector_by(told, owners[0]), None)))

    def owned(
        self, phrase: Phrase, backward: Backward, resolved: Resolved, person: Person | None
    ) -> Description | None:
        """What "its leader X", "Trump's adviser X", "his Iranian counterpart X" say beyond their own words."""
        said = describe(phrase, self.names)
        known = person.actor(0, self.day, self.names).country if person is not None else None
        owners = backward.owner(phrase, resolved, known)
        if phrase.counterpart:
            other = backward.other_party(phrase, owners)
            if other is not None:
                return Description(said.states, said.sector or other.sector, said.role or other.role)
            return said if said.states else None
        if said.states or said.org or not owners:
            return None
        states = tuple(dict.fromkeys(self.state_of(a) for a in owners))
        sector, first = said.sector, owners[0]
        role = said.role
        if first.code is not None and first.country is None and first.role is None:  # "NATO … its spokesman"
            body = Body(first.code, first.name, (), first.sector, None, "igo")
            return Description((), first.sector, role, body)
        is_rule = phrase.roles[-1].role is not None and phrase.roles[-1].role.phrase in RULERS
        if sector == "GOV" and first.sector not in (None, "ELI") and not phrase.former and not is_rule:
            sector = first.sector  # "the spokesman of the army"
        elif sector == "MIL" and first.sector == "BUS":
            sector = "LAB"  # an airline's pilots
        elif phrase.roles[-1].role is not None and phrase.roles[-1].role.phrase == "deputy" and first.role is not None:
            sector = "GOV" if first.sector == "ELI" else first.sector or sector
            role = f"deputy {first.role.removeprefix('former ')}"  # "his deputy": no member of a parliament
        return Description(tuple(s for s in states if s is not None), sector, role)

    def state_of(self, actor: Actor) -> State | None:
        """The state that an actor belongs to, by the tables or the text; None for none."""
        if actor.country is not None:
            part = "PRE" if actor.sector == "PRE" else None
            if actor.code is None and actor.sector in STATE_SECTORS:
                part = "region"
            return State(self.names.get(actor.country, actor.country), actor.country, part)
        if actor.sector == "GOV" and actor.role is None:
            return State(actor.name, None)
        return self.prepared.state_of_person(actor.name)
