"""What a bundle is to be cited with: the data itself, the program, the ontology, and whose events it holds."""

from __future__ import annotations

from dataclasses import dataclass

from detente import __version__


@dataclass(frozen=True, slots=True)
class Work:
    """Something to cite. `authors` are "Family, Given" or the name of a body; what is not known is None."""

    key: str
    kind: str
    """"dataset", "software" or "article"."""
    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    version: str | None = None
    publisher: str | None = None
    """Of an article: the journal."""
    doi: str | None = None
    note: str | None = None


PROGRAM = Work("detente", "software", "détente", ("The détente project",), None, __version__)
PLOVER = Work(
    key="plover",
    kind="article",
    title="PLOVER and POLECAT: A New Political Event Ontology and Dataset",
    authors=("Halterman, Andrew", "Bagozzi, Benjamin E.", "Beger, Andreas", "Schrodt, Philip A.", "Scraborough, Grace"),
    year=2023,
    publisher="SocArXiv",
    doi="10.31235/osf.io/rm5dw",
    note="The ontology's manual (openeventdata/PLOVER) is under CC BY-SA 4.0.",
)
_ICEWS = Work(
    key="icews",
    kind="dataset",
    title="ICEWS Coded Event Data",
    authors=(
        *("Boschee, Elizabeth", "Lautenschlager, Jennifer", "O'Brien, Sean", "Shellman, Steve", "Starz, James"),
        "Ward, Michael",
    ),
    year=2015,
    publisher="Harvard Dataverse",
    doi="10.7910/DVN/28075",
)
_GDELT = Work(
    key="gdelt",
    kind="dataset",
    title="GDELT: Global Data on Events, Location and Tone, 1979-2012",
    authors=("Leetaru, Kalev", "Schrodt, Philip A."),
    year=2013,
    publisher="The GDELT Project",
)
_POLECAT = Work(
    key="polecat",
    kind="dataset",
    title="POLECAT Weekly Data",
    authors=PLOVER.authors,
    year=2023,
    publisher="Harvard Dataverse",
    doi="10.7910/DVN/AJGVIT",
)
_ACLED = Work(
    key="acled",
    kind="article",
    title="Introducing ACLED: An Armed Conflict Location and Event Dataset",
    authors=("Raleigh, Clionadh", "Linke, Andrew", "Hegre, Håvard", "Karlsen, Joakim"),
    year=2010,
    publisher="Journal of Peace Research",
    doi="10.1177/0022343310378914",
    note="ACLED's terms of use hold for its data.",
)
_OF_ORIGINS = (("icews", _ICEWS), ("gdelt", _GDELT), ("polecat", _POLECAT), ("acled", _ACLED))


def of_origin(origin: str) -> Work | None:
    """How the events of an origin are cited; None where it is not known here whose they are."""
    return next((work for start, work in _OF_ORIGINS if origin.casefold().startswith(start)), None)
