"""What the parts of a person's name say: honorifics, particles, order, and the short forms a report uses later.

Korean, Chinese and Vietnamese names put the family name first: "Kim Jong Un" is later "Kim", but "Angela Merkel"
"Merkel". Vietnamese reports use the last word ("Nguyen Phu Trong", "Trong"); so both ends are kept as short forms.
"""

from __future__ import annotations

from functools import lru_cache

from detente.actors.folding import fold
from detente.actors.sets import word_set

MALE, FEMALE = "m", "f"

_HONORIFICS = {
    "mr": MALE, "mister": MALE, "sir": MALE, "lord": MALE, "sheikh": MALE, "sheik": MALE, "shaikh": MALE,
    "imam": MALE, "ayatollah": MALE, "grand": None, "king": MALE, "prince": MALE, "emir": MALE, "sultan": MALE,
    "pope": MALE, "father": MALE, "herr": MALE, "señor": MALE, "senor": MALE, "haji": MALE, "mullah": MALE,
    "mrs": FEMALE, "ms": FEMALE, "miss": FEMALE, "madam": FEMALE, "madame": FEMALE, "lady": FEMALE, "dame": FEMALE,
    "queen": FEMALE, "princess": FEMALE, "sister": FEMALE, "frau": FEMALE,
    "dr": None, "prof": None, "professor": None, "gen": None, "lt": None, "lieutenant": None, "col": None,
    "maj": None, "capt": None, "captain": None, "sgt": None, "adm": None, "cmdr": None, "brig": None, "marshal": None,
    "rev": None, "archbishop": MALE, "bishop": None, "cardinal": MALE, "sen": None, "rep": None, "gov": None,
    "pres": None, "hon": None, "crown": None, "st": None,
}  # fmt: skip
_SOLDIERS = word_set("gen lt lieutenant col maj capt captain sgt adm cmdr brig")
_PARTICLES = word_set("al el bin ibn ben abu abd bint de da do dos das del della di du la le van von der den ter ten y")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_FAMILY_FIRST = frozenset({"PRK", "KOR", "CHN", "TWN", "VNM", "KHM"})
_FAMILY_NAMES = word_set(
    "kim ri lee yi pak park choe choi jong jang jung chung cho jo kang han hwang hong hyon no moon yoon yun song "
    "so xi hu wen wang li zhang liu chen yang zhao huang zhou wu xu sun zhu lin guo luo deng jiang qian bo tsai "
    "ma mao nguyen tran pham vo truong phan"
)  # common Korean, Chinese and Vietnamese family names, for a name of three words whose country is not known
_WOMEN = word_set(
    "ada aisha alexandria amina amy ana angela angelina anita ann anna anne annegret annalena asma aung barbara "
    "beata benazir bianca bridget brigitte carla carmen carol caroline catherine cecilia charlotte chloe "
    "christina christine claire claudia condoleezza cristina dalia daria diana dilma dina dora eleanor elena "
    "elisabeth elizabeth ella ellen emily emma erna esther eva fatima fatou federica fiona florence frances gina "
    "giorgia gloria grace hanna hannah heather helen helena helle hillary hina ilhan imelda indira inga ingrid "
    "irina irene isabel isabella ivanka jacinda jane janet jean jen jennifer jessica joan joanna josephine joyce "
    "juana judith julia julie kaja kamala karen kate katerina katherine kathleen katrin kellyanne kristalina "
    "kristina laila lana laura leila leyla lena leni liliana linda lisa liz loretta louise lucia lucy madeleine "
    "magdalena malala margaret margot maria mariam marie marija marina marine marta martha mary maya melania "
    "melissa mette michelle mina mirjana miriam monica nadia nancy natalia natasha nicola nikki nina nora olga "
    "olivia patricia paula pauline penny petra priti priyanka rachel rania rebecca rosa rose ruth samantha sanna "
    "sarah sheikha shirin silvia simone sofia sonia sophie stephanie susan suzanne svetlana sviatlana tamara "
    "tanya tatiana teresa theresa tsai ursula valentina vera veronica victoria viola viorica virginia wendy yulia "
    "zainab zuzana"
)  # given names that are women's in the press; a name not here may be anyone's
_MEN = word_set(
    "abdullah abdul abraham adam adel ahmad ahmed alan alberto alejandro alexander alexei ali alan amir andrei "
    "andrew andrzej antonio antony anwar arturo ashraf barack benjamin bernard bill bob boris brian carlos "
    "charles chris christopher daniel dave david denis dmitry dominic donald edward emmanuel enrique eric evo "
    "felipe fernando francisco francois frank george gerhard giuseppe gordon gustavo hamid hans harry hassan "
    "henry hugo hussein ibrahim igor ilham imran ivan jack jacob jacques jair jake james jan jared jason javad "
    "javier jean-claude jeff jens jeremy jim jimmy joe john joko jonathan jorge jose joseph juan justin karl keir "
    "ken kevin khalid khaled larry lars leonid luis luiz lloyd mahmoud marco mario mark martin matteo michael "
    "michel miguel mike mohammad mohammed muhammad mohamed mustafa narendra nawaz nelson nicholas nicolas nikolai "
    "olaf omar osama oscar paul pedro peter petro philip qassem rafael ramzan raul recep rex ricardo richard "
    "robert rodrigo ron ronald saad salman sebastian sergei sergey shinzo silvio simon stephen steve steven "
    "tayyip ted thomas tim tom tony vaclav viktor vladimir volodymyr walter wang william xavier yasser yusuf"
)


