"""Custody: each original with who added it, when and whence, in a log that shows when it was tampered with."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from tests.store.behind import REFUSED, changed, tampered
from tests.store.conftest import Clock, Where
from tests.store.test_store_copies import as_first_written

from khabar.store import Entry, Store, entries

Make = Callable[..., Any]
FEED = b"<rss/>"
ENTRY = Entry(
    "https://ledger.example/feed",
    "Mona",
    datetime(2024, 5, 1, 8, tzinfo=UTC),
    {"status": "200"},
    "#1",
    "https://ledger.example/feed",
    hashlib.sha256(FEED).hexdigest(),
    FEED,
)


@pytest.fixture
def add(store: Store, a_document: Make, a_reading: Make) -> Callable[..., str]:
    """Adds a report with this text; gives its id."""

    def added(text: str, entry: Entry | None = None) -> str:
        document = a_document(text)
        store.add(a_reading(document), text.encode(), entry=entry)
        return str(document.id)

    return added


def test_what_was_told_of_an_original_is_kept(store: Store, add: Callable[..., str], clock: Clock) -> None:
    (line,) = store.custody.of(add("One.", ENTRY))
    assert (line.number, line.recorded, line.before) == (1, clock.now, "")
    assert (line.entry.whence, line.entry.by, line.entry.part) == ("https://ledger.example/feed", "Mona", "#1")
    assert (line.entry.obtained, line.entry.said) == (ENTRY.obtained, {"status": "200"})
    assert line.entry.holder == ENTRY.holder


def test_an_original_without_an_entry_is_known_by_its_path(store: Store, add: Callable[..., str]) -> None:
    (line,) = store.custody.of(add("One."))
    assert (line.entry.whence, line.entry.by) == ("report.txt", "")


def test_another_place_is_another_line_and_the_same_place_none(store: Store, add: Callable[..., str]) -> None:
    one = add("One.", ENTRY)
    assert not store.custody.add(one, ENTRY)
    assert store.custody.add(one, Entry("elsewhere.txt", "Salim"))
    assert [line.entry.whence for line in store.custody.of(one)] == ["https://ledger.example/feed", "elsewhere.txt"]


def test_each_line_holds_the_hash_of_the_one_before(store: Store, add: Callable[..., str]) -> None:
    (first,), (second,) = store.custody.of(add("One.")), store.custody.of(add("Two."))
    assert (second.number, second.before) == (2, first.hash)
    found = store.custody.verify()
    assert (found.originals, found.holders, found.lines, found.last) == (2, 0, 2, second.hash)
    assert found.troubles == ()


def test_the_file_around_an_original_is_kept_once(
    store: Store, add: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[bytes] = []

    def compress(data: bytes) -> bytes:
        packed.append(data)
        return zlib.compress(data)

    monkeypatch.setattr(entries, "zlib", SimpleNamespace(compress=compress))
    add("One.", ENTRY)
    add("Two.", ENTRY)
    assert store.custody.verify().holders == 1
    assert packed == [ENTRY.held]  # a table of ten megabytes is not packed again for each of its rows


@pytest.mark.parametrize(
    ("statement", "trouble"),
    [
        (
            "UPDATE originals SET bytes = x'00' WHERE id = (SELECT min(id) FROM originals)",
            "its bytes are not those that were added",
        ),
        ("UPDATE holders SET bytes = (SELECT bytes FROM originals LIMIT 1)", "file around documents"),
        ("UPDATE custody SET by = 'Nobody' WHERE number = 2", "line 2 of the log was changed"),
        ("DELETE FROM custody WHERE number = 2", "the log goes from line 1 to line 3"),
        ("DELETE FROM custody WHERE number = 3", "the log does not know it"),
        ("UPDATE custody SET before = '' WHERE number = 3", "line 3 of the log does not follow"),
    ],
)
def test_tampering_shows(store: Store, path: Where, add: Callable[..., str], statement: str, trouble: str) -> None:
    for text in ("One.", "Two.", "Three."):
        add(text, ENTRY)
    tampered(path, statement)
    assert any(trouble in words for words in store.custody.verify().troubles)


def test_a_log_that_was_cut_off_shows_by_a_hash_noted_elsewhere(
    store: Store, path: Where, add: Callable[..., str]
) -> None:
    add("One.")
    add("Two.")
    noted = store.custody.verify().last
    assert store.custody.verify(noted[:12]).troubles == ()
    tampered(path, "DELETE FROM custody WHERE number = 2")
    assert any("lines were taken away" in words for words in store.custody.verify(noted).troubles)


@pytest.mark.parametrize("table", ["custody", "holders"])
@pytest.mark.parametrize("action", ["DELETE FROM {}", "UPDATE {} SET recorded = ''"])
def test_the_log_only_grows(store: Store, path: Where, add: Callable[..., str], table: str, action: str) -> None:
    add("One.", ENTRY)
    with pytest.raises(REFUSED, match="only grow"):
        changed(path, action.format(table))


def test_an_older_record_gets_a_log_of_what_is_there(three_reports: Store, path: Where, clock: Clock) -> None:
    three_reports.close()
    as_first_written(path)
    with Store.open(path, clock=clock) as opened:
        found = opened.custody.verify()
        assert (found.originals, found.lines) == (3, 3)
        assert {d.document.path for d in opened.documents()} == {
            line.entry.whence for d in opened.documents() for line in opened.custody.of(d.document.id)
        }


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claim_names SET name = 'Nobody' WHERE slot = 'subject'",
        "DELETE FROM claim_names WHERE claim = 2",
        "UPDATE claims SET quote = 'Nothing.' WHERE number = 2",
        "UPDATE documents SET text = 'Nothing.'",
    ],
)
def test_a_claim_that_is_not_as_it_was_read_shows(three_reports: Store, path: Where, statement: str) -> None:
    def told() -> bool:
        return any("it is not as it was read" in words for words in three_reports.custody.verify().troubles)

    assert not told()
    tampered(path, statement)
    assert told()


def test_a_report_is_looked_at_once_however_many_claims_it_has(
    store: Store, a_document: Make, a_claim: Make, a_reading: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def questions(words: int) -> int:
        text = " ".join(f"w{n}x{words}" for n in range(words))
        document = a_document(text)
        store.add(a_reading(document, *(a_claim(document, word) for word in text.split())), text.encode())
        asked: list[str] = []

        def counting(really: Callable[..., Any]) -> Callable[..., Any]:
            def ask(link: Any, sql: str, *given: Any) -> Any:
                asked.append(sql)
                return really(link, sql, *given)

            return ask

        with monkeypatch.context() as patch:
            kind = type(store._link)
            for how in ("execute", "stream"):
                patch.setattr(kind, how, counting(getattr(kind, how)))
            store.custody.verify()
        return len(asked)

    few = questions(1)
    assert questions(60) < few + 10
