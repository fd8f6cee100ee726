"""The answer on a route in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from khabar.model import Ground, Passage, Ref, RouteState, Stretch
from khabar.weigh.wording import day, listed, named

_MOST = 4
"""Names in a list, and stretches in a sentence, before it says "and others"."""


def answer(state: RouteState, on: date) -> RouteState:
    """The state with its sentence."""
    because = _because(state.choke) if state.verdict is Passage.CLOSED and state.way else ""
    return replace(state, words=sentence(state, on) + because)


def sentence(state: RouteState, on: date) -> str:
    """The answer alone, without its reasons."""
    trip = f"go from {named(state.start.name)} to {named(state.end.name)}"
    who = _who(state)
    if not state.way and state.start.entity != state.end.entity:
        return f"Not known: the packs have no way from {named(state.start.name)} to {named(state.end.name)} here."
    if state.verdict is Passage.OPEN:
        via = state.way[1:-1]
        by = f", by way of {_some([named(p.name) for p in via])}" if via else ""
        return f"Open: {who} could {trip} on {day(on)}{by}."
    if state.verdict is Passage.CLOSED:
        return f"Closed: {who} could not {trip} on {day(on)}: shut {where(state.choke)}."
    if state.verdict is Passage.CONTESTED:
        return f"Disputed: whether {who} could {trip} on {day(on)} hangs on the way {where(state.choke)}."
    dark = [s for s in state.stretches[: max(len(state.way) - 1, 0)] if s.state is Passage.UNKNOWN]
    return f"Not known: whether {who} could {trip} on {day(on)}; nothing certain is told of the way {where(dark)}."


def _who(state: RouteState) -> str:
    if not state.parties:
        return "anybody"
    if len(state.parties) == 1:
        return f"{named(state.parties[0].name)} and allies"
    return f"those who use it ({_some([named(p.name) for p in state.parties])})"


def where(stretches: Sequence[Stretch]) -> str:
    """`between A and B`, of each run of stretches."""
    return _some([f"between {named(a.name)} and {named(b.name)}" for a, b in _runs(stretches)]) if stretches else ""


def _runs(stretches: Sequence[Stretch]) -> list[tuple[Ref, Ref]]:
    """From where to where; stretches that go on from each other are one run."""
    runs: list[tuple[Ref, Ref]] = []
    for stretch in stretches:
        ends = stretch.start, stretch.end
        if runs and runs[-1][1].entity in (ends[0].entity, ends[1].entity):
            runs[-1] = runs[-1][0], ends[runs[-1][1].entity == ends[0].entity]
        else:
            runs.append(ends)
    return runs


def _because(stretches: Iterable[Stretch]) -> str:
    """The first reasons why it is shut."""
    reasons = dict.fromkeys(_with_quote(g) for s in stretches for g in s.grounds if g.decides and not g.opens)
    return "".join(f" {words}" for words in list(reasons)[:2])


def _with_quote(ground: Ground) -> str:
    if not ground.claims:
        return ground.words
    return f"{ground.words.removesuffix('.')}: “{' '.join(ground.claims[0].quote.split()).rstrip('.,;: ')}”."


def _some(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= _MOST else f"{', '.join(names[:_MOST])} and {len(names) - _MOST} more"
