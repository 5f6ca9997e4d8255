"""Between whom: from a word of the sentence to the states and bodies that it names or stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.actors import Knowledge
from detente.actors.rows import CountryForm
from detente.claims.words import CROWD, PLURALS, PREFIXES
from detente.coding.clause import Clause
from detente.coding.parties import at_head
from detente.values import Actor, Document, Party, Token

_SECTORS = {None, "GOV", "MIL", "COP", "LEG", "JUD", "SPY", "REB", "PRM", "PTY"}
"""Who can have relations: states, bodies of states, armed groups; not firms, clubs or papers."""
_APART = ("possessor", "agency", "place-name", "modifier")
_FORMS = {"name", "adjective", "noun", "capital", "seat"}
_NUMBERS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4}


@dataclass(frozen=True, slots=True)
class Group:
    """Two or more actors with codes that a sentence names side by side; `head` is the word of the first."""

    sentence: int
    head: int
    parties: tuple[Party, ...]


class Scene:
    """A clause, its document and who was named side by side before: what a word for several states needs."""

    def __init__(self, clause: Clause, document: Document, knowledge: Knowledge, before: Sequence[Group]) -> None:
        self.clause, self.document, self.knowledge = clause, document, knowledge
        self.groups = groups_of(clause)
        self.before = tuple(before)

    def at(self, head: int) -> tuple[Party, ...]:
        """The actors with codes that the word and those coordinated with it name, each once."""
        found: list[Party] = []
        for word in self.clause.conjuncts(head):
            found += self._named(word)
        return distinct(found)

    def _named(self, word: int) -> tuple[Party, ...]:
        clause, token = self.clause, self.clause.tokens[word]
        own = _coded(clause, word)
        if own:
            return own
        around = [m for m in clause.mentions if m.first <= word < m.last and m.via not in _APART]
        for m in sorted(around, key=lambda m: m.first - m.last):
            parties = tuple(Party(m.text, m.start, m.end, a, m.via) for a in m.actors if counts(a))
            if parties:
                return parties
        if around:
            return ()
        if is_crowd(token):
            return self._crowd(word)
        return self._looked_up(word)

    def _crowd(self, word: int) -> tuple[Party, ...]:
        """The states that stand side by side before: in this sentence, else in the one before."""
        clause, tokens = self.clause, self.clause.tokens
        owners = {p.actor.code for c in clause.children[word] for p in _coded(clause, c)}
        size = next((n for c in (word, *clause.children[word]) if (n := _NUMBERS.get(tokens[c].text.lower()))), None)
        here = [g for g in self.groups if g.head < word and not clause.below(g.head, word)]
        earlier = [g for g in self.before if g.sentence >= clause.sentence.index - 1]
        first, last = clause.span(word)
        text = self.document.text[tokens[first].start : tokens[last - 1].end]
        for group in (*reversed(here), *earlier):
            codes = {p.actor.code for p in group.parties}
            if not owners & codes and size in (None, len(codes)):
                start, end = tokens[first].start, tokens[last - 1].end
                return tuple(Party(text, start, end, p.actor, "context") for p in group.parties)
        return ()

    def _looked_up(self, word: int) -> tuple[Party, ...]:
        """A state that the tables know by this name where the mentions passed over it ("US-China", "Sino-")."""
        tokens = self.clause.tokens
        token = tokens[word]
        if not token.text[:1].isupper():
            return ()
        prefix = PREFIXES.get(token.text.lower())
        if prefix is not None:
            return (self._party(word, word, prefix),)
        for first in range(max(0, word - 2), word + 1):
            words = [t.text for t in tokens[first : word + 1]]
            for entry in self.knowledge.match(words, 0):
                row = entry.row
                if (
                    isinstance(row, CountryForm)
                    and entry.words == len(words)
                    and row.kind in _FORMS
                    and row.sector is None
                    and row.holds_on(self.document.published)
                ):
                    return (self._party(first, word, row.code),)
        return ()

    def _party(self, first: int, last: int, code: str) -> Party:
        start, end = self.clause.tokens[first].start, self.clause.tokens[last].end
        country = None if code == "EU" else code
        actor = Actor(self.knowledge.name_of(code) or code, code, country, "GOV" if country else None)
        return Party(self.document.text[start:end], start, end, actor, "table")


def groups_of(clause: Clause) -> tuple[Group, ...]:
    """Who the sentence names side by side ("Iran and North Korea", "the pair"), in order."""
    found = []
    for t in clause.tokens:
        if t.deprel == "conj" and t.head >= 0 and t.head in clause.by_head:
            continue
        parties = distinct([p for h in clause.conjuncts(t.index) for p in _coded(clause, h)])
        if len({p.actor.code for p in parties}) > 1:
            found.append(Group(clause.sentence.index, t.index, parties))
    return tuple(found)


def counts(actor: Actor) -> bool:
    """Whether the actor has a code and can have relations with states."""
    return actor.code is not None and actor.sector in _SECTORS


def is_crowd(token: Token) -> bool:
    """Whether the word stands for several states named elsewhere: "rivals", "them", "both"."""
    plural = token.xpos in ("NNS", "NNPS") or token.lemma.lower() in _NUMBERS
    return token.text.lower() in PLURALS or (plural and token.lemma.lower() in CROWD)


def distinct(parties: Sequence[Party]) -> tuple[Party, ...]:
    """The first party of each code, in the order of the text."""
    kept: dict[str | None, Party] = {}
    for p in sorted(parties, key=lambda p: (p.start, p.end)):
        kept.setdefault(p.actor.code, p)
    return tuple(kept.values())


def _coded(clause: Clause, head: int) -> tuple[Party, ...]:
    mention = at_head(clause, head, modifier=True)
    if mention is None:
        return ()
    return tuple(Party(mention.text, mention.start, mention.end, a, mention.via) for a in mention.actors if counts(a))
