"""What the words around a time do to it: after, before, since, until, by, from … to, between … and, X and Y."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from khabar.model import Span
from khabar.resolve.times.days import Sense, in_months, plus
from khabar.resolve.times.meaning import Found
from khabar.resolve.times.words import NUMBER, number

_COARSE = frozenset({"month", "quarter", "season", "year", "decade", "century", "week", "ref"})
_POINTS = _COARSE | {"day", "time", "weekend"}
_LEAD = re.compile(
    r"(?:\b(?P<since>(?:ever +)?since|starting(?: +(?:in|on|from))?|beginning(?: +(?:in|on))?|from)"
    r"|\b(?P<after>(?:shortly +|soon +|just +|years +|long +)?after|following|later +than)"
    r"|\b(?P<before>(?:shortly +|just +|long +)?before|prior +to|ahead +of|earlier +than)"
    r"|\b(?P<until>until|till|up +to|through)"
    r"|\b(?P<by>by(?: +the +end +of)?|no +later +than)"
    r"|\b(?P<between>between)"
    r"|\b(?P<on>as +of|on|in|during|over|at|for|of|within|throughout|around|about)) +(?:the +)?$"
)
LINKS = re.compile(
    r"(?P<to> *(?:into|to|until|till|through|-) *(?:the +)?)|(?P<and> *(?:,|and|or|, +and) +(?:on +|in "
    r"+)?(?:the +)?)"
)
# Both ends in one expression: `from 4 to 6 March`.
_TWO_DAYS = re.compile(r"\d(?:st|nd|rd|th)? ?(?:-|/|to|and|through) ?\d")
# `before dawn on Sunday` is on Sunday.
_PARTS = ("TMO", "TAF", "TEV", "TNI")
_NTH = {
    "first": 0,
    "opening": 0,
    "early": 0,
    "second": 1,
    "third": 2,
    "fourth": 3,
    "last": -1,
    "final": -1,
    "closing": -1,
}
# How many `the last days` of a month or year are taken to be.
_SOME = {"day": 10, "week": 4, "month": 4}
_DAYS = {"day": 1, "week": 7}
_PIECE = re.compile(
    rf"\b(?:the +)?(?P<which>{'|'.join(_NTH)}) +(?:(?P<n>{NUMBER})|(?P<few>few|several))? *"
    r"(?<![a-z])(?P<unit>day|week|month)(?P<many>s?) +(?:of|in) +(?:the +)?$"
)
_LEAD_REACH = 48


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a month or year: its words' start, so many of such units, the `nth` of them, from the end for -1."""

    start: int
    unit: str
    nth: int
    count: int

    def of(self, sense: Sense) -> Sense:
        """Those days of `sense`."""
        if sense.first is None or sense.last is None:
            return sense
        if self.unit == "month":
            first, last = in_months(sense.first, self.nth * self.count), in_months(sense.last, -self.count)
            ends = (plus(last, 1), sense.last) if self.nth < 0 else (first, plus(in_months(first, self.count), -1))
        else:
            days = _DAYS[self.unit] * self.count
            first = plus(sense.first, days * self.nth)
            ends = (plus(sense.last, 1 - days), sense.last) if self.nth < 0 else (first, plus(first, days - 1))
        inside = max(ends[0], sense.first), min(ends[1], sense.last)
        return Sense(sense.value, *inside) if inside[0] <= inside[1] else sense


@dataclass(frozen=True, slots=True)
class Bound:
    """How the words before an expression bind it: `how` is since, after, before, until, by, between, on or "";
    `start` is where those words begin. `partner` is the index of the other end of a range (`between`), or of the next
    in a list (`listed`), where there is one."""

    how: str
    start: int
    partner: int | None = None
    piece: Piece | None = None


def bounds_of(found: Sequence[Found], smooth: str) -> list[Bound]:
    """How each expression is bound, in the same order."""
    bounds = [_lead(f, smooth) for f in found]
    for i in range(len(found) - 1):
        a, b = found[i], found[i + 1]
        if not (a.meaning.grain in _POINTS and b.meaning.grain in _POINTS):
            continue
        link = LINKS.fullmatch(smooth[a.span.end : b.span.start])
        if link is None:
            continue
        how = bounds[i].how
        closed = how == "between" or (link["to"] is not None and how in ("since", "on", ""))
        listed = link["and"] is not None and a.meaning.grain == b.meaning.grain and how in ("on", "", "listed")
        if closed:
            bounds[i] = replace(bounds[i], how="between", partner=i + 1)
            bounds[i + 1] = replace(bounds[i + 1], how="between", start=bounds[i].start, partner=i)
        elif listed:
            # Each of a list is its own time.
            bounds[i] = replace(bounds[i], how="listed", partner=i + 1)
            bounds[i + 1] = replace(bounds[i + 1], how="listed")
    return bounds


def _lead(found: Found, smooth: str) -> Bound:
    start = max(found.sentence.start, found.span.start - _LEAD_REACH, 0)
    piece = _piece(found, smooth, start)
    end = piece.start if piece else found.span.start
    m = _LEAD.search(smooth[start:end]) if start < end else None
    if m is None:
        return Bound("", end, piece=piece)
    how = str(m.lastgroup)
    if how in ("since", "between") and _TWO_DAYS.search(smooth, found.span.start, found.span.end):
        how = "on"
    return Bound(how, start + m.start(), piece=piece)


def _piece(found: Found, smooth: str, start: int) -> Piece | None:
    m = _PIECE.search(smooth[start : found.span.start]) if found.meaning.grain in ("month", "year") else None
    if m is None:
        return None
    count = number(m["n"]) if m["n"] else 1.0 if not m["many"] and not m["few"] else _SOME[m["unit"]]
    nth = _NTH.get(m["which"], 0)
    return Piece(start + m.start(), m["unit"], nth, int(count or 1))


def bound(sense: Sense, grain: str, how: str, other: Sense | None = None) -> Sense:
    """The days that a bound expression means; `other` is the far end of a range. Lengths and sets are not bound."""
    if grain not in _POINTS:
        return sense
    if other is not None:
        return _hull(sense, other, every=True)
    coarse = grain in _COARSE
    if how in ("before", "after") and sense.value.endswith(_PARTS):
        return sense
    if how == "since":
        return Sense(sense.value, sense.first, None, every=True)
    if how == "after":
        first = sense.first if coarse or sense.last is None else plus(sense.last, 1)
        return Sense(sense.value, first, None)
    if how == "before":
        last = sense.last if coarse or sense.first is None else plus(sense.first, -1)
        return Sense(sense.value, None, last)
    if how in ("until", "by"):
        return Sense(sense.value, None, sense.last, every=how == "until")
    return sense


def _hull(a: Sense, b: Sense, every: bool) -> Sense:
    firsts, lasts = (a.first, b.first), (a.last, b.last)
    first = None if None in firsts else min(d for d in firsts if d)
    last = None if None in lasts else max(d for d in lasts if d)
    return Sense(a.value, first, last, every)


def words_of(text: str, span: Span, start: int) -> str:
    """The words of an expression with those that bind it, blanks made single."""
    return " ".join(text[start : span.end].split())
