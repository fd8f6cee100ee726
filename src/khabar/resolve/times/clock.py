"""Rules for times within a day: of the clock, parts of the day, overnight. Next to a day they make one time with it
(`find` joins them); else they belong to the last day that their sentence names, else to the day of saying."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from khabar.resolve.times import words as w
from khabar.resolve.times.days import Sense, plus
from khabar.resolve.times.meaning import Anchor, Carry, Cues, Meaning, Rule, rule

_NAMED = {
    "noon": "12:00", "midday": "12:00", "midnight": "24",
    "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "first light": "MO",
    "dusk": "EV", "sunset": "EV", "nightfall": "NI",
    "hours": "MO", **w.PARTS,
}  # fmt: skip
# An hour of four digits is a time only with its zone, or with `hours` behind it.
_ZONE = r"(?:est|edt|cet|eet|msk|gmt|utc|et|local +time)"


def _clock(m: re.Match[str], cues: Cues) -> Meaning | None:
    hour = int(m["hour"] or m["h24"] or m["military"][:2])
    minute = m["minute"] or m["m24"] or (m["military"] or "")[2:] or "00"
    half = (m["half"] or "").replace(".", "")
    if hour > (12 if half else 24) or int(minute) > 59:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return _time(f"{hour:02d}:{minute}")


# Such words are names and figures of speech too (`the dawn of an age`): a time where these words stand before them, or
# a day behind.
_FIGURES = ("dawn", "daybreak", "sunrise", "first light", "dusk", "sunset", "nightfall", "midday")
_AT = re.compile(r"\b(?:at|before|after|since|until|till|from|around|by|towards?|near|to|between|and) +$")
_DAY_BEHIND = re.compile(r",? +(?:on +)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|\d)")
_DAY_BEFORE = re.compile(r"(?:day|\d),? +(?:at +)?$")


def _named(m: re.Match[str], cues: Cues) -> Meaning | None:
    figure = " ".join(m["named"].split()) in _FIGURES
    if figure and not (_AT.search(cues.before) or _DAY_BEHIND.match(cues.after) or _DAY_BEFORE.search(cues.before)):
        return None
    return _time(_NAMED[" ".join(m["named"].split())])


def _time(time: str, alone: bool = True) -> Meaning:
    def at(said: date) -> Sense:
        return Sense(f"{said}T{time}", plus(said, -1), said)

    def on(anchor: Anchor) -> Sense | None:
        sense = anchor.sense
        return Sense(f"{sense.value.partition('T')[0]}T{time}", sense.first, sense.last, sense.every)

    carry = Carry(frozenset({"day"}), on, reach=200, type="TIME", sentence=True)
    return Meaning("TIME", f"XXXX-XX-XXT{time}", at, "clock", carry=carry, alone=alone)


def _part(m: re.Match[str], cues: Cues) -> Meaning | None:
    """`in the morning` is one of a day named before; `the night of` one of a day named behind."""
    return _time(w.PARTS[m["part"]], alone=False)


def _overnight(m: re.Match[str], cues: Cues) -> Meaning | None:
    def at(said: date) -> Sense:
        return Sense(f"{plus(said, -1)}TNI", plus(said, -1), said)

    return Meaning("TIME", "XXXX-XX-XXTNI", at, "clock")


OVERNIGHT = "overnight"
NIGHT = "night of a day"
_Read = Callable[[re.Match[str], Cues], Meaning | None]
_TABLE: tuple[tuple[str, str, _Read], ...] = (
    (
        "clock",
        r"(?:(?:around|about) +)?(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? *(?P<half>a\.?m|p\.?m)\b\.?"
        rf"|(?P<h24>[01]?\d|2[0-4]):(?P<m24>[0-5]\d)|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)"
        rf"(?= +(?:{_ZONE}|hours|hrs)\b))"
        rf"(?: +(?:{_ZONE}|hours|hrs)\b)?(?: *\(\d{{1,2}}:?\d\d *{_ZONE}\))?",
        _clock,
    ),
    (
        "named time",
        r"(?:(?:around|about) +)?(?:the +)?(?:(?:early|late|mid|small|pre-?dawn)(?: +|-))?"
        r"(?P<named>noon|midday|midnight|dawn|daybreak|sunrise|first +light|dusk|sunset|nightfall"
        r"|(?<=early )hours(?= +of)|(?<=small )hours(?= +of)|(?<=dawn )hours|(?<=mid )afternoon|(?<=mid-)afternoon"
        r"|(?<=mid )morning|(?<=mid-)morning)",
        _named,
    ),
    (NIGHT, r"the +(?:(?:early|late) +)?(?P<part>night)(?= +of +)", _part),
    (
        "part of a day",
        rf"(?:the +(?:(?:early|late) +)?{w.PART}(?= +of +)"
        r"|(?<=in )the +(?:(?:early|late) +)?(?P<part2>morning|afternoon|evening))",
        lambda m, cues: _time(w.PARTS[m["part"] or m["part2"]], alone=False),
    ),
    (OVERNIGHT, r"overnight", _overnight),
)
CLOCK_RULES: tuple[Rule, ...] = tuple(rule(name, pattern, read) for name, pattern, read in _TABLE)
