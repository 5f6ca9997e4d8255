"""From sentences to codings: acts composed, parties settled, and everything that a coding says besides."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.actors import Knowledge as ActorTables
from detente.actors import load as load_actors
from detente.actors import resolve
from detente.coding.act import Act
from detente.coding.acts import find_acts
from detente.coding.attribution import speakers
from detente.coding.clause import Clause
from detente.coding.composing import compose
from detente.coding.frames import FrameTable
from detente.coding.frames import load as load_frames
from detente.coding.judging import find_judgements
from detente.coding.numbers import numbers_of
from detente.coding.parties import Found, identity, in_slot, parties
from detente.coding.roles import subjects
from detente.coding.screening import (
    has_unknown_target,
    is_accident,
    is_blow,
    is_game,
    is_public,
    is_somebody,
    without_voiced_demands,
)
from detente.coding.slots import Slot
from detente.coding.standing import modality_of
from detente.coding.words import SIT_DOWN
from detente.flat import Coder
from detente.language import analyse, default_model
from detente.ontology import Ontology
from detente.ontology import load as load_ontology
from detente.values import Actor, Coding, Document, Mention, Modality, Party, Sentence, Span, Step, When, Where
from detente.when import TimeMention, find_times, is_historical
from detente.when import choose as choose_time
from detente.where import Place, countries_of, find_places
from detente.where import choose as choose_place

_STATE = {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"}
_DEEDS = {"ASSAULT", "MOBILIZE", "SANCTION", "COERCE", "RETREAT", "AID", "COOPERATE", "CONCEDE", "PROTEST", "THREATEN"}
_MUTUAL = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE"}
_MEETING_PREPS = {"in", "during", "at", "on", "over", "after", "following", "before", "by", "via", "through"}


@dataclass(frozen=True)
class Knowledge:
    """The tables that coding needs: frames, ontology, actors."""

    frames: FrameTable
    ontology: Ontology
    actors: ActorTables


def code_document(
    document: Document,
    sentences: Sequence[Sentence] | None = None,
    mentions: Sequence[tuple[Mention, ...]] | None = None,
) -> list[Coding]:
    """All codings of a document, in the order of their triggers; what is given of it is not worked out again."""
    sentences = analyse(document) if sentences is None else sentences
    knowledge = Knowledge(load_frames(), load_ontology(), load_actors())
    mentions = resolve(document, sentences) if mentions is None else mentions
    reader = _Reader(document, knowledge, countries_of(sentences, document))
    reader.home = _home(mentions)
    for sentence, own, times in zip(sentences, mentions, find_times(sentences, document), strict=True):
        reader.read(sentence, own, times)
    return sorted(reader.codings, key=lambda c: (c.trigger.start, c.trigger.end, c.type, c.id))


def _home(mentions: Sequence[Sequence[Mention]]) -> str | None:
    """The state that a report is all about: three of five mentions with a country or more; None where there is none."""
    counts = Counter(a.country for row in mentions for m in row if m.via != "agency" for a in m.actors if a.country)
    total = sum(counts.values())
    first = counts.most_common(1)
    return first[0][0] if first and total >= 3 and first[0][1] >= 0.6 * total else None


class _Reader:
    """Reads a document's clauses in order; remembers what later ones lean on (who visited whom)."""

    def __init__(self, document: Document, knowledge: Knowledge, countries: frozenset[str]) -> None:
        self.document = document
        self.countries = countries
        self.home: str | None = None
        self.knowledge = knowledge
        self.codings: list[Coding] = []
        self._hosts: dict[str, Party] = {}
        self._here: list[Coding] = []
        self._before: list[tuple[Mention, ...]] = []

    def read(self, sentence: Sentence, mentions: tuple[Mention, ...], times: tuple[TimeMention, ...]) -> None:
        places = find_places(sentence, self.document, self.countries)
        clause = Clause(sentence, (*mentions, *self._lands(sentence, mentions, places)))
        self._read(clause, times, places)
        self._before.append(mentions)

    def _read(self, clause: Clause, times: tuple[TimeMention, ...], places: tuple[Place, ...]) -> None:
        acts = find_acts(clause, self.knowledge.frames)
        if not acts or is_game(clause):
            return
        acts += find_judgements(clause, acts, self.knowledge.frames)
        for act in acts:
            _participants(clause, act)
        compose(clause, acts, self.knowledge.frames)
        live = [a for a in acts if a.type is not None and not a.taken]
        live = without_voiced_demands(clause, live)
        if not live:
            return
        self._here = []
        tokens: list[int] = []
        for act in live:
            coding = self._coding(clause, act, times, places)
            if coding is not None:
                self._here.append(coding)
                tokens.append(act.token)
        if any(c.type == "ASSAULT" and c.source for c in self._here):
            known = [bool(c.source) or c.type != "ASSAULT" for c in self._here]
            tokens = [t for t, k in zip(tokens, known, strict=True) if k]
            self._here = [c for c, k in zip(self._here, known, strict=True) if k]
        self.codings += _without_repeats(clause, list(zip(self._here, tokens, strict=True)))

    def _lands(self, sentence: Sentence, mentions: tuple[Mention, ...], places: tuple[Place, ...]) -> list[Mention]:
        """The states whose land the sentence's places are in, as mentions that only visits and blows may use."""
        taken = {m.head for m in mentions}
        found = []
        for p in places:
            code = p.where.country
            if p.head in taken or code is None:
                continue
            state = Actor(self.knowledge.actors.name_of(code) or code, code, code, "GOV")
            start, end = sentence.tokens[p.first].start, sentence.tokens[p.last - 1].end
            found.append(
                Mention(
                    sentence.index,
                    p.first,
                    p.last,
                    p.head,
                    start,
                    end,
                    self.document.text[start:end],
                    (state,),
                    "place-name",
                )
            )
        return found

    def _coding(
        self, clause: Clause, act: Act, times: tuple[TimeMention, ...], places: tuple[Place, ...]
    ) -> Coding | None:
        ontology = self.knowledge.ontology
        kind, modality, status = modality_of(clause, act, self.knowledge.frames)
        if kind is None:
            return None
        modes, cameo = act.modes, act.cameo
        source, target = parties(act.source), parties(act.target)
        source = tuple(p for p in source if is_somebody(p))
        target = tuple(p for p in target if is_somebody(p))
        names = {identity(p.actor) for p in source}
        target = tuple(p for p in target if identity(p.actor) not in names)
        if kind == "PROTEST" and source and all(p.actor.sector in _STATE for p in source):
            kind, modes, cameo = "ACCUSE", ("disapprove",), "111"  # a state's protest is an objection, not a crowd
        if not target or self._points_back(clause, act):
            target = self._remembered(clause, act, kind, source) or target
        if modality == "hypothetical":
            asked = self._asked(clause, act, kind, source)
            if asked is not None:
                kind, modes, cameo, source, target, modality = asked
        symmetric = act.symmetric
        if not source and symmetric and len(target) > 1:
            source, target = target, ()
        if "mutual" in act.frame.flags or (kind in _MUTUAL and not target and len(source) > 1):
            symmetric = symmetric or (not target and len(source) > 1)
        if "visit" in act.frame.flags and not target and source:
            host = self._hosts.get(identity(source[0].actor))
            if host is not None and clause.tokens[act.token].upos == "NOUN":
                target = (Party(host.text, host.start, host.end, host.actor, "host"),)
        if symmetric:
            everyone = source + target
            if len(everyone) < 2 and clause.tokens[act.token].upos != "VERB" and not act.light:
                return None
            source, target = everyone[:1], everyone[1:]
        if not is_public(ontology.quad(kind), source, target):
            return None
        if (
            kind == "CONSULT"
            and not target
            and len(source) < 2
            and not act.light
            and clause.tokens[act.token].lemma not in SIT_DOWN
        ):
            return None
        if not source and clause.tokens[act.token].upos == "VERB" and clause.is_passive(act.token):
            source = self._doer_before(clause, kind, modes)
        if kind == "ASSAULT" and is_accident(clause):
            return None
        told = any(c.type == "ASSAULT" for c in self.codings)
        if not source and not is_blow(clause, act, kind, target, modality, told):
            return None
        if not target and ontology.type(kind).target_required:
            verbal = clause.tokens[act.token].upos == "VERB" and "discontinue" in modes
            target = self._last_target(clause, source) if verbal else ()
            if not target:
                return None
        if not target and "need_target" in act.frame.flags and not has_unknown_target(clause, act):
            return None
        if "weak" in act.frame.flags and not all(p.actor.code for p in source + target):
            return None
        if (
            clause.tokens[act.token].upos == "NOUN"
            and not target
            and not act.light
            and kind not in ("PROTEST", "MOBILIZE", "RETREAT")
        ):
            return None
        sentence = clause.sentence
        words = sorted(act.words)
        if words[-1] - words[0] > 7:
            words = [act.token]
        trigger = Span(clause.tokens[words[0]].start, clause.tokens[words[-1]].end)
        future = status == "future" or kind == "AGREE" or act.frame.op == "PLAN"
        when = choose_time(times, sentence, act.token, self.document, future=future)
        where = choose_place(places, sentence, act.token)
        if where is not None and any(
            p.start < where.end and where.start < p.end and p.via != "place-name" for p in source
        ):
            where = None
        historical = when is not None and is_historical(when, self.document.published)
        attribution = self._attribution(clause, act, source)
        source = tuple(self._settled(p, places, where) for p in source)
        target = tuple(self._settled(p, places, where) for p in target)
        intensity = ontology.intensity(kind, modes)
        confidence = _confidence(clause, act, source, target)
        steps = _steps(act, source, target, attribution, when, where, f"{status}: {modality}")
        coding = Coding(
            id="",
            document_id=self.document.id,
            sentence_index=sentence.index,
            sentence=Span(sentence.start, sentence.end),
            trigger=trigger,
            type=kind,
            modes=modes,
            contexts=act.contexts,
            quad=ontology.quad(kind),
            intensity=intensity,
            cameo=cameo,
            goldstein=ontology.goldstein(cameo) if cameo else None,
            symmetric=symmetric,
            source=source,
            target=target,
            when=when,
            historical=historical,
            where=where,
            modality=modality,
            attribution=attribution,
            numbers=numbers_of(clause, act.token),
            confidence=confidence,
            steps=steps,
        )
        if kind == "CONSULT" and modality == "actual":
            self._remember_host(coding)
        return _with_id(coding)

    def _asked(
        self, clause: Clause, act: Act, kind: str, doer: tuple[Party, ...]
    ) -> tuple[str, tuple[str, ...], str | None, tuple[Party, ...], tuple[Party, ...], Modality] | None:
        """ "Pakistan must hand over the gunmen, India's minister said": the speaker asks it of who must."""
        auxiliaries = {
            clause.tokens[c].text.lower() for c in clause.children[act.token] if clause.tokens[c].deprel == "aux"
        }
        rule = self.knowledge.frames.compose("REQUEST", kind, act.modes, act.cameo)
        if not auxiliaries & {"must", "should", "ought"} or rule is None or rule.type is None or not doer:
            return None
        for mention, _, _ in speakers(clause, act.token):
            if mention is None or mention.via == "agency":
                continue
            said = tuple(Party(mention.text, mention.start, mention.end, a, mention.via) for a in mention.actors)
            if not {identity(p.actor) for p in said} & {identity(p.actor) for p in doer}:
                return rule.type, rule.modes, rule.cameo, said, doer, "actual"
        return None

    def _doer_before(self, clause: Clause, kind: str, modes: tuple[str, ...]) -> tuple[Party, ...]:
        """Who did what a passive leaves open: the court, or police, named in the clause or shortly before.

        "Three officers were found guilty" (by the court of the sentence before); "was released"
        """
        sectors = ("JUD",) if "convict" in modes else ("COP", "MIL") if {"arrest", "release"} & set(modes) else ()
        for row in (clause.mentions, *reversed(self._before[-3:])):
            for m in reversed(row):
                for a in m.actors:
                    if a.sector in sectors and m.via not in ("agency", "modifier"):
                        return (Party(m.text, m.start, m.end, a, "doer before"),)
        return ()

    def _last_target(self, clause: Clause, source: tuple[Party, ...]) -> tuple[Party, ...]:
        """The state that the sentences just before tell a hostile act against, for an act that must have a target.

        "France had suspended development aid", told after "ECOWAS closed the borders with Niger"
        """
        own = {p.actor.country or p.actor.name for p in source}
        for c in reversed(self.codings):
            if c.sentence_index < clause.sentence.index - 3:
                break
            if (
                c.quad > 2
                and c.target
                and not c.symmetric
                and not own & {p.actor.country or p.actor.name for p in c.target}
                and all(p.actor.code and p.actor.sector == "GOV" for p in c.target)
            ):
                return tuple(Party(p.text, p.start, p.end, p.actor, "text before") for p in c.target)
        return ()

    def _settled(self, party: Party, places: tuple[Place, ...], where: Where | None) -> Party:
        """An unnamed party without a country gets that of the act's place, the sentence's only land, or the report."""
        a = party.actor
        if a.country or a.code or a.sector in (None, "UNK") or party.via in ("person", "name"):
            return party
        lands = {p.where.country for p in places if p.where.country}
        country = (where.country if where else None) or (lands.pop() if len(lands) == 1 else None) or self.home
        return party if country is None else replace(party, actor=replace(a, country=country))

    def _points_back(self, clause: Clause, act: Act) -> bool:
        """Whether what is praised or criticised is only pointed at ("praised it"): an event, no actor."""
        return act.frame.op in ("CRITICISE", "PRAISE") and any(
            s.role in ("ARG1", "ARG2")
            and clause.tokens[s.head].text.lower() in ("it", "this", "that", "these", "those")
            for s in act.slots
        )

    def _remembered(self, clause: Clause, act: Act, kind: str, source: tuple[Party, ...]) -> tuple[Party, ...]:
        """A target that the clause leaves to the text before it.

        "condemned the blasts and imposed sanctions"   the target of what the same source did just before
        "Britain criticised the tests", "praised it"   whoever did the last deed that is told
        """
        mine = {identity(p.actor) for p in source}
        quad = self.knowledge.ontology.quad(kind)
        if quad > 2:
            for c in reversed(self._here):
                if c.target and c.quad > 2 and {identity(p.actor) for p in c.source} == mine and not c.symmetric:
                    return tuple(Party(p.text, p.start, p.end, p.actor, "coordination") for p in c.target)
        objects = act.frame.op in ("CRITICISE", "PRAISE") or act.type == "PROTEST"
        if not objects or kind not in ("ACCUSE", "SUPPORT"):
            return ()
        heads = [clause.tokens[s.head] for s in act.slots if s.role in ("ARG1", "ARG2") and s.head not in act.agents]
        if act.type != "PROTEST" and not any(h.upos in ("NOUN", "PRON", "VERB") for h in heads):
            return ()
        own = {p.actor.country or p.actor.name for p in source}
        stems = {h.lemma.lower()[:5] for h in heads}
        deeds = [
            c for c in (*self.codings, *self._here) if c.type in _DEEDS and c.modality == "actual" and not c.historical
        ]
        deeds = [c for c in deeds if not own & {p.actor.country or p.actor.name for p in c.source}]
        same = [c for c in deeds if c.trigger.of(self.document.text).lower()[:5] in stems]
        for c in same[-1:] or deeds[:1]:  # the deed of the same word, else the one that the report begins with
            return tuple(Party(p.text, p.start, p.end, p.actor, "event") for p in c.source)
        return ()

    def _remember_host(self, coding: Coding) -> None:
        """The host of a visitor: whom a visit names, or the state among the parties in whose land they meet."""
        if "visit" in coding.modes and coding.target and not coding.symmetric:
            for p in coding.source:
                self._hosts[identity(p.actor)] = coding.target[0]
        elif coding.where is not None and coding.where.country:
            everyone = coding.source + coding.target
            hosts = [p for p in everyone if p.actor.country == coding.where.country]
            if hosts:
                for p in everyone:
                    if p.actor.country != coding.where.country:
                        self._hosts[identity(p.actor)] = hosts[0]

    def _attribution(self, clause: Clause, act: Act, source: tuple[Party, ...]) -> tuple[Party, ...]:
        found = []
        for mention, first, last in speakers(clause, act.token):
            if mention is not None:
                found += [Party(mention.text, mention.start, mention.end, a, mention.via) for a in mention.actors]
            else:
                start, end = clause.tokens[first].start, clause.tokens[last - 1].end
                text = self.document.text[start:end]
                found.append(Party(text, start, end, Actor(" ".join(text.split()), None, None, None), "text"))
        own = {(p.start, p.end) for p in source}
        return tuple(p for p in found if (p.start, p.end) not in own)


