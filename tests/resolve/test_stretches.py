"""Stretches of a border: a line between two places near it, with its length on the ellipsoid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Located, Place, Span
from khabar.resolve import length_km, with_stretches

BORDER = Place("border", "A-B border", "border", between=("AA", "BB"), line=((40.0, 30.0), (40.0, 32.0), (42.0, 32.0)))
TOWNS = {"Southtown": (30.5, 40.1), "Northtown": (31.8, 39.9), "Eastville": (32.1, 41.5), "Faraway": (35.0, 50.0)}


def read(text: str, *, border: bool = True) -> tuple[Located, ...]:
    """The places of a text in which towns are named; a text on the border names it, too."""
    at = sorted((text.index(name), name) for name in TOWNS if name in text)
    places = [Located(Span(i, i + len(n)), n, n, n.lower(), *TOWNS[n], country="AA", precision="town") for i, n in at]
    if border:
        start = text.index("border")
        places.append(Located(Span(start, start + 6), "border", BORDER.name, BORDER.id, precision="region"))
    return with_stretches(places, text, [BORDER])


@pytest.mark.parametrize(
    "words",
    [
        "from Southtown to Northtown",
        "between Southtown and Northtown",
        "from Northtown all the way to Southtown",
        "from Southtown in Dune province to Northtown",
        "from the town of Southtown in Dune province, in western Bland, all the way to Northtown",
        "between Southtown, in the south, and the town of Northtown",
    ],
)
def test_a_stretch_between_two_towns_is_the_borders_line_between_them(words: str) -> None:
    (stretch,) = (p for p in read(f"a ditch {words} on the border") if p.precision == "line")
    assert stretch.text == words
    assert stretch.name is not None
    assert stretch.name.startswith("A-B border, ")
    assert stretch.length_km == pytest.approx(144, abs=1)  # 1.3 degrees of latitude
    assert {lon for lon, _ in stretch.line} == {40.0}


def test_a_stretch_follows_the_borders_bends() -> None:
    (stretch,) = (p for p in read("the border from Southtown to Eastville") if p.precision == "line")
    assert (40.0, 32.0) in stretch.line
    assert stretch.length_km == pytest.approx(166 + 142, abs=3)


@pytest.mark.parametrize(
    "text",
    [
        "the border and a road from Southtown to Faraway",  # one end is nowhere near it
        "border guards of Southtown and Northtown",
        "from Southtown the border runs on; later, at Northtown",
        "trucks on the border from Southtown in 2019 were sent on by the army to Northtown",
        "from Southtown, in ruins. Troops along the border came to Northtown",
    ],
)
def test_other_pairs_of_places_are_no_stretch(text: str) -> None:
    assert not [p for p in read(text) if p.precision == "line"]


def test_where_no_border_is_named_two_towns_are_two_towns() -> None:
    assert len(read("buses from Southtown to Northtown", border=False)) == 2


def test_a_border_that_is_named_has_its_line_and_length() -> None:
    (border,) = read("along the border")
    assert border.line == BORDER.line
    assert border.length_km == pytest.approx(410.6, abs=1)


POINT = st.tuples(st.floats(-179, 179), st.floats(-89, 89))


@given(st.lists(POINT, min_size=2, max_size=6))
def test_a_line_is_as_long_backwards_and_its_legs_add_up(points: list[tuple[float, float]]) -> None:
    line = tuple(points)
    assert length_km(line) == pytest.approx(length_km(line[::-1]), abs=1e-6)
    assert length_km(line) == pytest.approx(length_km(line[:2]) + length_km(line[1:]), abs=1e-6)
