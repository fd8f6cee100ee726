"""Names and places as a sentence has them."""

from __future__ import annotations

import pytest

from khabar.weigh.wording import named, someone, strength, where_at


@pytest.mark.parametrize(("name", "told"), [
    ("Badr Organization", "the Badr Organization"),
    ("Alandic Ministry of Interior", "the Alandic Ministry of Interior"),
    ("River Observatory for Human Rights", "the River Observatory for Human Rights"),
    ("Border Ports Authority", "the Border Ports Authority"),
    ("Old Mill", "Old Mill"),
    ("Bay of Reeds", "Bay of Reeds"),
    ("country’s security services", "the country’s security services"),
    ("GENERAL COMMAND", "the General Command"),
    ("ARMY", "the army"),
    ("IRAQI military official", "Iraqi military official"),
    ("SANA", "SANA"),
    ("UNAMI mission", "UNAMI mission"),
    ("", ""),
])  # fmt: skip
def test_a_name_in_a_sentence(name: str, told: str) -> None:
    assert named(name) == told
    assert named(named(name)) == told


def test_a_speaker_without_a_name_is_somebody() -> None:
    assert {someone(name) for name in ("The", "the", "", " ", "a")} == {"somebody"}


def test_one_is_on_a_border_and_at_a_place() -> None:
    assert (where_at("Long Border"), where_at("borders"), where_at("Border Town"), where_at("")) == (
        "on",
        "on",
        "at",
        "at",
    )


def test_a_force_of_a_kind() -> None:
    assert strength(6, "brigade", "PMF") == "6 PMF brigades"
    assert strength(11, "faction", "armed", approx=True) == "about 11 armed factions"
    assert strength(1, "brigade", "brigade") == "1 brigade"
    assert strength(3, "brigade", "army brigades") == "3 army brigades"
    assert strength(40, "person", "guards") == "40 persons of guards"
