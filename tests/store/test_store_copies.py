"""Near-copies in the record: found once, kept, whatever the order in which reports came."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from tests.store.behind import REFUSED, changed, tampered
from tests.store.conftest import Where, on_file, reading_of

from khabar.model import Block, BlockKind, NearCopy, RecordError, Ref, Span
from khabar.store import SqliteStore
from khabar.store.schema import SCHEMA

Make = Callable[..., Any]


class ByWords:
    """Compares texts by their words: texts that share a word are held against each other."""

    METHOD = "by words 1"
    LEAST = 0.5

    def __init__(self) -> None:
        self.sketched: list[str] = []
        self.held: list[tuple[str, str]] = []

    def sketch(self, text: str, /) -> tuple[int, ...]:
        self.sketched.append(text)
        return tuple(sum(map(ord, word)) for word in text.split())

    def likeness(self, one: str, other: str, /) -> float:
        self.held.append((one, other))
        ours, theirs = set(one.split()), set(other.split())
        return len(ours & theirs) / len(ours | theirs)


FIRST, COPY, OTHER = "red men took mill", "red men took hill", "blue ship sails"


def pairs(store: SqliteStore) -> set[tuple[str, str]]:
    texts = {d.document.id: d.document.text for d in store.documents()}
    return {(texts[p.document], texts[p.other]) for p in store.copies.all()}


def test_near_copies_are_found_whatever_the_order(
    place: Callable[[], Where], clock: Any, a_document: Make, a_reading: Make
) -> None:
    for order in permutations([FIRST, COPY, OTHER]):
        with SqliteStore.open(place(), clock=clock) as store:
            for text in order:
                store.add(a_reading(a_document(text)), text.encode())
                assert store.copies.settle(ByWords()) == 1
            assert pairs(store) == {(FIRST, COPY), (COPY, FIRST)}


def test_a_report_is_compared_once_and_only_with_what_it_shares(
    store: SqliteStore, a_document: Make, a_reading: Make
) -> None:
    comparing = ByWords()
    for text in (FIRST, OTHER, COPY):
        store.add(a_reading(a_document(text)), text.encode())
        store.copies.settle(comparing)
    assert store.copies.settle(comparing) == 0
    assert comparing.sketched == [FIRST, OTHER, COPY]
    assert comparing.held == [(COPY, FIRST)]


def test_another_way_of_comparing_starts_anew_and_forgets_nothing(
    store: SqliteStore, a_document: Make, a_reading: Make
) -> None:
    for text in (FIRST, COPY):
        store.add(a_reading(a_document(text)), text.encode())
    assert store.copies.settle(ByWords()) == 2
    newer = ByWords()
    newer.METHOD = "by words 2"
    newer.LEAST = 0.9
    assert store.copies.settle(newer) == 2
    assert pairs(store) == {(FIRST, COPY), (COPY, FIRST)}


def test_only_the_reports_own_words_are_compared(store: SqliteStore, a_document: Make, a_reading: Make) -> None:
    comparing = ByWords()
    document = a_document("red men\n\nread more here")
    blocks = (Block(Span(0, 7), BlockKind.BODY), Block(Span(9, 23), BlockKind.BOILERPLATE))
    store.add(a_reading(replace(document, blocks=blocks)), b"x")
    store.copies.settle(comparing)
    assert comparing.sketched == ["red men"]


def test_a_better_reading_of_a_report_is_no_copy_of_it(store: SqliteStore, a_document: Make, a_reading: Make) -> None:
    document = a_document(FIRST)
    store.add(a_reading(document), b"x")
    store.add(a_reading(replace(document, title="Found later"), reader="rules 2"), b"x")
    store.copies.settle(ByWords())
    assert store.copies.all() == []


def test_the_copies_of_copies_come_along(store: SqliteStore, a_document: Make, a_reading: Make) -> None:
    chain = ("a b c d", "b c d e", "c d e f", "x y")
    documents = {text: a_document(text) for text in chain}
    for text, document in documents.items():
        store.add(a_reading(document, day=date(2024, 5, 1)), text.encode())
    store.copies.settle(ByWords())
    found = store.copies.of([documents["a b c d"].id])
    assert {p.document for p in found} == {documents[text].id for text in chain[:3]}
    assert NearCopy(documents["a b c d"].id, documents["b c d e"].id, 0.6) in found
    out = store.copies.published([documents["x y"].id])
    assert out[documents["x y"].id].when.latest == date(2024, 5, 1)


def test_the_same_page_a_thousand_times_is_not_held_against_all_of_them(
    store: SqliteStore, a_document: Make, a_reading: Make
) -> None:
    comparing = ByWords()
    for number in range(130):
        store.add(a_reading(a_document(f"page not found {number:c<5}")), str(number).encode())
    store.copies.settle(comparing)
    held = [one for one, _ in comparing.held]
    assert max(map(held.count, held)) == 100


def as_first_written(path: Path) -> None:
    """Takes from a record what the first version of the tables did not have."""
    link = sqlite3.connect(path)
    for version in (5, 4, 3, 2):
        take_back(link, version)
    link.commit()
    link.close()


ADDED = {
    5: ("bearings",),
    4: ("told", "news", "watched"),
    3: ("custody", "holders"),
    2: ("sketch_groups", "sketches", "copies", "ties", "spellings"),
}
"""The tables that each version brought."""


def take_back(link: sqlite3.Connection, version: int) -> None:
    """Makes a record of one version one of the version before."""
    if version == 4:
        link.execute("DROP INDEX custody_from")
        link.execute("DROP INDEX custody_asked_for")
    for table in ADDED[version]:
        link.execute(f"DROP TABLE {table}")
    if version == 3:
        link.execute("ALTER TABLE documents DROP COLUMN language")
    link.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(version - 1),))


@on_file
class TestOlderRecords:
    def test_what_they_hold_stays_and_is_compared(self, three_reports: SqliteStore, path: Path, clock: Any) -> None:
        before = list(three_reports.claims())
        three_reports.close()
        as_first_written(path)
        with SqliteStore.open(path, clock=clock, create=False) as opened:
            assert list(opened.claims()) == before
            assert opened.copies.all() == []
            assert opened.copies.settle(ByWords()) == 3
        link = sqlite3.connect(path)
        assert link.execute("SELECT value FROM meta WHERE key = 'schema'").fetchall() == [(str(SCHEMA),)]
        link.close()

    def test_their_tables_become_those_of_a_new_record(
        self, three_reports: SqliteStore, path: Path, clock: Any, tmp_path: Path
    ) -> None:
        three_reports.close()
        as_first_written(path)
        SqliteStore.open(path, clock=clock).close()
        SqliteStore.open(tmp_path / "new.db", clock=clock).close()
        assert tables(path) == tables(tmp_path / "new.db")

    @pytest.mark.parametrize("left", [2, 3, 4])
    def test_those_of_each_version_between_do_too(
        self, left: int, three_reports: SqliteStore, path: Path, clock: Any, tmp_path: Path
    ) -> None:
        claims = list(three_reports.claims())
        three_reports.close()
        link = sqlite3.connect(path)
        for version in range(SCHEMA, left, -1):
            take_back(link, version)
        link.commit()
        link.close()
        with SqliteStore.open(path, clock=clock, create=False) as opened:
            assert list(opened.claims()) == claims
            assert opened.telling.marked("mill") is None
        SqliteStore.open(tmp_path / "new.db", clock=clock).close()
        assert tables(path) == tables(tmp_path / "new.db")


def tables(path: Path) -> set[tuple[str, str]]:
    link = sqlite3.connect(path)
    found = set(link.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))
    link.close()
    return found


@pytest.mark.parametrize("table", ["sketches", "sketch_groups", "copies", "spellings"])
def test_near_copies_only_grow(table: str, store: SqliteStore, path: Where, a_document: Make, a_claim: Make) -> None:
    for text in (FIRST, COPY):
        document = a_document(text)
        store.add(reading_of(document, a_claim(document, text, subjects=(Ref("Red", "Red"),))), text.encode())
    store.copies.settle(ByWords())
    with pytest.raises(REFUSED, match="only grow"):
        changed(path, f"DELETE FROM {table}")


def test_damaged_blocks_are_told(store: SqliteStore, path: Where, a_document: Make, a_reading: Make) -> None:
    store.add(a_reading(a_document(FIRST)), b"x")
    tampered(path, "UPDATE documents SET blocks = '[[1]]'")
    with pytest.raises(RecordError, match="is damaged"):
        store.copies.settle(ByWords())
