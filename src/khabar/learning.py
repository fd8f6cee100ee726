"""What reports teach of who belongs to whom and speaks for whom, as far as a question needs it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import cached_property

from khabar import weigh
from khabar.judging import Judged
from khabar.model import Claim, Knowledge
from khabar.model.nodes import node
from khabar.model.ties import ALLIED_WITH, BACKED_BY, LEADS, PART_OF, SPEAKS_FOR

_POST = "post"
_UPWARD = frozenset({PART_OF, LEADS, SPEAKS_FOR})
_ANY = _UPWARD | {BACKED_BY, ALLIED_WITH}


class Learning:
    """The ties that a record tells of, added to those of the packs: only those among the parties of a question and
    those above them, since no other tie can bear on the answer."""

    def __init__(self, store: Judged, knowledge: Knowledge) -> None:
        self._store = store
        self._knowledge = knowledge

    def wise(
        self,
        claims: Collection[Claim],
        known_by: date,
        recorded_by: datetime | None = None,
        asked: Iterable[str] = (),
        *,
        between: Collection[str] | None = None,
    ) -> Knowledge:
        """The packs' knowledge with the ties told by reports out by `known_by`, among the parties of these claims and
        the `asked` ones (keys of `model.nodes`).

        Where it is known `between` whom the answer has to tell sides, who sides with whom of all others is left out,
        but for those who speak. What makes a name that no pack knows a party is not left out.
        """
        named = self._named(claims)
        parties = self._above({*asked, *named})
        backers = {other for _, _, other in self._store.ties(parties, {BACKED_BY})}
        backers |= {other for party in parties for other in self._backers.get(party, ())}
        everybody = self._above(parties | backers) if backers else parties
        siding = None
        if between is not None:
            siding = self._above({*between, *self._speaking(claims)})
            siding |= (everybody & self._outlets) | (everybody - self._known)
        return weigh.learned(self._knowledge, self._store.telling_ties(everybody, known_by, recorded_by, siding))

    def _speaking(self, claims: Iterable[Claim]) -> set[str]:
        """The first speakers of claims, whom they stand for, and whom their descriptions name."""
        found: set[str] = set()
        for root in {c.chain.root for c in claims}:
            found.add(node(root.agent))
            found.update(filter(None, (root.interest,)))
            if root.agent.entity is None:
                found.update(self._parties.named_in(root.agent.name))
        return found

    def _named(self, claims: Iterable[Claim]) -> set[str]:
        found: set[str] = set()
        for claim in claims:
            found.update(map(node, (*claim.subjects, *claim.objects)))
            for hop in claim.chain.hops:
                found.add(node(hop.agent))
                found.update(filter(None, (hop.interest,)))
                if hop.agent.entity is None:
                    found.update(self._parties.named_in(hop.agent.name))
        return found

    def _above(self, parties: Collection[str]) -> set[str]:
        """The parties and all that they belong to, lead or speak for, by packs and by reports of any day."""
        found, new = set(parties), set(parties)
        while new:
            outlets = new & self._outlets
            told = self._store.ties(new, _UPWARD)
            if outlets:
                told |= self._store.ties(outlets, _ANY)  # what an outlet sides with, it speaks for
            above = {other for _, _, other in told} | {other for party in new for other in self._up.get(party, ())}
            new = above - found
            found |= new
        return found

    @cached_property
    def _parties(self) -> weigh.Parties:
        return weigh.Parties(self._knowledge)

    @cached_property
    def _outlets(self) -> frozenset[str]:
        return frozenset(o.id for o in self._knowledge.outlets)

    @cached_property
    def _known(self) -> frozenset[str]:
        rows = self._knowledge.actors, self._knowledge.outlets, self._knowledge.places
        return frozenset(row.id for kind in rows for row in kind)

    @cached_property
    def _up(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for outlet in self._knowledge.outlets:
            found[outlet.id].update(outlet.speaks_for, filter(None, (outlet.owner,)))
        for relation in self._knowledge.relations:
            if relation.kind in _UPWARD or relation.kind == _POST:
                found[relation.subject].add(relation.object)
        return dict(found)

    @cached_property
    def _backers(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for relation in self._knowledge.relations:
            if relation.kind == BACKED_BY:
                found[relation.subject].add(relation.object)
        return dict(found)
