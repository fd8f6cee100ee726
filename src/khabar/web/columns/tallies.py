"""What the whole record says of each claim, counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from khabar import weigh
from khabar.carried import Carried
from khabar.model import Conflict
from khabar.record import Record


class Tallies(NamedTuple):
    """In the table's order: the conflicts that each claim stands in, and the independent roots that say the same."""

    conflicts: list[int]
    roots: list[int]


def tallies(record: Record, numbers: Mapping[str, int], conflicts: Iterable[Conflict]) -> Tallies:
    """Counted over all claims; `numbers` gives each its place in the table."""
    found = Tallies([0] * len(numbers), [1] * len(numbers))
    for conflict in conflicts:
        for id_ in {claim.id for claim in conflict.claims} & numbers.keys():
            found.conflicts[numbers[id_]] += 1
    taken = Carried(record.judged(), record.knowledge).originals()
    for id_, roots in weigh.backing(record.claims(), taken, record.knowledge).items():
        if id_ in numbers:
            found.roots[numbers[id_]] = roots
    return found
