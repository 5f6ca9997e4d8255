"""Build the lemma table: `python training/lemmas.py DATA`, where DATA holds ud_ewt and srl.

Sources: UD English EWT 2.15, train only (CC BY-SA 4.0): words whose lemma no spelling rule gives, words that keep
their capital. PropBank frame files (CC BY-SA 4.0) and the same treebank: the list of verbs. The irregular words at
the end of this file are our own.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from detente.language.lemmas import by_rule

TABLE = Path(__file__).resolve().parents[1] / "src/detente/language/data/lemmas.tsv"
HEAD = """\
# Lemmas, made by training/lemmas.py. Three columns: Penn tag, form in small letters, lemma. Two: a list of words.
# Sources: UD English EWT 2.15 train (CC BY-SA 4.0), verbs of the PropBank frame files (CC BY-SA 4.0), own words.
# This table: CC BY-SA 4.0.
"""
INFLECTED = {"VBZ", "VBD", "VBN", "VBG", "NNS", "JJR", "JJS", "RBR", "RBS"}

# base past participle
IRREGULAR = """
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|befall befell befallen
beget begot begotten|begin began begun|bend bent bent|beset beset beset|bet bet bet|bid bid bid|bind bound bound
bite bit bitten|bleed bled bled|blow blew blown|break broke broken|breed bred bred|bring brought brought
broadcast broadcast broadcast|build built built|burn burnt burnt|burst burst burst|buy bought bought|cast cast cast
catch caught caught|choose chose chosen|cling clung clung|come came come|cost cost cost|creep crept crept
cut cut cut|deal dealt dealt|dig dug dug|do did done|draw drew drawn|dream dreamt dreamt|drink drank drunk
drive drove driven|dwell dwelt dwelt|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought
find found found|flee fled fled|fling flung flung|fly flew flown|forbid forbade forbidden|forecast forecast forecast
foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven|forgo forwent forgone
forsake forsook forsaken|freeze froze frozen|get got gotten|give gave given|go went gone|grind ground ground
grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held
hurt hurt hurt|keep kept kept|kneel knelt knelt|know knew known|lay laid laid|lead led led|lean leant leant
leap leapt leapt|learn learnt learnt|leave left left|lend lent lent|let let let|lie lay lain|light lit lit
lose lost lost|make made made|mean meant meant|meet met met|mislead misled misled|mistake mistook mistaken
misunderstand misunderstood misunderstood|offset offset offset|outdo outdid outdone|outbid outbid outbid
overcome overcame overcome|oversee oversaw overseen|override overrode overridden|overrun overran overrun
overtake overtook overtaken|overthrow overthrew overthrown|pay paid paid|plead pled pled|prove proved proven
put put put|quit quit quit|read read read|rebuild rebuilt rebuilt|rend rent rent|repay repaid repaid
reset reset reset|retake retook retaken|rethink rethought rethought|rewrite rewrote rewritten|rid rid rid
ride rode ridden|ring rang rung|rise rose risen|run ran run|saw sawed sawn|say said said|see saw seen
seek sought sought|sell sold sold|send sent sent|set set set|sew sewed sewn|shake shook shaken|shed shed shed
shine shone shone|shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung
sink sank sunk|sit sat sat|slay slew slain|sleep slept slept|slide slid slid|sling slung slung|slit slit slit
sow sowed sown|speak spoke spoken|speed sped sped|spell spelt spelt|spend spent spent|spill spilt spilt
spin spun spun|spit spat spat|split split split|spoil spoilt spoilt|spread spread spread|spring sprang sprung
stand stood stood|steal stole stolen|stick stuck stuck|sting stung stung|stink stank stunk|stride strode stridden
strike struck struck|string strung strung|strive strove striven|swear swore sworn|sweep swept swept
swell swelled swollen|swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn
tell told told|think thought thought|throw threw thrown|thrust thrust thrust|tread trod trodden
undergo underwent undergone|understand understood understood|undertake undertook undertaken|undo undid undone
unwind unwound unwound|uphold upheld upheld|upset upset upset|wake woke woken|wear wore worn|weave wove woven
wed wed wed|weep wept wept|win won won|wind wound wound|withdraw withdrew withdrawn|withhold withheld withheld
withstand withstood withstood|wring wrung wrung|write wrote written|die died died|tie tied tied|untie untied untied
vie vied vied|strike struck stricken|get got got|lie lied lied|behold beheld beheld|wet wet wet|sublet sublet sublet
underlie underlay underlain|outrun outran outrun|resell resold resold|retell retold retold|redo redid redone
remake remade remade|reopen reopened reopened|sneak snuck snuck|dive dove dived|hew hewed hewn
bestride bestrode bestridden|swell swelled swelled|inset inset inset|typecast typecast typecast|fit fit fit
lip-read lip-read lip-read
"""
VERBS = (
    "airstrike criticise travel co-operate shell re-elect re-enter re-impose denuclearise denuclearize sanction embargo"
)
# Plurals that spelling does not tell, and plurals that are their own lemma.
NOUNS = """
women:woman men:man children:child people:people persons:person feet:foot teeth:tooth mice:mouse geese:goose
lice:louse oxen:ox crises:crisis analyses:analysis theses:thesis hypotheses:hypothesis diagnoses:diagnosis oases:oasis
axes:axis emphases:emphasis parentheses:parenthesis syntheses:synthesis bases:base prognoses:prognosis
neuroses:neurosis catharses:catharsis lives:life knives:knife wives:wife housewives:housewife midwives:midwife
halves:half wolves:wolf leaves:leaf thieves:thief shelves:shelf calves:calf loaves:loaf selves:self hooves:hoof
scarves:scarf elves:elf sheaves:sheaf dwarves:dwarf wharves:wharf movies:movie cookies:cookie zombies:zombie
calories:calorie selfies:selfie hoodies:hoodie rookies:rookie genies:genie junkies:junkie prairies:prairie
newbies:newbie species:species series:series magpies:magpie necktie:necktie lingeries:lingerie
camaraderies:camaraderie sorties:sortie reveries:reverie bourgeoisies:bourgeoisie yuppies:yuppie hippies:hippie
groupies:groupie collies:collie smoothies:smoothie pixies:pixie eeries:eerie birdies:birdie talkies:talkie
dearies:dearie goalies:goalie indies:indie caches:cache avalanches:avalanche niches:niche psyches:psyche
creches:creche moustaches:moustache quiches:quiche pickaxes:pickaxe poleaxes:poleaxe deluxes:deluxe shoes:shoe
toes:toe foes:foe hoes:hoe canoes:canoe oboes:oboe woes:woe does:doe gases:gas atlases:atlas canvases:canvas
aliases:alias biases:bias irises:iris clitorises:clitoris penises:penis trellises:trellis iris:iris causes:cause
clauses:clause houses:house uses:use abuses:abuse excuses:excuse spouses:spouse fuses:fuse muses:muse
warehouses:warehouse ruses:ruse mouses:mouse buses:bus minibuses:minibus nooses:noose plusses:plus pluses:plus
focuses:focus quizzes:quiz whizzes:whiz fezzes:fez topazes:topaz waltzes:waltz blitzes:blitz quartzes:quartz
kibbutzim:kibbutz criteria:criterion phenomena:phenomenon media:media data:data strata:stratum bacteria:bacterium
memoranda:memorandum referenda:referendum addenda:addendum errata:erratum millennia:millennium curricula:curriculum
stadia:stadium fora:forum alumni:alumnus nuclei:nucleus stimuli:stimulus radii:radius cacti:cactus fungi:fungus
foci:focus syllabi:syllabus indices:index appendices:appendix matrices:matrix vertices:vertex vortices:vortex
cortices:cortex formulae:formula larvae:larva antennae:antenna vertebrae:vertebra algae:alga bureaux:bureau
plateaux:plateau chateaux:chateau tableaux:tableau coups:coup corps:corps headquarters:headquarters
mujahideen:mujahideen passers-by:passer-by bystanders:bystander police:police cattle:cattle sheep:sheep deer:deer
fish:fish aircraft:aircraft spacecraft:spacecraft hovercraft:hovercraft crossroads:crossroads barracks:barracks
premises:premises means:means news:news politics:politics economics:economics physics:physics mathematics:mathematics
ethics:ethics athletics:athletics gymnastics:gymnastics logistics:logistics tactics:tactic statistics:statistic
thanks:thanks customs:customs remains:remains outskirts:outskirts clothes:clothes trousers:trousers scissors:scissors
glasses:glasses odds:odds proceeds:proceeds whereabouts:whereabouts surroundings:surroundings belongings:belongings
amends:amends gallows:gallows shambles:shambles works:work troops:troop goods:good arms:arms tropics:tropics
graffiti:graffiti attorneys-general:attorney-general secretaries-general:secretary-general
brothers-in-law:brother-in-law sons-in-law:son-in-law commanders-in-chief:commander-in-chief taxis:taxi skis:ski
kiwis:kiwi emus:emu menus:menu gurus:guru yes:yes yeses:yes busses:bus ss:ss chassis:chassis rendezvous:rendezvous
faux:faux paparazzi:paparazzo kurds:Kurd potatoes:potato tomatoes:tomato tariffs:tariff
"""
NAMES = """
netherlands:Netherlands philippines:Philippines maldives:Maldives seychelles:Seychelles comoros:Comoros
bahamas:Bahamas honduras:Honduras cyprus:Cyprus bahrain:Bahrain athens:Athens brussels:Brussels naples:Naples
paris:Paris texas:Texas reuters:Reuters times:Times hamas:Hamas houthis:Houthi balkans:Balkans alps:Alps andes:Andes
himalayas:Himalayas
"""
OTHERS = """
JJR:elder:old JJS:eldest:old JJR:further:far JJS:furthest:far JJR:farther:far JJS:farthest:far JJR:less:less
JJR:more:more JJS:most:most JJS:least:least RBR:more:more RBS:most:most RBR:less:less RBS:least:least RBR:better:well
RBS:best:well RBR:worse:badly RBS:worst:badly JJR:worse:bad JJS:worst:bad JJR:better:good JJS:best:good
JJR:stranger:strange JJR:freer:free JJS:freest:free JJR:fewer:few JJS:fewest:few JJR:lesser:less JJR:upper:upper
RBR:sooner:soon RBR:later:late MD:wo:will MD:ca:can MD:'ll:will MD:'d:would MD:sha:shall MD:might:might MD:could:could
MD:should:should MD:would:would VBZ:'s:be VBP:'m:be VBP:'re:be VBP:'ve:have VBD:'d:have VB:'ve:have RB:n't:not
RB:nt:not RB:'t:not POS:':'s POS:'s:'s PRP:'em:they PRP:them:they PRP:us:we PRP:him:he PRP:her:she PRP:me:I PRP:i:I
DT:an:a DT:these:this DT:those:that VBZ:ai:be VBP:ai:be VBZ:is:be VBZ:has:have VBZ:does:do VBZ:goes:go VBP:are:be
VBP:am:be VBD:was:be VBD:were:be VBN:been:be VBG:being:be VBG:dying:die VBG:lying:lie VBG:tying:tie VBG:vying:vie
VBG:untying:untie VBG:underlying:underlie VBG:dyeing:dye VBG:ageing:age VBG:singeing:singe VBG:tingeing:tinge
VBG:axeing:axe VBG:fleeing:flee VBG:seeing:see VBN:stricken:strike VBN:proven:prove VBN:born:bear VBD:bore:bear
VBD:lay:lie VBD:laid:lay VBN:laid:lay NNP:jan.:January NNP:feb.:February NNP:mar.:March NNP:apr.:April NNP:jun.:June
NNP:jul.:July NNP:aug.:August NNP:sept.:September NNP:sep.:September NNP:oct.:October NNP:nov.:November
NNP:dec.:December
"""

# Adjectives and nouns of peoples and faiths that are written with a capital and whose endings do not say so.
CAPITALS = """
Dutch Greek French British English Irish Scottish Welsh Spanish Polish Turkish Swedish Danish Finnish Czech Thai Swiss
Kurdish Jewish Arab Afghan Uzbek Kazakh Kyrgyz Tajik Turkmen Hutu Tutsi Uyghur Uighur Slovak Croat Serb Basque
Filipino Argentine Cypriot Icelandic Catalan Flemish Burmese Maltese Nepalese Sudanese Congolese Togolese Beninese
Gabonese Lebanese Taiwanese Chinese Japanese Vietnamese Senegalese Sinhalese Portuguese Guyanese Surinamese Israeli
Iraqi Kuwaiti Saudi Omani Qatari Emirati Yemeni Bahraini Pakistani Bangladeshi Somali Nepali Bengali Punjabi Kashmiri
Afghani Azerbaijani Azeri Swazi Malawian Burkinabe Monegasque Malagasy Motswana Basotho Inuit Maori Zulu Xhosa Hausa
Igbo Yoruba Pashtun Hazara Baloch Baluch Sindhi Tamil Hindu Muslim Moslem Sunni Shia Shiite Alawite Druze Maronite
Sufi Salafi Wahhabi Sikh Jain Catholic Protestant Orthodox Christian Islamic Islamist Buddhist Mormon Zionist Baathist
Semitic Slavic Nordic Baltic Hispanic Hellenic Celtic Arctic Antarctic Atlantic Pacific Soviet Nazi Maoist Marxist
Leninist Stalinist Bolshevik Peronist Kremlin Moroccan Cuban Mexican American African German Roman Ottoman Bahraini
Kosovar Montenegrin Quebecois Cantonese Tibetan Mongol Rohingya Palestinian Qatari Tuareg Berber Bedouin Amazigh
Chechen Dagestani Ingush Tatar Cossack Romani Latino Republican
"""


def verbs_of(data: Path, rows: list[list[str]]) -> frozenset[str]:
    """Base forms of verbs: of the frame files, of the treebank (seen twice), our own."""
    found = set(VERBS.split()) | {line.split()[0] for line in IRREGULAR.replace("|", "\n").strip().split("\n")}
    with gzip.open(data / "srl/rolesets.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            roleset = json.loads(line)
            found |= {alias["form"] for alias in roleset["aliases"] if alias["pos"] == "v"}
    counts = Counter(row[2] for row in rows if row[3] == "VERB")
    found |= {verb for verb, count in counts.items() if count > 1}
    return frozenset(verb for verb in found if verb.replace("-", "").isalpha() and verb.islower() and len(verb) > 1)


def rows_of(path: Path) -> list[list[str]]:
    """Words of the treebank that are spelt right and whole."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line[:1].isdigit()]
    return [r for r in rows if r[0].isdigit() and r[2] != "_" and "Typo=Yes" not in r[5] and "CorrectForm" not in r[9]]


