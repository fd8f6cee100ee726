"""Numbers that cannot all be true: within a report, between roots, and against the map."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product

from khabar.model import Claim, Conflict, ConflictKind, Knowledge, Located, Modality, Quantity
from khabar.weigh import kept
from khabar.weigh.areas import Areas
from khabar.weigh.disputes.docket import (
    Docket,
    Told,
    conflict,
    event_days,
    gap,
    interval,
    neighbours,
    said_days,
    says,
    side,
    voices,
    width,
)
from khabar.weigh.extent import LENGTHS, Extent, counted, extent
from khabar.weigh.fates import fate, same_sort
from khabar.weigh.holding.fluents import Kinds
from khabar.weigh.nodes import local_node, node
from khabar.weigh.sources.roots import RootKey
from khabar.weigh.wording import amount, at, listed, named, number, several

SUM_TOLERANCE = 0.03
"""A stated whole may differ from the sum of its parts by so much of itself: reports round."""
LENGTH_TOLERANCE = 0.10
"""A stated length of a border may differ from the official one by so much of it: lines are measured in many ways."""
STRETCH_TOLERANCE = 0.25
"""A stated length from one place to another may exceed the line between them by so much: ends are not points."""
ABOUT_TOLERANCE = 0.10
"""Two numbers for one thing may differ by so much where one is "about"."""
SAME_OCCASION = timedelta(days=7)
ONE_DAY = timedelta(days=1)
"""The dead of two days that are further apart are not the same."""
WIDEST = timedelta(days=92)
"""Of what may lie anywhere in more than a quarter of a year, nobody can say that it is the same occasion."""
STRETCH_NEAR = 40
"""Code points between a length and the words "from A to B" that it belongs to."""

SAID = frozenset({Modality.ASSERTED, Modality.RUMOURED})
_ROAD = re.compile(r"\b(?:roads?|routes?|highways?|drive|railway|pipeline)\b", re.IGNORECASE)
_SETTLE_SUM = "Where the report has each figure from, and whether the parts count the same thing as the whole."
_SETTLE_SHARE = "What the share is a share of, and how long that is."
_SETTLE_LENGTH = "What was measured: the line as it runs, a road, or another stretch."
_SETTLE_COUNT = "A list, or a count by somebody tied to none of them; and whether all count the same on the same days."


@dataclass(frozen=True, slots=True)
class Measure:
    """A number in a claim, in its base unit, with which part of the whole it measures.

    `about` are the things and places it is about; `fate` what became of the people counted, "" of anything else.
    """

    told: Told
    quantity: Quantity
    extent: Extent | None
    unit: str
    value: float
    about: frozenset[str]
    fate: str

    @property
    def claim(self) -> Claim:
        """The claim that gives it."""
        return self.told.claim


class Measuring:
    """Reads the numbers of claims, and compares them, with what the packs know."""

    def __init__(self, knowledge: Knowledge, areas: Areas, kinds: Kinds) -> None:
        self._along = kept.along(knowledge.barriers)
        self._official = kept.measured(knowledge.places)
        self._areas, self._kinds = areas, kinds

    def measures(self, claim: Claim, root: RootKey) -> list[Measure]:
        """All numbers of a claim."""
        if not claim.quantities:
            return []
        told = Told(claim, root, event_days(claim) or said_days(claim))
        return [self._measure(quantity, told) for quantity in claim.quantities]

    def of_a_whole(self, claims: Iterable[Claim]) -> bool:
        """Whether claims give a length, or a whole of which others may give parts: else nothing fails to add up."""
        return any(q.unit in LENGTHS or extent(q, c) is Extent.WHOLE for c in claims for q in c.quantities)

    def about(self, claim: Claim) -> frozenset[str]:
        """The things and places that a claim's numbers are about, a barrier's border among them: one of them shared
        means the same thing is measured. What has no name is the same only within one report."""
        refs = (*claim.places, *claim.objects) or claim.subjects
        found = frozenset(local_node(r, claim) for r in refs)
        return found | {self._along[k] for k in found if k in self._along}

    def _measure(self, quantity: Quantity, told: Told) -> Measure:
        claim = told.claim
        factor = LENGTHS.get(quantity.unit)
        unit = "kilometer" if factor else quantity.unit
        value = quantity.value * (factor or 1.0)
        became, about = fate(quantity, claim), self.about(claim)
        if became:
            about -= {local_node(r, claim) for r in (*claim.places, *claim.objects) if self._areas.wide(r)}
        return Measure(told, quantity, extent(quantity, claim), unit, value, about, became)

    def sums(self, report: Sequence[Measure]) -> Iterator[Conflict]:
        """Done and still to do, against the whole, within one report."""
        parts = {e: _distinct(m for m in report if m.extent is e) for e in (Extent.DONE, Extent.LEFT, Extent.WHOLE)}
        for done, left, whole in product(parts[Extent.DONE], parts[Extent.LEFT], parts[Extent.WHOLE]):
            if not (done.unit == left.unit == whole.unit and done.about & left.about & whole.about):
                continue
            total = done.value + left.value
            if abs(total - whole.value) > SUM_TOLERANCE * whole.value:
                make = amount(Quantity(round(total, 1), done.unit, ""))
                sides = (side(f"the parts make {make}", [done.told, left.told]),
                         side(f"the whole is {amount(whole.quantity)}", [whole.told]))  # fmt: skip
                words = f"{_told(done.quantity)} and {_told(left.quantity)} make {make}, but the whole is given as "
                yield conflict(ConflictKind.SUM, f"{words}{_told(whole.quantity)}.", sides, _SETTLE_SUM)

    def shares(self, report: Sequence[Measure]) -> Iterator[Conflict]:
        """A share of one thing beside a length of another, within one report."""
        lengths = [m for m in report if m.unit == "kilometer" and m.extent in (Extent.DONE, Extent.LEFT)]
        for share in _distinct(m for m in report if m.unit == "percent"):
            others = _distinct(
                m for m in lengths if m.claim.type is share.claim.type and m.about & share.about
                and not _same_thing(m.quantity, share.quantity)
            )  # fmt: skip
            if others:
                rest = listed([f"the {_told(replace(m.quantity, approx=False))}" for m in others])
                part = f"{amount(share.quantity)} is of {_of(share.quantity)}"
                sides = (side(f"{amount(share.quantity)} of {_of(share.quantity)}", [share.told]),
                         side(rest, [m.told for m in others]))  # fmt: skip
                words = f"{part}, not of {rest}: the figures do not compare."
                yield conflict(ConflictKind.NUMBERS, words, sides, _SETTLE_SHARE)

    def lengths(self, report: Sequence[Measure]) -> Iterator[Conflict]:
        """A border's stated length, or that of a part of it, against the length that the packs give."""
        for measure in report:
            if measure.unit != "kilometer" or measure.extent is None:
                continue
            refs = (*measure.claim.places, *measure.claim.objects, *measure.claim.subjects)
            for place in {node(r): self._official[node(r)] for r in refs if node(r) in self._official}.values():
                length = place.length_km or 0.0
                off = measure.value - length
                if off > LENGTH_TOLERANCE * length or (
                    measure.extent is Extent.WHOLE and -off > LENGTH_TOLERANCE * length
                ):
                    whole = "The length of" if measure.extent is Extent.WHOLE else "A part of"
                    words = (
                        f"{whole} {named(place.name)} is given as {amount(measure.quantity)}; "
                        f"by the knowledge pack it is {number(length)} kilometers"
                    )
                    all_of_it = "." if measure.extent is Extent.WHOLE else " in all."
                    yield _against_map(words + all_of_it, [measure], f"{number(length)} kilometers")

    def stretches(self, report: Sequence[Measure], lines: Sequence[Located]) -> Iterator[Conflict]:
        """A length from one place to another against the line between them: it can be part of the line, not more."""
        parts = [p for p in lines if p.length_km and p.precision == "line"]
        found: dict[tuple[str, int], list[Measure]] = defaultdict(list)
        named_by: dict[str, Located] = {p.name or p.text: p for p in parts}
        for m in report if parts else ():
            if m.unit != "kilometer" or m.quantity.span is None or _ROAD.search(m.claim.quote):
                continue
            near = min(parts, key=lambda p: (_apart(m.quantity, p), p.span))
            if _apart(m.quantity, near) <= STRETCH_NEAR and m.value > (1 + STRETCH_TOLERANCE) * (near.length_km or 0.0):
                found[near.name or near.text, round(m.value / 10)].append(m)
        for (name, _), same in sorted(found.items(), key=lambda item: item[0]):
            best = min(same, key=lambda m: (m.unit != m.quantity.unit, m.told.order))
            length = f"about {number(float(round(named_by[name].length_km or 0.0, -1)))} kilometers"
            border, _, ends = name.partition(", ")
            given = f"{voices((best.told.root.name,))} gives {amount(best.quantity)} for the {border} from {ends}"
            yield _against_map(f"{given}; on the map that is {length}.", same, length)

    def rivals(self, shared: str, measures: Iterable[Measure]) -> Iterator[Conflict]:
        """Several roots, one thing, one occasion, different numbers; of those whose first shared thing is `shared`."""
        grouped: dict[tuple[str, ...], list[Measure]] = defaultdict(list)
        for m in measures:
            what = _what(m)
            if what and width(m.told.days) <= WIDEST:
                grouped[what].append(m)
        for what, same in sorted(grouped.items()):
            docket = Docket(SAME_OCCASION)
            by_id = {(m.claim.id, number(m.value)): m for m in same}
            by_claim: dict[str, list[Measure]] = defaultdict(list)
            for m in by_id.values():
                by_claim[m.claim.id].append(m)
            for one, other in neighbours((mine[0].told for mine in by_claim.values()), SAME_OCCASION):
                if one.root.key == other.root.key:
                    continue
                for a, b in product(by_claim[one.claim.id], by_claim[other.claim.id]):
                    if not _agree(a, b) and self._rival(a, b) and min(a.about & b.about) == shared:
                        docket.add(what, (number(a.value), one), (number(b.value), other))
            for case in docket.cases():
                yield _counts(case.sides, by_id, at(interval(case.days)), shared)

    def _rival(self, one: Measure, other: Measure) -> bool:
        if not one.about & other.about:
            return False
        if not one.fate:
            return True
        exact = max(width(one.told.days), width(other.told.days)) <= ONE_DAY
        if exact and gap(one.told.days, other.told.days) > ONE_DAY:
            return False
        victims = [
            {node(o) for o in m.claim.objects if o.entity and self._kinds.actor(o) and not self._kinds.place(o)}
            for m in (one, other)
        ]
        same_people = not all(victims) or bool(victims[0] & victims[1])
        return same_people and same_sort(one.quantity, other.quantity)


