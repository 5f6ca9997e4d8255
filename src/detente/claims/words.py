"""Small closed lists of words that the reading of claims asks for; words of movement stand in data/frames.tsv."""

from __future__ import annotations

TIES = frozenset(
    """tie ties relation relations relationship relationships alliance friendship partnership link links bond bonds
    entente""".split()
)
"""What two states have that can move."""

NEARER = frozenset("closer nearer".split())
TOGETHER = frozenset(["together"])
APART = frozenset("apart asunder".split())

EMBRACE = frozenset("arm arms embrace orbit camp hand hands fold lap sphere".split())
"""What one is driven into: "into the arms of Moscow"."""

BETTER = frozenset("closer warmer stronger better friendlier deeper tighter cosier cozier".split())
WORSE = frozenset("worse colder cooler frostier weaker tenser chillier strained frayed tense sour icy fraught".split())
"""How ties become."""

GATHERING = frozenset("bring get call put gather come".split())
"""Verbs whose bare "together" is a meeting ("brought the two together for talks")."""

JOINTLY = frozenset("move step work pull inch edge slide shift become remain".split())
"""Verbs whose "together", without an object, is jointly ("moving together to promote trade")."""

PRESSURE = frozenset(
    """pressure sanction sanctions tariff tariffs threat threats squeeze embargo blockade isolation coercion boycott
    intimidation ultimatum bullying penalty penalties hostility aggression""".split()
)
"""Nouns of pressure on somebody; as verbs: PRESSING."""

PRESSING = frozenset("squeeze pressure press threaten sanction isolate punish bully coerce intimidate".split())

BEARERS = frozenset(
    """threat imposition restoration reimposition return wave round use policy package spate series campaign escalation
    tightening prospect expansion increase push""".split()
)
"""Nouns that only carry the act after "of": "the restoration of US sanctions" is sanctions."""

BECAUSE = frozenset(
    """because of|due to|thanks to|owing to|as a result of|in response to|on account of|in the face of|in reaction to|
    in answer to""".replace("\n", "").split("|")
)
SETTING = frozenset("amid amidst under after following over since with".split())
"""Prepositions that tell a cause, and those that tell only what stood beside or before."""

NOUNS_OF_CAUSE = frozenset("response reaction answer face wake result account".split())
"""The noun of "in response to", "in the face of", where the tree makes it a noun of its own."""

MARKS = {"because": "because", "as": "setting", "after": "setting", "since": "setting", "when": "setting"}
"""Conjunctions that bring a cause, or what stood beside it."""

CROWD = frozenset(
    """rival adversary foe enemy neighbour neighbor ally country nation state power side pair duo government capital
    partner leader two both regime other""".split()
)
"""Words for several states named elsewhere: "some US rivals", "the two countries"."""

PLURALS = frozenset("they them both themselves".split())

RISKS = frozenset(
    """risk fear danger possibility prospect chance threat concern worry speculation talk rumour rumor hope anxiety
    potential""".split()
)
"""Nouns that make of what hangs on them a mere possibility."""

RISKING = frozenset("risk threaten fear worry speculate suspect".split())
"""Verbs that do the same."""

TRYING = frozenset("try seek attempt aim want hope plan work strive endeavour endeavor look wish intend need".split())
"""Verbs of an aim not said to be reached."""

FAILING = frozenset("fail refuse decline".split())
DENYING = frozenset("deny dismiss reject refute".split())

PREDICTING = frozenset("predict forecast expect foresee likely set bound poised".split())

PLEDGING = frozenset(
    """pledge vow promise agree commit call urge discuss offer propose decide announce advocate promote encourage
    pursue ask demand invite welcome favour favor support""".split()
)
"""Acts about ties: codings (AGREE, REQUEST …), no claim that a relation moved."""

LIGHT = frozenset("begin start see have make enter undergo experience continue launch complete achieve reach".split())
"""Verbs whose subject takes part in what their object names ("began a rapprochement with")."""

PREFIXES = {
    "sino": "CHN", "russo": "RUS", "franco": "FRA", "anglo": "GBR", "indo": "IND", "greco": "GRC", "turco": "TUR",
    "americano": "USA", "euro": "EU",
}  # fmt: skip
"""First halves of double adjectives ("Sino-Russian")."""
