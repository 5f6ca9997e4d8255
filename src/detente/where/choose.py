"""The place of an act: one that the tree ties to its word, or that the text before leaves in force.

Never the actor ("Tehran said"), never the dateline unless the text points to it ("here"), never a guess.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.values import Sentence, Where
from detente.where.find import Place, Places
from detente.where.ties import base, case_of, cost_of, follows_event
from detente.where.verbs import (
    ENTERED,
    EVENT_NOUNS,
    GATHERINGS,
    LIGHT,
    MOVING,
    ON_THE_SPOT,
    PLACE_NOUNS,
    SPEECH,
    STRUCK,
)
from detente.where.words import word_set

_UP = frozenset(
    {"obj", "obl", "nsubj", "nsubj:pass", "xcomp", "compound", "conj", "nmod", "dep", "appos", "advcl", "amod", "iobj"}
)
_FINEST = {"site": 0, "city": 0, "region": 1, "country": 2}
_STEP_UP = 1.0
_PLAIN = word_set("in at near on outside off inside around across throughout along within through")
_WATCHING = word_set("show see watch film hear record photograph capture begin start help let make find")
""""In Baton Rouge, footage showed police shooting a man"."""
_NOT_TOLD = word_set("will would may might could can should must to has have had 'll wo")
_ELSEWHERE = word_set("from to of against about for with by")
_NO_ARGUMENT = word_set("from to of")
_DONE_THERE = word_set("meet greet host confer sign") | GATHERINGS | MOVING | STRUCK | ENTERED | LIGHT
"""Verbs that may go on where the sentence before was; not "characterised the attack as …"."""


def choose(places: Sequence[Place], sentence: Sentence, trigger_token: int) -> Where | None:
    """The place of the act that the trigger names, or None where the text gives none.

    The place tied most closely wins, of equals the finest, then the first. Example: "met in Geneva" -> Geneva.
    """
    if sentence.part == "dateline":
        return None
    lands = places.lands if isinstance(places, Places) else ()
    named = sorted((p for p in (*places, *lands) if not p.is_container), key=lambda p: p.first)
    ranked: list[tuple[int, int, int, Place]] = []
    argument = _of_role(named, sentence, trigger_token)
    node, climbed = trigger_token, 0.0
    for _ in range(9):
        for p in named:
            cost = 0.0 if p is argument and node == trigger_token else cost_of(p, sentence, node)
            if cost is not None:
                ranked.append((int(cost + climbed), _FINEST[p.where.precision], p.first, p))
        for p in named:
            if _is_where(p, sentence, node):
                ranked.append((int(climbed), _FINEST[p.where.precision], p.first, p))
        parent = sentence.tokens[node].head
        if parent < 0 or not _may_climb(sentence, node):
            break
        node, climbed = parent, climbed + _STEP_UP
    if ranked:
        return min(ranked, key=lambda r: r[:3])[3].where
    return _only_place(named, sentence, trigger_token) or _from_before(places, sentence, trigger_token)


def _of_role(places: list[Place], sentence: Sentence, trigger: int) -> Place | None:
    for predicate in sentence.predicates:
        if predicate.token == trigger:
            for argument in predicate.arguments:
                if argument.role == "ARGM-LOC":
                    within = [p for p in places if argument.start <= p.first and p.last <= argument.end]
                    within = [p for p in within if case_of(sentence, p.head) not in _NO_ARGUMENT]
                    verb = sentence.tokens[trigger]
                    if verb.lemma.lower() in SPEECH:
                        heads = sentence.tokens[sentence.head_of(argument.start, argument.end)]
                        within = [] if follows_event(sentence, heads, verb) else within
                    if within:
                        return min(within, key=lambda p: (_FINEST[p.where.precision], p.first))
    return None


def _is_where(place: Place, sentence: Sentence, node: int) -> bool:
    """ "Crossed to Uganda, where they were disarmed"."""
    tokens = sentence.tokens
    if tokens[node].deprel != "acl:relcl":
        return False
    if not any(t.head == node and t.text.lower() == "where" for t in tokens):
        return False
    t = place.head
    while t != tokens[node].head:
        if base(tokens[t]) not in {"nmod", "compound", "flat", "appos", "conj"} or tokens[t].head < 0:
            return False
        t = tokens[t].head
    return True


def _may_climb(sentence: Sentence, node: int) -> bool:
    """Whether the place of the clause above is this act's place too. Not from what is said up to the saying ("said in
    Geneva that troops attacked"), nor out of a relative clause."""
    token = sentence.tokens[node]
    relation, parent = base(token), sentence.tokens[token.head]
    speaks = parent.lemma.lower() in SPEECH and parent.upos == "VERB"
    if relation == "ccomp":
        return parent.lemma.lower() in _WATCHING
    if relation == "acl":
        return parent.lemma.lower() in MOVING | GATHERINGS
    if relation not in _UP:
        return False
    if relation == "advcl":
        marks = {t.text.lower() for t in sentence.tokens if t.head == node and t.deprel == "mark"}
        return marks <= {"to", "while", "as", "by", "when", "until", "before"}
    if relation == "xcomp":
        return True
    if relation == "conj" and token.upos == "VERB":
        return True
    if relation in {"obj", "nsubj"}:
        # "condemned the attack ... in Geneva": the attack took place elsewhere
        is_party = relation == "nsubj" and not any(p.token == node for p in sentence.predicates)
        return parent.lemma.lower() in (LIGHT | MOVING | ON_THE_SPOT if is_party else LIGHT)
    return not speaks or token.lemma.lower() in GATHERINGS


