"""Feeds: each item a document; hostile XML is never followed."""

import http.server
import json
import threading

import pytest
from reading_make import item, rss

from detente.errors import InputError
from detente.reading import iter_bytes, outcome_json, read
from detente.reading.feeds.items import MAX_ITEM, Items
from detente.reading.feeds.opml import list_feeds

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Danube Wire</title><link href="https://danube.example/"/>
<entry><title type="html">Austria &amp;amp; Hungary &lt;b&gt;sign&lt;/b&gt; accord</title>
<link rel="alternate" href="https://danube.example/accord"/><id>tag:danube.example,2018:accord</id>
<updated>2018-08-08T01:00:00Z</updated><published>2018-08-07T22:00:00+02:00</published>
<summary>Short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>VIENNA (Reuters) - Austria and Hungary signed an accord on Tuesday, officials said.</p>
<h2>Long talks</h2><p>Envoys met eleven times before they agreed on the water of the river.</p></div></content>
</entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://example.org/"><title>Old Wire</title><items><rdf:Seq/></items></channel>
<item rdf:about="https://example.org/1"><title>Austria leaves talks</title><link>https://example.org/1</link>
<description>Austria left the talks with Hungary, officials said.</description><dc:date>2005-03-04</dc:date></item>
</rdf:RDF>"""


def outcomes(source, name="feed.xml"):
    return list(iter_bytes(source if isinstance(source, bytes) else source.encode(), name=name))


def parts(document):
    return [(p.kind, document.text[p.start : p.end]) for p in document.parts]


def test_an_item_is_a_document_with_its_address_day_and_outlet():
    (first, second) = outcomes(rss([item(1), item(2)]))
    doc = first.document
    assert (first.input, first.detail.item, second.input) == ("feed.xml#1", 1, "feed.xml#2")
    assert (doc.id, doc.url) == ("https://example.org/a/1", "https://example.org/a/1")
    assert doc.text == "Talks 1 fail\n\nAustria left the talks in round 1, officials said."
    assert parts(doc) == [("headline", "Talks 1 fail"), ("body", "Austria left the talks in round 1, officials said.")]
    assert (str(doc.published), doc.published_how) == ("2018-08-07", "feed")
    assert (doc.outlet, doc.outlet_how) == ("Example Times", "feed")


def test_atom_with_full_content():
    (only,) = outcomes(ATOM)
    doc = only.document
    assert (doc.id, doc.url) == ("tag:danube.example,2018:accord", "https://danube.example/accord")
    assert (str(doc.published), doc.outlet) == ("2018-08-07", "Danube Wire")
    assert parts(doc) == [
        ("headline", "Austria & Hungary sign accord"),
        ("dateline", "VIENNA (Reuters) -"),
        ("body", "Austria and Hungary signed an accord on Tuesday, officials said."),
        ("subheading", "Long talks"),
        ("body", "Envoys met eleven times before they agreed on the water of the river."),
    ]


def test_rdf_feeds_are_read():
    (only,) = outcomes(RDF)
    assert (only.document.title, str(only.document.published)) == ("Austria leaves talks", "2005-03-04")


def test_full_content_comes_before_the_summary_and_hidden_words_are_dropped():
    full = """<content:encoded><![CDATA[<p>Austria left the talks with Hungary on Monday after eleven rounds.</p>
    <p style="display:none">Hidden: Austria shelled Hungary.</p><p hidden>Hidden too.</p><script>alert(1)</script>
    <p>See </item> and <item> in the words.</p>]]></content:encoded>"""
    (only,) = outcomes(rss([item(1, full)]))
    assert "eleven rounds" in only.document.text
    assert "Hidden" not in only.document.text
    assert "alert" not in only.document.text


def test_the_source_an_aggregator_names_is_the_outlet():
    (only,) = outcomes(rss([item(1, '<source url="https://apnews.com">AP</source>')]))
    assert only.document.outlet == "Associated Press"


@pytest.mark.parametrize(
    ("written", "day", "is_told"),
    [
        ("2018-08-07", "2018-08-07", False),
        ("Tue, 07 Aug 2018 23:00:00 GMT", "2018-08-07", False),
        ("Tue, 07 Aug 0018 23:00:00 GMT", None, True),
        ("2199-01-01T00:00:00Z", None, True),
        ("30 February 2019", None, True),
        ("yesterday", None, True),
    ],
)
def test_absurd_days_are_refused_and_told(written, day, is_told):
    (only,) = outcomes(rss([item(1).replace("Tue, 07 Aug 2018 23:00:00 -0500", written)]))
    assert (only.document.published and str(only.document.published)) == day
    assert (only.detail.warning is not None) == is_told


def test_ids_without_an_address_are_tied_to_the_feed_or_to_the_words():
    plain = "<item><guid isPermaLink='false'>77</guid><title>Austria leaves the talks with Hungary</title></item>"
    bare = "<item><title>Hungary stays at the talks with Austria</title></item>"
    (first, second) = outcomes(rss([plain, bare]))
    assert first.document.id == "https://example.org/#77"
    assert second.document.id.startswith("item-")
    (again,) = outcomes(rss([bare]), "elsewhere.xml")
    assert again.document.id == second.document.id


def test_encodings_of_feeds():
    text = rss([item(1).replace("officials", "“officials” of Győr")])
    for encoding, declared in (("utf-8", "UTF-8"), ("utf-16", "UTF-16"), ("cp1250", "windows-1250")):
        raw = text.replace('encoding="UTF-8"', f'encoding="{declared}"').encode(encoding)
        assert "“officials” of Győr" in outcomes(raw)[0].document.text


def test_broken_items_have_outcomes_and_the_others_are_read():
    broken = "<item><title>Austria & Hungary meet &nbsp; again <b>today</title><description>They met in the capital."
    torn = rss([item(1), broken + "</item>", item(3)])[:-40] + "<item><title>cut of"
    found = outcomes(torn)
    assert [o.outcome for o in found] == ["read", "read", "read", "malformed"]
    assert found[1].document.title.startswith("Austria & Hungary meet")
    assert found[3].input == "feed.xml#4"


def test_an_item_too_large_is_refused_and_the_next_is_read():
    large = f"<item><title>Talks</title><description>{'word ' * (MAX_ITEM // 4)}</description></item>"
    assert [o.outcome for o in outcomes(rss([item(1), large, item(3)]))] == ["read", "malformed", "read"]


def test_an_empty_feed_says_so():
    assert [o.outcome for o in outcomes(rss([]))] == ["empty"]


BOMB = '<!DOCTYPE rss [<!ENTITY a "Austria left the talks. ">' + "".join(
    f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    "prolog",
    [
        BOMB + "]>",
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "{url}">]>',
        '<!DOCTYPE rss SYSTEM "{url}" [<!ENTITY % y SYSTEM "{url}"> %y;]>',
    ],
)
def test_entities_are_refused_and_nothing_is_opened_or_fetched(tmp_path, prolog):
    secret = tmp_path / "secret"
    secret.write_text("the secret words of this machine")
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/x.dtd"
    prolog = prolog.replace("{secret}", str(secret)).replace("{url}", url)
    try:
        found = outcomes(rss([item(1).replace("officials", "&x; &j; officials")], prolog=prolog))
        unknown = outcomes(f'<?xml version="1.0"?>{prolog}<other>&x;</other>')
    finally:
        server.shutdown()
        server.server_close()
    assert [o.outcome for o in found] == ["malformed"]
    assert [o.outcome for o in unknown] == ["unsupported"]
    assert "secret words" not in json.dumps([outcome_json(o) for o in found])
    assert asked == []


def test_a_document_type_that_only_names_one_is_passed_over_and_not_fetched():
    old = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss.dtd">'
    assert [o.outcome for o in outcomes(rss([item(1)], prolog=old))] == ["read"]


def test_an_item_with_thousands_of_attributes_is_refused():
    wild = "<![CDATA[<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">Austria left the talks on Monday.</p>]]>"
    found = outcomes(rss([item(1).replace("Austria left", wild), item(2)]))
    assert [o.outcome for o in found] == ["too_complex", "read"]


def test_half_characters_never_come_out():
    (only,) = outcomes(rss([item(1).replace("officials", "&#xD800; officials")]))
    json.dumps(outcome_json(only), ensure_ascii=False).encode()


@pytest.mark.parametrize("size", [1, 2, 7, 64, 100_000])
def test_items_are_the_same_however_the_text_is_cut(size):
    odd = "<!-- <item>no</item> --><item>\n<![CDATA[ </item> ]]></item><entry a='1'/><x:item >b</x:item>"
    text = rss([item(1), odd, item(2)])
    items = Items(text[i : i + size] for i in range(0, len(text), size))
    found = list(items)
    assert found == [
        item(1),
        "<item>\n<![CDATA[ </item> ]]></item>",
        "<entry a='1'/>",
        "<x:item >b</x:item>",
        item(2),
    ]
    assert items.head == text[: text.index("<item>")]


OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body><outline text="Wires">
<outline type="rss" text="Danube" xmlUrl="https://danube.example/feed"/><outline type="rss" title="Elbe"
 text="e" xmlUrl="http://elbe.example/rss?a=1&amp;b=2"/><outline xmlUrl="file:///etc/passwd"/>
<outline text="again" xmlUrl="https://danube.example/feed"/></outline></body></opml>"""


def test_the_feeds_of_a_list():
    assert [tuple(f) for f in list_feeds(OPML.encode(), "mine.opml")] == [
        ("https://danube.example/feed", "Danube"),
        ("http://elbe.example/rss?a=1&b=2", "Elbe"),
    ]


def test_a_list_of_feeds_is_no_report_and_says_what_to_do(tmp_path):
    path = tmp_path / "mine.xml"
    path.write_text(OPML)
    (only,) = read([str(path)])
    assert only.outcome == "unsupported"
    assert f"detente watch {path}" in only.todo


@pytest.mark.parametrize("raw", [b"words", b"<opml", BOMB.replace("rss", "opml").encode() + b"]><opml>&j;</opml>"])
def test_a_list_that_is_none_is_an_error_in_three_parts(raw):
    with pytest.raises(InputError) as caught:
        list_feeds(raw, "mine.opml")
    assert caught.value.where == "mine.opml"
