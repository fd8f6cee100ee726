"""Who copied whom: a near-copy of another's report says nothing of its own, whether it names its source or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from khabar.model import Claim, ClaimType, Evidence, Hop, Knowledge, NearCopy, State, When
from khabar.model.names import plain
from khabar.weigh.moments import dated, known, valid
from khabar.weigh.nodes import node
from khabar.weigh.sources.roots import VOICE, RootKey, by_the_author, roots
from khabar.weigh.wording import named

_IN_ITS_WORDS = frozenset({ClaimType.STATEMENT, ClaimType.OTHER, ClaimType.QUANTITY})
"""What is said of somebody can be anything: only the same words say the same."""


def originals(
    pairs: Iterable[NearCopy], out: Mapping[str, When], first: Collection[str] = (), known_by: date | None = None
) -> dict[str, NearCopy]:
    """For each document that is a copy, the pair with the one that it was taken from: of those alike that came out
    before it, the one most alike.

    `out` says when each was published. On one day the documents in `first` (those of news agencies) go before others,
    and ids decide what is left open. What came out after `known_by` is not known yet, and is nobody's original.
    """

    def order(document: str) -> tuple[date, date, bool, str]:
        when = out.get(document, When())
        return (when.latest or date.max, when.earliest or date.max, document not in first, document)

    def seen(document: str) -> bool:
        earliest = out.get(document, When()).earliest
        return known_by is None or earliest is None or earliest <= known_by

    found: dict[str, NearCopy] = {}
    for pair in pairs:
        if seen(pair.document) and seen(pair.other) and order(pair.other) < order(pair.document):
            best = found.get(pair.document)
            if best is None or (-pair.likeness, order(pair.other)) < (-best.likeness, order(best.other)):
                found[pair.document] = pair
    return found


def copied(claims: Iterable[Claim], taken: Mapping[str, NearCopy], knowledge: Knowledge) -> dict[str, Claim]:
    """The claims that only repeat another's report, by id, each with the claim that it repeats.

    `taken` is what `originals` gives. A claim of a copy repeats one of its original where it says the same in the same
    words, or of the same things with the same numbers, and names no other source for it: the source's name may be
    lost, but not exchanged. What an outlet carries again of its own is a new report of it, not a copy.
    """
    every = sorted({c.id: c for c in claims}.values(), key=lambda c: (c.document, c.span, c.id))
    inside: dict[str, list[Claim]] = defaultdict(list)
    for claim in every:
        inside[claim.document].append(claim)
    mine = [c for c in every if c.document in taken]
    if not mine:
        return {}
    first = roots(every, knowledge)
    found: dict[str, Claim] = {}
    for claim in mine:
        for document in _above(claim.document, taken):
            same = [c for c in inside.get(document, ()) if _repeats(claim, c, first)]
            if same:
                found[claim.id] = min(same, key=lambda c: (not alike(claim, c), c.quote != claim.quote, c.span, c.id))
    return {id_: _first_told(claim, found) for id_, claim in found.items()}


def with_copies(state: State, copies: Iterable[Claim], repeated: Mapping[str, Claim]) -> State:
    """The state with the near-copies beside the claims that they repeat, each shown and none counted."""
    beside: dict[str, list[Claim]] = defaultdict(list)
    for copy in sorted(copies, key=lambda c: (c.reported.latest or date.max, c.id)):
        if known(copy, state.known_by) is not None:
            beside[repeated[copy.id].id].append(copy)
    if not beside:
        return state
    holdings = (
        replace(
            h, evidence=(*h.evidence, *(_shown(copy, e) for e in h.evidence for copy in beside.get(e.claim.id, ())))
        )
        for h in state.holdings
    )
    return replace(state, holdings=tuple(holdings))


def said_thing(claim: Claim) -> Hashable:
    """What two claims have in common that are `alike`, but for their days."""
    free = claim.type in _IN_ITS_WORDS or not (claim.subjects or claim.objects or claim.places)
    words = plain(claim.quote) if free else ""
    return claim.type, claim.modality, _named(claim), _numbers(claim), words


def alike(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same, whoever says it: of the same things, with the same numbers, of days that may be
    the same; where nothing is named, or anything can be said, in the same words."""
    if (one.type, one.modality) != (other.type, other.modality):
        return False
    if _named(one) != _named(other) or _numbers(one) != _numbers(other) or apart(one, other):
        return False
    free = one.type in _IN_ITS_WORDS or not (one.subjects or one.objects or one.places)
    return not free or _worded_alike(one, other)


def apart(one: Claim, other: Claim) -> bool:
    """Whether both give a day, and not the same."""
    if not (dated(one) and dated(other)) or one.event_time is None or other.event_time is None:
        return False
    return not one.event_time.meets(other.event_time)


def publisher(claim: Claim) -> Hop:
    """The last link of its chain."""
    return claim.chain.hops[-1]


def _repeats(claim: Claim, other: Claim, first: Mapping[str, RootKey]) -> bool:
    ours, theirs = first[claim.id], first[other.id]
    nameless = len(claim.chain.hops) == 1 or ours.kind != VOICE
    if not (nameless or ours.key == theirs.key):
        return False
    if _one_outlet(publisher(claim), publisher(other)):
        return False
    # The same words of a copy can be read with other days, reckoned from its own, or with a pronoun taken otherwise.
    return alike(claim, other) or (
        (claim.type, claim.modality) == (other.type, other.modality) and _worded_alike(claim, other)
    )


def _one_outlet(one: Hop, other: Hop) -> bool:
    return node(one.agent) == node(other.agent) and not by_the_author(one)


def _above(document: str, taken: Mapping[str, NearCopy]) -> Iterator[str]:
    """The document's original, that one's original, and so on."""
    while document in taken:
        document = taken[document].other
        yield document


def _first_told(claim: Claim, found: Mapping[str, Claim]) -> Claim:
    while claim.id in found:
        claim = found[claim.id]
    return claim


def _shown(copy: Claim, original: Evidence) -> Evidence:
    source = named(publisher(original.claim).agent.name)
    return Evidence(copy, original.effect, valid(copy), False, f"a near-copy of the report by {source}: adds nothing")


def _worded_alike(one: Claim, other: Claim) -> bool:
    return plain(one.quote) == plain(other.quote)


def _numbers(claim: Claim) -> frozenset[tuple[float, str]]:
    return frozenset((q.value, q.unit) for q in claim.quantities)


def _named(claim: Claim) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(node, refs)) for refs in (claim.subjects, claim.objects, claim.places))
