"""Quotations find their speaker: each belongs whole to the cue beside it, over as many sentences as it runs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from khabar.model import Span
from khabar.reader.passages import Passage
from khabar.reader.quotations import quotations
from khabar.reader.said import Said

_REACH = 2000  # code points between a cue and its quotation, at most
_BESIDE = 60


def over_quotations(said: list[Said], passages: Sequence[Passage], text: str) -> list[Said]:
    """Widen each content to the quotations that it touches or stands beside, and lend a cue to a quotation without
    one."""
    by_block: dict[Span, list[Said]] = {p.block: [] for p in passages if not p.aside}
    for one in said:
        by_block[one.passage.block].append(one)
    last: Said | None = None
    for block, here in by_block.items():
        here.sort(key=lambda s: s.cue[0].start)
        lent: list[Said] = []
        for quote in quotations(text, block):
            if len(quote) < 25 or text.count(" ", quote.start, quote.end) < 4:
                continue
            owner = _owner(here, quote)
            if owner is not None:
                here[owner] = _widen(here[owner], quote)
                continue
            before = [s for s in here if s.cue[-1].end <= quote.start]
            carrier = _outermost(before) if before else last
            if (
                carrier is not None
                and carrier.source is not None
                and not carrier.outermost
                and _stands_alone(text, block, quote)
            ):
                lent.append(replace(carrier, content=(quote,)))
        last = _outermost(here) if here else last
        here += lent
    return [one for here in by_block.values() for one in here]


def _outermost(said: Sequence[Said]) -> Said:
    """Of the attributions of the last sentence that has any, the one that stands around the others."""
    passage = said[-1].passage
    return max((s for s in said if s.passage is passage), key=lambda s: (not s.outermost, s.extent))


def _owner(here: Sequence[Said], quote: Span) -> int | None:
    """The place in `here` of the attribution whose cue stands nearest outside the quotation and whose content meets
    it, or is still empty beside it."""
    low = bisect_left(here, quote.start - _REACH, key=lambda s: s.cue[0].start)
    high = bisect_left(here, quote.end + _REACH, key=lambda s: s.cue[0].start)
    outside = [i for i in range(low, high) if not quote.holds(here[i].cue[0])]
    touching = [i for i in outside if any(c.overlaps(quote) for c in here[i].content)]
    if touching:
        speaking = [i for i in touching if not here[i].outermost] or touching
        return min(speaking, key=lambda i: distance(here[i].cue[0], quote))
    beside = [i for i in outside if not here[i].content]
    beside = [i for i in beside if distance(here[i].cue[0], quote) < _BESIDE]
    return min(beside, key=lambda i: distance(here[i].cue[0], quote), default=None)


def distance(a: Span, b: Span) -> int:
    """Code points between two spans; 0 where they touch."""
    return max(0, b.start - a.end, a.start - b.end)


def _widen(said: Said, quote: Span) -> Said:
    keep = [c for c in said.content if not c.overlaps(quote)]
    touching = [c for c in said.content if c.overlaps(quote)]
    start = min([quote.start, *(c.start for c in touching)])
    end = max([quote.end, *(c.end for c in touching)])
    whole = Span(start, end)
    if any(whole.overlaps(c) for c in said.cue) or (said.source and whole.overlaps(said.source)):
        whole = quote
        keep += [c for c in touching if not c.overlaps(quote)]
    return replace(said, content=tuple(sorted([*keep, whole])))


def _stands_alone(text: str, block: Span, quote: Span) -> bool:
    """Whether the quotation is a sentence of its own that goes on from what was said before, not scare quotes or a
    title."""
    before = text[block.start : quote.start].rstrip()
    return not before or before[-1] in '.!?”"…'
