"""A record can be told what moment it is; it never goes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.store.conftest import Clock

from khabar.store import Store

Make = Callable[..., Any]


def test_what_is_added_at_a_moment_has_it(store: Store, clock: Clock, a_document: Make, a_reading: Make) -> None:
    moment = clock() + timedelta(days=3)
    with store.moments.at(moment):
        store.add(a_reading(document := a_document("One.")), b"1")

    assert store.document(document.id).recorded == moment
    assert store.now() >= moment


def test_what_is_there_was_not_there_before(store: Store, clock: Clock, a_document: Make, a_reading: Make) -> None:
    moment = clock()
    with store.moments.at(moment):
        store.add(reading := a_reading(a_document("One.")), b"1")
    id_, reader = reading.document.id, reading.reader

    assert store.has(id_, reader)
    assert not store.has(id_, reader, before=moment)
    assert store.has(id_, reader, before=moment + timedelta(microseconds=1))
