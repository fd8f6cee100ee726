"""What each type of claim does to what holds over time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.weigh.making import WORLD, Told, claim, length

from khabar.model import Claim, Fluent, Place, Quantity, Ref, Span
from khabar.weigh import fluents, learned

Row = tuple[Fluent, str, str | None, str]


def rows(told: Claim) -> list[Row]:
    return [(e.fluent, e.does, e.subject.name if e.subject else None, e.object.name) for e in fluents(told, WORLD)]


@pytest.mark.parametrize(
    ("type", "told", "expected"),
    [
        (
            "control",
            {"who": ["Red Front"], "what": ["Old Mill"]},
            [(Fluent.HOLDS, "witnesses", "Red Front", "Old Mill")],
        ),
        (
            "capture",
            {"who": ["Red Front"], "what": ["Old Mill", "Blue Army"]},
            [
                (Fluent.HOLDS, "starts", "Red Front", "Old Mill"),
                (Fluent.HOLDS, "ends", None, "Old Mill"),
                (Fluent.HOLDS, "ends", "Blue Army", "Old Mill"),
            ],
        ),
        (
            "withdrawal",
            {"who": ["Red Front"], "where": ["Old Mill"]},
            [(Fluent.IS_AT, "ends", "Red Front", "Old Mill"), (Fluent.HOLDS, "ends", "Red Front", "Old Mill")],
        ),
        (
            "withdrawal",
            {"who": ["Patron Government"], "what": ["Red Front"], "where": ["Old Mill"]},
            [(Fluent.IS_AT, "ends", "Red Front", "Old Mill"), (Fluent.HOLDS, "ends", "Red Front", "Old Mill")],
        ),
        (
            "handover",
            {"who": ["Red Front"], "what": ["East Gate", "Green Guard"]},
            [(Fluent.HOLDS, "ends", "Red Front", "East Gate"), (Fluent.HOLDS, "starts", "Green Guard", "East Gate")],
        ),
        (
            "deployment",
            {"who": ["Red Front"], "what": ["Old Mill"]},
            [(Fluent.IS_AT, "witnesses", "Red Front", "Old Mill")],
        ),
        (
            "deployment",
            {"who": ["Blue Army"], "what": ["two brigades"], "where": ["Long Border"]},
            [(Fluent.IS_AT, "starts", "two brigades", "Long Border")],
        ),
        (
            "command",
            {"who": ["Captain Dara"], "what": ["First Red Brigade"]},
            [(Fluent.COMMANDS, "witnesses", "Captain Dara", "First Red Brigade")],
        ),
        (
            "membership",
            {"who": ["First Red Brigade"], "what": ["Red Front", "First Red Brigade"]},
            [(Fluent.PART_OF, "witnesses", "First Red Brigade", "Red Front")],
        ),
        (
            "authority",
            {"who": ["Blue Army"], "what": ["Long Border"]},
            [(Fluent.AUTHORISED, "witnesses", "Blue Army", "Long Border")],
        ),
        (
            "authority",
            {"who": ["Patron Government"], "what": ["Red Front"], "where": ["Long Border"]},
            [(Fluent.AUTHORISED, "starts", "Red Front", "Long Border")],
        ),
        (
            "crossing",
            {"who": ["Blue Army"], "what": ["East Gate"], "quote": "reopened the gate"},
            [(Fluent.OPEN, "witnesses", "East Gate", "East Gate")],
        ),
        (
            "crossing",
            {"where": ["East Gate"], "quote": "the gate was closed"},
            [(Fluent.OPEN, "ends", "East Gate", "East Gate")],
        ),
        ("crossing", {"where": ["East Gate"], "quote": "flags fly at the gate"}, []),
        (
            "supply_route",
            {"who": ["Red Front"], "what": ["rifles"], "where": ["East Gate"]},
            [(Fluent.PASSABLE, "witnesses", "Red Front", "East Gate")],
        ),
        (
            "supply_route",
            {"who": ["flood"], "what": ["river road"], "where": ["Long Border"], "quote": "closed the road"},
            [(Fluent.PASSABLE, "ends", None, "river road")],
        ),
        (
            "alliance",
            {"who": ["Red Front"], "what": ["Green Guard"]},
            [(Fluent.ALLIED, "witnesses", "Red Front", "Green Guard")],
        ),
        ("detention", {"who": ["Red Front"], "what": ["Old Mill"]}, []),
        ("attack", {"who": ["Red Front"], "what": ["Old Mill"]}, []),
    ],
)
def test_the_table(type: str, told: Told, expected: list[Row]) -> None:
    assert rows(claim(type, **told)) == expected


@pytest.mark.parametrize("modality", ["planned", "requested", "demanded", "promised", "feared", "hypothetical"])
def test_what_is_only_expected_starts_nothing(modality: str) -> None:
    assert rows(claim("capture", who=["Red Front"], what=["Old Mill"], modality=modality)) == []


@pytest.mark.parametrize(
    "quote", ["has yet to take the mill", "is under pressure to leave the mill", "is capable of holding the mill"]
)
def test_what_has_not_happened_yet_starts_nothing(quote: str) -> None:
    assert rows(claim("control", who=["Red Front"], what=["Old Mill"], quote=quote)) == []


def test_a_denial_turns_the_effect_round() -> None:
    taken = claim("capture", who=["Red Front"], what=["Old Mill"], modality="denied")
    assert rows(taken) == [(Fluent.HOLDS, "denies", "Red Front", "Old Mill")]
    left = claim("withdrawal", who=["Red Front"], what=["Old Mill"], modality="denied")
    assert [r[1] for r in rows(left)] == ["witnesses", "witnesses"]


def test_a_state_told_as_over_ends() -> None:
    told = claim("control", who=["Red Front"], what=["Old Mill"], quote="previously held by them")
    assert rows(told) == [(Fluent.HOLDS, "ends", "Red Front", "Old Mill")]
    denied = claim("control", who=["Red Front"], what=["Old Mill"], quote="once held by it", modality="denied")
    assert rows(denied) == []


def test_talks_are_contact_and_no_alliance() -> None:
    (effect,) = fluents(claim("talks", who=["Red Front"], what=["Green Guard"]), WORLD)
    assert (effect.fluent, effect.variant) == (Fluent.ALLIED, "contact")


def test_mere_words_for_a_place_yield_to_its_name() -> None:
    vague = claim("control", who=["Red Front"], what=["the border"], where=["Long Border"])
    stretch = claim(
        "control",
        who=["Red Front"],
        what=["17 kilometers of it"],
        where=["Long Border"],
        numbers=[length(17, "border")],
    )
    assert rows(vague) == rows(stretch) == [(Fluent.HOLDS, "witnesses", "Red Front", "Long Border")]
    own = claim("control", who=["Red Front"], what=["land held by others"], where=["Long Border"])
    assert rows(own) == [(Fluent.HOLDS, "witnesses", "Red Front", "land held by others")]


def test_a_country_named_beside_its_town_is_not_what_is_taken() -> None:
    land = replace(WORLD, places=(*WORLD.places, Place("land", "Bland", "country", "BL")))
    taken = claim("capture", who=["Red Front"], what=["Old Mill", "Bland"])
    taken = replace(taken, objects=(taken.objects[0], Ref("Bland", "Bland", "land")))
    assert {e.object.name for e in fluents(taken, land)} == {"Old Mill"}
    alone = replace(taken, objects=taken.objects[1:])
    assert {e.object.name for e in fluents(alone, land)} == {"Bland"}


def test_each_measure_of_a_barrier_stands_alone() -> None:
    told = claim(
        "barrier",
        who=["Blue Army"],
        what=["wall"],
        where=["Long Border"],
        quote="it is told in figures",
        numbers=[
            length(500, "frontier already fortified"),
            length(90, "frontier remaining"),
            length(600, "border"),
            Quantity(80, "percent", "concrete wall"),
            Quantity(3, "tower", "towers"),
        ],
    )
    found = fluents(told, WORLD)
    assert [e.measure and e.measure.value for e in found] == [500, 90, 80]
    assert len({e.variant for e in found}) == 3


def test_a_barrier_without_a_measure_is_built_somewhere() -> None:
    assert rows(claim("barrier", who=["Blue Army"], what=["Long Wall"])) == [
        (Fluent.BUILT_TO, "witnesses", "Long Wall", "Long Border")
    ]
    assert rows(claim("barrier", who=["Blue Army"], what=["ditch"])) == [
        (Fluent.BUILT_TO, "witnesses", "ditch", "ditch")
    ]
    assert rows(claim("barrier", who=["Blue Army"])) == []


def test_the_words_after_a_number_say_what_it_measures() -> None:
    quote = "20 km of wall built and 5 km of wall left"
    numbers = [
        Quantity(20, "kilometer", "wall", span=Span(0, 5)),
        Quantity(5, "kilometer", "wall", span=Span(24, 28)),
    ]
    told = claim("barrier", who=["Blue Army"], what=["wall"], quote=quote, numbers=numbers)
    assert [e.variant.split(":")[0] for e in fluents(told, WORLD)] == ["kilometer done", "kilometer left"]


def test_ground_holds_nothing_and_is_stationed_nowhere() -> None:
    """A misread subject, "Old Mill and East Gate, where the border runs", starts no state."""
    itself = claim("control", who=["Old Mill"], what=["Old Mill"])
    ground = claim("deployment", who=["East Gate"], where=["Long Border"])
    both = claim("deployment", who=["East Gate", "Red Front"], where=["Long Border"])
    assert fluents(itself, WORLD) == ()
    assert fluents(ground, WORLD) == ()
    sided = claim("alliance", who=["Red Front"], what=["Long Border"])
    assert fluents(sided, WORLD) == ()
    assert [e.subject.name for e in fluents(both, WORLD) if e.subject] == ["Red Front"]


@pytest.mark.parametrize("what", ["20 percent of the oil", "the fate of many", "an air-defense system"])
def test_what_is_no_ground_is_not_held(what: str) -> None:
    assert rows(claim("control", who=["Red Front"], what=[what], where=["Old Mill"])) == []


def test_a_place_that_takes_itself_ends_nobodys_hold() -> None:
    """ "With Old Mill now annexed" names nobody who took it."""
    assert rows(claim("capture", who=["Old Mill"], what=["Old Mill"])) == []


@pytest.mark.parametrize("quote", ["imports most of its food", "tried to block the road"])
def test_trade_and_blockades_open_no_way(quote: str) -> None:
    assert rows(claim("supply_route", who=["Blue Army"], what=["food"], where=["Long Border"], quote=quote)) == []


def test_nobody_is_a_part_of_the_place_where_he_sits() -> None:
    assert rows(claim("membership", who=["an official"], what=["Old Mill"])) == []


def test_ground_that_is_misread_as_a_member_becomes_no_actor() -> None:
    misread = claim("membership", who=["Old Mill"], what=["Red Front"])
    held = claim("control", who=["Old Mill"], what=["East Gate"])
    assert fluents(held, learned(WORLD, [misread])) == ()


def test_the_crossing_between_two_towns_is_open_at_both_ends() -> None:
    west = Place("west-gate", "West Gate", "crossing")
    world = replace(WORLD, places=(*WORLD.places, west))
    ends = (Ref("East Gate", "the crossing", "gate"), Ref("West Gate", "the crossing", "west-gate"))
    told = replace(claim("crossing", quote="the crossing was opened"), objects=ends)
    assert [(e.does, e.object.name) for e in fluents(told, world)] == [
        ("witnesses", "East Gate"),
        ("witnesses", "West Gate"),
    ]
