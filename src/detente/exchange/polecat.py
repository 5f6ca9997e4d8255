"""POLECAT's releases (ngecEvents … .txt): tabs, a header, a row an event with PLOVER's type, mode and contexts.

A row may name several actors or recipients, joined by ";": it gives one dyad for each two. Event numbers repeat between
rows, some headers name columns that the rows lack, and parts of files are not UTF-8. There is no CAMEO code and no
Goldstein weight; a column of CAMEO codes is kept as text where a file has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path

from detente.errors import InputError
from detente.exchange.cells import EMPTY, folded, quoted, read_day, read_number, read_place, tabbed
from detente.exchange.countries import country_of, usual_name
from detente.exchange.filed import Damaged, Filed, FiledActor, Typed, damaged
from detente.exchange.files import iter_tables

_COLUMNS = (
    *("eventid", "eventdate", "eventtype", "eventmode", "intensity", "quadcode", "contexts"),
    *("actorname", "actorcountry", "actorcow", "primaryactorsector", "actorsectors", "actortitle", "actornameraw"),
    *("wikipediaactorid", "recipientname", "recipientcountry", "recipientcow", "primaryrecipientsector"),
    *("recipientsectors", "recipienttitle", "recipientnameraw", "wikipediarecipientid", "placename", "city"),
    *("district", "province", "country", "latitude", "longitude", "geonamesid", "rawplacename", "featuretype"),
    *("source", "publicationdate", "storypeople", "storyorganizations", "storylocations", "language", "version"),
)
"""The columns of a release, in order; `country` is the place's."""
_LEFT_OUT = ("headline", "eventtext", "feed", "storyid")
"""Columns that some headers name and the public rows lack."""
_NEEDED = ("eventdate", "eventtype", "actorname", "recipientname")
_QUADS = {"verbalcooperation": 1, "materialcooperation": 2, "verbalconflict": 3, "materialconflict": 4}
_BODIES = {"UNO": "UNO", "EUR": "EU"}
_SECTORS = {"MNC": "BUS", "NGO": "SOC", "ISM": "SOC", "IMG": "REB"}


def iter_polecat(path: Path) -> Iterator[Filed | Damaged]:
    """The dyads of a POLECAT file, and its damaged rows.

    Raises InputError where the file has no POLECAT header or cannot be read.
    """
    for name, lines in iter_tables(path):
        yield from _iter_table(name, lines)


def _iter_table(name: str, lines: Iterator[str]) -> Iterator[Filed | Damaged]:
    heads = [folded(cell) for cell in tabbed(next(lines, ""))]
    while heads and not heads[-1]:
        heads.pop()
    heads = ["intensity" if head == "eventintensity" else head for head in heads]
    missing = [column for column in _NEEDED if column not in heads]
    if missing:
        raise InputError(
            "This is not a POLECAT file: its first line does not name the columns.",
            f"file: {name}; missing: {', '.join(missing)}",
            "Give the .txt file as downloaded, with its header.",
        )
    forms = [heads, [head for head in heads if head not in _LEFT_OUT], list(_COLUMNS)]
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        if "\0" in line:
            yield damaged(name, number, "holds a NUL character", line)
            continue
        try:
            values = _values(line, forms)
            dyads = list(_iter_dyads(values))
        except ValueError as error:
            yield damaged(name, number, str(error), line)
            continue
        yield from dyads


def _values(line: str, forms: Sequence[Sequence[str]]) -> dict[str, str]:
    """The cells by column, those that are not empty. Raises ValueError where they fit no form of the header."""
    cells = tabbed(line)
    for found in (cells, _without_end(cells), _quoted(line)):
        for heads in forms:
            if len(found) != len(heads):
                continue
            values = {
                head: cell
                for head, raw in zip(heads, found, strict=True)
                if (cell := raw.strip()) and cell not in EMPTY
            }
            if values.get("eventtype", "").upper() in _types() and "eventdate" in values:
                return values
    if len(cells) not in {len(heads) for heads in forms}:
        raise ValueError(f"{len(cells)} columns where the header has {len(forms[0])}")
    heads = next(heads for heads in forms if len(heads) == len(cells))
    filed = dict(zip(heads, cells, strict=True))
    if filed["eventdate"].strip() in EMPTY:
        raise ValueError("no event date")
    raise ValueError(f"unknown event type {filed['eventtype'].strip()[:20]!r}")


def _without_end(cells: list[str]) -> list[str]:
    last = len(cells)
    while last and not cells[last - 1].strip():
        last -= 1
    return [*cells[:last], *[""] * max(0, len(_COLUMNS) - last)] if last <= len(_COLUMNS) < len(cells) else cells


