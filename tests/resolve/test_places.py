"""Place names to points: a pack's place as it stands, else the one that the text's own geography supports, or none."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Kind, Knowledge, Located, Mention, Place, Span
from khabar.model.names import fold
from khabar.resolve import Candidate, Gazetteer, NameIndex, NoPlaces, WorldGazetteer, kilometres, locate, places_among

KNOWLEDGE = Knowledge(
    places=(
        Place("sake", "Sake", "town", "CD", lat=-1.57, lon=29.04, geonames=205811),
        Place("dr-congo", "DR Congo", "country", "CD", lat=-2.9, lon=23.7, precision="country"),
        Place("ethiopia", "Ethiopia", "country", "ET", lat=9.0, lon=39.0, precision="country"),
        Place("iraq", "Iraq", "country", "IQ", lat=33.0, lon=44.0, precision="country"),
        Place("syria", "Syria", "country", "SY", lat=35.0, lon=38.0, precision="country"),
        Place("sinjar", "Sinjar", "town", "IQ", lat=36.32, lon=41.86),
        Place("georgia", "Georgia", "country", "GE", lat=42.0, lon=43.5, precision="country"),
        Place("united-states", "United States", "country", "US", lat=39.8, lon=-98.5, precision="country"),
        Place("euphrates", "Euphrates", "river", lat=34.0, lon=41.0, precision="region"),
        Place("nowhere", "Nowhere", "village"),
    ),
    demonyms=(("Congolese", "CD"), ("Iraqi", "IQ"), ("Iraqis", "IQ"), ("Swiss", "CH"), ("British", "GB")),
)
INDEX = NameIndex(KNOWLEDGE)
GAZETTEER = {
    "goma": [
        Candidate("Goma", -1.66, 29.22, "CD", "CD.11", "town", 144_000, 216281),
        Candidate("Goma", 9.46, 42.0, "ET", "ET.51", "town", 2_000, 1),
    ],
    "santa maria": [
        Candidate("Santa María", 10.0, -84.0, "CR", "CR.1", "town", 5_000, 10),
        Candidate("Santa Maria", -29.7, -53.8, "BR", "BR.1", "town", 6_000, 11),
    ],
    "bogota": [Candidate("Bogotá", 4.61, -74.08, "CO", "CO.34", "capital", 7_600_000, 3688689)],
    "rabia": [Candidate("Rabia", 35.8, 36.0, "SY", "SY.02", "town", 3_000, 2)],
    "georgia": [Candidate("Georgia", 32.8, -83.5, "US", "US.GA", "province", 9_000_000, None)],
    "texas": [Candidate("Texas", 31.0, -100.0, "US", "US.TX", "province", 25_000_000, None)],
    "british columbia": [Candidate("British Columbia", 55.0, -125.0, "CA", "CA.02", "province", 4_000_000, None)],
    "north kivu": [Candidate("Nord-Kivu", -1.0, 29.0, "CD", "CD.11", "province", 1_000_000, None)],
    "homs": [
        Candidate("Homs", 34.73, 36.72, "SY", "SY.11", "town", 775_000, 4),
        Candidate("Homs", 34.3, 38.3, "SY", "SY.11", "province", 1_200_000, None),
    ],
    "quebec": [
        Candidate("Québec", 46.8, -71.2, "CA", "CA.10", "town", 530_000, 5),
        Candidate("Quebec", 52.0, -72.0, "CA", "CA.10", "province", 10_000_000, None),
    ],
    "bukavu": [Candidate("Bukavu", -2.5, 28.86, "CD", "CD.12", "town", 800_000, 3)],
}


class Towns:
    def named(self, name: str) -> Sequence[Candidate]:
        return GAZETTEER.get(fold(name), ())


def read(
    text: str, kinds: Mapping[str, Kind] = MappingProxyType({}), gazetteer: Gazetteer | None = None
) -> tuple[Located, ...]:
    """The places of a text in which names stand in square brackets: a place's, or of the kind given by first word."""
    plain, mentions = "", []
    for part in re.split(r"(\[[^]]*\])", text):
        words = part.strip("[]") if part.startswith("[") else part
        if part.startswith("["):
            entity = next(iter(INDEX.named(words)), None)
            kind = kinds.get(words.split()[0], Kind.PLACE)
            mentions.append(Mention(Span(len(plain), len(plain) + len(words)), words, kind, entity))
        plain += words
    return locate(mentions, plain, [Span(0, len(plain))], INDEX, gazetteer or Towns())


