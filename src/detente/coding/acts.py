"""Acts: words that the frame table knows, with their roles filled; and what an act does to another act inside it.

An act is found for every word of a sentence that the table lists (whatever the model calls a predicate); its first
row whose conditions hold decides its type. Embedding acts ("pledge", "threaten", "refuse") then take in the act that
they speak of, by the table of compositions (PLOVER.md section 3).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.coding.attribution import is_saying
from detente.coding.clause import Clause
from detente.coding.factuality import Status, status_of
from detente.coding.frames import Frame, FrameTable
from detente.coding.parties import Found, at_head, identity, in_slot, toward
from detente.coding.slots import Slot, slots_of
from detente.values import Modality, Step

_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "j"}
_OBJECT_CONTROL = {
    "urge", "ask", "tell", "order", "force", "allow", "persuade", "press", "pressure", "push", "warn", "invite", "help", "require", "compel",
    "instruct", "command", "beg", "encourage", "enable", "let", "make", "have", "want", "expect", "permit", "convince", "call", "get",
    "lead", "prompt", "oblige", "forbid", "ban", "bar", "prevent", "stop", "accuse", "criticize", "criticise", "condemn", "praise", "blame",
    "thank", "suspect", "charge", "denounce", "commend", "fault", "slam", "blast", "hail", "applaud", "congratulate", "arrest", "sentence",
}  # fmt: skip
_ANYWHERE = ("with", "from", "to", "against", "on", "toward", "towards", "for", "into", "in")
_INSIDE = {
    "REQUEST": ("with", "from"), "REJECT": ("with", "from", "to"), "THREATEN": ("on", "against", "with"), "AGREE": ("with", "to", "for"),
    "CONCEDE": ("to", "with"), "SUPPORT": ("with",), "SANCTION": ("with", "to", "from", "against", "on"), "AID": ("to", "for"),
    "COOPERATE": ("with",), "RETREAT": ("to", "from", "with"),
}  # fmt: skip
"""After which prepositions the target may stand inside what is asked, refused, signed, cut ("talks with Tehran")."""
_TAKES = {"receive", "get", "win", "gain", "draw", "face", "suffer", "earn", "attract", "undergo", "incur", "sustain", "obtain", "secure"}
"""Light verbs whose subject is on the receiving end of the act that their object names."""
_TOPICAL = {"discuss", "debate", "negotiate", "review", "address", "talk", "speak"}
"""Verbs whose object is what is talked about, not who takes part."""
_DOMESTIC = {"ACCUSE", "ASSAULT", "COERCE", "PROTEST", "CONSULT", "SUPPORT", "THREATEN"}
"""Types that one official body of a state may well do to another."""
_ADJUNCTS = {"ARGM-TMP", "ARGM-PRP", "ARGM-CAU", "ARGM-ADV", "ARGM-MNR", "ARGM-DIS", "ARGM-PRD", "ARGM-EXT", "ARGM-MOD", "ARGM-NEG", "ARGM-ADJ"}
_AIMED = ("at", "on", "onto", "against", "into", "over", "toward", "towards", None)
_NUMBERED = {"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"}


@dataclass
class Act:
    """One word (or a few) that names an act, while it is being read."""

    token: int
    words: tuple[int, ...]
    frame: Frame
    slots: tuple[Slot, ...]
    source: tuple[Found, ...] = ()
    target: tuple[Found, ...] = ()
    type: str | None = None
    modes: tuple[str, ...] = ()
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    symmetric: bool = False
    modality: Modality = "actual"
    inner: list[Act] = field(default_factory=list)
    light: bool = False
    """Whether a light verb handed it its parties ("began an offensive")."""
    agents: tuple[int, ...] = ()
    """Head words that were used for the source."""
    taken: bool = False
    """Whether another act speaks of it, so that it is not coded by itself."""
    score: float = 0.85
    steps: list[Step] = field(default_factory=list)

    def note(self, name: str, how: str) -> None:
        """Remember a step of the reading for the explanation."""
        self.steps.append(Step(name, how))


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
            act = Act(token, words, frame, slots, type=frame.type, modes=frame.modes, cameo=frame.cameo, contexts=frame.contexts)
            act.symmetric = "symmetric" in frame.flags
            act.note("type", f"{'/'.join(frame.lemma)}.{pos}" + (f" sense {sense}" if sense else "") + f" -> {frame.type or frame.op}")
            _fill(clause, act)
            return act
    return None


def _multiword(clause: Clause, token: int, lemmas: tuple[str, ...]) -> tuple[int, ...] | None:
    """Words of a multiword entry: each next lemma is near to the right, or hangs on the one before."""
    words = [token]
    for lemma in lemmas[1:]:
        nxt = None
        for c in clause.children[token]:
            child = clause.tokens[c]
            if child.lemma.lower() == lemma or child.text.lower() == lemma:
                if child.deprel in ("compound:prt", "obj", "obl", "advmod", "nsubj:pass", "xcomp", "compound", "amod", "nmod", "case"):
                    nxt = c
                    break
        if nxt is None:
            last = words[-1]
            near = range(max(0, token - 2), token) if clause.tokens[token].upos == "NOUN" else range(last + 1, min(last + 3, len(clause.tokens)))
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
    return [s for s in slots if s.role not in sources and (not s.role.startswith("ARGM") or (s.prep in frame.target and s.role not in _ADJUNCTS))]


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
            near |= {clause.tokens[c].lemma.lower() for c in clause.children[x] if clause.tokens[c].deprel in ("compound", "amod", "nmod", "obl")}
            if x != token:
                near.add(clause.tokens[x].lemma.lower())
    wanted, unwanted = [], []
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


# ---- roles to parties ----


def _fill(clause: Clause, act: Act) -> None:
    """Source and target from the row's role lists, then from what the tree lets it inherit."""
    frame = act.frame
    place = "visit" in frame.flags
    t = clause.tokens[act.token]
    act.source, used = (), ()
    if t.deprel == "advcl" and t.xpos == "VBG" and clause.child(act.token, "nsubj") is None:
        act.source = subjects(clause, act.token)  # ", killing eight people": whoever does the main clause
        used = tuple(f.mention.head for f in act.source)
    if not act.source:
        act.source, used = _first(clause, act, frame.source, ())
    act.agents = used
    if not act.source:
        act.source = _inherited(clause, act)
        if act.source:
            act.note("source", "inherited over the tree")
            act.score -= 0.05
    act.target = _target(clause, act, used, place)
    if not act.target and frame.target:
        _look_further(clause, act, used, place)
    if not act.target and clause.tokens[act.token].deprel == "acl" and clause.is_passive(act.token):
        above = at_head(clause, clause.tokens[act.token].head)
        if above is not None and "ARG1" in frame.target:
            act.target = (Found(above, "named"),)


