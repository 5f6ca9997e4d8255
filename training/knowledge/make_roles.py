"""Make roles.tsv: role nouns and their PLOVER sector.

    python training/knowledge/make_roles.py DATA_FOLDER OUTPUT

Expands supplement_roles.tsv and the portfolios below, then adds nouns of PLOVER_agents (NGEC, MIT) that are missing.
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
from detente.actors.folding import fold
from detente.actors.rows import SECTORS

HEAD = """\
# Role nouns and what they say of a party: person, group or institution, PLOVER sector (PLOVER.md 5), title in words.
# Made by training/knowledge/make_roles.py from our own supplement_roles.tsv; further nouns from PLOVER_agents.txt of
# NGEC (Andrew Halterman, MIT).
"""
_CIVIL = """
    foreign, interior, finance, economy, trade, energy, oil, health, education, labor, labour, agriculture,
    environment, transport, information, culture, home, industry, commerce, planning, security, immigration,
    unification, tourism, sports, water, housing, communications, communication, development, science, technology,
    external affairs, foreign affairs, foreign trade, internal affairs, national security, petroleum, mines, mining,
    fisheries, electricity, telecommunications, infrastructure, religious affairs, women's affairs, social affairs,
    social welfare, youth, migration, climate, budget, economic affairs, home affairs, European affairs, strategic
    affairs, emergencies, public works, public health, digital, railways, law, land
"""
_PORTFOLIOS = dict.fromkeys(" ".join(_CIVIL.split()).split(", "), "GOV")
_PORTFOLIOS |= {"defense": "MIL", "defence": "MIL", "war": "MIL", "justice": "JUD", "public security": "COP"}
_PORTFOLIOS |= {"intelligence": "SPY", "state security": "SPY"}
_MINOR = set(_PORTFOLIOS) - {"foreign", "defense", "defence", "interior", "finance", "justice", "oil", "information"}
# Of the minister: a defence minister is of the government, his ministry of the military.
_TITLE = {"defence": "defense minister", "foreign affairs": "foreign minister", "external affairs": "foreign minister",
          "home": "interior minister", "home affairs": "interior minister", "internal affairs": "interior minister",
          "labour": "labor minister"}  # fmt: skip
_IRREGULAR = {
    "child": "children",
    "woman": "women",
    "man": "men",
    "thief": "thieves",
    "person": "people",
    "wife": "wives",
}
_UNCOUNTED = re.compile(r"(forces?|police|military|staff|media|press|troops|public|opposition|customs|guard|navy)$")
# Words of PLOVER_agents that name no party, or mean too much else.
_LEFT_OUT_TEXT = """
    actor airliner ambulance center consumer culprit deputy destroyer driver element elector establishment gunner
    homer individual invader lord minder naturalized number offender officer order other owner participant partner
    parliament personnel plant player power quarter raider representative reserve seller server shelter silencer
    stranger supporter superior tower president cover paper newspaper theater transporter encampment department
    government regiment settlement movement detachment contingent document enlightenment armament treatment
    equipment investment power quarter corner fighter monger oiler bargainer recreant educatee branokker tinginist
    sodbuster pleader promulgator traffiker enterpreneur filmaker brigaider opthamologist excursionist jetliner
    supertanker tourer waiter cabinetmaker infant lawgiver chamber bomber carrier cruiser freighter tanker
    helicopter chopper fleet procurer incumbent adolescent accident
