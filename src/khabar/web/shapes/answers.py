"""Answers: what each address of the API gives. Days in columns are days since 1970-01-01, null for an open end."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from khabar.web.shapes.review import Judgement
from khabar.web.shapes.rows import (
    Block,
    Claim,
    Conflict,
    Document,
    Event,
    Flag,
    KnownClaim,
    Mention,
    Name,
    Ref,
    Shape,
    Span,
    Spread,
    When,
)

Day = int | None


class Error(Shape):
    """What went wrong, as a sentence that says what to do."""

    error: str


class Counts(Shape):
    """How much is in the record."""

    documents: int
    claims: int
    judged: int


class Ends(Shape):
    """The first and the last day."""

    earliest: date | None
    latest: date | None


class Fluent(Shape):
    """Something that holds over time, and the days after which it is stale; null for never."""

    name: str
    stale_after: int | None


class About(Shape):
    """What record this is."""

    version: str
    record: str
    counts: Counts
    days: Ends
    known: Ends
    types: list[str]
    modalities: list[str]
    fluents: list[Fluent]
    packs: list[str]
    me: str | None


class NameColumns(Shape):
    """All that claims name; `id` is the entity's, or `name:` and the folded name. `named` is false of what is only
    pointed at or described: "it", "the area"."""

    id: list[str]
    name: list[str]
    kind: list[str]
    lat: list[float | None]
    lon: list[float | None]
    error_km: list[float | None]
    level: list[str | None]
    named: list[bool]


class DocumentColumns(Shape):
    """All reports, by day; `copy_of` is a number in these columns."""

    id: list[str]
    title: list[str]
    outlet: list[str]
    from_: list[Day] = Field(alias="from")
    to: list[Day]
    copy_of: list[int | None]


class ClaimColumns(Shape):
    """All claims. Names, documents, types and modalities are numbers in their own lists; claims of one root have the
    same `root`; `counts` is 0 for what only repeats a report that it is a copy of, and for what nobody answers for."""

    id: list[str]
    type: list[int]
    modality: list[int]
    document: list[int]
    subjects: list[list[int]]
    objects: list[list[int]]
    places: list[list[int]]
    chain: list[list[int]]
    from_: list[Day] = Field(alias="from")
    to: list[Day]
    every: list[int]
    said_from: list[Day]
    said_to: list[Day]
    known_from: list[Day]
    known_to: list[Day]
    root: list[int]
    counts: list[int]
    reading: list[str]
    conflicts: list[int]
    roots: list[int]


class Table(Shape):
    """Every claim in columns; `conflicts` and `roots` are 0 until `conflicts_counted`, which `/api/counts` awaits."""

    stamp: str
    conflicts_counted: bool
    names: NameColumns
    documents: DocumentColumns
    claims: ClaimColumns


class Tallies(Shape):
    """Two columns that take longer than the table, in its order."""

    stamp: str
    conflicts: list[int]
    roots: list[int]


class Feature(Shape):
    """Something that is drawn."""

    type: str
    id: str
    geometry: dict[str, Any]
    properties: dict[str, Any]


class Ground(Shape):
    """What the packs draw, as GeoJSON."""

    type: str
    version: str
    features: list[Feature]


class Claims(Shape):
    """A few claims."""

    claims: list[KnownClaim]


class OpenedClaim(KnownClaim):
    """One claim with the words around it, how its root stands to it, who copied whom, and what speaks against it."""

    before: str
    after: str
    interest: str | None
    spread: Spread
    rivals: list[Conflict]
    judgements: list[Judgement]


class Documents(Shape):
    """All reports."""

    documents: list[Document]


class OpenedDocument(Document):
    """One report with its text, its parts, and what was read out of it."""

    text: str
    blocks: list[Block]
    claims: list[KnownClaim]
    mentions: list[Mention]


class Evidence(Shape):
    """A claim in an answer: what it does to what is answered, and whether it counts."""

    effect: str
    valid: When
    counts: bool
    why: str
    claim: Claim


class SupportLine(Shape):
    """What one root adds to the sum."""

    root: str
    key: str
    grade: str
    what: str
    log_odds: float
    claim: str


class Support(Shape):
    """The sum behind an answer."""

    lines: list[SupportLine]
    total: float
    probability: float
    phrase: str
    admiralty: str
    flips: list[str]


class Holding(Shape):
    """One thing that held, or did not, on the day."""

    fluent: str
    subject: Ref
    object: Ref
    standing: str
    since: When
    roots: list[str]
    words: str
    evidence: list[Evidence]
    support: Support | None


class State(Shape):
    """What held of a name on a day. `route` and `border` are there where the name is one."""

    name: str
    entity: str | None
    on: date
    known_by: date
    holdings: list[Holding]
    expected: list[Claim]
    said: list[Claim]
    flags: list[Flag]
    note: str
    route: dict[str, Any] | None
    border: dict[str, Any] | None


class Sentence(Shape):
    """A sentence with the ids of the claims behind it."""

    words: str
    claims: list[str]


class Section(Shape):
    """A part of a brief."""

    heading: str
    sentences: list[Sentence]
    parts: list[Section]
    questions: list[str]


class Spot(Shape):
    """A place that a brief speaks of."""

    entity: str
    name: str
    firmness: str


class Leg(Shape):
    """A stretch of a route that a brief speaks of."""

    from_: str = Field(alias="from")
    to: str
    state: str
    words: str


class Source(Shape):
    """What a pack's row rests on."""

    id: str
    title: str
    publisher: str
    date: str
    url: str


class PackRow(Shape):
    """A row of a pack that a brief cites."""

    id: str
    words: str
    sources: list[Source]


class Brief(Shape):
    """The analyst's page on a name, and every claim and every row of a pack that it cites."""

    name: str
    on: date
    since: date | None
    notes: list[str]
    sections: list[Section]
    places: list[Spot]
    stretches: list[Leg]
    claims: list[Claim]
    rows: list[PackRow]


class Events(Shape):
    """Occurrences, and how many there are in all."""

    events: list[Event]
    all: int


class PassedStretch(Shape):
    """A stretch of a route: open, closed, contested or unknown."""

    start: str = Field(description="a place's id, as in /api/map")
    end: str
    mode: str
    state: str


class Passable(Shape):
    """Whether a route can be passed on the day by those who use it, and each of its stretches."""

    route: str
    name: str
    verdict: str
    words: str
    stretches: list[PassedStretch]


class Routes(Shape):
    """All routes that packs know."""

    routes: list[Passable]


class Conflicts(Shape):
    """Conflicts, and how many there are in all."""

    conflicts: list[Conflict]
    all: int


class Hit(Shape):
    """Where the words of a search stand."""

    span: Span
    before: str
    words: str
    after: str


class FoundDocument(Shape):
    """A report that has the words."""

    id: str
    title: str | None
    outlet: str | None
    published: When
    hits: list[Hit]


class FoundName(Shape):
    """A name that is spelt so, or alike."""

    name: str
    entity: str | None
    kind: str | None
    mentions: int


class Found(Shape):
    """Reports (at most fifty, of `all`) and names."""

    documents: list[FoundDocument]
    all: int
    names: list[FoundName]


class Names(Shape):
    """All names that reports mention, most mentioned first."""

    names: list[Name]
