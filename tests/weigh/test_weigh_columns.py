"""The ledger as columns: what the two days decide is told apart.

That a page can do with them what `weigh` does is shown in tests/page.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from tests.page.exchange import cases
from tests.weigh.making import WORLD, claim

from khabar.model import Claim, When
from khabar.weigh import columns
from khabar.weigh.holding.columns import number


def told(*claims: Claim, **repeating: tuple[When, ...]) -> dict[str, Any]:
    return columns(claims, WORLD, repeating)


def test_days_are_numbers_since_1970_and_open_ends_are_none() -> None:
    found = told(claim("control", who=["Red Front"], what=["Old Mill"], happened="1970-01-02/..", out="1970-01-11/.."))
    rows = found["pieces"]
    assert (rows["from"], rows["to"], rows["known"], rows["until"]) == ([1], [None], [10], [None])


def test_who_takes_a_place_has_it_and_ends_what_others_had_there() -> None:
    found = told(claim("capture", who=["Red Front"], what=["Old Mill"]))
    nodes, keys, sweeps = found["nodes"], found["keys"], found["sweeps"]
    assert [nodes[n] for n in (*keys["subject"], *keys["object"])] == ["red", "mill"]
    assert [nodes[n] for n in (*sweeps["site"], *sweeps["spared"][0])] == ["mill", "red"]


def test_words_in_ones_own_interest_weigh_less_and_a_tie_may_make_them_so() -> None:
    own = claim("control", "Red Front ← Herald", who=["Red Front"], what=["Old Mill"])
    tied = claim("control", "Captain Dara ← Herald", who=["Red Front"], what=["Old Mill"])
    strange = claim("control", "Blue Army ← Herald", who=["Red Front"], what=["Old Mill"])
    found = {c.id: told(c) for c in (own, tied, strange)}
    weights = [found[c.id]["claims"]["weight"] for c in (own, tied, strange)]
    assert weights == [[1], [2], [2]]
    (group,) = found[tied.id]["gains"]
    assert [found[tied.id]["nodes"][n] for n in group] == ["captain", "red"]
    assert found[own.id]["gains"] == found[strange.id]["gains"] == []


def test_a_claim_is_out_of_the_ledger_while_it_is_known_only_to_repeat_another() -> None:
    one = claim("control", who=["Red Front"], what=["Old Mill"], out="2020-01-10")
    found = columns([one], WORLD, {one.id: (When(date(2020, 2, 1), date(2020, 2, 9)),)})
    rows = found["pieces"]
    days = [number(date(2020, month, day)) for month, day in ((1, 10), (2, 1), (2, 10))]
    assert (rows["known"], rows["until"]) == ([days[0], days[2]], [days[1], None])


def test_a_stranger_is_an_actor_once_a_report_says_to_whom_he_belongs() -> None:
    taken = claim("capture", who=["Red Front"], what=["Yellow Post", "Old Mill"], out="2020-01-10")
    tie = claim("membership", who=["Yellow Post"], what=["Blue Army"], out="2020-03-01")
    found = told(taken, tie)
    nodes, keys, rows = found["nodes"], found["keys"], found["pieces"]
    held = {
        (nodes[keys["object"][key]], rows["known"][row], rows["until"][row])
        for row, key in enumerate(rows["key"])
        if found["fluents"][keys["fluent"][key]]["name"] == "holds" and nodes[keys["subject"][key]] == "red"
    }
    early, late = number(date(2020, 1, 10)), number(date(2020, 3, 1))
    assert held == {("name:yellow post", early, late), ("mill", early, late), ("mill", late, None)}


def test_order_of_the_claims_and_repetitions_change_nothing() -> None:
    some = [claim("control", who=["Red Front"], what=["Old Mill"], out=f"2020-01-{day:02}") for day in range(1, 9)]
    assert columns(some, WORLD) == columns([*reversed(some), some[0]], WORLD)


def test_columns_are_json_as_they_are() -> None:
    for case in cases(20, seed=5):
        assert json.loads(json.dumps(case["columns"], allow_nan=False)) == case["columns"]
