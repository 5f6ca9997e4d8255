"""Acts: words that the frame table knows, with their roles filled.

An act is found for every word of a sentence that the table lists (whatever the model calls a predicate); its first
row whose conditions hold decides its type.
"""

from __future__ import annotations

from detente.coding.act import Act
from detente.coding.clause import Clause
from detente.coding.frames import Frame, FrameTable
from detente.coding.roles import ADJUNCTS, fill
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
    return [a for a in acts if a.token not in used]


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
    lemma = t.lemma.lower()
    tries: list[tuple[tuple[int, ...], tuple[Frame, ...]]] = []
    for lemmas, wanted, frames in table.multiwords(lemma):
        if wanted == pos:
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
    for words, frames in tries:
        for frame in frames:
            if sense is not None and frame.senses and sense not in frame.senses:
                continue
            if not _conditions_hold(clause, table, frame, token, words, slots):
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
            return act
    return None


def _noun_slots(clause: Clause, token: int, words: tuple[int, ...]) -> tuple[Slot, ...]:
    """What hangs on the noun of a multiword act: "held talks with Tehran"."""
    nouns = [w for w in words if w != token and clause.tokens[w].upos == "NOUN" and clause.tokens[token].upos == "VERB"]
    return tuple(s for w in nouns for s in slots_of(clause, w) if s.prep is not None)


def _multiword(clause: Clause, token: int, lemmas: tuple[str, ...]) -> tuple[int, ...] | None:
    """Words of a multiword entry: each next lemma is near to the right, or hangs on the one before."""
    words = [token]
    for lemma in lemmas[1:]:
        nxt = None
        for c in clause.children[token]:
            child = clause.tokens[c]
            if lemma in (child.lemma.lower(), child.text.lower()) and child.deprel in _PARTS:
                nxt = c
                break
        if nxt is None:
            last = words[-1]
            near = (
                range(max(0, token - 2), token)
                if clause.tokens[token].upos == "NOUN"
                else range(last + 1, min(last + 3, len(clause.tokens)))
            )
            for i in near:
                if clause.tokens[i].lemma.lower() == lemma or clause.tokens[i].text.lower() == lemma:
                    nxt = i
                    break
        if nxt is None:
            for c in clause.children[words[-1]]:
                if clause.tokens[c].lemma.lower() == lemma:
                    nxt = c
                    break
        if nxt is None:
            return None
        words.append(nxt)
    return tuple(sorted(words))


def _object_slots(frame: Frame, slots: tuple[Slot, ...]) -> list[Slot]:
    sources = set(frame.source)
    return [
        s
        for s in slots
        if s.role not in sources
        and (not s.role.startswith("ARGM") or (s.prep in frame.target and s.role not in ADJUNCTS))
    ]


def _conditions_hold(
    clause: Clause, table: FrameTable, frame: Frame, token: int, words: tuple[int, ...], slots: tuple[Slot, ...]
) -> bool:
    """Whether the row's object condition is met by an argument that is not its source."""
    if not frame.object:
        return True
    heads: list[int] = []
    actor = person = False
    for s in _object_slots(frame, slots):
        for h in clause.conjuncts(s.head):
            heads.append(h)
            if any(m.actors for m in clause.by_head.get(h, ())):
                actor = True
                person = person or clause.tokens[h].upos in ("PROPN", "PRON")
    near: set[str] = set()
    if any("~" in item for item in frame.object):
        for x in (token, *(s.head for s in slots)):
            near |= {
                clause.tokens[c].lemma.lower()
                for c in clause.children[x]
                if clause.tokens[c].deprel in ("compound", "amod", "nmod", "obl")
            }
            if x != token:
                near.add(clause.tokens[x].lemma.lower())
        near |= {s.prep for s in slots if s.prep is not None}
    wanted: list[str] = []
    unwanted: list[str] = []
    for item in frame.object:
        (unwanted if item.startswith("!") else wanted).append(item.lstrip("!"))

    def met(item: str) -> bool:
        if "+" in item:
            return all(met(part) for part in item.split("+"))
        if item.startswith("~"):
            return item[1:] in near or (item.startswith("~@") and any(item[2:] in table.classes(x) for x in near))
        if item == "actor":
            return actor
        if item == "person":
            return person
        if item.startswith("@"):
            return any(item[1:] in table.classes(clause.tokens[h].lemma.lower()) for h in heads)
        return any(clause.tokens[h].lemma.lower() == item for h in heads)

    if any(met(item) for item in unwanted):
        return False
    return not wanted or any(met(item) for item in wanted)
