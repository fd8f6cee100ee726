"""The world gazetteer: towns by name or alternate name, whatever the article or hyphen."""

from __future__ import annotations

import pytest

from khabar.model import Kind, Mention, Place, Span
from khabar.model.names import fold
from khabar.resolve import GeonamesTowns, NoTowns, locate


@pytest.fixture(scope="module")
def towns() -> GeonamesTowns:
    return GeonamesTowns()


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Goma", "CD"),
        ("Kharkov", "UA"),  # an alternate name
        ("al-Fallujah", "IQ"),
        ("Fallujah", "IQ"),
        ("El Fasher", "SD"),
        ("Myitkyina", "MM"),
        ("San José del Guaviare", "CO"),
    ],
)
def test_a_town_is_found_by_name(towns: GeonamesTowns, name: str, country: str) -> None:
    assert country in {t.country for t in towns.towns(fold(name))}


@pytest.mark.parametrize("name", ["", "-", "qqqxyzzy", "العراق"])
def test_what_is_no_town_is_not_found(towns: GeonamesTowns, name: str) -> None:
    assert towns.towns(fold(name)) == ()


def test_a_town_has_a_point_on_the_globe_and_people(towns: GeonamesTowns) -> None:
    for town in towns.towns("goma"):
        assert -90 <= town.lat <= 90
        assert -180 <= town.lon <= 180
        assert town.population >= 0
        assert town.geonames > 0


def test_a_town_is_found_in_a_text_on_its_country_and_abstained_from_in_a_text_on_nothing(towns: GeonamesTowns) -> None:
    rows = {"cd": Place("cd", "DR Congo", "country", "CD")}
    uvira = Mention(Span(0, 5), "Uvira", Kind.PLACE)
    congo = Mention(Span(9, 14), "Congo", Kind.PLACE, "cd")
    assert locate([uvira, congo], rows, towns)[0].country == "CD"
    village = Mention(Span(0, 5), "Rabia", Kind.PLACE)
    assert locate([village], rows, towns)[0].lat is None


def test_the_empty_gazetteer_knows_nothing() -> None:
    assert NoTowns().towns("goma") == ()
