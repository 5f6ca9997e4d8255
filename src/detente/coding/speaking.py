"""Acts of words beyond composition: whom they are directed at, what they only announce, who merely looks on."""

from __future__ import annotations

from detente.coding.act import Act
from detente.coding.clause import Clause
from detente.coding.frames import FrameTable
from detente.coding.parties import Found, in_slot
from detente.coding.roles import subjects
from detente.coding.slots import Slot


def inside(clause: Clause, act: Act, table: FrameTable) -> tuple[Found, ...]:
    """Whom an embedding act is directed at, where the clause in it names no act.

    "demanded that Chad take them back"        REQUEST: who is to do it
    "undertook to pay Chad's debts", "vowed to turn Seoul to ash"   to whom or to whose things it is to be done
    """
    like = table.ontology.like(act.type or "")
    if like not in ("REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE"):
        return ()
    mine = {x.country or x.name for f in act.source for x in f.mention.actors}
    for c in clause.children[act.token]:
        t = clause.tokens[c]
        if t.upos != "VERB" or t.deprel not in ("ccomp", "xcomp") or c in act.words:
            continue
        doers = subjects(clause, c)
        if like == "REQUEST":
            found = doers if t.deprel == "ccomp" and _is_wished(clause, c) else ()
        elif t.deprel == "ccomp" and not mine & {x.country or x.name for f in doers for x in f.mention.actors}:
            found = ()  # "warning that Chad faces a threat"
        else:
            obj = clause.child(c, "obj")
            found = () if obj is None else in_slot(clause, Slot("ARG1", *clause.span(obj), obj, None, "tree"))
        found = tuple(
            f
            for f in found
            if clause.tokens[f.mention.head].upos != "PRON"
            and not mine & {x.country or x.name for x in f.mention.actors}
        )
        if found:
            act.note("target", "in the clause that it speaks of")
            act.score -= 0.1
            return found
    return ()


def _is_wished(clause: Clause, verb: int) -> bool:
    """ "that Chad withdraw", "that Chad must withdraw"; not "how Chad should withdraw"."""
    below = [clause.tokens[c] for c in clause.children[verb]]
    if any(t.xpos in ("WRB", "WP", "WDT") for t in below):
        return False
    return clause.tokens[verb].xpos in ("VB", "VBP") or any(t.lemma in ("must", "should") for t in below)


def declare(clause: Clause, act: Act, inner: Act, table: FrameTable) -> None:
    """What is only announced: "announced the withdrawal of its troops" CONCEDE, "announced a strike" THREATEN."""
    if clause.tokens[act.token].lemma not in ("announce", "declare", "proclaim"):
        return
    if table.ontology.like(inner.type or "") not in ("RETREAT", "PROTEST"):
        return
    if "resign" in inner.modes:
        return  # who announces that he resigns has resigned
    t = clause.tokens[inner.token]
    rule = table.compose("PROMISE", inner.type or "", inner.modes, inner.cameo)
    if (
        t.upos == "NOUN"
        and t.head == act.token
        and t.deprel in ("obj", "nsubj:pass")
        and rule is not None
        and rule.type
    ):
        inner.type, inner.modes, inner.cameo = rule.type, rule.modes, rule.cameo
        inner.note("type", f"announced: {rule.type}")


def is_onlooker(act: Act, inner: Act) -> bool:
    """ "analysts expect that Spain will lend": who foresees it is not who does it, and promises nothing."""
    mine = {x.country or x.name for f in act.source for x in f.mention.actors}
    theirs = {x.country or x.name for f in inner.source for x in f.mention.actors}
    return bool(act.source and theirs) and not mine & theirs