def _look_further(clause: Clause, act: Act, used: tuple[int, ...], place: bool) -> None:
    """A target in a role that the row does not name: inside the thing done, another numbered role, a place aimed at."""
    mine = {f.mention for f in act.source}
    preps = _INSIDE.get(act.type or "", ())
    for s in act.slots:
        if preps and s.role in ("ARG1", "ARG2", "COMP") and s.head not in used:
            found = tuple(f for f in toward(clause, s, preps) if f.mention not in mine)
            if found and not _same(act.source, found) and not _own(act.source, found):
                act.target = found
                act.note("role", f"inside {s.role}")
                act.score -= 0.1
                return
    others = tuple(s.role for s in act.slots if s.role in _NUMBERED and s.role not in (*act.frame.source, *act.frame.target))
    for role in others:
        found, _ = _first(clause, act, (role,), used, place=place)
        if found and not _same(act.source, found) and not _own(act.source, found):
            act.target = found
            act.score -= 0.1
            return
    if act.type == "ASSAULT":
        act.target = _hit_in_place(clause, act, used)


def _target(clause: Clause, act: Act, used: tuple[int, ...], place: bool) -> tuple[Found, ...]:
    """The first role that holds somebody else; the source's own ("recalled its ambassador") only where nobody else is.

    Of a friendly or material act towards one's own people or envoys nothing is left: it is no act between two.
    """
    own: tuple[Found, ...] = ()
    for role in act.frame.target:
        found, _ = _first(clause, act, (role,), used, place=place)
        if found and _same(act.source, found):
            continue
        if found and not _own(act.source, found):
            return found
        own = own or found
    if own:
        found, _ = _first(clause, act, ("from", "to", "with", "in", "of"), used, place=True)
        if not found or _own(act.source, found):
            found = tuple(f for s in act.slots if s.head not in used for f in toward(clause, s, _ANYWHERE))
        if found and not _own(act.source, found):
            return found
        if act.type not in _DOMESTIC or any(f.how == "owner" for f in own):
            return ()
    return own


