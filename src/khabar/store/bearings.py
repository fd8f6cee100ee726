"""Who is told to hold a site, as far as it can matter on a day: of places that reports tell of a thousand times not all
is read."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from khabar.model import Claim, ClaimType
from khabar.store.filter import latest
from khabar.store.grouped import Decode, Rows

_CAPTURE = ClaimType.CAPTURE.value

_TAKING = f"""
    SELECT DISTINCT b.claim FROM json_each(?) s CROSS JOIN bearings b ON b.site = s.key
    WHERE b.type = '{_CAPTURE}' AND EXISTS (
        SELECT 1 FROM bearings n WHERE n.site = b.site AND n.party = b.party AND n.type = '{_CAPTURE}'
        AND ((n.latest > s.value AND n.earliest <= ?) OR n.reading IN (
            SELECT o.id FROM json_each(?) d CROSS JOIN readings o ON o.document = d.value)))"""

_HOLDING = """
    SELECT DISTINCT b.claim FROM json_each(?) s CROSS JOIN bearings b ON b.site = s.value
    WHERE EXISTS (
        SELECT 1 FROM bearings n WHERE n.site = b.site AND n.party = b.party AND n.latest >= ? AND n.earliest <= ?)"""


class Bearings:
    """The claims on who holds what, by site. What one party is told to do at a site is read together or not at all:
    each of it can make the rest old, denied or another's words."""

    def __init__(self, rows: Rows, decode: Decode) -> None:
        self._rows, self._decode = rows, decode

    def taking(
        self,
        since: Mapping[str, date],
        reports: Collection[str],
        by: date,
        recorded_by: datetime | None = None,
    ) -> Iterator[Claim]:
        """Captures of sites (ids) by those who may have taken each later than its day in `since`, and by the day `by`;
        or who are told to have taken it in one of these `reports` (full ids). None is told to be later than `by`."""
        last = by.isoformat()
        later = json.dumps({site: day.isoformat() for site, day in since.items()})
        yield from self._chosen(_TAKING, (later, last, json.dumps(sorted(reports))), recorded_by, last)

    def holding(
        self, sites: Collection[str], since: date, by: date, recorded_by: datetime | None = None
    ) -> Iterator[Claim]:
        """All on the sites (ids) of those of whom something is told there that may be of the days from `since` to
        `by`."""
        values = json.dumps(sorted(sites)), since.isoformat(), by.isoformat()
        yield from self._chosen(_HOLDING, values, recorded_by)

    def _chosen(
        self, numbers: str, values: tuple[str, ...], recorded_by: datetime | None, by: str | None = None
    ) -> Iterator[Claim]:
        found = latest(recorded_by)
        if by is not None:
            found.add("coalesce(c.event_earliest, '') <= ?", by)
        sql = (
            f"SELECT c.row FROM ({numbers}) h CROSS JOIN claims c ON c.number = h.claim "
            f"CROSS JOIN readings r ON r.id = c.reading WHERE {found}"
        )
        for (row,) in self._rows(sql, *values, *found.values):
            yield self._decode(row)
