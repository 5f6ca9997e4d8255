"""Day and outlet: known by what, or not at all."""

import datetime

import pytest

from detente.reading import read, read_bytes, read_text

BODY = "Norland and Sudland met again, officials of both countries said."


def known(text, **given):
    doc = read_text(text, id="t", **given)
    return (str(doc.published) if doc.published else None), doc.published_how


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BODY, (None, None)),
        (f"Talks\n\nPublished: 7 August 2018\n\n{BODY}", ("2018-08-07", "line")),
        (f"Talks\n\nPublished 1034 GMT (1834 HKT) August 7, 2018\n\n{BODY}", ("2018-08-07", "line")),
        (f"Talks\n\nLast updated: 2018-08-09\n\nPublished: 2018-08-07\n\n{BODY}", ("2018-08-07", "line")),
        (f"Talks\n\nLast updated: 9 Aug 2018\n\n{BODY}", ("2018-08-09", "line")),
        (f"Talks\n\nTuesday, August 7, 2018\n\n{BODY}", ("2018-08-07", "line")),
        (f"Talks\n\nMonday, August 7, 2018\n\n{BODY}", (None, None)),  # it was a Tuesday
        (f"Talks\n\nGENEVA, 12 March 2021 — {BODY}", ("2021-03-12", "dateline")),
        (f"Talks\n\nGENEVA (7 August 2018) – {BODY}", ("2018-08-07", "dateline")),
        (f"Talks\n\nGENEVA, Aug 7 (Reuters) - {BODY}", (None, None)),
        (f"https://example.org/2018/08/07/talks\n\nTalks\n\n{BODY}", ("2018-08-07", "url")),
        (f"Talks\n\nPublished: 30 February 2018\n\n{BODY}", (None, None)),
        (f"Talks\n\nPublished: 1 May 1899\n\n{BODY}", (None, None)),
        (f"Talks\n\nPublished: 8/7/2018\n\n{BODY}", (None, None)),  # July or August
        (f"Talks\n\nPublished: 23/7/2018\n\n{BODY}", ("2018-07-23", "line")),
    ],
)
def test_day_by_lines_dateline_and_address(text, expected):
    assert known(text) == expected


CAPTION = "Talks\n\nAna Kovar (R) meets Ivo Tal in Vastia on August 7, 2018. / AFP PHOTO / JANE DOE\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CAPTION + "They met on Tuesday, officials said.", ("2018-08-07", "caption")),
        (CAPTION + "They met, officials said.", ("2018-08-07", "caption")),
        (CAPTION + "They met again on Thursday, officials said.", ("2018-08-09", "weekday")),
        (CAPTION + "They met again on 3 October 2020, officials said.", (None, None)),
        (CAPTION.replace("Ana", "FILE PHOTO: Ana") + "They met on Tuesday, officials said.", (None, None)),
        (CAPTION + "VASTIA, Aug 8 (Reuters) - They met on Tuesday, officials said.", ("2018-08-08", "dateline")),
        (CAPTION.replace("August 7", "December 30") + "VASTIA, Jan 2 (AP) - They met.", ("2019-01-02", "dateline")),
    ],
)
def test_day_by_caption_confirmed_by_the_weekday(text, expected):
    assert known(text) == expected


def test_given_day_and_address_come_first():
    text = f"Talks\n\nPublished: 7 August 2018\n\n{BODY}"
    assert known(text, published=datetime.date(2018, 8, 1)) == ("2018-08-01", "given")
    assert known(BODY, url="https://example.org/news/2018/aug/07/talks") == ("2018-08-07", "url")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2018-08-07-talks.txt", "2018-08-07"),
        ("talks_20180807.txt", "2018-08-07"),
        ("talks-2018.txt", "None"),
        ("120180807999.txt", "None"),
        ("talks-2018-13-07.txt", "None"),
    ],
)
def test_day_by_file_name(name, day):
    doc = read_bytes(BODY.encode(), name=name).document
    assert str(doc.published) == day
    assert doc.published_how == (None if day == "None" else "filename")


def test_folder_names_give_no_day(tmp_path):
    folder = tmp_path / "2018-08-07"
    folder.mkdir()
    (folder / "a.txt").write_text(BODY)
    assert [o.document.published for o in read([str(folder)])] == [None]


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        (BODY, None, (None, None)),
        (f"VASTIA, Aug 7 (Reuters) - {BODY}", None, ("Reuters", "dateline")),
        (f"Vastia, IRNA – {BODY}", None, ("Islamic Republic News Agency", "dateline")),
        (f"Talks\n\n{BODY}\n\n© 2018 AFP", None, ("Agence France-Presse", "notice")),
        (BODY, "https://www.bbc.co.uk/news/1", ("BBC News", "url")),
        (BODY, "https://news.example.org/1", ("news.example.org", "url")),
        (BODY, "not an address", (None, None)),
    ],
)
def test_outlet(text, url, expected):
    doc = read_text(text, id="t", url=url)
    assert (doc.outlet, doc.outlet_how) == expected


def test_given_outlet_comes_first():
    doc = read_text(f"VASTIA (Reuters) - {BODY}", id="t", outlet="Example Times")
    assert (doc.outlet, doc.outlet_how) == ("Example Times", "given")
