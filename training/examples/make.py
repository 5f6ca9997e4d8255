"""Make the bundled dispatches, their gold sentence boundaries and their gold codings from the sources beside this file.

    python training/examples/make.py

`reports_*.src` hold the reports with one sentence a line, so that boundaries are right by construction:

    == 2018-04-27-panmunjom curly      a report: its file name; "curly" bends quotes, "wrap=72" breaks lines
    H Headline                         H headline, S subheading, D dateline, P date line, B body, C caption, K credit,
    B One sentence.                    R related; "-" a point of a list, its sentences parted by " // "
                                       a blank line ends a paragraph

`gold.src` holds the codings (see `gold.py`).
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src/detente/examples"
NOTICE = "Written for the détente demonstration from public facts; not a news agency's report."
PARTS = {
    "H": "headline",
    "S": "subheading",
    "D": "dateline",
    "P": "dateline",
    "B": "body",
    "-": "body",
    "C": "caption",
    "K": "credit",
    "R": "related",
}
HEAD = """\
# Gold sentence boundaries of the bundled dispatches, in code points, end exclusive.
# Made from the authors' one sentence a line; a point's bullet belongs to no sentence. Written for détente; Apache-2.0.
file\tstart\tend\tpart
"""


@dataclass
class Report:
    """One report: its paragraphs are lists of (kind, sentence)."""

    slug: str
    curly: bool
    width: int | None
    paragraphs: list[list[tuple[str, str]]] = field(default_factory=list)


def read_sources() -> list[Report]:
    """All reports, in the order of their file names."""
    reports: list[Report] = []
    for path in sorted(HERE.glob("reports_*.src")):
        fresh = True
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("== "):
                slug, *options = line[3:].split()
                width = next((int(o[5:]) for o in options if o.startswith("wrap=")), None)
                reports.append(Report(slug, "curly" in options, width))
                fresh = True
            elif not line.strip():
                fresh = True
            else:
                kind, text = line[0], line[2:].strip()
                if fresh:
                    reports[-1].paragraphs.append([])
                fresh = False
                reports[-1].paragraphs[-1] += [(kind if i == 0 else "B", s) for i, s in enumerate(_points(kind, text))]
    return sorted(reports, key=lambda r: r.slug)


def _points(kind: str, text: str) -> list[str]:
    return text.split(" // ") if kind == "-" else [text]


def bend(text: str) -> str:
    """Straight quotes to typographic ones."""
    text = re.sub(r'(^|(?<=[\s(—-]))"', "“", text).replace('"', "”")
    return re.sub(r"(^|(?<=[\s(“—-]))'", "‘", text).replace("'", "’")


def compose(report: Report) -> tuple[str, list[tuple[int, int, str]]]:
    """The text and its sentences as (start, end, part)."""
    text, spans = "", []
    for paragraph in report.paragraphs:
        text += "\n\n" if text else ""
        begun, last = len(text), ""
        for kind, sentence in paragraph:
            sentence = bend(sentence) if report.curly else sentence
            if kind == "-":
                text += "\n- " if len(text) > begun else "- "
            elif len(text) > begun:
                text += "\n" if kind == "R" or last in "HR" else " "
            spans.append((len(text), len(text) + len(sentence), PARTS[kind]))
            text, last = text + sentence, kind
        if report.width:
            wrapped = textwrap.fill(text[begun:], report.width, break_long_words=False, break_on_hyphens=False)
            assert len(wrapped) == len(text) - begun, report.slug
            text = text[:begun] + wrapped
    text += "\n\n"
    spans.append((len(text), len(text) + len(NOTICE), "notice"))
    return text + NOTICE + "\n", spans


def main() -> None:
    """Write the reports and their boundaries."""
    folder = OUT / "dispatches"
    folder.mkdir(parents=True, exist_ok=True)
    reports = read_sources()
    for stale in {p.stem for p in folder.glob("*.txt")} - {r.slug for r in reports}:
        (folder / f"{stale}.txt").unlink()
    rows = []
    for report in reports:
        text, spans = compose(report)
        (folder / f"{report.slug}.txt").write_text(text, encoding="utf-8")
        rows += [f"{report.slug}.txt\t{start}\t{end}\t{part}\n" for start, end, part in spans]
    (OUT / "sentences.tsv").write_text(HEAD + "".join(rows), encoding="utf-8")
    print(f"{len(reports)} reports, {len(rows)} sentences")


if __name__ == "__main__":
    main()
