"""What cannot all be true, listed with its sides. Nothing here settles anything.

Claims are compared within a report, and between reports by the things and places that they share, never each with
each: `Finder` serves a record that is read group by group, `conflicts` a list of claims at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from khabar.model import Claim, ClaimType, Conflict, ConflictKind, Knowledge, Located, Modality
from khabar.weigh.areas import Areas
from khabar.weigh.disputes.denials import Denials
from khabar.weigh.disputes.measures import SAID, Measuring
from khabar.weigh.disputes.rivals import Rivals
from khabar.weigh.holding.fluents import Kinds
from khabar.weigh.nodes import known
from khabar.weigh.sources.roots import RootKey, roots

ALL_KINDS = frozenset(ConflictKind)
COMPARED = frozenset(
    {ClaimType.CONTROL, ClaimType.CAPTURE, ClaimType.HANDOVER, ClaimType.ATTACK, ClaimType.ALLIANCE, ClaimType.TALKS}
)
"""Types of claims that others can speak against without a number or a denial."""
_ORDER = tuple(ConflictKind)
_RIVALRIES = {ConflictKind.HOLDERS, ConflictKind.CULPRITS}
_Rooted = Sequence[tuple[Claim, RootKey]]
Lines = Mapping[str, Sequence[Located]]
"""By document, the stretches "from A to B" that its reading put on the map, each with its length."""


class Finder:
    """Finds conflicts group by group, with what all groups need at hand."""

    def __init__(
        self, knowledge: Knowledge, lines: Lines | None = None, kinds: Collection[ConflictKind] = ALL_KINDS
    ) -> None:
        self._knowledge, self._lines, self._wanted = knowledge, lines or {}, frozenset(kinds)
        self.areas, known_as = Areas(knowledge), Kinds(knowledge)
        self._measuring = Measuring(knowledge, self.areas, known_as)
        self._denials = Denials(self.areas)
        self._rivals = Rivals(knowledge, self.areas, known_as)

    def within(self, report: Iterable[Claim]) -> Iterator[Conflict]:
        """What does not go together in one report, and what the map speaks against."""
        rooted = self._rooted(report)
        if self._measuring.of_a_whole(c for c, _ in rooted):
            yield from self._adding_up(rooted)
        for shared, claims in sorted(self._grouped(rooted, named=False).items()):
            yield from self._compared(shared, claims)

    def _adding_up(self, rooted: _Rooted) -> Iterator[Conflict]:
        measures = [m for claim, root in rooted for m in self._measuring.measures(claim, root)]
        said = [m for m in measures if m.claim.modality in SAID]
        yield from self._only(self._measuring.sums(said), ConflictKind.SUM)
        yield from self._only(self._measuring.shares(said), ConflictKind.NUMBERS)
        yield from self._only(self._measuring.lengths(said), ConflictKind.GEOMETRY)
        for document in sorted({c.document for c, _ in rooted} & self._lines.keys()):
            here = [m for m in measures if m.claim.document == document]
            stretches = self._measuring.stretches(here, self._lines[document])
            yield from self._only(stretches, ConflictKind.GEOMETRY)

    def between(self, shared: str, claims: Iterable[Claim]) -> Iterator[Conflict]:
        """What does not go together among claims on one thing, place or (for numbers) actor with the id `shared`."""
        yield from self._compared(shared, self._rooted(claims))

    def all(self, claims: Iterable[Claim]) -> Iterator[Conflict]:
        """All conflicts among the claims, in no order; some may come twice."""
        rooted = self._rooted(claims)
        reports: dict[str, list[Claim]] = defaultdict(list)
        for claim, _ in rooted:
            reports[claim.document].append(claim)
        for report in reports.values():
            yield from self.within(report)
        for shared, group in self._grouped(rooted, named=True).items():
            yield from self._compared(shared, group)

    def comparable(self, claim: Claim) -> frozenset[str]:
        """The ids under which the claim is compared with those of other reports."""
        return frozenset(k for k in self._measuring.about(claim) if not k.endswith(f" in {claim.document}"))

    def _compared(self, shared: str, rooted: _Rooted) -> Iterator[Conflict]:
        if len(rooted) < 2:
            return
        if ConflictKind.NUMBERS in self._wanted:
            measures = [m for c, r in rooted if c.modality in SAID for m in self._measuring.measures(c, r)]
            yield from self._measuring.rivals(shared, measures)
        if ConflictKind.DENIAL in self._wanted and any(c.modality is Modality.DENIED for c, _ in rooted):
            yield from self._denials.find(shared, rooted)
        if _RIVALRIES & self._wanted:
            yield from (c for c in self._rivals.find(shared, rooted) if c.kind in self._wanted)

    def _only(self, found: Iterator[Conflict], kind: ConflictKind) -> Iterator[Conflict]:
        if kind in self._wanted:
            yield from found

    def _rooted(self, claims: Iterable[Claim]) -> list[tuple[Claim, RootKey]]:
        ordered = sorted({c.id: c for c in claims}.values(), key=lambda c: (c.document, c.span.start, c.span.end, c.id))
        first = roots(ordered, self._knowledge)
        return [(c, first[c.id]) for c in ordered]

    def _grouped(self, rooted: _Rooted, named: bool) -> dict[str, list[tuple[Claim, RootKey]]]:
        """Claims by what they are about: by names that every report shares, or by one report's own descriptions."""
        found: dict[str, list[tuple[Claim, RootKey]]] = defaultdict(list)
        for claim, root in rooted:
            if not named and all(map(known, (*claim.places, *claim.objects, *claim.subjects))):
                continue
            own = f" in {claim.document}"
            for key in self._measuring.about(claim):
                if key.endswith(own) is not named:
                    found[key].append((claim, root))
        return found


def conflicts(
    claims: Iterable[Claim],
    knowledge: Knowledge,
    lines: Lines | None = None,
    kinds: Collection[ConflictKind] = ALL_KINDS,
) -> tuple[Conflict, ...]:
    """All that cannot be true together among the claims, each matter once; empty where all is well.

    `lines` are the stretches that the reports' readings put on the map. The order of claims changes nothing.
    """
    return ordered(Finder(knowledge, lines, kinds).all(claims))


def ordered(found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Conflicts as they are shown: by kind and day, each once."""
    once = {c.id: c for c in found}
    return tuple(sorted(once.values(), key=lambda c: (_ORDER.index(c.kind), _days(c), c.words, c.id)))


def _days(found: Conflict) -> tuple[str, ...]:
    return tuple(sorted(c.reported.edtf() for c in found.claims)[:1])
