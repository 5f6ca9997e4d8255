"""What kinds of words an act may be, as far as its place goes: lemmas, and what hangs on them."""

from __future__ import annotations

from detente.where.words import word_set

SPEECH = word_set(
    "say tell state announce declare claim add note argue insist stress explain remark comment report write tweet "
    "post condemn criticise criticize denounce deplore decry slam blast rebuke rap chide scold lambast accuse blame "
    "charge allege deny reject refuse rebuff dismiss spurn praise hail laud welcome applaud commend thank "
    "congratulate salute endorse back support defend champion urge ask request demand call appeal plead beg implore "
    "exhort press beseech pledge promise vow swear offer propose suggest recommend advise warn threaten caution agree "
    "accept consent concede admit acknowledge confirm affirm reaffirm reiterate recognise recognize apologise "
    "apologize regret lament mourn hope fear expect want seek plan intend aim consider mull ponder weigh think "
    "believe know understand doubt discuss debate negotiate oppose object protest complain favour favor approve veto "
    "vote sue indict convict acquit sanction ban impose lift suspend cut sever break restore recall expel ratify "
    "cancel postpone annul invite order instruct allow permit authorise authorize forbid compare liken describe "
    "portray depict question challenge contradict echo mention cite quote summon rebut mock ridicule insult disavow "
    "disown appoint name elect choose observe predict forecast foresee speculate signal hint indicate imply mean "
    "disapprove deem regard view see label brand dub trust distrust suspect investigate probe help aid assist fund "
    "finance lend donate sell buy pay owe remember recollect commemorate honour honor blacklist designate extradite "
    "advocate counsel"
)
"""Acts of words, of judgement and of state: what they are about may lie anywhere, so that only a place tied to the act
itself counts ("condemned the blast in Gaza City" was not done there)."""

ON_THE_SPOT = word_set(
    "fire shoot kill wound injure arrest detain beat club throw hurl toss pelt burn torch set light ignite storm raid "
    "ransack loot smash break vandalise vandalize march rally gather chant clash scuffle fight brawl charge disperse "
    "drag haul handcuff stab slash hack lynch behead massacre slaughter execute murder assassinate explode detonate "
    "blow blast bomb shell hit strike wreck destroy topple seize grab snatch abduct kidnap capture ambush attack "
    "assault block barricade occupy fill surround cordon seal evacuate rescue gas spray tear ram rape torture rob die "
    "riot blockade shootout explosion shooting stabbing bombing protest demonstration"
)
"""Acts that are done where those who do them are. Only these take the place that the headline or the sentence before
gives: "Police fired live rounds at young men", under the headline "Barricades go up in Bujumbura"."""

MOVING = word_set(
    "arrive arrival departure entry travel go come fly return head visit trip tour journey send dispatch deploy "
    "deployment move march advance withdraw withdrawal retreat evacuate evacuation pull flee leave extradite "
    "extradition deport deportation transfer bring take carry ship ferry transport convey haul drive ride sail steam "
    "cruise row walk trek run rush hurry race speed roll stream pour flock cross pass swim slip sneak steal escape "
    "bolt depart quit exit abandon vacate expel eject evict oust drag bundle whisk smuggle airlift lift rescue "
    "repatriate relocate shift redeploy land touch descend climb migrate emigrate resettle parachute drop airdrop "
    "deliver fetch escort accompany follow chase pursue push enter spill surge infiltrate penetrate intrude crossing "
    "exodus flight voyage mission convoy rotate station post swoop barge force break troop file parade process limp "
    "crawl creep hike hop jet wing motor spread extend bus truck cart lug tow steer pilot guide lead usher summon "
    "recall order"
)
"""With these "to" and "from" say where."""

ENTERED = word_set(
    "visit tour enter reach leave invade occupy quit exit depart flee abandon evacuate vacate overrun roam cross "
    "traverse transit patrol fill throng flood circle infiltrate penetrate annex conquer liberate"
)
"""The object is the place, be it a country: "visited China"."""

