"""Who copies whom where nobody says so: sources that share what few others say are one root.

After Dong, Berti-Equille and Srivastava (2009): to agree on what all say tells nothing, to agree on what hardly anybody
says tells of a copy. One pass, without guessing the truth first: how rare a value is stands in for how wrong it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from itertools import combinations
from math import fsum, log

COPIED = 0.8
"""The share of its values that a copying source takes over."""

PRIOR = 0.01
"""How often one of two sources copies the other, before anything is seen."""

Said = Mapping[str, Mapping[str, Hashable]]
"""What each source says: item → value, by source."""

Pair = tuple[str, str]


def copying(said: Said) -> dict[Pair, float]:
    """Pairs of sources that more likely than not copy each other or a common third, with the log-odds of it.

    Each pair is sorted by name; the order of the input changes nothing. Only pairs that share a value are looked at.
    """
    shares = _shares(said)
    agreed: dict[Pair, list[float]] = defaultdict(list)
    for givers, share in shares:
        rare = log((COPIED + (1 - COPIED) * share) / share)
        for pair in combinations(sorted(givers), 2):
            agreed[pair].append(rare)
    prior = log(PRIOR / (1 - PRIOR))
    found: dict[Pair, float] = {}
    for (one, other), evidence in agreed.items():
        differ = len(said[one].keys() & said[other].keys()) - len(evidence)
        odds = prior + fsum(evidence) + differ * log(1 - COPIED)  # fsum: the same in any order
        if odds > 0:
            found[one, other] = odds
    return found


def roots_among(sources: Collection[str], copies: Collection[Pair]) -> dict[str, str]:
    """The root of each of these sources: those that copy each other, also by way of a third among them, share the one
    that sorts first."""
    root = {source: source for source in sources}

    def find(source: str) -> str:
        while root[source] != source:
            root[source] = root[root[source]]
            source = root[source]
        return source

    for one, other in _pairs_in(sources, copies):
        first, second = sorted((find(one), find(other)))
        root[second] = first
    return {source: find(source) for source in sources}


def _pairs_in(sources: Collection[str], copies: Collection[Pair]) -> Iterable[Pair]:
    """The pairs with both ends among the sources, by whichever way is shorter."""
    among = set(sources)
    if len(among) ** 2 < 2 * len(copies):
        return [pair for pair in combinations(sorted(among), 2) if pair in copies]
    return [pair for pair in copies if among.issuperset(pair)]


def _shares(said: Said) -> list[tuple[list[str], float]]:
    """For each value that at least two give: who, and what share of the others of that item gives it too."""
    givers: dict[tuple[str, Hashable], list[str]] = defaultdict(list)
    asked: Counter[str] = Counter()
    for source, values in said.items():
        for item, value in values.items():
            givers[item, value].append(source)
            asked[item] += 1
    return [
        (found, (len(found) - 2 + 0.5) / (asked[item] - 2 + 1)) for (item, _), found in givers.items() if len(found) > 1
    ]
