"""Near-copies in the record: what each text is compared by, and which were found to be alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from khabar.model import BlockKind, NearCopy, Span, When
from khabar.model.rows import when_from_row
from khabar.store.engines import Link
from khabar.store.filter import latest
from khabar.store.schema import stamp

_MOST = 100
"""Texts that a new one is held against, those that share most first. One text can be there ten thousand times (the
same page that could not be loaded): it need not be compared with each."""

_SHARING = f"""
    SELECT d.id, d.text, d.blocks FROM (
        SELECT sketch, count(*) AS many FROM sketch_groups
        WHERE shared IN (SELECT value FROM json_each(?)) GROUP BY sketch ORDER BY many DESC, sketch LIMIT {_MOST}
    ) g CROSS JOIN sketches s ON s.number = g.sketch CROSS JOIN documents d ON d.number = s.edition
    WHERE d.id != ?"""


class Comparing(Protocol):
    """How texts are compared; `METHOD` names it, so that sketches of another one are not mistaken for its own."""

    METHOD: str
    LEAST: float

    def sketch(self, text: str, /) -> tuple[int, ...]:
        """Numbers of which near-copies share one; none for a text that says too little."""
        ...

    def likeness(self, one: str, other: str, /) -> float:
        """How much of two texts is the same, from 0 to 1."""
        ...


@dataclass(frozen=True, slots=True)
class Published:
    """When a report came out, and by whom as far as the report says."""

    when: When
    outlet: str | None


class Copies:
    """The near-copies of a record; it only grows, and the order in which reports were added does not show."""

    def __init__(self, link: Link, clock: Callable[[], datetime]) -> None:
        self._link = link
        self._clock = clock

    def settle(self, comparing: Comparing) -> int:
        """Compares every text that was not yet compared in this way with those that were; gives their number.

        That is the report just added, or, the first time, all of a record in which nothing was compared before.
        """
        waiting = self._waiting(comparing)
        with self._link.told():
            for edition, _ in waiting:
                with self._link.transaction():
                    self._compare(edition, comparing)
        return len(waiting)

    def waits(self, document: str, comparing: Comparing) -> bool:
        """Whether this text (its full id) was kept and not yet compared: the program was killed in between."""
        return any(id_ == document for _, id_ in self._waiting(comparing))

    def _waiting(self, comparing: Comparing) -> list[tuple[int, str]]:
        sql = (
            "SELECT number, id FROM documents WHERE number > "
            "(SELECT coalesce(max(edition), 0) FROM sketches WHERE method = ?) ORDER BY number"
        )
        return [(number, id_) for number, id_ in self._rows(sql, comparing.METHOD)]

    def _compare(self, edition: int, comparing: Comparing) -> None:
        recorded = stamp(self._clock())
        new = "INSERT INTO sketches (edition, method, recorded) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        added = self._link.execute(new, (edition, comparing.METHOD, recorded))
        if not added.rowcount:
            return  # another program has just done it
        one = "SELECT id, text, blocks FROM documents WHERE number = ?"
        id_, *own = self._link.execute(one, (edition,)).fetchone()
        mine = self._words(*own)
        groups = sorted(set(comparing.sketch(mine)))
        for other, *text in self._link.execute(_SHARING, (json.dumps(groups), id_)).fetchall():
            alike = comparing.likeness(mine, self._words(*text))
            if alike >= comparing.LEAST:
                pair = "INSERT INTO copies VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
                self._link.executemany(pair, [(id_, other, alike, recorded), (other, id_, alike, recorded)])
        rows = [(group, added.lastrowid) for group in groups]
        self._link.executemany("INSERT INTO sketch_groups VALUES (?, ?)", rows)

    def of(self, documents: Collection[str], recorded_by: datetime | None = None) -> list[NearCopy]:
        """The pairs that these documents (full ids) are in, those that their copies are in, and so on; sorted, each
        once for each side. With `recorded_by` those found by then."""
        found: set[NearCopy] = set()
        seen: set[str] = set()
        new = set(documents)
        by = "" if recorded_by is None else "AND recorded <= ?"
        until = () if recorded_by is None else (stamp(recorded_by),)
        sql = f"SELECT document, other, likeness FROM copies WHERE document IN (SELECT value FROM json_each(?)) {by}"
        while new:
            seen |= new
            pairs = [NearCopy(*row) for row in self._rows(sql, json.dumps(sorted(new)), *until)]
            found.update(pairs)
            new = {pair.other for pair in pairs} - seen
        return sorted(found)

    def all(self) -> list[NearCopy]:
        """Every pair, once for each side, sorted."""
        return sorted(NearCopy(*row) for row in self._rows("SELECT document, other, likeness FROM copies"))

    def published(self, documents: Collection[str], recorded_by: datetime | None = None) -> dict[str, Published]:
        """When these documents (full ids) came out and where, by their latest readings."""
        found = latest(recorded_by)
        found.add("r.document IN (SELECT value FROM json_each(?))", json.dumps(sorted(documents)))
        sql = (
            "SELECT r.document, r.published, d.outlet "
            f"FROM readings r CROSS JOIN documents d ON d.number = r.edition WHERE {found}"
        )
        rows = self._rows(sql, *found.values)
        return {id_: Published(when_from_row(json.loads(when)), outlet) for id_, when, outlet in rows}

    def _words(self, text: str, blocks: str) -> str:
        """The report's own words, by which it is compared: headline and body, without bylines and furniture."""
        try:
            marked = [(Span(*span), kind) for span, kind, _ in json.loads(blocks)]
        except (ValueError, TypeError) as error:
            raise self._link.damaged(error) from error
        own = [span.of(text) for span, kind in marked if kind in (BlockKind.TITLE, BlockKind.BODY)]
        return "\n".join(own) if own else text

    def _rows(self, sql: str, *values: object) -> Iterator[Any]:
        with self._link.told():
            yield from map(tuple, self._link.execute(sql, values))
