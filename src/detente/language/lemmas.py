"""The dictionary form of a word, given its part of speech: "criticised" VBD -> "criticise", "talks" NNS -> "talk".

Words that no rule gets right stand in data/lemmas.tsv, with the verbs that decide between "hope" and "hop". The
rest is spelling: British and American alike. Lemmas are those of the UD English Web Treebank: "me" is "I", "n't" is
"not", "better" is "good", names keep their letters' case.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from detente.errors import TableError


class Table(NamedTuple):
    """What is known of single words: lemmas by tag and small-letter form, verbs, words that keep their capital."""

    lemmas: dict[tuple[str, str], str]
    verbs: frozenset[str]
    capitals: frozenset[str]


_TAGS = {
    "VERB": {"VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "MD"},
    "AUX": {"VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "MD"},
    "NOUN": {"NN", "NNS"},
    "PROPN": {"NNP", "NNPS"},
    "ADJ": {"JJ", "JJR", "JJS", "NNP", "VBN", "VBG", "AFX"},
    "ADV": {"RB", "RBR", "RBS", "WRB"},
}
_CAPITAL_END = re.compile(r"(?:[^aeiou]ian|ean|nese|[aeiou]lese|tani|raqi|raeli|meni|deshi)$")
# Stems that lost an e: "pric-ed", "seiz-ed", "argu-ed", "handl-ed", "judg-ed", "creat-ed", "expos-ed".
_LOST_E = re.compile(r"(?:[cuvz]|[aeiouynlr]s|[^aeiouyrlw]l|[dr]g|[aeiou]g|ir|[^o]ur|[^e]at|ut)$")
_ROMAN = re.compile("[IVXLC]+")
_SHORT = re.compile(r"(?:^|[^aeiouy])[^aeiou]*[aeiouy][^aeiouywx]$")
_VOWEL = re.compile(r"[aeiouy]+")


@cache
def _table() -> Table:
    """Read data/lemmas.tsv. Raises TableError for a line that is not kind, word, lemma."""
    lemmas: dict[tuple[str, str], str] = {}
    lists: dict[str, list[str]] = {"verb": [], "capital": []}
    text = files("detente").joinpath("language", "data", "lemmas.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) == 3:
            lemmas[cells[0], cells[1]] = cells[2]
        elif len(cells) == 2 and cells[0] in lists:
            lists[cells[0]].extend(cells[1].split(" "))
        else:
            raise TableError("a line is not tag, form, lemma", f"lemmas.tsv, line {number}: {line}", "Build it again.")
    return Table(lemmas, frozenset(lists["verb"]), frozenset(lists["capital"]))


@lru_cache(maxsize=1 << 16)
def lemma(form: str, upos: str, xpos: str | None = None) -> str:
    """The lemma of a word with its universal and, where known, its Penn tag. Unknown words follow the spelling rules.

    >>> lemma("travelling", "VERB", "VBG"), lemma("Ministers", "NOUN", "NNS"), lemma("Brussels", "PROPN", "NNP")
    ('travel', 'minister', 'Brussels')
    """
    table = _table()
    word = form.replace("’", "'").replace("\u00ad", "")
    small = word.lower()
    if xpos is None or (upos in _TAGS and xpos not in _TAGS[upos]):
        xpos = _guessed(small, upos, table)
    known = table.lemmas.get((xpos, small))
    if known is not None:
        return known
    if upos == "PROPN":
        return _with_case(word, by_rule(small, "NNS", table.verbs)) if xpos == "NNPS" else word
    if upos in ("NUM", "SYM", "X", "PUNCT"):
        return (
            small if upos == "NUM" and word.isalpha() and not _ROMAN.fullmatch(word) else word.replace(",", "") or word
        )
    found = by_rule(small, xpos, table.verbs)
    if upos not in ("ADJ", "NOUN"):
        return found
    if word[:1].isupper() and (xpos == "NNP" or found in table.capitals or _CAPITAL_END.search(found)):
        return _with_case(word, found)
    return found.capitalize() if upos == "ADJ" and found in table.capitals else found


def _guessed(small: str, upos: str, table: Table) -> str:
    """A Penn tag that fits the word where none is given."""
    if upos == "PROPN":
        return "NNP"
    if upos == "NOUN":
        return "NNS" if ("NNS", small) in table.lemmas or re.search(r"[^usi']s$|women$|[a-z]{3}smen$", small) else "NN"
    if upos in ("ADJ", "ADV"):
        r, s = ("JJR", "JJS") if upos == "ADJ" else ("RBR", "RBS")
        return next((tag for tag in (r, s) if (tag, small) in table.lemmas), "JJ" if upos == "ADJ" else "RB")
    if upos in ("VERB", "AUX"):
        tags = ("VBD", "VBN", "VBZ", "VBG", "MD", "VBP")
        known = next((tag for tag in tags if (tag, small) in table.lemmas), None)
        if known or small in table.verbs:
            return known or "VB"
        ends = (("ing", "VBG"), ("ed", "VBD"), ("ss", "VB"), ("s", "VBZ"))
        return next((tag for end, tag in ends if small.endswith(end)), "VB")
    closed: dict[str, tuple[str, ...]] = {
        "PRON": ("PRP", "PRP$", "DT", "WP"),
        "DET": ("DT",),
        "PART": ("RB", "POS", "TO"),
    }
    return next((tag for tag in closed.get(upos, ()) if (tag, small) in table.lemmas), "")


def _with_case(word: str, small: str) -> str:
    """The lemma with the letters' case of the word: "States", "state" -> "State"."""
    shared = 0
    while shared < min(len(word), len(small)) and word[shared].lower() == small[shared]:
        shared += 1
    rest = small[shared:]
    return word[:shared] + (rest.upper() if word.isupper() and len(word) > 1 else rest)


