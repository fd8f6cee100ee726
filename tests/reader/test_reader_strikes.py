"""Strikes: who sent them, what they hit, and how many were hurt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.model import Claim, ClaimType

ClaimsOf = Callable[[str], tuple[Claim, ...]]


def strike(claims: tuple[Claim, ...], words: str) -> Claim:
    return next(c for c in claims if words in c.quote and c.type is ClaimType.ATTACK)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A rocket hit a school in Goma.", []),
        ("Drones hit an oil depot in Goma.", []),
        ("Turkish drones hit a village near Goma.", ["Turkey"]),
        ("An M23 rocket killed six people in Goma.", ["March 23 Movement"]),
        ("Russian missiles struck Goma overnight.", ["Russia"]),
    ],
)
def test_arms_are_nobody_and_their_sender_is_who_strikes(claims_of: ClaimsOf, text: str, who: list[str]) -> None:
    found = strike(claims_of(text), "Goma")
    assert [r.name for r in found.subjects] == who
    assert not any("rocket" in r.name or "rones" in r.name or "missiles" in r.name for r in found.objects)


def test_what_is_shot_down_is_what_is_hit(claims_of: ClaimsOf) -> None:
    found = strike(claims_of("Two drones were shot down by the army near Goma."), "shot down")
    assert [r.name for r in found.objects] == ["Two drones"]


def test_a_country_that_strikes_is_not_where_it_strikes(claims_of: ClaimsOf) -> None:
    found = strike(claims_of("US airstrikes killed six fighters."), "killed")
    assert not found.places


def test_who_was_killed_and_who_was_wounded_is_counted_apart(claims_of: ClaimsOf) -> None:
    found = strike(claims_of("A car bomb killed four people and injured 12 others in Goma."), "killed")
    assert [(q.value, q.unit) for q in found.quantities] == [(4, "person"), (12, "person")]


@pytest.mark.parametrize(
    ("text", "subjects", "objects", "places"),
    [
        ("44 people were killed in an M23 attack in Goma.", ["March 23 Movement"], ["44 people"], ["Goma"]),
        ("Ten soldiers were wounded in an M23 ambush in Goma.", ["March 23 Movement"], ["Ten soldiers"], ["Goma"]),
        ("The convoy came under fire near Goma.", [], ["convoy"], ["Goma"]),
        ("A car bomb in Goma killed 13 soldiers.", [], ["13 soldiers"], ["Goma"]),
    ],
)
def test_who_suffers_is_not_who_strikes_nor_is_where(
    claims_of: ClaimsOf, text: str, subjects: list[str], objects: list[str], places: list[str]
) -> None:
    found = strike(claims_of(text), "")
    assert [r.name for r in found.subjects] == subjects
    assert [r.name for r in found.objects] == objects
    assert [r.name for r in found.places] == places


def test_a_number_of_the_claim_beside_it_is_not_its_own(claims_of: ClaimsOf) -> None:
    claims = claims_of("The army said 14 of its soldiers were killed and 30 were wounded in the ambush near Sake.")
    assert [q.value for q in strike(claims, "30 were wounded").quantities] == [30]


def test_what_is_fired_is_not_what_it_is_fired_at(claims_of: ClaimsOf) -> None:
    found = strike(claims_of("The M23 fired more than 50 rockets at Goma on Friday."), "fired")
    assert [r.name for r in found.objects] == ["Goma"]
    assert [(q.value, q.unit) for q in found.quantities] == [(50, "rocket")]
