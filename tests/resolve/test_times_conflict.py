"""Times as conflict news tells them: what TIMEX3 says of them and which days an analyst would want, for a text said on
Thursday 14 May 2020."""

from datetime import date

import pytest

from khabar.model import When
from khabar.resolve.times import find_times

SAID = When.on(date(2020, 5, 14))


def read(text: str) -> list[tuple[str, str, str | None]]:
    return [(t.text, t.value, t.when.edtf() if t.when else None) for t in find_times(text, (), SAID)]


@pytest.mark.parametrize(
    ("text", "words", "value", "days"),
    [
        ("Drones hit it overnight into Sunday.", "overnight into Sunday", "2020-05-09TNI", "2020-05-09/2020-05-10"),
        # Which of its two nights `overnight Saturday` names is not told.
        ("Drones hit it overnight on Saturday.", "overnight on Saturday", "2020-05-09TNI", "2020-05-08/2020-05-10"),
        ("Drones hit it overnight.", "overnight", "2020-05-13TNI", "2020-05-13/2020-05-14"),
        ("They fled on the night of 3 March.", "the night of 3 March", "2020-03-03TNI", "2020-03-03/2020-03-04"),
        (
            "They fled in the night of 12/13 April.",
            "the night of 12/13 April",
            "2020-04-12TNI",
            "2020-04-12/2020-04-13",
        ),
        ("It fell in the early hours of 3 March.", "the early hours of 3 March", "2020-03-03TMO", "2020-03-03"),
        ("It fell in the predawn hours of Friday.", "the predawn hours of Friday", "2020-05-08TMO", "2020-05-08"),
        ("It fell at dawn on Tuesday.", "dawn on Tuesday", "2020-05-12TMO", "2020-05-12"),
        ("It fell before dawn on Sunday.", "dawn on Sunday", "2020-05-10TMO", "2020-05-10"),
        ("It fell early on Friday.", "early on Friday", "2020-05-08", "2020-05-08"),
        ("It fell on the morning of 3 March.", "the morning of 3 March", "2020-03-03TMO", "2020-03-03"),
        ("It fell around mid-afternoon on Monday.", "around mid-afternoon on Monday", "2020-05-11TAF", "2020-05-11"),
        ("The truce began at 2200 GMT on Friday.", "2200 GMT on Friday", "2020-05-08T22:00", "2020-05-08"),
        ("It began at 3 a.m. (0000 GMT) on Friday.", "3 a.m. (0000 GMT) on Friday", "2020-05-08T03:00", "2020-05-08"),
        ("It will begin on Sunday at 06:00.", "Sunday at 06:00", "2020-05-17T06:00", "2020-05-17"),
        ("It began at 5.30 pm local time Monday.", "5.30 pm local time Monday", "2020-05-11T17:30", "2020-05-11"),
        ("They have held it since the 2014 offensive.", "2014", "2014", "2014-01-01/.."),
        ("It fell in the 2016-17 campaign.", "2016-17", "2016", "2016-01-01/2017-12-31"),
        ("It fell in the winter of 2015-16.", "the winter of 2015-16", "2015-WI", "2015-12-01/2016-02-29"),
        ("The camp opened late last month.", "late last month", "2020-04", "2020-04-15/2020-04-30"),
        ("They came earlier this week.", "earlier this week", "2020-W20", "2020-05-10/2020-05-14"),
        ("So far this year, 40 have died.", "this year", "2020", "2020-01-01/2020-05-14"),
        ("This month 40 died.", "This month", "2020-05", "2020-05-01/2020-05-14"),
        ("This month a camp will open.", "This month", "2020-05", "2020-05-01/2020-05-31"),
        ("Raids rose in recent weeks.", "recent weeks", "PXW", "2020-03-15/2020-05-14"),
        ("Raids rose over the past few days.", "the past few days", "PXD", "2020-04-30/2020-05-14"),
        ("They will go in the next few days.", "the next few days", "PXD", "2020-05-14/2020-05-28"),
        ("Raids fell in the past 72 hours.", "the past 72 hours", "PT72H", "2020-05-11/2020-05-14"),
        ("They must leave within 48 hours.", "48 hours", "PT48H", "2020-05-14/2020-05-16"),
        ("They died within 48 hours of the raid.", "48 hours", "PT48H", None),
        ("Many fled after 2003.", "2003", "2003", "2003-01-01/.."),
        ("They must go by year's end.", "year's end", "2020", "../2020-12-31"),
        ("They must go by the end of the year.", "the end of the year", "2020", "../2020-12-31"),
        ("By Friday, they had gone.", "Friday", "2020-05-08", "../2020-05-08"),
        ("They must go by Friday.", "Friday", "2020-05-15", "../2020-05-15"),
        ("As of 3 May the group holds it.", "3 May", "2020-05-03", "2020-05-03"),
        ("They fought on 4\u20136 May.", "4\u20136 May", "2020-05-04", "2020-05-04/2020-05-06"),
        ("They fought between 5 and 9 April.", "5 and 9 April", "2020-04-05", "2020-04-05/2020-04-09"),
        ("They fought from 4 to 6 March 2017.", "4 to 6 March 2017", "2017-03-04", "2017-03-04/2017-03-06"),
        ("The bridge fell in mid-March.", "mid-March", "2020-03", "2020-03-08/2020-03-24"),
        ("The bridge fell in mid-2016.", "mid-2016", "2016", "2016-04-01/2016-10-01"),
        ("Logged on 2020/05/03.", "2020/05/03", "2020-05-03", "2020-05-03"),
        ("It fell two and a half years ago.", "two and a half years ago", "2017", "2017-05-08/2018-05-23"),
        ("It fell half an hour ago.", "half an hour ago", "PT30M", "2020-05-13/2020-05-14"),
        ("It fell more than a year ago.", "more than a year ago", "2019", "2018-05-06/2019-11-20"),
        ("It fell earlier in the day.", "earlier in the day", "2020-05-14", "2020-05-14"),
        ("It was the worst day of the year.", "the year", "2020", "2020-01-01/2020-12-31"),
        ("It fell on the eve of Eid al-Fitr.", "the eve of Eid al-Fitr", "2019-06-04", "2019-06-03/2019-06-05"),
        ("It fell on the first day of Ramadan.", "the first day of Ramadan", "2020-04-24", "2020-04-23/2020-04-25"),
        ("It fell during Ramadan.", "Ramadan", "2020-04", "2020-04-23/2020-05-24"),
        ("They will go after Eid al-Adha.", "Eid al-Adha", "2020-07-31", "2020-08-05/.."),
        ("It fell on 3 Jumada al-Thani 1441.", "3 Jumada al-Thani 1441", "2020-01-29", "2020-01-28/2020-01-30"),
        ("It fell in Dhu al-Hijja 1440.", "Dhu al-Hijja 1440", "2019-08", "2019-08-02/2019-09-02"),
        ("It fell on Christmas Eve.", "Christmas Eve", "2019-12-24", "2019-12-24"),
        ("It fell on New Year's Day 2016.", "New Year's Day 2016", "2016-01-01", "2016-01-01"),
        ("Much changed with 9/11.", "9/11", "2001-09-11", "2001-09-11"),
    ],
)
def test_one_expression(text: str, words: str, value: str, days: str | None) -> None:
    assert read(text) == [(words, value, days)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Shelling went on overnight from Friday to Saturday.", "2020-05-08/2020-05-09"),
        ("They left late Saturday night into Sunday.", "2020-05-09/2020-05-10"),
        ("They fought between 28 March and 3 April 2016.", "2016-03-28/2016-04-03"),
        ("They fought between 20 December and 3 April 2016.", "2015-12-20/2016-04-03"),
        ("They fought between January and March 2016.", "2016-01-01/2016-03-31"),
        ("They fought from 1 January to 31 March.", "2020-01-01/2020-03-31"),
        ("They ruled 2014-2017.", "2014-01-01/2017-12-31"),
        ("They ruled from January 2015 until March 2016.", "2015-01-01/2016-03-31"),
    ],
)
def test_both_ends_of_a_range_give_its_days(text: str, days: str) -> None:
    assert [when for _, _, when in read(text)] == [days, days]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("in the first six months of 2015", "2015-01-01/2015-06-30"),
        ("in the last three months of 2015", "2015-10-01/2015-12-31"),
        ("in the first week of April 2017", "2017-04-01/2017-04-07"),
        ("in the second week of April", "2020-04-08/2020-04-14"),
        ("in the last week of April", "2020-04-24/2020-04-30"),
        ("in the last days of April", "2020-04-21/2020-04-30"),
        ("since the final days of 2016", "2016-12-22/.."),
        ("in the second half of 2015", "2015-07-02/2015-12-31"),
    ],
)
def test_pieces_of_months_and_years(text: str, days: str) -> None:
    assert read(f"They fought {text}.")[-1][2] == days


@pytest.mark.parametrize(
    "text",
    [
        "A 34-year-old man died.",
        "The man, 34 years old, died.",
        "Three-quarters of the town is in ruins.",
        "A quarter of the town is in ruins.",
        "Shells fell on the old quarter.",
        "The quarter was shelled.",
        "The index fell to 1998.5 points.",
        "Ashura Brigades and Ramadan Hamid came.",
        "It had previously been closed.",
        "The town was quiet that day.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert read(text) == []


def test_a_rate_is_a_set() -> None:
    (time,) = find_times("Fifty rockets a day fell.", (), SAID)
    assert (time.text, time.type, time.value) == ("a day", "SET", "P1D")


def test_the_last_week_said_on_a_sunday_may_end_the_day_before() -> None:
    (time,) = find_times("They left last week.", (), When.on(date(2020, 5, 17)))
    assert time.when is not None
    assert time.when.edtf() == "2020-05-03/2020-05-16"
