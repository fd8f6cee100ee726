"""Who else is said to hold what a name holds: which claims of others are read for an answer, and which are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from khabar import weigh
from khabar.model import Claim, ClaimType
from khabar.store import Filter, SqliteStore

_CAPTURES = frozenset({ClaimType.CAPTURE})


_FirstTold = Callable[[list[Claim]], list[Claim]]


class Rivals:
    """Reads from a record what others do where somebody holds something."""

    def __init__(self, store: SqliteStore) -> None:
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
        held: Callable[[list[Claim]], weigh.Ground],
        first_told: _FirstTold,
        recorded_by: datetime | None = None,
    ) -> tuple[list[Claim], weigh.Beside]:
        """The claims that touch a name, and those of others that bear on what it holds; `held` tells what that is by
        claims as `first_told`.

        Who takes a place ends what others held there, so captures are read of all that the name is told to have held;
        of what it may hold still, all that others do there.
        """
        mine = {c.id: c for c in own}
        ground = held(first_told(list(own)))
        found = mine | {c.id: c for c in self._on(ground.places, _CAPTURES, recorded_by)}
        if len(found) > len(mine):
            ground = held(first_told(list(found.values())))
        found |= {c.id: c for c in self._on(ground.sites, weigh.OF_HOLDERS, recorded_by)}
        return list(found.values()), weigh.Beside(frozenset(found.keys() - mine.keys()), ground.keys)

    def _on(self, places: Iterable[str], types: frozenset[ClaimType], recorded_by: datetime | None) -> Iterable[Claim]:
        found = frozenset(places)
        return self._store.claims(Filter(entities=found, types=types, recorded_by=recorded_by)) if found else ()
