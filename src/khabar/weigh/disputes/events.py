"""Which claims tell of one occurrence, with the numbers that each root gives.

A cluster is a judgement, made anew at each reading. Claims join one only if all of them can be true of one place and
one day; a claim that fits two equally well stands alone. Of attacks that name no town the country, the means and what
was struck must agree; "the strike" is the one that its report tells of. `joined` and `parted` are what people decided
otherwise.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations

from khabar.model import Claim, ClaimType, Event, EventFamily, Knowledge, Modality, Ref
from khabar.weigh.areas import Areas
from khabar.weigh.disputes.docket import Days, Told, event_days, gap, interval, side, width
from khabar.weigh.disputes.event_words import counts, words
from khabar.weigh.disputes.likeness import described, means, refers_back, struck
from khabar.weigh.fates import fate
from khabar.weigh.holding.fluents import Kinds
from khabar.weigh.moments import dated
from khabar.weigh.nodes import known, node
from khabar.weigh.sources.parties import Parties
from khabar.weigh.sources.roots import RootKey, roots

FAMILIES: Mapping[ClaimType, EventFamily] = {
    ClaimType.ATTACK: EventFamily.ATTACK,
    ClaimType.CAPTURE: EventFamily.TAKING,
    ClaimType.CLEARANCE: EventFamily.TAKING,
    ClaimType.WITHDRAWAL: EventFamily.LEAVING,
    ClaimType.HANDOVER: EventFamily.LEAVING,
    ClaimType.MOVEMENT: EventFamily.MOVEMENT,
    ClaimType.INFILTRATION: EventFamily.MOVEMENT,
    ClaimType.DEPLOYMENT: EventFamily.POSTING,
    ClaimType.DETENTION: EventFamily.DETENTION,
    ClaimType.TALKS: EventFamily.MEETING,
    ClaimType.CROSSING: EventFamily.GATE,
    ClaimType.LAW: EventFamily.MEASURE,
    ClaimType.SANCTION: EventFamily.MEASURE,
}
"""Types of claims that tell of occurrences. A number of dead or wounded tells of an attack."""

Pairs = Collection[tuple[str, str]]
_TOLD = frozenset({Modality.ASSERTED, Modality.RUMOURED, Modality.SPECULATED})
_LASTING = frozenset({EventFamily.POSTING, EventFamily.GATE})
"""What can be a state as well: an occurrence only where the report gives its day."""
_WIDEST = {EventFamily.TAKING: timedelta(days=366), EventFamily.MEASURE: timedelta(days=366)}
_WIDEST_ELSE = timedelta(days=31)
"""What may lie anywhere in a longer time is not known to be the same occurrence as another."""
_ONE_DAY = timedelta(days=1)
_WITHIN_DAYS = timedelta(days=8)
"""Attacks of one party on one country within so many days may be one; with less known of the days they are many."""
_BLOCK = 32  # days; clusters are looked up by these


@dataclass(slots=True)
class _Unit:
    """A claim with what tells whether it can be of one occurrence with another."""

    told: Told
    family: EventFamily
    spots: frozenset[str]
    depth: int
    actors: frozenset[str]
    others: frozenset[str]
    lands: frozenset[str]
    means: frozenset[str]
    struck: frozenset[str]
    described: frozenset[str]
    back: bool

    @property
    def order(self) -> tuple[bool, timedelta, int, Days, str]:
        """The most exact first, so that the vague join them and not the other way round; last what refers back."""
        return self.back, width(self.told.days), -self.depth, self.told.days, self.told.claim.id


@dataclass(slots=True)
class _Cluster:
    """What was put together so far: the days that fit all, and each set of places, actors and others once."""

    days: Days
    units: list[_Unit] = field(default_factory=list)
    spots: set[frozenset[str]] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    lands: set[str] = field(default_factory=set)
    means: set[str] = field(default_factory=set)
    struck: set[str] = field(default_factory=set)
    described: set[tuple[str, str]] = field(default_factory=set)

    def take(self, unit: _Unit, narrow: bool = True) -> None:
        if narrow:
            self.days = max(self.days[0], unit.told.days[0]), min(self.days[1], unit.told.days[1])
        self.units.append(unit)
        self.ids.add(unit.told.claim.id)
        self.documents.add(unit.told.claim.document)
        self.actors |= unit.actors
        self.others |= unit.others
        self.lands |= unit.lands
        self.means |= unit.means
        self.struck |= unit.struck
        self.described |= {(unit.told.claim.document, who) for who in unit.described}
        if unit.spots:
            self.spots.add(unit.spots)


def events(
    claims: Iterable[Claim], knowledge: Knowledge, *, joined: Pairs = (), parted: Pairs = ()
) -> tuple[Event, ...]:
    """The occurrences that the claims tell of, by day; the order of claims changes nothing.

    `joined` and `parted` are pairs of claims' ids that people judged to be of one occurrence, or of two.
    """
    clustering = _Clustering(knowledge, parted)
    once = sorted({c.id: c for c in claims}.values(), key=lambda c: c.id)
    first = roots(once, knowledge)
    units = {c.id: unit for c in once if (unit := clustering.unit(c, first[c.id])) is not None}
    told = {key: u for key, u in units.items() if u.told.claim.modality in _TOLD}
    for group in _groups(told, joined):
        clustering.place(group)
    denials = [u for u in units.values() if u.told.claim.modality is Modality.DENIED]
    found = [_event(cluster, clustering.denied(cluster, denials)) for cluster in clustering.clusters]
    return tuple(sorted(found, key=lambda e: (e.when.earliest or date.min, e.when.latest or date.max, e.id)))


class _Clustering:
    """Puts one claim after the other to the occurrence that it fits, or begins a new one."""

    def __init__(self, knowledge: Knowledge, parted: Pairs) -> None:
        self._areas, self._kinds = Areas(knowledge), Kinds(knowledge)
        self._parted: dict[str, set[str]] = defaultdict(set)
        for one, other in parted:
            self._parted[one].add(other)
            self._parted[other].add(one)
        self._together = cache(Parties(knowledge).same_side)
        self.clusters: list[_Cluster] = []
        self._found: dict[tuple[object, ...], list[int]] = defaultdict(list)

    def unit(self, claim: Claim, root: RootKey) -> _Unit | None:
        """The claim as one that can be put together with others; None where it tells of no occurrence."""
        family = FAMILIES.get(claim.type)
        if claim.type is ClaimType.QUANTITY and any(fate(q, claim) in ("dead", "wounded") for q in claim.quantities):
            family = EventFamily.ATTACK
        days = event_days(claim)
        if family is None or days is None or (family in _LASTING and not dated(claim)):
            return None
        places = [r for r in (*claim.places, *claim.objects) if known(r) and (r in claim.places or self._at(r))]
        spots = {node(r) for r in places} - self._areas.everywhere
        # "al-Qaim in Anbar province": the province tells nothing that the town does not.
        wider = {w for s in spots for w in self._areas.around(s)[1:]}
        actors = frozenset(node(r) for r in claim.subjects if known(r) and not self._kinds.still(r))
        others = frozenset(node(r) for r in claim.objects if known(r) and not self._at(r)) - spots
        depth = max((len(self._areas.around(s)) for s in spots), default=0)
        lands = frozenset(land for r in places if (land := self._areas.land(node(r))))
        if family is not EventFamily.ATTACK:
            lands = frozenset()
        return _Unit(
            Told(claim, root, days), family, frozenset(spots - wider), depth, actors, others,
            lands, means(claim), struck(claim), described(claim), refers_back(claim),
        )  # fmt: skip

    def _at(self, ref: Ref) -> bool:
        return self._kinds.place(ref) or self._kinds.barrier(ref)

    def place(self, group: Sequence[_Unit]) -> None:
        """Adds claims that belong together to the one cluster they fit, or to a new one."""
        best = self._best(group) if all(self._exact(u) for u in group) else None
        if best is None:
            best = len(self.clusters)
            self.clusters.append(_Cluster(group[0].told.days))
        for unit in group:
            cluster = self.clusters[best]
            cluster.take(unit, narrow=gap(cluster.days, unit.told.days) == timedelta(0))
            for key in self._keys(unit, sought=False):
                if self._found[key][-1:] != [best]:
                    self._found[key].append(best)

    def _exact(self, unit: _Unit) -> bool:
        return width(unit.told.days) <= _WIDEST.get(unit.family, _WIDEST_ELSE)

    def _best(self, group: Sequence[_Unit]) -> int | None:
        near = {index for unit in group for key in self._keys(unit, sought=True) for index in self._found[key]}
        scored = Counter({i: score for i in near if (score := self._fits(group, self.clusters[i]))})
        top = scored.most_common(2)
        tie = len(top) > 1 and top[0][1] == top[1][1]
        return top[0][0] if top and not tie else None

    def _keys(self, unit: _Unit, *, sought: bool) -> Iterator[tuple[object, ...]]:
        """Under what a cluster is kept, and sought: at a place, in a wider one, or as who did it to whom; and when."""
        keys = [f"pair {a} {o}" for a in unit.actors for o in unit.others]
        for spot in unit.spots:
            around = self._areas.around(spot) or (spot,)
            wider = around[1:] if sought else around
            keys += (
                [f"in {spot}", *(f"at {w}" for w in wider)] if sought else [f"at {spot}", *(f"in {w}" for w in wider)]
            )
        keys += [f"{land} {how} {what}" for land in unit.lands for how in unit.means for what in unit.struck]
        keys += [f"{a} {b} {how}" for a, b in combinations(sorted(unit.lands), 2) for how in unit.means]
        if unit.family is EventFamily.ATTACK:
            mine = f"report {unit.told.claim.document}"
            keys += [f"{mine} {what}" for what in (*unit.described, *unit.means)]
            keys += [mine] if unit.back or not sought else []
        first, last = (d.toordinal() // _BLOCK for d in unit.told.days)
        for block in range(first, last + 1) if self._exact(unit) else ():
            yield from ((unit.family, key, block) for key in keys)

    def _fits(self, group: Sequence[_Unit], cluster: _Cluster) -> int:
        """How much speaks for one occurrence; 0 where a place, a day, an actor or a person speaks against it. Of claims
        that people joined one is enough: the others are of its occurrence, whatever they say."""
        if any(self._parted.get(unit.told.claim.id, set()) & cluster.ids for unit in group):
            return 0
        return sum(self._fit(unit, cluster) for unit in group)

    def _fit(self, unit: _Unit, cluster: _Cluster) -> int:
        if unit.family is not cluster.units[0].family or gap(unit.told.days, cluster.days) > timedelta(0):
            return 0
        if self._parted.get(unit.told.claim.id, set()) & cluster.ids:
            return 0
        if unit.spots and not all(self._meet(unit.spots, spots) for spots in cluster.spots):
            return 0
        doers, sufferers = len(unit.actors & cluster.actors), len(unit.others & cluster.others)
        same_site = any(unit.spots & spots for spots in cluster.spots)
        if not (unit.spots and cluster.spots):
            return 2 * doers + 2 * sufferers if doers and sufferers else self._alike(unit, cluster)
        if unit.others and cluster.others and not sufferers:
            return 0
        exact = max(width(unit.told.days), width(cluster.days)) <= _ONE_DAY
        allied = doers or not (unit.actors and cluster.actors) or self._allied(unit, cluster)
        if not allied and not (exact and (sufferers or (same_site and unit.family is EventFamily.TAKING))):
            return 0  # two culprits of one deed: it must surely be one
        again = same_site and unit.told.claim.document in cluster.documents
        if unit.family is EventFamily.MOVEMENT and not (unit.actors and cluster.actors):
            again = False  # who went where is all that tells one going from another
        if not (doers or sufferers or exact or again):
            return 0
        return 1 + 2 * doers + 2 * sufferers + 3 * same_site

    def _alike(self, unit: _Unit, cluster: _Cluster) -> int:
        """How much speaks for one attack where one of the two names no town: nothing of what is known may differ, and
        either its report speaks of it as "the strike" or of the same doer, or the country and the means are one and so
        is what was struck, or, within days, who did it where."""
        if unit.family is not EventFamily.ATTACK:
            return 0
        if unit.actors and cluster.actors and not self._allied(unit, cluster):
            return 0
        if unit.others and cluster.others and not unit.others & cluster.others:
            return 0
        report = unit.told.claim.document
        if any((report, who) in cluster.described for who in unit.described):
            return 2
        if unit.back and report in cluster.documents and cluster.means:
            return 1
        shared = unit.lands & cluster.lands
        if not shared or not unit.means & cluster.means:
            return 0
        near = max(width(unit.told.days), width(cluster.days)) <= _WITHIN_DAYS
        return 2 * bool(unit.struck & cluster.struck) or int(near and (len(shared) > 1 or report in cluster.documents))

    def _allied(self, unit: _Unit, cluster: _Cluster) -> bool:
        return any(self._together(*sorted((a, b))) for a in unit.actors for b in cluster.actors)

    def _meet(self, one: frozenset[str], other: frozenset[str]) -> bool:
        return any(self._areas.nested(a, b) for a in one for b in other)

    def denied(self, cluster: _Cluster, denials: Iterable[_Unit]) -> list[_Unit]:
        """The denials that fit a cluster."""
        return [u for u in denials if self._fit(u, cluster)]


def _groups(units: Mapping[str, _Unit], joined: Pairs) -> list[list[_Unit]]:
    """The claims in the order in which they are put together; those that people joined stay together."""
    lead = {key: key for key in units}

    def leader(key: str) -> str:
        while lead[key] != key:
            key = lead[key]
        return key

    for one, other in sorted(joined):
        if one in lead and other in lead:
            a, b = sorted((leader(one), leader(other)))
            lead[b] = a
    groups: dict[str, list[_Unit]] = defaultdict(list)
    for key, unit in units.items():
        groups[leader(key)].append(unit)
    return sorted((sorted(g, key=lambda u: u.order) for g in groups.values()), key=lambda g: g[0].order)


def _event(cluster: _Cluster, denials: Sequence[_Unit]) -> Event:
    units = sorted(cluster.units, key=lambda u: u.told.order)
    claims = tuple(u.told.claim for u in units)
    spots = {s for spots in cluster.spots for s in spots}
    event = Event(
        id=hashlib.sha256(f"event {min(cluster.ids)}".encode()).hexdigest()[:12],
        family=units[0].family,
        words="",
        when=interval(cluster.days),
        actors=_refs(cluster.actors, (r for c in claims for r in c.subjects)),
        others=_refs(cluster.others, (r for c in claims for r in c.objects)),
        places=_refs(spots, (r for c in claims for r in (*c.places, *c.objects))),
        roots=side("", [u.told for u in units]).roots,
        counts=counts([u.told for u in units]),
        claims=claims,
        denials=tuple(u.told.claim for u in sorted(denials, key=lambda u: u.told.order)),
    )
    return replace(event, words=words(event))


def _refs(wanted: Collection[str], refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """The names of the wanted nodes, as the first claims have them, without where they stand in a text."""
    found: dict[str, Ref] = {}
    for ref in refs:
        if node(ref) in wanted:
            found.setdefault(node(ref), Ref(ref.name, ref.name, ref.entity))
    return tuple(found[key] for key in sorted(found))
