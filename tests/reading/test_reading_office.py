"""DOCX, PDF and RTF: the words that a reader sees, as parts; damaged and hostile files have outcomes."""

import io
import re
import zipfile
import zlib

import pytest
from reading_make import TYPES, W, docx, lines, paragraph, pdf, zipped

from detente.reading import iter_bytes, read_bytes

BODY = [
    "VIENNA, March 4, 2019 (Reuters) - Austria left the talks with Hungary on Monday, officials said.",
    "Hungary answered that it had never asked for them.",
]


def only(raw, name="in.bin"):
    (found,) = iter_bytes(raw, name=name)
    return found


def parts(outcome):
    doc = outcome.document
    at = 0
    for p in doc.parts:
        assert doc.text[at : p.start].strip() == ""
        at = p.end
    return [(p.kind, doc.text[p.start : p.end]) for p in doc.parts]


def test_a_docx_with_styles():
    raw = docx(
        [
            paragraph("Austria leaves talks", "Heading1"),
            paragraph("Eleven rounds were in vain", "Heading2"),
            *BODY,
            paragraph("The table in Vienna, empty on Monday.", "Caption"),
            paragraph(
                "",
                runs='<w:r><w:t>Both </w:t><w:tab/><w:t xml:space="preserve">sides </w:t><w:br/><w:t>left.</w:t></w:r>',
            ),
        ],
        styles={"Heading1": "heading 1", "Heading2": "heading 2", "Caption": "caption"},
    )
    found = only(raw, "talks.docx")
    assert found.document.text == "\n\n".join(
        [
            "Austria leaves talks",
            "Eleven rounds were in vain",
            *BODY,
            "The table in Vienna, empty on Monday.",
            "Both \tsides \nleft.",
        ]
    )
    assert [k for k, _ in parts(found)] == ["headline", "subheading", "dateline", "body", "body", "caption", "body"]
    assert (str(found.document.published), found.document.id) == ("2019-03-04", "talks.docx")


def test_a_docx_keeps_inserted_and_linked_words_and_drops_hidden_and_deleted_ones():
    runs = (
        "<w:r><w:t>Austria </w:t></w:r><w:ins><w:r><w:t>left </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>attacked </w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>the talks </w:t></w:r></w:hyperlink>"
        "<w:sdt><w:sdtContent><w:r><w:t>on Monday.</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r>"
        '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>White.</w:t></w:r>'
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> It said so.</w:t></w:r>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    )
    table = f"<w:tbl><w:tr><w:tc>{paragraph('Rounds of talks held so far: eleven.')}</w:tc></w:tr></w:tbl>"
    text = only(docx([paragraph("", runs=runs), table])).document.text
    assert text == "Austria left the talks on Monday. It said so.\n\nRounds of talks held so far: eleven."


@pytest.mark.parametrize(
    "raw",
    [
        zipped([("[Content_Types].xml", TYPES), ("word/document.xml", b"no xml at all")]),
        docx(BODY, prolog='<!DOCTYPE x [<!ENTITY a "words">]>'),
        docx(BODY, prolog='<!DOCTYPE x SYSTEM "file:///etc/passwd">'),
        zipped([("[Content_Types].xml", TYPES), ("word/document.xml", b" " * 30_000_000)]),
        docx(BODY)[:-200],
        docx([]),
    ],
)
def test_damaged_and_hostile_docx_have_an_outcome(raw):
    found = only(raw, "a.docx")
    assert found.document is None
    assert found.outcome in ("malformed", "too_large", "binary", "empty")
    assert found.todo


def test_a_strict_docx_is_read():
    plain = docx(BODY)
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        raw = archive.read("word/document.xml").replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert only(zipped([("[Content_Types].xml", TYPES), ("word/document.xml", raw)])).document.text == "\n\n".join(BODY)


def test_half_characters_in_office_files_never_come_out():
    raw = docx([paragraph("", runs="<w:r><w:t>Austria &#xD800; left.</w:t></w:r>")])
    assert only(raw).outcome == "malformed"


WRAPPED = [
    "VIENNA, March 4, 2019 (Reuters) - Austria left the talks with Hungary on Monday, of-",
    "ficials in both capitals said, and called its long-",
    "term hopes an illusion of the long-term kind.",
]


