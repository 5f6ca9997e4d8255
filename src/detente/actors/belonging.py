"""To which of a report's states an actor belongs of whom its words do not say it: "the police", "Ms Duro", "a court".

Every state that the report names or implies is weighed, and none beside them: each sign that speaks for one has a
weight for each group of actors, taught by the corpus (training/belonging.py); the highest sum wins. The rules that
decided alone before (surroundings) are among the signs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.actors.describing import State
from detente.actors.lands import Lands

NOBODY = ""
"""The key that stands for no state."""
TABLE = "belonging.tsv"
_LEAD = 1.0
"""By how much "no state", or another state than a firm rule's, must lead over what the rules say.

On reports left out of teaching as many are right as without, and fewer answers are odd in short texts.
"""
GROUPS = (
    "force", "government", "official", "armed", "opposition", "people", "society", "holder", "stranger", "body",
    "noun", "pronoun",
)  # fmt: skip
"""The columns of the table: groups of actors whose state is told by the same signs."""
WORDS = frozenset({"noun", "pronoun"})
"""Groups of words that no table knows: they may also mean a body of no one state."""
_BY_SECTOR = {
    "MIL": "force", "COP": "force", "SPY": "force", "GOV": "government", "JUD": "government", "LEG": "government",
    "REB": "armed", "PRM": "armed", "UAF": "armed", "OPP": "opposition", "PTY": "opposition", "ELI": "official",
    "EDU": "society", "LAB": "society", "MED": "society", "AGR": "society", "REL": "society", "SOC": "society",
    "BUS": "society", "JRN": "society",
}  # fmt: skip


def group_of(sector: str | None, *, is_person: bool = False) -> str:
    """The group of unnamed actors of a sector; `is_person`: of a role that one person has, as "minister"."""
    group = _BY_SECTOR.get(sector or "", "people")
    return "official" if is_person and sector == "GOV" else group


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what speaks for each answer: `NOBODY`, or the key of a state of `given`."""

    group: str
    sentence: int
    head: int
    name: str | None
    """Of a person or body; of others None."""
    rule: str
    """What the first of the rules says."""
    is_firm: bool
    """Whether that rule is right as often as what is chosen in its place: the dateline's state, for the unnamed."""
    lands: Lands
    given: Mapping[str, State]
    signs: Mapping[str, list[str]]
    """Those of this place in the text; what holds for the whole report is in `lands`."""


Choose = Callable[[Asked], str]


def choose(asked: Asked) -> str:
    """The answer of the package's table."""
    return choose_by(_table()[asked.group], asked)


def choose_by(weights: Mapping[str, float], asked: Asked) -> str:
    """The answer with the highest sum of weights; of equals the first."""
    whole, signs, get = asked.lands.scores(weights), asked.signs, weights.get
    scores = {NOBODY: sum([get(s, 0.0) for s in signs[NOBODY]])}
    for key in asked.given:
        own = signs.get(key)
        scores[key] = whole.get(key, 0.0) + (sum([get(s, 0.0) for s in own]) if own else 0.0)
    return decide(scores, asked.rule, is_firm=asked.is_firm)


def decide(scores: Mapping[str, float], rule: str, *, is_firm: bool = False) -> str:
    """The answer with the highest score; no state, or another than that of a firm rule, must lead clearly."""
    best = max(scores, key=scores.__getitem__)
    return rule if (best == NOBODY or is_firm) and scores[best] < scores[rule] + _LEAD else best


def by_rule(asked: Asked) -> str:
    """What the rules alone say: for training, and for comparison."""
    return asked.rule


@cache
def _table() -> dict[str, dict[str, float]]:
    """The weights of each sign, by group."""
    text = (files("detente.actors") / "data" / TABLE).read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {
        group: {row[0]: float(row[at]) for row in rows[1:] if row[at]} for at, group in enumerate(rows[0][1:], start=1)
    }
