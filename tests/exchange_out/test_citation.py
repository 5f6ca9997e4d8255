"""BibTeX read by bibtexparser, CSL-JSON by json: every name and title comes back as it was."""

from __future__ import annotations

import json

import pytest

from detente.exchange.out.citation import line, to_bibtex, to_csl, to_text
from detente.exchange.out.works import PLOVER, PROGRAM, Work, of_origin
from exchange_out.hostile import NAMES

bibtexparser = pytest.importorskip("bibtexparser")

TITLES = [
    r"{\input{/etc/passwd}} 100 % of $5 & more_x ~ ^ #",
    "}{ unbalanced",
    "ends in a backslash \\",
    'quoted "words"',
    "a @article{x, title={y}} b",
    "line\nbreaks\r\nand\ttabs",
    "Ŵünsche, José; 北京",
]
AUTHORS = ("Doe, Jane", "Smith and Sons", "and, And", "The {Body} of A & B", "O'Brien, Seán", "x_y, \\z%")


@pytest.mark.parametrize("title", TITLES)
def test_bibtex_comes_back(title: str) -> None:
    works = [Work("data", "dataset", title, AUTHORS, 2018, "v_1", title, "10.1/x", title), PROGRAM, PLOVER]
    library = bibtexparser.parse_string(
        to_bibtex(works), append_middleware=[bibtexparser.middlewares.SeparateCoAuthors()]
    )
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == ["data", "detente", "plover"]
    entry = library.entries[0]
    assert _read(entry["title"]) == _read(entry["note"]) == line(title)
    assert _read(entry["publisher"]) == line(title)
    assert [_read(author) for author in entry["author"]] == list(AUTHORS)
    assert (entry["year"], entry["doi"]) == ("2018", "10.1/x")


def _read(text: str) -> str:
    """What LaTeX would set: commands of one letter and of words to their signs, braces dropped."""
    words = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}"}
    words |= {"textasciitilde": "~", "textasciicircum": "^"}
    told, at = "", 0
    while at < len(text):
        if text[at] == "\\":
            if text[at + 1].isalpha():
                end = text.index("{", at)
                told, at = told + words[text[at + 1 : end]], end + 2
            else:
                assert text[at + 1] in "$&#_%"
                told, at = told + text[at + 1], at + 2
            continue
        assert text[at] not in "$&#_%~^", "a sign that LaTeX would take for its own"
        told, at = told + text[at].strip("{}"), at + 1
    return told


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_hostile_titles_break_neither_form(name: str) -> None:
    works = [Work("data", "dataset", f"x {name}", (f"x {name}",), None)]
    library = bibtexparser.parse_string(to_bibtex(works))
    assert library.failed_blocks == []
    assert _read(library.entries[0]["title"]) == line(f"x {name}")
    [told] = json.loads(to_csl(works))
    assert told["title"] == line(f"x {name}")
    assert to_text(works).count("\n") == 1


def test_csl_has_the_types_and_names_of_its_schema() -> None:
    told = json.loads(to_csl([Work("data", "dataset", "T", AUTHORS, 2018), PROGRAM, PLOVER]))
    assert [one["type"] for one in told] == ["dataset", "software", "article-journal"]
    assert told[0]["author"][:2] == [{"family": "Doe", "given": "Jane"}, {"literal": "Smith and Sons"}]
    assert told[0]["issued"] == {"date-parts": [[2018]]}
    assert "issued" not in told[1]
    assert told[2]["DOI"] == PLOVER.doi


def test_text_says_who_what_when() -> None:
    work = Work("data", "dataset", "Talks", ("Doe, Jane",), 2018, "abc", "Nobody", "10.1/x")
    assert to_text([work]) == "Doe, Jane. (2018). Talks, version abc. Nobody. https://doi.org/10.1/x\n"
    assert to_text([Work("x", "dataset", "Talks")]) == "Talks.\n"


def test_origins_are_cited_as_whose_they_are() -> None:
    assert [getattr(of_origin(o), "key", None) for o in ("icews18", "GDELT", "acled", "mine")] == [
        *("icews", "gdelt", "acled"),
        None,
    ]
