from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Block, BlockKind, Document, Span
from khabar.text import mark

LEAD = "Government troops retook the town of Dura on Thursday after a week of fighting, the army said in a statement."
SECOND = "“We hold the eastern quarter and the bridge,” a spokesman of the rebels told reporters by telephone."
THIRD = "It was the second attempt this month. Shells hit the market and two people were killed, residents said."
LAST = "The army said that it would go on to the river crossing at Hamra before the end of the month."
NEWS = [LEAD, SECOND, THIRD, LAST]


def document(*paragraphs: str, between: str = "\n\n") -> Document:
    return Document("0" * 64, "a.txt", between.join(paragraphs))


def marked(*paragraphs: str, between: str = "\n\n") -> list[tuple[str, str]]:
    doc = mark(document(*paragraphs, between=between))
    return [(block.kind.value, block.span.of(doc.text)) for block in doc.blocks]


def reasons(*paragraphs: str) -> dict[str, str]:
    doc = mark(document(*paragraphs))
    return {b.span.of(doc.text): b.reason for b in doc.blocks if b.kind is BlockKind.BOILERPLATE}


def body(*paragraphs: str, between: str = "\n\n") -> list[str]:
    return [text for kind, text in marked(*paragraphs, between=between) if kind == "body"]


def test_a_report_from_its_headline_to_its_end() -> None:
    assert marked(
        "Skip to main content",
        "Army retakes Dura from rebels",
        "The fall of the town opens the road to the river.",
        "By Mona Saleh\n2 hours ago\nA+ A-",
        "DURA, Northern Province (AP) — " + LEAD,
        SECOND,
        "Second attempt",
        THIRD,
        "Also read: Minister resigns over ferry",
        LAST,
        "Comments",
        "The Ledger moderates all comments.",
    ) == [
        ("boilerplate", "Skip to main content"),
        ("title", "Army retakes Dura from rebels"),
        ("body", "The fall of the town opens the road to the river."),
        ("byline", "By Mona Saleh"),
        ("byline", "2 hours ago"),
        ("byline", "A+ A-"),
        ("dateline", "DURA, Northern Province (AP) —"),
        ("body", LEAD),
        ("body", SECOND),
        ("title", "Second attempt"),
        ("body", THIRD),
        ("boilerplate", "Also read: Minister resigns over ferry"),
        ("body", LAST),
        ("boilerplate", "Comments"),
        ("boilerplate", "The Ledger moderates all comments."),
    ]


# ------------------------------------------------------------------------------------------ furniture, one kind a case

FURNITURE = {
    "Home": "navigation",
    "Log in": "subscription or membership offer",
    "$9.50 / month, billed annually": "subscription or membership offer",
    "Join thousands of readers who trust The Ledger PRO.": "subscription or membership offer",
    "Become a member and start your free trial. Cancel anytime.": "subscription or membership offer",
    "Get the best of the week delivered to your inbox.": "newsletter",
    "Got a tip? Write to desk@ledger.example": "newsletter",
    "Your email address will not be published. Required fields are marked *": "comment policy or form",
    "Leave a reply": "comment policy or form",
    "Please consider a donation to support our work.": "appeal for donations",
    "Help us keep reporting from the front.": "appeal for donations",
    "The Hamra Centre is an independent, non-partisan research body. It does not take institutional positions.": (
        "the outlet about itself"
    ),
    "The views expressed are the author's own and do not necessarily reflect those of The Ledger.": (
        "the outlet about itself"
    ),
    "Read more: Rebels shell the port": "teaser for other reports",
    "This article was originally published by The Ledger.": "teaser for other reports",
    "Share this article": "sharing or cookie notice",
    "Facebook Twitter WhatsApp Print": "sharing or cookie notice",
    "Follow Mona Saleh on Twitter @monas": "sharing or cookie notice",
    "We and our partners use cookies. See our cookies page.": "sharing or cookie notice",
    "© 2021 The Ledger": "copyright",
    "Copyright 2021 The Ledger. All rights reserved. It may not be republished.": "copyright",
    "ENDS": "wire header or sign-off",
    "-30-": "wire header or sign-off",
    "MORE TO FOLLOW": "wire header or sign-off",
    "ZCZC": "wire header or sign-off",
    "LGR0421 7 DURA": "wire header or sign-off",
    "Photo: Adil Rashid/The Ledger": "image credit",
    "(Photo by Adil Rashid/Pool)": "image credit",
    "FILE PHOTO: Soldiers stand guard in Dura. LEDGER/Adil Rashid": "image credit",
    "Advertisement": "advertisement",
}


