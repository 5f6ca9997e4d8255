"""Text to words, in the style of the UD English Web Treebank.

"US-backed" is US - backed, "re-election" stays whole, "don't" is do n't, "Trump's" is Trump 's, "$1.5bn" is
$ 1.5 bn, "U.S." and "Gen." keep their full stop. Words never overlap, and nothing but white space and invisible
characters lies between them. One regular expression runs once over the text; its branches give nothing back or
are bounded, so the time is linear in the text whatever the text is.
"""

from __future__ import annotations

import re
from functools import cache

# Abbreviations that what follows belongs to: with their full stop wherever they stand, never the end of a sentence.
TITLES = (
    "Mr Mrs Ms Messrs Mx Dr Drs Prof Profs Rev Revd Fr Pres Sen Sens Rep Reps Gov Govs Gen Gens Lt Col Cols Maj Capt "
    "Cpt Cdr Cmdr Brig Sgt Cpl Pvt Pte Adm Amb Atty Supt Insp Cllr St Ste Mt Ft Hon Mlle Mme Msgr Dir Asst Dep Spc Pfc "
    "Det mr mrs ms dr prof gen lt col sgt capt vs Vs cf viz approx Gov-Gen Vice-Adm"
)
# Abbreviations that may be the last word of a sentence.
ENDINGS = (
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Inc Corp Co Cos Ltd Bros LLC "
    "PLC Plc plc Pty Assn Assoc Bhd Jr Sr Esq eg ie seq ibid Ave Blvd Rd Hwy Dept dept Depts Univ Inst Intl Govt "
    "govt ext lbs hrs yrs mins incl esp Calif Conn Fla Ariz Mich Minn Tenn Okla Wis Kan Neb Nev Ala Ga Ky La Va Md Del "
    "Ont Que Penn Tex Colo Mont Vt Ltda S.p.A"
)
# These are words or names too; only what follows says which: a comma, a small letter or a figure.
_DOUBTFUL = "Sat Sun Miss Mass Wash Ill Ind Ore Pa Mo Me Art Min Sec Gr Ark Cal Sq Mfg Ed Eds est Est Tel tel"
_NUMBERED = "No Nos no nos Vol Vols vol Fig Figs fig Art Arts art Ch ch Pt pt pp Pp p Sec sec para Para Res Op op"

# Hyphened beginnings that make one word with what they stand at. "self", "vice", "half", "all", "well" do not.
_PREFIXES = (
    "anti ante arch bi bio co counter cross cyber de di e eco electro euro ex extra geo hyper infra inter intra macro "
    "mega meta micro mid mini mis mono multi nano neo neuro non omni over pan para poly post pre pro proto pseudo "
    "psycho quasi re semi socio sub super supra trans tri ultra un uni under"
)
_SUFFIXES = "esque fest less ish"
_UNITS = (
    "am pm a m k b bn mn tn trn mm cm km kg kgs mg g lb lbs ft sq hz khz mhz ghz kw mw gw kwh mph kph mins hrs hours "
    "min hr hh f t x p tb gb mb kb nm"
)
_TLDS = (
    "com|org|net|edu|gov|mil|int|info|biz|io|eu|uk|us|ca|au|de|fr|ru|cn|ir|il|in|jp|kr|kp|za|nz|ch|at|it|es|nl|se|no|fi|"
    "dk|be|pl|ua|tr|br|mx|ar|ie|tv|me|news"
)
_NEGATED = "do did does is was are were has have had could would should ca wo ai must need"
# Words run together without an apostrophe, cut after so many letters.
_JOINED = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3, "sorta": 4, "outta": 3} | {
    word + "nt": len(word) for word in _NEGATED.split()
}
_JOINED |= {"thats": 4, "whats": 4, "theres": 5, "heres": 4, "youre": 3, "theyre": 4, "youve": 3, "theyve": 4}
_JOINED |= {"weve": 2, "ive": 1, "youll": 3, "theyll": 4, "itll": 2}
_CLITICS = frozenset({"s", "m", "d", "ll", "ve", "re"})
_APOSTROPHES = "'’‘`´ʼ＇"


def _either(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))


# Letters, digits, and the marks and invisible joints that may sit inside a word.
_W = r"[^\W_\u200b]"
_IN = (
    r"[\w\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u200c\u200d\u2060]"
)
_APO = f"[{_APOSTROPHES}]"
_PART = rf"{_W}{_IN}*+"
_NUMBER = r"\d++(?:[.,:/]\d++){0,8}+"
_EMOJI = r"[\u203c-\u3299\U0001f000-\U0001faff\U000e0020-\U000e007f]"

