"""Capitals that act stand for the government of the day; where that cannot be told they stay places."""

from __future__ import annotations

import pytest

from khabar.model import Actor, Kind, Knowledge, Place, Relation, When, parse_edtf
from khabar.resolve import NameIndex, government_of

STATE = Kind.STATE_BODY
INDEX = NameIndex(
    Knowledge(
        actors=(
            Actor("unity", "Government of Unity", STATE, "LY", metonyms=("Tripoli",)),
            Actor("accord", "Government of Accord", STATE, "LY"),
            Actor("ly", "Libyan government", STATE, "LY"),
            Actor("junta", "Malian military junta", STATE, "ML", metonyms=("Bamako",)),
            Actor("ml-old", "Elected Government", STATE, "ML"),
        ),
        places=(Place("libya", "Libya", "country", "LY"), Place("mali", "Mali", "country", "ML")),
        relations=(Relation("successor_of", "unity", "accord", held=parse_edtf("2021-03/..")),),
        demonyms=(("Libyan", "LY"), ("Malian", "ML")),
    )
)


def ruling(capital: str, day: str = "", *named: str) -> str | None:
    found = government_of(capital, None, INDEX, parse_edtf(day) if day else When(), named)
    return found.id if found else None


@pytest.mark.parametrize(
    ("day", "named", "government"),
    [
        ("2019-06-05", (), "accord"),
        ("2019-06-05", ("accord",), "accord"),
        ("2023-06-05", (), "unity"),
        ("2023-06-05", ("accord", "ly"), "unity"),
        ("2021-03-10", (), None),  # the month in which one gave way to the other
        ("2021-03-10", ("accord",), "accord"),
        ("", (), "unity"),
        ("", ("accord",), "accord"),
        ("", ("accord", "unity"), None),
    ],
)
def test_a_capital_stands_for_the_government_of_the_day(day: str, named: tuple[str, ...], government: str) -> None:
    assert ruling("Tripoli", day, *named) == government


def test_another_government_in_the_text_leaves_it_open_where_no_days_are_known() -> None:
    assert ruling("Bamako", "2024-01-01") == "junta"
    assert ruling("Bamako", "2024-01-01", "ml-old") is None
    assert ruling("Bamako", "2024-01-01", "ml-old", "junta") == "junta"
    assert ruling("Bamako", "2024-01-01", "accord", "ly") == "junta"
