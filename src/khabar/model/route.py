"""Answers on routes and borders: whether one can pass, how far a barrier is built, who stands along it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from khabar.model.claim import Claim, Ref
from khabar.model.knowledge import Source
from khabar.model.support import Support
from khabar.model.when import When


class Passage(StrEnum):
    """Whether somebody can pass: `open` surely, `closed` surely not, `contested` where both is told, else unknown."""

    OPEN = "open"
    CLOSED = "closed"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that speaks for (`opens`) or against a passage, in a sentence.

    It rests on `claims` (all of one root, copies included) or on a pack's row, then `sources` are that row's. Only a
    ground that `decides` bears on the answer; the others are shown with why they do not in `words`. One that others
    deny is `disputed`: it makes nothing certain.
    """

    id: str
    words: str
    opens: bool
    decides: bool
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """One edge of a route, how it stands for the party asked about, and why; `support` is the sum over its grounds that
    it can be passed, None where nothing is told of it."""

    start: Ref
    end: Ref
    mode: str
    state: Passage
    grounds: tuple[Ground, ...] = ()
    note: str = ""
    support: Support | None = None


@dataclass(frozen=True, slots=True)
class RouteState:
    """Whether a party and its allies can go from one end of a route to the other.

    `way` is the way that is open (or, where none is, the way with the fewest obstacles); `choke` the fewest stretches
    that all ways pass: those whose loss would close an open route, or those that keep it from being open. `flips` are
    the fewest grounds that would have to be false for the answer to become `flips_to`; none where no few decide it.
    `weakest` is the stretch that makes an open or closed route no surer than it is.
    """

    route: str
    start: Ref
    end: Ref
    parties: tuple[Ref, ...]
    verdict: Passage
    words: str
    way: tuple[Ref, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    choke: tuple[Stretch, ...] = ()
    flips: tuple[Ground, ...] = ()
    flips_to: Passage | None = None
    weakest: Stretch | None = None


class Progress(StrEnum):
    """What a length of a barrier is a length of."""

    BUILT = "built"
    LEFT = "left"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Built:
    """How far a barrier is, by one root: a length in kilometers, or a share in percent; `of` says of what.

    `when` is the days it is told of, `counts` whether the root counts, with `why`; `claims` the one and its copies.
    """

    progress: Progress
    value: float
    unit: str
    of: str
    approx: bool
    when: When
    root: str
    counts: bool
    why: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A length of the border that an actor is said to hold, and what part of the whole that is (None where the length
    of the border is not known)."""

    actor: Ref
    kilometers: float
    share: float | None
    when: When
    root: str
    counts: bool
    why: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Force:
    """A number of units said to stand along the border, and how many that makes for 100 km of it."""

    number: float
    unit: str
    of: str
    approx: bool
    per_100_km: float | None
    when: When
    root: str
    counts: bool
    why: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class BorderState:
    """A border (or the barrier along it) in numbers. `length_km` is the pack's, `geometry` that pack with its
    version."""

    border: Ref
    length_km: float | None
    geometry: str
    built: tuple[Built, ...] = ()
    shares: tuple[Share, ...] = ()
    forces: tuple[Force, ...] = ()


@dataclass(frozen=True, slots=True)
class Trip:
    """Who wants to go along a route, and between which of its places: ids, "" for the route's users and its ends."""

    actor: str = ""
    start: str = ""
    end: str = ""
