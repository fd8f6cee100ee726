"""A row of Security Force Monitor's sheets: who led what, what belonged to what, what was where; by its source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from khabar.model import ClaimType, DocumentError, Kind, Reading

Row = Callable[..., Reading]
SOURCE = {"source:publication_name": "River Post", "source:published_date": "2014-02"}
POSTING: dict[str, Any] = {
    "person:name": "Sami Odeh",
    "person:posting_unit_name": "Valley Guard",
    "person:posting_role": "Commander",
    "person:posting_first_cited_date": "2012-05-01",
    "person:posting_last_cited_date": "2013-01-09",
    **SOURCE,
}
SITE: dict[str, Any] = {
    "unit:name": "Valley Guard",
    "unit:country": "IQ",
    "unit:site_name": "Al-Qaim",
    "unit:site_latitude": 34.39,
    "unit:site_longitude": 40.99,
    "unit:site_first_cited_date": "2012",
    "unit:site_last_cited_date": "2013-05",
    **SOURCE,
}


def test_a_commander_leads_a_unit_on_every_day_between_two_exact_ones(read_row: Row) -> None:
    reading = read_row(**POSTING)
    (claim,) = reading.claims
    assert (claim.type, str(claim.chain)) == (ClaimType.COMMAND, "River Post ← Security Force Monitor")
    assert (claim.subjects[0].name, claim.objects[0].name) == ("Sami Odeh", "Valley Guard")
    assert claim.event_time is not None
    assert (claim.event_time.earliest, claim.event_time.latest) == (date(2012, 5, 1), date(2013, 1, 9))
    assert claim.event_time.every
    assert claim.quote == "Sami Odeh | Valley Guard | Commander | 2012-05-01 | 2013-01-09"
    assert reading.published.edtf() == "2014-02-01/2014-02-28"
    assert {m.name: m.kind for m in reading.mentions}["Sami Odeh"] is Kind.PERSON


def test_another_post_is_membership(read_row: Row) -> None:
    (claim,) = read_row(**POSTING | {"person:posting_role": "Driver"}).claims
    assert claim.type is ClaimType.MEMBERSHIP


def test_a_unit_at_a_site_between_fuzzy_dates_is_there_on_some_days(read_row: Row) -> None:
    reading = read_row(**SITE)
    (claim,) = reading.claims
    assert (claim.type, claim.subjects[0].name) == (ClaimType.DEPLOYMENT, "Valley Guard")
    assert claim.places[0].entity == "al-qaim"
    assert claim.event_time is not None
    assert claim.event_time.edtf() == "2012-01-01/2013-05-31"
    assert not claim.event_time.every
    assert (reading.places[0].lat, reading.places[0].lon) == (34.39, 40.99)


def test_a_row_may_fill_several_sheets(read_row: Row) -> None:
    reading = read_row(**SITE | {"unit:related_unit": "Hill Command"})
    part, there = reading.claims
    assert (part.type, part.objects[0].name) == (ClaimType.MEMBERSHIP, "Hill Command")
    assert there.type is ClaimType.DEPLOYMENT
    assert all(c.span.of(reading.document.text) == c.quote for c in reading.claims)


def test_what_khabar_wrote_keeps_its_whole_chain_and_its_words(read_row: Row) -> None:
    own = {
        "khabar:chain": "Lina Haddad ← River Post",
        "khabar:quote": "Odeh commands the Guard",
        "khabar:dates": "some day",
    }
    (claim,) = read_row(**POSTING | own).claims
    assert (str(claim.chain), claim.quote) == ("Lina Haddad ← River Post ← khabar", "Odeh commands the Guard")
    assert claim.event_time is not None
    assert not claim.event_time.every


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"person:posting_unit_name": ""}, "no person with a unit, no unit within a unit and none at a site"),
        ({"person:posting_last_cited_date": "2011"}, "the last cited date lies before the first: 2012-05-01, 2011"),
        ({"person:posting_first_cited_date": "spring"}, "not a date: 'spring'; give YYYY, YYYY-MM"),
    ],
)
def test_a_row_that_makes_no_sense_is_named(
    read_table: Callable[..., list[Any]], cells: dict[str, Any], why: str
) -> None:
    error, good = read_table([POSTING | cells, POSTING])
    assert isinstance(error, DocumentError)
    assert error.where == "t.csv:2"
    assert error.why.startswith(why)
    assert isinstance(good, Reading)
