"""What does not add up: sums, shares of other things, rival numbers, and claims that others deny."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations, product

from khabar.model import Claim, ClaimType, Flag, Knowledge, Modality, Quantity, When
from khabar.weigh.extent import LENGTHS, Extent, counted, extent
from khabar.weigh.moments import anchor, moment
from khabar.weigh.nodes import node
from khabar.weigh.roots import RootKey, roots
from khabar.weigh.wording import amount, at, listed, named, number

SUM_TOLERANCE = 0.03
"""A stated whole may differ from the sum of its parts by so much of itself: reports round."""
LENGTH_TOLERANCE = 0.10
"""A stated length of a border may differ from the official one by so much of it: lines are measured in many ways."""
ABOUT_TOLERANCE = 0.10
"""Two numbers for one thing may differ by so much where one is "about"."""
SAME_OCCASION = timedelta(days=7)
SAME_MATTER = timedelta(days=365)
"""An assertion and a denial that lie further apart may both be true."""

_TIES = frozenset({ClaimType.ALLIANCE, ClaimType.TALKS})
_SAID = frozenset({Modality.ASSERTED, Modality.RUMOURED})


@dataclass(frozen=True, slots=True)
class _Measure:
    """A number in a claim, in its base unit, with which part of the whole it measures."""

    claim: Claim
    quantity: Quantity
    extent: Extent | None
    unit: str
    value: float
    about: frozenset[str]


def flags(claims: Iterable[Claim], knowledge: Knowledge) -> tuple[Flag, ...]:
    """All that does not add up among the claims, each matter once, sums first; empty where all is well."""
    ordered = sorted({c.id: c for c in claims}.values(), key=lambda c: (c.document, c.span, c.id))
    along = {b.id: b.along for b in knowledge.barriers}
    measures = [m for c in ordered if c.modality in _SAID for m in _measures(c, along)]
    first = roots(ordered, knowledge)
    found: dict[str, Flag] = {}
    for flag in (
        *_sums(measures),
        *_shares(measures),
        *_lengths(measures, knowledge),
        *_rival_numbers(measures, first),
        *_denials(ordered, first),
    ):
        found.setdefault(flag.words, flag)
    return tuple(found.values())


def _measures(claim: Claim, along: Mapping[str, str]) -> Iterator[_Measure]:
    for quantity in claim.quantities:
        factor = LENGTHS.get(quantity.unit)
        unit = "kilometer" if factor else quantity.unit
        yield _Measure(
            claim, quantity, extent(quantity, claim), unit, quantity.value * (factor or 1.0), _about(claim, along)
        )


def _about(claim: Claim, along: Mapping[str, str]) -> frozenset[str]:
    """The things and places that a claim's numbers are about, a barrier's border among them: one of them shared means
    the same thing is measured."""
    about = frozenset(map(node, (*claim.places, *claim.objects))) or frozenset(map(node, claim.subjects))
    return about | {along[key] for key in about if key in along}


def _by_document(measures: Sequence[_Measure]) -> list[list[_Measure]]:
    grouped: dict[str, list[_Measure]] = defaultdict(list)
    for measure in measures:
        grouped[measure.claim.document].append(measure)
    return list(grouped.values())


def _sums(measures: Sequence[_Measure]) -> Iterator[Flag]:
    """Done and still to do, against the whole, within one report."""
    for report in _by_document(measures):
        parts = {e: _distinct(m for m in report if m.extent is e) for e in (Extent.DONE, Extent.LEFT, Extent.WHOLE)}
        for done, left, whole in product(parts[Extent.DONE], parts[Extent.LEFT], parts[Extent.WHOLE]):
            if not (done.unit == left.unit == whole.unit and done.about & left.about & whole.about):
                continue
            total = done.value + left.value
            if abs(total - whole.value) > SUM_TOLERANCE * whole.value:
                sum_of = f"{_told(done.quantity)} and {_told(left.quantity)}"
                make = amount(Quantity(round(total, 1), done.unit, ""))
                words = f"{sum_of} make {make}, but the whole is given as {_told(whole.quantity)}."
                yield Flag(_upper(words), _claims(done, left, whole))


def _shares(measures: Sequence[_Measure]) -> Iterator[Flag]:
    """A share of one thing beside a length of another, within one report."""
    for report in _by_document(measures):
        shares = _distinct(m for m in report if m.unit == "percent")
        lengths = [m for m in report if m.unit == "kilometer" and m.extent in (Extent.DONE, Extent.LEFT)]
        for share in shares:
            others = _distinct(
                m for m in lengths if m.claim.type is share.claim.type and m.about & share.about
                and not _same_thing(m.quantity, share.quantity)
            )  # fmt: skip
            if others:
                rest = listed([f"the {_told(replace(m.quantity, approx=False))}" for m in others])
                part = f"{amount(share.quantity)} is of {_of(share.quantity)}"
                words = f"{part}, not of {rest}: the figures do not compare."
                yield Flag(_upper(words), _claims(share, *others))


def _lengths(measures: Sequence[_Measure], knowledge: Knowledge) -> Iterator[Flag]:
    """A border's stated length against the length that the packs give."""
    official = {p.id: p for p in knowledge.places if p.length_km}
    for measure in measures:
        if measure.unit != "kilometer" or measure.extent is not Extent.WHOLE:
            continue
        refs = (*measure.claim.places, *measure.claim.objects, *measure.claim.subjects)
        for place in {official[node(r)].id: official[node(r)] for r in refs if node(r) in official}.values():
            length = place.length_km or 0.0
            if abs(measure.value - length) > LENGTH_TOLERANCE * length:
                yield Flag(
                    f"The length of {named(place.name)} is given as {amount(measure.quantity)}; "
                    f"by the knowledge pack it is {number(length)} kilometers.",
                    (measure.claim,),
                )