@pytest.mark.parametrize("paragraph", FURNITURE)
def test_furniture_is_marked_with_its_kind_and_the_news_around_it_stays(paragraph: str) -> None:
    assert reasons(*NEWS[:3], paragraph, SECOND, LAST) == {paragraph: FURNITURE[paragraph]}


NEWS_WITH_WORDS_OF_FURNITURE = [
    "Donations reached the camp on Saturday, aid workers said.",
    "The newsletter of the group said that its fighters held the bridge.",
    "The Foundation, an independent non-profit, reported that three men were killed.",
    "“Sign up for the army,” a poster in the square said.",
    "Comments by the minister angered the rebels.",
    "We will not tolerate attacks on our soldiers.",
    "We welcome comments by the minister.",
    "Members of parliament subscribe to the view that the border is open.",
    "You may like it or not, we will stay.",
    "The army asked residents to join convoys to the north.",
    "He urged people to donate blood at the hospital today.",
    "More on the border than in the town",
    "IRAQI ARMY IN DURA",
    "Fall of the old town",
    "The ministry spent $25 a month on each recruit, according to the audit.",
    "“You have to leave your homes,” the soldiers told us.",
]


@pytest.mark.parametrize("paragraph", NEWS_WITH_WORDS_OF_FURNITURE)
def test_news_that_uses_the_same_words_stays_body(paragraph: str) -> None:
    assert not reasons(LEAD, paragraph, THIRD, SECOND, LAST)


# --------------------------------------------------------------------------------------- tails, and boxes in the middle


def test_lines_behind_an_offer_go_with_it_until_the_news_goes_on() -> None:
    assert body(
        *NEWS[:3], "Sign up for our newsletter", "What you get:", "  • Morning Line", "  • Border Watch", LAST
    ) == [*NEWS[:3], LAST]


def test_a_subheading_behind_an_offer_stays_with_its_news() -> None:
    assert body(LEAD, SECOND, "Sign up for our newsletter", "Third day", THIRD, LAST)[2:] == [THIRD, LAST]


def test_readers_comments_are_no_news_even_where_they_read_like_it() -> None:
    reader = "My brother was killed in that town and the army said nothing about it for a year."
    assert body(*NEWS, NEWS[0], "Comments", "Adil", reader, "Mona", reader, reader) == [*NEWS, LEAD]


def test_a_comments_link_before_the_report_takes_nothing_away() -> None:
    assert body("Army retakes Dura", "Comments", *NEWS) == NEWS


def test_a_comments_link_in_the_middle_takes_only_itself() -> None:
    assert body(*NEWS, LEAD, "12 comments", *NEWS) == [*NEWS, LEAD, *NEWS]


def test_teasers_at_the_end_are_headlines_with_or_without_their_first_sentence() -> None:
    teaser = "The minister for the islands resigned on Sunday after a ferry sank with forty people on board."
    tail = ["Check Also", "Minister resigns over ferry", teaser, "By Mona Saleh", "Rebels shell the port", teaser]
    assert body(*NEWS, LEAD, *tail) == [*NEWS, LEAD]


def test_a_box_of_headlines_in_the_middle_ends_where_the_news_goes_on() -> None:
    box = ["Related stories", "Minister resigns over ferry", "Rebels shell the port"]
    long = THIRD + " " + LAST
    assert body(*NEWS, LEAD, *box, long) == [*NEWS, LEAD, long]
    assert body(*NEWS, LEAD, *box[:2], SECOND, LAST) == [*NEWS, LEAD, SECOND, LAST]


def test_arabic_copy_goes_on_behind_furniture() -> None:
    arabic = "قالت وزارة الدفاع إن القوات دخلت المدينة صباح اليوم بعد معارك استمرت أسبوعا كاملا."
    assert body(*NEWS, "Sign up for our newsletter", arabic)[-1] == arabic


# ------------------------------------------------------------------------------------------------------ top of a report


@pytest.mark.parametrize(
    "line",
    ["Army retakes Dura", "# Army retakes Dura", "ARMY RETAKES DURA", "Will the army retake Dura?", "“We hold Dura”",
     "WATCH: Drones over Dura"],
)  # fmt: skip
def test_a_short_first_line_without_full_stop_is_the_title(line: str) -> None:
    assert marked(line, *NEWS)[0] == ("title", line)


