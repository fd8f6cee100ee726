"""What the words around a time do to it: after, before, since, until, by, from … to, between … and, X and Y."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from khabar.model import Span
from khabar.resolve.times.days import Sense, plus
from khabar.resolve.times.find import Found

_COARSE = frozenset({"month", "quarter", "season", "year", "decade", "century", "week", "ref"})
_POINTS = _COARSE | {"day", "time", "weekend"}
_LEAD = re.compile(
    r"(?:\b(?P<since>(?:ever +)?since|starting(?: +(?:in|on|from))?|beginning(?: +(?:in|on))?|as +of|from)"
    r"|\b(?P<after>(?:shortly +|soon +|just +|years +|long +)?after|following|later +than)"
    r"|\b(?P<before>(?:shortly +|just +|long +)?before|prior +to|ahead +of|earlier +than)"
    r"|\b(?P<until>until|till|up +to|through|to)"
    r"|\b(?P<by>by(?: +the +end +of)?|no +later +than)"
    r"|\b(?P<between>between)"
    r"|\b(?P<on>on|in|during|over|at|for|of|within|throughout|around|about)) +(?:the +)?$"
)
_LINKS = re.compile(
    r"(?P<to> *(?:to|until|till|through|-) *(?:the +)?)|(?P<and> *(?:,|and|or|, +and) +(?:on +|in "
    r"+)?(?:the +)?)"
)
_LEAD_REACH = 32


@dataclass(frozen=True, slots=True)
class Bound:
    """How the words before an expression bind it: `how` is since, after, before, until, by, between, on or "";
    `start` is where those words begin. `partner` is the index of the other end of a range, where there is one."""

    how: str
    start: int
    partner: int | None = None


def bounds_of(found: Sequence[Found], smooth: str) -> list[Bound]:
    """How each expression is bound, in the same order."""
    bounds = [_lead(f, smooth) for f in found]
    for i in range(len(found) - 1):
        a, b = found[i], found[i + 1]
        if not (a.meaning.grain in _POINTS and b.meaning.grain in _POINTS):
            continue
        link = _LINKS.fullmatch(smooth[a.span.end : b.span.start])
        if link is None:
            continue
        how = bounds[i].how
        closed = how == "between" or (link["to"] is not None and how in ("since", "on", ""))
        listed = link["and"] is not None and a.meaning.grain == b.meaning.grain and how in ("on", "")
        if closed or listed:
            kind = "between" if closed else "listed"
            bounds[i] = Bound(kind, bounds[i].start, i + 1)
            bounds[i + 1] = Bound(kind, bounds[i].start, i)
    return bounds


def _lead(found: Found, smooth: str) -> Bound:
    start = max(found.sentence.start, found.span.start - _LEAD_REACH, 0)
    m = _LEAD.search(smooth[start : found.span.start]) if start < found.span.start else None
    if m is None:
        return Bound("", found.span.start)
    return Bound(str(m.lastgroup), start + m.start())


def bound(sense: Sense, grain: str, how: str, other: Sense | None = None) -> Sense:
    """The days that a bound expression means; `other` is the far end of a range. Lengths and sets are not bound."""
    if grain not in _POINTS:
        return sense
    if other is not None:
        return _hull(sense, other, every=how == "between")
    coarse = grain in _COARSE
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