def own() -> dict[tuple[str, str], str]:
    """The words listed above."""
    lemmas: dict[tuple[str, str], str] = {}
    for line in IRREGULAR.replace("|", "\n").strip().split("\n"):
        base, past, participle = line.split()
        lemmas.setdefault(("VBD", past), base)
        lemmas.setdefault(("VBN", participle), base)
    for tag, words in (("NNS", NOUNS), ("NNPS", NAMES)):
        lemmas |= {(tag, form): base for form, base in (pair.split(":") for pair in words.split())}
    for entry in OTHERS.split():
        tag, form, base = entry.split(":")
        lemmas[tag, form] = base
    return lemmas


def main(data: Path) -> None:
    rows = rows_of(data / "ud_ewt/en_ewt-ud-train.conllu.gz")
    verbs = verbs_of(data, rows)
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    capital: dict[str, Counter[bool]] = defaultdict(Counter)
    for _, form, base, upos, xpos, *_rest in rows:
        if upos in ("X", "PUNCT", "NUM", "SYM") or xpos in ("NNP", "GW", "FW", "ADD"):
            continue
        seen[xpos, form.lower().replace("’", "'").replace("`", "'")][base] += 1
        if upos in ("ADJ", "NOUN") and base.replace("-", "").replace("'", "").isalpha() and not base.isupper():
            capital[base.lower()][base[0].isupper()] += 1
    learned: dict[tuple[str, str], str] = {}
    for (xpos, form), counts in seen.items():
        (base, count), total = counts.most_common(1)[0], sum(counts.values())
        rule = by_rule(form, xpos, verbs)
        if count * 5 < total * 3 or base.lower() == rule or len(base) == 1 != len(form):
            continue
        if xpos in INFLECTED or xpos == "NNPS" or count > 1:
            learned[xpos, form] = base if xpos != "NNPS" or base[0].isupper() else base.capitalize()
    lemmas = learned | own()
    for word in CAPITALS.lower().split():
        capital[word][True] += 9
    capitals = sorted(word for word, is_capital in capital.items() if is_capital[True] > is_capital[False])
    lines = [
        f"{tag}\t{form}\t{base}"
        for (tag, form), base in sorted(lemmas.items())
        if base.lower() != by_rule(form, tag, verbs) or (base[0].isupper() and tag != "NNPS")
    ]
    for kind, words in (("verb", sorted(verbs)), ("capital", capitals)):
        initials = sorted({word[0] for word in words})
        lines += [f"{kind}\t{' '.join(w for w in words if w[0] == initial)}" for initial in initials]
    TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
