"""What a person decided: appended, signed, dated, explained, reversible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision about claims or names, applied on reading; nothing it touches is changed.

    `kind`: accept, reject, merge, split, grade, note, or undo (whose `target` is a judgement's id). `target` is a
    claim's or an entity's id, `value` what was decided (for merge: the other id), `made` has a time zone.
    """

    id: str
    kind: str
    target: str
    value: str
    reason: str
    by: str
    made: datetime
