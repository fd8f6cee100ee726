"""Who is told to belong to, lead, speak for, back or side with whom, found by the parties that it binds."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date, datetime

from khabar.model import Claim
from khabar.model.ties import ALLIED_WITH
from khabar.store.filter import latest
from khabar.store.grouped import Decode, Rows


class Ties:
    """The ties that claims of a record tell of."""

    def __init__(self, rows: Rows, decode: Decode) -> None:
        self._rows, self._decode = rows, decode

    def among(self, parties: Collection[str], kinds: Collection[str]) -> set[tuple[str, str, str]]:
        """Whom reports tie these parties to (keys of `model.nodes`), by ties of these kinds (`model.ties`), in any
        reading: the party, the kind, the other."""
        of = "IN (SELECT value FROM json_each(?))"
        sql = f"SELECT DISTINCT party, kind, other FROM ties WHERE party {of} AND kind {of}"
        return {(a, b, c) for a, b, c in self._rows(sql, json.dumps(sorted(parties)), json.dumps(sorted(kinds)))}

    def telling(
        self,
        parties: Collection[str],
        known_by: date,
        recorded_by: datetime | None = None,
        siding: Collection[str] | None = None,
        without: Collection[str] = (),
    ) -> Iterator[Claim]:
        """Claims that tell of ties among these parties, possibly reported by that day; of several that tell the same
        of the same days, one. Of who sides with whom only what binds one of `siding`, where it is given. `without` are
        ids of claims to leave out."""
        found = latest(recorded_by)
        listed = json.dumps(sorted(parties))
        if siding is not None:
            among = "IN (SELECT value FROM json_each(?))"
            chosen = json.dumps(sorted(siding))
            found.add(f"(t.kind != ? OR t.party {among} OR t.other {among})", ALLIED_WITH, chosen, chosen)
        if without:
            found.add("c.id NOT IN (SELECT value FROM json_each(?))", json.dumps(sorted(without)))
        telling = (
            "SELECT min(c.id), c.number FROM ties t CROSS JOIN claims c ON c.number = t.claim "
            "CROSS JOIN readings r ON r.id = c.reading WHERE t.party IN (SELECT value FROM json_each(?)) "
            f"AND +t.other IN (SELECT value FROM json_each(?)) AND {found} "
            "AND coalesce(r.published_earliest, '') <= ? "
            "GROUP BY t.party, t.kind, t.other, c.event_earliest, c.event_latest"
        )
        sql = f"SELECT c.row FROM ({telling}) t CROSS JOIN claims c ON c.number = t.number"
        for (row,) in self._rows(sql, listed, listed, *found.values, known_by.isoformat()):
            yield self._decode(row)
