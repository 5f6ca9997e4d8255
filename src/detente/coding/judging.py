"""Judgements told by a copula: "said Russia's conduct was unacceptable" is criticism, "called" or not.

The words that judge are the classes bad, bad_adjective and good of the frame table.
"""

from __future__ import annotations

from dataclasses import replace

from detente.coding.act import Act
from detente.coding.clause import Clause
from detente.coding.frames import FrameTable
from detente.coding.parties import in_slot
from detente.coding.slots import Slot

_VERDICTS = (
    ({"bad", "bad_adjective"}, "ACCUSE", ("disapprove",), "111", "CRITICISE"),
    ({"good"}, "SUPPORT", (), "051", "PRAISE"),
)


def find_judgements(clause: Clause, acts: list[Act], table: FrameTable) -> list[Act]:
    """An act for each verdict in what somebody says of somebody else's doing; the speaker is its source."""
    found = []
    taken = {a.token for a in acts}
    for say in acts:
        if say.frame.op != "SAY" or not say.source:
            continue
        for c in clause.children[say.token]:
            t = clause.tokens[c]
            if t.deprel not in ("ccomp", "parataxis") or c in taken or clause.child(c, "cop") is None:
                continue
            classes = table.classes(t.lemma.lower())
            subject = clause.child(c, "nsubj")
            verdict = next((v for v in _VERDICTS if v[0] & classes), None)
            if verdict is None or subject is None or not table.ontology.knows(*verdict[1:4]):
                continue  # an ontology of another field need not know criticism and praise
            _, kind, modes, cameo, op = verdict
            frame = replace(
                say.frame, type=kind, modes=modes, cameo=cameo, op=op, flags=frozenset({"need_target"}), like=kind
            )
            start, end = clause.span(subject)
            slot = Slot("ARG1", start, end, subject, None, "tree")
            act = Act(c, (c,), frame, (slot,), source=say.source, type=kind, modes=modes, cameo=cameo, score=0.7)
            act.target = tuple(f for f in in_slot(clause, slot) if f.mention not in {g.mention for g in say.source})
            act.note("type", f"the verdict {t.lemma!r} of what is told -> {kind}")
            found.append(act)
    return found
