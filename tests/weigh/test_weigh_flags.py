"""What does not add up."""

from __future__ import annotations

import pytest
from tests.weigh.making import WORLD, claim, length

from khabar.model import Claim, Quantity
from khabar.weigh import flags


def words(*claims: Claim) -> list[str]:
    return [f.words for f in flags(claims, WORLD)]


def report(*numbers: Quantity, type: str = "barrier", chain: str = "Herald", out: str = "2020-06-10") -> Claim:
    return claim(type, chain, who=["Blue Army"], where=["Long Border"], numbers=numbers, out=out)


def test_all_is_well_where_nothing_is_said() -> None:
    assert flags([], WORLD) == ()


def test_parts_that_do_not_make_the_whole() -> None:
    told = report(length(470, "frontier fenced", approx=True), length(90, "frontier still to do"))
    whole = report(length(600, "border", approx=True), type="quantity")
    assert words(told, whole) == [
        "About 470 kilometers (frontier fenced) and 90 kilometers (frontier still to do) make 560 kilometers, "
        "but the whole is given as about 600 kilometers (border)."
    ]


@pytest.mark.parametrize(("left", "flagged"), [(118, False), (130, False), (150, True), (90, True)])
def test_rounding_is_no_contradiction(left: float, flagged: bool) -> None:
    told = report(length(480, "frontier fenced"), length(left, "frontier left"), length(600, "whole border"))
    assert bool(words(told)) is flagged


def test_lengths_are_not_summed_with_counts() -> None:
    towers = Quantity(30, "tower", "towers left")
    assert words(report(length(470, "frontier fenced"), towers, length(600, "border"))) == []


def test_miles_and_kilometers_add_up() -> None:
    told = report(Quantity(300, "mile", "frontier fenced"), length(117, "frontier left"), length(600, "border"))
    assert words(told) == []


def test_parts_of_another_report_are_not_summed() -> None:
    done, left = report(length(470, "frontier fenced")), report(length(90, "frontier left"), chain="Wire")
    assert words(done, left, report(length(600, "border"), type="quantity")) == []


def test_a_share_of_one_thing_is_not_of_another() -> None:
    told = report(length(500, "frontier fenced"), Quantity(70, "percent", "the concrete wall"))
    assert words(told) == [
        "70 percent is of the concrete wall, not of the 500 kilometers (frontier fenced): the figures do not compare."
    ]
    same = report(length(500, "concrete wall built"), Quantity(70, "percent", "concrete wall"))
    assert words(same) == []


def test_a_length_that_differs_from_the_packs() -> None:
    told = report(length(750, "border"), type="quantity")
    assert words(told) == [
        "The length of the Long Border is given as 750 kilometers; by the knowledge pack it is 600 kilometers."
    ]
    assert words(report(length(640, "border"))) == []
    assert words(report(length(75, "stretch of the border"))) == []


def test_rival_numbers_of_two_roots() -> None:
    one = report(Quantity(12, "brigade", "army brigades"), type="deployment")
    two = report(Quantity(20, "brigade", "army brigades"), type="deployment", chain="Wire")
    assert words(one, two) == ["Of army brigades on 10 June 2020, Herald says 12 brigades and Wire says 20 brigades."]


@pytest.mark.parametrize(
    "other",
    [
        report(Quantity(12, "brigade", "army brigades"), type="deployment", chain="Wire"),
        report(Quantity(13, "brigade", "army brigades", approx=True), type="deployment", chain="Wire"),
        report(Quantity(20, "brigade", "border guards"), type="deployment", chain="Wire"),
        report(Quantity(20, "brigade", "army brigades"), type="deployment", chain="Herald ← Wire"),
        report(Quantity(20, "brigade", "army brigades"), type="deployment", chain="Wire", out="2020-08-10"),
        report(Quantity(20, "brigade", ""), type="deployment", chain="Wire"),
    ],
)
def test_numbers_that_are_no_rivals(other: Claim) -> None:
    assert words(report(Quantity(12, "brigade", "army brigades"), type="deployment"), other) == []


def test_told_and_denied() -> None:
    told = claim("alliance", "Major Sami ← Herald", who=["Red Front"], what=["Green Guard"])
    denied = claim("talks", "Captain Dara ← Wire", who=["Red Front"], what=["Green Guard"], modality="denied")
    assert words(told, denied) == [
        "Major Sami says so and Captain Dara denies it (alliance: Red Front and Green Guard; on 10 June 2020)."
    ]


def test_told_and_denied_of_one_place() -> None:
    told = claim("attack", who=["Red Front"], where=["Old Mill"])
    denied = claim("attack", "Wire", who=["Red Front"], where=["Old Mill"], modality="denied", out="2020-06-12")
    assert words(told, denied) == [
        "Herald says so and Wire denies it (attack: Red Front and Old Mill; on 10 June 2020 and on 12 June 2020)."
    ]


@pytest.mark.parametrize(
    "denied",
    [
        claim("alliance", "Wire", who=["Red Front"], what=["Blue Army"], modality="denied"),
        claim("alliance", "Wire", who=["Blue Army"], what=["Green Guard"], modality="denied"),
        claim("attack", "Wire", who=["Red Front"], what=["Green Guard"], modality="denied"),
        claim("alliance", "Wire", who=["Red Front"], what=["Green Guard"], modality="denied", out="2023-06-10"),
        claim("alliance", "Wire", who=["Red Front"], what=["Green Guard"], modality="denied", out="2017-06-10"),
        claim("alliance", "Herald", who=["Red Front"], what=["Green Guard"], modality="denied"),
        claim("alliance", "Wire", who=["Red Front"], what=["Green Guard"], modality="planned"),
    ],
)
def test_denials_of_something_else(denied: Claim) -> None:
    assert words(claim("alliance", who=["Red Front"], what=["Green Guard"]), denied) == []


def test_copies_are_flagged_once() -> None:
    told = [claim("alliance", f"Major Sami ← {o}", who=["Red Front"], what=["Green Guard"]) for o in ("Herald", "Wire")]
    denied = claim("alliance", "Captain Dara ← Wire", who=["Red Front"], what=["Green Guard"], modality="denied")
    assert len(words(*told, denied)) == 1
    assert words(*told, denied) == words(denied, *reversed(told))
