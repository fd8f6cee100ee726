"""Quotations find their speaker: each belongs whole to the cue beside it, over as many sentences as it runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khabar.model import Modality, Span
from khabar.reader.parse import Sentence
from khabar.reader.quotations import quotations
from khabar.reader.said import Said


def over_quotations(said: list[Said], sentences: Sequence[Sentence], text: str) -> list[Said]:
    """Widen each content to the quotations that it touches or stands beside, and lend a cue to a quotation without
    one."""
    blocks = list(dict.fromkeys(s.block for s in sentences if not s.aside))
    out = list(said)
    last: Said | None = None
    for block in blocks:
        here = [s for s in out if block.holds(s.cue)]
        for quote in quotations(text, block):
            if len(quote) < 25 or text.count(" ", quote.start, quote.end) < 4:
                continue
            owner = _owner(here, quote)
            if owner is not None:
                widened = _widen(owner, quote)
                out = [widened if s is owner else s for s in out]
                here = [widened if s is owner else s for s in here]
            elif (carrier := (here[-1] if here and here[-1].cue.end <= quote.start else last)) is not None:
                if _stands_alone(text, block, quote) and carrier.verb is not None:
                    out.append(replace(carrier, content=(quote,), modality=Modality.ASSERTED))
        if here:
            last = here[-1]
    return out


def _owner(here: Sequence[Said], quote: Span) -> Said | None:
    """The attribution whose cue stands nearest outside the quotation and whose content meets it, or is still empty
    beside it."""
    outside = [s for s in here if not quote.holds(s.cue)]
    touching = [s for s in outside if any(c.overlaps(quote) for c in s.content)]
    if touching:
        speaking = [s for s in touching if not s.outermost] or touching
        return min(speaking, key=lambda s: (_distance(s.cue, quote), len(s.cue)))
    beside = [s for s in outside if not s.content and s.verb is not None and _distance(s.cue, quote) < 60]
    return min(beside, key=lambda s: _distance(s.cue, quote), default=None)


def _distance(a: Span, b: Span) -> int:
    return max(0, b.start - a.end, a.start - b.end)


def _widen(said: Said, quote: Span) -> Said:
    keep = [c for c in said.content if not c.overlaps(quote)]
    touching = [c for c in said.content if c.overlaps(quote)]
    start = min([quote.start, *(c.start for c in touching)])
    end = max([quote.end, *(c.end for c in touching)])
    whole = Span(start, end)
    if whole.overlaps(said.cue) or (said.source and whole.overlaps(said.source)):
        whole = quote
        keep += [c for c in touching if not c.overlaps(quote)]
    return replace(said, content=tuple(sorted([*keep, whole])))


def _stands_alone(text: str, block: Span, quote: Span) -> bool:
    """Whether the quotation is a sentence of its own that goes on from what was said before, not scare quotes or a
    title."""
    before = text[block.start : quote.start].rstrip()
    return not before or before[-1] in '.!?”"…'
