"""Somebody says it and somebody denies it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from khabar.model import Claim, ClaimType, Conflict, ConflictKind, Modality, Ref
from khabar.weigh.areas import Areas
from khabar.weigh.disputes.docket import MOST_COMPARED, Days, Docket, Told, conflict, gap, said_days, side, voices
from khabar.weigh.disputes.measures import SAID, SAME_OCCASION
from khabar.weigh.moments import anchor
from khabar.weigh.nodes import bare, known, local_node, node
from khabar.weigh.sources.roots import RootKey
from khabar.weigh.wording import at, listed

SAME_MATTER = timedelta(days=365)
"""An assertion and a denial that lie further apart may both be true."""

_TIES = frozenset({ClaimType.ALLIANCE, ClaimType.TALKS})
_DEEDS = frozenset(
    {ClaimType.ATTACK, ClaimType.CAPTURE, ClaimType.WITHDRAWAL, ClaimType.CROSSING, ClaimType.DETENTION,
     ClaimType.INFILTRATION, ClaimType.MOVEMENT, ClaimType.CLEARANCE}
)  # fmt: skip
"""What is done at a place and a time, so that a denial of it there and then means it, whoever is said to have done
it."""
_SAYS, _DENIES = "says so", "denies it"
_SETTLE = "Somebody who was there and is tied to neither; or the days, where each may speak of another one."
_SHORT = 4
_ANYBODY, _UNKNOWN = "anybody", "unknown"


class Denials:
    """Finds denials of what others say, among claims that share a thing or a place."""

    def __init__(self, areas: Areas) -> None:
        self._areas = areas

    def find(self, shared: str, claims: Iterable[tuple[Claim, RootKey]]) -> Iterator[Conflict]:
        """Denials and what they deny, of those whose first shared object (else place) is `shared`."""
        said = _Said()
        denied: list[Told] = []
        for claim, root in claims:
            told = Told(claim, root, said_days(claim))
            if claim.modality is Modality.DENIED:
                denied.append(told)
            elif claim.modality in SAID:
                said.add(told)
        dockets: dict[str, Docket] = defaultdict(lambda: Docket(SAME_MATTER))
        for denial in sorted(denied, key=lambda t: t.order):
            matter = str(_matter(denial.claim))
            for told in said.perhaps_denied(denial):
                doers = self._same_matter(told, denial, shared)
                if doers is not None:
                    dockets[matter].add((matter, doers), (_SAYS, told), (_DENIES, denial))
        for docket in dockets.values():
            for case in docket.cases():
                yield _told(list(case.sides[_SAYS].values()), list(case.sides[_DENIES].values()))

    def _same_matter(self, told: Told, denial: Told, shared: str) -> str | None:
        """Whose doing both speak of, "" for anybody's; None where they speak of different matters, or of what they
        share under another name than `shared`."""
        apart = gap(told.days, denial.days)
        if told.root.key == denial.root.key or apart > SAME_MATTER:
            return None
        one, other = told.claim, denial.claim
        common = _shared(one.objects, other.objects, one, other)
        places = _shared(self._sites(one.places), self._sites(other.places), one, other)
        doers = {local_node(r, one) for r in one.subjects} & {local_node(r, other) for r in other.subjects}
        if doers:
            if not (one.objects and other.objects):
                common = common or _shared(one.places, other.places, one, other)
            return min(doers) if common and min(common) == shared else None
        if one.type not in _DEEDS or apart > SAME_OCCASION or not _may_be_same(one.subjects, other.subjects):
            return None
        common = common or places
        return "" if common and min(common) == shared else None

    def _sites(self, places: Sequence[Ref]) -> tuple[Ref, ...]:
        return tuple(p for p in places if not self._areas.wide(p))


class _Said:
    """What is said, by matter and doer, so that a denial is compared with what it may deny and nothing else."""

    def __init__(self) -> None:
        self._by_doer: dict[tuple[str, str], list[Told]] = defaultdict(list)
        self._starts: dict[tuple[str, str], list[date]] = {}

    def add(self, told: Told) -> None:
        """All of it before the first question."""
        matter = str(_matter(told.claim))
        for key in {local_node(r, told.claim) for r in told.claim.subjects}:
            self._by_doer[matter, key].append(told)
        if told.claim.type in _DEEDS:
            self._by_doer[matter, _ANYBODY].append(told)
            if not any(map(known, told.claim.subjects)):
                self._by_doer[matter, _UNKNOWN].append(told)

    def perhaps_denied(self, denial: Told) -> Iterator[Told]:
        """What one of its doers is said to have done within a year; and, of deeds, what nobody surely did that week."""
        claim, matter = denial.claim, str(_matter(denial.claim))
        doers = sorted({local_node(r, claim) for r in claim.subjects})
        others = _UNKNOWN if any(map(known, claim.subjects)) else _ANYBODY
        near = [(d, SAME_MATTER) for d in doers] + ([(others, SAME_OCCASION)] if claim.type in _DEEDS else [])
        found = {t.claim.id: t for key, apart in near for t in self._near((matter, key), denial.days, apart)}
        yield from found.values()

    def _near(self, key: tuple[str, str], days: Days, apart: timedelta) -> list[Told]:
        """The last ones said no later than `apart` after those days, `MOST_COMPARED` at most."""
        if key not in self._by_doer:
            return []
        if key not in self._starts:
            self._by_doer[key].sort(key=lambda t: t.order)
            self._starts[key] = [t.days[0] for t in self._by_doer[key]]
        end = bisect_right(self._starts[key], min(days[1], date.max - apart) + apart)
        nearest = self._by_doer[key][max(0, end - MOST_COMPARED) : end]
        return [t for t in nearest if gap(t.days, days) <= apart]


def _matter(claim: Claim) -> ClaimType:
    return ClaimType.ALLIANCE if claim.type in _TIES else claim.type


def _shared(one: Sequence[Ref], other: Sequence[Ref], claim: Claim, denial: Claim) -> set[str]:
    return {local_node(r, claim) for r in one} & {local_node(r, denial) for r in other}


def _may_be_same(one: Sequence[Ref], other: Sequence[Ref]) -> bool:
    """Whether two descriptions of who did it may mean the same: nobody is named on one side, or a word is shared."""
    if not one or not other:
        return True
    if any(map(known, one)) and any(map(known, other)):
        return False
    words = [{w for r in refs for w in bare(r.name).split() if len(w) > _SHORT} for refs in (one, other)]
    return bool(words[0] & words[1])


def _told(said: Sequence[Told], denied: Sequence[Told]) -> Conflict:
    sides = side(_SAYS, said), side(_DENIES, denied)
    first, denial = sides[0].claims[0], sides[1].claims[0]
    shared = [r for r in first.subjects if node(r) in set(map(node, denial.subjects))]
    others = set(map(node, (*denial.objects, *denial.places)))
    about = [r for r in first.objects or first.places if node(r) in others]
    about = about or [r for r in first.places if node(r) in others]
    names = [listed([r.name for r in refs]) for refs in (shared, about) if refs]
    what = ": ".join(filter(None, (first.type.value.replace("_", " "), " and ".join(names))))
    when = listed(list(dict.fromkeys(at(anchor(c)) for c in (first, denial))))
    many = len(sides[0].roots) > 1, len(sides[1].roots) > 1
    words = f"{voices(sides[0].roots)} {'say' if many[0] else 'says'} so and "
    words += f"{voices(sides[1].roots)} {'deny' if many[1] else 'denies'} it ({what}; {when})."
    return conflict(ConflictKind.DENIAL, words, sides, _SETTLE)
