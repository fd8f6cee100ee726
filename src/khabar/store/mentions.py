"""How often everybody and everything is mentioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from khabar.model import Kind
from khabar.model.names import fold

_KEY = "CASE WHEN m.entity IS NULL THEN 'name ' || m.folded ELSE 'entity ' || m.entity END"
MENTIONS = f"SELECT {_KEY}, m.* FROM readings r JOIN mention_counts m ON m.reading = r.id WHERE {{}} ORDER BY 1"
"""Gives what `counted` takes; the condition chooses readings `r`."""

Called = Callable[[str | None, str], tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class MentionCount:
    """How often an entity, or a name that was not resolved, is mentioned, in how many documents, as what.

    `name` is the one used most; `kinds` come with their numbers, most frequent first.
    """

    name: str
    entity: str | None
    mentions: int
    documents: int
    kinds: tuple[tuple[Kind, int], ...]


def counted(rows: Iterable[Sequence[Any]], called: Called | None = None) -> list[MentionCount]:
    """The counts of the rows that `MENTIONS` gives, most mentioned first; `called` says under which id and name each
    is."""
    if called is not None:
        rows = sorted((_renamed(row, called) for row in rows), key=itemgetter(0))
    counts = [_mention_count([row[1:] for row in same]) for _, same in groupby(rows, key=itemgetter(0))]
    return sorted(counts, key=lambda c: (-c.mentions, c.name, c.entity or ""))


def _renamed(row: Sequence[Any], called: Called) -> Sequence[Any]:
    _, reading, entity, _, name, kind, number = row
    now, new = called(entity, name)
    if (now, new) == (entity, name):
        return row
    return (f"name {fold(new)}" if now is None else f"entity {now}", reading, now, fold(new), new, kind, number)


def _mention_count(rows: Sequence[Sequence[Any]]) -> MentionCount:
    """One count of rows of mention_counts that all are of the same entity or name."""
    names, kinds = Counter[str](), Counter[str]()
    for _, _, _, name, kind, n in rows:
        names[name] += n
        kinds[kind] += n
    most = min(names, key=lambda name: (-names[name], name))
    ordered = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    documents = len({row[0] for row in rows})
    return MentionCount(most, rows[0][1], names.total(), documents, tuple((Kind(k), n) for k, n in ordered))