def _participants(clause: Clause, act: Act) -> None:
    """Parties of a meeting named by a noun that lacks them: those of the verb that it hangs on.

    "called for more during meetings in Tehran": whoever called; "told Kim in a phone call": who told and who was told.
    """
    t = clause.tokens[act.token]
    if t.upos != "NOUN" or act.type != "CONSULT" or not act.symmetric:
        return
    if len(act.source) + len(act.target) >= 2 or any(len(f.mention.actors) > 1 for f in act.source):
        return
    if t.deprel not in ("obl", "nmod", "advcl") or clause.case(act.token) not in _MEETING_PREPS or t.head < 0:
        return
    verb = next((h for h in (t.head, *clause.ancestors(t.head)) if clause.tokens[h].upos == "VERB"), None)
    if verb is None:
        return
    found: list[Found] = list(subjects(clause, verb))
    if clause.case(act.token) in ("in", "during", "at", "on", "over", "by", "via"):
        obj = clause.child(verb, "obj", "iobj")
        if obj is not None:
            start, end = clause.span(obj)
            found += in_slot(clause, Slot("ARG1", start, end, obj, None, "tree"), owner=False)
    own = {f.mention for f in (*act.source, *act.target)}
    extra = tuple(f for f in found if f.mention not in own)
    if len(own) + sum(len(f.mention.actors) for f in extra) >= 2:
        act.source = act.source + extra
        act.note("source", "participants of the clause that the meeting belongs to")
        act.score -= 0.1


