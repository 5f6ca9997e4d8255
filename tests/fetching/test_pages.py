"""Addresses as inputs: what reading makes of what was fetched."""

import gzip
import io
import zipfile
from datetime import date

import pytest

from detente.fetching.pages import read_url
from fetching.feeds import feed, item
from fetching.server import answer, redirect

SITE = "http://news.example"


def test_a_page_is_a_document_with_the_address_where_it_was_found(net):
    net.server.pages["/old"] = redirect("/2018/08/07/talks")
    net.server.pages["/2018/08/07/talks"] = answer()
    (outcome,) = read_url(f"{SITE}/old", net.fetcher())
    document = outcome.document
    assert (outcome.input, document.id, document.url) == (f"{SITE}/old", *[f"{SITE}/2018/08/07/talks"] * 2)
    assert (document.published, document.published_how) == (date(2018, 8, 7), "url")
    assert "fishing grounds" in document.text


def test_the_day_that_the_user_gives_counts(net):
    (outcome,) = read_url(f"{SITE}/good", net.fetcher(), published=date(2020, 1, 2))
    assert (outcome.document.published, outcome.document.published_how) == (date(2020, 1, 2), "given")


def test_what_cannot_be_fetched_is_an_outcome_of_reading(net):
    for path, kind in (
        ("/gone", "missing"),
        ("/picture", "unsupported"),
        ("/bomb", "too_large"),
        ("/busy", "unreadable"),
    ):
        (outcome,) = read_url(SITE + path, net.fetcher())
        assert (outcome.input, outcome.document, outcome.outcome) == (SITE + path, None, kind)
        assert outcome.reason
        assert outcome.todo


def test_the_name_is_without_the_password_and_whole(net):
    path = "/good?" + "q" * 400
    net.server.pages[path] = answer()
    (outcome,) = read_url(f"http://me:secret@news.example{path}", net.fetcher())
    assert (outcome.input, outcome.is_read) == (SITE + path, True)
    (outcome,) = read_url("http://me:secret@news.example/gone", net.fetcher())
    assert (outcome.input, outcome.is_read) == (f"{SITE}/gone", False)


@pytest.mark.parametrize("charset", ["us-ascii", "utf-16", "idna", "rot13", '"klingon"', "windows-1251", "", "x" * 900])
def test_a_charset_that_lies_does_not_spoil_the_text(net, charset):
    text = "The café talks of Norland and Sudland went on for two days, and the ministers were content."
    net.server.pages["/lies"] = answer(text, content_type=f"text/plain; charset={charset}")
    (outcome,) = read_url(f"{SITE}/lies", net.fetcher())
    assert outcome.document.text == text


def test_a_charset_that_only_the_server_knows_is_used(net):
    text = "Президент is how Norland's paper writes it, and the talks in the harbour went on for two days."
    net.server.pages["/koi"] = answer(text.encode("koi8-r"), content_type="text/plain; charset=KOI8-R")
    (outcome,) = read_url(f"{SITE}/koi", net.fetcher())
    assert outcome.document.text == text


def test_feeds_and_archives_give_many_documents(net):
    text = "Iran met North Korea. The talks took place near the harbour on Monday, officials of both said."
    net.server.pages["/feed"] = feed(item("/a", text=text), item("/b", text=text + " They go on."))
    assert [o.outcome for o in read_url(f"{SITE}/feed", net.fetcher())] == ["read", "read"]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", text)
        archive.writestr("../../b.txt", text)
    net.server.pages["/all.zip"] = answer(packed.getvalue(), content_type="application/zip")
    assert len(list(read_url(f"{SITE}/all.zip", net.fetcher()))) == 2
    net.server.pages["/one.txt.gz"] = answer(gzip.compress(text.encode()), content_type="application/gzip")
    assert [o.document.text for o in read_url(f"{SITE}/one.txt.gz", net.fetcher())] == [text]


def test_what_the_own_network_gave_says_so(net):
    (outcome,) = read_url("http://inner.example:8080/good", net.fetcher(allow_private=True))
    assert "10.0.0.7" in outcome.detail.warning
    assert "--allow-private" in outcome.reason
