"""Time as people report it: an interval with its words and its reasons, never a bare day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

CLASH = "This does not fit "
"""How a reason begins that speaks against the days it stands with."""


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, either end open (None).

    `earliest` and `latest` are calendar days, both inclusive. `every` is True where the thing is true on every day of
    the interval, False where it is true on some day in it (Security Force Monitor's precise and imprecise ranges).
    `text` holds the words that say so; `reasons` say how the words became days. Raises `ValueError` where the ends
    are crossed.
    """

    earliest: date | None = None
    latest: date | None = None
    every: bool = False
    text: str = ""
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"ends before it starts: {self.earliest} > {self.latest}")

    @classmethod
    def on(cls, day: date, text: str = "", *reasons: str) -> When:
        """One single day."""
        return cls(day, day, every=True, text=text, reasons=reasons)

    @property
    def open(self) -> bool:
        """Whether nothing at all is known of it."""
        return self.earliest is None and self.latest is None

    @property
    def days(self) -> int | None:
        """The number of days in it, both ends counted; None where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def meets(self, other: When) -> bool:
        """Whether some day can lie in both."""
        return _not_after(self.earliest, other.latest) and _not_after(other.earliest, self.latest)

    def holds(self, day: date) -> bool:
        """Whether `day` can lie in it."""
        return self.meets(When(day, day))

    def narrowed(self, other: When) -> When | None:
        """The days that lie in both, with the reasons of both; None where no day does."""
        if not self.meets(other):
            return None
        starts = [d for d in (self.earliest, other.earliest) if d]
        ends = [d for d in (self.latest, other.latest) if d]
        return replace(
            self,
            earliest=max(starts, default=None),
            latest=min(ends, default=None),
            reasons=self.reasons + tuple(r for r in other.reasons if r not in self.reasons),
        )

    def edtf(self) -> str:
        """The interval in EDTF level 1: `2017-06-01`, `2017-06-01/2017-06-03`, `2017-06-01/..`."""
        if self.earliest and self.earliest == self.latest:
            return self.earliest.isoformat()
        ends = (self.earliest, self.latest)
        return "/".join(d.isoformat() if d else ".." for d in ends)


def clashes(when: When) -> tuple[str, ...]:
    """The reasons that speak against the days that they stand with."""
    return tuple(r for r in when.reasons if r.startswith(CLASH))


_PART = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?")


def parse_edtf(text: str) -> When:
    """An EDTF day, month, year, or interval of them (`..` or nothing for an open end).

    Raises `ValueError` with what was expected where it is none of these.
    """
    words = text.strip()
    first, slash, last = words.partition("/")
    start, _ = _bounds(first, words)
    _, end = _bounds(last if slash else first, words)
    return When(start, end, every=start is not None and start == end, text=words)


def _bounds(part: str, whole: str) -> tuple[date | None, date | None]:
    if part in ("", ".."):
        if not whole.replace("/", "").replace(".", ""):
            raise ValueError(f"no date in {whole!r}; give YYYY, YYYY-MM, YYYY-MM-DD or two of them with a /")
        return None, None
    match = _PART.fullmatch(part)
    if not match:
        raise ValueError(f"not a date: {whole!r}; give YYYY, YYYY-MM, YYYY-MM-DD or two of them with a /")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if match[2]:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError as error:
        raise ValueError(f"no such day in the calendar: {whole!r}; give YYYY, YYYY-MM or YYYY-MM-DD") from error


def _not_after(a: date | None, b: date | None) -> bool:
    return a is None or b is None or a <= b
