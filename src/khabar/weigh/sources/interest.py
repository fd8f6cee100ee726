"""Who gains by a claim being believed, and whether its root is of that party."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from khabar.model import Claim, ClaimType, Knowledge, Modality, Ref
from khabar.weigh.moments import OPEN_ENDED
from khabar.weigh.nodes import node
from khabar.weigh.sources.parties import ITSELF, Parties
from khabar.weigh.sources.roots import unnamed

OWN, AGAINST = "own interest", "against its own interest"

_GAINS: dict[ClaimType, tuple[int, int]] = {
    ClaimType.CONTROL: (1, 0),
    ClaimType.CAPTURE: (1, -1),
    ClaimType.CLEARANCE: (1, 0),
    ClaimType.WITHDRAWAL: (-1, 0),
    ClaimType.HANDOVER: (0, 1),
    ClaimType.DEPLOYMENT: (1, 1),
    ClaimType.INFILTRATION: (-1, 0),
    ClaimType.ATTACK: (1, 0),
    ClaimType.COMMAND: (1, 0),
    ClaimType.AUTHORITY: (1, 1),
    ClaimType.LAW: (1, 1),
    ClaimType.SANCTION: (0, -1),
    ClaimType.SUPPLY_ROUTE: (-1, 0),
    ClaimType.CROSSING: (1, 0),
    ClaimType.BARRIER: (1, 0),
    ClaimType.SURVEILLANCE: (1, 0),
}
"""What it means for subject and object that the claim is true: 1 gain, -1 loss, 0 neither."""

_TIES = frozenset({ClaimType.ALLIANCE, ClaimType.TALKS})
"""To be tied to another is no gain or loss as such, but to deny the tie serves both ends of it."""


class Interest(NamedTuple):
    """`bearing` is "own interest" (shown, not counted) or "against its own interest" (counts more); `words` say why,
    and `sources` what that rests on: ids of the packs' sources, or claims that tell of the tie."""

    bearing: str
    words: str
    sources: tuple[str, ...] = ()


def interest(claim: Claim, knowledge: Knowledge, on: date | None) -> Interest | None:
    """Whether the root gains or loses by its own claim, by the ties that hold on the day `on`; None for neither.

    `knowledge` may hold ties that reports themselves state: see `learned`.
    """
    return bearing(claim, Parties(knowledge, on))


def bearing(claim: Claim, parties: Parties) -> Interest | None:
    """As `interest`, with the ties of the day already at hand."""
    for_subject, for_object = _gains(claim)
    found: list[Interest] = []
    for refs, gain in ((claim.subjects, for_subject), (claim.objects, for_object)):
        tie = _tie(claim, refs, parties) if gain else None
        if tie:
            found.append(Interest(OWN if gain > 0 else AGAINST, *tie))
    # Own interest weighs first: who gains in one way and loses in another is no witness against himself.
    return min(found, key=lambda i: i.bearing != OWN, default=None)


def _gains(claim: Claim) -> tuple[int, int]:
    if claim.modality in OPEN_ENDED:
        return 0, 0  # a plan is best known by him who makes it
    denied = claim.modality is Modality.DENIED
    if claim.type in _TIES:
        return (1, 1) if denied else (0, 0)
    subject, thing = _GAINS.get(claim.type, (0, 0))
    return (-subject, -thing) if denied else (subject, thing)


def gainers(claim: Claim, parties: Parties) -> tuple[tuple[str, str], ...]:
    """Who speaks, and who gains by it: the root speaks in its own interest where, on the day, any of these pairs is
    tied."""
    gains = zip((claim.subjects, claim.objects), _gains(claim), strict=True)
    gaining = [node(ref) for refs, gain in gains if gain > 0 for ref in refs]
    return tuple((speaker, ref) for speaker in _speakers(claim, parties) for ref in gaining) if gaining else ()


def _speakers(claim: Claim, parties: Parties) -> tuple[str, ...]:
    """The root, the party that it is known to stand for, and those that its description names."""
    root = claim.chain.root
    speakers = dict.fromkeys((node(root.agent), *filter(None, (root.interest,))))
    if unnamed(root):
        speakers.update(dict.fromkeys(parties.named_in(root.agent.name)))
    return tuple(speakers)


def _tie(claim: Claim, refs: tuple[Ref, ...], parties: Parties) -> tuple[str, tuple[str, ...]] | None:
    root = claim.chain.root
    own, *_ = speakers = _speakers(claim, parties)
    for ref in refs:
        for speaker in speakers:
            words = parties.tie(speaker, node(ref))
            if words:
                if speaker != own and words == ITSELF:
                    words = f"{root.agent.name}, of {parties.name(speaker)}"
                return words, parties.cited(speaker, node(ref))
    return None
