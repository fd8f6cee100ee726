"""What a rule makes of words: a meaning, which becomes days once the day of saying is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from khabar.resolve.times.days import Sense


@dataclass(frozen=True, slots=True)
class Cues:
    """What stands around the words: the words as written, lower-case text before and after them in the sentence, the
    sentence itself, and whether it speaks of the future there."""

    written: str
    before: str
    after: str
    sentence: str
    future: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 `type`, what it means `at` a day of saying, and its `vague` value where that day is not known.

    `grain` is the size of the thing named: time, day, week, month, quarter, season, year, decade, length, set or ref.
    `fixed`: it means the same on whatever day it is said. `weekday` (1..7) where one is named.
    """

    type: str
    vague: str
    at: Callable[[date], Sense]
    grain: str
    fixed: bool = False
    weekday: int | None = None


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
