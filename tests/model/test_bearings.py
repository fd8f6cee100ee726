"""Which sites and parties a claim tells the holder by, and within what days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.making import claim

from khabar.model.bearings import Bearing, bearings
from khabar.weigh import anchor
from khabar.weigh.moments import moment

OUT = date(2020, 6, 10)


def test_each_party_at_each_site() -> None:
    told = claim("handover", who=["Red Front"], what=["Old Mill", "Blue Army"], where=["East Gate"], happened="2020-06")
    days = date(2020, 6, 1), date(2020, 6, 30)
    assert {b for b in bearings(told) if b.site in ("mill", "gate")} == {
        Bearing("mill", "red", *days),
        Bearing("mill", "blue", *days),
        Bearing("gate", "red", *days),
        Bearing("gate", "blue", *days),
        Bearing("gate", "mill", *days),
    }


def test_what_is_undated_is_of_the_day_on_which_it_is_said_at_the_latest() -> None:
    (told,) = bearings(claim("control", who=["Red Front"], what=["Old Mill"]))
    assert (told.earliest, told.latest) == (OUT, OUT)


@pytest.mark.parametrize("what", [["Old Mill", "a hill"], ["Old Mill"]])
def test_what_may_be_of_any_later_day_has_no_last_one(what: list[str]) -> None:
    happened = "2020-06-01" if len(what) > 1 else "2020-06-01/.."
    assert {b.latest for b in bearings(claim("control", who=["Red Front"], what=what, happened=happened))} == {None}


def test_an_attack_tells_of_no_holder() -> None:
    assert bearings(claim("attack", who=["Red Front"], what=["Old Mill"])) == ()


@given(st.sampled_from(["control", "capture", "withdrawal"]), st.data())
def test_a_claim_is_weighed_within_these_days(kind: str, data: st.DataObject) -> None:
    intervals = [None, "2019", "2020-06-03", "../2020-06-03", "2020-06-03/..", "2021-01"]
    happened, said = data.draw(st.sampled_from(intervals)), data.draw(st.sampled_from(intervals))
    out = data.draw(st.sampled_from([None, "2020-06-10", "2020-06", "../2020-07-01"]))
    told = claim(kind, who=["Red Front"], what=["Old Mill"], happened=happened, said=said, out=out)
    (bearing,) = bearings(told)
    weighed = moment(told, anchor(told))
    assert (weighed.latest or date.min) <= (bearing.latest or date.max)
    assert (weighed.earliest or date.max) >= (bearing.earliest or date.min)
