"""Claims that cannot all be true, kept side by side: who is on which side, and what would settle it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from khabar.model.claim import Claim
from khabar.model.state import Flag


class ConflictKind(StrEnum):
    """In what way claims do not go together."""

    SUM = "sum"
    NUMBERS = "numbers"
    GEOMETRY = "geometry"
    DENIAL = "denial"
    HOLDERS = "holders"
    CULPRITS = "culprits"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things said: in a few words, by which roots, in which claims. The map has words only."""

    words: str
    roots: tuple[str, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Conflict(Flag):
    """A flag with its kind, its sides, and what would `settle` it. Only a person's judgement settles it."""

    kind: ConflictKind = ConflictKind.DENIAL
    sides: tuple[Side, ...] = ()
    settle: str = ""

    @property
    def id(self) -> str:
        """12 hex digits of a sha256 over its kind and its claims: the same for the same claims, in any order."""
        what = json.dumps([self.kind, sorted(c.id for c in self.claims)])
        return hashlib.sha256(what.encode()).hexdigest()[:12]
