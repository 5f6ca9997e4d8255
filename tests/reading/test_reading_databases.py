"""Exports of news databases: each article a document of its own, whatever the file it comes in."""

import html

import pytest
from database_samples import FACTIVA, FACTIVA_LABELLED, NEXIS_NEW, NEXIS_OLD, PROQUEST
from reading_make import docx, lines, pdf, report

from detente.reading import iter_bytes
from detente.reading.databases.split import find_articles

LEAVES = "Austria left the talks with Hungary on Thursday, officials in both countries said."
NEVER = "The foreign minister of Hungary said that his country had never asked for these talks."
RECALLS = "Hungary recalled its ambassador from Vienna on Friday, the ministry in Budapest said."


def outcomes(source, name="export.txt"):
    return list(iter_bytes(source if isinstance(source, bytes) else source.encode(), name=name))


def parts(outcome):
    doc = outcome.document
    return [(p.kind, doc.text[p.start : p.end]) for p in doc.parts]


def facts(outcome):
    doc = outcome.document
    return (doc.title, str(doc.published), doc.outlet)


def test_the_counted_shape():
    found = outcomes(NEXIS_OLD)
    assert [(o.input, o.outcome) for o in found] == [
        ("export.txt#1", "read"),
        ("export.txt#2", "read"),
        ("export.txt#3", "empty"),
    ]
    assert facts(found[0]) == (
        "Austria Leaves Talks With Hungary After Eleven Rounds",
        "2019-01-03",
        "The Danube Courier",
    )
    assert parts(found[0])[:3] == [
        ("headline", "Austria Leaves Talks With Hungary After Eleven Rounds"),
        ("dateline", "VIENNA"),
        ("credit", "By JANE DOE"),
    ]
    text = found[0].document.text
    assert "back the water of the river.\n\nThe foreign minister" in text
    assert text.endswith("NOTE: the ambassador did not answer calls on Thursday.")
    assert found[0].detail.warning is None
    assert facts(found[1]) == ("Hungary recalls its ambassador from Austria", "2019-01-04", "Elbe News Service")
    assert parts(found[1])[-1] == ("body", "Hungary recalled its ambassador from Vienna on Friday.")
    assert "counts 400 words" in found[1].detail.warning


def test_the_shape_that_marks_the_end():
    found = outcomes(NEXIS_NEW)
    assert [facts(o) for o in found] == [
        ("Austria leaves talks with Hungary", "2019-01-03", "The Danube Courier (Vienna)"),
        ("Hungary recalls its ambassador", "2019-01-04", "Elbe News Service"),
    ]
    assert parts(found[0])[-2:] == [("body", LEAVES), ("body", NEVER)]
    assert parts(found[1])[-1] == ("body", RECALLS)


@pytest.mark.parametrize("source", [FACTIVA, FACTIVA_LABELLED])
def test_the_shape_with_a_length_and_a_number(source):
    found = outcomes(source)
    assert [facts(o) for o in found] == [
        ("Austria leaves talks with Hungary", "2019-01-03", "Danube Courier"),
        ("Hungary recalls its ambassador from Austria", "2019-01-04", "Elbe News Service"),
    ]
    assert [o.document.id for o in found] == ["DANCOU0020190103ef1300abc", "ELBENS0020190104ef1400001"]
    assert ("credit", "By Jane Doe") in parts(found[0])
    assert ("body", LEAVES) in parts(found[0])
    assert NEVER in found[0].document.text
    assert parts(found[1])[-1] == ("body", RECALLS)


def test_the_labelled_shape():
    first, second = outcomes(PROQUEST)
    assert facts(first) == ("Austria leaves talks with Hungary", "2019-01-03", "Danube Courier, Late Edition")
    assert (first.document.id, first.document.url) == (
        "proquest-2162345678",
        "https://search.example.org/docview/2162345678?accountid=1",
    )
    assert first.document.text.endswith(f"{LEAVES}\n\n{NEVER}\n\nNote: he said so twice.")
    assert ("credit", "By Jane Doe") in parts(first)
    assert second.outcome == "empty"
    assert "no text" in second.reason


def as_docx(source):
    return docx(source.split("\n"))