def _only_place(places: list[Place], sentence: Sentence, trigger: int) -> Where | None:
    """Where the tree fails: the place under "in", "at", "near" … next to a deed in its clause.

    "Tunisians due to be sent home set the centre on Lampedusa ablaze."
    """
    tokens = sentence.tokens
    act = tokens[trigger].lemma.lower()
    front = _fronted(places, sentence, trigger)
    if front is not None:
        return front.where
    if act in SPEECH or (tokens[trigger].upos != "VERB" and (act not in ON_THE_SPOT or tokens[trigger].upos == "NOUN")):
        return None
    mine = _clause(sentence, trigger)
    found = [
        p
        for p in places
        if p.where.precision != "country"
        and _preposition(sentence, p.head) in _PLAIN
        and _clause(sentence, p.head) == mine
        and not any(t.text in {";", ":"} for t in tokens[min(p.first, trigger) : max(p.first, trigger)])
    ]
    if not found:
        found = [p for p in places if _is_scene(p, sentence, mine)]
    if not found and act in ON_THE_SPOT and tokens[mine].deprel != "acl:relcl":
        found = _only_town(places, sentence)
    return min(found, key=lambda p: abs(p.first - trigger)).where if found else None


def _fronted(places: list[Place], sentence: Sentence, trigger: int) -> Place | None:
    """ "In New Delhi on Monday, the envoy signed …": what is said first sets the scene of the main verb."""
    tokens = sentence.tokens
    verb = trigger
    while base(tokens[verb]) in {"conj", "xcomp"} and tokens[verb].head >= 0:
        verb = tokens[verb].head
    if tokens[verb].head >= 0 or not places or tokens[0].text.lower() not in {"in", "at", "near", "outside", "on"}:
        return None
    first = places[0]
    lead = [t.upos for t in tokens[1 : first.first]]
    is_front = first.last <= 8 and not {"VERB", "PUNCT"} & set(lead)
    return first if is_front and first.last <= trigger else None


def _only_town(places: list[Place], sentence: Sentence) -> list[Place]:
    """The one town or region that a sentence with a deed names at all: "half of Sucre's police stayed at home when the
    mob burned the prefecture"; not one that acts, nor where words or another act belong."""
    tokens = sentence.tokens
    towns = [p for p in places if p.where.precision != "country"]
    if len({p.where.name for p in towns}) != 1 or towns[0].where.country is None:
        return []
    node = towns[0].head
    if base(tokens[node]) in {"nsubj", "obj", "iobj"} or case_of(sentence, node) in _ELSEWHERE:
        return []
    while tokens[node].head >= 0:
        if tokens[node].deprel.startswith("advcl") and _is_at_another_time(sentence, node):
            return []
        node = tokens[node].head
        lemma = tokens[node].lemma.lower()
        if (lemma in SPEECH and tokens[node].upos == "VERB") or lemma in EVENT_NOUNS:
            return []
    return towns[:1]


def _is_scene(place: Place, sentence: Sentence, clause: int) -> bool:
    """Whether a place within a clause that hangs on the deed's may be the deed's ("detained five who had waded ashore
    on Uotsuri"): not one of words, nor of another act named by a noun ("arrested over the bombing in Ankara")."""
    tokens, node = sentence.tokens, place.head
    if _preposition(sentence, node) not in _PLAIN | {"at"} or place.where.precision == "country":
        return False
    acts = {p.token for p in sentence.predicates if tokens[p.token].upos == "NOUN"}
    while node != clause:
        if tokens[node].deprel in {"ccomp", "parataxis"} or tokens[node].head < 0:
            return False
        if tokens[node].deprel.startswith("advcl") and _is_at_another_time(sentence, node):
            return False
        node = tokens[node].head
        lemma = tokens[node].lemma.lower()
        if (lemma in SPEECH and tokens[node].upos == "VERB") or lemma in EVENT_NOUNS or node in acts:
            return False
    return True


