"""Small files of other projects' events, of invented rows."""

from __future__ import annotations

from pathlib import Path

HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\t"
    "Country\tLatitude\tLongitude"
)


def icews_row(number: int = 1, **given: str) -> str:
    """A row: Iran consults North Korea on 7 August 2018."""
    cells = {
        **{"id": str(number), "day": "2018-08-07", "source": "Iran", "source_country": "Iran", "text": "Consult"},
        **{"code": "040", "target": "North Korea", "target_country": "North Korea", "story": "9", "sentence": "2"},
    } | given
    return "\t".join(
        [
            *(cells["id"], cells["day"], cells["source"], "Government", cells["source_country"], cells["text"]),
            *(cells["code"], "1", cells["target"], "Government", cells["target_country"]),
            *(cells["story"], cells["sentence"], "Norland Gazette", "Tehran", "NA", "Tehran", "Iran", "35.7", "51.4"),
        ]
    )


def write_icews(path: Path, *rows: str, header: str = HEADER) -> Path:
    path.write_bytes("\n".join([header, *rows]).encode("utf-8") + b"\n")
    return path


def write_tkg(folder: Path) -> Path:
    """The text form: hours, CRLF, underscores."""
    folder.mkdir()
    names = ["Iran", "North_Korea", "Citizen_(Nigeria)", "Atlantis"]
    acts = ["Consult", "Make_a_visit", "Host_a_visit", "Criticize_or_denounce", "No_such_act"]
    (folder / "entity2id.txt").write_bytes("".join(f"{n}\t{i}\r\n" for i, n in enumerate(names)).encode())
    (folder / "relation2id.txt").write_bytes("".join(f"{n}\t{i}\r\n" for i, n in enumerate(acts)).encode())
    train = ["0\t0\t1\t0\t-1", "1\t0\t0\t0\t-1", "1\t1\t0\t24\t-1", "0\t2\t1\t24\t-1"]
    test = ["2\t3\t0\t48\t-1", "0\t4\t1\t48\t-1", "0\t0\t99\t48\t-1", "not a quad"]
    (folder / "train.txt").write_bytes(("\r\n".join(train) + "\r\n").encode())
    (folder / "test.txt").write_bytes(("\r\n".join(test) + "\r\n").encode())
    return folder


def gdelt_row(number: int = 1, *, form: int = 58, **given: str) -> str:
    """A row as downloaded: the government of Iran consults that of North Korea on 7 August 2018, told in 5 articles."""
    cells = {
        **{
            "id": str(number),
            "day": "20180807",
            "a": "IRNGOV",
            "b": "PRKGOV",
            "a_name": "IRAN",
            "b_name": "NORTH KOREA",
        },
        **{"code": "040", "root": "04", "quad": "1", "goldstein": "1.0", "mentions": "10", "outlets": "2"},
        **{"articles": "5", "place": "Tehran, Tehran, Iran", "fips": "IR", "lat": "35.75", "lon": "51.5148"},
        **{"added": "20180808", "url": "https://gazette.example/a"},
    } | given
    parties = []
    for side in ("a", "b"):
        code = cells[side]
        country, role = (code[:3], code[3:]) if code[:3] in ("IRN", "PRK", "USA", "ROM") else ("", code)
        country, role = cells.get(f"{side}_country", country), cells.get(f"{side}_role", role)
        parties += [code, cells[f"{side}_name"] if code else "", country, cells.get(f"{side}_group", ""), "", "", ""]
        parties += [role, "", ""]
    more = [""] if form == 61 else []
    nowhere = ["0", "", "", "", *more, "0", "0", "0"]
    place = ["4", cells["place"], cells["fips"], "", *more, cells["lat"], cells["lon"], "7"]
    added = cells["added"] + ("000000" if form == 61 and len(cells["added"]) == 8 else "")
    row = [
        *(cells["id"], cells["day"], cells["day"][:6], cells["day"][:4], "2018.5973", *parties, "1"),
        *(cells["code"], cells["code"][:3], cells["root"], cells["quad"], cells["goldstein"]),
        *(cells["mentions"], cells["outlets"], cells["articles"], "-1.5", *nowhere, *nowhere, *place, added),
    ]
    return "\t".join(row if form == 57 else [*row, cells["url"]])


def mention_row(number: int = 1, **given: str) -> str:
    cells = {"url": "https://gazette.example/a", "outlet": "gazette.example", "sentence": "3", "kind": "1"} | given
    return "\t".join(
        [
            *(str(number), "20180807120000", "20180807121500", cells["kind"], cells["outlet"], cells["url"]),
            *(cells["sentence"], "10", "40", "20", "1", "60", "2500", "-1.5", "", ""),
        ]
    )


POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\t"
    "Actor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\t"
    "Recipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\t"
    "Recipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\t"
    "GeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\t"
    "Story Locations\tLanguage\tVersion"
)


def polecat_cells(**given: str) -> dict[str, str]:
    """A row by column: Iran's foreign minister accuses the United States on 7 August 2018."""
    told = {
        **{"Event ID": "DV-1", "Event Date": "2018-08-07", "Event Type": "ACCUSE", "Event Mode": "disapprove"},
        **{"Intensity": "-2.0", "Quad Code": "VERBAL CONFLICT", "Contexts": "diplomatic;economic"},
        **{"Actor Name": "Javad Zarif", "Actor Country": "IRN", "Primary Actor Sector": "GOV"},
        **{"Recipient Name": "United States", "Recipient Country": "USA", "Primary Recipient Sector": "GOV"},
        **{"Placename": "Tehran", "Country": "IRN", "Latitude": "35.7", "Longitude": "51.4"},
        **{"Source": "Norland Gazette", "Publication Date": "2018-08-08", "Language": "en", "Version": "DV"},
    }
    return dict.fromkeys(POLECAT.split("\t"), "None") | told | {key.replace("_", " "): v for key, v in given.items()}


def polecat_row(**given: str) -> str:
    return "\t".join(polecat_cells(**given).values())


def write_lines(path: Path, *lines: str, end: str = "\n", encoding: str = "utf-8") -> Path:
    path.write_bytes("".join(f"{line}{end}" for line in lines).encode(encoding))
    return path


ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,location,latitude,longitude,"
    "geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)


def acled_row(number: int = 1, **given: str) -> str:
    """A row: the army of Norway and that of Sweden clash, 2 killed; whatever holds a comma must come in quotes."""
    cells = {
        **{"event_date": "07 August 2018", "event_type": "Battles", "sub_event_type": "Armed clash"},
        **{"actor1": "Military Forces of Norway (2013-)", "inter1": "State forces"},
        **{"actor2": "Military Forces of Sweden (2014-)", "inter2": "State forces"},
        **{"country": "Norway", "location": "Kirkenes", "latitude": "69.7", "longitude": "30.0"},
        **{"source": "Norland Gazette; Fjord Radio", "notes": "Shots over the border.", "fatalities": "2"},
    }
    told = {"event_id_cnty": f"NOR{number}", **cells} | given
    return ",".join(told.get(column, "") for column in ACLED.split(","))
