"""Every input has an outcome with a reason, and the run goes on."""

import gzip
import io
import json
import os
import pickle
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading import outcome_json, read, read_bytes

REPORT = "Talks fail\n\nNorland left the talks with Sudland on Monday, officials in both countries said.\n"
GERMAN = (
    "Die Regierung in Osthafen hat am Dienstag neue Sanktionen gegen das Nachbarland beschlossen. Der Minister sagte, "
    "die Maßnahmen seien notwendig, um den Druck auf die Führung zu erhöhen, die seit Monaten alle Gespräche meidet. "
    "Die Opposition nannte den Schritt zu spät und zu schwach und will im Parlament darüber abstimmen lassen."
)
RUSSIAN = "Правительство объявило во вторник о новых санкциях против соседней страны, сообщил министр иностранных дел."


@pytest.fixture
def write(tmp_path):
    def _write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return _write


def one(path, **options):
    outcomes = list(read([path], **options))
    assert len(outcomes) == 1
    return outcomes[0]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", REPORT, "read"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\r\n", "empty"),
        ("a.txt", "\u00a0\ufeff\n".encode(), "empty"),
        ("a.html", "<html><body><script>let x = 1</script></body></html>", "empty"),
        ("a.txt", b"OK", "too_short"),
        ("a.txt", b"404", "too_short"),
        ("a.txt", b"abc\x00def" * 20, "binary"),
        ("a.txt", bytes(range(256)) * 10, "binary"),
        ("a.txt", b"words and \x01\x02\x03\x04\x05\x06 more", "binary"),
        ("a.html", gzip.compress(b"<p>" + b"x" * 100_000), "binary"),
        ("a.pdf", b"%PDF-1.7\nsome words of a file", "binary"),
        ("a.docx", b"PK\x03\x04 words", "binary"),
        ("a.txt", REPORT.encode("utf-16-le"), "bad_encoding"),
        ("a.txt", RUSSIAN.encode("koi8-r"), "bad_encoding"),
        ("a.txt", b"Norland \x81\x8d\x8f\x90\x9d left \x81\x81 the talks", "bad_encoding"),
        ("a.txt", GERMAN, "other_language"),
        ("a.txt", RUSSIAN, "other_language"),
        ("a.xml", '<?xml version="1.0"?><rss><channel><title>x y z</title></channel></rss>', "empty"),
        ("a.xml", '<?xml version="1.0"?><records><record>x y z</record></records>', "unsupported"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"{not json}\n", "malformed"),
        ("a.jsonl", b'{"id": "1"}\n', "malformed"),
        ("a.jsonl", b'{"id": "1", "text": 4}\n', "malformed"),
        ("a.jsonl", b'{"id": true, "text": "Norland left the talks."}\n', "malformed"),
        ("a.jsonl", b'{"id": "1", "text": "Norland \\ud800 left the talks."}\n', "malformed"),
        ("a.jsonl", b"[1, 2]\n", "malformed"),
        ("a.jsonl", b"[" * 100_000 + b"\n", "malformed"),
        ("a.jsonl", b'{"id": "1", "text": ""}\n', "empty"),
        ("a.jsonl", b'{"id": "1", "text": "a \\u0000 b c d e f g"}\n', "binary"),
        ("a.json", json.dumps({"id": "1", "text": REPORT}), "read"),
    ],
)
def test_outcome_of_a_file(write, name, content, expected):
    outcome = one(write(name, content))
    assert outcome.outcome == expected
    assert outcome.reason
    assert (outcome.document is not None) == (expected == "read")
    assert bool(outcome.todo) == (expected != "read")
    assert pickle.loads(pickle.dumps(outcome)) == outcome


def test_mistyped_path_is_told_in_three_parts(write):
    path = write("article.txt", REPORT)
    outcome = one(path.replace("article", "artcle"))
    assert outcome.outcome == "missing"
    what, where, todo = str(outcome.error()).split("\n")
    assert "There is no file or folder of this name." in what
    assert where.strip() == path.replace("article", "artcle")
    assert '"article.txt"' in todo


def test_missing_folder_and_pattern_and_name(tmp_path):
    names = [str(tmp_path / "no" / "a.txt"), str(tmp_path / "*.txt"), "ftp://example.org/a", "a\x00b"]
    assert [o.outcome for o in read(names)] == ["missing"] * 4


def test_the_run_goes_on_after_every_failure(write):
    bad, good = write("a.txt", b"\x00\x00"), write("b.txt", REPORT)
    assert [o.outcome for o in read([bad, "no-such-file", good])] == ["binary", "missing", "read"]