def by_rule(small: str, xpos: str, verbs: frozenset[str]) -> str:
    """The lemma by spelling alone, of a word in small letters."""
    match xpos:
        case "NNS" | "NNPS":
            return _singular(small)
        case "VBZ":
            return _unsuffixed_s(small, verbs)
        case "VBD" | "VBN":
            return _base(small, "ed", verbs)
        case "VBG":
            return _base(small, "ing", verbs)
        case "JJR" | "RBR":
            return _base(small, "er", frozenset())
        case "JJS" | "RBS":
            return _base(small, "est", frozenset())
    return small


def _singular(small: str) -> str:
    # "policies", "ties"; "buses", "churches", "boxes"; "heroes"; "businesswomen"; "200s" and "CEO's".
    if len(small) < 3 or not small.endswith("s"):
        return small[:-3] + "man" if small.endswith("men") else small
    if small.endswith("'s"):
        return small[:-2]
    if small.endswith("ies"):
        return small[:-1] if len(small) < 5 else small[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|zz|[^aeiou]o|[^aeo]us)es$", small) and not re.search(
        r"(?<!re)(?<![bcop])aches$|[cfmx]uses$", small
    ):
        return small[:-2]
    return small[:-1] if not small.endswith("ss") else small


def _unsuffixed_s(small: str, verbs: frozenset[str]) -> str:
    if small.endswith("ies") and len(small) > 4:
        return small[:-3] + "y"
    if (
        small.endswith("es")
        and small[:-1] not in verbs
        and (small[:-2] in verbs or re.search(r"(?:ss|sh|ch|x|zz|o)es$", small))
    ):
        return small[:-2]
    return small[:-1] if small.endswith("s") and not small.endswith("ss") else small


def _base(small: str, suffix: str, verbs: frozenset[str]) -> str:
    """Undo -ed, -ing, -er, -est: "tried", "lying", "planned", "panicked", "hoped", "visited"."""
    if not small.endswith(suffix) or not _VOWEL.search(stem := small[: -len(suffix)]):
        return small
    if suffix != "ing" and stem.endswith("i"):
        return stem[:-1] + "y" if len(stem) > 2 else stem + "e"
    if suffix == "ing" and stem.endswith("y") and stem[:-1] + "ie" in verbs and stem not in verbs:
        return stem[:-1] + "ie"
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"
    short = len(_VOWEL.findall(stem)) == 1 and bool(_SHORT.search(stem)) and not doubled
    choices = [stem + "e", stem] if short else [stem, stem + "e"]
    if doubled:
        choices.insert(1, stem[:-1])
    if stem.endswith("ck"):
        choices.append(stem[:-1])
    for choice in choices:
        if _is_known(choice, verbs):
            return choice
    if doubled:
        return stem if stem[-1] in "lsfz" and len(_VOWEL.findall(stem)) == 1 else stem[:-1]
    return stem + "e" if short or _LOST_E.search(stem) else stem


def _is_known(verb: str, verbs: frozenset[str]) -> bool:
    """Whether it is a verb of the list, in British or American spelling, with or without a prefix."""
    if verb in verbs:
        return True
    for british, american in (("ise", "ize"), ("yse", "yze"), ("our", "or"), ("tre", "ter"), ("ctise", "ctice")):
        if british in verb and verb.replace(british, american) in verbs:
            return True
    match = re.match(r"(?:re|un|dis|over|under|out|mis|pre|co|de|counter|inter|up|fore)-?", verb)
    return bool(match) and len(verb) - match.end() > 3 and verb[match.end() :] in verbs  # type: ignore[union-attr]
