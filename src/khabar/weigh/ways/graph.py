"""Ways through a small graph, and the fewest edges that all of them pass.

Edges are pairs of places and can be passed both ways; an edge may stand twice (two roads between two towns).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[str, str]
_Reached = tuple[float, int, tuple[int, ...]]  # the sum of costs, the number of edges, the edges
_NEVER: _Reached = (float("inf"), 0, ())


def way(edges: Iterable[Pair], start: str, end: str) -> tuple[int, ...] | None:
    """The shortest way as the indexes of its edges, in their order; None where no way leads there. Of two equally
    short ways the one with the earlier edges."""
    pairs = list(edges)
    return cheapest(pairs, dict.fromkeys(range(len(pairs)), 1), start, end)


def cheapest(edges: Sequence[Pair], costs: Mapping[int, int], start: str, end: str) -> tuple[int, ...] | None:
    """The edges, by index, of the way with the least sum of costs; only edges that have a cost are passed."""
    best: dict[str, _Reached] = {start: (0, 0, ())}
    for _ in range(len(edges) + 1):  # Bellman and Ford: a route has a few dozen edges
        before = dict(best)
        for index, cost in costs.items():
            for a, b in (edges[index], edges[index][::-1]):
                if a in best:
                    sum_, steps, taken = best[a]
                    best[b] = min(best.get(b, _NEVER), (sum_ + cost, steps + 1, (*taken, index)))
        if best == before:
            break
    return best[end][2] if end in best else None


def min_cut(edges: Sequence[Pair], cuttable: Iterable[int], start: str, end: str) -> tuple[int, ...] | None:
    """The fewest of the `cuttable` edges, by index, without which no way leads from `start` to `end`.

    By Menger's theorem as many as there are ways that share no cuttable edge: ways are found one by one, each free
    to take back a step of an earlier one (Ford and Fulkerson). None where no set of them cuts, as where both ends
    are one place. Of several smallest sets the one nearest to `start`.
    """
    if start == end:
        return None
    limited = set(cuttable)
    room: dict[tuple[int, str], int] = {}
    for index, (a, b) in enumerate(edges):
        room[index, a] = room[index, b] = 1 if index in limited else len(edges) + 1
    for _ in range(len(edges) + 1):
        came = _reach(edges, room, start)
        if end not in came:
            inside = came.keys()
            return tuple(i for i, (a, b) in enumerate(edges) if (a in inside) != (b in inside))
        at = end
        while at != start:
            index, before = came[at]
            room[index, before] -= 1
            room[index, at] += 1
            at = before
    return None


def _reach(edges: Sequence[Pair], room: Mapping[tuple[int, str], int], start: str) -> dict[str, tuple[int, str]]:
    """Every place that can still be reached, with the edge and the place that it is reached from."""
    came: dict[str, tuple[int, str]] = {start: (-1, start)}
    queue = deque([start])
    while queue:
        at = queue.popleft()
        for index, pair in enumerate(edges):
            if at in pair and room[index, at] > 0:
                other = pair[1] if pair[0] == at else pair[0]
                if other not in came:
                    came[other] = (index, at)
                    queue.append(other)
    return came
