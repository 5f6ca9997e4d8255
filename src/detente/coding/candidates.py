"""Who may be the source, or the target, of an act, with the signs that speak for each.

Named in the sentence, told of before, much named in the report, or implied: all are weighed together (`choosing`),
because the best mention of a sentence is often a worse answer than whom the sentence before told of, or than nobody.
Signs say nothing of which state or person it is, only how it stands in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from detente.coding.around import NOBODY
from detente.coding.clause import Clause
from detente.coding.grammar import GRAMMAR, grammar_of
from detente.coding.learned import Read, Side, log_odds
from detente.coding.parties import identity, usable
from detente.values import Actor, Coding, Mention, Party

Role = Literal["source", "target"]
Signs = dict[str, float]
_LEAST = 0.006
"""Shares nearer to 0 or 1 count as this far from it."""
_BACK = 4
"""Codings before of which the parties are thought of."""
_OFTEN = 5
"""Actors that a report names most that are thought of."""
_SEEN, _MOST = 0.02, 4
"""Whom the heads see in the role from this probability on is thought of, of so many likeliest those of other sentences
whom nothing else offers."""
_STEPS = 4
"""Words between a trigger and a mention in the tree from which on their way is just long."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer: its parties (none: nobody), the mention where it is one of the sentence, and the signs for it."""

    parties: tuple[Party, ...]
    mention: Mention | None
    signs: Signs


@dataclass(frozen=True, slots=True)
class Named:
    """How often a report names each actor, by identity; and who of them stands in its headline."""

    counts: Mapping[str, int]
    total: int
    most: tuple[str, ...]
    """Whom it names most, the first first."""
    actors: Mapping[str, Actor]
    headline: frozenset[str]

    @classmethod
    def of(cls, rows: Iterable[tuple[bool, Sequence[Mention]]]) -> Named:
        """Of the mentions of each sentence, with whether it is a headline."""
        counts: Counter[str] = Counter()
        actors: dict[str, Actor] = {}
        headline = set()
        for is_headline, mentions in rows:
            for a in (a for m in mentions if m.via not in ("agency", "place-name") for a in m.actors):
                key = identity(a)
                counts[key] += 1
                actors.setdefault(key, a)
                if is_headline:
                    headline.add(key)
        most = sorted(counts, key=lambda k: -counts[k])[:_OFTEN]
        return cls(counts, counts.total(), tuple(most), actors, frozenset(headline))

    def share(self, actor: Actor) -> float:
        """The share of all the report's mentions that name this actor."""
        return self.counts.get(identity(actor), 0) / max(1, self.total)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose role is asked for, of which reading, and what the report has told so far."""

    role: Role
    read: Read
    clause: Clause
    others: Sequence[Read]
    """All readings of the sentence."""
    rules: tuple[Party, ...]
    """The rules' parties in this role."""
    told: Sequence[Coding]
    """Codings of the sentences before."""
    named: Named
    implied: tuple[Party, ...] = ()
    """Who does what only a state's authorities can do, where the role is that of the source."""
    source: tuple[Party, ...] = ()
    """The source that was chosen, where the target is asked for."""

    @property
    def side(self) -> Side:
        """What the heads say of the role."""
        return self.read.source if self.role == "source" else self.read.target


def candidates(asked: Asked) -> list[Candidate]:
    """Every answer that is thought of, nobody first."""
    gather = _Gather(asked)
    gather.nobody()
    gather.named()
    gather.nouns()
    gather.by_rules()
    gather.implied()
    gather.in_window()
    gather.told()
    gather.often()
    return gather.found


def party_of(mention: Mention, actor: Actor) -> Party:
    """The mention as a party."""
    return Party(mention.text, mention.start, mention.end, actor, mention.via)


def overlaps(words: Mention | Party, others: Iterable[Mention | Party]) -> bool:
    """Whether the words of a mention or a party are, in part, those of one of the others."""
    return any(words.start < o.end and o.start < words.end for o in others)


