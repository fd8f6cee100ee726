"""Sets of candidate days as masks: what a cue allows is one, and what several allow together is their intersection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

FIRST, LAST = date(1800, 1, 1), date(2199, 12, 31)
_BASE = FIRST.toordinal() - 1
# One bit a day; the lowest stands for all days before FIRST, the highest for all after LAST.
_SIZE = LAST.toordinal() - _BASE + 2
_ALL = (1 << _SIZE) - 1
_ENDS = 1 | 1 << (_SIZE - 1)


@dataclass(frozen=True, slots=True)
class Days:
    """A set of days. `&` is intersection, `|` union; empty is False; days before 1800 or after 2199 are not told
    apart."""

    bits: int

    def __and__(self, other: Days) -> Days:
        return Days(self.bits & other.bits)

    def __or__(self, other: Days) -> Days:
        return Days(self.bits | other.bits)

    def __bool__(self) -> bool:
        return self.bits != 0

    def __contains__(self, day: date) -> bool:
        return bool(self.bits >> _at(day) & 1)

    def __len__(self) -> int:
        return self.bits.bit_count()

    @property
    def first(self) -> date | None:
        """The earliest day; None where there is none, or days without end before."""
        return self._day((self.bits & -self.bits).bit_length() - 1)

    @property
    def last(self) -> date | None:
        """The latest day; None where there is none, or days without end after."""
        return self._day(self.bits.bit_length() - 1)

    def _day(self, at: int) -> date | None:
        return date.fromordinal(_BASE + at) if 0 < at < _SIZE - 1 else None

    @property
    def bounds(self) -> tuple[date | None, date | None]:
        """The earliest and the latest day."""
        return self.first, self.last

    @property
    def span(self) -> int | None:
        """How many days lie between the bounds, both counted; None where a bound is open."""
        return (self.last - self.first).days + 1 if self.first and self.last else None


ANY = Days(_ALL)
"""Every day."""


@lru_cache(maxsize=1024)
def between(first: date | None, last: date | None) -> Days:
    """All days from `first` to `last`, both included; None: without end. No day where they are crossed."""
    low = 0 if first is None else _at(first)
    high = _SIZE - 1 if last is None else _at(last)
    return Days((1 << (high - low + 1)) - 1 << low) if low <= high else Days(0)


def any_of(stretches: Iterable[tuple[date | None, date | None]]) -> Days:
    """All days in any of these stretches."""
    bits = 0
    for first, last in stretches:
        bits |= between(first, last).bits
    return Days(bits)


@lru_cache(maxsize=128)
def on_weekdays(weekdays: frozenset[int]) -> Days:
    """All days on one of these weekdays (1 Monday .. 7 Sunday), and, as nobody counts them, those before 1800 and
    after 2199."""
    week = sum(1 << n for n in range(7) if date.fromordinal(_BASE + 1 + n).isoweekday() in weekdays)
    weeks = _SIZE // 7 + 1
    every = week * (((1 << 7 * weeks) - 1) // 127) << 1
    return Days(every & _ALL | _ENDS)


def _at(day: date) -> int:
    return min(max(day.toordinal() - _BASE, 0), _SIZE - 1)
