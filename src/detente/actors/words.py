"""The closed classes of words that refer back: pronouns, "the pair", "the two countries", "the group"."""

from __future__ import annotations

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
WE = frozenset({"i", "me", "my", "we", "us", "our", "ours", "myself", "ourselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})

PAIRS = frozenset({"pair", "duo", "trio", "two", "three"})
"""The pair itself: "the pair discussed trade"."""

STATES = frozenset(
    "country countries nation nations state states neighbor neighbors neighbour neighbours power powers government "
    "governments capital capitals kingdom republic island".split()
)
PERSONS = frozenset({"leader", "leaders", "man", "men", "woman", "women", "president", "presidents", "minister", "ministers",
                     "official", "officials", "politician", "politicians", "diplomat", "diplomats", "counterpart",
                     "counterparts", "statesman", "statesmen", "envoy", "envoys"})  # fmt: skip
SIDES = frozenset({"side", "sides", "party", "parties", "rival", "rivals", "ally", "allies", "foe", "foes", "enemy", "enemies",
                   "adversary", "adversaries", "partner", "partners"})  # fmt: skip
COUNTRY = frozenset({"country", "nation", "kingdom", "republic", "state", "island"})
"""One state again: "the kingdom"."""

ORGANISATION = frozenset(
    "group organisation organization movement militia bloc alliance party faction agency body company firm network "
    "union outfit coalition".split()
)
"""One body or group again: "the bloc"."""

MEMBERS = frozenset({"country", "nation", "state", "government", "power", "leader", "capital", "ally"})
"""Heads of "countries from Russia to the UK", "nations including Iran"."""

SPEECH = frozenset(
    "say tell warn accuse deny condemn criticise criticize blame urge call ask demand announce vow pledge promise threaten "
    "reject refuse insist claim declare state add agree offer invite praise welcome thank reiterate repeat argue note "
    "confirm dismiss denounce express hope want seek plan intend decide order summon recall expel sanction impose launch "
    "deploy test fire send sign ratify withdraw release free arrest detain seize attack invade bomb shell annex occupy "
    "support back recognise recognize apologise apologize appeal propose suspend cancel lift ban host".split()
)
"""Verbs whose subject is someone who acts: "it said" is never a deal."""

ORDERS = frozenset(
    "warn tell urge ask order advise remind persuade promise assure instruct beg beseech forbid allow help force "
    "convince encourage invite command press challenge".split()
)
"""Verbs after whose object a clause speaks of that object: "warned Rouhani that he would suffer"."""

HYPERNYMS: dict[str, frozenset[str]] = {
    "leader": frozenset({"president", "prime minister", "premier", "king", "chancellor", "supreme leader", "emir", "sultan",
                         "chairman", "leader", "ruler", "head of state", "monarch", "queen", "dictator"}),
    "envoy": frozenset({"envoy", "ambassador", "foreign minister", "diplomat", "special envoy", "negotiator", "emissary",
                        "representative", "secretary of state", "minister"}),
    "diplomat": frozenset({"envoy", "ambassador", "foreign minister", "diplomat", "secretary of state"}),
    "minister": frozenset({"minister"}),
    "monarch": frozenset({"king", "queen", "emir", "sultan"}),
    "official": frozenset({"official", "minister", "adviser", "spokesman", "spokeswoman"}),
    "general": frozenset({"general", "commander", "chief of staff"}),
    "commander": frozenset({"commander", "general"}),
    "premier": frozenset({"prime minister"}),
    "diplomats": frozenset({"envoy", "ambassador", "diplomat"}),
}  # fmt: skip
"""Which roles a plainer word may mean again: "the envoy" for a foreign minister on a visit."""


def fits_role(word: str, role: str | None) -> bool:
    """Whether "the WORD" may mean a person who holds the role."""
    if role is None:
        return False
    role = role.removeprefix("former ")
    if word == role or role.endswith(" " + word):
        return True
    return any(role == name or role.endswith(" " + name) for name in HYPERNYMS.get(word, ()))