def is_honorific(word: str) -> bool:
    """Whether the word is a title of address that stands before a name: "Mr", "Gen.", "Sheikh"."""
    return fold(word) in _HONORIFICS and word[:1].isupper()


def honorific_sector(word: str) -> str | None:
    """MIL for a military rank, else None."""
    return "MIL" if fold(word) in _SOLDIERS else None


def honorific_gender(word: str) -> str | None:
    """The gender that a title of address tells, or None."""
    return _HONORIFICS.get(fold(word))


def is_particle(word: str) -> bool:
    """Whether the word joins parts of a name: "al", "van", "bin"; a hyphen too."""
    return word in ("-", "‑", "’", "'") or fold(word) in _PARTICLES


def name_parts(name: str) -> tuple[str, ...]:
    """The folded words of a name without honorifics, initials and suffixes."""
    parts = fold(name).split()
    kept = [p for p in parts if len(p) > 1 and p not in _SUFFIXES and p not in _HONORIFICS]
    return tuple(kept or parts)


@lru_cache(maxsize=4096)
def short_forms(name: str, country: str | None) -> tuple[str, ...]:
    """The folded short forms of a full name, the likeliest first: "Kim Jong Un" gives "kim", then "un"."""
    parts = name_parts(name)
    if len(parts) < 2:
        return parts
    family_first = country in _FAMILY_FIRST or (country is None and len(parts) == 3 and parts[0] in _FAMILY_NAMES)
    ends = [parts[0], parts[-1]] if family_first else [parts[-1]]
    forms = list(ends)
    for i, part in enumerate(parts[:-1]):
        if part in _PARTICLES:
            forms.append(" ".join(parts[i:]))
    if not family_first and len(parts) > 2 and parts[-2] not in _PARTICLES:
        forms.append(parts[-2])  # "Andres Manuel Lopez Obrador" may be "Lopez"
        forms.append(" ".join(parts[-2:]))
    return tuple(dict.fromkeys(forms))


def gender_of(name: str) -> str | None:
    """The gender that a given name tells, or None."""
    parts = fold(name).split()
    for part in parts[:-1]:
        if part in _WOMEN:
            return FEMALE
        if part in _MEN:
            return MALE
    return None


def gender_of_noun(word: str) -> str | None:
    """The gender that a plain noun tells, or None: "man", "spokeswoman"."""
    lower = word.lower()
    if lower.endswith(("woman", "girl")) or lower in ("queen", "princess", "wife", "mother", "daughter", "sister"):
        return FEMALE
    if lower.endswith(("man", "boy")) or lower in ("king", "prince", "husband", "father", "son", "brother"):
        return MALE
    return None
