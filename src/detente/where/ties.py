"""How the tree ties a place to a word: as where it is done, where it goes, what it strikes, or not at all."""

from __future__ import annotations

from collections.abc import Set

from detente.values import Sentence, Token
from detente.where.find import Place
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
    TALKERS,
    TOPICS,
    WITNESSING,
)
from detente.where.words import word_set

_AT = word_set(
    "in near outside off inside around across throughout along within through between past beyond behind opposite "
    "down up round amid beside alongside above below beneath under aboard via before"
)
_NOT_WITH_COUNTRIES = word_set("at on onto upon by before under behind above via")
""""Anger at Iran", "sanctions on Iran" give a target, not a place."""
_GOAL = word_set("to into toward towards onto")
_ORIGIN = word_set("from out")
_STATE_OF_MIND = word_set(
    "interest confidence stake trust faith interference involvement role investment ambassador envoy influence "
    "intervention change belief policy ally partner intent"
)
""""Interest in Iran" lies elsewhere."""
_INQUIRY = word_set("inquiry enquiry investigation probe insight look research")
_WAYS = word_set("road highway route motorway railway line border corridor path way track street pipeline convoy")
_OF_EVENTS = word_set("siege bombing shelling capture invasion visit occupation fall storming seizure battle tour sack")
_NO_PLACE_ABOVE = word_set("about against for as like than despite over versus regarding concerning of without because")
_DIRECTIONS = word_set(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west mile "
    "kilometre kilometer km metre hour minute outside short"
)
_LOCALS = word_set(
    "police policeman officer court prosecutor judge trader shopkeeper resident villager student crowd protester "
    "worker driver docker teacher nurse doctor mob"
)
""""Karachi police fired tear gas": where they are at home they act."""
_RESTING = word_set("lie stand be sit anchor live gather camp shelter wait leave hide stay rest serve work fight")
_SPEAKING = word_set("speak address talk meet gather attend appear visit arrive travel sit host")
_MAKING = word_set(
    "restore resume announce agree negotiate discuss debate sever break propose accept adopt ratify vote proclaim "
    "declare sign approve"
)
_DEALS = word_set(
    "relation tie agreement pact accord treaty deal contract bargain truce ceasefire talk memorandum protocol pledge "
    "declaration document peace contact"
)
""""Restored relations in Madrid"."""
_ORIGIN_COST, _SUBJECT_COST = 3.0, 1.0
_SHARED = {"conj", "appos", "flat"}
_PART = {"compound", "nmod", "nmod:poss", "amod", "obl", "nmod:unmarked", "dep", "nummod", "obl:unmarked"}


def cost_of(place: Place, sentence: Sentence, node: int) -> float | None:
    """How far-fetched it is that the act of word `node` was done at the place; 0 is said outright, None is no tie.

    Walks from the place up to the word: first to the preposition or role that says where, then over what lies between.
    """
    tokens = sentence.tokens
    t, cost, how, is_name = place.head, 0.0, False, True
    for _ in range(9):
        token = tokens[t]
        if t == node or token.head < 0:
            return None
        parent = tokens[token.head]
        if not how:
            step = _located(place, sentence, t, is_name, node)
            if step is None:
                return None
            how = step >= 0
            cost += max(step, 0.0)
            is_name = is_name and (how or token.deprel in _SHARED)
        else:
            over = _carried(sentence, token, parent)
            if over is None:
                return None
            cost += over
        if parent.index == node:
            return cost if how else None
        t = parent.index
    return None


def _located(place: Place, sentence: Sentence, t: int, is_name: bool, node: int) -> float | None:
    """What the step up from a word that stands for the place says: a cost where it says where, -1 where a word above
    may say it still ("city" in "the city of Mosul"), None where it says that this is no place."""
    tokens = sentence.tokens
    token, parent = tokens[t], tokens[tokens[t].head]
    lemma, relation = parent.lemma.lower(), token.deprel
    country = is_state(place, sentence)
    case = case_of(sentence, t)
    if case is not None and case != "of":
        if _is_in_place_noun(place, sentence, t, parent):
            return 0.0
        if parent.upos == "VERB" and lemma in SPEECH and case in {"in", "at", "on"} and _is_of_event(sentence, t):
            return None
        return _by_preposition(sentence, t, case, country=country and is_name)
    if relation in _SHARED:
        return -1.0
    if relation == "obj":
        return 0.0 if _is_object_place(lemma, country=country and is_name) else None
    if relation.startswith("nsubj"):
        is_seen = lemma in WITNESSING and not country and not _has_animate(sentence, parent.index)
        return _SUBJECT_COST if is_seen else None
    if lemma in _DIRECTIONS or token.lemma.lower() in _DIRECTIONS:
        return 0.0 if relation in {"advmod", "obl:unmarked", "obl", "nmod:unmarked"} and case is None else -1.0
    if relation in _PART:
        if case == "of":
            if lemma in _OF_EVENTS:
                return 0.0
            return -1.0 if lemma in PLACE_NOUNS or parent.deprel in _SHARED else None
        if parent.index == node and lemma in EVENT_NOUNS:
            return None if country else 0.0
        if parent.upos == "VERB":
            return None
        if lemma in _LOCALS and relation == "compound" and place.where.precision == "city" and base(parent) == "nsubj":
            verb = tokens[parent.head]
            return _SUBJECT_COST - 1 if parent.head >= 0 and verb.lemma.lower() not in SPEECH else None
        if lemma in EVENT_NOUNS and not country:
            return 0.3  # "arrested several during the New York protests"
        return -1.0 if lemma in PLACE_NOUNS else None
    return None


