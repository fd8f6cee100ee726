"""What a number is a number of: done, still to do, or the whole."""

from __future__ import annotations

import re
from enum import StrEnum

from khabar.model import Claim, Quantity
from khabar.weigh.nodes import bare


class Extent(StrEnum):
    """Which part of a whole a number measures."""

    DONE = "done"
    LEFT = "left"
    WHOLE = "whole"
    PART = "part"


LENGTHS = {"kilometer": 1.0, "kilometre": 1.0, "km": 1.0, "mile": 1.609344, "meter": 0.001, "metre": 0.001}
"""Units of length, in kilometers."""

_LEFT = re.compile(r"\b(?:remain\w*|left|to be|yet to|unfinished|outstanding|still to|not yet|to go)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:installed|completed?|built|erected|fortified|finished|done|constructed|dug|laid|put up|"
    r"secured|covered|controll?ed|held|fenced|walled|sealed)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:stretch|section|segment|sector|portion|part)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:border|frontier|boundary|front ?line|length|total|line|road|river|coast|route)\b", re.IGNORECASE
)
_OF_WHICH = re.compile(r"\d\s+of\s+(?:the|its|their)\s+$")  # "400 of the" 615 kilometers
_STOP = frozenset(
    "the a an of along on in at to be with and for from by its their that "
    "which has have been is are was were about "
    "roughly some already still remain remaining left done installed "
    "completed complete built erected finished".split()
)
_TOKEN = re.compile(r"\w+")
_NEAR = 60
"""Code points after a number that can tell what it is of."""


def extent(quantity: Quantity, claim: Claim) -> Extent | None:
    """Which part of the whole the number measures, by its `of`, else by the words after it; None where unclear.

    A quote with one number is read as a whole; one with several, only up to the next number.
    """
    if quantity.unit in LENGTHS and quantity.of.startswith("total of "):
        return Extent.WHOLE
    if quantity.span is not None and claim.span.holds(quantity.span):
        if _OF_WHICH.search(claim.quote[: quantity.span.start - claim.span.start]):
            return Extent.WHOLE
    for words in (quantity.of, _after(quantity, claim)):
        if _LEFT.search(words):
            return Extent.LEFT
        if _DONE.search(words):
            return Extent.DONE
    if quantity.unit not in LENGTHS:
        return None
    if _PART.search(quantity.of):
        return Extent.PART
    return Extent.WHOLE if _WHOLE.search(quantity.of) else None


def _after(quantity: Quantity, claim: Claim) -> str:
    if len(claim.quantities) == 1:
        return claim.quote
    if quantity.span is None or not claim.span.holds(quantity.span):
        return ""
    start = quantity.span.end - claim.span.start
    following = [
        q.span.start - claim.span.start for q in claim.quantities if q.span and q.span.start > quantity.span.start
    ]
    return claim.quote[start : min([start + _NEAR, *following])]


def counted(quantity: Quantity) -> frozenset[str]:
    """The words of what is counted, without those that say how far it has got."""
    return frozenset(w for w in _TOKEN.findall(bare(quantity.of)) if w not in _STOP)