def one(text: str, kinds: Mapping[str, Kind] = MappingProxyType({})) -> Located:
    """The first place of a text."""
    return read(text, kinds)[0]


def test_a_packs_place_is_taken_as_it_stands() -> None:
    sake = one("fighting near [Sake]")
    assert (sake.name, sake.lat, sake.lon) == ("Sake", -1.57, 29.04)
    assert (sake.geonames, sake.country, sake.precision) == (205811, "CD", "town")
    assert sake.reason == "named in a knowledge pack"


def test_a_packs_place_may_have_no_point() -> None:
    assert (one("[Nowhere]").entity, one("[Nowhere]").lat) == ("nowhere", None)


def test_a_town_is_taken_where_the_text_names_its_country() -> None:
    goma = one("[Goma] in the east of [DR Congo]")
    assert (goma.geonames, goma.country, goma.precision) == (216281, "CD", "town")


def test_what_stands_right_behind_a_name_holds_it_whatever_else_speaks_for_another() -> None:
    assert one("[Goma], [Ethiopia], is not the one in [DR Congo]").geonames == 1
    goma = one("[Goma], [North Kivu]")
    assert (goma.geonames, goma.reason) == (216281, "gazetteer: in what is named right behind it")


def test_a_town_is_taken_where_its_neighbours_are_named() -> None:
    assert one("[Goma] and [Sake]").geonames == 216281


def test_a_village_far_from_all_that_the_text_names_is_not_meant() -> None:
    """The gazetteer knows one Rabia, in Latakia: 540 km from the one at the Iraqi border."""
    assert one("[Rabia], west of [Sinjar], on the border of [Iraq] and [Syria]").lat is None
    assert one("[Rabia] in [Syria]").country == "SY"


@pytest.mark.parametrize("words", ["Santa María", "Rabia"])
def test_without_support_khabar_abstains(words: str) -> None:
    town = one(f"[{words}]")
    assert (town.lat, town.lon, town.name, town.geonames) == (None, None, None, None)
    assert "nothing in the text supports" in town.reason


def test_a_city_of_millions_needs_no_support() -> None:
    assert one("[Bogotá]").geonames == 3688689
    assert one("[Bogotá]").reason == "gazetteer: a country's capital"
    assert one("[Bukavu]").reason == "gazetteer: by far the largest of the name"


def test_a_name_that_no_gazetteer_knows_stays_as_its_words() -> None:
    unknown = one("[Xyzzy] near [Sake]")
    assert (unknown.text, unknown.lat, unknown.reason) == ("Xyzzy", None, "no gazetteer knows the name")


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("[Homs] in [Syria]", "town"),
        ("[Homs] province, [Syria]", "province"),
        ("the city of [Homs], [Syria]", "town"),
        ("[Quebec], a town that is a small part of its province", "province"),
        ("[Quebec] city", "town"),
    ],
)
def test_a_province_named_after_its_city_is_meant_where_it_is_called_one(text: str, precision: str) -> None:
    assert one(text).precision == precision


def test_a_province_and_its_city_may_stand_in_one_text() -> None:
    city, _, province = read("[Homs], [Syria], and all of [Homs] province")
    assert (city.precision, province.precision) == ("town", "province")


def test_one_name_has_one_place_in_a_text() -> None:
    a, *_, b = read("[Goma] near [Sake]. Later, [Goma]")
    assert a.geonames == b.geonames == 216281


def test_a_countrys_name_is_a_far_provinces_in_a_text_on_that_provinces_neighbours() -> None:
    assert one("[Georgia] and [Texas]").country == "US"
    assert one("[Georgia] and [Iraq]").country == "GE"


def test_a_part_of_a_place_is_located_as_the_whole() -> None:
    assert one("the [western bank of the Euphrates]").name == "Euphrates"
    assert one("[northern Iraq]").country == "IQ"


def test_a_site_that_no_pack_knows_lies_where_the_town_in_its_name_does() -> None:
    site = one("the [Bukavu airport] in [DR Congo]")
    assert (site.geonames, site.precision) == (3, "town")


