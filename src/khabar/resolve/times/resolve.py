"""From found words to intervals, given the bounds on the day of saying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from khabar.model import Span, TimeExpression, When
from khabar.resolve.times.context import anchors_of
from khabar.resolve.times.days import Sense
from khabar.resolve.times.find import find
from khabar.resolve.times.meaning import Anchor, Carry, Found, Meaning
from khabar.resolve.times.ranges import Bound, bound, bounds_of, words_of
from khabar.resolve.times.words import smoothed

_ANY_DAY = date(2000, 1, 1)
# The day of saying counts as known where it lies in so many days: then a day without its year hardly needs another.
_KNOWN = 366


def find_times(
    text: str, sentences: Sequence[Span], said: When, found: Sequence[Found] | None = None
) -> tuple[TimeExpression, ...]:
    """The time expressions of `text`, in its order, with TIMEX3 type and value and the days each means.

    `said` bounds the day on which the text speaks. Where it is one day, relative words become days by it; where it is
    an interval, each end of the answer comes from the matching end of `said`, and an open end stays open; where
    nothing is known of it, only words that need no such day get a `when`. Words before an expression count in its
    `when` (`after 2003`, `between 2005 and 2009`) and in `when.text`, not in its span. What hangs on another time of
    the text (`the next day`) is reckoned from that one. `sentences` may be empty; `found`
    are the times of the text, as `times_in` finds them by the same sentences, where a caller has them.
    """
    found = find(text, sentences) if found is None else found
    smooth = smoothed(text)
    bounds = bounds_of(found, smooth)
    ends: list[_Ends] = []
    known = (said.days or _KNOWN + 1) <= _KNOWN
    anchors = anchors_of(found, bounds, smooth)
    for f, anchor in zip(found, anchors, strict=True):
        own = _Ends.of(f.meaning, said)
        if anchor is not None and f.meaning.carry is not None:
            behind = anchor >= len(ends)
            other = _Ends.of(found[anchor].meaning, said) if behind else ends[anchor]
            apart = known and found[anchor].sentence != f.sentence
            hung = own.hung_on(other, f.meaning.carry, said, (behind, apart))
            if not f.future and _to_come(hung, said):
                hung = own
            own = hung
        ends.append(own)
    _put_in_order(found, bounds, ends)
    out = []
    for f, b, own, anchor in zip(found, bounds, ends, anchors, strict=True):
        if anchor is None and not f.meaning.alone:
            continue
        far = ends[b.partner] if b.partner is not None and b.how == "between" else None
        out.append(TimeExpression(f.span, f.span.of(text), own.type, own.value, _when(text, f, b, (own, far), said)))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Ends:
    """What an expression means if said on the earliest and on the latest day possible; None where that day is not
    known. `fixed`: on whatever day it is said. `by`: it was reckoned from another time of the text."""

    type: str
    value: str
    low: Sense | None
    high: Sense | None
    fixed: bool
    by: bool = False

    @classmethod
    def of(cls, meaning: Meaning, said: When) -> _Ends:
        if meaning.fixed:
            last = meaning.at(said.latest or _ANY_DAY)
            return cls(meaning.type, last.value, meaning.at(said.earliest or _ANY_DAY), last, fixed=True)
        low = meaning.at(said.earliest) if said.earliest else None
        high = meaning.at(said.latest) if said.latest else None
        same = low is not None and high is not None and low.value == high.value
        return cls(meaning.type, low.value if same and low else meaning.vague, low, high, fixed=False)

    def hung_on(self, other: _Ends, carry: Carry, said: When, where: tuple[bool, bool]) -> _Ends:
        """The same expression, reckoned from another one; itself where that cannot be."""
        low = carry.read(Anchor(other.low, self.low, said.earliest, *where)) if other.low else None
        high = carry.read(Anchor(other.high, self.high, said.latest, *where)) if other.high else None
        if low is None or high is None:
            return self
        value = low.value if low.value == high.value else self.value
        return _Ends(carry.type, value, low, high, other.fixed, by=True)

    def against(self, meaning: Meaning, other: _Ends, sign: int) -> _Ends:
        """The same expression where it does not lie after `other` (before it for -1), else reckoned from that."""
        if self.by or not (_crossed(self.low, other.low, sign) or _crossed(self.high, other.high, sign)):
            return self
        low = meaning.at(other.low.first) if other.low and other.low.first else self.low
        high = meaning.at(other.high.first) if other.high and other.high.first else self.high
        same = low is not None and high is not None and low.value == high.value
        return replace(self, value=low.value if low and same else meaning.vague, low=low, high=high)


def _crossed(sense: Sense | None, other: Sense | None, sign: int) -> bool:
    if sense is None or other is None or sense.first is None or other.first is None:
        return False
    return (sense.first - other.first).days * sign > 0


def _put_in_order(found: Sequence[Found], bounds: Sequence[Bound], ends: list[_Ends]) -> None:
    """`From Monday to Wednesday`, said on a Tuesday: of two ends that would be crossed one is reckoned from the other,
    what is past from the later, what is to come from the earlier. So are weekdays listed in the week's order."""
    pairs = [i for i, b in enumerate(bounds) if b.partner == i + 1 and _in_order(found[i], found[i + 1], b)]
    for i in reversed(pairs):
        if not found[i + 1].future:
            ends[i] = ends[i].against(found[i].meaning, ends[i + 1], 1)
    for i in pairs:
        if found[i + 1].future:
            ends[i + 1] = ends[i + 1].against(found[i + 1].meaning, ends[i], -1)


def _in_order(a: Found, b: Found, how: Bound) -> bool:
    if a.meaning.fixed or b.meaning.fixed:
        return False
    return how.how == "between" or (a.meaning.weekday or 0) < (b.meaning.weekday or 0)


def _to_come(ends: _Ends, said: When) -> bool:
    """Whether a time lies after the day of saying: if nothing speaks of the future, it was hung on the wrong one."""
    return ends.by and bool(ends.low and ends.low.first and said.latest and ends.low.first > said.latest)


def _when(text: str, found: Found, how: Bound, ends: tuple[_Ends, _Ends | None], said: When) -> When | None:
    own, far = ends
    grain = found.meaning.grain
    low = _bound_end(own.low, far.low if far else None, grain, how)
    high = _bound_end(own.high, far.high if far else None, grain, how)
    first, last = low.first if low else None, high.last if high else None
    if (first is None and last is None) or (first and last and first > last):
        return None
    sure = low is not None and high is not None and (low.first, low.last) == (high.first, high.last)
    words = words_of(text, found.span, how.start)
    every = sure and (first == last or bool(low and low.every))
    return When(first, last, every=every, text=words, reasons=_reasons(words, own, said))


def _bound_end(own: Sense | None, far: Sense | None, grain: str, how: Bound) -> Sense | None:
    if own is None or (how.how == "between" and far is None):
        return None
    return bound(how.piece.of(own) if how.piece else own, grain, how.how, far)


def _reasons(words: str, ends: _Ends, said: When) -> tuple[str, ...]:
    if ends.by:
        return (f"“{words}” is reckoned from another time that the text names.",)
    if ends.fixed:
        return (f"“{words}” names the time itself.",)
    if said.earliest and said.earliest == said.latest:
        return (f"“{words}” is reckoned from the day of saying, {said.earliest.isoformat()}.",)
    return (f"“{words}” is reckoned from the day of saying, which lies in {said.edtf()}.",)
