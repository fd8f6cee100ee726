"""Can one pass? From who holds the places, who went there, what was shut, and what the packs know of events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from tests.weigh.making import ref
from tests.weigh.routing import LAND, PLACES, ROUTE, go, held, knowing, told

from khabar.model import Hop, Outcome, Passage, Role, Route, RouteState, Trip
from khabar.weigh import route_state

ALL_RED = held("Red Front", *PLACES)


def states(found: RouteState) -> dict[tuple[str, str], Passage]:
    return {(s.start.name, s.end.name): s.state for s in found.stretches}


def deciding(found: RouteState) -> set[str]:
    return {g.words for s in found.stretches for g in s.grounds if g.decides}


# ---------------------------------------------------------------- who holds the places


def test_of_nothing_told_nothing_is_known() -> None:
    found = go()
    assert found.verdict is Passage.UNKNOWN
    assert set(states(found).values()) == {Passage.UNKNOWN}
    assert found.flips == ()
    assert found.flips_to is None
    assert found.words.startswith("Not known")


def test_a_way_is_open_where_all_places_on_it_are_held_by_ones_own() -> None:
    found = go(*ALL_RED)
    assert found.verdict is Passage.OPEN
    assert [p.name for p in found.way] == ["Old Mill", "East Gate", "Far Gate", "High Pass", "New Town"]
    assert "by way of East Gate, Far Gate and High Pass" in found.words


def test_a_part_or_an_ally_is_ones_own() -> None:
    places = zip(PLACES, ["First Red Brigade", "Patron Government"] * 3, strict=True)
    assert go(*(c for place, who in places for c in held(who, place))).verdict is Passage.OPEN


def test_another_side_on_the_only_way_closes_it() -> None:
    ours = held("Red Front", *(p for p in PLACES if p != "East Gate"))
    found = go(*ours, *held("Blue Army", "East Gate"))
    assert found.verdict is Passage.CLOSED
    assert "The Blue Army held East Gate, by Herald" in found.words
    assert len(found.choke) == 1
    assert found.choke[0].state is Passage.CLOSED
    assert "East Gate" in {found.choke[0].start.name, found.choke[0].end.name}


def test_another_side_on_one_of_two_ways_leaves_the_other() -> None:
    ours = held("Red Front", *(p for p in PLACES if p != "High Pass"))
    found = go(*ours, *held("Blue Army", "High Pass"))
    assert found.verdict is Passage.OPEN
    assert "Ford" in [p.name for p in found.way]
    assert "High Pass" not in [p.name for p in found.way]


def test_two_holders_of_one_place_make_the_way_disputed() -> None:
    found = go(*ALL_RED, *held("Blue Army", "East Gate"))
    assert found.verdict is Passage.CONTESTED
    assert found.words.startswith("Disputed")
    assert found.flips
    assert found.flips_to in (Passage.OPEN, Passage.CLOSED, Passage.UNKNOWN)


def test_a_hold_that_is_denied_makes_nothing_certain_and_bars_nothing() -> None:
    denied = held("Red Front", "East Gate", modality="denied", chain="Wire")
    assert go(*ALL_RED, *denied).verdict is Passage.CONTESTED
    assert go(*denied).verdict is Passage.UNKNOWN
    assert states(go(*held("Red Front", "East Gate"), *denied))["East Gate", "Far Gate"] is Passage.UNKNOWN
    foe = held("Blue Army", "East Gate"), held("Blue Army", "East Gate", modality="denied", chain="Wire")
    assert go(*foe[0]).verdict is Passage.CLOSED
    assert go(*foe[0], *foe[1]).verdict is not Passage.CLOSED


def test_whoever_nobody_knows_decides_nothing() -> None:
    ours = held("Red Front", *(p for p in PLACES if p != "East Gate"))
    found = go(*ours, *held("gunmen", "East Gate"))
    assert found.verdict is Passage.UNKNOWN
    assert any("on whose side it is, nobody says" in g.words for s in found.stretches for g in s.grounds)


def test_a_partys_own_word_is_shown_and_decides_nothing() -> None:
    boast = held("Red Front", *PLACES, chain="Red Front ← Herald")
    found = go(*boast)
    assert found.verdict is Passage.UNKNOWN
    assert any("in its own interest" in g.words for s in found.stretches for g in s.grounds)


def test_of_a_crossing_of_which_nothing_is_told_its_village_tells() -> None:
    ours = held("Red Front", *(p for p in PLACES if p != "Far Gate"))
    assert go(*ours).verdict is Passage.UNKNOWN
    assert go(*ours, *held("Red Front", "Far Village")).verdict is Passage.OPEN
    assert go(*ours, *held("Blue Army", "Far Village")).verdict is Passage.CLOSED


def test_the_answer_is_for_who_asks() -> None:
    assert go(*ALL_RED, trip=Trip("blue")).verdict is Passage.CLOSED
    assert go(*held("Blue Army", *PLACES), trip=Trip("blue")).verdict is Passage.OPEN
    assert go(*ALL_RED, trip=Trip("red-first")).verdict is Passage.OPEN
    assert [p.entity for p in go(trip=Trip("blue")).parties] == ["blue"]


def test_a_part_of_the_way_can_be_asked_about() -> None:
    two = held("Red Front", "Old Mill", "East Gate")
    assert go(*two).verdict is Passage.UNKNOWN
    assert go(*two, trip=Trip(end="gate")).verdict is Passage.OPEN
    assert go(*two, trip=Trip(start="gate", end="mill")).verdict is Passage.OPEN


def test_a_route_for_nobody_in_particular_asks_who_passed_not_who_holds() -> None:
    route = replace(ROUTE, users=())
    passed = told("movement", "Old Mill", "East Gate", happened="2020-06-09")
    claims = [*ALL_RED, passed]
    found = route_state(route, claims, LAND, date(2020, 6, 15), date(2030, 1, 1), Trip(end="gate"))
    assert found.verdict is Passage.OPEN
    assert found.words.startswith("Open: anybody")
    assert route_state(route, ALL_RED, LAND, date(2020, 6, 15), date(2030, 1, 1)).verdict is Passage.UNKNOWN


def test_places_that_the_route_does_not_join() -> None:
    found = go(trip=Trip(end="border"))
    assert found.verdict is Passage.UNKNOWN
    assert "have no way" in found.words
    empty = route_state(Route("r", "R"), [], LAND, date(2020, 6, 15), date(2020, 6, 15))
    assert empty.stretches == ()


# ---------------------------------------------------------------- who went there, and what was shut


def passing(*names: str, **said: object) -> list[RouteState]:
    return [go(told("movement", *names, **said))]


def test_passage_told_opens_every_stretch_between_the_places_named() -> None:
    (found,) = passing("Old Mill", "Far Gate", who=["Red Front"], happened="2020-06-09")
    assert states(found)["Old Mill", "East Gate"] is Passage.OPEN
    assert states(found)["East Gate", "Far Gate"] is Passage.OPEN
    assert states(found)["Far Gate", "High Pass"] is Passage.UNKNOWN


def test_passage_of_another_side_is_none_of_ones_own() -> None:
    (found,) = passing("Old Mill", "East Gate", who=["Blue Army"], happened="2020-06-09")
    assert states(found)["Old Mill", "East Gate"] is Passage.UNKNOWN


@pytest.mark.parametrize("modality", ["planned", "feared", "hypothetical", "rumoured", "speculated"])
def test_what_is_only_planned_feared_or_rumoured_opens_nothing(modality: str) -> None:
    (found,) = passing("Old Mill", "East Gate", who=["Red Front"], happened="2020-06-09", modality=modality)
    assert states(found)["Old Mill", "East Gate"] is Passage.UNKNOWN


def test_passage_too_long_ago_is_shown_and_decides_nothing() -> None:
    (found,) = passing("Old Mill", "East Gate", who=["Red Front"], happened="2019-01-09", out="2019-01-10")
    assert states(found)["Old Mill", "East Gate"] is Passage.UNKNOWN
    assert any("too long before" in g.words for s in found.stretches for g in s.grounds)


def test_passage_told_only_later_without_a_day_is_shown_and_decides_nothing() -> None:
    (found,) = passing("Old Mill", "East Gate", who=["Red Front"], out="2020-07-01")
    assert states(found)["Old Mill", "East Gate"] is Passage.UNKNOWN
    assert any("only later" in g.words for s in found.stretches for g in s.grounds)


def shut(*names: str, **said: object) -> list[object]:
    said.setdefault("quote", "the way has been closed")
    return [told("supply_route", *names, **said)]


def test_what_is_shut_later_closes_and_what_is_opened_later_opens_again() -> None:
    passed = told("movement", "Old Mill", "East Gate", who=["Red Front"], happened="2020-06-01")
    closing = told("supply_route", "road", "Old Mill", "East Gate", happened="2020-06-05", quote="the road was cut")
    again = told("movement", "Old Mill", "East Gate", who=["Red Front"], happened="2020-06-09")
    leg = ("Old Mill", "East Gate")
    assert states(go(passed, closing))[leg] is Passage.CLOSED
    assert states(go(passed, closing, again))[leg] is Passage.OPEN


def test_a_denial_that_it_was_cut_is_no_denial_of_passage() -> None:
    quote = "the road between them was cut"
    leg = ("Old Mill", "East Gate")
    denied = told("supply_route", "road", *leg, happened="2020-06-05", modality="denied", quote=quote)
    assert states(go(denied))[leg] is Passage.OPEN
    passage = told("supply_route", *leg, happened="2020-06-05", modality="denied", quote="arms go by it")
    assert states(go(passage))[leg] is Passage.CLOSED


def test_this_highway_is_the_one_of_which_the_report_tells() -> None:
    went = told("movement", "Old Mill", "Far Gate", who=["Red Front"], document="one report", start=0)
    closing = told("supply_route", "this highway", quote="has closed this highway", document="one report", start=99)
    elsewhere = told("supply_route", "this highway", quote="has closed this highway", document="another report")
    assert states(go(went, closing))["Old Mill", "East Gate"] is Passage.CLOSED
    assert states(go(went, closing))["Far Gate", "High Pass"] is Passage.UNKNOWN
    assert states(go(went, elsewhere))["Old Mill", "East Gate"] is Passage.OPEN


def test_a_claim_that_names_the_route_speaks_of_all_of_it() -> None:
    found = go(
        told("supply_route", "Long Road", who=["Red Front"], quote="sends arms by the Long Road", said="2020-06-10")
    )
    assert found.verdict is Passage.OPEN


def test_a_crossing_that_is_shut_shuts_the_way_over_it() -> None:
    gate = told("crossing", "East Gate", quote="East Gate has been closed", said="2020-06-10")
    found = go(*ALL_RED, gate)
    assert states(found)["East Gate", "Far Gate"] is Passage.CONTESTED
    assert states(go(gate))["East Gate", "Far Gate"] is Passage.CLOSED
    opened = told("crossing", "East Gate", quote="East Gate was opened again", said="2020-06-12", out="2020-06-12")
    assert states(go(gate, opened))["East Gate", "Far Gate"] is Passage.OPEN


# ---------------------------------------------------------------- what the packs know of events

TAKES = Outcome("battle", "takes", "red", ("mill", "gate", "far-gate", "ford", "new-town"), ("almanac",), "2020-06")
FALL = Outcome("revolt", "loses", "patron", (), ("almanac",), "2020-06")


def test_what_an_event_changed_holds_from_its_day_with_the_rows_sources() -> None:
    world = knowing(TAKES, battle="2020-03-01")
    found = go(knowledge=world)
    assert found.verdict is Passage.OPEN
    assert go(knowledge=world, on=date(2020, 2, 1)).verdict is Passage.UNKNOWN
    assert {s.id for x in found.stretches for g in x.grounds for s in g.sources} == {"almanac"}
    assert any("from 1 March 2020 (Battle)" in words for words in deciding(found))


def test_an_overthrow_ends_what_the_party_held_by_packs_and_by_reports() -> None:
    by_pack = replace(TAKES, actor="patron")
    world = knowing(by_pack, FALL, battle="2020-03-01", revolt="2020-06-12")
    assert go(knowledge=world, on=date(2020, 6, 11)).verdict is Passage.OPEN
    after = go(knowledge=world)
    assert after.verdict is Passage.CLOSED
    assert "Revolt, on 12 June 2020: what the Patron Government held it holds no more." in after.words
    assert after.flips_to is not None
    reports = held("Patron Government", *PLACES)
    assert go(*reports, knowledge=knowing(FALL, revolt="2020-06-12")).verdict is Passage.CLOSED
    assert go(*reports, knowledge=knowing(FALL, revolt="2020-06-02")).verdict is Passage.OPEN


def test_an_overthrow_that_was_not_known_yet_changes_nothing() -> None:
    world = knowing(replace(TAKES, actor="patron"), FALL, battle="2020-03-01", revolt="2020-06-12")
    assert go(knowledge=world, known_by=date(2020, 6, 11)).verdict is Passage.OPEN


def test_who_takes_a_place_ends_what_others_held_there() -> None:
    blue = replace(TAKES, event="storm", actor="blue", places=("gate",))
    world = knowing(TAKES, blue, battle="2020-03-01", storm="2020-04-01")
    assert go(knowledge=world).verdict is Passage.CLOSED
    assert go(knowledge=world, on=date(2020, 3, 20)).verdict is Passage.OPEN
    old = held("Red Front", "East Gate", said="2020-03-10", out="2020-03-10")
    assert go(*old, knowledge=world).verdict is Passage.CLOSED
    new = held("Red Front", "East Gate")
    assert go(*new, knowledge=world).verdict is Passage.CONTESTED


def test_what_nobody_ended_fades_a_year_after_the_rows_day() -> None:
    world = knowing(TAKES, battle="2020-03-01")
    assert go(knowledge=world, on=date(2021, 6, 1)).verdict is Passage.OPEN
    assert go(knowledge=world, on=date(2021, 9, 1)).verdict is Passage.UNKNOWN


def test_a_crossing_that_the_packs_have_open_or_shut() -> None:
    leg = ("East Gate", "Far Gate")
    opens, closes = (Outcome("decree", does, places=("gate",), sources=("almanac",)) for does in ("opens", "closes"))
    assert states(go(knowledge=knowing(opens, decree="2020-06-01")))[leg] is Passage.OPEN
    assert states(go(knowledge=knowing(closes, decree="2020-06-01")))[leg] is Passage.CLOSED
    assert states(go(knowledge=knowing(closes, decree="2019-06-01")))[leg] is Passage.UNKNOWN
    later = told("crossing", "East Gate", quote="East Gate was opened again", said="2020-06-12", out="2020-06-12")
    assert states(go(later, knowledge=knowing(closes, decree="2020-06-01")))[leg] is Passage.OPEN
    assert states(go(later, knowledge=knowing(closes, decree="2020-06-13")))[leg] is Passage.CLOSED


# ---------------------------------------------------------------- what would have to be false


def test_every_root_that_shuts_the_way_would_have_to_be_false() -> None:
    one = told("supply_route", "road", "Old Mill", "East Gate", happened="2020-06-05", quote="the road was cut")
    two = told("supply_route", "road", "Old Mill", "East Gate", happened="2020-06-05", quote="it was cut", chain="Wire")
    rest = held("Red Front", *(p for p in PLACES if p != "Old Mill"))
    found = go(*rest, one, two)
    assert found.verdict is Passage.CLOSED
    assert {c.id for g in found.flips for c in g.claims} == {one.id, two.id}
    assert found.flips_to is Passage.UNKNOWN


def test_without_what_outweighed_it_an_older_word_counts_again() -> None:
    passed = [told("movement", a, b, who=["Red Front"], happened="2020-06-01") for a, b in pairwise(PLACES)]
    closing = told("supply_route", "road", "Old Mill", "East Gate", happened="2020-06-05", quote="the road was cut")
    found = go(*passed, closing)
    assert found.verdict is Passage.CLOSED
    assert [c.id for g in found.flips for c in g.claims] == [closing.id]
    assert found.flips_to is Passage.OPEN


def test_a_copy_is_no_second_ground() -> None:
    original = told(
        "movement", "Old Mill", "East Gate", who=["Red Front"], happened="2020-06-01", chain="Major Sami ← Wire"
    )
    hops = (*original.chain.hops, Hop(ref("Evening Post"), Role.OUTLET))
    copy = replace(original, id="copy", document="another report", chain=replace(original.chain, hops=hops))
    found = go(original, copy, trip=Trip(end="gate"))
    assert found.verdict is Passage.OPEN
    (ground,) = found.flips
    assert {c.id for c in ground.claims} == {original.id, "copy"}


def test_where_no_few_grounds_decide_all_that_are_needed_are_found_all_the_same() -> None:
    """Twenty people went the whole way: too many sets to try, and each of them would have to be wrong."""
    ways = [("Old Mill", "New Town")]
    told_by = [f"Witness {n} Somebody ← Herald" for n in "ABCDEFGHIJKLMNOPQRST"]
    went = [told("movement", *w, who=["Red Front"], happened="2020-06-09", chain=c) for w in ways for c in told_by]
    found = go(*went)
    assert found.verdict is Passage.OPEN
    assert len(found.flips) == 20
    assert found.flips_to is Passage.UNKNOWN
