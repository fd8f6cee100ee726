"""What is read of rivals for an actor's answer: less than all, and the same answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import cast

from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.making import WORLD, claim, ref

from khabar import weigh
from khabar.judging import Judged
from khabar.model import Claim, ClaimType, Ref, Standing, State
from khabar.rivals import Rivals
from khabar.store import Filter

RED = ref("Red Front")
NEVER = date(2030, 1, 1)
OVER = {Standing.ENDED, Standing.DENIED}


@dataclass
class Shelf:
    """Claims as a store finds them, with what it was asked for."""

    claims_there: Sequence[Claim]
    asked: list[Filter] = field(default_factory=list)

    def claims(self, where: Filter) -> Iterator[Claim]:
        self.asked.append(where)
        of, types = where.entities or frozenset(), where.types or frozenset(ClaimType)
        by = where.happened_by or NEVER
        late = {c.id for c in self.claims_there if c.event_time and (c.event_time.earliest or date.min) > by}
        return (c for c in self.claims_there if c.entities() & of and c.type in types and c.id not in late)


def touching(told: Sequence[Claim], name: Ref) -> list[Claim]:
    return [c for c in told if name.entity in c.entities()]


def by_all(told: Sequence[Claim], on: date) -> State:
    """The answer from all that anybody says of any place that the name was told of: slow, and plain."""
    rivals = Rivals(cast(Judged, Shelf(told)))
    everything = weigh.state(RED, rivals.anywhere(touching(told, RED)), WORLD, on, NEVER)
    mine = tuple(h for h in everything.holdings if RED.entity in (h.subject.entity, h.object.entity))
    own = {c.id for c in touching(told, RED)}
    return replace(
        everything,
        holdings=mine,
        expected=tuple(c for c in everything.expected if c.id in own),
        said=tuple(c for c in everything.said if c.id in own),
    )


def by_few(told: Sequence[Claim], on: date, shelf: Shelf | None = None) -> State:
    rivals = Rivals(cast(Judged, shelf or Shelf(told)))
    touched = touching(told, RED)
    held = partial(weigh.ground, RED, knowledge=WORLD, on=on, known_by=NEVER)
    claims, beside = rivals.bearing(touched, (on, NEVER), held)
    return weigh.state(RED, claims, WORLD, on, NEVER, beside=beside)


ACTORS = st.sampled_from(["Red Front", "Red Front", "Blue Army", "Green Guard"])
DAYS = st.dates(date(2020, 1, 1), date(2021, 12, 31))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    out = draw(DAYS)
    first = out - timedelta(days=draw(st.integers(0, 60)))
    lasting = draw(st.sampled_from(["", "", f"/{out.isoformat()}"]))
    place = draw(st.sampled_from(["Old Mill", "Old Mill", "East Gate", "Long Border"]))
    return claim(
        draw(st.sampled_from(["control", "control", "capture", "withdrawal", "handover", "deployment", "attack"])),
        draw(st.sampled_from(["Herald", "Wire", "Captain Dara ← Herald", "media reports ← Herald", "a man ← Wire"])),
        who=draw(
            st.lists(st.sampled_from(["Red Front", "Red Front", "Blue Army", "Green Guard"]), min_size=1, max_size=2)
        ),
        what=[place, *draw(st.sampled_from([[], [], ["Blue Army"], ["Red Front"]]))],
        where=draw(st.sampled_from([[], [place]])),
        modality=draw(st.sampled_from(["asserted", "asserted", "asserted", "denied", "rumoured", "planned"])),
        happened=draw(st.sampled_from([None, first.isoformat() + lasting])),
        out=out.isoformat(),
        start=draw(st.integers(0, 500)),
    )


@given(st.lists(claims(), max_size=14), DAYS)
def test_an_actor_is_answered_by_few_rivals_as_by_all(told: list[Claim], on: date) -> None:
    few, every = by_few(told, on), by_all(told, on)
    assert [replace(h, support=None) for h in few.holdings] == [replace(h, support=None) for h in every.holdings]
    lasting = [h for h in few.holdings if h.standing not in OVER]
    assert lasting == [h for h in every.holdings if h.standing not in OVER]
    assert (few.expected, few.said) == (every.expected, every.said)


def test_of_a_place_that_is_lost_only_captures_are_read() -> None:
    told = [
        claim("control", "Herald", who=["Red Front"], what=["Old Mill"], happened="2020-01-01", out="2020-01-02"),
        claim("capture", "Wire", who=["Blue Army"], what=["Old Mill"], happened="2020-02-01", out="2020-02-02"),
        claim("control", "Wire", who=["Blue Army"], what=["Old Mill"], happened="2020-03-01", out="2020-03-02"),
    ]
    shelf = Shelf(told)
    (lost,) = by_few(told, date(2020, 4, 1), shelf).holdings
    assert lost.standing is Standing.ENDED
    assert [where.types for where in shelf.asked] == [frozenset({ClaimType.CAPTURE})]


def test_what_may_still_be_held_is_set_against_all_that_others_do_there() -> None:
    told = [
        claim("control", "Herald", who=["Red Front"], what=["Old Mill"], happened="2020-01-01", out="2020-01-02"),
        claim("control", "Wire", who=["Blue Army"], what=["Old Mill"], happened="2020-01-03", out="2020-01-04"),
        claim("control", "Wire", who=["Blue Army"], what=["East Gate"], happened="2020-01-03", out="2020-01-04"),
    ]
    (held,) = by_few(told, date(2020, 2, 1)).holdings
    assert held.standing is Standing.CONTESTED
    assert "the Blue Army is said to hold it too" in held.words


def test_what_others_do_there_is_not_told_as_something_said_of_the_actor() -> None:
    told = [
        claim("control", "Herald", who=["Red Front"], what=["Old Mill"], happened="2020-01-01", out="2020-01-02"),
        claim("capture", "Wire", modality="planned", who=["Blue Army"], what=["Old Mill"], out="2020-01-04"),
    ]
    assert by_few(told, date(2020, 1, 5)).expected == ()
