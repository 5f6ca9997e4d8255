"""Which words of a sentence name a time, and which days they mean. Published on Tuesday, 7 August 2018, if not said."""

from datetime import date

import pytest
from when_trees import PUBLISHED, make_document, make_sentence

from detente.values import Name
from detente.when import Interval, find_times, times_of


def read(text, published=PUBLISHED, names=(), previous=None):
    sentence, document = make_sentence(text, names), make_document(text, published)
    return times_of(sentence, document, previous=previous)


def one(text, **given):
    times = read(text, **given)
    assert len(times) == 1, times
    return times[0]


def interval(first, last=None, precision="day"):
    return Interval(date.fromisoformat(first), date.fromisoformat(last or first), precision)


PAST = [
    # weekdays
    ("The envoys met on Tuesday.", "Tuesday", "2018-08-07", None, "day"),
    ("The envoys met on Monday.", "Monday", "2018-08-06", None, "day"),
    ("The envoys met Wednesday in Vienna.", "Wednesday", "2018-08-01", None, "day"),
    ("The envoys met last Tuesday.", "last Tuesday", "2018-07-31", None, "day"),
    ("The envoys met last Friday.", "last Friday", "2018-08-03", None, "day"),
    ("The envoys met this past Thursday.", "this past Thursday", "2018-08-02", None, "day"),
    ("Shelling began late Monday.", "late Monday", "2018-08-06", None, "day"),
    ("Shelling began early on Sunday.", "early on Sunday", "2018-08-05", None, "day"),
    ("Shelling began on Monday night.", "Monday night", "2018-08-06", None, "day"),
    ("Shelling began at 9 a.m. on Sunday.", "Sunday", "2018-08-05", None, "day"),
    ("The deal was signed on Tuesday last week.", "Tuesday last week", "2018-07-31", None, "day"),
    ("The deal was signed on Friday of last week.", "Friday of last week", "2018-08-03", None, "day"),
    ("Monday's talks ended without a deal.", "Monday", "2018-08-06", None, "day"),
    ("Crowds gathered after Friday prayers.", "Friday", "2018-08-03", None, "day"),
    # today and its neighbours
    ("The minister said today that talks are over.", "today", "2018-08-07", None, "day"),
    ("Troops left the base yesterday.", "yesterday", "2018-08-06", None, "day"),
    ("Troops left the base late yesterday.", "late yesterday", "2018-08-06", None, "day"),
    ("Troops leave the base tomorrow.", "tomorrow", "2018-08-08", None, "day"),
    ("The cabinet meets tonight.", "tonight", "2018-08-07", None, "day"),
    ("The cabinet met this morning.", "this morning", "2018-08-07", None, "day"),
    ("Rockets fell last night.", "last night", "2018-08-06", None, "day"),
    ("Rockets fell overnight.", "overnight", "2018-08-06", "2018-08-07", "range"),
    ("Rockets fell the day before yesterday.", "the day before yesterday", "2018-08-05", None, "day"),
    ("The vote is the day after tomorrow.", "the day after tomorrow", "2018-08-09", None, "day"),
    ("The minister spoke earlier today.", "earlier today", "2018-08-07", None, "day"),
    ("Rockets fell earlier in the day.", "earlier in the day", "2018-08-07", None, "day"),
    # weeks
    ("They met last week.", "last week", "2018-07-30", "2018-08-05", "week"),
    ("They met this week.", "this week", "2018-08-06", "2018-08-07", "week"),
    ("They met earlier this week.", "earlier this week", "2018-08-06", "2018-08-07", "week"),
    ("They meet next week.", "next week", "2018-08-13", "2018-08-19", "week"),
    ("They met over the past week.", "the past week", "2018-07-31", "2018-08-07", "range"),
    ("They met last weekend.", "last weekend", "2018-08-04", "2018-08-05", "range"),
    ("They met over the weekend.", "the weekend", "2018-08-04", "2018-08-05", "range"),
    # months
    ("They met last month.", "last month", "2018-07-01", "2018-07-31", "month"),
    ("They met this month.", "this month", "2018-08-01", "2018-08-07", "month"),
    ("They met earlier this month.", "earlier this month", "2018-08-01", "2018-08-07", "month"),
    ("They meet next month.", "next month", "2018-09-01", "2018-09-30", "month"),
    ("They met late last month.", "late last month", "2018-07-21", "2018-07-31", "range"),
    ("They met in March.", "March", "2018-03-01", "2018-03-31", "month"),
    ("They met in August.", "August", "2018-08-01", "2018-08-07", "month"),
    ("They met in November.", "November", "2017-11-01", "2017-11-30", "month"),
    ("They met last March.", "last March", "2018-03-01", "2018-03-31", "month"),
    ("They met in March last year.", "March last year", "2017-03-01", "2017-03-31", "month"),
    ("They met in May of this year.", "May of this year", "2018-05-01", "2018-05-31", "month"),
    ("They met in mid-June.", "mid-June", "2018-06-11", "2018-06-20", "range"),
    ("They met in early July.", "early July", "2018-07-01", "2018-07-10", "range"),
    ("They met at the end of May.", "the end of May", "2018-05-21", "2018-05-31", "range"),
    ("They met in March 2015.", "March 2015", "2015-03-01", "2015-03-31", "month"),
    ("They met in March of 2015.", "March of 2015", "2015-03-01", "2015-03-31", "month"),
    ("They met in late February 2016.", "late February 2016", "2016-02-21", "2016-02-29", "range"),
    ("The March election was close.", "March", "2018-03-01", "2018-03-31", "month"),
    ("It ended in the first week of June.", "the first week of June", "2018-06-01", "2018-06-07", "week"),
    ("It ended on the last day of June 2016.", "the last day of June 2016", "2016-06-30", None, "day"),
    # days of the calendar
    ("They met on August 7, 2018.", "August 7, 2018", "2018-08-07", None, "day"),
    ("They met on 7 August 2018.", "7 August 2018", "2018-08-07", None, "day"),
    ("They met on Aug. 7.", "Aug. 7", "2018-08-07", None, "day"),
    ("They met on the 3rd of March 2017.", "the 3rd of March 2017", "2017-03-03", None, "day"),
    ("They met on June 12.", "June 12", "2018-06-12", None, "day"),
    ("They met on 12 June.", "12 June", "2018-06-12", None, "day"),
    ("They met on June 12th.", "June 12th", "2018-06-12", None, "day"),
    ("They met on Dec. 24.", "Dec. 24", "2017-12-24", None, "day"),
    ("They met on June 12 last year.", "June 12 last year", "2017-06-12", None, "day"),
    ("They met on Friday, June 8.", "Friday, June 8", "2018-06-08", None, "day"),
    ("They met on Saturday, June 12, 2010.", "Saturday, June 12, 2010", "2010-06-12", None, "day"),
    ("They met on Friday, 8 June 2018.", "Friday, 8 June 2018", "2018-06-08", None, "day"),
    ("The summit ran on March 3-5, 2018.", "March 3-5, 2018", "2018-03-03", "2018-03-05", "range"),
    ("The summit ran on 3-5 March.", "3-5 March", "2018-03-03", "2018-03-05", "range"),
    ("FEBRUARY 29, 2016 was calm.", "FEBRUARY 29, 2016", "2016-02-29", None, "day"),
    ("The note of 2018-08-07 is short.", "2018-08-07", "2018-08-07", None, "day"),
    ("The note of 13/03/2018 is short.", "13/03/2018", "2018-03-13", None, "day"),
    ("The note of 03/13/2018 is short.", "03/13/2018", "2018-03-13", None, "day"),
    ("The note of 04.04.2018 is short.", "04.04.2018", "2018-04-04", None, "day"),
    ("The plot of 9/11 changed the town.", "9/11", "2001-09-11", None, "day"),
    ("The Sept. 11 attacks changed the town.", "Sept. 11", "2001-09-11", None, "day"),
    # years, and parts of them
    ("They met last year.", "last year", "2017-01-01", "2017-12-31", "year"),
    ("They met this year.", "this year", "2018-01-01", "2018-08-07", "year"),
    ("They met earlier this year.", "earlier this year", "2018-01-01", "2018-08-07", "year"),
    ("They meet later this year.", "later this year", "2018-08-07", "2018-12-31", "year"),
    ("They meet next year.", "next year", "2019-01-01", "2019-12-31", "year"),
    ("They met in 2015.", "2015", "2015-01-01", "2015-12-31", "year"),
    ("The 2015 accord was torn up.", "2015", "2015-01-01", "2015-12-31", "year"),
    ("They meet in early 2019.", "early 2019", "2019-01-01", "2019-04-30", "range"),
    ("They met in late 2016.", "late 2016", "2016-09-01", "2016-12-31", "range"),
    ("They met in mid-2016.", "mid-2016", "2016-05-01", "2016-08-31", "range"),
    ("They met at the end of 2016.", "the end of 2016", "2016-12-01", "2016-12-31", "range"),
    ("They met at the end of last year.", "the end of last year", "2017-12-01", "2017-12-31", "range"),
    ("It rose in the first half of 2020.", "the first half of 2020", "2020-01-01", "2020-06-30", "half"),
    ("It rose in the second half of last year.", "the second half of last year", "2017-07-01", "2017-12-31", "half"),
    ("It rose in the second quarter.", "the second quarter", "2018-04-01", "2018-06-30", "quarter"),
    ("It rose in the third quarter of 2017.", "the third quarter of 2017", "2017-07-01", "2017-09-30", "quarter"),
    ("It rose in Q4 2016.", "Q4 2016", "2016-10-01", "2016-12-31", "quarter"),
    ("It rose last quarter.", "last quarter", "2018-04-01", "2018-06-30", "quarter"),
    ("It rose in the first three months of 2018.", "the first three months of 2018",
     "2018-01-01", "2018-03-31", "range"),
    ("They met last spring.", "last spring", "2018-03-01", "2018-05-31", "season"),
    ("They met last winter.", "last winter", "2017-12-01", "2018-02-28", "season"),
    ("They met this summer.", "this summer", "2018-06-01", "2018-08-07", "season"),
    ("They met in the summer of 2016.", "the summer of 2016", "2016-06-01", "2016-08-31", "season"),
    ("They met in autumn 2014.", "autumn 2014", "2014-09-01", "2014-11-30", "season"),
    ("They met in the spring.", "the spring", "2018-03-01", "2018-05-31", "season"),
    ("They fought in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", "decade"),
    ("They fought in the early 1990s.", "the early 1990s", "1990-01-01", "1993-12-31", "range"),
    ("They fought in the late '80s.", "the late '80s", "1987-01-01", "1989-12-31", "range"),
    # distances
    ("They met three days ago.", "three days ago", "2018-08-04", None, "day"),
    ("They met 10 days ago.", "10 days ago", "2018-07-28", None, "day"),
    ("They met two weeks ago.", "two weeks ago", "2018-07-23", "2018-07-29", "week"),
    ("They met six months ago.", "six months ago", "2018-02-01", "2018-02-28", "month"),
    ("They met a year ago.", "a year ago", "2017-01-01", "2017-12-31", "year"),
    ("They met two hours ago.", "two hours ago", "2018-08-07", None, "day"),
    ("Ten died in the past three days.", "the past three days", "2018-08-04", "2018-08-07", "range"),
    ("Ten died in the last two months.", "the last two months", "2018-06-07", "2018-08-07", "range"),
    ("Ten died in the past 24 hours.", "the past 24 hours", "2018-08-06", "2018-08-07", "range"),
    ("They vote over the next two weeks.", "the next two weeks", "2018-08-07", "2018-08-21", "range"),
    ("The trial resumed the same day.", "the same day", "2018-08-07", None, "day"),
    # ranges
    ("They fought from 2011 to 2014.", "2011 to 2014", "2011-01-01", "2014-12-31", "range"),
    ("They fought between 2011 and 2014.", "2011 and 2014", "2011-01-01", "2014-12-31", "range"),
    ("The 2011-2014 war was long.", "2011-2014", "2011-01-01", "2014-12-31", "range"),
    ("The war (1914-18) was long.", "1914-18", "1914-01-01", "1918-12-31", "range"),
    ("They met between May and July.", "May and July", "2018-05-01", "2018-07-31", "range"),
    ("They met from May to July 2015.", "May to July 2015", "2015-05-01", "2015-07-31", "range"),
    ("They met from December to February.", "December to February", "2017-12-01", "2018-02-28", "range"),
    ("They met from November 2015 to March 2016.", "November 2015 to March 2016", "2015-11-01", "2016-03-31", "range"),
    ("They met from Friday to Sunday.", "Friday to Sunday", "2018-08-03", "2018-08-05", "range"),
    ("They met from Sunday until Monday.", "Sunday until Monday", "2018-08-05", "2018-08-06", "range"),
    ("They met from June 28 to July 2.", "June 28 to July 2", "2018-06-28", "2018-07-02", "range"),
    ("They met between 3 and 5 March.", "3 and 5 March", "2018-03-03", "2018-03-05", "range"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "first", "last", "precision"), PAST, ids=[c[0] for c in PAST])