def _steps(
    act: Act,
    source: Sequence[Party],
    target: Sequence[Party],
    attribution: Sequence[Party],
    when: When | None,
    where: Where | None,
    modality: str,
) -> tuple[Step, ...]:
    """Every field with the words that gave it and how they were read."""
    steps = list(act.steps)
    steps += [Step("source", p.via, p.text, p.start, p.end) for p in source]
    steps += [Step("target", p.via, p.text, p.start, p.end) for p in target]
    steps.append(Step("modality", modality))
    if when is not None:
        how = "implicit: the day of publication" if when.implicit else when.precision
        steps.append(Step("when", how, when.text, when.start, when.end))
    if where is not None:
        steps.append(Step("where", where.precision, where.text, where.start, where.end))
    steps += [Step("attribution", "speaker", p.text, p.start, p.end) for p in attribution]
    return tuple(steps)


def _confidence(clause: Clause, act: Act, source: Sequence[Party], target: Sequence[Party]) -> float:
    """A score between 0 and 1 (not yet a calibrated probability): how direct the reading was."""
    score = act.score
    if clause.tokens[act.token].upos != "VERB":
        score -= 0.08
    for p in (*source, *target):
        score -= {
            "coreference": 0.08,
            "owner": 0.06,
            "place-name": 0.05,
            "host": 0.15,
            "event": 0.2,
            "coordination": 0.1,
            "doer before": 0.2,
            "text before": 0.25,
        }.get(p.via, 0.0) / max(1, len(source) + len(target))
    if not target:
        score -= 0.05
    return round(min(0.99, max(0.05, score)), 3)