def test_an_underlined_markdown_heading_is_the_title() -> None:
    assert marked("The army retakes Dura.\n======", *NEWS)[0][0] == "title"


@pytest.mark.parametrize("text", ["Army retakes Dura", LEAD, LEAD + " " + SECOND])
def test_one_paragraph_alone_is_body(text: str) -> None:
    assert marked(text) == [("body", text)]


def test_a_report_may_have_no_title() -> None:
    assert [kind for kind, _ in marked(*NEWS)] == ["body"] * 4
    assert marked("It rained.", "Then it fell.") == [("body", "It rained."), ("body", "Then it fell.")]


@pytest.mark.parametrize(
    "line",
    ["By Mona Saleh", "Mona Saleh", "Mona Saleh and Adil al-Rashid", "Mona Saleh, Ledger correspondent", "3 March 2021",
     "Thursday, March 4, 2021 | 10:15 GMT", "2021-03-04T10:15Z", "04/03/2021 - 10:15", "Published: today",
     "Published on 4 March", "Updated 3 hours ago", "an hour ago", "AA", "4 min read by Mona", "Text size: A A"],
)  # fmt: skip
def test_authors_and_dates_below_the_title_are_bylines(line: str) -> None:
    assert marked("Army retakes Dura", line, *NEWS)[1] == ("byline", line)


@pytest.mark.parametrize(
    "line",
    ["By Saturday they had left", "Published reports speak of forty dead", "An hour ago the army came",
     "The fall of the town opens the road", "May the army come?"],
)  # fmt: skip
def test_other_lines_below_the_title_are_body(line: str) -> None:
    assert marked("Army retakes Dura", line, *NEWS)[1] == ("body", line)


def test_who_reported_and_edited_it_at_the_end_is_a_byline() -> None:
    line = "Reporting by Mona Saleh in Dura; editing by Adil Rashid"
    assert marked(*NEWS, line)[-1] == ("byline", line)


@pytest.mark.parametrize(
    "head",
    ["DURA —", "DURA, Northern Province -", "GENEVA (Reuters) -", "KYIV, May 3 (Interfax) –", "Geneva (Reuters) -",
     "MOSCOW, May 3. /TASS/.", "(Beirut) –", "(Beirut, May 3, 2023) –", "AL-HASAKAH, Syria (North Press) –",
     "NEW YORK/GENEVA, 5 May 2023 –", "PORT-AU-PRINCE, Haiti —", "St. Petersburg, Russia —", "Damascus, SANA-",
     "Kabul, 3 May:", "JERUSALEM (JTA)", "GOMA, Democratic Republic of Congo, Jan 27 (Reuters) -", "DURA--"],
)  # fmt: skip
def test_the_place_before_the_first_words_is_a_dateline(head: str) -> None:
    assert marked("Army retakes Dura", f"{head} {LEAD}", SECOND)[1:3] == [("dateline", head), ("body", LEAD)]


@pytest.mark.parametrize(
    "start",
    ["The army — BACKED by tanks — ", "Rashid - The mayor - ", "ISIS — which held the hill — ", "GAZA: The border: ",
     "A “wall” — The last one — ", "THE ARMY - ", "US-backed SDF - ", "Of all towns, Dura — ", "(.) – "],
)  # fmt: skip
def test_other_dashes_are_no_dateline(start: str) -> None:
    assert marked("Army retakes Dura", start + LEAD, SECOND)[1] == ("body", start + LEAD)


def test_copy_in_capitals_has_datelines_too_but_not_before_every_dash() -> None:
    lead = LEAD.upper()
    assert marked("DURA -- " + lead, lead)[0] == ("dateline", "DURA --")
    assert marked("ARMY CHIEFS OF STAFF -- " + lead, lead)[0][0] == "body"


def test_a_dateline_alone_is_left_with_its_paragraph() -> None:
    assert marked("DURA —", *NEWS)[0] == ("title", "DURA —")


# ---------------------------------------------------------------------------------------------------------- paragraphs


def wrapped(text: str, width: int, end: str = "\n") -> str:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return end.join([*lines, line])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("width", [50, 64, 72, 80])
@pytest.mark.parametrize("capitals", [False, True])
def test_copy_wrapped_by_hand_is_one_paragraph_again(width: int, end: str, capitals: bool) -> None:
    copy = [wrapped(" ".join(NEWS), width, end), wrapped(" ".join(NEWS[::-1]), width, end)]
    copy = [text.upper() for text in copy] if capitals else copy
    assert body(*copy, between=end * 2) == copy