def _what(m: Measure) -> tuple[str, ...]:
    """Measures with equal keys count the same thing; empty where nobody can tell what is counted."""
    if m.fate:
        return ("people", m.fate)
    words = counted(m.quantity)
    return (m.claim.type, m.unit, str(m.extent), " ".join(sorted(words))) if words else ()


def _counts(
    told: Mapping[str, Mapping[str, Told]], by_id: Mapping[tuple[str, str], Measure], when: str, shared: str
) -> Conflict:
    """A case of rival numbers as a sentence: each number with its roots, the smallest first."""
    first = {value: by_id[min(same), value] for value, same in told.items()}
    ordered = sorted(first, key=lambda v: first[v].value)
    sides = [side(amount(first[v].quantity), told[v].values()) for v in ordered]
    each = [f"{says(s.roots)} {s.words}" for s in sides]
    example = first[ordered[0]]
    refs = (*example.claim.places, *example.claim.objects, *example.claim.subjects)
    where = next((r.name for r in refs if local_node(r, example.claim) == shared), "")
    thing = f"the {example.fate} of {named(where)}" if example.fate and where else example.quantity.of or example.fate
    return conflict(ConflictKind.NUMBERS, f"Of {thing} {when}, {listed(each)}.", sides, _SETTLE_COUNT)


