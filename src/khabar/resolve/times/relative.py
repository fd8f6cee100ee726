"""Rules for words that name a time by its distance from the day of saying: yesterday, last week, two years ago."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from math import ceil

from khabar.resolve.times import words as w
from khabar.resolve.times.accounts import a_year_before, latest_quarter
from khabar.resolve.times.days import Sense, part_of, plus
from khabar.resolve.times.meaning import Cues, Meaning, Rule, rule
from khabar.resolve.times.periods import LONGER, VAGUE_PERIODS, VAGUE_UNITS, at_distance, longer, stretch
from khabar.resolve.times.words import OF_PERIOD

_DAYS = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "tonight": 0,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}
_STEPS = {
    "this": 0, "the current": 0, "current": 0, "the": 0, "that same": 0, "last": -1,
    "the last": -1, "the past": -1, "past": -1,
    "this past": -1, "the previous": -1, "previous": -1, "next": 1, "the next": 1,
    "the coming": 1, "this coming": 1,
    "coming": 1, "the latest": -1,
}  # fmt: skip
_TODAY_PARTS = {"this": 0, "early this": 0, "later this": 0, "late this": 0, "last": -1}


def _named_day(m: re.Match[str], cues: Cues) -> Meaning | None:
    name, part = m["day"], m["part"] or m["part1"]
    step = _DAYS[name]
    code = "NI" if name == "tonight" else w.PARTS.get(part or "", "")
    return _one_day(step, f"T{code}" if code else "")


def _one_day(step: int, suffix: str) -> Meaning:
    def at(said: date) -> Sense:
        day = plus(said, step)
        return Sense(f"{day}{suffix}", day, day, True)

    kind, grain = ("TIME", "time") if suffix else ("DATE", "day")
    return Meaning(kind, f"XXXX-XX-XX{suffix}" if suffix else ("PRESENT_REF" if step == 0 else "XXXX-XX-XX"), at, grain)


def _part_of_day(m: re.Match[str], cues: Cues) -> Meaning | None:
    return _one_day(_TODAY_PARTS[" ".join(m["which"].split())], f"T{w.PARTS[m['part']]}")


def _period(m: re.Match[str], cues: Cues) -> Meaning | None:
    which = " ".join((m["which"] or "the").split())
    unit, shift = m["unit"], (m["shift"] or "")
    bare = which in ("the", "current", "the current", "the latest")
    if which == "the" and not shift and m["share"] is None and unit not in ("weekend", "quarter"):
        return None
    if unit == "quarter" and bare:
        # Towns have quarters too.
        return latest_quarter(which) if which != "the" or m["share"] or _ACCOUNTS.search(cues.sentence) else None
    if which.endswith(("last", "next")) and OF_PERIOD.match(cues.after):
        return None
    step = -1 if unit == "weekend" and which == "the" and not cues.future else _STEPS[which]

    def at(said: date) -> Sense:
        value, first, last = stretch(unit, said, step)
        if m["share"] and (name := m["share"].removeprefix("very ")) in w.SHARES:
            first, last = part_of(first, last, w.SHARES[name])
        # What is told of this year is told of its days up to now.
        over = cues.before.endswith("so far ") or (cues.past and not _TO_COME.search(cues.after))
        if step == 0 and first <= said and (shift.startswith("earlier") or over):
            last = max(first, min(last, said))
        elif step == 0 and shift.startswith("later"):
            first = said
        return Sense(value, first, last)

    return Meaning("DATE", VAGUE_PERIODS[unit], at, unit)


_ACCOUNTS = re.compile(
    r"\b(?:sales?|profits?|earn\w*|revenues?|income|loss(?:es)?|results?|ended|ending|fiscal|[mb]illion|net|shares?|charges?"
    r"|year|costs?|operating|growth|percent|systems)\b|%"
)
_TO_COME = re.compile(r"\b(?:will|would|to|should|could|may|might)\b")


def _ago(m: re.Match[str], cues: Cues) -> Meaning | None:
    unit = m["unit"].replace("centurie", "century")
    letter, times, size = w.UNITS[unit]
    count = w.number(m["n"]) if m["n"] else None
    sign = 1 if m["how"] in ("from now", "hence") else -1
    if count is None:
        least, most = w.VAGUE.get(m["vague"] or "", (2, 12))
        return _long_ago(least, most, max(size, 1), sign)
    exact = not (m["about"] or m["so"])
    if letter.startswith("T"):
        return _hours_ago(int(count * {"TS": 0, "TM": 1, "TH": 60}[letter]), count, letter, sign)
    move = at_distance(count * times * sign, letter, exact)
    if m["about"] in LONGER:
        move = longer(move, ceil(count * size / 2))
    return Meaning(
        "DATE",
        VAGUE_UNITS[letter],
        move,
        unit if unit in VAGUE_PERIODS else "day",
        carry=a_year_before(count * sign, unit),
    )


def _long_ago(least: int, most: int, size: int, sign: int) -> Meaning:
    def at(said: date) -> Sense:
        ends = sorted((plus(said, sign * least * size), plus(said, sign * most * size)))
        return Sense("PAST_REF" if sign < 0 else "FUTURE_REF", ends[0], ends[1])

    return Meaning("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", at, "ref")


def _hours_ago(minutes: int, count: float, letter: str, sign: int) -> Meaning:
    value = f"PT{count:g}{letter[1]}" if count == int(count) else f"PT{minutes}M"

    def at(said: date) -> Sense:
        other = plus(said, sign * (minutes // 1440 + 1))
        return Sense(value, min(said, other), max(said, other))

    return Meaning("TIME", value, at, "time")


def _end_of(m: re.Match[str], cues: Cues) -> Meaning | None:
    def at(said: date) -> Sense:
        value, first, last = stretch("year", said, 0)
        first, last = part_of(first, last, w.SHARES["end"])
        return Sense(value, first, last)

    return Meaning("DATE", "XXXX", at, "year")


_WHOLE = re.compile(r"(?:\b(?:for|of|in|during|throughout|through|over|below|this)|^) *$")
_ENDED = re.compile(r" +(?:that +)?(?:ended|ending|to)\b")


def _whole(m: re.Match[str], cues: Cues) -> Meaning | None:
    """`for the year`: the one now; with its end told (`the year ended March 31`), a length."""
    unit = m["unit"]
    if not _WHOLE.search(cues.before):
        return None
    if _ENDED.match(cues.after):
        return Meaning("DURATION", f"P1{w.UNITS[unit][0]}", lambda said: Sense(f"P1{w.UNITS[unit][0]}"), "length")
    return Meaning("DATE", VAGUE_PERIODS[unit], lambda said: Sense(*stretch(unit, said, 0)), unit)


_SHIFT = r"(?:(?P<shift>earlier|later|sometime)(?: +in)? +)?"
_PERIODS = "|".join(sorted(_STEPS, key=len, reverse=True)).replace(" ", " +")

_Read = Callable[[re.Match[str], Cues], Meaning | None]
_TABLE: tuple[tuple[str, str, _Read], ...] = (
    (
        "named day",
        r"(?:(?:early|late|earlier|later) +)?(?:(?:mid-?)?(?P<part1>morning|afternoon|evening|night) +)?"
        rf"(?P<day>{'|'.join(sorted(_DAYS, key=len, reverse=True))})(?: +{w.PART})?",
        _named_day,
    ),
    ("part of day", rf"(?P<which>(?:(?:early|late|later) +)?this|last) +{w.PART}", _part_of_day),
    (
        "period",
        rf"{_SHIFT}{w.SHARE}(?P<which>{_PERIODS})? +(?:fiscal +)?(?P<unit>weekend|week|month|quarter"
        rf"|year|decade|century)"
        r"(?! +(?:ago|earlier|later)\b)",
        _period,
    ),
    (
        "ago",
        rf"{w.ABOUT}(?:(?P<n>{w.NUMBER})|(?P<vague>several|many|some|a few|few|dozens of|a number "
        rf"of))?(?: +|-)?(?<![a-z]){w.UNIT}"
        r"(?P<so> or so)? +(?P<how>ago|from now|hence)",
        _ago,
    ),
    ("end of a year", r"(?:the +)?(?P<unit>year)(?:'s)?(?: +|-)end", _end_of),
    (
        "whole period",
        r"the +(?:(?:full|whole|entire|fiscal) +){0,2}(?P<unit>year|week|month)"
        r"(?! +(?:ago|earlier|later|before|after|that|in|when|of|to|[\d(]))",
        _whole,
    ),
)
RELATIVE_RULES: tuple[Rule, ...] = tuple(rule(name, pattern, read) for name, pattern, read in _TABLE)
