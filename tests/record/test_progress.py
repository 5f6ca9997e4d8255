"""What a long run says of itself."""

import io
from types import SimpleNamespace

from detente.record.adding import Tally
from detente.record.progress import Progress


class _Terminal(io.StringIO):
    def isatty(self):
        return True


def _tally(**counts):
    tally = Tally(1)
    tally.counts.update(counts)
    tally.codings = 7
    return tally


def _seen(progress, n):
    list(progress.seen(SimpleNamespace(input=f"{i}.txt", document=None, outcome="", reason="") for i in range(n)))


def test_rate_counts_and_time_left():
    now = [0.0]
    progress = Progress(io.StringIO(), total=400, clock=lambda: now[0])
    _seen(progress, 100)
    now[0] = 50.0
    told = progress.line(_tally(stored=90, failed=10))
    assert told == "100 inputs, 2 a second (90 stored, 10 failed); 7 codings; about 2 min left"


def test_time_left_is_not_guessed_where_the_number_of_files_is_unknown():
    progress = Progress(io.StringIO(), clock=iter([0.0, 10.0]).__next__)
    _seen(progress, 5)
    assert "left" not in progress.line(_tally(stored=5))


def test_a_terminal_sees_every_batch_and_a_file_one_line_a_minute():
    for out, wanted in ((_Terminal(), 4), (io.StringIO(), 2)):
        now = [0.0]
        progress = Progress(out, clock=lambda now=now: now[0])
        for moment in (1.0, 30.0, 61.0):
            now[0] = moment
            progress.tell(_tally(stored=1))
        progress.close(_tally(stored=2))
        assert len(out.getvalue().replace("\r", "\n").split("\n")) - 1 == wanted + out.isatty()
