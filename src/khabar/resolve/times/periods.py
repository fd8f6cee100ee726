"""Reckoning with weeks, months, quarters and years from a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from khabar.resolve.times.days import Sense, day_in, in_months, month_of, plus, week_of, week_value, year_of

VAGUE_PERIODS = {
    "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "year": "XXXX", "decade": "XXX",
    "century": "XX",
}  # fmt: skip
VAGUE_UNITS = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}


def stretch(unit: str, said: date, step: int) -> tuple[str, date, date]:
    """The value and the days of this, the last (-1) or the next (1) such unit."""
    if unit == "week":
        day = plus(said, 7 * step)
        if step < 0 and said.isoweekday() == 7:
            # Where weeks begin on Sunday, the last one ended yesterday.
            return week_value(said), week_of(day)[0], plus(said, -1)
        return week_value(day), *week_of(day)
    if unit == "weekend":
        return _weekend(said, step)
    if unit == "month":
        first, last = month_of(said.year, said.month + step)
        return f"{first.year:04d}-{first.month:02d}", first, last
    if unit == "quarter":
        first = month_of(said.year, (said.month - 1) // 3 * 3 + 1 + 3 * step)[0]
        return (
            f"{first.year:04d}-Q{(first.month - 1) // 3 + 1}",
            first,
            month_of(first.year, first.month + 2)[1],
        )
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    start = (said.year // years + step) * years
    value = f"{start:04d}"[: 5 - len(str(years))]
    return value, year_of(start)[0], year_of(start + years - 1)[1]


def _weekend(said: date, step: int) -> tuple[str, date, date]:
    """From Friday to Sunday: weekends differ over the world. On a Friday or Saturday the last one may be the one
    under way, on a Sunday it is."""
    weekday = said.isoweekday()
    sunday = plus(said, 7 - weekday + (0 if step < 0 and weekday >= 5 else 7 * step))
    return f"{week_value(sunday)}-WE", plus(sunday, -9 if step < 0 and weekday in (5, 6) else -2), sunday


# `more than a year ago` reaches further back than a year.
LONGER = ("more than", "over", "well over", "at least")


def longer(move: Callable[[date], Sense], days: int) -> Callable[[date], Sense]:
    """The same, reaching further back by so many days."""

    def at(said: date) -> Sense:
        sense = move(said)
        return Sense(sense.value, plus(sense.first or said, -days), sense.last)

    return at


def at_distance(count: float, letter: str, exact: bool) -> Callable[[date], Sense]:
    """So many days, weeks, months or years from a day; the coarser the unit, the wider the days around it."""

    def at(said: date) -> Sense:
        if letter == "D":
            day = plus(said, round(count))
            return Sense(day.isoformat(), day if exact else plus(day, -2), day if exact else plus(day, 2), exact)
        if letter == "W":
            day = plus(said, round(7 * count))
            return Sense(week_value(day), plus(day, -4), plus(day, 4))
        if letter == "Q":
            return Sense(*stretch("quarter", said, round(count)))
        day = in_months(said, round(count * (12 if letter == "Y" else 1)))
        if letter == "M":
            return Sense(f"{day.year:04d}-{day.month:02d}", plus(day, -20), plus(day, 20))
        return Sense(f"{day.year:04d}", plus(day, -190), plus(day, 190))

    return at


_MONTH_TOLD, _WEEK_TOLD = re.compile(r"(\d{4})-(\d\d)\b"), re.compile(r"(\d{4})-W(\d\d)\b")


def year_told(sense: Sense) -> int | None:
    """The year that a time names or lies in."""
    return int(sense.value[:4]) if sense.first and re.match(r"[1-9]\d{3}(?!\d)", sense.value) else None


def day_of_month(sense: Sense, day: int) -> date | None:
    """That day of the month that a time names."""
    m = _MONTH_TOLD.match(sense.value)
    return day_in(int(m[1]), int(m[2]), day) if m else None


def day_of_week(sense: Sense, weekday: int) -> date | None:
    """That weekday of the week that a time names."""
    m = _WEEK_TOLD.match(sense.value)
    return date.fromisocalendar(int(m[1]), int(m[2]), weekday) if m else None


def day_of_year(year: int | None, month: int, day: int, last_day: int) -> Sense | None:
    """That day, or those days of a month, in a year; None where the year is not told or has none."""
    first, last = (day_in(year, month, day), day_in(year, month, last_day)) if year else (None, None)
    return Sense(first.isoformat(), first, last, True) if first and last else None


# Within how many days a story goes on from one day to the next that it tells, where its year is told but once.
_STORY = 92


def goes_on(told: Sense, sense: Sense | None) -> bool:
    """Whether a story told in more than one sentence may go on from one time to the other."""
    if sense is None or sense.first is None or told.first is None or told.last is None:
        return False
    return (told.last - told.first).days < _STORY and 0 <= (sense.first - told.first).days <= _STORY
