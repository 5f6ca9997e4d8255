"""Which days an act of a whole report has: said beside it, carried on from before, or those of publication.

Published on Tuesday, 7 August 2018. How strongly the heads tie words to the act is given by hand.
"""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from marked import read_marked
from when_trees import PUBLISHED

from detente.errors import TableError
from detente.language import analyse
from detente.ontology.tsv import read_weights
from detente.reading import read_text
from detente.values import When
from detente.when import DayAsked, Earlier, Timing, date_act, find_times, timing
from detente.when.asked import days_of
from detente.when.dating import best_of
from detente.when.standing import is_counted_from, standing_of


def asked(marked, *, tied=None, earlier=(), type_="ASSAULT", future=False):
    """The question for the act between asterisks of a report's last sentence; the words `tied` are its time."""
    document, sentences, sentence, trigger, ties = read_marked(marked, tied=tied, published=PUBLISHED)
    times = find_times(sentences, document)
    by_grammar = timing(times[sentence.index], sentence, trigger, document, future=future)
    here = times[sentence.index]
    return DayAsked(here, sentence, trigger, document, ties, type_, future, 0.1, by_grammar, earlier)


def told(day, trigger, *, sentence=0, type_="ASSAULT"):
    return Earlier(sentence, When(day, day, "day", False), type_, trigger)


def test_the_day_said_and_tied_is_the_acts() -> None:
    found = date_act(asked("Gunmen *raided* the depot in Norhaven on Sunday.", tied="Sunday"))
    assert (found.when.first_day, found.when.implicit, found.when.text) == (date(2018, 8, 5), False, "Sunday")


@pytest.mark.parametrize(
    "act",
    [
        "Gunmen raided the depot on Thursday. They *shot* two guards.",
        "The fleet sailed on Thursday. Marines *seized* the fort.",
        "Rebels attacked Norhaven on Thursday. The army *bombed* their camp.",
    ],
    ids=["they", "another doer", "answer"],
)
def test_a_deed_told_after_another_has_its_day(act: str) -> None:
    when = date_act(asked(act, earlier=(told(date(2018, 8, 2), "raided"),))).when
    assert when == When(date(2018, 8, 2), date(2018, 8, 2), "day", True)


def test_carried_days_are_implicit_and_quote_nothing() -> None:
    question = asked(
        "The fleet sailed on Thursday. Marines *seized* the fort.", earlier=(told(date(2018, 8, 2), "sailed"),)
    )
    carried = [d for d in days_of(question) if "carried" in d.signs]
    assert [(d.timing.when.implicit, d.timing.when.text, d.timing.when.start) for d in carried] == [(True, None, None)]


def test_days_of_publication_are_not_carried() -> None:
    default = Earlier(0, When(PUBLISHED, PUBLISHED, "day", True), "ASSAULT", "raided")
    assert not [
        d for d in days_of(asked("The depot burned. They *shot* two.", earlier=(default,))) if "carried" in d.signs
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The day before the rally police *arrested* its leaders.", date(2018, 8, 1)),
        ("Police *arrested* a man on the day of the rally.", date(2018, 8, 2)),
        ("Two days after the rally police *arrested* its leaders.", date(2018, 8, 4)),
    ],
)
def test_days_count_from_an_act_told_before(text: str, day: date) -> None:
    question = asked(text, earlier=(told(date(2018, 8, 2), "rallied"), told(date(2018, 7, 1), "met")))
    said = [d.timing.when for d in days_of(question) if d.said is not None]
    assert [w and (w.first_day, w.last_day) for w in said] == [(day, day)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The road was closed since 1 August, when gunmen *ambushed* a convoy.", 1, 1),
        ("The port lies idle since 30 July, when the navy *mined* it and *sank* a tug.", 30, 30),
        ("From Sunday the soldiers *confined* everybody indoors.", 5, 5),
    ],
)
def test_what_opens_a_state_was_done_on_its_first_day(text: str, first: int, last: int) -> None:
    for star in range(text.count("*") // 2):
        parts = text.split("*")
        marked = "".join(f"*{p}*" if i == 2 * star + 1 else p for i, p in enumerate(parts))
        when = next(d.timing.when for d in days_of(asked(marked)) if d.said is not None)
        assert (when.first_day.day, when.last_day.day) == (first, last)


def test_what_goes_on_since_then_lasts_to_the_report() -> None:
    when = next(d.timing.when for d in days_of(asked("They have *blockaded* the port since Sunday.")) if d.said)
    assert (when.first_day, when.last_day) == (date(2018, 8, 5), PUBLISHED)


def test_a_promise_has_the_day_on_which_it_was_made() -> None:
    question = asked("The *promise* that he made in February alarmed Norland.", type_="AGREE", future=True)
    when = next(d.timing.when for d in days_of(question) if d.said)
    assert (when.first_day, when.last_day) == (date(2018, 2, 1), date(2018, 2, 28))


def test_without_times_and_publication_there_is_no_day() -> None:
    document = read_text("They shot two guards.", id="d", published=None)
    sentence = analyse(document)[0]
    ties = np.zeros(len(sentence.tokens), dtype=np.float32)
    question = DayAsked((), sentence, 1, document, ties, "ASSAULT", False, 0.0, Timing(None, False))
    assert date_act(question) == Timing(None, False)


def test_a_weight_that_is_no_number_is_refused_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "dating.tsv"
    table.write_text("sign\tweight\nsaid\tmuch\n", encoding="utf-8")
    with pytest.raises(TableError, match="line 2"):
        read_weights(table)


@pytest.mark.parametrize(
    ("text", "tied", "day"),
    [
        ("A week after the summit of 12 July, the envoy *met* rebels in Norhaven.", "12 July", 19),
        ("Two days before the vote of 20 July, gunmen *shot* a clerk.", "20 July", 18),
        ("Three days after the truce of 2 August, guns *shelled* the port.", "2 August", 5),
    ],
)
def test_a_day_from_which_another_counts_is_no_acts(text: str, tied: str, day: int) -> None:
    question = asked(text, tied=tied)
    assert date_act(question).when.first_day.day == day
    counted = [
        t.text for t in question.times if is_counted_from(t, question.times, question.sentence, question.trigger)
    ]
    assert counted == [tied]


def test_the_event_that_days_count_from_keeps_its_own_day() -> None:
    question = asked("A week after the *summit* of 12 July, the envoy met rebels.", tied="12 July", type_="CONSULT")
    assert not is_counted_from(question.times[1], question.times, question.sentence, question.trigger)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Gunmen *raided* the depot on Sunday.", "at the act"),
        ("The envoy *praised* the 2015 accord.", "of a thing"),
        ("The envoy said on Monday that troops had *fled*.", "of the saying"),
        ("Norland *banned* grain after gunmen attacked a ship on Friday.", "of a clause below"),
    ],
)
def test_where_a_time_stands(text: str, stands: str) -> None:
    question = asked(text)
    assert standing_of(question.times[0], question.sentence, question.trigger) == stands


@pytest.mark.parametrize(("other", "best"), [(0.5, 0), (1.9, 0), (2.0, 1), (5.0, 1)])
def test_the_grammars_time_stands_unless_another_leads_clearly(other: float, best: int) -> None:
    assert best_of([("by grammar",), ("said",)], {"said": other}) == best


def test_without_a_time_of_the_grammar_the_likeliest_is_taken() -> None:
    assert best_of([("published",), ("carried",)], {"carried": 0.1}) == 1
