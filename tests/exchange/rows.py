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