def test_days_of_a_time(text, words, first, last, precision):
    found = one(text)
    assert (found.text, found.interval) == (words, interval(first, last, precision))


FUTURE = [
    ("They will meet on Friday.", "2018-08-10", "2018-08-10", "day"),
    ("They will meet on Tuesday.", "2018-08-07", "2018-08-07", "day"),
    ("They will meet next Friday.", "2018-08-10", "2018-08-10", "day"),
    ("They will meet next Tuesday.", "2018-08-14", "2018-08-14", "day"),
    ("They will meet on June 12.", "2019-06-12", "2019-06-12", "day"),
    ("They will meet on Aug. 9.", "2018-08-09", "2018-08-09", "day"),
    ("They will meet in March.", "2019-03-01", "2019-03-31", "month"),
    ("They will meet in October.", "2018-10-01", "2018-10-31", "month"),
    ("They will meet this month.", "2018-08-07", "2018-08-31", "month"),
    ("They will meet this year.", "2018-08-07", "2018-12-31", "year"),
    ("They will meet in two weeks.", "2018-08-20", "2018-08-26", "week"),
    ("They will meet in 10 days.", "2018-08-17", "2018-08-17", "day"),
    ("They will meet in the autumn.", "2018-09-01", "2018-11-30", "season"),
    ("They will meet on Tuesday next week.", "2018-08-14", "2018-08-14", "day"),
    ("They will meet from Thursday to Saturday.", "2018-08-09", "2018-08-11", "range"),
    ("They will meet this weekend.", "2018-08-11", "2018-08-12", "range"),
]