def as_page(source):
    rows = "".join(f"<p>{html.escape(line)}</p>" for line in source.split("\n"))
    return f"<html><head><title>Export</title></head><body>{rows}</body></html>".encode()


def as_page_with_breaks(source):
    blocks = source.split("\n\n")
    rows = "".join(f"<div>{'<br>'.join(html.escape(x) for x in b.splitlines())}</div>" for b in blocks)
    return f"<html><body>{rows}</body></html>".encode()


def as_rtf(source):
    plain = source.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return ("{\\rtf1\\ansi " + plain.replace("\n", "\\par\n") + "}").encode("latin-1")


def as_pdf(source):
    rows = source.split("\n")
    pages = [rows[:40], rows[40:]]
    return pdf([[line for line in lines(page, top=780, size=10, step=12) if line[3].strip()] for page in pages])


@pytest.mark.parametrize("form", [as_docx, as_page, as_page_with_breaks, as_rtf, as_pdf])
@pytest.mark.parametrize(
    "source", [NEXIS_NEW, FACTIVA, FACTIVA_LABELLED, PROQUEST], ids=["nexis", "factiva", "codes", "proquest"]
)
def test_other_files_give_the_same_articles(form, source):
    plain, other = outcomes(source), outcomes(form(source), "export.bin")
    told = [(o.outcome, o.document and (facts(o), o.document.url)) for o in plain]
    assert [(o.outcome, o.document and (facts(o), o.document.url)) for o in other] == told
    for a, b in zip(plain, other, strict=True):
        if a.document and b.document:
            assert b.document.text.split() == a.document.text.split()


def test_an_id_is_of_the_article_not_of_the_file():
    first = [o.document.id for o in outcomes(NEXIS_NEW)]
    assert [o.document.id for o in outcomes(NEXIS_NEW, "elsewhere.txt")] == first
    assert len(set(first)) == 2
    assert all(id.startswith("article-") for id in first)
    changed = outcomes(NEXIS_NEW.replace("on Friday, the", "on Saturday, the"))
    ids = [o.document.id for o in changed]
    assert (ids[0] == first[0], ids[1] == first[1]) == (True, False)


def test_the_given_day_overrides():
    from datetime import date

    found = list(iter_bytes(FACTIVA.encode(), name="x", published=date(2020, 1, 2)))
    assert [(str(o.document.published), o.document.published_how) for o in found] == [("2020-01-02", "given")] * 2


@pytest.mark.parametrize(
    "text",
    [
        report(1),
        "Talks fail\n\nAustria wrote 300 words\n4 January 2019\nand that was all, officials said.\n",
        "Title: Talks fail\n\nAustria left the talks. Subject: water. Location: Vienna. Full text: none.\n",
        "HD\nhe said.\n\nAustria left the talks on Monday, and 2 of 3 DOCUMENTS were signed.\n",
        "Talks fail\n\nEnd of Document\n\nAustria left the talks with Hungary on Monday.\n",
    ],
)
def test_an_ordinary_report_is_no_export(text):
    assert find_articles(text) == []
    assert [o.input for o in outcomes(text, "a.txt")] == ["a.txt"]


def test_five_hundred_articles_are_told_apart():
    body = NEXIS_NEW.partition("2. Hungary recalls its ambassador\n\n")[2]
    first = body.partition("End of Document\n")[0]
    many = "".join(
        first.replace("Thursday, officials", f"day {n}, officials") + "End of Document\n\n" for n in range(500)
    )
    found = outcomes(many)
    assert len(found) == 500
    assert len({o.document.id for o in found}) == 500


@pytest.mark.parametrize(
    "mark",
    [
        "End of Document",
        "3 of 9 DOCUMENTS",
        "812 words\n3 January 2019",
        "Publication title: x",
        "HD x\nPD y\nSN z\nTD w",
        "Load-Date: ",
    ],
)
def test_odd_exports_never_fail_and_end_in_time(mark):
    for text in (
        mark,
        f"{mark}\n" * 800,
        f"LENGTH: 5 words\n{mark}\n\n" * 300,
        " " * 50_000 + mark,
        f"{mark} " * 20_000,
    ):
        assert all(o.reason for o in outcomes(text))
