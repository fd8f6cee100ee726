"""Times that only their neighbours settle: a longer time beside them, the other end of a range, what the report's day
leaves of two readings. All for a text said on Tuesday 6 June 2023."""

from datetime import date

import pytest

from khabar.model import When, parse_edtf
from khabar.resolve.times import find_times

SAID = When.on(date(2023, 6, 6))


def read(text: str, said: When = SAID) -> list[tuple[str, str | None]]:
    return [(t.text, t.when.edtf() if t.when else None) for t in find_times(text, (), said)]


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("They came on Oct. 27 last year.", "Oct. 27 last year", "2022-10-27"),
        ("They came on 3 May last year.", "3 May last year", "2022-05-03"),
        ("They came on 3 May of last year.", "3 May of last year", "2022-05-03"),
        ("They came on 3-5 May last year.", "3-5 May last year", "2022-05-03/2022-05-05"),
        ("They came on 3 August this year.", "3 August this year", "2023-08-03"),
        ("They will come on 3 May next year.", "3 May next year", "2024-05-03"),
        ("They came on 3 May two years ago.", "3 May two years ago", "2021-05-03"),
        ("They came on 3 May, two years ago.", "3 May, two years ago", "2021-05-03"),
        ("They came last year on 3 May.", "last year on 3 May", "2022-05-03"),
        ("Last year's 3 May raid failed.", "Last year's 3 May", "2022-05-03"),
        ("They came in May last year.", "May last year", "2022-05-01/2022-05-31"),
        ("They came in May two years ago.", "May two years ago", "2021-05-01/2021-05-31"),
        ("They came in the spring of last year.", "the spring of last year", "2022-03-01/2022-05-31"),
        ("They came at 5 p.m. on 3 May last year.", "5 p.m. on 3 May last year", "2022-05-03"),
        ("They came on Monday last week.", "Monday last week", "2023-05-29"),
        ("They came on Monday of last week.", "Monday of last week", "2023-05-29"),
        ("They came on Monday night last week.", "Monday night last week", "2023-05-29"),
        ("They came last week on Friday.", "last week on Friday", "2023-06-02"),
        ("They come on Friday next week.", "Friday next week", "2023-06-16"),
        ("They came on Friday this week.", "Friday this week", "2023-06-09"),
        ("They came on Monday two weeks ago.", "Monday two weeks ago", "2023-05-22"),
        ("They came on the 14th of last month.", "the 14th of last month", "2023-05-14"),
        ("They came two Mondays ago.", "two Mondays ago", "2023-05-29"),
        ("They came three Tuesdays ago.", "three Tuesdays ago", "2023-05-16"),
        ("They came the Friday before last.", "the Friday before last", "2023-05-26"),
        ("They came the week before last.", "the week before last", "2023-05-21/2023-05-28"),
        ("They came the month before last.", "the month before last", "2023-04-01/2023-04-30"),
        ("They came the night before last.", "the night before last", "2023-06-04/2023-06-05"),
        ("They came on Monday of the week before last.", "Monday of the week before last", "2023-05-22"),
        ("They will come the week after next.", "the week after next", "2023-06-18/2023-06-25"),
        ("They came on the 14th.", "the 14th", "2023-05-14"),
        ("They came on the 3rd.", "the 3rd", "2023-06-03"),
        ("They will come on the 14th.", "the 14th", "2023-06-14"),
        ("They came on the 14th of the month.", "the 14th of the month", "2023-05-14"),
        ("The camp on 12/05/2023 was hit.", "12/05/2023", "2023-05-12"),
        ("The truce will end on 03/08/2023.", "03/08/2023", "2023-08-03"),
        ("They came on 03/04/2023.", "03/04/2023", "2023-03-04/2023-04-03"),
    ],
)
def test_one_time(text: str, words: str, days: str) -> None:
    assert read(text) == [(words, days)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They came on the 14th floor.", []),
        ("They were hit by the 14th Brigade.", []),
        ("It passed between the 1st and 2nd Brigades.", []),
        ("They have held it since the 14th century.", ["1301-01-01/.."]),
        ("They left in May; last year's raid failed.", ["2023-05-01/2023-05-31", "2022-01-01/2022-12-31"]),
        ("They came on Monday, last week's truce failed.", ["2023-06-05", "2023-05-28/2023-06-04"]),
    ],
)
def test_neighbours_that_do_not_belong_together(text: str, days: list[str]) -> None:
    assert [when for _, when in read(text)] == days


