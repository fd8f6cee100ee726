"""The three clocks of a claim: the days it can be true of, the days it was said on, the day by which it is known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from khabar.model import Claim, ClaimType, Modality, When
from khabar.model.bearings import anchor
from khabar.weigh.wording import at

__all__ = ["OPEN_ENDED", "anchor", "dated", "known", "moment", "past", "reached", "valid"]

OPEN_ENDED = frozenset({Modality.PLANNED, Modality.REQUESTED, Modality.DEMANDED, Modality.PROMISED,
                        Modality.FEARED, Modality.HYPOTHETICAL})  # fmt: skip
"""What is only expected: it may lie after the day on which it is said."""

_EVENTS = frozenset(
    {ClaimType.CAPTURE, ClaimType.WITHDRAWAL, ClaimType.HANDOVER, ClaimType.ATTACK, ClaimType.CLEARANCE,
     ClaimType.MOVEMENT, ClaimType.INFILTRATION, ClaimType.DETENTION}
)  # fmt: skip
_STATES = frozenset(
    {ClaimType.CONTROL, ClaimType.DEPLOYMENT, ClaimType.COMMAND, ClaimType.MEMBERSHIP, ClaimType.AUTHORITY,
     ClaimType.ALLIANCE, ClaimType.SUPPLY_ROUTE, ClaimType.CROSSING}
)  # fmt: skip
_PAST = re.compile(
    r"\b(?:previously|formerly|used to|no longer|until (?!further)|"
    r"once (?:held|ruled|controlled|led|run|part)|"
    r"had (?:earlier )?(?:held|controlled|run|operated|been (?:held|controlled|run|based|stationed)))\b",
    re.IGNORECASE,
)
_STILL = re.compile(r"\b(?:still|not until|will)\b", re.IGNORECASE)


def valid(claim: Claim) -> When:
    """The days that the claim can be true of, with the reason.

    The text's own day where it gives one; else true at the latest when said.
    """
    given = claim.event_time
    if given is not None and not given.open:
        reason = f"the report says when: {given.text!r}" if given.text else "the report says when"
        return replace(given, reasons=(*given.reasons, reason))
    said = anchor(claim)
    if said.latest is None:
        return When(reasons=("neither the report's day nor the event's is known",))
    return When(None, said.latest, reasons=(f"the report gives no day: true at the latest when said ({at(said)})",))


def dated(claim: Claim) -> bool:
    """Whether the report itself gives a day for what it tells."""
    return claim.event_time is not None and not claim.event_time.open


def moment(claim: Claim, said: When) -> When:
    """The days at one of which the claim puts its event or finds its state, as weighed on a time line.

    `said` is the anchor to use. What is told as done cannot lie after the telling, so an open or later end is cut
    there; an undated state is seen on the day it is told, an undated event at some time before its end.
    """
    given = claim.event_time
    if given is None or given.open:
        return When(None, said.latest) if claim.type in _EVENTS else When(said.earliest, said.latest)
    if claim.modality in OPEN_ENDED or said.latest is None:
        return When(given.earliest, given.latest, given.every)
    if given.earliest is not None and given.earliest > said.latest:
        return When(given.earliest, given.latest, given.every)
    latest = min(given.latest, said.latest) if given.latest else said.latest
    return When(given.earliest, latest, given.every)


def past(claim: Claim) -> bool:
    """Whether a state is told as over by the end of its time: "previously held by", "had been stationed in"."""
    if claim.type not in _STATES:
        return False
    given = claim.event_time
    if given is not None and given.earliest is None and given.latest is not None:
        return True
    words = f"{claim.cue} {claim.quote} {given.text if given else ''}"
    return bool(_PAST.search(words)) and not _STILL.search(words)


def reached(when: When, on: date, said: When = When()) -> str | None:
    """Why something of that time bears on the day `on`: "" where it surely lies by then, a doubt where it may; None
    where it lies after. What has no first day may lie by then where it was possibly `said` by then."""
    if when.latest is not None and when.latest <= on:
        return ""
    if when.open:
        return "nobody says on what day"
    first = when.earliest or said.earliest
    if first is None or first > on:
        return None
    return "" if when.every else f"possibly only after that day ({at(when)})"


def known(claim: Claim, by: date) -> str | None:
    """Why the claim counts as known on the day `by`: "" where its report was surely out, a doubt where it may have
    been; None where it came later."""
    out = claim.reported
    if out.latest is not None and out.latest <= by:
        return ""
    if out.earliest is not None and out.earliest > by:
        return None
    return f"possibly reported only later ({at(out)})" if not out.open else "the report's own day is unknown"
