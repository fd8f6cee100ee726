"""Rules for times that are told loosely: now, recently, in recent weeks, soon, in the coming days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from khabar.resolve.times import words as w
from khabar.resolve.times.days import Sense, plus
from khabar.resolve.times.meaning import Cues, Meaning, Rule, rule

# How long ago "recently" may be at most: about three months.
RECENT_DAYS = 92
_RECENT_UNITS = {
    "day": 14,
    "week": 60,
    "month": 270,
    "year": 3653,
    "quarter": 730,
    "hour": 2,
    "decade": 10957,
}


def _recent(m: re.Match[str], cues: Cues) -> Meaning | None:
    unit = m["unit"]
    days = _RECENT_UNITS.get(unit or "", RECENT_DAYS)
    letter = w.UNITS[unit][0] if unit else ""
    few = bool(unit) and (unit not in ("day", "year") or "few" in m[0])
    value = f"PX{letter}" if few else "PAST_REF"

    def at(said: date) -> Sense:
        return Sense(value, plus(said, -days), said)

    return Meaning("DURATION" if few else "DATE", value, at, "length" if few else "ref")


def _coming(m: re.Match[str], cues: Cues) -> Meaning | None:
    unit = m["unit"]
    length = m["which"].startswith("next")
    value = f"P{'T' if unit == 'hour' else ''}X{w.UNITS[unit][0][-1]}" if length else "FUTURE_REF"

    def at(said: date) -> Sense:
        return Sense(value, said, plus(said, _RECENT_UNITS[unit]))

    return Meaning("DURATION" if length else "DATE", value, at, "length" if length else "ref")


def _one_day_to_come(m: re.Match[str], cues: Cues) -> Meaning | None:
    return _after_now(m, cues) if cues.future and not cues.before.endswith("for ") else None


def _now(m: re.Match[str], cues: Cues) -> Meaning | None:
    return Meaning("DATE", "PRESENT_REF", lambda said: Sense("PRESENT_REF", said, said, True), "ref")


def _before_now(m: re.Match[str], cues: Cues) -> Meaning | None:
    return Meaning("DATE", "PAST_REF", lambda said: Sense("PAST_REF", None, said), "ref")


def _after_now(m: re.Match[str], cues: Cues) -> Meaning | None:
    return Meaning("DATE", "FUTURE_REF", lambda said: Sense("FUTURE_REF", said, None), "ref")


_RECENTLY = r"(?P<unit>day|week|month|year|quarter|hour|decade)s?"


_Read = Callable[[re.Match[str], Cues], Meaning | None]
_TABLE: tuple[tuple[str, str, _Read], ...] = (
    ("one day", r"one +day", _one_day_to_come),
    (
        "recent",
        rf"(?:the +)?(?:recent|last few|past few|past several|last several) +{_RECENTLY}"
        r"(?: +(?:and|or) +(?:week|month|year)s)?",
        _recent,
    ),
    ("recently", r"(?:more +|most +|very +)?recently(?P<unit>)|lately", _recent),
    (
        "coming",
        r"(?:the +)?(?P<which>coming|next +(?:few|several|couple +of)) +(?P<unit>hour|day|week|month|year|quarter)s",
        _coming,
    ),
    (
        "now",
        r"now|currently|at +present|presently|at +the +moment|these +days|as +of +now"
        r"|the +current(?= +(?:operation|situation|conflict|war|campaign|crisis))|to +date",
        _now,
    ),
    (
        "before now",
        r"(?<=in )the +past(?! +\w)|the +past(?=[.,;])|(?<=in )the +past(?= +(?:it|he|she|they|we|the|that)\b)",
        _before_now,
    ),
    (
        "after now",
        r"soon(?! +(?:after|as)\b)|the +(?:near +|foreseeable +)?future(?! +(?:of|for)\b)|as +soon +as +possible",
        _after_now,
    ),
)
VAGUE_RULES: tuple[Rule, ...] = tuple(rule(name, pattern, read) for name, pattern, read in _TABLE)
