"""What the tagger tells apart: its tags, roles and marks, in the order of the network's outputs."""

from __future__ import annotations

from khabar.model import ClaimType, Kind, Modality, Span
from khabar.reader.tagger.windows import Window

KINDS: tuple[Kind, ...] = tuple(Kind)
TYPES: tuple[ClaimType, ...] = tuple(ClaimType)
MODALITIES: tuple[Modality, ...] = tuple(Modality)
OUT, BEGIN, INSIDE = 0, 1, 2
"""Tags of cues and triggers. Mentions have `OUT`, then `BEGIN` and `INSIDE` of each kind in turn."""
ROLES = ("source", "content", "extent", "subject", "object", "place", "time", "number")
CUE_ROLES, CLAIM_ROLES = range(2), range(2, 8)
BEFORE_CUE, CUE, AFTER_CUE, BEFORE_TRIGGER, TRIGGER, AFTER_TRIGGER = range(1, 7)
REACH = 128  # rows that the second pass sees around a cue or a trigger


def mention_tag(kind: Kind, *, begins: bool) -> int:
    """The tag of a word at the beginning of a name, or inside it."""
    return 1 + 2 * KINDS.index(kind) + (0 if begins else 1)


def region(window: Window, first: int, last: int, *, sentence: bool) -> tuple[int, int]:
    """The words that the second pass sees for the marked words `[first, last)`: their paragraph, or their sentence
    alone, and no more than `REACH` rows around them."""
    here = next(s for s in window.stretches if s.first <= first < s.last)
    near = [here] if sentence else [s for s in window.stretches if s.block == here.block]
    start, end = first, max(last, first + 1)
    low, high = near[0].first, near[-1].last
    if _rows(window, low, max(end, high)) <= REACH:
        return low, max(end, high)
    grew = True
    while grew:
        grew = False
        if start > low and _rows(window, start - 1, end) <= REACH:
            start, grew = start - 1, True
        if end < high and _rows(window, start, end + 1) <= REACH:
            end, grew = end + 1, True
    return start, end


def _rows(window: Window, first: int, last: int) -> int:
    low, high = window.rows(first, last)
    return high - low


def marks(window: Window, words: tuple[int, int], marked: tuple[int, int], *, cue: bool) -> list[int]:
    """The mark of each row of a region: before the marked words, at them, or after."""
    before, at, after = (BEFORE_CUE, CUE, AFTER_CUE) if cue else (BEFORE_TRIGGER, TRIGGER, AFTER_TRIGGER)
    low, high = window.rows(*words)
    first, last = window.rows(*marked)
    return [before] * (first - low) + [at] * (last - first) + [after] * (high - last)


def words_in(window: Window, spans: tuple[Span, ...]) -> list[int]:
    """The numbers of the window's words that lie in any of `spans`."""
    return [i for i, w in enumerate(window.words) if any(s.overlaps(w.span) for s in spans)]