def _quoted(line: str) -> list[str]:
    if '"' not in line:
        return []
    try:
        return quoted(line, "\t")
    except ValueError:
        return []


def _iter_dyads(values: Mapping[str, str]) -> Iterator[Filed]:
    day = read_day(values["eventdate"])
    act = _act(values)
    sources: list[FiledActor | None] = [*_actors(values, "actor")] or [None]
    targets: list[FiledActor | None] = [*_actors(values, "recipient")] or [None]
    if sources == targets == [None]:
        raise ValueError("no actor and no recipient")
    number = values.get("eventid")
    contexts = ";".join(part for cell in values.get("contexts", "").split(";") if (part := cell.strip())) or None
    place = next((values[n] for n in ("placename", "city", "district", "province") if n in values), None)
    country = _place_country(values.get("country"))
    lat, lon = read_place(values.get("latitude"), values.get("longitude"))
    is_further = False
    for source, target in product(sources, targets):
        if source == target and len(sources) * len(targets) > 1:
            continue  # of two who meet as both actors and recipients, none meets itself
        parties = "|".join(actor.name if actor is not None else "" for actor in (source, target))
        key = f"{number or ''}|{act.type}|{act.mode}|{parties}|{contexts or ''}|{values.get('source', '')}"
        yield Filed(
            *(key, day, source, target, act, 1, place or country, country, values.get("source")),
            event=f"{key}|row" if source is None or target is None else None,
            filed_id=number,
            filed_day=_day_or_none(values.get("publicationdate")),
            contexts=contexts,
            lat=lat,
            lon=lon,
            is_further=is_further,
        )
        is_further = True


def _act(values: Mapping[str, str]) -> Typed:
    type_ = values["eventtype"].upper()
    modes = ";".join(mode for cell in values.get("eventmode", "").split(";") if (mode := cell.strip())) or None
    told = values.get("quadcode", "")
    quad = _QUADS.get(folded(told)) or (int(told) if told in ("1", "2", "3", "4") else _types()[type_][0])
    intensity = read_number(values.get("intensity"))
    # a meeting or a call has no direction (PLOVER.md section 5); a visit goes from guest to host
    one_act = f"CONSULT:{modes}" if type_ == "CONSULT" and "visit" not in (modes or "") else None
    intensity = _types()[type_][1] if intensity is None else intensity
    return Typed(values.get("cameocode"), type_, modes, quad, None, intensity, one_act)


def _actors(values: Mapping[str, str], side: str) -> list[FiledActor]:
    """The parties of one side: as many as there are countries, or names where those are as many or more."""
    names = _parts(values.get(f"{side}name")) or _parts(values.get(f"{side}nameraw"))
    countries = _parts(values.get(f"{side}country"))
    sectors = _parts(values.get(f"primary{side}sector"))
    if not names and not countries:
        return []
    if len(countries) > 1 and len(names) != len(countries):
        # names do not say which country is whose: each country acts under all of them
        names = ["; ".join(names)] * len(countries) if names else list(countries)
    elif not names:
        names = list(countries)
    if len(countries) != len(names):
        countries = countries * len(names) if countries else [""] * len(names)
    if len(sectors) != len(names):
        sectors = [sectors[0] if sectors else ""] * len(names)
    told = values.get(f"{side}sectors")
    found = [_actor(*party, told) for party in zip(names, countries, sectors, strict=True)]
    return list(dict.fromkeys(found))


def _actor(name: str, country: str, sector: str, sectors: str | None) -> FiledActor:
    filed = country.upper()
    code = "XKX" if filed == "KOS" else filed if usual_name(filed) is not None else country_of(country)
    code = code or _BODIES.get(filed)
    full = name if not country or name.upper() == filed or country_of(name) == code else f"{name} ({country})"
    known = _SECTORS.get(sector.upper(), sector.upper()) or ("GOV" if code and country_of(name) == code else "UNK")
    return FiledActor(full, code, sectors, known, country or None)


def _parts(cell: str | None) -> list[str]:
    return [part for raw in (cell or "").split(";") if (part := raw.strip()) and part not in EMPTY]


def _place_country(cell: str | None) -> str | None:
    if cell is None:
        return None
    return cell.upper() if usual_name(cell.upper()) is not None else country_of(cell)


def _day_or_none(cell: str | None) -> str | None:
    try:
        return read_day(cell).isoformat() if cell else None
    except ValueError:
        return None


@cache
def _types() -> Mapping[str, tuple[int, float]]:
    from detente.ontology import load

    return {name: (kind.quad, kind.intensity) for name, kind in load().types.items()}
