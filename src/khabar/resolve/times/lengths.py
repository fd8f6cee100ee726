"""Rules for lengths of time, repeated times and times of the clock."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from khabar.resolve.times import words as w
from khabar.resolve.times.days import Sense, plus
from khabar.resolve.times.meaning import Cues, Meaning, Rule, always, rule

_PAST = re.compile(r"(?:\b(?:in|over|during|for|within|throughout) +)?(?:the +)?(?:last|past)$")
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
    if m["n"] in ("a", "an") and unit == "second":
        return None
    value = length_value(count, unit)
    least, most = (
        (int(count), int(count) + 1)
        if count is not None
        else w.VAGUE.get(" ".join((m["vague"] or "").split()), (2, 12))
    )
    size = w.UNITS[unit][2]
    if unit in ("second", "minute", "hour") or size == 0:
        size = 0
    if which.endswith(("last", "past", "previous")):
        return Meaning(
            "DURATION", value, lambda said: Sense(value, plus(said, -max(most - 1, 1) * size), said), "length"
        )
    if which.endswith(("next", "coming")):
        return Meaning(
            "DURATION", value, lambda said: Sense(value, said, plus(said, max(most - 1, 1) * size)), "length"
        )
    if cues.before.endswith("for ") and _STILL_GOING.search(cues.before):
        return _still_going(value, least, most, size)
    return always("DURATION", "length", Sense(value))


def _still_going(value: str, least: int, most: int, size: int) -> Meaning:
    """`have been there for two weeks`: so on some days of the longest such stretch, up to the day of saying."""
    return Meaning("DURATION", value, lambda said: Sense(value, plus(said, -most * size), said), "length")


def _compound(m: re.Match[str], cues: Cues) -> Meaning | None:
    unit = m["unit"].replace("centurie", "century")
    count = w.number(m["n"]) if m["n"] else None
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


def _clock(m: re.Match[str], cues: Cues) -> Meaning | None:
    if m["named"]:
        time = w.PARTS[m["named"]]
    else:
        hour, minute, half = (
            int(m["hour"] or m["h24"]),
            m["minute"] or m["m24"],
            (m["half"] or "").replace(".", ""),
        )
        if hour > (12 if half else 24) or int(minute or 0) > 59:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
        time = f"{hour:02d}:{minute or '00'}"

    def at(said: date) -> Sense:
        return Sense(f"{said}T{time}", plus(said, -1), said)

    return Meaning("TIME", f"XXXX-XX-XXT{time}", at, "clock")


_ZONE = r"(?: +(?:est|edt|gmt|utc|et|local +time))?"
_Read = Callable[[re.Match[str], Cues], Meaning | None]
_TABLE: tuple[tuple[str, str, _Read], ...] = (
    (
        "length",
        rf"(?:(?P<which>(?:the +)?(?:last|past|next|previous|coming|first)) "
        rf"+)?{w.ABOUT}(?:(?P<n>{w.NUMBER})(?: +(?:or|to) +{w.NUMBER})?"
        rf"|(?P<vague>several|many|some|a +few|few|dozens +of|a +number +of))?(?: +(?:more|additional"
        rf"|full|long|trading|consecutive))?"
        rf" *(?<![a-z]){w.UNIT}(?: +or +so)?",
        _length,
    ),
    (
        "compound length",
        rf"(?:(?P<n>{w.NUMBER})|several|multi)-{w.UNIT.removesuffix('s?')}(?:-old|-long)?",
        _compound,
    ),
    ("set", rf"(?:every|each) +(?:(?P<n>{w.NUMBER}) +)?(?:{w.UNIT}|{w.WEEKDAY}|{w.MONTH})", _set),
    ("adverb of a set", "|".join(_ADVERBS), _adverb),
    (
        "clock",
        rf"(?:(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d))? *(?P<half>a\.?m|p\.?m)\b\.?|(?P<h24>[01]?\d"
        rf"|2[0-4]):(?P<m24>[0-5]\d)"
        rf"|(?P<named>noon|midnight)){_ZONE}",
        _clock,
    ),
)
LENGTH_RULES: tuple[Rule, ...] = tuple(rule(name, pattern, read) for name, pattern, read in _TABLE)
