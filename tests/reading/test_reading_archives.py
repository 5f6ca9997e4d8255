"""Archives: every member has its outcome, nothing touches the disk, and bombs end within their limits."""

import bz2
import gzip
import io
import json
import lzma
import os
import random
import struct
import tarfile
import tracemalloc
import zipfile
import zlib

import pytest
from reading_make import docx, item, pdf, report, rss, tarred, zipped

from detente.reading import iter_bytes, outcome_json, read


def outcomes(raw, name="in.bin"):
    return list(iter_bytes(raw, name=name))


def kinds(raw, name="in.bin"):
    return [(o.input, o.outcome) for o in outcomes(raw, name)]


def filler(seed):
    """Words that pack badly."""
    some = random.Random(seed)
    words = ["the envoy", "said", "that", "it was", "the ministry", "with", "of the", "talks", "and"]
    return " ".join(f"{some.choice(words)} {some.randrange(10**6)}" for _ in range(60)) + ".\n"


REPORTS = [(f"2019/report-{n}.txt", report(n).encode()) for n in range(1, 4)]
LINES = "\n".join(json.dumps({"id": f"l{n}", "text": report(n)}) for n in range(1, 4)).encode()


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.zip", zipped(REPORTS)),
        ("a.zip", zipped(REPORTS, zipfile.ZIP_STORED)),
        ("a.zip", zipped(REPORTS, zipfile.ZIP_LZMA)),
        ("a.zip", zipped(REPORTS, zipfile.ZIP_BZIP2)),
        ("a.tar", tarred(REPORTS)),
        ("a.tar.gz", tarred(REPORTS, "w:gz")),
        ("a.tgz", tarred(REPORTS, "w:gz")),
        ("a.tar.bz2", tarred(REPORTS, "w:bz2")),
        ("a.tar.xz", tarred(REPORTS, "w:xz")),
        ("misnamed.txt.zip.old", zipped(REPORTS)),
    ],
)
def test_members_are_read_in_order_with_names_inside_the_archive(name, raw):
    found = outcomes(raw, name)
    assert [(o.input, o.outcome) for o in found] == [(f"{name}/2019/report-{n}.txt", "read") for n in (1, 2, 3)]
    assert [o.document.id for o in found] == [o.input for o in found]
    assert [str(o.document.published) for o in found] == ["2019-03-02", "2019-03-03", "2019-03-04"]
    assert [o.document.text for o in found] == [report(n) for n in (1, 2, 3)]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_is_what_is_inside(pack):
    assert [o.document.id for o in outcomes(pack(LINES), "a.jsonl.gz")] == ["l1", "l2", "l3"]
    (one,) = outcomes(pack(report(1).encode()), "2019-05-06-talks.txt.gz")
    assert (one.document.id, one.document.text) == ("2019-05-06-talks.txt.gz", report(1))
    twice = pack(report(1).encode()) + pack(b"\nHungary answered on Tuesday that it had never asked for them.\n")
    assert outcomes(twice, "a.gz")[0].document.text.endswith("never asked for them.\n")


def test_forms_are_told_by_content_whatever_their_names():
    raw = zipped(
        [
            ("feed.txt", rss([item(1)]).encode()),
            ("page.dat", b"<html><body><h1>Talks fail</h1><p>Austria left the talks with Hungary on Monday.</p>"),
            ("lines.log", LINES),
            ("paper", docx(["Austria left the talks with Hungary on Monday, officials said."])),
            ("print.txt", pdf([[(72, 700, 11, "Austria left the talks with Hungary on Monday, officials said.")]])),
            ("inner.bin", tarred([("a.txt", report(9).encode())], "w:gz")),
        ]
    )
    assert [(o.input.removeprefix("a.zip/"), o.outcome) for o in outcomes(raw, "a.zip")] == [
        ("feed.txt#1", "read"),
        ("page.dat", "read"),
        *[("lines.log", "read")] * 3,
        ("paper", "read"),
        ("print.txt", "read"),
        ("inner.bin/a.txt", "read"),
    ]


