"""What became of the people that a number counts: dead, wounded, detained, displaced."""

from __future__ import annotations

import re

from khabar.model import Claim, Quantity

ARMED = frozenset(
    "fighter soldier militant gunman troop policeman officer insurgent terrorist guard militiaman".split()
)
CIVIL = frozenset("civilian child woman resident villager journalist worker student farmer".split())
PEOPLE = ARMED | CIVIL | frozenset("man people person member dead victim casualty body other".split())
"""Units in which people are counted."""

_FATES = (
    ("dead", re.compile(r"\b(?:kill\w*|dead|deaths?|died|slain|martyr\w*|fatalit\w*|bodies)\b", re.IGNORECASE)),
    ("wounded", re.compile(r"\b(?:wound\w*|injur\w*|hurt)\b", re.IGNORECASE)),
    ("detained", re.compile(r"\b(?:arrest\w*|detain\w*|taken prisoner|prisoners?)\b", re.IGNORECASE)),
    ("displaced", re.compile(r"\b(?:displac\w*|fled|flee\w*|refugees?)\b", re.IGNORECASE)),
)
_NEW_CLAUSE = re.compile(r"(?:\band|,|;)\s*\Z", re.IGNORECASE)

_Found = tuple[int, int, str]


def fate(quantity: Quantity, claim: Claim) -> str:
    """What became of those counted, by the words of what is counted or by those nearest to the number; "" where
    nothing says it, or no people are counted."""
    if quantity.unit not in PEOPLE:
        return ""
    told = _first(quantity.of)
    if told:
        return told[2]
    before, after, another = _beside(quantity, claim)
    earlier, later = _last(before), _first(after)
    if later and earlier and _NEW_CLAUSE.search(after[: later[0]]):
        return earlier[2]  # "killed 11 and wounded 27"
    if later and not (another and not after[later[1] :].strip()):
        return later[2]
    return earlier[2] if earlier else ""  # "20 gunmen killed 3": the 20 did it


def same_sort(one: Quantity, other: Quantity) -> bool:
    """Whether both may count the same people: not fighters the one and civilians the other."""
    return not any(a.unit in ARMED and b.unit in CIVIL for a, b in ((one, other), (other, one)))


def _beside(quantity: Quantity, claim: Claim) -> tuple[str, str, bool]:
    """The words from the number before to this one, from this one to the next, and whether there is a next one."""
    if quantity.span is None or not claim.span.holds(quantity.span):
        return "", claim.quote, False
    start, end = quantity.span.start - claim.span.start, quantity.span.end - claim.span.start
    spans = [q.span for q in claim.quantities if q.span and claim.span.holds(q.span)]
    first = max((s.end - claim.span.start for s in spans if s.end <= quantity.span.start), default=0)
    later = min((s.start - claim.span.start for s in spans if s.start >= quantity.span.end), default=None)
    return claim.quote[first:start], claim.quote[end:later], later is not None


def _first(words: str) -> _Found | None:
    found = [(m.start(), m.end(), name) for name, pattern in _FATES if (m := pattern.search(words))]
    return min(found, default=None)


def _last(words: str) -> _Found | None:
    found = [(m.start(), m.end(), name) for name, pattern in _FATES for m in pattern.finditer(words)]
    return max(found, default=None)
