"""The write-ahead log beside the record: whether it holds batches that SQLite will not read.

SQLite reads a log up to the first frame whose checksum is wrong and takes the rest for never written. After a power
cut that is right; where a byte in the middle was altered, whole batches would vanish without a word. They are told
apart by what stands after the last good frame: a frame of the same generation (salt) that ends a transaction.
A writer that was killed leaves such a frame too: it writes a frame's head before its page, and the log is written over
from its start, so old pages follow. Then the index says that the transaction was never told of.
Only the files are read: SQLite itself folds and removes a log when it closes it, and with it what could be looked at.
Layout of the file and its sums: https://www.sqlite.org/fileformat2.html#walformat
"""

from __future__ import annotations

import itertools
import struct
import time
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, NamedTuple

from detente.record.log_index import read_index

if TYPE_CHECKING:
    from numpy.typing import NDArray

State = Literal["whole", "cut", "damaged"]
"""Read to its end; ends in a transaction that was never told of, its writer killed; holds what SQLite will not read."""
_HEADER = struct.Struct(">8I")
_FRAME_HEAD = 24
_MAGIC = (0x377F0682, 0x377F0683)
_AT_ONCE = 256
_PAUSE_S = 0.05
_MASK = 0xFFFFFFFF


class Log(NamedTuple):
    """What a log holds: frames counted from 1, 0 for none."""

    salt: tuple[int, int]
    last_commit: int
    """The last frame that ends a transaction of this generation, good or not."""
    good_commit: int
    """The last one that SQLite reads: all frames up to it have the right sums."""

    @property
    def is_whole(self) -> bool:
        """Whether SQLite reads every transaction that ends in it."""
        return self.good_commit == self.last_commit


def log_of(path: Path) -> Path:
    """The log's file beside the record's."""
    return path.with_name(path.name + "-wal")


def state_of(path: Path) -> State:
    """How the log of the record in this file is. Looks again before it says "damaged": somebody may be writing."""
    found = read_log(path)
    while found is not None and not found.is_whole:
        if _is_all_told(found, path):
            return "cut"
        time.sleep(_PAUSE_S)
        again = read_log(path)
        if again == found:
            return "damaged"
        found = again
    return "whole"


def _is_all_told(log: Log, path: Path) -> bool:
    """Whether SQLite reads all that was ever told of.

    An index that was rebuilt does not say so: whoever opens a damaged log first rebuilds it from what can be read. Nor
    does one that ends earlier than the log can be read: it may be older, as after a power cut.
    """
    index = read_index(path)
    return (
        index is not None and not index.is_rebuilt and index.salt == log.salt and index.last_commit == log.good_commit
    )


def read_log(path: Path) -> Log | None:
    """The log of the record in this file; None where there is none that can be read, or nothing in it."""
    try:
        with log_of(path).open("rb") as file:
            head = file.read(_HEADER.size)
            if len(head) < _HEADER.size or not any(head):
                return None
            return _read(file, head)
    except OSError:
        return None  # what is the matter with it, SQLite tells when it opens the record


def is_older_than_file(path: Path) -> bool:
    """Whether the record's file holds pages of transactions behind the last that SQLite reads in the log.

    Said where of the pages that both hold more are as in the unread part than in neither: those were never saved.
    """
    log = read_log(path)
    if log is None:
        return False
    with log_of(path).open("rb") as file, path.open("rb") as record:
        page_size = _HEADER.unpack(file.read(_HEADER.size))[2]
        read: dict[int, bytes] = {}
        unread: dict[int, set[bytes]] = {}
        for number in itertools.count(1):
            head, page = file.read(_FRAME_HEAD), file.read(page_size)
            if len(page) < page_size:
                break
            page_number, _, *salt = struct.unpack(">4I", head[:16])
            if number <= log.good_commit:
                read[page_number] = _digest(page)
            elif tuple(salt) == log.salt:
                unread.setdefault(page_number, set()).add(_digest(page))
        newer = older = 0
        for page_number, digest in read.items():
            record.seek((page_number - 1) * page_size)
            found = _digest(record.read(page_size))
            if found != digest:
                is_newer = found in unread.get(page_number, ())
                newer, older = newer + is_newer, older + (not is_newer)
    return newer > older


def _digest(page: bytes) -> bytes:
    return sha256(page).digest()


def _read(file: IO[bytes], head: bytes) -> Log:
    import numpy as np

    magic, _, page, _, salt_1, salt_2, *sums = _HEADER.unpack(head)
    order = ">" if magic & 1 else "<"
    state = _after((0, 0), _powers(3), np.frombuffer(head[:24], dtype=f"{order}u4").astype(np.uint32))
    if magic not in _MAGIC or list(state) != sums or page & (page - 1) or not 512 <= page <= 65536:
        return Log((salt_1, salt_2), int(bool(file.read(1))), 0)  # all that follows is lost to SQLite
    size = _FRAME_HEAD + page
    powers = _powers((8 + page) // 8)
    good = last = number = 0
    is_good = True
    while raw := file.read(_AT_ONCE * size):
        frames = np.frombuffer(raw[: len(raw) // size * size], dtype=np.uint8).reshape(-1, size)
        facts = np.ascontiguousarray(frames[:, :_FRAME_HEAD]).view(">u4").tolist()
        summed = np.concatenate([frames[:, :8], frames[:, _FRAME_HEAD:]], axis=1)
        words = np.ascontiguousarray(summed).view(f"{order}u4").astype(np.uint32)
        for (page_number, pages, frame_salt_1, frame_salt_2, *frame_sums), row in zip(facts, words, strict=True):
            number += 1
            is_of_this = (frame_salt_1, frame_salt_2) == (salt_1, salt_2)
            if is_good:
                state = _after(state, powers, row)
                is_good = is_of_this and page_number > 0 and list(state) == frame_sums
            if is_of_this and pages:
                last = number
                good = number if is_good else good
    return Log((salt_1, salt_2), last, good)


def _after(state: tuple[int, int], powers: NDArray[Any], words: NDArray[Any]) -> tuple[int, int]:
    """The two running sums after these words of 32 bits.

    Each pair (a, b) makes s into M s + (a, a + b) with M = [[1, 1], [1, 2]], modulo 2^32: so the sums after n pairs are
    M^n s and the pairs weighed by the lower powers, which one product of arrays gives.
    """
    a, b = words[0::2], words[1::2]
    b = a + b
    n = len(a)
    weights = powers[:n][::-1]
    one = int((weights[:, 0, 0] * a + weights[:, 0, 1] * b).sum(dtype="u4"))
    two = int((weights[:, 1, 0] * a + weights[:, 1, 1] * b).sum(dtype="u4"))
    whole = [[int(x) for x in row] for row in powers[n]]
    return (
        (whole[0][0] * state[0] + whole[0][1] * state[1] + one) & _MASK,
        (whole[1][0] * state[0] + whole[1][1] * state[1] + two) & _MASK,
    )


def _powers(pairs: int) -> NDArray[Any]:
    """M^0 to M^pairs, modulo 2^32."""
    import numpy as np

    rows, power = [], ((1, 0), (0, 1))
    for _ in range(pairs + 1):
        rows.append(power)
        (p, q), (r, s) = power
        power = (((p + q) & _MASK, (p + 2 * q) & _MASK), ((r + s) & _MASK, (r + 2 * s) & _MASK))
    return np.array(rows, dtype=np.uint32)
