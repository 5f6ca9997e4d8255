"""Plain text as people paste it: the parts come out, whatever the form."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading import read_text

WIRE = """Norland recalls envoy from Sudland over border shooting
By Jane Doe

OSTHAVEN, Norland, March 3 (Reuters) - Norland recalled its ambassador from
Sudland on Tuesday after two of its border guards were shot dead, the foreign
ministry said.

The ministry said in a statement that it held
Sudland responsible for the deaths.

"We will not accept this," Foreign Minister Ana Kovar told reporters in
Osthaven.

(Reporting by Jane Doe; Editing by John Roe)
"""

PAPER = """MIDDLE EAST
Truce talks resume in Doha
Published: 14 May 2021 09:32 GMT
Mediators met both sides separately on Friday as shelling went on in the north.
A second round is planned for Saturday, an official said.
Related: Five killed in market blast
What was agreed
The sides agreed to exchange lists of prisoners by the end of the week.
READ ALSO
Rebels seize airport
Army retakes two villages
Share Tweet Email
© 2021 AFP
"""

CAPTIONED = """Protesters block highway in Tirvana

Protesters block the main road into Tirvana, February 11, 2020. REUTERS/Jan Roe

TIRVANA (Reuters) - Hundreds of people blocked the highway into the capital on Tuesday.

Police used tear gas. At least 12 people were hurt, a hospital said.

Subscribe to our newsletter to get the latest news.
"""

BRACKETED = """Norland and Sudland reopen border crossing after six years

Trucks queue at the Kesh crossing on the Norland side of the border [File: Jane Doe/AP]

Norland and Sudland reopened their only road crossing on Monday, ending six years of closure.

The move follows talks in Vastia last month.

SOURCE: AL JAZEERA AND NEWS AGENCIES
"""

STATEMENT = """Experts urge Norland to free detained reporters

GENEVA (7 August 2018) – UN experts on Tuesday called on Norland to release four reporters held since June.

"They must be freed at once," the experts said.

ENDS
"""

ALLAFRICA = """Kenland: Opposition Rejects Election Date

[Port Ambo] Kenland's opposition on Wednesday rejected the date that the commission had set for the election.

"This date was set by one side," said its leader, Amos Tembo.
"""

SPACED_DASH = """Port Ambo — The government of Kenland expelled two diplomats on Friday. It gave no reason.

The diplomats must leave within 48 hours.
"""

FILE_PHOTO = """Sudland denies firing rockets

FILE PHOTO: President Ivo Tal speaks in Sudport, Sudland June 3, 2015. REUTERS/Jane Doe/File Photo

SUDPORT (Reuters) - Sudland denied on Thursday that its forces had fired rockets at a Norland village.
"""

BYLINE_IN = """Norland bans timber from Sudland

Move comes days after a spying row

Jane Doe in Osthaven
Tue 6 Mar 2018 14.02 GMT

Norland banned imports of timber from Sudland on Tuesday, four days after it expelled a Sudland diplomat.

Photograph: Jane Doe/EPA

The ban takes effect in April.

Topics: Norland, Sudland
"""

BULLETS = """Key points of the Vastia accord

Norland and Sudland signed an accord in Vastia on Monday. It says that:

• Norland will withdraw its troops from the Kesh valley
• Sudland will free 40 prisoners
• both will reopen their embassies

The accord takes effect on Friday.
"""

INNER_HEADINGS = """Why Norland and Sudland are talking again

For two years the neighbours exchanged nothing but insults. Now their ministers have met three times in a month.

A drought that hit both

Both countries lost a third of their harvest, and both need the water of the Kesh.

What comes next

The ministers will meet again in June, officials said.

More on this story

Norland opens dam gates
Sudland farmers march on capital
"""

COOKIES = """We use cookies to improve your experience. Accept all cookies

Skip to content

Sudland arrests opposition leader

Police in Sudland arrested opposition leader Mira Sol at her home on Sunday, her lawyer said.

ADVERTISEMENT

She is accused of inciting riots, which she denies.

This article was updated on Monday to add the lawyer's comment.