def _is_in_place_noun(place: Place, sentence: Sentence, t: int, parent: Token) -> bool:
    """ "A village near Bankass": where the noun is said to be is where the act is."""
    return (
        parent.lemma.lower() in PLACE_NOUNS
        and case_of(sentence, t) in _AT
        and t == place.head
        and (parent.deprel in _SHARED)
    )


def _by_preposition(sentence: Sentence, t: int, case: str, *, country: bool) -> float | None:
    tokens = sentence.tokens
    parent = tokens[tokens[t].head]
    lemma = parent.lemma.lower()
    if tokens[t].deprel == "obl:agent" and case == "by":
        return None
    if country and case in _NOT_WITH_COUNTRIES:
        return None
    if country and case == "between" and lemma not in _WAYS | PLACE_NOUNS and parent.upos != "VERB":
        return None  # "the conflict between Armenia and Azerbaijan"
    if case in {"on", "upon", "over"} and (lemma in TOPICS or (lemma in SPEECH and parent.upos == "VERB")):
        return None
    if case == "over":
        return 0.5 if lemma in MOVING | STRUCK | ON_THE_SPOT else None
    if case in {"from", "to"} and (lemma in _WAYS or (not country and _is_stretch(sentence, t, case))):
        return 0.5
    if case in _GOAL:
        if case in {"into", "onto"}:
            return None if lemma in _INQUIRY else 0.0
        return 0.0 if _moves(sentence, t) else None
    if case in _ORIGIN:
        if case == "out" and lemma not in SPEECH:
            return 0.5
        return _ORIGIN_COST if _moves(sentence, t) else None
    if case == "by" or (case in {"through", "via", "past"} and lemma in MOVING):
        return 1.0
    if lemma in _STATE_OF_MIND and parent.upos == "NOUN":
        return None
    if case == "including":
        return 0.0 if lemma in PLACE_NOUNS else None
    return 0.0 if case in _AT or case in {"at", "on", "upon"} else None


def _is_stretch(sentence: Sentence, t: int, case: str) -> bool:
    """ "Linked arms from Vilnius to Tallinn": all the way."""
    head = sentence.tokens[t].head
    if sentence.tokens[head].lemma.lower() in SPEECH | MOVING:
        return False
    other = "to" if case == "from" else "from"
    return any(
        c != t and sentence.tokens[c].upos == "PROPN" and case_of(sentence, c) == other
        for c in (*sentence.children(head), *sentence.children(t))
    )


def _moves(sentence: Sentence, t: int) -> bool:
    """Whether something is moved: the word above, or the verb whose object it belongs to."""
    tokens = sentence.tokens
    for _ in range(3):
        t = tokens[t].head
        if t < 0:
            return False
        if tokens[t].lemma.lower() in MOVING:
            return True
        if tokens[t].upos == "VERB" or base(tokens[t]) not in {"obj", "conj", "nmod", "appos", "iobj", "advmod"}:
            return False
    return False


def _is_object_place(lemma: str, *, country: bool) -> bool:
    return lemma in ENTERED or (lemma in STRUCK and not country)


