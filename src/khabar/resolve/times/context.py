"""Which other time of the text settles what a time means: the year of a day without one, the day of `the next day`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khabar.resolve.times.meaning import Carry, Found
from khabar.resolve.times.ranges import LINKS, Bound

_OPEN = frozenset({"since", "after", "before", "until"})


def anchors_of(found: Sequence[Found], bounds: Sequence[Bound], smooth: str) -> list[int | None]:
    """For each expression the index of the one that it hangs on, where there is one. None hangs on a later one that
    hangs on another itself."""
    last: dict[str, int] = {}
    anchors: list[int | None] = []
    for i, f in enumerate(found):
        carry = f.meaning.carry
        anchors.append(None if carry is None else _anchor(found, i, carry, last, smooth))
        if not (f.meaning.fixed and bounds[i].how in _OPEN):
            last[f.meaning.grain] = i
            if f.meaning.fixed:
                last["dated " + f.meaning.grain] = i
    return anchors


def _anchor(found: Sequence[Found], i: int, carry: Carry, last: dict[str, int], smooth: str) -> int | None:
    f = found[i]
    if carry.dated and i + 1 < len(found) and _is_dated(found[i + 1], f):
        if LINKS.fullmatch(smooth[f.span.end : found[i + 1].span.start]):
            return i + 1
    names = ("dated " + g if carry.dated else g for g in carry.grains)
    nearest = max((last[g] for g in names if g in last), default=None)
    if nearest is None or f.span.start - found[nearest].span.end > carry.reach:
        return None
    if found[nearest].sentence != f.sentence and (
        carry.sentence or (carry.dated and _is_aside(found[nearest], smooth))
    ):
        return None
    return nearest


# What is told of somebody's life, or in a clause within a clause, is no story that the next sentence goes on with.
_ASIDE = re.compile(
    r"\b(?:who|whom|whose|which|where|born|founded|formed|established|created|elected|appointed|named|awarded|prize"
    r"|graduated|married|convicted|sentenced|jailed|former|formerly|previously|since)\b[^;.!?]*$"
)


def _is_aside(anchor: Found, smooth: str) -> bool:
    start = max(anchor.sentence.start, anchor.span.start - _ASIDE_REACH)
    return _ASIDE.search(smooth[start : anchor.span.start]) is not None


_ASIDE_REACH = 160


def _is_dated(other: Found, own: Found) -> bool:
    return other.meaning.fixed and other.meaning.grain in {own.meaning.grain, "day", "month"}
