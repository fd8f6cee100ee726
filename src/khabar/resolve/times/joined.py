"""Where two expressions make one time: a clock time and its day, a day and the longer time in which it lies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from khabar.model import Span
from khabar.resolve.times.clock import NIGHT, OVERNIGHT
from khabar.resolve.times.days import Sense, plus
from khabar.resolve.times.meaning import Carry, Found, Within
from khabar.resolve.times.words import PARTS

_GAP = re.compile(r",? *(?:(?:on|of|in +the|at|from|(?P<into>into)) +)?|-")
_ONWARD = re.compile(r" *(?:to|into|-) *(?:the +)?(?:mon|tues|wednes|thurs|fri|satur|sun|\d)")


# `3 May last year`, `Monday of last week`, `3 May, two years ago`; `last week on Monday`, `last year's 3 May …`.
_INSIDE = re.compile(r"(?P<comma>,)? +(?:(?:of|in|during) +)?")
_AROUND = re.compile(r"(?:,? +(?:on|in|during) +(?:the +)?|'s +)")
_LONGER = frozenset({"period", "period before last", "ago", "period of a story"})


def joined(found: Sequence[Found], smooth: str) -> Iterator[Found]:
    """A clock time or a part of the day with the day next to it makes one time: `5 p.m. on Nov. 9`, `Nov. 9 at
    noon`, `overnight into Sunday`. So does a time with the longer one in which it lies: `3 May last year`."""
    held: Found | None = None
    for f in found:
        if held is not None:
            both = _of_a_day(held, f, smooth) or _of_a_period(held, f, smooth)
            if both is not None:
                held = both
                continue
            yield held
        held = f
    if held is not None:
        yield held


def _of_a_day(a: Found, b: Found, smooth: str) -> Found | None:
    gap = _GAP.fullmatch(smooth, a.span.end, b.span.start)
    clock, day = (a, b) if a.meaning.grain == "clock" else (b, a)
    if gap is None or clock.meaning.grain != "clock" or day.meaning.grain not in ("day", "time"):
        return None
    if day.meaning.type != "DATE" and day.meaning.vague.partition("T")[2] not in PARTS.values():
        return None
    time, into = clock.meaning.vague.partition("T")[2], gap["into"] is not None
    inner, within = day.meaning.at, day.meaning.within
    # A night may reach over into the next day; which of its nights `overnight Saturday` names is not told.
    before = -1 if into or (clock.name == OVERNIGHT and not _ONWARD.match(smooth, day.span.end)) else 0
    after = 1 if clock.name in (OVERNIGHT, NIGHT) and not into else 0

    def timed(sense: Sense) -> Sense:
        if sense.first is None or sense.last is None or not (before or after):
            return replace(sense, value=f"{sense.value.partition('T')[0]}T{time}")
        first, last = plus(sense.first, before), sense.last if sense.first < sense.last else plus(sense.last, after)
        return Sense(f"{first if into else sense.value}T{time}", first, last)

    meaning = replace(
        day.meaning,
        type="TIME",
        grain="time",
        vague=f"{day.meaning.vague.partition('T')[0]}T{time}",
        at=lambda said: timed(inner(said)),
        carry=None,
        within=within and Within(within.unit, lambda sense: (s := within.read(sense)) and timed(s)),
    )
    return Found(Span(a.span.start, b.span.end), day.name, meaning, day.sentence, day.future)


def _of_a_period(a: Found, b: Found, smooth: str) -> Found | None:
    inner, outer = (b, a) if a.name in _LONGER else (a, b)
    within, far = inner.meaning.within, outer.meaning
    if within is None or outer.name not in _LONGER or far.grain != within.unit:
        return None
    gap = (_INSIDE if inner is a else _AROUND).fullmatch(smooth, a.span.end, b.span.start)
    if gap is None or (inner is a and (smooth.startswith("'s", b.span.end) or (gap["comma"] and outer.name != "ago"))):
        return None
    whole, alone, read = far.at, inner.meaning.at, within.read
    carry, hung = None, far.carry
    if hung is not None and not far.alone:
        carry = Carry(hung.grains, lambda anchor: _read(read, hung.read(anchor)), hung.reach, inner.meaning.type)
    meaning = replace(inner.meaning, at=lambda said: _read(read, whole(said)) or alone(said), carry=carry, within=None)
    ahead = re.search(r"\bnext\b|from now|hence", outer.span.of(smooth)) is not None
    return Found(Span(a.span.start, b.span.end), IN_A_PERIOD, meaning, inner.sentence, ahead)


def _read(read: Callable[[Sense], Sense | None], outer: Sense | None) -> Sense | None:
    return None if outer is None else read(outer)


IN_A_PERIOD = "time in a period"
