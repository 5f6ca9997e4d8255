"""The closed classes of words that refer back: pronouns, "the pair", "the two countries", "the group"."""

from __future__ import annotations

from detente.actors.sets import phrase_set, word_set
from detente.values import STATE_SECTORS, Actor

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
WE = word_set("i me my we us our ours myself ourselves mine")
YOU = word_set("you your yours yourself yourselves")
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})

NUMBERS = {
    "both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "pair": 2, "duo": 2, "trio": 3, "quartet": 4,
}  # fmt: skip
"""How many a word says there are: "the three countries", "the trio"."""
PAIRS = frozenset(NUMBERS) - {"both"}
"""The several themselves: "the pair discussed trade", "the four"."""

STATES = word_set(
    "country countries nation nations state states neighbor neighbors neighbour neighbours power powers "
    "government governments capital capitals kingdom republic island"
)
PERSONS = word_set(
    "leader leaders man men woman women president presidents minister ministers official officials politician "
    "politicians diplomat diplomats counterpart counterparts statesman statesmen envoy envoys"
)  # fmt: skip
SIDES = word_set(
    "side sides party parties rival rivals ally allies foe foes enemy enemies adversary adversaries partner "
    "partners"
)  # fmt: skip
COUNTRY = frozenset({"country", "nation", "kingdom", "republic", "state", "island"})
"""One state again: "the kingdom"."""

ORGANISATION = word_set(
    "group organisation organization movement militia bloc alliance party faction agency body company firm "
    "network union outfit coalition commission committee council community front federation association league "
    "broadcaster channel station newspaper airline bank carrier operator institute foundation charity court tribunal "
    "ministry department authority university corporation brigade congress society forum tribe sect club "
    "grouping force "
    "giant major conglomerate carmaker automaker lender miner retailer manufacturer publisher insurer"
)
"""One body or group again: "the bloc"."""

MEMBERS = frozenset({"country", "nation", "state", "government", "power", "leader", "capital", "ally"})
"""Heads of "countries from Russia to the UK", "nations including Iran"."""

SPEECH = word_set(
    "say tell warn accuse deny condemn criticise criticize blame urge call ask demand announce vow pledge promise "
    "threaten reject refuse insist claim declare state add agree offer invite praise welcome thank reiterate "
    "repeat argue note confirm dismiss denounce express hope want seek plan intend decide order summon recall "
    "expel sanction impose launch deploy test fire send sign ratify withdraw release free arrest detain seize "
    "attack invade bomb shell annex occupy support back recognise recognize apologise apologize appeal propose "
    "suspend cancel lift ban host"
)
"""Verbs whose subject is someone who acts: "it said" is never a deal."""

ORDERS = word_set(
    "warn tell urge ask order advise remind persuade instruct beg beseech forbid allow help force "
    "convince encourage invite command press challenge"
)
"""Verbs after whose object a clause speaks of that object: "warned Rouhani that he would suffer"."""

REPORTS = frozenset({"tell", "remind", "ask", "inform"})
"""Of these, only a clause with "must" or "should" speaks of the object: "told Tull that she wanted peace" does not."""

HARMS = word_set(
    "accuse urge warn criticise criticize condemn attack invade bomb sanction threaten punish isolate pressure press "
    "support help aid arm back blame denounce oppose praise recognise recognize join leave visit allow force suspend "
    "expel readmit sue fine rebuke fund defend protect outlaw ban besiege blockade boycott shun"
)
"""Verbs whose object "it" is someone, not something."""

DAMAGES = word_set(
    "fire shoot shell bomb burn torch raid storm attack destroy demolish raze loot ransack bulldoze strafe pound "
    "besiege seize confiscate occupy search kill murder kidnap abduct rape beat blockade encircle surround"
)
"""What is done to other people's homes, sons and cattle, hardly to one's own."""

