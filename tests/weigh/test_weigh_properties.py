"""What must hold of every state, whatever the claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.making import ask, claim, ref

from khabar.model import Claim, Fluent, Hop, Role, Standing, State, When

DAYS = st.dates(date(2020, 1, 1), date(2021, 12, 31))
ACTORS = st.sampled_from(["Red Front", "Blue Army", "Green Guard", "First Red Brigade"])
CHAINS = st.sampled_from(
    ["Herald", "Wire", "Captain Dara ← Herald", "Patron News ← Wire", "media reports ← Herald", "a source ← Wire"]
)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    out = draw(DAYS)
    happened = draw(st.none() | st.integers(0, 60).map(lambda n: (out - timedelta(days=n)).isoformat()))
    return claim(
        draw(st.sampled_from(["control", "capture", "withdrawal", "deployment", "attack", "membership"])),
        draw(CHAINS),
        who=[draw(ACTORS)],
        what=[draw(st.sampled_from(["Old Mill", "Old Mill", "Green Guard"]))],
        where=["Old Mill"],
        modality=draw(st.sampled_from(["asserted", "asserted", "denied", "rumoured", "planned"])),
        happened=happened,
        said=draw(st.none() | st.just(out.isoformat())),
        out=out.isoformat(),
        start=draw(st.integers(0, 5)),
    )


def standings(found: State) -> list[tuple[Fluent, str, Standing, When, int]]:
    return [(h.fluent, h.subject.name, h.standing, h.since, len(h.roots)) for h in found.holdings]


@given(st.lists(claims(), max_size=8), DAYS, st.randoms())
def test_order_changes_nothing(told: list[Claim], on: date, random: Random) -> None:
    shuffled = random.sample(told, len(told))
    assert ask(*told, on=on) == ask(*shuffled, on=on)


@given(st.lists(claims(), min_size=1, max_size=6), DAYS, st.integers(0, 10))
def test_a_copy_in_another_outlet_changes_no_standing(told: list[Claim], on: date, delay: int) -> None:
    original = told[0]
    latest = original.reported.latest or on
    copy = replace(
        original,
        id="copy",
        document="another report",
        said_time=original.said_time or original.reported,
        chain=replace(original.chain, hops=(*original.chain.hops, Hop(ref("Evening Post"), Role.OUTLET))),
        reported=When.on(latest + timedelta(days=delay)),
    )
    assert standings(ask(*told, copy, on=on)) == standings(ask(*told, on=on))


@given(st.lists(claims(), max_size=8), DAYS, DAYS)
def test_what_was_known_by_a_day_is_unmoved_by_later_reports(told: list[Claim], on: date, known_by: date) -> None:
    early = [c for c in told if c.reported.latest and c.reported.latest <= known_by]
    then, alone = ask(*told, on=on, known_by=known_by), ask(*early, on=on, known_by=known_by)
    assert replace(then, note="") == replace(alone, note="")


@given(st.lists(claims(), max_size=8), DAYS)
def test_roots_are_those_that_count_and_every_holding_has_evidence(told: list[Claim], on: date) -> None:
    for holding in ask(*told, on=on).holdings:
        assert holding.evidence
        assert len(set(holding.roots)) <= sum(e.counts for e in holding.evidence)
        assert holding.words.endswith(".")


@pytest.mark.parametrize("modality", ["asserted", "rumoured"])
def test_a_copy_of_what_a_report_tells_beside_a_capture_is_ended_with_it(modality: str) -> None:
    """One report says that Blue holds the mill and that Red took it; another outlet carries the first half."""
    held = claim("control", "Herald", who=["Blue Army"], what=["Old Mill"], modality=modality, out="2020-01-01")
    taken = claim("capture", "Herald", who=["Red Front"], what=["Old Mill"], happened="2020-01-01", out="2020-01-01")
    carried = replace(
        held,
        id="copy",
        document="another report",
        said_time=held.reported,
        chain=replace(held.chain, hops=(*held.chain.hops, Hop(ref("Evening Post"), Role.OUTLET))),
    )
    day = date(2020, 1, 1)
    assert standings(ask(held, taken, carried, on=day)) == standings(ask(held, taken, on=day))
