"""Bytes to lines: packed, marked, cut, of any encoding."""

import gzip
import zipfile

import pytest

from detente.errors import InputError
from detente.exchange.files import iter_lines, iter_tables


@pytest.mark.parametrize(
    "content",
    [b"a\nb\n", b"a\r\nb\r\n", b"a\nb", b"\xef\xbb\xbfa\nb\n", "a\nb\n".encode("utf-16"), "a\r\nb".encode("utf-16")],
    ids=["plain", "crlf", "no end", "mark", "utf-16", "utf-16 crlf"],
)
def test_lines_are_the_same(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(content))
    assert list(iter_lines(tmp_path / "a.csv")) == list(iter_lines(tmp_path / "a.csv.gz")) == ["a", "b"]


def test_lines_over_the_ends_of_blocks(tmp_path):
    lines = [f"{n} " + "é" * (n % 97) for n in range(20_000)]
    (tmp_path / "a.txt").write_text("\n".join(lines), "utf-8")
    assert list(iter_lines(tmp_path / "a.txt")) == lines


def test_one_line_of_other_bytes_does_not_change_the_others(tmp_path):
    (tmp_path / "a.txt").write_bytes("Zürich\n".encode() + "Málaga\n".encode("latin-1") + "Åre\n".encode())
    assert list(iter_lines(tmp_path / "a.txt")) == ["Zürich", "Málaga", "Åre"]


def test_a_line_without_end_does_not_fill_the_memory(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x" * 5_000_000 + b"\nnext\n")
    first, second = iter_lines(tmp_path / "a.txt")
    assert len(first) == 1 << 20
    assert second == "next"


def test_an_archive_of_several_tables(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("b.TXT", "a.csv", "read.me", "__MACOSX/a.csv"):
            archive.writestr(name, f"{name}\n")
    assert [list(lines) for _, lines in iter_tables(tmp_path / "a.zip")] == [["a.csv"], ["b.TXT"]]
    with pytest.raises(InputError, match="several tables"):
        list(iter_lines(tmp_path / "a.zip"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"\x1f\x8b\x08"])
@pytest.mark.parametrize("name", ["a.zip", "a.gz"])
def test_a_ruined_archive_says_so(tmp_path, content, name):
    if name == "a.gz" and not content:
        pytest.skip("an empty file is an empty gzip file")
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match="to its end"):
        list(iter_lines(tmp_path / name))
