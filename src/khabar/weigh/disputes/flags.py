"""What does not add up in an answer: sums, shares of other things, rival numbers, and claims that others deny."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.model import Claim, Conflict, ConflictKind, Knowledge
from khabar.weigh.disputes.conflicts import conflicts

_SHOWN = frozenset({ConflictKind.SUM, ConflictKind.NUMBERS, ConflictKind.GEOMETRY, ConflictKind.DENIAL})
"""Rival holders an answer tells by itself."""


def flags(claims: Iterable[Claim], knowledge: Knowledge) -> tuple[Conflict, ...]:
    """All that does not add up among the claims of one answer, each matter once, sums first."""
    return conflicts(claims, knowledge, kinds=_SHOWN)
