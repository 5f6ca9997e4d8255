"""Feeds as fetched: what they list, and what is none."""

from datetime import date

import pytest

from detente.fetching.feed import Item, NoFeedError, list_feed
from detente.fetching.outcome import Fetched, Hop
from fetching.feeds import atom, item, rss
from fetching.server import Clock


def fetched(body, url="http://news.example/feed/all.xml", **given):
    raw = body.encode() if isinstance(body, str) else body
    return Fetched(url, raw, Clock().now(), (Hop(url),), **given)


def test_items_have_their_address_title_and_day():
    found = list_feed(fetched(rss(item("http://news.example/a", "Iran &amp; Oman meet"), item("/b#top"))))
    assert found.title == "The Norland Gazette"
    assert found.items == (
        Item("http://news.example/a", "Iran & Oman meet", date(2018, 8, 7)),
        Item("http://news.example/b", "Talks", date(2018, 8, 7)),
    )
    assert not found.has_texts


def test_atom_and_addresses_relative_to_where_the_feed_was_found():
    found = list_feed(fetched(atom("a.html", "../b.html", "https://other.example/c")))
    urls = ["http://news.example/feed/a.html", "http://news.example/b.html", "https://other.example/c"]
    assert [i.url for i in found.items] == urls


@pytest.mark.parametrize(
    "link",
    [None, "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://[::1/", "http:///" + "a" * 9000],
)
def test_items_without_a_page_are_known_to_have_only_a_text(link):
    found = list_feed(fetched(rss(item(link), item("http://news.example/b"))))
    assert ([i.url for i in found.items], found.has_texts) == (["http://news.example/b"], True)


def test_passwords_in_links_are_left_out():
    assert list_feed(fetched(rss(item("http://me:secret@news.example/a")))).items[0].url == "http://news.example/a"


@pytest.mark.parametrize("day", ["", "soon", "Tue, 99 Foo 2018", "0000-00-00", "9999-99-99T00:00:00Z"])
def test_an_absurd_day_is_none(day):
    assert list_feed(fetched(rss(item("/a", day=day)))).items[0].published is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_encodings(encoding):
    text = rss(item("/a", "Café in Genève"), title="Émile").replace("utf-8", encoding)
    assert list_feed(fetched(text.encode(encoding))).items[0].title == "Café in Genève"


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    "<rss><channel><item><title>&c;</title><link>/a</link></item></channel></rss>"
)
SECRET = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!-- <rss> <item> --><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss><channel><item><title>&x;</title><link>/a</link></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (BOMB, "entities"),
        (SECRET, "entities"),
        ("<opml version='1.0'><body><outline xmlUrl='http://news.example/f'/></body></opml>", "OPML"),
        ("<html><body>Hello</body></html>", "not a feed"),
        (b"\0\1\2", "not a feed"),
        (b"", "not a feed"),
        ("{}", "not a feed"),
    ],
)
def test_what_is_no_feed_is_told(body, told):
    with pytest.raises(NoFeedError, match=told):
        list_feed(fetched(body))


def test_a_page_that_names_its_feed_tells_it():
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2"></head></html>'
    with pytest.raises(NoFeedError) as raised:
        list_feed(fetched(page))
    assert raised.value.todo.endswith("http://news.example/rss?a=1&b=2")


@pytest.mark.parametrize("cut", range(0, 400, 37))
def test_a_feed_cut_anywhere_is_read_or_told(cut):
    try:
        found = list_feed(fetched(rss(item("/a"), item("/b"))[:cut]))
    except NoFeedError:
        found = None
    assert (found is None) is (cut < 50)  # before its first element has begun it is no feed


def test_a_title_of_thousands_of_attributes_costs_the_title_and_not_the_item():
    title = "&lt;b " + " ".join(f"a{n}='x'" for n in range(3000)) + "&gt;Talks&lt;/b&gt;"
    assert list_feed(fetched(rss(item("/a", title)))).items == (Item("http://news.example/a", None, date(2018, 8, 7)),)
