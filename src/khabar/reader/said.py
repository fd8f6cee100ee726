"""One "who says what", bound to the text."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.model import Role, Span
from khabar.reader.passages import Passage


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
