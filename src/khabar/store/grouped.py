"""Claims in groups that can be compared: by report, and by the things and places that reports share."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from khabar.model import Claim, ClaimType, Modality
from khabar.store.filter import Filter, latest

Rows = Callable[..., Iterator[Any]]
"""Runs a query with its values."""
Decode = Callable[[str], Claim]

_NUMBERS = "instr(c.row, '\"quantities\":[{') > 0"
_DENIED = Modality.DENIED.value
_AT_ONCE = 20_000


def by_report(rows: Rows, decode: Decode, documents: Collection[str] | None = None) -> Iterator[list[Claim]]:
    """Of each report (or of some) the claims with numbers, the denials, and what is of a type that is denied in it;
    reports with none of these are left out."""
    found = latest(None)
    if documents is not None:
        found.add("r.document IN (SELECT value FROM json_each(?))", json.dumps(sorted(documents)))
    denied = defaultdict(set)
    for reading, kind in rows("SELECT reading, type FROM claims WHERE modality = ?", _DENIED):
        denied[reading].add(kind)
    found.add(f"({_NUMBERS} OR c.reading IN (SELECT value FROM json_each(?)))", json.dumps(sorted(denied)))
    sql = (
        f"SELECT c.reading, c.type, {_NUMBERS}, c.row FROM claims c JOIN readings r ON r.id = c.reading "
        f"WHERE {found} ORDER BY c.number"
    )
    for reading, group in groupby(rows(sql, *found.values), key=itemgetter(0)):
        wanted = denied.get(reading, ())
        claims = [decode(row) for _, kind, numbers, row in group if numbers or kind in wanted]
        if claims:
            yield claims


def by_thing(
    rows: Rows, decode: Decode, types: Collection[ClaimType], nowhere: Collection[str]
) -> Iterator[tuple[str, list[Claim]]]:
    """Claims by the id of an object or place that at least two of them share: those of the types, those with numbers,
    the denials, and what is of a type that is denied there. To share one of `nowhere` as a place is to share none."""
    denied = dict(rows("SELECT number, type FROM claims WHERE modality = ?", _DENIED))
    sql = (
        "SELECT entity, slot, claim FROM claim_names WHERE entity IS NOT NULL AND slot IN ('object', 'place') "
        "ORDER BY entity"
    )
    for entity, group in groupby(rows(sql), key=itemgetter(0)):
        numbers = sorted({n for _, slot, n in group if slot == "object" or entity not in nowhere})
        if len(numbers) < 2 or entity.startswith("doc:"):
            continue
        wanted = {t.value for t in types} | {denied[n] for n in numbers if n in denied}
        claims = [decode(row) for row in _chosen(rows, numbers, wanted)]
        if len(claims) > 1:
            yield entity, claims


def with_same_reports(
    read: Callable[[Filter], Iterable[Claim]],
    claims: Iterable[Claim],
    types: frozenset[ClaimType],
    recorded_by: datetime | None,
) -> list[Claim]:
    """The claims, and all others of these types in the reports that have one of such a type among them."""
    found = {c.id: c for c in claims}
    for document in sorted({c.document for c in found.values() if c.type in types}):
        beside = Filter(document=document, types=types, recorded_by=recorded_by)
        found |= {c.id: c for c in read(beside)}
    return list(found.values())


def _chosen(rows: Rows, numbers: list[int], types: Collection[str]) -> Iterator[str]:
    found = latest(None)
    sql = (
        "SELECT c.number, c.row FROM claims c CROSS JOIN readings r ON r.id = c.reading "
        "WHERE c.number IN (SELECT value FROM json_each(?)) "
        f"AND (c.type IN (SELECT value FROM json_each(?)) OR {_NUMBERS}) AND {found}"
    )
    kinds = json.dumps(sorted(types))
    for start in range(0, len(numbers), _AT_ONCE):
        part = json.dumps(numbers[start : start + _AT_ONCE])
        for _, row in sorted(rows(sql, part, kinds, *found.values), key=itemgetter(0)):
            yield row
