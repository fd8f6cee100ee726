"""Who copied whom: all reports that say one thing, as a tree from each first speaker to those who carried it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from khabar.model import Claim, Hop, Knowledge, NearCopy
from khabar.weigh.moments import anchor, dated
from khabar.weigh.nodes import node
from khabar.weigh.sources.copies import alike, copied, publisher, said_thing
from khabar.weigh.sources.interest import Interest, interest
from khabar.weigh.sources.roots import RootKey, roots

OCCASION = timedelta(days=14)
"""What is told without a day is the same matter where it is told within so many days."""


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody who passed it on. `claims` are those of the reports that end here; `likeness` says how much of such a
    report stands in the one above, where that is how it is known to be a copy; `links` are those who have it from
    here."""

    hop: Hop
    claims: tuple[Claim, ...] = ()
    likeness: float | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Trunk:
    """A root, how it stands to what it says (None where nothing is known), and all who have it from there, the root's
    own link first."""

    root: RootKey
    interest: Interest | None
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Everybody who says one thing: a trunk for each independent root, and the number of reports."""

    trunks: tuple[Trunk, ...]
    reports: int


@dataclass(slots=True)
class _Growing:
    hop: Hop
    likeness: float | None = None
    claims: list[Claim] = field(default_factory=list)
    links: dict[str, _Growing] = field(default_factory=dict)

    def grown(self) -> Link:
        claims = tuple(sorted(self.claims, key=_told_on))
        return Link(self.hop, claims, self.likeness, tuple(self.links[key].grown() for key in sorted(self.links)))


def spread(claim: Claim, claims: Iterable[Claim], taken: Mapping[str, NearCopy], knowledge: Knowledge) -> Spread:
    """The reports among `claims` that say what `claim` says, on the same occasion, grouped by root.

    `taken` is what `originals` gives: a near-copy that does not name its source hangs below the report it was taken
    from. The order of the claims changes nothing.
    """
    every = {c.id: c for c in (*claims, claim)}
    repeats = copied(every.values(), taken, knowledge)
    asked = repeats.get(claim.id, claim)
    told = [c for c in every.values() if _same(asked, repeats.get(c.id, c))]
    first = roots(told + [repeats[c.id] for c in told if c.id in repeats], knowledge)
    grouped: dict[str, list[Claim]] = {}
    for one in sorted(told, key=_told_on):
        grouped.setdefault(first[repeats.get(one.id, one).id].key, []).append(one)
    trunks = [_trunk(mine, repeats, taken, knowledge, first) for mine in grouped.values()]
    return Spread(tuple(trunks), len({c.document for c in told}))


def backing(claims: Iterable[Claim], taken: Mapping[str, NearCopy], knowledge: Knowledge) -> dict[str, int]:
    """How many independent roots say what each claim says, by claim id: for all of them at once the number of trunks
    that `spread` would give."""
    every = {c.id: c for c in claims}
    repeats = copied(every.values(), taken, knowledge)
    first = roots(every.values(), knowledge)
    groups: dict[Hashable, list[Claim]] = {}
    for claim in every.values():
        source = repeats.get(claim.id, claim)
        groups.setdefault(said_thing(source), []).append(claim)
    found: dict[str, int] = {}
    for group in groups.values():
        sources = [repeats.get(c.id, c) for c in group]
        keys = [first[s.id].key for s in sources]
        for claim, mine in zip(group, sources, strict=True):
            alone = len(group) == 1
            found[claim.id] = 1 if alone else len({k for k, s in zip(keys, sources, strict=True) if _same(mine, s)})
    return found


def _trunk(
    claims: Sequence[Claim],
    repeats: Mapping[str, Claim],
    taken: Mapping[str, NearCopy],
    knowledge: Knowledge,
    first: Mapping[str, RootKey],
) -> Trunk:
    top = _Growing(publisher(claims[0]))
    for claim in claims:
        at = top
        for hop, likeness in _way(claim, repeats, taken):
            at = at.links.setdefault(node(hop.agent), _Growing(hop, likeness))
        at.claims.append(claim)
    sources = [repeats.get(c.id, c) for c in claims]
    gains = [interest(c, knowledge, anchor(c).latest) for c in sources]
    root = min(first[c.id] for c in sources)
    return Trunk(root, next(filter(None, gains), None), top.grown().links)


def _way(claim: Claim, repeats: Mapping[str, Claim], taken: Mapping[str, NearCopy]) -> list[tuple[Hop, float | None]]:
    """The links from the root to the report; a copy comes by the links of what it repeats, then by its own outlet."""
    original = repeats.get(claim.id)
    if original is None:
        return [(hop, None) for hop in claim.chain.hops]
    return [*((hop, None) for hop in original.chain.hops), (publisher(claim), taken[claim.document].likeness)]


def _same(one: Claim, other: Claim) -> bool:
    if not alike(one, other):
        return False
    if dated(one) and dated(other):
        return True
    said, again = anchor(one).latest, anchor(other).latest
    return said is None or again is None or abs(said - again) <= OCCASION


def _told_on(claim: Claim) -> tuple[date, date, str, int, str]:
    said = anchor(claim)
    return (said.latest or date.max, said.earliest or date.max, claim.document, claim.span.start, claim.id)
