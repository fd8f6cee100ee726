"""Which of a text's time expressions gives the day of a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khabar.model import Span, TimeExpression, When

# Between a clause and a time that still belongs to it stand at most such words.
_FRONTED = re.compile(r"[\s,]*(?:when[\s,]+)?")
_TRAILING = re.compile(
    r"[\s,]*(?:(?:on|in|at|since|after|before|by|until|during|over|from|between|for|early|late)\s+)?(?:the\s+)?"
)
_NEVER = ("SET",)


def interval_for(text: str, times: Sequence[TimeExpression], clause: Span) -> When | None:
    """The days that the words give to `clause`, or None where none do: the day of publication is never put for them.

    A time inside the clause counts first (a date before a length, the first of several); then one that stands right
    in front of it (`In 2014, …`) or right behind it. `now` and `recently` count only where no other time does.
    """
    dated = [t for t in times if t.when is not None and t.type not in _NEVER]
    inside = [t for t in dated if clause.holds(t.span)]
    near = inside or [t for t in dated if _adjoins(text, t, clause)]
    if not near:
        return None
    return min(near, key=lambda t: (_rank(t), t.span)).when


def _adjoins(text: str, time: TimeExpression, clause: Span) -> bool:
    if time.span.end <= clause.start:
        return _FRONTED.fullmatch(text, time.span.end, clause.start) is not None
    return clause.end <= time.span.start and _TRAILING.fullmatch(text, clause.end, time.span.start) is not None


def _rank(time: TimeExpression) -> int:
    if time.value.endswith("_REF"):
        return 2
    return 1 if time.type == "DURATION" else 0
