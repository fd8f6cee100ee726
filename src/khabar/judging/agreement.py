"""How far two persons, or several, agree about what they both read: field by field, beyond what chance would give.

`kappa` is J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20
(1960), 37–46. `alpha` is K. Krippendorff's for nominal data, any number of persons and missing words: "Computing
Krippendorff's Alpha-Reliability" (2011), section C.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from khabar.judging.correcting import corrected
from khabar.judging.deciding import REJECTED, Word
from khabar.judging.judged import Judged
from khabar.model import Claim, Ref
from khabar.model.nodes import node


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of one field: on how many claims both decided, on how many alike, Cohen's kappa of the two, Krippendorff's alpha
    of them. None where nothing can be said: nobody decided, or chance alone would make them agree on all."""

    field: str
    claims: int
    alike: int
    kappa: float | None
    alpha: float | None


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two persons' values; None where there are none, or all are of one value."""
    both = list(pairs)
    if not both:
        return None
    first, second = Counter(a for a, _ in both), Counter(b for _, b in both)
    seen = sum(a == b for a, b in both) / len(both)
    chance = sum(n * second[value] for value, n in first.items()) / len(both) ** 2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal values; each unit has the values that persons gave it, so fewer where some gave
    none. None where no unit has two, or all values are one."""
    weights: dict[tuple[Hashable, Hashable], float] = {}
    totals: dict[Hashable, float] = {}
    for unit in units:
        if len(unit) < 2:
            continue
        counts = Counter(unit)
        for one, n in counts.items():
            totals[one] = totals.get(one, 0.0) + n
            for other, m in counts.items():
                pairs = n * (m - 1) if one == other else n * m
                weights[one, other] = weights.get((one, other), 0.0) + pairs / (len(unit) - 1)
    number = sum(totals.values())
    apart = sum(weight for (one, other), weight in weights.items() if one != other)
    chance = sum(n * (number - n) for n in totals.values()) / (number - 1) if number > 1 else 0.0
    return None if chance == 0 else 1 - apart / chance


def agreement(judged: Judged, one: str, other: str) -> tuple[Agreement, ...]:
    """How far two persons agree on the claims that both decided: whether it is right, and each field of those that
    neither rejected."""
    found = judged.placed.decided.items()
    both = [(id_, d.persons[one], d.persons[other]) for id_, d in found if one in d.persons and other in d.persons]
    rows = [_of("verdict", [(a.verdict, b.verdict) for _, a, b in both])]
    kept = [(id_, a, b) for id_, a, b in both if REJECTED not in (a.verdict, b.verdict)]
    claims: list[tuple[Claim, Claim]] = [
        (_read(judged.placed.claims[id_], a), _read(judged.placed.claims[id_], b)) for id_, a, b in kept
    ]
    rows += [_of(name, [(value(a), value(b)) for a, b in claims]) for name, value in _VALUES.items()]
    return tuple(rows)


def _of(field: str, pairs: list[tuple[Hashable, Hashable]]) -> Agreement:
    return Agreement(field, len(pairs), sum(a == b for a, b in pairs), kappa(pairs), alpha(pairs))


def _read(claim: Claim, word: Word) -> Claim:
    return corrected(claim, word.fields)


def _nodes(refs: Iterable[Ref]) -> Hashable:
    return frozenset(map(node, refs))


_VALUES: Mapping[str, Callable[[Claim], Hashable]] = {
    "span": lambda c: c.span,
    "type": lambda c: c.type,
    "modality": lambda c: c.modality,
    "subjects": lambda c: _nodes(c.subjects),
    "objects": lambda c: _nodes(c.objects),
    "places": lambda c: _nodes(c.places),
    "event_time": lambda c: (c.event_time.earliest, c.event_time.latest) if c.event_time else None,
    "quantities": lambda c: frozenset((q.value, q.unit, q.of) for q in c.quantities),
    "chain": lambda c: tuple(node(h.agent) for h in c.chain.hops),
}
