"""What a rule makes of words: a meaning, which becomes days once the day of saying is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from khabar.model import Span
from khabar.resolve.times.days import Sense
from khabar.resolve.times.tense import Tense, tense_of


@dataclass(frozen=True)
class Cues:
    """What stands around the words: the words as written, and lower-case text before and after them in the
    sentence."""

    written: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """The words with what stands around them, in lower case."""
        return f"{self.before}{self.written.lower()}{self.after}"

    @cached_property
    def tense(self) -> Tense:
        """What the words around tell of the time's tense, looked up when first needed: many expressions need none."""
        return tense_of(self.before, self.after)

    @property
    def future(self) -> bool:
        """Whether the words speak of what is to come."""
        return self.tense.future

    @property
    def past(self) -> bool:
        """Whether the words speak of what is over."""
        return self.tense.past


@dataclass(frozen=True, slots=True)
class Anchor:
    """The time that another hangs on: its `sense`, what the other means without it (`own`), the day of saying where
    it is known, whether the anchor stands behind (`between 5 May and 3 June 2016`), and whether it stands `apart`, in
    another sentence of a text whose day is known."""

    sense: Sense
    own: Sense | None
    said: date | None
    behind: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Carry:
    """How a time hangs on one that the text names before it: the last one of these `grains`, at most `reach` code
    points back. `read` gives the days, or None where it cannot; `type` is then the expression's.

    `dated`: only one with its year told will do, and one told behind it goes before. `sentence`: only one in the same
    sentence."""

    grains: frozenset[str]
    read: Callable[[Anchor], Sense | None]
    reach: int = 600
    type: str = "DATE"
    dated: bool = False
    sentence: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """How a time is read in a longer one told beside it: the day in `last year`, the weekday in `last week`. `unit` is
    the size of the longer one; `read` gives None where it has no such days."""

    unit: str
    read: Callable[[Sense], Sense | None]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 `type`, what it means `at` a day of saying, and its `vague` value where that day is not known.

    `grain` is the size of the thing named: time, day, week, month, quarter, season, year, decade, length, set or ref.
    `fixed`: it means the same on whatever day it is said; of two readings (3/4/2016), one that fits that day.
    `weekday` (1..7) where one is named. `carry` where
    another time of the text may settle what it means; without one, one that is not `alone` is no time at all.
    `within` where a longer time may stand beside it.
    """

    type: str
    vague: str
    at: Callable[[date], Sense]
    grain: str
    fixed: bool = False
    weekday: int | None = None
    carry: Carry | None = None
    alone: bool = True
    within: Within | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Words for a time, before the day of saying is known. `name` is the rule's; `sentence` the stretch it stands in;
    `future` says that it speaks of what is to come."""

    span: Span
    name: str
    meaning: Meaning
    sentence: Span
    future: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over smoothed text, and how its match is read; None where it is no time after all."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Cues], Meaning | None]


def rule(name: str, pattern: str, read: Callable[[re.Match[str], Cues], Meaning | None]) -> Rule:
    """A rule whose pattern may not begin or end inside a word or a number.

    A run of blanks in it is held to `_BLANKS`, so that a text of nothing but blanks still takes linear time.
    """
    held = pattern.replace(" +", f" {{1,{_BLANKS}}}").replace(" *", f" {{0,{_BLANKS}}}")
    return Rule(name, re.compile(rf"(?<![\w$])(?<!\d[.,/])(?:{held})(?![\w%])"), read)


_BLANKS = 12


def always(kind: str, grain: str, sense: Sense, weekday: int | None = None) -> Meaning:
    """A meaning that does not hang on the day of saying."""
    return Meaning(kind, sense.value, lambda _: sense, grain, fixed=True, weekday=weekday)
