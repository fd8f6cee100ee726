"""Who else is said to hold what a name holds: which claims of others are read for an answer, and which are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

from khabar import weigh
from khabar.judging import Judged
from khabar.model import Claim, Fluent
from khabar.store import Filter

_FRESH = timedelta(days=weigh.STALE_AFTER[Fluent.HOLDS] or 0)


class Rivals:
    """Reads from a record what others do where somebody holds something."""

    def __init__(self, store: Judged) -> None:
        self._store = store

    def anywhere(self, claims: Iterable[Claim], recorded_by: datetime | None = None) -> list[Claim]:
        """The claims, and those on who holds the places that they are about, of any day."""
        found = {c.id: c for c in claims}
        holding = (c for c in found.values() if c.type in weigh.OF_HOLDERS)
        held = frozenset(r.entity for c in holding for r in (*c.objects, *c.places) if r.entity)
        if held:
            where = Filter(entities=held, types=weigh.OF_HOLDERS, recorded_by=recorded_by)
            found |= {c.id: c for c in self._store.claims(where)}
        return list(found.values())

    def bearing(
        self,
        own: Sequence[Claim],
        on: date,
        lost: Callable[[list[Claim]], weigh.Lost],
        held: Callable[[list[Claim]], weigh.Ground],
        recorded_by: datetime | None = None,
    ) -> tuple[list[Claim], weigh.Beside]:
        """The claims that touch a name, and those of others that bear on what it holds on a day; `lost` tells what
        could end its holds by the claims given to it, `held` what it may hold still.

        Who takes a place ends what others held there, so captures are read that came after the last word of its hold;
        of what it may hold still, what others do there who may hold it too: whom nobody has seen there for so long
        that it would be stale does not.
        """
        mine = {c.id: c for c in own}
        since, reports = lost(list(own))
        taken = self._store.taking(since, reports, on, recorded_by) if since else ()
        found = mine | {c.id: c for c in taken}
        ground = held(list(found.values()))
        if ground.sites:
            fresh = on - min(_FRESH, on - date.min)
            found |= {c.id: c for c in self._store.holding(ground.sites, fresh, on, recorded_by)}
        return list(found.values()), weigh.Beside(frozenset(found.keys() - mine.keys()), ground.keys)
