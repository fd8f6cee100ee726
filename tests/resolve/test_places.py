"""Place names to points: a pack's place as it stands, else the town that the text's own geography supports, or none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Kind, Located, Mention, Place, Span
from khabar.resolve import NoTowns, Town, kilometres, locate

ROWS = {
    "sake": Place("sake", "Sake", "town", "CD", lat=-1.57, lon=29.04, geonames=205811),
    "dr-congo": Place("dr-congo", "DR Congo", "country", "CD", lat=-2.9, lon=23.7, precision="country"),
    "nowhere": Place("nowhere", "Nowhere", "village"),
}
TOWNS = {
    "goma": [
        Town("Goma", -1.66, 29.22, "CD", 216281, 144_000),
        Town("Goma", 9.46, 42.0, "ET", 1, 2_000),
    ],
    "santa maria": [
        Town("Santa María", 10.0, -84.0, "CR", 10, 5_000),
        Town("Santa Maria", -29.7, -53.8, "BR", 11, 6_000),
    ],
    "bogota": [Town("Bogotá", 4.61, -74.08, "CO", 3688689, 7_600_000)],
}


class Towns:
    def towns(self, folded: str) -> Sequence[Town]:
        return TOWNS.get(folded, ())


def mention(words: str, entity: str | None = None, kind: Kind = Kind.PLACE) -> Mention:
    return Mention(Span(0, len(words)), words, kind, entity)


def where(words: str, *others: str, home: tuple[str, ...] = ()) -> Located:
    """Where `words` lie in a text that also names the known places `others`."""
    mentions = [mention(words), *(mention(o, o) for o in others)]
    return locate(mentions, ROWS, Towns(), home)[0]


def test_a_packs_place_is_taken_as_it_stands() -> None:
    (sake,) = locate([mention("Saké", "sake")], ROWS, NoTowns())
    assert (sake.text, sake.name, sake.lat, sake.lon) == ("Saké", "Sake", -1.57, 29.04)
    assert (sake.geonames, sake.country, sake.precision) == (205811, "CD", "town")
    assert sake.reason == "named in a knowledge pack"


def test_a_packs_place_may_have_no_point() -> None:
    (place,) = locate([mention("Nowhere", "nowhere")], ROWS, NoTowns())
    assert (place.entity, place.lat, place.country) == ("nowhere", None, None)


def test_a_town_is_taken_where_the_text_names_its_country() -> None:
    goma = where("Goma", "dr-congo")
    assert (goma.geonames, goma.country, goma.precision) == (216281, "CD", "town")
    assert "country that the text names" in goma.reason


def test_a_town_is_taken_where_its_neighbours_are_named() -> None:
    assert where("Goma", "sake").geonames == 216281


def test_a_town_in_the_packs_countries_is_taken() -> None:
    assert where("Goma", home=("ET",)).geonames == 1


@pytest.mark.parametrize("words", ["Goma", "Santa María"])
def test_without_support_khabar_abstains(words: str) -> None:
    town = where(words)
    assert (town.lat, town.lon, town.name, town.geonames) == (None, None, None, None)
    assert town.reason == "2 places bear the name and nothing in the text supports one"


def test_a_city_of_millions_needs_no_support() -> None:
    assert where("Bogotá").geonames == 3688689
    assert where("Bogotá").reason == "gazetteer: by far the largest of the name"


def test_a_name_that_no_gazetteer_knows_stays_as_its_words() -> None:
    unknown = where("Xyzzy", "sake")
    assert (unknown.text, unknown.lat, unknown.reason) == ("Xyzzy", None, "no gazetteer knows the name")


def test_only_places_and_facilities_are_located() -> None:
    mentions = [mention("Goma", kind=k) for k in Kind]
    assert len(locate(mentions, ROWS, NoTowns())) == 2


POINT = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(POINT, POINT)
def test_distances_are_the_same_both_ways_and_never_beyond_half_the_globe(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    assert kilometres(a, a) == 0
    assert kilometres(a, b) == pytest.approx(kilometres(b, a), abs=1e-6)
    assert 0 <= kilometres(a, b) <= 20_016


def test_a_known_distance() -> None:
    assert kilometres((50.45, 30.52), (49.99, 36.23)) == pytest.approx(409, abs=3)  # Kyiv to Kharkiv