_BRANCHES: tuple[tuple[str, str], ...] = (
    # The plain word, nine of ten: letters and then nothing that could go on.
    (
        "plain",
        r"[^\W\d_]++(?=[\s,])|[^\W\d_]++(?![\w.'’‘`´ʼ＇@&$€£\u00ad\u0300-\u036f\u0590-\u094f\u200b-\u200d\u2060-]|:/)",
    ),
    # Punctuation that cannot belong to anything else, early because it is common.
    ("point", r"[,;:!?.)\"”](?=\s)|[(\"“](?=[^\W\d_])|\.\Z"),
    ("url", r"(?:https?|ftp)://[^\s<>\"“”]*[^\s<>\"“”.,;:!?'’)\]]"),
    ("url_bare", r"www\.[^\s<>\"“”]{1,300}(?<![.,;:!?'’)\]])"),
    ("mail", r"(?:mailto:)?[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}+[^\W\d_]{2,24}"),
    ("domain", rf"(?:[\w-]{{1,63}}\.){{1,4}}(?:{_TLDS})(?![\w-]|\.\w)(?:/[^\s<>\"“”]{{0,300}}(?<![.,;:!?'’)\]]))?"),
    ("money", r"(?:US|C|CA|A|AU|NZ|HK|NT|S|Z|R)?[$€£¥₹₽₩₪]"),
    # "U.S.", "p.m.", "U.S.A", "Ph.D."; "J." before a name, "the U.K" at the end of a text.
    ("letters", r"(?:Ph\.D\.|(?:[^\W\d_]\.){2,9}+(?!\w)|(?:[^\W\d_]\.){1,8}[^\W\d_](?!\w))"),
    ("initial", r"(?:[A-HJ-Z]\.(?=\s?[^\W\d_a-z]|[ ]?[,)-])|I\.(?=[ ]?[A-Z]\.))"),
    ("title", rf"(?:{_either(TITLES)})\.(?!\w*[@])"),
    ("ending", rf"(?:{_either(ENDINGS)})\."),
    # EWT parts "etc." and "et al." at the end of a sentence only.
    ("etc", r"(?:etc|al)\.(?=[ \u00a0]?[,;)a-z0-9])"),
    ("doubtful", rf"(?:{_either(_DOUBTFUL)})\.(?=[ \u00a0]?[,;)a-z0-9])"),
    ("numbered", rf"(?:{_either(_NUMBERED)})\.(?=[ \u00a0]?\d)"),
    # "anti-government", "mid-1990s"; "Orwell-esque"; then e-mail has nothing to do with "e - mail".
    ("prefixed", rf"(?i:{_either(_PREFIXES)})-(?:{_PART})(?:{_APO}{_PART})*+"),
    ("suffixed", rf"[^\W\d_]{{1,40}}-(?i:{_either(_SUFFIXES)})(?!\w)"),
    ("phone", r"(?:\+?\d{1,3}-)?(?:\d{3}-)?\d{3}-\d{4}(?![\w-])"),
    ("date", r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{2,4})(?![\w-])"),
    ("decade", rf"(?:\d{{1,3}}0)?{_APO}?\d?0s(?!\w)|\d{{0,3}}0{_APO}s(?!\w)|’\d\d(?!\w)"),
    (
        "number",
        rf"(?:(?<!\w)[+.])?{_NUMBER}(?:(?:st|nd|rd|th|s|ST|ND|RD|TH)(?!\w))?+(?=(?i:{_either(_UNITS)})(?!\w)|(?!\w))",
    ),
    (
        "joined",
        r"[^\W\d_](?:&[^\W\d_]{1,2}){1,4}+(?!\w)|[^\W\d_]{1,4}&[^\W\d_]{1,4}(?!\w)|[wWbBlLiI]/[^\W\d_]?(?!\w)",
    ),
    ("word", rf"{_PART}(?:{_APO}{_PART})*+"),
    ("clitic", rf"(?<=\S){_APO}(?:s|S|d|D|ll|LL|re|RE|ve|VE|m|M)(?!\w)|{_APO}(?:em|til|cause|tis|twas)(?!\w)"),
    ("handle", r"[@#][^\W\d_]\w*+"),
    ("face", r"[:;=]['’]?-?[()DPpO/|](?!\S)|<3(?!\S)|\^_+\^"),
    ("marks", r"\.{2,}+|…++|[!?]{2,}+|-{2,}+|={2,}+|_{2,}+|\*{2,}+|~{2,}+|\+{2,}+|''|``|’’|‘‘|<<|>>"),
    ("flag", r"[\U0001f1e6-\U0001f1ff]{2}"),
    ("emoji", rf"{_EMOJI}(?:[\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d{_EMOJI})*+"),
    # Invisible characters alone are no word.
    ("other", r"[^\s\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\x00-\x1f\x7f-\x9f]"),
)


@cache
def _pattern() -> re.Pattern[str]:
    # No branch begins with white space; to say so first saves half of the time.
    return re.compile(r"(?=\S)(?:" + "|".join(f"(?P<{name}>{branch})" for name, branch in _BRANCHES) + ")")


def tokenize(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Words of the text as half-open spans of code points, each moved by `start`, in order.

    >>> text = "Iran's US-backed foes didn't sign."
    >>> [text[a:b] for a, b in tokenize(text)]
    ['Iran', "'s", 'US', '-', 'backed', 'foes', 'did', "n't", 'sign', '.']
    """
    spans: list[tuple[int, int]] = []
    add = spans.append
    joined = _JOINED
    for match in _pattern().finditer(text):
        first, last = match.span()
        kind = match.lastgroup
        if kind == "plain":
            if 2 <= last - first <= 7 and (cut := joined.get(text[first:last].lower())):
                add((start + first, start + first + cut))
                first += cut
            add((start + first, start + last))
        elif kind == "word" or kind == "prefixed":
            for cut in _cuts(text[first:last]):
                add((start + first, start + first + cut))
                first, last = first + cut, last
            add((start + first, start + last))
        else:
            add((start + first, start + last))
    return spans


def _cuts(word: str) -> list[int]:
    """Lengths of the pieces before the last one: "don't" -> [2], "wouldn't've" -> [5, 3], "O'Brien" -> []."""
    lengths: list[int] = []
    end = len(word)
    for _ in range(3):
        mark = max(word.rfind(a, 0, end) for a in _APOSTROPHES)
        if mark < 1:
            break
        tail = word[mark + 1 : end].lower()
        if tail in _CLITICS:
            cut = mark
        elif tail == "t" and word[mark - 1] in "nN" and mark > 1:
            cut = mark - 1
        else:
            break
        lengths.append(end - cut)
        end = cut
    if lengths:
        return [end, *reversed(lengths[1:])]
    cut = _JOINED.get(word.lower(), 0)
    return [cut] if cut else []
