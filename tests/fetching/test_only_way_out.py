"""Nothing but the guarded client connects to anything: other code cannot, and reading and coding do not."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import detente

ROOT = Path(detente.__file__).parent
NETWORK = {
    *("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "socketserver", "xmlrpc"),
    *("httpx2", "httpcore2", "requests", "urllib3", "trafilatura.downloads"),
}
"""The last of them tries again without checking certificates where a server's is refused."""
FETCHING = {"fetch_url", "fetch_response", "urlopen", "urlretrieve"}


def _network_of(path: Path) -> set[str]:
    """Modules of the network that a file imports, and what it names that fetches."""
    text, found = path.read_text("utf-8"), set[str]()
    words = "|".join(name.replace(".", r"\s*\.\s*") for name in NETWORK | FETCHING)
    if not re.search(rf"\b(?:{words}|downloads)\b", text):
        return found  # parsing all files takes seconds
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
    modules = {".".join(name.split(".")[:n]) for name in found for n in (1, 2)}
    return modules & (NETWORK | FETCHING)


def test_only_the_room_of_fetching_imports_the_network() -> None:
    found = {
        str(path.relative_to(ROOT)): names
        for path in sorted(ROOT.rglob("*.py"))
        if path.relative_to(ROOT).parts[0] != "fetching" and (names := _network_of(path))
    }
    assert found == {}
    assert _network_of(ROOT / "fetching" / "world.py")


@pytest.mark.parametrize(
    "line", ["import urllib.request", "from trafilatura import fetch_url", "from trafilatura import downloads"]
)
def test_what_would_fetch_is_seen(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.py").write_text(line)
    assert _network_of(tmp_path / "a.py")


_OFFLINE = """
import socket, sys
tried = []
def refused(*what, **more):
    tried.append(what)
    raise OSError("no network here")
for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, refused)
socket.getaddrinfo = socket.create_connection = refused

import detente
found = list(detente.read([sys.argv[1]]))
codings = [c for o in found if o.document for c in detente.code(o.document)]
print(len(found), bool(codings), tried)
"""
_PAGE = """<!DOCTYPE html SYSTEM "http://news.example/page.dtd">
<html><head><title>Talks</title><base href="http://news.example/"><link rel="stylesheet" href="http://news.example/a.css">
<script src="http://news.example/a.js"></script><meta http-equiv="refresh" content="0;url=http://news.example/"></head>
<body><article><img src="http://news.example/a.png"><iframe src="http://news.example/f"></iframe>
<p>Kenya accused Somalia of shelling the town of Mandera on Monday, and recalled its ambassador from Mogadishu.</p>
<p>The foreign ministers of the two states will meet in Nairobi next week, a spokesman for the ministry said.</p>
</article></body></html>"""


def test_reading_and_coding_a_page_connects_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(_PAGE, "utf-8")
    words = [sys.executable, "-c", _OFFLINE, str(tmp_path / "page.html")]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120)
    assert done.stdout == "1 True []\n", done.stderr
