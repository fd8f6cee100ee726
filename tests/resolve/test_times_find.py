"""Which words are times, and what TIMEX3 says of them, for a text said on Thursday 14 May 2020."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Span, When
from khabar.resolve.times import find_times
from khabar.resolve.times.find import RULES, plain_sentences
from khabar.resolve.times.words import number, smoothed

SAID = When.on(date(2020, 5, 14))


def read(text: str, said: When = SAID) -> list[tuple[str, str, str]]:
    return [(t.text, t.type, t.value) for t in find_times(text, (), said)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Nov. 26, 2016.", ("Nov. 26, 2016", "DATE", "2016-11-26")),
        ("They met on 26 November 2016.", ("26 November 2016", "DATE", "2016-11-26")),
        ("They met Nov.1 in Basra.", ("Nov.1", "DATE", "2019-11-01")),
        ("Logged 2016-11-26 at the post.", ("2016-11-26", "DATE", "2016-11-26")),
        ("Logged 2016-11-26T08:30Z at the post.", ("2016-11-26T08:30Z", "TIME", "2016-11-26T08:30")),
        ("Dated 26.11.2016 by hand.", ("26.11.2016", "DATE", "2016-11-26")),
        ("Dated 11/26/98 by hand.", ("11/26/98", "DATE", "1998-11-26")),
        ("The siege of May 3-7, 2016 failed.", ("May 3-7, 2016", "DATE", "2016-05-03")),
        ("It fell in October 2015.", ("October 2015", "DATE", "2015-10")),
        ("It fell in early October 2015.", ("early October 2015", "DATE", "2015-10")),
        ("It fell last February.", ("last February", "DATE", "2020-02")),
        ("It fell last May.", ("last May", "DATE", "2019-05")),
        ("It fell in June last year.", ("June last year", "DATE", "2019-06")),
        ("The vote will be held in March.", ("March", "DATE", "2021-03")),
        ("It began this March.", ("this March", "DATE", "2020-03")),
        ("It fell in 2014.", ("2014", "DATE", "2014")),
        ("In nineteen ninety-one it fell.", ("nineteen ninety-one", "DATE", "1991")),
        ("In two thousand and five it fell.", ("two thousand and five", "DATE", "2005")),
        ("In April nineteen ninety it fell.", ("April nineteen ninety", "DATE", "1990-04")),
        ("They served in the 1980s.", ("the 1980s", "DATE", "198")),
        ("They served in the late '90s.", ("the late '90s", "DATE", "199")),
        ("They served in the eighties.", ("the eighties", "DATE", "198")),
        ("A 19th century fort.", ("19th century", "DATE", "18")),
        ("In the third quarter of 2019 it rose.", ("the third quarter of 2019", "DATE", "2019-Q3")),
        ("In the first quarter it rose.", ("the first quarter", "DATE", "2020-Q1")),
        ("In the third quarter it rose.", ("the third quarter", "DATE", "2019-Q3")),
        ("It fell in the summer of 2014.", ("the summer of 2014", "DATE", "2014-SU")),
        ("It fell last spring.", ("last spring", "DATE", "2019-SP")),
        ("It resumes next summer.", ("next summer", "DATE", "2020-SU")),
        ("It fell this past winter.", ("this past winter", "DATE", "2019-WI")),
        ("He spoke on Saturday.", ("Saturday", "DATE", "2020-05-09")),
        ("He spoke on Thursday.", ("Thursday", "DATE", "2020-05-14")),
        ("He spoke last Thursday.", ("last Thursday", "DATE", "2020-05-07")),
        ("He spoke the previous Thursday.", ("the previous Thursday", "DATE", "2020-05-07")),
        ("He will speak on Saturday.", ("Saturday", "DATE", "2020-05-16")),
        ("On Saturday the council will vote.", ("Saturday", "DATE", "2020-05-16")),
        ("He spoke late Saturday night.", ("late Saturday night", "TIME", "2020-05-09TNI")),
        ("Markets close on Fridays.", ("Fridays", "SET", "XXXX-WXX-5")),
        ("He spoke today.", ("today", "DATE", "2020-05-14")),
        ("He spoke yesterday.", ("yesterday", "DATE", "2020-05-13")),
        ("He speaks tomorrow.", ("tomorrow", "DATE", "2020-05-15")),
        ("He speaks tonight.", ("tonight", "TIME", "2020-05-14TNI")),
        ("Shelling began this morning.", ("this morning", "TIME", "2020-05-14TMO")),
        ("Shelling began last night.", ("last night", "TIME", "2020-05-13TNI")),
        ("Shelling went on overnight.", ("overnight", "TIME", "2020-05-13TNI")),
        ("It fell last week.", ("last week", "DATE", "2020-W19")),
        ("It fell earlier this month.", ("earlier this month", "DATE", "2020-05")),
        ("It will end next year.", ("next year", "DATE", "2021")),
        ("It fell this quarter.", ("this quarter", "DATE", "2020-Q2")),
        ("It grew over the last decade.", ("the last decade", "DATE", "201")),
        ("It grew in the past century.", ("the past century", "DATE", "19")),
        ("Raids came over the weekend.", ("the weekend", "DATE", "2020-W19-WE")),
        ("It fell two days ago.", ("two days ago", "DATE", "2020-05-12")),
        ("It fell about two weeks ago.", ("about two weeks ago", "DATE", "2020-W18")),
        ("It fell six months ago.", ("six months ago", "DATE", "2019-11")),
        ("It fell two quarters ago.", ("two quarters ago", "DATE", "2019-Q4")),
        ("It fell 5 years ago.", ("5 years ago", "DATE", "2015")),
        ("It was less a year earlier.", ("a year earlier", "DATE", "2019")),
        ("It fell several years ago.", ("several years ago", "DATE", "PAST_REF")),
        ("Posted 2 hours ago.", ("2 hours ago", "TIME", "PT2H")),
        ("They crossed in recent weeks.", ("recent weeks", "DURATION", "PXW")),
        ("They crossed in recent days.", ("recent days", "DATE", "PAST_REF")),
        ("They crossed recently.", ("recently", "DATE", "PAST_REF")),
        ("Expect more in coming months.", ("coming months", "DATE", "FUTURE_REF")),
        ("They are now in the town.", ("now", "DATE", "PRESENT_REF")),
        ("It will soon reopen.", ("soon", "DATE", "FUTURE_REF")),
        ("They held it for two weeks.", ("two weeks", "DURATION", "P2W")),
        ("They held it for weeks.", ("weeks", "DURATION", "PXW")),
        ("A truce of 2 1/2 years.", ("2 1/2 years", "DURATION", "P2Y6M")),
        ("It took two decades.", ("two decades", "DURATION", "P20Y")),
        ("After decades of war.", ("decades", "DURATION", "PXE")),
        ("A 10-hour battle.", ("10-hour", "DURATION", "PT10H")),
        ("In the past three months.", ("the past three months", "DURATION", "P3M")),
        ("In the next two days.", ("the next two days", "DURATION", "P2D")),
        ("Patrols go every day.", ("every day", "SET", "P1D")),
        ("Patrols go each Monday.", ("each Monday", "SET", "XXXX-WXX-1")),
        ("Patrols go every July.", ("every July", "SET", "XXXX-07")),
        ("Patrols go daily.", ("daily", "SET", "XXXX-XX-XX")),
        ("He spoke at 5 p.m. on Nov. 9.", ("5 p.m. on Nov. 9", "TIME", "2019-11-09T17:00")),
        ("He spoke on Wednesday at noon.", ("Wednesday at noon", "TIME", "2020-05-13T12:00")),
        ("The post closed at 14:30.", ("14:30", "TIME", "2020-05-14T14:30")),
    ],
)
def test_one_expression(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "You may march there.",
        "THEY MAY MARCH ON THE TOWN",
        "About 2000 fighters crossed.",
        "2014 soldiers were counted.",
        "It cost $1999 a piece.",
        "Feb 31 does not exist, nor does 2016-13-40 or 45/45/2001.",
        "A second man was held.",
        "The year that was.",
        "Score 25:99 or 13 pm.",
        "The 45th century and the year 1250.",
        "",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert [t for t in read(text) if t[1] != "DURATION"] == []


def test_capitals_and_hard_line_breaks_are_read_on() -> None:
    text = "THE ARMY SAID ON\nMONDAY, NOV.\n9, 2015 THAT THE TOWN FELL"
    assert read(text) == [("MONDAY, NOV.\n9, 2015", "DATE", "2015-11-09")]


def test_an_empty_line_ends_an_expression() -> None:
    assert [t[0] for t in read("It ended in May\n\n2016 began.")] == ["May", "2016"]


def test_a_weekday_chooses_the_year_of_a_date() -> None:
    # 3 November was a Tuesday in 2015 and 2009, not in the years between.
    assert read("They met Tuesday, Nov. 3.") == [("Tuesday, Nov. 3", "DATE", "2015-11-03")]
    assert read("They met Monday, Feb. 29.", When.on(date(2019, 1, 1)))[0][2] == "2016-02-29"


def test_expressions_come_in_order_and_never_overlap() -> None:
    times = find_times("On Monday, 3 May 2010, at 5 p.m., two years after 2008, they left last week.", (), SAID)
    spans = [t.span for t in times]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a in spans for b in spans if a is not b)


def test_sentences_bound_how_far_the_future_reaches() -> None:
    text = "The council will vote. They met on Saturday."
    assert read(text)[-1][2] == "2020-05-09"
    assert find_times(text, [Span(0, 22), Span(23, len(text))], SAID)[-1].value == "2020-05-09"


def test_plain_sentences_do_not_stop_at_abbreviations() -> None:
    text = "He met Gen. Qasim on Nov. 5. It failed.\n\nNext day"
    assert [s.of(text).strip() for s in plain_sentences(text)] == [
        "He met Gen. Qasim on Nov. 5.",
        "It failed.",
        "Next day",
    ]
    assert plain_sentences("") == [Span(0, 0)]


def test_numbers_in_words() -> None:
    assert [number(x) for x in ("twenty-four", "a couple of", "a dozen", "two thousand", "1,200", "horse")] == [
        24, 2, 12, 2000, 1200, None,
    ]  # fmt: skip


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_smoothing_keeps_every_place(text: str) -> None:
    assert len(smoothed(text)) == len(text)


def test_smoothing_keeps_places_where_lower_case_is_longer() -> None:
    assert len(smoothed("\u0130stanbul, 3 May")) == len("\u0130stanbul, 3 May")


_PIECES = st.sampled_from(
    "on|Monday|,| |\n|Nov.| 26|2016|the| late| 1980s|last|week|two|days|ago|will|5 p.m.|every|day|for|weeks|since|until"
    "|recently|noon|from|to|between|and|during|Ramadan|Eid al-Fitr|Christmas|1441|Rajab|next day|that year|later"
    "|earlier|overnight|into|dawn|then|quarter|a year earlier|first|of|within|hours|half an|this|9999|May|2016-17"
    "|the night of|\u2019|\U0001f600|\u0633\u0648\u0631\u064a\u0627".split("|")
)


@given(st.lists(_PIECES, max_size=25), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_text_on_any_day_is_read_into_spans_of_it(pieces: list[str], said: date) -> None:
    text = " ".join(pieces)
    for time in find_times(text, (), When.on(said)):
        assert time.span.of(text) == time.text
        assert time.type in {"DATE", "TIME", "DURATION", "SET"}


def test_rules_have_names_of_their_own() -> None:
    assert len({r.name for r in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("2020-05-18", "2020-05-15/2020-05-17"),  # Monday
        ("2020-05-15", "2020-05-08/2020-05-17"),  # Friday: the one before or the one under way
        ("2020-05-17", "2020-05-15/2020-05-17"),  # Sunday
    ],
)
def test_the_last_weekend(said: str, days: str) -> None:
    (time,) = find_times("Raids came over the weekend.", (), When.on(date.fromisoformat(said)))
    assert time.when is not None
    assert time.when.edtf() == days


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Raids will come next weekend.", "2020-W21-WE"),
        ("It rose in the latest quarter.", "2020-Q1"),
        ("It rose in the current quarter.", "2020-Q2"),
        ("It fell late last week.", "2020-W19"),
        ("It fell last quarter.", "2020-Q1"),
        ("It fell last month.", "2020-04"),
        ("A harvest last fall.", "2019-FA"),
        ("They fell last December.", "2019-12"),
        ("It resumes next June.", "2020-06"),
        ("It resumes this coming January.", "2021-01"),
    ],
)
def test_periods(text: str, value: str) -> None:
    assert [t[2] for t in read(text)] == [value]


def test_days_that_do_not_exist() -> None:
    assert read("On Feb. 30, 2016 it fell.") == [("2016", "DATE", "2016")]
    assert read("On Feb. 30 it fell.") == []
    assert read("The harvest was in the fall.") == []


def test_the_calendar_ends_somewhere() -> None:
    assert read("He spoke on Nov. 26.", When.on(date(1, 1, 1)))[0][2] == "0001-01-01"
    assert read("He will speak on Nov. 26.", When.on(date(9999, 12, 1)))[0][2] == "9999-12-01"
