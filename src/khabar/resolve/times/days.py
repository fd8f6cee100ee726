"""Reckoning with days, months and years. Every function is total on `date.min`..`date.max`."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Sense:
    """What words mean, said on one day: a TIMEX3 `value` and the days `first`..`last` (both inclusive, None: open).

    `every`: true of every day in it, not only of some.
    """

    value: str
    first: date | None = None
    last: date | None = None
    every: bool = False


def plus(day: date, days: int) -> date:
    """`day` moved by `days`, held inside the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def month_of(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month; `month` may run over 12 or under 1, and is held inside the calendar."""
    months = min(max(year * 12 + month - 1, 12), 9999 * 12 + 11)
    year, month = months // 12, months % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_of(year: int) -> tuple[date, date]:
    """First and last day of a year, held inside the calendar."""
    year = min(max(year, 1), 9999)
    return date(year, 1, 1), date(year, 12, 31)


def day_in(year: int, month: int, day: int) -> date | None:
    """That day, None where the calendar has none (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def week_of(day: date) -> tuple[date, date]:
    """The days of "this week": from the Sunday on or before `day` to the Sunday after it.

    Where weeks begin, on Sunday or on Monday, is left open.
    """
    monday = plus(day, 1 - day.isoweekday())
    return plus(monday, -1), plus(monday, 6)


def week_value(day: date) -> str:
    """The ISO week of a day as TIMEX3 writes it: `2017-W22`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def weekday_near(day: date, weekday: int, step: int) -> date:
    """The nearest such weekday (1 Monday .. 7 Sunday): on or before `day` for step -1, after it for +1."""
    if step < 0:
        return plus(day, -((day.isoweekday() - weekday) % 7))
    return plus(day, (weekday - day.isoweekday() - 1) % 7 + 1)


def in_months(day: date, months: int) -> date:
    """The same day of the month, that many months on; the month's last day where it is shorter."""
    first, last = month_of(day.year, day.month + months)
    return min(plus(first, day.day - 1), last)


def part_of(first: date, last: date, share: tuple[float, float]) -> tuple[date, date]:
    """That share of the days `first`..`last`, rounded outwards."""
    length = (last - first).days
    return first + timedelta(int(length * share[0])), last - timedelta(int(length * (1 - share[1])))


def hull(a: Sense, b: Sense) -> Sense:
    """The days of both and all between; the first one's value."""
    first = None if a.first is None or b.first is None else min(a.first, b.first)
    last = None if a.last is None or b.last is None else max(a.last, b.last)
    return Sense(a.value, first, last, a.every and (a.first, a.last) == (b.first, b.last))