def _rival_numbers(measures: Sequence[_Measure], first: Mapping[str, RootKey]) -> Iterator[Flag]:
    """Two roots, one thing, one occasion, two numbers."""
    grouped: dict[tuple[object, ...], list[_Measure]] = defaultdict(list)
    for m in measures:
        if counted(m.quantity):
            grouped[(m.claim.type, m.unit, m.extent, counted(m.quantity))].append(m)
    for same in grouped.values():
        for one, other in combinations(_one_a_root(same, first), 2):
            if not _agree(one, other) and one.about & other.about and _same_days(one.claim, other.claim):
                tellers = [f"{first[m.claim.id].name} says {amount(m.quantity)}" for m in (one, other)]
                yield Flag(f"Of {one.quantity.of}, {tellers[0]} and {tellers[1]}.", _claims(one, other))


def _denials(claims: Sequence[Claim], first: Mapping[str, RootKey]) -> Iterator[Flag]:
    """Somebody says it and somebody denies it."""
    said: dict[tuple[object, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.modality in _SAID:
            for subject in claim.subjects:
                said[_matter(claim), node(subject)].append(claim)
    for denial in claims:
        if denial.modality is not Modality.DENIED:
            continue
        against: dict[str, Claim] = {}
        for subject in denial.subjects:
            for claim in said[_matter(denial), node(subject)]:
                apart = first[claim.id].key != first[denial.id].key
                if apart and _one_matter(claim, denial):
                    against.setdefault(first[claim.id].key, claim)
        for claim in against.values():
            yield Flag(_disputed(claim, denial, first), (claim, denial))


def _matter(claim: Claim) -> object:
    return ClaimType.ALLIANCE if claim.type in _TIES else claim.type


def _one_matter(claim: Claim, denial: Claim) -> bool:
    """Whether they speak of the same object, or of the same place where one names no object."""
    near = _gap(anchor(claim), anchor(denial)) <= SAME_MATTER
    one, other = (frozenset(map(node, c.objects)) for c in (claim, denial))
    if one and other:
        return near and bool(one & other)
    return near and bool(frozenset(map(node, claim.places)) & frozenset(map(node, denial.places)))


def _disputed(claim: Claim, denial: Claim, first: Mapping[str, RootKey]) -> str:
    said, denied = named(first[claim.id].name), named(first[denial.id].name)
    shared = [r for r in claim.subjects if node(r) in set(map(node, denial.subjects))]
    about = [r for r in claim.objects or claim.places if node(r) in set(map(node, denial.objects or denial.places))]
    what = f"{claim.type.value.replace('_', ' ')}: {listed([r.name for r in shared])}"
    what += f" and {listed([r.name for r in about])}" if about else ""
    when = listed(list(dict.fromkeys(at(anchor(c)) for c in (claim, denial))))
    return f"{_upper(said)} says so and {denied} denies it ({what}; {when})."


def _told(quantity: Quantity) -> str:
    return f"{amount(quantity)} ({quantity.of})" if quantity.of else amount(quantity)


def _of(quantity: Quantity) -> str:
    return quantity.of if quantity.of.startswith(("the ", "a ", "an ")) else f"the {quantity.of}"


def _same_thing(one: Quantity, other: Quantity) -> bool:
    a, b = counted(one), counted(other)
    return a <= b or b <= a


def _agree(one: _Measure, other: _Measure) -> bool:
    about = one.quantity.approx or other.quantity.approx
    return abs(one.value - other.value) <= (ABOUT_TOLERANCE if about else 0.0) * max(abs(one.value), abs(other.value))


def _same_days(one: Claim, other: Claim) -> bool:
    return _gap(moment(one, anchor(one)), moment(other, anchor(other))) <= SAME_OCCASION


def _gap(one: When, other: When) -> timedelta:
    """The days between two intervals; none where they meet."""
    if one.meets(other):
        return timedelta(0)
    early, late = sorted((one, other), key=lambda w: w.earliest or w.latest)  # type: ignore[arg-type,return-value]
    return late.earliest - early.latest if late.earliest and early.latest else timedelta(0)


def _distinct(measures: Iterable[_Measure]) -> list[_Measure]:
    """The first of each number of each thing: a report repeats its figures."""
    found: dict[tuple[object, ...], _Measure] = {}
    for measure in measures:
        found.setdefault((measure.value, measure.unit, measure.about), measure)
    return list(found.values())


def _one_a_root(measures: Sequence[_Measure], first: Mapping[str, RootKey]) -> list[_Measure]:
    found: dict[tuple[object, ...], _Measure] = {}
    for measure in measures:
        found.setdefault((first[measure.claim.id].key, measure.value), measure)
    apart = list(found.values())
    return apart if len({first[m.claim.id].key for m in apart}) > 1 else apart[:1]


def _claims(*measures: _Measure) -> tuple[Claim, ...]:
    return tuple({m.claim.id: m.claim for m in measures}.values())


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
