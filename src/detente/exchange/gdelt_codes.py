"""GDELT's codes of countries, places, bodies and roles, and its CAMEO codes with its own quads and weights."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from detente.exchange.cameo import codes
from detente.exchange.cells import read_number
from detente.exchange.countries import usual_name
from detente.exchange.filed import FiledActor, Typed


def country_of_code(code: str) -> str | None:
    """ISO 3166-1 alpha-3 of CAMEO's code of a country; None of a region (EUR, AFR) and of what is unknown.

    >>> country_of_code("ROM"), country_of_code("IRN"), country_of_code("EUR")
    ('ROU', 'IRN', None)
    """
    return _table("country").get(code) or (code if usual_name(code) is not None else None)


def country_of_place(fips: str) -> str | None:
    """ISO 3166-1 alpha-3 of the FIPS 10-4 code of a place's country; None where it is none.

    >>> country_of_place("GG"), country_of_place("OC")
    ('GEO', None)
    """
    return _table("fips").get(fips)


def actor_of(cells: tuple[str, ...]) -> FiledActor | None:
    """The actor in GDELT's ten cells of one: code, name, country, group, ethnic, two religions, three roles.

    None where the cells name nobody. An actor with a country alone stands for it (GOV); with a role, for that; with
    neither, as of a people or a church, it is of no known sector.
    """
    code, name, country, group, ethnic, religion, _, *roles = (cell.strip() for cell in cells)
    if not code and not name:
        return None
    own = country_of_code(country) if country else None
    body = _table("body").get(group) if own is None else None
    told = [role for role in roles if role]
    sectors = _table("sector")
    sector = next((sectors[role] for role in told if role in sectors), None)
    if sector is None and body is None:
        sector = "GOV" if own is not None and not (told or group or ethnic or religion) else "UNK"
    full = f"{name} ({code})" if name and code else name or code
    return FiledActor(full, own or body, ",".join(told) or None, sector, code or None)


def act_of(code: str, root: str, quad: str, goldstein: str) -> Typed | None:
    """What a CAMEO code of GDELT says was done, with GDELT's own quad and weight; None where the code is none.

    A code that a spreadsheet took for a number is mended where its root shows it: "10" of root "1" is "010". One that
    the tables lack (GDELT has some of its own) keeps its text and has the type of its root.
    """
    code, root = code.strip(), root.strip()
    if len(root) == 1 and root.isdigit() and code[:1] == root:
        code = f"0{code}"
    known = codes()
    cameo = known.get(code) or known.get(code[:3]) or known.get(code[:2])
    if cameo is None or not code.isdigit():
        return None
    own = int(quad) if quad in ("1", "2", "3", "4") else cameo.quad
    return Typed(code, cameo.type, cameo.mode, own, read_number(goldstein), cameo.intensity, cameo.one_act)


@cache
def _table(kind: str) -> dict[str, str]:
    text = (files("detente.exchange") / "data" / "gdelt_codes.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return {filed: code for of, filed, code in rows[1:] if of == kind}
