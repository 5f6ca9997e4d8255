"""Addresses as inputs of `read`, `code` and `add`, beside files."""

import io
import json
import zipfile

import pytest
from click.testing import CliRunner
from record.make import fake_coder

from detente.cli.add import command as add_command
from detente.cli.read import command as read_command
from detente.fetching import state
from detente.fetching.watching import WatchOptions, watch_once
from detente.reading import read
from detente.record import AddOptions, Record
from fetching.feeds import feed, item, page
from fetching.server import answer

SITE = "http://news.example"
TEXT = "Iran met North Korea on Monday. The ministers of the two states spoke of trade and of fishing."


def run(command, *arguments):
    found = CliRunner().invoke(command, [str(a) for a in arguments], standalone_mode=False)
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


@pytest.fixture
def local(server):
    """The server's address on this machine, which a run must be told to let in."""
    return f"http://127.0.0.1:{server.port}"


def test_addresses_and_files_are_read_in_their_order_each_once_by_one_fetcher(net, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    net.server.pages |= {"/1": page(1), "/2": page(2), "/gone": answer("", "410 Gone")}
    names = [f"{SITE}/2", str(tmp_path / "a.txt"), f"{SITE}/gone", f"{SITE}/2", f"{SITE}/1"]
    found = [(o.input, o.outcome) for o in read(names, fetcher=net.fetcher())]
    wanted = [(f"{SITE}/2", "read"), (names[1], "read"), (f"{SITE}/gone", "missing"), (f"{SITE}/1", "read")]
    assert found == wanted
    assert net.server.paths.count("/robots.txt") == 1


def test_without_addresses_nothing_of_the_network_is_loaded():
    import subprocess
    import sys

    code = "import sys, detente; list(detente.read(['no-such-file'])); print('httpx2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


def test_an_archive_and_a_feed_at_an_address_give_what_is_in_them(net):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("one.txt", TEXT)
    net.server.pages["/a.zip"] = answer(file.getvalue(), content_type="application/zip")
    net.server.pages["/feed"] = feed(item("/1", text=TEXT))
    found = list(read([f"{SITE}/a.zip", f"{SITE}/feed"], fetcher=net.fetcher()))
    assert [(o.input, o.detail.file) for o in found] == [
        (f"{SITE}/a.zip/one.txt", f"{SITE}/a.zip"),
        (f"{SITE}/feed#1", f"{SITE}/feed"),
    ]
    assert found[1].document.url == f"{SITE}/1"  # its link says only "/1"


def test_a_fetch_that_the_user_stopped_has_no_outcome(net):
    net.is_stopped = True
    assert list(read([f"{SITE}/1"], fetcher=net.fetcher())) == []


def test_what_was_let_in_from_the_own_network_is_kept_with_its_outcome(net, tmp_path):
    net.server.pages["/1"] = page(1)
    fetcher = net.fetcher(allow_private=True)
    with Record.open(tmp_path / "r.db") as record:
        record.add(read(["http://inner.example/1", f"{SITE}/1"], fetcher=fetcher), fake_coder)
        told = {row["input"]: row["reason"] or "" for row in record.outcomes()}
    assert "from the own network (" in told["http://inner.example/1"]
    assert "let in by --allow-private" in told["http://inner.example/1"]
    assert "own network" not in told[f"{SITE}/1"]


def test_an_item_that_failed_while_watching_is_an_input_of_its_own_to_retry(net, tmp_path):
    net.server.pages |= {"/feed": feed(item("/1"), item("/2")), "/1": page(1), "/2": answer("", "500 Sorry")}
    with Record.open(tmp_path / "r.db") as record:
        fetcher = net.fetcher()
        feeds = [f"{SITE}/feed", f"{SITE}/no-feed"]
        state.watch(record.connection, feeds, fetcher.world.now())
        watch_once(record, feeds, fake_coder, fetcher, WatchOptions(is_once=True))
        assert record.status().runs[0].command == "watch"
        retry = record.to_retry(["failed"])
        assert retry.inputs == (f"{SITE}/2",)  # a watched feed is asked by watching
        net.server.pages["/2"] = page(2)
        outcomes = read(retry.inputs, fetcher=net.fetcher())
        tally = record.add(outcomes, fake_coder, AddOptions(only=retry.names, inputs=retry.inputs))
        assert tally.counts["stored"] == 1
        assert record.to_retry(["failed"]).inputs == ()


def test_the_command_reads_an_address_only_when_it_may(local, server):
    server.pages["/1"] = page(1)
    refused = run(read_command, f"{local}/1")
    assert "--allow-private" in refused.stderr
    assert server.connections == 0
    found = run(read_command, f"{local}/1", "--allow-private", "--format", "jsonl")
    assert json.loads(found.stdout)["detail"]["let_in"] == "127.0.0.1"


@pytest.mark.slow
def test_add_takes_addresses_and_keeps_no_password(local, server, tmp_path):
    server.pages |= {"/1": page(1), "/2": page(2)}
    secret = local.replace("http://", "http://me:secret@")
    arguments = (f"{secret}/1", f"{local}/2", "--allow-private", "--workers", "0", "--record", tmp_path / "r.db")
    assert run(add_command, *arguments).return_value == 0
    with Record.open(tmp_path / "r.db") as record:
        assert sorted(d.id for d, _, _ in record.documents()) == [f"{local}/1", f"{local}/2"]
        assert "secret" not in "\n".join(record.connection.iterdump())
    again = run(add_command, *arguments)
    assert "(2 skipped)" in again.stderr
