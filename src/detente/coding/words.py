"""Small closed lists of words that coding asks for; event words themselves stand in the frame table."""

OBJECT_CONTROL = frozenset(
    """accuse allow applaud arrest ask ban bar beg blame blast call charge command commend compel condemn congratulate
    convince criticise criticize denounce enable encourage expect fault forbid force get hail have help impose
    instruct invite lead let make oblige order permit persuade praise press pressure prevent prompt push require
    sentence slam stop suspect tell thank urge want warn""".split()
)
"""Verbs whose object does what the clause below tells ("urged Iran to stop")."""

TAKES = frozenset("""attract draw earn face gain get incur obtain receive secure suffer sustain undergo win""".split())
"""Light verbs whose subject is on the receiving end of the act that their object names."""

TOPICAL = frozenset("""address debate discuss negotiate review speak talk""".split())
"""Verbs whose object is what is talked about, not who takes part."""

CAME = frozenset("""arrive assemble come convene fly gather hold join meet sit travel unite visit""".split())
"""Verbs of coming together, whose purpose "to discuss" is what took place."""

NORMS = frozenset(
    """act amendment bill decision decree directive law legislation measure motion order resolution ruling""".split()
)
"""What a parliament or a government puts in force."""

ENACTS = frozenset("""adopt announce approve back enact endorse introduce issue pass ratify sign vote""".split())
"""Verbs that put a norm in force."""

ACCIDENTS = frozenset(
    """accident avalanche capsize collapse collide collision crash cyclone derail disease drown earthquake flood
    hurricane landslide outbreak overturn quake sink storm tornado tsunami typhoon virus wildfire""".split()
)
"""Words of accidents and disasters."""

WEAPONS = frozenset(
    """airstrike ambush assassinate assault attack attacker beat blast bomb bomber bombing clash drone explosion fire
    grenade gun gunfire gunman knife massacre militant mine missile mortar raid rocket shell shelling shoot shooting
    shot sniper stab strike torture""".split()
)
"""Words that show a blow by somebody."""

SIT_DOWN = frozenset("""arrive confer convene fly host meet negotiate receive travel visit""".split())
"""Verbs of meeting that make an act of one named party alone."""

NEGATIONS = frozenset("""hardly n't neither never nobody none nor not without""".split())
"""Words that deny."""

POSSIBLE = frozenset("""can could may might""".split())
"""Modal verbs of possibility."""

UNREAL = frozenset("""must ought should would""".split())
"""Modal verbs of duty and of the unreal."""

FUTURE = frozenset("""'ll ll shall will wo ’ll""".split())
"""Modal verbs of the future."""

CONDITIONS = frozenset(
    ("if", "lest", "unless", "whether", "provided", "providing", "as if", "as though", "in case", "so long as",
     "as long as", "even if", "only if", "supposing", "in the event")
)  # fmt: skip
"""Conjunctions of condition."""

PENDING = frozenset(("until", "till", "once", "when", "before", "after", "as soon as", "pending"))
"""Conjunctions of time that may name what has not happened yet."""

INSTEAD = frozenset(("instead of", "rather than", "short of", "in lieu of"))
"""Before what was not done."""

NEARLY = frozenset("""almost nearly narrowly""".split())
"""Adverbs of what did not quite happen."""

NOBODY = frozenset(("nobody", "none", "nothing", "no-one"))
"""Objects that deny the deed done to them."""

ORDINALS = frozenset("""first second third fourth fifth sixth seventh eighth ninth tenth last latest only""".split())
"""Of "the first state to recognise it", which did."""

VOTES = frozenset("""vote decide move opt act""".split())
"""Verbs whose purpose is what is done by them."""

MAKE_BELIEVE = frozenset(
    """dummy fake fictional fictitious hypothetical imaginary imagined make-believe mock notional pretend simulated
    staged theoretical virtual""".split()
)
"""Adjectives of what is only played."""

IMAGINED = frozenset(
    """assume dream envisage envision fantasise fantasize imagine posit pretend simulate suppose wish""".split()
)
"""Verbs whose content is not so."""

WORRIED = frozenset("""bet doubt fear guess speculate wonder worry""".split())
"""Verbs that leave open what they tell."""

UNABLE = frozenset("""impossible powerless unable""".split())
"""What one is who does not do it."""

UNCERTAIN = frozenset(
    """chance danger fear fiction likelihood myth possibility probability prospect risk rumor rumour scenario
    speculation suspicion""".split()
)
"""Nouns of what may be: "the risk of an attack"."""

FUTURE_ADJECTIVES = frozenset("""about bound due expected poised ready scheduled set slated""".split())
"""What is "due to" be."""

DOUBT = frozenset(
    """alleged future imminent likely planned possible potential proposed prospective threatened upcoming
    would-be""".split()
)
"""Adjectives that make of an act a mere thought."""

IMPLIED = frozenset(
    """arrive begin cause choose come compel continue decide fail force gather get go happen have help lead let make
    manage opt order proceed refuse resolve resume return rush see start stop travel use vote""".split()
)
"""Verbs whose infinitive is told as a fact ("decided to leave", "helped to train")."""

SAYING = frozenset(
    """acknowledge add admit allege announce argue assert believe cite claim confirm declare deny disclose explain
    indicate insist maintain note post quote read reiterate report reveal say show state stress suggest tell tweet
    warn write""".split()
)
"""Verbs of saying."""

RELATIVE = frozenset(
    """adversary ally backer citizen competitor counterpart critic enemy foe friend leader national neighbor neighbour
    opponent opposition partner rival sponsor supporter""".split()
)
"""People told by whom they stand to: "US rivals" are not the US."""

PARTITIVE = frozenset(
    """all coalition couple crowd dozen group half handful hundred majority many member million mob most number one
    pair part remains rest score several some team thousand""".split()
)
"""Words for a part or a number of those named after "of"."""

PROPOSE = frozenset("""suggest propose want insist prefer wish like hope expect recommend""".split())
"""Verbs that plan for oneself and ask of others."""

GOES_ON = frozenset("""resume begin start take happen occur continue""".split())
"""Verbs whose own negation or condition is that of the act that is their subject ("talks have not resumed")."""

DUTY = frozenset("""must ought should""".split())
"""Modal verbs that lay an act on somebody."""

OBJECTIONS = frozenset("""complain complaint object objection protest""".split())
"""Protests that a state too may raise, in words."""

HARM = frozenset("""casualty dead death die hit hurt injure kill life target toll wound""".split())
"""Words of harm done by a blow."""

BORDERS = frozenset("""airspace border boundary coast coastline frontier shore waters water""".split())
"""Where forces stand against whose it is."""

LANDS = frozenset(
    """area canton city county countryside desert district east enclave governorate highlands island mountains north
    northeast northwest oblast outskirts peninsula plain province region south southeast southwest state suburb town
    valley village west zone""".split()
)
"""Parts of a land, whose owner is the state in which something happens."""

RELIEF = frozenset(
    """earthquake quake flood survivor hurricane cyclone typhoon tsunami relief humanitarian famine epidemic ebola
    evacuee disaster landslide wildfire refugee avalanche""".split()
)
"""Words of a disaster, or of help in one."""

RELIEVES = frozenset("""help assist aid rescue evacuate relieve feed search distribute deliver shelter treat""".split())
"""What forces that are sent to a disaster do."""