def test_folder_is_read_with_all_below_it_in_order_and_without_hidden_files(write, tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden.txt", ".git/config.txt"):
        write(f"in/{name}", REPORT)
    names = [os.path.relpath(o.input, tmp_path / "in") for o in read([str(tmp_path / "in")])]
    assert names == ["b.txt", "a/z.txt", "a/b/c.txt"]


def test_empty_folder_has_an_outcome(tmp_path):
    assert one(str(tmp_path)).outcome == "empty"


def test_a_file_named_twice_is_read_once(write, tmp_path):
    path = write("b.txt", REPORT)
    assert len(list(read([path, str(tmp_path), str(tmp_path / "*.txt")]))) == 1


def test_unreadable_file_has_an_outcome(write, tmp_path):
    os.symlink(tmp_path / "nowhere", tmp_path / "loose.txt")
    assert [o.outcome for o in read([str(tmp_path)])] == ["unreadable"]


def test_malformed_line_is_named_while_the_others_are_read(write):
    lines = [json.dumps({"id": str(n), "text": f"Norland left the talks {n} times."}) for n in range(1, 1001)]
    lines[811] = lines[811][:-5]
    outcomes = list(read([write("many.jsonl", "\n".join(lines))]))
    assert len(outcomes) == 1000
    (bad,) = [o for o in outcomes if not o.is_read]
    assert (bad.outcome, bad.detail.line) == ("malformed", 812)
    assert "Line 812" in bad.reason
    assert "line 812" in str(bad.error())


def test_json_line_gives_title_blank_line_text(write):
    value = {
        "id": "n1",
        "title": "Talks fail",
        "text": "Norland left\r\nthe talks.",
        "published": "2018-08-07T23:00:00Z",
    }
    value |= {"url": "https://www.reuters.com/a", "outlet": None}
    document = one(write("a.ndjson", json.dumps(value))).document
    assert document.text == "Talks fail\n\nNorland left\r\nthe talks."
    assert (document.id, document.title, document.url) == ("n1", "Talks fail", "https://www.reuters.com/a")
    assert (str(document.published), document.published_how) == ("2018-08-07", "field")
    assert (document.outlet, document.outlet_how) == ("Reuters", "url")
    assert [p.kind for p in document.parts] == ["headline", "body"]


def test_json_line_without_title_is_its_text_alone(write):
    document = one(write("a.jsonl", '{"id": 7, "text": "Norland left the talks."}')).document
    assert (document.id, document.text) == ("7", "Norland left the talks.")


def test_absurd_date_of_a_field_is_refused_and_told(write):
    outcome = one(write("a.jsonl", '{"id": "7", "text": "Norland left the talks.", "published": "0018-02-30"}'))
    assert outcome.document.published is None
    assert "0018-02-30" in outcome.reason


def test_line_without_id_gets_its_place_as_id(write):
    path = write("a.jsonl", '\n{"text": "Norland left the talks."}')
    assert one(path).document.id == f"{path}:2"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1252", "windows-1252"),
    ],
)
def test_encodings_give_the_same_text(write, encoding, said):
    text = "Norland’s envoy left “at once”, the café-goers of Osthaven said on Monday."
    outcome = one(write("a.txt", text.encode(encoding)))
    assert outcome.document.text == text
    assert (outcome.detail.encoding, outcome.detail.replaced) == (said, 0.0)


def test_declared_encoding_of_a_page_is_followed(write):
    body = "<html><head><meta charset='windows-1250'></head><body><p>Premiér Dvořák met envoys in Přerov on Monday.</p>"
    document = one(write("a.html", body.encode("cp1250"))).document
    assert "Premiér Dvořák met envoys in Přerov on Monday." in document.text


def test_a_few_broken_bytes_do_not_lose_the_file(write):
    text = "Norland’s envoy left “at once”, the café-goers said on Monday. " * 8
    raw = text.encode().replace(b"Monday", b"Mon\xffday", 1)
    outcome = one(write("a.txt", raw))
    assert outcome.document.text.count("Norland’s") == 8
    assert 0 < outcome.detail.replaced < 0.01
    assert "could not be decoded" in outcome.reason


def test_standard_input_is_text_page_or_json_lines():
    def kinds(raw):
        return [(o.outcome, o.document and o.document.id) for o in read(["-"], stdin=io.BytesIO(raw))]

    assert kinds(REPORT.encode()) == [("read", "-")]
    assert kinds(b"\n<html><body><p>Norland left the talks with Sudland on Monday.</p>") == [("read", "-")]
    two = b'{"id": "a", "text": "Norland left the talks."}\n{"id": "b", "text": "Sudland stayed at home."}\n'
    assert kinds(two) == [("read", "a"), ("read", "b")]
    assert kinds(b"") == [("empty", None)]
    assert [o.outcome for o in read(["-"])] == ["missing"]


def test_large_file_is_refused_without_being_read_whole(write):
    path = write("a.html", b"<p>")
    with open(path, "r+b") as file:
        file.truncate(50_000_000)
    started = time.process_time()
    outcome = one(path)
    assert outcome.outcome == "too_large"
    assert "50 MB" in outcome.reason
    assert time.process_time() - started < 2


def test_large_line_is_refused_and_the_next_is_read(write):
    big = json.dumps({"id": "a", "text": "word " * 5_000_000})
    small = json.dumps({"id": "b", "text": "Norland left the talks."})
    assert [o.outcome for o in read([write("a.jsonl", big + "\n" + small)])] == ["too_large", "read"]


def test_outcome_as_json_has_words_that_equal_the_text(write):
    value = outcome_json(one(write("a.txt", REPORT)))
    assert value["outcome"] == "read"
    assert json.loads(json.dumps(value)) == value
    for part in value["document"]["parts"]:
        assert part["text"] == value["document"]["text"][part["start"] : part["end"]]
    failed = outcome_json(one(write("b.txt", b"")))
    assert (failed["document"], failed["outcome"], failed["detail"]) == (None, "empty", {"size": 0})


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda t: ("<p>" + t).encode("utf-8", "replace"))))
def test_any_bytes_have_an_outcome(raw):
    outcome = read_bytes(raw, name="x")
    json.dumps(outcome_json(outcome), ensure_ascii=False).encode()
    if outcome.document:
        at = 0
        for part in outcome.document.parts:
            assert outcome.document.text[at : part.start].strip() == ""
            at = part.end
        assert outcome.document.text[at:].strip() == ""
