"""A labelled report: what a careful reader marked in a text, in the terms of the record."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.model import ClaimType, Kind, Modality, Span


@dataclass(frozen=True, slots=True)
class LabelledEntity:
    """One actor or place of a report with all names that the report gives it; the first is its full name."""

    kind: Kind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelledMention:
    """An occurrence of a name; `entity` is the full name of what it names."""

    span: Span
    kind: Kind
    entity: str


@dataclass(frozen=True, slots=True)
class LabelledAttribution:
    """Who says what: `source` may be empty; `speaker` is the source's full name where its words are a pronoun or a
    description, else its words."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: str


@dataclass(frozen=True, slots=True)
class Role:
    """What fills a role of a claim: its words (None where they stand outside the sentence) and its full name."""

    span: Span | None
    name: str


@dataclass(frozen=True, slots=True)
class LabelledQuantity:
    """A number of a claim; `value` stays in words where the text gives no number."""

    span: Span
    value: float | str
    unit: str
    of: str
    approx: bool = False


@dataclass(frozen=True, slots=True)
class LabelledTime:
    """When a claim is true: the words, and its first and last day where they can be told (ISO dates)."""

    span: Span | None
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """One claim as marked; `chain` names its links, nearest to the event first, the outlet last. `carried`: its
    sentence has no words of saying, and goes on with what somebody said before."""

    span: Span
    trigger: Span
    type: ClaimType
    modality: Modality
    chain: tuple[str, ...]
    subjects: tuple[Role, ...] = ()
    objects: tuple[Role, ...] = ()
    places: tuple[Role, ...] = ()
    time: LabelledTime | None = None
    quantities: tuple[LabelledQuantity, ...] = ()
    carried: bool = False


@dataclass(frozen=True, slots=True)
class LabelledReport:
    """A text with its labels. `sentences` are the spans of running text, `furniture` those of headlines, datelines and
    notices, which claim nothing; `header` holds the other lines of the file's head."""

    name: str
    text: str
    header: dict[str, str]
    entities: tuple[LabelledEntity, ...]
    sentences: tuple[Span, ...]
    furniture: tuple[Span, ...]
    mentions: tuple[LabelledMention, ...]
    attributions: tuple[LabelledAttribution, ...]
    claims: tuple[LabelledClaim, ...]
    problems: tuple[str, ...] = field(default=())
