"""Rules for words that hang on a time named before them: the next day, that year, two weeks later, since then."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from khabar.resolve.times import words as w
from khabar.resolve.times.days import Sense, hull, plus
from khabar.resolve.times.lengths import length_value
from khabar.resolve.times.meaning import Anchor, Carry, Cues, Meaning, Rule, rule
from khabar.resolve.times.periods import VAGUE_UNITS, at_distance, stretch

_ON_DAYS = frozenset({"day", "time"})
# On which times a step of such a unit can hang.
_WANTED = {
    "D": _ON_DAYS,
    "W": _ON_DAYS | {"week"},
    "M": _ON_DAYS | {"month"},
    "Q": _ON_DAYS | {"month", "quarter"},
    "Y": _ON_DAYS | {"month", "quarter", "season", "year"},
}
_STEPS = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}
_ENDS_HERE = re.compile(r" *(?:[.,;:)\"']|$|and\b|but\b)")


def _unknown(value: str) -> Callable[[date], Sense]:
    return lambda said: Sense(value)


def _hung(value: str, grain: str, carry: Carry) -> Meaning:
    kind = "TIME" if grain == "time" else "DATE"
    return Meaning(kind, value, _unknown(value), grain, carry=carry, alone=False)


def _moved(move: Callable[[date], Sense], anchor: Anchor) -> Sense | None:
    first, last = anchor.sense.first, anchor.sense.last
    return None if first is None or last is None else hull(move(first), move(last))


def _day(m: re.Match[str], cues: Cues) -> Meaning | None:
    """`the next day`, `that night`, `the day before`."""
    which = (m["which"] or m["side"] or "").removeprefix("the ").strip()
    if m["side"] and not _ENDS_HERE.match(cues.after):
        return None
    step, part = _STEPS.get(which, 0), m["part"]
    suffix = f"T{w.PARTS[part]}" if part else ""

    def move(day: date) -> Sense:
        return Sense(f"{plus(day, step)}{suffix}", plus(day, step), plus(day, step), True)

    carry = Carry(_ON_DAYS, lambda anchor: _moved(move, anchor), type="TIME" if part else "DATE")
    if m["same"]:
        # Where the text names no day before, it is the day of saying.
        return Meaning("DATE", "XXXX-XX-XX", move, "day", carry=carry)
    return _hung(f"XXXX-XX-XX{suffix}", "time" if part else "day", carry)


def _period(m: re.Match[str], cues: Cues) -> Meaning | None:
    """`that year`, `the following month`, `the same week`."""
    unit, step = m["unit"], _STEPS.get(m["which"].removeprefix("the ").strip(), 0)
    letter = w.UNITS[unit][0]

    def move(day: date) -> Sense:
        return Sense(*stretch(unit, day, step))

    return _hung(VAGUE_UNITS[letter], unit, Carry(_WANTED[letter], lambda anchor: _moved(move, anchor), reach=1200))


def _later(m: re.Match[str], cues: Cues) -> Meaning | None:
    """`two days later`, `a week earlier`; where nothing is named before, only a length."""
    unit, count = m["unit"].replace("centurie", "century"), w.number(m["n"] or "")
    letter, times, _ = w.UNITS[unit]
    value = length_value(count, unit)
    length = Meaning("DURATION", value, _unknown(value), "length")
    if letter not in _WANTED:
        return length
    sign = 1 if m["how"] == "later" else -1
    if count is None:
        size = w.UNITS[unit][2]
        return replace(
            length,
            carry=Carry(_WANTED[letter], lambda anchor: _some_way(anchor.sense, value, sign, size), type="DURATION"),
        )
    move = at_distance(count * times * sign, letter, exact=True)
    carry = Carry(_WANTED[letter], lambda anchor: _moved(move, anchor))
    return Meaning("DURATION", value, _unknown(value), "day" if letter == "D" else "length", carry=carry)


def _some_way(sense: Sense, value: str, sign: int, size: int) -> Sense | None:
    """`days later`: some of them, nobody says how many."""
    if sense.first is None or sense.last is None:
        return None
    least, most = w.VAGUE[""]
    if sign > 0:
        return Sense(value, plus(sense.first, least * size), plus(sense.last, most * size))
    return Sense(value, plus(sense.first, -most * size), plus(sense.last, -least * size))


def _then(m: re.Match[str], cues: Cues) -> Meaning | None:
    return _hung("PAST_REF", "day", Carry(_WANTED["Y"], lambda anchor: anchor.sense))


_Read = Callable[[re.Match[str], Cues], Meaning | None]
_TABLE: tuple[tuple[str, str, _Read], ...] = (
    (
        "day of a story",
        r"(?:(?P<which>(?:that|the)(?: +very)? +same|that|the +(?:next|following|previous|preceding)) "
        r"+(?:day|(?P<part>morning|afternoon|evening|night))"
        r"|(?P<same>(?:late|later|early|earlier) +in +the +day)|the +day +(?P<side>before|after))",
        _day,
    ),
    (
        "period of a story",
        r"(?P<which>(?:that|the) +same|that|the +following) +(?P<unit>week|month|quarter|year)",
        _period,
    ),
    (
        "later",
        rf"{w.ABOUT}(?:(?:(?P<n>{w.NUMBER})|several|some|a +few|few) +)?(?<![a-z]){w.UNIT}"
        r"(?: +and +a +half)? +(?P<how>later|earlier)",
        _later,
    ),
    ("then", r"(?<=since )then|(?<=until )then|(?<=by )then", _then),
)
NARRATIVE_RULES: tuple[Rule, ...] = tuple(rule(name, pattern, read) for name, pattern, read in _TABLE)
