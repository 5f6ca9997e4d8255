"""Words are found by the full-text search, and in sentences by the same rule."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.record import Ask, Record
from detente.record.words import phrase_of, says
from record.make import fake_coder, make_coding, make_document

CASES = [
    ("Oil sanctions were lifted.", "oil SANCTION", True),
    ("Oil sanctions were lifted.", "sanctions oil", False),
    ("Iran met North Korea.", "ran", False),
    ("Iran met North Korea.", "iran", True),
    ("Iran met North Korea.", "ira met", False),
    ("A North-Korean envoy.", "north korean", True),
    ("Ministers met in São Tomé.", "sao tome", True),
    ("Ministers met in Sao Tome.", "São Tomé", True),
    ("It rose by 100% (a record).", '100% "a', True),
    ("Straße", "straß", True),
    ("", "x", False),
]


@pytest.fixture
def search():
    connection = sqlite3.connect(":memory:")
    connection.execute('CREATE VIRTUAL TABLE t USING fts5(text, tokenize = "unicode61 remove_diacritics 2")')

    def found(text: str, words: str) -> bool:
        connection.execute("DELETE FROM t")
        connection.execute("INSERT INTO t VALUES (?)", (text,))
        phrase = phrase_of(words)
        return phrase is not None and bool(connection.execute("SELECT * FROM t WHERE t MATCH ?", (phrase,)).fetchall())

    yield found
    connection.close()


@pytest.mark.parametrize(("text", "words", "is_found"), CASES)
def test_words_are_found_one_after_the_other_from_their_beginning(search, text, words, is_found):
    assert says(text, words) is is_found
    assert search(text, words) is is_found


_LETTERS = st.text(alphabet="aAbBéÉñ 1-_.'\"%*^ü", max_size=12)


@settings(max_examples=300, deadline=None)
@given(text=_LETTERS, words=_LETTERS)
def test_the_rule_for_sentences_is_that_of_the_search(text, words):
    connection = sqlite3.connect(":memory:")
    connection.execute('CREATE VIRTUAL TABLE t USING fts5(text, tokenize = "unicode61 remove_diacritics 2")')
    connection.execute("INSERT INTO t VALUES (?)", (text,))
    phrase = phrase_of(words)
    if phrase is not None:
        found = bool(connection.execute("SELECT * FROM t WHERE t MATCH ?", (phrase,)).fetchall())
        assert found == says(text, words)
    connection.close()


def test_words_without_a_letter_are_looked_for_as_signs():
    assert phrase_of("§ %") is None
    assert says("It rose by 5 %.", "%")
    assert not says("It rose.", "%")


def test_documents_by_text_or_title_and_codings_by_sentence(tmp_path):
    one = make_document("Iran met North Korea. The oil price fell.", id="a", title="Sanctions talk")
    two = make_document("Oil was cheap. Iran accused North Korea.", id="b", title="Prices")

    def coder(document):
        trigger = "met" if document.id == "a" else "accused"
        sentence = "Iran met North Korea." if document.id == "a" else "Iran accused North Korea."
        return [make_coding(document, trigger=trigger, sentence=sentence)]

    with Record.open(tmp_path / "r.db") as record:
        record.add([one, two], coder)
        assert [d.id for d, _, _ in record.documents(Ask(text="oil"))] == ["a", "b"]
        assert [d.id for d, _, _ in record.documents(Ask(text="sanction"))] == ["a"]
        assert [d.id for d, _, _ in record.documents(Ask(text="; DROP TABLE documents"))] == []
        assert [d.id for d, _ in record.codings(Ask(text="accused north"))] == ["b"]
        assert list(record.codings(Ask(text="oil"))) == []  # in the texts, not in the sentences
        assert [d.id for d, _ in record.codings(Ask(text="."))] == ["a", "b"]


def test_the_search_follows_revisions_and_failures(tmp_path):
    with Record.open(tmp_path / "r.db") as record:
        record.add([make_document("Iran met North Korea.", id="a")], fake_coder)
        record.add([make_document("Iran accused North Korea.", id="a")], fake_coder)
        record.add([make_document("Unkept words.", id="b")], lambda d: 1 / 0)
        assert list(record.documents(Ask(text="met"))) == []
        assert [d.id for d, _, _ in record.documents(Ask(text="accused"))] == ["a"]
        found = record.connection.execute("SELECT rowid FROM documents_text WHERE documents_text MATCH 'unkept'")
        assert found.fetchall() == []
