"""Coding in several processes. One that dies, hangs or eats memory costs the run its document, never the run.

Each process is started fresh (spawn), makes its own coder, and is sent a unit only when it has none, so that neither
side ever waits for the other to read. It answers document by document: when it dies, the document under way is known.
That one is tried once more alone, as an innocent may die of what came before; the rest of its unit goes back in line.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.util import Finalize
from types import TracebackType
from typing import Self

from detente.engine.engine import Engine, Item
from detente.engine.unit import UNIT, Answer, Coder
from detente.engine.worker import Ended, Limits, Said, Worker
from detente.errors import DetenteError
from detente.values import Document

_AHEAD = 2
"""Units read ahead for each process."""
_PASSING = 512
"""Items without a document that may wait behind one that is being coded."""
_STARTS = 3


@dataclass(slots=True)
class _Slot:
    """A document on its way, with its answer once there is one."""

    document: Document
    answer: Answer | None = None
    deaths: int = 0


class Pool(Engine):
    """Codes in `workers` processes. `make_coder` is sent to them: a function of a module, or a partial of one.

    Use it in a `with` block, which ends the processes. Raises DetenteError where no process can make the coder.
    """

    def __init__(self, make_coder: Callable[[], Coder], *, workers: int, limits: Limits | None = None) -> None:
        self._make_coder, self._limits = make_coder, limits or Limits()
        self._room = workers
        self._workers: list[Worker[_Slot]] = []
        self._waiting: deque[list[_Slot]] = deque()
        self._failed_starts = 0
        # Where nobody closes it: at its end the interpreter would wait for processes that ignore a polite signal.
        Finalize(self, _kill, args=(self._workers,), exitpriority=10)

    def in_order(self, items: Iterable[tuple[Item, Document | None]]) -> Iterator[tuple[Item, Answer | None]]:
        """Each item with its answer. Items are taken a few units ahead of what is answered."""
        source = iter(items)
        line: deque[tuple[Item, _Slot | None]] = deque()
        unit: list[_Slot] = []
        is_open = True
        while is_open or line:
            while is_open and self._has_room(len(unit)) and len(line) < _PASSING:
                try:
                    item, document = next(source)
                except StopIteration:
                    is_open = False
                    break
                slot = None if document is None else _Slot(document)
                line.append((item, slot))
                if slot is not None:
                    unit.append(slot)
                if len(unit) == UNIT or (unit and self._is_idle()):
                    self._waiting.append(unit)
                    unit = []
                if line[0][1] is None:
                    break  # nothing before it: it may go on at once
            if unit and (not is_open or len(line) >= _PASSING):
                self._waiting.append(unit)
                unit = []
            while line and (line[0][1] is None or line[0][1].answer is not None):
                item, slot = line.popleft()
                yield item, slot.answer if slot is not None else None
            if line and (not is_open or not self._has_room(len(unit)) or len(line) >= _PASSING):
                self._step()
            elif self._waiting:
                self._hand_out()

    def code_now(self, document: Document) -> Answer:
        """The answer for one document, before all that wait."""
        slot = _Slot(document)
        self._waiting.appendleft([slot])
        while slot.answer is None:
            self._step()
        return slot.answer

    def close(self) -> None:
        """End the processes; what they were at is dropped."""
        _kill(self._workers)
        self._waiting.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _has_room(self, gathered: int) -> bool:
        under_way = sum(len(w.tasks) for w in self._workers) + sum(map(len, self._waiting)) + gathered
        return under_way < self._room * UNIT * _AHEAD

    def _is_idle(self) -> bool:
        """Whether a process has nothing to do: a short unit now is better than a whole one later."""
        return not self._waiting and len(self._workers) == self._room and any(w.is_idle for w in self._workers)

    def _hand_out(self) -> None:
        """Give waiting units to processes that have none, and start processes where there is more to do."""
        for worker in list(self._workers):
            if worker.is_idle and worker.done >= self._limits.documents:
                worker.kill()  # a fresh one gives back what the old one leaked
                self._workers.remove(worker)
        for worker in self._workers:
            if self._waiting and worker.is_idle:
                self._send(worker)
        starting = sum(not w.is_ready for w in self._workers)
        while len(self._workers) < self._room and starting < len(self._waiting):
            self._workers.append(Worker(self._make_coder, self._limits))
            starting += 1

    def _send(self, worker: Worker[_Slot]) -> None:
        unit = self._waiting.popleft()
        if not worker.send(unit, [slot.document for slot in unit]):
            self._waiting.appendleft(unit)  # it died while idle; its end is met in the next step

    def _step(self) -> None:
        """Wait until something happens and deal with it: an answer, an end, a limit passed."""
        self._hand_out()
        due = min((w.due for w in self._workers if w.due is not None), default=None)
        ready = set(wait([w.channel for w in self._workers], None if due is None else max(0.0, due - time.monotonic())))
        for worker in list(self._workers):
            if worker.channel in ready:
                self._heard(worker)
            elif worker.due is not None and worker.due <= time.monotonic():
                reason = None if not worker.is_ready else f"coding took longer than {self._limits.seconds:g} seconds"
                self._lost(worker, Ended("it did not start in time"), reason)

    def _heard(self, worker: Worker[_Slot]) -> None:
        said = worker.receive()
        if isinstance(said, Ended):
            self._lost(worker, said, None)
        elif said.kind is Said.BROKEN:
            self.close()
            raise DetenteError(*said.error)
        elif said.answer is not None:
            worker.tasks.popleft().answer = said.answer
            self._failed_starts = 0
            if said.kind is Said.LAST:  # the others of its unit are not to blame
                worker.kill()
                self._workers.remove(worker)
                if worker.tasks:
                    self._waiting.appendleft(list(worker.tasks))

    def _lost(self, worker: Worker[_Slot], ended: Ended, reason: str | None) -> None:
        """A process is gone, or is ended for passing a limit (`reason`)."""
        worker.kill()
        self._workers.remove(worker)
        rest = list(worker.tasks)
        if not worker.is_ready:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                self.close()
                raise DetenteError(
                    f"No process to code in can be started: {ended.how}.", "workers", "Run it with --workers 0."
                )
        elif rest:
            slot = rest.pop(0)
            slot.deaths += 1
            if reason is not None:
                slot.answer = Answer(None, reason)
            elif slot.deaths > 1:
                slot.answer = Answer(None, f"the process that coded it died twice: {ended.how}")
            else:
                if rest:
                    self._waiting.appendleft(rest)
                rest = [slot]
        if rest:
            self._waiting.appendleft(rest)


def _kill(workers: list[Worker[_Slot]]) -> None:
    for worker in workers:
        worker.kill()
    workers.clear()