def test_names_lead_nowhere_and_are_never_the_same(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = [
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\\\windows\\a.txt",
        "a.txt",
        "a.txt",
        "./a.txt",
        "CON",
        "a\u202etxt.exe",
    ]
    raw = zipped([(n, report(i).encode()) for i, n in enumerate(names)])
    found = [o.input for o in outcomes(raw, "x.zip")]
    assert found == [
        "x.zip/etc/passwd", "x.zip/etc/passwd#2", "x.zip/C:/windows/a.txt", "x.zip/a.txt", "x.zip/a.txt#2",
        "x.zip/a.txt#3", "x.zip/CON", "x.zip/atxt.exe",
    ]  # fmt: skip
    assert os.listdir(tmp_path) == []


def test_links_and_devices_of_a_tar_are_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("Austria is the secret of this file, officials in both countries said on Monday.")
    members = []
    for name, kind in (
        ("soft", tarfile.SYMTYPE),
        ("hard", tarfile.LNKTYPE),
        ("pipe", tarfile.FIFOTYPE),
        ("dev", tarfile.CHRTYPE),
    ):
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, str(secret)
        members.append(info)
    raw = tarred([*members, ("a.txt", report(1).encode())])
    assert [k for _, k in kinds(raw)] == ["unsupported"] * 4 + ["read"]
    assert "secret" not in json.dumps([outcome_json(o) for o in outcomes(raw)])


def test_links_of_a_zip_are_not_followed():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("a.txt", report(1))
    assert [k for _, k in kinds(file.getvalue())] == ["unsupported", "read"]


def test_hidden_members_are_passed_over_as_in_folders():
    raw = zipped([("__MACOSX/._a.txt", b"x"), (".DS_Store", b"x"), ("a.txt", report(1).encode())])
    assert kinds(raw, "a.zip") == [("a.zip/a.txt", "read")]


@pytest.mark.parametrize("raw", [zipped([]), tarred([]), zipped([(".hidden", b"x")])])
def test_an_archive_without_files_says_so(raw):
    assert [o.outcome for o in outcomes(raw, "a.tar")] == ["empty"]


def test_a_large_member_is_refused_and_the_others_are_read():
    raw = zipped([("big.txt", b"word " * 10_000_000), ("a.txt", report(1).encode())])
    assert len(raw) < 100_000  # 50 MB from 49 KB
    tracemalloc.start()
    found = outcomes(raw, "a.zip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [o.outcome for o in found] == ["too_large", "read"]
    assert peak < 90_000_000


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_a_bomb_ends_at_its_ratio_with_memory_flat(pack):
    bomb = pack((b" " * 9_999 + b"\n") * 6_000)
    assert len(bomb) < 700_000
    tracemalloc.start()
    found = outcomes(bomb, "bomb.jsonl.gz")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [o.outcome for o in found] == ["too_large"]
    assert peak < 20_000_000


def test_a_bomb_of_many_members_ends_the_whole_archive():
    raw = zipped([(f"{n}.txt", b"word " * 3_500_000) for n in range(5)])
    found = outcomes(raw, "a.zip")
    assert found[-1].outcome == "too_large"
    assert "unfolds" in found[-1].reason
    assert found[-1].input == "a.zip"
    assert len(found) < 5


def test_nesting_ends_at_its_depth():
    raw = zipped([("a.txt", report(1).encode())])
    for layer in range(10):
        raw = zipped([(f"{layer}.zip", raw), (f"{layer}.txt", report(layer).encode())])
    found = outcomes(raw, "in.zip")
    assert [o.outcome for o in found] == ["unsupported", "read", "read", "read", "read"]
    assert found[0].input == "in.zip/9.zip/8.zip/7.zip/6.zip"


def test_locked_and_damaged_members_have_their_outcomes_and_the_rest_is_read():
    raw = bytearray(
        zipped([("a.txt", report(1).encode()), ("b.txt", report(2).encode() * 50), ("c.txt", report(3).encode())])
    )
    at = raw.index(b"b.txt") + 20
    raw[at : at + 8] = b"\xff" * 8  # the packed bytes of the second
    assert [k for _, k in kinds(bytes(raw))] == ["read", "malformed", "read"]
    file = io.BytesIO(zipped([("a.txt", report(1).encode()), ("b.txt", report(2).encode())], zipfile.ZIP_STORED))
    locked = bytearray(file.getvalue())
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert [k for _, k in kinds(bytes(locked))] == ["unsupported", "read"]


def test_a_wrong_checksum_is_told():
    raw = bytearray(zipped([("a.txt", report(1).encode())], zipfile.ZIP_STORED))
    raw[raw.index(b"Austria")] = ord("B")
    assert [k for _, k in kinds(bytes(raw))] == ["malformed"]


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz"])
def test_a_torn_tar_gives_what_came_before_and_says_that_it_is_torn(mode, keep):
    raw = tarred([(f"{n}.txt", (report(n) + filler(n)).encode()) for n in range(60)], mode)
    found = outcomes(raw[: int(len(raw) * keep)], "a.tar")
    assert found[-1].outcome == "malformed"
    assert 60 * keep * 0.5 < len(found) <= 61
    assert all(o.outcome in ("read", "malformed") for o in found)


def test_a_damaged_header_in_a_tar_is_no_silent_end():
    raw = bytearray(tarred([(f"{n}.txt", report(n).encode()) for n in range(5)]))
    raw[2048 + 10 : 2048 + 90] = b"\xff" * 80  # the third member's header
    found = outcomes(bytes(raw), "a.tar")
    assert [o.outcome for o in found] == ["read", "read", "malformed"]
    assert "after 2 members" in found[-1].reason


def test_a_tar_that_asks_for_gigabytes_of_header_is_refused():
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 4_000_000_000
    assert [o.outcome for o in outcomes(info.tobuf() + b"\x00" * 10_000, "a.tar")] == ["too_complex"]


def test_torn_gzip_gives_the_lines_before_and_says_so():
    whole = "\n".join(json.dumps({"id": str(n), "text": report(n) + filler(n)}) for n in range(500)).encode()
    packed = gzip.compress(whole)
    found = outcomes(packed[: len(packed) // 2], "a.jsonl.gz")
    assert found[-1].outcome == "malformed"
    assert 150 < sum(o.is_read for o in found) < 350


def test_bytes_after_damage_are_told_not_dropped():
    flipped = bytearray(gzip.compress(LINES))
    flipped[-6] ^= 0xFF  # the checksum
    assert [o.outcome for o in outcomes(bytes(flipped), "a.jsonl.gz")][-1] == "malformed"


def test_an_xz_file_that_asks_for_gigabytes_of_memory_is_refused():
    raw = bytearray(lzma.compress(report(1).encode()))
    header = raw[12 : 12 + (raw[12] + 1) * 4]
    header[header.index(b"\x21\x01") + 2] = 38  # two gigabytes of dictionary
    header[-4:] = struct.pack("<L", zlib.crc32(header[:-4]))
    raw[12 : 12 + len(header)] = header
    (found,) = outcomes(bytes(raw), "a.xz")
    assert found.outcome == "malformed"
    assert "emory" in found.reason


def test_a_zip_with_a_huge_list_of_members_is_not_opened():
    raw = zipped([("a.txt", report(1).encode())]) + b"\x00" * 0
    at = raw.rfind(b"PK\x05\x06")
    lying = raw[: at + 12] + struct.pack("<L", 0xFFFFFFF0) + raw[at + 16 :]
    assert outcomes(lying, "a.zip")[0].outcome in ("binary", "too_large")


def test_gzip_under_the_name_of_a_page_is_not_unpacked():
    bomb = gzip.compress(b"<p>" + b"x" * 200_000_000)
    (found,) = outcomes(bomb, "page.html")
    assert found.outcome == "binary"
    assert '"page.html.gz"' in found.todo


@pytest.mark.parametrize(
    ("member", "what"),
    [("xl/workbook.xml", "spreadsheet"), ("ppt/presentation.xml", "slides"), ("mimetype", "OpenDocument")],
)
def test_other_office_files_are_named(member, what):
    (found,) = outcomes(zipped([("[Content_Types].xml", b"x"), (member, b"x")]), "a.xlsx")
    assert (found.outcome, what in found.reason) == ("unsupported", True)


def test_signatures_of_archives_that_are_none_have_an_outcome():
    for head in (
        b"\x1f\x8b",
        b"BZh9",
        b"\xfd7zXZ\x00",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"WARC/1.0\r\n",
        b"%PDF-",
        b"{\\rtf",
        b"7z\xbc\xaf\x27\x1c",
    ):
        for tail in (b"", b"\x00" * 600, b"words of a report that Austria wrote " * 20, os.urandom(3000)):
            for found in outcomes(head + tail):
                assert found.reason
                json.dumps(outcome_json(found))


def test_files_of_one_archive_tell_how_far_the_run_is(tmp_path):
    path = tmp_path / "a.tar"
    path.write_bytes(tarred([(f"{n}.txt", report(n).encode() * 40) for n in range(60)]))
    found = list(read([str(path)]))
    done = [o.detail.done for o in found]
    assert done == sorted(done)
    assert 0 < done[0] < 0.7
    assert done[-1] > 0.9
    assert {o.detail.file for o in found} == {path.as_posix()}
    assert "done" not in outcome_json(found[0])["detail"]


def _peak(path, count):
    tracemalloc.start()
    read_ones = sum(o.is_read for o in read([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert read_ones == count
    return peak


def _many(form, count):
    if form == "jsonl":
        return "\n".join(json.dumps({"id": str(n), "text": report(n)}) for n in range(count)).encode()
    if form == "rss":
        return rss([item(n) for n in range(count)]).encode()
    if form == "zip":
        return zipped([(f"{n}.txt", report(n).encode()) for n in range(count)], zipfile.ZIP_STORED)
    return tarred([(f"{n}.txt", report(n).encode()) for n in range(count)], "w:gz")


@pytest.mark.parametrize("form", ["jsonl", "rss", "tar"])
def test_memory_does_not_grow_with_the_archive(tmp_path, form):
    peaks = []
    for count in (50, 400):
        path = tmp_path / f"{count}.{form}"
        path.write_bytes(_many(form, count))
        peaks.append(_peak(path, count))
    assert peaks[1] < peaks[0] + 2_000_000


@pytest.mark.slow
@pytest.mark.parametrize("form", ["jsonl", "rss", "zip", "tar"])
def test_four_thousand_items_take_the_memory_of_four_hundred(tmp_path, form):
    peaks = []
    for count in (50, 400, 4000):  # the first loads what is needed
        path = tmp_path / f"{count}.{form}"
        path.write_bytes(_many(form, count))
        peaks.append(_peak(path, count))
    assert peaks[2] < peaks[1] + 4_000_000  # of each of a zip's files its name and place


def test_raw_deflate_is_no_archive():
    assert next(o.outcome for o in outcomes(zlib.compress(report(1).encode()) * 3)) in ("binary", "bad_encoding")
