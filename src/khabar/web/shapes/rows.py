"""Rows: claims, reports, conflicts, occurrences, as every surface of khabar shows them. Spans are code points."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

Span = tuple[int, int]
Number = int | float


class Shape(BaseModel):
    """An object with these keys and no others."""

    model_config = ConfigDict(extra="forbid")


class When(Shape):
    """An interval of days; null is an open end. `every`: true of every day of it, else of some day in it."""

    earliest: date | None
    latest: date | None
    text: str
    reasons: list[str]
    every: bool


class Ref(Shape):
    """Somebody or something named: `name` as resolved, `text` as the report has it."""

    name: str
    text: str
    entity: str | None
    span: Span | None


class Joined(Shape):
    """All subjects, or all objects, as one."""

    name: str
    entity: str | None
    entities: list[str]


class Hop(Ref):
    """A link of a chain, the one nearest to the event first; `said` is EDTF."""

    role: str
    cue: str
    said: str | None
    said_time: When | None
    interest: str


class Quantity(Shape):
    """A number with what it counts."""

    value: Number
    unit: str
    of: str
    approx: bool
    span: Span | None


class Review(Shape):
    """What people decided of a claim: the word that is applied, the fields that it changed, the claim as the machine
    read it where that was corrected, and who decided otherwise."""

    verdict: str
    by: str
    made: datetime
    reason: str
    changed: list[str]
    machine: Claim | None
    others: list[str]


class Claim(Shape):
    """A claim: its exact words, what they say, and the chain that it came through. `review` is there where people
    judged it."""

    id: str
    document: str
    span: Span
    quote: str
    type: str
    modality: str
    chain: list[Hop]
    subject: Joined | None
    object: Joined | None
    place: Joined | None
    event_time: When | None
    said_time: When | None
    reported: When
    quantities: list[Quantity]
    cue: str
    prefix: str
    suffix: str
    reader: str
    grounding: str
    subjects: list[Ref]
    objects: list[Ref]
    places: list[Ref]
    review: Review | None = None


class KnownClaim(Claim):
    """A claim with what the whole record says of it; null while that is still being counted."""

    roots: int | None = Field(description="independent roots that say the same")
    conflicts: int | None = Field(description="conflicts that it stands in")
    reading: str = Field(description="what a person decided: accepted, rejected, corrected, or nothing yet")


class Report(Shape):
    """One report that says it."""

    claim: str
    document: str
    reported: When


class Link(Shape):
    """Somebody who passed it on, those reports that end here, and those who have it from here."""

    name: str
    entity: str | None
    role: str
    likeness: float | None
    reports: list[Report]
    links: list[Link]


class Trunk(Shape):
    """A first speaker, and all who have it from there."""

    name: str
    kind: str
    interest: str | None
    interest_sources: list[str]
    links: list[Link]


class Spread(Shape):
    """Who says one thing: a tree for each root."""

    reports: int
    roots: list[Trunk]


class Side(Shape):
    """One side of a conflict."""

    words: str
    roots: list[str]
    claims: list[Claim]


class Conflict(Shape):
    """What cannot all be true, and what would settle it."""

    id: str
    kind: str
    words: str
    sides: list[Side]
    settle: str


class Flag(Shape):
    """What does not add up; of a conflict also its kind and id."""

    kind: str | None = None
    id: str | None = None
    words: str
    claims: list[Claim]


class Count(Shape):
    """A number that claims give of an occurrence."""

    value: Number
    unit: str
    of: str
    approx: bool
    roots: list[str]
    claims: list[str]


class Event(Shape):
    """An occurrence with all claims that tell of it."""

    id: str
    type: str
    words: str
    when: When
    actors: list[Ref]
    others: list[Ref]
    places: list[Ref]
    roots: list[str]
    numbers: list[Count]
    claims: list[Claim]
    denials: list[Claim]


class Copy(Shape):
    """The report that this one was copied from, and the share of both that is the same."""

    document: str
    likeness: float


class Document(Shape):
    """A report, without its text."""

    id: str
    published: When
    outlet: str | None
    title: str | None
    path: str
    author: str | None
    address: str | None
    media: str
    language: str | None = Field(description="ISO 639-1; no claim is read out of others than English")
    reader: str
    recorded: datetime
    claims: Any = Field(description="how many")
    copy_of: Copy | None


class Block(Shape):
    """A part of a report and what it is, with the reason where it was set aside."""

    span: Span
    kind: str
    reason: str


class Mention(Shape):
    """A name in a report."""

    span: Span
    text: str
    kind: str
    entity: str | None
    name: str | None
    reason: str


class Name(Shape):
    """A name that reports mention, how often, and as what."""

    name: str
    entity: str | None
    kind: str | None
    kinds: dict[str, int]
    mentions: int
    documents: int