def _same(source: tuple[Found, ...], target: tuple[Found, ...]) -> bool:
    """Whether the target is nobody but the source itself ("held their first meeting")."""
    mine = {identity(x) for f in source for x in f.mention.actors}
    return bool(mine) and all(identity(x) in mine for f in target for x in f.mention.actors)


def _own(source: tuple[Found, ...], target: tuple[Found, ...]) -> bool:
    """Whether the target is the source's own ("recalled its ambassador", "pulled its troops out")."""
    a = {(x.country or x.code) for f in source for x in f.mention.actors}
    b = {(x.country or x.code) for f in target for x in f.mention.actors}
    official = all(x.sector in ("GOV", "MIL", None, "SPY") for f in target for x in f.mention.actors)
    return official and None not in a and a == b


def _hit_in_place(clause: Clause, act: Act, used: tuple[int, ...]) -> tuple[Found, ...]:
    """Whoever's land the thing hit stands in: "fired missiles at three sites in Syria"."""
    for s in act.slots:
        prep = clause.case(s.head)
        if s.head in used or s.role.startswith("ARGM") and s.role not in ("ARGM-LOC", "ARGM-DIR", "ARGM-GOL") or prep not in _AIMED:
            continue
        direct = at_head(clause, s.head, place=True) if prep is not None or s.role == "ARG1" else None
        if direct is not None and direct.via == "place-name" and prep != "in":
            act.note("target", "the place aimed at stands for its state")
            act.score -= 0.1
            return (Found(direct, "owner"),)
        for c in clause.children[s.head]:
            if clause.tokens[c].deprel == "nmod" and clause.case(c) in ("in", "near", "outside", "inside", "across", "of"):
                mention = at_head(clause, c, place=True)
                if mention is not None:
                    act.note("target", "the land in which the thing hit stands")
                    act.score -= 0.15
                    return (Found(mention, "owner"),)
    return ()


def _first(
    clause: Clause, act: Act, roles: tuple[str, ...], not_these: tuple[int, ...], *, place: bool = False
) -> tuple[tuple[Found, ...], tuple[int, ...]]:
    """The parties of the first role in the list that holds an actor, and the heads used."""
    for role in roles:
        if role == "all":
            both: list[Found] = []
            for s in act.slots:
                if s.role == "ARG1" and s.prep != "with" and clause.tokens[act.token].lemma in _TOPICAL:
                    continue
                if s.role in _NUMBERED or s.role in ("poss", "between", "with", "of", "by", "and", "among"):
                    both += [f for f in in_slot(clause, s) if f not in both]
            both = [f for f in both if not any(_inside(f, g) for g in both)]
            if both:
                return tuple(both), tuple(f.mention.head for f in both)
            continue
        for s in act.slots:
            if (s.role == role or (s.prep == role and s.role != "poss" and s.role not in _ADJUNCTS)) and s.head not in not_these:
                found = in_slot(clause, s, place=place)
                if found:
                    act.note("role", f"{role} ({s.how})")
                    return found, tuple(f.mention.head for f in found) + (s.head,)
    return (), ()


def _inside(one: Found, other: Found) -> bool:
    """Whether a mention is only a part of another ("North Korea" in "North Korea's envoy")."""
    a, b = one.mention, other.mention
    return (b.start <= a.start and a.end <= b.end) and (b.end - b.start) > (a.end - a.start)


