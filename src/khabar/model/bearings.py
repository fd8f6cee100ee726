"""Whose hold of what a claim may bear on, and on what days: by this a record finds what matters for an answer without
reading all that is said of a place."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from khabar.model.claim import Claim, ClaimType
from khabar.model.nodes import node
from khabar.model.when import When

OF_HOLDERS = frozenset({ClaimType.CONTROL, ClaimType.CAPTURE, ClaimType.WITHDRAWAL, ClaimType.HANDOVER})
"""Types of claims that tell who holds what."""


class Bearing(NamedTuple):
    """That a claim tells of a party (a key of `model.nodes`) at a site (an id), on a day from `earliest` to `latest`:
    None where that day may be any."""

    site: str
    party: str
    earliest: date | None
    latest: date | None


def anchor(claim: Claim) -> When:
    """The days on which the root can have said it: the said time, else the first link's, else the report's bounds."""
    said = claim.said_time or claim.chain.root.said
    if said is None or said.open:
        return claim.reported
    return said.narrowed(claim.reported) or said


def bearings(claim: Claim) -> tuple[Bearing, ...]:
    """All pairs of a site and a party that the claim tells the holder by. Whatever else is known, the claim puts
    nothing before or after these days. One that names a thing which only words tell apart may bear on any."""
    if claim.type not in OF_HOLDERS:
        return ()
    things = (*claim.objects, *claim.places)
    given = claim.event_time
    days = anchor(claim) if given is None or given.open else given
    latest = days.latest if all(r.entity == node(r) for r in things) else None
    sites = dict.fromkeys(r.entity for r in things if r.entity)
    parties = dict.fromkeys(map(node, (*claim.subjects, *claim.objects)))
    return tuple(Bearing(s, p, days.earliest, latest) for s in sites for p in parties if p != s)
