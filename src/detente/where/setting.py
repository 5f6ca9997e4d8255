"""What a report says of lands and towns beside the name in question: the ground on which a shared name is settled.

Each word that speaks for a country counts once: names of countries, nationalities, towns (by how their people are
spread over the towns of that name), people and bodies that the actor tables know, and words only one country has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from detente.actors import load as load_actors
from detente.values import Document, Sentence, Where
from detente.where.keys import key_of
from detente.where.spans import place_spans
from detente.where.table import Entry, adjectives, anchors, entries_of
from detente.where.words import word_set

COUNTRY, NATIONALITY, ABROAD, TOWN, ACTOR, ANCHOR, DATELINE = 1.3, 1.1, 0.7, 1.5, 1.0, 1.4, 1.6
_FORCES = word_set(
    "troop soldier force sergeant commando plane jet drone raider warplane bomber helicopter navy destroyer warship "
    "peacekeeper marine missile airstrike strike raid battery paratrooper transport freighter staff journalist "
    "tourist settler diplomat envoy ambassador contractor mercenary firm company"
)
"""What a country has abroad: "US soldiers" speaks less for a place there, as "a camp of Haitians" does."""
_MOST = 2.6
"""However much speaks for a country, a name is not taken for a town four hundred times as small as its namesake."""
_SHARES = (1.0, 0.6, 0.4, 0.3, 0.2)
"""The second word for a country says less than the first."""
_NEAR, _FAR = 0.8, 0.5
_MOSTLY_THERE = 0.6
_OWN = 2_000_000
"""People with whom a region or site of our own table counts among its namesakes."""
_DATELINE_NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*")


class Evidence(NamedTuple):
    """A word of a sentence that speaks for a country, by its look-up key."""

    sentence: int
    key: str
    country: str
    weight: float


class Setting(frozenset[str]):
    """The countries that a report names, and besides them what it says of where it is set."""

    evidence: tuple[Evidence, ...] = ()
    dateline: Where | None = None
    sentences: tuple[Sentence, ...] = ()
    people: frozenset[str] = frozenset()
    """Last names of the people that the report names."""
    known: dict[int, tuple[object, ...]]
    """The places of sentences that were read already."""

    def spoken_of(self, sentence: int) -> str | None:
        """The country that "the capital" or "the north" belongs to: the one named last, by name before nationality."""
        for reach in (range(sentence, sentence + 1), range(sentence - 2, sentence)):
            here = [e for e in self.evidence if e.sentence in reach and e.weight >= ACTOR]
            here = here or [e for e in self.evidence if e.sentence in reach]
            if here:
                return max(here, key=lambda e: e.weight == COUNTRY).country
        return None


def countries_of(sentences: Iterable[Sentence], document: Document) -> Setting:
    """Countries that a document names, by name or adjective, and what else it says of where: for `find_places`."""
    row = tuple(sentences)
    found: set[str] = set()
    evidence: list[Evidence] = []
    for sentence in row:
        if sentence.part != "related":
            own = evidence_of(sentence, document)
            evidence += own
            found |= {e.country for e in own if e.weight in (COUNTRY, NATIONALITY, ABROAD)}
    setting = Setting(found)
    setting.sentences = row
    setting.people = frozenset(
        document.text[s.tokens[n.end - 1].start : s.tokens[n.end - 1].end]
        for s in row
        for n in s.names
        if n.kind == "PER" and n.end - n.start > 1
    )
    setting.known = {}
    setting.dateline = _dateline(document, evidence)
    if setting.dateline is not None and setting.dateline.country is not None:
        evidence.append(Evidence(-1, key_of(setting.dateline.text), setting.dateline.country, DATELINE))
        evidence.append(Evidence(-1, "dateline", setting.dateline.country, COUNTRY))
    setting.evidence = tuple(evidence)
    return setting


def pulls(countries: frozenset[str], sentence: Sentence, document: Document, own_key: str) -> dict[str, float]:
    """How strongly the report speaks for each country when a name with this key is to be settled."""
    if isinstance(countries, Setting):
        evidence = countries.evidence
        best: dict[tuple[str, str], float] = {}
    else:
        evidence = tuple(evidence_of(sentence, document))
        best = {(code, code): COUNTRY for code in sorted(countries)}
    for e in evidence:
        if e.key == own_key:
            continue
        gap = abs(e.sentence - sentence.index)
        weight = e.weight * (1.0 if gap == 0 or e.sentence < 0 else _NEAR if gap == 1 else _FAR)
        if weight > best.get((e.key, e.country), 0.0):
            best[e.key, e.country] = weight
    of: dict[str, list[float]] = {}
    for (_, country), weight in best.items():
        of.setdefault(country, []).append(weight)
    return {
        country: min(_MOST, sum(w * share for w, share in zip(sorted(row, reverse=True), _SHARES, strict=False)))
        for country, row in of.items()
    }


def evidence_of(sentence: Sentence, document: Document) -> list[Evidence]:
    """What one sentence says for each country."""
    text, i = document.text, sentence.index
    found: list[Evidence] = []
    for first, last, _ in place_spans(sentence):
        key = key_of(text[sentence.tokens[first].start : sentence.tokens[last - 1].end])
        if any(c.isupper() for c in text[sentence.tokens[first].start : sentence.tokens[last - 1].end]):
            is_edge = is_beyond(sentence, first, last)
            found += [
                Evidence(i, key, country, min(weight, ABROAD) if is_edge else weight)
                for country, weight in _spoken_for(key)
            ]
    for token in sentence.tokens:
        if token.text[:1].isupper():
            key = key_of(token.text)
            several = adjectives().get(key[:-1]) if key.endswith("s") else None
            country = adjectives().get(key) or several
            if country is not None:
                forces = {t.lemma.lower() for t in sentence.tokens[token.index + 1 : token.index + 4]} & _FORCES
                found.append(Evidence(i, key, country, ABROAD if forces or several else NATIONALITY))
    return found + _of_actors(sentence)


def local_evidence(sentence: Sentence, document: Document) -> list[Evidence]:
    """The part of it that names no state: towns, and words that only one country has."""
    found: list[Evidence] = []
    for first, last, _ in place_spans(sentence):
        words = document.text[sentence.tokens[first].start : sentence.tokens[last - 1].end]
        key = key_of(words)
        entries = entries_of(key) if words != words.lower() and not is_beyond(sentence, first, last) else ()
        if entries and entries[0].kind != "country":
            found += [Evidence(sentence.index, key, country, weight) for country, weight in _spoken_for(key)]
    words_of = [t.text for t in sentence.tokens]
    for at, word in enumerate(words_of):
        keys = [key_of(" ".join(words_of[at : at + size])) for size in (3, 2, 1)] if word[:1].isupper() else []
        known = [k for k in keys if k in anchors()]
        found += [Evidence(sentence.index, k, anchors()[k], ANCHOR) for k in known[:1]]
    return found


def is_beyond(sentence: Sentence, first: int, last: int) -> bool:
    """Next to it: "near the border with Mali", "across the river from Detroit", "neighbouring Chad"."""
    tokens = sentence.tokens
    after = tokens[last].lemma.lower() if last < len(tokens) else ""
    before = [t.text.lower() for t in tokens[max(0, first - 4) : first]]
    if after in _EDGES or before[-1:] in (["neighbouring"], ["neighboring"], ["bordering"]):
        return True
    if before[-1:] == ["the"]:
        before.pop()
    across = before[-1:] == ["from"] and bool({"border", "river", "strait", "frontier"} & set(before))
    return across or before[-2:] in (["border", "with"], ["frontier", "with"], ["opposite"])


_EDGES = frozenset({"border", "frontier"})


@lru_cache(maxsize=4096)
def _spoken_for(key: str) -> tuple[tuple[str, float], ...]:
    entries = entries_of(key)
    if not entries:
        return ()
    if entries[0].kind == "country" and entries[0].country is not None:
        return ((entries[0].country, COUNTRY),)
    people: dict[str, float] = {}
    for e in entries[:12]:
        if e.country is not None:
            people[e.country] = max(people.get(e.country, 0.0), weight_of(e, key) ** 0.7)
    total = sum(people.values())
    return tuple((c, TOWN * p / total) for c, p in people.items() if p > 0.15 * total)


def land_of_name(name: str) -> str | None:
    """The country that a name of a town speaks for by far the most; None where several have one, or none is known."""
    shares = _spoken_for(key_of(name))
    return next((country for country, weight in shares if weight > _MOSTLY_THERE * TOWN), None)


def weight_of(entry: Entry, key: str) -> float:
    """People that a name stands for, fewer where it is not the place's main name."""
    if entry.is_ours and entry.kind in {"region", "site"}:
        return _OWN
    if entry.is_ours:
        return max(entry.weight, 300)
    name = key_of(entry.name)
    if name == key or entry.kind == "country":
        return max(entry.weight, 300)
    is_near = name[:3] == key[:3] and abs(len(name) - len(key)) <= 2  # "Geneva" is Genève
    return max(entry.weight / (5 if name.startswith(key + " ") or is_near else 50), 100)


