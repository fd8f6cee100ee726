"""A record of the newsroom's three reports, and a clock that goes on a minute at each look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.cli.newsroom import readings

from khabar.record import Reader, Record
from khabar.store import Store

START = datetime(2024, 5, 1, tzinfo=UTC)


class Clock:
    """Each look is a minute later than the one before."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


def filled(path: Path, reader: Reader, clock: Callable[[], datetime]) -> Record:
    """A new record at `path` with the newsroom's reports."""
    store = Store.open(path, clock=clock)
    for reading in readings():
        store.add(reading, reading.document.text.encode())
    return Record(store, reader)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def record(tmp_path: Path, reader: Reader, clock: Clock) -> Iterator[Record]:
    with filled(tmp_path / "khabar.db", reader, clock) as record:
        yield record
