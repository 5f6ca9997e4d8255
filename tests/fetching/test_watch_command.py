"""`detente watch`: what it refuses, what it says, how it ends."""

import pytest
from click.testing import CliRunner

from detente.cli.watch import command
from detente.coding import code_document
from detente.errors import InputError
from detente.record import Record
from fetching.feeds import feed, item, page


def run(*arguments):
    found = CliRunner().invoke(command, [str(a) for a in arguments], standalone_mode=False)
    if found.exception is not None:
        raise found.exception
    return found


@pytest.fixture
def address(server):
    server.pages["/feed"] = feed(item("/gone"))
    return f"http://127.0.0.1:{server.port}/feed"


def test_the_own_network_is_refused_with_what_to_do(address, server, tmp_path):
    found = run(address, "--once", "--workers", "0", "--record", tmp_path / "r.db")
    assert found.return_value == 1
    assert "--allow-private" in found.stderr
    assert found.stdout == ""
    assert server.connections == 0


def test_what_failed_is_told_and_ends_with_one(address, tmp_path):
    found = run(address, "--once", "--allow-private", "--workers", "0", "--record", tmp_path / "r.db")
    assert found.return_value == 1
    assert f"failed   {address.removesuffix('feed')}gone: missing: The server answered 410" in found.stderr
    assert found.stderr.endswith("1 feed asked, 1 new item, 0 pages fetched\n")
    again = run(address, "--once", "--allow-private", "--workers", "0", "--record", tmp_path / "r.db")
    assert (again.return_value, again.stderr) == (0, "1 feed asked, 0 new items, 0 pages fetched\n")


def test_a_list_of_feeds(address, server, tmp_path):
    secret = address.replace("http://", "http://me:secret@")
    listed = "".join(f'<outline text="x" xmlUrl="{url}"/>' for url in (address, secret, address + "2"))
    (tmp_path / "feeds.opml").write_text(f"<opml version='2.0'><body>{listed}</body></opml>")
    server.pages["/feed2"] = feed()
    found = run(tmp_path / "feeds.opml", "--once", "--allow-private", "--workers", "0", "--record", tmp_path / "r.db")
    assert "2 feeds asked" in found.stderr
    with Record.open(tmp_path / "r.db") as record:
        assert "secret" not in "\n".join(record.connection.iterdump())


@pytest.mark.parametrize("text", [None, "hello", "<opml version='2.0'><body/></opml>", "<html></html>"])
def test_what_is_neither_address_nor_list_is_refused_before_anything_is_made(tmp_path, text):
    if text is not None:
        (tmp_path / "feeds.opml").write_text(text)
    with pytest.raises(InputError) as raised:
        run(tmp_path / "feeds.opml", "--once", "--record", tmp_path / "r.db")
    assert raised.value.todo
    assert not (tmp_path / "r.db").exists()


@pytest.mark.slow
def test_a_report_is_coded_as_add_codes_it(address, server, tmp_path):
    server.pages |= {"/feed": feed(item("/1")), "/1": page(1)}
    assert run(address, "--once", "--allow-private", "--record", tmp_path / "r.db").return_value == 0
    with Record.open(tmp_path / "r.db") as record:
        told = list(record.codings())
    assert {d.published_how for d, _ in told} == {"feed"}
    assert told[0][1].type == "CONSULT"
    assert [(c.type, c.trigger) for _, c in told] == [(c.type, c.trigger) for c in code_document(told[0][0])]
