"""What a long run says of itself."""

import io
from types import SimpleNamespace

from detente.record.outcome import Tally
from detente.record.progress import Progress


class _Terminal(io.StringIO):
    def isatty(self):
        return True


def _tally(**counts):
    tally = Tally(1)
    tally.counts.update(counts)
    tally.codings = 7
    return tally


def test_rate_counts_and_time_left():
    now = [0.0]
    progress = Progress(io.StringIO(), total=400, clock=lambda: now[0])
    now[0] = 50.0
    told = progress.line(_tally(stored=90, failed=10))
    assert told == "100 inputs, 2 a second (90 stored, 10 failed); 7 codings; about 2 min left"


def test_time_left_is_not_guessed_where_the_number_of_files_is_unknown():
    progress = Progress(io.StringIO(), clock=iter([0.0, 10.0]).__next__)
    assert "left" not in progress.line(_tally(stored=5))


def test_time_left_follows_the_rate_of_the_last_minute():
    now = [0.0]
    progress = Progress(io.StringIO(), total=2000, clock=lambda: now[0])
    for moment, inputs in ((1.0, 1000), (2.0, 1000), (62.0, 1060), (122.0, 1120)):  # a thousand skipped in a second
        now[0] = moment
        progress.tell(_tally(skipped=1000, stored=inputs - 1000))
    assert progress.line(_tally(skipped=1000, stored=120)).endswith("; about 14 min left")


def test_elsewhere_than_on_a_terminal_there_is_a_plain_line_a_minute():
    now, out = [0.0], io.StringIO()
    progress = Progress(out, clock=lambda: now[0])
    for moment in (1.0, 30.0, 61.0, 90.0):
        now[0] = moment
        progress.tell(_tally(stored=1))
    progress.close(_tally(stored=2))
    assert out.getvalue().splitlines() == [
        "1 input, 0.0 a second (1 stored); 7 codings",
        "2 inputs, 0.0 a second (2 stored); 7 codings",
    ]


def test_a_terminal_sees_a_bar_with_counts_that_ends_in_one_line(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    now, out = [0.0], _Terminal()
    progress = Progress(out, total=40, clock=lambda: now[0])
    for n in (10, 20):
        now[0] += 10.0
        progress.tell(_tally(stored=n, near_duplicate=2))
    drawn = out.getvalue()
    assert "22 inputs, 1 a second (20 stored, 2 near-duplicate); 7 codings" in drawn
    assert "left" in drawn
    assert "━" in drawn
    progress.close(_tally(stored=40))
    assert out.getvalue().endswith("40 inputs, 2 a second (40 stored); 7 codings\n")


def test_between_batches_a_terminal_sees_what_was_read():
    now, out = [0.0], _Terminal()
    progress = Progress(out, clock=lambda: now[0])
    for one in progress.seen(SimpleNamespace(input=str(i), document=None, outcome="", reason="") for i in range(9)):
        now[0] += 1.0
        assert one
    assert "8 read" in out.getvalue()
