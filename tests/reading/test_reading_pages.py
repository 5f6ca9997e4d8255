# ruff: noqa: E501
"""Pages: the report among the rest of the page, and hostile pages within their time."""

import time

import pytest

from detente.reading import read_bytes

HEAD = """<html lang="en"><head><title>Norland and Sudland agree on water | Example Times</title>
<meta property="og:site_name" content="Example Times">
<meta property="article:published_time" content="2018-08-07T10:00:00Z">
<link rel="canonical" href="https://example.org/water"></head><body>"""
PAGE = (
    HEAD
    + """<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Norland and Sudland agree on water</h1>
<h2>Accord signed in Vastia after two years of talks</h2>
<p class="byline">By Jane Doe</p><time datetime="2018-08-07">7 August 2018</time>
<figure><img src="a.jpg" alt="Alt words are never read"><figcaption>Ana Kovar and Ivo Tal in Vastia (Photo: AFP)</figcaption></figure>
<p>VASTIA (AP) — Norland and Sudland signed an accord on Tuesday to share the water of the Kesh river, officials said.</p>
<p>The water minister of Norland called it a victory for the <a href="x">whole region</a> and thanked Vastia for its patience.</p>
<p style="display:none">Hidden words about Norland attacking Sudland should never be read by anyone at all, officials said.</p>
<div hidden><p>More hidden words that nobody sees on the page, about a war that never was.</p></div>
<h3>Long talks</h3>
<p>Envoys met eleven times, and twice the talks broke down over the height of the dam and who would pay for it.</p>
<p>No comment came from Vastia.</p>
<p>Envoys met eleven times, and twice the talks broke down over the height of the dam and who would pay for it.</p>
<p>No comment came from Vastia.</p>
<p>Read more: <a href="y">Norland opens dam gates</a></p>
</article>
<aside><h3>Most read</h3><p>Rebels of Kenland seized the airport of Port Ambo on Sunday, witnesses there said.</p></aside>
<div class="comments"><p>I do not believe a word of what these two governments say to each other, said a reader.</p></div>
<footer>© 2018 Example Times. All rights reserved.</footer></body></html>"""
)


def paragraphs(count):
    places = ["north", "south", "east", "west", "centre"]
    return "".join(
        f"<p>In report number {n}, Norland told Sudland to leave the {places[n % 5]} bank by day {n * 7 % 31}.</p>"
        for n in range(1, count + 1)
    )


def page(html, name="page.html"):
    return read_bytes(html.encode(), name=name, is_page=name.endswith(".html") or None)


def parts(outcome):
    doc = outcome.document
    return [(p.kind, doc.text[p.start : p.end]) for p in doc.parts]


def test_the_report_of_a_page_with_its_parts():
    outcome = page(PAGE)
    long_talks = (
        "Envoys met eleven times, and twice the talks broke down over the height of the dam and who would pay for it."
    )
    assert [p for p in parts(outcome) if p[0] != "notice" and p[1] != "By Jane Doe"] == [
        ("headline", "Norland and Sudland agree on water"),
        ("subheading", "Accord signed in Vastia after two years of talks"),
        ("caption", "Ana Kovar and Ivo Tal in Vastia"),
        ("credit", "(Photo: AFP)"),
        ("dateline", "VASTIA (AP) —"),
        (
            "body",
            "Norland and Sudland signed an accord on Tuesday to share the water of the Kesh river, officials said.",
        ),
        (
            "body",
            "The water minister of Norland called it a victory for the whole region and thanked Vastia for its patience.",
        ),
        ("subheading", "Long talks"),
        ("body", long_talks),
        ("body", "No comment came from Vastia."),
        ("body", long_talks),
        ("body", "No comment came from Vastia."),
        ("related", "Norland opens dam gates"),
    ]
    assert outcome.detail.coverage > 0.9
    assert outcome.detail.warning is None


def test_what_the_page_says_of_itself():
    doc = page(PAGE).document
    assert (str(doc.published), doc.published_how) == ("2018-08-07", "metadata")
    assert (doc.outlet, doc.outlet_how, doc.url) == ("Example Times", "metadata", "https://example.org/water")
    assert doc.title == "Norland and Sudland agree on water"


def test_parts_are_joined_by_blank_lines():
    doc = page(PAGE).document
    texts = [p[1] for p in parts(page(PAGE))]
    assert all(t in doc.text for t in texts)
    assert "\n\n\n" not in doc.text
    assert doc.text.startswith("Norland and Sudland agree on water\n\nAccord signed")


def test_a_page_is_known_by_its_content():
    assert page(PAGE, "page.txt").document.text == page(PAGE).document.text
    assert page("<p>Norland left the talks with Sudland on Monday, it said.", "x").document.text.startswith("Norland")
    assert page("<Norland> left the talks with Sudland on Monday.", "x").document.text.startswith("<Norland>")