def subjects(clause: Clause, token: int, depth: int = 0) -> tuple[Found, ...]:
    """Who does the verb at `token`: its own subject, or the one it shares with a verb above."""
    if depth > 6:
        return ()
    t = clause.tokens[token]
    passive = clause.is_passive(token)
    own = clause.child(token, "nsubj") if not passive else None
    if own is not None:
        start, end = clause.span(own)
        return in_slot(clause, Slot("ARG0", start, end, own, None, "tree"))
    if passive:
        return ()
    if t.head < 0:
        return ()
    head = clause.tokens[t.head]
    if t.deprel == "xcomp" and head.lemma in _OBJECT_CONTROL:
        for c in clause.children[t.head]:
            if clause.tokens[c].deprel in ("obj", "iobj", "nsubj:pass", "obl") and (clause.tokens[c].deprel != "obl" or clause.case(c) == "on"):
                start, end = clause.span(c)
                return in_slot(clause, Slot("ARG1", start, end, c, None, "tree"))
    if t.deprel in ("advcl", "acl", "xcomp") and t.xpos == "VB" and head.head < 0 and head.upos in ("PROPN", "NOUN"):
        mention = at_head(clause, t.head)  # "Australia to expel two diplomats": a headline's subject stands as its root
        if mention is not None:
            return (Found(mention, "named"),)
    if t.deprel in ("xcomp", "advcl", "conj", "ccomp", "obl") and head.upos in ("VERB", "AUX", "ADJ", "NOUN"):
        if t.deprel == "advcl" and head.lemma in _OBJECT_CONTROL and any(clause.tokens[c].deprel == "mark" and clause.tokens[c].lemma in ("of", "for", "from", "over") for c in clause.children[token]):
            obj = clause.child(t.head, "obj", "nsubj:pass")
            if obj is not None:
                start, end = clause.span(obj)
                return in_slot(clause, Slot("ARG1", start, end, obj, None, "tree"))
        return subjects(clause, t.head, depth + 1)
    if t.deprel in ("acl", "acl:relcl", "amod") and t.xpos in ("VBG", "VBD", "VBZ", "VBP", "VB"):
        if t.xpos == "VB" and head.upos == "NOUN":  # "a plan to attack": whoever owns the plan
            start, end = clause.span(t.head)
            owners = in_slot(clause, Slot("poss", start, end, t.head, None, "tree"))
            if owners:
                return owners
            return subjects(clause, t.head, depth + 1) if head.deprel in ("obj", "obl", "xcomp") else ()
        mention = at_head(clause, t.head)
        return (Found(mention, "named"),) if mention is not None else ()
    if t.upos in ("NOUN", "PROPN") and t.deprel in ("obj", "obl", "xcomp", "conj", "nmod") and head.upos == "VERB":
        return subjects(clause, t.head, depth + 1)
    return ()


def _inherited(clause: Clause, act: Act) -> tuple[Found, ...]:
    t = clause.tokens[act.token]
    if t.upos == "NOUN" and "visit" in act.frame.flags and t.deprel in ("obj", "conj", "nsubj:pass"):
        verb = next((h for h in clause.ancestors(act.token) if clause.tokens[h].upos == "VERB"), None)
        return subjects(clause, verb) if verb is not None else ()
    if clause.is_passive(act.token):
        # "killed in Israeli shelling": whoever does the deed that the passive one happens in
        for c in clause.children[act.token]:
            if clause.tokens[c].deprel.startswith("obl") and clause.case(c) in ("in", "by", "during", "from") and clause.tokens[c].upos == "NOUN":
                start, end = clause.span(c)
                found = in_slot(clause, Slot("ARG0", start, end, c, None, "tree"))
                if found and act.frame.type == "ASSAULT":
                    return found
        return ()
    if t.upos == "VERB" or "ARG0" in act.frame.source and t.upos == "ADJ":
        return subjects(clause, act.token)
    return ()


# ---- composition ----


def compose(clause: Clause, acts: list[Act], table: FrameTable) -> None:
    """Let embedding acts take in the acts they speak of, innermost first."""
    by_token = {a.token: a for a in acts}
    for act in sorted(acts, key=lambda a: (-clause.depth(a.token), a.token)):
        if act.frame.op is None:
            continue
        act.inner = _content(clause, act, by_token)
        _apply(clause, act, table)


