"""Which URLs are asked for, and how they are told."""

import httpx2
import pytest

from detente.fetching.outcome import FetchError
from detente.fetching.urls import parse_url
from detente.reading.links import bare_url, join_url

REFUSED = {
    "file": "file:///etc/passwd",
    "ftp": "ftp://news.example/x",
    "gopher": "gopher://news.example:70/_x",
    "data": "data:text/html,hello",
    "javascript": "javascript:alert(1)",
    "no scheme": "news.example/x",
    "scheme alone": "http:",
    "no host": "http:///etc/passwd",
    "one slash": "http:/news.example",
    "unix": "http+unix://%2Fvar%2Frun%2Fx/",
    "space": "http://news.example/a b",
    "line end": "http://news.example/\r\nHost: inner.example",
    "inner line end": "http://news.example/x\ny",
    "tab": "http://ne\tws.example/",
    "NUL": "http://news.example/\0",
    "backslash": "http:\\\\news.example\\x",
    "port of letters": "http://news.example:http/",
    "port too large": "http://news.example:99999/",
    "port 0": "http://news.example:0/",
    "broken bracket": "http://[::1/",
    "zone": "http://[fe80::1%25eth0]/",
    "long": "http://news.example/" + "a" * 9000,
    "half a character": "http://news.example/\ud800",
    "bad name": "http://xn--\x80.example/",
}


@pytest.mark.parametrize("url", REFUSED.values(), ids=REFUSED)
def test_refused_before_any_look_up(url):
    with pytest.raises(FetchError) as raised:
        parse_url(url)
    assert raised.value.outcome == "refused"


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://news.example", "http://news.example"),
        ("HTTPS://News.Example:443/A?b=c#part", "https://news.example/A?b=c"),
        ("http://me:secret@news.example/x", "http://news.example/x"),
        (" https://news.example/x \n", "https://news.example/x"),
        ("https://zeitung.example/münchen", "https://zeitung.example/m%C3%BCnchen"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_asked_without_user_password_and_fragment(url, asked):
    assert parse_url(url) == httpx2.URL(asked)
    assert "secret" not in str(parse_url(url))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://me:secret@news.example/x", "https://news.example/x"),
        ("https://me:se@cret@news.example/x", "https://news.example/x"),
        ("http:/me:secret@news.example", "http:/news.example"),
        ("https://news.example/x@y", "https://news.example/x@y"),
        ("https://news.example?who=a@b", "https://news.example?who=a@b"),
    ],
)
def test_passwords_are_never_told(url, told):
    assert bare_url(url) == told


def test_links_are_joined_to_where_they_were_found():
    assert join_url("https://news.example/feed/all.xml", "../a.html") == "https://news.example/a.html"
    assert join_url("https://news.example/feed", "http://[::1/") == ""
