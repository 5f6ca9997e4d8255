"""Organisations that no table knows: what the last word of their name says."""

from __future__ import annotations

from detente.actors.describing import State, make_actor, state_of
from detente.actors.phrases import Phrase
from detente.actors.scan import Hit, Scanned
from detente.values import Actor

_SECTORS = {
    "GOV": "ministry department agency secretariat cabinet office administration embassy directorate commission "
    "authority bureau board service inspectorate treasury council",
    "BUS": "inc corp corporation ltd llc plc company group holdings bank airlines airways motors industries "
    "oil gas steel energy partners air telecom mining petroleum exchange",
    "EDU": "university college school academy",
    "JUD": "court tribunal",
    "LEG": "parliament assembly senate",
    "COP": "police constabulary",
    "MIL": "army navy corps",
    "PTY": "party congress-party",
    "REB": "front brigade brigades militia",
    "LAB": "union unions syndicate",
    "REL": "church mosque diocese cathedral temple monastery",
    "JRN": "times post daily news gazette herald tribune journal television radio tv broadcasting",
    "CVL": "network movement campaign",
    "SOC": "foundation association society watch initiative federation institute trust charity committee centre center",
    "MED": "hospital clinic",
}
_BY_WORD = {word: sector for sector, words in _SECTORS.items() for word in words.split()}
_BETWEEN_STATES = frozenset({"community", "league", "bloc", "organisation", "organization", "alliance", "cooperation"})
_NO_HEADS = frozenset(
    "oil gas steel energy air post daily news times office centre center school academy mining".split()
)
"""Words that make a name an organisation's only where the name finder says so: "Post Office", "Gas"."""


_CIVIL = frozenset("national renewal democratic democracy progress republican social patriotic civic reform".split())
_NATIONAL = ("ish", "ian", "ean", "ese", "an", "i", "ch", "rst", "ond", "ird", "th", "red", "royal", "field")
"""How the words end that make an army a state's: nationalities and numbers."""


def is_head_noun(word: str) -> bool:
    """Whether a capitalised word makes the name around it that of an organisation."""
    lower = word.lower().strip(".")
    return (lower in _BY_WORD and lower not in _NO_HEADS) or lower in _BETWEEN_STATES


def is_between_states(words: list[str]) -> bool:
    """Whether the name is of a body of several states: it belongs to none of them."""
    lower = {w.lower() for w in words}
    return bool(lower & _BETWEEN_STATES) or ("union" in lower and bool(lower & {"states", "nations", "countries"}))


def sector_of_name(words: list[str]) -> str | None:
    """The sector that the words of an organisation's name tell, the last such word before others; None for none."""
    lower = [w.lower().strip(".") for w in words]
    if "liberation" in lower and lower[-1] in ("army", "front", "movement"):
        return "REB"
    if "front" in lower and any(w in _CIVIL for w in lower):
        return "PTY"  # "Front for National Renewal"
    if len(lower) > 1 and lower[-1] == "army" and not any(w.endswith(_NATIONAL) for w in lower[:-1]):
        return "REB"  # "Kivu Defence Army"; a state's is "Chadian Army", "Third Army"
    if lower and lower[0] in _BETWEEN_STATES:
        return None
    if "and" in lower and lower[-1] in _BY_WORD and lower[-1] not in _NO_HEADS:
        return _BY_WORD[lower[-1]]  # "Association of Mineworkers and Construction Union"
    cut = next((i for i, w in enumerate(lower) if w in ("of", "for", "on", "against") and i), len(lower))
    for part in (lower[:cut], lower):
        if any(w in _BETWEEN_STATES for w in part[-1:]):
            return None
        found = next((s for w in reversed(part) if (s := _BY_WORD.get(w))), None)
        if found is not None:
            return found
    return None


def org_of_name(found: Scanned, phrase: Phrase, names: dict[str, str]) -> tuple[Actor, ...]:
    """The actor of an organisation's name, its country from a nationality inside it.

    A name that tells nothing is an actor only where it acts or is described ("Glencore, a mining company"); () else.
    """
    tree = found.tree
    sector = sector_of_name(tree.words[phrase.first : phrase.last])
    if sector is None:
        beside = [found.at.get(k) for k in tree.kids[phrase.head] if k > phrase.head and tree.relation(k) == "appos"]
        role = next((h.role for h in beside if h is not None and h.role is not None), None)
        sector = role.sector if role is not None and role.kind == "institution" else None
        above = found.at.get(tree.tokens[phrase.head].head)
        is_led = above is not None and above.role is not None and tree.case(phrase.head)[:1] == ("of",)
        if sector is None and not is_led and tree.function(phrase.head) not in ("subject", "agent"):
            return ()  # "the head of Barrick Gold" leads a body all the same
    state: State | None = None
    for i in range(phrase.first, phrase.last):
        hit = found.at.get(i)
        if hit is not None and hit.kind == "country":
            state = state_of(hit, names)
            break
    return (make_actor(found.text(phrase.first, phrase.last), state, sector, None),)


def nation_before(found: Scanned, hit: Hit, names: dict[str, str]) -> State | None:
    """The state of the nationality or country just before a name: "the Liberian", "Sierra Leone's"; None for none."""
    at = hit.first - 1
    if at > 0 and found.tree.words[at].lower() in ("'s", "’s"):
        at -= 1
    nation = found.at.get(at)
    return state_of(nation, names) if nation is not None and nation.kind == "country" else None
