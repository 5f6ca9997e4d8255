"""Tables of reports, encodings and odd bytes."""

import json

import pytest
from reading_make import report, rss

from detente.reading import iter_bytes, outcome_json, read_bytes


def outcomes(raw, name="a.csv"):
    return list(iter_bytes(raw if isinstance(raw, bytes) else raw.encode(), name=name))


def test_a_table_with_a_column_text_has_a_document_a_row():
    table = (
        "id,title,text,published,url\n"
        '1,Talks fail,"Austria left the talks,\nofficials said.",2019-03-04,https://example.org/a\n'
        ",,,,\n2,,Hungary stayed at the talks in Vienna.,,\n3,,,2019-03-04,\n"
    )
    found = outcomes(table)
    assert [(o.outcome, o.detail.line) for o in found] == [("read", 3), ("read", 5), ("malformed", 6)]
    assert found[0].document.text == "Talks fail\n\nAustria left the talks,\nofficials said."
    assert (found[0].document.id, str(found[0].document.published)) == ("1", "2019-03-04")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separators_and_encodings_of_tables(separator, encoding):
    raw = f"id{separator}text\n7{separator}Austria’s envoy left the café on Monday.\n".encode(encoding)
    (found,) = outcomes(raw, "a.tsv")
    assert (found.document.id, found.document.text) == ("7", "Austria’s envoy left the café on Monday.")


def test_a_cell_too_large_or_with_a_nul_has_an_outcome_and_the_next_is_read():
    table = f"id,text\n1,{'word ' * 1_000_000}\n2,Austria left \x00 the talks on Monday.\n3,Austria left the talks.\n"
    found = outcomes(table)
    assert [o.is_read for o in found][-1]
    assert sum(not o.is_read for o in found) >= 2


def test_other_tables_are_still_texts():
    assert [o.input for o in outcomes("day,count\n2019-03-04,7\nAustria and Hungary counted the days.\n")] == ["a.csv"]


BYTES = [
    b"\xff\xfe\x00\x00",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\x00" * 100,
    b"\xc0\xaf\xc0\xae" * 50,
    b"\xed\xa0\x80" * 50,
    b"\xff" * 1000,
    bytes(range(256)) * 8,
    "Austria left.".encode("utf-16-le"),
    "Austria left.".encode("utf-16-be"),
    "Austria left.".encode("utf-32-le"),
    "Австрия вышла из переговоров".encode("koi8-r"),
    "奥地利退出谈判".encode("gb18030"),
    "オーストリア".encode("shift_jis"),
    "النمسا".encode("cp1256"),
    b"+/v8-Austria",
    b"\x1b$B\x25\x3a\x1b(B",
    b"<?xml version='1.0' encoding='rot13'?><rss/>",
    b"<?xml version='1.0' encoding='utf-16'?><rss></rss>",
    b"<?xml version='1.0' encoding='utf-7'?><feed/>",
    b"<meta charset=zlib_codec><p>words",
    b"<meta charset=utf-16><p>words of a page that is none",
    b"\r" * 5000,
    b"\x0c\x0b\x1c\x1d\x1e" * 50,
    b"\x7f" * 100,
    "\u202e".encode() * 500,
    "a\u0300".encode() + "\u0300".encode() * 5000,
    "\ufeff".encode() * 100,
    b'{"text": "\\ud800"}',
]


@pytest.mark.parametrize("raw", BYTES, ids=[str(n) for n in range(len(BYTES))])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.xml", "a.jsonl", "a"])
def test_thirty_odd_byte_strings_have_outcomes(raw, name):
    found = outcomes(raw, name)
    assert found
    for one in found:
        json.dumps(outcome_json(one), ensure_ascii=False).encode()


def test_what_a_server_says_of_the_charset_counts_where_the_page_is_silent():
    page = "<p>Президент Austria met the envoys of Hungary on Monday, and the ministers too.</p>".encode("windows-1251")
    assert "Президент" in read_bytes(page, name="a.html", is_page=True, charset="windows-1251").document.text
    assert read_bytes(report(1).encode(), name="a", charset="nonsense").is_read
    assert [o.outcome for o in iter_bytes(rss([]).encode(), name="x", charset="rot13")] == ["empty"]


def test_a_text_of_millions_of_characters_is_refused_before_it_is_taken_apart():
    assert outcomes("word " * 1_000_000, "a.txt")[0].outcome == "too_large"
    told = "Austria left the talks, officials in both countries said, and would not come back to them this year. "
    page = "<p>" + "</p><p>".join(told * 20 + str(n) for n in range(2_100))
    assert outcomes(page, "a.html")[0].outcome == "too_large"