"""
_LEFT_OUT = set(_LEFT_OUT_TEXT.split())


def plural(phrase: str) -> str:
    """The plural of a noun phrase: of its head, which stands before "of", "to" or "in"."""
    head, space, rest = phrase, "", ""
    if found := re.match(r"(.+?)( (?:of|to|for|in|without|on) .*)$", phrase):
        head, rest = found[1], found[2]
    if found := re.match(r"(attorney|governor|director|consul|inspector|solicitor|prosecutor)([ -]general)$", head):
        return f"{found[1]}s{found[2]}{rest}"
    if found := re.match(r"secretary([ -]general)$", head):
        return f"secretaries{found[1]}{rest}"
    if found := re.match(r"(.*-elect|.*-designate|passer-by)$", head):
        return re.sub(r"(\w+)(-elect|-designate|-by)$", r"\1s\2", head) + rest
    for one, many in _IRREGULAR.items():
        if head == one or head.endswith(" " + one) or (one in ("man", "woman", "wife") and head.endswith(one)):
            return head[: -len(one)] + many + rest
    if re.search(r"[^aeiou]y$", head):
        head = head[:-1] + "ies"
    elif re.search(r"(s|x|ch|sh|z)$", head):
        head += "es"
    else:
        head += "s"
    return head + space + rest


def lines(folder: Path, data: Path) -> list[tuple[str, str, str, str]]:
    """All rows; an earlier one wins."""
    rows: list[tuple[str, str, str, str]] = []
    titles: list[tuple[str, str, str]] = []
    for line in (folder / "supplement_roles.tsv").read_text("utf-8").splitlines()[4:]:
        phrases, kind, sector, role, title = ([*line.split("\t"), "", ""])[:5]
        for phrase in phrases.split("|"):
            own = phrase if title and kind == "person" and role in ("", "minister") else role
            rows.append((phrase, kind, sector, own))
            if title:
                titles.append((phrase, sector, own))
            if not _UNCOUNTED.search(phrase) and not (kind != "person" and phrase.endswith("s")):
                many_kind = "group" if kind == "person" else kind
                rows.append((plural(phrase), many_kind, sector, own if kind == "person" else ""))
    for name, sector in _PORTFOLIOS.items():
        role = _TITLE.get(name, f"{name} minister")
        of = {"foreign": "foreign affairs", "home": "home affairs", "interior": "the interior"}.get(name, name)
        for phrase in (f"{name} minister", f"minister of {of}", f"minister for {of}"):
            rows += [(phrase, "person", "GOV", role), (plural(phrase), "group", "GOV", role)]
            titles.append((phrase, "GOV", role))
        for phrase in (f"{name} ministry", f"ministry of {of}", f"ministry for {of}", f"department of {of}"):
            rows.append((phrase, "institution", sector, ""))
    rows.append(("ministry of interior", "institution", "GOV", ""))
    rows.append(("minister of interior", "person", "GOV", "interior minister"))
    rows.append(("foreign office", "institution", "GOV", ""))
    for phrase, sector, role in titles:
        rows.append((f"former {phrase}", "person", "ELI", f"former {role}"))
        if " for " in phrase or (" of " in phrase and phrase.startswith("minister")):
            rows.append((f"deputy {phrase}", "person", sector, f"deputy {role}"))
            continue
        rows.append((f"former {plural(phrase)}", "group", "ELI", f"former {role}"))
        rows.append((f"ex-{phrase}", "person", "ELI", f"former {role}"))
        is_top = re.search(r"minister|president|premier|chancellor|leader|king|ruler", phrase) and "vice" not in phrase
        if is_top and phrase.split()[0] not in _MINOR:
            for word in ("ousted", "deposed", "exiled", "jailed"):
                rows.append((f"{word} {phrase}", "person", "ELI", f"former {role}"))
            rows.append((f"acting {phrase}", "person", sector, f"acting {role}"))
            rows.append((f"interim {phrase}", "person", sector, f"interim {role}"))
            rows.append((f"caretaker {phrase}", "person", sector, f"caretaker {role}"))
        if re.search(r"minister|secretary|governor|premier|chief|speaker|ambassador|envoy|commander|attorney", phrase):
            rows.append((f"deputy {phrase}", "person", sector, f"deputy {role}"))
        if re.search(r"foreign (minister|secretary)|minister of foreign|(finance|defen[cs]e) minister", phrase):
            for word in ("vice", "assistant", "first deputy"):
                rows.append((f"{word} {phrase}", "person", sector, f"{word} {role}"))
    rows += agents(data, {row[0]: row[2] for row in rows})
    return rows


def agents(data: Path, known: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """Person nouns of PLOVER_agents: single words, and two words of which the second alone says another sector."""
    rows = []
    with gzip.open(data / "actors_ngec/PLOVER_agents.txt.gz", "rt", encoding="utf-8", errors="replace") as file:
        for line in file:
            found = re.match(r"([A-Z][A-Z_' -]*?)_?\s*(?:\{([A-Z_' -]+)\})?\s*\[~([A-Z]{3})([A-Z]*)\]", line)
            if not found or "MINIST" in line or "!" in line or "EX-" in line:
                continue
            phrase = re.sub(r"[_ ]+", " ", found[1]).strip().lower()
            sector = "OPP" if found[3] == "CVL" and found[4].startswith("OPP") else found[3]
            words = phrase.split()
            if sector not in SECTORS or sector in ("PRE", "UNK"):
                continue
            if phrase in _LEFT_OUT or len(phrase) < 4 or len(words) > 2:
                continue
            if not re.search(r"(er|or|ist|man|woman|ian|ant|ent|ee|eur|eer|thief|naut|crat|path)$", phrase):
                continue
            if len(words) == 2 and known.get(words[1], sector) == sector:
                continue
            many = re.sub(r"[_ ]+", " ", found[2]).strip().lower() if found[2] else plural(phrase)
            rows += [(phrase, "person", sector, ""), (many, "group", sector, "")]
    return rows


def main(data: Path, output: Path) -> None:
    """Write the table."""
    seen: set[str] = set()
    out = ["\t".join(("phrase", "kind", "sector", "role"))]
    for row in lines(Path(__file__).parent, data):
        if fold(row[0]) not in seen:
            seen.add(fold(row[0]))
            out.append("\t".join(row).rstrip("\t"))
    output.write_text(HEAD + "\n".join(out) + "\n", encoding="utf-8")
    print(f"{len(out) - 1} phrases")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
