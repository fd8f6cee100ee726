"""Crossings that a report tells of by their towns: "the border crossing between A and B", "the crossing at A"."""

from __future__ import annotations

import re

from khabar.model import Place
from khabar.resolve.names.index import NameIndex

_BETWEEN = re.compile(r"\b(?:crossing(?: point)?|gate|post) between (.+?)(?: in \S+)? and (.+?)(?: in \S+)?$")
_AT = re.compile(r"\b(?:crossing(?: point)?|gate) (?:at|in|of) (.+)$")


def gates_between(words: str, index: NameIndex) -> tuple[Place, ...]:
    """The crossings that are called after the towns, one for each at most; none where the words tell of none."""
    words = " ".join(words.split())
    towns = _BETWEEN.search(words) or _AT.search(words)
    found: dict[str, Place] = {}
    for town in towns.groups() if towns else ():
        rows = (index.rows[i] for kind in ("crossing", "border crossing") for i in index.named(f"{town} {kind}"))
        gates = {row.id: row for row in rows if isinstance(row, Place) and row.kind == "crossing"}
        if len(gates) == 1:
            found |= gates
    return tuple(found.values())
