"""The bounds on the day on which a report was published, from what it says, with reasons that can be checked.

Every cue is a mask over days: hard, anchored in a pack's dated rows, or conventional (`cues`). The masks are
intersected, the strongest first; bounds and the fewest cues that make them are the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from khabar.model import Document, Knowledge, Span, When
from khabar.model.when import CLASH
from khabar.resolve.published.covering import of_itself
from khabar.resolve.published.cues import Cue, Evidence, cues_of, newest_day, newest_weekday, written
from khabar.resolve.published.days import Days, between
from khabar.resolve.published.labels import labelled
from khabar.resolve.times.meaning import Found


def publication(
    document: Document,
    knowledge: Knowledge,
    today: date,
    sentences: Sequence[Span] = (),
    found: Sequence[Found] | None = None,
) -> When:
    """The days between which `document` was published; `today` is the day of reading.

    A stated day wins; cues against it are told in the reasons, each begins with `CLASH`. Otherwise the text's own cues
    narrow the days up to `today`: what it names as past, dated events that it refers to, posts that people hold in it,
    and last the habits of news. Where nothing bounds the start it stays open. `reasons` name only the cues that made
    the bounds. `sentences` (code points of the document's text) may be empty; `found` are
    the times of the text, as `times_in` finds them by the same sentences, where a caller has them.
    """
    evidence = Evidence.of(document, knowledge, sentences, found)
    if document.stated is not None and not document.stated.open:
        return _stated(document.stated, evidence, today)
    own = list(of_itself(document, evidence))
    left, why = _read(between(None, today), evidence, own, [*labelled(document), *written(document.saved)])
    reasons = [c.reason for c in why]
    if left.last == today:
        reasons.append(f"It was read on {today.isoformat()}, so it was published on that day or before.")
    return When(left.first, left.last, left.span == 1, reasons=tuple(reasons))


def _stated(stated: When, evidence: Evidence, today: date) -> When:
    """The stated day, narrowed by the text where it is wider than a day, with what speaks against it."""
    said = stated.text or stated.edtf()
    reasons = [*stated.reasons] or [f"The day of publication is stated: “{said}”."]
    days = between(stated.earliest, stated.latest)
    clashes = [c for c in _in_order(cues_of(evidence)) if c.firm and not days & c.days]
    reasons += [f"{CLASH}the text: {c.reason[0].lower()}{c.reason[1:]}" for c in clashes[:1]]
    if stated.earliest and stated.earliest > today:
        reasons.append(f"{CLASH}the day of reading, {today.isoformat()}: the stated day lies after it.")
    if stated.days == 1 or clashes:
        return replace(stated, reasons=tuple(reasons))
    left, why = _read(days, evidence, (), ())
    return When(left.first, left.last, left.span == 1, stated.text, (*reasons, *(c.reason for c in why)))


def _read(start: Days, evidence: Evidence, own: Sequence[Cue], last: Iterable[Cue]) -> tuple[Days, tuple[Cue, ...]]:
    """The days of `start` that are left, and why; what a convention says of them hangs on what is left without it.
    `own` is what a report says of its own days, `last` what is trusted last."""
    cues = [*cues_of(evidence), *own]
    left, _ = narrowed(start, [*(c for c in cues if c.firm), *own])
    cues += newest_day(evidence, left)
    left, _ = narrowed(start, cues)
    cues += newest_weekday(evidence, left)
    return narrowed(start, [*cues, *last])


def narrowed(start: Days, cues: Sequence[Cue]) -> tuple[Days, tuple[Cue, ...]]:
    """What all cues leave of the days in `start`, and the fewest cues that give the same bounds.

    A cue that would leave no day is passed over for the stronger ones before it.
    """
    left, used = start, list[Cue]()
    for cue in _in_order(cues):
        both = left & cue.days
        if both and both != left:
            left = both
            used.append(cue)
    return left, _fewest(start, left.bounds, used)


def _in_order(cues: Iterable[Cue]) -> list[Cue]:
    """The strongest first; among equals those that leave fewest days."""
    return sorted(cues, key=lambda c: (-c.trust, len(c.days), c.days.bits, c.reason))


# Beyond so many cues, or where more are needed, cues are dropped one by one instead of trying all sets.
_MOST_TRIED, _MOST_NEEDED = 12, 3


def _fewest(start: Days, bounds: tuple[date | None, date | None], used: Sequence[Cue]) -> tuple[Cue, ...]:
    """The smallest set of the cues that leaves the same bounds; where it is large, one from which none can be left
    out."""
    if len(used) <= _MOST_TRIED:
        for size in range(_MOST_NEEDED + 1):
            for some in combinations(used, size):
                if _together(start, some).bounds == bounds:
                    return some
    kept = list(used)
    for cue in reversed(used):
        fewer = [c for c in kept if c is not cue]
        if _together(start, fewer).bounds == bounds:
            kept = fewer
    return tuple(kept)


def _together(start: Days, cues: Iterable[Cue]) -> Days:
    for cue in cues:
        start &= cue.days
    return start
