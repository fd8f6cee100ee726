"""What a text shows of its own day through the dates that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from khabar.model import Span
from khabar.resolve.times.days import day_in, plus
from khabar.resolve.times.find import Found
from khabar.resolve.times.ranges import Bound

Windows = tuple[tuple[date, date], ...]
# How long after the newest day that it names a report appears, by custom, in days.
# A text that tells the last days by their weekdays gives a month and day only to what is older; hence the
# longer reach.
AFTER_A_DAY, AFTER_A_DAY_BESIDE_WEEKDAYS, AFTER_A_DAY_THIS_WEEK, AFTER_A_DATELINE = 31, 62, 7, 2
_PAST_VERB = re.compile(
    r"\b(?:was|were|had|did|said|told|began|took|fell|fallen|came|went|led|became|met|left|held|won|lost|fought|broke|spoke|gave|saw|drove|struck|shot|withdrew|grew|rose|ran|flew|wrote|stood|brought|built|kept|cut|hit|sent|made|\w{3,}ed)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|by|until|next|due|plans?|expected|could|should|may(?! *\d)|might|if"
    r"|forecast\w*|fiscal)\b"
)
_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")
_PERIOD_END = re.compile(r"\b(?:ended|ending|as +of|dated|payable|due|effective|record)(?: +on)? +$")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\byesterday\b")
_THIS_WEEK = re.compile(r"\btoday\b|\btonight\b|\bthis +(?:week|morning)\b")


class Strength(IntEnum):
    """What a cue rests on, the strongest last."""

    CUSTOM = 0
    POST = 1
    EVENT = 2
    DATE = 3
    EVENT_WITH_ITS_DAY = 4
    BYLINE = 5


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that bear on the day of publication: the `windows` of days that they allow and, if any, the `weekdays`.

    Where cues contradict each other the stronger wins.
    """

    windows: Windows
    reason: str
    strength: Strength
    weekdays: frozenset[int] = field(default_factory=frozenset)

    @property
    def custom(self) -> bool:
        """Whether it says so only by the habits of news."""
        return self.strength is Strength.CUSTOM


@dataclass(frozen=True, slots=True)
class Named:
    """A day that the text names as past, without its year: month, day, weekday if told, whether the dateline has
    it."""

    month: int
    day: int
    words: str
    span: Span
    weekday: int | None = None
    dateline: bool = False

    def in_year(self, year: int) -> date | None:
        """That day in that year; None where the year has none, or not on that weekday."""
        found = day_in(year, self.month, self.day)
        return None if found is None or (self.weekday and found.isoweekday() != self.weekday) else found


def from_on(day: date) -> Windows:
    """All days from `day` on."""
    return ((day, date.max),)


def explicit(found: Sequence[Found], bounds: Sequence[Bound], text: str) -> Iterator[tuple[Found, date, date]]:
    """The dates named with their year as past: the words, their first and their last day."""
    for f, b in zip(found, bounds, strict=True):
        meaning = f.meaning
        if (
            not meaning.fixed
            or meaning.grain not in ("day", "time", "month", "year")
            or f.future
            or b.how in ("by", "until", "before")
        ):
            continue
        sense = meaning.at(date(2000, 1, 1))
        if sense.first is None or sense.last is None:
            continue
        if _told_as_past(f, text) and (b.how or meaning.grain != "year"):
            yield f, sense.first, sense.last


def _told_as_past(f: Found, text: str) -> bool:
    start, end = max(f.sentence.start, f.span.start - _REACH), min(f.sentence.end, f.span.end + _REACH)
    sentence = text[min(start, f.span.start) : max(end, f.span.end)].lower()
    return _PAST_VERB.search(sentence) is not None and _AHEAD.search(sentence) is None


# How far around a date its sentence is looked at, in code points.
_REACH = 400


def yearless(
    found: Sequence[Found], bounds: Sequence[Bound], text: str, datelines: Sequence[Span]
) -> tuple[Named, ...]:
    """The days named as past without their year; of one day named often the first."""
    out: dict[tuple[str, int | None, bool], Named] = {}
    for f, b in zip(found, bounds, strict=True):
        m = _YEARLESS.match(f.meaning.vague)
        if not m or f.future or b.how in ("by", "until", "before") or _PERIOD_END.search(_before(f, text)):
            continue
        in_dateline = any(d.holds(f.span) for d in datelines)
        if in_dateline or _told_as_past(f, text):
            named = Named(int(m[1]), int(m[2]), f.span.of(text), f.span, f.meaning.weekday, in_dateline)
            out.setdefault((m[0], f.meaning.weekday, in_dateline), named)
    return tuple(out.values())


