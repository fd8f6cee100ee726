"""Inertia: what was started stays until it is ended, and fades where nobody speaks of it any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from khabar.model import Fluent, Standing, When
from khabar.weigh.holding.fluents import DENIES, ENDS, STARTS
from khabar.weigh.holding.ledger import Piece, Weight

STALE_AFTER: dict[Fluent, int | None] = {
    Fluent.HOLDS: 365,
    Fluent.IS_AT: 90,
    Fluent.COMMANDS: 730,
    Fluent.PART_OF: None,
    Fluent.AUTHORISED: 365,
    Fluent.OPEN: 180,
    Fluent.BUILT_TO: 365,
    Fluent.PASSABLE: 180,
    Fluent.ALLIED: 730,
}
"""Days after the last report of it, from which a fluent is stale; None for never. Judgements of pace, not measured:
units move within a season, towns change hands within a year, membership is told once and lasts."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a fluent stands, since when (for an end: when it ended), and the pieces that decide it.

    `last` is the last sight of it, `pieces` all the evidence, also what was outweighed; `against` are the denials and
    other figures that make it contested.
    """

    standing: Standing
    since: When
    last: When
    decided: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    against: tuple[Piece, ...] = ()


def judge(pieces: Sequence[Piece], on: date) -> Verdict:
    """How the pieces of one fluent stand on the day `on`.

    - `held`: told by a root that counts, or by somebody's word alone (then no root counts, and the
      words say whose).
    - `contested`: told and denied, or told with two figures at once. - `denied`: only denied.
    - `ended`: the last that is told of it is its end. - `stale`: last told too long ago.
    - `unknown`: rumour, echo or guess alone.
    """
    every = tuple(pieces)
    firm = [p for p in pieces if p.weight > Weight.WEAK]
    ends, denials = _that(firm, ENDS), _that(firm, DENIES)
    told = [p for p in firm if p.effect.does not in (ENDS, DENIES)]
    if not told:
        return _untold(every, ends, denials)
    last = max(told, key=Piece.order)
    ended = [p for p in ends if p.last >= last.last]
    if ended:
        first = ended[0]
        return Verdict(Standing.ENDED, first.moment, last.moment, tuple(ended), every)
    limit = STALE_AFTER[last.effect.fluent]
    live = [d for d in denials if not any(p.effect.does == STARTS and _after(p, d) for p in told)]
    fresh = [d for d in live if limit is None or (on - d.last).days <= limit]
    if limit is not None and (on - last.last).days > limit:
        if fresh:
            return Verdict(Standing.DENIED, fresh[0].moment, last.moment, tuple(fresh), every)
        run = _unbroken(told, limit)
        return Verdict(Standing.STALE, _since(run), last.moment, tuple(run), every)
    closed = max((p.last for p in ends), default=None)
    run = _unbroken([p for p in told if closed is None or p.last > closed], limit)
    agreeing, differing = _figures(run)
    disputed = bool(fresh or differing)
    standing = Standing.CONTESTED if disputed else Standing.HELD
    return Verdict(standing, _since(agreeing), last.moment, tuple(agreeing), every, (*fresh, *differing))


def contested(verdict: Verdict) -> Verdict:
    """The same, held by somebody else as well."""
    return replace(verdict, standing=Standing.CONTESTED)


def _untold(every: tuple[Piece, ...], ends: list[Piece], denials: list[Piece]) -> Verdict:
    """Nobody firmly says so: only its end, its denial, or rumour of it."""
    for standing, found in ((Standing.ENDED, ends), (Standing.DENIED, denials)):
        if found:
            return Verdict(standing, found[0].moment, found[-1].moment, tuple(found), every)
    return Verdict(Standing.UNKNOWN, _since(every), every[-1].moment, every, every)


def _that(pieces: Sequence[Piece], does: str) -> list[Piece]:
    return [p for p in pieces if p.effect.does == does]


def _unbroken(told: list[Piece], limit: int | None) -> list[Piece]:
    """The last of what is told without a gap so long that it would have been stale: old reports support no new
    state."""
    start = 0
    for index in range(1, len(told)):
        if limit is not None and (told[index].last - told[index - 1].last).days > limit:
            start = index
    return told[start:]


def _after(piece: Piece, other: Piece) -> bool:
    return piece.moment.earliest is not None and piece.moment.earliest > other.last


def _figures(run: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces that give the latest figure, and those that give another one for the same days; earlier figures are
    overtaken. All agree where nothing is measured."""
    latest = run[-1].effect.measure
    if latest is None:
        return run, []
    agreeing = [p for p in run if p.effect.measure and p.effect.measure.value == latest.value]
    start = min(p.moment.earliest or p.last for p in agreeing)
    return agreeing, [p for p in run if p not in agreeing and p.last >= start]


def _since(told: Sequence[Piece]) -> When:
    """From when: the start where one is told, else the first sight of it, before which it may have begun."""
    first = told[0]
    if first.effect.does == STARTS:
        return first.moment
    if first.moment.every or (first.claim.event_time and first.claim.event_time.latest is None):
        return When(None, first.moment.earliest or first.moment.latest)
    return When(None, first.moment.latest)
