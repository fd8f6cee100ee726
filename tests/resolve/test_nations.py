"""Troops and arms of which only an adjective tells whose they are."""

from __future__ import annotations

import pytest

from khabar.model import Knowledge
from khabar.resolve import NameIndex, nation_of


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
    found = nation_of(words, index)
    assert found is not None
    assert found.name == country


@pytest.mark.parametrize(
    "words", ["drones", "Turkish rebels", "turkish drones", "Turkish-backed fighters", "Osk drones", ""]
)
def test_all_else_is_nobodys(words: str, index: NameIndex) -> None:
    assert nation_of(words, index) is None
