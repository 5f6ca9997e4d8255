"""What a report has told so far, for the sentences that lean on it: who did the last deed, who hosts whom."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.act import Act
from detente.coding.clause import Clause
from detente.coding.parties import identity
from detente.ontology import Ontology
from detente.values import Actor, Coding, Document, Mention, Party

_DEEDS = {"ASSAULT", "MOBILIZE", "SANCTION", "COERCE", "RETREAT", "AID", "COOPERATE", "CONCEDE", "PROTEST", "THREATEN"}
_BACK = 3
"""How many sentences back a party that is left unsaid is looked for."""


_NO_DOER = frozenset({"agency", "modifier", "person", "title", "apposition"})
"""A named officer is who spoke of it, more often than who did it."""


class Memory:
    """The codings of a document, in the order of reading, and what is asked of them. One per document."""

    def __init__(self, document: Document, ontology: Ontology) -> None:
        self.document = document
        self._like = ontology.like
        self.codings: list[Coding] = []
        self._before: list[tuple[Mention, ...]] = []
        self._hosts: dict[str, Party] = {}

    def close(self, mentions: tuple[Mention, ...]) -> None:
        """A sentence with these mentions has been read."""
        self._before.append(mentions)

    def add(self, codings: list[Coding]) -> None:
        """Codings of a sentence, as they stay."""
        self.codings += codings

    @property
    def tells_assault(self) -> bool:
        """Whether the report has told an assault before."""
        return any(self._like(c.type) == "ASSAULT" for c in self.codings)

    def host_of(self, guest: Actor) -> Party | None:
        """Whom the guest was told to visit, or who received him."""
        host = self._hosts.get(identity(guest))
        return None if host is None else _via(host, "host")

    def doer_before(self, clause: Clause, modes: tuple[str, ...]) -> tuple[Party, ...]:
        """Who did what a passive leaves open: the court, or police, named in the clause or shortly before.

        "Three officers were found guilty" (by the court of the sentence before); "was released"
        """
        sectors = ("JUD",) if "convict" in modes else ("COP", "MIL") if {"arrest", "release"} & set(modes) else ()
        for row in (clause.mentions, *reversed(self._before[-_BACK:])):
            for m in reversed(row):
                for a in m.actors:
                    if a.sector in sectors and m.via not in _NO_DOER:
                        return (Party(m.text, m.start, m.end, a, "doer before"),)
        return ()

    def last_target(self, sentence: int, source: tuple[Party, ...]) -> tuple[Party, ...]:
        """The state that the sentences just before tell a hostile act against, for an act that must have a target.

        "France had suspended development aid", told after "ECOWAS closed the borders with Niger"
        """
        own = {p.actor.country or p.actor.name for p in source}
        for c in reversed(self.codings):
            if c.sentence_index < sentence - _BACK:
                break
            if (
                c.quad > 2
                and c.target
                and not c.symmetric
                and not own & {p.actor.country or p.actor.name for p in c.target}
                and all(p.actor.code and p.actor.sector == "GOV" for p in c.target)
            ):
                return tuple(_via(p, "text before") for p in c.target)
        return ()

    def target_of(
        self, clause: Clause, act: Act, kind: str, quad: int, source: tuple[Party, ...], here: list[Coding]
    ) -> tuple[Party, ...]:
        """A target that the clause leaves to the text before it; `here` are the codings of its own sentence.

        "condemned the blasts and imposed sanctions"   the target of what the same source did just before
        "Britain criticised the tests", "praised it"   whoever did the last deed that is told
        """
        mine = {identity(p.actor) for p in source}
        if quad > 2:
            for c in reversed(here):
                if c.target and c.quad > 2 and {identity(p.actor) for p in c.source} == mine and not c.symmetric:
                    return tuple(_via(p, "coordination") for p in c.target)
        protests = self._like(act.type or "") == "PROTEST"
        judges = act.frame.op in ("CRITICISE", "PRAISE") or protests
        if not judges or self._like(kind) not in ("ACCUSE", "SUPPORT"):
            return ()
        heads = [clause.tokens[s.head] for s in act.slots if s.role in ("ARG1", "ARG2") and s.head not in act.agents]
        if not protests and not any(h.upos in ("NOUN", "PRON", "VERB") for h in heads):
            return ()
        own = {p.actor.country or p.actor.name for p in source}
        stems = {h.lemma.lower()[:5] for h in heads}
        told = (c for c in (*self.codings, *here) if c.modality == "actual" and not c.historical)
        deeds = [c for c in told if self._like(c.type) in _DEEDS]
        deeds = [c for c in deeds if not own & {p.actor.country or p.actor.name for p in c.source}]
        same = [c for c in deeds if c.trigger.of(self.document.text).lower()[:5] in stems]
        for c in same[-1:] or deeds[:1]:  # the deed of the same word, else the one that the report begins with
            return tuple(_via(p, "event") for p in c.source)
        return ()

    def note_host(self, coding: Coding) -> None:
        """The host of a visitor: whom a visit names, or the state among those who meet in whose land they do."""
        if self._like(coding.type) != "CONSULT" or coding.modality != "actual":
            return
        if "visit" in coding.modes and coding.target and not coding.symmetric:
            for p in coding.source:
                self._hosts[identity(p.actor)] = coding.target[0]
        elif coding.where is not None and coding.where.country:
            land, everyone = coding.where.country, coding.source + coding.target
            hosts = [p for p in everyone if p.actor.country == land]
            guests = [p for p in everyone if p.actor.country != land]
            for p in guests if hosts else ():
                self._hosts[identity(p.actor)] = hosts[0]


def points_back(clause: Clause, act: Act) -> bool:
    """Whether what is praised or criticised is only pointed at ("praised it"): an event, no actor."""
    return act.frame.op in ("CRITICISE", "PRAISE") and any(
        s.role in ("ARG1", "ARG2") and clause.tokens[s.head].text.lower() in ("it", "this", "that", "these", "those")
        for s in act.slots
    )


def _via(party: Party, how: str) -> Party:
    return replace(party, via=how)
