"""A clock that can be told what moment it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime


class Moments:
    """A clock's moments, or, inside `at`, one and the same."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._told: datetime | None = None

    def __call__(self) -> datetime:
        """The present moment."""
        return self._told or self._clock()

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """What is recorded inside is recorded at this moment, or as soon after it as what is recorded already lets."""
        self._told = moment
        try:
            yield
        finally:
            self._told = None