STRUCK = word_set(
    "attack bomb shell strike raid storm seize capture recapture retake besiege hit pound target blockade bombard "
    "surround control hold take lose win enter hammer pummel batter rock shake rattle flatten raze torch burn level "
    "destroy wreck damage shut close block seal lock paralyse paralyze cordon encircle fortify garrison guard defend "
    "secure man sweep search scour comb scale rush mob ransack loot pillage plunder sack fire swamp picket barricade "
    "jam pack line empty clear open reopen rebuild inspect put ring strafe rocket mortar devastate overwhelm reach"
)
"""The object is the place where it is a town, a region or a site: "shelled Douma"; a country would be the target."""

WITNESSING = word_set(
    "lie see witness host stage await endure suffer brace erupt explode burn shake tremble stay stand"
)
"""The subject is the place: "Osh saw a third night of fighting", "Osh lay quiet"."""

LIGHT = word_set(
    "hold carry launch conduct stage make take have host open attend join lead call start begin end finish mount give "
    "wage break disperse interrupt disrupt complete resume pursue occur continue kill organise organize stop put sign"
)
"""Verbs whose place is that of the act that their object or subject names."""

TALKERS = word_set(
    "official diplomat minister government leader lawmaker source analyst policymaker spokesman spokeswoman authority "
    "ambassador embassy president envoy correspondent reporter expert professor researcher administration commentator"
)
""""Officials in Washington said": the place says who they are."""

EVENT_NOUNS = word_set(
    "attack bombing talk summit meeting conference protest blast shooting visit rally march clash raid strike siege "
    "demonstration fighting battle ceremony negotiation explosion riot massacre killing murder ambush airstrike "
    "bombardment shelling offensive assault crackdown coup uprising revolt vigil funeral parade sit-in blockade "
    "standoff hostage assassination stabbing lynching pogrom hearing trial session round"
)
GATHERINGS = word_set(
    "speech address remark meeting summit talk conference breakfast lunch dinner visit trip tour gathering forum "
    "rally session council assembly parliament event ceremony congress convention statement interview press briefing "
    "news debate encounter hour day round margin sideline stop mass funeral reception banquet hearing court tribunal"
)
"""Occasions at which one speaks: "in a speech to the council in Geneva, demanded …"."""
TOPICS = word_set(
    "sanction embargo tariff ban talk report resolution position vote statement agreement pressure curb deal accord "
    "treaty debate question issue policy conference war dispute row view bill law summit negotiation plan proposal "
    "remark comment stance decision restriction concern focus claim"
)
""""On" and "over" after these give what it is about: "sanctions on Crimea"."""
PLACE_NOUNS = word_set(
    "city town village province capital district port region area suburb outskirts outskirt border airport base camp "
    "north south east west centre center coast neighbourhood neighborhood state island valley street hospital prison "
    "market mosque church embassy headquarters part shore water countryside mountain governorate peninsula zone strip "
    "crossing square compound palace consulate site plant facility stronghold enclave northwest northeast southwest "
    "southeast territory quarter side edge heart corner hill road highway bridge river bank airfield airbase barracks "
    "station school university campus hotel home house building office court courthouse ministry parliament cathedral "
    "temple synagogue shrine monastery stadium field pitch farm forest desert mine oilfield refinery factory terminal "
    "harbour harbor wharf dock shipyard jail cemetery slum settlement hamlet township municipality county prefecture "
    "oblast republic frontier line checkpoint mile kilometre kilometer km metre summit top foot slope heights gate "
    "gateway approach entrance club café cafe restaurant bar theatre theater museum mall shop store ward plaza avenue "
    "boulevard tunnel pass gorge delta lake sea gulf bay strait archipelago atoll reef shoal islet jungle bush woods "
    "polytechnic college roundabout crossroads depot warehouse garrison outpost post position trench front land end "
    "reach rim belt step hometown homeland birthplace lobby hall scene stretch hinterland mission residence villa "
    "flat apartment block complex park garden beach"
)
