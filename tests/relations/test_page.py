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
from relations.changing import make_act, make_burst, make_relation, make_turn

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
    assert titles[-1] == "The same pair in 2018 as ICEWS filed it (counts of events)"
    without = relation_page(relate(PAIR, [], DAYS))
    assert "as ICEWS filed it" not in without


def test_what_is_not_counted_is_shown_with_its_reason():
    document = make_document()
    page = relation_page(relate(PAIR, [(document, make_coding(document, modality="possible"))]))
    assert "not counted: told as possible" in html.document_fromstring(page).text_content()


def test_an_empty_relation_is_a_page_too():
    assert "holds nothing about this pair" in relation_page(relate(PAIR, []))


def test_the_same_relation_gives_the_same_bytes():
    assert _page() == _page()


def _changed(**given):
    return html.document_fromstring(relation_page(make_relation(**given)))


def test_the_first_sentence_says_what_changed():
    lede = _changed().xpath("string(//p[@class='lede'])")
    expected = (
        "From the week of 12 Mar 2018 cooperation rose from 2.1 to 9.4 events a week. 1 more change is told below."
    )
    assert lede == expected


def test_each_change_is_listed_with_its_events():
    first, second = _changed().xpath("//ol[@class='changes']/li")
    assert (first.get("value"), first.get("class"), second.get("class")) == ("1", "up", "down")
    assert "Cooperation rose from 2.1 to 9.4 events a week" in first.text_content()
    assert "14 Mar▲ Make a visit Foreign Ministry (Norland) → Sudland ×3" in first.text_content()
    assert "Burst of conflict, 21 events in 5 days" in second.text_content()


def test_marks_are_numbered_told_in_words_and_differ_in_shape():
    tree = _changed()
    marks = tree.xpath("//*[@class='marks']/g")
    assert [m.xpath("string(./text[@class='in-badge'])") for m in marks] == ["1", "2"]
    assert [m.xpath("count(.//circle)") for m in marks] == [1, 0]
    assert [len(m.xpath(".//line[@class='turn']")) for m in marks] == [1, 0]
    assert len(tree.xpath("//*[@class='bands']//rect")) == 1
    told = tree.xpath("string(//desc[@id='series-0-desc'])")
    assert "Mark 1: From the week of 12 Mar 2018 cooperation rose from 2.1 to 9.4 events a week." in told
    assert "Mark 2: From 2 to 6 Apr 2018 there was a burst of conflict: 21 events in 5 days, 1.3 expected." in told


def test_the_table_has_the_figures_that_are_known():
    tree = _changed()
    heads = tree.xpath("//figure//thead//th/text()")
    assert heads[6:] == [
        *("Cooperation, corrected", "Conflict, corrected", "All events", "Goldstein, mean", "Goldstein, sum"),
        *("Cooperation, fading", "Conflict, fading", "Marks"),
    ]
    row = [c.text_content() for c in tree.xpath("//figure//tbody/tr")[10]]
    assert row[0] == "week of 12 Mar 2018"
    assert row[6:] == [
        *("×1.5 (0.9 to 2.4)", "×0 (0 to 1.8)", "1,000", "+3.00", "+12.0", "5.2", "1.5"),
        "1",
    ]


def test_the_corrected_series_has_a_picture_in_words_too():
    [told] = _changed().xpath("//desc[@id='series-0-corrected-desc']/text()")
    assert "Cooperation: surely above it in 0 of 20 periods, below in 0." in told


def test_the_sentence_of_an_own_coding_stands_at_its_change_as_text():
    hostile = "<script>alert(1)</script> \x1b Norland met Sudland."
    act = make_act(sentence=hostile, document="<i>report</i>", source="<b>", act="</ul>")
    tree = _changed(turning_points=(make_turn(acts=(act,)),))
    assert tree.xpath("//script | //i") == []
    assert tree.xpath("string(//q)") == hostile.replace("\x1b", "\ufffd")
    assert tree.xpath("string(//ol//cite)") == "<i>report</i>"


def test_few_events_cannot_tell_and_the_profile_is_told():
    tree = _changed(weeks=6, cooperation=2, turning_points=(), bursts=())
    said = "Cannot tell whether the level of this relation changed: only 18 events in 6 weeks."
    assert tree.xpath("string(//p[@class='lede'])") == said
    assert tree.xpath("//p[@class='verdict']/text()") == [said]
    assert tree.xpath("//section[@class='profile']/p/text()") == ["The pair had 3 % of all cooperation."]


def test_more_events_than_have_room_are_counted():
    tree = _changed(turning_points=(make_turn(acts=tuple(make_act(n=n) for n in range(1, 12))),))
    assert "and 3 more in these days" in tree.text_content()


def test_changes_outside_the_days_shown_have_no_mark():
    late = make_burst(first_day=date(2019, 1, 1), last_day=date(2019, 1, 3))
    tree = _changed(turning_points=(), bursts=(late,))
    assert tree.xpath("//*[@class='in-badge']") == []
    assert len(tree.xpath("//ol[@class='changes']/li")) == 1


def test_a_page_without_changes_has_no_marks_and_no_section_of_them():
    tree = html.document_fromstring(_page())
    assert tree.xpath("//*[@class='marks'] | //section[@class='changed']") == []


def test_parts_of_periods_are_marked_in_the_drawing_the_table_and_the_caption():
    relation = make_relation(weeks=4)
    [series] = relation.series
    points = (*series.points[:-1], replace(series.points[-1], is_whole=False))
    known = (points[0].first_day, points[-1].first_day)
    page = relation_page(replace(relation, series=(replace(series, points=points, known=known),)))
    assert page.count("(only a part is known)") == 2
    assert page.count("week of 22 Jan 2018 (part)") == 1
    assert "Pale, dashed bars are a part of a week" in page


def test_the_half_life_is_told_in_whole_days():
    assert "every 18 days" in relation_page(make_relation(half_life=18.0097))
