"""The places that a brief speaks of, and how firmly it speaks of each: what its map shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from khabar.model import Claim, Fluent, Knowledge, Ref, Standing, State
from khabar.weigh import kept


class Firmness(IntEnum):
    """How well what is told of a place stands: `NAMED` only, told by somebody's `WORD` or disputed, or told by a
    source that `COUNTS`."""

    NAMED = 0
    WORD = 1
    COUNTS = 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A place by its id, how firmly the brief speaks of it, and the claims that name it."""

    entity: str
    name: str
    firmness: Firmness
    claims: tuple[str, ...]


_OF_PLACES = frozenset({Fluent.HOLDS, Fluent.IS_AT, Fluent.OPEN, Fluent.AUTHORISED, Fluent.PASSABLE})
_LIVE = {Standing.HELD, Standing.CONTESTED}


def spots(state: State, knowledge: Knowledge) -> tuple[Spot, ...]:
    """The places of the state's claims that have an id, those of the most claims first; the asked place and a
    barrier's border are among them always."""
    firm: dict[str, Firmness] = {}
    for holding in state.holdings:
        if holding.fluent in _OF_PLACES and holding.standing in _LIVE and holding.object.entity:
            counts = holding.standing is Standing.HELD and holding.roots
            told = Firmness.COUNTS if counts else Firmness.WORD
            firm[holding.object.entity] = max(told, firm.get(holding.object.entity, told))
    names: dict[str, str] = {}
    behind: dict[str, dict[str, None]] = {}
    for claim in _claims(state):
        for ref in _where(claim):
            if ref.entity:
                names.setdefault(ref.entity, ref.name)
                behind.setdefault(ref.entity, {})[claim.id] = None
    for id_, name in _own(state, knowledge):
        names.setdefault(id_, name)
        behind.setdefault(id_, {})
    found = (Spot(id_, names[id_], firm.get(id_, Firmness.NAMED), tuple(ids)) for id_, ids in behind.items())
    return tuple(sorted(found, key=lambda s: (-len(s.claims), s.entity)))


def _claims(state: State) -> Iterator[Claim]:
    for holding in state.holdings:
        yield from (e.claim for e in holding.evidence)
    yield from (*state.expected, *state.said)


def _where(claim: Claim) -> tuple[Ref, ...]:
    return (*claim.places, *claim.objects, *claim.subjects)


def _own(state: State, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """The asked place, or the border along which the asked barrier runs; neither where nothing is known of it."""
    if state.note:
        return
    along = kept.along(knowledge.barriers)
    asked = along.get(state.entity or "", state.entity)
    yield from ((p.id, p.name) for p in knowledge.places if p.id == asked)
