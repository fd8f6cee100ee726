"""Ties that a report states in its own voice: who belongs to, leads, speaks for, is backed by or sides with whom."""

from __future__ import annotations

import re

from khabar.model.claim import Claim, ClaimType, Modality
from khabar.model.nodes import node

PART_OF, LEADS, SPEAKS_FOR, BACKED_BY, ALLIED_WITH = "part_of", "leads", "speaks_for", "backed_by", "allied_with"
"""The kinds of ties, as packs name them."""

_MOUTHPIECE = re.compile(
    r"\b(?:mouthpiece|organ of|voice of|state-run|state-owned|run by|owned by|controlled by|"
    r"linked to|affiliated)",
    re.IGNORECASE,
)
_BACKED = re.compile(r"\b(?:backed|supported|funded|sponsored|armed by|trained by)\b", re.IGNORECASE)


def told_tie(claim: Claim) -> str:
    """The kind of tie between each subject and each object that the claim states; "" for none.

    Only an outlet's own description counts, never an accusation that it passes on: "X says that A helps B" must not put
    A on the side of B.
    """
    if claim.modality is not Modality.ASSERTED or len(claim.chain.hops) > 1:
        return ""
    if claim.type is ClaimType.MEMBERSHIP:
        return PART_OF
    if claim.type is ClaimType.COMMAND:
        return LEADS
    if claim.type is not ClaimType.ALLIANCE:
        return ""
    if _MOUTHPIECE.search(claim.quote):
        return SPEAKS_FOR
    return BACKED_BY if _BACKED.search(claim.quote) else ALLIED_WITH


def tied(claim: Claim) -> tuple[tuple[str, str, str], ...]:
    """Every tie that the claim states: who, the kind, with whom; keys of `model.nodes`."""
    kind = told_tie(claim)
    if not kind:
        return ()
    ties = ((node(subject), kind, node(thing)) for subject in claim.subjects for thing in claim.objects)
    return tuple(dict.fromkeys(ties))
