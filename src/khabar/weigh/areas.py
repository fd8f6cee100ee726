"""Which places are sites, that one party holds whole, and which are areas, that can be held in parts."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Knowledge, Place, Ref
from khabar.weigh import kept
from khabar.weigh.nodes import bare, node

AREAS = frozenset(
    "border province country region district river sea lake island mountains desert road".split(),
)
"""Kinds of places in packs that are areas."""

AREA_WORDS = frozenset(
    "border borders frontier province governorate region regions territory area areas "
    "desert countryside river road front country borderline borderland borderlands".split()
)
"""Words in the name of a place that no pack knows by which it is an area."""

_EVERYWHERE = frozenset({"country", "region"})


@kept.kept
def _everywhere(rows: Sequence[Place]) -> frozenset[str]:
    return frozenset(row.id for row in rows if row.kind in _EVERYWHERE)


class Areas:
    """What the packs know of how wide places are."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._kinds = kept.kinds(knowledge.places)
        self._within = kept.within(knowledge.places)
        self.everywhere = _everywhere(knowledge.places)
        """Countries and regions: to share one of them is to share no place."""

    def wide(self, ref: Ref) -> bool:
        """Whether it can be held in parts, by what the packs say or else by its name."""
        kind = self._kinds.get(node(ref))
        return kind in AREAS if kind is not None else bool(AREA_WORDS & set(bare(ref.name).split()))

    def around(self, key: str) -> tuple[str, ...]:
        """The place and all that it lies within, up to its province; a place that no pack knows lies nowhere."""
        found: list[str] = []
        while key and key not in found and key not in self.everywhere:
            found.append(key)
            key = self._within.get(key, "")
        return tuple(found)

    def land(self, key: str) -> str:
        """The country or region that a place lies in, or is; "" where no pack says."""
        seen: set[str] = set()
        while key and key not in seen and key not in self.everywhere:
            seen.add(key)
            key = self._within.get(key, "")
        return key if key in self.everywhere else ""

    def nested(self, one: str, other: str) -> bool:
        """Whether one is the other, or lies within it."""
        return one == other or one in self.around(other) or other in self.around(one)