def _content(clause: Clause, act: Act, by_token: dict[int, Act]) -> list[Act]:
    """The nearest acts below the embedding act that lie in its content: clauses and nouns that it governs."""
    found: list[Act] = []
    subject = set(act.agents)

    def look(token: int, depth: int) -> None:
        for c in clause.children[token]:
            rel = clause.tokens[c].deprel
            if c in act.words and c != act.token and c not in by_token:
                look(c, depth)
                continue
            if depth == 0 and (c in subject or rel.startswith(("nsubj", "csubj", "aux", "mark", "cc:", "parataxis", "discourse", "conj", "punct")) or rel == "cc"):
                if not (rel in ("nsubj:pass", "csubj:pass") and c not in subject):
                    continue
            if rel in ("acl:relcl", "parataxis", "appos", "amod", "nmod:poss", "punct"):
                continue
            if depth == 0 and rel in ("obl:tmod", "obl:unmarked", "advcl") and not (rel == "advcl" and act.frame.op in ("PROMISE", "THREAT", "ACCUSE", "CRITICISE", "PRAISE", "REQUEST", "ORDER", "ALLOW")):
                continue
            if depth == 0 and rel == "obl" and clause.case(c) in ("in", "at", "after", "during", "before", "since", "amid", "following", "despite", "because of", "according to", "until"):
                continue
            inner = by_token.get(c)
            if inner is not None and inner is not act:
                passed = inner.type is None and inner.frame.op == "PASS" and inner.inner
                found.extend(inner.inner if passed else [inner])
                for other in clause.conjuncts(c)[1:]:
                    beside = by_token.get(other)
                    if beside is not None and beside is not act:
                        found.append(beside)
                continue
            if depth < 4:
                look(c, depth + 1)

    look(act.token, 0)
    t = clause.tokens[act.token]
    if not found and clause.is_passive(act.token) and t.deprel == "acl":
        above = by_token.get(t.head)
        if above is not None:  # "sanctions imposed by", "talks held in"
            found.append(above)
    return found


def _apply(clause: Clause, act: Act, table: FrameTable) -> None:
    op = act.frame.op
    if op == "SAY":
        for i in act.inner:  # "announced a suspension of air links": who announces an act of no named doer does it
            if not i.source and clause.tokens[i.token].upos == "NOUN":
                i.source = tuple(f for f in act.source if f.mention.via != "agency")
                i.note("source", "who announces it")
        return
    if op is None:
        return
    effective = [i for i in act.inner if i.type is not None]
    if op == "REQUEST" and not act.target and _speaks_of_ties(clause, act, effective, table):
        # "called for expanded relations" by both sides: they show will to cooperate with each other
        act.type, act.modes, act.cameo, act.symmetric = "AGREE", (), "030", True
        act.note("type", "several call for ties and name nobody else: they mean each other")
        for i in effective:
            i.taken = True
        return
    if not effective:
        if _says_nothing(clause, act):
            act.type = None
        return
    inner = effective[0]
    if op == "PASS":
        for i in effective:
            _hand_on(clause, act, i)
        act.taken = True
        return
    rule = table.compose(op, inner.type or "", inner.modes, inner.cameo)
    if rule is None:
        return
    if rule.type is None:  # the inner act stands, in another light (denied, possible, planned)
        for i in effective:
            if rule.modality is not None:
                i.modality = rule.modality
                i.note("modality", f"{clause.tokens[act.token].text} + {i.type} -> {rule.modality}")
            if not i.source and op in ("PLAN", "EXPECT", "TRY", "FAIL", "POSSIBLE", "ALLOW", "HELP"):
                i.source = act.source
        act.type = act.type if op in ("DENY",) and act.frame.type else None
        act.taken = act.type is None
        return
    act.cameo = rule.cameo_under(act.cameo) or act.cameo
    act.type, act.modes = rule.type, rule.modes or (act.modes if rule.type == act.frame.type else ())
    act.contexts = tuple(dict.fromkeys(act.contexts + inner.contexts))
    if rule.modality is not None:
        act.modality = rule.modality
    act.note("type", f"{op} + {inner.type} -> {rule.type} ({rule.note or 'composition'})")
    toward_doer = op in ("ACCUSE", "CRITICISE", "PRAISE")
    mine = {f.mention for f in act.source}
    if toward_doer:
        if (not act.target or all(f.how == "owner" for f in act.target)) and inner.source:
            act.target = tuple(f for f in inner.source if f.mention not in mine)
    elif not act.target or {f.mention for f in act.target} <= {f.mention for f in inner.target}:
        asked = tuple(f for f in inner.source if f.mention not in mine)
        hit = tuple(f for f in inner.target if f.mention not in mine)
        act.target = (asked or hit) if op in ("REQUEST", "ORDER", "ALLOW", "CAUSE") else (hit or asked)
    if not act.source:
        act.source = inner.source
    if inner.symmetric and not act.target and len(act.source) + sum(len(f.mention.actors) - 1 for f in act.source) > 1:
        act.symmetric = True
    for i in effective:
        if not (toward_doer and op in ("CRITICISE", "PRAISE") and clause.tokens[i.token].upos in ("NOUN", "VERB") and _told_as_fact(clause, i, act)):
            i.taken = True


