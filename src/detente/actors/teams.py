"""Countries and towns that play: "Slovakia 3, Italy 2", "Barcelona have sacked their coach" are of no state.

A name is a team's where a score stands beside it, where its singular takes a plural verb, where a word of a team hangs
on it, or where it wins, loses or draws in a sentence that speaks of a game.
"""

from __future__ import annotations

import re

from detente.actors.scan import Hit, Scanned
from detente.actors.sets import word_set
from detente.actors.tree import Tree

_SURE = word_set(
    "goalkeeper striker midfielder midfield batsman batsmen bowler bowlers wicket wickets innings "
    "quarterback touchdown "
    "playoff playoffs play-offs semi-final semi-finals semifinal semifinals quarter-final quarter-finals quarterfinal "
    "quarterfinals qualifier qualifiers hat-trick kick-off scoreline equaliser equalizer winger half-time fly-half"
)
"""Words of games and of nothing else."""
_CUES = _SURE | word_set(
    "cup league championship medal medals title match matches penalties fixture relegation relegated coach goal goals "
    "stadium olympics olympic tournament trophy spectators fans tries knockout halftime derby shootout "
    "shoot-out stoppage"
)
_BEATING = word_set("beat draw thrash trounce outplay edge hammer")
_GAMES = _BEATING | word_set(
    "defeat win lose face play score eliminate qualify lift trail reach advance equalise meet stun crash"
)
_MEMBERS = word_set(
    "coach manager striker goalkeeper midfielder defender captain batsman bowler winger forward fullback "
    "fly-half squad "
    "team fans supporters scrum quarterback skipper"
)
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")


def drop_teams(scans: list[Scanned]) -> None:
    """Take away the hits of countries and towns that are teams there."""
    for found in scans:
        cues = {w.lower() for w in found.tree.words} & _CUES
        has_score = any(_is_score(found.tree, i) for i in range(len(found.tree.words)))
        is_report = len(cues) + has_score > 1 or bool(cues & _SURE)
        for hit in [h for h in found.hits if h.form is not None and h.form.kind not in ("adjective", "noun", "seat")]:
            if _is_team(found, hit, has_game=bool(cues) or has_score, is_report=is_report):
                found.add(Hit("nothing", hit.first, hit.last))


def _is_score(tree: Tree, i: int) -> bool:
    """ "2-1", as one word or three."""
    words = tree.words
    if _SCORE.fullmatch(words[i]):
        return True
    return (
        words[i].isdigit()
        and words[i + 1 : i + 2] in (["-"], ["–"])
        and words[i + 2 : i + 3] != []
        and words[i + 2].isdigit()
    )


def _is_team(found: Scanned, hit: Hit, *, has_game: bool, is_report: bool) -> bool:
    tree = found.tree
    head = tree.head_of(hit.first, hit.last)
    if _has_result(tree, hit):
        return True
    verb = tree.tokens[tree.leader(head)].head
    if verb < 0:
        return False
    above = tree.words[tree.tokens[head].head].lower() if tree.tokens[head].head >= 0 else ""
    if above in _MEMBERS and (has_game or above in ("striker", "goalkeeper", "midfielder", "batsman", "bowler")):
        return tree.function(head) in ("modifier", "possessor")
    is_town = hit.form is not None and hit.form.kind in ("capital", "city", "region")
    if tree.relation(head) == "nsubj" and _is_many_of_one(tree, head, verb) and (is_town or has_game):
        return True
    function, lemma = tree.function(head), tree.tokens[verb].lemma.lower()
    plays = (lemma in _GAMES and is_report) or (lemma in _BEATING and has_game)
    if plays and function in ("subject", "object", "oblique") and tree.case(head)[:1] not in (("in",), ("at",)):
        return True
    return is_report and is_town and function == "possessor"  # "Washington's drought is over"


def _has_result(tree: Tree, hit: Hit) -> bool:
    """ "Slovakia 3, Italy 2": a name and a small number, beside another such pair."""
    words, at = tree.words, hit.last
    if at >= len(words) or not words[at].isdigit() or len(words[at]) > 2:
        return False
    here = words[at + 1 : at + 2] in ([","], ["-"], ["–"], [";"])
    numbers = [i for i, w in enumerate(words) if w.isdigit() and len(w) < 3 and i > 0 and words[i - 1][:1].isupper()]
    return len(numbers) > 1 and (here or at == max(numbers)) and abs(numbers[0] - numbers[1]) < 6


def _is_many_of_one(tree: Tree, head: int, verb: int) -> bool:
    """ "Barcelona have sacked": a plural verb of a single name that does not end in s."""
    if len(tree.conjuncts(tree.leader(head))) > 1 or tree.words[head].lower().endswith("s") or tree.is_plural(head):
        return False
    auxiliaries = [tree.words[k].lower() for k in tree.kids[verb] if tree.relation(k) in ("aux", "cop")]
    return bool(auxiliaries) and auxiliaries[0] in ("have", "are") and head < verb
