"""One "who says what", bound to the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khabar.model import Role, Span
from khabar.reader.lexicon import DOCUMENT_NOUNS
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


EDGES = " \t\n,;:—–-"
"""Marks at the ends of what is said that are no part of it."""


def trimmed(span: Span, text: str, edges: str = EDGES) -> Span | None:
    """A stretch without the marks at its ends; None where nothing is left."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(edges + ")"))
    end = span.end - (len(words) - len(words.rstrip(edges + "(")))
    return Span(start, end) if end > start else None


def role_of(source: Span | None, text: str) -> Role:
    """Whether a source speaks, or is a text."""
    if source is None:
        return Role.SPEAKER
    head = re.split(
        r"\s+(?:of|by|from|in|on|to|for|with|issued|published|obtained|seen|posted)\b|,", source.of(text), maxsplit=1
    )[0]
    last = re.findall(r"[^\W\d_]+", head.lower())
    return (
        Role.DOCUMENT
        if last and (last[-1] in DOCUMENT_NOUNS or last[-1].rstrip("s") in DOCUMENT_NOUNS)
        else Role.SPEAKER
    )