@pytest.mark.parametrize(("text", "first", "last", "precision"), FUTURE, ids=[c[0] for c in FUTURE])
def test_days_of_a_time_to_come(text, first, last, precision):
    assert one(text).future == interval(first, last, precision)


UNKNOWN = [
    "They met in recent weeks.",
    "They will meet in the coming days.",
    "They met several years ago.",
    "They met a few days ago.",
    "They met years ago.",
    "They met two weeks later.",
    "Nothing in year 0 is known.",
    "Two weeks after the attack, aid came.",
    "They left the following day.",
    "They met on Feb. 30, 2018.",
    "They met on 30 February 2018.",
    "They met in 2199.",
    "The note of 12/03/2018 is short.",
    "The note of 2018-13-40 is short.",
    "They meet on Fridays.",
    "They meet every Friday.",
    "They met over the past few months.",
]


@pytest.mark.parametrize("text", UNKNOWN)
def test_time_without_days_has_no_interval(text):
    assert one(text).interval is None


NO_TIMES = [
    "The talks may fail.",
    "May the talks succeed.",
    "The March on Washington drew crowds.",
    "They march through the old town.",
    "Jan Egeland said the road is closed.",
    "The 3rd Division left the base.",
    "Troops set a 24-hour deadline.",
    "A two-day summit ended.",
    "About 2,015 people fled.",
    "Some 2000 soldiers left the base.",
    "The firm lost $2015 a head.",
    "Ahmad Reza, 19, was held.",
    "Resolution 1929 binds all members.",
    "The Vision 2030 plan was cut.",
    "It fell in the first half of the match.",
    "The fall of the town was quick.",
    "They spoke at 1900 GMT.",
    "The second time was worse.",
    "The sun set on the town.",
    "He led the Black September group.",
    "The Sunday Times said talks failed.",
    "The June 4 Movement was banned.",
    "The Good Friday Agreement held.",
    "A day of talks ended.",
    "COVID-19 spread in the camp.",
    "Hours after the attack, aid came.",
    "He is a man in his sixties.",
    "It ended a week of talks.",
    "The late president led the Asad clan.",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_TIMES)