class _Gather:
    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.found: list[Candidate] = []
        self.shares = asked.read.whose.side(asked.role) if asked.read.whose else NOBODY
        read, clause = asked.read, asked.clause
        self.column = 0 if asked.role == "source" else 1
        self.absent = _logit(asked.side.absent)
        self.mentions = [m for m in clause.mentions if m.via != "place-name" and usable(m, modifier=True)]
        self.best = max((read.mean(self.column, m) for m in self.mentions), default=0.0)
        self.source_ids = {identity(p.actor) for p in asked.source}
        self.source_lands = {p.actor.country for p in asked.source} - {None}
        self.seen: set[str] = set()
        proposed = read.proposed.coding if read.proposed else None
        self.agreed = proposed.confidence if proposed is not None and proposed.type == read.type else None
        """How direct the rules' reading is, where it is of the same type."""

    def add(self, parties: Iterable[Party], mention: Mention | None, signs: Signs) -> None:
        own = tuple(parties)
        kind = self.asked.read.type
        for name in ("far", "nobody"):
            if name in signs:
                signs[f"{name}, {kind}"] = 1.0
        self.found.append(Candidate(own, mention, signs))
        self.seen |= {identity(p.actor) for p in own}

    def nobody(self) -> None:
        """Signs that the role is left open."""
        asked, read = self.asked, self.asked.read
        token = asked.clause.tokens[read.word]
        signs = {
            "nobody": 1.0,
            "nobody: absent": self.absent,
            "nobody: best": _logit(self.best),
            "nobody: mutual": _logit(read.symmetric),
            "nobody: in window": self._odds(self.shares.nobody),
        }
        start, end = asked.clause.sentence.start, asked.clause.sentence.end
        for name, holds in (
            ("rules have one", bool(asked.rules)),
            ("rules have one here", any(start <= p.start < end for p in asked.rules)),
            ("rules have none", read.proposed is not None and not asked.rules),
            ("noun", token.upos in ("NOUN", "PROPN")),
            ("known", read.known),
            ("headline", asked.clause.sentence.part != "body"),
            ("implied", bool(asked.implied)),
            ("no mention", not self.mentions),
        ):
            if holds:
                signs[f"nobody: {name}"] = 1.0
        signs[f"nobody: {read.type}, {token.lemma.lower()}"] = 1.0
        self._agree(signs, "nobody: rules have one" if asked.rules else "nobody: rules have none")
        signs |= {f"nobody: mode {m}": 1.0 for m in read.modes}
        self.add((), None, signs)

    def named(self) -> None:
        """The mentions of the sentence."""
        asked, read, clause = self.asked, self.asked.read, self.asked.clause
        ranges = grammar_of(clause, read.word)
        other_rules = _rules_of_other_role(asked)
        for m in self.mentions:
            if overlaps(m, asked.source):
                continue
            actor = m.actors[0]
            mean = read.mean(self.column, m)
            signs = {
                "here": 1.0,
                "mean": _logit(mean),
                "head": _logit(read.at(self.column, m.head)),
                "beside best": _logit(mean) - _logit(self.best),
                "in window": self._odds(self.shares.of(m)),
                "in window, actor": self._in_window(actor),
                "in window, land": self._of_land(actor),
                "here: nobody": self._odds(self.shares.nobody),
                "other role": _logit(read.mean(1 - self.column, m)),
                "speaker": _logit(read.mean(2, m)),
                "here: absent": self.absent,
                "distance": min(abs(m.head - read.word), 30) / 10,
                "named": asked.named.share(actor),
                "told before": self._pairs(actor),
                f"via {m.via}": 1.0,
                f"tag {clause.tokens[m.head].upos}": 1.0,
                f"sector {actor.sector}": 1.0,
                f"sector {actor.sector}, {read.type}": 1.0,
                f"case {clause.case(m.head)}": 1.0,
                f"case {clause.case(m.head)}, {read.type}": 1.0,
                f"way {_way(clause, read.word, m.head)}": 1.0,
            }
            by_rules = overlaps(m, asked.rules)
            for name, holds in (
                ("best", mean >= self.best),
                ("rules", by_rules),
                ("rules have another", bool(asked.rules) and not by_rules),
                ("rules' other role", overlaps(m, other_rules)),
                ("no land", not actor.country and not actor.code),
                ("before", m.head < read.word),
                ("several", len(m.actors) > 1),
                ("in headline", identity(actor) in asked.named.headline),
                *((f"grammar {GRAMMAR[i]}", any(a <= m.head < b for a, b in r)) for i, r in enumerate(ranges)),
            ):
                if holds:
                    signs[name] = 1.0
            if by_rules or asked.rules:
                self._agree(signs, "rules" if by_rules else "rules have another")
            signs |= self._in_other_acts(m)
            self._beside_source(signs, actor)
            self.add((party_of(m, a) for a in m.actors), m, signs)

    def nouns(self) -> None:
        """Nouns outside of all mentions that the heads see in the role."""
        for m in self.asked.side.mentions:
            if m in self.mentions or overlaps(m, self.asked.source):
                continue
            actor, mean = m.actors[0], self.asked.read.mean(self.column, m)
            signs = {"noun": 1.0, "mean": _logit(mean), "here: absent": self.absent, f"noun via {m.via}": 1.0}
            signs["beside best"] = _logit(mean) - _logit(self.best)
            if not actor.country and not actor.code:
                signs["no land"] = 1.0
            self.add((party_of(m, a) for a in m.actors), m, signs)

    def by_rules(self) -> None:
        """The rules' parties from outside of the sentence."""
        for p in self.asked.rules:
            if not overlaps(p, self.mentions):
                signs = {"by rules": 1.0, f"by rules, {p.via}": 1.0, "by rules: absent": self.absent}
                signs |= self._window(p.actor)
                signs["by rules: best"] = _logit(self.best)
                self._agree(signs, "by rules")
                self._beside_source(signs, p.actor)
                self.add((p,), None, signs)

    def implied(self) -> None:
        """Court, police or state that a verdict or an arrest implies."""
        for p in self.asked.implied:
            signs = {"implied": 1.0, f"implied, {p.via}": 1.0, "implied: best": _logit(self.best)}
            signs |= {"implied: absent": self.absent, **{f"implied: mode {m}": 1.0 for m in self.asked.read.modes}}
            signs |= self._window(p.actor)
            self.add((p,), None, signs)

    def in_window(self) -> None:
        """Whom the heads see as the party in other sentences."""
        shares = self.shares.by_actor
        likeliest = sorted((k for k in shares if shares[k] >= _SEEN), key=lambda k: -shares[k])[:_MOST]
        for rank, key in enumerate(likeliest):
            mention = self.shares.best[key]
            actor = mention.actors[0]
            away = mention.sentence - self.asked.clause.sentence.index
            if away == 0 or self._is_known(actor) or not usable(mention, modifier=True):
                continue
            signs = self._far(actor)
            signs |= {"seen": 1.0, f"seen {rank}": 1.0, f"seen, sector {actor.sector}": 1.0}
            signs |= {f"seen via {mention.via}": 1.0, f"seen, {self.asked.read.type}": 1.0}
            via = "text before" if away < 0 else "text after"
            self.add((replace(party_of(mention, actor), via=via),), None, signs)

    def told(self) -> None:
        """The parties of the codings before."""
        asked, read = self.asked, self.asked.read
        number = asked.clause.sentence.index
        for back, coding in enumerate(reversed(asked.told[-_BACK:])):
            for role, parties in (("source", coding.source), ("target", coding.target)):
                for p in parties[:1]:
                    if self._is_known(p.actor):
                        continue
                    signs = self._far(p.actor)
                    signs |= {
                        f"told {role}": 1.0,
                        f"told {role} {back}": 1.0,
                        "told: gap": min(number - coding.sentence_index, 5) / 5,
                        f"told {role}, {coding.type} then {read.type}": 1.0,
                    }
                    if coding.type == read.type:
                        signs[f"told {role}: same type"] = 1.0
                    other = coding.target if role == "source" else coding.source
                    if self.source_ids & {identity(q.actor) for q in other}:
                        signs[f"told {role}: by the source" if role == "target" else "told source: to it"] = 1.0
                    self.add((Party(p.text, p.start, p.end, p.actor, "text before"),), None, signs)

    def often(self) -> None:
        """Whom the report names most."""
        named = self.asked.named
        token = self.asked.clause.tokens[self.asked.read.word]
        for rank, key in enumerate(named.most):
            actor = named.actors[key]
            if self._is_known(actor):
                continue
            signs = self._far(actor)
            signs |= {"often": 1.0, f"often {rank}": 1.0, f"often, sector {actor.sector}": 1.0}
            if key in named.headline:
                signs["often: in headline"] = 1.0
            self.add((Party(token.text, token.start, token.end, actor, "report"),), None, signs)

    def _odds(self, share: float) -> float:
        """Log odds of what the heads say of the window; 0 where nobody is named in it, so that they say nothing."""
        return _logit(share) if self.asked.read.whose is not None else 0.0

    def _in_window(self, actor: Actor) -> float:
        return self._odds(self.shares.by_actor.get(identity(actor), 0.0))

    def _of_land(self, actor: Actor) -> float:
        land = actor.country or actor.code
        by_actor = self.shares.by_actor.get(identity(actor), 0.0)
        return self._odds(self.shares.by_land.get(land, 0.0) if land else by_actor)

    def _window(self, actor: Actor) -> Signs:
        """What the heads say of who is not named in the sentence."""
        return {
            "far: in window, actor": self._in_window(actor),
            "far: in window, land": self._of_land(actor),
            "far: nobody": self._odds(self.shares.nobody),
        }

    def _is_known(self, actor: Actor) -> bool:
        return identity(actor) in self.seen or identity(actor) in self.source_ids

    def _far(self, actor: Actor) -> Signs:
        signs = {"far": 1.0, "far: absent": self.absent, "far: best": _logit(self.best)}
        signs |= self._window(actor)
        signs["far: named"] = self.asked.named.share(actor)
        if not actor.country and not actor.code:
            signs["far: no land"] = 1.0
        self._agree(signs, "far: rules have one" if self.asked.rules else "far: rules have none")
        self._beside_source(signs, actor)
        return signs

    def _agree(self, signs: Signs, name: str) -> None:
        """What the rules say counts more where they read the same type, and the more, the more direct their reading."""
        if self.agreed is not None:
            signs |= {f"{name}, agreed": 1.0, f"{name}, agreed, {self.asked.read.type}": 1.0}
            signs[f"{name}, direct"] = self.agreed

    def _beside_source(self, signs: Signs, actor: Actor) -> None:
        if self.asked.role == "target":
            kind = self.asked.read.type
            if actor.country in self.source_lands:
                signs |= {"source's land": 1.0, f"source's land, {kind}": 1.0}
            if identity(actor) in self.source_ids:
                signs["the source"] = 1.0

    def _in_other_acts(self, mention: Mention) -> Signs:
        """How far the mention is a party of other acts of the sentence."""
        found = {"source of another": 0.0, "target of another": 0.0}
        for other in self.asked.others:
            if other.word != self.asked.read.word:
                for column, name in enumerate(found):
                    found[name] = max(found[name], other.any * other.mean(column, mention))
        return found

    def _pairs(self, actor: Actor) -> float:
        """1 where a coding before has the actor in this role, with the chosen source where there is one."""
        key, role = identity(actor), self.asked.role
        for c in self.asked.told:
            parties, others = (c.source, c.target) if role == "source" else (c.target, c.source)
            if any(identity(p.actor) == key for p in parties) and (
                role == "source" or self.source_ids & {identity(p.actor) for p in others}
            ):
                return 1.0
        return 0.0


def _rules_of_other_role(asked: Asked) -> tuple[Party, ...]:
    """The rules' parties in the other role."""
    if asked.read.proposed is None:
        return ()
    coding = asked.read.proposed.coding
    return coding.target if asked.role == "source" else coding.source


def _way(clause: Clause, word: int, head: int) -> str:
    """The way in the tree from a trigger to the head of a mention: "<" up, ">" down, with the relations."""
    up = [word, *clause.ancestors(word)]
    down: list[str] = []
    at = head
    while at not in up and len(down) <= _STEPS:
        down.append(clause.tokens[at].deprel.partition(":")[0])
        at = clause.tokens[at].head
        if at < 0:
            return "none"
    if at not in up or up.index(at) + len(down) > _STEPS:
        return "long"
    climbed = [f"<{clause.tokens[i].deprel.partition(':')[0]}" for i in up[: up.index(at)]]
    return "".join([*climbed, *(f">{d}" for d in reversed(down))]) or "itself"


def _logit(share: float) -> float:
    return log_odds(share, _LEAST)
