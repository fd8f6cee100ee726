"""The unit of the record: a claim, its words, and the chain it came through."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from khabar.model import showing
from khabar.model.span import Span
from khabar.model.when import When


class ClaimType(StrEnum):
    """What a claim is about; one definition each in docs/codebook.md."""

    CONTROL = "control"
    CAPTURE = "capture"
    CLEARANCE = "clearance"
    WITHDRAWAL = "withdrawal"
    HANDOVER = "handover"
    DEPLOYMENT = "deployment"
    MOVEMENT = "movement"
    INFILTRATION = "infiltration"
    ATTACK = "attack"
    DETENTION = "detention"
    COMMAND = "command"
    MEMBERSHIP = "membership"
    ALLIANCE = "alliance"
    AUTHORITY = "authority"
    LAW = "law"
    SANCTION = "sanction"
    TALKS = "talks"
    SUPPLY_ROUTE = "supply_route"
    CROSSING = "crossing"
    BARRIER = "barrier"
    SURVEILLANCE = "surveillance"
    QUANTITY = "quantity"
    STATEMENT = "statement"
    OTHER = "other"


class Modality(StrEnum):
    """The standing of the content for its speaker."""

    ASSERTED = "asserted"
    DENIED = "denied"
    PLANNED = "planned"
    REQUESTED = "requested"
    DEMANDED = "demanded"
    PROMISED = "promised"
    FEARED = "feared"
    HYPOTHETICAL = "hypothetical"
    SPECULATED = "speculated"
    RUMOURED = "rumoured"


class Role(StrEnum):
    """What a link of a chain does: speak, or pass on."""

    SPEAKER = "speaker"
    DOCUMENT = "document"
    AGENCY = "agency"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Ref:
    """Somebody or something that a claim names.

    `name` is canonical where resolved, else as in the text; `text` always as in the text; `entity` the id of the
    pack's row or None; `span` in code points, None where the text does not say it here.
    """

    name: str
    text: str
    entity: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit (singular English noun: kilometer, percent, brigade) and what it counts.

    `approx` is True where the text says about, around, roughly, more than. `value` is a number.
    """

    value: float
    unit: str
    of: str
    approx: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One "who says what": spans (code points) of the source, the cue and the content; each may be in pieces or
    absent."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a chain: who passed the words on, by what cue, when, and in whose interest.

    `interest` names the party (entity id) that the hop is, belongs to or speaks for; "" where none is known.
    """

    agent: Ref
    role: Role
    cue: str = ""
    said: When | None = None
    interest: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Links from the one nearest to the event to the publishing outlet. Never empty.

    Raises `ValueError` for no hops.
    """

    hops: tuple[Hop, ...]

    def __post_init__(self) -> None:
        if not self.hops:
            raise ValueError("a chain has at least the publishing outlet")

    @property
    def root(self) -> Hop:
        """The first utterance: the link nearest to the event."""
        return self.hops[0]

    def __str__(self) -> str:
        return " ← ".join(h.agent.name for h in self.hops)


@dataclass(frozen=True, slots=True)
class Claim:
    """That somebody held, did or plans something, with the exact words and the chain.

    Immutable. `span` (code points of the document's text) covers `quote`; `prefix` and `suffix` are up to 32 code
    points around it (W3C text quote selector). `subjects`, `objects`, `places` are in the text's order. `event_time`:
    when it was so; `said_time`: when it was said; `reported`: the bounds on the report's publication. `cue` is the
    words that introduce it. `reader` names reader and version; `grounding` says how the words were found: `exact`, or
    `repaired` with why. `review` is what people decided of it, None where nobody did.
    """

    id: str
    document: str
    span: Span
    quote: str
    type: ClaimType
    modality: Modality
    chain: Chain
    subjects: tuple[Ref, ...] = ()
    objects: tuple[Ref, ...] = ()
    places: tuple[Ref, ...] = ()
    event_time: When | None = None
    said_time: When | None = None
    reported: When = When()
    quantities: tuple[Quantity, ...] = ()
    cue: str = ""
    prefix: str = ""
    suffix: str = ""
    reader: str = ""
    grounding: str = "exact"
    review: Review | None = None

    def __str__(self) -> str:
        return showing.line(self)

    def _repr_html_(self) -> str:
        return showing.card(self)

    def entities(self) -> frozenset[str]:
        """The ids of all that the claim is about (not of those who only pass it on)."""
        refs = (*self.subjects, *self.objects, *self.places)
        return frozenset(r.entity for r in refs if r.entity)


@dataclass(frozen=True, slots=True)
class Review:
    """What people decided of a claim.

    `verdict` is accepted, rejected or corrected; `by`, `made` and `reason` are those of the word that is applied.
    `changed` names the fields that a person gave, and `machine` is then the claim as it was read. `others` are the
    persons who decided otherwise.
    """

    verdict: str
    by: str
    made: datetime
    reason: str = ""
    changed: tuple[str, ...] = ()
    machine: Claim | None = None
    others: tuple[str, ...] = ()


def claim_id(document: str, span: Span, type: ClaimType, modality: Modality, quote: str) -> str:
    """The id of a claim: 16 hex digits of a sha256 over what it says and where.

    Names are not in it, so that better knowledge of names changes no id.
    """
    what = json.dumps([document, span.start, span.end, type, modality, quote], ensure_ascii=False)
    return hashlib.sha256(what.encode()).hexdigest()[:16]