def _before(f: Found, text: str) -> str:
    return text[max(0, f.span.start - 20) : f.span.start]


def newest(days: Sequence[Named]) -> tuple[Named, ...]:
    """Which of days without years can be the latest, if all lie within a year: those with the longest gap behind
    them.

    Several where the gaps are too alike to tell. A dateline's day always is the latest.
    """
    on_top = [d for d in days if d.dateline]
    if on_top:
        return (on_top[0],)
    ring = sorted({(d.month, d.day): d for d in days}.values(), key=lambda d: (d.month, d.day))
    if len(ring) < 2:
        return tuple(ring)
    at = [date(2000, d.month, d.day).timetuple().tm_yday for d in ring]
    gaps = [(at[(i + 1) % len(at)] - a) % 366 or 366 for i, a in enumerate(at)]
    longest = max(gaps)
    return tuple(d for d, gap in zip(ring, gaps, strict=True) if gap * 1.5 >= longest)


def custom_span(named: Named, smooth: str) -> int:
    """How many days after such a newest day the report appears, by custom."""
    if named.dateline:
        return AFTER_A_DATELINE
    if _WEEKDAY.search(smooth):
        return AFTER_A_DAY_BESIDE_WEEKDAYS
    return AFTER_A_DAY_THIS_WEEK if _THIS_WEEK.search(smooth) else AFTER_A_DAY


def yearless_cue(days: Sequence[Named], smooth: str, low: date | None, high: date) -> Cue | None:
    """The days after each year's newest named day; the years left between `low` and `high` are told, where they are
    few."""
    tops = newest(days)
    windows: list[tuple[date, date]] = []
    for top in tops:
        reach = custom_span(top, smooth)
        starts = (top.in_year(year) for year in range(_FIRST_YEAR, high.year + 1))
        windows += [(d, plus(d, reach)) for d in starts if d and d <= high and _weekdays_fit(days, d)]
    if not windows:
        return None
    years = sorted({first.year for first, last in windows if low and last >= low})
    words = " or ".join(f"“{t.words}”" for t in tops[:2])
    told = f" (in {', '.join(map(str, years))})" if 0 < len(years) <= _FEW_YEARS else ""
    within = max(custom_span(t, smooth) for t in tops)
    reason = f"{words} is the newest day named as past{told}; a report appears within {within} days of it, by custom."
    # Before the first year that is tried nothing is known, and an open start stays open.
    return Cue(merged([(date.min, date(_FIRST_YEAR - 1, 12, 31)), *windows]), reason, Strength.CUSTOM)


_FIRST_YEAR, _FEW_YEARS = 1900, 4


def _weekdays_fit(days: Sequence[Named], newest_day: date) -> bool:
    """Whether every named weekday falls on its day in the twelve months up to the newest day."""
    for named in days:
        if named.weekday is None:
            continue
        year = newest_day.year - ((named.month, named.day) > (newest_day.month, newest_day.day))
        if named.in_year(year) is None:
            return False
    return True


def merged(windows: Sequence[tuple[date, date]]) -> Windows:
    """The same days as disjoint stretches in order."""
    out: list[tuple[date, date]] = []
    for first, last in sorted(windows):
        if out and first <= plus(out[-1][1], 1):
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return tuple(out)


def common(a: Windows, b: Windows) -> Windows:
    """The days that lie in both."""
    return merged([(max(x, v), min(y, w)) for x, y in a for v, w in b if max(x, v) <= min(y, w)])


def on_weekdays(windows: Windows, weekdays: frozenset[int]) -> Windows:
    """The same stretches, cut back to begin and end on one of those weekdays."""
    out = []
    for start, end in windows:
        first, last = start, end
        while first <= last and first.isoweekday() not in weekdays and first < date.max:
            first = plus(first, 1)
        while last > first and last.isoweekday() not in weekdays:
            last = plus(last, -1)
        if first <= last and first.isoweekday() in weekdays:
            out.append((first, last))
    return tuple(out)