def test_a_pdf_is_read_as_paragraphs():
    page = [
        (72, 740, 18, "Austria leaves talks"),
        *lines(WRAPPED),
        *lines(["Hungary answered that it had never", "asked for them."], top=640),
    ]
    found = only(pdf([page]), "talks.pdf")
    assert parts(found) == [
        ("headline", "Austria leaves talks"),
        ("dateline", "VIENNA, March 4, 2019 (Reuters) -"),
        (
            "body",
            "Austria left the talks with Hungary on Monday, officials in both capitals said, and called its long-term "
            "hopes an illusion of the long-term kind.",
        ),
        ("body", "Hungary answered that it had never asked for them."),
    ]


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out_and_paragraphs_go_on():
    def page(number, body):
        return [(72, 780, 8, "Example Times"), *lines(body), (72, 30, 8, f"https://example.org/a {number}/3")]

    raw = pdf(
        [
            page(
                1,
                [
                    "Austria left the talks with Hungary on Monday, officials in",
                    "both capitals said, after a long night in",
                ],
            ),
            page(2, ["the chancellery in Vienna, and went home without a word.", "Hungary stayed."]),
            page(3, ["The talks had begun in May of last year and had been held", "in eleven rounds."]),
        ]
    )
    text = only(raw).document.text
    assert "a long night in the chancellery in Vienna" in text
    assert "Example Times" not in text
    assert "example.org" not in text


def test_columns_of_a_pdf_are_read_one_after_the_other():
    left = lines(["Austria left the talks with", "Hungary on Monday after a"], left=72)
    right = lines(["long night in Vienna, its", "chancellor said."], left=320)
    assert only(pdf([[*left, *right]])).document.text == (
        "Austria left the talks with Hungary on Monday after a long night in Vienna, its chancellor said."
    )


def test_a_scanned_pdf_says_that_it_holds_no_text():
    found = only(pdf([[], []]), "scan.pdf")
    assert (found.outcome, "pictures" in found.reason, "OCR" in found.todo) == ("empty", True, True)


def test_a_locked_pdf_says_so():
    locked = b"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> " % (
        b"11" * 32,
        b"22" * 32,
    )
    found = only(pdf([[(72, 700, 11, BODY[0])]], trailer=locked))
    assert (found.outcome, "password" in found.reason) == ("unsupported", True)


def _with_stream(stream):
    """The PDF of one empty page, its stream replaced by another that is packed."""
    raw = pdf([[]])
    at = raw.index(b"<< /Length 5 >>\nstream\nBT\nET\nendstream")
    new = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    return raw[:at] + new + raw[at + len(b"<< /Length 5 >>\nstream\nBT\nET\nendstream") :]


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7\nsome words of a file",
        pdf([[(72, 700, 11, BODY[0])]])[:300],
        re.sub(rb"/Kids \[[^]]*\]", b"/Kids [99 0 R]", pdf([[(72, 700, 11, BODY[0])]])),
        re.sub(rb"/Parent \d+ 0 R", b"/Parent 3 0 R", pdf([[(72, 700, 11, BODY[0])]])),
        _with_stream(zlib.compress(b"BT " + b"(a) Tj " * 40_000_000)),
    ],
    ids=["words", "torn", "lost page", "own parent", "bomb"],
)
def test_damaged_and_hostile_pdfs_have_an_outcome(raw):
    found = only(raw, "a.pdf")
    assert found.reason
    if found.document is None:
        assert found.outcome in ("binary", "malformed", "too_complex", "empty")


RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset204 Arial Cyr;}}"
    r"{\info{\title No title}{\author Nobody}}{\header Page head\par}\pard\f0\fs28 Austria leaves talks\par\par "
    r"\fs22 VIENNA, March 4, 2019 (Reuters) - Austria left the \'93talks\'94 with Hungary on Monday, "
    r"officials said.\par "
    r"{\v Hidden words.}{\field{\*\fldinst{HYPERLINK \"https://example.org/\"}}{\fldrslt Hungary}} answered that "
    r"it had \u8220?never\u8221? asked \u-10179?\u-8704? for them.\par}"
)


def test_an_rtf_is_read_as_paragraphs():
    found = only(RTF.encode("latin-1"), "talks.rtf")
    assert parts(found) == [
        ("headline", "Austria leaves talks"),
        ("dateline", "VIENNA, March 4, 2019 (Reuters) -"),
        ("body", "Austria left the “talks” with Hungary on Monday, officials said."),
        ("body", "Hungary answered that it had “never” asked 😀 for them."),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        b"{\\rtf1",
        b"{\\rtf1 " + b"{" * 200_000,
        b"{\\rtf1 " + b"{\\field{\\*\\fldinst{" * 50_000,
        b"{\\rtf1{\\fonttbl" + b"{\\f0 " * 100_000,
        b"{\\rtf1 \\u99999999999 \\uc \\ansicpg999999 x\\bin99999999999999999999 }",
        b"{\\rtf1 " + b"\\'zz" * 1000,
        b"{\\rtf1 " + b"words of a report " * 600_000,
    ],
    ids=["torn", "braces", "links", "fonts", "numbers", "letters", "large"],
)
def test_damaged_and_hostile_rtf_have_an_outcome(raw):
    assert only(raw, "a.rtf").reason


def test_an_office_file_named_as_text_is_told_by_its_content():
    assert only(docx(BODY), "talks.txt").is_read
    assert only(RTF.encode("latin-1"), "talks.doc").is_read


def test_one_document_from_bytes_stays_a_page_or_a_text():
    assert read_bytes(docx(BODY), name="x").outcome == "binary"
