"""Which day an act of a whole sentence has, read by the model. Published on Tuesday, 7 August 2018."""

from datetime import date

import pytest

from detente.language import analyse
from detente.reading import read_text
from detente.when import find_times, timing

PUBLISHED = date(2018, 8, 7)
NOW = "2018-08-07 implicit"


def told(text, *, future=False):
    """The timing of the act between asterisks, in one cell; "history" behind what is history."""
    start = text.index("*")
    act = text[start + 1 : text.index("*", start + 1)]
    document = read_text(text.replace("*", ""), id="d", published=PUBLISHED)
    sentences = analyse(document)
    for sentence, times in zip(sentences, find_times(sentences, document), strict=True):
        for token in sentence.tokens:
            if token.start <= start < token.end:
                when, is_historical = timing(times, sentence, token.index, document, future=future)
                days = "null" if when is None else str(when.first_day)
                if when is not None and when.last_day != when.first_day:
                    days += f"..{when.last_day}"
                end = " implicit" if when is not None and when.implicit else ""
                return days + end + (" history" if is_historical else "")
    raise AssertionError(act)


CASES = [
    # what is to come, told in the present
    ("On Thursday the chancellor *flies* to Tbilisi.", "2018-08-09"),
    ("The two presidents are scheduled to *meet* on Saturday in Vienna.", "2018-08-11"),
    ("Turkey must *hand* over the soldier by Thursday.", "2018-08-09"),
    ("Farmers are *protesting* since Monday.", "2018-08-06..2018-08-07"),
    # of a past act no day to come
    ("The premier *urged* voters to come out on 30 September.", NOW),
    ("The court *ordered* the mine closed by the end of the year.", NOW),
    # a weekday just past is that of what was said, unless the two have arranged it
    ("Peru *threatened* to cut off gas supplies to Chile on Friday.", "2018-08-03"),
    ("Chile *threatened* to cut off gas supplies to Peru on Friday.", "2018-08-03"),
    ("Norway *refused* to sell torpedoes to the junta on Monday.", "2018-08-06"),
    # the parser hangs the day on the subject
    ("Since Friday miners have *blockaded* the road.", "2018-08-03..2018-08-07"),
    ("The council on Thursday *condemned* the king.", "2018-08-02"),
    # simultaneous clauses and occasions
    ("Norland *admitted* the raid when its minister visited Paris in June.", "2018-06-01..2018-06-30"),
    ("It all began in May 2010, when the army *shelled* the port.", "2010-05-01..2010-05-31 history"),
    ("At Sunday's mass the bishop of Managua *criticised* the president.", "2018-08-05"),
    ("At Sunday’s mass the bishop of Managua *criticised* the president.", "2018-08-05"),
    ("In its annual report, published on 1 August, Amnesty *accused* Egypt of torture.", "2018-08-01"),
    ("Kosovo's president, visiting Paris last Tuesday, *rejected* a land swap with Serbia.", "2018-07-31"),
    ("In reply to Friday's rockets Israel *bombed* the tunnel.", NOW),
    ("In a three-day battle that began on 13 July rebels *killed* the governor.", "2018-07-13..2018-07-15"),
    # the day said last, in a row of acts
    ("Moscow expelled two Greeks on Monday, imposed a ban on Friday and *recalled* its envoy.", "2018-08-03"),
    # lengths of time
    ("The rebels have been *shelling* the town for ten days.", "2018-07-28..2018-08-07"),
    ("The army *besieged* the town for 90 days.", "null history"),
    ("For the first time in eleven years the leaders of the two Koreas *met*.", NOW),
    ("For a fortnight now Managua's police have *fired* on students.", "2018-07-24..2018-08-07"),
    ("Every spring the militia *attacks* the ring road.", "null"),
    ("The Friday before the 16 July summit Norland *indicted* a dozen spies.", "2018-07-13"),
    # counted to what the report tells
    ("The speech came exactly a week after the *attack* on the refinery.", "2018-07-31"),
    ("One year after Norland *invaded* the island, the port lies in ruins.", "2017-08-01..2017-08-31 history"),
    ("It comes a few days after Norland *declared* an emergency.", "null"),
    # due on a day
    ("The *summit*, due on Friday, was called off.", "2018-08-10"),
    ("The summit, due on Friday, was *postponed*.", NOW),
    ("Unions called a *strike* for Thursday.", "2018-08-09"),
    ("A *ban* on veils comes into force on September 1.", "2018-09-01"),
    # the edge of another act is a day of its own
    ("Since troops *invaded* in 2003, Iran has gained sway.", "2003-01-01..2003-12-31 history"),
    # what is judged has its own day
    ("A court *jailed* a teacher for insulting the king in 2016.", NOW),
    # occasions and outcomes
    ("At their summit last June 12, the two *signed* a declaration.", "2018-06-12"),
    ("The 1992-95 siege *killed* 11,000 people.", "1992-01-01..1995-12-31 history"),
    ("Five were hurt in a brawl in May 2017. In that attack, a driver *killed* a nurse.",
        "2017-05-01..2017-05-31 history"),
    # pictures
    ("FILE - Erdogan *greets* the Saudi minister before a meeting in Ankara, Oct. 15, 2015.", "2015-10-15 history"),
    ("He *praises* the accord of Feb. 12, 2015.", NOW),
    # words that the grammar knows
    ("Norland *annexed* the valley in March five years ago.", "2013-03-01..2013-03-31 history"),
    ("The minister *visited* Sochi from May 13 through 15.", "2018-05-13..2018-05-15 history"),
    # history without a date
    ("Argentina once *invaded* the islands.", "null history"),
    ("Argentina once again *condemned* the islanders.", NOW),
    ("During the Cold War Cuba *armed* Angola.", "null history"),
    ("When he was defence minister, Santos *bombed* a rebel camp.", "null history"),
    ("She was a girl when Soviet soldiers *deported* her family.", "null history"),
    ("Under Stalin Moscow *deported* the Chechens.", "null"),
    ("Several years ago Norland *expelled* the envoy.", "null history"),
    ("Norland recently *expelled* the envoy.", "null"),
    ("In fiscal 2012 Norland *deported* 900 people.", "null history"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_timing_of_an_act(text, expected):
    assert told(text) == expected


PLANS = [
    ("Poland will *buy* the missiles, a minister said on Friday.", NOW),
    ("Cairo promised on Sunday to *release* the students next month.", "2018-09-01..2018-09-30"),
    ("Ankara has promised to *free* the pastor before the end of August.", "2018-08-07..2018-08-31"),
    ("On Friday Kim *offered* talks to Seoul.", "2018-08-03"),
    ("The two will *meet* in a week's time.", "2018-08-13..2018-08-19"),
]


@pytest.mark.parametrize(("text", "expected"), PLANS)
def test_timing_of_a_plan(text, expected):
    assert told(text, future=True) == expected