def test_words_that_are_no_time(text):
    assert read(text) == ()


def test_tagged_names_hide_their_dates():
    assert read("The Tuesday Group met.", names=(Name("ORG", 1, 3),)) == ()
    assert read("Theresa May said so.", names=(Name("PER", 0, 2),)) == ()


def test_may_after_by_is_no_month_where_a_person_is_called_so():
    assert read("Mrs May fell and a plan by May failed.") == ()
    assert one("The pact must be signed by May.").text == "May"


def test_number_after_a_month_counts_what_follows():
    found = one("In August 20 people died.")
    assert (found.text, found.interval) == ("August", interval("2018-08-01", "2018-08-07", "month"))


def test_weekday_decides_the_year_of_a_day_without_one():
    # 12 June was a Sunday in 2016, not in 2017 or 2018
    assert one("They met on Sunday, June 12.").interval == interval("2016-06-12")


RELATIONS = [
    ("They have met since 2015.", "since"),
    ("They fought until March.", "until"),
    ("They left before Friday.", "before"),
    ("They left after Friday.", "after"),
    ("They left by late Friday.", "by"),
    ("They left on Friday.", "on"),
    ("They left Friday.", "on"),
    ("They met prior to 2015.", "before"),
    ("They fought from 2011 to 2014.", "from-to"),
]


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_relation_of_the_act_to_the_time(text, relation):
    assert one(text).relation == relation


