"""What a reader makes of one document."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.model.claim import Attribution, Claim
from khabar.model.document import Document
from khabar.model.span import Mention, Span
from khabar.model.when import When


@dataclass(frozen=True, slots=True)
class Located:
    """A place name in the text with where it is, or with None where khabar abstains.

    `lat`, `lon` in WGS84 decimal degrees; `precision` says what the point stands for; `reason` why this one; `inside`
    is the longer name that holds it ("Toronto" in "Toronto police"). A border, or a stretch of one, has its `line` of
    (lon, lat) points and its `length_km`.
    """

    span: Span
    text: str
    name: str | None = None
    entity: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    country: str | None = None
    precision: str | None = None
    reason: str = ""
    inside: str = ""
    line: tuple[tuple[float, float], ...] = ()
    length_km: float | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words for a time: TIMEX3 `type` (DATE, TIME, DURATION, SET) and `value`, and the interval they mean here, if
    any."""

    span: Span
    text: str
    type: str
    value: str
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, read: every layer in the text's order. `published` bounds its day, with reasons."""

    document: Document
    reader: str
    published: When = When()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    places: tuple[Located, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    claims: tuple[Claim, ...] = ()
