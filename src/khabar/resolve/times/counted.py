"""Rules for times that are counted off from the day of saying: two Mondays ago, the week before last, the 14th."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from khabar.resolve.times import words as w
from khabar.resolve.times.days import Sense, day_in, month_of, plus, weekday_near
from khabar.resolve.times.meaning import Anchor, Carry, Cues, Meaning, Rule, Within, rule
from khabar.resolve.times.periods import VAGUE_PERIODS, day_of_month, stretch


def _weekdays_ago(m: re.Match[str], cues: Cues) -> Meaning | None:
    """`two Mondays ago`; `the Monday before last`, which is the second back from now."""
    weekday, count = w.WEEKDAYS[m["weekday"] or m["weekday2"]], int(w.number(m["n"]) or 0) if m["n"] else 2
    if not 1 <= count <= _MANY:
        return None
    ahead = (m["how"] or m["how2"]).startswith(("from", "after"))

    def at(said: date) -> Sense:
        near = weekday_near(said, weekday, 1) if ahead else weekday_near(plus(said, -1), weekday, -1)
        day = plus(near, (7 if ahead else -7) * (count - 1))
        return Sense(day.isoformat(), day, day, True)

    return Meaning("DATE", f"XXXX-WXX-{weekday}", at, "day", weekday=weekday)


_MANY = 100


def _before_last(m: re.Match[str], cues: Cues) -> Meaning | None:
    unit, ahead = m["unit"], m["how"].startswith("after")
    if unit == "night":
        return None if ahead else Meaning("TIME", "XXXX-XX-XXTNI", _night_before_last, "time")

    def at(said: date) -> Sense:
        if unit in ("week", "weekend"):
            return Sense(*stretch(unit, plus(said, 7 if ahead else -7), 1 if ahead else -1))
        return Sense(*stretch(unit, said, 2 if ahead else -2))

    return Meaning("DATE", VAGUE_PERIODS[unit], at, unit)


def _night_before_last(said: date) -> Sense:
    return Sense(f"{plus(said, -2)}TNI", plus(said, -2), plus(said, -1))


# Ordinals count brigades and floors too: a day where such words stand before it, and none that it could count behind.
_ON = re.compile(
    r"(?:\b(?:on|by|since|until|till|from|between|through|before|after)"
    r"|\b(?:from|between) +the +\d{1,2}(?:st|nd|rd|th) +(?:to|and|until|till|through)) +$"
)
_GOES_ON = (
    r" *(?:[;:)\"'!?]|,(?! *(?:and +)?(?:the +)?\d)|\.(?!\d)|$|--"
    r"|(?:at|when|while|as|after|before|by|that|until|till|through|of +(?:this|last|next|that|the)|in +the|the|an?|he"
    r"|she|it|they|we|there|but|from|his|her|its|their|said)\b|and +(?!the\b|\d))"
)
_ENDS = re.compile(
    rf"{_GOES_ON}| +(?:to|and|until|till|through) +(?:the +)?\d{{1,2}}(?:st|nd|rd|th)(?:{_GOES_ON}| +of +{w.MONTH})"
)


def _day_of_month(m: re.Match[str], cues: Cues) -> Meaning | None:
    """`on the 14th`: of the month that the text speaks of, else the nearest."""
    day = int(m["day"])
    if not 1 <= day <= 31 or not _ON.search(cues.before) or not _ENDS.match(cues.after):
        return None
    step = 1 if cues.future else -1

    def at(said: date) -> Sense:
        for months in range(0, 4 * step, step):
            first = month_of(said.year, said.month + months)[0]
            found = day_in(first.year, first.month, day)
            if found and (found - said).days * step >= 0:
                return Sense(found.isoformat(), found, found, True)
        return Sense(_vague(day))

    def goes_on(anchor: Anchor) -> Sense | None:
        since = anchor.sense.first
        if since is None:
            return None
        for months in (0, 1):
            first = month_of(since.year, since.month + months)[0]
            found = day_in(first.year, first.month, day)
            if found and found >= since:
                return Sense(found.isoformat(), found, found, True)
        return None

    carry = Carry(frozenset({"day", "month"}), goes_on)
    return Meaning("DATE", _vague(day), at, "day", carry=carry, within=Within("month", lambda s: _in_month(s, day)))


def _in_month(month: Sense, day: int) -> Sense | None:
    found = day_of_month(month, day)
    return Sense(found.isoformat(), found, found, True) if found else None


def _vague(day: int) -> str:
    return f"XXXX-XX-{day:02d}"


_Read = Callable[[re.Match[str], Cues], Meaning | None]
_TABLE: tuple[tuple[str, str, _Read], ...] = (
    (
        "weekdays ago",
        rf"(?P<n>{w.NUMBER}) +{w.WEEKDAY}s? +(?P<how>ago|from +now)"
        rf"|the +{w.WEEKDAY.replace('<weekday>', '<weekday2>')} +(?P<how2>before +last|after +next)",
        _weekdays_ago,
    ),
    (
        "period before last",
        r"(?:the +)?(?P<unit>night|week|weekend|month|quarter|year|decade) +(?P<how>before +last|after +next)"
        r"(?! +week)",
        _before_last,
    ),
    ("day of the month", r"the +(?P<day>\d{1,2})(?:st|nd|rd|th)(?: +of +the +month)?", _day_of_month),
)
COUNTED_RULES: tuple[Rule, ...] = tuple(rule(name, pattern, read) for name, pattern, read in _TABLE)