def test_short_paragraphs_wrapped_by_hand_are_joined_too() -> None:
    copy = [wrapped(text, 60) for text in NEWS]
    assert body(*copy, between="\n") == copy


def test_lines_are_paragraphs_where_the_copy_is_not_wrapped() -> None:
    assert body(*[text + " " + LAST for text in NEWS], between="\n") == [text + " " + LAST for text in NEWS]


def test_a_sentence_that_goes_on_in_the_next_line_is_not_torn() -> None:
    torn = (
        "The minister, who had\nearlier\nleft the town for good,\nDura, came back and was killed on the bridge there."
    )
    assert body(torn, LEAD + " " + SECOND, between="\n")[0] == torn


def test_items_of_a_list_and_quoted_lines_are_paragraphs() -> None:
    items = ["- twelve soldiers were wounded", "* three tanks were lost", "2. the bridge was blown up", "> no comment"]
    assert body(LEAD, "\n".join(items), LAST) == [LEAD, *items, LAST]


def test_line_ends_of_every_kind_part_paragraphs() -> None:
    assert body("\u2028".join([LEAD, "\u2028" + SECOND])) == [LEAD, SECOND]


# --------------------------------------------------------------------------------------- blocks that are already there


def test_a_header_marked_before_stays_and_the_rest_is_marked() -> None:
    doc = document("---\ntitle: x\n---", "Army retakes Dura", *NEWS)
    header = Block(Span(0, 16), BlockKind.BOILERPLATE, "front matter")
    blocks = mark(replace(doc, blocks=(header,))).blocks
    assert blocks[0] == header
    assert [block.kind.value for block in blocks[1:]] == ["title", "body", "body", "body", "body"]


def test_the_body_of_a_page_is_marked_further_and_its_other_parts_stay() -> None:
    parts = ["Menu", "Army retakes Dura", "DURA — " + LEAD, "Subscribe now", SECOND, "Rebels shell the port", THIRD]
    kinds = ["boilerplate", "title", "body", "body", "body", "boilerplate", "body"]
    blocks, at = [], 0
    for part, kind in zip(parts, kinds, strict=True):
        blocks.append(Block(Span(at, at + len(part)), BlockKind(kind), "outside" if kind == "boilerplate" else ""))
        at += len(part) + 2
    doc = mark(replace(document(*parts), blocks=tuple(blocks)))
    assert [(b.kind.value, b.span.of(doc.text)) for b in doc.blocks] == [
        ("boilerplate", "Menu"),
        ("title", "Army retakes Dura"),
        ("dateline", "DURA —"),
        ("body", LEAD),
        ("boilerplate", "Subscribe now"),
        ("body", SECOND),
        ("boilerplate", "Rebels shell the port"),
        ("body", THIRD),
    ]
    assert doc.blocks[0].reason == "outside"


# ---------------------------------------------------------------------------------------------------------- properties

MESSY = st.lists(
    st.sampled_from([*NEWS, *FURNITURE, *NEWS_WITH_WORDS_OF_FURNITURE, "Comments", "Check Also", "DURA — It fell."])
    | st.text(max_size=40),
    max_size=14,
)
ENDS = st.sampled_from(["\n", "\n\n", "\r\n\r\n", " \n \n", "\u2029", " "])


@given(MESSY, ENDS)
def test_blocks_hold_all_words_in_order_and_never_overlap(parts: list[str], end: str) -> None:
    doc = mark(document(*parts, between=end))
    at = 0
    for block in doc.blocks:
        assert not doc.text[at : block.span.start].strip()
        words = block.span.of(doc.text)
        assert words
        assert words == words.strip()
        assert bool(block.reason) == (block.kind is BlockKind.BOILERPLATE)
        at = block.span.end
    assert not doc.text[at:].strip()


@given(MESSY, ENDS)
def test_marking_changes_nothing_but_the_blocks(parts: list[str], end: str) -> None:
    doc = document(*parts, between=end)
    assert replace(mark(doc), blocks=()) == doc


@pytest.mark.parametrize("text", ["A. " * 100_000, "(" * 50_000, "a\n" * 100_000, "join us " * 50_000, " \n" * 200_000])
def test_monstrous_texts_are_marked_all_the_same(text: str) -> None:
    doc = mark(document(text))
    assert sum(len(block.span) for block in doc.blocks) <= len(text)
