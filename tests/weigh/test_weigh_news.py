"""What reports changed of what is known of one day."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.making import ON, WORLD, claim, length, ref

from khabar.model import Claim, Quantity
from khabar.weigh import NewsKind, Sight, conflicts, due, news, state

MILL = ref("Old Mill")


def sight(*claims: Claim, name: str = "Old Mill", on: date = ON) -> Sight:
    return Sight(state(ref(name), claims, WORLD, on, on), claims, {}, conflicts(claims, WORLD))


def told(had: list[Claim], new: list[Claim], name: str = "Old Mill") -> list[tuple[NewsKind, str]]:
    return [(n.kind, n.words) for n in news(sight(*had, name=name), sight(*had, *new, name=name))]


HELD = claim("control", "Major Sami ← Herald", who=["Blue Army"], what=["Old Mill"], out="2020-05-10")
TAKEN = claim("capture", "Wire", who=["Red Front"], what=["Old Mill"], happened="2020-06-01", out="2020-06-02")
TOO = claim("control", who=["Red Front"], what=["Old Mill"], out="2020-06-05")
NOT_SO = claim(
    "capture", "Major Sami ← Wire", who=["Red Front"], what=["Old Mill"], modality="denied", out="2020-06-06"
)
PLAN = claim("handover", "Captain Dara ← Wire", who=["Red Front"], what=["Old Mill"], modality="planned",
             happened="2020-06-14", out="2020-06-03")  # fmt: skip
DEAD = claim("attack", who=["Red Front"], where=["Old Mill"], happened="2020-06-03", out="2020-06-04",
             numbers=[Quantity(3, "person", "dead")], quote="3 were killed")  # fmt: skip
MORE = claim("attack", "Wire", who=["Red Front"], where=["Old Mill"], happened="2020-06-03", out="2020-06-05",
             numbers=[Quantity(40, "person", "dead")], quote="40 were killed")  # fmt: skip
EVERY = [HELD, TAKEN, TOO, NOT_SO, PLAN, DEAD, MORE]


def test_nothing_new_is_no_news() -> None:
    assert told([HELD, TAKEN], []) == []


def test_news_name_who_held_it_until_now() -> None:
    assert (
        NewsKind.CONTROL,
        "From 1 June 2020 on the Red Front held Old Mill. Until now the Blue Army was told to hold it.",
    ) in told([HELD], [TAKEN])


def test_a_denial_is_told_with_what_it_puts_in_doubt_and_not_as_a_conflict_too() -> None:
    kinds = [kind for kind, _ in told([TAKEN], [NOT_SO])]
    assert kinds == [NewsKind.CONTROL, NewsKind.DENIAL]


def test_numbers_in_conflict_are_not_told_as_moved_too() -> None:
    kinds = [kind for kind, _ in told([DEAD], [MORE])]
    assert NewsKind.CONFLICT in kinds
    assert NewsKind.NUMBER not in kinds


def test_a_length_that_grew() -> None:
    had = claim("barrier", where=["Long Border"], numbers=[length(300, "wall")], out="2020-05-01")
    new = claim("barrier", "Wire", where=["Long Border"], numbers=[length(350, "wall")], out="2020-06-01")
    words = "350 kilometers of wall, by Wire; before it was 300 kilometers of wall, by Herald (1 May 2020)."
    assert told([had], [new], "Long Border") == [(NewsKind.NUMBER, words)]


def test_the_dead_of_another_day_are_no_number_that_moved() -> None:
    later = claim("attack", "Wire", who=["Red Front"], where=["Old Mill"], happened="2020-06-10", out="2020-06-11",
                  numbers=[Quantity(40, "person", "dead")], quote="40 were killed")  # fmt: skip
    assert NewsKind.NUMBER not in [kind for kind, _ in told([DEAD], [later])]


def test_a_plan_is_due_on_its_last_day_and_not_before_the_watch_began() -> None:
    seen = sight(PLAN)
    assert [n.kind for n in due(seen, date(2020, 6, 10))] == [NewsKind.DUE]
    assert due(seen, date(2020, 6, 14)) == ()
    assert due(sight(PLAN, on=date(2020, 6, 13)), date(2020, 6, 1)) == ()


def test_one_plan_in_two_reports_is_due_once() -> None:
    again = claim("handover", "Captain Dara ← Herald", who=["Red Front"], what=["Old Mill"], modality="planned",
                  happened="2020-06-14", out="2020-06-04")  # fmt: skip
    (one,) = due(sight(PLAN, again), date(2020, 6, 10))
    assert one.causes == {PLAN.id, again.id}


def test_a_plan_that_came_about_is_overtaken_and_not_due() -> None:
    done = claim("handover", who=["Red Front"], what=["Old Mill"], happened="2020-06-14", out="2020-06-14")
    assert (NewsKind.OVERTAKEN, "What Captain Dara planned is told as done, wholly or in part, by Herald.") in told(
        [PLAN], [done]
    )
    assert due(sight(PLAN, done), date(2020, 6, 10)) == ()


@given(had=st.sets(st.integers(0, len(EVERY) - 1)), order=st.permutations(range(len(EVERY))))
def test_order_changes_nothing_and_each_thing_is_told_once_with_its_claims(had: set[int], order: list[int]) -> None:
    before = sight(*(EVERY[n] for n in sorted(had)))
    found = news(before, sight(*EVERY))
    turned = news(sight(*(EVERY[n] for n in order if n in had)), sight(*(EVERY[n] for n in order)))
    assert {(n.frame, n.words, n.causes) for n in found} == {(n.frame, n.words, n.causes) for n in turned}
    assert len({(n.frame, n.causes) for n in found}) == len(found)
    new = {c.id for n, c in enumerate(EVERY) if n not in had}
    for one in found:
        assert one.causes
        assert one.causes <= new
        assert one.causes <= {c.id for c in one.claims}


def test_what_others_did_at_the_same_border_does_not_overtake_a_plan() -> None:
    plan = claim("barrier", "Captain Dara ← Wire", what=["trench"], where=["Long Border"], modality="planned",
                 out="2020-05-03")  # fmt: skip
    wall = claim("barrier", what=["Long Wall"], where=["Long Border"], out="2020-06-01")
    assert NewsKind.OVERTAKEN not in [kind for kind, _ in told([plan], [wall], "Long Border")]
