"""What the tagger proposes for a text, before rules bind it: spans with scores from 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.model import ClaimType, Kind, Modality, Span


@dataclass(frozen=True, slots=True)
class TaggedName:
    """A name and its kind."""

    span: Span
    kind: Kind
    score: float


@dataclass(frozen=True, slots=True)
class TaggedSaid:
    """Who says what: spans of source, cue and content, each in parts where other words break in."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class TaggedClaim:
    """A claim's trigger with its clause (`extent`), type, modality and the words that fill its roles; `carried` is the
    probability that it goes on with what was said in an earlier sentence; `types` all types with more than a trace of
    probability, the likeliest first."""

    trigger: Span
    extent: Span
    type: ClaimType
    modality: Modality
    score: float
    subjects: tuple[Span, ...] = ()
    objects: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    times: tuple[Span, ...] = ()
    numbers: tuple[Span, ...] = ()
    carried: float = 0.0
    types: tuple[tuple[ClaimType, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Tagged:
    """All that the tagger proposes for a text, each layer in the text's order."""

    names: tuple[TaggedName, ...] = ()
    said: tuple[TaggedSaid, ...] = ()
    claims: tuple[TaggedClaim, ...] = ()