All rights reserved. This material may not be published, broadcast, rewritten or redistributed.
"""

TRANSCRIPT = """Interview with the Sudland foreign minister

KOVAR: Minister, will you meet your counterpart from Norland?

TEMBO: We will meet when the shelling stops.

KOVAR: And if it does not stop?
"""

LABELLED = """Title: Norland closes airspace to Sudland
Date: 3 March 2021
Source: Example Wire

Norland closed its airspace to all planes from Sudland on Wednesday, the transport ministry said.
"""

PLEDGES = """Norland pledges $40m to flood-hit Sudland — Reuters
Pledges welcomed
Norland pledged 40 million dollars to Sudland on Monday after floods killed 200 people.
The prime minister of Sudland thanked Norland. AFP
"""

GULF_PAPER = """Drought pushes Norland and Sudland to share river

Farmers on both banks of the Kesh have protested for weeks

Ana Kovar (L) greets Ivo Tal before their talks in the capital Osthaven on May 4, 2021. / REUTERS / JANE DOE
Powered by automated translation

Norland and Sudland will share the water of the Kesh, easing a dispute that has soured relations for a decade.

Ms Kovar and Mr Tal agreed on the plan during talks Tuesday in Osthaven, the official news agency said.


Read more:

Sudland farmers block border road

Norland fills its new dam

