"""A claim before its days and its outlet are known: what the reader takes from the words alone."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.model import ClaimType, Modality, Quantity, Ref, Role, Span


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain as the text gives it; `zone` is where the day of saying would stand: its sentence without
    what is said; `interest` is the entity of the group that the agent speaks from, "" for none."""

    agent: Ref
    role: Role
    cue: str
    zone: tuple[Span, ...]
    interest: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim as read: `links` from the nearest speaker outwards, without the publishing outlet (none: the author's
    own word); `times` the words that tell when it is true, where the reader knows; `score` how sure it is, 0 to 1;
    `trigger` the word that tells the act; `grounding` how the words were found."""

    span: Span
    type: ClaimType
    modality: Modality
    sentence: Span
    subjects: tuple[Ref, ...] = ()
    objects: tuple[Ref, ...] = ()
    places: tuple[Ref, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    links: tuple[Link, ...] = ()
    cue: str = ""
    times: tuple[Span, ...] = ()
    score: float = 1.0
    trigger: Span | None = None
    grounding: str = "exact"
