"""Which claims tell of one occurrence, and which never do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.making import WORLD, claim
from tests.weigh.test_weigh_properties import claims as any_claims

from khabar.model import Claim, Event, EventFamily, Place, Quantity, Span, When
from khabar.weigh import events

LAND = replace(
    WORLD,
    places=(
        *WORLD.places,
        Place("hill", "Mill Hill", "district", within="province"),
        Place("mill", "Old Mill", "village", within="hill"),
        Place("ford", "Low Ford", "village", within="hill"),
        Place("province", "Mill Province", "province", within="land"),
        Place("land", "Bland", "country"),
    ),
)
DAY = "2020-06-03"


def struck(chain: str = "Herald", day: str | None = DAY, where: str = "Old Mill", who: str = "Red Front") -> Claim:
    return claim("attack", chain, who=[who], what=["Green Guard"], where=[where], happened=day)


def told(*claims: Claim, **judged: list[tuple[str, str]]) -> tuple[Event, ...]:
    return events(claims, LAND, **judged)


def at(one: Claim, key: str, name: str) -> Claim:
    """The claim, put at a place of `LAND`."""
    return replace(one, places=(replace(one.places[0], entity=key, name=name),))


def test_two_roots_tell_of_one_attack_with_their_numbers() -> None:
    eleven, more = (Quantity(n, "person", "people killed") for n in (11, 27))
    one = replace(struck("Major Sami ← Herald"), quantities=(eleven,))
    other = replace(struck("residents ← Wire"), quantities=(more,))
    (event,) = told(one, other)
    assert event.words == (
        "Attack by the Red Front on the Green Guard at Old Mill on 3 June 2020: "
        "11 dead, by Major Sami; 27 dead, by residents (Wire)."
    )
    assert [(c.value, c.of, c.roots) for c in event.counts] == [
        (11, "dead", ("Major Sami",)),
        (27, "dead", ("residents (Wire)",)),
    ]
    assert event.family is EventFamily.ATTACK
    assert [r.name for r in event.actors] == ["Red Front"]
    assert event.when.edtf() == DAY


def test_a_copy_adds_a_claim_but_no_root() -> None:
    (event,) = told(struck("Captain Dara ← Herald"), struck("Captain Dara ← Wire"))
    assert (len(event.claims), event.roots) == (2, ("Captain Dara",))


@pytest.mark.parametrize(
    "other",
    [
        struck("Wire", "2020-06-04"),
        struck("Wire", where="East Gate"),
        struck("Wire", who="Blue Army", day="2020-06"),
        replace(struck("Wire"), objects=struck(who="Blue Army").subjects),
        claim("capture", "Wire", who=["Red Front"], what=["Green Guard"], where=["Old Mill"], happened=DAY),
    ],
)
def test_another_day_place_victim_or_kind_is_another_event(other: Claim) -> None:
    assert len(told(struck(), other)) == 2


def test_the_day_is_narrowed_to_what_fits_all() -> None:
    (event,) = told(struck("Herald", "2020-06"), struck("Wire", DAY), struck("Captain Dara ← Wire", None))
    assert event.when.edtf() == DAY
    assert len(event.claims) == 3


def test_a_vague_claim_never_joins_two_days_or_two_places() -> None:
    days = told(struck("Herald", "2020-06-01"), struck("Wire", "2020-06-03"), struck("Patron News", "2020-06"))
    assert sorted(len(e.claims) for e in days) == [1, 1, 1]
    mill, ford = at(struck("Herald"), "mill", "Old Mill"), at(struck("Wire"), "ford", "Low Ford")
    district = at(struck("Patron News"), "hill", "Mill Hill")
    assert sorted(len(e.claims) for e in told(mill, ford, district)) == [1, 1, 1]
    assert [len(e.claims) for e in told(mill, district)] == [2]


def test_to_share_a_country_is_to_share_no_place() -> None:
    here, there = at(struck("Herald"), "mill", "Old Mill"), at(struck("Wire", who="Blue Army"), "land", "Bland")
    assert len(told(here, there)) == 2


def test_two_culprits_of_one_deed_are_one_event() -> None:
    (event,) = told(struck(), struck("Wire", who="Blue Army"))
    assert [r.name for r in event.actors] == ["Blue Army", "Red Front"]


def test_the_same_report_tells_of_it_again_without_its_doer() -> None:
    again = replace(claim("attack", where=["Old Mill"], start=40), document=struck().document)
    assert len(told(struck(), again)) == 1
    assert len(told(struck(), replace(again, document="another"))) == 2


def test_a_state_is_an_event_only_on_its_day() -> None:
    there = claim("deployment", who=["Red Front"], where=["Old Mill"])
    assert told(there) == ()
    assert len(told(replace(there, event_time=When.on(date(2020, 6, 3))))) == 1


def test_a_count_of_the_dead_tells_of_the_attack() -> None:
    number = Quantity(11, "person", "dead", span=Span(0, 2))
    count = claim("quantity", "Wire", who=["Red Front"], where=["Old Mill"], numbers=[number], happened=DAY)
    (event,) = told(struck(), count)
    assert "11 dead, by Wire" in event.words
    assert told(replace(count, quantities=(Quantity(11, "tent", "tents"),))) == ()


def test_plans_are_no_events_and_denials_stand_beside() -> None:
    planned = claim("attack", who=["Red Front"], what=["Green Guard"], where=["Old Mill"], modality="planned")
    denied = claim(
        "attack", "Wire", who=["Red Front"], what=["Green Guard"], where=["Old Mill"], happened=DAY, modality="denied"
    )
    (event,) = told(struck(), planned, denied)
    assert (len(event.claims), event.denials) == (1, (denied,))


def test_people_can_join_and_part_what_was_clustered() -> None:
    one, other, third = struck(), struck("Wire"), struck("Patron News", "2020-06-09")
    assert [len(e.claims) for e in told(one, other, third)] == [2, 1]
    assert [len(e.claims) for e in told(one, other, third, parted=[(one.id, other.id)])] == [1, 1, 1]
    assert [len(e.claims) for e in told(one, other, third, joined=[(third.id, one.id)])] == [3]
    assert told(one, other, joined=[("gone", one.id)]) == told(one, other)


@given(st.lists(any_claims(), max_size=8), st.randoms())
def test_order_changes_nothing(found: list[Claim], random: object) -> None:
    assert told(*found) == told(*found[::-1])


@given(st.lists(any_claims(), max_size=8))
def test_every_claim_is_in_one_event_at_most_and_fits_its_days(found: list[Claim]) -> None:
    made = told(*found)
    inside = [c.id for e in made for c in e.claims]
    assert len(inside) == len(set(inside))
    assert len({e.id for e in made}) == len(made)
    for event in made:
        exact = [c.event_time for c in event.claims if c.event_time]
        assert all(when.meets(event.when) for when in exact)
        assert event.words.endswith(".")


def test_a_place_that_was_read_as_its_own_taker_does_nothing() -> None:
    taken = claim("capture", "Herald", who=["Old Mill"], what=["Old Mill"], where=["Old Mill"], happened=DAY)
    (event,) = told(taken)
    assert event.actors == ()
    assert "by the Old Mill" not in event.words


def hit(quote: str, chain: str = "Herald", day: str = DAY, **of: list[str]) -> Claim:
    return claim("attack", chain, quote=quote, happened=day, **of)  # type: ignore[arg-type]


def beside(one: Claim, other: Claim) -> Claim:
    """The other claim, in the report of the one."""
    return replace(other, document=one.document)


IN_BLAND = at(hit("A rocket attack killed a contractor", where=["Bland"]), "land", "Bland")


def test_an_attack_in_a_country_is_that_in_its_town_where_means_and_victim_agree() -> None:
    town = at(hit("A rocket attack killed a civilian contractor", "Wire", where=["Old Mill"]), "mill", "Old Mill")
    assert len(told(IN_BLAND, town)) == 1


@pytest.mark.parametrize(
    "quote", ["A rocket attack killed a farmer's mule", "A car bomb killed a contractor", "Clashes killed a contractor"]
)
def test_other_means_or_another_victim_make_another_attack(quote: str) -> None:
    other = at(hit(quote, "Wire", where=["Old Mill"]), "mill", "Old Mill")
    assert len(told(IN_BLAND, other)) == 2


def test_the_strike_is_the_one_that_its_report_tells_of() -> None:
    first = at(hit("Warplanes struck the depot", where=["Old Mill"]), "mill", "Old Mill")
    again = hit("the strike killed six", "Wire")
    assert len(told(first, beside(first, again))) == 1
    assert len(told(first, again)) == 2


def test_of_two_strikes_in_a_report_nobody_knows_which_is_meant() -> None:
    first = at(hit("Warplanes struck the depot", where=["Old Mill"]), "mill", "Old Mill")
    second = beside(first, at(hit("Drones struck the ford", where=["Low Ford"]), "ford", "Low Ford"))
    assert len(told(first, second, beside(first, hit("the strike killed six")))) == 3


def test_a_doer_without_a_name_is_one_in_his_report_alone() -> None:
    one = hit("Two grey boats shelled the pier", who=["Two grey boats"], what=["the pier"])
    other = hit("Two grey boats sank a ferry", "Wire", who=["Two grey boats"], what=["a ferry"])
    assert len(told(one, beside(one, other))) == 1
    assert len(told(one, other)) == 2


def test_who_went_where_without_a_name_is_joined_to_nobody() -> None:
    march = at(claim("movement", who=["Red Front"], where=["Old Mill"]), "mill", "Old Mill")
    stray = beside(march, at(claim("movement", where=["Old Mill"], said="2020-06-09"), "mill", "Old Mill"))
    assert len(told(march, stray)) == 2
