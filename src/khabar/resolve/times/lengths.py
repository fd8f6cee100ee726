"""Rules for lengths of time and repeated times."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import ceil

from khabar.resolve.times import words as w
from khabar.resolve.times.days import Sense, plus
from khabar.resolve.times.meaning import Cues, Meaning, Rule, always, rule
from khabar.resolve.times.words import OF_PERIOD, ONES, TENS

_PAST = re.compile(r"(?:\b(?:in|over|during|for|within|throughout) +)?(?:the +)?(?:last|past)$")
# What is measured in years of age is no time; three-quarters are no quarters of a year.
_PART_OF_DAY = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24}
_AGE = re.compile(r"(?:-| +)old\b")
_FRACTION = re.compile(r" +of +(?:the|its|their|his|her|all|our|this)\b")
_MANY = f"{'|'.join([*ONES, *TENS])}|million|billion|thousands?|hundreds?|dozens?|scores"
_RATE = re.compile(rf"(?:\d|\b(?:{_MANY}))(?: +[a-z-]+){{0,3}} +$")
_STILL_GOING = re.compile(
    r"\b(?:have|has|had)(?: +\w+ly| +not| +also| +already)? +(?:been|\w+(?:ed|en|ne|ught|ld|pt|wn|n))\b"
)
_ADVERBS = {"daily": "XXXX-XX-XX", "nightly": "XXXX-XX-XXTNI", "hourly": "PT1H", "weekly": "P1W",
    "monthly": "P1M", "yearly": "P1Y",
            "annually": "XXXX"}  # fmt: skip


def length_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units (`P2W`, `PT3H`, `P2Y6M`), with X for a number not told."""
    letter, times, _ = w.UNITS[unit]
    mark = "PT" if letter.startswith("T") else "P"
    if count is None:
        return f"{mark}X{letter[-1] if times == 1 else {10: 'E', 100: 'C', 2: 'W'}[times]}"
    amount = count * times
    if letter == "TH" and amount != int(amount):
        return f"PT{amount * 60:g}M"
    if letter == "Y" and amount != int(amount):
        return f"P{int(amount)}Y{round(amount % 1 * 12)}M"
    return f"{mark}{amount:g}{letter[-1]}"


def _length(m: re.Match[str], cues: Cues) -> Meaning | None:
    unit = m["unit"].replace("centurie", "century")
    count = w.number(m["n"]) if m["n"] else None
    which = " ".join((m["which"] or "").split())
    plural = m[0].rstrip().endswith("s")
    if count is None and not m["vague"] and not plural:
        return None
    if (m["n"] in ("a", "an") and unit == "second") or _AGE.match(cues.after):
        return None
    if unit == "quarter" and (_FRACTION.match(cues.after) or cues.before.endswith("-") or not (m["n"] or m["vague"])):
        return None
    if m["n"] in ("a", "an") and not which and _RATE.search(cues.before):
        return always("SET", "set", Sense(length_value(1, unit)))
    value = length_value(None if m["to"] else count, unit)
    least, most = (
        (int(count), int(count) + 1)
        if count is not None
        else w.VAGUE.get(" ".join((m["vague"] or "").split()), (2, 12))
    )
    size = w.UNITS[unit][2]
    reach = ceil(max(most - 1, 1) * (size or _PART_OF_DAY[unit]))
    if OF_PERIOD.match(cues.after):
        return always("DURATION", "length", Sense(value))
    if which.endswith(("last", "past", "previous")):
        return Meaning("DURATION", value, lambda said: Sense(value, plus(said, -reach), said), "length")
    ahead = cues.before.endswith("within ") and not cues.after.startswith(" of ") and not cues.past
    if which.endswith(("next", "coming")) or ahead:
        return Meaning("DURATION", value, lambda said: Sense(value, said, plus(said, reach)), "length")
    if cues.before.endswith("for ") and _STILL_GOING.search(cues.before):
        return _still_going(value, least, most, size)
    return always("DURATION", "length", Sense(value))


def _still_going(value: str, least: int, most: int, size: int) -> Meaning:
    """`have been there for two weeks`: so on some days of the longest such stretch, up to the day of saying."""
    return Meaning("DURATION", value, lambda said: Sense(value, plus(said, -most * size), said), "length")


def _compound(m: re.Match[str], cues: Cues) -> Meaning | None:
    unit = m["unit"].replace("centurie", "century")
    count = w.number(m["n"]) if m["n"] else None
    if m[0].endswith("-old") or (unit == "quarter" and _FRACTION.match(cues.after)):
        return None
    return always("DURATION", "length", Sense(length_value(count, unit)))


def _set(m: re.Match[str], cues: Cues) -> Meaning | None:
    if m["weekday"]:
        return always("SET", "set", Sense(f"XXXX-WXX-{w.WEEKDAYS[m['weekday']]}"))
    if m["month"]:
        return always("SET", "set", Sense(f"XXXX-{w.month(m['month']):02d}"))
    count = w.number(m["n"]) if m["n"] else 1.0
    return always("SET", "set", Sense(length_value(count, m["unit"].replace("centurie", "century"))))


def _adverb(m: re.Match[str], cues: Cues) -> Meaning | None:
    return always("SET", "set", Sense(_ADVERBS[m[0]]))


_Read = Callable[[re.Match[str], Cues], Meaning | None]
_TABLE: tuple[tuple[str, str, _Read], ...] = (
    (
        "length",
        rf"(?:(?P<which>(?:the +)?(?:last|past|next|previous|coming|first)) "
        rf"+)?{w.ABOUT}(?:(?P<n>{w.NUMBER})(?:(?: +(?:or|to) +|-)(?P<to>{w.NUMBER}))?"
        rf"|(?P<vague>several|many|some|a +few|few|dozens +of|a +number +of))?(?: +(?:more|additional"
        rf"|full|long|trading|consecutive))?"
        rf" *(?<![a-z]){w.UNIT}(?: +or +so| +(?:and|or) +(?:days|weeks|months|years))?",
        _length,
    ),
    (
        "compound length",
        rf"(?:(?P<n>{w.NUMBER})|several|multi)-{w.UNIT.removesuffix('s?')}(?:-old|-long)?",
        _compound,
    ),
    ("set", rf"(?:every|each) +(?:(?P<n>{w.NUMBER}) +)?(?:{w.UNIT}|{w.WEEKDAY}|{w.MONTH})", _set),
    ("adverb of a set", "|".join(_ADVERBS), _adverb),
)
LENGTH_RULES: tuple[Rule, ...] = tuple(rule(name, pattern, read) for name, pattern, read in _TABLE)
