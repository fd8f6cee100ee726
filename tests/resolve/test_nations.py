"""Troops and arms of which only an adjective tells whose they are."""

from __future__ import annotations

import pytest

from khabar.model import Knowledge
from khabar.resolve import NameIndex, nations_of, speaks_for_itself


@pytest.fixture(scope="module")
def index(knowledge: Knowledge) -> NameIndex:
    return NameIndex(knowledge)


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Turkish drones", "Turkey"),
        ("three Kenyan soldiers", "Kenya"),
        ("an Israeli air strike", "Israel"),
        ("Rwandan artillery", "Rwanda"),
        ("a Kenyan tank", "Kenya"),
        ("Turkish", "Turkey"),
    ],
)
def test_they_are_their_countrys(words: str, country: str, index: NameIndex) -> None:
    (found,) = nations_of(words, index)
    assert found.name == country


@pytest.mark.parametrize(
    "words", ["drones", "Turkish rebels", "turkish drones", "Turkish-backed fighters", "Osk drones", ""]
)
def test_all_else_is_nobodys(words: str, index: NameIndex) -> None:
    assert nations_of(words, index) == ()


def test_two_countries_fight_each_other(index: NameIndex) -> None:
    assert [c.name for c in nations_of("Turkish and Kenyan soldiers", index)] == ["Turkey", "Kenya"]
    assert nations_of("Turkish and Osk soldiers", index) == ()


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("a Turkish officer", True),
        ("Kenyan soldiers", True),
        ("the Turkish army", False),
        ("Turkish authorities", False),
    ],
)
def test_only_a_body_speaks_for_its_country(words: str, alone: bool) -> None:
    assert speaks_for_itself(words) is alone
