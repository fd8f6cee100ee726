"""Which reports carry which: near-copies found at intake, and what that means for a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from khabar import weigh
from khabar.judging import Judged
from khabar.model import Claim, Knowledge, NearCopy, State, When
from khabar.model.names import fold
from khabar.store import Filter, Published


@dataclass(frozen=True, slots=True)
class Told:
    """Claims as first told; `copies` are those that only repeat one of them in a near-copy of its report, and
    `repeated` says which, by the copy's id."""

    claims: list[Claim]
    copies: tuple[Claim, ...] = ()
    repeated: Mapping[str, Claim] | None = None

    def beside(self, state: State) -> State:
        """The state with the copies shown beside what they repeat; they count nothing."""
        return weigh.with_copies(state, self.copies, self.repeated or {})


class Carried:
    """The near-copies of a record, with the packs' word on who is an agency."""

    def __init__(self, store: Judged, knowledge: Knowledge) -> None:
        self._store = store
        self._knowledge = knowledge

    def compare(self) -> None:
        """Looks for near-copies of every report that was not yet compared with the others."""
        from khabar.text import copies

        self._store.copies.settle(copies)

    def originals(
        self,
        documents: Collection[str] | None = None,
        known_by: date | None = None,
        recorded_by: datetime | None = None,
    ) -> dict[str, NearCopy]:
        """For each of these documents (full ids; None for all) that is a near-copy of another, the pair with its
        original; for each original that is a copy itself, too."""
        pairs = self._store.copies.all() if documents is None else self._store.copies.of(documents, recorded_by)
        if not pairs:
            return {}
        published = self._store.copies.published({p.document for p in pairs}, recorded_by)
        agencies = {id_ for id_, report in published.items() if fold(report.outlet or "") in self._agencies}
        return weigh.originals(pairs, {id_: p.when for id_, p in published.items()}, agencies, known_by)

    def first_told(
        self, claims: Iterable[Claim], known_by: date | None = None, recorded_by: datetime | None = None
    ) -> Told:
        """The claims without those that only repeat another in a near-copy of its report, and these beside them."""
        every = list(claims)
        taken = self.originals({c.document for c in every}, known_by, recorded_by)
        repeated = weigh.copied(every, taken, self._knowledge) if taken else {}
        if not repeated:
            return Told(every)
        copies = tuple(c for c in every if c.id in repeated)
        return Told([c for c in every if c.id not in repeated], copies, repeated)

    def repeating(self, claims: Iterable[Claim]) -> dict[str, tuple[When, ...]]:
        """For each claim that only repeats one of a near-copy's original, by its id, the days on which that is known:
        who is whose original hangs on which reports are out."""
        inside: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            inside[claim.document].append(claim)
        found: dict[str, list[When]] = defaultdict(list)
        for documents in _together(self._store.copies.all()):
            told = [c for document in documents for c in inside[document]]
            for when in _between(self._store.copies.published(documents).values()):
                taken = self.originals(documents, when.earliest or date.min)
                for id_ in weigh.copied(told, taken, self._knowledge):
                    found[id_].append(when)
        return {id_: tuple(days) for id_, days in found.items()}

    def spread(self, claim: Claim, wise: Callable[[Iterable[Claim]], Knowledge]) -> weigh.Spread:
        """All reports that say what the claim says, as a tree; `wise` gives the knowledge that some claims need."""
        named = (*claim.subjects, *claim.objects, *claim.places)
        names = frozenset(n for r in named for n in (r.name, r.entity) if n)
        types = frozenset({claim.type})
        found = {c.id: c for c in self._store.claims(Filter(entities=names, types=types))}
        alike = {p.document for p in self._store.copies.of([claim.document])}
        for document in sorted({claim.document, *alike}):
            found |= {c.id: c for c in self._store.claims(Filter(document=document, types=types))}
        taken = self.originals({c.document for c in found.values()})
        return weigh.spread(claim, found.values(), taken, wise(found.values()))

    @cached_property
    def _agencies(self) -> frozenset[str]:
        agencies = (o for o in self._knowledge.outlets if o.kind == "agency")
        return frozenset(fold(name) for o in agencies for name in (o.name, *o.aliases))


def _together(pairs: Iterable[NearCopy]) -> Iterator[set[str]]:
    """The documents that are near-copies of each other, also by way of others."""
    beside: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        beside[pair.document].add(pair.other)
    seen: set[str] = set()
    for document in beside:
        group, new = {document}, {document}
        while new:
            new = {other for one in new for other in beside[one]} - group
            group |= new
        if not group & seen:
            yield group
        seen |= group


def _between(published: Iterable[Published]) -> Iterator[When]:
    """The days from one report's coming out to the next one's, from before the first to after the last."""
    firsts = sorted({p.when.earliest for p in published if p.when.earliest})
    ends = (*(first - timedelta(days=1) for first in firsts), None)
    for first, last in zip((None, *firsts), ends, strict=True):
        yield When(first, last)
