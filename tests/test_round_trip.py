"""What is written in another's columns and taken in again is the same occurrence; entities are taken as they are."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.export import ftm_library

from khabar.answers.giving import beside
from khabar.export import write, write_events
from khabar.model import Claim, ClaimType, Event, Modality
from khabar.record import Record
from khabar.store import Filter

REPORTS = Path(__file__).parents[1] / "demo" / "reports"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("demo") / "demo.db") as record:
        list(record.add([str(REPORTS)]))
        yield record


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "other.db") as other:
        yield other


def test_entities_of_follow_the_money(record: Record) -> None:
    out = io.StringIO()
    assert write("ftm", record.claims(), out, beside(record)) > 100
    ftm_library.taken([json.loads(line) for line in out.getvalue().splitlines()])


def _names(refs: tuple[object, ...]) -> set[str]:
    return {getattr(ref, "name", "") for ref in refs}


def test_occurrences_in_acleds_columns(record: Record, other: Record) -> None:
    table = io.StringIO(newline="")
    written = write_events("acled", record.events(), table, beside(record))
    table.seek(0)
    added = list(other.take_sheet(table, "events.csv"))
    table.seek(0)
    assert not any(a.new for a in other.take_sheet(table, "events.csv"))

    assert [a.error for a in added] == [None] * written
    before = {event.id: event for event in record.events()}
    places = beside(record).located
    after = {claim.id: event for event in other.events() for claim in event.claims}
    assert len(after) >= written
    for claim in other.claims():
        id_ = other.store.document(claim.document).document.path.partition(":KHB")[2]
        event = before[id_]
        located = {places[r.entity].name for r in event.places if r.entity and r.entity in places}
        same(claim, event, after[claim.id].family, located)


def same(claim: Claim, event: Event, family: str, located: set[str]) -> None:
    """The claim tells what the event told."""
    assert claim.event_time is not None
    assert (claim.event_time.earliest, claim.event_time.latest) == (event.when.earliest, event.when.latest)
    assert family == event.family
    assert _names(claim.subjects) == _names(event.actors)
    assert _names(claim.objects) - _names(claim.places) == _names(event.others)
    assert bool(claim.places) == bool(event.places)
    assert _names(claim.places) <= located | {"; ".join(sorted(r.name for r in event.places))} or not located


def test_ties_in_the_monitors_columns(record: Record, other: Record) -> None:
    told = Filter(
        types=frozenset({ClaimType.COMMAND, ClaimType.MEMBERSHIP, ClaimType.DEPLOYMENT}),
        modalities=frozenset({Modality.ASSERTED}),
    )
    table = io.StringIO(newline="")
    assert write("sfm", record.claims(told), table, beside(record)) > 10
    table.seek(0)
    assert [a.error for a in other.take_sheet(table, "sheets.csv") if a.error] == []

    before = {claim.quote: claim for claim in record.claims(told)}
    for claim in other.claims():
        was = before[claim.quote]
        assert str(claim.chain) == f"{was.chain} ← khabar"
        assert claim.subjects + claim.objects != ()
        assert {claim.type, was.type} <= {ClaimType.COMMAND, ClaimType.MEMBERSHIP} or claim.type is was.type
