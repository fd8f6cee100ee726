"""Judgements made, checked, written as JSON objects and read back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from khabar.judging.values import LONGEST_NAME, checked, packed, unpacked
from khabar.model import Judgement, JudgementKind, UsageError, judgement_id
from khabar.model.rows import Row

LONGEST_REASON = 10_000


def make(kind: str, target: str, value: Mapping[str, Any], reason: str, by: str, made: datetime) -> Judgement:
    """A judgement with its id. Raises `UsageError` where something is missing or makes no sense."""
    if made.tzinfo is None:
        raise UsageError(f"{made} has no time zone; give one")
    signed, why, about = by.strip(), reason.strip(), target.strip()
    if not signed:
        raise UsageError("a judgement is signed: say who decides (--by NAME, or set KHABAR_BY)")
    if not about:
        raise UsageError("a judgement is about something: give a claim, a name or a judgement")
    if kind == JudgementKind.NOTE and not why:
        raise UsageError("a note has words; give them")
    lengths = (("name", signed, LONGEST_NAME), ("target", about, 2 * LONGEST_NAME), ("reason", why, LONGEST_REASON))
    for what, text, most in lengths:
        if len(text) > most:
            raise UsageError(f"the {what} is longer than {most} characters")
    kept = packed(checked(kind, value))
    moment = made.astimezone(UTC)
    return Judgement(judgement_id(kind, about, kept, why, signed, moment), kind, about, kept, why, signed, moment)


def judgement_row(judgement: Judgement) -> Row:
    """The JSON object of a judgement: its value as an object, its moment in ISO 8601."""
    return {
        "id": judgement.id,
        "kind": judgement.kind,
        "target": judgement.target,
        "value": unpacked(judgement.value),
        "reason": judgement.reason,
        "by": judgement.by,
        "made": judgement.made.astimezone(UTC).isoformat(timespec="microseconds"),
    }


def judgement_from_row(row: Any) -> Judgement:
    """The judgement of which `row` is the `judgement_row`. Raises `UsageError` where it is none, or where its id does
    not fit its content: then it was altered."""
    if not isinstance(row, Mapping):
        raise UsageError("not a judgement: one JSON object a line")
    texts = {name: row.get(name) for name in ("kind", "target", "reason", "by", "made")}
    missing = [name for name, text in texts.items() if not isinstance(text, str)]
    if missing:
        raise UsageError(f"not a judgement: {', '.join(missing)} missing")
    try:
        made = datetime.fromisoformat(str(texts["made"]))
    except ValueError as error:
        raise UsageError(f"not a moment: {texts['made']!r}; give YYYY-MM-DDThh:mm:ss+00:00") from error
    found = make(row["kind"], row["target"], row.get("value") or {}, row["reason"], row["by"], made)
    if row.get("id") not in (None, found.id):
        raise UsageError(
            f"judgement {row['id']!r} does not fit its own content (that makes {found.id}): it was altered"
        )
    return found
