"""Organisations that no table knows: what the last word of their name says."""

from __future__ import annotations

from detente.actors.describing import State, make_actor, state_of
from detente.actors.phrases import Phrase
from detente.actors.scan import Scanned
from detente.values import Actor

_SECTORS = {
    "GOV": "ministry department agency secretariat cabinet office administration embassy directorate",
    "BUS": "inc corp corporation ltd llc plc company group holdings bank airlines airways motors industries "
    "oil gas steel energy partners",
    "EDU": "university college school academy",
    "JUD": "court tribunal",
    "LEG": "parliament assembly senate congress",
    "COP": "police constabulary",
    "MIL": "army navy corps",
    "PTY": "party congress-party",
    "REB": "front brigade brigades militia",
    "LAB": "union unions syndicate",
    "REL": "church mosque diocese",
    "JRN": "times post daily news gazette herald tribune journal television radio tv",
    "CVL": "foundation association society watch network initiative movement campaign",
    "MED": "hospital clinic",
}
_BY_WORD = {word: sector for sector, words in _SECTORS.items() for word in words.split()}


def org_of_name(found: Scanned, phrase: Phrase, names: dict[str, str]) -> tuple[Actor, ...]:
    """The actor of an organisation's name, its country from a nationality inside it; () if the words tell nothing."""
    tree = found.tree
    sector = next(
        (
            s
            for i in range(phrase.last - 1, phrase.first - 1, -1)
            if (s := _BY_WORD.get(tree.words[i].lower().strip(".")))
        ),
        None,
    )
    if sector is None:
        return ()
    state: State | None = None
    for i in range(phrase.first, phrase.last):
        hit = found.at.get(i)
        if hit is not None and hit.kind == "country":
            state = state_of(hit, names)
            break
    return (make_actor(found.text(phrase.first, phrase.last), state, sector, None),)
