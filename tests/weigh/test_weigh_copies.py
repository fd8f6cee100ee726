"""A near-copy says nothing of its own, whether it names its source or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.making import MILL, ON, WORLD, claim, length, ref, when
from tests.weigh.test_weigh_properties import DAYS, claims, standings

from khabar.model import Claim, Hop, NearCopy, Role, State, When
from khabar.weigh import copied, originals, spread, state, with_copies


def pair(document: str, other: str, likeness: float = 0.8) -> list[NearCopy]:
    return [NearCopy(document, other, likeness), NearCopy(other, document, likeness)]


def held(chain: str, document: str, out: str = "2020-06-10", **more: object) -> Claim:
    told = {"who": ["Red Front"], "what": ["Old Mill"], "document": document, "out": out, **more}
    return claim("control", chain, **told)  # type: ignore[arg-type]


class TestOriginals:
    def test_the_earlier_is_the_original(self) -> None:
        out = {"a": when("2020-06-02"), "b": when("2020-06-01")}
        assert originals(pair("a", "b"), out) == {"a": NearCopy("a", "b", 0.8)}

    def test_on_one_day_an_agency_comes_first(self) -> None:
        out = {"a": when("2020-06-01"), "b": when("2020-06-01")}
        assert set(originals(pair("a", "b"), out)) == {"b"}
        assert set(originals(pair("a", "b"), out, first=["b"])) == {"a"}

    def test_what_has_no_day_is_the_copy(self) -> None:
        assert set(originals(pair("a", "b"), {"b": when("2020-06-01")})) == {"a"}

    def test_of_two_that_came_before_the_one_most_alike_was_copied(self) -> None:
        out = {name: when(f"2020-06-0{n}") for n, name in enumerate("abc", 1)}
        every = [*pair("c", "a", 0.6), *pair("c", "b", 0.9), *pair("b", "a", 0.7)]
        assert {d: p.other for d, p in originals(every, out).items()} == {"c": "b", "b": "a"}

    def test_what_is_not_out_yet_is_nobodys_original(self) -> None:
        out = {"a": when("2020-06-05"), "b": When()}
        assert set(originals(pair("a", "b"), out)) == {"b"}
        assert originals(pair("a", "b"), out, known_by=date(2020, 6, 4)) == {}


TAKEN = {"copy": NearCopy("copy", "first", 0.8)}


class TestCopied:
    def test_a_copy_that_lost_the_name_of_its_source_repeats_it(self) -> None:
        told, again = held("Captain Dara ← Herald", "first"), held("Evening Post", "copy", "2020-07-30")
        assert copied([told, again], TAKEN, WORLD) == {again.id: told}

    @pytest.mark.parametrize(
        "chain", ["Captain Dara ← Evening Post", "a source ← Evening Post", "reports ← Evening Post"]
    )
    def test_the_same_or_a_vaguer_source_is_no_other_source(self, chain: str) -> None:
        told, again = held("Captain Dara ← Herald", "first"), held(chain, "copy")
        assert set(copied([told, again], TAKEN, WORLD)) == {again.id}

    def test_another_named_source_is_one_of_its_own(self) -> None:
        told, again = held("Captain Dara ← Herald", "first"), held("Major Sami ← Evening Post", "copy")
        assert copied([told, again], TAKEN, WORLD) == {}

    def test_what_the_copy_adds_is_its_own(self) -> None:
        told = held("Herald", "first")
        added = held("Evening Post", "copy", what=["East Gate"], quote="they hold the gate as well")
        assert copied([told, added], TAKEN, WORLD) == {}

    def test_another_number_is_no_copy(self) -> None:
        told = claim("barrier", "Herald", where=["Long Border"], numbers=[length(500, "wall")], document="first")
        other = claim(
            "barrier", "Wire", where=["Long Border"], numbers=[length(530, "wall")], document="copy", quote="530 of it"
        )
        assert copied([told, other], TAKEN, WORLD) == {}

    def test_a_form_filled_in_anew_for_another_day_is_no_copy(self) -> None:
        told = held("Herald", "first", happened="2020-06-01", quote="they held it on Monday")
        other = held("Wire", "copy", happened="2020-06-08", quote="they held it again on Monday")
        assert copied([told, other], TAKEN, WORLD) == {}

    def test_the_same_words_are_the_same_claim_whatever_a_pronoun_was_taken_for(self) -> None:
        told, again = held("Herald", "first"), held("Wire", "copy", who=["Blue Army"])
        assert set(copied([told, again], TAKEN, WORLD)) == {again.id}
        assert spread(told, [again], {}, WORLD).reports == 1

    def test_an_outlet_that_carries_its_own_again_is_no_copy(self) -> None:
        assert copied([held("Herald", "first"), held("Herald", "copy")], TAKEN, WORLD) == {}

    def test_outlets_that_no_text_names_are_not_one(self) -> None:
        told, again = held("[author]", "first"), held("[author]", "copy")
        assert set(copied([told, again], TAKEN, WORLD)) == {again.id}

    def test_a_copy_of_a_copy_repeats_the_first(self) -> None:
        told, again, third = held("Herald", "first"), held("Wire", "copy"), held("Evening Post", "third")
        taken = {**TAKEN, "third": NearCopy("third", "copy", 0.9)}
        assert copied([told, again, third], taken, WORLD) == {again.id: told, third.id: told}
        assert copied([told, third], taken, WORLD) == {third.id: told}

    def test_a_statement_is_repeated_in_its_words_only(self) -> None:
        told = claim("statement", "Herald", who=["Red Front"], document="first", quote="they spoke of peace")
        other = claim("statement", "Wire", who=["Red Front"], document="copy", quote="they spoke of war")
        assert copied([told, other], TAKEN, WORLD) == {}

    def test_without_copies_nothing_is_repeated(self) -> None:
        assert copied([held("Herald", "first")], {}, WORLD) == {}


def answered(
    told: Sequence[Claim], taken: dict[str, NearCopy], on: date = ON, known_by: date = date(2030, 1, 1)
) -> State:
    """The state as a record answers it: copies shown, and not weighed."""
    repeated = copied(told, taken, WORLD)
    found = state(MILL, [c for c in told if c.id not in repeated], WORLD, on, known_by)
    return with_copies(found, [c for c in told if c.id in repeated], repeated)


def test_copies_are_shown_beside_what_they_repeat() -> None:
    told, again = held("Major Sami ← Herald", "first"), held("Evening Post", "copy", "2020-06-12")
    (holding,) = answered([told, again], TAKEN).holdings
    assert [(e.claim.id, e.counts) for e in holding.evidence] == [(told.id, True), (again.id, False)]
    assert holding.evidence[1].why == "a near-copy of the report by Herald: adds nothing"


def test_a_copy_that_was_not_out_by_the_day_is_not_shown() -> None:
    told, again = held("Herald", "first"), held("Wire", "copy", "2020-06-12")
    (holding,) = answered([told, again], TAKEN, known_by=date(2020, 6, 11)).holdings
    assert len(holding.evidence) == 1


@given(st.lists(claims(), min_size=1, max_size=6), DAYS, st.integers(0, 400), st.booleans())
def test_a_near_copy_without_its_sources_name_changes_no_standing(
    told: list[Claim], on: date, delay: int, dated_anew: bool
) -> None:
    original = replace(told[0], document="first", id="first")
    told = [original, *told[1:]]
    out = (original.reported.latest or on) + timedelta(days=delay)
    copy = replace(
        original,
        id="copy",
        document="copy",
        chain=replace(original.chain, hops=(Hop(ref("Evening Post"), Role.OUTLET),)),
        reported=When.on(out),
        said_time=When.on(out) if dated_anew else None,
        event_time=When.on(out) if dated_anew else original.event_time,
    )
    assert standings(answered([*told, copy], TAKEN, on)) == standings(answered(told, TAKEN, on))


@given(st.lists(claims(), min_size=2, max_size=6), DAYS, st.randoms())
def test_order_changes_nothing_among_copies(told: list[Claim], on: date, random: Random) -> None:
    told = [replace(c, document=f"report {n}", id=f"{n}") for n, c in enumerate(told)]
    every = [p for n in range(1, len(told)) for p in pair(f"report {n}", f"report {n - 1}")]
    out = {c.document: c.reported for c in told}
    shuffled = random.sample(told, len(told))
    ours = answered(told, originals(every, out), on)
    assert ours == answered(shuffled, originals(random.sample(every, len(every)), out), on)


@given(st.lists(claims(), min_size=2, max_size=6), DAYS, DAYS)
def test_what_was_known_by_a_day_is_unmoved_by_later_copies(told: list[Claim], on: date, known_by: date) -> None:
    told = [replace(c, document=f"report {n}", id=f"{n}") for n, c in enumerate(told)]
    every = [p for n in range(1, len(told)) for p in pair(f"report {n}", f"report {n - 1}")]
    early = [c for c in told if c.reported.latest and c.reported.latest <= known_by]
    out = {c.document: c.reported for c in told}
    then = answered(told, originals(every, out, known_by=known_by), on, known_by)
    kept = {c.document for c in early}
    pairs = [p for p in every if {p.document, p.other} <= kept]
    alone = answered(early, originals(pairs, {d: out[d] for d in kept}), on, known_by)
    assert replace(then, note="") == replace(alone, note="")


class TestSpread:
    def test_ten_reports_and_two_roots(self) -> None:
        carried = [held(f"Captain Dara ← Wire ← Outlet {n}", f"report {n}") for n in range(7)]
        told, again = held("Captain Dara ← Wire", "first"), held("Evening Post", "copy")
        other = held("Major Sami ← Herald", "other")
        found = spread(again, [*carried, told, again, other], TAKEN, WORLD)
        assert (found.reports, [t.root.name for t in found.trunks]) == (10, ["Captain Dara", "Major Sami"])
        (dara,) = found.trunks[0].links
        (wire,) = dara.links
        assert (wire.hop.agent.name, [c.id for c in wire.claims]) == ("Wire", [told.id])
        assert len(wire.links) == 8
        (post,) = (link for link in wire.links if link.hop.agent.name == "Evening Post")
        assert (post.likeness, [c.id for c in post.claims]) == (0.8, [again.id])

    def test_the_interest_of_a_root_is_told_with_its_sources(self) -> None:
        found = spread(held("Captain Dara ← Herald", "first"), [], {}, WORLD)
        gain = found.trunks[0].interest
        assert gain is not None
        assert gain.bearing == "own interest"

    def test_other_matters_and_other_occasions_are_left_out(self) -> None:
        told = held("Herald", "first")
        later = held("Wire", "much later", "2020-09-10")
        denied = held("Major Sami ← Wire", "denial", modality="denied")
        assert spread(told, [told, later, denied], {}, WORLD).reports == 1

    def test_two_days_are_two_occasions(self) -> None:
        told = held("Herald", "first", happened="2020-06-01")
        assert spread(told, [held("Wire", "second", happened="2020-06-03")], {}, WORLD).reports == 1
        assert spread(told, [held("Wire", "second", happened="2020-06-01", out="2020-09-09")], {}, WORLD).reports == 2

    def test_order_changes_nothing(self) -> None:
        told = [
            held("Captain Dara ← Wire", "first"),
            held("Evening Post", "copy"),
            held("Major Sami ← Herald", "other"),
        ]
        assert spread(told[0], told, TAKEN, WORLD) == spread(told[0], told[::-1], TAKEN, WORLD)
