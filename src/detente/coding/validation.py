"""What a row of the frame tables may say; anything else is a TableError with file, line and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

from detente.errors import TableError
from detente.ontology import Ontology
from detente.ontology.tsv import fault, listed
from detente.values import Modality

COLUMNS = (
    "lemma", "pos", "senses", "type", "modes", "cameo", "source", "target", "op", "object", "flags", "contexts",
    "example",
)  # fmt: skip

OPS = {
    "PROMISE": "the source will do X: pledge, vow, agree to, offer",
    "THREAT": "the source may do X to the target's harm: threaten, warn of",
    "ULTIMATUM": "the target is to do X by a day, or else: give ten days to, set a deadline",
    "REFUSE": "the source will not do X: refuse, reject, cancel before it began",
    "REQUEST": "somebody is to do X: demand, urge, call for",
    "ORDER": "own forces or powers are told to do X: the deed itself where it is hostile or a withdrawal",
    "DENY": "X is said not to be so",
    "PLAN": "the source is going to do X: plan, intend, prepare, schedule",
    "EXPECT": "X is foreseen, by whomever: expect, likely; a friendly X as in PLAN, a harmful one only possible",
    "TRY": "X is tried: seek, attempt",
    "SAY": "X is told: say, announce, confirm; the teller is attribution",
    "PASS": "a light verb: the noun in it is the act, its subject the doer",
    "STOP": "X that was going on ends: halt, suspend, lift",
    "ACCUSE": "somebody is said to have done X, a wrong",
    "PRAISE": "X is praised",
    "CRITICISE": "X is criticised",
    "ALLOW": "X is let happen",
    "FAIL": "X did not come about: fail, decline to",
    "HELP": "X is done with the source's help",
    "POSSIBLE": "X may happen: may, could, likely",
    "CAUSE": "X comes about because of the source: force, prompt",
}
FLAGS = {
    "symmetric": "every participant is a party: the act has no direction",
    "mutual": "symmetric when the subject is several and no target stands apart",
    "need_target": "without a target the row is no event, although its type allows that",
    "weak": "only between two states or bodies that are named",
    "visit": "the source travels; the target is the place or whoever hosts",
    "place": "the target may be a land that is named only as a place: recalled from Tehran, an embassy in Iran",
    "future": "the act speaks of something still to come",
    "violent": "people may be harmed: counts of dead and injured belong to it",
}
PREPOSITIONS = frozenset({
    "about", "across", "after", "against", "along", "among", "around", "as", "at", "before", "behind", "between",
    "beyond", "by", "during", "for", "from", "in", "inside", "into", "near", "of", "off", "on", "onto", "out",
    "outside", "over", "past", "through", "to", "toward", "towards", "under", "upon", "with", "within", "without",
})  # fmt: skip
_ROLES = PREPOSITIONS | {"all", "poss", "ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"}
_ARGM = frozenset({"ARGM-COM", "ARGM-DIR", "ARGM-GOL", "ARGM-LOC"})


def head_first(lemma: str, pos: str) -> tuple[str, ...]:
    """The lemmas of a multiword entry, its head first.

    Verbs and adjectives begin with it ("call off"); so do nouns with a preposition ("show of force"); other nouns end
    with it: "air strike" -> ("strike", "air").
    """
    words = tuple(lemma.split())
    if pos == "n" and not PREPOSITIONS.intersection(words):
        return words[-1], *words[:-1]
    return words


@dataclass
class Check:
    """Checks the rows of one file in order; remembers what came before, to find rows that can never be reached."""

    path: Path
    ontology: Ontology
    classes: frozenset[str]
    _unconditional: dict[tuple[str, str], tuple[int, frozenset[str]]] = field(default_factory=dict)
    _seen: dict[tuple[object, ...], int] = field(default_factory=dict)

    def row(self, line: int, cells: dict[str, str]) -> None:
        """Raise TableError unless the row of frames.tsv is valid."""
        if not listed(cells["lemma"], "|"):
            raise self._fault(line, "The row has no lemma.", "Write one, or several with | between them.")
        if cells["lemma"] != cells["lemma"].lower():
            raise self._fault(line, f"The lemma {cells['lemma']} has capitals.", "Write lemmas in small letters.")
        self._one_of(line, "pos", cells["pos"], ("v", "n", "j"))
        for sense in listed(cells["senses"]) or ("",):
            if sense != "*" and not (len(sense) == 2 and sense.isdigit()):
                raise self._fault(
                    line, f"{sense or 'An empty cell'} is no sense.", "Write *, or numbers such as 01,03."
                )
        self._coding(line, cells)
        if cells["op"]:
            self._one_of(line, "op", cells["op"], tuple(OPS))
        acts = cells["type"] != "-" or bool(cells["op"])
        for name in ("source", "target"):
            for role in listed(cells[name]):
                if role != "-" and role not in _ROLES and role not in _ARGM:
                    todo = f"Use ARG0 to ARG5, poss, all, a preposition, or one of {', '.join(sorted(_ARGM))}."
                    raise self._fault(line, f"{role} is no role.", todo)
        if acts and not listed(cells["source"]):
            raise self._fault(line, "The row names an act but no source.", "Write the role that does it, such as ARG0.")
        if acts and not listed(cells["target"]):
            raise self._fault(line, "The cell for the target is empty.", "Write its roles, or - for none.")
        if not acts and (cells["modes"] or cells["cameo"] or cells["flags"]):
            raise self._fault(
                line, "A row without type and op has modes, cameo or flags.", "Name the type or clear them."
            )
        for item in listed(cells["object"], "|"):
            for part in (p.removeprefix("!").removeprefix("~") for p in item.split("+")):
                if part.startswith("@") and part[1:] not in self.classes:
                    todo = f"Use one of: {', '.join(sorted(self.classes))}; or add it to classes.tsv."
                    raise self._fault(line, f"{part} is no class.", todo)
        for flag in listed(cells["flags"]):
            self._one_of(line, "flag", flag, tuple(FLAGS))
        for context in listed(cells["contexts"]):
            self._one_of(line, "context", context, tuple(self.ontology.contexts))
        if cells["type"] != "-" and not cells["example"]:
            raise self._fault(line, "The row names a type but has no example.", "Write a short sentence of your own.")
        self._reachable(line, cells)

    def composition(self, line: int, cells: dict[str, str]) -> Modality | None:
        """The modality of a row of compose.tsv; raises TableError unless the row is valid."""
        self._one_of(line, "op", cells["op"], tuple(OPS))
        self._coding(line, cells)
        if not listed(cells["inner"]):
            raise self._fault(line, "The row names no inner type.", "Write types with commas, or * for any.")
        for inner in listed(cells["inner"]):
            type, _, narrow = inner.partition(":")
            narrow, _, code = narrow.partition(":")
            if code and not any(known.startswith(code) for known in self.ontology.cameo):
                raise self._fault(line, f"{code} begins no CAMEO code.", "Use a code of cameo.tsv.")
            if type != "*":
                self._one_of(line, "type", type, tuple(self.ontology.types))
            if narrow and not narrow.isdigit() and (type == "*" or narrow not in self.ontology.modes[type]):
                raise self._fault(line, f"{type} has no mode {narrow}.", "Use one of its modes, or a CAMEO code.")
            if narrow.isdigit() and not any(code.startswith(narrow) for code in self.ontology.cameo):
                raise self._fault(line, f"{narrow} begins no CAMEO code.", "Use a code of cameo.tsv.")
        if not cells["modality"]:
            return None
        self._one_of(line, "modality", cells["modality"], get_args(Modality))
        return cast(Modality, cells["modality"])

    def _coding(self, line: int, cells: dict[str, str]) -> None:
        type = cells["type"]
        if type != "-":
            self._one_of(line, "type", type, tuple(self.ontology.types))
        for mode in listed(cells["modes"]):
            known = tuple(self.ontology.modes[type]) if type != "-" else ()
            self._one_of(line, f"mode of {type}", mode, known)
        if cells["cameo"] and cells["cameo"] not in self.ontology.cameo:
            raise self._fault(line, f"{cells['cameo']} is no CAMEO code.", "Use a code of the ontology's cameo.tsv.")

    def _reachable(self, line: int, cells: dict[str, str]) -> None:
        senses = frozenset(() if cells["senses"] == "*" else listed(cells["senses"]))
        wanted = frozenset(listed(cells["object"], "|"))
        for lemma in listed(cells["lemma"], "|"):
            word = (lemma, cells["pos"])
            above = self._unconditional.get(word)
            if above is not None and (not above[1] or (senses and senses <= above[1])):
                todo = f"Move it above line {above[0]}, which takes every case, or delete one of the two."
                raise self._fault(line, f"{lemma} ({cells['pos']}) is never reached.", todo)
            key = (*word, senses, wanted)
            if key in self._seen:
                todo = f"Delete it or line {self._seen[key]}, which has the same conditions."
                raise self._fault(line, f"{lemma} ({cells['pos']}) is there twice.", todo)
            self._seen[key] = line
            if not wanted:
                before = above[1] if above is not None else frozenset()
                self._unconditional[word] = (line, frozenset() if not senses else before | senses)

    def _one_of(self, line: int, what: str, value: str, known: tuple[str, ...]) -> None:
        if value not in known:
            todo = f"Use one of: {', '.join(known)}." if known else "Leave the cell empty."
            raise self._fault(line, f"{value or 'An empty cell'} is no {what}.", todo)

    def _fault(self, line: int, what: str, todo: str) -> TableError:
        return fault(self.path, line, what, todo)
