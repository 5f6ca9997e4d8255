"""From sentences to codings: acts composed, parties settled, and everything that a coding says besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from detente.actors.resolve import resolve_all
from detente.coding.act import Act
from detente.coding.acts import find_acts
from detente.coding.around import Surroundings
from detente.coding.attribution import told_by, without_doers
from detente.coding.candidates import Named
from detente.coding.clause import Clause
from detente.coding.composing import compose
from detente.coding.contexts import contexts_of
from detente.coding.deciding import Decided, decide, speakers_of
from detente.coding.finishing import confidence_of, steps_of, with_id, without_repeats
from detente.coding.history import is_of_the_past
from detente.coding.judging import find_judgements
from detente.coding.learned import Read, read_sentence
from detente.coding.memory import Memory
from detente.coding.numbers import numbers_of
from detente.coding.parties import country_of
from detente.coding.quoting import Quoting
from detente.coding.screening import is_game, is_show, read_crowds, without_charges, without_voiced_demands
from detente.coding.seeming import without_seeming
from detente.coding.telling import add_participants, told_of
from detente.flat import Coder
from detente.knowledge import Knowledge
from detente.knowledge import load as load_knowledge
from detente.language import analyse, default_model
from detente.language.events import EventHeads, default_heads
from detente.ontology import load as load_ontology
from detente.values import Actor, Coding, Document, Mention, Party, Sentence, Span, Step, When, Where
from detente.when import DayAsked, Earlier, TimeMention, Timing, date_act, find_times, timing
from detente.where import Place, PlaceAsked, Scene, countries_of, find_places, place_act
from detente.where import choose as choose_place

_LONG = 7
"""Words of an act farther apart than this are not all its trigger."""


def code_document(
    document: Document,
    sentences: Sequence[Sentence] | None = None,
    mentions: Sequence[tuple[Mention, ...]] | None = None,
    *,
    noun: Callable[[int, int], Mention] | None = None,
    knowledge: Knowledge | None = None,
    learned: bool = True,
) -> list[Coding]:
    """All codings of a document, in the order of their triggers; what is given of it is not worked out again.

    `noun`, given with mentions, says who other nouns are (`actors.resolve_all`); without it they have no state.
    `knowledge` stands for the package's tables; without `learned` the frame table alone decides.
    """
    sentences = analyse(document) if sentences is None else sentences
    knowledge = knowledge or load_knowledge()
    if mentions is None:
        mentions, noun = resolve_all(document, sentences, knowledge.actors)
    heads = default_heads() if learned else None
    reader = _Reader(document, knowledge, countries_of(sentences, document), heads, noun)
    reader.land = land_of(mentions)
    reader.named = Named.of((s.part == "headline", row) for s, row in zip(sentences, mentions, strict=True))
    reader.quoting = Quoting(document, sentences, mentions)
    if heads is not None:
        reader.surroundings = Surroundings(sentences, mentions)
    for sentence, own, times in zip(sentences, mentions, find_times(sentences, document), strict=True):
        reader.read(sentence, own, times)
    return sorted(reader.memory.codings, key=lambda c: (c.trigger.start, c.trigger.end, c.type, c.id))


class _Reader:
    """Reads a document's sentences in order; its memory holds what later ones lean on."""

    def __init__(
        self,
        document: Document,
        knowledge: Knowledge,
        countries: frozenset[str],
        heads: EventHeads | None,
        noun: Callable[[int, int], Mention] | None,
    ) -> None:
        self.document = document
        self.noun = noun
        self.countries = countries
        self.knowledge = knowledge
        self.memory = Memory(document, knowledge.ontology)
        self.land: str | None = None
        self.quoting: Quoting
        self.named: Named
        self.surroundings: Surroundings
        self.heads = heads if knowledge.ontology is load_ontology() else None

    def read(self, sentence: Sentence, mentions: tuple[Mention, ...], times: tuple[TimeMention, ...]) -> None:
        """Code one sentence; none of those that hold no coding as the model says."""
        if self.heads is not None and sentence.is_quiet:
            self.memory.close(mentions)
            return
        places = find_places(sentence, self.document, self.countries)
        clause = Clause(sentence, (*mentions, *self._lands(sentence, mentions, places)), self.noun)
        self.memory.add(self._codings(clause, times, places))
        self.memory.close(mentions)

    def _codings(self, clause: Clause, times: tuple[TimeMention, ...], places: tuple[Place, ...]) -> list[Coding]:
        found: list[Coding] = []
        tokens: list[int] = []
        seen: list[tuple[int, str]] = []
        vetoed: set[int] = set()
        for act in self._acts(clause, seen, vetoed):
            coding = self._coding(clause, act, times, places, found)
            for one in [] if coding is None else by_host(coding, places):
                found.append(one)
                tokens.append(act.token)
        rows = list(zip(found, tokens, strict=True))
        vectors = clause.sentence.vectors
        if self.heads is not None and vectors is not None:
            around = self.surroundings.of(clause.sentence.index)
            reads = read_sentence(clause, vectors, self.heads, seen, (c for c, _ in rows), vetoed, around=around)
            decided = [(c, r.word) for r in reads if (c := self._decided(clause, r, reads, times, places)) is not None]
            rows = [(one, word) for c, word in decided for one in by_host(c, places)]
        like = self.knowledge.ontology.like
        if any(like(c.type) == "ASSAULT" and c.source for c, _ in rows):
            rows = [(c, t) for c, t in rows if c.source or like(c.type) != "ASSAULT"]
        return without_repeats(clause, rows)

    def _acts(self, clause: Clause, seen: list[tuple[int, str]], vetoed: set[int]) -> list[Act]:
        """The acts of the sentence that nothing else takes in, composed.

        `seen` gets all words that the table knows, `vetoed` those that only look like acts (sport, shows, figures).
        """
        acts = find_acts(clause, self.knowledge.frames)
        seen += [(a.token, a.frame.type or a.frame.op or "-") for a in acts]
        if is_game(clause) or is_show(clause):
            vetoed.update(range(len(clause.tokens)))
            return []
        found = {a.token for a in acts}
        acts = without_seeming(clause, acts, self.knowledge.frames)
        vetoed.update(found - {a.token for a in acts})
        acts += find_judgements(clause, acts, self.knowledge.frames)
        for act in acts:
            add_participants(clause, act)
        compose(clause, acts, self.knowledge.frames)
        live = [a for a in acts if a.type is not None and not a.taken]
        read_crowds(clause, live, self.knowledge.ontology)
        return without_charges(clause, without_voiced_demands(clause, live, self.knowledge.ontology))

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
            text = self.document.text[start:end]
            found.append(Mention(sentence.index, p.first, p.last, p.head, start, end, text, (state,), "place-name"))
        return found

    def _coding(
        self,
        clause: Clause,
        act: Act,
        times: tuple[TimeMention, ...],
        places: tuple[Place, ...],
        here: list[Coding],
    ) -> Coding | None:
        """One act with everything that a coding says; `here` are those already read in its sentence."""
        ontology, sentence = self.knowledge.ontology, clause.sentence
        told = told_of(clause, act, self.knowledge.frames, ontology, self.memory, here)
        if told is None:
            return None
        words = sorted(act.words)
        if words[-1] - words[0] > _LONG:
            words = [act.token]
        future = told.status == "future" or ontology.like(told.type) == "AGREE" or act.frame.op == "PLAN"
        when, is_old = timing(times, sentence, act.token, self.document, future=future)
        where = choose_place(places, sentence, act.token)
        if where is not None and any(
            p.start < where.end and where.start < p.end and p.via != "place-name" for p in told.source
        ):
            where = None
        doers = (*told.source, *told.target) if told.symmetric else told.source
        attribution = self._attribution(clause, act.token, doers, ontology.like(told.type))
        source = tuple(self._settled(clause, p, places, where) for p in told.source)
        target = tuple(self._settled(clause, p, places, where) for p in told.target)
        coding = Coding(
            id="",
            document_id=self.document.id,
            sentence_index=sentence.index,
            sentence=Span(sentence.start, sentence.end),
            trigger=Span(clause.tokens[words[0]].start, clause.tokens[words[-1]].end),
            type=told.type,
            modes=told.modes,
            contexts=act.contexts,
            quad=ontology.quad(told.type),
            intensity=ontology.intensity(told.type, told.modes),
            cameo=told.cameo,
            goldstein=ontology.goldstein(told.cameo) if told.cameo else None,
            symmetric=told.symmetric,
            source=source,
            target=target,
            when=when,
            historical=is_old or is_of_the_past(clause, act, told.type, when, self.document.published),
            where=where,
            modality=told.modality,
            attribution=attribution,
            numbers=numbers_of(clause, act.token, told.type),
            confidence=confidence_of(clause, act, source, target),
            steps=steps_of(act, source, target, attribution, when, where, f"{told.status}: {told.modality}"),
        )
        self.memory.note_host(coding)
        return with_id(coding)

    def _decided(
        self,
        clause: Clause,
        read: Read,
        others: Sequence[Read],
        times: tuple[TimeMention, ...],
        places: tuple[Place, ...],
    ) -> Coding | None:
        """The coding of a trigger as the heads read it, beside the others of its sentence; None where it is none."""
        ontology, sentence = self.knowledge.ontology, clause.sentence
        act = decide(read, others, clause, ontology, self.memory, self.named)
        if act is None:
            return None
        proposed = read.proposed.coding if read.proposed else None
        when, is_old = self._when(read, act, clause, times)
        where = self._where(read, clause, places)
        historical = is_old or (proposed is None and read.historical > _MOSTLY)
        if proposed is not None:
            trigger = proposed.trigger
            historical = historical or (proposed.historical and when == proposed.when)
        else:
            token = clause.tokens[read.word]
            trigger = Span(token.start, token.end)
        like = ontology.like(act.type)
        doers = (*act.source, *act.target) if act.symmetric else act.source
        by = self._attribution(clause, read.word, doers, like)
        by = by or speakers_of(read, act, clause, self.document.text, like)
        source = tuple(self._settled(clause, p, places, where) for p in act.source)
        target = tuple(self._settled(clause, p, places, where) for p in act.target)
        steps = proposed.steps if proposed is not None else ()
        coding = Coding(
            id="",
            document_id=self.document.id,
            sentence_index=sentence.index,
            sentence=Span(sentence.start, sentence.end),
            trigger=trigger,
            type=act.type,
            modes=act.modes,
            contexts=contexts_of(clause, act.type, act.modes, proposed.contexts if proposed else ()),
            quad=ontology.quad(act.type),
            intensity=ontology.intensity(act.type, act.modes),
            cameo=act.cameo,
            goldstein=ontology.goldstein(act.cameo) if act.cameo else None,
            symmetric=act.symmetric,
            source=source,
            target=target,
            when=when,
            historical=historical,
            where=where,
            modality=act.modality,
            attribution=by,
            numbers=numbers_of(clause, read.word, act.type),
            confidence=act.confidence,
            steps=(*steps, Step("confidence", act.how)),
        )
        self.memory.note_host(coding)
        return with_id(coding)

    def _when(
        self, read: Read, act: Decided, clause: Clause, times: tuple[TimeMention, ...]
    ) -> tuple[When | None, bool]:
        """The days of an act and whether they are history, by heads, grammar and what the report told before."""
        sentence, future = clause.sentence, act.type == "AGREE" or act.modality == "planned"
        if read.proposed is not None:
            by_grammar = Timing(read.proposed.coding.when, False)
        else:
            by_grammar = timing(times, sentence, read.word, self.document, future=future)
        told = [
            Earlier(c.sentence_index, c.when, c.type, c.trigger.of(self.document.text))
            for c in reversed(self.memory.codings[-_TOLD:])
            if c.when is not None
        ]
        found = date_act(
            DayAsked(
                *(times, sentence, read.word, self.document, read.when),
                *(act.type, future, read.historical, by_grammar, told),
            )
        )
        return found.when, found.is_historical

    def _where(self, read: Read, clause: Clause, places: tuple[Place, ...]) -> Where | None:
        """The place of an act, by heads, tree and what the report told before."""
        if read.proposed is not None:
            by_grammar = read.proposed.coding.where
        else:
            by_grammar = choose_place(places, clause.sentence, read.word)
        before = reversed(self.memory.codings[-_TOLD:])
        told = [Scene(c.sentence_index, c.where) for c in before if c.where is not None]
        return place_act(
            PlaceAsked(
                *(places, clause.sentence, read.word, self.document, self.countries),
                *(read.where, read.type, by_grammar, told),
            )
        )

    def _settled(self, clause: Clause, party: Party, places: tuple[Place, ...], where: Where | None) -> Party:
        """An unnamed party without a country gets that of whom it is of, the act's place, or the sentence's only land.

        "two reporters of a French radio station were shot near Kidal": French

        Where the heads decide, a report most of whose actors are of one state lends it to those without any.
        """
        a = party.actor
        if a.country or a.code:
            return party
        country = None
        if a.sector not in (None, "UNK") and party.via not in ("person", "name"):
            lands = {p.where.country for p in places if p.where.country}
            country = country_of(clause, party) or (where.country if where else None)
            country = country or (lands.pop() if len(lands) == 1 else None)
        if country is None and self.heads is not None and a.sector not in _OF_NO_LAND:
            country = self.land
        return party if country is None else replace(party, actor=replace(a, country=country))

    def _attribution(self, clause: Clause, token: int, doers: tuple[Party, ...], like: str) -> tuple[Party, ...]:
        """Who tells of it, in its sentence or, of a quotation or a turn, in another."""
        here = told_by(clause, token, self.document.text, doers, like)
        return here or without_doers(clause, token, self.quoting.speaker(clause.sentence.index, token), doers, like)


