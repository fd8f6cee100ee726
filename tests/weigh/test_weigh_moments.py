"""Three clocks: what is true when, said when, known when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.making import claim, when

from khabar.model import Quantity, When
from khabar.weigh import anchor, valid
from khabar.weigh.moments import known, moment, past, reached
from khabar.weigh.wording import amount, at, capital, count, days, listed, named, number, plural, spelled


def test_the_reports_own_day_wins() -> None:
    told = claim("control", happened="2020-06-01/2020-06-03")
    assert (valid(told).earliest, valid(told).latest) == (date(2020, 6, 1), date(2020, 6, 3))
    assert "2020-06-01/2020-06-03" in valid(told).reasons[-1]
    unworded = replace(told, event_time=When(date(2020, 6, 1)))
    assert valid(unworded).reasons == ("the report says when",)


def test_without_a_day_it_is_true_at_the_latest_when_said() -> None:
    told = claim("control", said="2020-06-05")
    assert valid(told) == When(
        None,
        date(2020, 6, 5),
        reasons=("the report gives no day: true at the latest when said (on 5 June 2020)",),
    )
    assert valid(claim("control", out=None)).reasons == ("neither the report's day nor the event's is known",)


def test_when_it_was_said() -> None:
    told = claim("other", "Captain Dara ← Herald", out="2020-06-10/2020-06-12")
    assert anchor(told) == when("2020-06-10/2020-06-12")
    by_hop = (replace(told.chain.root, said=when("2020-06-01")), *told.chain.hops[1:])
    assert anchor(replace(told, chain=replace(told.chain, hops=by_hop))) == when("2020-06-01")
    month = anchor(replace(told, said_time=when("2020-06")))
    assert (month.earliest, month.latest) == (date(2020, 6, 10), date(2020, 6, 12))


def test_what_is_told_as_done_was_done_before_the_telling() -> None:
    told = claim("control", happened="2020-06-01/..")
    assert moment(told, anchor(told)) == When(date(2020, 6, 1), date(2020, 6, 10))
    planned = claim("control", happened="2020-06-01/..", modality="planned")
    assert moment(planned, anchor(planned)).latest is None
    later = claim("control", happened="2020-07-01/2020-07-02")
    assert moment(later, anchor(later)) == When(date(2020, 7, 1), date(2020, 7, 2))


def test_an_undated_event_may_be_long_past_an_undated_state_is_seen() -> None:
    assert moment(claim("capture"), when("2020-06-10")) == When(None, date(2020, 6, 10))
    assert moment(claim("control"), when("2020-06-10")) == When(date(2020, 6, 10), date(2020, 6, 10))


@pytest.mark.parametrize(
    ("type", "happened", "quote", "expected"),
    [
        ("control", "../2020-06-01", "they held it", True),
        ("control", None, "the village, previously held by them", True),
        ("control", None, "the former rulers hold it", False),
        ("control", None, "which they previously took and still hold", False),
        ("control", None, "they hold it until further notice", False),
        ("barrier", "../2020-06-01", "it has been completed", False),
        ("control", "2020-06-01", "they held it", False),
    ],
)
def test_told_as_over(type: str, happened: str | None, quote: str, expected: bool) -> None:
    assert past(claim(type, happened=happened, quote=quote)) is expected


def test_known_by_a_day_surely_possibly_or_not() -> None:
    told = claim("other", out="2020-06-10/2020-06-12")
    assert known(told, date(2020, 6, 12)) == ""
    assert known(told, date(2020, 6, 11)) == "possibly reported only later (about 10 June 2020)"
    assert known(told, date(2020, 6, 9)) is None
    assert known(claim("other", out=None), date(2020, 6, 9)) == "the report's own day is unknown"


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(-500, 500))
def test_an_interval_bears_on_a_day_once_it_can_have_begun(start: date, length: int, shift: int) -> None:
    interval = When(start, date.fromordinal(start.toordinal() + length))
    on = date.fromordinal(start.toordinal() + shift)
    doubt = reached(interval, on)
    assert (doubt is None) == (shift < 0)
    assert (doubt == "") == (shift >= length)


def test_an_open_interval_bears_on_every_day_with_a_doubt() -> None:
    assert reached(When(), date(2020, 1, 1)) == "nobody says on what day"
    assert reached(When(None, date(2020, 2, 1)), date(2020, 1, 1)) is None
    assert reached(When(date(2020, 1, 1), date(2020, 2, 1), every=True), date(2020, 1, 5)) == ""


@pytest.mark.parametrize(
    ("edtf", "bare", "with_preposition"),
    [
        ("2017-06-01", "1 June 2017", "on 1 June 2017"),
        ("2017-06-01/2017-06-03", "about 1 June 2017", "about 1 June 2017"),
        ("2016-12-18/2016-12-31", "between 18 and 31 December 2016", "between 18 and 31 December 2016"),
        ("2017-05-28/2017-06-03", "between 28 May and 3 June 2017", "between 28 May and 3 June 2017"),
        (
            "2024-12-20/2025-01-05",
            "between 20 December 2024 and 5 January 2025",
            "between 20 December 2024 and 5 January 2025",
        ),
        ("2017-06", "June 2017", "in June 2017"),
        ("2017", "2017", "in 2017"),
        ("2018/2019", "2018 to 2019", "in 2018 to 2019"),
        ("../2026-01-23", "by 23 January 2026", "by 23 January 2026"),
        ("2023-10-07/..", "from 7 October 2023 on", "from 7 October 2023 on"),
        ("../..", "an unknown day", "on an unknown day"),
    ],
)
def test_days_in_words(edtf: str, bare: str, with_preposition: str) -> None:
    interval = When() if edtf == "../.." else when(edtf)
    assert (days(interval), at(interval)) == (bare, with_preposition)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Red Brigade", "the Red Brigade"),
        ("Ministry of Defence", "the Ministry of Defence"),
        ("United Kingdom", "the United Kingdom"),
        ("The Red Brigade", "The Red Brigade"),
        ("Factions aligned with the government", "Factions aligned with the government"),
        ("Brigade", "Brigade"),
        ("al-Hol camp", "al-Hol camp"),
        ("", ""),
    ],
)
def test_names_take_an_article_where_english_does(name: str, expected: str) -> None:
    assert named(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Border Guards", True),
        ("Factions aligned with it", True),
        ("local clans", True),
        ("ISIS", False),
        ("Iraqis", True),
        ("", False),
    ],
)
def test_plural_names(name: str, expected: bool) -> None:
    assert plural(name) is expected


def test_numbers_and_lists_in_words() -> None:
    assert (number(3000.0), number(12.5)) == ("3,000", "12.5")
    assert amount(Quantity(530, "kilometer", "wall", approx=True)) == "about 530 kilometers"
    assert (amount(Quantity(1, "brigade", "")), amount(Quantity(80, "percent", ""))) == ("1 brigade", "80 percent")
    assert (count(1, "root"), count(2, "root"), count(14, "root")) == ("one root", "two roots", "14 roots")
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert spelled(6) == {"6", "six"}
    assert spelled(12.5) == {"12.5"}
    assert (capital("it is"), capital("al-Hol is")) == ("It is", "al-Hol is")
