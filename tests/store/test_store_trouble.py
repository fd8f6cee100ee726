"""What goes wrong with files is said in words that help."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.store.behind import changed, tampered
from tests.store.conftest import Where, on_file

from khabar.model import RecordError
from khabar.store import Store
from khabar.store.engines.sqlite import SqliteLink

Make = Callable[..., Any]


@on_file
def test_a_missing_record_is_not_made_by_reading(path: Path, clock: Any) -> None:
    with pytest.raises(RecordError, match=r"no record at .*khabar.db; add reports first: khabar add …"):
        Store.open(path, clock=clock, create=False)
    assert not path.exists()


def test_a_record_needs_a_folder(tmp_path: Path, clock: Any) -> None:
    with pytest.raises(RecordError, match="no folder"):
        Store.open(tmp_path / "nowhere" / "khabar.db", clock=clock)
    with pytest.raises(RecordError, match="cannot be opened"):
        Store.open(tmp_path, clock=clock)


def test_odd_file_names_are_fine(tmp_path: Path, clock: Any) -> None:
    odd = tmp_path / "a ?mode=memory#100%.db"
    Store.open(odd, clock=clock).close()
    assert odd.stat().st_size > 0


@on_file
def test_a_text_file_is_no_record(path: Path, clock: Any) -> None:
    path.write_text("Monday: rebels hold the hill. " * 100)
    with pytest.raises(RecordError, match="not an SQLite file"):
        Store.open(path, clock=clock)


@on_file
def test_an_empty_file_is_no_record_until_something_is_added(path: Path, clock: Any) -> None:
    path.touch()
    with pytest.raises(RecordError, match="not a khabar record"):
        Store.open(path, clock=clock, create=False)
    with Store.open(path, clock=clock) as store:
        assert list(store.claims()) == []


@on_file
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE meta (key TEXT, value TEXT)",
        "CREATE TABLE recipes (name TEXT)",
    ],
)
def test_another_programs_file_is_left_as_it_is(path: Path, clock: Any, statement: str) -> None:
    write(path, statement)
    before = path.read_bytes()
    with pytest.raises(RecordError, match="SQLite file of something else"):
        Store.open(path, clock=clock)
    assert path.read_bytes() == before


@pytest.mark.parametrize("statement", ["DELETE FROM meta", "UPDATE meta SET value = 'x' WHERE key = 'schema'"])
def test_a_record_says_that_it_is_one(store: Store, path: Where, clock: Any, statement: str) -> None:
    store.close()
    changed(path, statement)
    with pytest.raises(RecordError, match="not a khabar record"):
        Store.open(path, clock=clock)


def test_a_newer_record_asks_for_a_newer_program(store: Store, path: Where, clock: Any) -> None:
    store.close()
    changed(path, "UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(RecordError, match=r"newer khabar .*version 99.*upgrade"):
        Store.open(path, clock=clock)


@on_file
def test_a_locked_record(path: Path, clock: Any, a_document: Make, a_reading: Make) -> None:
    with Store.open(path, clock=clock, patience=0) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert list(store.claims()) == []  # readers go on
        with pytest.raises(RecordError, match="locked by another program"):
            store.add(a_reading(a_document("One.")), b"x")
        other.execute("ROLLBACK")
        other.close()
        assert store.add(a_reading(a_document("One.")), b"x")


def limited(monkeypatch: pytest.MonkeyPatch, pragma: str) -> None:
    """Makes SQLite behave as on a disk with that limit, from the next opening on."""
    really = sqlite3.connect

    def connect(*args: Any, **more: Any) -> sqlite3.Connection:
        link: sqlite3.Connection = really(*args, **more)
        link.execute(pragma)
        return link

    monkeypatch.setattr(sqlite3, "connect", connect)


@on_file
def test_a_full_disk_keeps_what_was_there(
    store: Store,
    path: Path,
    clock: Any,
    monkeypatch: pytest.MonkeyPatch,
    a_document: Make,
    a_reading: Make,
) -> None:
    assert store.add(a_reading(a_document("One.")), b"x")
    store.close()
    limited(monkeypatch, f"PRAGMA max_page_count = {path.stat().st_size // 4096 + 1}")
    with Store.open(path, clock=clock) as full:
        with pytest.raises(RecordError, match="disk is full"):
            full.add(a_reading(a_document("Two. " * 10_000)), bytes(range(256)) * 400)
        assert [d.document.text for d in full.documents()] == ["One."]


@on_file
def test_a_read_only_record(
    store: Store,
    path: Path,
    clock: Any,
    monkeypatch: pytest.MonkeyPatch,
    a_document: Make,
    a_reading: Make,
) -> None:
    store.close()
    limited(monkeypatch, "PRAGMA query_only = ON")
    with (
        Store.open(path, clock=clock) as fixed,
        pytest.raises(RecordError, match="read-only; copy it"),
    ):
        fixed.add(a_reading(a_document("One.")), b"x")


@on_file
def test_a_damaged_file(three_reports: Store, path: Path, clock: Any) -> None:
    three_reports.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(RecordError, match="is damaged; take it from a backup"):
        read_all(path, clock)


def read_all(path: Where, clock: Any) -> None:
    with Store.open(path, clock=clock) as store:
        for claim in store.claims():
            store.claim(claim.id)
        for stored in store.documents():
            store.reading(stored.document.id)
            store.original(stored.document.id)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("claims", "row", "'{'"),
        ("claims", "row", "'{}'"),
        ("documents", "blocks", "'[[1]]'"),
        ("readings", "places", "'[{}]'"),
        ("readings", "mentions", "'[{\"span\": 3}]'"),
        ("originals", "bytes", "x'00'"),
    ],
)
def test_a_damaged_row(three_reports: Store, path: Where, clock: Any, table: str, column: str, value: str) -> None:
    three_reports.close()
    tampered(path, f"UPDATE {table} SET {column} = {value}")
    with pytest.raises(RecordError, match="is damaged"):
        read_all(path, clock)


def test_an_original_that_grows_without_end_is_not_unpacked(
    three_reports: Store, path: Where, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record may be a stranger's."""
    monkeypatch.setattr("khabar.store.stored.MOST_UNPACKED", 2)
    with pytest.raises(RecordError, match=r"is damaged.*grows without end"):
        read_all(path, clock)
    assert len(three_reports.custody.verify().troubles) == 3


def test_damaged_places_are_told_on_the_map_too(three_reports: Store, path: Where) -> None:
    tampered(path, "UPDATE readings SET places = '[{}]'")
    with pytest.raises(RecordError, match="is damaged"):
        list(three_reports.located())


def test_a_closed_record_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(RecordError, match="closed"):
        list(store.claims())


def test_an_error_that_ended_the_transaction_is_the_one_that_is_told() -> None:
    link = sqlite3.connect(":memory:", isolation_level=None, factory=SqliteLink)
    link.execute("CREATE TABLE one (n NOT NULL)")
    with pytest.raises(sqlite3.IntegrityError), link.transaction():
        # OR ROLLBACK does here what a full disk can do: end the transaction by itself.
        link.execute("INSERT OR ROLLBACK INTO one VALUES (NULL)")
    link.close()


def write(path: Path, *statements: str) -> None:
    link = sqlite3.connect(path)
    for statement in statements:
        link.execute(statement)
    link.commit()
    link.close()
