"""Can one pass? The lower graph has the stretches that surely can be passed, the upper one those that nobody denies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from math import comb

from khabar.model import Claim, Ground, Knowledge, Passage, Ref, Route, RouteState, Stretch, Support, Trip
from khabar.weigh import kept
from khabar.weigh.ways.certainty import certainty, weakest
from khabar.weigh.ways.graph import Pair, cheapest, min_cut, way
from khabar.weigh.ways.passing import Found, Grounds, Side, pack_ground
from khabar.weigh.ways.route_words import answer

ANYBODY = Trip()
"""Those who use the route, from its first place to its last."""
_TRIES = 4000
"""Sets of grounds that are tried out for the smallest one that changes the answer."""
_ROUNDS = 10
"""How often more grounds are taken away before it is no matter of a few of them any more."""
_COSTS = {Passage.OPEN: 0, Passage.CONTESTED: 1, Passage.UNKNOWN: 2, Passage.CLOSED: 100}


def route_state(
    route: Route, claims: Sequence[Claim], knowledge: Knowledge, on: date, known_by: date, trip: Trip = ANYBODY
) -> RouteState:
    """Whether the party that `trip` names (else those who use the route) and its allies could go from one end of the
    route to the other (the first edge's start to the last edge's end, unless `trip` says) on the day `on`.

    A stretch is open where passage is told, or where both its places are held by the party's side; closed where it is
    told to be shut, where another side holds an end of it, or where the side that held it was overthrown. Only roots
    that count decide, and only where their word surely bears on the day. Order and copies change nothing.
    """
    side = Side(route, knowledge, trip.actor, min(on, known_by))
    names = kept.names(knowledge.places) | kept.names(knowledge.actors)
    start = trip.start or (route.edges[0].start if route.edges else "")
    end = trip.end or (route.edges[-1].end if route.edges else "")

    def drawn(without: Iterable[Ground]) -> _Map:
        told, known = _without(without, claims, knowledge)
        return _Map(route, Grounds(route, known, on, known_by).found(told, side), start, end)

    map_ = drawn(())
    verdict = map_.verdict(frozenset())
    stretches = tuple(_stretch(map_, index, names) for index in range(len(route.edges)))
    taken = map_.taken(verdict)
    choke = tuple(stretches[i] for i in map_.choke(verdict))
    flips, to = _flips(map_, drawn)
    asked = RouteState(
        route.id,
        _ref(start, names),
        _ref(end, names),
        tuple(_ref(a, names) for a in side.asked),
        verdict,
        "",
        tuple(_ref(p, names) for p in map_.places(taken)),
        tuple(stretches[i] for i in taken) + tuple(s for i, s in enumerate(stretches) if i not in taken),
        choke,
        flips,
        to,
        weakest([stretches[i] for i in taken] if verdict is Passage.OPEN else choke, verdict),
    )
    return answer(asked, on)


def _ref(id_: str, names: Mapping[str, str]) -> Ref:
    name = names.get(id_, id_)
    return Ref(name, name, id_)


class _Map:
    """The route's graph with the grounds on it; any set of grounds can be thought away."""

    def __init__(self, route: Route, found: Found, start: str, end: str) -> None:
        self.route, self.found = route, found
        self.start, self.end = start, end
        self.pairs: list[Pair] = [(e.start, e.end) for e in route.edges]
        none = frozenset[str]()
        self.states = [self.state(i, none) for i in range(len(self.pairs))]

    def grounds(self, index: int) -> tuple[Ground, ...]:
        """All grounds on an edge: its own, and those of its two places."""
        ends = (g for place in self.pairs[index] for g in self.found.places[place])
        return tuple(dict.fromkeys((*self.found.edges.get(index, ()), *ends)))

    def certainty(self, index: int, state: Passage) -> Support | None:
        """The sum that an edge can be passed."""
        return certainty(self.found, index, self.pairs[index], state)

    def state(self, index: int, without: frozenset[str]) -> Passage:
        """How an edge stands without some of the grounds."""

        def stands(grounds: Iterable[Ground], opens: bool, sure: bool) -> bool:
            found = (g for g in grounds if g.decides and g.opens is opens and g.id not in without)
            return any(not (sure and g.disputed) for g in found)

        own = self.found.edges.get(index, ())
        ends = [self.found.places[place] for place in self.pairs[index]]
        passed, surely = (stands(own, True, s) or all(stands(e, True, s) for e in ends) for s in (False, True))
        barred, shut = (stands(own, False, s) or any(stands(e, False, s) for e in ends) for s in (False, True))
        if surely and not barred:
            return Passage.OPEN
        if shut and not passed:
            return Passage.CLOSED
        return Passage.CONTESTED if passed or barred else Passage.UNKNOWN

    def verdict(self, without: frozenset[str]) -> Passage:
        """Open where the open stretches lead there, closed where even those that nobody denies do not."""
        states = [self.state(i, without) for i in range(len(self.pairs))] if without else self.states
        for verdict, passed in _GRAPHS:
            left = [pair for pair, state in zip(self.pairs, states, strict=True) if state in passed]
            if way(left, self.start, self.end) is not None:
                return verdict
        return Passage.CLOSED if way(self.pairs, self.start, self.end) is not None else Passage.UNKNOWN

    def taken(self, verdict: Passage) -> tuple[int, ...]:
        """The way that is open, or the one with the fewest obstacles."""
        costs = {i: _COSTS[s] for i, s in enumerate(self.states) if verdict is not Passage.OPEN or s is Passage.OPEN}
        return cheapest(self.pairs, costs, self.start, self.end) or ()

    def places(self, taken: Sequence[int]) -> tuple[str, ...]:
        """The places of a way, in order."""
        passed = [self.start]
        for index in taken:
            a, b = self.pairs[index]
            passed.append(b if a == passed[-1] else a)
        return tuple(passed) if taken else ()

    def choke(self, verdict: Passage) -> tuple[int, ...]:
        """The fewest stretches that all ways pass."""
        if verdict is Passage.OPEN:
            lower = [i for i, s in enumerate(self.states) if s is Passage.OPEN]
            cut = min_cut([self.pairs[i] for i in lower], range(len(lower)), self.start, self.end)
            return tuple(lower[i] for i in cut or ())
        if verdict is Passage.CLOSED:
            able = [i for i, s in enumerate(self.states) if s is Passage.CLOSED]
        else:
            able = [i for i, s in enumerate(self.states) if s is not Passage.OPEN]
        return min_cut(self.pairs, able, self.start, self.end) or ()


