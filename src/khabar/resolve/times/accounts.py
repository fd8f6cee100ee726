"""Rules for the periods of accounts: the latest quarter, a year earlier, the 1988 period.

A report of accounts compares quarters, and `a year earlier` in it is the same quarter of the year before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from khabar.resolve.times import words as w
from khabar.resolve.times.days import Sense, in_months, year_of
from khabar.resolve.times.meaning import Anchor, Carry, Cues, Meaning, Rule, rule
from khabar.resolve.times.periods import at_distance, stretch

_QUARTER = frozenset({"quarter"})


def latest_quarter(which: str) -> Meaning:
    """The quarter now for `current`, else the last one that is over."""

    def at(said: date) -> Sense:
        value, first, last = stretch("quarter", said, 0 if which.endswith("current") else -1)
        return Sense(value, first, last)

    return Meaning("DATE", "XXXX-QX", at, "quarter")


def a_year_before(years: float, unit: str) -> Carry | None:
    """A year before the quarter that a report of accounts has been speaking of."""
    if unit != "year" or years != -1:
        return None

    def read(anchor: Anchor) -> Sense | None:
        first = anchor.sense.first
        return None if first is None else Sense(*stretch("quarter", in_months(first, -12), 0))

    return Carry(_QUARTER, read, reach=500)


def _year_earlier(m: re.Match[str], cues: Cues) -> Meaning | None:
    return Meaning("DATE", "XXXX", at_distance(-1, "Y", exact=False), "year", carry=a_year_before(-1, "year"))


def _year_of_quarter(m: re.Match[str], cues: Cues) -> Meaning | None:
    """`the 1988 period`: the same quarter of that year as the one spoken of, else the whole year."""
    year = int(m["year"])

    def read(anchor: Anchor) -> Sense | None:
        first = anchor.sense.first
        return None if first is None else Sense(*stretch("quarter", first.replace(year=year), 0))

    sense = Sense(m["year"], *year_of(year))
    carry = Carry(_QUARTER, read, reach=500)
    return Meaning("DATE", m["year"], lambda said: sense, "year", fixed=True, carry=carry)


def _latest(m: re.Match[str], cues: Cues) -> Meaning | None:
    """The quarter that a report of accounts speaks of, else the last that is over."""

    def read(anchor: Anchor) -> Sense | None:
        return anchor.sense

    meaning = latest_quarter("the latest")
    return replace(meaning, carry=Carry(_QUARTER, read, reach=2000))


_Read = Callable[[re.Match[str], Cues], Meaning | None]
_TABLE: tuple[tuple[str, str, _Read], ...] = (
    (
        "a year earlier",
        r"a year earlier|(?:the +)?(?:comparable +|corresponding +)?year-(?:ago|earlier)(?: +(?:quarter|period))?"
        r"|(?:the +)?(?:comparable +|corresponding +|same +)?(?:quarter|period)"
        r" +(?:a +year +(?:ago|earlier)|last +year)"
        r"|last year's (?:quarter|period)",
        _year_earlier,
    ),
    ("period of a year", rf"the +{w.YEAR} +(?:quarter|period)", _year_of_quarter),
    ("latest period", r"the +(?:latest|most +recent)(?: +fiscal)? +(?:period|quarter)", _latest),
)
ACCOUNT_RULES: tuple[Rule, ...] = tuple(rule(name, pattern, read) for name, pattern, read in _TABLE)
