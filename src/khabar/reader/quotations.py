"""Stretches between quotation marks, over as many sentences as they run."""

from __future__ import annotations

from khabar.model import Span

_PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"'}
_LONGEST = 4000


def quotations(text: str, block: Span) -> tuple[Span, ...]:
    """Quoted stretches inside a paragraph, marks included, in order. An opened quotation that never closes runs to
    the paragraph's end (papers leave it open when the next paragraph goes on); single quotes are not trusted."""
    found: list[Span] = []
    at = block.start
    while at < block.end:
        close = _PAIRS.get(text[at])
        if close is None:
            at += 1
            continue
        end = text.find(close, at + 1, min(block.end, at + _LONGEST))
        if end < 0:
            if text[at] != '"' and not any(text[at] == c for c in "”»"):
                found.append(Span(at, block.end))
            break
        found.append(Span(at, end + 1))
        at = end + 1
    return tuple(found)
