"""Times that hang on others which the text names, and tense; for a text said on Thursday 14 May 2020."""

from datetime import date

import pytest

from khabar.model import When
from khabar.resolve.times import find_times
from khabar.resolve.times.tense import tense_of

SAID = When.on(date(2020, 5, 14))
FELL = "On 3 June 2014 rebels entered the town."


def last(text: str, said: When = SAID) -> tuple[str, str, str | None]:
    time = find_times(text, (), said)[-1]
    return time.text, time.value, time.when.edtf() if time.when else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The next day they took the bank.", ("The next day", "2014-06-04", "2014-06-04")),
        ("The previous day they took the dam.", ("The previous day", "2014-06-02", "2014-06-02")),
        ("They had left the day before.", ("the day before", "2014-06-02", "2014-06-02")),
        ("That night they took the bank.", ("That night", "2014-06-03TNI", "2014-06-03")),
        ("Later in the day they took the bank.", ("Later in the day", "2014-06-03", "2014-06-03")),
        ("Two days later they took the bank.", ("Two days later", "2014-06-05", "2014-06-05")),
        ("A week earlier they took the dam.", ("A week earlier", "2014-W22", "2014-05-23/2014-05-31")),
        ("Days later they took the bank.", ("Days later", "PXD", "2014-06-05/2014-06-15")),
        ("Days earlier they took the dam.", ("Days earlier", "PXD", "2014-05-22/2014-06-01")),
        ("Later that month they took the bank.", ("that month", "2014-06", "2014-06-01/2014-06-30")),
        ("The following year they lost it.", ("The following year", "2015", "2015-01-01/2015-12-31")),
        ("They have held it since then.", ("then", "2014-06-03", "2014-06-03/..")),
    ],
)
def test_the_time_named_before_is_what_a_story_goes_on_from(text: str, expected: tuple[str, str, str]) -> None:
    assert last(f"{FELL} {text}") == expected


def test_such_a_time_needs_no_day_of_saying_and_says_what_it_rests_on() -> None:
    time = find_times(f"{FELL} The next day they left.", (), When())[-1]
    assert time.when is not None
    assert time.when.edtf() == "2014-06-04"
    assert time.when.reasons == ("“The next day” is reckoned from another time that the text names.",)


def test_with_nothing_named_before_there_is_no_time_or_only_a_length() -> None:
    assert find_times("The next day they left.", (), SAID) == ()
    assert last("Two days later they left.") == ("Two days later", "P2D", None)
    assert last("Hours later they left.") == ("Hours later", "PTXH", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The offensive began in October 2016. On Nov. 3 troops entered.", "2016-11-03"),
        ("It began in October 2016. In January they left.", "2017-01"),
        ("In March 2018 they came. They left in June.", "2018-06"),
        # 3 November was a Thursday in 2016, a Sunday in 2019.
        ("It began in October 2016. On Sunday, Nov. 3, troops entered.", "2019-11-03"),
        # What happened these days is told without its year, whatever the text spoke of before.
        ("The group, founded in October 2016, left on 3 May.", "2020-05-03"),
        ("They have held it since 2016. On Nov. 3 they left.", "2019-11-03"),
    ],
)
def test_a_year_told_just_before_holds_for_an_older_day_without_one(text: str, value: str) -> None:
    assert last(text)[1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On Tuesday, rebels attacked at 5 a.m.", "2020-05-12T05:00"),
        ("On Tuesday, rebels attacked in the morning.", "2020-05-12TMO"),
        ("They came on Tuesday. Rebels attacked at 5 a.m.", "2020-05-14T05:00"),
    ],
)
def test_a_time_of_day_belongs_to_the_day_of_its_sentence(text: str, value: str) -> None:
    assert last(text)[1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Profit fell in the third quarter. It was higher a year earlier.", "2018-Q3"),
        ("Profit fell in the third quarter. It was higher in the 2017 period.", "2017-Q3"),
        ("Profit fell. It was higher a year earlier.", "2019"),
        ("Profit fell. It was higher in the 2017 period.", "2017"),
    ],
)
def test_accounts_compare_quarters(text: str, value: str) -> None:
    assert last(text)[1] == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Troops will deploy on Monday.", "2020-05-18"),
        ("Troops were to deploy on Monday.", "2020-05-18"),
        ("Troops will be deployed to the United camp on Monday.", "2020-05-18"),
        ("They will exceed the limit on Monday.", "2020-05-18"),
        ("The minister agreed to meet them on Monday.", "2020-05-18"),
        ("A meeting is planned for Monday.", "2020-05-18"),
        ("Army to open the road Monday.", "2020-05-18"),
        ("Troops had been due to deploy on Monday.", "2020-05-11"),
        ("They signed a plan on Monday.", "2020-05-11"),
        ("The army, which will deploy soon, said on Monday it was ready.", "2020-05-11"),
        ("Troops would have met on Monday.", "2020-05-11"),
        ("They had left by Monday.", "2020-05-11"),
        ("They have until Monday.", "2020-05-18"),
        ("They said on Monday that they must leave.", "2020-05-11"),
    ],
)
def test_tense_tells_which_monday(text: str, day: str) -> None:
    assert [t.value for t in find_times(text, (), SAID) if "Monday" in t.text] == [day]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The offer stands until 3 June.", "2020-06-03"),
        ("The record day is 3 June.", "2020-06-03"),
        ("They met on 3 August.", "2019-08-03"),
        ("Pay is frozen through July.", "2020-07"),
        ("They fought through April.", "2020-04"),
        ("Last August they fought.", "2019-08"),
        ("They will stay as they have since 3 June.", "2019-06-03"),
        ("They march this summer.", "2020-SU"),
    ],
)
def test_a_day_without_its_year_is_the_nearest_unless_the_words_tell(text: str, value: str) -> None:
    assert last(text)[1] == value


def test_words_that_do_not_tell_give_no_tense() -> None:
    assert tense_of("the border crossing ", " deadline") == (False, False)
