"""Crossings that a report tells of by the towns that they are in."""

from __future__ import annotations

import pytest

from khabar.model import Knowledge, Place
from khabar.resolve import NameIndex, gates_between

TOWNS = ("Osk", "Lira")
GATES = tuple(Place(f"{t.lower()}-crossing", f"{t} crossing", "crossing", precision="point") for t in TOWNS)
INDEX = NameIndex(Knowledge(places=GATES))


@pytest.mark.parametrize(
    ("words", "gates"),
    [
        ("border crossing between Osk in Sarria and Lira in Vell", ["osk-crossing", "lira-crossing"]),
        ("crossing point between Osk and Nowhere", ["osk-crossing"]),
        ("the crossing between Nowhere and Elsewhere", []),
        ("the road between Osk and Lira", []),
        ("the crossing at Osk", ["osk-crossing"]),
        ("Osk", []),
    ],
)
def test_each_town_has_its_own(words: str, gates: list[str]) -> None:
    assert [g.id for g in gates_between(words, INDEX)] == gates


def test_a_crossing_of_two_towns_is_told_of_whole(knowledge: Knowledge) -> None:
    found = gates_between("border crossing between al-Qaim in Iraq and Albukamal in Syria", NameIndex(knowledge))
    assert [g.id for g in found] == ["qaim-crossing", "albukamal-crossing"]
