"""Acts: words that the frame table knows, with their roles filled.

An act is found for every word of a sentence that the table lists (whatever the model calls a predicate); its first
row whose conditions hold decides its type.
"""

from __future__ import annotations

from detente.coding.act import Act
from detente.coding.clause import Clause
from detente.coding.conditions import Conditions, lemma_of
from detente.coding.contexts import contexts_of
from detente.coding.frames import Frame, FrameTable
from detente.coding.roles import fill, first_party, subjects
from detente.coding.slots import Slot, slots_of

_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "j"}
_PARTS = "compound:prt obj obl advmod nsubj:pass xcomp compound amod nmod case".split()
"""How the further words of a multiword entry may hang on its head."""


def find_acts(clause: Clause, table: FrameTable) -> list[Act]:
    """Every act of the sentence, before composition, in the order of its words."""
    acts: list[Act] = []
    for t in clause.tokens:
        pos = _POS.get(t.upos)
        if pos is None or t.deprel in ("aux", "aux:pass", "cop", "flat"):
            continue
        if pos == "n" and _is_part_of_name(clause, t.index):
            continue
        act = _act_at(clause, table, t.index, pos)
        if act is not None:
            acts.append(act)
    used = {w for a in acts if len(a.words) > 1 for w in a.words if w != a.token}
    acts = [a for a in acts if a.token not in used]
    for act in acts:
        act.contexts = contexts_of(clause, act.type, act.modes, act.contexts)
    return acts


def _is_part_of_name(clause: Clause, token: int) -> bool:
    """ "the Bank of Peace", "Strike Force": a word inside a name is not an act."""
    t = clause.tokens[token]
    if any(m.first <= token < m.last and token != m.head for m in clause.mentions):
        return t.upos == "PROPN"
    if t.upos == "PROPN" and clause.sentence.part in ("body", "caption"):
        return any(n.start <= token < n.end for n in clause.sentence.names)
    return False


def _act_at(clause: Clause, table: FrameTable, token: int, pos: str) -> Act | None:
    t = clause.tokens[token]
    lemma = lemma_of(t)
    if not table.frames(lemma, pos) and not table.multiwords(lemma) and table.frames(lemma + "e", pos):
        lemma += "e"  # "dynamited", of which the model makes "dynamit"
    tries: list[tuple[tuple[int, ...], tuple[Frame, ...]]] = []
    for lemmas, wanted, frames in table.multiwords(lemma):
        if wanted == pos and clause.vocabulary.issuperset(lemmas[1:]):
            words = _multiword(clause, token, lemmas)
            if words is not None:
                tries.append((words, frames))
    tries.append(((token,), table.frames(lemma, pos)))
    if pos == "j" and t.xpos in ("VBN", "VBG"):
        tries.append(((token,), table.frames(lemma, "v")))
    if not any(frames for _, frames in tries):
        return None
    slots = slots_of(clause, token)
    predicate = clause.predicates.get(token)
    sense = predicate.roleset.rpartition(".")[2] if predicate is not None else None
    conditions = Conditions(clause, table, token, slots)
    for words, frames in tries:
        for frame in frames:
            if sense is not None and frame.senses and sense not in frame.senses:
                continue
            if not conditions.hold(frame):
                continue
            if frame.type is None and frame.op is None:
                return None  # a reading that is no act: figurative, sport, business
            act = Act(
                token,
                words,
                frame,
                (*slots, *_noun_slots(clause, token, words)),
                type=frame.type,
                modes=frame.modes,
                cameo=frame.cameo,
                contexts=frame.contexts,
            )
            act.symmetric = "symmetric" in frame.flags
            act.note(
                "type",
                f"{'/'.join(frame.lemma)}.{pos}"
                + (f" sense {sense}" if sense else "")
                + f" -> {frame.type or frame.op}",
            )
            fill(clause, act)
            _turn(clause, act)
            return act
    return None


def _noun_slots(clause: Clause, token: int, words: tuple[int, ...]) -> tuple[Slot, ...]:
    """What hangs on the further words of a multiword act.

    "held talks with Tehran", "said yes to the offer"   a phrase with a preposition
    "found the general guilty", "held two men captive"  the subject of the word is what the act is done to
    """
    found: list[Slot] = []
    if clause.tokens[token].upos != "VERB":
        return ()
    for w in words:
        t = clause.tokens[w]
        if w == token or t.upos in ("ADP", "SCONJ", "PART", "DET"):
            continue
        found += [s for s in slots_of(clause, w) if s.prep is not None]
        subject = clause.child(w, "nsubj")
        if subject is not None and t.deprel == "xcomp":
            start, end = clause.span(subject)
            found.append(Slot("ARG1", start, end, subject, None, "tree"))
    return tuple(found)


def _turn(clause: Clause, act: Act) -> None:
    """Where the row says that the subject is at the receiving end, it is never whom the act is inherited from.

    "came under fire from rebels", "received the Pope"
    """
    frame = act.frame
    if "ARG0" not in frame.target or "ARG0" in frame.source:
        return
    struck = subjects(clause, act.token)
    if act.source and {f.mention for f in act.source} <= {f.mention for f in struck}:
        act.source, act.agents = first_party(clause, act, frame.source, tuple(f.mention.head for f in struck))
    act.target = act.target or tuple(f for f in struck if f not in act.source)


def _multiword(clause: Clause, token: int, lemmas: tuple[str, ...]) -> tuple[int, ...] | None:
    """Words of a multiword entry: each next lemma is near to the right, or hangs on the one before."""
    words = [token]
    for at, lemma in enumerate(lemmas[1:], start=1):
        if clause.tokens[words[-1]].lemma.lower() == lemma and words[-1] != token:
            continue  # found with the preposition before it
        nxt = _part(clause, token, words[-1], lemma)
        if nxt is None:
            phrase = _phrase(clause, token, lemma, lemmas[at + 1]) if at + 1 < len(lemmas) else None
            if phrase is None:
                return None
            words += phrase
            continue
        words.append(nxt)
    return tuple(sorted(set(words)))


def _part(clause: Clause, token: int, last: int, lemma: str) -> int | None:
    """The next word of an entry: a part of the head, a neighbour, or something that hangs on the word before."""
    for c in clause.children[token]:
        if lemma in clause.forms[c] and clause.tokens[c].deprel in _PARTS:
            return c
    near = (
        range(max(0, token - 2), token)
        if clause.tokens[token].upos == "NOUN"
        else range(last + 1, min(last + 3, len(clause.tokens)))
    )
    for i in near:
        t = clause.tokens[i]
        if lemma in clause.forms[i]:
            # "were dropped by the court": the preposition of who does it is no part of "drop by"
            if t.deprel == "case" and t.head >= 0 and clause.tokens[t.head].deprel == "obl:agent":
                return None
            return i
    for c in clause.children[last]:
        t = clause.tokens[c]
        if t.lemma.lower() == lemma and not (c < token and t.deprel == "mark"):
            return c  # "for jailing the editor": what goes before the verb is no part of "jail for"
    return None


def _phrase(clause: Clause, token: int, preposition: str, noun: str) -> list[int] | None:
    """The preposition of an entry, and its noun, after an object: "put nine men to death", "took Norland to court"."""
    below = clause.children[token]
    for c in (*below, *(g for b in below for g in clause.children[b])):
        t = clause.tokens[c]
        if c < token or not t.deprel.startswith(("obl", "nmod", "advcl")) or t.deprel == "obl:agent":
            continue
        case = clause.child(c, "case", "mark")
        if case is not None and clause.tokens[case].text.lower() == preposition and t.lemma.lower() == noun:
            return [case, c]
    return None