_MOSTLY = 0.5
_TOLD = 60
"""Acts told before that may lend an act their days and place: more would make each act of a long report dearer."""
_OF_NO_LAND = frozenset({"GOV", "MIL", "LEG", "IGO", "NGO", "MNC", "IMG"})
"""Sectors of unnamed actors who belong to many states or to none: "world leaders", "foreign troops"."""


def land_of(mentions: Iterable[Sequence[Mention]]) -> str | None:
    """The country of more than half of a report's mentions that have one; None where no country has so many."""
    counts = Counter(
        a.country for row in mentions for m in row if m.via != "agency" for a in m.actors if a.country is not None
    )
    return next((land for land, n in counts.most_common(1) if 2 * n > counts.total()), None)


def by_host(coding: Coding, places: Sequence[Place]) -> list[Coding]:
    """A visit to several hosts as one coding each, with its place: "visits to China, Russia and Singapore"."""
    if "visit" not in coding.modes or len(coding.target) < 2:
        return [coding]
    lands = [
        next((p.where for p in places if p.where.start < t.end and t.start < p.where.end), None) for t in coding.target
    ]
    if None in lands:
        return [coding]
    return [
        with_id(replace(coding, target=(host,), where=land)) for host, land in zip(coding.target, lands, strict=True)
    ]


def coder_facts(knowledge: Knowledge | None = None) -> Coder:
    """What makes the codings: versions of program and model, and the ontology, with a digest of a user's tables."""
    return Coder(model=default_model().version, ontology=(knowledge or load_knowledge()).label)
