"""Of who holds a site, a record finds what may matter on a day, and leaves the rest unread."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.weigh.making import claim

from khabar.model import Claim, Document, Reading
from khabar.store import Store

OLD = claim("capture", "Wire", who=["Blue Army"], what=["Old Mill"], happened="2018-01-01", out="2018-01-02")
FIRST = claim("control", "Herald", who=["Red Front"], what=["Old Mill"], happened="2020-01-01", out="2020-01-02")
THEN = claim("capture", "Wire", who=["Green Guard"], what=["Old Mill"], happened="2020-02-01", out="2020-02-02")
LAST = claim("capture", "Herald", who=["Blue Army"], what=["Old Mill"], happened="2020-03-01", out="2020-03-02")
ELSEWHERE = claim("capture", "Wire", who=["Blue Army"], what=["East Gate"], happened="2020-03-01", out="2020-03-05")
EVERY = (OLD, FIRST, THEN, LAST, ELSEWHERE)


def clock() -> datetime:
    return datetime(2030, 1, 1, tzinfo=UTC)


def reading_of(told: Claim, reader: str, *claims: Claim) -> Reading:
    return Reading(Document(told.document, "report.txt", "words"), reader, told.reported, claims=claims)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "made.db", clock=clock) as store:
        for told in EVERY:
            store.add(reading_of(told, "one", told), b"words")
    return tmp_path / "made.db"


@pytest.fixture
def store(path: Path) -> Store:
    return Store.open(path, clock=clock)


def taking(store: Store, since: date, by: date, *reports: str) -> set[Claim]:
    return set(store.bearings.taking({"mill": since}, reports, by))


def test_captures_are_found_that_are_later_with_all_by_the_same_party(store: Store) -> None:
    assert taking(store, date(2020, 1, 1), date(2020, 2, 15)) == {THEN}
    assert taking(store, date(2020, 1, 1), date(2020, 3, 15)) == {THEN, LAST, OLD}
    assert taking(store, date(2020, 3, 1), date(2020, 3, 15)) == set()


def test_captures_are_found_by_their_report(store: Store) -> None:
    assert taking(store, date(2021, 1, 1), date(2021, 1, 2), THEN.document) == {THEN}


def test_all_is_found_of_those_who_were_seen_there_lately(store: Store) -> None:
    def holding(since: date, by: date) -> set[Claim]:
        return set(store.bearings.holding(["mill"], since, by))

    assert holding(date(2019, 6, 1), date(2020, 1, 15)) == {FIRST}
    assert holding(date(2020, 1, 15), date(2020, 3, 15)) == {THEN, LAST, OLD}


def test_a_reading_that_makes_no_claim_any_more_is_heeded(store: Store) -> None:
    store.add(reading_of(THEN, "two"), b"words")
    assert taking(store, date(2020, 1, 1), date(2020, 2, 15)) == set()


def test_a_record_of_an_older_khabar_finds_the_same(path: Path) -> None:
    link = sqlite3.connect(path)
    kept = sorted(link.execute("SELECT * FROM bearings"))
    link.execute("DROP TABLE bearings")
    link.execute("UPDATE meta SET value = '4' WHERE key = 'schema'")
    link.commit()
    link.close()
    Store.open(path, clock=clock).close()
    link = sqlite3.connect(path)
    assert sorted(link.execute("SELECT * FROM bearings")) == kept
    assert len(kept) == len(EVERY)
    link.close()
