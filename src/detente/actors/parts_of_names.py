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
    "abigail ada adriana agnes aicha aisha aishwarya alba alejandra alexandra alexandria alice alicia aline amal "
    "amanda ameenah amelia amina amira amy ana anastasia anastasiia angela angelina aniela anita anja ann anna "
    "annalena anne annegret antonia ariana asha ashley asma atifete aung aurelia ayesha azra bahia barbara beata "
    "beatrice beatriz benazir bernadette bertha beth betty bianca bonnie brenda bridget brigitte camila candice "
    "carla carmen carol carolina caroline cassandra catarina catherine cathy cecilia celia chandrika chantal "
    "charlotte cheryl chiara chloe christiane christina christine claire clara clarissa claudia claudine colette "
    "concepcion condoleezza constance cristina cynthia dalia daniela danielle daria debbie deborah delphine denise "
    "diana diane dilma dina dolores donna dora doris dorothy edith edna eileen elaine eleanor elena elisa elisabeth "
    "eliza elizabeth ella ellen ellie elsa elvira emilia emily emine emma epsy erika erna esperanza estela esther "
    "eugenia eva evelyn farah fatima fatma fatou fatoumata fawzia federica felicia ferial fiona flora florence "
    "frances francesca francine gabriela genevieve georgina geraldine gertrude gina giorgia gita giulia gloria grace "
    "greta guadalupe gulnara gwen habiba hadija haifa hala hanan hanna hannah harriet hasina hawa hazel heather "
    "heidi helen helena helle henrietta hilda hillary hina huda ida ilhan imelda indira ines inga ingeborg ingrid "
    "irene irina iris isabel isabella isabelle ivanka ivy jacinda jacqueline jamila jane janet janice janine jasmine "
    "jean jeanine jeanne jeannette jelena jen jennie jennifer jessica jill joan joanna jocelyn johanna josefina "
    "josephine joyce juana judith julia juliana julie julieta kaja kamala karen karin karina karla katarina kate "
    "katerina katherine kathleen kathy katia katja katrin kelly kellyanne kerry khadija khaleda kirsten kirstie "
    "kristalina kristina krystyna laila laisenia lana lara larisa laura laure lea leah leila lena leni leticia leyla "
    "leymah lidia lilian liliana lily lina linda lindiwe lisa lisbeth liz ljiljana lois lorena loretta lorraine "
    "louise lourdes lucia lucille lucinda lucy ludmila luisa lydia lyudmila madeleine madeline magdalena mahnaz "
    "malala malika manuela marcela margaret margareta margarethe margarita margot maria mariam mariana marianne "
    "maribel marie marielle marija marilyn marina marine marisa marisol marjorie marlena marlene marta martha "
    "martine mary maryam matilda maud maureen mavis maya megan melania melissa mercedes mette michelle mildred "
    "milena mina mira miranda mireille miriam mirjana moira mona monica monique muriel myriam nadezhda nadia nadine "
    "najla nancy naomi narges nasrin natalia natalie natasa natasha nawal nelly nicola nicole nikki nilufer nina "
    "nirmala nora noura nuria oksana olena olga olivia ophelia oumou pamela paola pascale patricia paula pauline "
    "penny petra phyllis pilar pratibha priscilla priti priya priyanka rachel radhika raisa rania raquel rasa rasha "
    "rebecca rebeka regina renata rigoberta rita roberta rocio romina ronya rosa rosalia rosalind rosario rose "
    "rosemary roxana ruby ruth sabina sabine sadia sahle sally salma samantha samia samira sandra sanna sarah saskia "
    "serena shabana shami shannon sharon sheikha sheila shelley shirin shirley sigrid silvana silvia simona simone "
    "sirimavo sithembile sofia sofie solange soledad sonia sonja sophie soraya stella stephanie sue sunita susan "
    "susanne suzan suzanne svetlana sviatlana swati sybil sylvia sylvie tabitha tahani tamara tania tanya tara tarja "
    "tatiana tatjana tawakkol teodora teresa teresita thelma theresa thuli tina toni tracey tracy tsai ulrike ursula "
    "urszula vaira valentina vanessa vera veronica vesna vicky victoria viktoria viola viorica virginia virginie "
    "vivian wafa wangari wendy wilhelmina winnie xiomara yasmin yelena yoko yolanda yulia yvette yvonne zahra zainab "
    "zeinab zoe zohra zsuzsanna zuhal zuzana"
)  # given names that are women's in the press; a name not here may be anyone's
_MEN = word_set(
    "aaron abbas abdallah abdel abdoulaye abdourahmane abdul abdullah abiy abraham achim adam adama adan adel adolfo "
    "adrian agustin ahmad ahmed ahmet akbar akhtar alan alassane alberto alejandro aleksandar aleksander aleksandr "
    "aleksei alex alexander alexandre alexandros alexei alfonso alfred alfredo ali allan alpha alvaro amadou amir "
    "anders andre andreas andrei andres andrew andris andrzej angus anibal ante antoine anton antonio antonis antony "
    "anwar arif armando arnaldo arnold arsen artur arturo ashraf asif augusto avigdor axel aziz babacar bakhtiar "
    "baldur barack barry bart bashar bashir ben benedict benigno benito benjamin benny berat bernard bernardo bert "
    "bertrand bilal bill blaise bob bogdan boniface boris boyko brad branko brendan brian bruce bruno bujar calin "
    "carl carlos cesar chadwick charles chester chris christian christoph christopher claude claudio clement colin "
    "constantine costas craig cyril dan daniel danilo danny dario darko dave david davor dean denis denzil derek "
    "desmond didier diego dimitar dimitris dirk djibo dmitri dmitry dmytro dominic don donald donnie doug douglas "
    "dragan duncan dusan dwight eamon eddie edgar edgardo eduard eduardo edward edwin efrain ehud eli elias elijah "
    "emil emile emilio emmanuel emmerson enda enrico enrique epifanio eric ernest ernesto ernst erwin esteban "
    "etienne eugene evan evgeny evo fahd faisal farooq farouk faustin fausto felipe felix ferdinand fernando fidel "
    "filip florian floyd francisco franck franco francois frank frans franz fred frederic frederick friedrich fuad "
    "fyodor gabriel gareth gary gavin gennady geoffrey george georges georgi georgios gerard gerhard german gerry "
    "ghassan gilbert gilles giorgi giovanni giuseppe gjorge glenn gonzalo gordon graham greg gregory guido guillermo "
    "gustav gustavo guy habib haider hailemariam hakan hamad hamed hamid hamza hans harald haris harold harry "
    "haruhiko hassan hector heiko heinz helmut henry herbert herman hernan hideki hiroshi hisham horst hubert hugo "
    "humberto hussein hyacinthe ian ibrahim idriss ignacio igor ilham ilir ilya imran inder isaac isaias ishaq "
    "ismail issa itzhak ivan ivica ivo jacek jack jacob jacques jaime jair jake jakob jamal james jan janez janos "
    "jared jaroslaw jason jassim javad javier jean-claude jeff jeffrey jens jeremiah jeremy jerome jerry jerzy jesus "
    "jibril jim jimmy joachim joao joaquin joe joel johan johannes john johnny joko jon jonas jonathan jorge jose "
    "joseph josip jozef juan jules julian julio julius jurgen justin kareem karim karl karol kaspar keir keith kemal "
    "ken kenneth kevin khaled khalid kofi konstantin kostas kristian kurt kwame lamine lance larry lars lawrence "
    "lech leo leon leonardo leonid leopoldo leslie levon liam lionel lloyd louis luc luca lucas lucio ludwig luigi "
    "luis luiz lukas mahamadou mahamat mahathir maher mahinda mahmoud malcolm mamadou manfred manmohan manuel marc "
    "marcel marcello marcelo marco marcos marcus marek mariano mario mark marko markus martin martti marwan massimo "
    "mateusz matt matteo matthew mauricio max maxim maximilian mehmet menachem michael michel miguel mike mikhail "
    "mikheil mikulas milan milo milorad milos miloslav mircea mirko miroslav mitch mohamed mohammad mohammed mohamud "
    "moises momir monir morgan moshe mouammar moussa muammar mubarak muhammad muhammadu muqtada murat musa mustafa "
    "mwai naftali najib narendra nasser nathan nawaz neil nelson nestor nguema nicholas nick nicolas nicos nikola "
    "nikolai nikos nils noah nuri nursultan olaf oleg oleksandr oliver omar omer orlando osama oscar osman oswaldo "
    "otto pablo paddy paolo pascal patrice patrick patrik paul pavel pedro pere pervez petar peter petr petro philip "
    "philippe pierre pietro piotr pranab predrag qassem quentin radek radoslaw rafael rafic raila rajiv rajnath "
    "ralph ramon ramzan randy rashid ratko raul raymond recep reginald rene rex riad ricardo richard riek rob robert "
    "rodolfo rodrigo roger roland rolf roman romano ron ronald rory ross roy ruben rudolf rudy rupert russell rustam "
    "saad salem salih salman salva sam sami samuel sandor sani sanjay scott sean sebastian serge sergei sergey "
    "sergio seyni shaukat shehbaz shimon shinzo sid sigmar silvio simon slobodan stanislav stanley stefan stefano "
    "stephane stephen steve steven stipe stuart sultan svante sven taban tadeusz taha tareq tariq tayyip ted teodoro "
    "terry thabo theodore theodoros thierry thomas tim timothy tito toby tom tomas tomasz tomislav tommy tony toomas "
    "trevor tyrone umaro urho uriel vaclav valdis valentin valery vasil vasily vernon victor viktor vincent vinko "
    "vitali vitaly vladimir vladislav vojislav volodymyr vuk walid walter wang warren wayne werner wilfred wilhelm "
    "willem william willy wojciech wolfgang xanana xavier yahya yair yasir yasser yitzhak yoshihide youssef yuri "
    "yusuf yves zafar zbigniew zoltan zoran"
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
    last = len(parts) - 1  # "Hun Sen" is no senator
    kept = [p for i, p in enumerate(parts) if len(p) > 1 and p not in _SUFFIXES and (i == last or p not in _HONORIFICS)]
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
    if parts[:1] == ["jean"]:  # "Jean-Bertrand Aristide"; a lone Jean may be either
        return MALE if len(parts) > 2 else None
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
