"""A row of an ACLED download is a report with claims: its sources, through ACLED, that somebody did something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from khabar.model import Claim, ClaimType, DocumentError, Kind, Reading, Role

NOTES = "On 3 November 2017, Iraqi forces took al-Qaim from Islamic State. Four fighters were killed."
ROW: dict[str, Any] = {
    "event_id_cnty": "IRQ1",
    "event_date": "2017-11-03",
    "time_precision": 1,
    "event_type": "Battles",
    "sub_event_type": "Government regains territory",
    "actor1": "Military Forces of Iraq (2014-2022)",
    "assoc_actor_1": "River Guard",
    "inter1": "State forces",
    "actor2": "Islamic State (Iraq)",
    "inter2": "Rebel group",
    "country": "Iraq",
    "admin1": "Anbar",
    "location": "Al-Qaim",
    "latitude": 34.37,
    "longitude": 41.1,
    "geo_precision": 1,
    "source": "River Post; Reuters",
    "notes": NOTES,
    "fatalities": 4,
    "timestamp": 1510000000,
}
Row = Callable[..., Reading]


def only(reading: Reading) -> Claim:
    """The claim by the first source."""
    return reading.claims[0]


def test_each_source_is_a_chain_of_its_own(read_row: Row) -> None:
    reading = read_row(**ROW)
    assert [str(c.chain) for c in reading.claims] == ["River Post ← ACLED", "Reuters ← ACLED"]
    assert [c.chain.root.role for c in reading.claims] == [Role.OUTLET, Role.AGENCY]
    assert len({c.id for c in reading.claims}) == 2
    assert reading.document.outlet == "ACLED"


def test_the_claim_stands_in_the_notes(read_row: Row) -> None:
    reading = read_row(**ROW)
    claim = only(reading)
    assert claim.quote == claim.span.of(reading.document.text) == NOTES
    assert reading.reader.startswith("import acled 1")
    for ref in (*claim.subjects, *claim.objects, *claim.places):
        assert ref.span is not None
        assert ref.span.of(reading.document.text) == ref.text


def test_names_are_those_of_the_packs_where_one_fits(read_row: Row) -> None:
    claim = only(read_row(**ROW))
    assert [s.entity for s in claim.subjects] == ["iq-armed-forces", "name:river guard"]
    assert [o.entity for o in claim.objects] == ["al-qaim", "isis"]
    assert [p.entity for p in claim.places] == ["al-qaim"]


def test_a_short_name_means_nobody_in_another_country(read_row: Row) -> None:
    row = ROW | {"actor1": "Internal Security Forces", "country": "Lebanon"}
    assert only(read_row(**row)).subjects[0].entity == "name:internal security forces"


def test_the_point_and_its_precision_are_the_rows(read_row: Row) -> None:
    (place,) = read_row(**ROW).places
    assert (place.lat, place.lon, place.precision, place.country) == (34.37, 41.1, "town", "IQ")
    (other,) = read_row(**ROW | {"location": "Nowhere Wells"}).places
    assert (other.entity, other.lat) == ("name:nowhere wells", 34.37)


def test_what_lies_far_from_a_known_place_is_another_of_its_name(read_row: Row) -> None:
    claim = only(read_row(**ROW | {"latitude": 31.0, "longitude": 47.0}))
    assert claim.places[0].entity == "name:qaim"


def test_an_event_somewhere_in_a_province_is_not_in_its_capital(read_row: Row) -> None:
    claim = only(read_row(**ROW | {"geo_precision": 3, "location": "Ramadi", "latitude": 33.4, "longitude": 43.3}))
    assert claim.places[0].entity == "anbar"


@pytest.mark.parametrize(
    ("cells", "first", "last"),
    [
        ({}, date(2017, 11, 3), date(2017, 11, 3)),
        ({"event_date": "03 November 2017"}, date(2017, 11, 3), date(2017, 11, 3)),
        ({"time_precision": 2}, date(2017, 10, 31), date(2017, 11, 6)),
        ({"time_precision": 3}, date(2017, 11, 1), date(2017, 11, 30)),
        ({"event_date": "0001-01-01", "time_precision": 2}, date(1, 1, 1), date(1, 1, 4)),
    ],
)
def test_days_are_as_sure_as_the_row_says(read_row: Row, cells: dict[str, Any], first: date, last: date) -> None:
    when = only(read_row(**ROW | cells)).event_time
    assert when is not None
    assert (when.earliest, when.latest, when.every) == (first, last, first == last)


def test_the_report_is_of_the_day_on_which_the_row_was_written(read_row: Row) -> None:
    assert read_row(**ROW).published.edtf() == "2017-11-06"
    assert read_row(**ROW | {"timestamp": "2018-01-05 10:00:00"}).published.edtf() == "2018-01-05"
    assert read_row(**ROW | {"timestamp": ""}).published.edtf() == "2017-11-03/.."


def test_the_dead_are_a_number_and_none_is_no_number(read_row: Row) -> None:
    (number,) = only(read_row(**ROW)).quantities
    assert (number.value, number.of) == (4, "killed")
    assert only(read_row(**ROW | {"fatalities": 0})).quantities == ()


@pytest.mark.parametrize(
    ("event", "sub", "notes", "expected"),
    [
        ("Battles", "Armed clash", "", ClaimType.ATTACK),
        ("Battles", "Non-state actor overtakes territory", "", ClaimType.CAPTURE),
        ("Explosions/Remote violence", "Grenade", "", ClaimType.ATTACK),
        ("Violence against civilians", "Attack", "", ClaimType.ATTACK),
        ("Violence against civilians", "Abduction/forced disappearance", "", ClaimType.DETENTION),
        ("Strategic developments", "Agreement", "", ClaimType.TALKS),
        ("Strategic developments", "Arrests", "", ClaimType.DETENTION),
        ("Strategic developments", "Disrupted weapons use", "", ClaimType.CLEARANCE),
        ("Strategic developments", "Headquarters or base established", "", ClaimType.DEPLOYMENT),
        ("Strategic developments", "Non-violent transfer of territory", "", ClaimType.CAPTURE),
        ("Strategic developments", "Change to group/activity", "Troops withdrew from it.", ClaimType.WITHDRAWAL),
        ("Strategic developments", "Change to group/activity", "Troops deployed there.", ClaimType.DEPLOYMENT),
        ("Strategic developments", "Change to group/activity", "A convoy passed.", ClaimType.MOVEMENT),
        ("Strategic developments", "Change to group/activity", "It took another name.", ClaimType.OTHER),
        ("Protests", "Peaceful protest", "", ClaimType.OTHER),
        ("Riots", "Mob violence", "", ClaimType.ATTACK),
    ],
)
def test_types_follow_from_acleds(read_row: Row, event: str, sub: str, notes: str, expected: ClaimType) -> None:
    row = ROW | {"event_type": event, "sub_event_type": sub, "notes": notes or NOTES}
    assert only(read_row(**row)).type is expected


def test_without_notes_the_cells_are_the_words(read_row: Row) -> None:
    claim = only(read_row(**ROW | {"notes": ""}))
    assert "2017-11-03 | 1 | Battles" in claim.quote


def test_mentions_have_the_kind_that_packs_or_acled_give(read_row: Row) -> None:
    kinds = {m.name: m.kind for m in read_row(**ROW | {"actor2": "Hill Brigades"}).mentions}
    assert kinds["Iraqi armed forces"] is Kind.STATE_BODY
    assert kinds["Hill Brigades"] is Kind.ARMED_GROUP
    assert kinds["Al-Qaim"] is Kind.PLACE


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"event_date": "soon"}, "no day in event_date: 'soon'"),
        ({"event_type": "Weather"}, "no event_type of ACLED's: 'Weather'"),
        ({"time_precision": 7}, "time_precision is 1, 2 or 3, not '7'"),
        ({"geo_precision": "x"}, "geo_precision is 1, 2 or 3, not 'x'"),
        ({"latitude": 134}, "latitude lies outside the world: '134'"),
        ({"latitude": "nan"}, "latitude lies outside the world: 'nan'"),
        ({"longitude": "east"}, "longitude is no number: 'east'"),
        ({"longitude": ""}, "one of latitude and longitude is empty"),
        ({"fatalities": "many"}, "fatalities is no number: 'many'"),
    ],
)
def test_a_row_that_makes_no_sense_is_named_and_costs_no_other(
    read_table: Callable[..., list[Any]], cells: dict[str, Any], why: str
) -> None:
    error, good = read_table([ROW | cells, ROW])
    assert isinstance(error, DocumentError)
    assert (error.where, error.why) == ("t.csv:2", why)
    assert len(good.claims) == 2


def test_the_same_row_is_the_same_report_wherever_it_stands(read_table: Callable[..., list[Any]]) -> None:
    (alone,) = read_table([ROW])
    _, after = read_table([ROW | {"event_id_cnty": "IRQ0"}, dict(reversed(ROW.items()))])
    assert alone.document.id == after.document.id


@pytest.mark.parametrize(
    ("words", "entity"),
    [
        ("Military Forces of Iraq (2014-2022)", "iq-armed-forces"),
        ("Military Forces of Iraq (2014-2022) Popular Mobilization Forces", "pmf"),
        ("Islamic State (Iraq)", "isis"),
        ("QSD: Syrian Democratic Forces", "sdf"),
        ("Government of Iraq (2014-2022)", "iq-government"),
        ("Military Forces of Atlantis (2014-)", "name:military forces of atlantis"),
        ("Civilians (Iraq)", "name:civilians (iraq)"),
        ("(2014-2022)", "name:(2014 2022)"),
    ],
)
def test_names_in_acleds_spelling(read_row: Row, words: str, entity: str) -> None:
    assert only(read_row(**ROW | {"actor1": words, "assoc_actor_1": ""})).subjects[0].entity == entity


def test_a_timestamp_that_is_none_is_as_good_as_missing(read_row: Row) -> None:
    for words in ("9" * 30, "soon"):
        assert read_row(**ROW | {"timestamp": words}).published.edtf() == "2017-11-03/.."
