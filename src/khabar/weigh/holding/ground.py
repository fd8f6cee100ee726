"""What somebody is told to hold, and where it matters who else is: what is read of rivals before they are weighed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from khabar.model import Claim, ClaimType, Fluent, Knowledge, Ref, Standing
from khabar.weigh import kept
from khabar.weigh.areas import AREA_WORDS, AREAS
from khabar.weigh.extent import LENGTHS
from khabar.weigh.holding.ledger import Key, gather
from khabar.weigh.holding.sentences import refs
from khabar.weigh.holding.standing import Verdict, judge
from khabar.weigh.moments import anchor, known, moment, reached
from khabar.weigh.nodes import bare, node

OF_HOLDERS = frozenset({ClaimType.CONTROL, ClaimType.CAPTURE, ClaimType.WITHDRAWAL, ClaimType.HANDOVER})
"""Types of claims that tell who holds what."""

OVER = frozenset({Standing.ENDED, Standing.DENIED})
"""What stands so needs nobody else's word against it."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Of the claims for an answer those, by id, that do not touch the name: what others do where it holds something.

    On the `sites` (keys of `model.nodes`) they are all there; elsewhere only those that could end what it held.
    """

    claims: frozenset[str]
    sites: frozenset[str]


class Ground(NamedTuple):
    """The sites that somebody may hold, by their ids and by their keys (`model.nodes`)."""

    sites: frozenset[str]
    keys: frozenset[str]


def spoken_of(claims: Iterable[Claim], on: date, known_by: date) -> frozenset[str]:
    """The ids of all that claims may tell the holder of, by the day `on`."""
    told = (c for c in claims if c.type in OF_HOLDERS and known(c, known_by) is not None)
    by_then = (c for c in told if reached(moment(c, anchor(c)), on, anchor(c)) is not None)
    return frozenset(r.entity for c in by_then for r in (*c.objects, *c.places) if r.entity)


def ground(name: Ref, claims: Iterable[Claim], knowledge: Knowledge, on: date, known_by: date) -> Ground:
    """The sites that somebody may hold on a day, by claims that touch him and by what ends it for him: captures of
    what they tell of, by others."""
    me, kinds = node(name), kept.kinds(knowledge.places)

    def mine(_: Claim, key: Key) -> bool:
        return key.fluent is Fluent.HOLDS and key.subject == me

    ledger = gather((c for c in claims if c.type in OF_HOLDERS), knowledge, on, known_by, mine)
    sites: set[str] = set()
    keys: set[str] = set()
    for key, pieces in ledger.pieces.items():
        here = {p.effect.object.entity for p in pieces if p.effect.object.entity}
        verdict = judge(pieces, on)
        if here and verdict.standing not in OVER and not area(key, verdict, kinds):
            sites |= here
            keys.add(key.object)
    return Ground(frozenset(sites), frozenset(keys))


def area(key: Key, verdict: Verdict, kinds: Mapping[str, str]) -> bool:
    """Whether what is held can be held in parts."""
    if key.object in kinds:
        wide = kinds[key.object] in AREAS
    else:
        wide = bool(AREA_WORDS & set(bare(refs(verdict)[1].name).split()))
    return wide or any(q.unit in LENGTHS for p in verdict.decided for q in p.claim.quantities)
