"""One "who says what", bound to the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khabar.model import Role, Span
from khabar.reader.passages import Passage

VIA = re.compile(
    r"\b(?:quoted|cited|seen|obtained|published|carried|reviewed|released|leaked|aired|broadcast|shared)\s(?:by|on|in|to)\b",
    re.IGNORECASE,
)
"""Words by which somebody passes on what somebody else says."""


@dataclass(frozen=True, slots=True)
class Relay:
    """A further link that the cue names: "told *Rudaw*"."""

    span: Span
    role: Role


@dataclass(frozen=True, eq=False, slots=True)
class Said:
    """One attribution: source (None where nobody is named), cue and content spans, as parts where other words break
    in. `outermost`: it stands around all others of its sentence, as "according to" does."""

    passage: Passage
    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    role: Role = Role.SPEAKER
    relays: tuple[Relay, ...] = ()
    outermost: bool = False

    @property
    def extent(self) -> int:
        """How much is said, in code points."""
        return sum(len(c) for c in self.content)

    def covers(self, span: Span) -> bool:
        """Whether most of `span` lies in what is said."""
        inside = sum(max(0, min(span.end, c.end) - max(span.start, c.start)) for c in self.content)
        return inside * 2 > len(span)

    def alone(self, text: str) -> Span | None:
        """The source without those who pass on what it says: "a letter" of "a letter quoted by the Lantern"."""
        source = self.source
        via = VIA.search(text, source.start + 1, source.end) if source else None
        if source is None or via is None or not any(source.holds(r.span) for r in self.relays):
            return source
        return Span(source.start, via.start() - 1)