RELATIVE = ["They met on Tuesday.", "They met last year.", "They met on June 12.", "They met in May."]


@pytest.mark.parametrize("text", RELATIVE)
def test_relative_times_need_a_published_day(text):
    assert one(text, published=None).interval is None


ABSOLUTE = ["They met on June 12, 2018.", "They met in 2015.", "They met in May 2015.", "The 1990s ended."]


@pytest.mark.parametrize("text", ABSOLUTE)
def test_absolute_times_need_no_published_day(text):
    assert one(text, published=None).interval is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met two weeks later.", interval("2015-03-16")),
        ("They met three days earlier.", interval("2015-02-27")),
        ("They left the following day.", interval("2015-03-03")),
        ("They left the next day.", interval("2015-03-03")),
        ("They left that day.", interval("2015-03-02")),
        ("They left the same day.", interval("2015-03-02")),
        ("They left later that year.", interval("2015-01-01", "2015-12-31", "year")),
        ("They left the previous month.", interval("2015-02-01", "2015-02-28", "month")),
    ],
)
def test_time_that_counts_from_the_last_time_named(text, expected):
    assert one(text, previous=interval("2015-03-02")).interval == expected


def test_later_counts_from_the_time_before_it_in_the_sentence():
    times = read("They met on March 2, 2015 and left three days later.")
    assert [t.interval for t in times] == [interval("2015-03-02"), interval("2015-03-05")]


def test_year_said_last_holds_for_the_month_before():
    times = read("They met in June and July of 1973.")
    assert [t.interval for t in times] == [interval("1973-06-01", "1973-07-31", "range")]
    apart = read("They met in June and again in July of 1973.")
    assert [t.interval.first_day.year for t in apart] == [2018, 1973]


def test_time_is_carried_from_sentence_to_sentence_within_a_part():
    text = "They met on March 2, 2015. They left the following day."
    sentences = [make_sentence(text[:26]), make_sentence(text)]
    carried = find_times(sentences, make_document(text))
    assert carried[1][-1].interval == interval("2015-03-03")