def _says_nothing(clause: Clause, act: Act) -> bool:
    """Whether an embedding act without an act inside is none: it lacks what it would embed, or only foresees.

    "pressure forces them closer"; "the governor agreed, saying …"; "warned that the year would be hard" for others
    """
    lemma, op = clause.tokens[act.token].lemma, act.frame.op
    content = [s for s in act.slots if s.head not in act.agents and (not s.role.startswith("ARGM") or s.role == "ARGM-PRP")]
    clausal = [s for s in content if clause.tokens[s.head].upos in ("VERB", "AUX") or s.role == "COMP"]
    if op == "CAUSE":
        return not clausal
    if op == "PROMISE" and lemma == "agree":
        return not content and len(act.source) < 2
    if lemma == "warn" and clausal and not act.target:
        if any(clause.tokens[c].deprel in ("obj", "iobj") for c in clause.children[act.token]):
            return False
        mine = {x.country or x.name for f in act.source for x in f.mention.actors}
        doers = {x.country or x.name for s in clausal for f in subjects(clause, s.head) for x in f.mention.actors}
        return not mine & doers
    return False


def _speaks_of_ties(clause: Clause, act: Act, inner: list[Act], table: FrameTable) -> bool:
    several = sum(len(f.mention.actors) for f in act.source) > 1
    if not several or any(i.source or i.target for i in inner):
        return False
    heads = [clause.tokens[s.head].lemma.lower() for s in act.slots if s.role not in act.frame.source and not s.role.startswith("ARGM")]
    return any({"ties", "relations"} & table.classes(h) for h in heads) or any(i.type in ("COOPERATE", "SUPPORT") for i in inner)


def _told_as_fact(clause: Clause, inner: Act, outer: Act) -> bool:
    return bool(inner.source) and status_of(clause, inner.token, outer.token).status == "fact"


def _hand_on(clause: Clause, act: Act, inner: Act) -> None:
    """A light verb gives its subject, and whatever else it governs, to the act named by its noun."""
    inner.light = True
    if clause.tokens[act.token].lemma in _TAKES:
        # "received assurances from Tbilisi", "drew criticism from Paris": the subject is at the other end
        givers, _ = _first(clause, act, ("from", "by"), act.agents)
        givers = givers or tuple(f for f in inner.source if f not in act.source)
        inner.source, inner.target = givers, tuple(f for f in act.source if f not in givers)
        inner.note("source", "the giver; the subject of the light verb takes")
        return
    mine = tuple(f for f in act.source if f not in inner.source)
    if not inner.source:
        inner.source = mine
    elif mine and inner.symmetric:
        inner.source = mine + tuple(f for f in inner.source if f not in mine)
    elif mine and not inner.target and "poss" not in inner.frame.source:
        inner.target, inner.source = inner.source, mine
    if not inner.target:
        inner.target = tuple(f for f in act.target if f not in inner.source)
    inner.words = tuple(sorted({*inner.words, *act.words})) if abs(inner.token - act.token) <= 4 else inner.words
    inner.note("source", "from the light verb")
    inner.score = min(0.85, inner.score + 0.05)


