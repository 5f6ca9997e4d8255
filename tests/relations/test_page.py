"""The page: what reports say is only ever text, and every number has its sentence."""

import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import html
from record.make import make_coding, make_document, party

from detente.relations.counts import WeekCount
from detente.relations.page import relation_page
from detente.relations.relate import relate
from detente.relations.values import DyadDay, FiledAct
from detente.values import Actor, Span

PAIR = ("IRN", "PRK")
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "<!-- <mark> -->",
    "]]> & &lt;b&gt; &#x3c;script&#x3e;",
    "'\"` onmouseover=alert(1) x='",
    "\x00\x08\x1b[31m\u202e\ufffe",
    "{{7*7}}${7*7}<%= 7 %>",
]
WEEKS = [WeekCount(date(2018, 8, 6), "IRN", "PRK", 3, 0), WeekCount(date(2018, 8, 6), "PRK", "IRN", 9, 1)]
DAYS = [DyadDay("icews", date(2018, 8, 7), 12, 1, None), DyadDay("icews", date(2018, 6, 11), 0, 5, None)]
FILED = [FiledAct("icews", date(2018, 8, 1), "Consult", True, 12, (("Iran", "Ri", 7), ("Zarif", "Ri", 2)))]


def _page(words="a", url="https://gazette.example/1", **options):
    document = make_document(
        f"{words} Iran met North Korea. {words}", id=f"id {words}", title=words, outlet=words, url=url
    )
    speaker = party(document, words, Actor(words, words, words, words, words), words)
    coding = make_coding(document, modes=(words,), attribution=(speaker,))
    days = [replace_origin(d, words) for d in DAYS]
    filed = [f._replace(origin=words, act=words, parties=((words, words, 1),)) for f in FILED]
    found = relate(PAIR, [(document, coding)], days, filed=filed, names=(words, words))
    return relation_page(found, weekly=WEEKS, command=f"detente relation {words}", **options)


def replace_origin(day, origin):
    return day._replace(origin=origin)


def _shape(page):
    """The tree of elements and the names of their attributes, nothing of the texts."""

    def walk(element):
        return (element.tag, tuple(sorted(element.attrib)), tuple(walk(child) for child in element))

    return walk(html.document_fromstring(page))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_adds_no_element_and_no_attribute(hostile):
    assert _shape(_page(hostile)) == _shape(_page("a"))


@pytest.mark.parametrize("hostile", HOSTILE[:7])
def test_hostile_text_is_shown_as_it_is(hostile):
    tree = html.document_fromstring(_page(hostile))
    [quote] = tree.xpath("//blockquote")
    for tag in quote.xpath(".//sup"):
        tag.drop_tree()
    assert quote.text_content() == f"{hostile} Iran met North Korea. {hostile}"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "file:///etc/passwd", None]
)
def test_only_addresses_of_the_web_become_links(url):
    assert html.document_fromstring(_page(url=url)).xpath("//a") == []
    assert html.document_fromstring(_page()).xpath("//a/@href") == ["https://gazette.example/1"]


def test_nothing_is_fetched_and_nothing_runs():
    tree = html.document_fromstring(_page())
    assert tree.xpath("//script | //link | //img | //iframe | //object | //*[@src] | //form") == []
    assert [a for e in tree.iter() for a in e.attrib if a.startswith("on")] == []
    assert "url(" not in re.sub(r"url\(#", "", _page()).replace("var(--hatch)", "")
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv]/@content")[0]


def test_the_words_read_are_marked_and_told_apart_without_colour():
    tree = html.document_fromstring(_page())
    marks = [
        (m.get("class"), "".join(m.xpath("./sup/text()")), m.xpath("string(text()[last()])"))
        for m in tree.xpath("//blockquote/mark")
    ]
    assert marks == [("source", "S", "Iran"), ("act", "act", "met"), ("target", "T", "North Korea")]


def test_overlapping_spans_are_cut_at_their_borders():
    document = make_document("The two ministers met.")
    both = party(document, "The two ministers", Actor("Iran", "IRN", "IRN", "GOV"))
    other = replace(both, actor=Actor("North Korea", "PRK", "PRK", "GOV"), start=4, text="two ministers")
    coding = make_coding(document, source=both, target=other, trigger="ministers met")
    tree = html.document_fromstring(relation_page(relate(PAIR, [(document, coding)])))
    pieces = [(m.get("class"), m.xpath("string(text()[last()])")) for m in tree.xpath("//blockquote/mark")]
    assert pieces == [
        ("source", "The "),
        ("source target", "two "),
        ("source act target", "ministers"),
        ("act", " met"),
    ]


def test_spans_count_code_points():
    document = make_document("🇮🇷 e\u0301 👩‍👩‍👧 Iran met North Korea 🇰🇵.")
    tree = html.document_fromstring(relation_page(relate(PAIR, [(document, make_coding(document))])))
    assert [m.xpath("string(text()[last()])") for m in tree.xpath("//blockquote/mark")] == [
        "Iran",
        "met",
        "North Korea",
    ]


def test_a_party_named_in_another_sentence_is_said_so():
    document = make_document("Iran spoke first. They met North Korea.")
    coding = replace(make_coding(document), sentence=Span(18, len(document.text)))
    text = html.document_fromstring(relation_page(relate(PAIR, [(document, coding)]))).text_content()
    assert "source named outside this sentence: “Iran”" in text


def test_every_chart_has_a_title_a_description_and_its_table():
    tree = html.document_fromstring(_page())
    figures = tree.xpath("//figure")
    assert len(figures) == 3
    for figure in figures:
        [svg] = figure.xpath("./svg")
        names = svg.get("aria-labelledby").split()
        assert [bool(svg.xpath(f"./*[@id='{name}']/text()")) for name in names] == [True, True]
        assert figure.xpath(".//details//table")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_table_says_what_the_chart_says():
    tree = html.document_fromstring(_page())
    rows = tree.xpath("//figure[2]//tbody/tr")
    cells = [[c.text_content() for c in row] for row in rows]
    assert cells[-1] == ["Aug 2018", "12", "6.2 to 21.0", "1", "0.0 to 5.6", "not told"]
    assert [row[0] for row in cells] == ["Jun 2018", "Jul 2018", "Aug 2018"]


def test_the_bundled_counts_are_a_panel_of_their_own():
    titles = html.document_fromstring(_page()).xpath("//figure/h2/text()")
    assert titles[-1] == "What really happened in 2018 (ICEWS counts)"
    without = relation_page(relate(PAIR, [], DAYS))
    assert "What really happened" not in without


def test_what_is_not_counted_is_shown_with_its_reason():
    document = make_document()
    page = relation_page(relate(PAIR, [(document, make_coding(document, modality="possible"))]))
    assert "not counted: told as possible" in html.document_fromstring(page).text_content()


def test_an_empty_relation_is_a_page_too():
    assert "holds nothing about this pair" in relation_page(relate(PAIR, []))


def test_the_same_relation_gives_the_same_bytes():
    assert _page() == _page()
