"""What a report says of its own days: the period that it covers, and the day behind its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from khabar.model import BlockKind, Document
from khabar.resolve.published.cues import Cue, Evidence, Trust
from khabar.resolve.published.days import between
from khabar.resolve.times.days import plus

AFTER_A_PERIOD = 122
"""Days within which a report on a period appears, at most: a convention, and told as one."""
AFTER_A_TITLE = 1
_REACH = 200  # code points before a period in which a report says that it covers it
_COVERS = re.compile(
    r"\b(?:report|update|overview|assessment|bulletin|review)\b[^.;]{0,80}\bcover(?:s|ing|ed)\b[^.;]{0,60}\Z|"
    r"\b(?:reporting|review)\s+period\b[^.;]{0,30}\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[,|:(–—-]\s*\Z")


def of_itself(document: Document, evidence: Evidence) -> Iterator[Cue]:
    """The cues of `document` on its own days."""
    yield from _covered(evidence)
    yield from _titled(document, evidence)


def _covered(e: Evidence) -> Iterator[Cue]:
    """ "The present report covers developments from 5 October 2024 to 15 April 2025": out after its last day."""
    for i, (f, bound) in enumerate(zip(e.found, e.bounds, strict=True)):
        if bound.how != "between" or bound.partner is None or bound.partner < i:
            continue
        last = e.found[bound.partner]
        if not last.meaning.fixed or not _COVERS.search(e.smooth, max(0, f.span.start - _REACH), f.span.start):
            continue
        day = last.meaning.at(date(2000, 1, 1)).last
        if day is not None:
            words = e.text[f.span.start : last.span.end]
            yield Cue(between(day, None), f"The report says that it covers “{words}”.", Trust.DATE)
            reason = f"It says that it covers “{words}”: out within {AFTER_A_PERIOD} days after, by custom."
            yield Cue(between(day, plus(day, AFTER_A_PERIOD)), reason, Trust.CUSTOM)


def _titled(document: Document, e: Evidence) -> Iterator[Cue]:
    """ "Situation report, 9 December 2024": a title that ends with its day."""
    titles = [b.span for b in document.blocks if b.kind is BlockKind.TITLE]
    for f in e.found:
        title = next((t for t in titles if t.holds(f.span)), None)
        if title is None or not f.meaning.fixed or f.meaning.grain not in ("day", "time"):
            continue
        sense = f.meaning.at(date(2000, 1, 1))
        ends = not e.text[f.span.end : title.end].strip(" ).")
        if ends and sense.first and sense.last and _BEHIND.search(e.smooth, title.start, f.span.start):
            reason = f"Its title ends with “{f.span.of(e.text)}”: published by then or on the day after, by custom."
            yield Cue(between(sense.first, plus(sense.last, AFTER_A_TITLE)), reason, Trust.CUSTOM)
