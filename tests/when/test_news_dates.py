"""News dates by class: feasts, offsets from an event, seasons of the south, bad dates. Published on 7 August 2018."""

from datetime import date

import pytest
from test_times import interval, one, read

from detente.when import find_times
from detente.when.feasts import easter, feast_in, hebrew, nearest_feast, pascha, ramadan

ONE = [
    # feasts
    ("They met on Christmas Day 1992.", "1992-12-25", None, "day"),
    ("They met on Good Friday.", "2018-03-30", None, "day"),
    ("They met on Good Friday of 1998.", "1998-04-10", None, "day"),
    ("They met on Orthodox Christmas Eve.", "2018-01-06", None, "day"),
    ("They met on New Year's Eve last year.", "2017-12-31", None, "day"),
    ("They met on Thanksgiving.", "2017-11-23", None, "day"),
    # days of a month, years in short, halves
    ("They met on the 29th.", "2018-07-29", None, "day"),
    ("They met on the 12th of last month.", "2018-07-12", None, "day"),
    ("They met on Friday, the 3rd.", "2018-08-03", None, "day"),
    ("They met on 24.02.17.", "2017-02-24", None, "day"),
    ("They met in ’68.", "1968-01-01", "1968-12-31", "year"),
    ("They met in the second half of June.", "2018-06-16", "2018-06-30", "range"),
    ("They met on 8 and 9 May.", "2018-05-08", "2018-05-09", "range"),
    ("They met in 1999 and 2000.", "1999-01-01", "2000-12-31", "range"),
    # centuries and decades in words, turns and edges
    ("They met in the 19th century.", "1801-01-01", "1900-12-31", "range"),
    ("They met in the late nineteenth century.", "1868-01-01", "1900-12-31", "range"),
    ("They met in the nineties.", "1990-01-01", "1999-12-31", "decade"),
    ("They met in the first decade of this century.", "2001-01-01", "2010-12-31", "decade"),
    ("They met at the turn of the year.", "2017-12-31", "2018-01-01", "range"),
    ("They met in the closing weeks of 2016.", "2016-12-04", "2016-12-31", "range"),
    ("They met late last week.", "2018-08-02", "2018-08-05", "range"),
    # ago, before last, this day week
    ("They met a fortnight ago.", "2018-07-24", None, "day"),
    ("They met a year and a half ago.", "2017-02-01", "2017-02-28", "month"),
    ("They met ten years ago today.", "2008-08-07", None, "day"),
    ("They met two days back.", "2018-08-05", None, "day"),
    ("They met the week before last.", "2018-07-23", "2018-07-29", "week"),
    ("They met the Friday before last.", "2018-07-27", None, "day"),
    ("They met on Monday last.", "2018-08-06", None, "day"),
    ("They met in the last few minutes.", "2018-08-07", None, "day"),
    # seasons
    ("They met last winter.", "2017-12-01", "2018-02-28", "season"),
    ("They met in the winter of 2008-09.", "2008-12-01", "2009-02-28", "season"),
    ("Chile and Peru met in the summer of 2010.", "2010-12-01", "2011-02-28", "season"),
    ("They met the summer before last.", "2016-06-01", "2016-08-31", "season"),
    # dates that became names
    ("They met after the January 6 riot.", "2018-01-06", None, "day"),
    ("They met before the June 4 massacre.", "1989-06-04", None, "day"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last", "precision"), ONE)
def test_days_of_a_news_date(text, first, last, precision):
    assert one(text).interval == interval(first, last, precision)


OFFSETS = [
    ("A week after the summit of 12 June, they met.", "2018-06-19", None, "day"),
    ("On the eve of the 23 June vote they met.", "2018-06-22", None, "day"),
    ("They met on the day the army left, 30 July.", "2018-07-30", None, "day"),
    ("The day after the coup of 15 July 2016 they met.", "2016-07-16", None, "day"),
    ("They met two days before Monday's vote.", "2018-08-04", None, "day"),
    ("On the tenth anniversary of the 12 July 2006 raid they met.", "2016-07-12", None, "day"),
    ("Five years to the day after the coup of 3 July 2013, they met.", "2018-07-03", None, "day"),
    ("Hours after the blast on 4 August they met.", "2018-08-04", None, "day"),
]


@pytest.mark.parametrize(("text", "first", "last", "precision"), OFFSETS)
def test_days_counted_from_an_event(text, first, last, precision):
    """The event's own day stays a time of its own, for the act of that clause."""
    times = read(text)
    assert len(times) == 2
    assert times[0].interval == interval(first, last, precision)


def test_the_week_of_a_day_is_one_time():
    assert one("In the week of 9 July they met.").interval == interval("2018-07-09", "2018-07-15", "week")


@pytest.mark.parametrize(
    "text",
    [
        "They met on the 45th of May.",
        "They met on 30 February 2019.",
        "They met on June 31.",
        "They met on 0 March 2018.",
        "They met in 2199.",
        "They met in the year 0.",
        "They met on 2018-02-30.",
        "They met on 22 Bahman 1357.",
        "They met on 12 Ramadan.",
        "They met in fiscal 2016-17.",
        "They met in FY2012.",
        "They met on Independence Day.",
        "They met the other day.",
        "They met long ago.",
        "They recently met.",
        "They met every Friday.",
        "They met twice a week.",
        "They met over New Year.",
        "They met a while back.",
        "They met more than a decade ago.",
        "They met at the turn of the century.",
        "They met in the weeks that followed.",
        "They met in 44 BC.",
    ],
)
def test_days_that_cannot_be_told(text):
    assert one(text).interval is None


@pytest.mark.parametrize(
    ("text", "relation", "first"),
    [
        ("They have fought since its independence in 2011.", "since", "2011-01-01"),
        ("They have fought for ten days.", "for", "2018-07-28"),
        ("They have fought since then.", "since", "2015-03-02"),
        ("They fought at the time.", "on", "2015-03-02"),
        ("The night before, they fought.", "on", "2015-03-01"),
        ("That spring they fought.", "on", "2015-03-01"),
        ("They fought the same year.", "on", "2015-01-01"),
    ],
)
def test_relation_and_first_day(text, relation, first):
    time = one(text, previous=interval("2015-03-02"))
    assert (time.relation, str(time.interval.first_day)) == (relation, first)


def test_year_goes_on_in_a_story():
    times = read("They met on 1 September 1939, and fought on 3 September.")
    assert times[1].interval == interval("1939-09-03")


def test_easter_of_both_churches_and_other_calendars():
    assert [easter(y) for y in (1916, 2000, 2024)] == [date(1916, 4, 23), date(2000, 4, 23), date(2024, 3, 31)]
    assert [pascha(y) for y in (2000, 2016, 2024)] == [date(2000, 4, 30), date(2016, 5, 1), date(2024, 5, 5)]
    assert [hebrew(y, 7, 10) for y in (1973, 2023)] == [date(1973, 10, 6), date(2023, 9, 25)]
    assert ramadan(2024).first_day == date(2024, 3, 11)
    assert feast_in(3000, "Easter") is None
    assert nearest_feast(date(2018, 8, 7), "Christmas Day")[0] == interval("2017-12-25")


def test_dateline_says_the_day_of_writing():
    from detente.values import Document, Part, Sentence, Token

    text = "GENEVA, August 5 - They met today."
    parts = (Part("dateline", 0, 18), Part("body", 19, len(text)))
    words = [(19, 23), (24, 27), (28, 33), (33, 34)]
    tokens = tuple(Token(i, a, b, text[a:b], text[a:b], "X", "", 1, "dep") for i, (a, b) in enumerate(words))
    sentence = Sentence(0, 19, len(text), "body", tokens)
    found = find_times([sentence], Document("d", text, parts, published=date(2018, 8, 7)))
    assert found[0][0].interval == interval("2018-08-05")
