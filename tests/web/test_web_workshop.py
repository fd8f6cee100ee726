"""What is made of a whole record is the same wherever it is made, and is made again when that ends badly."""

from __future__ import annotations

import gc
import gzip
import json
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from khabar.record import Reader, Record
from khabar.web.packed import Packed
from khabar.web.workshop import Shop, Workshop, stamp


@pytest.fixture
def reader() -> Reader:
    """One that has read nothing yet: what it reads with cannot travel to another process."""
    return Reader()


@pytest.fixture
def shop(demo: Path, reader: Reader) -> Iterator[Shop]:
    made = Shop(partial(Record.open, demo, create=False, reader=reader))
    yield made
    made.close()


@pytest.fixture
def now(demo: Path, reader: Reader) -> str:
    with Record.open(demo, create=False, reader=reader) as record:
        return stamp(record)


def test_a_process_of_its_own_makes_the_same(demo: Path, reader: Reader, shop: Shop, now: str) -> None:
    apart = Workshop(partial(Record.open, demo, create=False, reader=reader), apart=True)
    try:
        for name in ("table", "pieces", "counts", "told", "conflicts"):
            assert apart.have(name, now).result() == shop.make(name)
    finally:
        apart.close()


def test_a_process_that_was_killed_is_started_again(demo: Path, reader: Reader, now: str) -> None:
    apart = Workshop(partial(Record.open, demo, create=False, reader=reader), apart=True)
    try:
        apart.have("base", now).result()
        for process in apart.processes():
            process.kill()
            process.join()
        with suppress(BrokenProcessPool):  # whether the first one after it fails hangs on what is noticed when
            apart.have("counts", now).result()
        assert isinstance(apart.have("counts", now).result(), Packed)
    finally:
        apart.close()
        apart.close()


def test_everything_is_made_once_for_a_state_of_the_record(shop: Shop) -> None:
    assert shop.make("base") is shop.make("base")


def test_packed_answers_are_compressed_json(shop: Shop) -> None:
    table = shop.make("table")
    assert gzip.decompress(table.deflated) == table.body
    assert json.loads(table.body)["stamp"] == table.tag


def test_cycles_are_looked_for_again_afterwards(shop: Shop) -> None:
    shop.make("table")
    assert gc.isenabled()
