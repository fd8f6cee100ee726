"""The world gazetteer: towns and provinces by any of their names, in a file that is made once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from khabar.resolve import Candidate, NoPlaces, WorldGazetteer


@pytest.fixture(scope="module")
def world() -> WorldGazetteer:
    return WorldGazetteer()


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
        ("الرمادي", "IQ"),
        ("Маріуполь", "UA"),
        ("Deir al-Balah", "PS"),  # a romanisation that GeoNames lacks
        ("Bardhere", "SO"),
    ],
)
def test_a_town_is_found_by_any_of_its_names(world: WorldGazetteer, name: str, country: str) -> None:
    assert country in {c.country for c in world.named(name) if c.kind != "province"}


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Anbar", "IQ"),
        ("North Kivu", "CD"),
        ("Rakhine", "MM"),
        ("Donetsk", "UA"),
        ("Latakia", "SY"),
        ("Northern Region", "GH"),  # a name that is only a bearing keeps the word for what it is
        ("NSW", "AU"),
        ("B.C.", "CA"),
        ("Ky.", "US"),
    ],
)
def test_a_province_is_found_by_the_names_that_the_press_uses(world: WorldGazetteer, name: str, country: str) -> None:
    assert country in {c.country for c in world.named(name) if c.kind == "province"}


@pytest.mark.parametrize("name", ["", "-", "qqqxyzzy"])
def test_what_is_no_place_is_not_found(world: WorldGazetteer, name: str) -> None:
    assert not [c for c in world.named(name) if c.kind == "province"]


def test_a_town_and_its_province_share_the_provinces_code(world: WorldGazetteer) -> None:
    (anbar,) = (c for c in world.named("Anbar") if c.kind == "province")
    (fallujah,) = (c for c in world.named("Fallujah") if c.country == "IQ")
    assert anbar.admin1 == fallujah.admin1


def test_places_have_points_on_the_globe_and_towns_their_number(world: WorldGazetteer) -> None:
    for place in (*world.named("Goma"), *world.named("Victoria")):
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert place.population >= 0
        assert (place.geonames is None) == (place.kind == "province")


def test_the_largest_town_of_the_capitals_name_is_the_capital(world: WorldGazetteer) -> None:
    assert [c.admin1 for c in world.named("Washington") if c.kind == "capital" and c.country == "US"] == ["US.DC"]


GOMA = Candidate("Goma", -1.67, 29.23, "CD", "CD.11", "town", 432_587, 216281)


@pytest.fixture
def small_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.resolve.places.world.places", lambda: iter([(GOMA, ["Goma"], ["غوما"])]))


@pytest.mark.usefixtures("small_world")
def test_it_is_kept_in_the_folder_given_and_found_there_again(tmp_path: Path) -> None:
    made = WorldGazetteer(tmp_path / "new")
    assert not made.is_prepared
    assert made.named("Goma") == (GOMA,)
    again = WorldGazetteer(tmp_path / "new")
    assert again.is_prepared
    assert again.named("غوما") == (replace(GOMA, own=False),)
    assert [p.suffix for p in (tmp_path / "new").iterdir()] == [".sqlite"]


@pytest.mark.usefixtures("small_world")
def test_where_no_file_can_be_made_it_is_held_in_memory(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder", encoding="utf-8")
    assert WorldGazetteer(tmp_path / "taken").named("Goma") == (GOMA,)


def test_the_empty_gazetteer_knows_nothing() -> None:
    assert NoPlaces().named("Goma") == ()