def _against_map(words: str, measures: Sequence[Measure], length: str) -> Conflict:
    given = side(amount(measures[0].quantity), [m.told for m in measures])
    return conflict(ConflictKind.GEOMETRY, words, (given, side(f"by the map, {length}", ())), _SETTLE_LENGTH)


def _apart(quantity: Quantity, place: Located) -> int:
    """Code points between a number and a place's words."""
    assert quantity.span is not None
    return max(place.span.start - quantity.span.end, quantity.span.start - place.span.end, 0)


def _told(quantity: Quantity) -> str:
    of = "" if quantity.of in (quantity.unit, several(quantity.unit)) else quantity.of
    return f"{amount(quantity)} ({of})" if of else amount(quantity)


def _of(quantity: Quantity) -> str:
    return quantity.of if quantity.of.startswith(("the ", "a ", "an ")) else f"the {quantity.of}"


def _same_thing(one: Quantity, other: Quantity) -> bool:
    a, b = counted(one), counted(other)
    return a <= b or b <= a


def _agree(one: Measure, other: Measure) -> bool:
    about = one.quantity.approx or other.quantity.approx
    return abs(one.value - other.value) <= (ABOUT_TOLERANCE if about else 0.0) * max(abs(one.value), abs(other.value))


def _distinct(measures: Iterable[Measure]) -> list[Measure]:
    """The first of each number of each thing: a report repeats its figures."""
    found: dict[tuple[object, ...], Measure] = {}
    for measure in measures:
        found.setdefault((measure.value, measure.unit, measure.about), measure)
    return list(found.values())
