"""One occurrence that several claims tell of, with what each root counted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from khabar.model.claim import Claim, Ref
from khabar.model.when import When


class EventFamily(StrEnum):
    """What kind of occurrence it is; claims of several types can tell of one."""

    ATTACK = "attack"
    TAKING = "taking"
    LEAVING = "leaving"
    MOVEMENT = "movement"
    POSTING = "posting"
    DETENTION = "detention"
    MEETING = "meeting"
    GATE = "gate"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Count:
    """One number given of an event, and by which roots: "11 dead, by the ministry"."""

    value: float
    unit: str
    of: str
    approx: bool
    roots: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Claims of one occurrence. A judgement, made anew at each reading: nothing in the claims changes by it.

    `id` hangs on the smallest id among its claims. `actors` did it, `others` underwent it, by all claims together;
    `when` holds the days that fit every claim, `roots` are the independent first speakers. `denials` deny it.
    """

    id: str
    family: EventFamily
    words: str
    when: When
    actors: tuple[Ref, ...]
    others: tuple[Ref, ...]
    places: tuple[Ref, ...]
    roots: tuple[str, ...]
    counts: tuple[Count, ...]
    claims: tuple[Claim, ...]
    denials: tuple[Claim, ...] = ()
