"""A border in numbers: how far the barrier is, what length of it somebody holds, who stands along it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from khabar.model import (
    BorderState,
    Built,
    Claim,
    ClaimType,
    Fluent,
    Force,
    Knowledge,
    Modality,
    Place,
    Progress,
    Quantity,
    Ref,
    Share,
)
from khabar.weigh import kept
from khabar.weigh.extent import LENGTHS, Extent, extent
from khabar.weigh.holding.fluents import DENIES, ENDS, WITNESSES, Effect
from khabar.weigh.holding.ledger import Key, Ledger, Piece, Weight, gather, reason, weighed
from khabar.weigh.moments import OPEN_ENDED
from khabar.weigh.nodes import bare, node

Number = TypeVar("Number", bound=Built | Share | Force)

_OF_BARRIERS = frozenset({ClaimType.BARRIER, ClaimType.QUANTITY})
_WALLS = frozenset("barrier wall walls fence fences trench berm fortification fortifications wire".split())
_LEAST_KM = 1.0
"""What is shorter is no length of a border that somebody holds."""
_RANGE = len(" kilometers and ")
_TOLD = frozenset({Modality.ASSERTED, Modality.RUMOURED, Modality.SPECULATED})


def border_state(
    name: Ref, claims: Iterable[Claim], knowledge: Knowledge, on: date, known_by: date
) -> BorderState | None:
    """The numbers on a border, asked by its own name or that of a barrier along it, up to the day `on`; None where the
    name is neither. Each number is one root's: its copies are with it, and later figures stand beside earlier ones.
    """
    border = border_of(name, knowledge)
    if border is None:
        return None
    ledger = gather(claims, knowledge, on, known_by)
    asked = _Asked(border, ledger, knowledge, on, known_by)
    return BorderState(
        Ref(border.name, border.name, border.id),
        border.length_km,
        border.pack,
        _one_a_root(asked.built()),
        _one_a_root(asked.shares()),
        _one_a_root(asked.forces()),
    )


def border_of(name: Ref, knowledge: Knowledge) -> Place | None:
    """The border that is asked about, by its own name or that of a barrier along it; None where the name is neither."""
    along = kept.along(knowledge.barriers).get(node(name), node(name))
    return kept.borders(knowledge.places).get(along)


class _Asked:
    def __init__(self, border: Place, ledger: Ledger, knowledge: Knowledge, on: date, known_by: date) -> None:
        self._border, self._ledger, self._on, self._known_by = border, ledger, on, known_by
        self._walls = {b.id for b in knowledge.barriers if b.along == border.id}

    def built(self) -> Iterator[tuple[Piece, Built]]:
        """How much of a barrier is built, left, or planned."""
        for claim in self._ledger.claims:
            if claim.type not in _OF_BARRIERS or claim.modality is Modality.DENIED:
                continue
            if claim.type is ClaimType.QUANTITY and not self._of_a_wall(claim):
                continue
            for quantity in claim.quantities:
                progress = _progress(_range_end(quantity, claim), claim)
                piece = self._piece(claim, Fluent.BUILT_TO)
                if progress is None or piece is None:
                    continue
                value, unit = _in_kilometers(quantity)
                yield (
                    piece,
                    Built(progress, value, unit, quantity.of, quantity.approx, piece.moment, *_weight(piece), (claim,)),
                )

    def shares(self) -> Iterator[tuple[Piece, Share]]:
        """What length of the border somebody is said to hold."""
        for key, piece in self._pieces(Fluent.HOLDS):
            lengths = [q for q in piece.claim.quantities if q.unit in LENGTHS]
            held = [q for q in lengths if extent(q, piece.claim) is not Extent.WHOLE or len(lengths) == 1]
            if key.object == self._border.id and held and piece.effect.subject is not None:
                km, _ = _in_kilometers(held[0])
                if km < _LEAST_KM:
                    continue  # how far off something lay
                share = km / self._border.length_km if self._border.length_km else None
                yield piece, Share(piece.effect.subject, km, share, piece.moment, *_weight(piece), (piece.claim,))

    def forces(self) -> Iterator[tuple[Piece, Force]]:
        """How many units are said to stand along the border."""
        told: set[tuple[str, Quantity]] = set()
        for key, piece in self._pieces(Fluent.IS_AT):
            if key.object != self._border.id:
                continue
            for quantity in piece.claim.quantities:
                if quantity.unit in LENGTHS or quantity.unit == "percent" or (piece.claim.id, quantity) in told:
                    continue
                told.add((piece.claim.id, quantity))
                each = 100 * quantity.value / self._border.length_km if self._border.length_km else None
                yield piece, Force(
                    quantity.value, quantity.unit, quantity.of, quantity.approx, each,
                    piece.moment, *_weight(piece), (piece.claim,)
                )  # fmt: skip

    def _pieces(self, fluent: Fluent) -> Iterator[tuple[Key, Piece]]:
        for key in sorted(k for k in self._ledger.pieces if k.fluent is fluent):
            yield from ((key, p) for p in self._ledger.pieces[key] if p.effect.does not in (ENDS, DENIES))

    def _piece(self, claim: Claim, fluent: Fluent) -> Piece | None:
        border = Ref(self._border.name, self._border.name, self._border.id)
        return weighed(claim, Effect(fluent, WITNESSES, None, border), self._ledger, self._on, self._known_by)

    def _of_a_wall(self, claim: Claim) -> bool:
        refs = (*claim.subjects, *claim.objects, *claim.places)
        words = {w for q in claim.quantities for w in bare(q.of).split()}
        return any(node(r) in self._walls for r in refs) or bool(words & _WALLS)


def _range_end(quantity: Quantity, claim: Claim) -> Quantity:
    """The number that ends a range with it: of "between 210 and 215 km are left" only the second says of what."""
    if quantity.span is None:
        return quantity
    following = [q for q in claim.quantities if q.span and 0 <= q.span.start - quantity.span.end <= _RANGE]
    return following[0] if following and following[0].unit == quantity.unit else quantity


def _progress(quantity: Quantity, claim: Claim) -> Progress | None:
    """What the number is a number of; None for the length of the whole border and what is no measure at all."""
    if quantity.unit != "percent" and quantity.unit not in LENGTHS:
        return None
    part = extent(quantity, claim)
    if part is Extent.LEFT:
        return Progress.LEFT
    if claim.modality in OPEN_ENDED:
        return Progress.PLANNED
    if part is Extent.WHOLE:
        return Progress.PLANNED if _WALLS & set(bare(quantity.of).split()) else None
    return Progress.BUILT if claim.modality in _TOLD else None


def _in_kilometers(quantity: Quantity) -> tuple[float, str]:
    factor = LENGTHS.get(quantity.unit)
    return (round(quantity.value * factor, 3), "kilometer") if factor else (quantity.value, quantity.unit)


def _weight(piece: Piece) -> tuple[str, bool, str]:
    """The root, whether it counts, and why."""
    return piece.root.name, piece.weight is Weight.COUNTED, reason(piece)


def _one_a_root(found: Iterable[tuple[Piece, Number]]) -> tuple[Number, ...]:
    """Each number of each root once, with all claims that carry it, along the time line."""
    same: dict[tuple[object, ...], list[tuple[Piece, Number]]] = defaultdict(list)
    for one in sorted(found, key=_in_time):
        same[(one[0].root.key, *_told(one[1]))].append(one)
    return tuple(replace(mine[0][1], claims=_carrying(mine)) for mine in same.values())


def _in_time(one: tuple[Piece, object]) -> tuple[object, ...]:
    return (*one[0].order(), one[0].claim.span)


def _carrying(numbers: Iterable[tuple[Piece, Built | Share | Force]]) -> tuple[Claim, ...]:
    return tuple(dict.fromkeys(claim for _, number in numbers for claim in number.claims))


def _told(number: Built | Share | Force) -> tuple[object, ...]:
    """What a number says, whoever says it."""
    if isinstance(number, Built):
        return number.progress, number.value, number.unit
    if isinstance(number, Share):
        return node(number.actor), number.kilometers
    return number.number, number.unit, bare(number.of)
