"""The frozen records that everything else passes around. Standard library only; start here."""

from khabar.model.claim import (
    Attribution,
    Chain,
    Claim,
    ClaimType,
    Hop,
    Modality,
    Quantity,
    Ref,
    Role,
    claim_id,
)
from khabar.model.document import Block, BlockKind, Document
from khabar.model.errors import (
    DocumentError,
    KhabarError,
    PackError,
    ReaderError,
    RecordError,
    StopError,
    UsageError,
)
from khabar.model.judgement import Judgement
from khabar.model.knowledge import (
    Actor,
    AnchorEvent,
    Barrier,
    Edge,
    Knowledge,
    Outlet,
    Place,
    Relation,
    Route,
    Source,
)
from khabar.model.reading import Located, Reading, TimeExpression
from khabar.model.span import Kind, Mention, Span
from khabar.model.state import Evidence, Flag, Fluent, Holding, Standing, State
from khabar.model.when import When, parse_edtf

__all__ = [
    "Actor",
    "AnchorEvent",
    "Attribution",
    "Barrier",
    "Block",
    "BlockKind",
    "Chain",
    "Claim",
    "ClaimType",
    "Document",
    "DocumentError",
    "Edge",
    "Evidence",
    "Flag",
    "Fluent",
    "Holding",
    "Hop",
    "Judgement",
    "KhabarError",
    "Kind",
    "Knowledge",
    "Located",
    "Mention",
    "Modality",
    "Outlet",
    "PackError",
    "Place",
    "Quantity",
    "ReaderError",
    "Reading",
    "RecordError",
    "Ref",
    "Relation",
    "Role",
    "Route",
    "Source",
    "Span",
    "Standing",
    "State",
    "StopError",
    "TimeExpression",
    "UsageError",
    "When",
    "claim_id",
    "parse_edtf",
]