def _with_id(coding: Coding) -> Coding:
    who = ";".join(f"{p.start}-{p.end}-{p.actor.name}" for p in (*coding.source, *coding.target))
    key = f"{coding.document_id}|{coding.trigger.start}-{coding.trigger.end}|{coding.type}|{coding.modality}|{who}"
    return replace(coding, id=hashlib.sha256(key.encode()).hexdigest()[:16])


def _without_repeats(clause: Clause, codings: list[tuple[Coding, int]]) -> list[Coding]:
    """One coding where a verb and a noun of one clause say the same of the same parties ("met for talks")."""
    kept: list[tuple[Coding, int, tuple[object, ...]]] = []
    for c, token in sorted(codings, key=lambda x: (-x[0].confidence, x[0].trigger.start)):
        mine, theirs = (sorted(identity(p.actor) for p in side) for side in (c.source, c.target))
        who = tuple(sorted(mine + theirs)) if c.symmetric else (tuple(mine), tuple(theirs))
        days = (c.when.first_day, c.when.last_day) if c.when is not None and not c.when.implicit else None
        key = (c.type, who, c.modality, days)
        noun = clause.tokens[token].upos == "NOUN"
        if not any(
            k == key
            and (noun or clause.tokens[t].upos == "NOUN")
            and (clause.below(token, t) or clause.below(t, token))
            for _, t, k in kept
        ):
            kept.append((c, token, key))
    return [c for c, _, _ in kept]


def coder_facts() -> Coder:
    """What makes the codings: the program's version, the language model's, the ontology's name."""
    return Coder(model=default_model().version, ontology="PLOVER")