def modality_of(clause: Clause, act: Act, table: FrameTable) -> tuple[str | None, Modality, Status]:
    """(type, modality, status) after the clause's own negation, condition, modal or future (PLOVER.md section 3).

    "will meet", "is to visit"                 CONSULT -> AGREE
    "will attack", told by its doer or nobody  ASSAULT -> THREATEN; told by an onlooker it is only possible
    """
    status = status_of(clause, act.token).status
    kind = act.type
    if act.modality != "actual" or kind is None:
        return kind, act.modality, status
    if status == "future":
        rule = table.compose("PROMISE", kind, act.modes, act.cameo)
        if rule is None or rule.type is None:
            return kind, "possible", status
        if rule.type == "THREATEN" and not _told_by_doer(clause, act):
            return kind, "possible", status
        if rule.type != kind:
            act.modes, act.cameo = rule.modes, rule.cameo
        return rule.type, "actual", status
    if status == "denied" and _is_refusal(clause, act):
        rule = table.compose("REFUSE", kind, act.modes, act.cameo)
        if rule is not None and rule.type is not None:
            act.modes, act.cameo = rule.modes, rule.cameo
            act.note("type", f"will not {clause.tokens[act.token].lemma}: REFUSE + {kind} -> {rule.type}")
            return rule.type, "actual", "fact"
    if status == "possible" and (_is_met_for(clause, act) or _is_decreed(clause, act)):
        return kind, "actual", "fact"
    if status == "fact":
        return kind, "actual", status
    return kind, status, status


def _is_met_for(clause: Clause, act: Act) -> bool:
    """ "gathered in Cairo to discuss": who came together in order to talk did talk."""
    t = clause.tokens[act.token]
    return act.type == "CONSULT" and t.deprel in ("advcl", "xcomp") and t.head >= 0 and clause.tokens[t.head].lemma in _CAME


def _is_decreed(clause: Clause, act: Act) -> bool:
    """ "signed a decree to ban veils", "passed a bill legalising": what a norm in force does is done, by who made it."""
    t = clause.tokens[act.token]
    noun = clause.tokens[t.head] if t.head >= 0 else None
    if noun is None or not t.deprel.startswith(("acl", "advcl")):
        return False
    verb = clause.tokens[noun.head] if noun.upos == "NOUN" and noun.head >= 0 else noun
    norm = noun.lemma in _NORMS or any(clause.tokens[c].lemma in _NORMS for c in clause.children[verb.index] if clause.tokens[c].deprel in ("obj", "nsubj:pass"))
    if not norm or verb.lemma not in _ENACTS:
        return False
    if not act.source or clause.by_head.get(noun.index) and act.source[0].mention.head == noun.index:
        act.source = subjects(clause, verb.index)
    return bool(act.source)


_CAME = {"gather", "meet", "convene", "assemble", "come", "fly", "travel", "arrive", "visit", "sit", "hold", "join", "unite"}
_NORMS = {"decree", "bill", "law", "order", "resolution", "ruling", "decision", "measure", "motion", "legislation", "act", "amendment", "directive"}
_ENACTS = {"sign", "pass", "approve", "issue", "adopt", "enact", "vote", "back", "ratify", "introduce", "endorse", "announce"}


def _is_refusal(clause: Clause, act: Act) -> bool:
    """ "said it would not meet", "will not provide aid", told by the one who will not."""
    auxiliaries = {clause.tokens[c].text.lower() for c in clause.children[act.token] if clause.tokens[c].deprel == "aux"}
    return bool(auxiliaries & {"will", "would", "wo", "shall", "’ll", "'ll"}) and bool(act.source) and _told_by_doer(clause, act)


def _told_by_doer(clause: Clause, act: Act) -> bool:
    """Whether nobody else tells it: no verb of saying above, or one with the same subject."""
    said = [h for h in clause.ancestors(act.token) if is_saying(clause.tokens[h].lemma) and clause.tokens[h].upos == "VERB"]
    if not said:
        return True
    tellers = {x.country or x.name for f in subjects(clause, said[0]) for x in f.mention.actors}
    doers = {x.country or x.name for f in act.source for x in f.mention.actors}
    return bool(tellers & doers)
