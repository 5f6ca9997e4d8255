"""Make the gold codings of the bundled dispatches from `gold.src`.

    python training/examples/gold.py

A coding is one line of seven columns parted by " | ":

    TYPE[,ACCEPTED ...] [sym] [opt] [open] | sources | targets | days | place | evidence | attr=; mod=; note=

Parties are "key=words of the text", parted by " & "; a key is a line that begins with "@": code, country, sector, name.
Days: 2018-05-08, a..b; "~" the text does not say it (alone: the day of publication); a last "v": not scored; "-" none.
Place: Name/ISO3. "opt": right if found, no loss if not. "open": also accepted, as optional, without a target.
A line that begins with "!" is a trap: type, sources, targets (codes), kind, modality, evidence, why.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src/detente/examples"
FOLD = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\n": " ", "—": "-", "–": "-"})


class Maker:
    """Reads the lines; `docs` holds the finished documents by slug."""

    def __init__(self) -> None:
        self.actors: dict[str, dict[str, Any]] = {}
        self.docs: dict[str, dict[str, Any]] = {}
        self.text, self.slug = "", ""

    def read(self, path: Path) -> None:
        """Take all lines of a file."""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                self._line(line)
            except (ValueError, KeyError) as error:
                raise SystemExit(f"{path.name}:{number}: {error!r}\n  {line}") from error

    def _line(self, line: str) -> None:
        if line.startswith("@ "):
            key, code, country, sector, name = (c.strip() for c in line[2:].split("|"))
            self.actors[key] = {"code": code or None, "country": country or None, "sector": sector, "name": name}
        elif line.startswith("== "):
            self._document(line[3:].strip())
        elif line.startswith("! "):
            self._trap([c.strip() for c in line[2:].split("|")])
        else:
            columns = [c.strip() for c in line.split("|")]
            self._coding([*columns, ""][:7])

    def _document(self, slug: str) -> None:
        self.slug = slug
        self.text = (OUT / "dispatches" / f"{slug}.txt").read_text(encoding="utf-8")
        rows = (OUT / "sentences.tsv").read_text(encoding="utf-8").splitlines()
        _, start, end, _ = next(row.split("\t") for row in rows if row.startswith(slug) and row.endswith("headline"))
        self.docs[slug] = {
            "id": slug,
            "title": self.text[int(start) : int(end)],
            "published": slug[:10],
            "text_file": f"../dispatches/{slug}.txt",
            "gold": [],
            "forbidden": [],
        }

    def _words(self, words: str) -> str:
        """The words as they stand in the text."""
        at = self.text.translate(FOLD).find(words.translate(FOLD))
        if at < 0:
            raise ValueError(f"not in {self.slug}: {words}")
        return self.text[at : at + len(words)]

    def _parties(self, column: str) -> list[dict[str, Any]]:
        parties = []
        for item in filter(None, column.split(" & ")):
            key, words = item.split("=", 1)
            known = self.actors[key.strip()]
            parties.append({**known, "text": self._words(words.strip())})
        return parties

    def _date(self, column: str) -> dict[str, Any] | None:
        if column == "-":
            return None
        implicit, vague = column.startswith("~"), column.endswith("v")
        days = column.strip("~v") or self.slug[:10]
        start, _, end = days.partition("..")
        date: dict[str, Any] = {"start": start, "end": end or start, "implicit": implicit}
        return {**date, "vague": True} if vague else date

    def _coding(self, columns: list[str]) -> None:
        head, sources, targets, days, place, evidence, more = columns
        names, *flags = head.split()
        unknown = set(flags) - {"sym", "opt", "open"}
        if unknown:
            raise ValueError(f"unknown flags {unknown}")
        said = dict(part.split("=", 1) for part in filter(None, re.split(r"; (?=\w+=)", more)))
        kind, *also = names.split(",")
        gold = self.docs[self.slug]["gold"]
        name, _, country = place.partition("/")
        coding = {
            "id": f"{kind.lower()}-{len(gold) + 1}",
            "type": kind,
            "also": also,
            "source": self._parties(sources),
            "target": self._parties(targets),
            "symmetric": "sym" in flags,
            "date": self._date(days),
            "place": {"name": name, "country": country} if place else None,
            "modality": said.get("mod", "actual"),
            "attribution": said.get("attr"),
            "evidence": self._words(evidence),
            "required": "opt" not in flags,
            "note": said.get("note", ""),
        }
        gold.append(coding)
        if "open" in flags:
            note = "the same, coded without a target because the clause names none"
            again = {"id": f"{kind.lower()}-{len(gold) + 1}-open", "target": [], "required": False, "note": note}
            gold.append({**coding, **again})

    def _trap(self, columns: list[str]) -> None:
        kind, source, target, why_kind, modality, evidence, why = columns
        traps = self.docs[self.slug]["forbidden"]
        traps.append(
            {
                "id": f"trap-{len(traps) + 1}",
                "type": kind,
                "source": source.split(","),
                "target": target.split(","),
                "kind": why_kind,
                "modality": modality,
                "evidence": self._words(evidence),
                "why": why,
            }
        )


def main() -> None:
    """Write one file a report."""
    maker = Maker()
    maker.read(HERE / "gold.src")
    folder = OUT / "gold"
    folder.mkdir(exist_ok=True)
    for stale in {p.stem for p in folder.glob("*.json")} - set(maker.docs):
        (folder / f"{stale}.json").unlink()
    for slug, doc in maker.docs.items():
        (folder / f"{slug}.json").write_text(json.dumps(doc, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    codings = [coding for doc in maker.docs.values() for coding in doc["gold"]]
    required = sum(coding["required"] for coding in codings)
    traps = sum(len(doc["forbidden"]) for doc in maker.docs.values())
    print(f"{len(maker.docs)} reports, {len(codings)} codings ({required} required), {traps} traps")


if __name__ == "__main__":
    main()
