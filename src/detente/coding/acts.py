"""Acts: words that the frame table knows, with their roles filled.

An act is found for every word of a sentence that the table lists (whatever the model calls a predicate); its first
row whose conditions hold decides its type.
"""

from __future__ import annotations

from detente.coding.act import Act
from detente.coding.clause import Clause
from detente.coding.contexts import contexts_of
from detente.coding.frames import Frame, FrameTable
from detente.coding.roles import ADJUNCTS, fill, first_party, subjects
from detente.coding.slots import Slot, slots_of
from detente.coding.words import PARTITIVE
from detente.language.lemmas import lemma as past_lemma
from detente.values import Token

_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "j"}
_PARTS = "compound:prt obj obl advmod nsubj:pass xcomp compound amod nmod case".split()
"""How the further words of a multiword entry may hang on its head."""
_PAST = {
    "bade": "bid",
    "besought": "beseech",
    "forbad": "forbid",
    "forgave": "forgive",
    "forsook": "forsake",
    "outfought": "outfight",
    "overflew": "overfly",
    "overran": "overrun",
    "overthrew": "overthrow",
    "slew": "slay",
    "strove": "strive",
    "unfroze": "unfreeze",
    "waylaid": "waylay",
    "unfrozen": "unfreeze",
    "withheld": "withhold",
}
"""Irregular forms that the model's lemmas lack."""
_NEAR = ("compound", "amod", "nmod", "obl", "compound:prt", "advmod")
"""How a word may hang on the act or on one of its roles for a condition with "~"."""


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
    lemma = _lemma(t)
    if not table.frames(lemma, pos) and not table.multiwords(lemma) and table.frames(lemma + "e", pos):
        lemma += "e"  # "dynamited", of which the model makes "dynamit"
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
            _turn(clause, act)
            return act
    return None


def _lemma(token: Token) -> str:
    """The word's lemma, made right where the model leaves it as it stands: "overran", "summons" as a verb, "Tutsis"."""
    lemma = token.lemma.lower()
    if lemma in _PAST:
        return _PAST[lemma]
    if token.upos == "VERB" and token.xpos in ("VBD", "VBN") and lemma == token.text.lower():
        return past_lemma(lemma, "VERB", "VBD")  # "forgave", taken for a participle
    if token.xpos in ("VBZ", "NNS", "NNPS") and lemma == token.text.lower() and lemma.endswith("s"):
        return lemma if lemma.endswith("ss") else lemma[:-1]
    return lemma


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
        child = clause.tokens[c]
        if lemma in (child.lemma.lower(), child.text.lower()) and child.deprel in _PARTS:
            return c
    near = (
        range(max(0, token - 2), token)
        if clause.tokens[token].upos == "NOUN"
        else range(last + 1, min(last + 3, len(clause.tokens)))
    )
    for i in near:
        t = clause.tokens[i]
        if lemma in (t.lemma.lower(), t.text.lower()):
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


def _object_slots(frame: Frame, slots: tuple[Slot, ...]) -> list[Slot]:
    """The roles that a row's condition looks at: all but the doer's, also where the doer is the object ("hosted")."""
    turned = "ARG0" in frame.target and "ARG0" not in frame.source
    doers = {"ARG0"} if turned else set(frame.source)
    return [
        s
        for s in slots
        if s.role not in doers
        and (not s.role.startswith("ARGM") or (s.prep in frame.target and s.role not in ADJUNCTS))
    ]


def _owns(clause: Clause, word: int) -> bool:
    return clause.tokens[word].deprel in ("nmod:poss", "amod", "compound")


def _of_part(clause: Clause, head: int) -> list[int]:
    """What a part is of: "thousands of refugees", "a group of soldiers"."""
    if clause.tokens[head].lemma.lower() not in PARTITIVE:
        return []
    return [c for c in clause.children[head] if clause.tokens[c].deprel == "nmod" and clause.case(c) == "of"]


def _conditions_hold(
    clause: Clause, table: FrameTable, frame: Frame, token: int, words: tuple[int, ...], slots: tuple[Slot, ...]
) -> bool:
    """Whether the row's object condition is met by an argument that is not its source."""
    if {"visit", "weak"} <= frame.flags and clause.is_passive(token):
        return False  # "were flown out", "was headed by": nobody travels of his own will
    if not frame.object:
        return True
    heads: list[int] = []
    actor = person = False
    own = None if clause.is_passive(token) or frame.op is not None else clause.child(token, "nsubj")
    for s in _object_slots(frame, slots):
        if s.head == own and s.role == "ARG1":
            continue  # "parliament closes for the summer": nobody closes it
        for h in clause.conjuncts(s.head):
            heads.append(h)
            heads += _of_part(clause, h)
            if any(m.actors for m in clause.by_head.get(h, ())):
                actor = True
                person = person or clause.tokens[h].upos in ("PROPN", "PRON")
    near: set[str] = set()
    if any("~" in item for item in frame.object):
        timed = {s.head for s in slots if s.role == "ARGM-TMP"}
        for x in (token, *(s.head for s in slots)):
            below = [c for c in clause.children[x] if clause.tokens[c].deprel in _NEAR]
            near |= {_lemma(clause.tokens[c]) for c in below}
            near |= {p for c in below if c not in timed and (p := clause.case(c)) is not None}
            if x != token:
                near.add(_lemma(clause.tokens[x]))
        near |= {s.prep for s in slots if s.prep is not None and s.head not in timed}  # not "fired on Sunday"
        for c in clause.children[token]:  # "charging Rabat with helping them"
            mark = clause.child(c, "mark") if clause.tokens[c].deprel == "advcl" else None
            if mark is not None and clause.tokens[mark].lemma == "with":
                near.add("with")
        if clause.tokens[token].deprel == "xcomp" and clause.child(token, "nsubj") is None:
            near |= {_lemma(clause.tokens[f.mention.head]) for f in subjects(clause, token)}  # "nurses vowed to strike"
    wanted: list[str] = []
    unwanted: list[str] = []
    for item in frame.object:
        (unwanted if item.startswith("!") else wanted).append(item.lstrip("!"))

    def met(item: str) -> bool:
        if "+" in item:
            return all(met(part) for part in item.split("+"))
        if item.startswith("~"):
            return item[1:] in near or (item.startswith("~@") and any(item[2:] in table.classes(x) for x in near))
        if item == "infinitive":
            return any(clause.tokens[c].deprel == "xcomp" and clause.child(c, "mark") for c in clause.children[token])
        if item == "actor":
            return actor
        if item == "person":
            return person
        if item == "passive":
            return clause.is_passive(token)
        if item == "owned":  # "a Venezuelan plane", "Chad's tanker"
            return any(clause.by_head.get(c) for h in heads for c in clause.children[h] if _owns(clause, c))
        if item.startswith("@"):
            return any(item[1:] in table.classes(_lemma(clause.tokens[h])) for h in heads)
        return any(_lemma(clause.tokens[h]) == item for h in heads)

    if any(met(item) for item in unwanted):
        return False
    return not wanted or any(met(item) for item in wanted)
