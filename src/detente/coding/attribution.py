"""Who says so: the speaker of the verb above an act, or of "according to …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from detente.coding.clause import Clause
from detente.coding.parties import at_head, identity
from detente.coding.words import SAYING
from detente.values import Actor, Mention, Party

_ACCORDING = {"according to", "citing", "per", "according"}
_TOLD = SAYING | frozenset(
    """boast comment complain concede document emphasise emphasize establish estimate highlight inform lament mention
    observe reaffirm recall reckon recount reiterate remark swear testify underline underscore""".split()
)
"""Verbs whose content somebody else's word stands for; those of saying, and of dwelling on something."""
_STRESSED = frozenset("emphasise emphasize highlight reaffirm reiterate underline underscore".split())
"""Of these the object too: "underscored the aid to Ukraine"."""
_OF_CONTENT = ("ccomp", "parataxis", "xcomp", "obj", "advcl")
_BY_ONESELF = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE", "SUPPORT"})
"""Acts done in the saying: nobody vouches for his own (corpus/GUIDELINE.md, 3)."""
_FOR_ALL = _BY_ONESELF - {"SUPPORT"}
"""Of these a state's are done by whoever speaks for it: "Dow said Norland would pay"."""
_VOICES = frozenset(
    """account activist agency authority broadcaster channel expert journal media medic monitor network newspaper
    observer official outlet paper police poll press radio report resident review source spokesperson statement station
    study survey website witness""".split()
)
"""Common nouns of who or what gives testimony, for those whom nobody resolved; not "the meeting underscored"."""
_ISSUED = frozenset("account announcement bulletin estimate press release report statement tally website".split())
"""What somebody puts out, who tells by it."""
_PERSON = re.compile(r"[a-z]{2,}(?:er|or|ist|ian|man|men|woman|women|people)")
_LONG = 12
"""Words of a speaker at most."""


_AFTER = frozenset({"acl:relcl", "acl", "appos", "parataxis", "conj", "punct", "cc"})


class Speaker(NamedTuple):
    """Who tells: the mention, None of one whom nobody resolved; first and last word of the whole phrase."""

    mention: Mention | None
    first: int
    last: int


def is_saying(lemma: str) -> bool:
    """Whether the verb reports what somebody says."""
    return lemma in SAYING


def speakers(clause: Clause, token: int) -> list[Speaker]:
    """Everyone to whom the act at `token` is ascribed, nearest first."""
    found: list[Speaker] = []
    chain = [token, *clause.ancestors(token)]
    for at, head in pairwise(chain):
        if _tells_content(clause, at, head):
            found += _subjects_of(clause, head)
    for at in chain:
        for c in clause.children[at]:
            if _is_aside(clause, c, token):
                found += _subjects_of(clause, c)
            child = clause.tokens[c]
            if c in chain:
                continue
            if child.deprel.startswith(("obl", "advmod", "nmod", "advcl")) and clause.case(c) in _ACCORDING:
                found += _phrases(clause, c)
            if child.text.lower() in ("citing", "according"):
                for x in clause.children[c]:
                    if clause.tokens[x].deprel in ("obj", "obl", "nmod"):
                        found += _phrases(clause, x)
    return list(dict.fromkeys(found))


def told_by(clause: Clause, token: int, text: str, doers: Iterable[Party], like: str) -> tuple[Party, ...]:
    """Who tells of the act at `token`, of a type like this and done by `doers`, as parties."""
    found = (p for s in speakers(clause, token) for p in parties_of(clause, s, text))
    return without_doers(clause, token, found, doers, like)


def without_doers(
    clause: Clause, token: int, found: Iterable[Party], doers: Iterable[Party], like: str
) -> tuple[Party, ...]:
    """The speakers but for those whose saying is the act.

    "said he had urged Chad to pay", "said they arrested two"   he, they: of what they did they tell
    "said he would pay", "we urge Chad to pay"                  nobody: who promises, asks or blames does so himself
    "announced an operation"                                    nobody: his own
    """
    found, doers = list(found), list(doers)
    is_verb = clause.tokens[token].upos == "VERB"
    if is_verb and (like not in _BY_ONESELF or _is_recounted(clause, token)):
        return tuple(found)
    own = {identity(p.actor) for p in doers}
    states = {p.actor.code for p in doers if p.actor.code} if like in _FOR_ALL else set()
    return tuple(p for p in found if identity(p.actor) not in own and p.actor.code not in states)


def _is_recounted(clause: Clause, verb: int) -> bool:
    """Whether the verb tells what was done before it is told: "asked", "had asked", "were investigating"."""
    t = clause.tokens[verb]
    below = [clause.tokens[c] for c in clause.children[verb] if clause.tokens[c].deprel.startswith("aux")]
    if any(x.xpos == "MD" for x in below):
        return False
    past = any(x.lemma == "have" or x.xpos == "VBD" for x in below)
    return t.xpos == "VBD" or (past and t.xpos in ("VBN", "VBG"))


