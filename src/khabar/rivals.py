"""Who else is said to hold what a name holds: which claims of others are read for an answer, and which are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from khabar import weigh
from khabar.judging import Judged
from khabar.model import Claim, ClaimType
from khabar.store import Filter

_CAPTURES = frozenset({ClaimType.CAPTURE})


class Rivals:
    """Reads from a record what others do where somebody holds something."""

    def __init__(self, store: Judged) -> None:
        self._store = store

    def anywhere(self, claims: Iterable[Claim], recorded_by: datetime | None = None) -> list[Claim]:
        """The claims, and those on who holds the places that they are about, of any day."""
        found = {c.id: c for c in claims}
        holding = (c for c in found.values() if c.type in weigh.OF_HOLDERS)
        held = {r.entity for c in holding for r in (*c.objects, *c.places) if r.entity}
        found |= {c.id: c for c in self._on(held, weigh.OF_HOLDERS, recorded_by)}
        return list(found.values())

    def bearing(
        self,
        own: Sequence[Claim],
        days: tuple[date, date],
        held: Callable[[list[Claim]], weigh.Ground],
        recorded_by: datetime | None = None,
    ) -> tuple[list[Claim], weigh.Beside]:
        """The claims that touch a name, and those of others that bear on what it holds on the first of the `days`, as
        known by the second; `held` tells what it may hold by the claims given to it.

        Who takes a place ends what others held there, so captures are read of all that the name is told of with; of
        what it may hold still, all that others do there.
        """
        mine = {c.id: c for c in own}
        places = weigh.spoken_of(own, *days)
        found = mine | {c.id: c for c in self._on(places, _CAPTURES, recorded_by, days[0])}
        ground = held(list(found.values()))
        found |= {c.id: c for c in self._on(ground.sites, weigh.OF_HOLDERS, recorded_by)}
        return list(found.values()), weigh.Beside(frozenset(found.keys() - mine.keys()), ground.keys)

    def _on(
        self,
        places: Iterable[str],
        types: frozenset[ClaimType],
        recorded_by: datetime | None,
        by: date | None = None,
    ) -> Iterable[Claim]:
        found = frozenset(places)
        where = Filter(entities=found, types=types, recorded_by=recorded_by, happened_by=by)
        return self._store.claims(where) if found else ()