_GRAPHS = (
    (Passage.OPEN, (Passage.OPEN,)),
    (Passage.CONTESTED, (Passage.OPEN, Passage.CONTESTED)),
    (Passage.UNKNOWN, (Passage.OPEN, Passage.CONTESTED, Passage.UNKNOWN)),
)


def _stretch(map_: _Map, index: int, names: Mapping[str, str]) -> Stretch:
    edge = map_.route.edges[index]
    ends = _ref(edge.start, names), _ref(edge.end, names)
    state = map_.states[index]
    return Stretch(*ends, edge.mode, state, map_.grounds(index), edge.note, map_.certainty(index, state))


def _flips(map_: _Map, drawn: Callable[[Iterable[Ground]], _Map]) -> tuple[tuple[Ground, ...], Passage | None]:
    """The fewest grounds without which the answer is another one, and that answer.

    What one ground outweighed counts again without it, so the map is drawn anew, and more is taken away where the
    answer is still the same.
    """
    verdict = map_.verdict(frozenset())
    gone: dict[str, Ground] = {}
    now = map_
    for _ in range(_ROUNDS):
        more = _deciding(now, verdict)
        if not more:
            break
        gone |= {g.id: g for g in more}
        now = drawn(gone.values())
        if now.verdict(frozenset()) is not verdict:
            return tuple(gone.values()), now.verdict(frozenset())
    return (), None


def _deciding(map_: _Map, verdict: Passage) -> tuple[Ground, ...]:
    """The fewest grounds on a map as it is without which the answer is another one; none for one that is unknown."""
    if verdict is Passage.UNKNOWN:
        return ()
    wanted = {Passage.OPEN: (True,), Passage.CLOSED: (False,)}.get(verdict, (True, False))
    grounds = {g.id: g for i in range(len(map_.pairs)) for g in map_.grounds(i) if g.decides and g.opens in wanted}
    fewest = _fewest(sorted(grounds), lambda without: map_.verdict(without) is not verdict)
    return tuple(grounds[i] for i in fewest)


def _without(
    grounds: Iterable[Ground], claims: Sequence[Claim], knowledge: Knowledge
) -> tuple[Sequence[Claim], Knowledge]:
    """Claims and packs as they would be if the grounds were false."""
    false = {c.id for g in grounds for c in g.claims}
    facts = {g.id for g in grounds}
    if not facts:
        return claims, knowledge
    outcomes = tuple(o for o in knowledge.outcomes if pack_ground(o) not in facts)
    return [c for c in claims if c.id not in false], replace(knowledge, outcomes=outcomes)


def _fewest(ids: Sequence[str], changes: Callable[[frozenset[str]], bool]) -> tuple[str, ...]:
    """The smallest set of ids that changes the answer: all small sets are tried as long as they are few enough; then
    from all of them one after the other is left out that is not needed."""
    tries = 0
    for size in range(1, len(ids) + 1):
        tries += comb(len(ids), size)
        if tries > _TRIES:
            break
        for tried in combinations(ids, size):
            if changes(frozenset(tried)):
                return tried
    needed = list(ids)
    if not changes(frozenset(needed)):
        return ()
    for one in ids:
        fewer = frozenset(needed) - {one}
        if changes(fewer):
            needed.remove(one)
    return tuple(needed)
