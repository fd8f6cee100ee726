"""Pairs of claims that cannot both be true, put together to one conflict for each matter and time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from khabar.model import Claim, Conflict, ConflictKind, Side, When
from khabar.weigh.moments import anchor, moment
from khabar.weigh.sources.roots import RootKey
from khabar.weigh.wording import listed, named

RECENT = timedelta(days=7)
"""An event that is told without a day is taken to be so young: what is older is told with its day."""
MOST_COMPARED = 200
"""With so many of its neighbours in time one claim is compared; a flood of claims of one day says no more."""
_NAMED = 4
"""So many roots a sentence names; the others it counts."""

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its root and the days it is about (`date.min` and `date.max` for open ends)."""

    claim: Claim
    root: RootKey
    days: Days

    @property
    def order(self) -> tuple[Days, str]:
        """Along the time line, ties by claim."""
        return self.days, self.claim.id


class Case(NamedTuple):
    """All pairs of one matter and time: its sides by what they say, the claims of each by id."""

    key: tuple[str, ...]
    days: Days
    sides: dict[str, dict[str, Told]]


class Docket:
    """Collects pairs; those of one key that lie no further than `apart` from each other make one case."""

    def __init__(self, apart: timedelta) -> None:
        self._apart = apart
        self._pairs: dict[tuple[str, ...], list[tuple[tuple[str, Told], tuple[str, Told]]]] = defaultdict(list)

    def add(self, key: tuple[str, ...], one: tuple[str, Told], other: tuple[str, Told]) -> None:
        """Two things said of one matter, each with what it says, that cannot both be true."""
        first, second = sorted((one, other), key=lambda pair: pair[1].order)
        self._pairs[key].append((first, second))

    def cases(self) -> Iterator[Case]:
        """The cases, by key and time, whatever the order in which the pairs came."""
        for key in sorted(self._pairs):
            pairs = sorted(self._pairs[key], key=lambda p: (p[0][1].order, p[1][1].order))
            case: Case | None = None
            for pair in pairs:
                days = pair[0][1].days[0], max(told.days[1] for _, told in pair)
                if case is None or gap(case.days, days) > self._apart:
                    if case is not None:
                        yield case
                    case = Case(key, days, {})
                case = case._replace(days=(case.days[0], max(case.days[1], days[1])))
                for label, told in pair:
                    case.sides.setdefault(label, {})[told.claim.id] = told
            if case is not None:
                yield case


def event_days(claim: Claim) -> Days | None:
    """The days at which an event lies or a state is seen; None where nothing bounds them."""
    said = anchor(claim)
    when = moment(claim, said)
    if when.latest is None:
        return None
    if when.earliest is not None:
        return when.earliest, when.latest
    told = min(said.earliest or when.latest, when.latest)
    return told - min(RECENT, told - date.min), when.latest


def said_days(claim: Claim) -> Days:
    """The days on which it was said, ends open where nobody knows."""
    said = anchor(claim)
    return said.earliest or date.min, said.latest or date.max


def gap(one: Days, other: Days) -> timedelta:
    """The time between two stretches of days; none where they meet."""
    return max(max(one[0], other[0]) - min(one[1], other[1]), timedelta(0))


def width(days: Days) -> timedelta:
    """The time from its first day to its last."""
    return days[1] - days[0]


def neighbours(told: Iterable[Told], apart: timedelta) -> Iterator[tuple[Told, Told]]:
    """All pairs that lie no further apart, in time order, each claim with its next `MOST_COMPARED` at most."""
    ordered = sorted(told, key=lambda t: t.order)
    for index, one in enumerate(ordered):
        last = min(one.days[1], date.max - apart) + apart
        for other in ordered[index + 1 : index + 1 + MOST_COMPARED]:
            if other.days[0] > last:
                break
            yield one, other


def interval(days: Days) -> When:
    """The days as an interval, open where they have no end."""
    return When(None if days[0] == date.min else days[0], None if days[1] == date.max else days[1])


def side(words: str, told: Iterable[Told]) -> Side:
    """One side, its claims in time order and its roots by name, each once."""
    ordered = sorted(told, key=lambda t: t.order)
    names: dict[str, str] = {}
    for t in ordered:
        names[t.root.key] = min(t.root.name, names.get(t.root.key, t.root.name))
    return Side(words, tuple(sorted(names.values())), tuple({t.claim.id: t.claim for t in ordered}.values()))


def voices(roots: Sequence[str]) -> str:
    """Roots as a sentence names them: `the Wire`, `A, B, C and 12 others`."""
    if len(roots) <= _NAMED:
        return listed([named(r) for r in roots])
    return f"{', '.join(map(named, roots[: _NAMED - 1]))} and {len(roots) - _NAMED + 1} others"


def says(roots: Sequence[str]) -> str:
    """Roots with their verb: `the Wire says`, `A and B say`."""
    return f"{voices(roots)} {'says' if len(roots) == 1 else 'say'}"


def conflict(kind: ConflictKind, words: str, sides: Sequence[Side], settle: str) -> Conflict:
    """A conflict with the claims of all its sides, each once."""
    claims = tuple({c.id: c for s in sides for c in s.claims}.values())
    return Conflict(upper(words), claims, kind, tuple(sides), settle)


def upper(words: str) -> str:
    """The words with their first letter raised."""
    return words[:1].upper() + words[1:]
