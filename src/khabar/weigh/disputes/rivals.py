"""Two holders of one site in the same days, and two culprits of one deed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache, cached_property
from typing import NamedTuple

from khabar.model import Claim, ClaimType, Conflict, ConflictKind, Fluent, Knowledge, Ref
from khabar.weigh import kept
from khabar.weigh.areas import Areas
from khabar.weigh.disputes.denials import SAME_MATTER
from khabar.weigh.disputes.docket import (
    Docket,
    Told,
    conflict,
    event_days,
    interval,
    neighbours,
    said_days,
    side,
    voices,
    width,
)
from khabar.weigh.disputes.measures import SAID, SAME_OCCASION
from khabar.weigh.extent import LENGTHS
from khabar.weigh.holding.fluents import ENDS, STARTS, Kinds, effects
from khabar.weigh.nodes import bare, known, mentions, node
from khabar.weigh.sources.parties import Parties
from khabar.weigh.sources.roots import RootKey
from khabar.weigh.wording import at, named

SEEN_WITHIN = timedelta(days=14)
"""Who is seen to hold a place at some time within longer than this may have come before, or after, another."""
ONE_DEED = timedelta(days=3)
"""Deeds whose days are less surely known than this may be two."""

_HOLDING = (ClaimType.CONTROL, ClaimType.CAPTURE, ClaimType.HANDOVER)
_STATE = frozenset("army government police regime authorities ministry".split())
"""Who is called so, without a name, is no armed group."""
_SETTLE_HOLDERS = "Pictures or a visit of those days; or the hour, where it changed hands in them."
_SETTLE_DEED = "Whether it was one deed or two; traces of it, or either party's word against its own interest."
_SETTLE_HELP = "Somebody tied to neither side; or either party's word against its own interest."


class _Saying(NamedTuple):
    """That somebody did, holds or took something, by one claim."""

    who: Ref
    does: str
    told: Told


class Rivals:
    """Finds rival holders and culprits, among claims that share a site or a target."""

    def __init__(self, knowledge: Knowledge, areas: Areas, kinds: Kinds) -> None:
        self._areas, self._kinds = areas, kinds
        self._knowledge = knowledge
        self._armed = kept.armed(knowledge.actors)
        self._bodies = kept.bodies(knowledge.actors)
        self._together = cache(lambda one, other: self._parties.same_side(one, other))
        self._tied = cache(lambda speaker, party: bool(self._parties.tie(speaker, party)))

    @cached_property
    def _sided(self) -> frozenset[str]:
        """All whom anything ties to anybody."""
        ends = {end for r in self._knowledge.relations for end in (r.subject, r.object)}
        return frozenset(ends | {o.id for o in self._knowledge.outlets if o.speaks_for or o.owner})

    @cached_property
    def _parties(self) -> Parties:
        return Parties(self._knowledge)

    def find(self, shared: str, claims: Sequence[tuple[Claim, RootKey]]) -> Iterator[Conflict]:
        """Who is said to hold one site in days in which others hold it (allies may share it); who is said to have done
        one deed to one target, or to have taken one site, on days on which others did; and who is said to help one
        party, where each side says it of the other. Of what has the id `shared`."""
        of_type: dict[ClaimType, list[tuple[Claim, RootKey]]] = {}
        for claim, root in claims:
            if claim.modality in SAID:
                of_type.setdefault(claim.type, []).append((claim, root))
        holdings, name = self._holdings(shared, [c for t in _HOLDING for c in of_type.get(t, ())])
        takings = [s for s in holdings if s.does == STARTS]
        yield from self._cases(holdings, SEEN_WITHIN, lambda a, b: {a.does, b.does} != {STARTS}, (shared, name, "held"))
        yield from self._cases(takings, ONE_DEED, lambda a, b: True, (shared, name, "took"))
        strikes, name = self._strikes(shared, of_type.get(ClaimType.ATTACK, ()))
        yield from self._cases(strikes, ONE_DEED, lambda a, b: True, (shared, name, "struck"))
        yield from self._helpers(shared, of_type.get(ClaimType.ALLIANCE, ()))

    def _holdings(self, site: str, claims: Iterable[tuple[Claim, RootKey]]) -> tuple[list[_Saying], str]:
        found: list[_Saying] = []
        name = ""
        for claim, root in claims:
            if _measured(claim):
                continue
            days = event_days(claim)
            if days is None or width(days) > SEEN_WITHIN:
                continue
            for effect in effects(claim, self._kinds):
                if effect.fluent is not Fluent.HOLDS or effect.does == ENDS or effect.subject is None:
                    continue
                if node(effect.object) == site and known(effect.object) and not self._areas.wide(effect.object):
                    found.append(_Saying(effect.subject, effect.does, Told(claim, root, days)))
                    name = min(name or effect.object.name, effect.object.name)
        return found, name

    def _strikes(self, target: str, claims: Iterable[tuple[Claim, RootKey]]) -> tuple[list[_Saying], str]:
        """Attacks on a site or a person. A party can be struck by many on one day."""
        found: list[_Saying] = []
        name = ""
        for claim, root in claims:
            if target in self._bodies:
                continue
            days = event_days(claim)
            hit = next((o for o in claim.objects if node(o) == target and not self._areas.wide(o)), None)
            if hit is None or days is None:
                continue
            name = min(name or hit.name, hit.name)
            found += [_Saying(who, "struck", Told(claim, root, days)) for who in claim.subjects]
        return found, name

    def _cases(
        self,
        sayings: Sequence[_Saying],
        widest: timedelta,
        against: Callable[[_Saying, _Saying], bool],
        matter: tuple[str, str, str],
    ) -> Iterator[Conflict]:
        """The cases among sayings of one matter (its node, its name, the verb)."""
        docket = Docket(SAME_OCCASION)
        by_claim: dict[str, list[_Saying]] = {}
        for saying in sayings:
            if width(saying.told.days) <= widest:
                by_claim.setdefault(saying.told.claim.id, []).append(saying)
        told = {mine[0].told.claim.id: mine[0].told for mine in by_claim.values()}
        names: dict[str, str] = {}
        for one, other in neighbours(told.values(), timedelta(0)):
            for a in by_claim[one.claim.id]:
                for b in by_claim[other.claim.id]:
                    if against(a, b) and self._rivals(a, b):
                        names |= {node(a.who): a.who.name, node(b.who): b.who.name}
                        docket.add((matter[0],), (node(a.who), a.told), (node(b.who), b.told))
        for case in docket.cases():
            yield _disputed(case.sides, names, matter[1:], at(interval(case.days)))

    def _rivals(self, one: _Saying, other: _Saying) -> bool:
        """Whether two say of different parties, on different words, what only one of them can have done."""
        if one.told.root.key == other.told.root.key or node(one.who) == node(other.who):
            return False
        if {node(s) for s in one.told.claim.subjects} & {node(s) for s in other.told.claim.subjects}:
            return False
        a, b = one.who, other.who
        if known(a) and known(b):
            return not self._together(*sorted((node(a), node(b)))) and not _one_name(a, b)
        return self._described(a, b) or self._described(b, a)

    def _described(self, description: Ref, party: Ref) -> bool:
        """Whether words without a name ("the army") surely mean somebody else than a known party."""
        words = set(bare(description.name).split())
        return not known(description) and bool(words & _STATE) and node(party) in self._armed

    def _helpers(self, party: str, claims: Iterable[tuple[Claim, RootKey]]) -> Iterator[Conflict]:
        accused = [
            _Saying(who, "helps", Told(claim, root, said_days(claim)))
            for claim, root in claims
            for who in claim.subjects
            if known(who) and any(node(o) == party for o in claim.objects) and node(who) != party
        ]
        docket = Docket(SAME_MATTER)
        by_claim = {s.told.claim.id: s for s in accused}
        names = {node(s.who): s.who.name for s in accused}
        # Whoever is on no side accuses nobody in its interest, and most voices are on none.
        sides = self._sided | names.keys()
        sided = {key for key, s in by_claim.items() if node(s.told.claim.chain.root.agent) in sides}
        for one, other in neighbours((s.told for s in by_claim.values()), SAME_MATTER) if sided else ():
            if one.claim.id not in sided and other.claim.id not in sided:
                continue
            a, b = by_claim[one.claim.id], by_claim[other.claim.id]
            if self._rivals(a, b) and (self._accuses(a, b) or self._accuses(b, a)):
                docket.add((party,), (node(a.who), one), (node(b.who), other))
        name = next((o.name for s in accused for o in s.told.claim.objects if node(o) == party), party)
        for case in docket.cases():
            yield _disputed(case.sides, names, (name, "helps"), at(interval(case.days)))

    def _accuses(self, one: _Saying, other: _Saying) -> bool:
        """Whether the one's word comes from the side that the other's accuses."""
        speaker = node(one.told.claim.chain.root.agent)
        return self._tied(speaker, node(other.who)) and not self._tied(speaker, node(one.who))


def _measured(claim: Claim) -> bool:
    """Whether it speaks of a stretch, which others can hold another one of."""
    return any(q.unit in LENGTHS for q in claim.quantities)


def _one_name(one: Ref, other: Ref) -> bool:
    return mentions(one.name, other.name) or mentions(other.name, one.name)


_ASKED = {
    "held": (ConflictKind.HOLDERS, "Who held {0} {1} is disputed: {2}.", _SETTLE_HOLDERS),
    "took": (ConflictKind.CULPRITS, "Who took {0} {1} is disputed: {2}.", _SETTLE_DEED),
    "struck": (ConflictKind.CULPRITS, "Who struck {0} {1} is disputed, if it was one attack: {2}.", _SETTLE_DEED),
    "helps": (ConflictKind.CULPRITS, "Who helps {0} is disputed ({1}): {2}.", _SETTLE_HELP),
}


def _disputed(
    told: Mapping[str, Mapping[str, Told]], names: Mapping[str, str], matter: tuple[str, str], when: str
) -> Conflict:
    """A case as a sentence: each party with the roots that name it."""
    thing, verb = matter
    sides = [side(names[who], told[who].values()) for who in sorted(told)]
    each = [f"{named(s.words)}, by {voices(s.roots)}" for s in sides]
    kind, words, settle = _ASKED[verb]
    joined = "; ".join(each)
    return conflict(kind, words.format(named(thing), when, joined), sides, settle)
