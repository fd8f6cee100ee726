"""The record as people judged it: the questions of the store, answered with their decisions applied.

Stored rows stay as they are. A claim that a person changed is left out of what the store finds, and put back, as it is
now, where it then meets the conditions; all others are called by the names that people decided.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from heapq import merge
from itertools import islice
from typing import Any

from khabar.judging.correcting import reviewed
from khabar.judging.deciding import CORRECTED, Decisions
from khabar.judging.naming import Names
from khabar.judging.placing import Placed, counts, placed
from khabar.judging.values import unpacked
from khabar.model import Claim, ClaimType, Conflict, Judgement, Located, Modality
from khabar.model.bearings import OF_HOLDERS
from khabar.model.nodes import name_node
from khabar.model.ties import tied
from khabar.store import Copies, Filter, Matching, MentionCount, Store

_UNDATED = "undated"


class Judged:
    """The claims of a record with what people decided by a time; without decisions, the store's own answers."""

    def __init__(self, store: Store, decisions: Decisions, recorded_by: datetime | None = None) -> None:
        self._store = store
        self._recorded_by = recorded_by
        self.decisions = decisions
        self.names = Names(decisions)

    @property
    def copies(self) -> Copies:
        """The near-copies of the record; people do not judge these."""
        return self._store.copies

    @cached_property
    def placed(self) -> Placed:
        """What is decided, by the claims of the present readings."""
        return placed(self._store, self.decisions, self._recorded_by) if self.decisions else Placed()

    # ------------------------------------------------------------ claims

    def claims(self, where: Filter = Filter(), *, rejected: bool = False) -> Iterator[Claim]:  # noqa: B008
        """As `Store.claims`; with `rejected` also the claims that people rejected."""
        if not self.decisions:
            return self._store.claims(where)
        found = merge(self._unchanged(where, rejected), self._changed_in(where), key=_order)
        return islice(found, where.limit)

    def claim(self, id_or_prefix: str) -> Claim:
        """One claim, also a rejected one. Raises `UsageError` where none or several ids start so."""
        return self.read(self._store.claim(id_or_prefix))

    def read(self, claim: Claim) -> Claim:
        """The claim as people judged it, also where they rejected it."""
        if not self.decisions:
            return claim
        word = self.placed.decided.get(claim.id) or self.decisions.claims.get(claim.id)
        judged = reviewed(claim, word) if word else claim
        return self.names.renamed(judged) if self.names else judged

    def _unchanged(self, where: Filter, rejected: bool) -> Iterator[Claim]:
        """What the store finds, called as people decided, but for the claims that a person changed."""
        wide, meant = self._meant(where)
        fits = Matching(meant)
        for claim in self._store.claims(wide):
            if claim.id in self._changed or not (rejected or counts(self.placed.decided.get(claim.id))):
                continue
            judged = self.read(claim)
            if meant is where or fits(judged):
                yield judged

    def _changed_in(self, where: Filter) -> Iterator[Claim]:
        """The claims that a person changed, where they meet the conditions now."""
        fits = Matching(self._meant(where)[1])
        found = {id_: claim for id_, claim in self._changed.items() if fits(claim)}
        if found and where.reported_by is not None:
            reported = Filter(
                reported_by=where.reported_by,
                certainly=where.certainly,
                recorded_by=self._recorded_by,
                ids=frozenset(found),
            )
            found = {c.id: found[c.id] for c in self._store.claims(reported)}
        yield from sorted(found.values(), key=_order)

    @cached_property
    def _changed(self) -> dict[str, Claim]:
        """The claims, as they are now, that the store would find by what they are no longer: corrected ones, those in
        which a name means something of its own, and those that only an older reading makes."""
        found = {}
        for id_, word in self.placed.decided.items():
            if counts(word) and (word.word.verdict == CORRECTED or id_ in self.placed.orphaned):
                found[id_] = self.placed.claims[id_]
        where = [Filter(document=id_, recorded_by=self._recorded_by) for id_ in sorted(self.names.documents)]
        if self.names.apart:
            where.append(Filter(entities=self.names.apart, recorded_by=self._recorded_by))
        for claims in map(self._store.claims, where):
            found |= {c.id: c for c in claims if counts(self.placed.decided.get(c.id))}
        return {id_: self.read(claim) for id_, claim in found.items()}

    def _meant(self, where: Filter) -> tuple[Filter, Filter]:
        """The question as the store is asked it, with all names of those it asks about, and as it is meant: by the
        names that people decided. The same object where no merge has to do with it."""
        asked = {name: getattr(where, name) for name in ("entities", "place", "actor", "speaker")}
        asked = {name: {who} if isinstance(who, str) else who for name, who in asked.items() if who is not None}
        asked = {name: self.names.meant(who) for name, who in asked.items() if self.names.touches(who)}
        wide: dict[str, Any] = {name: self.names.widened(who) for name, who in asked.items()}
        meant: dict[str, Any] = dict(asked)
        return replace(where, limit=None, **wide), replace(where, **meant) if asked else where

    # ------------------------------------------------------------ what answers need besides

    def taking(
        self, since: Mapping[str, date], reports: Collection[str], by: date, recorded_by: datetime | None = None
    ) -> Iterator[Claim]:
        """As `Bearings.taking`; where people decided anything, all captures of the sites."""
        if not self.decisions:
            return self._store.bearings.taking(since, reports, by, recorded_by)
        types = frozenset({ClaimType.CAPTURE})
        return self.claims(Filter(entities=frozenset(since), types=types, recorded_by=recorded_by, happened_by=by))

    def holding(
        self, sites: frozenset[str], since: date, by: date, recorded_by: datetime | None = None
    ) -> Iterator[Claim]:
        """As `Bearings.holding`; where people decided anything, all on the sites."""
        if not self.decisions:
            return self._store.bearings.holding(sites, since, by, recorded_by)
        return self.claims(Filter(entities=sites, types=OF_HOLDERS, recorded_by=recorded_by))

    def reports_with_numbers(self, documents: Collection[str] | None = None) -> Iterator[list[Claim]]:
        """As `Store.reports_with_numbers`."""
        anew = {c.document for c in self._changed.values()} if self.decisions else set()
        for report in self._store.reports_with_numbers(documents):
            if not self.decisions:
                yield report
            elif report[0].document not in anew:
                kept = self._counting(report)
                if kept:
                    yield kept
        for document in sorted(anew if documents is None else anew & set(documents)):
            kept = _comparable(list(self.claims(Filter(document=document))))
            if kept:
                yield kept

    def sharing(self, types: Collection[ClaimType], nowhere: Collection[str] = ()) -> Iterator[tuple[str, list[Claim]]]:
        """As `Store.sharing`."""
        anew = self._shared_anew if self.decisions else frozenset()
        for shared, claims in self._store.sharing(types, nowhere):
            if not self.decisions:
                yield shared, claims
            elif shared not in anew:
                kept = self._counting(claims)
                if len(kept) > 1:
                    yield shared, kept
        for shared in sorted({self.names.keyed(s) for s in anew}):
            every = self.claims(Filter(entities=frozenset({shared})))
            kept = [c for c in every if shared in _shareable(c, nowhere)]
            alike = {c.id for c in _comparable(kept)}
            kept = [c for c in kept if c.type in types or c.id in alike]
            if len(kept) > 1:
                yield shared, kept

    @cached_property
    def _shared_anew(self) -> frozenset[str]:
        """The ids that other claims share than the store knows."""
        found = {id_ for one, into in self.names.one.items() for id_ in (one, into["entity"]) if id_}
        for id_, claim in self._changed.items():
            machine = claim.review.machine if claim.review else None
            for each in (claim, *(c for c in (self.placed.claims.get(id_), machine) if c is not None)):
                found |= {r.entity for r in (*each.objects, *each.places) if r.entity}
        return frozenset(id_ for id_ in found if not id_.startswith(("doc:", "name:")))

    def _counting(self, claims: Iterable[Claim]) -> list[Claim]:
        """Those that count, as people judged them."""
        return [self.read(c) for c in claims if counts(self.placed.decided.get(c.id))]

    def stretches(self, documents: Collection[str] | None = None) -> dict[str, list[Located]]:
        """As `Store.stretches`."""
        return self._store.stretches(documents)

    def ties(self, parties: Collection[str], kinds: Collection[str]) -> set[tuple[str, str, str]]:
        """As `Ties.among`."""
        if not self.decisions:
            return self._store.ties.among(parties, kinds)
        every = {*parties, *(one for one, _ in self.names.one.items() if self.names.keyed(one) in parties)}
        found = self._store.ties.among(every, kinds) | {t for c in self._changed.values() for t in tied(c)}
        named = {(self.names.keyed(a), kind, self.names.keyed(b)) for a, kind, b in found}
        return {(a, kind, b) for a, kind, b in named if a in parties and kind in kinds}

    def telling_ties(
        self,
        parties: Collection[str],
        known_by: date,
        recorded_by: datetime | None = None,
        siding: Collection[str] | None = None,
    ) -> Iterator[Claim]:
        """As `Ties.telling`; where people decided anything, who sides with whom among all parties."""
        if not self.decisions:
            yield from self._store.ties.telling(parties, known_by, recorded_by, siding)
            return
        rejected = {id_ for id_, word in self.placed.decided.items() if not counts(word)}
        every = {*parties, *(one for one, _ in self.names.one.items() if self.names.keyed(one) in parties)}
        without = rejected | self._changed.keys()
        for claim in self._store.ties.telling(every, known_by, recorded_by, without=without):
            yield self.read(claim)
        told = {id_ for id_, c in self._changed.items() if any({a, b} <= {*parties} for a, _, b in tied(c))}
        if told:
            yield from self._changed_in(
                Filter(ids=frozenset(told), reported_by=known_by, certainly=False, recorded_by=recorded_by)
            )

    def mentions(self) -> Iterator[MentionCount]:
        """As `Store.mentions`, two names of one counted together."""
        if not self.names.one:
            return self._store.mentions()
        return self._store.mentions(self._counted_as)

    def _counted_as(self, entity: str | None, name: str) -> tuple[str | None, str]:
        me = entity if entity and not entity.startswith("doc:") else name_node(name)
        into = self.names.one.get(me)
        return (into["entity"], into["name"]) if into else (entity, name)

    # ------------------------------------------------------------ judgements on claims, by their present ids

    def pairs(self, of: frozenset[tuple[str, str]]) -> list[tuple[str, str]]:
        """Pairs of claims by the ids that they have now."""
        now = self.placed.now
        return sorted({(a, b) for one, other in of for a, b in [sorted((now(one), now(other)))] if a != b})

    def settled(self, conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
        """The conflicts, with what people say of those that they settled: all sides are kept."""
        return tuple(self._settled(c) for c in conflicts) if self.decisions.settled else tuple(conflicts)

    def _settled(self, conflict: Conflict) -> Conflict:
        judgement = self.decisions.settled.get(conflict.id)
        if judgement is None:
            return conflict
        claim = self.claim(unpacked(judgement.value)["for"])
        why = f": {judgement.reason}" if judgement.reason else ""
        words = (
            f"settled by {judgement.by} on {judgement.made.date()} for {claim.chain.root.agent.name} ({claim.id}){why}"
        )
        return replace(conflict, settle=words)

    @cached_property
    def overruled(self) -> dict[str, Judgement]:
        """The claims against which a conflict was settled, with what settles it."""
        return {self.placed.now(id_): judgement for id_, judgement in self.decisions.overruled.items()}


def _comparable(claims: list[Claim]) -> list[Claim]:
    """The claims with numbers, the denials, and what is of a type that is denied."""
    denied = {c.type for c in claims if c.modality is Modality.DENIED}
    return [c for c in claims if c.quantities or c.type in denied]


def _shareable(claim: Claim, nowhere: Collection[str]) -> frozenset[str]:
    """The ids of objects and places by which a claim is compared with others."""
    places = (r.entity for r in claim.places if r.entity not in nowhere)
    return frozenset(filter(None, (*(r.entity for r in claim.objects), *places)))


def _order(claim: Claim) -> tuple[str, str, int]:
    first = claim.reported.earliest
    return first.isoformat() if first else _UNDATED, claim.document, claim.span.start
