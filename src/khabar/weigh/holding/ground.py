"""What somebody is told to hold, and where it matters who else is: what is read of rivals before they are weighed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from khabar.model import Claim, Fluent, Knowledge, Ref, Standing
from khabar.model.bearings import OF_HOLDERS
from khabar.weigh import kept
from khabar.weigh.areas import AREA_WORDS, AREAS
from khabar.weigh.extent import LENGTHS
from khabar.weigh.holding.ledger import Key, Piece, firmly, gather
from khabar.weigh.holding.sentences import refs
from khabar.weigh.holding.standing import Verdict, judge
from khabar.weigh.nodes import bare, node

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


class Lost(NamedTuple):
    """What could end what somebody holds: who else takes a site (an id) later than it was last told that he holds it,
    or first where he took it since (`since`); or by the word of one of the `reports` (ids)."""

    since: Mapping[str, date]
    reports: frozenset[str]


def last_held(name: Ref, claims: Iterable[Claim], knowledge: Knowledge, on: date, known_by: date) -> Lost:
    """What to look for that ends what claims tell somebody to hold by the day `on`: only what is said of his own hold
    can be ended for him."""
    since: dict[str, date] = {}
    reports: set[str] = set()
    for pieces in _mine(name, claims, knowledge, on, known_by).values():
        told = firmly(pieces)
        if told.undated:
            reports |= told.roots.keys()
        before = (told.first if told.retaken else told.last) or date.min
        for site in {r.entity for p in pieces for r in (*p.claim.objects, *p.claim.places) if r.entity}:
            since[site] = min(before, since.get(site, date.max))
    return Lost(since, frozenset(reports))


def ground(name: Ref, claims: Iterable[Claim], knowledge: Knowledge, on: date, known_by: date) -> Ground:
    """The sites that somebody may hold on a day, by claims that touch him and by what ends it for him: captures of
    what they tell of, by others."""
    kinds = kept.kinds(knowledge.places)
    sites: set[str] = set()
    keys: set[str] = set()
    for key, pieces in _mine(name, claims, knowledge, on, known_by).items():
        here = {p.effect.object.entity for p in pieces if p.effect.object.entity}
        verdict = judge(pieces, on)
        if here and verdict.standing not in OVER and not area(key, verdict, kinds):
            sites |= here
            keys.add(key.object)
    return Ground(frozenset(sites), frozenset(keys))


def _mine(
    name: Ref, claims: Iterable[Claim], knowledge: Knowledge, on: date, known_by: date
) -> Mapping[Key, Sequence[Piece]]:
    """What claims tell somebody to hold, and what ends it."""
    me = node(name)

    def mine(_: Claim, key: Key) -> bool:
        return key.fluent is Fluent.HOLDS and key.subject == me

    return gather((c for c in claims if c.type in OF_HOLDERS), knowledge, on, known_by, mine).pieces


def area(key: Key, verdict: Verdict, kinds: Mapping[str, str]) -> bool:
    """Whether what is held can be held in parts."""
    if key.object in kinds:
        wide = kinds[key.object] in AREAS
    else:
        wide = bool(AREA_WORDS & set(bare(refs(verdict)[1].name).split()))
    return wide or any(q.unit in LENGTHS for p in verdict.decided for q in p.claim.quantities)