@pytest.mark.parametrize("depth", [200, 300, 5_000])
def test_no_nesting_loses_text(depth):
    inner = paragraphs(15)
    outcome = page(f"<html><body><h1>Talks fail</h1>{'<div>' * depth}{inner}{'</div>' * depth}{paragraphs(16)[-95:]}")
    assert outcome.outcome == "read"
    assert sum(kind == "body" for kind, _ in parts(outcome)) >= 15
    assert "report number 1," in outcome.document.text
    assert "report number 15," in outcome.document.text
    assert outcome.detail.depth > depth
    assert outcome.detail.coverage > 0.9


def test_paragraphs_that_each_lie_deeper_than_the_last_are_kept():
    html = "".join(f"<div><p>Norland sent note number {n} to Sudland, which did not answer it.</p>" for n in range(400))
    outcome = page(f"<html><body>{html}")
    assert sum("sent note number" in words for _, words in parts(outcome)) == 400


@pytest.mark.parametrize(
    "html",
    [
        "<p " + " ".join(f"a{i}='>'" for i in range(50_000)) + ">Norland left.</p>",
        "<b>x</b>" * 1_000_000,
    ],
    ids=["attributes", "elements"],
)
def test_a_page_that_no_outlet_sends_is_too_complex_quickly(html):
    started = time.process_time()
    assert page(f"<html><body>{html}").outcome == "too_complex"
    assert time.process_time() - started < 4


def test_a_long_page_is_read_whole():
    started = time.process_time()
    outcome = page(f"<html><body><article><h1>Talks</h1>{paragraphs(8_000)}</article>")
    assert sum(kind == "body" for kind, _ in parts(outcome)) == 8_000
    assert time.process_time() - started < 20


def test_a_lead_paragraph_that_stands_apart_is_kept():
    lead = "<p>Norland left the talks with Sudland on Monday, a day after they began, officials said.</p>"
    html = f"<html><body><article><h1>Talks fail</h1>{lead}</article><section>{paragraphs(10)}</section>"
    assert [kind for kind, _ in parts(page(html))] == ["headline"] + ["body"] * 11


def test_a_page_too_long_for_the_extractor_is_read_and_flagged():
    outcome = page(f"<html><body><h1>Talks</h1>{paragraphs(36_000)}")
    assert outcome.outcome == "read"
    assert sum(kind == "body" for kind, _ in parts(outcome)) == 36_000
    assert "read block by block" in outcome.detail.warning
    assert outcome.detail.warning in outcome.reason


def test_line_breaks_part_paragraphs():
    html = "<html><body><div>Norland left the talks on Monday, it said.<br><br>Sudland blamed Norland for the failure.</div>"
    assert [words for _, words in parts(page(html))] == [
        "Norland left the talks on Monday, it said.",
        "Sudland blamed Norland for the failure.",
    ]


@pytest.mark.parametrize(
    ("tags", "day"),
    [
        ('<meta property="article:published_time" content="2018-08-07T10:00:00+04:00">', "2018-08-07"),
        ('<meta name="pubdate" content="20180807">', "2018-08-07"),
        ('<meta itemprop="datePublished" content="Aug 7, 2018">', "2018-08-07"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2018-08-07"}]}</script>',
            "2018-08-07",
        ),
        ('<script type="application/ld+json">{broken</script>', "None"),
        ('<meta name="date" content="2199-01-01">', "None"),
        ('<meta name="date" content="2018-02-30">', "None"),
        ('<meta property="article:modified_time" content="2020-01-01">', "None"),
    ],
)
def test_dates_of_metadata(tags, day):
    html = f"<html><head>{tags}</head><body><p>Norland left the talks with Sudland, officials there said.</p></body></html>"
    assert str(page(html).document.published) == day


def test_time_of_the_page_is_its_date():
    html = '<html><body><time datetime="2018-08-07">Tue</time><p>Norland left the talks with Sudland, it said.</p>'
    assert str(page(html).document.published) == "2018-08-07"


def test_a_page_wrapped_whole_in_a_form_or_a_misleading_class_is_read():
    for before, after in (("<form id='aspnetForm'>", "</form>"), ("<div class='newsletter'>", "</div>")):
        outcome = page(f"<html><body>{before}<h1>Talks fail</h1>{paragraphs(5)}{after}")
        assert [kind for kind, _ in parts(outcome)] == ["headline"] + ["body"] * 5


def test_a_page_of_links_alone_is_empty():
    links = "".join(f"<div><h3><a href='{n}'>Norland opens dam gates number {n}</a></h3></div>" for n in range(20))
    assert page(f"<html><body>{links}").outcome == "empty"


def test_the_date_of_a_neighbouring_report_is_not_this_ones():
    aside = '<aside><time datetime="2011-01-01">1 Jan</time> Old report</aside>'
    assert page(f"<html><body>{aside}<h1>Talks fail</h1>{paragraphs(5)}").document.published is None