def _preposition(sentence: Sentence, token: int) -> str | None:
    """That of the noun which stands for the place: "in" for Jeddah of "in the port of Jeddah"."""
    for _ in range(4):
        case = case_of(sentence, token)
        relation, above = base(sentence.tokens[token]), sentence.tokens[token].head
        if case not in {None, "of"} or relation not in {"nmod", "compound", "flat", "appos", "conj"}:
            return case
        if relation in {"nmod", "compound"} and sentence.tokens[above].lemma.lower() not in PLACE_NOUNS:
            return None
        token = above
    return None


def _clause(sentence: Sentence, node: int) -> int:
    """The word at the head of the main, relative or reported clause that a word is in; what is said of somebody's words
    or judgement is a clause of its own."""
    tokens = sentence.tokens
    while tokens[node].head >= 0 and tokens[node].deprel not in {"ccomp", "acl:relcl", "parataxis"}:
        if tokens[node].deprel.startswith("advcl") and _is_at_another_time(sentence, node):
            return node
        parent = tokens[tokens[node].head]
        if parent.upos == "VERB" and parent.lemma.lower() in SPEECH:
            return node
        node = parent.index
    return node


def _is_taken_up(sentence: Sentence, trigger: int) -> bool:
    """Whether the act is one told before: "The blast also wounded dozens", "The attackers shot a guard"."""
    tokens = sentence.tokens
    act = tokens[trigger]
    if act.lemma.lower() not in ON_THE_SPOT | EVENT_NOUNS:
        return False
    told = [act] if act.upos == "NOUN" else [t for t in tokens if t.head == trigger and t.deprel.startswith("nsubj")]
    return any(
        t.lemma.lower() in (EVENT_NOUNS | _DOERS) - _LASTING
        and any(c.head == t.index and c.text.lower() in {"the", "this", "that"} for c in tokens)
        and not any(c.head == t.index and c.deprel.split(":")[0] in {"nmod", "acl", "compound"} for c in tokens)
        for t in told
    )


_DOERS = word_set(
    "gunman attacker assailant shooter bomber protester demonstrator rioter hijacker hostage-taker militant suspect "
    "crowd mob raider kidnapper"
)
_LASTING = word_set("crackdown uprising revolt trial session round coup visit offensive")


def _is_at_another_time(sentence: Sentence, clause: int) -> bool:
    """ "Guns shelled Khiam after rockets landed in Galilee"; not "died after a bomb went off in Galilee"."""
    above = sentence.tokens[sentence.tokens[clause].head]
    if above.lemma.lower() in _SUFFERED:
        return False
    beneath = [t for t in sentence.tokens if t.head == clause]
    has_own = any(t.deprel.startswith("nsubj") for t in beneath)
    return has_own and any(t.deprel == "mark" and t.text.lower() in _OTHER_TIMES for t in beneath)


_SUFFERED = word_set("die injure wound hurt kill")
_OTHER_TIMES = word_set("after before because since although though if unless")


def _from_before(places: Sequence[Place], sentence: Sentence, trigger: int) -> Where | None:
    """The place that the headline or the sentence before leaves in force, for an act done on the spot."""
    if not isinstance(places, Places) or places.far is None:
        return None
    token = sentence.tokens[trigger]
    if places.before is None:
        return places.far if _is_taken_up(sentence, trigger) else None
    states = {p.head for p in places if p.where.precision == "country"}
    if any(t.head == trigger and t.deprel.startswith("nsubj") and t.index in states for t in sentence.tokens):
        return None  # "Spain then broke off talks"
    lemma = token.lemma.lower()
    is_told = not any(t.head == trigger and t.deprel == "aux" and t.text.lower() in _NOT_TOLD for t in sentence.tokens)
    if lemma in ON_THE_SPOT or (lemma in EVENT_NOUNS and token.upos != "VERB"):
        return places.before
    if token.upos == "VERB" and lemma in (_DONE_THERE | EVENT_NOUNS) - SPEECH and is_told:
        return places.before
    told = [t.text.lower() for t in sentence.tokens if t.head == trigger and t.deprel in {"obj", "iobj"}]
    if places.are_gathered and token.lemma.lower() in SPEECH and set(told) & {"them", "delegates", "participants"}:
        return places.before  # "Heads of state assembled in Algiers. The host urged them …"
    return None
