"""Files of every form with some bytes changed, lost or doubled: always outcomes with reasons, never an exception."""

import bz2
import json
import lzma
import random

import pytest
from database_samples import FACTIVA, FACTIVA_LABELLED, NEXIS_NEW, PROQUEST
from reading_make import docx, item, lines, pdf, report, rss, tarred, zipped
from test_reading_feeds import ATOM, OPML
from test_reading_office import RTF, WRAPPED
from test_reading_warc import page, warc

from detente.reading import iter_bytes, outcome_json

REPORT = report(1).encode()
SEEDS = {
    "zip": zipped([("a.txt", REPORT), ("b.jsonl", json.dumps({"text": report(2)}).encode())]),
    "tar": tarred([("a.txt", REPORT), ("b.txt", REPORT)]),
    "tar.gz": tarred([("a.txt", REPORT)], "w:gz"),
    "bz2": bz2.compress(REPORT * 3),
    "xz": lzma.compress(REPORT * 3),
    "docx": docx([report(1), report(2)]),
    "pdf": pdf([[(72, 740, 18, "Austria leaves talks"), *lines(WRAPPED)], [(72, 700, 11, "Hungary stays")]]),
    "rtf": RTF.encode(),
    "warc.gz": warc([page(), page()]),
    "warc": warc([page(), page()], is_packed=False),
    "rss": rss([item(1), item(2)]).encode(),
    "atom": ATOM.encode(),
    "opml": OPML.encode(),
    "csv": f'id,text\n1,"{report(1)}"\n2,{report(2).strip()}\n'.encode(),
    "nexis": NEXIS_NEW.encode(),
    "factiva": FACTIVA.encode(),
    "codes": FACTIVA_LABELLED.encode(),
    "proquest": PROQUEST.encode(),
}


def changed(seed, chance):
    raw = bytearray(seed)
    for _ in range(chance.choice((1, 2, 5, 20))):
        at, kind = chance.randrange(len(raw)), chance.random()
        if kind < 0.5:
            raw[at] = chance.randrange(256)
        elif kind < 0.7:
            raw[at:at] = chance.randbytes(chance.randrange(1, 8))
        elif kind < 0.85:
            del raw[at : at + chance.randrange(1, 40)]
        else:
            other = chance.randrange(len(raw))
            raw[at:at] = raw[other : other + chance.randrange(1, 60)]
        raw = raw or bytearray(b"x")
    return bytes(raw)


def holds(raw, form):
    found = list(iter_bytes(raw, name=f"in.{form}"))
    assert found
    for one in found:
        assert one.reason
        json.dumps(outcome_json(one), ensure_ascii=False).encode()


@pytest.mark.parametrize("form", SEEDS)
def test_changed_files_have_outcomes(form):
    chance = random.Random(form)
    for _ in range(12):
        holds(changed(SEEDS[form], chance), form)


@pytest.mark.slow
@pytest.mark.parametrize("form", SEEDS)
def test_many_changed_files_have_outcomes(form):
    chance = random.Random(f"many {form}")
    for _ in range(300):
        holds(changed(SEEDS[form], chance), form)