@pytest.mark.parametrize(
    ("words", "kind", "place", "country"),
    [
        ("Bukavu police", Kind.STATE_BODY, "Bukavu", "CD"),
        ("Texas Governor Jane Roe", Kind.PERSON, "Texas", "US"),
        ("University of Texas", Kind.OTHER, "Texas", "US"),
    ],
)
def test_a_place_inside_another_name_is_told_with_the_name_that_holds_it(
    words: str, kind: Kind, place: str, country: str
) -> None:
    inner = one(f"the [{words}] said", {words.split()[0]: kind})
    assert (inner.text, inner.country, inner.inside) == (place, country, words)


def test_a_persons_own_name_holds_no_place() -> None:
    assert read("[Georgia Texas] spoke", {"Georgia": Kind.PERSON}) == ()


def test_a_countrys_adjective_is_its_country_but_the_name_of_its_people_is_not_a_place() -> None:
    (troops,) = read("Iraqi troops and other Iraqis")
    assert (troops.text, troops.country, troops.precision) == ("Iraqi", "IQ", "country")


def test_an_adjective_that_was_taken_for_a_place_is_its_country() -> None:
    (troops,) = read("[Iraqi] troops")
    assert (troops.text, troops.country, troops.reason) == ("Iraqi", "IQ", "its country's adjective")


def test_an_adjective_that_begins_a_provinces_name_is_a_part_of_it() -> None:
    (province,) = read("fires in British Columbia")
    assert (province.text, province.country) == ("British Columbia", "CA")


def test_a_river_is_meant_by_its_bank() -> None:
    index = NameIndex(
        Knowledge(places=(Place("tigris", "Tigris River", "river", lat=34.0, lon=44.0, precision="region"),))
    )
    words = "left bank of the Tigris"
    (bank,) = locate([Mention(Span(0, len(words)), words, Kind.PLACE)], words, [], index, NoPlaces())
    assert bank.name == "Tigris River"


@pytest.mark.parametrize("text", ["forces took Bukavu, Goma and Bogotá", "they fled to Goma"])
def test_towns_taken_for_persons_are_places_behind_verbs_of_war_and_in_lists(text: str) -> None:
    names = [n for n in ("Bukavu", "Goma", "Bogotá") if n in text]
    persons = [Mention(Span(text.index(n), text.index(n) + len(n)), n, Kind.PERSON) for n in names]
    assert {m.kind for m in places_among(persons, text, Towns())} == {Kind.PLACE}
    met = "they met Goma"
    (person,) = places_among([Mention(Span(9, 13), "Goma", Kind.PERSON)], met, Towns())
    assert person.kind is Kind.PERSON


def test_other_names_are_not_located() -> None:
    assert read("[Xyzzy] and [Qwerty]", {"Xyzzy": Kind.PERSON, "Qwerty": Kind.ARMED_GROUP}) == ()
    assert len(read("[Xyzzy] and [Qwerty]", {"Xyzzy": Kind.FACILITY}, NoPlaces())) == 2


NAMES = st.sampled_from(
    ["Goma", "Sake", "Iraq", "Bogotá", "Rabia", "Xyzzy", "North Kivu", "Texas", "Georgia", "DR Congo"]
)


@given(st.lists(NAMES, min_size=1, max_size=8))
def test_where_places_lie_does_not_hang_on_the_order_in_which_a_text_lists_them(names: list[str]) -> None:
    def points(order: list[str]) -> set[tuple[str, float | None]]:
        return {(p.text, p.lat) for p in read("; ".join(f"[{n}]" for n in order))}

    assert points(names) == points(sorted(names)) == points(names[::-1])


@given(st.lists(NAMES, max_size=6))
def test_every_place_mention_is_kept_and_none_overlaps_another(names: list[str]) -> None:
    found = read("; ".join(f"[{n}]" for n in names))
    assert [p.text for p in found] == names
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


def test_the_real_gazetteer_takes_a_town_in_a_text_on_its_country_and_abstains_in_a_text_on_nothing() -> None:
    world = WorldGazetteer()
    assert read("[Uvira] in [DR Congo]", gazetteer=world)[0].country == "CD"
    assert read("[Rabia]", gazetteer=world)[0].lat is None


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
