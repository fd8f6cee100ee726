"""What people decide, and how far they have come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from khabar.web.shapes.rows import Shape


class Decision(Shape):
    """What is decided; docs/review.md has a table of `value`."""

    kind: str = Field(max_length=20, description="accept, reject, correct, merge, split, grade, settle, note, undo")
    target: str = Field(max_length=600, description="a claim, a conflict, a name or its key, a judgement")
    value: dict[str, Any] = Field(default_factory=dict)
    reason: str = Field(default="", max_length=10_000)
    by: str = Field(default="", max_length=300, description="who decides; else who started the server")


class Judgement(Shape):
    """What a person decided; nothing it is about is changed by it."""

    id: str
    kind: str
    target: str
    value: dict[str, Any]
    reason: str
    by: str
    made: datetime


class Judgements(Shape):
    """What was decided, in order."""

    judgements: list[Judgement]


class Progress(Shape):
    """Of `documents` so many are `read`: all their claims are judged. Of `judged` claims so many were accepted,
    rejected and corrected; the `orphaned` ones are those that the present readings do not make any more."""

    documents: int
    read: int
    claims: int
    judged: int
    accepted: int
    rejected: int
    corrected: int
    orphaned: int