def _carried(sentence: Sentence, token: Token, parent: Token) -> float | None:
    """The cost of a step up from a word that is done, or lies, at the place; None where what is above is elsewhere."""
    relation, lemma = base(token), parent.lemma.lower()
    speaks = lemma in SPEECH and parent.upos in {"VERB", "AUX"}
    if token.upos in {"VERB", "AUX", "ADJ"} and relation in {"advcl", "acl", "conj", "xcomp", "ccomp", "parataxis"}:
        return _clause_step(sentence, token, relation, speaks=speaks)
    if relation == "nsubj":
        return None if speaks and token.lemma.lower() in TALKERS else _SUBJECT_COST
    if relation in {"obj", "iobj"}:
        if speaks:
            return 0.5 if lemma in _MAKING and token.lemma.lower() in _DEALS else None
        is_event = token.lemma.lower() in EVENT_NOUNS or any(p.token == token.index for p in sentence.predicates)
        is_event = is_event and token.lemma.lower() not in PLACE_NOUNS
        return 0.3 if not is_event or lemma in LIGHT | ON_THE_SPOT | MOVING else None
    if relation in {"obl", "nmod", "dep", "advmod"}:
        case = case_of(sentence, token.index)
        if speaks and (
            token.lemma.lower() not in GATHERINGS | PLACE_NOUNS | EVENT_NOUNS or follows_event(sentence, token, parent)
        ):
            return None
        if parent.upos in {"VERB", "AUX"} and case in _NO_PLACE_ABOVE and not (case == "for" and lemma in MOVING):
            return None if case not in {"over"} or token.lemma.lower() not in GATHERINGS else 0.2
        return 0.2
    if relation in {"compound", "appos", "conj", "flat", "nummod", "amod"}:
        return 0.2
    return None


def _clause_step(sentence: Sentence, token: Token, relation: str, *, speaks: bool) -> float | None:
    marks = {m.lower() for m in _texts(sentence, token.index, {"mark"})}
    if relation == "advcl":
        if not marks:
            return 0.5 if not speaks or token.lemma.lower() in _SPEAKING else None
        if marks == {"to"}:
            goes = sentence.tokens[token.head].lemma.lower() in MOVING
            return 3.0 if goes and token.lemma.lower() in STRUCK | ENTERED | ON_THE_SPOT else None
        return 3.0 if marks <= {"as", "while", "when", "where"} and not speaks else None
    if relation == "xcomp":
        return None if speaks else 0.3
    if relation == "conj":
        has_own = bool(_texts(sentence, token.index, {"nsubj", "nsubj:pass"}))
        return None if speaks or has_own else 2.0
    if relation == "acl":
        if speaks or marks:
            return None
        if token.deprel == "acl:relcl":
            auxiliaries = {a.lower() for a in _texts(sentence, token.index, {"aux", "aux:pass"})}
            is_now = auxiliaries & {"were", "was", "are", "is"} and token.text.endswith("ing")
            return 3.0 if is_now or token.lemma.lower() in _RESTING else None
        return 2.0
    return None


def _is_of_event(sentence: Sentence, t: int) -> bool:
    """ "Praised the ceasefire in Gaza": what is praised lies there, though the tree ties the place to the praising."""
    token = sentence.tokens[t]
    verb = sentence.tokens[token.head]
    return (
        verb.lemma.lower() not in _MAKING
        and token.lemma.lower() not in GATHERINGS
        and follows_event(sentence, token, verb)
    )


def follows_event(sentence: Sentence, token: Token, verb: Token) -> bool:
    """ "Condemned the blast at a hospital in Gaza City": the hospital is the blast's, whatever the tree says."""
    events = {p.token for p in sentence.predicates}
    return token.lemma.lower() not in GATHERINGS and any(
        t.head == verb.index
        and t.deprel == "obj"
        and verb.index < t.index < token.index
        and (t.lemma.lower() in EVENT_NOUNS | _DEALS or t.index in events)
        for t in sentence.tokens
    )


def is_state(place: Place, sentence: Sentence) -> bool:
    """Whether the place is a state's name, which may as well be its government: not "Syrian soil", nor a town that is
    a state."""
    is_common = sentence.tokens[place.head].upos == "NOUN" and not sentence.tokens[place.head].text[:1].isupper()
    return place.where.precision == "country" and not is_common and place.where.country not in _TOWN_STATES


_TOWN_STATES = frozenset({"HKG", "SGP", "MAC", "MCO", "GIB"})


def base(token: Token) -> str:
    """The relation without its subtype."""
    return token.deprel.split(":")[0]


def case_of(sentence: Sentence, token: int) -> str | None:
    """The preposition of a noun; the possessive 's is none."""
    for child in sentence.children(token):
        if sentence.tokens[child].deprel == "case" and sentence.tokens[child].text not in {"'s", "’s", "'", "’"}:
            case = sentence.tokens[child].text.lower()
            # "pulled out of Menaka", where "out" hangs on the verb
            return "out" if case == "of" and sentence.tokens[sentence.tokens[token].head].upos == "VERB" else case
    return None


def _texts(sentence: Sentence, token: int, relations: Set[str]) -> list[str]:
    return [t.text for t in sentence.tokens if t.head == token and t.deprel in relations]


def _has_animate(sentence: Sentence, verb: int) -> bool:
    """ "Ankara hosted Merkel": a town that hosts or sees somebody by name is its government."""
    return any(
        sentence.tokens[n.start].head == verb and n.kind == "PER" and sentence.tokens[n.start].deprel in {"obj", "iobj"}
        for n in sentence.names
    )
