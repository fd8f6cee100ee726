"""What was told of watched names is kept, told once, and known again."""

from __future__ import annotations

from typing import Any

from tests.store.conftest import ARMY, Clock, claim_of, document_of, reading_of

from khabar.store import Entry, Store


def add(store: Store, text: str, entry: Entry | None = None, **more: Any) -> str:
    document = document_of(text)
    store.add(reading_of(document, claim_of(document, text, subjects=(ARMY,)), **more), text.encode(), entry=entry)
    return document.id


def test_a_name_is_watched_from_its_first_mark_on(store: Store, clock: Clock) -> None:
    assert store.telling.marked("mill") is None
    began = clock.now
    store.telling.mark("mill", 0)
    clock.forward(hours=1)
    add(store, "One.")
    store.telling.mark("mill", store.state()[1])
    mark = store.telling.marked("mill")
    assert mark is not None
    assert (mark.reading, mark.since) == (store.state()[1], began)


def test_what_came_after_a_reading_is_the_reports_that_are_new(store: Store, clock: Clock) -> None:
    add(store, "One.")
    seen = store.state()[1]
    assert store.telling.after(seen) is None
    at = clock.forward(hours=1)
    add(store, "One.", reader="rules 2")  # read anew, and no new report
    two = add(store, "Two.")
    lately = store.telling.after(seen)
    assert lately is not None
    assert (lately.began, lately.documents) == (at, frozenset({two}))


def test_the_same_is_told_once_to_each_name(store: Store, clock: Clock) -> None:
    row = {"text": "The mill fell."}
    assert store.telling.tell({"mill": "the mill"}, "fell", ["c1", "c2"], row) == {**row, "names": ["the mill"]}
    assert store.telling.tell({"mill": "the mill"}, "fell", ["c2", "c3"], row) is None
    again = store.telling.tell({"mill": "the mill", "ford": "the ford"}, "fell", ["c2"], row)
    assert again == {**row, "names": ["the ford"]}
    assert [told["names"] for told in store.telling.all()] == [["the mill"], ["the ford"]]
    assert store.telling.counted(0) == (store.telling.counted(1)[0], 2)
    assert [told["names"] for told in store.telling.latest(0, 1)] == [["the ford"]]
    assert {told["told"] for told in store.telling.all()} == {clock.now.isoformat(timespec="microseconds")}


def test_an_address_is_known_again_by_what_was_asked_for(store: Store) -> None:
    add(store, "One.", Entry("https://a.example/1", said={"asked for": "https://b.example/1"}))
    assert store.telling.has_from("https://a.example/1")
    assert store.telling.has_from("https://b.example/1")
    assert not store.telling.has_from("https://c.example/1")
