"""What cannot all be true, who is on which side, and what is no contradiction."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.making import WORLD, claim
from tests.weigh.test_weigh_properties import claims as any_claims

from khabar.model import Claim, Conflict, ConflictKind, Located, Quantity, Ref, Span
from khabar.weigh import Finder, conflicts

DAY = "2020-06-03"


def found(*claims: Claim, kind: str = "") -> list[Conflict]:
    return [c for c in conflicts(claims, WORLD) if kind in ("", c.kind)]


def words(*claims: Claim, kind: str = "") -> list[str]:
    return [c.words for c in found(*claims, kind=kind)]


def holds(who: str, chain: str = "Herald", day: str | None = DAY, type: str = "control") -> Claim:
    return claim(type, chain, who=[who], what=["Old Mill"], happened=day)


def struck(who: str, chain: str, day: str = DAY, what: str = "Old Mill") -> Claim:
    return claim("attack", chain, who=[who], what=[what], happened=day)


def dead(number: float, chain: str, day: str = DAY, unit: str = "man", quote: str = "so many were killed") -> Claim:
    counted = Quantity(number, unit, unit)
    return claim("attack", chain, where=["Old Mill"], numbers=[counted], happened=day, quote=quote)


class TestHolders:
    def test_two_holders_of_one_site_on_one_day(self) -> None:
        (conflict,) = found(holds("Red Front"), holds("Blue Army", "Wire"))
        assert conflict.kind is ConflictKind.HOLDERS
        assert conflict.words == (
            "Who held Old Mill on 3 June 2020 is disputed: the Blue Army, by Wire; the Red Front, by Herald."
        )
        assert {(s.words, s.roots, len(s.claims)) for s in conflict.sides} == {
            ("Red Front", ("Herald",), 1),
            ("Blue Army", ("Wire",), 1),
        }
        assert conflict.settle

    def test_copies_stand_on_the_side_of_their_root(self) -> None:
        copies = [holds("Red Front", f"Captain Dara ← {o}") for o in ("Herald", "Wire")]
        (conflict,) = found(*copies, holds("Blue Army", "Major Sami ← Wire"))
        assert sorted((s.roots, len(s.claims)) for s in conflict.sides) == [
            (("Captain Dara",), 2),
            (("Major Sami",), 1),
        ]

    def test_a_capture_against_the_word_of_the_old_holder(self) -> None:
        assert words(holds("Red Front", type="capture"), holds("Blue Army", "Major Sami ← Wire"))

    @pytest.mark.parametrize(
        "other",
        [
            holds("Blue Army"),  # the same root, on a change of hands
            holds("Blue Army", "Wire", "2020-06-20"),  # another day
            holds("Blue Army", "Wire", "2020-05/2020-06"),  # some time in two months
            holds("First Red Brigade", "Wire"),  # a part of it
            claim("control", "Wire", who=["Blue Army"], what=["Long Border"], happened=DAY),
            claim("control", "Wire", who=["Blue Army"], what=["Old Mill"], happened=DAY, modality="planned"),
            claim("control", "Wire", who=["Blue Army"], what=["Old Mill"], happened=DAY, quote="had been held by"),
            claim("control", "Wire", who=["gunmen"], what=["Old Mill"], happened=DAY),  # it may be the same men
        ],
    )
    def test_what_goes_together(self, other: Claim) -> None:
        assert words(holds("Red Front"), other) == []

    def test_an_area_can_be_held_in_parts(self) -> None:
        one = claim("control", who=["Red Front"], what=["Long Border"], happened=DAY)
        other = claim("control", "Wire", who=["Blue Army"], what=["Long Border"], happened=DAY)
        assert words(one, other) == []

    def test_the_army_is_no_armed_group(self) -> None:
        assert words(holds("Red Front"), holds("the army", "Wire"))
        assert words(holds("Blue Army"), holds("the army", "Wire")) == []


class TestCulprits:
    def test_two_culprits_of_one_deed(self) -> None:
        (conflict,) = found(struck("Red Front", "Herald"), struck("Blue Army", "Wire"))
        assert conflict.kind is ConflictKind.CULPRITS
        assert "if it was one attack" in conflict.words
        assert "the Blue Army, by Wire; the Red Front, by Herald" in conflict.words

    def test_two_takers_of_one_site(self) -> None:
        taken = holds("Red Front", type="capture"), holds("Blue Army", "Wire", type="capture")
        assert words(*taken) == [
            "Who took Old Mill on 3 June 2020 is disputed: the Blue Army, by Wire; the Red Front, by Herald."
        ]

    @pytest.mark.parametrize(
        "other",
        [
            struck("Blue Army", "Wire", "2020-06-05"),
            struck("First Red Brigade", "Wire"),
            struck("Blue Army", "Herald"),
            struck("Blue Army", "Wire", what="East Gate"),
        ],
    )
    def test_two_deeds(self, other: Claim) -> None:
        assert words(struck("Red Front", "Herald"), other) == []

    def test_a_party_can_be_struck_by_many(self) -> None:
        assert (
            words(*(struck(w, c, what="Green Guard") for w, c in (("Red Front", "Herald"), ("Blue Army", "Wire"))))
            == []
        )

    def test_each_side_says_that_the_other_helps_a_third(self) -> None:
        by_red = claim("alliance", "Captain Dara ← Herald", who=["Blue Army"], what=["Green Guard"], happened=DAY)
        by_blue = claim("alliance", "Major Sami ← Wire", who=["Red Front"], what=["Green Guard"], happened=DAY)
        (conflict,) = found(by_red, by_blue)
        assert conflict.kind is ConflictKind.CULPRITS
        assert conflict.words.startswith("Who helps the Green Guard is disputed")
        neutral = claim("alliance", "Herald", who=["Blue Army"], what=["Green Guard"], happened=DAY)
        others = claim("alliance", "Wire", who=["Red Front"], what=["Green Guard"], happened=DAY)
        assert words(neutral, others) == []  # two helpers can both be helpers


class TestNumbers:
    def test_the_dead_of_one_day_by_two_roots(self) -> None:
        (conflict,) = found(dead(11, "Major Sami ← Herald"), dead(27, "residents ← Wire"))
        assert conflict.kind is ConflictKind.NUMBERS
        assert conflict.words == (
            "Of the dead of Old Mill on 3 June 2020, Major Sami says 11 men and residents (Wire) says 27 men."
        )
        assert [s.roots for s in conflict.sides] == [("Major Sami",), ("residents (Wire)",)]

    def test_a_third_count_is_a_third_side(self) -> None:
        (conflict,) = found(dead(11, "Herald"), dead(27, "Wire"), dead(19, "Patron News"))
        assert [s.words for s in conflict.sides] == ["11 men", "19 men", "27 men"]

    @pytest.mark.parametrize(
        "other",
        [
            dead(27, "Wire", "2020-06-06"),
            dead(27, "Wire", quote="so many were wounded"),
            dead(27, "Herald"),
            dead(11, "Wire"),
        ],
    )
    def test_other_counts(self, other: Claim) -> None:
        assert words(dead(11, "Herald"), other) == []

    def test_fighters_are_no_civilians(self) -> None:
        assert words(dead(11, "Herald", unit="fighter"), dead(27, "Wire", unit="civilian")) == []
        assert words(dead(11, "Herald", unit="fighter"), dead(27, "Wire", unit="soldier"))


class TestGeometry:
    QUOTE = "more than 900 kilometers from Southtown to Northtown"
    LINE = Located(
        Span(26, 52),
        "from Southtown to Northtown",
        "Long Border, Southtown to Northtown",
        precision="line",
        length_km=310.0,
    )

    def told(self, value: float, quote: str = QUOTE, modality: str = "planned") -> Claim:
        number = Quantity(value, "kilometer", "kilometer", True, Span(10, 24))
        return claim("control", where=["Long Border"], numbers=[number], quote=quote, modality=modality)

    def test_a_length_from_one_place_to_another_against_the_line(self) -> None:
        told = self.told(900)
        (conflict,) = conflicts([told], WORLD, {told.document: [self.LINE]})
        assert conflict.kind is ConflictKind.GEOMETRY
        assert conflict.words == (
            "Herald gives about 900 kilometers for the Long Border from Southtown to Northtown; "
            "on the map that is about 310 kilometers."
        )
        assert [(s.roots, len(s.claims)) for s in conflict.sides] == [(("Herald",), 1), ((), 0)]

    def test_a_part_of_the_line_a_road_and_a_line_far_off_are_none(self) -> None:
        for told in (self.told(17), self.told(350), self.told(900, "the road is 900 km long, a road " + self.QUOTE)):
            assert conflicts([told], WORLD, {told.document: [self.LINE]}) == ()
        far = replace(self.LINE, span=Span(200, 226))
        assert conflicts([self.told(900)], WORLD, {self.told(900).document: [far]}) == ()

    def test_a_part_longer_than_the_whole(self) -> None:
        told = claim("barrier", where=["Long Border"], numbers=[Quantity(800, "kilometer", "frontier fenced")])
        assert words(told, kind="geometry") == [
            "A part of the Long Border is given as 800 kilometers; by the knowledge pack it is 600 kilometers in all."
        ]


class TestDenials:
    def test_nobody_is_named_as_the_doer(self) -> None:
        told = claim("attack", who=["aircraft of the coalition"], where=["Old Mill"])
        denied = claim(
            "attack", "Major Sami ← Wire", who=["no coalition member"], where=["Old Mill"], modality="denied"
        )
        (conflict,) = found(told, denied)
        assert [(s.words, s.roots) for s in conflict.sides] == [
            ("says so", ("Herald",)),
            ("denies it", ("Major Sami",)),
        ]

    @pytest.mark.parametrize(
        "denied",
        [
            claim("attack", "Wire", who=["no other boat"], where=["Old Mill"], modality="denied"),
            claim("attack", "Wire", where=["Long Border"], modality="denied"),
            claim("attack", "Wire", where=["Old Mill"], modality="denied", out="2020-07-10"),
        ],
    )
    def test_a_denial_of_something_else(self, denied: Claim) -> None:
        assert words(claim("attack", who=["a lorry"], where=["Old Mill", "Long Border"]), denied) == []

    def test_a_description_means_something_in_its_own_report_only(self) -> None:
        told = claim("crossing", "Major Sami ← Herald", who=["Red Front"], what=["the gate"], document="one")
        denied = claim("crossing", "Herald", who=["Red Front"], what=["the gate"], modality="denied", document="one")
        assert words(told, denied)
        assert words(told, replace(denied, document="two")) == []


@given(st.lists(any_claims(), max_size=8), st.randoms())
def test_order_changes_nothing(told: list[Claim], random: object) -> None:
    assert conflicts(told, WORLD) == conflicts(told[::-1], WORLD)


@given(st.lists(any_claims(), max_size=8))
def test_what_is_found_group_by_group_is_what_is_found_at_once(told: list[Claim]) -> None:
    finder = Finder(WORLD)
    groups: dict[str, list[Claim]] = {}
    by_hand: set[str] = set()
    for document in {c.document for c in told}:
        by_hand |= {c.id for c in finder.within([c for c in told if c.document == document])}
    for one in told:
        for key in finder.comparable(one):
            groups.setdefault(key, []).append(one)
    for key, group in groups.items():
        by_hand |= {c.id for c in finder.between(key, group)}
    assert by_hand == {c.id for c in conflicts(told, WORLD)}


@given(st.lists(any_claims(), max_size=8))
def test_every_conflict_has_sides_with_different_roots_and_says_what_would_settle_it(told: list[Claim]) -> None:
    for conflict in conflicts(told, WORLD):
        assert len(conflict.sides) > 1
        assert conflict.settle
        assert conflict.claims
        assert {c.id for s in conflict.sides for c in s.claims} == {c.id for c in conflict.claims}


def test_a_flood_of_claims_of_one_day_is_compared_in_no_more_than_linear_time() -> None:
    told = [
        replace(holds(w, "Herald"), id=f"{n:016}", document=f"{n}", chain=replace(
            holds(w).chain, hops=(replace(holds(w).chain.hops[0], agent=Ref(f"outlet {n}", "", f"o{n}")),)))
        for n, w in ((n, ("Red Front", "Blue Army")[n % 2]) for n in range(600))
    ]  # fmt: skip
    (conflict,) = found(*told)
    assert len(conflict.claims) == 600
    assert "others" in conflict.words
