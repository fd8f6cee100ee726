"""What `khabar watch` has told, and up to where it has looked: rows that are only ever added to."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.store.engines import Link
from khabar.store.schema import stamp


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to which reading (its number) all news of a name were told, and since when the name is watched."""

    reading: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Lately:
    """What came in after a reading: the moment of the first of it, and the reports (full ids) that were not there
    before."""

    began: datetime
    documents: frozenset[str]


class Telling:
    """The memory of who watches a record."""

    def __init__(self, link: Link, clock: Callable[[], datetime]) -> None:
        self._link = link
        self._clock = clock

    def marked(self, name: str) -> Mark | None:
        """How far a name was watched; None where it never was."""
        sql = "SELECT max(reading), min(recorded) FROM watched WHERE name = ?"
        ((reading, since),) = self._rows(sql, name)
        try:
            return None if reading is None else Mark(reading, datetime.fromisoformat(since))
        except (ValueError, TypeError) as error:
            raise self._link.damaged(error) from error

    def mark(self, name: str, reading: int) -> None:
        """Keeps that all news of a name are told up to a reading."""
        row = (name, reading, stamp(self._clock()))
        with self._link.told(), self._link.transaction():
            self._link.execute("INSERT INTO watched (name, reading, recorded) VALUES (?, ?, ?)", row)

    def after(self, reading: int) -> Lately | None:
        """What came in after a reading; None where nothing did. Readings are told apart by their numbers: clocks go
        back, and two programs may write at once."""
        ((began,),) = self._rows("SELECT min(recorded) FROM readings WHERE id > ?", reading)
        if began is None:
            return None
        sql = (
            "SELECT DISTINCT r.document FROM readings r WHERE r.id > ? "
            "AND NOT EXISTS (SELECT 1 FROM readings o WHERE o.document = r.document AND o.id <= ?)"
        )
        new = frozenset(id_ for (id_,) in self._rows(sql, reading, reading))
        return Lately(datetime.fromisoformat(began), new)

    def tell(
        self, names: Mapping[str, str], frame: str, causes: Collection[str], row: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """Keeps that something is told of these names (each with what it is called). Gives the row with those of which
        it was not yet told; None where it was of all.

        It was where the same (`frame`) was told for one of the same claims (`causes`).
        """
        known = "SELECT 1 FROM told WHERE name = ? AND frame = ? AND cause IN (SELECT value FROM json_each(?)) LIMIT 1"
        listed = json.dumps(sorted(causes))
        with self._link.told(), self._link.transaction():
            new = [name for name in names if not self._link.execute(known, (name, frame, listed)).fetchone()]
            given = {**row, "names": [names[name] for name in new]}
            if new:
                kept = json.dumps(given, ensure_ascii=False)
                insert = "INSERT INTO news (row, recorded) VALUES (?, ?)"
                number = self._link.execute(insert, (kept, stamp(self._clock()))).lastrowid
                rows = [(name, frame, cause, number) for name in new for cause in sorted(causes)]
                self._link.executemany("INSERT INTO told (name, frame, cause, news) VALUES (?, ?, ?, ?)", rows)
        return given if new else None

    def all(self) -> Iterator[dict[str, Any]]:
        """All that was told, in its order, each with the moment of telling (`told`)."""
        for row, recorded in self._rows("SELECT row, recorded FROM news ORDER BY number"):
            try:
                yield {**json.loads(row), "told": recorded}
            except (ValueError, TypeError) as error:
                raise self._link.damaged(error) from error

    def counted(self, after: int) -> tuple[int, int]:
        """The number of the last news (0 where nothing was told), and how many there are after a number."""
        ((last, many),) = self._rows(
            "SELECT coalesce(max(number), 0), coalesce(sum(CASE WHEN number > ? THEN 1 ELSE 0 END), 0) FROM news", after
        )
        return last, many

    def latest(self, after: int, most: int) -> list[dict[str, Any]]:
        """So many of what was told last after a number, in its order, each with its `number` and moment (`told`)."""
        sql = "SELECT number, row, recorded FROM news WHERE number > ? ORDER BY number DESC LIMIT ?"
        try:
            found = [{**json.loads(row), "number": n, "told": at} for n, row, at in self._rows(sql, after, most)]
        except (ValueError, TypeError) as error:
            raise self._link.damaged(error) from error
        return found[::-1]

    def has_from(self, address: str) -> bool:
        """Whether a report in the record came from this address."""
        sql = "SELECT 1 FROM custody WHERE whence = ? OR json_extract(said, '$.\"asked for\"') = ? LIMIT 1"
        return any(True for _ in self._rows(sql, address, address))

    def _rows(self, sql: str, *values: object) -> Iterator[Any]:
        with self._link.told():
            yield from map(tuple, self._link.execute(sql, values))
