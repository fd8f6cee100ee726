"""The days that words mean, as far as the day of saying is known, and which of them date a clause."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Span, When, parse_edtf
from khabar.resolve.times import find_times, interval_for, told_with

SAID = When.on(date(2020, 5, 14))  # a Thursday


def days(text: str, said: When = SAID) -> list[str | None]:
    return [t.when.edtf() if t.when else None for t in find_times(text, (), said)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After 2003 many crossed.", ["2003-01-01/.."]),
        ("After May 3, 2016 many crossed.", ["2016-05-04/.."]),
        ("Before 2003 few crossed.", ["../2003-12-31"]),
        ("Before May 3, 2016 few crossed.", ["../2016-05-02"]),
        ("They have been there since the 1980s.", ["1980-01-01/.."]),
        ("They stayed until 2014.", ["../2014-12-31"]),
        ("The wall is to be done by June 2016.", ["../2016-06-30"]),
        ("They fought between 2005 and 2009.", ["2005-01-01/2009-12-31"] * 2),
        ("They ruled from 2014 to 2017.", ["2014-01-01/2017-12-31"] * 2),
        ("Missiles came in 2018 and 2019.", ["2018-01-01/2018-12-31", "2019-01-01/2019-12-31"]),
        ("Shells fell on Monday and Tuesday.", ["2020-05-11", "2020-05-12"]),
        ("It fell in 2014.", ["2014-01-01/2014-12-31"]),
        ("It fell in early 2014.", ["2014-01-01/2014-07-02"]),
        ("It fell at the end of June 2014.", ["2014-06-20/2014-06-30"]),
        ("It fell earlier this week.", ["2020-05-10/2020-05-14"]),
        ("It opens later this month.", ["2020-05-14/2020-05-31"]),
        ("Raids came over the weekend.", ["2020-05-08/2020-05-10"]),
        ("Recently they crossed.", ["2020-02-12/2020-05-14"]),
        ("They crossed 3 hours ago.", ["2020-05-13/2020-05-14"]),
        ("They left in the past two weeks.", ["2020-04-30/2020-05-14"]),
        ("They leave in the next two weeks.", ["2020-05-14/2020-05-28"]),
        ("Units have been holding the ridge for two weeks.", ["2020-04-23/2020-05-14"]),
        ("They held it for two weeks.", [None]),
        ("They leave in the coming days.", ["2020-05-14/2020-05-28"]),
        ("He goes three weeks from now.", ["2020-05-31/2020-06-08"]),
        ("About two days ago it fell.", ["2020-05-10/2020-05-14"]),
        ("It may be 03/04/2016.", ["2016-03-04/2016-04-03"]),
        ("Patrols go every day.", [None]),
        ("They crossed many years ago.", ["1990-05-22/2017-05-15"]),
    ],
)
def test_days_of_words(text: str, expected: list[str | None]) -> None:
    assert days(text) == expected


def test_words_that_bind_are_in_the_interval_not_in_the_span() -> None:
    text = "It was closed since  2014."
    (time,) = find_times(text, (), SAID)
    assert time.text == "2014"
    assert time.when is not None
    assert time.when.text == "since 2014"
    assert time.when.every
    assert time.when.reasons == ("“since 2014” names the time itself.",)


def test_the_reason_names_the_day_of_saying() -> None:
    (time,) = find_times("He spoke yesterday.", (), SAID)
    assert time.when is not None
    assert "2020-05-14" in time.when.reasons[0]


class TestWhereTheDayOfSayingIsNotOneDay:
    """Each end comes from the matching end of the bounds; an open end stays open."""

    def test_an_interval_widens_the_answer(self) -> None:
        (time,) = find_times("He spoke yesterday.", (), parse_edtf("2020-05-10/2020-05-20"))
        assert time.value == "XXXX-XX-XX"
        assert time.when is not None
        assert time.when.edtf() == "2020-05-09/2020-05-19"
        assert not time.when.every

    def test_a_date_without_year_is_one_day_where_all_of_the_interval_agrees(self) -> None:
        (time,) = find_times("He spoke on Nov. 26.", (), parse_edtf("2016-12-18/2016-12-31"))
        assert time.value == "2016-11-26"
        assert time.when == When.on(date(2016, 11, 26), "on Nov. 26", *(time.when.reasons if time.when else ()))

    def test_half_open_bounds_leave_an_end_open(self) -> None:
        assert days("He spoke yesterday.", When(None, date(2020, 5, 14))) == ["../2020-05-13"]
        assert days("He spoke yesterday.", When(date(2020, 5, 14), None)) == ["2020-05-13/.."]

    def test_nothing_known_gives_no_days_but_for_words_that_need_none(self) -> None:
        assert days("In 2014 they came; yesterday they left.", When()) == ["2014-01-01/2014-12-31", None]

    @given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(0, 400), st.integers(0, 400))
    def test_the_answer_for_any_day_lies_within_the_answer_for_bounds_around_it(
        self, first: date, offset: int, more: int
    ) -> None:
        text = "On Monday they left; yesterday, last week, last month, on Nov. 26 and two weeks ago it was calm."
        inner = date.fromordinal(first.toordinal() + offset)
        bounds = When(first, date.fromordinal(inner.toordinal() + more))
        wide = find_times(text, (), bounds)
        for one, other in zip(find_times(text, (), When.on(inner)), wide, strict=True):
            assert one.when is not None
            assert other.when is not None
            assert one.when.earliest is not None
            assert one.when.latest is not None
            assert other.when.holds(one.when.earliest)
            assert other.when.holds(one.when.latest)


def clause_days(text: str, words: str) -> str | None:
    start = text.index(words)
    when = interval_for(text, find_times(text, (), SAID), Span(start, start + len(words)), SAID)
    return when.edtf() if when else None


class TestTheDayOfAClause:
    def test_a_time_inside_the_clause(self) -> None:
        assert clause_days("He said on Monday that the town fell on Sunday.", "the town fell on Sunday") == "2020-05-10"

    def test_the_day_of_saying_is_not_the_day_of_what_is_said(self) -> None:
        assert clause_days("He said on Monday that they hold the ridge.", "they hold the ridge") is None

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("In 2014, the group also sought to take the town.", "2014-01-01/2014-12-31"),
            ("They left. In 2014, the group began to take the town.", "2014-01-01/2014-12-31"),
            ("In 2014, after its losses, the group sought to take the town.", None),
            ("The group, strong in 2014, sought to take the town.", None),
        ],
    )
    def test_a_time_that_opens_the_sentence_is_that_of_what_is_sought_there(self, text: str, day: str | None) -> None:
        assert clause_days(text, "to take the town") == day

    def test_a_time_right_in_front_of_the_clause(self) -> None:
        assert clause_days("In 2014, the town fell.", "the town fell") == "2014-01-01/2014-12-31"

    def test_a_time_right_behind_the_clause(self) -> None:
        assert clause_days("The town fell after 2014 to rebels.", "The town fell") == "2014-01-01/.."

    def test_a_date_comes_before_a_length_and_before_now(self) -> None:
        text = "For weeks they have now held it, since 3 May 2020"
        assert clause_days(text, text) == "2020-05-03/.."

    def test_what_is_told_of_several_days_was_on_some_of_them(self) -> None:
        text = "The town was shelled on Saturday, Monday and Tuesday."
        assert clause_days(text, text) == "2020-05-09/2020-05-12"

    def test_no_words_no_day(self) -> None:
        assert clause_days("The town fell. It rained every day.", "The town fell") is None

    def test_a_time_at_the_end_of_another_clause_does_not_date_the_next(self) -> None:
        assert clause_days("The army, which has held it since 2015, refused to leave.", "refused to leave") is None

    def test_the_word_that_begins_the_phrase_in_front_binds_the_clause(self) -> None:
        text = "After the raid on the camp in October 2019, the group split."
        assert clause_days(text, "the group split") == "2019-10-01/.."
        assert clause_days(text.replace("After", "Before"), "the group split") == "../2019-10-31"
        assert clause_days(text.replace("After", "During"), "the group split") == "2019-10-01/2019-10-31"

    def test_a_clause_that_begins_with_when_is_dated_by_the_time_before_it(self) -> None:
        text = "The walls date from the war of 2014, when the group took the town."
        assert clause_days(text, "the group took the town") == "2014-01-01/2014-12-31"

    def test_previously_is_before_the_day_of_saying(self) -> None:
        assert clause_days("They took camps previously held by the army.", "previously held") == "../2020-05-14"


def told(text: str, act: str, clause: str = "", *, linked: bool = True) -> list[str]:
    start, times = text.index(act), find_times(text, (), SAID)
    at = text.index(clause)
    span = Span(at, at + len(clause or text))
    chosen = told_with(text, times, times if linked else (), span, Span(start, start + len(act)))
    return [t.text for t in chosen]


class TestTheTimeToldWithAnAct:
    """Background told with the news has a date of its own, or none."""

    @pytest.mark.parametrize(
        ("text", "act", "expected"),
        [
            ("The mayor, who fled in 2014, was shot on Monday.", "shot", ["Monday"]),
            ("The mayor, who fled in 2014, was shot on Monday.", "fled", ["2014"]),
            ("The unit, formed in 2018, had fought in Basra in 2017.", "fought", ["2017"]),
            ("On Monday police held a man who had fled in 2014.", "held", ["Monday"]),
            ("On Monday police held a man who had fled in 2014.", "fled", ["2014"]),
            ("The army took the town, which lies on a river, on Monday.", "took", ["Monday"]),
            ("In 2014, the army took the town.", "took", ["2014"]),
            ("Men who raided the village in 2014 were shot.", "shot", []),
            ("Men who in 2014 raided the village fled.", "raided", ["2014"]),
            ("The army took the towns on Monday and Tuesday.", "took", ["Monday", "Tuesday"]),
        ],
    )
    def test_each_act_has_its_own(self, text: str, act: str, expected: list[str]) -> None:
        assert told(text, act) == expected

    def test_a_time_in_a_clause_behind_the_act_is_its_own_only_where_that_is_known(self) -> None:
        text = "Police held a man who had fled in 2014."
        assert told(text, "held") == ["2014"]
        assert told(text, "held", linked=False) == []

    def test_a_time_in_the_clause_comes_before_one_outside(self) -> None:
        text = "In 1988 a submarine sank two boats off the cape; police closed the road on Monday."
        assert told(text, "closed", "police closed the road on Monday.") == ["Monday"]

    def test_a_time_of_a_clause_within_does_not_come_before_one_outside(self) -> None:
        text = "On Monday, troops left the base that they had held since 2017."
        assert told(text, "left", "troops left the base that they had held since 2017.") == ["Monday"]

    def test_a_clause_with_when_explains_the_time_before_it(self) -> None:
        text = "The raid on Monday was the first since 2014, when the group took the town."
        clause = text[text.index("when") :]
        start = text.index(clause)
        times = find_times(text, (), SAID)
        act = Span(text.index("took"), text.index("took") + 4)
        chosen = told_with(text, times, times[:1], Span(start, len(text)), act)
        when = interval_for(text, chosen, Span(start, len(text)), SAID)
        assert when is not None
        assert (when.edtf(), when.text) == ("2014-01-01/2014-12-31", "2014")
