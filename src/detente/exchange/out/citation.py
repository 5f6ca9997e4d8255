"""Works to be cited as text, as BibTeX and as CSL-JSON; whatever a title or a name holds, it stays text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from detente.exchange.out.clean import clean
from detente.exchange.out.works import Work
from detente.flat import dumps

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # escaped braces still count for BibTeX, which then misses the field's end
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&#_%"},
}
_KINDS = {"dataset": ("misc", "dataset"), "software": ("misc", "software"), "article": ("article", "article-journal")}


def to_text(works: Sequence[Work]) -> str:
    """Each work in a paragraph of its own."""
    return "\n".join(_told(work) + "\n" for work in works)


def to_bibtex(works: Sequence[Work]) -> str:
    """The works as BibTeX, its letters UTF-8."""
    return "\n".join(_entry(work) for work in works)


def to_csl(works: Sequence[Work]) -> str:
    """The works as CSL-JSON."""
    return dumps([_csl(work) for work in works]) + "\n"


def line(text: str) -> str:
    """The text on one line."""
    return " ".join(clean(text).split())


def latex(text: str) -> str:
    """The text on one line, its signs that LaTeX and BibTeX would take for their own written out."""
    return "".join(_LATEX.get(c, c) for c in line(text))


def _told(work: Work) -> str:
    parts = []
    if work.authors:
        parts.append("; ".join(line(author) for author in work.authors))
    title = line(work.title)
    parts.append(f"({work.year}). {title}" if work.year is not None else title)
    if work.version is not None:
        parts[-1] += f", version {line(work.version)}"
    if work.publisher is not None:
        parts.append(line(work.publisher))
    text = ("" if not parts else " ".join(_ended(part) for part in parts)) + (
        f" https://doi.org/{work.doi}" if work.doi else ""
    )
    return text if work.note is None else f"{text} {line(work.note)}"


def _ended(part: str) -> str:
    return part if part.endswith((".", "?", "!")) else part + "."


def _entry(work: Work) -> str:
    kind = _KINDS[work.kind][0]
    fields: list[tuple[str, str]] = []
    if work.authors:
        fields.append(("author", " and ".join(_bibtex_name(author) for author in work.authors)))
    fields.append(("title", f"{{{latex(work.title)}}}"))  # the second braces keep capitals as they are
    if work.year is not None:
        fields.append(("year", str(work.year)))
    if work.publisher is not None:
        fields.append(("journal" if kind == "article" else "publisher", latex(work.publisher)))
    if work.version is not None:
        fields.append(("version", latex(work.version)))
    if work.kind != "article":
        fields.append(("howpublished", "Data set" if work.kind == "dataset" else "Computer program"))
    if work.doi is not None:
        fields.append(("doi", work.doi))
    if work.note is not None:
        fields.append(("note", latex(work.note)))
    return f"@{kind}{{{work.key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields) + "}\n"


def _bibtex_name(author: str) -> str:
    family, given = _split(author)
    if given is None:
        return f"{{{latex(family)}}}"
    return ", ".join(_grouped(part) for part in (family, given))


def _grouped(part: str) -> str:
    told = latex(part)
    is_plain = "," not in told and " and " not in f" {told.casefold()} "
    return told if is_plain else f"{{{told}}}"


def _split(author: str) -> tuple[str, str | None]:
    """Family and given name; of a body its name and None."""
    family, _, given = line(author).partition(",")
    return (family.strip(), given.strip()) if family.strip() and given.strip() else (line(author), None)


def _csl(work: Work) -> dict[str, Any]:
    told: dict[str, Any] = {"id": work.key, "type": _KINDS[work.kind][1], "title": line(work.title)}
    if work.authors:
        told["author"] = list(_csl_names(work.authors))
    if work.year is not None:
        told["issued"] = {"date-parts": [[work.year]]}
    if work.publisher is not None:
        told["container-title" if work.kind == "article" else "publisher"] = line(work.publisher)
    if work.version is not None:
        told["version"] = line(work.version)
    if work.doi is not None:
        told["DOI"] = work.doi
    if work.note is not None:
        told["note"] = line(work.note)
    return told


def _csl_names(authors: Sequence[str]) -> Iterator[dict[str, str]]:
    for author in authors:
        family, given = _split(author)
        yield {"literal": family} if given is None else {"family": family, "given": given}
