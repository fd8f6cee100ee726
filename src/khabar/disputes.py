"""Conflicts and events of a record: which claims are read for them, and in what groups."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace

from khabar import weigh
from khabar.judging import Judged
from khabar.model import Claim, ClaimType, Conflict, ConflictKind, Event, Knowledge, When
from khabar.store import Filter

_OCCURRING = frozenset({*weigh.FAMILIES, ClaimType.QUANTITY})


def of_all(store: Judged, knowledge: Knowledge, kinds: Collection[ConflictKind]) -> tuple[Conflict, ...]:
    """All conflicts of a record."""
    with without_cycles():
        return weigh.ordered(_in_groups(store, knowledge, kinds))


def of_some(
    own: frozenset[str],
    claims: Collection[Claim],
    store: Judged,
    knowledge: Knowledge,
    kinds: Collection[ConflictKind],
    without: Collection[str] = (),
) -> tuple[Conflict, ...]:
    """The conflicts about one of the ids or names `own`, among the claims and what their reports compare them with;
    reports `without` (full ids) are left out."""
    reports = {c.document for c in claims}.difference(without)
    beside = (c for report in store.reports_with_numbers(reports) for c in report)
    every = [*(c for c in claims if c.document in reports), *beside]
    found = weigh.conflicts(every, knowledge, store.stretches(reports), kinds)
    return tuple(c for c in found if any(own & _touched(claim) for claim in c.claims))


def against(claim: Claim, store: Judged, knowledge: Knowledge) -> tuple[Conflict, ...]:
    """The conflicts in which one claim is on a side."""
    beside = [Filter(document=claim.document)]
    if claim.entities():
        beside.append(Filter(entities=claim.entities()))
    claims = [c for where in beside for c in store.claims(where)]
    found = weigh.conflicts(claims, knowledge, store.stretches({c.document for c in claims}))
    return tuple(c for c in found if any(mine.id == claim.id for mine in c.claims))


def events(store: Judged, knowledge: Knowledge, where: Filter, between: When) -> tuple[Event, ...]:
    """The occurrences that the claims wanted tell of, with all other claims of them."""
    chosen = {c.id: c for c in store.claims(replace(where, types=where.types or _OCCURRING, limit=None))}
    claims = dict(chosen)
    near = frozenset(r.entity for c in chosen.values() for r in (*c.places, *c.objects) if r.entity)
    if near and where != Filter():
        claims |= {c.id: c for c in store.claims(Filter(entities=near, types=_OCCURRING))}
    joined, parted = store.pairs(store.decisions.joined), store.pairs(store.decisions.parted)
    beside = {id_ for pair in joined if not claims.keys().isdisjoint(pair) for id_ in pair}
    if not beside <= claims.keys():
        claims |= {c.id: c for c in store.claims(Filter(ids=frozenset(beside)))}
    found = (e for e in weigh.events(claims.values(), knowledge, joined=joined, parted=parted) if e.when.meets(between))
    told = [e for e in found if any(c.id in chosen for c in e.claims)]
    return tuple(told[: where.limit])


def _in_groups(store: Judged, knowledge: Knowledge, kinds: Collection[ConflictKind]) -> Iterator[Conflict]:
    """The record read twice, report by report and thing by thing, so that it need not fit into memory."""
    finder = weigh.Finder(knowledge, store.stretches(), kinds)
    alone: dict[str, list[Claim]] = defaultdict(list)
    for report in store.reports_with_numbers():
        yield from finder.within(report)
        for claim in report:
            if claim.quantities and not claim.objects and not claim.places:
                for key in finder.comparable(claim):
                    alone[key].append(claim)
    for key, claims in sorted(alone.items()):
        yield from finder.between(key, claims)
    borders = sorted({b.along for b in knowledge.barriers})
    for border in borders:
        # What is told of a barrier measures its border as well.
        along = frozenset({border, *(b.id for b in knowledge.barriers if b.along == border)})
        yield from finder.between(border, store.claims(Filter(entities=along)))
    for shared, claims in store.sharing(weigh.COMPARED, finder.areas.everywhere):
        if shared not in borders:
            yield from finder.between(shared, claims)


@contextmanager
def without_cycles() -> Iterator[None]:
    """Leaves the search for cycles of references out while many claims are read: they are in none, and to look
    through them again and again takes nearly as long as all the rest."""
    sought = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if sought:
            gc.enable()


def _touched(claim: Claim) -> frozenset[str]:
    """The ids and names of all that a claim is about."""
    return claim.entities() | {r.name for r in (*claim.subjects, *claim.objects, *claim.places)}