HYPERNYMS: dict[str, frozenset[str]] = {
    "leader": phrase_set(
        "president|prime minister|premier|king|chancellor|supreme leader|emir|sultan|chairman|"
        "leader|ruler|head of state|monarch|queen|dictator"
    ),
    "envoy": phrase_set(
        "envoy|ambassador|foreign minister|diplomat|special envoy|negotiator|emissary|"
        "representative|secretary of state|minister"
    ),
    "ruler": phrase_set("king|emir|sultan|emperor|monarch|queen|ruler|president|head of state|dictator|supreme leader"),
    "pontiff": phrase_set("pope"),
    "head of state": phrase_set("president|king|queen|monarch|emperor|emir|sultan|head of state"),
    "diplomat": phrase_set("envoy|ambassador|foreign minister|diplomat|secretary of state"),
    "minister": phrase_set("minister"),
    "monarch": phrase_set("king|queen|emir|sultan"),
    "official": phrase_set("official|minister|adviser|spokesman|spokeswoman"),
    "general": phrase_set("general|commander|chief of staff"),
    "commander": phrase_set("commander|general"),
    "premier": phrase_set("prime minister"),
    "diplomats": phrase_set("envoy|ambassador|diplomat"),
}
"""Which roles a plainer word may mean again: "the envoy" for a foreign minister on a visit."""


_ARMED_BODIES = frozenset({"REB", "PRM", "UAF", "CRM", "OPP", "PTY"})
_FIRMS = word_set(
    "company firm corporation operator giant major conglomerate carmaker automaker lender miner retailer manufacturer "
    "publisher insurer"
)
_BLOCS = word_set("bloc body organisation organization community league agency club grouping")
_ALLIANCES = frozenset({"alliance", "coalition", "movement", "front", "federation"})
_OF_SECTOR: dict[str, set[str | None]] = {
    "party": {"PTY", "OPP", None}, "union": {"LAB", None}, "network": {"JRN", None}, "broadcaster": {"JRN"},
    "channel": {"JRN"}, "station": {"JRN"}, "newspaper": {"JRN"}, "airline": {"BUS"}, "carrier": {"BUS"},
    "bank": {"BUS"}, "charity": {"SOC"}, "militia": {"REB", "PRM", "UAF"}, "university": {"EDU"},
}  # fmt: skip


RULERS = word_set(
    "minister ministers president premier government cabinet prime administration deputy envoy ambassador diplomat "
    "envoys ambassadors diplomats"
) | frozenset({"prime minister", "foreign minister", "defence minister", "defense minister", "vice president"})
"""Role words of those who rule for whoever has taken power: "the junta … its ministers"."""


def fits_organisation(word: str, actor: Actor) -> bool:
    """Whether "the WORD" may mean the body or group: "the group" is no army, "the firm" does business."""
    if word in _FIRMS:
        return actor.sector in ("BUS", None) or (word != "firm" and actor.sector == "JRN")
    if word in _OF_SECTOR:
        return actor.sector in _OF_SECTOR[word]
    if word in _BLOCS:
        return actor.country is None and actor.sector not in _ARMED_BODIES
    if word in _ALLIANCES:
        return actor.sector not in STATE_SECTORS | {"BUS", "JRN"}
    if word == "force":
        return actor.sector in ("REB", "PRM") or (actor.sector == "MIL" and actor.country is None)
    if word in ("group", "organization", "organisation", "outfit", "faction", "sect"):
        return actor.sector not in STATE_SECTORS and actor.sector not in ("BUS", "JRN")
    return False  # "the commission" means only one that is called so


def fits_role(word: str, role: str | None) -> bool:
    """Whether "the WORD" may mean a person who holds the role."""
    if role is None:
        return False
    role = role.removeprefix("former ")
    if role.startswith(("vice ", "deputy ")) and not word.startswith(("vice", "deputy")):
        return False
    if word == role or role.endswith(" " + word):
        return True
    return any(role == name or role.endswith(" " + name) for name in HYPERNYMS.get(word, ()))


SENDS = frozenset(
    "send deploy dispatch withdraw pull move mass rush lose contribute commit station redeploy order pledge "
    "mobilise mobilize fly airlift keep have post offer provide promise lead commit amass".split()
)
"""What a state does with its own forces."""
