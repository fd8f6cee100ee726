"""What a person decided: appended, signed, dated, explained, reversible."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class JudgementKind(StrEnum):
    """What a person can decide; docs/review.md says what each does to the answers."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    GRADE = "grade"
    SETTLE = "settle"
    NOTE = "note"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision about claims or names, applied on reading; nothing it touches is changed.

    `kind` is one of `JudgementKind`. `target` is a claim's or a conflict's id, a name's key (`model.nodes`), or, of an
    undo, a judgement's id. `value` is what was decided, a JSON object as text ("" for none); `made` has a time zone.
    """

    id: str
    kind: str
    target: str
    value: str
    reason: str
    by: str
    made: datetime


def judgement_id(kind: str, target: str, value: str, reason: str, by: str, made: datetime) -> str:
    """The id of a judgement: 16 hex digits of a sha256 over its content, so that the same one twice is one."""
    moment = made.astimezone(UTC).isoformat(timespec="microseconds")
    what = json.dumps([kind, target, value, reason, by, moment], ensure_ascii=False)
    return hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()[:16]