def _of_actors(sentence: Sentence) -> list[Evidence]:
    """People, bodies and groups of the actor tables, and words that only one country has."""
    words = [t.text for t in sentence.tokens]
    named = {n.end - 1 for n in sentence.names if n.kind == "PER"}
    found: list[Evidence] = []
    knowledge = load_actors()
    at = 0
    while at < len(words):
        step = 1
        if words[at][:1].isupper():
            for size in (3, 2, 1):
                key = key_of(" ".join(words[at : at + size]))
                if key in anchors():
                    found.append(Evidence(sentence.index, key, anchors()[key], ANCHOR))
                    break
            for entry in knowledge.match(words, at):
                if entry.kind in {"person", "group", "body"} and not (entry.short and at not in named):
                    countries = {getattr(row, "country", None) for row in entry.rows}
                    country = countries.pop() if len(countries) == 1 else None
                    if country:
                        key = key_of(" ".join(words[at : at + entry.words]))
                        found.append(Evidence(sentence.index, key, country, ACTOR))
                        step = max(step, entry.words)
                        break
        at += step
    return found


def _dateline(document: Document, evidence: list[Evidence]) -> Where | None:
    """The place at the head of the report: "KARACHI, Pakistan, 16 July —"."""
    part = next((p for p in document.parts if p.kind == "dateline"), None)
    if part is None:
        return None
    names = [(m.group(), part.start + m.start()) for m in _DATELINE_NAME.finditer(document.text[part.start : part.end])]
    names = [(name, at) for name, at in names if name[0].isupper()]
    if not names:
        return None
    text, start = names[0]
    entries = entries_of(key_of(text))
    if not entries:
        return None
    said = {e.country for name, _ in names[1:2] for e in entries_of(key_of(name)) if e.kind in ("country", "region")}
    beside = {e.country for e in evidence}
    top = entries[0]
    within = [e for e in entries if e.country in said]
    if within:
        top = next((e for e in within if e.kind == "city"), within[0])
    elif top.country not in beside and top.kind != "country":
        top = next((e for e in entries if e.country in beside and e.weight * 20 >= top.weight), top)
    return Where(text, start, start + len(text), top.name, top.country, top.lat, top.lon, top.kind)
