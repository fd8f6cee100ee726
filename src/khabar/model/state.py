"""Answers: what held on a day, as known by a day, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from khabar.model.claim import Claim, Ref
from khabar.model.route import BorderState, RouteState
from khabar.model.support import Support
from khabar.model.when import When


class Fluent(StrEnum):
    """What holds over time."""

    HOLDS = "holds"
    IS_AT = "is at"
    COMMANDS = "commands"
    PART_OF = "is part of"
    AUTHORISED = "is authorised"
    OPEN = "is open"
    BUILT_TO = "is built to"
    PASSABLE = "is passable"
    ALLIED = "sides with"


class Standing(StrEnum):
    """How an answer stands on the day asked for."""

    HELD = "held"
    CONTESTED = "contested"
    STALE = "stale"
    ENDED = "ended"
    DENIED = "denied"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim in an answer: what it does to the fluent (`starts`, `ends`, `witnesses`, `denies`), the days it
    speaks of with the reason, and whether it `counts` as a root of its own, with `why`."""

    claim: Claim
    effect: str
    valid: When
    counts: bool
    why: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A holding's sentence in its parts, for who tells it otherwise.

    `key` names the holding, the same on every day; `clause` is what it is about ("the Front held Old Mill"), `tail` as
    of when, "" where a start is told; `basis` on whose word; `last` when it was last seen; `words` the whole sentence
    without a word of the method.
    """

    key: str
    clause: str
    tail: str
    basis: str
    last: When
    words: str


@dataclass(frozen=True, slots=True)
class Holding:
    """One fluent of the asked thing: `subject` fluent `object`, how it stands and since when, and all evidence for
    and against.

    `roots` are the independent first speakers that count for it; `words` is the answer in one sentence, `telling` the
    same in its parts; `support` is the sum that says how far to believe it.
    """

    fluent: Fluent
    subject: Ref
    object: Ref
    standing: Standing
    since: When
    roots: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    words: str
    support: Support | None = None
    telling: Telling | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that does not add up, in a sentence, with the claims it is about."""

    words: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class State:
    """What the record says of one name on one day, known by another.

    `holdings`: fluents that held, ended or are contested; `expected`: planned, asked, feared or promised; `said`:
    other claims about it up to that day; `flags`: what does not add up. All empty and a `note` where nothing is
    known. A route is also answered by `route`, a border or the barrier along it by `border`.
    """

    name: str
    entity: str | None
    on: date
    known_by: date
    holdings: tuple[Holding, ...] = ()
    expected: tuple[Claim, ...] = ()
    said: tuple[Claim, ...] = ()
    flags: tuple[Flag, ...] = ()
    note: str = ""
    route: RouteState | None = None
    border: BorderState | None = None
