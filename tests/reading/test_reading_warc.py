"""Web archives: the pages that servers answered with, under their addresses."""

import gzip
import io

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from detente.reading import iter_bytes

PAGE = b"<html><body><h1>Austria leaves talks</h1><p>Austria left the talks with Hungary on Monday, officials said.</p>"


def warc(records, *, is_packed=True):
    """A WARC file of (kind, address, content type, body, more HTTP headers, status)."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=is_packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for kind, url, content, body, more, status in records:
        http = StatusAndHeaders(status, [("Content-Type", content), *more], protocol="HTTP/1.1")
        if kind in ("response", "revisit"):
            record = writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=http)
        else:
            headers = {"Content-Type": content}
            record = writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), warc_headers_dict=headers, warc_content_type=content
            )
        writer.write_record(record)
    return file.getvalue()


def page(url="https://example.org/2019/03/04/talks", body=PAGE, content="text/html", more=(), status="200 OK"):
    return ("response", url, content, body, more, status)


def outcomes(raw, name="a.warc.gz"):
    return list(iter_bytes(raw, name=name))


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_page_has_its_address_as_id(is_packed):
    (found,) = outcomes(warc([page()], is_packed=is_packed))
    doc = found.document
    assert (doc.id, doc.url) == ("https://example.org/2019/03/04/talks",) * 2
    assert (str(doc.published), doc.published_how, doc.outlet) == ("2019-03-04", "url", "example.org")
    assert (found.input, doc.title) == ("a.warc.gz#2", "Austria leaves talks")


def test_what_is_no_report_is_passed_over_and_failures_are_told():
    raw = warc(
        [
            ("request", "https://example.org/", "application/http", b"GET /", (), "200 OK"),
            page("https://example.org/a.png", b"\x89PNG", "image/png"),
            page("https://example.org/gone", b"<p>Not found</p>", status="404 Not Found"),
            page("https://example.org/bad", b"<p>OK</p>"),
            page(),
            (
                "conversion",
                "https://example.org/text",
                "text/plain",
                b"Austria left the talks with Hungary on Monday.",
                (),
                "",
            ),
        ]
    )
    assert [(o.input, o.outcome) for o in outcomes(raw)] == [
        ("a.warc.gz#4", "missing"),
        ("a.warc.gz#5", "too_short"),
        ("a.warc.gz#6", "read"),
        ("a.warc.gz#7", "read"),
    ]


def test_packed_and_chunked_answers_are_unfolded():
    packed = gzip.compress(PAGE)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    raw = warc(
        [
            page(body=packed, more=[("Content-Encoding", "gzip")]),
            page(body=chunked, more=[("Transfer-Encoding", "chunked")]),
        ]
    )
    assert [o.document.title for o in outcomes(raw)] == ["Austria leaves talks"] * 2


def test_the_charset_of_the_server_is_followed():
    body = "<html><body><p>Премьер Austria’s envoy met the cabinet in Győr on Monday and went home.</p>".replace(
        "’", "'"
    )
    raw = warc([page(body=body.replace("ő", "o").encode("windows-1251"), content="text/html; charset=windows-1251")])
    assert "Премьер" in outcomes(raw)[0].document.text


def test_a_bomb_inside_an_answer_is_refused_and_the_next_is_read():
    bomb = gzip.compress(b"<p>word</p>" * 4_000_000)
    raw = warc([page(body=bomb, more=[("Content-Encoding", "gzip")]), page()])
    assert [o.outcome for o in outcomes(raw)] == ["too_large", "read"]


def test_an_archive_without_pages_says_what_it_holds():
    (found,) = outcomes(warc([page("https://example.org/a.png", b"x", "image/png")]))
    assert (found.outcome, "1 image/png" in found.reason) == ("empty", True)


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_torn_archive_gives_what_came_before_and_says_so(is_packed):
    raw = warc(
        [page(f"https://example.org/{n}", PAGE.replace(b"Monday", b"day %d" % n)) for n in range(20)],
        is_packed=is_packed,
    )
    found = outcomes(raw[: int(len(raw) * 0.7) + 13])
    assert 8 < sum(o.is_read for o in found) < 18
    assert found[-1].outcome == "malformed"


def test_a_wrong_length_is_told_and_nothing_is_written_to_the_terminal(capfd):
    raw = warc([page(), page()], is_packed=False)
    at = raw.index(b"Content-Length: ", raw.index(b"response"))
    length = int(raw[at + 16 : raw.index(b"\r", at)])
    short = raw[:at] + raw[at:].replace(b"Content-Length: %d" % length, b"Content-Length: %d" % (length - 20), 1)
    found = outcomes(short)
    assert [(o.input, o.outcome) for o in found] == [
        ("a.warc.gz#2", "read"),
        ("a.warc.gz#2", "malformed"),
        ("a.warc.gz#3", "read"),
    ]
    assert capfd.readouterr() == ("", "")


def test_a_record_without_headers_has_an_outcome():
    raw = warc([page(), page()], is_packed=False)
    for header in (b"WARC-Type: ", b"WARC-Target-URI: ", b"Content-Type: ", b"HTTP/1.1 "):
        assert all(o.reason for o in outcomes(raw.replace(header, b"X-Lost: ")))


def test_lying_lengths_have_outcomes():
    raw = warc([page(), page()], is_packed=False)
    for old, new in (
        (b"Content-Length: ", b"Content-Length: 9"),
        (b"Content-Length: ", b"Content-Length: -"),
        (b"WARC/1.0", b"WARC/9.9"),
    ):
        assert all(o.reason for o in outcomes(raw.replace(old, new)))


def test_an_arc_file_is_read():
    body = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    head = b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"
    raw = b"filedesc://a.arc 0.0.0.0 20190304000000 text/plain %d\n%s\n" % (len(head), head)
    raw += b"https://example.org/a 127.0.0.1 20190304120000 text/html %d\n%s\n" % (len(body), body)
    assert [o.document.id for o in outcomes(raw, "a.arc")] == ["https://example.org/a"]
