"""Whatever a document does to the process that codes it, the run goes on and the answers stay in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from record.make import fake_coder, make_document

from detente.engine import Inline, Limits, Pool
from detente.errors import DetenteError, TableError
from engine.coders import make_dead, make_fake, make_nothing, make_touchy

TOUCHY = Limits(seconds=30.0, megabytes=400)


def _documents(n, **special):
    texts = {int(k[1:]): v for k, v in special.items()}
    return [
        make_document(f"Report {i}: Iran met North Korea. {texts.get(i, '')}".strip(), id=f"d{i}") for i in range(n)
    ]


def _answers(engine, documents):
    return list(engine.in_order((d.id, d) for d in documents))


def test_answers_are_those_of_one_process_in_its_order_whatever_the_workers():
    documents = _documents(60)
    mixed = [(d.id, None if i % 7 == 0 else d) for i, d in enumerate(documents)]
    wanted = list(Inline(fake_coder).in_order(mixed))
    assert sum(answer is not None for _, answer in wanted) == 51
    for workers in (1, 3):
        with Pool(make_fake, workers=workers) as pool:
            assert list(pool.in_order(mixed)) == wanted


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("EXIT", "died twice: it left with exit code 7"),
        ("KILL", "died twice: ended by signal SIGKILL"),
        ("HANG", "took longer than 2 seconds"),
        ("ALLOCATE", "more memory than there is"),
        ("BOOM", "the coder failed: ValueError: boom"),
    ],
)
def test_a_poisonous_document_fails_alone_with_its_reason(deed, reason):
    documents = _documents(24, d5=deed)
    limits = Limits(seconds=2.0) if deed == "HANG" else TOUCHY
    with Pool(make_touchy, workers=2, limits=limits) as pool:
        answers = dict(_answers(pool, documents))
    assert list(answers) == [d.id for d in documents]
    assert answers["d5"].coded is None
    assert reason in answers["d5"].reason
    assert [name for name, answer in answers.items() if answer.coded is None] == ["d5"]


def test_several_poisons_in_one_unit_are_all_found():
    documents = _documents(10, d1="EXIT", d2="EXIT", d4="BOOM", d7="KILL")
    with Pool(make_touchy, workers=1, limits=TOUCHY) as pool:
        failed = [name for name, answer in _answers(pool, documents) if answer.coded is None]
    assert failed == ["d1", "d2", "d4", "d7"]


def test_an_innocent_that_dies_once_is_coded_the_second_time(tmp_path):
    documents = _documents(10, d3=f"ONCE {tmp_path / 'mark'} again")
    with Pool(make_touchy, workers=1) as pool:
        assert all(answer.coded for _, answer in _answers(pool, documents))
    assert (tmp_path / "mark").exists()


def test_one_document_is_coded_before_those_that_wait():
    documents = _documents(40, **{f"d{i}": "SLOW" for i in range(40)})
    with Pool(make_touchy, workers=1) as pool:
        found = pool.in_order((d.id, d) for d in documents)
        next(found)
        begun = time.monotonic()
        answer = pool.code_now(make_document(id="now"))
        assert time.monotonic() - begun < 1.0  # the unit under way, at most, and not the two that wait
        assert answer == next(iter(Inline(fake_coder).in_order([("", make_document(id="now"))])))[1]
        assert [name for name, _ in found] == [d.id for d in documents[1:]]


def test_a_coder_that_cannot_be_made_is_told_as_it_is():
    with Pool(make_nothing, workers=2) as pool, pytest.raises(DetenteError, match="A line is not valid") as raised:
        _answers(pool, _documents(3))
    assert (raised.value.where, raised.value.todo) == ("own.tsv, line 3", "Mend it.")
    assert TableError("a", "b", "c").where == "b"


def test_processes_that_never_start_end_the_run_and_not_in_a_loop():
    with Pool(make_dead, workers=2) as pool, pytest.raises(DetenteError, match="exit code 3"):
        _answers(pool, _documents(3))


def test_processes_are_replaced_after_their_share_and_gone_after_the_block():
    with Pool(make_fake, workers=1, limits=Limits(documents=8)) as pool:
        seen = set()
        for _ in pool.in_order((d.id, d) for d in _documents(40)):
            seen |= {w._process.pid for w in pool._workers}
    assert len(seen) >= 3
    assert not pool._workers
    for pid in seen:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_control_c_on_the_terminal_reaches_only_the_parent():
    with Pool(make_touchy, workers=1) as pool:
        found = pool.in_order((d.id, d) for d in _documents(20, **{f"d{i}": "SLOW" for i in range(20)}))
        next(found)
        for number in (signal.SIGINT, signal.SIGTERM):
            os.kill(pool._workers[0]._process.pid, number)
        assert all(answer.coded for _, answer in found)


def test_items_are_taken_only_a_little_ahead():
    taken = []

    def source():
        for d in _documents(400):
            taken.append(d.id)
            yield d.id, d

    with Pool(make_fake, workers=1) as pool:
        for at, _ in enumerate(pool.in_order(source()), 1):
            assert len(taken) - at <= 32
    assert len(taken) == 400


_UNCLOSED = """
import sys
sys.path.insert(0, sys.argv[1])
from detente.engine import Pool
from engine.coders import make_fake
from record.make import make_document

pool = Pool(make_fake, workers=1)
print(pool.code_now(make_document()).coded is not None)
"""


def test_a_pool_that_nobody_closes_lets_the_program_end():
    words = [sys.executable, "-c", _UNCLOSED, str(Path(__file__).parent.parent)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout) == (0, "True\n")