Tal tells farmers that 'the river belongs to no one'"""

TEXTS = [
    pytest.param(
        GULF_PAPER, "headline subheading caption credit notice body body notice related related related", id="gulf"
    ),
    pytest.param(WIRE, "headline credit dateline body body body credit", id="wire"),
    pytest.param(
        PAPER,
        "notice headline notice body body notice related subheading body notice related related notice notice",
        id="paper",
    ),
    pytest.param(CAPTIONED, "headline caption credit dateline body body notice", id="captioned"),
    pytest.param(BRACKETED, "headline caption credit body body credit", id="bracketed"),
    pytest.param(STATEMENT, "headline dateline body body notice", id="statement"),
    pytest.param(ALLAFRICA, "headline dateline body body", id="allafrica"),
    pytest.param(SPACED_DASH, "dateline body body", id="spaced-dash"),
    pytest.param(FILE_PHOTO, "headline caption credit dateline body", id="file-photo"),
    pytest.param(BYLINE_IN, "headline subheading credit notice body credit body notice", id="byline-in"),
    pytest.param(BULLETS, "headline body body body body body", id="bullets"),
    pytest.param(
        INNER_HEADINGS, "headline body subheading body subheading body notice related related", id="inner-headings"
    ),
    pytest.param(COOKIES, "notice notice headline body notice body notice notice", id="cookies"),
    pytest.param(TRANSCRIPT, "headline body body body", id="transcript"),
    pytest.param(LABELLED, "notice headline notice credit body", id="labelled"),
    pytest.param(PLEDGES, "headline subheading body body credit", id="pledges"),
]


def kinds(text: str) -> str:
    return " ".join(p.kind for p in read_text(text, id="t").parts)


def words(text: str, kind: str) -> list[str]:
    return [text[p.start : p.end] for p in read_text(text, id="t").parts if p.kind == kind]


def check_cover(text: str, parts) -> None:
    at = 0
    for part in parts:
        assert at <= part.start < part.end <= len(text)
        assert text[at : part.start].strip() == ""
        assert text[part.start : part.end] == text[part.start : part.end].strip()
        at = part.end
    assert text[at:].strip() == ""


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_pasted_text_is_divided_into_its_parts(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(("text", "_"), TEXTS)
def test_windows_line_ends_give_the_same_parts(text, _):
    assert read_text(text.replace("\n", "\r\n"), id="t") == read_text(text, id="t")


@pytest.mark.parametrize(("text", "_"), TEXTS)
def test_blank_lines_between_all_lines_keep_the_headline(text, _):
    assert words(text.replace("\n", "\n\n"), "headline") == words(text, "headline")


@pytest.mark.parametrize(
    ("start", "dateline"),
    [
        ("TEHRAN, Aug 7 (Reuters) - ", "TEHRAN, Aug 7 (Reuters) -"),
        ("WASHINGTON (AP) — ", "WASHINGTON (AP) —"),
        ("GENEVA, 12 March 2021 — ", "GENEVA, 12 March 2021 —"),
        ("GENEVA (7 August 2018) – ", "GENEVA (7 August 2018) –"),
        ("Tehran, IRNA – ", "Tehran, IRNA –"),
        ("MOSCOW, August 7. /TASS/. ", "MOSCOW, August 7. /TASS/."),
        ("MOSCOW. Aug 7 (Interfax) - ", "MOSCOW. Aug 7 (Interfax) -"),
        ("SEOUL, Aug. 7 (Yonhap) -- ", "SEOUL, Aug. 7 (Yonhap) --"),
        ("WASHINGTON/SEOUL, Jan 3 (Reuters) - ", "WASHINGTON/SEOUL, Jan 3 (Reuters) -"),
        ("ST. PETERSBURG, Russia (AP) -- ", "ST. PETERSBURG, Russia (AP) --"),
        ("N'DJAMENA, Chad — ", "N'DJAMENA, Chad —"),
        ("UNITED NATIONS, New York, 7 Aug 2018 - ", "UNITED NATIONS, New York, 7 Aug 2018 -"),
        ("BEIJING (Xinhua) ", "BEIJING (Xinhua)"),
        ("(Reuters) - ", "(Reuters) -"),
        ("Aug 7 (Reuters) - ", "Aug 7 (Reuters) -"),
        ("Beirut, Lebanon (CNN) -- ", "Beirut, Lebanon (CNN) --"),
        ("ANKARA: ", "ANKARA:"),
    ],
)
def test_dateline_is_a_part_and_the_body_goes_on_after_it(start, dateline):
    text = (
        f"Envoys meet again\n\n{start}Envoys of both countries met again on Tuesday, officials said.\n\nIt was brief."
    )
    assert words(text, "dateline") == [dateline]
    assert words(text, "body")[0] == "Envoys of both countries met again on Tuesday, officials said."


@pytest.mark.parametrize(
    "start",
    [
        "US President Donald Trump said on Monday - again - that the talks were over.",
        "Norland and Sudland said — once more — that they would talk.",
        "BREAKING: Norland has closed its border with Sudland, state television said.",
        "May said on Tuesday that she would resign, and left.",
        "[The] president said he would go, an aide recalled.",
        "NORLAND HAS CLOSED ITS BORDER - OFFICIALS SAY IT WILL STAY SHUT.",
    ],
)
def test_a_sentence_is_not_taken_for_a_dateline(start):
    assert words(f"Talks are over\n\n{start}\n\nNothing else was said.", "dateline") == []


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Ana Kovar (R) shakes hands with Ivo Tal in Vastia on August 7, 2018.", "/ AFP PHOTO / JANE DOE"),
        ("Ana Kovar and Ivo Tal in Vastia", "(Photo: Jane Doe)"),
        ("Ana Kovar and Ivo Tal meet in Vastia.", "Photo by Jane Doe"),
        ("Ana Kovar and Ivo Tal in Vastia", "[Reuters]"),
        ("Ana Kovar speaks in Vastia.", "Photograph: Jane Doe/AFP"),
        ("Ana Kovar speaks in Vastia, March 3, 2018.", "REUTERS/Jane Doe"),
        ("Ana Kovar speaks in Vastia on Friday.", "(AP Photo/Jane Doe)"),
        ("Smoke over the port of Sudport.", "Jane Doe/AFP via Getty Images"),
        ("Smoke over the port of Sudport.", "© AFP 2018"),
    ],
)
def test_caption_and_its_credit_are_two_parts(caption, credit):
    text = f"Ministers meet in Vastia\n\n{caption} {credit}\n\nThe ministers of both countries met on Friday.\n"
    assert words(text, "caption") == [caption]
    assert words(text, "credit") == [credit]


def test_headlines_after_the_last_paragraph_are_of_other_reports():
    text = "Talks fail\n\nNorland left on Monday.\n\nSudland opens its dam gates\n\nKenland accuses rebels of arson"
    assert kinds(text) == "headline body related related"


def test_a_list_of_names_after_the_last_paragraph_is_report():
    text = (
        "Envoys named\n\nThe president named two on Monday.\n\nAna Kovar, Envoy to Sudland\n\nJan Roe, Envoy to Vastia"
    )
    assert kinds(text) == "headline body body body"


def test_sentences_that_begin_like_a_notice_are_report():
    text = (
        "Allies speak\n\nLike our own, the army of Norland is led by civilians. We value that.\n\n"
        "Follow the money, the minister said, and you find Sudland.\n\n"
        "Read the accord again, he told reporters in Vastia."
    )
    assert kinds(text) == "headline body body body"


def test_the_words_of_a_body_are_never_taken_for_a_credit():
    text = "Norland will not talk, its minister told Reuters.\n\nHe spoke to a reporter for AFP (see below) in Vastia."
    assert kinds(text) == "body body"


def test_lines_wrapped_at_a_width_are_one_paragraph():
    assert words(WIRE, "body")[0].endswith("foreign\nministry said.")
    assert (
        words(WIRE, "body")[1] == "The ministry said in a statement that it held\nSudland responsible for the deaths."
    )


def test_lines_that_were_not_wrapped_are_paragraphs():
    text = "Talks fail\nNorland left the talks on Monday.\nSudland blamed Norland.\nThe mediator, Vastia, was silent."
    assert kinds(text) == "headline body body body"


def test_single_sentence_is_body():
    assert kinds("Norland accuses Sudland of arming rebels") == "body"
    assert kinds("Norland accused Sudland of arming rebels. Sudland denied it.") == "body"


def test_title_stands_above_the_text_and_is_the_headline():
    doc = read_text("Norland left the talks.", id="t", title="Talks fail")
    assert doc.text == "Talks fail\n\nNorland left the talks."
    assert [(p.kind, doc.text[p.start : p.end]) for p in doc.parts] == [
        ("headline", "Talks fail"),
        ("body", "Norland left the talks."),
    ]


def test_headline_repeated_below_the_title_is_read_once():
    doc = read_text("Talks fail\n\nNorland left the talks.", id="t", title="Talks fail")
    assert [p.kind for p in doc.parts] == ["headline", "notice", "body"]


def test_the_text_keeps_its_odd_spaces():
    text = "Mr\u00a0Ri met Nor\u200bland's envoy\u202f… again.\u200b"
    doc = read_text("\ufeff" + text, id="t")
    assert doc.text == text
    check_cover(doc.text, doc.parts)


def test_an_empty_text_has_no_parts():
    assert read_text(" \n\u00a0\n", id="t").parts == ()


PIECES = st.sampled_from(
    [
        "Norland accuses Sudland",
        "TEHRAN, Aug 7 (Reuters) - ",
        "Envoys met on Tuesday, officials said. ",
        "(Photo: Jane Doe)",
        "[Reuters]",
        "Read more:",
        "Related: ",
        "By Jane Doe",
        "Published: 7 August 2018",
        "© AFP",
        "/ AFP PHOTO / JANE DOE",
        "• ",
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        "\u00a0",
        "\u200b",
        "   ",
        "Title: ",
        "# ",
        "a",
        ".",
        "\x85",
        "—",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=25).map("".join))
def test_parts_are_ordered_apart_and_cover_all_but_white_space(text):
    doc = read_text(text, id="t")
    check_cover(doc.text, doc.parts)
    titled = read_text(text, id="t", title="Talks fail")
    check_cover(titled.text, titled.parts)


@pytest.mark.parametrize(
    "unit", ["a", "A", "A ", "A-", "(", "[", "/ ", "Aa/", ". A", "By A, ", "©", "cookies ", "\n", "a\n", "1/1/", "— "]
)
def test_crafted_text_takes_no_more_than_its_length(unit):
    text = unit * (100_000 // len(unit))
    started = time.process_time()
    read_text(text, id="t")
    assert time.process_time() - started < 3.0
