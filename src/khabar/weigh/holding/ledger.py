"""All that claims say for and against each fluent, side by side, each with what it weighs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum
from functools import partial
from typing import NamedTuple

from khabar.model import Claim, Evidence, Fluent, Knowledge, Modality, When
from khabar.weigh import kept
from khabar.weigh.holding.fluents import ENDS, STARTS, WITNESSES, Effect, Kinds, effects, kinds_of
from khabar.weigh.moments import anchor, dated, known, moment, reached, valid
from khabar.weigh.nodes import node
from khabar.weigh.sources.interest import AGAINST, OWN, Interest, bearing
from khabar.weigh.sources.parties import Parties
from khabar.weigh.sources.roots import ECHO, UNNAMED, VOICE, RootKey, roots

OCCASION = timedelta(days=14)
"""Undated words of one speaker, carried again within so many days, are the same occasion: a copy freshens nothing."""


class Weight(IntEnum):
    """What one claim can do: `WEAK` supports nothing alone, `WORD` is somebody's word in his own interest or with a
    "reportedly", `COUNTED` is a root that counts."""

    WEAK = 0
    WORD = 1
    COUNTED = 2


class Key(NamedTuple):
    """One fluent of one thing: claims with equal keys speak of the same holding."""

    fluent: Fluent
    subject: str
    object: str
    variant: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One effect of one claim, weighed. `doubt` says why it may not bear on the day asked for, "" where it surely
    does."""

    claim: Claim
    effect: Effect
    moment: When
    root: RootKey
    interest: Interest | None
    weight: Weight
    doubt: str

    @property
    def last(self) -> date:
        """The latest day it can be about; the first day of the calendar where nobody says."""
        return self.moment.latest or date.min

    def order(self) -> tuple[date, date, str]:
        """Along the time line, ties by claim."""
        return (self.last, self.moment.earliest or date.min, self.claim.id)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Pieces by what they speak of, as of a day; `claims` are those known by then, `anchors` when each was said."""

    pieces: Mapping[Key, tuple[Piece, ...]]
    claims: tuple[Claim, ...]
    anchors: Mapping[str, When]
    roots: Mapping[str, RootKey]
    parties: Parties
    kinds: Kinds


def gather(
    claims: Iterable[Claim],
    knowledge: Knowledge,
    on: date,
    known_by: date,
    wanted: Callable[[Claim, Key], bool] | None = None,
) -> Ledger:
    """All effects up to the day `on` of the claims that can be known by `known_by`, grouped and weighed; of `wanted`
    keys only, but for captures, which end what others hold."""
    doubts = {c.id: (c, known(c, known_by)) for c in claims}
    seen = tuple(sorted((c for c, doubt in doubts.values() if doubt is not None), key=lambda c: c.id))
    first = roots(seen, knowledge)
    anchors = occasions(seen, first)
    parties, kinds = Parties(knowledge, on), kinds_of(knowledge)
    grouped: dict[Key, list[Piece]] = defaultdict(list)
    sweeping: list[_Sweeping] = []

    def piece(claim: Claim, effect: Effect, when: When, doubt: str) -> Piece:
        gain = bearing(claim, parties)
        return Piece(claim, effect, when, first[claim.id], gain, weight_of(claim, first[claim.id], gain), doubt)

    for claim in seen:
        when = moment(claim, anchors[claim.id])
        bears = reached(when, on, anchors[claim.id])
        doubt = "; ".join(filter(None, (bears, doubts[claim.id][1])))
        for effect in effects(claim, kinds) if bears is not None else ():
            key = key_of(effect)
            if effect.subject is None:
                sweeping.append(_Sweeping(claim, effect, when, partial(piece, claim, effect, when, doubt)))
            elif wanted is None or wanted(claim, key):
                grouped[key].append(piece(claim, effect, when, doubt))
    hedged = {key: _hedged(found) for key, found in grouped.items()}
    _sweep(hedged, sweeping, parties)
    pieces = {key: tuple(sorted(_hedged(found), key=Piece.order)) for key, found in hedged.items()}
    return Ledger(pieces, seen, anchors, first, parties, kinds)


def occasions(claims: Sequence[Claim], first: Mapping[str, RootKey]) -> dict[str, When]:
    """When each was said; the same undated words of one speaker, carried again soon, were said the first time."""
    anchors = {c.id: anchor(c) for c in claims}
    for same in carried(claims, first).values():
        same.sort(key=lambda c: (anchors[c.id].latest or date.max, anchors[c.id].earliest or date.min, c.id))
        start = anchors[same[0].id]
        for claim in same:
            own = anchors[claim.id]
            if own.latest and start.latest and own.latest - start.latest > OCCASION:
                start = own
            anchors[claim.id] = start
    return anchors


def carried(claims: Iterable[Claim], first: Mapping[str, RootKey]) -> dict[tuple[object, ...], list[Claim]]:
    """Words that others pass on and nobody dates, by who said what."""
    roughly: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        passed_on = len(claim.chain.hops) > 1 and claim.said_time is None and claim.chain.root.said is None
        if passed_on and claim.reported.latest:
            roughly[first[claim.id].key, claim.type, claim.modality].append(claim)
    found: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for (key, *_), alike in roughly.items():
        if len(alike) == 1:  # most words are carried by nobody else
            found[key, alike[0].id] = alike
            continue
        for claim in alike:
            found[key, *_said(claim)].append(claim)
    return found


def _said(claim: Claim) -> tuple[object, ...]:
    return (
        claim.type,
        claim.modality,
        *(frozenset(map(node, r)) for r in (claim.subjects, claim.objects, claim.places)),
    )


def key_of(effect: Effect) -> Key:
    subject, thing = node(effect.subject) if effect.subject else "", node(effect.object)
    if effect.fluent is Fluent.ALLIED:
        subject, thing = sorted((subject, thing))
    if effect.measure is not None:
        subject = ""  # two reports name one wall in two ways; what is measured, and where, tells them apart
    return Key(effect.fluent, subject, thing, effect.variant)


def weight_of(claim: Claim, root: RootKey, gain: Interest | None) -> Weight:
    if root.weak or claim.modality is Modality.SPECULATED:
        return Weight.WEAK
    if claim.modality is Modality.RUMOURED:
        return Weight.WORD if root.kind == VOICE and len(claim.chain.hops) > 1 else Weight.WEAK
    return Weight.WORD if gain and gain.bearing == OWN else Weight.COUNTED


def _hedged(found: Sequence[Piece]) -> list[Piece]:
    """A root that tells it as a rumour itself gives no word that others could carry."""
    unsure = {p.root.key for p in found if p.weight is Weight.WEAK and p.claim.modality is Modality.RUMOURED}
    return [replace(p, weight=Weight.WEAK) if _rumour_of(p, unsure) else p for p in found]


def _rumour_of(piece: Piece, roots: set[str]) -> bool:
    return piece.root.key in roots and piece.claim.modality is Modality.RUMOURED


class _Sweeping(NamedTuple):
    """What ends the hold of everybody but one side, weighed only where there is something to end."""

    claim: Claim
    effect: Effect
    moment: When
    piece: Callable[[], Piece]


def _sweep(grouped: dict[Key, list[Piece]], sweeping: Sequence[_Sweeping], parties: Parties) -> None:
    """Lets a capture, or the closing of a road, end what others had there."""
    there: dict[tuple[Fluent, str], list[tuple[Key, Told]]] = defaultdict(list)
    for key, found in grouped.items():
        there[key.fluent, key.object].append((key, firmly(found)))
    for sweep in sweeping:
        spared = [node(r) for r in sweep.effect.spared]
        piece: Piece | None = None
        for key, told in there.get((sweep.effect.fluent, node(sweep.effect.object)), ()):
            if _comes_after(sweep, told) and not any(parties.same_side(s, key.subject) for s in spared):
                piece = piece or sweep.piece()
                grouped[key].append(piece)


class Told(NamedTuple):
    """What is firmly told of a holding, without its ends: by whom in which report, until when, and whether all of it is
    a state that nobody dates; and from when until it was last taken, None where it was not."""

    roots: Mapping[str, frozenset[str]]
    last: date | None
    undated: bool
    first: date | None
    retaken: date | None


def firmly(found: Sequence[Piece]) -> Told:
    """What the pieces of a holding tell firmly."""
    told = [p for p in found if p.effect.does != ENDS and p.weight > Weight.WEAK]
    roots: dict[str, set[str]] = defaultdict(set)
    for piece in told:
        roots[piece.claim.document].add(piece.root.key)
    undated = bool(told) and all(p.effect.does == WITNESSES and not dated(p.claim) for p in told)
    inside = {document: frozenset(keys) for document, keys in roots.items()}
    first = min((p.last for p in told if p.effect.does in (STARTS, WITNESSES)), default=None)
    taken = [p.moment.earliest for p in told if p.effect.does == STARTS and p.moment.earliest]
    retaken = max(taken, default=None)
    return Told(inside, max((p.last for p in told), default=None), undated, first, retaken)


def _comes_after(sweep: _Sweeping, told: Told) -> bool:
    """Whether it ends what is told there: later than all of that, or surely before it was taken again; or told in one
    report with an undated state, which others may have carried too.

    A capture without a first day may be long past: it ends nothing that others report.
    """
    beside = told.roots.get(sweep.claim.document)
    if told.undated and beside and all(keys <= beside for keys in told.roots.values()):
        return True
    if sweep.moment.earliest is None:
        return False
    day = sweep.moment.latest or date.min
    if told.last is None or told.last < day:
        return True
    return told.first is not None and told.retaken is not None and told.first < day < told.retaken


_valid = kept.kept_of(1 << 12)(valid)  # one capture ends what many held


def evidence(pieces: Sequence[Piece]) -> tuple[Evidence, ...]:
    """The pieces as shown: on each side the first of each root counts, all others say why they do not."""
    counted: set[tuple[bool, str]] = set()
    shown: dict[tuple[str, str], Evidence] = {}
    for piece in pieces:
        side = (piece.effect.does in (ENDS, "denies"), piece.root.key)
        counts = piece.weight is Weight.COUNTED and side not in counted
        why = _why(piece, copy=side in counted)
        if counts:
            counted.add(side)
        if piece.doubt:
            why = f"{why}; {piece.doubt}"
        what = (piece.claim.id, piece.effect.does)
        if what not in shown:
            shown[what] = Evidence(piece.claim, piece.effect.does, _valid(piece.claim), counts, why)
    return tuple(shown.values())


def _why(piece: Piece, copy: bool) -> str:
    name, gain = piece.root.name, piece.interest
    if piece.weight is Weight.COUNTED:
        if copy:
            return f"the same root as another report: {name}"
        against = f", speaking against its own interest ({gain.words}): weighs more" if gain else ""
        vouched = "an unnamed source that its outlet vouches for" if piece.root.kind == UNNAMED else "a root of its own"
        return f"{vouched}: {name}{against}"
    if gain and gain.bearing == OWN and piece.weight is Weight.WORD:
        return f"shown, not counted: {name} speaks in its own interest ({gain.words})"
    return f"shown, not counted: {_DOUBTFUL[_doubtful(piece)]}"


_DOUBTFUL: dict[str, str] = {
    ECHO: "an echo, nobody answers for it",
    Modality.SPECULATED: "the speaker only supposes it",
    Modality.RUMOURED: "told as a rumour",
}


def _doubtful(piece: Piece) -> str:
    return ECHO if piece.root.weak else piece.claim.modality


def names(pieces: Iterable[Piece], wanted: Callable[[Piece], bool]) -> tuple[str, ...]:
    """The roots of the wanted pieces, each once, by name."""
    found: dict[str, str] = {}
    for piece in pieces:
        if wanted(piece):
            found[piece.root.key] = min(piece.root.name, found.get(piece.root.key, piece.root.name))
    return tuple(sorted(found.values()))


def against_interest(piece: Piece) -> bool:
    """Whether the root loses by its own words."""
    return piece.interest is not None and piece.interest.bearing == AGAINST


def weighed(claim: Claim, effect: Effect, ledger: Ledger, on: date, known_by: date) -> Piece | None:
    """One effect that the table of fluents does not know, weighed as the others are; None where the claim does not
    bear on the day or is not known. The claim must be one of the ledger's."""
    when = moment(claim, ledger.anchors[claim.id])
    bears, late = reached(when, on, ledger.anchors[claim.id]), known(claim, known_by)
    if bears is None or late is None:
        return None
    gain, root = bearing(claim, ledger.parties), ledger.roots[claim.id]
    return Piece(claim, effect, when, root, gain, weight_of(claim, root, gain), "; ".join(filter(None, (bears, late))))


def reason(piece: Piece) -> str:
    """Why one piece counts or does not, as it is shown."""
    return "; ".join(filter(None, (_why(piece, copy=False), piece.doubt)))