def test_a_day_of_the_month_goes_on_from_the_month_spoken_of() -> None:
    assert read("They came on 3 March 2019. They left on the 14th.")[-1] == ("the 14th", "2019-03-14")
    assert read("They came on 3 March 2019. They left on the 2nd.")[-1] == ("the 2nd", "2019-04-02")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They fought from Monday to Wednesday.", "2023-05-29/2023-05-31"),
        ("They fought between Tuesday and Thursday.", "2023-05-30/2023-06-01"),
        ("They will meet from Monday to Wednesday.", "2023-06-12/2023-06-14"),
        ("They will meet between Tuesday and Thursday.", "2023-06-13/2023-06-15"),
        ("They fought from Monday to Wednesday last week.", "2023-05-29/2023-05-31"),
        ("They fought from Friday to Monday last week.", "2023-05-26/2023-05-29"),
        ("They fought from 20 August to 3 May last year.", "2021-08-20/2022-05-03"),
        ("They fought from March to October.", "2022-03-01/2022-10-31"),
        ("They fought between the 3rd and the 14th of May.", "2023-05-03/2023-05-14"),
        ("They fought from the 3rd to the 5th of March.", "2023-03-03/2023-03-05"),
        ("Between the 20th and the 3rd they fought.", "2023-05-20/2023-06-03"),
        ("They fought from Saturday to Monday.", "2023-06-03/2023-06-05"),
    ],
)
def test_the_ends_of_a_range_are_in_order(text: str, days: str) -> None:
    assert [when for _, when in read(text)] == [days, days]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They fought on Thursday, Friday and Saturday.", ["2023-06-01", "2023-06-02", "2023-06-03"]),
        ("They fought on Monday and Tuesday.", ["2023-06-05", "2023-06-06"]),
        ("They fought on Tuesday and Wednesday.", ["2023-05-30", "2023-05-31"]),
        ("They fought on 3 May and 5 May.", ["2023-05-03", "2023-05-05"]),
    ],
)
def test_each_of_a_list_is_its_own_day(text: str, days: list[str]) -> None:
    assert [when for _, when in read(text)] == days


@pytest.mark.parametrize(
    "background",
    [
        "The doctor won a prize in 2019 for his work there.",
        "The doctor, born on 3 August 1961, was there.",
        "The truce of 3 March 2018 failed.",
        "It was 2019 then.",
    ],
)
def test_the_year_of_another_act_is_not_taken_where_the_day_of_the_report_is_known(background: str) -> None:
    text = f"{background} Fighting resumed on Aug. 24."
    assert read(text, When.on(date(2022, 11, 2)))[-1] == ("Aug. 24", "2022-08-24")
    assert read(text, parse_edtf("2022-10-20/2022-11-09"))[-1] == ("Aug. 24", "2022-08-24")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They fled between May and July 2022.", "2022-05-01/2022-07-31"),
        ("They fled between March and 5 May 2022.", "2022-03-01/2022-05-05"),
    ],
)
def test_a_month_that_is_a_word_too_begins_a_range(text: str, days: str) -> None:
    assert {when for _, when in read(text)} == {days}


def test_a_name_that_is_a_month_too_begins_none() -> None:
    assert all(when is None for _, when in read("Talks between May and Lervik failed."))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("02-02-2022", "2022-02-02"),
        ("15-02-2022", "2022-02-15"),
        ("02-15-2022", "2022-02-15"),
        ("03-02-2022", "2022-02-03/2022-03-02"),  # the third of February, or the second of March
    ],
)
def test_dates_with_dashes_are_days(text: str, days: str) -> None:
    assert read(text) == [(text, days)]


@pytest.mark.parametrize("text", ["15-2-22", "0800-02-02-2022"])
def test_other_numbers_with_dashes_are_no_days(text: str) -> None:
    assert not any(when and len(when) == len("2022-02-02") for _, when in read(text))
