"""What is counted, polled or private, and so no act between public actors."""

from __future__ import annotations

from detente.coding.act import Act
from detente.coding.clause import Clause
from detente.coding.doers import doers_of, is_indefinite
from detente.coding.screens import count, is_of
from detente.coding.words import WEAPONS


def is_statistic(clause: Clause, act: Act) -> bool:
    """Whether acts are only counted: "visits to Egypt fell by a third", "the number of those expelled doubled"."""
    t = clause.tokens[act.token]
    below = act.token
    for at in clause.ancestors(act.token):
        rel = clause.tokens[below].deprel
        if rel == "nmod" and is_of(clause, at, "measure") and _has_the(clause, at):
            return True
        if rel not in ("nmod", "acl", "acl:relcl", "amod"):
            break
        below = at
    if t.upos != "NOUN" or t.head < 0:
        return False
    share = any(x.text == "%" or x.text.lower() in ("percent", "per cent") for x in clause.tokens)
    if t.deprel.startswith("nsubj") and share and clause.tokens[t.head].lemma in ("stand", "run", "be", "%", "percent"):
        return True  # "support for the pact stands at 71%"
    return (
        t.deprel.startswith("nsubj")
        and t.xpos == "NNS"
        and clause.tokens[t.head].upos == "VERB"
        and is_of(clause, t.head, "statistic")
        and not _has_the(clause, act.token)
    )


def is_polled(clause: Clause, act: Act) -> bool:
    """Whether a poll tells it of people asked: "most French voters reject the reform, a poll found"."""
    if not count(clause, "poll"):
        return False
    return any(is_of(clause, d, "polled") for d in (*doers_of(clause, act), *act.agents))


def is_of_kin(clause: Clause, act: Act) -> bool:
    """Whether a private quarrel is told: "a man shot his wife", "a driver stabbed a colleague"."""
    if act.type not in ("ASSAULT", "THREATEN", "ACCUSE"):
        return False
    hit = [s.head for s in act.slots if s.role in ("ARG1", "ARG2") and clause.tokens[s.head].upos == "NOUN"]
    doers = [d for d in doers_of(clause, act) if clause.tokens[d].upos == "NOUN"]
    doers = [d for d in doers if clause.tokens[d].lemma.lower() not in WEAPONS]  # not "an airstrike killed his brother"
    return any(is_of(clause, h, "kin") for h in hit) and any(is_indefinite(clause, d) for d in doers)


def _has_the(clause: Clause, noun: int) -> bool:
    return any(clause.tokens[c].text.lower() in ("the", "this", "these", "those") for c in clause.children[noun])
