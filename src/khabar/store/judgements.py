"""What people decided, as rows that are only ever added to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import datetime

from khabar.model import Judgement, UsageError
from khabar.store.engines import Link
from khabar.store.schema import stamp
from khabar.store.stored import insert


class Judgements:
    """The judgements of a record."""

    def __init__(self, link: Link, clock: Callable[[], datetime]) -> None:
        self._link = link
        self._clock = clock

    def add(self, judgement: Judgement) -> bool:
        """Appends a judgement; the same one again adds nothing. Gives whether it is new.

        Raises `UsageError` where `made` has no time zone, or another judgement has this id.
        """
        told_at = replace(judgement, made=datetime.fromisoformat(stamp(judgement.made)))
        with self._link.told(), self._link.transaction():
            same = list(self._where("WHERE id = ?", judgement.id))
            if not same:
                columns = {**asdict(told_at), "made": stamp(told_at.made), "recorded": stamp(self._clock())}
                insert(self._link, "judgements", columns)
            elif same != [told_at]:
                raise UsageError(f"there is another judgement {judgement.id}; give a new id")
        return not same

    def all(self, recorded_by: datetime | None = None) -> Iterator[Judgement]:
        """All judgements in the order of their appending, or those appended by a time; `made` in UTC."""
        if recorded_by is None:
            return self._where("")
        return self._where("WHERE recorded <= ?", stamp(recorded_by))

    def one(self, id: str) -> Judgement:
        """The judgement with this id."""
        (found,) = self._where("WHERE id = ?", id)
        return found

    def _where(self, condition: str, *values: object) -> Iterator[Judgement]:
        sql = f"SELECT id, kind, target, value, reason, by, made FROM judgements {condition} ORDER BY number"
        with self._link.told():
            for id_, kind, target, value, reason, by, made in map(tuple, self._link.execute(sql, values)):
                yield Judgement(id_, kind, target, value, reason, by, datetime.fromisoformat(made))