def parties_of(clause: Clause, speaker: Speaker, text: str) -> Iterator[Party]:
    """The speaker with all the words that name him: "State Department spokeswoman Victoria Nuland"."""
    start, end = clause.tokens[speaker.first].start, clause.tokens[speaker.last - 1].end
    words = text[start:end]
    if speaker.mention is None:
        yield Party(words, start, end, Actor(" ".join(words.split()), None, None, None), "text")
    else:
        yield from (Party(words, start, end, a, speaker.mention.via) for a in speaker.mention.actors)


def _tells_content(clause: Clause, at: int, head: int) -> bool:
    """Whether `head` is a verb of saying and the clause of `at` what it says."""
    h, rel = clause.tokens[head], clause.tokens[at].deprel
    if h.upos != "VERB" or h.lemma not in _TOLD or rel not in _OF_CONTENT:
        return False
    if rel == "parataxis" and (clause.child(head, "obj", "ccomp") is not None or _is_parted(clause, head, at)):
        return False  # "The Methodists said amen; the council stood by him"
    return rel != "obj" or h.lemma in SAYING | _STRESSED


def _is_aside(clause: Clause, verb: int, token: int) -> bool:
    """ ", the ministry said": a clause of saying beside what is said, with nothing said in itself."""
    t = clause.tokens[verb]
    if t.deprel not in ("parataxis", "parataxis:reporting", "discourse") or t.lemma not in _TOLD:
        return False
    first, last = clause.span(verb)
    if first <= token < last or clause.child(verb, "obj", "ccomp") is not None:
        return False
    return not _is_parted(clause, t.head, verb)


def _is_parted(clause: Clause, one: int, other: int) -> bool:
    """Whether a semicolon stands between two words."""
    return any(t.text == ";" for t in clause.tokens[min(one, other) : max(one, other)])


def _subjects_of(clause: Clause, verb: int) -> Iterator[Speaker]:
    subject = _nearest_subject(clause, verb)
    if subject is None and clause.tokens[verb].deprel == "conj":
        subject = _nearest_subject(clause, clause.tokens[verb].head)
    if subject is None and clause.is_passive(verb):
        subject = clause.child(verb, "obl:agent")
    if subject is not None:
        yield from (s for s in _phrases(clause, subject) if s.mention is not None or _is_voice(clause, s))


def _nearest_subject(clause: Clause, verb: int) -> int | None:
    """The subject nearest to the verb: the tree may hang one of what is said on it too."""
    found = [c for c in clause.children[verb] if clause.tokens[c].deprel == "nsubj"]
    return min(found, key=lambda c: abs(c - verb), default=None)


def _is_voice(clause: Clause, speaker: Speaker) -> bool:
    """Whether a phrase that nobody resolved names who can tell, by a name or a noun."""
    words = clause.tokens[speaker.first : speaker.last]
    return any(t.upos == "PROPN" or t.lemma.lower() in _VOICES or _PERSON.fullmatch(t.lemma.lower()) for t in words)


def _phrases(clause: Clause, head: int) -> Iterator[Speaker]:
    """The speaker named by a word, and those joined to it."""
    for one in clause.conjuncts(head):
        found = phrase_at(clause, one)
        if found is not None:
            yield found


def phrase_at(clause: Clause, head: int) -> Speaker | None:
    """The whole phrase of a speaker; None of a bare pronoun or number whom nobody resolved."""
    mention = at_head(clause, head)
    if mention is None:
        named = [m for m in clause.by_head.get(head, ()) if m.actors]
        mention = max(named, key=lambda m: m.last - m.first) if named else _issuer(clause, head)
    upos = clause.tokens[head].upos
    if upos == "PRON":
        return None if mention is None else Speaker(mention, mention.first, mention.last)
    if mention is None and upos in ("NUM", "PUNCT", "SYM"):
        return None
    first, last = clause.span(head)
    for c in clause.children[head]:  # the name, not the clauses that hang on it
        start = clause.span(c)[0]
        joined = clause.tokens[c].deprel == "appos" and clause.tokens[start].upos == "PROPN"  # "President of Chad Déby"
        if clause.tokens[c].deprel in _AFTER and c > head and not joined:
            last = min(last, start)
    last = max(head + 1, min(last, first + _LONG))
    while last > head + 1 and clause.tokens[last - 1].upos == "PUNCT":
        last -= 1
    while first < head and (
        clause.tokens[first].upos in ("PUNCT", "ADP", "CCONJ")
        or clause.tokens[first].deprel in ("case", "fixed", "cc", "advmod", "mark")
    ):
        first += 1
    if mention is not None:
        first, last = min(first, mention.first), max(last, mention.last)
    return Speaker(mention, first, last)


def _issuer(clause: Clause, noun: int) -> Mention | None:
    """Whose statement or report it is: "a statement from the ministry", "the ministry's report"."""
    if clause.tokens[noun].lemma.lower() not in _ISSUED:
        return None
    for c in clause.children[noun]:
        t = clause.tokens[c]
        if t.deprel in ("nmod:poss", "compound") or (t.deprel == "nmod" and clause.case(c) in ("of", "from", "by")):
            mention = at_head(clause, c)
            if mention is not None:
                return mention
    return None
