"""A border in numbers: what is built, held, and who stands there, each number with its root."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.making import ON, WORLD, claim, length, ref

from khabar.model import BorderState, Claim, Hop, Knowledge, Place, Progress, Quantity, Role
from khabar.weigh import border_state

LAND = replace(WORLD, places=tuple(replace(p, pack="land@3") for p in WORLD.places))


def ask(*claims: Claim, name: str = "Long Border", knowledge: Knowledge = LAND, on: date = ON) -> BorderState:
    found = border_state(ref(name), claims, knowledge, on, date(2030, 1, 1))
    assert found is not None
    return found


def wall(value: float, quote: str, *, chain: str = "Herald", unit: str = "kilometer", **told: str) -> Claim:
    numbers = [Quantity(value, unit, "wall")]
    return claim("barrier", chain, what=["Long Wall"], where=["Long Border"], quote=quote, numbers=numbers, **told)  # type: ignore[arg-type]


def test_the_geometry_comes_with_its_packs_version() -> None:
    found = ask()
    assert (found.border.entity, found.length_km, found.geometry) == ("border", 600.0, "land@3")
    assert (found.built, found.shares, found.forces) == ((), (), ())


def test_what_is_no_border_has_none() -> None:
    assert border_state(ref("Old Mill"), [], LAND, ON, ON) is None
    assert border_state(ref("Red Front"), [], LAND, ON, ON) is None


def test_the_barrier_asks_for_the_numbers_of_its_border() -> None:
    mine = wall(100, "100 km of the wall have been built")
    assert ask(mine, name="Long Wall") == ask(mine)


def test_kilometers_by_status_over_time() -> None:
    found = ask(
        wall(200, "200 km of the wall have been built", out="2020-05-01"),
        wall(100, "100 km of the wall have been built", out="2020-03-01"),
        wall(90, "90 km remain to be built", out="2020-05-01"),
        wall(300, "the wall will reach 300 km", out="2020-03-01", modality="planned"),
        wall(400, "400 km were built", out="2020-08-01"),
        wall(77, "77 km were built", out="2020-05-01", modality="denied"),
    )
    assert [(b.progress, b.value, b.when.edtf()) for b in found.built] == [
        (Progress.BUILT, 100, "2020-03-01"),
        (Progress.PLANNED, 300, "2020-03-01"),
        (Progress.BUILT, 200, "2020-05-01"),
        (Progress.LEFT, 90, "2020-05-01"),
    ]
    assert {b.root for b in found.built} == {"Herald"}
    assert all(b.counts for b in found.built)


def test_miles_become_kilometers_and_shares_stay_shares() -> None:
    found = ask(
        wall(100, "100 miles of the wall were built", unit="mile"),
        wall(80, "80 percent of the wall is finished", unit="percent"),
        wall(3, "3 towers were built", unit="tower"),
    )
    assert [(b.value, b.unit, b.of) for b in found.built] == [(160.934, "kilometer", "wall"), (80, "percent", "wall")]


def test_both_ends_of_a_range_are_of_one_thing() -> None:
    words = "between 210 and 215 kilometers are still to be built"
    numbers = [
        Quantity(n, "kilometer", "", span=type(claim("barrier").span)(at, at + len(text)))
        for n, at, text in ((210, 8, "210"), (215, 16, "215 kilometers"))
    ]
    told = claim("barrier", what=["Long Wall"], where=["Long Border"], quote=words, numbers=numbers, modality="planned")
    assert [(b.progress, b.value) for b in ask(told).built] == [(Progress.LEFT, 210), (Progress.LEFT, 215)]


def test_a_number_that_is_carried_on_is_one_number_with_two_claims() -> None:
    original = wall(100, "100 km of the wall have been built", chain="Major Sami ← Wire", said="2020-06-10")
    hops = (*original.chain.hops, Hop(ref("Evening Post"), Role.OUTLET))
    copy = replace(original, id="copy", document="another report", chain=replace(original.chain, hops=hops))
    (built,) = ask(original, copy).built
    assert built.root == "Major Sami"
    assert {c.id for c in built.claims} == {original.id, "copy"}


def test_what_share_of_the_border_somebody_claims_for_himself() -> None:
    boast = claim("control", "Red Front ← Herald", who=["Red Front"], where=["Long Border"],
                  numbers=[length(15, "border")], said="2020-06-10")  # fmt: skip
    (share,) = ask(boast).shares
    assert (share.actor.entity, share.kilometers, share.share) == ("red", 15, 0.025)
    assert not share.counts
    assert "its own interest" in share.why
    unknown = replace(LAND, places=(Place("border", "Long Border", "border"),))
    assert ask(boast, knowledge=unknown).shares[0].share is None
    assert ask(boast, knowledge=unknown).length_km is None


def test_forces_for_each_hundred_kilometers() -> None:
    six = Quantity(6, "brigade", "Red Front")
    sent = claim("deployment", who=["Patron Government"], where=["Long Border"], said="2020-06-10",
                 numbers=[six, Quantity(3, "brigade", "guard"), length(600, "border")])  # fmt: skip
    left = claim("withdrawal", who=["Blue Army"], where=["Long Border"], numbers=[Quantity(9, "tank", "tank")])
    found = ask(sent, left).forces
    assert [(f.number, f.unit, f.of, f.per_100_km) for f in found] == [
        (6, "brigade", "Red Front", 1.0),
        (3, "brigade", "guard", 0.5),
    ]


NUMBERS = st.builds(
    lambda km, type_, day, chain: claim(type_, chain, who=["Red Front"], what=["Long Wall"], where=["Long Border"],
                                        numbers=[length(km, "border"), Quantity(km, "brigade", "army")], out=day),
    st.integers(1, 99), st.sampled_from(["barrier", "control", "deployment", "quantity"]),
    st.sampled_from(["2020-03-01", "2020-06-01", "2020-09-01"]), st.sampled_from(["Herald", "Wire", "media ← Wire"]),
)  # fmt: skip


@given(st.lists(NUMBERS, max_size=7), st.randoms())
def test_order_changes_nothing(some: list[Claim], random: Random) -> None:
    assert ask(*some) == ask(*random.sample(some, len(some)))
