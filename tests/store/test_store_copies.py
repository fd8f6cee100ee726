"""Near-copies in the record: found once, kept, whatever the order in which reports came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from tests.store.behind import REFUSED, changed, tampered
from tests.store.conftest import Where, reading_of

from khabar.model import Block, BlockKind, NearCopy, RecordError, Ref, Span
from khabar.store import Store
from khabar.store.engines import is_server
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


def pairs(store: Store) -> set[tuple[str, str]]:
    texts = {d.document.id: d.document.text for d in store.documents()}
    return {(texts[p.document], texts[p.other]) for p in store.copies.all()}


def test_near_copies_are_found_whatever_the_order(
    place: Callable[[], Where], clock: Any, a_document: Make, a_reading: Make
) -> None:
    for order in permutations([FIRST, COPY, OTHER]):
        with Store.open(place(), clock=clock) as store:
            for text in order:
                store.add(a_reading(a_document(text)), text.encode())
                assert store.copies.settle(ByWords()) == 1
            assert pairs(store) == {(FIRST, COPY), (COPY, FIRST)}


def test_a_report_is_compared_once_and_only_with_what_it_shares(
    store: Store, a_document: Make, a_reading: Make
) -> None:
    comparing = ByWords()
    for text in (FIRST, OTHER, COPY):
        store.add(a_reading(a_document(text)), text.encode())
        store.copies.settle(comparing)
    assert store.copies.settle(comparing) == 0
    assert comparing.sketched == [FIRST, OTHER, COPY]
    assert comparing.held == [(COPY, FIRST)]


def test_another_way_of_comparing_starts_anew_and_forgets_nothing(
    store: Store, a_document: Make, a_reading: Make
) -> None:
    for text in (FIRST, COPY):
        store.add(a_reading(a_document(text)), text.encode())
    assert store.copies.settle(ByWords()) == 2
    newer = ByWords()
    newer.METHOD = "by words 2"
    newer.LEAST = 0.9
    assert store.copies.settle(newer) == 2
    assert pairs(store) == {(FIRST, COPY), (COPY, FIRST)}


def test_only_the_reports_own_words_are_compared(store: Store, a_document: Make, a_reading: Make) -> None:
    comparing = ByWords()
    document = a_document("red men\n\nread more here")
    blocks = (Block(Span(0, 7), BlockKind.BODY), Block(Span(9, 23), BlockKind.BOILERPLATE))
    store.add(a_reading(replace(document, blocks=blocks)), b"x")
    store.copies.settle(comparing)
    assert comparing.sketched == ["red men"]


def test_a_better_reading_of_a_report_is_no_copy_of_it(store: Store, a_document: Make, a_reading: Make) -> None:
    document = a_document(FIRST)
    store.add(a_reading(document), b"x")
    store.add(a_reading(replace(document, title="Found later"), reader="rules 2"), b"x")
    store.copies.settle(ByWords())
    assert store.copies.all() == []


def test_the_copies_of_copies_come_along(store: Store, a_document: Make, a_reading: Make) -> None:
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
    store: Store, a_document: Make, a_reading: Make
) -> None:
    comparing = ByWords()
    for number in range(130):
        store.add(a_reading(a_document(f"page not found {number:c<5}")), str(number).encode())
    store.copies.settle(comparing)
    held = [one for one, _ in comparing.held]
    assert max(map(held.count, held)) == 100


def as_first_written(path: Where) -> None:
    """Takes from a record what the first version of the tables did not have."""
    take_back(path, 1)


ADDED = {
    5: ("bearings",),
    4: ("told", "news", "watched"),
    3: ("custody", "holders"),
    2: ("sketch_groups", "sketches", "copies", "ties", "spellings"),
}
"""The tables that each version brought."""


def take_back(path: Where, to: int) -> None:
    """Makes a record of the present version one of an earlier version."""
    for version in range(SCHEMA, to, -1):
        statements = [f"DROP TABLE {table}" for table in ADDED[version]]
        if version == 4:
            statements += ["DROP INDEX custody_from", "DROP INDEX custody_asked_for"]
        if version == 3:
            statements.append("ALTER TABLE documents DROP COLUMN language")
        changed(path, *statements, f"UPDATE meta SET value = '{version - 1}' WHERE key = 'schema'")


class TestOlderRecords:
    def test_what_they_hold_stays_and_is_compared(self, three_reports: Store, path: Where, clock: Any) -> None:
        before = list(three_reports.claims())
        three_reports.close()
        as_first_written(path)
        with Store.open(path, clock=clock, create=False) as opened:
            assert list(opened.claims()) == before
            assert opened.copies.all() == []
            assert opened.copies.settle(ByWords()) == 3
        assert changed(path, "SELECT value FROM meta WHERE key = 'schema'") == [(str(SCHEMA),)]

    @pytest.mark.parametrize("left", range(1, SCHEMA))
    def test_their_tables_become_those_of_a_new_record(
        self, left: int, three_reports: Store, path: Where, clock: Any, place: Callable[[], Where]
    ) -> None:
        claims = list(three_reports.claims())
        three_reports.close()
        take_back(path, left)
        with Store.open(path, clock=clock, create=False) as opened:
            assert list(opened.claims()) == claims
            assert opened.telling.marked("mill") is None
        Store.open(new := place(), clock=clock).close()
        assert tables(path) == tables(new) != set()


def tables(path: Where) -> set[tuple[Any, ...]]:
    if not is_server(path):
        return set(changed(path, "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))
    columns = "table_name, column_name, data_type, collation_name, is_nullable, is_identity"
    kinds = (
        f"SELECT {columns} FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT tgname, tgrelid::regclass::text, tgtype FROM pg_trigger WHERE NOT tgisinternal",
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    )
    return {row for kind in kinds for row in changed(path, kind)}


@pytest.mark.parametrize("table", ["sketches", "sketch_groups", "copies", "spellings"])
def test_near_copies_only_grow(table: str, store: Store, path: Where, a_document: Make, a_claim: Make) -> None:
    for text in (FIRST, COPY):
        document = a_document(text)
        store.add(reading_of(document, a_claim(document, text, subjects=(Ref("Red", "Red"),))), text.encode())
    store.copies.settle(ByWords())
    with pytest.raises(REFUSED, match="only grow"):
        changed(path, f"DELETE FROM {table}")


def test_damaged_blocks_are_told(store: Store, path: Where, a_document: Make, a_reading: Make) -> None:
    store.add(a_reading(a_document(FIRST)), b"x")
    tampered(path, "UPDATE documents SET blocks = '[[1]]'")
    with pytest.raises(RecordError, match="is damaged"):
        store.copies.settle(ByWords())
